#include "engine/queue_pollers.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/load_pattern.h"
#include "engine/queue_flow.h"
#include "engine/traffic.h"

namespace taskyard {

namespace {

// What the limits leave of the batches that a mapping would work on at the same time.
std::int64_t mostBatches(const State& state, const QueuePoller& poller, const Function& function) {
  const Functions& functions = state.functions;
  std::int64_t most = kMostBatches;
  if (poller.maximumConcurrency > 0) most = std::min<std::int64_t>(most, poller.maximumConcurrency);
  const std::int64_t left =
      concurrencyLimit(functions, function) - busyEnvironments(functions, function, state.now);
  return std::clamp<std::int64_t>(left, 0, most);
}

// Messages in one invocation.
std::int32_t batchNow(const QueuePoller& poller, bool waiting, std::int64_t arriving) {
  if (waiting) return poller.batchSize;
  const std::int64_t gathered = arriving * poller.windowSeconds / 1000;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(gathered, 1, poller.batchSize));
}

// Moves busySince and concurrency on. Falls back to what arrives when nothing waits any more.
void scale(QueuePoller& poller, bool waiting, std::int64_t arriving, TimeMs now) {
  const std::int64_t before = std::max(kFirstBatches, poller.concurrency);
  if (!waiting) {
    const std::int64_t busy =
        mulDiv(arriving, poller.invocationMs, std::int64_t{poller.perBatch} * kOneMicro) + 1;
    poller.concurrency = std::clamp(busy, kFirstBatches, before);
    poller.busySince = kNever;
    return;
  }
  if (poller.busySince == kNever) {
    poller.busySince = now - (before - kFirstBatches) * kMinute / kMoreBatchesPerMinute;
  }
  poller.concurrency = kFirstBatches + (now - poller.busySince) * kMoreBatchesPerMinute / kMinute;
  poller.concurrency = std::min(poller.concurrency, kMostBatches);
}

}  // namespace

bool isPolling(const State& state, const QueuePoller& poller) {
  return poller.enabled && !poller.removed && !state.work.queues[poller.queue.value].deleted &&
         !state.functions.functions[poller.function.value].deleted;
}

void planPollers(const State& state, Work& work) {
  for (QueuePoller& poller : work.pollers) {
    poller.capacity = 0;
    if (!isPolling(state, poller)) continue;
    const Function& function = state.functions.functions[poller.function.value];
    const Queue& queue = work.queues[poller.queue.value];
    const bool waiting = countsOf(queue, state.now).visible > 0;
    const std::int64_t arriving = queue.loaded ? rateAt(queue.load, state.now) : std::int64_t{0};
    poller.perBatch = batchNow(poller, waiting, arriving);
    const DurationMs needed = std::max<DurationMs>(1, poller.perBatch * neededMs(function));
    poller.timesOut = needed > function.timeout * kSecond;
    poller.invocationMs = std::min(needed, function.timeout * kSecond);
    scale(poller, waiting, arriving, state.now);
    const std::int64_t batches = std::min(poller.concurrency, mostBatches(state, poller, function));
    const std::int64_t receives = receivesNeeded(queue, poller.invocationMs);
    poller.waitUs = poller.invocationMs * 1000;
    poller.meanUs = poller.waitUs * receives;
    poller.capacity = mulDiv(batches * poller.perBatch, kOneMicro, poller.invocationMs * receives);
  }
}

void countInvocations(QueuePoller& poller, std::int64_t messages, std::int64_t good) {
  if (messages == 0) return;
  const std::int64_t all = messages / poller.perBatch;
  InvocationFigures& sums = poller.sums;
  sums.arrived += all;
  sums.billedMs += all / 1000 * poller.invocationMs;
  if (poller.timesOut) {
    sums.timedOut += all;
    return;
  }
  const std::int64_t worked = poller.reportsItemFailures ? all : good / poller.perBatch;
  sums.succeeded += worked;
  sums.failed += all - worked;
}

InvocationTotals functionTotals(const State& state, FunctionIndex index) {
  const Function& function = state.functions.functions[index.value];
  InvocationTotals totals = invocationsUntil(state.functions, function, state.now);
  const auto isOfIt = [index](const QueuePoller& poller) { return poller.function == index; };
  const std::vector<QueuePoller>& pollers = state.work.pollers;
  if (std::none_of(pollers.begin(), pollers.end(), isOfIt)) return totals;
  const Work work = workNow(state);
  for (const QueuePoller& poller : work.pollers) {
    if (!isOfIt(poller)) continue;
    addFigures(totals.figures, poller.sums);
    totals.megabyteMs += poller.sums.billedMs / 1000 * function.memorySize;
    if (isPolling(state, poller)) totals.environments += poller.concurrency;
  }
  return totals;
}

}  // namespace taskyard
