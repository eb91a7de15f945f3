// AWS Cloud Map: private DNS namespaces, their names, and who answers to them.

#include <algorithm>

#include "api/servicediscovery_handlers.h"
#include "engine/discovery.h"
#include "engine/discovery_system.h"
#include "engine/identity.h"
#include "engine/network_system.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::string_view kServiceArnHead =
    "arn:aws:servicediscovery:us-east-1:123456789012:service/";
constexpr std::int64_t kDefaultTtlSeconds = 60;
constexpr std::size_t kMostDiscovered = 100;  // Source: Cloud Map API Reference, DiscoverInstances

Error invalidInput(std::string message, std::string path) {
  return {"InvalidInput", std::move(message), std::move(path)};
}

// Letters, digits, hyphens and underscores, in parts of 1 to 63 characters with dots between them.
bool isDnsName(std::string_view name) {
  std::size_t part = 0;
  for (const char c : name) {
    if (c == '.') {
      if (part == 0) return false;
      part = 0;
      continue;
    }
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
    if (!good || ++part > 63) return false;
  }
  return part > 0 && name.size() <= 253;
}

template <class Record>
std::uint32_t findById(const std::vector<Record>& records, std::string_view id) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i].deleted && records[i].id == id) return static_cast<std::uint32_t>(i);
  }
  return kNoRegistry;
}

JsonValue serviceJson(const Discovery& discovery, const DiscoveryService& service) {
  JsonValue record = JsonValue::object({{"Type", "A"}, {"TTL", service.ttlSeconds}});
  JsonValue json = JsonValue::object();
  json.set("Id", service.id);
  json.set("Arn", std::string(kServiceArnHead) + service.id);
  json.set("Name", service.name);
  json.set("NamespaceId", discovery.namespaces[service.inNamespace].id);
  json.set("DnsConfig", JsonValue::object({{"RoutingPolicy", "MULTIVALUE"},
                                           {"DnsRecords", JsonValue::array({std::move(record)})}}));
  return json;
}

// The TTL of the A record asked for.
Result<std::int32_t> ttlOf(const ApiCall& call) {
  const JsonValue* config = call.input.find("DnsConfig");
  const JsonValue* records = config == nullptr ? nullptr : config->find("DnsRecords");
  if (records == nullptr || records->items().empty()) {
    return static_cast<std::int32_t>(kDefaultTtlSeconds);
  }
  const JsonValue& record = records->items().front();
  if (record.text("Type") != "A") {
    return Error{"SimNotModelled", "Only A records are simulated, which awsvpc tasks can have.",
                 "/DnsConfig/DnsRecords/0/Type"};
  }
  const JsonValue* ttl = record.find("TTL");
  const std::int64_t seconds = ttl == nullptr ? kDefaultTtlSeconds : ttl->integer();
  if (seconds < 0 || seconds > INT32_MAX) {
    return invalidInput("TTL must be between 0 and 2147483647.", "/DnsConfig/DnsRecords/0/TTL");
  }
  return static_cast<std::int32_t>(seconds);
}

}  // namespace

