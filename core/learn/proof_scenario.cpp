#include "learn/proof_scenario.h"

#include "learn/proof_lesson.h"
#include "learn/watch.h"

namespace taskyard {

namespace {

class ScenarioProof {
 public:
  ScenarioProof(const Scenario& scenario, std::uint64_t seed, ProofReport& report)
      : scenario_(scenario), seed_(seed), report_(report) {}

  bool play() {
    if (!comesTrue(scenario_.shows.goal, 0, {}, scenario_.shows.within)) {
      fail("its story does not happen");
    }
    for (const ScenarioCure& cure : scenario_.cures) {
      const TimeMs from = cure.deeds.back().at;
      if (comesTrue(cure.goal, from, {}, cure.within)) {
        fail("the cure \"" + cure.title + "\" is not needed: its goal comes true by itself");
      }
      if (!comesTrue(cure.goal, from, cure.deeds, cure.within)) {
        fail("the cure \"" + cure.title + "\" does not cure" + refused_);
      }
    }
    return failures_ == 0;
  }

 private:
  void fail(const std::string& what) {
    ++failures_;
    report_.exceptions.push_back({"scenario " + scenario_.id, what, seed_});
  }

  // Plays the deeds at their times, watches the goal from `from` on, and says whether it held at
  // some moment within the time.
  bool comesTrue(const Condition& goal, TimeMs from, const Script& deeds, DurationMs within) {
    refused_.clear();
    ++report_.runs;
    Result<Run> begun = beginAtZero(scenario_, seed_);
    if (!begun) {
      refused_ = ": the scenario does not begin: " + begun.error().message;
      return false;
    }
    Run& run = begun.value();
    for (const ScriptEntry& deed : deeds) {
      if (deed.at > run.now()) run.advance(deed.at - run.now());
      const Result<Request> request = resolve(deed, run.state());
      const Result<ApiAnswer> answer =
          request ? run.call(request.value()) : Result<ApiAnswer>(request.error());
      if (!answer && refused_.empty()) {
        refused_ = ": " + deed.request.operation + ": " + answer.error().message;
      }
    }
    if (from > run.now()) run.advance(from - run.now());
    Check check(goal, run.state(), run.events());
    if (!check.holds()) {
      advanceWatched(run, within, [&check](const Run& now) {
        check.observe(now.state(), now.events());
        return !check.holds();
      });
    }
    if (!check.holds() && refused_.empty()) refused_ = unmet(check);
    return check.holds();
  }

  static std::string unmet(const Check& check) {
    std::string text;
    for (const CheckLine& line : check.lines()) {
      if (!line.met) text += (text.empty() ? "; not so: " : ", ") + line.text;
    }
    return text;
  }

  const Scenario& scenario_;
  std::uint64_t seed_;
  ProofReport& report_;
  std::string refused_;  // why the last goal did not come true, for people
  int failures_ = 0;
};

}  // namespace

bool proveScenario(const Scenario& scenario, int seeds, ProofReport& report) {
  bool proved = true;
  for (const std::uint64_t seed : proofSeeds(scenario.seed, seeds)) {
    proved = ScenarioProof(scenario, seed, report).play() && proved;
  }
  return proved;
}

}  // namespace taskyard
