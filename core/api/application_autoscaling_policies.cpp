// Scaling policies.

#include <algorithm>

#include "api/application_autoscaling_handlers.h"
#include "api/cloudwatch_handlers.h"
#include "engine/alarms.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostSteps = 20;            // Source: Application Auto Scaling quotas
constexpr std::int64_t kLongestCooldown = 86400;  // Model choice: a day
constexpr std::string_view kTracking = "/TargetTrackingScalingPolicyConfiguration";
constexpr std::string_view kStepping = "/StepScalingPolicyConfiguration";

std::string at(std::string_view base, std::string_view member) { return pointerTo(base, member); }

// Reads a number of seconds into `target`; an error when it is out of range.
std::optional<Error> readSeconds(const JsonValue& from, const char* member, std::string_view base,
                                 std::int32_t& target) {
  const JsonValue* value = from.find(member);
  if (value == nullptr) return std::nullopt;
  if (value->integer() < 0 || value->integer() > kLongestCooldown) {
    return scalingValidation(std::string(member) + " must be between 0 and 86400.",
                             at(base, member));
  }
  target = static_cast<std::int32_t>(value->integer());
  return std::nullopt;
}

QueryDraft metricDraft(std::string space, std::string name, std::vector<MetricDimension> dimensions,
                       MetricStatistic statistic) {
  QueryDraft draft;
  draft.key = metricKey(std::move(space), std::move(name), std::move(dimensions));
  draft.query.id = "m1";
  draft.query.statistic = statistic;
  return draft;
}

// Source: Application Auto Scaling API Reference, PredefinedMetricSpecification.
Result<std::vector<QueryDraft>> predefinedMetric(const ApiCall& call, const JsonValue& given,
                                                 ScalableTargetIndex target) {
  const std::string path = at(kTracking, "PredefinedMetricSpecification");
  const std::string& type = given.text("PredefinedMetricType");
  const std::string& label = given.text("ResourceLabel");
  const Service& service =
      call.state.services[call.state.scaling.targets[target.value].service.value];
  const std::vector<MetricDimension> dimensions = {
      {"ClusterName", call.state.clusters[service.cluster.value].clusterName},
      {"ServiceName", service.serviceName}};
  const bool isCpu = type == "ECSServiceAverageCPUUtilization";
  if (isCpu || type == "ECSServiceAverageMemoryUtilization") {
    if (!label.empty()) {
      return scalingValidation("ResourceLabel is only for ALBRequestCountPerTarget.",
                               at(path, "ResourceLabel"));
    }
    return std::vector{metricDraft("AWS/ECS", isCpu ? "CPUUtilization" : "MemoryUtilization",
                                   dimensions, MetricStatistic::Average)};
  }
  if (type == "ALBRequestCountPerTarget") {
    const std::size_t group = label.find("/targetgroup/");
    if (!label.starts_with("app/") || group == std::string::npos) {
      return scalingValidation(
          "ALBRequestCountPerTarget needs a ResourceLabel of the form "
          "app/<load balancer name>/<id>/targetgroup/<target group name>/<id>.",
          at(path, "ResourceLabel"));
    }
    return std::vector{metricDraft(
        "AWS/ApplicationELB", "RequestCountPerTarget",
        {{"LoadBalancer", label.substr(0, group)}, {"TargetGroup", label.substr(group + 1)}},
        MetricStatistic::Sum)};
  }
  if (type.ends_with("HighResolution")) {
    return Error{"SimNotModelled", "High-resolution metrics are not simulated.",
                 at(path, "PredefinedMetricType")};
  }
  return scalingValidation("PredefinedMetricType " + type + " is not one for ECS services.",
                           at(path, "PredefinedMetricType"));
}

Result<std::vector<QueryDraft>> customizedMetric(const JsonValue& given) {
  const std::string path = at(kTracking, "CustomizedMetricSpecification");
  const auto asValidation = [](Error error) {
    if (error.code == "ValidationError") error.code = "ValidationException";
    return error;
  };
  if (const JsonValue* metrics = given.find("Metrics")) {
    if (!given.text("MetricName").empty()) {
      return scalingValidation("Give either Metrics or MetricName, but not both.", path);
    }
    auto drafts = queriesOf(*metrics, at(path, "Metrics"), 1);
    if (!drafts) return asValidation(drafts.error());
    return drafts;
  }
  if (given.text("MetricName").empty() || given.text("Namespace").empty() ||
      given.text("Statistic").empty()) {
    return scalingValidation("A customized metric needs MetricName, Namespace and Statistic.",
                             path);
  }
  const auto statistic = statisticOfName(given.text("Statistic"), at(path, "Statistic"));
  if (!statistic) return asValidation(statistic.error());
  return std::vector{metricDraft(given.text("Namespace"), given.text("MetricName"),
                                 dimensionsOf(given.find("Dimensions")), statistic.value())};
}

