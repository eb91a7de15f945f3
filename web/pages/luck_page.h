#pragma once
// Luck: the present design under many seeds. How often its goal is met, how long that takes, and
// how far the figures can be trusted after so few plays.

#include <cstdint>
#include <string>
#include <vector>

#include "learn/luck.h"
#include "pages/html.h"

namespace taskyard {

// A goal that can be asked of the present run. id: "step", "steady", "cure:0", "story".
struct LuckChoice {
  std::string id;
  LuckGoal goal;
};

struct LuckResult {
  std::uint64_t seed = 1;
  LuckPlay play;
};

struct LuckMeasure {
  std::string words;  // the goal
  TimeMs from = 0;
  DurationMs within = 0;
  std::size_t wanted = 0;
  bool running = false;
  std::string note;  // why it ended early or goes on otherwise, "" for nothing
  std::vector<LuckResult> results;
};

struct LuckPageInput {
  std::vector<LuckChoice> choices;
  const LuckMeasure* measure = nullptr;  // nullptr: nothing was measured yet
  std::string lesson;                    // whose run it is, "" for none
};

Html luckPage(const LuckPageInput& input);

}  // namespace taskyard
