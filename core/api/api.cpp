#include "api/api.h"

#include <algorithm>

#include "api/handlers.h"
#include "api/operations.h"
#include "api/shapes.h"
#include "base/text.h"
#include "engine/balancing_system.h"
#include "engine/cost_things_system.h"
#include "engine/identity.h"
#include "engine/network_system.h"
#include "engine/work_system.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

Error unknownOperation(const Request& request) {
  std::vector<std::string> names;
  for (const OperationShape& shape : operationShapes()) {
    names.push_back(std::string(shape.service) + ":" + std::string(shape.operation));
  }
  const std::string asked = request.service + ":" + request.operation;
  const std::string nearest = closestWord(asked, names);
  return {
      "UnknownOperationException",
      "There is no operation " + (asked.size() > 80 ? asked.substr(0, 80) + "..." : asked) +
          " here" +
          (nearest.empty() ? "; `help` lists what there is" : "; did you mean " + nearest + "?"),
      "/operation"};
}

}  // namespace

namespace {

// ECS, a name under "include" that is none of those. Model choice: the wording, after that of other
// members with a few values.
std::optional<Error> includeRefused(const OperationShape& operation, const JsonValue& input) {
  const ShapeMember* member = operation.input->find("include");
  const JsonValue* given = input.find("include");
  if (operation.service != "ecs" || member == nullptr || given == nullptr) return std::nullopt;
  const auto& names = member->shape->element->enumValues;
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    const std::string& name = given->items()[i].string();
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    return invalidParameter(
        "include should be one of [" +
            joinWords(std::vector<std::string>(names.begin(), names.end()), ",") + "]",
        pointerTo("/include", i));
  }
  return std::nullopt;
}

Result<ApiAnswer> answer(const State& state, const EventLog& log, const Request& request,
                         Simulation* hands, bool outputWanted) {
  const Operation* operation = findHandledOperation(request.service, request.operation);
  if (operation == nullptr || operation->handle == nullptr) return unknownOperation(request);
  const Problems problems = checkInput(operation->shape, request.input);
  if (!problems.empty()) {
    Error first = problems.front();
    if (problems.size() > 1) {
      first.message = "Parameter validation failed:";
      for (const Error& problem : problems) first.message += "\n" + problem.message;
    }
    return first;
  }
  if (auto refused = includeRefused(operation->shape, request.input)) return *refused;
  if (!operation->shape.mutating) {
    return operation->handle({state, log, request, request.input});
  }
  if (hands == nullptr) {
    return Error{"SimNotReadOnly",
                 request.operation + " changes something; only reading is possible here.",
                 "/operation"};
  }
  const EventId first = log.nextId();
  Result<ApiAnswer> answered =
      operation->handle({state, log, request, request.input, hands, outputWanted});
  if (answered) followThings(*hands, first < log.nextId() ? first : kNoEvent);
  return answered;
}

Result<ApiAnswer> change(State& state, EventLog& log, const Request& request, bool outputWanted) {
  Simulation hands(state, log);
  const EventId root = log.nextId();
  const std::uint32_t network = state.network.generation;
  Result<ApiAnswer> result = answer(state, log, request, &hands, outputWanted);
  // Rates depend on permissions, networks, settings: any change may be felt by what flows.
  if (result && log.nextId() > root) workChanged(hands, root);
  if (state.network.generation != network) networkConditionChanged(hands);
  return result;
}

}  // namespace

Result<ApiAnswer> callApi(State& state, EventLog& log, const Request& request) {
  return change(state, log, request, true);
}

Result<Done> applyRequest(State& state, EventLog& log, const Request& request) {
  const Result<ApiAnswer> answered = change(state, log, request, false);
  if (!answered) return answered.error();
  return Done{};
}

Result<ApiAnswer> readApi(const State& state, const EventLog& log, const Request& request) {
  return answer(state, log, request, nullptr, true);
}

bool changesState(const Request& request) {
  const OperationShape* shape = findOperation(request.service, request.operation);
  return shape != nullptr && shape->mutating;
}

