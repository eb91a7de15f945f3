// SimInjectFault and SimClearFault: what can go wrong, one row per type of fault. The type's name
// also stands in shapes_sim.cpp.

#include "api/capacity_handlers.h"
#include "api/ec2_handlers.h"
#include "api/ecr_handlers.h"
#include "api/functions_handlers.h"
#include "api/handlers.h"
#include "api/secrets_handlers.h"
#include "api/sim_common.h"
#include "api/work_handlers.h"
#include "base/text.h"
#include "engine/identity.h"
#include "engine/task_retirement.h"

namespace taskyard {

namespace {

Result<TaskIndex> liveTask(const ApiCall& call) {
  if (call.text("task").empty()) return simError("say which task: its id or ARN", "/task");
  const TaskIndex index = taskAnywhere(call.state, call.text("task"));
  if (!index.valid()) return noSuch("task", "aws ecs list-tasks", "/task");
  if (call.state.tasks[index.value].desiredStatus == TaskDesiredStatus::STOPPED) {
    return simError("the task is already stopping or stopped", "/task");
  }
  return index;
}

// The named container's position; without a name the first essential one.
Result<std::size_t> runningContainer(const ApiCall& call, const Task& task) {
  const auto& definitions =
      call.state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  const std::string& name = call.text("container");
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (name.empty() ? !definitions[i].essential : definitions[i].name != name) continue;
    if (containerOf(call.state, task, i).lastStatus != ContainerStatus::RUNNING) {
      return simError("the container is not RUNNING, so it cannot exit", "/container");
    }
    return i;
  }
  return simError("the task has no such container", "/container");
}

Result<ImageIndex> namedImage(const ApiCall& call) {
  if (call.text("image").empty()) return simError("say which image", "/image");
  const ImageIndex image = findImage(call.state, call.text("image"));
  if (!image.valid()) {
    return simError("no task definition uses this image, and none was put into the registry",
                    "/image");
  }
  return image;
}

std::string shortId(const State& state, TaskIndex task) {
  return shortTaskId(state.seed, state.tasks[task.value].ordinal);
}

Result<ApiAnswer> exitFault(const ApiCall& call) {
  const Result<TaskIndex> task = liveTask(call);
  if (!task) return task.error();
  const Result<std::size_t> container =
      runningContainer(call, call.state.tasks[task.value().value]);
  if (!container) return container.error();
  const auto exitCode = static_cast<std::int32_t>(call.integer("exitCode").value_or(1));
  const EventId cause = call.simulation().beginFault(
      "Fault: a container of task " + shortId(call.state, task.value()) + " crashes");
  call.simulation().exitContainer(task.value(), container.value(), exitCode, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> lostFault(const ApiCall& call) {
  const Result<TaskIndex> task = liveTask(call);
  if (!task) return task.error();
  const EventId cause = call.simulation().beginFault(
      "Fault: the host under task " + shortId(call.state, task.value()) + " is lost");
  call.simulation().loseTask(task.value(), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> missingFault(const ApiCall& call) {
  const Result<ImageIndex> index = namedImage(call);
  if (!index) return index.error();
  SimImage image = call.state.images[index.value().value];
  image.exists = false;
  image.missingBecause =
      call.simulation().beginFault("Fault: image " + image.reference + " is gone");
  call.simulation().putImage(image);
  return ApiAnswer{};
}

Result<ApiAnswer> slowFault(const ApiCall& call) {
  const Result<ImageIndex> index = namedImage(call);
  if (!index) return index.error();
  const auto percent = static_cast<std::int32_t>(call.integer("factorPercent").value_or(400));
  const DurationMs duration = call.integer("durationSeconds").value_or(0) * kSecond;
  (void)call.simulation().beginFault("Fault: pulling " +
                                     call.state.images[index.value().value].reference + " takes " +
                                     std::to_string(percent) + " % of its normal time");
  call.simulation().slowPulls(index.value(), percent, duration);
  return ApiAnswer{};
}

// The images that a request to clear speaks of: the named one, or all.
Result<std::vector<ImageIndex>> imagesToClear(const ApiCall& call) {
  std::vector<ImageIndex> images;
  if (call.text("image").empty()) {
    for (std::size_t i = 0; i < call.state.images.size(); ++i) images.emplace_back(i);
    return images;
  }
  const Result<ImageIndex> named = namedImage(call);
  if (!named) return named.error();
  images.push_back(named.value());
  return images;
}

Result<ApiAnswer> clearMissing(const ApiCall& call) {
  const Result<std::vector<ImageIndex>> images = imagesToClear(call);
  if (!images) return images.error();
  (void)call.begin(call.text("type"));
  for (const ImageIndex index : images.value()) {
    SimImage image = call.state.images[index.value];
    // It never existed, or ECR was told to delete it: no fault took it.
    const EventId by = image.missingBecause;
    if (by == kNoEvent || !call.log.holds(by) || call.log.at(by).kind != EventKind::Fault) continue;
    image.exists = true;
    image.missingBecause = kNoEvent;
    call.simulation().putImage(image);
  }
  return ApiAnswer{};
}

Result<ApiAnswer> clearSlow(const ApiCall& call) {
  const Result<std::vector<ImageIndex>> images = imagesToClear(call);
  if (!images) return images.error();
  (void)call.begin(call.text("type"));
  for (const ImageIndex index : images.value()) call.simulation().slowPulls(index, 100, 0);
  return ApiAnswer{};
}

// AWS maintains the hosts: under a service's tasks after the notice, under one task now.
Result<ApiAnswer> retirementFault(const ApiCall& call) {
  Simulation& sim = call.simulation();
  if (call.text("service").empty()) {
    const Result<TaskIndex> task = liveTask(call);
    if (!task) return task.error();
    if (call.state.tasks[task.value().value].service.valid()) {
      return simError("this task belongs to a service: say which service instead", "/task");
    }
    retireStandaloneTask(
        sim, task.value(),
        sim.beginFault("Fault: AWS retires task " + shortId(call.state, task.value())));
    return ApiAnswer{};
  }
  const std::string& name = call.text("service");
  for (std::size_t i = call.state.services.size(); i-- > 0;) {
    const Service& service = call.state.services[i];
    if (service.status != ServiceStatus::ACTIVE) continue;
    if (service.serviceName != name && serviceArn(call.state, ServiceIndex(i)) != name) continue;
    const DurationMs notice = call.integer("noticeSeconds").value_or(0) * kSecond;
    announceRetirement(
        sim, ServiceIndex(i), notice,
        sim.beginFault("Fault: AWS retires the tasks of service " + service.serviceName));
    return ApiAnswer{};
  }
  return noSuch("service", "aws ecs list-services", "/service");
}

struct FaultType {
  std::string_view name;
  Result<ApiAnswer> (*inject)(const ApiCall&) = nullptr;
  Result<ApiAnswer> (*clear)(const ApiCall&) = nullptr;  // nullptr: it is over at once
};

constexpr FaultType kFaultTypes[] = {
    {"ContainerExit", exitFault},
    {"TaskLost", lostFault},
    {"ImageMissing", missingFault, clearMissing},
    {"SlowPull", slowFault, clearSlow},
    {"TaskRetirement", retirementFault},

    // Functions.
    {"DockerHostLost", dockerHostLostFault},

    // Capacity.
    {"SpotReclaim", spotReclaimFault},
    {"SpotCapacity", spotCapacityFault, clearSpotCapacity},
    {"HostLost", hostLostFault},
    {"ZoneLost", zoneLostFault, clearZoneLost},
    {"AgentDisconnected", agentDisconnectedFault, clearAgentDisconnected},

    // Registry, secrets, logs.
    {"RegistryDown", registryDownFault, clearRegistryDown},
    {"RegistrySlow", registrySlowFault, clearRegistrySlow},
    {"RegistryRateLimited", registryRateLimitedFault, clearRegistryRateLimited},
    {"SecretRotated", secretRotatedFault},
    {"CvePublished", cvePublishedFault},

    // Load balancing and network.
    {"NatGatewayDown", natDownFault, clearNatDown},

    // Traffic and work.
    {"MemoryLeak", memoryLeakFault, clearMemoryLeak},
    {"Hang", hangFault},
    {"SlowStart", slowStartFault, clearSlowStart},
    {"SlowResponses", slowResponsesFault, clearSlowResponses},
    {"DependencyDown", dependencyDownFault, clearDependencyDown},
    {"ApiThrottled", apiThrottledFault, clearApiThrottled},

};

const FaultType* findFault(std::string_view name) {
  for (const FaultType& type : kFaultTypes) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

}  // namespace

Result<ApiAnswer> simInjectFault(const ApiCall& call) {
  if (const FaultType* type = findFault(call.text("type")); type != nullptr) {
    return type->inject(call);
  }
  std::vector<std::string> names;
  for (const FaultType& type : kFaultTypes) names.emplace_back(type.name);
  return simError("type is one of " + joinWords(names), "/type");
}

Result<ApiAnswer> simClearFault(const ApiCall& call) {
  const FaultType* type = findFault(call.text("type"));
  if (type != nullptr && type->clear != nullptr) return type->clear(call);
  std::vector<std::string> names;
  for (const FaultType& known : kFaultTypes) {
    if (known.clear != nullptr) names.emplace_back(known.name);
  }
  return simError("only these last until they are cleared: " + joinWords(names), "/type");
}

}  // namespace taskyard
