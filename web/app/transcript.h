#pragma once
// What was asked and answered, oldest first: typed lines, and buttons as the command they stand
// for. Plain text; pages/ makes HTML from it.

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace taskyard {

struct TranscriptEntry {
  std::uint32_t id = 0;  // grows by one; never reused
  TimeMs at = 0;         // simulated time of the request
  bool typed = false;    // by the learner, not by a button or a lesson
  std::string command;   // as typed, or as one would type it
  bool ok = true;
  std::string output;              // what the AWS CLI would print, "" for nothing
  std::string error;               // "An error occurred (...) when calling ...", or the reason
  std::vector<std::string> notes;  // what was ignored, what is not simulated
};

// Model choice: enough for a long session, small enough to stay quick to draw.
inline constexpr std::size_t kTranscriptMost = 500;

class Transcript {
 public:
  // Fills in the entry's id. The oldest entries leave when there are more than kTranscriptMost.
  void add(TranscriptEntry entry);
  void clear();
  [[nodiscard]] const std::vector<TranscriptEntry>& entries() const { return entries_; }
  // The id that the next entry gets: whoever saw everything below it is up to date.
  [[nodiscard]] std::uint32_t nextId() const { return nextId_; }

 private:
  std::vector<TranscriptEntry> entries_;
  std::uint32_t nextId_ = 1;
};

}  // namespace taskyard