struct PolicyDraft {
  ScalingPolicy policy;
  std::vector<QueryDraft> metrics;
};

Result<PolicyDraft> trackingDraft(const ApiCall& call, ScalableTargetIndex target) {
  const JsonValue* given = call.input.find("TargetTrackingScalingPolicyConfiguration");
  if (given == nullptr) {
    return scalingValidation("TargetTrackingScalingPolicyConfiguration must be given.",
                             std::string(kTracking));
  }
  PolicyDraft draft;
  ScalingPolicy& policy = draft.policy;
  const auto value =
      milliAt(*given->find("TargetValue"), "ValidationException", at(kTracking, "TargetValue"));
  if (!value) return value.error();
  if (value.value() <= 0) {
    return scalingValidation("TargetValue must be greater than 0.", at(kTracking, "TargetValue"));
  }
  policy.targetValue = value.value();
  const JsonValue* predefined = given->find("PredefinedMetricSpecification");
  const JsonValue* customized = given->find("CustomizedMetricSpecification");
  if ((predefined == nullptr) == (customized == nullptr)) {
    return scalingValidation(
        "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be "
        "given.",
        std::string(kTracking));
  }
  auto metrics = predefined != nullptr ? predefinedMetric(call, *predefined, target)
                                       : customizedMetric(*customized);
  if (!metrics) return metrics.error();
  draft.metrics = std::move(metrics.value());
  const auto watched = returnedQuery(draft.metrics, at(kTracking, "CustomizedMetricSpecification"));
  if (!watched) return scalingValidation(watched.error().message, watched.error().path);
  policy.watched = watched.value();
  if (predefined != nullptr) {
    policy.predefinedMetricType = predefined->text("PredefinedMetricType");
    policy.resourceLabel = predefined->text("ResourceLabel");
  } else {
    policy.listForm = customized->find("Metrics") != nullptr;
  }
  if (auto error =
          readSeconds(*given, "ScaleOutCooldown", kTracking, policy.scaleOutCooldownSeconds)) {
    return *error;
  }
  if (auto error =
          readSeconds(*given, "ScaleInCooldown", kTracking, policy.scaleInCooldownSeconds)) {
    return *error;
  }
  if (const JsonValue* disable = given->find("DisableScaleIn")) {
    policy.disableScaleIn = disable->boolean();
  }
  if (policy.predefinedMetricType.empty()) return draft;
  for (const ScalingPolicyIndex other : call.state.scaling.targets[target.value].policies) {
    const ScalingPolicy& known = call.state.scaling.policies[other.value];
    if (known.deleted || known.policyName == call.text("PolicyName")) continue;
    if (known.predefinedMetricType == policy.predefinedMetricType &&
        known.resourceLabel == policy.resourceLabel) {
      return scalingValidation(
          "Only one TargetTrackingScaling policy for a given metric specification is allowed.",
          at(kTracking, "PredefinedMetricSpecification"));
    }
  }
  return draft;
}

Result<StepAdjustment> stepOf(const JsonValue& given, const std::string& path) {
  StepAdjustment step;
  for (const char* member : {"MetricIntervalLowerBound", "MetricIntervalUpperBound"}) {
    const JsonValue* bound = given.find(member);
    if (bound == nullptr) continue;
    const auto value = milliAt(*bound, "ValidationException", pointerTo(path, member));
    if (!value) return value.error();
    (std::string_view(member) == "MetricIntervalLowerBound" ? step.lowerBound : step.upperBound) =
        value.value();
  }
  if (!step.lowerBound && !step.upperBound) {
    return scalingValidation(
        "At least one of MetricIntervalLowerBound and MetricIntervalUpperBound must be given.",
        path);
  }
  if (step.lowerBound && step.upperBound && *step.lowerBound >= *step.upperBound) {
    return scalingValidation(
        "MetricIntervalUpperBound must be greater than MetricIntervalLowerBound.", path);
  }
  const std::int64_t adjustment = given.find("ScalingAdjustment")->integer();
  if (adjustment < -1000000 || adjustment > 1000000) {
    return scalingValidation("ScalingAdjustment is out of range.",
                             pointerTo(path, "ScalingAdjustment"));
  }
  step.scalingAdjustment = static_cast<std::int32_t>(adjustment);
  return step;
}

