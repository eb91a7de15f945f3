#include "engine/invocations.h"

#include <algorithm>

namespace taskyard {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

std::int64_t roundUp(std::int64_t amount, std::int64_t unit) { return (amount + unit - 1) / unit; }

// A stretch with one rate and one number of environments.
void play(const Function& function, std::int64_t rate, std::int64_t environments, DurationMs length,
          InvocationTotals& totals) {
  const DurationMs duration = durationMs(function);
  // What `environments` can do, in thousandths per second.
  const std::int64_t capacity = duration == 0 ? rate : environments * kMillion / duration;
  const std::int64_t served = std::min(rate, capacity);
  InvocationFigures& figures = totals.figures;
  const std::int64_t ran = served * length;
  figures.arrived += rate * length;
  figures.throttled += (rate - served) * length;
  figures.billedMs += ran / 1000 * duration;
  (timesOut(function) ? figures.timedOut : figures.succeeded) += ran;
}

// From `from` to `until` with one rate: environments grow by steps until they suffice.
void playRate(const Function& function, std::int64_t limit, std::int64_t rate, TimeMs from,
              TimeMs until, InvocationTotals& totals) {
  const std::int64_t wanted = std::min(limit, neededConcurrency(function, rate));
  const std::int64_t before = totals.environments;
  std::int64_t environments = before;
  TimeMs at = from;
  while (at < until && environments < wanted) {
    environments = std::min(wanted, environments + kNewEnvironmentsPerStep);
    const TimeMs end = environments == wanted ? until : std::min(until, at + kEnvironmentStepMs);
    play(function, rate, environments, end - at, totals);
    at = end;
  }
  if (at < until) {
    environments = wanted;
    play(function, rate, environments, until - at, totals);
  }
  if (environments > before) totals.figures.coldStarts += (environments - before) * kMillion;
  totals.environments = environments;
}

}  // namespace

DurationMs neededMs(const Function& function) {
  const std::int64_t most = function.work.threads * static_cast<std::int64_t>(kMegabytesPerVcpu);
  const std::int64_t share = std::min<std::int64_t>(function.memorySize, most);
  return roundUp(function.work.workMs * kMegabytesPerVcpu, share) + function.work.waitMs;
}

DurationMs durationMs(const Function& function) {
  return std::max<DurationMs>(1, std::min(neededMs(function), function.timeout * kSecond));
}

bool timesOut(const Function& function) { return neededMs(function) > function.timeout * kSecond; }

std::int64_t concurrencyLimit(const Functions& functions, const Function& function) {
  if (function.reservedConcurrency != kNoReservation) return function.reservedConcurrency;
  std::int64_t left = functions.concurrentExecutions;
  for (const Function& other : functions.functions) {
    if (!other.deleted && other.reservedConcurrency != kNoReservation) {
      left -= other.reservedConcurrency;
    }
  }
  return std::max<std::int64_t>(0, left);
}

std::int64_t neededConcurrency(const Function& function, std::int64_t perSecondMilli) {
  return roundUp(perSecondMilli * durationMs(function), kMillion);
}

std::int64_t busyEnvironments(const Functions& functions, const Function& function, TimeMs now) {
  std::int64_t rate = 0;
  for (const InvocationRate& step : function.rates) {
    if (step.from <= now) rate = step.perSecondMilli;
  }
  return std::min(concurrencyLimit(functions, function), neededConcurrency(function, rate));
}

void addFigures(InvocationFigures& sum, const InvocationFigures& more) {
  sum.arrived += more.arrived;
  sum.succeeded += more.succeeded;
  sum.timedOut += more.timedOut;
  sum.failed += more.failed;
  sum.throttled += more.throttled;
  sum.coldStarts += more.coldStarts;
  sum.billedMs += more.billedMs;
}

InvocationTotals invocationsUntil(const Functions& functions, const Function& function,
                                  TimeMs now) {
  InvocationTotals totals;
  totals.figures = function.settled;
  totals.figures.billedMs = 0;
  totals.environments = function.warmEnvironments;
  const std::int64_t limit = concurrencyLimit(functions, function);
  const std::int64_t tries = function.asynchronous && timesOut(function) ? kAsynchronousTries : 1;
  for (std::size_t i = 0; i < function.rates.size(); ++i) {
    const TimeMs from = std::max(function.rates[i].from, function.settledAt);
    const TimeMs end = i + 1 < function.rates.size() ? function.rates[i + 1].from : now;
    const TimeMs until = std::min(end, now);
    if (from >= until) continue;
    playRate(function, limit, function.rates[i].perSecondMilli * tries, from, until, totals);
  }
  totals.megabyteMs =
      function.settledMegabyteMs + totals.figures.billedMs / 1000 * function.memorySize;
  totals.figures.billedMs += function.settled.billedMs;
  return totals;
}

}  // namespace taskyard
