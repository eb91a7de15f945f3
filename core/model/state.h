#pragma once
// Everything the simulation knows, as one copyable value: ids instead of pointers, flat arrays
// indexed by id. A snapshot is a copy; equal states have equal hashes (state_hash.h).

#include <cstdint>
#include <string>
#include <vector>

#include "base/chunked_array.h"
#include "base/time.h"
#include "base/timing_wheel.h"
#include "model/api_gateway.h"
#include "model/balancing.h"
#include "model/bill.h"
#include "model/capacity.h"
#include "model/functions.h"
#include "model/identity.h"
#include "model/ids.h"
#include "model/image.h"
#include "model/logs.h"
#include "model/monitoring.h"
#include "model/network.h"
#include "model/registry.h"
#include "model/scaling.h"
#include "model/secrets.h"
#include "model/service.h"
#include "model/service_deployment.h"
#include "model/tags.h"
#include "model/task.h"
#include "model/task_definition.h"
#include "model/work.h"

namespace taskyard {

// What a timer does when it is due.
enum class TimerKind : std::uint8_t {
  TaskStep,        // subject: task; its next lastStatus
  TaskHealthy,     // subject: task; RUNNING long enough to count as healthy
  ForgetTasks,     // the oldest STOPPED records leave the list
  ContainerStart,  // subject: container; its turn has come, or it starts again
  StartTimeout,    // subject: container; its dependants have waited enough; stamp: task ordinal
  ContainerExit,   // subject: container; its main process ends
  HealthCheck,     // subject: container; the next check that changes something
  Reconcile,       // subject: service
  FaultEnds,       // subject: image; a slow pull is over

  // Service scheduler.
  SteadyAgain,      // subject: service; the steady-state message is due once more
  DeploymentStage,  // subject: service deployment; its bake time or stage is over
  ProtectionEnds,   // subject: task; stamp: its ordinal
  RetirementDue,    // subject: service; its tasks' hosts are to be maintained now

  // Capacity.
  InstanceBoots,     // subject: container instance; it is up and its agent registers
  DrainDeadline,     // subject: container instance; managed draining waits no longer
  GroupFit,          // subject: Auto Scaling group; it looks at its desired capacity
  ManagedScaling,    // subject: capacity provider; once a minute
  ZoneReturns,       // subject: zone; a lost zone is there again
  PlacementTimeout,  // subject: task; it has waited for an instance long enough
  RetryPlacements,   // room may have appeared
  SpotDeadline,      // subject: task; the two minutes of warning are over; stamp: task ordinal

  // Registry, secrets, logs.
  EcrLifecycle,       // subject: repository; its lifecycle policy is applied
  RegistryFaultEnds,  // subject: position in Registry::faults

  // Load balancing.
  TargetCheck,    // subject: target; the next check that changes something
  TargetDrained,  // subject: target; its deregistration delay is over
  TargetBatch,    // subject: position in Balancing::batches
  GraceEnds,      // subject: task; failed health checks count from now on

  // Traffic and work.
  WorkStep,         // flows are worked out anew; stamp: Work::stepStamp
  ContainerReady,   // subject: container; it answers from now on
  ContainerMemory,  // subject: container; a leak reaches the limit
  DatabaseStep,     // subject: database; its next status

  // Monitoring.
  MetricMinute,  // a minute is over: datapoints, alarms, scaling decisions

  // Scaling and schedules.
  ScheduledActionDue,  // subject: scheduled action
  ScheduleDue,         // subject: schedule

  // Functions.
  DockerStart,  // subject: container of docker run
  DockerExit,   // subject: container of docker run; its main process ends

  // Bill.
  SavingsPlanHour,  // an hour of the Savings Plan is over

};

struct Timer {
  TimerKind kind{};
  std::uint32_t subject = 0;
  std::uint32_t stamp = 0;  // must equal the subject's stamp, else the timer is void
  std::uint32_t task = 0;   // container timers: the task it belongs to
};

struct Family {
  std::string name;
  std::vector<TaskDefinitionIndex> revisions;  // revision n is at n - 1

  auto fields() const { return std::tie(name, revisions); }
};

struct State {
  // Written once, in state.cpp: each is a page of code wherever it stands.
  State();
  State(const State& other);
  State(State&& other) noexcept;
  State& operator=(const State& other);
  State& operator=(State&& other) noexcept;
  ~State();

  std::uint64_t seed = 0;
  TimeMs now = 0;
  TimingWheel<Timer> timers;

  std::vector<Cluster> clusters;
  std::vector<Family> families;
  std::vector<TaskDefinition> taskDefinitions;
  std::vector<Service> services;
  std::vector<std::uint64_t> serviceNameHashes;  // of services[i].serviceName: a search reads these
  std::vector<Deployment> deployments;
  std::vector<ServiceDeployment> serviceDeployments;
  ChunkedArray<Task> tasks;            // slots; Task::inUse tells
  ChunkedArray<Container> containers;  // slots
  std::vector<SimImage> images;
  std::vector<Subnet> subnets;
  std::vector<std::string> texts;  // words from outside: stop reasons, groups
  std::vector<ResourceTags> tags;  // of ECS resources, by ARN

  // The systems around tasks, each a record of its own (model/<name>.h).
  Network network;
  Identity identity;
  Secrets secrets;
  Registry registry;
  Logs logs;
  Balancing balancing;
  ApiGateway apiGateway;
  Work work;
  Monitoring monitoring;
  Scaling scaling;
  Capacity capacity;
  Functions functions;
  Bill bill;

  std::vector<TaskProtection> protections;  // by ordinal; those in force

  TaskIndex oldestStopped;  // STOPPED records by stoppedAt, through Task::next: each waits as long
  TaskIndex newestStopped;  // as the others, so one timer for the oldest does for all
  TaskIndex freeTask;
  ContainerIndex freeContainer;
  std::uint32_t tasksLaunched = 0;      // the next task's ordinal
  EventId eventsSoFar = 0;              // the next event's id
  std::uint64_t timersRun = 0;          // events of the discrete-event core, for benchmarks
  std::uint64_t healthChecksRun = 0;    // checks evaluated, most of them without a timer
  std::int64_t settledCostNanoUsd = 0;  // of tasks that are over, in 10^-9 dollars
};

// What a task shares with the others of its request, decision or definition.
[[nodiscard]] inline const CostDecision& decisionOf(const State& state, const Task& task) {
  return state.bill.decisions[task.costDecision.value];
}
[[nodiscard]] inline ClusterIndex clusterOf(const State& state, const Task& task) {
  return decisionOf(state, task).cluster;
}
// Of the task as a whole; 0: its definition gives containers' sizes only (EC2).
[[nodiscard]] inline std::int32_t taskCpu(const State& state, const Task& task) {  // CPU units
  return state.taskDefinitions[task.taskDefinition.value].cpu.value_or(0);
}
[[nodiscard]] inline std::int32_t taskMemory(const State& state, const Task& task) {  // MiB
  return state.taskDefinitions[task.taskDefinition.value].memory.value_or(0);
}

}  // namespace taskyard