Result<PolicyDraft> stepDraft(const ApiCall& call) {
  const JsonValue* given = call.input.find("StepScalingPolicyConfiguration");
  if (given == nullptr) {
    return scalingValidation("StepScalingPolicyConfiguration must be given.",
                             std::string(kStepping));
  }
  PolicyDraft draft;
  ScalingPolicy& policy = draft.policy;
  policy.policyType = ScalingPolicyType::StepScaling;
  const std::string& type = given->text("AdjustmentType");
  bool known = false;
  for (int i = 0; i <= static_cast<int>(AdjustmentType::ExactCapacity); ++i) {
    if (type != nameOf(static_cast<AdjustmentType>(i))) continue;
    policy.adjustmentType = static_cast<AdjustmentType>(i);
    known = true;
  }
  if (!known) {
    return scalingValidation(
        "AdjustmentType must be ChangeInCapacity, PercentChangeInCapacity or ExactCapacity.",
        at(kStepping, "AdjustmentType"));
  }
  const JsonValue* steps = given->find("StepAdjustments");
  if (steps == nullptr || steps->items().empty() || steps->items().size() > kMostSteps) {
    return scalingValidation("StepAdjustments must have 1 to 20 items.",
                             at(kStepping, "StepAdjustments"));
  }
  for (std::size_t i = 0; i < steps->items().size(); ++i) {
    const auto step = stepOf(steps->items()[i], pointerTo(at(kStepping, "StepAdjustments"), i));
    if (!step) return step.error();
    policy.stepAdjustments.push_back(step.value());
  }
  auto& sorted = policy.stepAdjustments;
  std::sort(sorted.begin(), sorted.end(), [](const StepAdjustment& a, const StepAdjustment& b) {
    return a.lowerBound.value_or(INT64_MIN) < b.lowerBound.value_or(INT64_MIN);
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].lowerBound && sorted[i].lowerBound == sorted[i - 1].upperBound) continue;
    return scalingValidation("There must be neither a gap nor an overlap between step adjustments.",
                             at(kStepping, "StepAdjustments"));
  }
  if (const JsonValue* magnitude = given->find("MinAdjustmentMagnitude")) {
    if (policy.adjustmentType != AdjustmentType::PercentChangeInCapacity ||
        magnitude->integer() < 1 || magnitude->integer() > 5000) {
      return scalingValidation(
          "MinAdjustmentMagnitude must be 1 or more and goes with PercentChangeInCapacity only.",
          at(kStepping, "MinAdjustmentMagnitude"));
    }
    policy.minAdjustmentMagnitude = static_cast<std::int32_t>(magnitude->integer());
  }
  if (auto error = readSeconds(*given, "Cooldown", kStepping, policy.cooldownSeconds)) {
    return *error;
  }
  if (!given->text("MetricAggregationType").empty()) {
    policy.metricAggregationType = given->text("MetricAggregationType");
  }
  return draft;
}

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

}  // namespace

Result<ApiAnswer> putScalingPolicy(const ApiCall& call) {
  constexpr std::size_t kMostPolicies = 50;  // Source: Application Auto Scaling quotas
  const auto target = scalableTargetOf(call);
  if (!target) return target.error();
  const std::string& name = call.text("PolicyName");
  if (name.empty() || name.size() > 256) {
    return scalingValidation("PolicyName must have 1 to 256 characters.", "/PolicyName");
  }
  const std::string& type = call.text("PolicyType");
  if (type == "PredictiveScaling") {
    return Error{"SimNotModelled",
                 "Predictive scaling learns from two weeks of history and is not simulated.",
                 "/PolicyType"};
  }
  if (!type.empty() && type != "StepScaling" && type != "TargetTrackingScaling") {
    return scalingValidation("PolicyType must be StepScaling or TargetTrackingScaling.",
                             "/PolicyType");
  }
  auto draft =
      type == "TargetTrackingScaling" ? trackingDraft(call, target.value()) : stepDraft(call);
  if (!draft) return draft.error();
  const ScalingPolicyIndex known = findScalingPolicy(call.state, target.value(), name);
  ScalingPolicy& policy = draft.value().policy;
  if (known.valid() && call.state.scaling.policies[known.value].policyType != policy.policyType) {
    return scalingValidation("The PolicyType of a policy cannot be changed.", "/PolicyType");
  }
  std::size_t living = 0;
  for (const ScalingPolicyIndex other : call.state.scaling.targets[target.value().value].policies) {
    if (!call.state.scaling.policies[other.value].deleted) ++living;
  }
  if (!known.valid() && living >= kMostPolicies) {
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
    answer.notModelled.push_back(at(kStepping, "MetricAggregationType"));
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
