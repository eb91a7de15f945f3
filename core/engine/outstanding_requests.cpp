#include "engine/outstanding_requests.h"

#include <algorithm>
#include <tuple>

#include "base/mul_div.h"
#include "engine/queueing.h"
#include "engine/work_station.h"

namespace taskyard {

namespace {

constexpr std::int64_t kOne = 1'000'000;
constexpr int kSteps = 40;  // halvings: rates have at most 30 bits

// What one target, or several that are alike, makes of requests.
struct Kind {
  Station::Mode mode = Station::Mode::Refuses;
  std::int64_t capacity = 0;
  std::int64_t constantUs = 0;
  std::int64_t serviceUs = 0;
  std::int32_t servers = 1;
  std::int64_t members = 0;
  std::int64_t rate = 0;  // of each member

  auto sameness() const { return std::tie(mode, capacity, constantUs, serviceUs, servers); }
};

Kind kindOf(const State& state, const TargetShare& target) {
  Kind kind;
  // No connection: nobody has the address, or packets are dropped.
  if (!target.task.valid() ||
      answerOf(state, target.target).failure == BalancerFailure::ConnectionTimeout) {
    kind.mode = Station::Mode::Hangs;
    return kind;
  }
  const Station station = stationOf(state, state.tasks[target.task.value], target.port);
  kind.mode = station.mode;
  kind.capacity = station.capacity;
  kind.constantUs = station.constantUs;
  kind.serviceUs = station.serviceUs;
  kind.servers = station.servers;
  return kind;
}

std::int64_t responseUs(const Kind& kind, std::int64_t rate, std::int64_t timeoutUs) {
  switch (kind.mode) {
    case Station::Mode::Refuses:
    case Station::Mode::Drains: return 0;
    case Station::Mode::Hangs: return timeoutUs;
    case Station::Mode::Answers: break;
  }
  if (rate >= mulDiv(kind.capacity, kSteadyPercent, 100)) return timeoutUs;
  const std::int64_t wait =
      kind.serviceUs == 0 ? 0 : meanWaitUs(rate, kind.serviceUs, kind.servers);
  return std::min(timeoutUs, kind.constantUs + kind.serviceUs + wait);
}

// rate * (1 + what it has in progress at an equal share): grows with the rate.
std::int64_t pressure(const Kind& kind, std::int64_t rate, std::int64_t equal,
                      std::int64_t timeoutUs) {
  const std::int64_t inProgress = mulDiv(equal, responseUs(kind, rate, timeoutUs), 1000);
  return mulDiv(rate, kOne + inProgress, kOne);
}

// The highest rate, up to `most`, at which the pressure is not above `limit`.
std::int64_t rateUnder(const Kind& kind, std::int64_t limit, std::int64_t most, std::int64_t equal,
                       std::int64_t timeoutUs) {
  std::int64_t low = 0;
  std::int64_t high = most;
  for (int i = 0; i < kSteps && low < high; ++i) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    if (pressure(kind, middle, equal, timeoutUs) <= limit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

// Rates at which all targets have the same pressure and get `rateMilli` together.
void balance(std::vector<Kind>& kinds, std::int64_t rateMilli, std::int64_t equal,
             std::int64_t timeoutUs) {
  std::int64_t low = 0;
  std::int64_t high = mulDiv(rateMilli, kOne + mulDiv(equal, timeoutUs, 1000), kOne);
  const auto total = [&](std::int64_t limit) {
    std::int64_t sum = 0;
    for (Kind& kind : kinds) {
      kind.rate = rateUnder(kind, limit, rateMilli, equal, timeoutUs);
      sum += kind.rate * kind.members;
    }
    return sum;
  };
  for (int i = 0; i < 2 * kSteps && low < high; ++i) {
    const std::int64_t middle = low + (high - low) / 2;
    if (total(middle) >= rateMilli) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  (void)total(high);
}

}  // namespace

void weighByOutstanding(const State& state, std::int64_t rateMilli, DurationMs timeoutMs,
                        std::vector<TargetShare>& targets) {
  const std::int64_t equal = rateMilli / std::max<std::int64_t>(1, std::ssize(targets));
  if (equal <= 0) return;
  std::vector<Kind> kinds;
  std::vector<std::size_t> kindOfTarget;
  for (const TargetShare& target : targets) {
    const Kind kind = kindOf(state, target);
    std::size_t at = 0;
    while (at < kinds.size() && kinds[at].sameness() != kind.sameness()) ++at;
    if (at == kinds.size()) kinds.push_back(kind);
    ++kinds[at].members;
    kindOfTarget.push_back(at);
  }
  if (kinds.size() == 1) return;
  balance(kinds, rateMilli, equal, timeoutMs * 1000);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i].weight = std::max<std::int64_t>(1, kinds[kindOfTarget[i]].rate);
  }
}

}  // namespace taskyard