JsonValue envelope(const Result<ApiAnswer>& answer) {
  JsonValue json = JsonValue::object();
  json.set("ok", answer.ok());
  if (answer.ok()) {
    json.set("output", answer.value().output);
    if (!answer.value().notModelled.empty()) {
      JsonValue list = JsonValue::array();
      for (const std::string& path : answer.value().notModelled) list.push(path);
      json.set("notModelled", std::move(list));
    }
    return json;
  }
  const Error& error = answer.error();
  JsonValue body = JsonValue::object({{"code", error.code}, {"message", error.message}});
  if (!error.path.empty()) body.set("path", error.path);
  json.set("error", std::move(body));
  return json;
}

// ---- What the handlers share

EventId ApiCall::begin(const std::string& subject) const {
  return simulation().beginRequest(request.operation + (subject.empty() ? "" : " " + subject));
}

const std::string& ApiCall::text(std::string_view member) const { return input.text(member); }

std::optional<std::int64_t> ApiCall::integer(std::string_view member) const {
  const JsonValue* value = input.find(member);
  if (value == nullptr || !value->isInteger()) return std::nullopt;
  return value->integer();
}

bool ApiCall::flag(std::string_view member) const {
  const JsonValue* value = input.find(member);
  return value != nullptr && value->isBoolean() && value->boolean();
}

std::vector<std::string> ApiCall::strings(std::string_view member) const {
  std::vector<std::string> result;
  const JsonValue* value = input.find(member);
  if (value == nullptr || !value->isArray()) return result;
  for (const JsonValue& item : value->items()) result.push_back(item.string());
  return result;
}

std::vector<std::string> ApiCall::notModelled(std::initializer_list<std::string_view> acted) const {
  std::vector<std::string> paths;
  for (const auto& [member, value] : input.members()) {
    if (value.isNull()) continue;
    if (std::find(acted.begin(), acted.end(), member) == acted.end()) {
      paths.push_back(pointerTo("", member));
    }
  }
  return paths;
}

Error invalidParameter(std::string message, std::string path) {
  return {"InvalidParameterException", std::move(message), std::move(path)};
}

Result<ClusterIndex> clusterOf(const ApiCall& call) {
  const std::string& given = call.text("cluster");
  const ClusterIndex cluster = findCluster(call.state, given.empty() ? "default" : given);
  if (!cluster.valid() || call.state.clusters[cluster.value].status != ClusterStatus::ACTIVE) {
    return Error{"ClusterNotFoundException", "Cluster not found.", "/cluster"};
  }
  return cluster;
}

Result<TaskDefinitionIndex> launchableDefinition(const ApiCall& call) {
  const TaskDefinitionIndex index = findTaskDefinition(call.state, call.text("taskDefinition"));
  if (!index.valid()) {
    return Error{"ClientException", "TaskDefinition not found.", "/taskDefinition"};
  }
  if (call.state.taskDefinitions[index.value].status != TaskDefinitionStatus::ACTIVE) {
    return Error{"ClientException", "TaskDefinition is inactive", "/taskDefinition"};
  }
  return index;
}

namespace {

// An interface has its subnet and all its groups in one VPC.
std::optional<Error> networkRefuses(const State& state, const AwsvpcConfiguration& configuration,
                                    const std::string& path) {
  const VpcIndex vpc = state.subnets[configuration.subnets.front().value].vpc;
  for (std::size_t i = 1; i < configuration.subnets.size(); ++i) {
    if (state.subnets[configuration.subnets[i].value].vpc == vpc) continue;
    // The sentence is ours.
    return invalidParameter("The input subnets do not all belong to the same VPC.",
                            pointerTo(path + "/subnets", i));
  }
  for (std::size_t i = 0; i < configuration.securityGroups.size(); ++i) {
    const std::string& id = configuration.securityGroups[i];
    const SecurityGroupIndex group = findSecurityGroup(state, id);
    if (!group.valid()) {
      return invalidParameter("Error retrieving security group information for [" + shownText(id) +
                                  "]: The security group '" + shownText(id) +
                                  "' does not exist (ErrorCode: InvalidGroup.NotFound)",
                              pointerTo(path + "/securityGroups", i));
    }
    if (state.network.securityGroups[group.value].vpc != vpc) {
      return invalidParameter("Security group " + id +
                                  " does not appear to belong to the same VPC as the input "
                                  "subnets.",
                              pointerTo(path + "/securityGroups", i));
    }
  }
  return std::nullopt;
}

}  // namespace

