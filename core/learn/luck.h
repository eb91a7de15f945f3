#pragma once
// How much of an outcome is design and how much is luck: the same start, the same commands at the
// same moments, and another seed. A command that names what only one seed has (the id of a task) is
// refused in the others and changes nothing there; plays count that.

#include <string>
#include <vector>

#include "api/run.h"
#include "learn/condition.h"

namespace taskyard {

// What is asked of every play.
struct LuckGoal {
  std::string words;  // what must come true
  Condition condition;
  TimeMs from = 0;        // watched from this moment on
  DurationMs within = 0;  // and so long
};

struct LuckPlay {
  bool met = false;
  DurationMs after = 0;  // met: how long after `from` it first held
  int refused = 0;       // commands that this play could not carry out
};

// Plays start and deeds (in order of time) and watches the goal. Errors: as Run::begin.
Result<LuckPlay> playLuck(RunStart start, const std::vector<TimedRequest>& deeds,
                          const LuckGoal& goal);

// All services that are ACTIVE now reach a steady state. Watched from the last deed on, because
// that is when the design was finished. Of no service: nothing to ask.
std::optional<LuckGoal> steadyGoal(const Run& run);

struct LuckInterval {
  int lowPercent = 0;
  int highPercent = 100;
};
// Wilson's interval for a share of met out of played, at 95 %, rounded outwards. played 0: 0 to
// 100. Source: E. B. Wilson, Probable Inference, J. Am. Stat. Assoc. 22 (1927), 209-212.
LuckInterval likelyShare(int met, int played);

}  // namespace taskyard
