// Faults of programs and of what they need. MemoryLeak, SlowStart, SlowResponses, DependencyDown
// and ApiThrottled last until they are cleared; a task that hangs does so until it is replaced.

#include "api/enum_names.h"
#include "api/sim_common.h"
#include "api/work_handlers.h"
#include "engine/dependency_calls.h"
#include "engine/identity.h"
#include "engine/task_load.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

Result<ImageIndex> imageNamed(const ApiCall& call) {
  const ImageIndex image = findImage(call.state, call.text("image"));
  if (call.text("image").empty()) return simError("say which image", "/image");
  if (!image.valid()) {
    return simError("no task definition uses this image, and none was put into the registry",
                    "/image");
  }
  return image;
}

// Changes what faults add to the named image; clearing without a name: to all.
template <class Change>
Result<ApiAnswer> changeFaults(const ApiCall& call, const std::string& what, Change&& change) {
  const Result<ImageIndex> index = imageNamed(call);
  if (!index) return index.error();
  SimImage image = call.state.images[index.value().value];
  const EventId cause =
      call.simulation().beginFault("Fault: programs of image " + image.reference + " " + what);
  change(image.faults);
  call.simulation().putImage(image);
  Simulation& sim = call.simulation();
  workChanged(sim, cause);
  return ApiAnswer{};
}

template <class Change>
Result<ApiAnswer> clearFaults(const ApiCall& call, Change&& change) {
  ImageIndex only;
  if (!call.text("image").empty()) {
    const Result<ImageIndex> named = imageNamed(call);
    if (!named) return named.error();
    only = named.value();
  }
  const EventId cause = call.begin(call.text("type"));
  for (std::size_t i = 0; i < call.state.images.size(); ++i) {
    if (only.valid() && only != ImageIndex(i)) continue;
    SimImage image = call.state.images[i];
    change(image.faults);
    if (image == call.state.images[i]) continue;
    call.simulation().putImage(image);
  }
  Simulation& sim = call.simulation();
  workChanged(sim, cause);
  return ApiAnswer{};
}

Result<DependencyFault> dependencyOf(std::string_view kind) {
  const auto known = enumOf(kind, DependencyKind::service);
  if (!known) {
    return simError(
        "dependency is one of dynamodb, rds, s3, sqs, secret, service, or one of "
        "them and a name: rds/orders",
        "/dependency");
  }
  DependencyFault fault;
  fault.kind = *known;
  return fault;
}

// "rds" or "rds/orders".
Result<DependencyFault> faultNamed(const ApiCall& call) {
  const std::string& text = call.text("dependency");
  const std::size_t slash = text.find('/');
  Result<DependencyFault> fault = dependencyOf(std::string_view(text).substr(0, slash));
  if (fault && slash != std::string::npos) fault.value().name = text.substr(slash + 1);
  return fault;
}

Result<ApiAnswer> addFault(const ApiCall& call, DependencyFault fault, const std::string& what) {
  fault.cause = call.simulation().beginFault("Fault: " + call.text("dependency") + " " + what);
  const EventId cause = fault.cause;
  Simulation& sim = call.simulation();
  sim.state().work.faults.push_back(std::move(fault));
  workChanged(sim, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> clearDependencies(const ApiCall& call, bool down) {
  const EventId cause = call.begin(call.text("type"));
  Simulation& sim = call.simulation();
  std::erase_if(sim.state().work.faults, [down](const DependencyFault& fault) {
    return (fault.failPerMillion == kOneMicro) == down;
  });
  workChanged(sim, cause);
  return ApiAnswer{};
}

}  // namespace

Result<ApiAnswer> memoryLeakFault(const ApiCall& call) {
  const auto rate = static_cast<std::int32_t>(call.integer("mibPerMinute").value_or(20));
  return changeFaults(call, "leak " + std::to_string(rate) + " MiB of memory per minute",
                      [&](ImageFaults& faults) {
                        faults.memoryLeakMiBPerMinute = rate;
                        faults.leaksSince = call.state.now;
                      });
}

Result<ApiAnswer> clearMemoryLeak(const ApiCall& call) {
  return clearFaults(call, [](ImageFaults& faults) {
    faults.memoryLeakMiBPerMinute = 0;
    faults.leaksSince = 0;
  });
}

Result<ApiAnswer> slowStartFault(const ApiCall& call) {
  const std::int64_t seconds = call.integer("extraSeconds").value_or(60);
  return changeFaults(call, "take " + std::to_string(seconds) + " s longer to boot",
                      [&](ImageFaults& faults) { faults.readyMs = seconds * kSecond; });
}

Result<ApiAnswer> clearSlowStart(const ApiCall& call) {
  return clearFaults(call, [](ImageFaults& faults) { faults.readyMs = 0; });
}

Result<ApiAnswer> slowResponsesFault(const ApiCall& call) {
  const std::int64_t ms = call.integer("extraMilliseconds").value_or(3000);
  return changeFaults(call, "take " + std::to_string(ms) + " ms longer for each answer",
                      [&](ImageFaults& faults) { faults.responseMs = ms; });
}

Result<ApiAnswer> clearSlowResponses(const ApiCall& call) {
  return clearFaults(call, [](ImageFaults& faults) { faults.responseMs = 0; });
}

Result<ApiAnswer> hangFault(const ApiCall& call) {
  const TaskIndex index = taskAnywhere(call.state, call.text("task"));
  if (!index.valid()) return simError("say which task: its id or ARN", "/task");
  const Task& task = call.state.tasks[index.value];
  const ContainerIndex container = workingContainer(call.state, task, 0);
  if (call.state.containers[container.value].lastStatus != ContainerStatus::RUNNING) {
    return simError("the task's container is not RUNNING, so it cannot hang", "/task");
  }
  const EventId cause = call.simulation().beginFault(
      "Fault: task " + shortTaskId(call.state.seed, task.ordinal) + " hangs");
  Simulation& sim = call.simulation();
  hangTask(sim, index, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> dependencyDownFault(const ApiCall& call) {
  Result<DependencyFault> fault = faultNamed(call);
  if (!fault) return fault.error();
  fault.value().failPerMillion = kOneMicro;
  return addFault(call, fault.value(), "is down");
}

Result<ApiAnswer> clearDependencyDown(const ApiCall& call) { return clearDependencies(call, true); }

Result<ApiAnswer> apiThrottledFault(const ApiCall& call) {
  Result<DependencyFault> fault = faultNamed(call);
  if (!fault) return fault.error();
  const std::int64_t percent = call.integer("failPercent").value_or(50);
  fault.value().failPerMillion = percent * 10'000;
  return addFault(call, fault.value(), "refuses " + std::to_string(percent) + " % of all calls");
}

Result<ApiAnswer> clearApiThrottled(const ApiCall& call) { return clearDependencies(call, false); }

}  // namespace taskyard
