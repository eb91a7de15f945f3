#include "learn/proof_lesson.h"

#include <algorithm>
#include <set>

#include "learn/lesson_session.h"
#include "learn/watch.h"

namespace taskyard {

namespace {

// A learner at the beginning of a step.
struct Desk {
  Run run;
  LessonSession session;
};

class LessonProof {
 public:
  LessonProof(const Content& content, const Lesson& lesson, ProofReport& report)
      : lesson_(lesson), scenario_(content.findScenario(lesson.scenario)), report_(report) {}

  bool play(int seeds) {
    if (scenario_ == nullptr) {
      fail("", "the scenario " + lesson_.scenario + " does not exist", 0);
      return false;
    }
    const std::vector<std::uint64_t> all =
        proofSeeds(lesson_.seed.value_or(scenario_->seed), seeds);
    for (std::size_t i = 0; i < all.size(); ++i) playSeed(all[i], i);
    for (const Step& step : lesson_.steps) {
      for (const Misconception& misconception : step.misconceptions) {
        ++report_.botsTotal;
        if (undefeated_.count(&misconception) == 0) ++report_.botsDefeated;
      }
    }
    return failures_ == 0;
  }

 private:
  void fail(const std::string& stepId, const std::string& what, std::uint64_t seed) {
    ++failures_;
    std::string where = "lesson " + lesson_.id;
    if (!stepId.empty()) where += ", step " + stepId;
    report_.exceptions.push_back({where, what, seed});
  }

  // One learner's way through the whole lesson; at every step the other ways branch off.
  // dwell: how long this learner looks at each step before doing anything, because a lesson must
  // hold for slow readers too.
  void playSeed(std::uint64_t seed, std::size_t turn) {
    Result<Run> run = beginRun(*scenario_, seed);
    if (!run) {
      fail("", "the scenario does not begin: " + run.error().message, seed);
      return;
    }
    constexpr DurationMs kDwells[] = {0, 20 * kSecond, 75 * kSecond, 5 * kMinute};
    const DurationMs dwell = kDwells[turn % std::size(kDwells)];
    Desk desk{std::move(run.value()), LessonSession(lesson_)};
    ++report_.runs;
    for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
      desk.session.enter(i, desk.run);
      const Step& step = lesson_.steps[i];
      if (!step.goal) {
        desk.session.advance(desk.run, dwell);
        continue;
      }
      branchOff(desk, step, seed);
      desk.session.advance(desk.run, std::min(dwell, step.limit / 4));
      if (!solve(desk, step.solution, step)) {
        fail(step.id, "the solution does not meet the goal within its limit" + why(desk), seed);
        return;
      }
      if (!desk.session.view().feedback.empty()) {
        fail(step.id,
             "the solution is told off: " + desk.session.view().feedback.front().misconception,
             seed);
      }
    }
  }

  void branchOff(const Desk& start, const Step& step, std::uint64_t seed) {
    if (start.session.goalMet()) {
      fail(step.id, "the start already meets the goal", seed);
      return;
    }
    Desk idle = branch(start);
    if (solve(idle, {}, step)) fail(step.id, "doing nothing meets the goal", seed);
    for (const std::string& operation : step.taught) {
      Script rest = step.solution;
      std::erase_if(rest,
                    [&](const ScriptEntry& entry) { return entry.request.operation == operation; });
      Desk without = branch(start);
      if (solve(without, rest, step)) {
        fail(step.id, "the goal is met without " + operation + ", which it teaches", seed);
      }
    }
    for (std::size_t i = 0; i < step.alternatives.size(); ++i) {
      Desk other = branch(start);
      if (!solve(other, step.alternatives[i], step)) {
        fail(step.id,
             "alternative " + std::to_string(i + 1) + " does not meet the goal" + why(other), seed);
      }
    }
    for (const Misconception& misconception : step.misconceptions) {
      if (!defeat(start, step, misconception, seed)) undefeated_.insert(&misconception);
    }
  }

  bool defeat(const Desk& start, const Step& step, const Misconception& misconception,
              std::uint64_t seed) {
    const int before = failures_;
    const std::string name = "the bot of " + misconception.id;
    Desk bot = branch(start);
    if (solve(bot, misconception.bot, step)) fail(step.id, name + " meets the goal", seed);
    const std::vector<Feedback> feedback = bot.session.view().feedback;
    if (std::none_of(feedback.begin(), feedback.end(), [&](const Feedback& given) {
          return given.misconception == misconception.id;
        })) {
      fail(step.id, name + " never meets its feedback" + why(bot), seed);
    }
    if (bot.session.view().goalBroken) bot.session.restartStep(bot.run);
    if (!solve(bot, misconception.corrected, step)) {
      fail(step.id, name + ", corrected, does not meet the goal" + why(bot), seed);
    }
    return failures_ == before;
  }

  Desk branch(const Desk& start) {
    ++report_.runs;
    return start;
  }

  // Plays the script for at most the step's limit; true when the goal was met on the way.
  static bool solve(Desk& desk, const Script& script, const Step& step) {
    desk.session.playScript(script, desk.run);
    const TimeMs end = desk.run.now() + step.limit;
    while (desk.run.now() < end && !desk.session.canGoOn()) {
      desk.session.advance(desk.run, std::min<DurationMs>(kSecond, end - desk.run.now()));
    }
    return desk.session.canGoOn();
  }

  // What a reader of the report wants to know first.
  static std::string why(Desk& desk) {
    std::string text;
    for (const PlayedCommand& played : desk.session.takePlayed()) {
      if (!played.error.empty()) text += "; refused: " + played.line + ": " + played.error;
    }
    for (const CheckLine& line : desk.session.view().goal) {
      if (!line.met) text += "; open: " + line.text;
    }
    return text;
  }

  const Lesson& lesson_;
  const Scenario* scenario_;
  ProofReport& report_;
  int failures_ = 0;
  std::set<const Misconception*> undefeated_;
};

}  // namespace

std::vector<std::uint64_t> proofSeeds(std::uint64_t own, int count) {
  std::vector<std::uint64_t> seeds = {own};
  for (std::uint64_t seed = 1; seeds.size() < static_cast<std::size_t>(std::max(count, 1));
       ++seed) {
    if (seed != own) seeds.push_back(seed);
  }
  return seeds;
}

bool proveLesson(const Content& content, const Lesson& lesson, int seeds, ProofReport& report) {
  return LessonProof(content, lesson, report).play(seeds);
}

}  // namespace taskyard