// Model choice: it is there at once; AWS answers with an operation to wait for.
Result<ApiAnswer> cloudMapCreatePrivateDnsNamespace(const ApiCall& call) {
  const std::string& name = call.text("Name");
  if (!isDnsName(name)) {
    return invalidInput("Value '" + shownText(name) + "' at 'name' is no DNS name.", "/Name");
  }
  const VpcIndex vpc = findVpc(call.state, call.text("Vpc"));
  if (!vpc.valid()) {
    return invalidInput("The VPC '" + shownText(call.text("Vpc")) + "' does not exist.", "/Vpc");
  }
  for (const DiscoveryNamespace& known : call.state.network.discovery.namespaces) {
    if (known.deleted || known.vpc != vpc || known.name != name) continue;
    return Error{"NamespaceAlreadyExists",
                 "The VPC already has a namespace with the name " + name + ".", "/Name"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(name);
  const std::uint32_t position = createNamespace(sim, vpc, name);
  const std::string& id = call.state.network.discovery.namespaces[position].id;
  ApiAnswer answer;
  answer.output.set("OperationId", namedId("operation", id));
  answer.notModelled = call.notModelled({"Name", "Vpc", "CreatorRequestId"});
  return answer;
}

Result<ApiAnswer> cloudMapDeleteNamespace(const ApiCall& call) {
  const Discovery& discovery = call.state.network.discovery;
  const std::uint32_t position = findById(discovery.namespaces, call.text("Id"));
  if (position == kNoRegistry) {
    return Error{"NamespaceNotFound", "There is no such namespace.", "/Id"};
  }
  const bool used = std::any_of(discovery.services.begin(), discovery.services.end(),
                                [&](const DiscoveryService& service) {
                                  return !service.deleted && service.inNamespace == position;
                                });
  if (used) return Error{"ResourceInUse", "The namespace still holds services.", "/Id"};
  Simulation& sim = call.simulation();
  (void)call.begin(discovery.namespaces[position].name);
  deleteNamespace(sim, position);
  ApiAnswer answer;
  answer.output.set("OperationId", namedId("operation", call.text("Id") + "-deleted"));
  return answer;
}

Result<ApiAnswer> cloudMapListNamespaces(const ApiCall& call) {
  JsonValue list = JsonValue::array();
  for (const DiscoveryNamespace& record : call.state.network.discovery.namespaces) {
    if (record.deleted) continue;
    list.push(JsonValue::object(
        {{"Id", record.id},
         {"Arn", "arn:aws:servicediscovery:us-east-1:123456789012:namespace/" + record.id},
         {"Name", record.name},
         {"Type", "DNS_PRIVATE"}}));
  }
  ApiAnswer answer;
  answer.output.set("Namespaces", std::move(list));
  return answer;
}

Result<ApiAnswer> cloudMapCreateService(const ApiCall& call) {
  const Discovery& discovery = call.state.network.discovery;
  const std::uint32_t inNamespace = findById(discovery.namespaces, call.text("NamespaceId"));
  if (inNamespace == kNoRegistry) {
    return Error{"NamespaceNotFound", "There is no such namespace.", "/NamespaceId"};
  }
  const std::string& name = call.text("Name");
  if (!isDnsName(name)) {
    return invalidInput("Value '" + shownText(name) + "' at 'name' is no DNS name.", "/Name");
  }
  for (const DiscoveryService& known : discovery.services) {
    if (known.deleted || known.inNamespace != inNamespace || known.name != name) continue;
    return Error{"ServiceAlreadyExists", "Service already exists.", "/Name"};
  }
  const Result<std::int32_t> ttl = ttlOf(call);
  if (!ttl) return ttl.error();
  Simulation& sim = call.simulation();
  (void)call.begin(name + "." + discovery.namespaces[inNamespace].name);
  const std::uint32_t position = createDiscoveryService(sim, inNamespace, name, ttl.value());
  ApiAnswer answer;
  answer.output.set("Service", serviceJson(discovery, discovery.services[position]));
  answer.notModelled = call.notModelled(
      {"Name", "NamespaceId", "DnsConfig", "CreatorRequestId", "HealthCheckCustomConfig"});
  return answer;
}

Result<ApiAnswer> cloudMapDeleteService(const ApiCall& call) {
  const std::uint32_t position = findById(call.state.network.discovery.services, call.text("Id"));
  if (position == kNoRegistry) return Error{"ServiceNotFound", "Service not found.", "/Id"};
  if (!instancesOf(call.state, position).empty()) {
    return Error{"ResourceInUse", "Service contains registered instances; delete the instances.",
                 "/Id"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(call.state.network.discovery.services[position].name);
  deleteDiscoveryService(sim, position);
  return ApiAnswer{};
}

Result<ApiAnswer> cloudMapListServices(const ApiCall& call) {
  const Discovery& discovery = call.state.network.discovery;
  JsonValue list = JsonValue::array();
  for (const DiscoveryService& service : discovery.services) {
    if (!service.deleted) list.push(serviceJson(discovery, service));
  }
  ApiAnswer answer;
  answer.output.set("Services", std::move(list));
  return answer;
}

Result<ApiAnswer> cloudMapDiscoverInstances(const ApiCall& call) {
  const State& state = call.state;
  const Discovery& discovery = state.network.discovery;
  const std::string& space = call.text("NamespaceName");
  const bool knownSpace = std::any_of(
      discovery.namespaces.begin(), discovery.namespaces.end(),
      [&](const DiscoveryNamespace& record) { return !record.deleted && record.name == space; });
  if (!knownSpace) {
    return Error{"NamespaceNotFound", "There is no such namespace.", "/NamespaceName"};
  }
  std::uint32_t registry = kNoRegistry;
  for (std::size_t i = 0; i < discovery.services.size(); ++i) {
    const DiscoveryService& service = discovery.services[i];
    if (!service.deleted && service.name == call.text("ServiceName") &&
        discovery.namespaces[service.inNamespace].name == space) {
      registry = static_cast<std::uint32_t>(i);
    }
  }
  if (registry == kNoRegistry) {
    return Error{"ServiceNotFound", "Service not found.", "/ServiceName"};
  }
  JsonValue list = JsonValue::array();
  for (const TaskIndex index : instancesOf(state, registry)) {
    if (list.items().size() == kMostDiscovered) break;
    const Task& task = state.tasks[index.value];
    JsonValue attributes = JsonValue::object();
    attributes.set("AWS_INSTANCE_IPV4", ipText(task.privateIp));
    attributes.set("AVAILABILITY_ZONE", zoneName(state.subnets[task.subnet.value].zone));
    attributes.set("ECS_SERVICE_NAME", state.services[task.service.value].serviceName);
    JsonValue instance = JsonValue::object();
    instance.set("InstanceId", taskId(state.seed, task.ordinal));
    instance.set("NamespaceName", space);
    instance.set("ServiceName", discovery.services[registry].name);
    instance.set("HealthStatus", "HEALTHY");
    instance.set("Attributes", std::move(attributes));
    list.push(std::move(instance));
  }
  ApiAnswer answer;
  answer.output.set("Instances", std::move(list));
  return answer;
}

// ---- For ECS services

Result<std::optional<std::uint32_t>> registryOf(const ApiCall& call) {
  const JsonValue* given = call.input.find("serviceRegistries");
  if (given == nullptr || given->items().empty()) return std::optional<std::uint32_t>{};
  if (given->items().size() > 1) {
    return invalidParameter("Each service may be associated with one service registry.",
                            "/serviceRegistries");
  }
  const std::string& arn = given->items().front().text("registryArn");
  const Discovery& discovery = call.state.network.discovery;
  const std::uint32_t found = arn.starts_with(kServiceArnHead)
                                  ? findById(discovery.services, arn.substr(kServiceArnHead.size()))
                                  : kNoRegistry;
  if (found == kNoRegistry) {
    return invalidParameter("Service registry " + shownText(arn) + " does not exist.",
                            "/serviceRegistries/0/registryArn");
  }
  return std::optional<std::uint32_t>(found);
}

std::vector<std::string> registryMembersNotActedOn(const ApiCall& call) {
  const JsonValue* given = call.input.find("serviceRegistries");
  if (given == nullptr) return {};
  if (call.request.operation == "UpdateService") return {"/serviceRegistries"};
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    for (const auto& [member, value] : given->items()[i].members()) {
      if (member == "registryArn") continue;
      paths.push_back(pointerTo(pointerTo("/serviceRegistries", i), member));
    }
  }
  return paths;
}

JsonValue serviceRegistriesJson(const State& state, ServiceIndex service) {
  const Discovery& discovery = state.network.discovery;
  JsonValue list = JsonValue::array();
  for (const ServiceRegistry& link : discovery.registries) {
    if (link.service != service) continue;
    list.push(JsonValue::object(
        {{"registryArn", std::string(kServiceArnHead) + discovery.services[link.registry].id}}));
  }
  return list;
}

}  // namespace taskyard
