#pragma once
// What the registry holds under an image reference, and how a container of that image behaves.
// AWS has no such record: it stands for the learner's own program, so that a scenario can say
// "this image is 900 MB" or "this one exits after ten seconds".

#include <cstdint>
#include <string>
#include <tuple>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

struct SimImage {
  std::string reference;  // as written in a task definition
  bool exists = true;
  EventId missingBecause = kNoEvent;   // the fault that took it away, when one did
  std::int32_t sizeMiB = 80;           // compressed. Model choice: a slim web application
  std::int32_t slowPullPercent = 100;  // of the normal pull time; a fault raises it
  std::uint32_t slowPullStamp = 0;     // the end of an older fault is void
  DurationMs startMs = 1000;           // from container created to started. Model choice
  DurationMs exitAfterMs = 0;     // the main process ends by itself this long after start; 0: never
  DurationMs meanLifetimeMs = 0;  // ... after an exponentially distributed time; 0: never
  std::int32_t exitCode = 1;      // with which it then ends
  std::int32_t healthCheckFailuresPerMillion = 0;  // chance of each single health check to fail
  DurationMs shutdownMs = 1000;                    // from SIGTERM to exit. Model choice
  bool ignoresSigterm = false;  // then SIGKILL ends it after stopTimeout, exit code 137

  auto fields() const {
    return std::tie(reference, exists, missingBecause, sizeMiB, slowPullPercent, slowPullStamp,
                    startMs, exitAfterMs, meanLifetimeMs, exitCode, healthCheckFailuresPerMillion,
                    shutdownMs, ignoresSigterm);
  }
  bool operator==(const SimImage&) const = default;
};

}  // namespace taskyard
