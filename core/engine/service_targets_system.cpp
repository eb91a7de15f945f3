#include "engine/service_targets_system.h"

#include <algorithm>

#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/identity.h"
#include "engine/service_health.h"
#include "engine/target_health.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

void addToBatch(Simulation& sim, TaskIndex task, bool leaving, EventId cause) {
  auto& batches = sim.state().balancing.batches;
  const ServiceIndex service = sim.state().tasks[task.value].service;
  const auto open = std::find_if(batches.begin(), batches.end(), [&](const TargetBatch& batch) {
    return !batch.tasks.empty() && batch.service == service && batch.leaving == leaving;
  });
  if (open != batches.end()) {
    open->tasks.push_back(task);
    return;
  }
  auto slot = std::find_if(batches.begin(), batches.end(),
                           [](const TargetBatch& batch) { return batch.tasks.empty(); });
  if (slot == batches.end()) slot = batches.insert(batches.end(), TargetBatch());
  *slot = {service, leaving, {task}, cause};
  sim.schedule(leaving ? kDeregistrationBatchMs : kRegistrationBatchMs,
               {TimerKind::TargetBatch, static_cast<std::uint32_t>(slot - batches.begin()), 0, 0});
}

// Targets per group, in the order in which the groups first come up.
struct GroupCount {
  TargetGroupIndex group;
  std::int32_t count = 0;
};

void countGroup(std::vector<GroupCount>& counts, TargetGroupIndex group) {
  for (GroupCount& known : counts) {
    if (known.group == group) {
      ++known.count;
      return;
    }
  }
  counts.push_back({group, 1});
}

std::string targetsIn(const State& state, const GroupCount& count) {
  return std::to_string(count.count) + " targets in (target-group " +
         targetGroupArn(state, count.group) + ")";
}

void registerBatch(Simulation& sim, const TargetBatch& batch) {
  State& state = sim.state();
  struct Joining {
    TaskIndex task;
    TargetGroupIndex group;
    std::int32_t port = 0;
  };
  std::vector<Joining> joining;
  std::vector<GroupCount> counts;
  for (const TaskIndex task : batch.tasks) {
    const Task& record = state.tasks[task.value];
    if (record.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    const Deployment& deployment = state.deployments[record.deployment.value];
    for (const ServiceLoadBalancer& balancer : deployment.loadBalancers) {
      const TargetGroupIndex joined = targetGroupOf(deployment, balancer);
      const TargetGroup& group = state.balancing.targetGroups[joined.value];
      const std::string arn = targetGroupArn(state, joined);
      if (group.deleted) {
        sim.say(EventKind::ServiceTargetProblem, batch.service.value,
                "(task " + taskId(state.seed, record.ordinal) +
                    ") is not healthy in target-group (" + arn +
                    ") due to TARGET GROUP IS NOT FOUND.",
                batch.cause);
        continue;
      }
      if (group.targets.size() + joining.size() >= kMostTargetsPerGroup) {
        sim.say(
            EventKind::ServiceTargetProblem, batch.service.value,
            "failed to register targets in (target-group " + arn + ") with (error TooManyTargets)",
            batch.cause);
        continue;
      }
      joining.push_back({task, joined, balancer.containerPort});
      countGroup(counts, joined);
    }
  }
  for (const GroupCount& count : counts) {
    const EventId said = sim.say(EventKind::ServiceRegisteredTargets, batch.service.value,
                                 "registered " + targetsIn(state, count), batch.cause);
    for (const Joining& join : joining) {
      if (join.group != count.group) continue;
      Target target;
      target.group = count.group;
      target.task = join.task;
      target.ip = state.tasks[join.task.value].privateIp;
      target.port = join.port;
      target.byService = true;
      registerTarget(sim, target, said);
    }
  }
}

void deregisterBatch(Simulation& sim, const TargetBatch& batch) {
  State& state = sim.state();
  std::vector<TargetIndex> leaving;
  std::vector<GroupCount> counts;
  std::int32_t tasks = 0;
  for (const TaskIndex task : batch.tasks) {
    const std::size_t before = leaving.size();
    for (TargetIndex index = firstTargetOf(state, task); index.valid();) {
      const Target& target = state.balancing.targets[index.value];
      if (target.byService && target.state != TargetState::draining) {
        leaving.push_back(index);
        countGroup(counts, target.group);
      }
      index = target.nextOfTask;
    }
    if (leaving.size() > before) ++tasks;
  }
  if (leaving.empty()) return;
  EventId said = batch.cause;
  for (const GroupCount& count : counts) {
    said = sim.say(EventKind::ServiceDeregisteredTargets, batch.service.value,
                   "deregistered " + targetsIn(state, count), batch.cause);
  }
  said = sim.say(EventKind::ServiceDrainingTasks, batch.service.value,
                 "has begun draining connections on " + std::to_string(tasks) + " tasks.", said);
  for (const TargetIndex target : leaving) deregisterTarget(sim, target, said);
}

}  // namespace

void joinTargetGroups(Simulation& sim, TaskIndex task) {
  addToBatch(sim, task, false, sim.state().tasks[task.value].lastEvent);
}

bool leaveTargetGroups(Simulation& sim, TaskIndex task, EventId cause) {
  bool any = false;
  for (TargetIndex index = firstTargetOf(sim.state(), task); index.valid();) {
    const Target& target = sim.state().balancing.targets[index.value];
    if (target.byService) any = true;
    index = target.nextOfTask;
  }
  if (!any) return false;
  addToBatch(sim, task, true, cause);
  const TaskStopCode code = sim.state().tasks[task.value].stopCode;
  return code == TaskStopCode::ServiceSchedulerInitiated || code == TaskStopCode::UserInitiated;
}

void moveTraffic(Simulation& sim, DeploymentIndex green, bool test, std::int32_t permille,
                 EventId cause) {
  const Deployment& deployment = sim.state().deployments[green.value];
  for (const ServiceLoadBalancer& balancer : deployment.loadBalancers) {
    const ListenerRuleIndex rule =
        test ? balancer.testListenerRule : balancer.productionListenerRule;
    if (!rule.valid() || !balancer.alternateTargetGroup.valid()) continue;
    if (sim.state().balancing.rules[rule.value].deleted) continue;
    const TargetGroupIndex to = targetGroupOf(deployment, balancer);
    const TargetGroupIndex from =
        to == balancer.targetGroup ? balancer.alternateTargetGroup : balancer.targetGroup;
    shiftTraffic(sim, rule, from, to, permille, cause);
  }
}

void onTargetBatch(Simulation& sim, std::uint32_t slot) {
  TargetBatch batch;
  std::swap(batch, sim.state().balancing.batches[slot]);
  if (batch.leaving) {
    deregisterBatch(sim, batch);
  } else {
    registerBatch(sim, batch);
  }
}

}  // namespace taskyard
