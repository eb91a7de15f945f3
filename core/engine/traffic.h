#pragma once
// What metrics and people read of the flows. Nothing here changes anything; each reads up to
// state.now.

#include <string>

#include "engine/queue_flow.h"
#include "engine/queueing.h"
#include "engine/work_settle.h"

namespace taskyard {

// The work record as it is at state.now.
Work workNow(const State& state);

// All since the start, latencySums excepted.
FlowFigures totalOf(const State& state, FlowSubject subject, std::uint32_t index);
// Arrived and neither answered nor failed, in millionths.
std::int64_t inFlightOf(const FlowFigures& sum);

// Messages of a queue at state.now, for ApproximateNumberOfMessagesVisible and its like, and
// ApproximateAgeOfOldestMessage in ms (0: there is none).
QueueCounts queueCounts(const State& state, QueueIndex queue);
DurationMs oldestMessageAge(const State& state, QueueIndex queue);

// What holds a task back at this moment, in plain words; "" when nothing does.
std::string bottleneckOf(const State& state, const Task& task);

}  // namespace taskyard
