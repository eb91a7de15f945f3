#include "pages/set_pieces.h"

#include <algorithm>
#include <array>

#include "api/api.h"
#include "api/aws_cli.h"
#include "api/shapes.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

// Model choice: a crowd that a service sized for its usual load cannot stand.
constexpr std::int64_t kCrowd = 10;
constexpr std::int64_t kCrowdPerSecond = 60;  // where nobody sends anything yet
constexpr const char* kBadTag = ":does-not-exist";

std::string commandOf(const char* service, const char* operation, JsonValue input) {
  return toCommandLine({service, operation, std::move(input)});
}

const Service* firstService(const State& state) {
  for (const Service& service : state.services) {
    if (service.status == ServiceStatus::ACTIVE && service.desiredCount > 0) return &service;
  }
  return nullptr;
}

SetPiece loseZone(const State& state) {
  SetPiece piece{"Lose a zone", "Everything in one Availability Zone stops at once.", ""};
  std::array<int, 3> tasks{};
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING || !task.subnet.valid()) continue;
    const std::uint8_t zone = state.subnets[task.subnet.value].zone;
    if (zone < tasks.size() && !zoneIsLost(state.capacity, zone)) ++tasks[zone];
  }
  std::size_t fullest = 0;
  for (std::size_t zone = 1; zone < tasks.size(); ++zone) {
    if (tasks[zone] > tasks[fullest]) fullest = zone;
  }
  if (tasks[fullest] == 0) {
    piece.why = "No task runs in any zone.";
    return piece;
  }
  const std::string name = zoneName(static_cast<std::uint8_t>(fullest));
  piece.title += " (" + name + ")";
  piece.command =
      commandOf("sim", "SimInjectFault", JsonValue::object({{"type", "ZoneLost"}, {"zone", name}}));
  return piece;
}

// What RegisterTaskDefinition takes of what DescribeTaskDefinition answers, with another image in
// the first container; null when there is none.
JsonValue withBadImage(const Run& run, const std::string& definition) {
  const Result<ApiAnswer> answer = readApi(
      run.state(), run.events(),
      {"ecs", "DescribeTaskDefinition", JsonValue::object({{"taskDefinition", definition}})});
  const OperationShape* shape = findOperation("ecs", "RegisterTaskDefinition");
  const JsonValue* described = answer ? answer.value().output.find("taskDefinition") : nullptr;
  if (described == nullptr || shape == nullptr) return {};
  JsonValue input = JsonValue::object();
  for (const auto& [key, value] : described->members()) {
    const bool wanted = shape->input->find(key) != nullptr;
    const bool empty = value.isArray() && value.items().empty();
    if (!wanted || empty || key == "containerDefinitions") continue;
    input.set(key, value);
  }
  const JsonValue* containers = described->find("containerDefinitions");
  if (containers == nullptr || containers->items().empty()) return {};
  JsonValue list = JsonValue::array();
  for (std::size_t i = 0; i < containers->items().size(); ++i) {
    JsonValue container = JsonValue::object();
    for (const auto& [key, value] : containers->items()[i].members()) {
      const bool empty = (value.isArray() && value.items().empty()) ||
                         (value.isObject() && value.members().empty());
      if (empty) continue;
      if (key == "image" && i == 0) {
        const std::string& image = value.string();
        container.set(key, image.substr(0, image.rfind(':')) + kBadTag);
      } else {
        container.set(key, value);
      }
    }
    list.push(std::move(container));
  }
  input.set("containerDefinitions", std::move(list));
  return input;
}

SetPiece badImage(const Run& run) {
  SetPiece piece{"Ship a bad image", "A revision whose image does not exist is rolled out.", ""};
  const State& state = run.state();
  const Service* service = firstService(state);
  if (service == nullptr) {
    piece.why = "There is no service to deploy to.";
    return piece;
  }
  const TaskDefinition& definition = state.taskDefinitions[service->taskDefinition.value];
  JsonValue input = withBadImage(run, familyRevision(definition));
  if (!input.isObject()) {
    piece.why = "The service's task definition cannot be copied.";
    return piece;
  }
  const std::string& image = input.find("containerDefinitions")->items().front().text("image");
  piece.command =
      commandOf("sim", "SimPutImage", JsonValue::object({{"image", image}, {"exists", false}})) +
      "\n" + commandOf("ecs", "RegisterTaskDefinition", std::move(input)) + "\n" +
      commandOf("ecs", "UpdateService",
                JsonValue::object({{"cluster", state.clusters[service->cluster.value].clusterName},
                                   {"service", service->serviceName},
                                   {"taskDefinition", definition.family}}));
  return piece;
}

JsonValue crowd(std::int64_t ratePerSecond) {
  return JsonValue::object({{"kind", "flashCrowd"},
                            {"ratePerSecond", ratePerSecond},
                            {"peakPerSecond", ratePerSecond * kCrowd},
                            {"riseSeconds", 60},
                            {"holdSeconds", 600},
                            {"fallSeconds", 120}});
}

SetPiece flashCrowd(const State& state) {
  SetPiece piece{"Flash crowd", "Ten times as many requests for ten minutes.", ""};
  JsonValue input = JsonValue::object();
  std::int64_t rate = kCrowdPerSecond / kCrowd;
  for (const Traffic& traffic : state.work.traffics) {
    if (traffic.removed) continue;
    JsonValue target = JsonValue::object();
    if (traffic.target.service.valid()) {
      const Service& service = state.services[traffic.target.service.value];
      target.set("cluster", state.clusters[service.cluster.value].clusterName)
          .set("service", service.serviceName);
    } else {
      target.set("loadBalancer", traffic.target.loadBalancer);
    }
    rate = std::max<std::int64_t>(1, traffic.pattern.rateMilli / 1000);
    input.set("name", traffic.name).set("target", std::move(target));
    input.set("pattern", crowd(rate));
    piece.command = commandOf("sim", "SimSetTraffic", std::move(input));
    return piece;
  }
  for (const LoadBalancer& balancer : state.balancing.loadBalancers) {
    if (balancer.deleted) continue;
    input.set("name", "crowd");
    input.set("target", JsonValue::object({{"loadBalancer", balancer.name}}));
    input.set("pattern", crowd(rate));
    piece.command = commandOf("sim", "SimSetTraffic", std::move(input));
    return piece;
  }
  piece.why = "Nobody sends requests here, and there is no load balancer.";
  return piece;
}

SetPiece crashTask(const State& state) {
  SetPiece piece{"Crash a task", "The program in one task exits with code 1.", ""};
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING ||
        task.desiredStatus != TaskDesiredStatus::RUNNING) {
      continue;
    }
    piece.command = commandOf("sim", "SimInjectFault",
                              JsonValue::object({{"type", "ContainerExit"},
                                                 {"task", taskId(state.seed, task.ordinal)},
                                                 {"exitCode", 1}}));
    return piece;
  }
  piece.why = "No task runs.";
  return piece;
}

}  // namespace

std::vector<SetPiece> setPiecesFor(const Run& run) {
  const State& state = run.state();
  return {loseZone(state), badImage(run), flashCrowd(state), crashTask(state)};
}

}  // namespace taskyard
