#include "engine/worker_plan.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/dependency_calls.h"
#include "engine/queue_flow.h"
#include "engine/task_load.h"

namespace taskyard {

TaskWork& workFor(const State& state, Work& all, TaskIndex index) {
  TaskWork& work = all.tasks[index.value];
  if (work.ordinal != state.tasks[index.value].ordinal) {
    work = TaskWork();
    work.ordinal = state.tasks[index.value].ordinal;
  }
  return work;
}

void planWorkers(const State& state, Work& all, std::vector<WorkFinding>& findings) {
  for (const TaskIndex index : all.workers) {
    const Task& task = state.tasks[index.value];
    TaskWork& work = workFor(state, all, index);
    const ContainerIndex c = workingContainer(state, task, 0);
    const Container& container = state.containers[c.value];
    const ImageBehaviour& program = imageOf(state, task, container).behaviour;
    const QueueIndex queue = findQueue(state, program.workerQueue);
    if (work.queue.valid() && work.queue != queue) releaseHeld(all, work, state.now);
    std::string why;
    if (!queue.valid()) why = "queue " + program.workerQueue + " does not exist";
    if (queue.valid()) {
      ImageCall call;
      call.kind = DependencyKind::sqs;
      call.name = program.workerQueue;
      call.action = "sqs:ReceiveMessage";
      const CallProblem problem = queueProblem(state, task, state.work.queues[queue.value]);
      why = problemText(state, task, call, problem);
      const CallsOutcome calls = callsOutcome(state, task, program);
      if (why.empty() && calls.failPerMillion > kOneMicro / 2) {
        why = problemText(state, task, program.calls[calls.call], calls.problem);
      }
    }
    const bool works = why.empty() && isAnswering(state, task, container);
    const std::int64_t cpu = containerCpuMilli(state, task, container);
    work.capacity = 0;
    work.queue = queue;
    if (works) {
      const Queue& record = state.work.queues[queue.value];
      const std::int64_t receives = receivesNeeded(record, program.workerMessageMs);
      work.waitUs = program.workerMessageMs * 1000;
      work.meanUs = work.waitUs * receives;
      work.capacity =
          mulDiv(program.workerConcurrency, kOneMicro, program.workerMessageMs * receives);
      if (program.cpuMsPerRequest > 0) {
        work.capacity = std::min(work.capacity, cpu * 1000 / program.cpuMsPerRequest);
      }
    }
    if (!why.empty() && !work.workerFailing) {
      findings.push_back({WorkFinding::Kind::WorkerFails, index.value, why});
    }
    work.workerFailing = !why.empty();
    work.denied = why.starts_with("AccessDenied");
  }
}

void countWorkersCpu(const State& state, Work& all) {
  for (const TaskIndex index : all.workers) {
    const Task& task = state.tasks[index.value];
    const Container& container = state.containers[workingContainer(state, task, 0).value];
    const ImageBehaviour& program = imageOf(state, task, container).behaviour;
    const std::int64_t whole = taskCpuMilli(state, task);
    const std::int64_t idle =
        whole - containerCpuMilli(state, task, container) + program.cpuIdleMilli;
    TaskWork& work = all.tasks[index.value];
    work.cpuMilli = std::min(whole, idle + work.taking * program.cpuMsPerRequest / 1000);
  }
}

}  // namespace taskyard
