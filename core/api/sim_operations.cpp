// What AWS does not have: the registry's contents, faults, the whole picture, causes.

#include "api/describe.h"
#include "api/ecr_handlers.h"
#include "api/handlers.h"
#include "api/sim_common.h"
#include "api/work_handlers.h"
#include "base/hash.h"
#include "base/time.h"
#include "engine/cost.h"
#include "engine/event_text.h"
#include "engine/identity.h"
#include "engine/image_reference.h"
#include "engine/reachability.h"
#include "engine/service_scheduler.h"
#include "model/state_hash.h"

namespace taskyard {

namespace {

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
  json.set("cpuArchitecture", image.cpuArchitecture.empty() ? "ANY" : image.cpuArchitecture);
  json.set("ignoresSigterm", image.ignoresSigterm);
  json.set("credentialsInside", image.hasCredentials);
  printBehaviour(image.behaviour, json);
  return json;
}

bool concerns(const ApiCall& call, const Event& event, const std::string& subject) {
  if (subject.empty()) return true;
  return eventText(call.state, call.log, event).find(subject) != std::string::npos;
}

}  // namespace

// A reference that is known is built again: members that are given replace what was (a list as a
// whole), the others and faults that are on stay. A new tag or digest in ECR starts with defaults.
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
  if (const std::string& cpu = call.text("cpuArchitecture"); !cpu.empty()) {
    if (cpu != "X86_64" && cpu != "ARM64" && cpu != "ANY") {
      return simError("cpuArchitecture is one of X86_64, ARM64, ANY", "/cpuArchitecture");
    }
    image.cpuArchitecture = cpu == "ANY" ? "" : cpu;
  }
  if (call.input.find("ignoresSigterm") != nullptr) {
    image.ignoresSigterm = call.flag("ignoresSigterm");
  }
  if (call.input.find("credentialsInside") != nullptr) {
    image.hasCredentials = call.flag("credentialsInside");
  }
  if (const Result<Done> read = readBehaviour(call, image.behaviour); !read) return read.error();
  ImageIndex index;
  if (isOwnEcr(image.reference)) {
    image.exists = call.input.find("exists") == nullptr || call.flag("exists");
    const Result<ImageIndex> pushed = pushByReference(call, image);
    if (!pushed) return pushed.error();
    index = pushed.value();
  } else {
    (void)call.begin(image.reference);
    index = call.simulation().putImage(image);
  }
  ApiAnswer answer;
  answer.output.set("image", imageJson(call.state.images[index.value]));
  return answer;
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
    if (subnet.deleted) continue;
    subnets.push(JsonValue::object(
        {{"subnetId", subnet.subnetId},
         {"availabilityZone", zoneName(subnet.zone)},
         {"cidrBlock", ipText(subnet.network) + "/" + std::to_string(subnet.prefix)},
         {"public", isPublicSubnet(state, subnet)}}));
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
