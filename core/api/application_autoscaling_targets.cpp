// Scalable targets, their activities, and scheduled actions.

#include <algorithm>

#include "api/application_autoscaling_handlers.h"
#include "api/cloudwatch_handlers.h"
#include "api/constraint_error.h"
#include "engine/identity.h"
#include "engine/schedule_expression.h"
#include "engine/schedule_system.h"

namespace taskyard {

namespace {

constexpr std::string_view kDimension = "ecs:service:DesiredCount";
constexpr std::int64_t kMostCapacity = 5000;  // Source: General Reference, ECS quotas

std::optional<Error> notEcs(const ApiCall& call) {
  const std::string& space = call.text("ServiceNamespace");
  if (space == "ecs") return std::nullopt;
  if (auto refused = enumRefused(call, "ServiceNamespace", "ValidationException")) return refused;
  return Error{"SimNotModelled",
               "Only services of ECS can be scaled here: use ServiceNamespace ecs.",
               "/ServiceNamespace"};
}

Result<std::int32_t> capacityAt(std::int64_t given, const char* member, const std::string& path) {
  if (given < 0 || given > kMostCapacity) {
    return scalingValidation(std::string(member) + " must be between 0 and 5000.", path);
  }
  return static_cast<std::int32_t>(given);
}

JsonValue targetJson(const State& state, const ScalableTarget& target) {
  JsonValue json = JsonValue::object();
  setResource(json, state, target);
  json.set("MinCapacity", target.minCapacity);
  json.set("MaxCapacity", target.maxCapacity);
  json.set("RoleARN",
           "arn:aws:iam::123456789012:role/aws-service-role/"
           "ecs.application-autoscaling.amazonaws.com/"
           "AWSServiceRoleForApplicationAutoScaling_ECSService");
  json.set("CreationTime", isoTimestamp(target.createdAt));
  json.set("SuspendedState",
           JsonValue::object({{"DynamicScalingInSuspended", target.scaleInSuspended},
                              {"DynamicScalingOutSuspended", target.scaleOutSuspended},
                              {"ScheduledScalingSuspended", target.scheduledSuspended}}));
  return json;
}

JsonValue activityJson(const State& state, const ScalableTarget& target,
                       const ScalingActivity& activity) {
  const std::string count = std::to_string(activity.desiredCount);
  JsonValue json = JsonValue::object({{"ActivityId", activity.activityId}});
  setResource(json, state, target);
  json.set("Description", "Setting desired count to " + count + ".");
  json.set("Cause", activity.cause);
  json.set("StartTime", isoTimestamp(activity.at));
  json.set("EndTime", isoTimestamp(activity.at));
  json.set("StatusCode", "Successful");
  json.set("StatusMessage", "Successfully set desired count to " + count +
                                ". Change successfully fulfilled by ecs.");
  return json;
}

// What a limit has prevented, as IncludeNotScaledActivities shows it.
std::optional<JsonValue> notScaledJson(const State& state, const ScalableTarget& target,
                                       const ScalingPolicy& policy) {
  const ScalingDecision& decision = policy.lastDecision;
  const bool atMaximum = decision.blockedBy == ScalingBlock::AtMaximum;
  if (!atMaximum && decision.blockedBy != ScalingBlock::AtMinimum) return std::nullopt;
  JsonValue reason =
      JsonValue::object({{"Code", atMaximum ? "AlreadyAtMaxCapacity" : "AlreadyAtMinCapacity"}});
  if (atMaximum) reason.set("MaxCapacity", decision.maxCapacity);
  if (!atMaximum) reason.set("MinCapacity", decision.minCapacity);
  reason.set("CurrentCapacity", decision.desiredCount);
  JsonValue json = JsonValue::object();
  setResource(json, state, target);
  json.set("Description", "Attempting to scale due to alarm triggered");
  json.set("Cause", "policy " + policy.policyName);
  json.set("StartTime", isoTimestamp(decision.at));
  json.set("StatusCode", "Unfulfilled");
  json.set("NotScaledReasons", JsonValue::array({std::move(reason)}));
  return json;
}

JsonValue actionJson(const State& state, const ScheduledAction& action) {
  JsonValue json = JsonValue::object({{"ScheduledActionName", action.scheduledActionName}});
  const ScalableTarget& target = state.scaling.targets[action.target.value];
  json.set("ScheduledActionARN", "arn:aws:autoscaling:us-east-1:123456789012:scheduledAction:" +
                                     std::string("resource/ecs/") +
                                     resourceIdOf(state, target.service) + ":scheduledActionName/" +
                                     action.scheduledActionName);
  setResource(json, state, target);
  json.set("Schedule", action.schedule);
  json.set("Timezone", "UTC");
  if (action.startTime) json.set("StartTime", isoTimestamp(*action.startTime));
  if (action.endTime) json.set("EndTime", isoTimestamp(*action.endTime));
  JsonValue what = JsonValue::object();
  if (action.minCapacity) what.set("MinCapacity", *action.minCapacity);
  if (action.maxCapacity) what.set("MaxCapacity", *action.maxCapacity);
  json.set("ScalableTargetAction", std::move(what));
  json.set("CreationTime", isoTimestamp(action.createdAt));
  return json;
}

bool named(const ApiCall& call, std::string_view member, const std::string& name) {
  const std::vector<std::string> names = call.strings(member);
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Error scalingValidation(std::string message, std::string path) {
  return {"ValidationException", std::move(message), std::move(path)};
}

Result<ServiceIndex> scalableServiceOf(const ApiCall& call) {
  if (auto error = notEcs(call)) return *error;
  if (call.text("ScalableDimension") != kDimension) {
    return scalingValidation("Unsupported service namespace, resource type or scalable dimension",
                             "/ScalableDimension");
  }
  const std::string& id = call.text("ResourceId");
  const std::size_t first = id.find('/');
  const std::size_t second = first == std::string::npos ? first : id.find('/', first + 1);
  if (second == std::string::npos || id.substr(0, first) != "service") {
    return scalingValidation("Unsupported resource type: the form is service/<cluster>/<service>.",
                             "/ResourceId");
  }
  const ClusterIndex cluster = findCluster(call.state, id.substr(first + 1, second - first - 1));
  const ServiceIndex service =
      cluster.valid() ? findService(call.state, cluster, id.substr(second + 1)) : ServiceIndex{};
  if (!service.valid() || call.state.services[service.value].status == ServiceStatus::INACTIVE) {
    return scalingValidation("ECS service doesn't exist: " + id, "/ResourceId");
  }
  return service;
}

Result<ScalableTargetIndex> scalableTargetOf(const ApiCall& call) {
  const auto service = scalableServiceOf(call);
  if (!service) return service.error();
  const ScalableTargetIndex target = findScalableTarget(call.state, service.value());
  if (target.valid()) return target;
  return Error{"ObjectNotFoundException",
               "No scalable target registered for service namespace: ecs, resource ID: " +
                   call.text("ResourceId") + ", scalable dimension: " + std::string(kDimension),
               "/ResourceId"};
}

bool isAskedFor(const ApiCall& call, const ScalableTarget& target) {
  if (target.deleted ||
      call.state.services[target.service.value].status == ServiceStatus::INACTIVE) {
    return false;
  }
  if (!call.text("ScalableDimension").empty() && call.text("ScalableDimension") != kDimension) {
    return false;
  }
  const std::string& id = call.text("ResourceId");
  return id.empty() || id == resourceIdOf(call.state, target.service);
}

void setResource(JsonValue& json, const State& state, const ScalableTarget& target) {
  json.set("ServiceNamespace", "ecs");
  json.set("ResourceId", resourceIdOf(state, target.service));
  json.set("ScalableDimension", kDimension);
}

Result<ApiAnswer> registerScalableTarget(const ApiCall& call) {
  const auto service = scalableServiceOf(call);
  if (!service) return service.error();
  // Source: Developer Guide, "Service scheduler strategies": Service Auto Scaling is not for them;
  // Model choice: that it is refused here, and the wording.
  if (call.state.services[service.value().value].schedulingStrategy == SchedulingStrategy::DAEMON) {
    return scalingValidation(
        "A service with the scheduling strategy DAEMON has no desired count to scale: " +
            call.text("ResourceId"),
        "/ResourceId");
  }
  ScalableTargetOrder order;
  order.service = service.value();
  if (const auto minimum = call.integer("MinCapacity")) {
    const auto capacity = capacityAt(*minimum, "MinCapacity", "/MinCapacity");
    if (!capacity) return capacity.error();
    order.minCapacity = capacity.value();
  }
  if (const auto maximum = call.integer("MaxCapacity")) {
    const auto capacity = capacityAt(*maximum, "MaxCapacity", "/MaxCapacity");
    if (!capacity) return capacity.error();
    order.maxCapacity = capacity.value();
  }
  const ScalableTargetIndex known = findScalableTarget(call.state, order.service);
  if (!known.valid() && (!order.minCapacity || !order.maxCapacity)) {
    return scalingValidation("MinCapacity and MaxCapacity must be given for a new scalable target.",
                             order.minCapacity ? "/MaxCapacity" : "/MinCapacity");
  }
  const std::int32_t minimum = order.minCapacity.value_or(
      known.valid() ? call.state.scaling.targets[known.value].minCapacity : 0);
  const std::int32_t maximum = order.maxCapacity.value_or(
      known.valid() ? call.state.scaling.targets[known.value].maxCapacity : 0);
  if (maximum < minimum) {
    return scalingValidation("Maximum capacity cannot be less than minimum capacity",
                             "/MaxCapacity");
  }
  if (const JsonValue* suspended = call.input.find("SuspendedState")) {
    const auto flag = [&](const char* member, std::optional<bool>& target) {
      if (const JsonValue* value = suspended->find(member)) target = value->boolean();
    };
    flag("DynamicScalingInSuspended", order.scaleInSuspended);
    flag("DynamicScalingOutSuspended", order.scaleOutSuspended);
    flag("ScheduledScalingSuspended", order.scheduledSuspended);
  }
  const EventId cause = call.begin(call.text("ResourceId") + " " + std::to_string(minimum) +
                                   " to " + std::to_string(maximum));
  Simulation& sim = call.simulation();
  registerScalableTarget(sim, order, cause);
  ApiAnswer answer;
  answer.output.set("ScalableTargetARN",
                    "arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/" +
                        call.text("ResourceId"));
  answer.notModelled = call.notModelled({"ServiceNamespace", "ResourceId", "ScalableDimension",
                                         "MinCapacity", "MaxCapacity", "SuspendedState"});
  return answer;
}

Result<ApiAnswer> deregisterScalableTarget(const ApiCall& call) {
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  const EventId cause = call.begin(call.text("ResourceId"));
  Simulation& sim = call.simulation();
  deregisterScalableTarget(sim, target.value(), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> describeScalableTargets(const ApiCall& call) {
  if (auto error = notEcs(call)) return *error;
  JsonValue all = JsonValue::array();
  for (const ScalableTarget& target : call.state.scaling.targets) {
    if (!isAskedFor(call, target)) continue;
    if (!named(call, "ResourceIds", resourceIdOf(call.state, target.service))) continue;
    all.push(targetJson(call.state, target));
  }
  return pageOfItems(call, "ScalableTargets", std::move(all), "MaxResults", 50);
}

Result<ApiAnswer> describeScalingActivities(const ApiCall& call) {
  if (auto error = notEcs(call)) return *error;
  JsonValue all = JsonValue::array();
  for (const ScalableTarget& target : call.state.scaling.targets) {
    if (!isAskedFor(call, target)) continue;
    if (call.flag("IncludeNotScaledActivities")) {
      for (const ScalingPolicyIndex policy : target.policies) {
        const ScalingPolicy& record = call.state.scaling.policies[policy.value];
        if (record.deleted) continue;
        if (auto json = notScaledJson(call.state, target, record)) all.push(std::move(*json));
      }
    }
    for (std::size_t i = target.activities.size(); i-- > 0;) {
      all.push(activityJson(call.state, target, target.activities[i]));
    }
  }
  return pageOfItems(call, "ScalingActivities", std::move(all), "MaxResults", 50);
}

Result<ApiAnswer> putScheduledAction(const ApiCall& call) {
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  ScheduledAction action;
  action.scheduledActionName = call.text("ScheduledActionName");
  action.target = target.value();
  action.schedule = call.text("Schedule");
  if (action.scheduledActionName.empty()) {
    return scalingValidation("ScheduledActionName must have 1 to 256 characters.",
                             "/ScheduledActionName");
  }
  if (const auto valid = checkSchedule(action.schedule); !valid) {
    return scalingValidation(valid.error().message, "/Schedule");
  }
  const std::string& zone = call.text("Timezone");
  if (!zone.empty() && zone != "UTC" && zone != "Etc/UTC") {
    return Error{"SimNotModelled", "Schedules run in UTC here: leave out Timezone.", "/Timezone"};
  }
  for (const char* member : {"StartTime", "EndTime"}) {
    const JsonValue* given = call.input.find(member);
    if (given == nullptr) continue;
    const auto at = timeAt(*given, "ValidationException", std::string("/") + member);
    if (!at) return at.error();
    (std::string_view(member) == "StartTime" ? action.startTime : action.endTime) = at.value();
  }
  if (action.startTime && action.endTime && *action.endTime <= *action.startTime) {
    return scalingValidation("EndTime must be later than StartTime.", "/EndTime");
  }
  const JsonValue* what = call.input.find("ScalableTargetAction");
  for (const char* member : {"MinCapacity", "MaxCapacity"}) {
    const JsonValue* given = what == nullptr ? nullptr : what->find(member);
    if (given == nullptr) continue;
    const auto capacity =
        capacityAt(given->integer(), member, std::string("/ScalableTargetAction/") + member);
    if (!capacity) return capacity.error();
    (std::string_view(member) == "MinCapacity" ? action.minCapacity : action.maxCapacity) =
        capacity.value();
  }
  if (!action.minCapacity && !action.maxCapacity) {
    return scalingValidation("ScalableTargetAction needs MinCapacity, MaxCapacity or both.",
                             "/ScalableTargetAction");
  }
  if (action.minCapacity && action.maxCapacity && *action.maxCapacity < *action.minCapacity) {
    return scalingValidation("Maximum capacity cannot be less than minimum capacity",
                             "/ScalableTargetAction");
  }
  action.createdBy = call.begin(action.scheduledActionName + " " + action.schedule);
  Simulation& sim = call.simulation();
  putScheduledAction(sim, std::move(action));
  return ApiAnswer{};
}

Result<ApiAnswer> deleteScheduledAction(const ApiCall& call) {
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  const std::string& name = call.text("ScheduledActionName");
  const std::uint32_t action = findScheduledAction(call.state, target.value(), name);
  if (action == kNoSchedule) {
    return Error{"ObjectNotFoundException",
                 "No scheduled action found for service namespace: ecs, resource ID: " +
                     call.text("ResourceId") + ", scheduled action name: " + name,
                 "/ScheduledActionName"};
  }
  (void)call.begin(name);
  Simulation& sim = call.simulation();
  deleteScheduledAction(sim, action);
  return ApiAnswer{};
}

Result<ApiAnswer> describeScheduledActions(const ApiCall& call) {
  if (auto error = notEcs(call)) return *error;
  JsonValue all = JsonValue::array();
  for (const ScheduledAction& action : call.state.scaling.scheduledActions) {
    if (action.deleted) continue;
    if (!isAskedFor(call, call.state.scaling.targets[action.target.value])) continue;
    if (!named(call, "ScheduledActionNames", action.scheduledActionName)) continue;
    all.push(actionJson(call.state, action));
  }
  return pageOfItems(call, "ScheduledActions", std::move(all), "MaxResults", 50);
}

}  // namespace taskyard
