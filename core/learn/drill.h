#pragma once
// Practice without an end: the next question about something.

#include <cstdint>
#include <string>
#include <vector>

#include "learn/progress.h"

namespace taskyard {

// Empty members and domain 0 match everything.
struct DrillFilter {
  std::string tag;    // "trap.single-az", "signal.kubernetes"
  std::string topic;  // of the lesson that teaches the question
  int domain = 0;     // 1 to 4

  bool operator==(const DrillFilter&) const = default;
};

// Written questions that match, by id, then "generated.<family>" keys.
std::vector<std::string> drillPool(const Content& content, const DrillFilter& filter);

// The question to ask next, or "" when none matches. Confident mistakes first, then what has never
// been asked, then what was asked longest ago; generated questions with fresh values.
// last: the id of the question before, which is not asked again at once.
std::string nextInDrill(const Content& content, const Progress& progress, const DrillFilter& filter,
                        std::string_view last);

}  // namespace taskyard
