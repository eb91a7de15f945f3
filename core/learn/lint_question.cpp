// Lint of questions.

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "learn/lint_parts.h"

namespace taskyard {

namespace {

// Model choice: the published sample questions of SAA-C03 have 35 to 120 words in the stem; a
// reader has two minutes for a question with all its options.
constexpr std::size_t kFewestWords = 12;
constexpr std::size_t kMostWords = 170;
constexpr std::size_t kMostOptionWords = 60;
// Lengths of options: the key may stand out from the distractors by a quarter of the mean length.
constexpr std::size_t kMostLeadPercent = 25;
constexpr std::size_t kShortOption = 40;  // letters; below this, lengths give nothing away
// Letters that hold the key, over the bank as it is printed: with fewer questions chance decides.
constexpr std::size_t kBankForVariety = 40;
constexpr std::size_t kMostKeysPercent = 45;
constexpr std::size_t kFewestKeysPercent = 10;
constexpr std::uint64_t kPrintedOrder = 1;

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

// Letters and digits in lower case, one blank between words.
std::string plainly(const std::vector<std::string>& paragraphs) {
  std::string plain;
  for (const std::string& paragraph : paragraphs) {
    for (const char c : paragraph + " ") {
      const auto byte = static_cast<unsigned char>(c);
      if (std::isalnum(byte) != 0) {
        plain += static_cast<char>(std::tolower(byte));
      } else if (!plain.empty() && plain.back() != ' ') {
        plain += ' ';
      }
    }
  }
  return plain;
}

bool endsSentence(const std::string& text) { return !text.empty() && text.back() == '.'; }

// Letters of the longest option, by whether it is right.
std::size_t longestOf(const Question& question, bool correct) {
  std::size_t longest = 0;
  for (const Option& option : question.options) {
    if (option.choice.correct == correct) longest = std::max(longest, option.choice.text.size());
  }
  return longest;
}
std::size_t shortestOf(const Question& question, bool correct) {
  std::size_t shortest = SIZE_MAX;
  for (const Option& option : question.options) {
    if (option.choice.correct == correct) shortest = std::min(shortest, option.choice.text.size());
  }
  return shortest;
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
  if (!question.stem.empty() && wordsIn(question.stem) < kFewestWords) {
    say(file, "/stem",
        "shorter than an exam's: " + std::to_string(wordsIn(question.stem)) + " words, at least " +
            std::to_string(kFewestWords));
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
  questionForm(question);
}

bool refersToOtherOptions(std::string_view text) {
  const std::string plain = plainly({std::string(text)});
  for (const std::string_view phrase :
       {"of the above", "of these options", "all of these ", "none of these ", "both a and ",
        "options a and ", "answers a and ", "a and b above", "the other options"}) {
    if (plain.find(phrase) != std::string::npos) return true;
  }
  return false;
}

// Nothing about the look of an option may give the key away.
void Lint::questionForm(const Question& question) {
  const std::string& file = question.file;
  if (question.options.size() < 2) return;
  std::size_t letters = 0;
  std::size_t sentences = 0;
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const std::string& text = question.options[i].choice.text;
    letters += text.size();
    sentences += endsSentence(text) ? 1 : 0;
    const std::size_t words = wordsIn({text});
    if (words <= kMostOptionWords) continue;
    say(file, pointerTo("/options", i) + "/text",
        "longer than an exam's: " + std::to_string(words) + " words, at most " +
            std::to_string(kMostOptionWords));
  }
  if (sentences != 0 && sentences != question.options.size()) {
    say(file, "/options", "options of one form: all of them end with a full stop, or none");
  }
  const std::size_t keyLongest = longestOf(question, true);
  const std::size_t otherLongest = longestOf(question, false);
  if (std::max(keyLongest, otherLongest) <= kShortOption) return;
  const std::size_t lead = letters / question.options.size() * kMostLeadPercent / 100;
  if (keyLongest > otherLongest + lead) {
    say(file, "/options",
        "the length gives the key away: it has " + std::to_string(keyLongest) +
            " letters, the longest distractor " + std::to_string(otherLongest) + ", at most " +
            std::to_string(otherLongest + lead) + " would do");
  }
  if (shortestOf(question, true) + lead < shortestOf(question, false)) {
    say(file, "/options",
        "the length gives the key away: it has " + std::to_string(shortestOf(question, true)) +
            " letters, the shortest distractor " + std::to_string(shortestOf(question, false)));
  }
}

void Lint::questionBank() {
  std::map<std::string, const Question*> stems;
  std::array<std::size_t, 4> keys{};
  std::size_t singles = 0;
  for (const Question& question : content_.questions) {
    const auto [known, fresh] = stems.emplace(plainly(question.stem), &question);
    if (!fresh) say(question.file, "/stem", "the same stem as question " + known->second->id);
    if (question.options.size() != keys.size() || question.key().size() != 1) continue;
    const std::vector<std::size_t> order = optionOrder(question, kPrintedOrder);
    for (std::size_t shown = 0; shown < keys.size(); ++shown) {
      if (order[shown] == question.key().front()) ++keys[shown];
    }
    ++singles;
  }
  if (singles < kBankForVariety) return;
  for (std::size_t shown = 0; shown < keys.size(); ++shown) {
    const std::size_t percent = keys[shown] * 100 / singles;
    if (percent >= kFewestKeysPercent && percent <= kMostKeysPercent) continue;
    say("lessons/quiz", "",
        "as printed, " + std::string(1, static_cast<char>('A' + shown)) + " is right in " +
            std::to_string(percent) + " of 100 questions; between " +
            std::to_string(kFewestKeysPercent) + " and " + std::to_string(kMostKeysPercent) +
            " would not give it away");
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
