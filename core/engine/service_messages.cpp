#include "engine/service_messages.h"

#include <algorithm>

#include "base/hash.h"

namespace taskyard {

EventId reportProblem(Simulation& sim, ServiceIndex service, EventKind kind, std::string words,
                      EventId cause) {
  auto& reported = sim.state().services[service.value].reportedProblems;
  const auto code = static_cast<std::uint8_t>(kind);
  const std::uint64_t wordsHash = words.empty() ? 0 : hashOf(words);
  auto known = std::find_if(reported.begin(), reported.end(), [&](const ReportedProblem& problem) {
    return problem.kind == code && problem.wordsHash == wordsHash;
  });
  const TimeMs now = sim.state().now;
  if (known != reported.end() && now - known->at < kMessageRepeatMs) return kNoEvent;
  if (known != reported.end()) {
    known->at = now;
  } else {
    reported.push_back({code, wordsHash, now});
  }
  if (words.empty()) return sim.logService(service, kind, cause);
  return sim.say(kind, service.value, std::move(words), cause);
}

void clearProblem(Simulation& sim, ServiceIndex service, EventKind kind) {
  auto& reported = sim.state().services[service.value].reportedProblems;
  std::erase_if(reported, [kind](const ReportedProblem& problem) {
    return problem.kind == static_cast<std::uint8_t>(kind);
  });
}

void clearAllProblems(Simulation& sim, ServiceIndex service) {
  sim.state().services[service.value].reportedProblems.clear();
}

}  // namespace taskyard
