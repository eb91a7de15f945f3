// One option of a question, run against the question's requirements.

#include <algorithm>

#include "learn/quiz.h"
#include "learn/watch.h"

namespace taskyard {

Result<OptionTrial> OptionTrial::begin(const Scenario& scenario, const Question& question,
                                       std::size_t option, std::uint64_t seed) {
  TY_ASSERT(question.runnable() && option < question.options.size());
  Result<Run> run = beginRun(scenario, seed);
  if (!run) return run.error();
  OptionTrial trial(std::move(run.value()), question, option);
  trial.playDue();
  return trial;
}

OptionTrial::OptionTrial(Run run, const Question& question, std::size_t option)
    : run_(std::move(run)),
      question_(&question),
      option_(option),
      beganAt_(run_.now()),
      endsAt_(run_.now() + question.runFor) {
  for (const Requirement& requirement : question.requirements) {
    checks_.emplace_back(requirement.must, run_.state(), run_.events());
  }
}

bool OptionTrial::finished() const { return run_.now() >= endsAt_; }

void OptionTrial::playDue() {
  const Script& script = question_->options[option_].run;
  for (; next_ < script.size() && beganAt_ + script[next_].at <= run_.now(); ++next_) {
    const Result<Request> request = resolve(script[next_], run_.state());
    std::string error;
    if (!request) {
      error = request.error().message;
    } else if (const Result<ApiAnswer> answer = run_.call(request.value()); !answer) {
      error = answer.error().message;
    }
    if (refused_.empty()) refused_ = error;
    for (Check& check : checks_) check.observe(run_.state(), run_.events());
  }
}

void OptionTrial::advance(DurationMs duration) {
  const Script& script = question_->options[option_].run;
  const TimeMs end = std::min(endsAt_, run_.now() + duration);
  while (run_.now() < end) {
    TimeMs stop = end;
    if (next_ < script.size()) stop = std::min(stop, beganAt_ + script[next_].at);
    advanceWatched(run_, stop - run_.now(), [this](const Run& run) {
      for (Check& check : checks_) check.observe(run.state(), run.events());
      return true;
    });
    playDue();
  }
}

std::vector<RequirementLine> OptionTrial::requirements() const {
  std::vector<RequirementLine> lines;
  for (std::size_t i = 0; i < checks_.size(); ++i) {
    const Requirement& requirement = question_->requirements[i];
    lines.push_back({requirement.id, requirement.text, checks_[i].holds()});
  }
  return lines;
}

}  // namespace taskyard
