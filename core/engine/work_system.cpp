#include "engine/work_system.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/balancing_system.h"
#include "engine/dependency_calls.h"
#include "engine/identity.h"
#include "engine/load_pattern.h"
#include "engine/log_system.h"
#include "engine/queue_flow.h"
#include "engine/secret_system.h"
#include "engine/task_load.h"
#include "engine/work_plan.h"
#include "engine/work_settle.h"

namespace taskyard {

namespace {

// A database is there after five minutes and gone after two; a reboot takes a minute, a failover of
// a Multi-AZ instance as long. Model choice (RDS User Guide: failover "typically 60-120 seconds").
constexpr DurationMs kDatabaseCreateMs = 5 * kMinute;
constexpr DurationMs kDatabaseDeleteMs = 2 * kMinute;
constexpr DurationMs kDatabaseRebootMs = kMinute;

void planStep(Simulation& sim, TimeMs at, EventId cause) {
  Work& work = sim.state().work;
  if (cause != kNoEvent) work.stepCause = cause;
  if (work.stepAt != kNever && work.stepAt <= at) return;
  work.stepAt = at;
  ++work.stepStamp;
  sim.schedule(at - sim.state().now, {TimerKind::WorkStep, 0, work.stepStamp, 0});
}

void killForMemory(Simulation& sim, TaskIndex index, ContainerIndex c) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  Container& container = state.containers[c.value];
  container.outOfMemory = true;
  const std::string id = shortTaskId(state.seed, task.ordinal);
  const EventId event = sim.say(EventKind::ContainerOutOfMemory, task.ordinal,
                                "Container " + definitionOf(state, task, container).name +
                                    " of task " + id + " needs more than its " +
                                    std::to_string(memoryLimitKiB(state, task, container) / 1024) +
                                    " MiB and is killed (OutOfMemoryError)",
                                task.lastEvent);
  sim.exitContainer(index, container.definition, 137, event);
}

// Kills the container when it is over its limit, else looks again when a leak will bring it there.
void watchMemory(Simulation& sim, TaskIndex index, ContainerIndex c) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  const Container& container = state.containers[c.value];
  const TaskWork* work = workOf(state, task);
  const bool serves = work != nullptr && workingContainer(state, task, 0) == c;
  const TimeMs at = outOfMemoryAt(state, task, container, serves ? work->inFlight : 0);
  if (at == kNever) return;
  if (at <= state.now) {
    killForMemory(sim, index, c);
    return;
  }
  if (serves) {
    TaskWork& record = state.work.tasks[index.value];
    if (record.memoryTimerAt > state.now && record.memoryTimerAt <= at) return;
    record.memoryTimerAt = at;
  }
  sim.schedule(at - state.now, {TimerKind::ContainerMemory, c.value, container.stamp, index.value});
}

bool needsWatching(const SimImage& image) {
  return image.behaviour.memoryBaseMiB > 0 || image.behaviour.memoryPerConcurrentRequestKiB > 0 ||
         image.behaviour.memoryLeakMiBPerMinute > 0 || image.faults.memoryLeakMiBPerMinute > 0;
}

void watchServedTasks(Simulation& sim) {
  State& state = sim.state();
  for (std::size_t i = 0; i < state.work.tasks.size(); ++i) {
    if (state.work.tasks[i].inFlight == 0 || !state.tasks[i].inUse) continue;
    const ContainerIndex c = workingContainer(state, state.tasks[i], 0);
    const Container& container = state.containers[c.value];
    if (container.lastStatus != ContainerStatus::RUNNING) continue;
    if (needsWatching(imageOf(state, state.tasks[i], container))) {
      watchMemory(sim, TaskIndex(i), c);
    }
  }
}

