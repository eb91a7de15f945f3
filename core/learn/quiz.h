#pragma once
// Exam questions. An option can be a design that runs: scenario + commands, held against named
// requirements. File: lessons/quiz/<id>.json, one question each.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/run.h"
#include "base/json_reader.h"
#include "learn/check.h"
#include "learn/lesson.h"
#include "learn/scenario.h"
#include "learn/source.h"

namespace taskyard {

enum class Difficulty : std::uint8_t { Easy, Medium, Hard };

// A named thing that the question demands. `must` holds at the end of the run.
struct Requirement {
  std::string id;
  std::string text;
  Condition must;
};

struct Option {
  Choice choice;
  Script run;                         // empty: shown, not run
  std::vector<std::string> violates;  // requirement ids that this distractor breaks
};

// choose: how many options are correct ("Choose TWO").
// decidingWords: phrases of the stem that decide the answer, verbatim.
// citation: for a question that does not run, why its key holds; proof counts it as by citation.
struct Question {
  std::string id;
  std::string taskStatement;  // SAA-C03, "2.2"
  Difficulty difficulty = Difficulty::Medium;
  std::vector<std::string> stem;  // Markdown paragraphs; the last one asks
  std::size_t choose = 1;
  std::vector<Option> options;
  std::vector<std::string> decidingWords;
  std::vector<std::string> signals;
  std::vector<std::string> traps;
  std::vector<Source> sources;
  std::string explanation;  // Markdown: the point, after the answer
  std::string lesson;       // id of the lesson that teaches it, or ""
  std::string scenario;     // runnable ones: where it plays
  DurationMs runFor = 0;
  std::vector<Requirement> requirements;
  std::string citation;
  std::string file;

  [[nodiscard]] bool runnable() const { return !requirements.empty(); }
  // Positions of the correct options, ascending.
  [[nodiscard]] std::vector<std::size_t> key() const;
};

Question readQuestion(const JsonValue& value, Problems& problems);

// The order to show options in: the same for the same seed. Positions in Question::options.
std::vector<std::size_t> optionOrder(const Question& question, std::uint64_t seed);

struct RequirementLine {
  std::string id;
  std::string text;
  bool holds = false;
};

// One option being run. `question` must outlive it.
class OptionTrial {
 public:
  // REQUIRES: the question is runnable. Errors: those of the scenario.
  static Result<OptionTrial> begin(const Scenario& scenario, const Question& question,
                                   std::size_t option, std::uint64_t seed);

  [[nodiscard]] const Run& run() const { return run_; }
  // At most to the end of the trial.
  void advance(DurationMs duration);
  [[nodiscard]] bool finished() const;
  [[nodiscard]] TimeMs endsAt() const { return endsAt_; }
  // As of now; final once finished.
  [[nodiscard]] std::vector<RequirementLine> requirements() const;
  // "" or the refusal of one of the option's commands.
  [[nodiscard]] const std::string& refused() const { return refused_; }

 private:
  OptionTrial(Run run, const Question& question, std::size_t option);
  void playDue();

  Run run_;
  const Question* question_;
  std::size_t option_;
  TimeMs beganAt_ = 0;
  TimeMs endsAt_ = 0;
  std::size_t next_ = 0;
  std::vector<Check> checks_;
  std::string refused_;
};

}  // namespace taskyard
