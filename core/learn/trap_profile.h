#pragma once
// Which misconceptions still catch a learner, how sure they were, whether it gets better, and what
// cures it.

#include <string>
#include <vector>

#include "learn/progress.h"
#include "learn/tags.h"

namespace taskyard {

enum class Trend : std::uint8_t { NotEnough, Better, Same, Worse };
const char* wordsOf(Trend trend);  // "better", ...

// met: answers in which it could catch the learner. caught: answers in which it did, and lesson
// steps in which it was seen. For a signal: wrong answers where the right one follows it, or that
// followed it where they should not.
// lesson, scenario: what cures it; "" when there is none.
struct TrapRecord {
  const Tag* tag = nullptr;
  int met = 0;
  int caught = 0;
  int caughtSure = 0;
  Trend trend = Trend::NotEnough;
  std::string lesson;
  std::string scenario;
};

// Traps first, then signals; within each those that catch most often first.
std::vector<TrapRecord> trapProfile(const Content& content, const Progress& progress);

}  // namespace taskyard
