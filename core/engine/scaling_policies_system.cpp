// Scalable targets and policies come and go; a target tracking policy brings its two alarms.

#include "engine/monitoring_system.h"
#include "engine/scaling_system.h"
#include "engine/uuid.h"

namespace taskyard {

namespace {

// The high and the low alarm of a target tracking policy.
// Source: Application Auto Scaling User Guide: names; a public workshop for Fargate: 3 and 15
// datapoints of a minute, low threshold 90 % of the target.
AlarmIndex putTrackingAlarm(Simulation& sim, ScalingPolicyIndex index, bool high, EventId cause) {
  State& state = sim.state();
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  const std::string resource =
      resourceIdOf(state, state.scaling.targets[policy.target.value].service);
  Alarm alarm;
  alarm.alarmName =
      "TargetTracking-" + resource + (high ? "-AlarmHigh-" : "-AlarmLow-") +
      drawnUuid({state.seed, Purpose::ScalingAlarmId, index.value * 2 + (high ? 1u : 0u), 0});
  alarm.alarmDescription = "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " +
                           scalingPolicyArn(state, index) + ".";
  alarm.alarmActions = {scalingPolicyArn(state, index)};
  alarm.queries = policy.queries;
  alarm.watched = policy.watched;
  alarm.listForm = policy.listForm;
  alarm.evaluationPeriods = high ? 3 : 15;
  alarm.datapointsToAlarm = alarm.evaluationPeriods;
  alarm.threshold = high ? policy.targetValue : policy.targetValue * 9 / 10;
  alarm.comparison =
      high ? ComparisonOperator::GreaterThanThreshold : ComparisonOperator::LessThanThreshold;
  alarm.ownedBy = index;
  return putAlarm(sim, std::move(alarm), cause);
}

void deleteTrackingAlarms(Simulation& sim, const ScalingPolicy& policy, EventId cause) {
  if (policy.alarmHigh.valid()) deleteAlarm(sim, policy.alarmHigh, cause);
  if (policy.alarmLow.valid()) deleteAlarm(sim, policy.alarmLow, cause);
}

}  // namespace

ScalableTargetIndex registerScalableTarget(Simulation& sim, const ScalableTargetOrder& order,
                                           EventId cause) {
  State& state = sim.state();
  ScalableTargetIndex index = findScalableTarget(state, order.service);
  if (!index.valid()) {
    index = ScalableTargetIndex(state.scaling.targets.size());
    ScalableTarget fresh;
    fresh.service = order.service;
    fresh.createdAt = state.now;
    fresh.createdBy = cause;
    state.scaling.targets.push_back(std::move(fresh));
  }
  ScalableTarget& target = state.scaling.targets[index.value];
  target.minCapacity = order.minCapacity.value_or(target.minCapacity);
  target.maxCapacity = order.maxCapacity.value_or(target.maxCapacity);
  target.scaleInSuspended = order.scaleInSuspended.value_or(target.scaleInSuspended);
  target.scaleOutSuspended = order.scaleOutSuspended.value_or(target.scaleOutSuspended);
  target.scheduledSuspended = order.scheduledSuspended.value_or(target.scheduledSuspended);
  return index;
}

void deregisterScalableTarget(Simulation& sim, ScalableTargetIndex index, EventId cause) {
  State& state = sim.state();
  state.scaling.targets[index.value].deleted = true;
  for (const ScalingPolicyIndex policy : state.scaling.targets[index.value].policies) {
    if (!state.scaling.policies[policy.value].deleted) deleteScalingPolicy(sim, policy, cause);
  }
  for (ScheduledAction& action : state.scaling.scheduledActions) {
    if (action.target != index || action.deleted) continue;
    action.deleted = true;
    ++action.stamp;
  }
}

ScalingPolicyIndex putScalingPolicy(Simulation& sim, ScalingPolicy policy, EventId cause) {
  State& state = sim.state();
  ScalingPolicyIndex index = findScalingPolicy(state, policy.target, policy.policyName);
  policy.createdBy = cause;
  policy.createdAt = state.now;
  if (index.valid()) {
    deleteTrackingAlarms(sim, state.scaling.policies[index.value], cause);
    policy.policyId = state.scaling.policies[index.value].policyId;
    state.scaling.policies[index.value] = std::move(policy);
  } else {
    index = ScalingPolicyIndex(state.scaling.policies.size());
    policy.policyId = drawnUuid({state.seed, Purpose::ScalingPolicyId, index.value, 0});
    state.scaling.targets[policy.target.value].policies.push_back(index);
    state.scaling.policies.push_back(std::move(policy));
  }
  if (state.scaling.policies[index.value].policyType == ScalingPolicyType::TargetTrackingScaling) {
    const AlarmIndex high = putTrackingAlarm(sim, index, true, cause);
    const AlarmIndex low = putTrackingAlarm(sim, index, false, cause);
    state.scaling.policies[index.value].alarmHigh = high;
    state.scaling.policies[index.value].alarmLow = low;
  }
  return index;
}

void deleteScalingPolicy(Simulation& sim, ScalingPolicyIndex index, EventId cause) {
  ScalingPolicy& policy = sim.state().scaling.policies[index.value];
  deleteTrackingAlarms(sim, policy, cause);
  policy.deleted = true;
}

ScalableTargetIndex findScalableTarget(const State& state, ServiceIndex service) {
  for (std::size_t i = 0; i < state.scaling.targets.size(); ++i) {
    const ScalableTarget& target = state.scaling.targets[i];
    if (!target.deleted && target.service == service) return ScalableTargetIndex(i);
  }
  return {};
}

ScalingPolicyIndex findScalingPolicy(const State& state, ScalableTargetIndex target,
                                     std::string_view name) {
  for (const ScalingPolicyIndex index : state.scaling.targets[target.value].policies) {
    const ScalingPolicy& policy = state.scaling.policies[index.value];
    if (!policy.deleted && policy.policyName == name) return index;
  }
  return {};
}

std::string resourceIdOf(const State& state, ServiceIndex service) {
  const Service& record = state.services[service.value];
  return "service/" + state.clusters[record.cluster.value].clusterName + "/" + record.serviceName;
}

std::string scalingPolicyArn(const State& state, ScalingPolicyIndex index) {
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  return "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:" + policy.policyId +
         ":resource/ecs/" +
         resourceIdOf(state, state.scaling.targets[policy.target.value].service) + ":policyName/" +
         policy.policyName;
}

}  // namespace taskyard
