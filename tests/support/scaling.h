#pragma once
// A service that may be scaled, its policies, and the metrics that are fed to them.

#include <string>

#include "support/world.h"

namespace taskyard {

inline const std::string kTarget = R"("ServiceNamespace":"ecs","ResourceId":"service/default/web",)"
                                   R"("ScalableDimension":"ecs:service:DesiredCount")";

inline void registerTarget(World& world, int minimum, int maximum) {
  world.must("application-autoscaling:RegisterScalableTarget",
             "{" + kTarget + R"(,"MinCapacity":)" + std::to_string(minimum) + R"(,"MaxCapacity":)" +
                 std::to_string(maximum) + "}");
}

// A steady service with `count` tasks that may be scaled.
inline void scalableWeb(World& world, int count, int minimum = 1, int maximum = 40) {
  world.createWeb(count);
  world.advance(5 * kMinute);
  registerTarget(world, minimum, maximum);
}

inline void trackCpu(World& world, int target, const std::string& more = "") {
  world.must("application-autoscaling:PutScalingPolicy",
             "{" + kTarget +
                 R"(,"PolicyName":"cpu","PolicyType":"TargetTrackingScaling",)"
                 R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":)" +
                 std::to_string(target) +
                 R"(,"PredefinedMetricSpecification":{"PredefinedMetricType":)"
                 R"("ECSServiceAverageCPUUtilization"})" +
                 more + "}}");
}

// CPU of service web, piece after piece: {"value":80,"minutes":3} and so on.
inline void setCpu(World& world, const std::string& pattern) {
  world.must("SimSetMetric",
             R"({"namespace":"AWS/ECS","name":"CPUUtilization","dimensions":[)"
             R"({"name":"ClusterName","value":"default"},{"name":"ServiceName","value":"web"}],)"
             R"("pattern":[)" +
                 pattern + "]}");
}

inline int desired(const World& world) { return world.state().services[0].desiredCount; }

inline const ScalingDecision& decisionOf(const World& world, std::size_t policy = 0) {
  return world.state().scaling.policies[policy].lastDecision;
}

inline void putCustom(World& world, const std::string& name, int value) {
  world.must("cloudwatch:PutMetricData", R"({"Namespace":"My","MetricData":[{"MetricName":")" +
                                             name + R"(","Value":)" + std::to_string(value) +
                                             "}]}");
}

inline std::string stepPolicy(World& world, const std::string& name, const std::string& type,
                              const std::string& steps, const std::string& more = "") {
  const JsonValue output = world.must(
      "application-autoscaling:PutScalingPolicy",
      "{" + kTarget + R"(,"PolicyName":")" + name +
          R"(","PolicyType":"StepScaling","StepScalingPolicyConfiguration":{"AdjustmentType":")" +
          type + R"(","StepAdjustments":[)" + steps + "]" + more + "}}");
  return output.text("PolicyARN");
}

inline void stepAlarm(World& world, const std::string& name, const std::string& comparison,
                      const std::string& arn) {
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":")" + name +
                 R"(","MetricName":"load","Namespace":"My","Statistic":"Average","Period":60,)"
                 R"("EvaluationPeriods":1,"Threshold":50,"ComparisonOperator":")" +
                 comparison + R"(","AlarmActions":[")" + arn + "\"]}");
}

inline void setLoad(World& world, const std::string& pattern) {
  world.must("SimSetMetric", R"({"namespace":"My","name":"load","pattern":[)" + pattern + "]}");
}

}  // namespace taskyard
