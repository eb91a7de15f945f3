#include "api/application_autoscaling_policy_draft.h"

#include <algorithm>

#include "api/application_autoscaling_handlers.h"
#include "api/enum_names.h"

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

// ---- Target tracking

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

// The one metric that a target tracking policy follows.
std::optional<Error> readTrackedMetric(const ApiCall& call, const JsonValue& given,
                                       ScalableTargetIndex target, ScalingPolicyDraft& draft) {
  const JsonValue* predefined = given.find("PredefinedMetricSpecification");
  const JsonValue* customized = given.find("CustomizedMetricSpecification");
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
  draft.policy.watched = watched.value();
  if (predefined != nullptr) {
    draft.policy.predefinedMetricType = predefined->text("PredefinedMetricType");
    draft.policy.resourceLabel = predefined->text("ResourceLabel");
  } else {
    draft.policy.listForm = customized->find("Metrics") != nullptr;
  }
  return std::nullopt;
}

// Another policy of the target that follows the same predefined metric.
std::optional<Error> secondForMetric(const ApiCall& call, ScalableTargetIndex target,
                                     const ScalingPolicy& policy) {
  if (policy.predefinedMetricType.empty()) return std::nullopt;
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
  return std::nullopt;
}

Result<ScalingPolicyDraft> trackingDraft(const ApiCall& call, ScalableTargetIndex target) {
  const JsonValue* given = call.input.find("TargetTrackingScalingPolicyConfiguration");
  if (given == nullptr) {
    return scalingValidation("TargetTrackingScalingPolicyConfiguration must be given.",
                             std::string(kTracking));
  }
  ScalingPolicyDraft draft;
  ScalingPolicy& policy = draft.policy;
  const auto value =
      milliAt(*given->find("TargetValue"), "ValidationException", at(kTracking, "TargetValue"));
  if (!value) return value.error();
  if (value.value() <= 0) {
    return scalingValidation("TargetValue must be greater than 0.", at(kTracking, "TargetValue"));
  }
  policy.targetValue = value.value();
  if (auto error = readTrackedMetric(call, *given, target, draft)) return *error;
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
  if (auto error = secondForMetric(call, target, policy)) return *error;
  return draft;
}

// ---- Steps

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

// By their lower bounds.
Result<std::vector<StepAdjustment>> stepsOf(const JsonValue& given) {
  const JsonValue* steps = given.find("StepAdjustments");
  if (steps == nullptr || steps->items().empty() || steps->items().size() > kMostSteps) {
    return scalingValidation("StepAdjustments must have 1 to 20 items.",
                             at(kStepping, "StepAdjustments"));
  }
  std::vector<StepAdjustment> sorted;
  for (std::size_t i = 0; i < steps->items().size(); ++i) {
    const auto step = stepOf(steps->items()[i], pointerTo(at(kStepping, "StepAdjustments"), i));
    if (!step) return step.error();
    sorted.push_back(step.value());
  }
  std::sort(sorted.begin(), sorted.end(), [](const StepAdjustment& a, const StepAdjustment& b) {
    return a.lowerBound.value_or(INT64_MIN) < b.lowerBound.value_or(INT64_MIN);
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].lowerBound && sorted[i].lowerBound == sorted[i - 1].upperBound) continue;
    return scalingValidation("There must be neither a gap nor an overlap between step adjustments.",
                             at(kStepping, "StepAdjustments"));
  }
  return sorted;
}

Result<ScalingPolicyDraft> stepDraft(const ApiCall& call) {
  const JsonValue* given = call.input.find("StepScalingPolicyConfiguration");
  if (given == nullptr) {
    return scalingValidation("StepScalingPolicyConfiguration must be given.",
                             std::string(kStepping));
  }
  ScalingPolicyDraft draft;
  ScalingPolicy& policy = draft.policy;
  policy.policyType = ScalingPolicyType::StepScaling;
  const auto type = enumOf(given->text("AdjustmentType"), AdjustmentType::ExactCapacity);
  if (!type) {
    return scalingValidation(
        "AdjustmentType must be ChangeInCapacity, PercentChangeInCapacity or ExactCapacity.",
        at(kStepping, "AdjustmentType"));
  }
  policy.adjustmentType = *type;
  auto steps = stepsOf(*given);
  if (!steps) return steps.error();
  policy.stepAdjustments = std::move(steps.value());
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

}  // namespace

Result<ScalingPolicyDraft> scalingPolicyDraft(const ApiCall& call, ScalableTargetIndex target) {
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
  return type == "TargetTrackingScaling" ? trackingDraft(call, target) : stepDraft(call);
}

}  // namespace taskyard