Result<AwsvpcConfiguration> networkOf(const ApiCall& call) {
  constexpr std::size_t kMostSubnets = 16;
  constexpr std::size_t kMostGroups = 5;
  const std::string path = "/networkConfiguration/awsvpcConfiguration";
  const JsonValue* network = call.input.find("networkConfiguration");
  const JsonValue* awsvpc = network == nullptr ? nullptr : network->find("awsvpcConfiguration");
  if (awsvpc == nullptr) {
    return invalidParameter(
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
        "/networkConfiguration");
  }
  AwsvpcConfiguration configuration;
  const JsonValue* subnets = awsvpc->find("subnets");
  if (subnets == nullptr || subnets->items().empty()) {
    return invalidParameter("subnets can not be empty.", path + "/subnets");
  }
  if (subnets->items().size() > kMostSubnets) {
    return invalidParameter("subnets can have at most 16 items.", path + "/subnets");
  }
  for (std::size_t i = 0; i < subnets->items().size(); ++i) {
    const std::string& id = subnets->items()[i].string();
    const SubnetIndex subnet = findSubnet(call.state, id);
    if (!subnet.valid()) {
      return invalidParameter("Error retrieving subnet information for [" + id +
                                  "]: The subnet ID '" + id +
                                  "' does not exist (ErrorCode: InvalidSubnetID.NotFound)",
                              pointerTo(path + "/subnets", i));
    }
    configuration.subnets.push_back(subnet);
  }
  if (const JsonValue* groups = awsvpc->find("securityGroups"); groups != nullptr) {
    if (groups->items().size() > kMostGroups) {
      return invalidParameter("securityGroups can have at most 5 items.", path + "/securityGroups");
    }
    for (const JsonValue& group : groups->items()) {
      configuration.securityGroups.push_back(group.string());
    }
  }
  if (auto refused = networkRefuses(call.state, configuration, path)) return *refused;
  const std::string& assign = awsvpc->text("assignPublicIp");
  if (!assign.empty() && assign != "ENABLED" && assign != "DISABLED") {
    return invalidParameter("assignPublicIp should be one of [ENABLED,DISABLED]",
                            path + "/assignPublicIp");
  }
  configuration.assignPublicIp = assign == "ENABLED";
  return configuration;
}

std::optional<std::size_t> pageStart(const std::string& token, std::size_t count) {
  std::size_t from = 0;
  for (const char c : token) {
    if (c < '0' || c > '9' || from > count) return std::nullopt;
    from = from * 10 + static_cast<std::size_t>(c - '0');
  }
  return from;
}

ApiAnswer pageFrom(std::string_view member, const JsonValue& all, std::size_t from,
                   std::size_t most, std::string_view tokenMember) {
  const auto& items = all.items();
  const std::size_t end = std::min(items.size(), from + most);
  JsonValue page = JsonValue::array();
  for (std::size_t i = from; i < end; ++i) page.push(items[i]);
  ApiAnswer answer;
  answer.output.set(member, std::move(page));
  if (end < items.size()) answer.output.set(tokenMember, std::to_string(end));
  return answer;
}

Result<ApiAnswer> pageOf(const ApiCall& call, std::string_view member,
                         const std::vector<std::string>& names) {
  constexpr std::int64_t kMostResults = 100;
  const auto from = pageStart(call.text("nextToken"), names.size());
  if (!from) return invalidParameter("Invalid token", "/nextToken");
  const std::int64_t most = call.integer("maxResults").value_or(kMostResults);
  if (most < 1 || most > kMostResults) {
    return invalidParameter("maxResults must be between 1 and 100", "/maxResults");
  }
  JsonValue all = JsonValue::array();
  for (const std::string& name : names) all.push(name);
  return pageFrom(member, all, *from, static_cast<std::size_t>(most));
}

JsonValue missing(const std::string& arn) {
  return JsonValue::object({{"arn", arn}, {"reason", "MISSING"}});
}

}  // namespace taskyard
