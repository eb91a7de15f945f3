#include "learn/quiz.h"

#include <array>

#include "learn/read_list.h"
#include "learn/shuffle.h"

namespace taskyard {

namespace {

constexpr std::array<const char*, 3> kDifficulties = {"easy", "medium", "hard"};

Difficulty readDifficulty(ObjectReader& reader) {
  const std::string text = reader.requiredString("difficulty");
  for (std::size_t i = 0; i < kDifficulties.size(); ++i) {
    if (text == kDifficulties[i]) return static_cast<Difficulty>(i);
  }
  if (!text.empty()) {
    reader.problem("difficulty", "UnknownWord",
                   "unknown word \"" + text + "\"; known: easy, medium, hard");
  }
  return Difficulty::Medium;
}

Option readOption(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Option option;
  option.choice = readChoice(reader);
  option.run = readScript(reader, "run", problems);
  option.violates = reader.strings("violates");
  reader.rejectUnknownKeys();
  return option;
}

Requirement readRequirement(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Requirement requirement;
  requirement.id = reader.requiredString("id");
  requirement.text = reader.requiredString("text");
  if (const JsonValue* must = reader.requiredObject("must")) {
    requirement.must = readCondition(*must, reader.pathOf("must"), problems);
  }
  reader.rejectUnknownKeys();
  return requirement;
}

}  // namespace

std::vector<std::size_t> Question::key() const {
  std::vector<std::size_t> correct;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i].choice.correct) correct.push_back(i);
  }
  return correct;
}

Question readQuestion(const JsonValue& value, Problems& problems) {
  ObjectReader reader(value, "", problems);
  Question question;
  question.id = reader.requiredString("id");
  question.taskStatement = reader.requiredString("taskStatement");
  question.difficulty = readDifficulty(reader);
  reader.requiredArray("stem");
  question.stem = readParagraphs(reader, "stem");
  question.choose = static_cast<std::size_t>(reader.integer("choose", {1, 5}).value_or(1));
  readSome(reader, "options", [&](const JsonValue& item, const std::string& path) {
    question.options.push_back(readOption(item, path, problems));
  });
  question.decidingWords = reader.strings("decidingWords");
  question.signals = reader.strings("signals");
  question.traps = reader.strings("traps");
  reader.requiredArray("sources");
  question.sources = readSources(reader, "sources", problems);
  question.explanation = reader.requiredString("explanation");
  question.lesson = reader.string("lesson").value_or("");
  question.scenario = reader.string("scenario").value_or("");
  question.runFor = reader.integer("runForSeconds", {1, 24 * 60 * 60}).value_or(0) * kSecond;
  readEach(reader, "requirements", [&](const JsonValue& item, const std::string& path) {
    question.requirements.push_back(readRequirement(item, path, problems));
  });
  question.citation = reader.string("citation").value_or("");
  reader.rejectUnknownKeys();
  return question;
}

std::vector<std::size_t> optionOrder(const Question& question, std::uint64_t seed) {
  return shuffledPositions(question.options.size(), question.id, seed);
}

}  // namespace taskyard
