#pragma once
// The transcript of the command line: what was asked, what came back.

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "pages/html.h"

namespace taskyard {

// typed: by the learner; the answers of buttons and lessons are folded away.
struct TranscriptEntry {
  std::uint32_t id = 0;  // grows by one; never reused
  TimeMs at = 0;         // simulated time of the request
  bool typed = false;
  std::string command;  // as typed, or as one would type it
  bool ok = true;
  std::string output;              // what the AWS CLI would print, "" for nothing
  std::string error;               // why it was refused, as the AWS CLI says it
  std::vector<std::string> notes;  // what was ignored, what is not simulated
};

Html transcriptEntryHtml(const TranscriptEntry& line);

// The session as a shell script: comments with the simulated time, then the commands that were
// accepted. `sim` commands are not AWS's, so they stand as comments.
std::string shellScript(const std::vector<TranscriptEntry>& lines);

}  // namespace taskyard
