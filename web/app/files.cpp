#include "app/files.h"

#include <utility>

#include "api/aws_cli.h"
#include "api/shapes.h"
#include "app/app.h"
#include "engine/reachability.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr int kServiceTasks = 3;

// What RegisterTaskDefinition takes of the file: without the wrapper and without the members that
// only ECS writes.
JsonValue registrationBody(const JsonValue& file) {
  const JsonValue* wrapped = file.find("taskDefinition");
  const JsonValue& source = wrapped != nullptr && wrapped->isObject() ? *wrapped : file;
  const OperationShape* operation = findOperation("ecs", "RegisterTaskDefinition");
  JsonValue body = JsonValue::object();
  if (!source.isObject()) return body;
  for (const auto& [key, value] : source.members()) {
    if (operation->input->find(key) != nullptr) body.set(key, value);
  }
  const JsonValue* tags = file.find("tags");
  if (wrapped != nullptr && tags != nullptr && tags->isArray() && !tags->items().empty()) {
    body.set("tags", *tags);
  }
  return body;
}

// A service name that is free in the cluster: the family, or the family with a number.
std::string freeServiceName(const State& state, const std::string& family) {
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? family : family + "-" + std::to_string(number);
    bool taken = false;
    for (const Service& service : state.services) {
      taken = taken || (service.serviceName == name && service.status != ServiceStatus::INACTIVE);
    }
    if (!taken) return name;
  }
}

std::string firstCluster(const State& state) {
  for (const Cluster& cluster : state.clusters) {
    if (cluster.status == ClusterStatus::ACTIVE) return cluster.clusterName;
  }
  return "";
}

JsonValue publicSubnets(const State& state) {
  JsonValue subnets = JsonValue::array();
  for (const Subnet& subnet : state.subnets) {
    if (isPublicSubnet(state, subnet)) subnets.push(subnet.subnetId);
  }
  return subnets;
}

JsonValue serviceInput(const State& state, const std::string& cluster, const std::string& name,
                       const std::string& definition) {
  JsonValue awsvpc = JsonValue::object();
  awsvpc.set("subnets", publicSubnets(state)).set("assignPublicIp", "ENABLED");
  JsonValue input = JsonValue::object();
  input.set("cluster", cluster)
      .set("serviceName", name)
      .set("taskDefinition", definition)
      .set("desiredCount", kServiceTasks)
      .set("launchType", "FARGATE")
      .set("networkConfiguration", JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}}));
  return input;
}

}  // namespace

DroppedFile readDropped(std::string name, std::string_view text) {
  DroppedFile file;
  file.name = std::move(name);
  file.report = validateTaskDefinitionText(text);
  if (text.size() > kMostTaskDefinitionFileBytes) return file;
  const Result<JsonValue> json = parseJson(text);
  if (!json || !json.value().isObject()) return file;
  TaskDefinitionReading reading = readTaskDefinition(json.value());
  file.readable = true;
  file.definition = std::move(reading.definition);
  file.body = registrationBody(json.value());
  if (file.report.accepted && !requiresCompatibility(file.definition, "FARGATE")) {
    file.fargateProblems = validateForFargate(file.definition);
  }
  return file;
}

std::vector<Request> serviceRequests(const State& state, const JsonValue& body) {
  std::vector<Request> requests;
  std::string cluster = firstCluster(state);
  if (cluster.empty()) {
    cluster = "demo";
    requests.push_back({"ecs", "CreateCluster", JsonValue::object({{"clusterName", cluster}})});
  }
  requests.push_back({"ecs", "RegisterTaskDefinition", body});
  const std::string& family = body.text("family");
  // A family alone means its newest revision.
  requests.push_back({"ecs", "CreateService",
                      serviceInput(state, cluster, freeServiceName(state, family), family)});
  return requests;
}

std::vector<std::string> serviceCommands(const State& state, const JsonValue& body) {
  std::vector<std::string> lines;
  for (const Request& request : serviceRequests(state, body)) {
    lines.push_back(toCommandLine(request));
  }
  return lines;
}

Result<std::string> runAsService(App& app, const JsonValue& body) {
  app.setPlace(Place::Sandbox);
  const std::vector<Request> requests = serviceRequests(app.run().state(), body);
  for (const Request& request : requests) {
    const Result<ApiAnswer> answer = app.call(request);
    if (!answer) return answer.error();
  }
  return requests.back().input.text("serviceName");
}

JsonValue demoTaskDefinition() {
  JsonValue port = JsonValue::object({{"containerPort", 80}, {"protocol", "tcp"}});
  JsonValue container = JsonValue::object(
      {{"name", "web"}, {"image", "public.ecr.aws/nginx/nginx:1.27"}, {"essential", true}});
  container.set("portMappings", JsonValue::array({std::move(port)}));
  JsonValue body = JsonValue::object({{"family", "web"}, {"networkMode", "awsvpc"}});
  body.set("requiresCompatibilities", JsonValue::array({JsonValue("FARGATE")}))
      .set("cpu", "256")
      .set("memory", "512")
      .set("containerDefinitions", JsonValue::array({std::move(container)}));
  return body;
}

}  // namespace taskyard
