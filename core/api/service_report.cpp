#include "api/service_report.h"

#include <algorithm>

#include "api/run.h"
#include "api/shapes_parts.h"

namespace taskyard {

namespace {

constexpr const char* kStandIn = "stand-in";
constexpr int kMostRounds = 64;  // each takes one complaint out of the input

std::vector<std::string> segmentsOf(const std::string& pointer) {
  std::vector<std::string> segments;
  for (const char c : pointer) {
    if (c == '/') {
      segments.emplace_back();
    } else if (!segments.empty()) {
      segments.back() += c;
    }
  }
  return segments;
}

bool isIndex(const std::string& segment) {
  return !segment.empty() && segment.size() < 6 &&
         std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

JsonValue* child(JsonValue& value, const std::string& segment) {
  if (value.isArray() && isIndex(segment)) {
    const auto position = static_cast<std::size_t>(std::stoul(segment));
    return position < value.items().size() ? &value.items()[position] : nullptr;
  }
  if (!value.isObject()) return nullptr;
  for (auto& [key, member] : value.members()) {
    if (key == segment) return &member;
  }
  return nullptr;
}

// The line of what the pointer leads to, or of the nearest thing around it.
int lineAt(JsonValue& root, const std::string& pointer) {
  JsonValue* value = &root;
  int line = root.line();
  for (const std::string& segment : segmentsOf(pointer)) {
    value = child(*value, segment);
    if (value == nullptr) break;
    if (value->line() > 0) line = value->line();
  }
  return line;
}

// Takes what the pointer leads to out of the input. False when it is not there.
bool removeAt(JsonValue& root, const std::string& pointer) {
  std::vector<std::string> segments = segmentsOf(pointer);
  if (segments.empty()) return false;
  const std::string last = segments.back();
  segments.pop_back();
  JsonValue* parent = &root;
  for (const std::string& segment : segments) {
    parent = child(*parent, segment);
    if (parent == nullptr) return false;
  }
  if (child(*parent, last) == nullptr) return false;
  if (parent->isArray()) {
    parent->items().erase(parent->items().begin() + std::stol(last));
  } else {
    std::erase_if(parent->members(), [&](const auto& member) { return member.first == last; });
  }
  return true;
}

bool namesSomethingOfAnAccount(const ShapeMember& member, const JsonValue& value) {
  switch (member.names) {
    case NameKind::Cluster: return value.isString() && value.string() != "default";
    case NameKind::TaskDefinition:
    case NameKind::Subnet:
    case NameKind::SecurityGroup:
    case NameKind::TargetGroup: return true;
    default: break;
  }
  if (member.name == "capacityProvider" && value.isString()) {
    return value.string() != "FARGATE" && value.string() != "FARGATE_SPOT";
  }
  return member.name == "registryArn" || member.name == "roleArn";
}

// One warning for every name that only an account could confirm.
void findReferences(const Shape& shape, const JsonValue& value, const std::string& path,
                    Problems& warnings) {
  if (value.isArray() && shape.element != nullptr) {
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      findReferences(*shape.element, value.items()[i], pointerTo(path, i), warnings);
    }
    return;
  }
  if (!value.isObject()) return;
  for (const auto& [key, member] : value.members()) {
    const ShapeMember* known = shape.find(key);
    if (known == nullptr) continue;
    const std::string at = pointerTo(path, key);
    if (!namesSomethingOfAnAccount(*known, member)) {
      findReferences(*known->shape, member, at, warnings);
      continue;
    }
    std::string what = member.isString() ? member.string() : "";
    if (member.isArray()) {
      for (const JsonValue& item : member.items()) {
        if (item.isString()) what += (what.empty() ? "" : ", ") + item.string();
      }
    }
    if (what.empty()) continue;
    Error warning{"NotChecked", "Only your account can tell whether this fits: " + what + ".", at};
    warning.line = member.line();
    warnings.push_back(std::move(warning));
  }
}

// The request with stand-ins for what it refers to.
JsonValue withStandIns(JsonValue input) {
  (void)removeAt(input, "/cluster");
  if (!input.text("taskDefinition").empty()) input.set("taskDefinition", kStandIn);
  JsonValue* network = child(input, "networkConfiguration");
  JsonValue* awsvpc = network == nullptr ? nullptr : child(*network, "awsvpcConfiguration");
  if (awsvpc == nullptr) return input;
  if (JsonValue* subnets = child(*awsvpc, "subnets"); subnets != nullptr) {
    const std::vector<Subnet> known = defaultSubnets();
    for (std::size_t i = 0; i < subnets->items().size(); ++i) {
      subnets->items()[i] = JsonValue(known[i % known.size()].subnetId);
    }
  }
  (void)removeAt(*awsvpc, "/securityGroups");
  return input;
}

// A task definition with the containers that the service's load balancers speak of.
JsonValue standInDefinition(const JsonValue& input) {
  const bool fargate =
      input.text("launchType") == "FARGATE" || input.find("networkConfiguration") != nullptr;
  JsonValue containers = JsonValue::array();
  const auto add = [&](const std::string& name, const JsonValue* port) {
    for (const JsonValue& known : containers.items()) {
      if (known.text("name") == name) return;
    }
    JsonValue container = JsonValue::object({{"name", name}, {"image", kStandIn}, {"memory", 128}});
    if (port != nullptr && port->isInteger()) {
      container.set("portMappings",
                    JsonValue::array({JsonValue::object({{"containerPort", *port}})}));
    }
    containers.push(std::move(container));
  };
  for (const char* list : {"loadBalancers", "serviceRegistries"}) {
    const JsonValue* items = input.find(list);
    if (items == nullptr) continue;
    for (const JsonValue& item : items->items()) {
      if (!item.text("containerName").empty()) {
        add(item.text("containerName"), item.find("containerPort"));
      }
    }
  }
  if (containers.items().empty()) add("app", nullptr);
  JsonValue definition = JsonValue::object({{"family", kStandIn},
                                            {"networkMode", fargate ? "awsvpc" : "bridge"},
                                            {"cpu", "1024"},
                                            {"memory", "2048"}});
  definition.set("requiresCompatibilities",
                 JsonValue::array({JsonValue(fargate ? "FARGATE" : "EC2")}));
  definition.set("containerDefinitions", std::move(containers));
  return definition;
}

bool isWarned(const Problems& warnings, const std::string& path) {
  return std::any_of(warnings.begin(), warnings.end(), [&](const Error& warning) {
    return path == warning.path || path.starts_with(warning.path + "/");
  });
}

// Makes the next complaint possible: takes the member out, or what stands around it. False when
// there is nothing to take out.
bool setAside(JsonValue& input, const std::string& path) {
  if (path == "/launchType") {
    if (input.text("launchType") == "FARGATE") return false;
    input.set("launchType", "FARGATE");
    return true;
  }
  // What makes no sense without one of its members goes as a whole.
  for (const char* whole : {"/loadBalancers", "/serviceRegistries", "/capacityProviderStrategy",
                            "/deploymentController"}) {
    if (path.starts_with(whole)) return removeAt(input, whole);
  }
  return removeAt(input, path);
}

}  // namespace

ValidationReport validateServiceText(std::string_view fileText) {
  Result<JsonValue> parsed = parseJson(fileText);
  if (!parsed.ok()) return {.accepted = false, .errors = {parsed.error()}};
  JsonValue& file = parsed.value();
  ValidationReport report;
  report.errors = checkInput(shapes::kCreateServiceInput, file);
  for (Error& error : report.errors) error.line = lineAt(file, error.path);
  if (!report.errors.empty()) return report;
  findReferences(shapes::kCreateServiceInput, file, "", report.warnings);

  Result<Run> run = Run::begin({"", 1, {}});
  TY_ASSERT(run.ok());
  Run& account = run.value();
  (void)account.call({"ecs", "CreateCluster", JsonValue::object()});
  (void)account.call({"ecs", "RegisterTaskDefinition", standInDefinition(file)});
  JsonValue input = withStandIns(file);
  const bool hadBalancers = input.find("loadBalancers") != nullptr;
  for (int round = 0; round < kMostRounds; ++round) {
    Result<ApiAnswer> answer = account.call({"ecs", "CreateService", input});
    if (answer.ok()) {
      for (const std::string& path : answer.value().notModelled) report.notModelled.push_back(path);
      break;
    }
    Error error = answer.error();
    const bool strategyWithoutBalancer = error.path == "/deploymentConfiguration/strategy" &&
                                         hadBalancers && input.find("loadBalancers") == nullptr;
    if (error.code == "SimNotModelled") {
      report.notModelled.push_back(error.path);
    } else if (!isWarned(report.warnings, error.path) && !strategyWithoutBalancer) {
      error.line = lineAt(file, error.path);
      report.errors.push_back(error);
    }
    if (!setAside(input, error.path)) break;
  }
  report.accepted = report.errors.empty();
  return report;
}

}  // namespace taskyard