EventId causeOf(const State& state, const WorkFinding& finding) {
  if (state.work.stepCause != kNoEvent) return state.work.stepCause;
  if (finding.kind == WorkFinding::Kind::WorkerFails) {
    return state.tasks[finding.subject].lastEvent;
  }
  for (const Traffic& traffic : state.work.traffics) {
    if (traffic.cause != kNoEvent) return traffic.cause;
  }
  return kNoEvent;
}

// A program that AWS refuses says so in its log for each call: at once when it begins, and then the
// calls of each minute as one record with their number. Model choice: the minute, so that the log
// stays readable (and its size is that of all the lines); a worker tries again every second.
constexpr DurationMs kDeniedLogEveryMs = kMinute;

// Calls refused since the last record.
std::int64_t deniedCalls(const TaskWork& work, TimeMs now) {
  if (work.deniedLoggedAt == kNever) return 1;
  const DurationMs since = now - work.deniedLoggedAt;
  if (work.workerFailing) return since / kSecond;
  return std::max<std::int64_t>(
      1, mulDiv(work.arriving * since, work.callsFailing, kOneMicro * kOneMicro));
}

// Returns when the next line is due; kForever: nobody is refused.
TimeMs logDenied(Simulation& sim) {
  State& state = sim.state();
  TimeMs next = kForever;
  for (std::size_t i = 0; i < state.work.tasks.size(); ++i) {
    TaskWork& work = state.work.tasks[i];
    if (!work.denied || !state.tasks[i].inUse || work.ordinal != state.tasks[i].ordinal) {
      work.deniedLoggedAt = kNever;
      continue;
    }
    if (work.deniedLoggedAt == kNever || state.now >= work.deniedLoggedAt + kDeniedLogEveryMs) {
      const ContainerIndex c = workingContainer(state, state.tasks[i], 0);
      const std::int64_t times = deniedCalls(work, state.now);
      work.deniedLoggedAt = state.now;
      if (c.valid()) appendLogLines(sim, c, LogLineKind::AccessDenied, times);
    }
    next = std::min(next, work.deniedLoggedAt + kDeniedLogEveryMs);
  }
  return next;
}

void report(Simulation& sim, const WorkFinding& finding) {
  State& state = sim.state();
  using Kind = WorkFinding::Kind;
  EventId cause = causeOf(state, finding);
  switch (finding.kind) {
    case Kind::Overloaded:
      sim.say(EventKind::LoadExceedsCapacity, finding.subject, finding.text, cause);
      break;
    case Kind::Recovered:
    case Kind::TrafficAnswers:
      sim.say(EventKind::LoadRecovered, finding.subject, finding.text, cause);
      break;
    case Kind::TrafficFails:
      sim.say(EventKind::RequestsFail, finding.subject, finding.text, cause);
      break;
    case Kind::WorkerFails: {
      const Task& task = state.tasks[finding.subject];
      sim.say(EventKind::WorkerFails, task.ordinal,
              "Worker task " + shortTaskId(state.seed, task.ordinal) +
                  " runs but does nothing: " + finding.text,
              task.lastEvent);
      break;
    }
    case Kind::Condition: targetConditionChanged(sim, TaskIndex(finding.subject)); break;
  }
}

void reportDeadLetters(Simulation& sim) {
  for (std::size_t i = 0; i < sim.state().work.queues.size(); ++i) {
    Queue& queue = sim.state().work.queues[i];
    if (queue.deadReported || queue.sums.dead < kOneMicro) continue;
    queue.deadReported = true;
    sim.say(EventKind::MessagesDeadLettered, static_cast<std::uint32_t>(i),
            "Messages of queue " + queue.name + " were received " +
                std::to_string(queue.maxReceiveCount) +
                " times without being deleted and move to " +
                sim.state().work.queues[queue.deadLetterQueue.value].name,
            queue.cause);
  }
}

void replan(Simulation& sim) {
  State& state = sim.state();
  const WorkPlan plan = planWork(state, state.work);
  for (const WorkFinding& finding : plan.findings) report(sim, finding);
  watchServedTasks(sim);
  state.work.stepCause = kNoEvent;
  const TimeMs nextStep = std::min(plan.nextStep, logDenied(sim));
  if (nextStep != kForever) planStep(sim, std::max(nextStep, state.now + 1), kNoEvent);
}

