// What is wrong with a service right now, and why: the first of the things that stop its tasks
// from starting, from being reached, or from keeping up.

#include "engine/path_trace.h"
#include "engine/path_walk.h"
#include "engine/placement.h"
#include "engine/service_scheduler.h"
#include "engine/start_failure_text.h"
#include "engine/stop_reason.h"
#include "engine/target_health.h"
#include "engine/work_settle.h"
#include "model/validate_task_definition.h"
#include "panels/yard_model.h"

namespace taskyard {

namespace {

using Kind = Selection::Kind;
constexpr int kLookedAt = 40;  // newest tasks of a service

// The thing in the Yard at which a path ends.
Selection endOf(const std::vector<PathHopRecord>& hops) {
  if (hops.empty()) return {};
  const PathHopRecord& last = hops.back();
  switch (last.kind) {
    case HopKind::PublicIpMissing: return {Kind::InternetGateway, last.index};
    case HopKind::NatUnavailable:
    case HopKind::NatInPrivateSubnet: return {Kind::NatGateway, last.index};
    case HopKind::EndpointDenied: return {Kind::Endpoint, last.index};
    default: return {};
  }
}

// Why the task cannot fetch its images, in the words of the path trace; "" when it can.
YardProblem pathProblem(const State& state, const Task& task) {
  YardProblem problem;
  const NetworkEnd from = agentEndOf(state, task);
  for (const ContainerDefinition& container :
       state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
    if (pathToRegistry(state, task, container.image) == PathProblem::None) continue;
    std::vector<PathHopRecord> hops;
    PathWalk walk(state, &hops);
    PathTrace trace;
    if (isPrivateEcrImage(container.image)) {
      for (const AwsService service : {AwsService::EcrApi, AwsService::EcrDkr, AwsService::S3}) {
        trace = tracePathToAws(state, from, service);
        if (trace.problem == PathProblem::None) continue;
        walk.toAws(from, service);
        break;
      }
    } else {
      trace = tracePathToInternet(state, from, kHttpsPort);
      walk.toInternet(from, kHttpsPort);
    }
    if (trace.problem == PathProblem::None) continue;
    problem.words = trace.why;
    problem.event = task.lastEvent;
    problem.grave = true;
    problem.at = endOf(hops);
    return problem;
  }
  return problem;
}

YardProblem startingProblem(const State& state, const Service& service) {
  int looked = 0;
  for (TaskIndex t = service.newestTask; t.valid() && looked < kLookedAt; ++looked) {
    const Task& task = state.tasks[t.value];
    t = task.next;
    if (!inSight(task, state.now)) continue;
    const bool starts = task.lastStatus < TaskStatus::RUNNING;
    const bool failed = isStartFailure(task.stopReason);
    if (!starts && !failed) continue;
    YardProblem problem = pathProblem(state, task);
    if (!problem.words.empty()) return problem;
    if (!failed) continue;
    problem.words =
        std::string("A task did not start: ") + startFailureWords(task.stopReason) + ".";
    problem.event = task.lastEvent;
    problem.grave = true;
    return problem;
  }
  return {};
}

// A task that ran and ended by itself, in the words of its stoppedReason.
YardProblem exitProblem(const State& state, const Service& service) {
  int looked = 0;
  for (TaskIndex t = service.newestTask; t.valid() && looked < kLookedAt; ++looked) {
    const Task& task = state.tasks[t.value];
    t = task.next;
    if (!inSight(task, state.now) || task.stopCode == TaskStopCode::None) continue;
    const bool fell = task.stopCode == TaskStopCode::EssentialContainerExited ||
                      task.stopCode == TaskStopCode::TerminationNotice ||
                      task.stopCode == TaskStopCode::SpotInterruption;
    if (!fell) continue;
    YardProblem problem;
    problem.words = "A task stopped: " + stoppedReason(state, task);
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
      if (state.containers[c.value].outOfMemory) {
        problem.words = "A task was killed: its container used more memory than it has.";
      }
    }
    problem.event = task.lastEvent;
    problem.grave = taskCountsOf(state, service).running < service.desiredCount;
    return problem;
  }
  return {};
}

const char* noPlaceWords(NoPlace why) {
  switch (why) {
    case NoPlace::None: return "";
    case NoPlace::FargateCapacity: return "Fargate has no capacity here now.";
    case NoPlace::FargateVcpuQuota: return "The account's quota of Fargate vCPUs is used up.";
    case NoPlace::NoInstances: return "The cluster has no container instance.";
    case NoPlace::NoProviderInstances: return "The capacity provider has no instance.";
    case NoPlace::NoFit: return "No instance has room for another task.";
    case NoPlace::TooManyProvisioning: return "500 tasks already wait for instances.";
    case NoPlace::LaunchRate: return "The quota of task launches per time is used up.";
  }
  return "";
}

YardProblem placeProblem(const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  YardProblem problem;
  if (service.noPlace == NoPlace::None) return problem;
  problem.words = noPlaceWords(service.noPlace);
  problem.event = service.reconcileCause;
  problem.grave = true;
  return problem;
}

YardProblem targetProblem(const State& state, const Service& service) {
  for (const ServiceLoadBalancer& each : service.loadBalancers) {
    if (!each.targetGroup.valid()) continue;
    const TargetGroup& group = state.balancing.targetGroups[each.targetGroup.value];
    if (group.counts.unhealthy == 0) continue;
    for (const TargetIndex index : group.targets) {
      const Target& target = state.balancing.targets[index.value];
      if (target.state != TargetState::unhealthy) continue;
      YardProblem problem;
      problem.words = std::to_string(group.counts.unhealthy) + " of " +
                      std::to_string(group.targets.size()) +
                      " targets unhealthy: " + targetDescription(target) + ".";
      problem.event = target.lastEvent;
      problem.grave = group.counts.healthy == 0;
      if (group.loadBalancer.valid()) problem.at = {Kind::LoadBalancer, group.loadBalancer.value};
      return problem;
    }
  }
  return {};
}

YardProblem loadProblem(const State& state, ServiceIndex index) {
  const FlowStats* flow = findFlow(state.work, FlowSubject::Service, index.value);
  YardProblem problem;
  if (flow == nullptr || !flow->overloaded) return problem;
  // A full service that keeps up has long waits, and is no problem any more.
  if (flow->rate.answered >= flow->rate.arrived) return problem;
  problem.words = "It gets more requests than its tasks can answer.";
  problem.event = state.work.stepCause;
  return problem;
}

}  // namespace

void findYardProblems(const State& state, YardModel& model) {
  for (YardSection& section : model.sections) {
    section.problem = {};
    if (!section.service.valid()) continue;
    const Service& service = state.services[section.service.value];
    section.problem = startingProblem(state, service);
    if (section.problem.words.empty()) section.problem = placeProblem(state, section.service);
    if (section.problem.words.empty()) section.problem = targetProblem(state, service);
    if (section.problem.words.empty()) section.problem = exitProblem(state, service);
    if (section.problem.words.empty()) section.problem = loadProblem(state, section.service);
  }
}

}  // namespace taskyard
