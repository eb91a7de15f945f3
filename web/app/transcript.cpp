#include "app/transcript.h"

#include <utility>

namespace taskyard {

void Transcript::add(TranscriptEntry entry) {
  entry.id = nextId_;
  ++nextId_;
  entries_.push_back(std::move(entry));
  if (entries_.size() > kTranscriptMost) entries_.erase(entries_.begin());
}

void Transcript::clear() { entries_.clear(); }

}  // namespace taskyard
