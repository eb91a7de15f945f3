#pragma once
// What was asked and answered, oldest first: typed lines, and buttons as the command they stand
// for. Plain text; pages/ makes HTML from it.

#include <cstdint>
#include <vector>

#include "pages/transcript_page.h"

namespace taskyard {

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