bool isWorker(const State& state, const Task& task) {
  const ContainerIndex c = workingContainer(state, task, 0);
  return c.valid() &&
         !imageOf(state, task, state.containers[c.value]).behaviour.workerQueue.empty();
}

void sayDatabase(Simulation& sim, DatabaseIndex index, const std::string& what, EventId cause) {
  Database& database = sim.state().work.databases[index.value];
  database.lastEvent = sim.say(EventKind::DatabaseChanged, index.value,
                               "Database " + database.identifier + " " + what, cause);
  workChanged(sim, database.lastEvent);
}

void scheduleDatabase(Simulation& sim, DatabaseIndex index, DurationMs delayMs) {
  Database& database = sim.state().work.databases[index.value];
  ++database.stamp;
  sim.schedule(delayMs, {TimerKind::DatabaseStep, index.value, database.stamp, 0});
}

}  // namespace

void workChanged(Simulation& sim, EventId cause) {
  if (!sim.state().work.active) return;
  planStep(sim, sim.state().now + kWorkFeltMs, cause);
}

void bringWorkUpToDate(Simulation& sim) { settleWork(sim.state().work, sim.state().now); }

void onTaskChanged(Simulation& sim, TaskIndex index) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  Work& work = state.work;
  if (task.lastStatus == TaskStatus::RUNNING && isWorker(state, task)) {
    if (std::find(work.workers.begin(), work.workers.end(), index) == work.workers.end()) {
      work.active = true;
      work.workers.push_back(index);
      work.tasks.resize(std::max(work.tasks.size(), state.tasks.size()));
    }
  }
  if (!work.active || task.lastStatus < TaskStatus::RUNNING) return;
  if (task.lastStatus >= TaskStatus::DEPROVISIONING) {
    const auto worker = std::find(work.workers.begin(), work.workers.end(), index);
    if (worker != work.workers.end()) {
      bringWorkUpToDate(sim);
      if (index.value < work.tasks.size()) releaseHeld(work, work.tasks[index.value], state.now);
      work.workers.erase(worker);
    }
  }
  workChanged(sim, task.lastEvent);
}

void onContainerStarted(Simulation& sim, TaskIndex index, ContainerIndex c) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  const Container& container = state.containers[c.value];
  const SimImage& image = imageOf(state, task, container);
  const TimeMs ready = readyAt(state, task, container);
  if (ready > state.now) {
    sim.schedule(ready - state.now,
                 {TimerKind::ContainerReady, c.value, container.stamp, index.value});
  }
  if (needsWatching(image)) {
    const TimeMs at = outOfMemoryAt(state, task, container, 0);
    if (at != kNever) {
      sim.schedule(std::max<DurationMs>(1, at - state.now),
                   {TimerKind::ContainerMemory, c.value, container.stamp, index.value});
    }
  }
  workChanged(sim, task.lastEvent);
}

TrafficIndex setTraffic(Simulation& sim, const Traffic& traffic, EventId cause) {
  Work& work = sim.state().work;
  bringWorkUpToDate(sim);
  work.settledAt = sim.state().now;
  work.active = true;
  TrafficIndex index;
  for (std::size_t i = 0; i < work.traffics.size(); ++i) {
    if (work.traffics[i].name == traffic.name) index = TrafficIndex(i);
  }
  if (!index.valid()) {
    index = TrafficIndex(work.traffics.size());
    work.traffics.emplace_back();
    (void)flowOf(work, FlowSubject::Traffic, index.value, sim.state().now);
  }
  work.traffics[index.value] = traffic;
  work.traffics[index.value].cause = cause;
  workChanged(sim, cause);
  return index;
}

