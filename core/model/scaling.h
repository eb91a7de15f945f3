#pragma once
// Application Auto Scaling for services (scalable targets, policies, scheduled actions), and
// EventBridge Scheduler (schedules that run tasks).
// Names: Application Auto Scaling API Reference, EventBridge Scheduler API Reference.
// Capacities are tasks; metric values and targets are thousandths (base/milli.h).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/monitoring.h"
#include "model/service.h"

namespace taskyard {

enum class ScalingPolicyType : std::uint8_t { TargetTrackingScaling, StepScaling };
enum class AdjustmentType : std::uint8_t {
  ChangeInCapacity,
  PercentChangeInCapacity,
  ExactCapacity
};

// Bounds are distances from the alarm's threshold; none: without end.
struct StepAdjustment {
  std::optional<std::int64_t> lowerBound;
  std::optional<std::int64_t> upperBound;
  std::int32_t scalingAdjustment = 0;

  auto fields() const { return std::tie(lowerBound, upperBound, scalingAdjustment); }
};

// What a policy wanted when it was last asked, and what came of it.
enum class ScalingBlock : std::uint8_t {
  None,
  NoData,           // no datapoint, so no decision
  NoChange,         // the formula gives what there is
  ScaleInDisabled,  // disableScaleIn, or scale-in is suspended for the target
  Suspended,        // scale-out is suspended for the target
  Deployment,       // no scale-in while a deployment runs
  ScaleOutCooldown,
  ScaleInCooldown,
  OtherPolicy,  // another policy needs the tasks
  AtMinimum,
  AtMaximum
};
struct ScalingDecision {
  TimeMs at = kNever;
  ScalingPolicyIndex policy;
  std::int64_t metric = 0;        // the value it was made from
  std::int64_t target = 0;        // target value, or the alarm's threshold
  std::int32_t runningCount = 0;  // what the formula starts from
  std::int32_t desiredCount = 0;  // before
  std::int32_t wanted = 0;        // what the formula gives
  std::int32_t decided = 0;       // after limits, cooldowns and the other policies
  std::int32_t minCapacity = 0;   // as they were
  std::int32_t maxCapacity = 0;
  bool clamped = false;  // minCapacity or maxCapacity changed what was wanted
  ScalingBlock blockedBy = ScalingBlock::None;
  std::string formula;  // "ceil(4 x 80 / 50) = 7"

  auto fields() const {
    return std::tie(at, policy, metric, target, runningCount, desiredCount, wanted, decided,
                    minCapacity, maxCapacity, clamped, blockedBy, formula);
  }
};

struct ScalingPolicy {
  std::string policyName;
  std::string policyId;  // 8-4-4-4-12 hexadecimal digits
  ScalableTargetIndex target;
  ScalingPolicyType policyType = ScalingPolicyType::TargetTrackingScaling;
  bool deleted = false;
  // TargetTrackingScaling.
  std::string predefinedMetricType;  // "" for a customized metric
  std::string resourceLabel;
  std::vector<MetricQuery> queries;  // what is tracked
  std::uint32_t watched = 0;
  bool listForm = false;  // the customized metric was given as a list ("Metrics")
  std::int64_t targetValue = 0;
  std::int32_t scaleOutCooldownSeconds = 300;
  std::int32_t scaleInCooldownSeconds = 300;
  bool disableScaleIn = false;
  AlarmIndex alarmHigh;
  AlarmIndex alarmLow;
  // StepScaling.
  AdjustmentType adjustmentType = AdjustmentType::ChangeInCapacity;
  std::vector<StepAdjustment> stepAdjustments;
  std::int32_t minAdjustmentMagnitude = 0;
  std::int32_t cooldownSeconds = 300;
  std::string metricAggregationType = "Average";

  TimeMs createdAt = 0;
  EventId createdBy = kNoEvent;
  ScalingDecision lastDecision;

  auto fields() const {
    return std::tie(policyName, policyId, target, policyType, deleted, predefinedMetricType,
                    resourceLabel, queries, watched, listForm, targetValue, scaleOutCooldownSeconds,
                    scaleInCooldownSeconds, disableScaleIn, alarmHigh, alarmLow, adjustmentType,
                    stepAdjustments, minAdjustmentMagnitude, cooldownSeconds, metricAggregationType,
                    createdAt, createdBy, lastDecision);
  }
};

struct ScalingActivity {
  std::string activityId;
  TimeMs at = 0;
  std::int32_t desiredCount = 0;  // what was set
  std::string cause;              // in Application Auto Scaling's words
  EventId event = kNoEvent;

