#include <algorithm>

#include "base/text.h"
#include "learn/proof_lesson.h"
#include "learn/quiz.h"

namespace taskyard {

namespace {

std::string optionName(const Question& question, std::size_t option) {
  return "question " + question.id + ", option " + std::string(1, static_cast<char>('A' + option));
}

// "" when the option does what is claimed of it.
std::string wrongWith(const Question& question, std::size_t option,
                      const std::vector<RequirementLine>& lines) {
  std::vector<std::string> violated;
  for (const RequirementLine& line : lines) {
    if (!line.holds) violated.push_back(line.id);
  }
  if (question.options[option].choice.correct) {
    return violated.empty() ? "" : "the key violates " + joinWords(violated);
  }
  if (violated.empty()) return "this distractor meets every requirement";
  std::vector<std::string> claimed = question.options[option].violates;
  std::sort(claimed.begin(), claimed.end());
  std::sort(violated.begin(), violated.end());
  if (claimed == violated) return "";
  return "said to violate " + (claimed.empty() ? "nothing" : joinWords(claimed)) + ", violates " +
         joinWords(violated);
}

}  // namespace

bool proveQuestion(const Content& content, const Question& question, int seeds,
                   ProofReport& report) {
  const std::size_t before = report.exceptions.size();
  const Scenario* scenario = content.findScenario(question.scenario);
  if (scenario == nullptr) {
    report.exceptions.push_back(
        {"question " + question.id, "the scenario " + question.scenario + " does not exist", 0});
    return false;
  }
  for (const std::uint64_t seed : proofSeeds(scenario->seed, seeds)) {
    for (std::size_t option = 0; option < question.options.size(); ++option) {
      Result<OptionTrial> trial = OptionTrial::begin(*scenario, question, option, seed);
      ++report.runs;
      if (!trial) {
        report.exceptions.push_back({optionName(question, option), trial.error().message, seed});
        continue;
      }
      trial.value().advance(question.runFor);
      std::string wrong = trial.value().refused().empty()
                              ? wrongWith(question, option, trial.value().requirements())
                              : "a command was refused: " + trial.value().refused();
      if (!wrong.empty()) {
        report.exceptions.push_back({optionName(question, option), std::move(wrong), seed});
      }
    }
  }
  return report.exceptions.size() == before;
}

}  // namespace taskyard
