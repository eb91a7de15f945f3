#pragma once
// Lambda draining a queue: event source mappings as one more kind of consumer beside workers.
//
// Lambda polls for the function. While messages wait it works on five batches at a time, and on up
// to 300 more each minute, 1,000 at most, never more than MaximumConcurrency or than the function's
// concurrency allows. A batch that fails or times out comes back as a whole after the visibility
// timeout, unless the function reports which items failed; the queue's redrive policy then decides.
// Source: Lambda Developer Guide, "Configuring scaling behavior for SQS event source mappings",
// "Handling errors for an SQS event source" (2026).
//
// Model choice: the handler works through a batch one message after the other, each taking what
// SimSetFunctionWork says of an invocation. A batch is full while messages wait, else it is what
// arrives in the batching window (one message without one). Nothing is received that the
// concurrency cannot run, so throttles use up no receives. FIFO queues scale as standard ones; the
// function's role is not asked.

#include "engine/invocations.h"
#include "model/state.h"

namespace taskyard {

inline constexpr std::int64_t kFirstBatches = 5;
inline constexpr std::int64_t kMoreBatchesPerMinute = 300;
inline constexpr std::int64_t kMostBatches = 1000;

// Whether the mapping takes messages.
[[nodiscard]] bool isPolling(const State& state, const QueuePoller& poller);

// How much each mapping can take from now on: perBatch, concurrency, capacity and times.
void planPollers(const State& state, Work& work);

// Counts the invocations for `messages` (millionths) taken, of which `good` will be deleted.
void countInvocations(QueuePoller& poller, std::int64_t messages, std::int64_t good);

// All invocations of the function: its own load, and what its mappings have invoked.
[[nodiscard]] InvocationTotals functionTotals(const State& state, FunctionIndex function);

}  // namespace taskyard