  auto fields() const { return std::tie(activityId, at, desiredCount, cause, event); }
};
inline constexpr std::size_t kActivitiesKept = 100;  // Model choice: AWS keeps six weeks

struct ScheduledAction {
  std::string scheduledActionName;
  ScalableTargetIndex target;
  bool deleted = false;
  std::string schedule;  // at(...), cron(...) or rate(...)
  std::optional<TimeMs> startTime;
  std::optional<TimeMs> endTime;
  std::optional<std::int32_t> minCapacity;
  std::optional<std::int32_t> maxCapacity;
  TimeMs createdAt = 0;
  EventId createdBy = kNoEvent;
  TimeMs nextAt = kNever;
  std::uint32_t stamp = 0;  // timers with an older stamp are void

  auto fields() const {
    return std::tie(scheduledActionName, target, deleted, schedule, startTime, endTime, minCapacity,
                    maxCapacity, createdAt, createdBy, nextAt, stamp);
  }
};

// The desiredCount of a service, as something that may be scaled.
struct ScalableTarget {
  ServiceIndex service;
  bool deleted = false;
  std::int32_t minCapacity = 0;
  std::int32_t maxCapacity = 0;
  bool scaleInSuspended = false;
  bool scaleOutSuspended = false;
  bool scheduledSuspended = false;
  TimeMs createdAt = 0;
  EventId createdBy = kNoEvent;
  // Cooldowns: until when, and from how many running tasks the last scale-out started.
  TimeMs scaleOutUntil = 0;
  TimeMs scaleInUntil = 0;
  std::int32_t scaleOutBase = 0;
  std::vector<ScalingPolicyIndex> policies;  // deleted ones included
  std::vector<ScalingActivity> activities;   // oldest first, at most kActivitiesKept
  std::uint32_t activitiesSoFar = 0;
  ScalingDecision lastChange;  // the last decision that changed desiredCount

  auto fields() const {
    return std::tie(service, deleted, minCapacity, maxCapacity, scaleInSuspended, scaleOutSuspended,
                    scheduledSuspended, createdAt, createdBy, scaleOutUntil, scaleInUntil,
                    scaleOutBase, policies, activities, activitiesSoFar, lastChange);
  }
};

// EventBridge Scheduler: one schedule that runs tasks.
struct Schedule {
  std::string name;
  std::string description;
  bool deleted = false;
  bool enabled = true;
  bool deleteAfterCompletion = false;
  std::string expression;
  std::optional<TimeMs> startDate;
  std::optional<TimeMs> endDate;
  std::string targetJson;  // as it was given
  // The task it runs.
  ClusterIndex cluster;
  std::string taskDefinition;  // family, family:revision or ARN; resolved when it fires
  std::int32_t taskCount = 1;
  AwsvpcConfiguration awsvpcConfiguration;
  std::string group;
  TimeMs createdAt = 0;
  TimeMs updatedAt = 0;
  EventId createdBy = kNoEvent;
  TimeMs nextAt = kNever;
  std::uint32_t stamp = 0;  // timers with an older stamp are void
  std::uint32_t timesFired = 0;

  auto fields() const {
    return std::tie(name, description, deleted, enabled, deleteAfterCompletion, expression,
                    startDate, endDate, targetJson, cluster, taskDefinition, taskCount,
                    awsvpcConfiguration, group, createdAt, updatedAt, createdBy, nextAt, stamp,
                    timesFired);
  }
};

struct Scaling {
  std::vector<ScalableTarget> targets;
  std::vector<ScalingPolicy> policies;
  std::vector<ScheduledAction> scheduledActions;
  std::vector<Schedule> schedules;

  auto fields() const { return std::tie(targets, policies, scheduledActions, schedules); }
};

const char* nameOf(ScalingPolicyType type);
const char* nameOf(AdjustmentType type);
const char* nameOf(ScalingBlock block);

}  // namespace taskyard
