#pragma once
// Branches of the run on screen, what was compared, and the question why.

#include <optional>
#include <string>
#include <vector>

#include "api/run.h"
#include "pages/time_page.h"

namespace taskyard {

// Model choice: each branch is a whole run with its snapshots.
inline constexpr std::size_t kBranchesMost = 6;

struct Branch {
  std::string name;
  Run run;
};

// why and whatIf speak of events of the run on screen, so they end when that is another one.
struct TimeStudy {
  std::vector<Branch> branches;
  std::uint32_t made = 0;  // branches so far, for their names
  std::optional<ComparisonView> comparison;
  EventId why = kNoEvent;
  std::optional<WhatIfView> whatIf;
};

}  // namespace taskyard
