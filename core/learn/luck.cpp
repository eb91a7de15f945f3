#include "learn/luck.h"

#include <algorithm>

#include "learn/check.h"
#include "learn/watch.h"

namespace taskyard {

namespace {

constexpr DurationMs kSteadyWithin = 30 * kMinute;  // Model choice: slow pulls and deployments end

// The largest root with root * root <= value.
std::int64_t rootOf(std::int64_t value) {
  std::int64_t root = 0;
  for (std::int64_t bit = std::int64_t{1} << 31; bit > 0; bit >>= 1) {
    const std::int64_t next = root + bit;
    if (next * next <= value) root = next;
  }
  return root;
}

}  // namespace

Result<LuckPlay> playLuck(RunStart start, const std::vector<TimedRequest>& deeds,
                          const LuckGoal& goal) {
  Result<Run> begun = Run::begin(std::move(start));
  if (!begun) return begun.error();
  Run& run = begun.value();
  LuckPlay play;
  std::size_t next = 0;
  const auto doDue = [&] {
    for (; next < deeds.size() && deeds[next].at <= run.now(); ++next) {
      if (!run.call(deeds[next].request).ok()) ++play.refused;
    }
  };
  const auto nextAt = [&](TimeMs limit) {
    return next < deeds.size() ? std::min(limit, deeds[next].at) : limit;
  };
  doDue();
  while (run.now() < goal.from) {
    run.advance(nextAt(goal.from) - run.now());
    doDue();
  }
  Check check(goal.condition, run.state(), run.events());
  const TimeMs end = goal.from + goal.within;
  while (!check.holds() && run.now() < end) {
    advanceWatched(run, nextAt(end) - run.now(), [&check](const Run& now) {
      check.observe(now.state(), now.events());
      return !check.holds();
    });
    if (check.holds()) break;
    doDue();
    check.observe(run.state(), run.events());
  }
  play.met = check.holds();
  play.after = run.now() - goal.from;
  return play;
}

std::optional<LuckGoal> steadyGoal(const Run& run) {
  LuckGoal goal;
  goal.words = "every service is steady";
  for (const Service& service : run.state().services) {
    if (service.status != ServiceStatus::ACTIVE) continue;
    Condition steady;
    steady.kind = Condition::Kind::Service;
    steady.service = service.serviceName;
    steady.cluster = run.state().clusters[service.cluster.value].clusterName;
    steady.measures.push_back({ServiceMeasure::steady, {1, 1}});
    goal.condition.parts.push_back(std::move(steady));
  }
  if (goal.condition.parts.empty()) return std::nullopt;
  if (run.applied() > 0) goal.from = run.journal()[run.applied() - 1].at;
  goal.within = kSteadyWithin;
  return goal;
}

LuckInterval likelyShare(int met, int played) {
  if (played <= 0) return {};
  // z = 1.96, z² = 3.8416; everything in millionths of n² (n played, k met):
  //   (k + z²/2 ± z·sqrt(k(n-k)/n + z²/4)) / (n + z²)
  const std::int64_t n = played;
  const std::int64_t k = met;
  const std::int64_t z2 = 38416;  // in ten thousandths
  const std::int64_t inner = k * (n - k) * 10000 / n + z2 / 4;
  const std::int64_t half = 196 * rootOf(inner * 10000) / 100;  // in ten thousandths
  const std::int64_t middle = k * 10000 + z2 / 2;
  const std::int64_t whole = n * 10000 + z2;
  const std::int64_t low = std::max<std::int64_t>(0, (middle - half) * 100 / whole);
  const std::int64_t high =
      std::min<std::int64_t>(100, ((middle + half) * 100 + whole - 1) / whole);
  return {static_cast<int>(low), static_cast<int>(high)};
}

}  // namespace taskyard
