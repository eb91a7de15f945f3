// The inputs of service "application-autoscaling". Names from AWS's public API model
// (application-autoscaling, 2016-02-06).

#include "api/shapes_application_autoscaling.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr Shape kTime = {.kind = ShapeKind::Timestamp};

constexpr std::string_view kNamespaceValues[] = {
    "ecs",    "elasticmapreduce", "ec2",         "appstream", "dynamodb",
    "rds",    "sagemaker",        "cassandra",   "kafka",     "custom-resource",
    "lambda", "comprehend",       "elasticache", "neptune",   "workspaces"};
constexpr Shape kNamespace = enumeration(kNamespaceValues);

constexpr ShapeMember kNamespaceMember = required("ServiceNamespace", kNamespace, "ecs: services.");
constexpr ShapeMember kResourceMember =
    required("ResourceId", kString, "service/<cluster>/<service>.");
constexpr ShapeMember kDimensionMember =
    required("ScalableDimension", kString, "ecs:service:DesiredCount.");
constexpr ShapeMember kResourceFilter =
    optional("ResourceId", kString, "Only of service/<cluster>/<service>.");
constexpr ShapeMember kDimensionFilter =
    optional("ScalableDimension", kString, "ecs:service:DesiredCount.");
constexpr ShapeMember kMaxResults = optional("MaxResults", kInteger, "How many to list at once.");
constexpr ShapeMember kNextToken =
    optional("NextToken", kString, "From the last answer: where the next page starts.");

constexpr ShapeMember kSuspendedMembers[] = {
    optional("DynamicScalingInSuspended", kBoolean, "No policy scales in."),
    optional("DynamicScalingOutSuspended", kBoolean, "No policy scales out."),
    optional("ScheduledScalingSuspended", kBoolean, "No scheduled action runs."),
};
constexpr Shape kSuspended = structure(kSuspendedMembers);
constexpr ShapeMember kRegisterMembers[] = {
    kNamespaceMember,
    kResourceMember,
    kDimensionMember,
    optional("MinCapacity", kInteger, "The fewest tasks; a must for a new target.")
        .between(0, 5000),
    optional("MaxCapacity", kInteger, "The most tasks; a must for a new target.").between(0, 5000),
    optional("RoleARN", kString, "ECS uses a service-linked role; leave it out."),
    optional("SuspendedState", kSuspended, "What is switched off for now."),
    optional("Tags", kStringMap, "Labels as key and value."),
};
constexpr ShapeMember kDeregisterMembers[] = {kNamespaceMember, kResourceMember, kDimensionMember};
constexpr ShapeMember kDescribeTargetsMembers[] = {
    kNamespaceMember, optional("ResourceIds", kStrings, "Which services; all when absent."),
    kDimensionFilter, kMaxResults,
    kNextToken,
};

constexpr std::string_view kMetricTypeValues[] = {
    "ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization",
    "ALBRequestCountPerTarget", "ECSServiceAverageCPUUtilizationHighResolution",
    "ECSServiceAverageMemoryUtilizationHighResolution"};
constexpr Shape kMetricType = enumeration(kMetricTypeValues);
constexpr ShapeMember kPredefinedMembers[] = {
    required("PredefinedMetricType", kMetricType, "Which metric."),
    optional("ResourceLabel", kString, "app/<lb>/<id>/targetgroup/<tg>/<id>, for the ALB metric."),
};
constexpr Shape kPredefined = structure(kPredefinedMembers);
constexpr ShapeMember kDimensionMembers[] = {
    required("Name", kString, "Name of the dimension."),
    required("Value", kString, "Its value."),
};
constexpr Shape kDimension = structure(kDimensionMembers);
constexpr Shape kDimensions = listOf(kDimension);
constexpr std::string_view kStatisticValues[] = {"Average", "Minimum", "Maximum", "SampleCount",
                                                 "Sum"};
constexpr Shape kStatistic = enumeration(kStatisticValues);
constexpr ShapeMember kMetricMembers[] = {
    optional("Dimensions", kDimensions, "Its dimensions, all of them."),
    optional("MetricName", kString, "Name of the metric."),
    optional("Namespace", kString, "Namespace of the metric."),
};
constexpr Shape kMetric = structure(kMetricMembers);
constexpr ShapeMember kMetricStatMembers[] = {
    required("Metric", kMetric, "Which metric."),
    required("Stat", kString, "Average, Sum, Minimum, Maximum, SampleCount or a percentile."),
    optional("Unit", kString, "Only values in this unit."),
};
constexpr Shape kMetricStat = structure(kMetricStatMembers);
constexpr ShapeMember kQueryMembers[] = {
    optional("Expression", kString, "Arithmetic over other ids, such as m1/m2."),
    required("Id", kString, "Name for expressions: a small letter, then letters and digits."),
    optional("Label", kString, "Words for people."),
    optional("MetricStat", kMetricStat, "A metric; else give Expression."),
    optional("ReturnData", kBoolean, "Whether this is what is tracked; true when absent."),
};
constexpr Shape kQuery = structure(kQueryMembers);
constexpr Shape kQueries = listOf(kQuery);
constexpr ShapeMember kCustomizedMembers[] = {
    optional("MetricName", kString, "Name of the metric; else give Metrics."),
    optional("Namespace", kString, "Its namespace."),
    optional("Dimensions", kDimensions, "Its dimensions, all of them."),
    optional("Statistic", kStatistic, "Which statistic of it."),
    optional("Unit", kString, "Only values in this unit."),
    optional("Metrics", kQueries, "Metrics and an expression, such as the backlog per task."),
};
constexpr Shape kCustomized = structure(kCustomizedMembers);
constexpr ShapeMember kTargetTrackingMembers[] = {
    required("TargetValue", kNumber, "What the metric is held at."),
    optional("PredefinedMetricSpecification", kPredefined, "One of AWS's metrics."),
    optional("CustomizedMetricSpecification", kCustomized, "A metric of your choice."),
    optional("ScaleOutCooldown", kInteger, "Seconds after a scale-out; 300 when absent."),
    optional("ScaleInCooldown", kInteger, "Seconds after a scale-in; 300 when absent."),
    optional("DisableScaleIn", kBoolean, "Only ever scale out."),
};
constexpr Shape kTargetTracking = structure(kTargetTrackingMembers);
constexpr std::string_view kAdjustmentTypeValues[] = {"ChangeInCapacity", "PercentChangeInCapacity",
                                                      "ExactCapacity"};
