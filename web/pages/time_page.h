#pragma once
// Time: branches of the run and what differs between them, the newest events, and why one of them
// happened, with the question whether it would have happened anyway.

#include <optional>
#include <string>
#include <vector>

#include "api/run_compare.h"
#include "pages/html.h"

namespace taskyard {

struct BranchLine {
  std::string name;
  const Run* run = nullptr;
};

// names: of the left and the right run of the comparison.
struct ComparisonView {
  std::string left;
  std::string right;
  RunComparison comparison;
};

// The answer to "would it have happened without this?".
struct WhatIfView {
  EventId event = kNoEvent;
  std::string request;  // the command that was left out, as one would type it
  std::string refused;  // why it could not be left out, "" when it could
  WhatIf answer;
  std::string answerText;  // the event in the other run, "" for none
};

struct TimePageInput {
  const Run* run = nullptr;
  std::vector<BranchLine> branches;
  const ComparisonView* comparison = nullptr;
  EventId why = kNoEvent;  // the event whose causes are shown
  const WhatIfView* whatIf = nullptr;
  bool full = false;   // no room for another branch
  std::string lesson;  // whose run it is, "" for none
};

// REQUIRES: input.run; whys are events that it holds.
Html timePage(const TimePageInput& input);

// The bar of links that the pages about the present run share. here: "sandbox", "time", "luck"
// or "advisor".
// lesson: its id when the run belongs to a lesson, to go back to it.
void addRunTabs(Html& html, std::string_view here, const std::string& lesson);

}  // namespace taskyard