void removeTraffic(Simulation& sim, TrafficIndex traffic, EventId cause) {
  sim.state().work.traffics[traffic.value].removed = true;
  workChanged(sim, cause);
}

void setQueueLoad(Simulation& sim, QueueIndex index, const LoadPattern& load,
                  std::int32_t poisonPerMillion, EventId cause) {
  bringWorkUpToDate(sim);
  Work& work = sim.state().work;
  work.settledAt = sim.state().now;
  work.active = true;
  Queue& queue = work.queues[index.value];
  queue.load = load;
  queue.loaded = true;
  queue.poisonPerMillion = poisonPerMillion;
  queue.cause = cause;
  workChanged(sim, cause);
}

void hangTask(Simulation& sim, TaskIndex index, EventId cause) {
  State& state = sim.state();
  const ContainerIndex c = workingContainer(state, state.tasks[index.value], 0);
  sim.hangContainer(index, c);
  targetConditionChanged(sim, index);
  workChanged(sim, cause);
}

DatabaseIndex createDatabase(Simulation& sim, Database database, EventId cause) {
  Work& work = sim.state().work;
  database.createdAt = sim.state().now;
  database.status = DatabaseStatus::creating;
  work.databases.push_back(std::move(database));
  const DatabaseIndex index(work.databases.size() - 1);
  sayDatabase(sim, index, "is being created", cause);
  scheduleDatabase(sim, index, kDatabaseCreateMs);
  return index;
}

void deleteDatabase(Simulation& sim, DatabaseIndex index, EventId cause) {
  Database& database = sim.state().work.databases[index.value];
  database.status = DatabaseStatus::deleting;
  const auto& secrets = sim.state().secrets.secrets;
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    // A secret that RDS manages goes with its instance, without a recovery window.
    if (!database.secretArn.empty() && !secrets[i].deleted &&
        secrets[i].arn == database.secretArn) {
      deleteSecret(sim, i, true, cause);
    }
  }
  sayDatabase(sim, index, "is being deleted", cause);
  scheduleDatabase(sim, index, kDatabaseDeleteMs);
}

void rebootDatabase(Simulation& sim, DatabaseIndex index, bool failover, EventId cause) {
  Database& database = sim.state().work.databases[index.value];
  database.status = DatabaseStatus::rebooting;
  if (failover) {
    database.zone = standbyZone(sim.state(), database);
    const State& state = sim.state();
    for (const SubnetIndex subnet : databaseSubnets(state, database.subnetGroup)) {
      if (state.subnets[subnet.value].zone == database.zone) database.subnet = subnet;
    }
  }
  sayDatabase(sim, index,
              failover ? "fails over to its standby in " + zoneName(database.zone) : "reboots",
              cause);
  scheduleDatabase(sim, index, kDatabaseRebootMs);
}

void runDatabaseStep(Simulation& sim, const Timer& timer) {
  Database& database = sim.state().work.databases[timer.subject];
  if (database.stamp != timer.stamp) return;
  const bool ends = database.status == DatabaseStatus::deleting;
  database.status = ends ? DatabaseStatus::deleted : DatabaseStatus::available;
  sayDatabase(sim, DatabaseIndex(timer.subject), ends ? "is gone" : "is available",
              database.lastEvent);
}

void runWorkStep(Simulation& sim, const Timer& timer) {
  Work& work = sim.state().work;
  if (work.stepStamp != timer.stamp) return;
  work.stepAt = kNever;
  bringWorkUpToDate(sim);
  reportDeadLetters(sim);
  replan(sim);
}

void runContainerReady(Simulation& sim, TaskIndex task) {
  targetConditionChanged(sim, task);
  workChanged(sim, sim.state().tasks[task.value].lastEvent);
}

void runContainerMemory(Simulation& sim, TaskIndex task, ContainerIndex container) {
  bringWorkUpToDate(sim);
  watchMemory(sim, task, container);
}

}  // namespace taskyard
