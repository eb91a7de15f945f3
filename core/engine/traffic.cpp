#include "engine/traffic.h"

#include <algorithm>

#include "engine/dependency_calls.h"
#include "engine/task_load.h"

namespace taskyard {

Work workNow(const State& state) {
  Work work = state.work;
  settleWork(work, state.now);
  return work;
}

FlowFigures totalOf(const State& state, FlowSubject subject, std::uint32_t index) {
  const FlowStats* known = findFlow(state.work, subject, index);
  if (known == nullptr) return {};
  FlowStats flow = *known;
  settleFlow(flow, state.now);
  return flow.total;
}

std::int64_t inFlightOf(const FlowFigures& sum) {
  return sum.arrived - sum.answered - failuresOf(sum);
}

QueueCounts queueCounts(const State& state, QueueIndex queue) {
  const Work work = workNow(state);
  return countsOf(work.queues[queue.value], state.now);
}

DurationMs oldestMessageAge(const State& state, QueueIndex queue) {
  const TimeMs oldest = queueCounts(state, queue).oldestSentAt;
  return oldest == kNever ? 0 : std::max<DurationMs>(0, state.now - oldest);
}

std::string bottleneckOf(const State& state, const Task& task) {
  constexpr std::int64_t kFull = 98'000;  // of 100,000
  const ContainerIndex c = workingContainer(state, task, 0);
  if (!c.valid()) return "";
  const Container& container = state.containers[c.value];
  const ImageBehaviour& program = imageOf(state, task, container).behaviour;
  if (container.lastStatus != ContainerStatus::RUNNING) return "its container does not run";
  if (container.hung) return "the program hangs";
  if (!isAnswering(state, task, container)) return "the program is starting or stopping";
  const CallsOutcome calls = callsOutcome(state, task, program);
  if (calls.problem != CallProblem::None) {
    return problemText(state, task, program.calls[calls.call], calls.problem);
  }
  if (taskLoad(state, task).cpuMilliPercent >= kFull) {
    return "CPU: the task uses all of its " + std::to_string(taskCpuMilli(state, task)) +
           " milli-vCPU, so requests wait";
  }
  const TaskWork* work = workOf(state, task);
  if (work != nullptr && work->arriving * 100 >= work->capacity * 98) {
    return "concurrency: the program works on at most " +
           std::to_string(program.maxConcurrentRequests) + " requests at a time";
  }
  const std::int64_t limit = memoryLimitKiB(state, task, container);
  if (limit > 0 &&
      containerMemoryKiB(state, task, container, work == nullptr ? 0 : work->inFlight, state.now) *
              100 >
          limit * 90) {
    return "memory: more than 90 % of the container's limit";
  }
  return "";
}

}  // namespace taskyard
