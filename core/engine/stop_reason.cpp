#include "engine/stop_reason.h"

#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/placement.h"
#include "engine/start_failure_text.h"

namespace taskyard {

namespace {

// Source: Developer Guide, "API failure reasons": what a task of a capacity provider fails with.
std::string noPlaceReason(const State& state, const Task& task) {
  PlacementRequest request;
  request.cluster = clusterOf(state, task);
  request.provider = task.capacityProvider;
  request.definition = task.taskDefinition;
  request.needs = needsOf(state, task.taskDefinition, {});
  const PlacementTable table = placeTask(state, request);
  if (table.verdicts.empty()) return "TaskFailedToStart: EMPTY CAPACITY PROVIDER";
  for (const InstanceVerdict& verdict : table.verdicts) {
    if (verdict.instance != table.closest) continue;
    if (verdict.unfit == Unfit::NotActive) break;
    return std::string("TaskFailedToStart: ") + nameOf(verdict.unfit);
  }
  return "TaskFailedToStart: NO ACTIVE INSTANCES";
}

}  // namespace

std::string stoppedReason(const State& state, const Task& task) {
  switch (task.stopReason) {
    case StopReason::None: return "";
    case StopReason::EssentialContainerExited: return "Essential container in task exited";
    case StopReason::ScalingActivity:
      return "Scaling activity initiated by (deployment " +
             deploymentId(state.seed, DeploymentIndex(task.stopSubject)) + ")";
    case StopReason::FailedContainerHealthChecks: return "Task failed container health checks";
    case StopReason::FailedElbHealthChecks:
      return "Task failed ELB health checks in (target-group " + state.texts[task.stopSubject] +
             ")";
    case StopReason::StoppedByUser: return "Task stopped by user";
    case StopReason::UserText: return state.texts[task.stopSubject];
    case StopReason::DependencyFailed:
      // The error's name is the agent's; the sentence is ours.
      return "TaskDependencyError: a dependency of container '" +
             state.taskDefinitions[task.taskDefinition.value]
                 .containerDefinitions[task.stopContainer]
                 .name +
             "' cannot be met, or it was waited for in vain";
    case StopReason::Maintenance:
      return "ECS is performing maintenance on the underlying infrastructure hosting the task";
    case StopReason::SpotInterrupted: return "Your Spot Task was interrupted.";
    case StopReason::InstanceDeregistered:
      return "Container instance deregistration forced by user";
    case StopReason::NoPlaceFound: return noPlaceReason(state, task);
    case StopReason::HostTerminated:
      if (task.containerInstance.valid()) {
        return "Host EC2 (instance " + ec2InstanceId(state.seed, task.containerInstance) +
               ") terminated.";
      }
      return "The host under the task was lost (a fault of this simulation)";
    case StopReason::NoFreeAddress:
      return std::string(
                 "Unexpected EC2 error while attempting to Create Network Interface with public "
                 "IP assignment ") +
             (task.assignPublicIp ? "enabled" : "disabled") + " in subnet '" +
             state.subnets[task.subnet.value].subnetId + "'";
    case StopReason::ImageNotFound:
    case StopReason::ImageUnreachable:
    case StopReason::RoleNotAssumable:
    case StopReason::RegistryAuthUnreachable:
    case StopReason::RegistryAuthDenied:
    case StopReason::SecretUnreachable:
    case StopReason::SecretDenied:
    case StopReason::SecretNotFound:
    case StopReason::SecretKeyMissing:
    case StopReason::SecretUndecryptable:
    case StopReason::FilesUnreachable:
    case StopReason::FilesDenied:
    case StopReason::LogsUnreachable:
    case StopReason::LogsDenied:
    case StopReason::LogGroupMissing:
    case StopReason::ImageDenied:
    case StopReason::LayersUnreachable:
    case StopReason::RegistryDown:
    case StopReason::RegistryRateLimited: return startFailureReason(state, task);
  }
  return "";
}

std::string containerReason(const State& state, const Task& task, const Container& container) {
  if (container.outOfImage) return startFailureReason(state, task);
  if (container.outOfMemory) {
    return "OutOfMemoryError: Container killed due to memory usage";
  }
  return "";
}

}  // namespace taskyard
