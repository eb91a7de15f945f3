#include "learn/lesson.h"

#include <algorithm>
#include <array>

#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::int64_t kLargestNumber = 1'000'000'000'000;  // Model choice: no overflow in sums
constexpr std::array kStepKinds = {StepKind::Read, StepKind::Predict, StepKind::Do,
                                   StepKind::Explain};

NumberAnswer readNumber(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  NumberAnswer number;
  number.value = reader.requiredInteger("value", {-kLargestNumber, kLargestNumber});
  number.tolerance = reader.integer("tolerance", {0, kLargestNumber}).value_or(0);
  number.unit = reader.requiredString("unit");
  number.why = reader.requiredString("why");
  reader.rejectUnknownKeys();
  return number;
}

Ask readAsk(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Ask ask;
  ask.text = reader.requiredString("text");
  ask.certainty = reader.boolean("certainty").value_or(true);
  readEach(reader, "choices", [&](const JsonValue& item, const std::string& at) {
    ObjectReader choice(item, at, problems);
    ask.choices.push_back(readChoice(choice));
    choice.rejectUnknownKeys();
  });
  if (const JsonValue* number = reader.object("number")) {
    ask.number = readNumber(*number, reader.pathOf("number"), problems);
  }
  if (ask.choices.empty() != ask.number.has_value()) {
    reader.problem("", "MissingKey", "expected one of \"choices\" and \"number\"");
  }
  reader.rejectUnknownKeys();
  return ask;
}

Misconception readMisconception(const JsonValue& value, const std::string& path,
                                Problems& problems) {
  ObjectReader reader(value, path, problems);
  Misconception misconception;
  misconception.id = reader.requiredString("id");
  misconception.belief = reader.requiredString("belief");
  if (const JsonValue* when = reader.requiredObject("when")) {
    misconception.when = readCondition(*when, reader.pathOf("when"), problems);
  }
  misconception.feedback = reader.requiredString("feedback");
  reader.requiredArray("bot");
  misconception.bot = readScript(reader, "bot", problems);
  reader.requiredArray("corrected");
  misconception.corrected = readScript(reader, "corrected", problems);
  reader.rejectUnknownKeys();
  return misconception;
}

StepKind readKind(ObjectReader& reader) {
  const std::string text = reader.requiredString("kind");
  for (const StepKind kind : kStepKinds) {
    if (text == nameOf(kind)) return kind;
  }
  if (!text.empty()) {
    reader.problem("kind", "UnknownWord",
                   "unknown kind \"" + text + "\"; known: read, predict, do, explain");
  }
  return StepKind::Read;
}

// What a step of each kind must and must not have.
void checkKind(const Step& step, ObjectReader& reader) {
  const bool asks = step.kind == StepKind::Predict || step.kind == StepKind::Explain;
  if (asks != step.ask.has_value()) {
    reader.problem("ask", asks ? "MissingKey" : "BadValue",
                   std::string("a step of kind ") + nameOf(step.kind) +
                       (asks ? " asks a question" : " asks none"));
  }
  const bool does = step.kind == StepKind::Do;
  if (does != step.goal.has_value()) {
    reader.problem(
        "goal", does ? "MissingKey" : "BadValue",
        std::string("a step of kind ") + nameOf(step.kind) + (does ? " has a goal" : " has none"));
  }
  if (!does && (!step.solution.empty() || !step.misconceptions.empty() || !step.world.empty())) {
    reader.problem("", "BadValue",
                   "only a step of kind do has a solution, misconceptions or a world");
  }
}

Step readStep(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Step step;
  step.id = reader.requiredString("id");
  step.kind = readKind(reader);
  step.title = reader.requiredString("title");
  reader.requiredArray("text");
  step.text = readParagraphs(reader, "text");
  step.after = readParagraphs(reader, "after");
  if (const JsonValue* ask = reader.object("ask")) {
    step.ask = readAsk(*ask, reader.pathOf("ask"), problems);
  }
  step.allowedOperations = reader.strings("allowedOperations");
  if (const JsonValue* goal = reader.object("goal")) {
    step.goal = readCondition(*goal, reader.pathOf("goal"), problems);
  }
  step.hints = readParagraphs(reader, "hints");
  step.solution = readScript(reader, "solution", problems);
  readEach(reader, "alternatives", [&](const JsonValue& item, const std::string& at) {
    ObjectReader alternative(item, at, problems);
    alternative.requiredString("title");
    step.alternatives.push_back(readScript(alternative, "commands", problems));
    alternative.rejectUnknownKeys();
  });
  step.taught = reader.strings("taught");
  step.world = readScript(reader, "world", problems);
  step.limit = reader.integer("limitSeconds", {1, 24 * 60 * 60}).value_or(0) * kSecond;
  readEach(reader, "misconceptions", [&](const JsonValue& item, const std::string& at) {
    step.misconceptions.push_back(readMisconception(item, at, problems));
  });
  step.teacherNotes = reader.string("teacherNotes").value_or("");
  checkKind(step, reader);
  if (step.kind == StepKind::Do && step.limit == 0) {
    reader.problem("", "MissingKey", "the key \"limitSeconds\" is missing");
  }
  reader.rejectUnknownKeys();
  return step;
}

}  // namespace

std::size_t Ask::correctCount() const {
  return static_cast<std::size_t>(std::count_if(
      choices.begin(), choices.end(), [](const Choice& choice) { return choice.correct; }));
}

Choice readChoice(ObjectReader& reader) {
  Choice choice;
  choice.text = reader.requiredString("text");
  choice.correct = reader.boolean("correct").value_or(false);
  choice.why = reader.requiredString("why");
  choice.ids = reader.strings("ids");
  return choice;
}

std::vector<std::string> readParagraphs(ObjectReader& reader, std::string_view key) {
  std::vector<std::string> paragraphs = reader.strings(key);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (paragraphs[i].empty()) {
      reader.problem(key, "Empty", "paragraph " + std::to_string(i) + " is empty");
    }
  }
  return paragraphs;
}

Lesson readLesson(const JsonValue& value, Problems& problems) {
  ObjectReader reader(value, "", problems);
  Lesson lesson;
  lesson.id = reader.requiredString("id");
  lesson.title = reader.requiredString("title");
  lesson.summary = reader.requiredString("summary");
  lesson.objectives = reader.strings("objectives");
  lesson.minutes = static_cast<int>(reader.requiredInteger("minutes", {1, 60}));
  lesson.prerequisites = reader.strings("prerequisites");
  lesson.signals = reader.strings("signals");
  lesson.traps = reader.strings("traps");
  lesson.taskStatements = reader.strings("taskStatements");
  reader.requiredArray("sources");
  lesson.sources = readSources(reader, "sources", problems);
  lesson.scenario = reader.requiredString("scenario");
  if (const auto seed = reader.integer("seed", {0, INT64_MAX})) {
    lesson.seed = static_cast<std::uint64_t>(*seed);
  }
  readSome(reader, "steps", [&](const JsonValue& item, const std::string& path) {
    lesson.steps.push_back(readStep(item, path, problems));
  });
  lesson.deeper = readParagraphs(reader, "deeper");
  lesson.teacherNotes = reader.string("teacherNotes").value_or("");
  reader.rejectUnknownKeys();
  return lesson;
}

const char* nameOf(StepKind kind) {
  switch (kind) {
    case StepKind::Read: return "read";
    case StepKind::Predict: return "predict";
    case StepKind::Do: return "do";
    case StepKind::Explain: return "explain";
  }
  return "";
}

}  // namespace taskyard
