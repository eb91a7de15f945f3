// What AWS does not have: the registry's contents, faults, the whole picture, causes.

#include "api/describe.h"
#include "api/handlers.h"
#include "base/hash.h"
#include "base/time.h"
#include "engine/cost.h"
#include "engine/event_text.h"
#include "engine/identity.h"
#include "engine/service_scheduler.h"
#include "model/state_hash.h"

namespace taskyard {

namespace {

Error simError(std::string message, std::string path) {
  return {"SimInvalidRequest", std::move(message), std::move(path)};
}

JsonValue imageJson(const SimImage& image) {
  JsonValue json = JsonValue::object();
  json.set("image", image.reference);
  json.set("exists", image.exists);
  json.set("sizeMiB", image.sizeMiB);
  json.set("pullTimePercent", image.slowPullPercent);
  json.set("startSeconds", image.startMs / kSecond);
  json.set("exitAfterSeconds", image.exitAfterMs / kSecond);
  json.set("exitCode", image.exitCode);
  json.set("meanLifetimeSeconds", image.meanLifetimeMs / kSecond);
  json.set("healthCheckFailuresPerMillion", image.healthCheckFailuresPerMillion);
  json.set("shutdownSeconds", image.shutdownMs / kSecond);
  json.set("ignoresSigterm", image.ignoresSigterm);
  return json;
}

// A task anywhere, by id or ARN.
TaskIndex taskAnywhere(const State& state, const std::string& idOrArn) {
  for (std::size_t cluster = 0; cluster < state.clusters.size(); ++cluster) {
    const TaskIndex task = findTask(state, ClusterIndex(cluster), idOrArn);
    if (task.valid()) return task;
  }
  return {};
}

Result<TaskIndex> liveTask(const ApiCall& call) {
  if (call.text("task").empty()) return simError("say which task: its id or ARN", "/task");
  const TaskIndex index = taskAnywhere(call.state, call.text("task"));
  if (!index.valid()) return simError("there is no such task", "/task");
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
  return taskId(state.seed, state.tasks[task.value].ordinal).substr(0, 8);
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

bool concerns(const ApiCall& call, const Event& event, const std::string& subject) {
  if (subject.empty()) return true;
  return eventText(call.state, call.log, event).find(subject) != std::string::npos;
}

}  // namespace

Result<ApiAnswer> simPutImage(const ApiCall& call) {
  SimImage image;
  const ImageIndex known = findImage(call.state, call.text("image"));
  if (known.valid()) image = call.state.images[known.value];
  image.reference = call.text("image");
  if (image.reference.empty()) return simError("say which image", "/image");
  if (const JsonValue* exists = call.input.find("exists"); exists != nullptr) {
    image.exists = exists->boolean();
    image.missingBecause = kNoEvent;
  }
  const auto number = [&](const char* member, auto& target, std::int64_t unit) {
    if (const auto value = call.integer(member)) {
      target = static_cast<std::remove_reference_t<decltype(target)>>(*value * unit);
    }
  };
  number("sizeMiB", image.sizeMiB, 1);
  number("startSeconds", image.startMs, kSecond);
  number("exitAfterSeconds", image.exitAfterMs, kSecond);
  number("exitCode", image.exitCode, 1);
  number("meanLifetimeSeconds", image.meanLifetimeMs, kSecond);
  number("healthCheckFailuresPerMillion", image.healthCheckFailuresPerMillion, 1);
  number("shutdownSeconds", image.shutdownMs, kSecond);
  if (call.input.find("ignoresSigterm") != nullptr) {
    image.ignoresSigterm = call.flag("ignoresSigterm");
  }
  (void)call.begin(image.reference);
  const ImageIndex index = call.simulation().putImage(image);
  ApiAnswer answer;
  answer.output.set("image", imageJson(call.state.images[index.value]));
  return answer;
}

Result<ApiAnswer> simInjectFault(const ApiCall& call) {
  const std::string& type = call.text("type");
  if (type == "ContainerExit") return exitFault(call);
  if (type == "TaskLost") return lostFault(call);
  if (type == "ImageMissing") return missingFault(call);
  if (type == "SlowPull") return slowFault(call);
  return simError("type is one of ContainerExit, TaskLost, ImageMissing, SlowPull", "/type");
}

Result<ApiAnswer> simClearFault(const ApiCall& call) {
  const std::string& type = call.text("type");
  if (type != "ImageMissing" && type != "SlowPull") {
    return simError("only ImageMissing and SlowPull last until they are cleared", "/type");
  }
  std::vector<ImageIndex> images;
  if (call.text("image").empty()) {
    for (std::size_t i = 0; i < call.state.images.size(); ++i) images.emplace_back(i);
  } else {
    const Result<ImageIndex> named = namedImage(call);
    if (!named) return named.error();
    images.push_back(named.value());
  }
  (void)call.begin(type);
  for (const ImageIndex index : images) {
    if (type == "SlowPull") {
      call.simulation().slowPulls(index, 100, 0);
      continue;
    }
    SimImage image = call.state.images[index.value];
    if (image.missingBecause == kNoEvent) continue;  // it never existed: no fault took it
    image.exists = true;
    image.missingBecause = kNoEvent;
    call.simulation().putImage(image);
  }
  return ApiAnswer{};
}

Result<ApiAnswer> simDescribe(const ApiCall& call) {
  const State& state = call.state;
  JsonValue services = JsonValue::array();
  for (const Service& service : state.services) {
    JsonValue json = JsonValue::object();
    const TaskCounts counts = taskCountsOf(state, service);
    json.set("name", service.serviceName);
    json.set("cluster", state.clusters[service.cluster.value].clusterName);
    json.set("status", nameOf(service.status));
    json.set("desiredCount", service.desiredCount);
    json.set("runningCount", counts.running);
    json.set("pendingCount", counts.pending);
    services.push(std::move(json));
  }
  JsonValue images = JsonValue::array();
  for (const SimImage& image : state.images) images.push(imageJson(image));
  JsonValue subnets = JsonValue::array();
  for (const Subnet& subnet : state.subnets) {
    subnets.push(JsonValue::object(
        {{"subnetId", subnet.subnetId},
         {"availabilityZone", zoneName(subnet.zone)},
         {"cidrBlock", ipText(subnet.network) + "/" + std::to_string(subnet.prefix)},
         {"public", subnet.internetGateway}}));
  }
  ApiAnswer answer;
  answer.output.set("nowMs", state.now);
  answer.output.set("time", isoTimestamp(state.now));
  answer.output.set("seed", hex64(state.seed));
  answer.output.set("stateHash", hex64(stateHash(state)));
  answer.output.set("costMicroUsd", totalCostMicroUsd(state));
  answer.output.set("events", state.eventsSoFar);
  answer.output.set("services", std::move(services));
  answer.output.set("images", std::move(images));
  answer.output.set("subnets", std::move(subnets));
  return answer;
}

Result<ApiAnswer> simListEvents(const ApiCall& call) {
  constexpr std::int64_t kDefaultLimit = 100;
  const std::int64_t limit = call.integer("limit").value_or(kDefaultLimit);
  std::int64_t from = call.log.firstId();
  if (const auto after = call.integer("after")) from = std::max(from, *after + 1);
  JsonValue events = JsonValue::array();
  const std::int64_t end = call.log.nextId();
  for (std::int64_t id = from; id < end; ++id) {
    if (static_cast<std::int64_t>(events.items().size()) == limit) break;
    const auto eventId = static_cast<EventId>(id);
    if (!concerns(call, call.log.at(eventId), call.text("subject"))) continue;
    events.push(eventJson(call.state, call.log, eventId));
  }
  ApiAnswer answer;
  answer.output.set("events", std::move(events));
  return answer;
}

Result<ApiAnswer> simExplain(const ApiCall& call) {
  const std::int64_t id = call.integer("event").value_or(-1);
  if (id < call.log.firstId() || id >= call.log.nextId()) {
    return simError("there is no event with this number", "/event");
  }
  JsonValue chain = JsonValue::array();
  for (const EventId link : causeChain(call.log, static_cast<EventId>(id))) {
    JsonValue json = eventJson(call.state, call.log, link);
    json.set("why", whyText(call.state, call.log.at(link)));
    chain.push(std::move(json));
  }
  ApiAnswer answer;
  answer.output.set("chain", std::move(chain));
  return answer;
}

}  // namespace taskyard
