#pragma once
// What each signal and trap has: lessons, steps, questions, scenarios, bots.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "learn/content.h"

namespace taskyard {

struct CoverageLine {
  std::string_view id;
  int lessons = 0;
  int steps = 0;
  int questions = 0;
  int scenarios = 0;
  int bots = 0;  // traps only
};

struct Coverage {
  std::vector<CoverageLine> signals;
  std::vector<CoverageLine> traps;
  std::vector<std::string> missing;  // "trap.single-az: no bot"
};

// What every id should have; for traps also a bot.
inline constexpr int kLessonsPerTag = 1;
inline constexpr int kBotsPerTrap = 1;
inline constexpr int kQuestionsPerTag = 2;

Coverage coverageOf(const Content& content);
JsonValue toJson(const Coverage& coverage);

}  // namespace taskyard