constexpr Shape kAdjustmentType = enumeration(kAdjustmentTypeValues);
constexpr ShapeMember kStepMembers[] = {
    optional("MetricIntervalLowerBound", kNumber, "From this far from the threshold."),
    optional("MetricIntervalUpperBound", kNumber, "To this far from the threshold."),
    required("ScalingAdjustment", kInteger, "By how much, in tasks or per cent."),
};
constexpr Shape kStep = structure(kStepMembers);
constexpr Shape kSteps = listOf(kStep);
constexpr std::string_view kAggregationValues[] = {"Average", "Minimum", "Maximum"};
constexpr Shape kAggregation = enumeration(kAggregationValues);
constexpr ShapeMember kStepScalingMembers[] = {
    optional("AdjustmentType", kAdjustmentType, "What the adjustments are in."),
    optional("StepAdjustments", kSteps, "The steps.").between(0, 20),
    optional("MinAdjustmentMagnitude", kInteger, "At least so many tasks; for per cent only."),
    optional("Cooldown", kInteger, "Seconds after a scaling; 300 when absent."),
    optional("MetricAggregationType", kAggregation, "How datapoints are put together."),
};
constexpr Shape kStepScaling = structure(kStepScalingMembers);
constexpr std::string_view kPolicyTypeValues[] = {"StepScaling", "TargetTrackingScaling",
                                                  "PredictiveScaling"};
constexpr Shape kPolicyType = enumeration(kPolicyTypeValues);
constexpr ShapeMember kPutPolicyMembers[] = {
    required("PolicyName", kString, "Name of the policy; one of this name is replaced.")
        .between(1, 256),
    kNamespaceMember,
    kResourceMember,
    kDimensionMember,
    optional("PolicyType", kPolicyType, "StepScaling when absent."),
    optional("StepScalingPolicyConfiguration", kStepScaling, "For StepScaling."),
    optional("TargetTrackingScalingPolicyConfiguration", kTargetTracking,
             "For TargetTrackingScaling."),
};
constexpr ShapeMember kDeletePolicyMembers[] = {
    required("PolicyName", kString, "Which policy."),
    kNamespaceMember,
    kResourceMember,
    kDimensionMember,
};
constexpr ShapeMember kDescribePoliciesMembers[] = {
    optional("PolicyNames", kStrings, "Which policies; all when absent."),
    kNamespaceMember,
    kResourceFilter,
    kDimensionFilter,
    kMaxResults,
    kNextToken,
};
constexpr ShapeMember kDescribeActivitiesMembers[] = {
    kNamespaceMember,
    kResourceFilter,
    kDimensionFilter,
    kMaxResults,
    kNextToken,
    optional("IncludeNotScaledActivities", kBoolean, "Also what limits have prevented."),
};

constexpr ShapeMember kActionMembers[] = {
    optional("MinCapacity", kInteger, "The fewest tasks from then on."),
    optional("MaxCapacity", kInteger, "The most tasks from then on."),
};
constexpr Shape kAction = structure(kActionMembers);
constexpr ShapeMember kPutScheduledMembers[] = {
    kNamespaceMember,
    optional("Schedule", kString, "at(...), rate(...) or cron(...)."),
    optional("Timezone", kString, "UTC when absent."),
    required("ScheduledActionName", kString, "Name; one of this name is replaced.").between(1, 256),
    kResourceMember,
    kDimensionMember,
    optional("StartTime", kTime, "Not before this moment."),
    optional("EndTime", kTime, "Not after this moment."),
    optional("ScalableTargetAction", kAction, "What it sets."),
};
constexpr ShapeMember kDeleteScheduledMembers[] = {
    kNamespaceMember,
    required("ScheduledActionName", kString, "Which action."),
    kResourceMember,
    kDimensionMember,
};
constexpr ShapeMember kDescribeScheduledMembers[] = {
    optional("ScheduledActionNames", kStrings, "Which actions; all when absent."),
    kNamespaceMember,
    kResourceFilter,
    kDimensionFilter,
    kMaxResults,
    kNextToken,
};

}  // namespace

constinit const Shape kRegisterScalableTargetInput = structure(kRegisterMembers);
constinit const Shape kDeregisterScalableTargetInput = structure(kDeregisterMembers);
constinit const Shape kDescribeScalableTargetsInput = structure(kDescribeTargetsMembers);
constinit const Shape kPutScalingPolicyInput = structure(kPutPolicyMembers);
constinit const Shape kDeleteScalingPolicyInput = structure(kDeletePolicyMembers);
constinit const Shape kDescribeScalingPoliciesInput = structure(kDescribePoliciesMembers);
constinit const Shape kDescribeScalingActivitiesInput = structure(kDescribeActivitiesMembers);
constinit const Shape kPutScheduledActionInput = structure(kPutScheduledMembers);
constinit const Shape kDeleteScheduledActionInput = structure(kDeleteScheduledMembers);
constinit const Shape kDescribeScheduledActionsInput = structure(kDescribeScheduledMembers);

}  // namespace taskyard::shapes
