#include "api/service_configuration.h"

#include <algorithm>

namespace taskyard {

namespace {

constexpr const char* kPath = "/deploymentConfiguration";

// A whole number of the structure, when it is given.
std::optional<Error> readNumber(const JsonValue& from, const std::string& path, const char* member,
                                std::int64_t low, std::int64_t high, std::int32_t& target) {
  const JsonValue* value = from.find(member);
  if (value == nullptr) return std::nullopt;
  if (value->integer() < low || value->integer() > high) {
    return invalidParameter(std::string(member) + " must be between " + std::to_string(low) +
                                " and " + std::to_string(high) + ".",
                            pointerTo(path, member));
  }
  target = static_cast<std::int32_t>(value->integer());
  return std::nullopt;
}

// "12.5" as 125 tenths, when it has that form and no finer part.
std::optional<std::int64_t> tenthsOf(const JsonValue& value) {
  if (value.isInteger()) {
    const std::int64_t whole = value.integer();
    return whole < 0 || whole > 1000 ? std::optional<std::int64_t>() : whole * 10;
  }
  const std::string& text = value.string();
  const std::size_t point = text.find('.');
  if (point == std::string::npos || point == 0 || point > 3 || point + 2 > text.size()) {
    return std::nullopt;
  }
  std::int64_t tenths = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    if (i > point + 1 && text[i] != '0') return std::nullopt;
    if (i <= point + 1) tenths = tenths * 10 + (text[i] - '0');
  }
  return tenths;
}

// A percentage with at most one decimal, in per mille.
std::optional<Error> readPercent(const JsonValue& from, const std::string& path, const char* member,
                                 std::int64_t lowTenths, std::int32_t& permille) {
  const JsonValue* value = from.find(member);
  if (value == nullptr) return std::nullopt;
  const std::optional<std::int64_t> tenths = tenthsOf(*value);
  if (!tenths || *tenths < lowTenths || *tenths > 1000) {
    return invalidParameter(std::string(member) + " must be between " +
                                std::to_string(lowTenths / 10) + "." +
                                std::to_string(lowTenths % 10) + " and 100.0, in steps of a tenth.",
                            pointerTo(path, member));
  }
  permille = static_cast<std::int32_t>(*tenths);
  return std::nullopt;
}

std::optional<Error> readThreshold(const JsonValue& breaker, ThresholdConfiguration& target) {
  const JsonValue* given = breaker.find("thresholdConfiguration");
  if (given == nullptr) return std::nullopt;
  const std::string path = std::string(kPath) + "/deploymentCircuitBreaker/thresholdConfiguration";
  const std::string& type = given->text("type");
  if (type == "BOUNDED_PERCENT") {
    target.type = ThresholdType::BOUNDED_PERCENT;
  } else if (type == "UNBOUNDED_PERCENT") {
    target.type = ThresholdType::UNBOUNDED_PERCENT;
  } else if (type == "COUNT") {
    target.type = ThresholdType::COUNT;
  } else {
    return invalidParameter("type should be one of [BOUNDED_PERCENT,UNBOUNDED_PERCENT,COUNT]",
                            path + "/type");
  }
  const bool count = target.type == ThresholdType::COUNT;
  // Model choice: the upper end of a COUNT; AWS documents none.
  return readNumber(*given, path, "value", 1, count ? 100'000 : 100, target.value);
}

std::optional<Error> readBreaker(const JsonValue& given, DeploymentCircuitBreaker& target) {
  target = {given.find("enable")->boolean(), given.find("rollback")->boolean()};
  if (const JsonValue* reset = given.find("resetOnHealthyTask"); reset != nullptr) {
    target.resetOnHealthyTask = reset->boolean();
  }
  return readThreshold(given, target.thresholdConfiguration);
}

void readAlarms(const JsonValue& given, DeploymentAlarms& target) {
  target = {};
  target.enable = given.find("enable")->boolean();
  target.rollback = given.find("rollback")->boolean();
  for (const JsonValue& name : given.find("alarmNames")->items()) {
    target.alarmNames.push_back(name.string());
  }
}

std::optional<Error> readEarlySuccess(const JsonValue& given, std::int32_t minimumHealthyPercent,
                                      EarlySuccessCriteria& target) {
  const std::string path = std::string(kPath) + "/earlySuccessCriteria";
  target = {};
  target.enable = given.find("enable") != nullptr && given.find("enable")->boolean();
  if (auto error = readNumber(given, path, "healthyPercent", minimumHealthyPercent, 100,
                              target.healthyPercent)) {
    return error;
  }
  const std::string& cleanup = given.text("sourceServiceRevisionCleanup");
  if (!cleanup.empty() && cleanup != "BLOCKING" && cleanup != "DEFERRED") {
    return invalidParameter("sourceServiceRevisionCleanup should be one of [BLOCKING,DEFERRED]",
                            path + "/sourceServiceRevisionCleanup");
  }
  target.deferredCleanup = cleanup == "DEFERRED";
  return std::nullopt;
}

// Whether something in the request can shift traffic between two revisions of the service.
bool canShiftTraffic(const JsonValue& input) {
  if (const JsonValue* balancers = input.find("loadBalancers"); balancers != nullptr) {
    for (const JsonValue& balancer : balancers->items()) {
      const JsonValue* advanced = balancer.find("advancedConfiguration");
      if (advanced != nullptr && !advanced->text("alternateTargetGroupArn").empty() &&
          !advanced->text("productionListenerRule").empty()) {
        return true;
      }
    }
  }
  const JsonValue* connect = input.find("serviceConnectConfiguration");
  return connect != nullptr && connect->find("enabled")->boolean();
}

bool couldShiftTraffic(const Service* service) {
  if (service == nullptr) return false;
  for (const ServiceLoadBalancer& balancer : service->loadBalancers) {
    if (balancer.alternateTargetGroup.valid()) return true;
  }
  if (service->otherJson.empty()) return false;
  return canShiftTraffic(parseJson(service->otherJson).value());
}

std::optional<Error> readStrategy(const ApiCall& call, const JsonValue& given,
                                  const Service* service, DeploymentConfiguration& target) {
  const std::string& strategy = given.text("strategy");
  const std::string path = std::string(kPath) + "/strategy";
  if (strategy == "ROLLING") target.strategy = DeploymentStrategy::ROLLING;
  if (strategy == "BLUE_GREEN") target.strategy = DeploymentStrategy::BLUE_GREEN;
  if (strategy == "LINEAR") target.strategy = DeploymentStrategy::LINEAR;
  if (strategy == "CANARY") target.strategy = DeploymentStrategy::CANARY;
  if (!strategy.empty() && strategy != nameOf(target.strategy)) {
    return invalidParameter("strategy should be one of [ROLLING,BLUE_GREEN,LINEAR,CANARY]", path);
  }
  if (target.strategy == DeploymentStrategy::ROLLING) return std::nullopt;
  if (target.strategy == DeploymentStrategy::BLUE_GREEN && !target.bakeTimeInMinutes) {
    return invalidParameter("bakeTimeInMinutes is required for deployment strategy BLUE_GREEN.",
                            std::string(kPath) + "/bakeTimeInMinutes");
  }
  if (!canShiftTraffic(call.input) && !couldShiftTraffic(service)) {
    return invalidParameter(
        std::string("Deployment strategy ") + nameOf(target.strategy) +
            " needs a load balancer with advancedConfiguration, or Service Connect, to shift "
            "traffic with.",
        path);
  }
  return std::nullopt;
}

std::optional<Error> readSteps(const JsonValue& given, DeploymentConfiguration& target) {
  if (const JsonValue* linear = given.find("linearConfiguration"); linear != nullptr) {
    const std::string path = std::string(kPath) + "/linearConfiguration";
    if (auto error = readPercent(*linear, path, "stepPercent", 30, target.stepPermille)) {
      return error;
    }
    if (auto error = readNumber(*linear, path, "stepBakeTimeInMinutes", 0, 1440,
                                target.stepBakeTimeInMinutes)) {
      return error;
    }
  }
  const JsonValue* canary = given.find("canaryConfiguration");
  if (canary == nullptr) return std::nullopt;
  const std::string path = std::string(kPath) + "/canaryConfiguration";
  if (auto error = readPercent(*canary, path, "canaryPercent", 1, target.canaryPermille)) {
    return error;
  }
  return readNumber(*canary, path, "canaryBakeTimeInMinutes", 0, 1440,
                    target.canaryBakeTimeInMinutes);
}

}  // namespace

Result<DeploymentConfiguration> deploymentConfigurationOf(const ApiCall& call,
                                                          DeploymentConfiguration known,
                                                          const Service* service) {
  const JsonValue* given = call.input.find("deploymentConfiguration");
  if (given == nullptr) return known;
  // Model choice: the upper ends; AWS documents the fields without limits.
  if (auto error =
          readNumber(*given, kPath, "minimumHealthyPercent", 0, 100, known.minimumHealthyPercent)) {
    return *error;
  }
  if (auto error = readNumber(*given, kPath, "maximumPercent", 1, 10000, known.maximumPercent)) {
    return *error;
  }
  if (const JsonValue* breaker = given->find("deploymentCircuitBreaker"); breaker != nullptr) {
    if (auto error = readBreaker(*breaker, known.deploymentCircuitBreaker)) return *error;
  }
  if (const JsonValue* alarms = given->find("alarms"); alarms != nullptr) {
    readAlarms(*alarms, known.alarms);
  }
  if (const JsonValue* early = given->find("earlySuccessCriteria"); early != nullptr) {
    if (auto error =
            readEarlySuccess(*early, known.minimumHealthyPercent, known.earlySuccessCriteria)) {
      return *error;
    }
  }
  if (given->find("bakeTimeInMinutes") != nullptr) {
    std::int32_t minutes = 0;
    if (auto error = readNumber(*given, kPath, "bakeTimeInMinutes", 0, 1440, minutes)) {
      return *error;
    }
    known.bakeTimeInMinutes = minutes;
  }
  if (auto error = readSteps(*given, known)) return *error;
  if (auto error = readStrategy(call, *given, service, known)) return *error;
  return known;
}

// Both sentences are AWS's, as users report them (terraform-provider-aws pull request 4825,
// ecspresso pull request 20).
std::optional<Error> daemonConfigurationRefused(const DeploymentConfiguration& configuration) {
  if (configuration.maximumPercent <= 100) return std::nullopt;
  return invalidParameter(
      "The daemon scheduling strategy does not support values above 100 for maximumPercent on a "
      "deployment configuration. Change the maximumPercent value to 100, and try again",
      std::string(kPath) + "/maximumPercent");
}

Error daemonHasNoDesiredCount() {
  return invalidParameter(
      "The daemon scheduling strategy does not support a desired count for services. Remove the "
      "desired count value and try again",
      "/desiredCount");
}

std::optional<Error> deploymentControllerRefused(const ApiCall& call) {
  const JsonValue* given = call.input.find("deploymentController");
  if (given == nullptr) return std::nullopt;
  const std::string& type = given->text("type");
  if (type == "ECS") return std::nullopt;
  const std::string path = "/deploymentController/type";
  if (type == "CODE_DEPLOY") {
    return Error{"SimNotModelled",
                 "Deployments by CodeDeploy are not simulated: use the ECS controller with "
                 "deploymentConfiguration.strategy BLUE_GREEN, LINEAR or CANARY.",
                 path};
  }
  if (type == "EXTERNAL") {
    return Error{"SimNotModelled",
                 "The EXTERNAL controller (task sets made by a tool of your own) is not simulated: "
                 "leave deploymentController out.",
                 path};
  }
  return invalidParameter("Deployment controller type should be one of [ECS,CODE_DEPLOY,EXTERNAL]",
                          path);
}

Result<bool> rebalancingOf(const ApiCall& call, const DeploymentConfiguration& configuration,
                           bool known) {
  const std::string& given = call.text("availabilityZoneRebalancing");
  if (given.empty()) return known;
  if (given != "ENABLED" && given != "DISABLED") {
    return invalidParameter("availabilityZoneRebalancing should be one of [ENABLED,DISABLED]",
                            "/availabilityZoneRebalancing");
  }
  if (given == "ENABLED" && configuration.maximumPercent <= 100) {
    return invalidParameter("AvailabilityZoneRebalancing does not support maximumPercent <= 100.",
                            "/availabilityZoneRebalancing");
  }
  return given == "ENABLED";
}

Result<PropagateTags> propagateTagsOf(const ApiCall& call, PropagateTags known) {
  const std::string& given = call.text("propagateTags");
  if (given.empty()) return known;
  for (const PropagateTags source :
       {PropagateTags::NONE, PropagateTags::SERVICE, PropagateTags::TASK_DEFINITION}) {
    if (given == nameOf(source)) return source;
  }
  return invalidParameter("propagateTags should be one of [TASK_DEFINITION,SERVICE,NONE]",
                          "/propagateTags");
}

std::optional<Error> servicePartsRefused(const ApiCall& call) {
  // Source: API Reference, CreateService: 0 to 2,147,483,647 seconds.
  constexpr std::int64_t kLongestGrace = 2'147'483'647;
  const std::int64_t grace = call.integer("healthCheckGracePeriodSeconds").value_or(0);
  if (grace < 0 || grace > kLongestGrace) {
    return invalidParameter("healthCheckGracePeriodSeconds must be between 0 and 2147483647.",
                            "/healthCheckGracePeriodSeconds");
  }
  return valueRefused(call, "schedulingStrategy", {"REPLICA", "DAEMON"});
}

std::optional<Error> platformVersionRefused(const ApiCall& call, LaunchType launchType) {
  const std::string& version = call.text("platformVersion");
  if (version.empty()) return std::nullopt;
  if (launchType != LaunchType::FARGATE) {
    return invalidParameter("The platform version must be null when specifying an EC2 launch type.",
                            "/platformVersion");
  }
  // Source: Developer Guide, "Fargate platform versions": Linux and Windows ones, retired included.
  for (const char* known : {"LATEST", "1.4.0", "1.3.0", "1.2.0", "1.1.0", "1.0.0"}) {
    if (version == known) return std::nullopt;
  }
  return Error{"PlatformUnknownException", "The specified platform version does not exist.",
               "/platformVersion"};
}

std::optional<Error> valueRefused(const ApiCall& call, const char* member,
                                  std::initializer_list<const char*> values) {
  const std::string& given = call.text(member);
  if (given.empty()) return std::nullopt;
  std::string list;
  for (const char* value : values) {
    if (given == value) return std::nullopt;
    list += (list.empty() ? "" : ",") + std::string(value);
  }
  return invalidParameter(std::string(member) + " should be one of [" + list + "]",
                          "/" + std::string(member));
}

std::size_t charactersOf(const std::string& text) {
  // A byte 10xxxxxx continues a character.
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

namespace {

JsonValue tenths(std::int32_t permille) {
  return JsonValue::real(std::to_string(permille / 10) + "." + std::to_string(permille % 10));
}

}  // namespace

JsonValue deploymentConfigurationJson(const DeploymentConfiguration& configuration) {
  const DeploymentCircuitBreaker& breaker = configuration.deploymentCircuitBreaker;
  JsonValue breakerJson =
      JsonValue::object({{"enable", breaker.enable}, {"rollback", breaker.rollback}});
  if (breaker.enable) {
    breakerJson.set("resetOnHealthyTask", breaker.resetOnHealthyTask);
    breakerJson.set("thresholdConfiguration",
                    JsonValue::object({{"type", nameOf(breaker.thresholdConfiguration.type)},
                                       {"value", breaker.thresholdConfiguration.value}}));
  }
  JsonValue json = JsonValue::object();
  json.set("deploymentCircuitBreaker", std::move(breakerJson));
  json.set("maximumPercent", configuration.maximumPercent);
  json.set("minimumHealthyPercent", configuration.minimumHealthyPercent);
  if (const DeploymentAlarms& alarms = configuration.alarms; !alarms.alarmNames.empty()) {
    JsonValue names = JsonValue::array();
    for (const std::string& name : alarms.alarmNames) names.push(name);
    json.set("alarms", JsonValue::object({{"alarmNames", std::move(names)},
                                          {"rollback", alarms.rollback},
                                          {"enable", alarms.enable}}));
  }
  if (const EarlySuccessCriteria& early = configuration.earlySuccessCriteria; early.enable) {
    json.set("earlySuccessCriteria",
             JsonValue::object({{"enable", true},
                                {"healthyPercent", early.healthyPercent},
                                {"sourceServiceRevisionCleanup",
                                 early.deferredCleanup ? "DEFERRED" : "BLOCKING"}}));
  }
  json.set("strategy", nameOf(configuration.strategy));
  json.set("bakeTimeInMinutes", configuration.bakeTimeInMinutes.value_or(0));
  if (configuration.strategy == DeploymentStrategy::LINEAR) {
    json.set("linearConfiguration",
             JsonValue::object({{"stepPercent", tenths(configuration.stepPermille)},
                                {"stepBakeTimeInMinutes", configuration.stepBakeTimeInMinutes}}));
  }
  if (configuration.strategy == DeploymentStrategy::CANARY) {
    json.set(
        "canaryConfiguration",
        JsonValue::object({{"canaryPercent", tenths(configuration.canaryPermille)},
                           {"canaryBakeTimeInMinutes", configuration.canaryBakeTimeInMinutes}}));
  }
  return json;
}

}  // namespace taskyard
