// Scaling policies: put, deleted, described. What PutScalingPolicy may say:
// application_autoscaling_policy_draft.cpp.

#include <algorithm>

#include "api/application_autoscaling_handlers.h"
#include "api/application_autoscaling_policy_draft.h"
#include "api/cloudwatch_handlers.h"
#include "engine/alarms.h"

namespace taskyard {

namespace {

JsonValue trackingJson(const State& state, const ScalingPolicy& policy) {
  JsonValue json = JsonValue::object({{"TargetValue", numberJson(policy.targetValue)}});
  if (!policy.predefinedMetricType.empty()) {
    JsonValue metric = JsonValue::object({{"PredefinedMetricType", policy.predefinedMetricType}});
    if (!policy.resourceLabel.empty()) metric.set("ResourceLabel", policy.resourceLabel);
    json.set("PredefinedMetricSpecification", std::move(metric));
  } else if (policy.listForm) {
    json.set("CustomizedMetricSpecification",
             JsonValue::object({{"Metrics", queriesJson(state, policy.queries, false)}}));
  } else {
    const MetricQuery& query = policy.queries.front();
    const MetricKey& key = state.monitoring.metrics[query.metric.value].key;
    json.set("CustomizedMetricSpecification",
             JsonValue::object({{"MetricName", key.name},
                                {"Namespace", key.nameSpace},
                                {"Dimensions", dimensionsJson(key.dimensions)},
                                {"Statistic", nameOf(query.statistic)}}));
  }
  json.set("ScaleOutCooldown", policy.scaleOutCooldownSeconds);
  json.set("ScaleInCooldown", policy.scaleInCooldownSeconds);
  json.set("DisableScaleIn", policy.disableScaleIn);
  return json;
}

JsonValue stepJson(const ScalingPolicy& policy) {
  JsonValue steps = JsonValue::array();
  for (const StepAdjustment& step : policy.stepAdjustments) {
    JsonValue item = JsonValue::object();
    if (step.lowerBound) item.set("MetricIntervalLowerBound", numberJson(*step.lowerBound));
    if (step.upperBound) item.set("MetricIntervalUpperBound", numberJson(*step.upperBound));
    item.set("ScalingAdjustment", step.scalingAdjustment);
    steps.push(std::move(item));
  }
  JsonValue json = JsonValue::object(
      {{"AdjustmentType", nameOf(policy.adjustmentType)}, {"StepAdjustments", std::move(steps)}});
  if (policy.minAdjustmentMagnitude > 0) {
    json.set("MinAdjustmentMagnitude", policy.minAdjustmentMagnitude);
  }
  json.set("Cooldown", policy.cooldownSeconds);
  json.set("MetricAggregationType", policy.metricAggregationType);
  return json;
}

// The alarms that call the policy: its own two, or those that name it among their actions.
JsonValue alarmsJson(const State& state, ScalingPolicyIndex policy) {
  const std::string arn = scalingPolicyArn(state, policy);
  JsonValue list = JsonValue::array();
  for (const Alarm& alarm : state.monitoring.alarms) {
    if (alarm.deleted) continue;
    const auto& actions = alarm.alarmActions;
    if (std::find(actions.begin(), actions.end(), arn) == actions.end()) continue;
    list.push(JsonValue::object(
        {{"AlarmName", alarm.alarmName}, {"AlarmARN", alarmArn(alarm.alarmName)}}));
  }
  return list;
}

JsonValue policyJson(const State& state, ScalingPolicyIndex index) {
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  JsonValue json = JsonValue::object();
  json.set("PolicyARN", scalingPolicyArn(state, index));
  json.set("PolicyName", policy.policyName);
  setResource(json, state, state.scaling.targets[policy.target.value]);
  json.set("PolicyType", nameOf(policy.policyType));
  if (policy.policyType == ScalingPolicyType::TargetTrackingScaling) {
    json.set("TargetTrackingScalingPolicyConfiguration", trackingJson(state, policy));
  } else {
    json.set("StepScalingPolicyConfiguration", stepJson(policy));
  }
  json.set("Alarms", alarmsJson(state, index));
  json.set("CreationTime", isoTimestamp(policy.createdAt));
  return json;
}

std::int64_t livingPolicies(const State& state, ScalableTargetIndex target) {
  const auto& policies = state.scaling.targets[target.value].policies;
  return std::count_if(policies.begin(), policies.end(), [&](ScalingPolicyIndex policy) {
    return !state.scaling.policies[policy.value].deleted;
  });
}

}  // namespace

Result<ApiAnswer> putScalingPolicy(const ApiCall& call) {
  constexpr std::int64_t kMostPolicies = 50;  // Source: Application Auto Scaling quotas
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  const std::string& name = call.text("PolicyName");
  if (name.empty() || name.size() > 256) {
    return scalingValidation("PolicyName must have 1 to 256 characters.", "/PolicyName");
  }
  auto draft = scalingPolicyDraft(call, target.value());
  if (!draft) return draft.error();
  const ScalingPolicyIndex known = findScalingPolicy(call.state, target.value(), name);
  ScalingPolicy& policy = draft.value().policy;
  if (known.valid() && call.state.scaling.policies[known.value].policyType != policy.policyType) {
    return scalingValidation("The PolicyType of a policy cannot be changed.", "/PolicyType");
  }
  if (!known.valid() && livingPolicies(call.state, target.value()) >= kMostPolicies) {
    return Error{"LimitExceededException",
                 "A scalable target can have at most 50 scaling policies.", "/PolicyName"};
  }
  const EventId cause = call.begin(call.text("ResourceId") + " " + name);
  Simulation& sim = call.simulation();
  policy.policyName = name;
  policy.target = target.value();
  policy.queries = keepQueries(sim, draft.value().metrics);
  const ScalingPolicyIndex index = putScalingPolicy(sim, std::move(policy), cause);
  ApiAnswer answer;
  answer.output.set("PolicyARN", scalingPolicyArn(call.state, index));
  answer.output.set("Alarms", alarmsJson(call.state, index));
  if (call.input.find("StepScalingPolicyConfiguration") != nullptr &&
      call.state.scaling.policies[index.value].metricAggregationType != "Average") {
    answer.notModelled.push_back("/StepScalingPolicyConfiguration/MetricAggregationType");
  }
  return answer;
}

Result<ApiAnswer> deleteScalingPolicy(const ApiCall& call) {
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  const std::string& name = call.text("PolicyName");
  const ScalingPolicyIndex policy = findScalingPolicy(call.state, target.value(), name);
  if (!policy.valid()) {
    return Error{"ObjectNotFoundException",
                 "No scaling policy found for service namespace: ecs, resource ID: " +
                     call.text("ResourceId") +
                     ", scalable dimension: ecs:service:DesiredCount: " + name,
                 "/PolicyName"};
  }
  const EventId cause = call.begin(name);
  Simulation& sim = call.simulation();
  deleteScalingPolicy(sim, policy, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> describeScalingPolicies(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("PolicyNames");
  JsonValue all = JsonValue::array();
  for (std::size_t i = 0; i < call.state.scaling.policies.size(); ++i) {
    const ScalingPolicy& policy = call.state.scaling.policies[i];
    if (policy.deleted) continue;
    if (!isAskedFor(call, call.state.scaling.targets[policy.target.value])) continue;
    if (!names.empty() && std::find(names.begin(), names.end(), policy.policyName) == names.end()) {
      continue;
    }
    all.push(policyJson(call.state, ScalingPolicyIndex(i)));
  }
  return pageOfItems(call, "ScalingPolicies", std::move(all), "MaxResults", 50);
}

}  // namespace taskyard
