// Lint of questions.

#include <algorithm>

#include "learn/lint_parts.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostWords = 170;  // Model choice: what a reader takes a minute for

std::size_t wordsIn(const std::vector<std::string>& paragraphs) {
  std::size_t words = 0;
  for (const std::string& paragraph : paragraphs) {
    bool inside = false;
    for (const char c : paragraph) {
      if (c != ' ' && !inside) ++words;
      inside = c != ' ';
    }
  }
  return words;
}

bool occurs(const std::string& words, const std::vector<std::string>& paragraphs) {
  return std::any_of(paragraphs.begin(), paragraphs.end(), [&](const std::string& paragraph) {
    return paragraph.find(words) != std::string::npos;
  });
}

}  // namespace

void Lint::question(const Question& question) {
  const std::string& file = question.file;
  taskStatement(file, "/taskStatement", question.taskStatement);
  tags(file, "/signals", question.signals);
  tags(file, "/traps", question.traps);
  sources(file, question.sources);
  texts(file, "/stem", question.stem);
  text(file, "/explanation", question.explanation);
  if (question.stem.empty()) say(file, "/stem", "a question has a stem");
  if (wordsIn(question.stem) > kMostWords) {
    say(file, "/stem",
        "longer than an exam's: " + std::to_string(wordsIn(question.stem)) + " words, at most " +
            std::to_string(kMostWords));
  }
  if (question.decidingWords.empty()) {
    say(file, "/decidingWords", "which words of the stem decide?");
  }
  for (std::size_t i = 0; i < question.decidingWords.size(); ++i) {
    if (occurs(question.decidingWords[i], question.stem)) continue;
    say(file, pointerTo("/decidingWords", i), "these words are not in the stem");
  }
  if (!question.lesson.empty() && content_.findLesson(question.lesson) == nullptr) {
    say(file, "/lesson", "there is no lesson " + question.lesson);
  }
  std::vector<Choice> all;
  bool tagged = false;
  for (const Option& option : question.options) {
    all.push_back(option.choice);
    tagged = tagged || !option.choice.ids.empty();
  }
  choices(file, "/options", all);
  if (!tagged) say(file, "/options", "no option names the signal or the trap it embodies");
  const std::size_t key = question.key().size();
  if (key != question.choose) {
    say(file, "/choose",
        "asks for " + std::to_string(question.choose) + ", the key has " + std::to_string(key));
  }
  const bool single = question.choose == 1;
  if (single ? all.size() != 4 : all.size() < 5 || all.size() > 6) {
    say(file, "/options", "one answer of four, or several of five or six");
  }
  if (question.runnable()) {
    runnable(question);
  } else {
    notRunnable(question);
  }
  for (const Question& other : content_.questions) {
    if (&other < &question && other.stem == question.stem) {
      say(file, "/stem", "the same stem as question " + other.id);
    }
  }
}

void Lint::runnable(const Question& question) {
  const std::string& file = question.file;
  if (content_.findScenario(question.scenario) == nullptr) {
    say(file, "/scenario", "there is no scenario \"" + question.scenario + "\"");
  }
  if (question.runFor == 0) say(file, "", "the key \"runForSeconds\" is missing");
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const Option& option = question.options[i];
    const std::string here = pointerTo("/options", i);
    script(file, here + "/run", option.run);
    if (option.run.empty()) say(file, here, "the question runs, this option does not (run)");
    if (option.choice.correct != option.violates.empty()) {
      say(file, here, "distractors name what they violate, the key nothing");
    }
    for (const std::string& id : option.violates) {
      const auto known = [&](const Requirement& requirement) { return requirement.id == id; };
      if (std::none_of(question.requirements.begin(), question.requirements.end(), known)) {
        say(file, here + "/violates", "there is no requirement " + id);
      }
    }
  }
}

void Lint::notRunnable(const Question& question) {
  const std::string& file = question.file;
  if (question.citation.empty()) {
    say(file, "", "a question without requirements says why its key holds (citation)");
  }
  if (!question.scenario.empty()) say(file, "/scenario", "nothing runs here");
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const Option& option = question.options[i];
    if (option.run.empty() && option.violates.empty()) continue;
    say(file, pointerTo("/options", i), "an option that runs, but no requirements");
  }
}

}  // namespace taskyard
