#include "engine/stop_reason.h"

#include "engine/identity.h"

namespace taskyard {

namespace {

const std::string& imageOf(const State& state, const Task& task, std::size_t container) {
  return state.taskDefinitions[task.taskDefinition.value].containerDefinitions[container].image;
}

// "registry.example/app" of "registry.example/app:tag@digest".
std::string repositoryOf(const std::string& image) {
  std::string name = image.substr(0, image.find('@'));
  const std::size_t slash = name.rfind('/');
  const std::size_t colon = name.rfind(':');
  if (colon != std::string::npos && (slash == std::string::npos || colon > slash)) {
    name.resize(colon);
  }
  return name;
}

bool isPrivateEcr(const std::string& image) { return image.find(".dkr.ecr.") != std::string::npos; }

std::string pullError(const State& state, const Task& task) {
  const std::string& image = imageOf(state, task, task.stopContainer);
  if (task.stopReason == StopReason::ImageNotFound) {
    return "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to "
           "resolve ref " +
           image + ": " + image + ": not found";
  }
  if (isPrivateEcr(image)) {
    return "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot "
           "pull registry authentication from Amazon ECR. There is a connection issue between the "
           "task and Amazon ECR. Check your task network configuration.";
  }
  return "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to "
         "resolve ref " +
         image + ": failed to do request: Head \"https://" + repositoryOf(image) +
         "\": dial tcp: i/o timeout";
}

}  // namespace

std::string stoppedReason(const State& state, const Task& task) {
  switch (task.stopReason) {
    case StopReason::None: return "";
    case StopReason::EssentialContainerExited: return "Essential container in task exited";
    case StopReason::ScalingActivity:
      return "Scaling activity initiated by (deployment " +
             deploymentId(state.seed, task.stopDeployment) + ")";
    case StopReason::FailedContainerHealthChecks: return "Task failed container health checks";
    case StopReason::StoppedByUser: return "Task stopped by user";
    case StopReason::UserText: return state.texts[task.stopText.value];
    case StopReason::ImageNotFound:
    case StopReason::ImageUnreachable: return pullError(state, task);
    case StopReason::DependencyFailed:
      // The error's name is the agent's; the sentence is ours.
      return "TaskDependencyError: a dependency of container '" +
             state.taskDefinitions[task.taskDefinition.value]
                 .containerDefinitions[task.stopContainer]
                 .name +
             "' cannot be met, or it was waited for in vain";
    case StopReason::Maintenance:
      return "ECS is performing maintenance on the underlying infrastructure hosting the task";
    case StopReason::HostTerminated:
      return "The host under the task was lost (a fault of this simulation)";
  }
  return "";
}

std::string containerReason(const State& state, const Task& task, const Container& container) {
  if (container.outOfImage) return pullError(state, task);
  return "";
}

}  // namespace taskyard
