#pragma once
// Time that passes under observation. What a check sees must not depend on how fast somebody plays
// or how long a frame is, so moments are fixed: every event, and every whole second.

#include "api/run.h"

namespace taskyard {

// Moves the run forward by duration, at most, and calls look(run) at every moment. Ends early when
// look returns false. Returns the time that has passed.
template <class Look>
DurationMs advanceWatched(Run& run, DurationMs duration, Look&& look) {
  const TimeMs start = run.now();
  const TimeMs end = start + duration;
  while (run.now() < end) {
    const TimeMs nextSecond = (run.now() / kSecond + 1) * kSecond;
    const TimeMs limit = nextSecond < end ? nextSecond : end;
    const bool event = run.advanceToNextEvent(limit - run.now());
    if (!event && run.now() % kSecond != 0) continue;
    if (!look(run)) break;
  }
  return run.now() - start;
}

}  // namespace taskyard
