// Goal: services scale as AWS's documents say, end to end: metric -> alarm -> decision ->
// desiredCount -> tasks, with each link named as the cause of the next. Metrics are fed by
// SimSetMetric or PutMetricData.

#include <doctest/doctest.h>

#include "engine/alarms.h"
#include "engine/invariants.h"
#include "support/scaling.h"

namespace taskyard {

TEST_CASE("worked example 79: CPU 80 with target 50 takes 4 tasks to 7 after three minutes") {
  World world;
  scalableWeb(world, 4);
  trackCpu(world, 50);
  setCpu(world, R"({"value":80,"minutes":10})");
  world.advance(2 * kMinute);
  CHECK(desired(world) == 4);
  world.advance(2 * kMinute);
  CHECK(desired(world) == 7);
  const ScalableTarget& target = world.state().scaling.targets[0];
  CHECK(target.lastChange.formula == "ceil(4 x 80 / 50) = 7");
  CHECK(target.lastChange.desiredCount == 4);
  CHECK(target.lastChange.decided == 7);
  world.advance(2 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 7);
  CHECK(desired(world) == 7);  // the cooldown: the same scale-out does not happen twice
  CHECK(decisionOf(world).blockedBy == ScalingBlock::ScaleOutCooldown);
}

TEST_CASE("scaling: Why? walks from a new task back to who fed the metric") {
  World world;
  scalableWeb(world, 4);
  trackCpu(world, 50);
  setCpu(world, R"({"value":80,"minutes":10})");
  world.advance(5 * kMinute);
  const Task* newest = world.tasks().back();
  for (const Task* task : world.tasks()) {
    if (task->ordinal > newest->ordinal) newest = task;
  }
  const EventLog& log = world.run().events();
  std::vector<EventKind> chain;
  for (EventId id = newest->lastEvent; id != kNoEvent; id = log.at(id).cause) {
    if (chain.empty() || chain.back() != log.at(id).kind) chain.push_back(log.at(id).kind);
  }
  CHECK(chain == std::vector{EventKind::TaskStatusChanged, EventKind::TaskCreated,
                             EventKind::ServiceStartedTasks, EventKind::ScaledOut,
                             EventKind::AlarmRaised, EventKind::Request});
}

TEST_CASE("worked example 80: CPU 46 for 15 minutes is not below 45: no scale-in") {
  World world;
  scalableWeb(world, 10);
  trackCpu(world, 50);
  setCpu(world, R"({"value":46})");
  world.advance(30 * kMinute);
  CHECK(desired(world) == 10);
}

TEST_CASE("worked example 81: CPU 20 for 15 minutes scales in, in steps, to no less than 4") {
  World world;
  scalableWeb(world, 10, 2);
  trackCpu(world, 50);
  setCpu(world, R"({"value":20})");
  world.advance(14 * kMinute);
  CHECK(desired(world) == 10);
  world.advance(2 * kMinute);
  CHECK(desired(world) == 7);
  CHECK(world.state().scaling.targets[0].lastChange.wanted == 4);
  world.advance(3 * kMinute);
  CHECK(desired(world) == 7);  // the scale-in cooldown of 300 s
  CHECK(decisionOf(world).blockedBy == ScalingBlock::ScaleInCooldown);
}

TEST_CASE("worked example 82: two tasks at 44 stay two") {
  World world;
  scalableWeb(world, 2);
  trackCpu(world, 50);
  setCpu(world, R"({"value":44})");
  world.advance(30 * kMinute);
  CHECK(desired(world) == 2);
}

TEST_CASE("worked example 84: backlog per task by metric math adds 5 tasks to 10") {
  World world;
  scalableWeb(world, 10);
  world.must("application-autoscaling:PutScalingPolicy",
             "{" + kTarget +
                 R"(,"PolicyName":"backlog","PolicyType":"TargetTrackingScaling",
    "TargetTrackingScalingPolicyConfiguration":{"TargetValue":100,
    "CustomizedMetricSpecification":{"Metrics":[
      {"Id":"m1","ReturnData":false,"MetricStat":{"Stat":"Sum","Metric":{"Namespace":"AWS/SQS",
       "MetricName":"ApproximateNumberOfMessagesVisible",
       "Dimensions":[{"Name":"QueueName","Value":"jobs"}]}}},
      {"Id":"m2","ReturnData":false,"MetricStat":{"Stat":"Average","Metric":{
       "Namespace":"ECS/ContainerInsights","MetricName":"RunningTaskCount",
       "Dimensions":[{"Name":"ClusterName","Value":"default"},
                     {"Name":"ServiceName","Value":"web"}]}}},
      {"Id":"e1","Expression":"m1 / m2","Label":"backlog per task","ReturnData":true}]}}}
  )");
  const auto messages = [&](int count) {
    world.must("SimSetMetric",
               R"({"namespace":"AWS/SQS","name":"ApproximateNumberOfMessagesVisible",
      "dimensions":[{"name":"QueueName","value":"jobs"}],"pattern":[{"value":)" +
                   std::to_string(count) + "}]}");
  };
  messages(1500);
  world.advance(5 * kMinute);
  CHECK(desired(world) == 10);  // without Container Insights the expression has no divisor
  CHECK(decisionOf(world).blockedBy == ScalingBlock::NoData);
  world.must("SimSetMetric", R"({"namespace":"ECS/ContainerInsights","name":"RunningTaskCount",
      "dimensions":[{"name":"ClusterName","value":"default"},
                    {"name":"ServiceName","value":"web"}],"pattern":[{"value":10}]})");
  world.advance(4 * kMinute);
  CHECK(desired(world) == 15);
}

TEST_CASE("scaling: with Container Insights the backlog per task is measured") {
  World world;
  world.must("CreateCluster");
  world.must("UpdateClusterSettings", R"({"cluster":"default",
      "settings":[{"name":"containerInsights","value":"enabled"}]})");
  world.registerWeb();
  world.createService(3);
  world.advance(5 * kMinute);
  const JsonValue listed =
      world.must("cloudwatch:ListMetrics", R"({"Namespace":"ECS/ContainerInsights",
      "MetricName":"RunningTaskCount"})");
  REQUIRE(listed.find("Metrics")->items().size() == 1);
  const JsonValue read = world.must(
      "cloudwatch:GetMetricStatistics",
      R"({"Namespace":"ECS/ContainerInsights","MetricName":"RunningTaskCount","Period":60,
      "Dimensions":[{"Name":"ServiceName","Value":"web"},{"Name":"ClusterName","Value":"default"}],
      "StartTime":"2026-01-05T08:04:00Z","EndTime":"2026-01-05T08:05:00Z",
      "Statistics":["Average"]})");
  REQUIRE(read.find("Datapoints")->items().size() == 1);
  CHECK(read.find("Datapoints")->items()[0].find("Average")->integer() == 3);
}

TEST_CASE("worked example 90: no scale-in while a deployment runs, but scale-out goes on") {
  World world;
  scalableWeb(world, 6);
  trackCpu(world, 50);
  setCpu(world, R"({"value":20})");
  world.advance(13 * kMinute);
  world.must("SimPutImage",
             R"({"image":"public.ecr.aws/docker/library/httpd:2.4","sizeMiB":20000})");
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(3 * kMinute);
  REQUIRE(world.state().services[0].deployments.size() == 2);
  CHECK(desired(world) == 6);
  CHECK(decisionOf(world).blockedBy == ScalingBlock::Deployment);
  CHECK(world.count(EventKind::ScalingHeldBack) == 1);
  setCpu(world, R"({"value":80})");
  world.advance(4 * kMinute);
  CHECK(world.state().services[0].deployments.size() == 2);
  CHECK(desired(world) == 10);
  setCpu(world, R"({"value":20})");
  world.advance(90 * kMinute);
  CHECK(world.state().services[0].deployments.size() == 1);
  CHECK(desired(world) < 10);
}

TEST_CASE("worked example 91: CPU tracking cannot wake a service from 0 tasks") {
  World world;
  scalableWeb(world, 0, 0);
  trackCpu(world, 50);
  world.advance(2 * kHour);
  CHECK(desired(world) == 0);
  CHECK(decisionOf(world).blockedBy == ScalingBlock::NoData);
  for (const Alarm& alarm : world.state().monitoring.alarms) {
    CHECK(alarm.state == AlarmState::INSUFFICIENT_DATA);
  }
}

TEST_CASE("scaling: requests per target wake a service from 0 tasks with one datapoint") {
  World world;
  scalableWeb(world, 0, 0);
  world.must("application-autoscaling:PutScalingPolicy",
             "{" + kTarget + R"(,"PolicyName":"rps","PolicyType":"TargetTrackingScaling",
    "TargetTrackingScalingPolicyConfiguration":{"TargetValue":1000,
    "PredefinedMetricSpecification":{"PredefinedMetricType":"ALBRequestCountPerTarget",
    "ResourceLabel":"app/front/50dc6c495c0c9188/targetgroup/web/943f017f100becff"}}})");
  world.must("SimSetMetric",
             R"({"namespace":"AWS/ApplicationELB","name":"RequestCountPerTarget","dimensions":[
    {"name":"LoadBalancer","value":"app/front/50dc6c495c0c9188"},
    {"name":"TargetGroup","value":"targetgroup/web/943f017f100becff"}],
    "pattern":[{"value":0,"minutes":2},{"value":500}]})");
  world.advance(2 * kMinute);
  CHECK(desired(world) == 0);
  world.advance(kMinute);
  CHECK(desired(world) == 1);
}

TEST_CASE("scaling: the largest capacity wins, and one policy that needs its tasks keeps them") {
  World world;
  scalableWeb(world, 6);
  trackCpu(world, 50);
  world.must("application-autoscaling:PutScalingPolicy",
             "{" + kTarget + R"(,"PolicyName":"load","PolicyType":"TargetTrackingScaling",
    "TargetTrackingScalingPolicyConfiguration":{"TargetValue":50,"CustomizedMetricSpecification":
    {"Namespace":"My","MetricName":"load","Statistic":"Average"}}})");
  setCpu(world, R"({"value":10})");
  setLoad(world, R"({"value":49})");
  world.advance(20 * kMinute);
  CHECK(desired(world) == 6);
  CHECK(decisionOf(world, 0).blockedBy == ScalingBlock::OtherPolicy);
  setCpu(world, R"({"value":60})");
  setLoad(world, R"({"value":100})");
  world.advance(4 * kMinute);
  CHECK(desired(world) == 12);  // 8 by CPU, 12 by load
  setCpu(world, R"({"value":10})");
  setLoad(world, "");
  world.advance(40 * kMinute);
  CHECK(desired(world) == 12);  // missing data: no consent, no scale-in
}

TEST_CASE("scaling: limits, disableScaleIn and suspension") {
  World world;
  scalableWeb(world, 4, 3, 6);
  trackCpu(world, 50, R"(,"DisableScaleIn":true,"ScaleOutCooldown":60)");
  setCpu(world, R"({"value":100,"minutes":8},{"value":5})");
  world.advance(8 * kMinute);
  CHECK(desired(world) == 6);
  CHECK(world.state().scaling.targets[0].lastChange.clamped);
  CHECK(decisionOf(world).blockedBy == ScalingBlock::AtMaximum);
  const JsonValue activities =
      world.must("application-autoscaling:DescribeScalingActivities",
                 R"({"ServiceNamespace":"ecs","IncludeNotScaledActivities":true})");
  const auto& items = activities.find("ScalingActivities")->items();
  REQUIRE(items.size() == 2);
  CHECK(items[0].find("NotScaledReasons")->items()[0].text("Code") == "AlreadyAtMaxCapacity");
  CHECK(items[1].text("Description") == "Setting desired count to 6.");
  CHECK(items[1].text("Cause").starts_with(
      "monitor alarm TargetTracking-service/default/web-AlarmHigh-"));
  CHECK(items[1].text("StatusMessage") ==
        "Successfully set desired count to 6. Change successfully fulfilled by ecs.");
  world.advance(30 * kMinute);
  CHECK(desired(world) == 6);
  CHECK(decisionOf(world).blockedBy == ScalingBlock::ScaleInDisabled);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("scaling: a scale-out ends a scale-in cooldown") {
  World world;
  scalableWeb(world, 8);
  trackCpu(world, 50, R"(,"ScaleInCooldown":3600)");
  setCpu(world, R"({"value":20,"minutes":16},{"value":90,"minutes":4},{"value":45})");
  world.advance(16 * kMinute);
  const int low = desired(world);
  CHECK(low == 6);
  world.advance(4 * kMinute);
  CHECK(desired(world) > low);
}

TEST_CASE("scaling: target tracking makes its two alarms, and takes them with it") {
  World world;
  scalableWeb(world, 2);
  trackCpu(world, 50);
  const JsonValue alarms = world.must("cloudwatch:DescribeAlarms");
  const auto& items = alarms.find("MetricAlarms")->items();
  REQUIRE(items.size() == 2);
  CHECK(items[0].text("AlarmName").starts_with("TargetTracking-service/default/web-AlarmHigh-"));
  CHECK(items[0].find("EvaluationPeriods")->integer() == 3);
  CHECK(items[0].find("Threshold")->integer() == 50);
  CHECK(items[1].text("AlarmName").starts_with("TargetTracking-service/default/web-AlarmLow-"));
  CHECK(items[1].find("EvaluationPeriods")->integer() == 15);
  CHECK(items[1].find("Threshold")->integer() == 45);
  const JsonValue policies = world.must("application-autoscaling:DescribeScalingPolicies",
                                        R"({"ServiceNamespace":"ecs"})");
  CHECK(policies.find("ScalingPolicies")->items()[0].find("Alarms")->items().size() == 2);
  world.must("application-autoscaling:DeregisterScalableTarget", "{" + kTarget + "}");
  CHECK(world.must("cloudwatch:DescribeAlarms").find("MetricAlarms")->items().empty());
  world.advance(2 * kMinute);
  CHECK(world.state().monitoring.minuteAt == kNever);  // nothing needs the minute any more
}

TEST_CASE("scaling: bad requests are refused, and change nothing") {
  World world;
  world.createWeb(2);
  const auto refusedTarget = [&](const std::string& body) {
    return world.refused("application-autoscaling:RegisterScalableTarget", body);
  };
  CHECK(refusedTarget("{" + kTarget + R"(,"MinCapacity":5,"MaxCapacity":2})") ==
        "ValidationException: Maximum capacity cannot be less than minimum capacity");
  CHECK(refusedTarget(R"({"ServiceNamespace":"ecs","ResourceId":"service/default/none",
      "ScalableDimension":"ecs:service:DesiredCount","MinCapacity":1,"MaxCapacity":2})") ==
        "ValidationException: ECS service doesn't exist: service/default/none");
  CHECK(refusedTarget(R"({"ServiceNamespace":"dynamodb","ResourceId":"table/x",
      "ScalableDimension":"dynamodb:table:ReadCapacityUnits","MinCapacity":1,"MaxCapacity":2})")
            .starts_with("SimNotModelled"));
  CHECK(refusedTarget("{" + kTarget + R"(,"MinCapacity":1})").starts_with("ValidationException"));
  const auto refusedPolicy = [&](const std::string& body) {
    return world.refused("application-autoscaling:PutScalingPolicy", "{" + kTarget + "," + body);
  };
  const std::string tracking = R"("PolicyName":"p","PolicyType":"TargetTrackingScaling",)"
                               R"("TargetTrackingScalingPolicyConfiguration":)";
  CHECK(refusedPolicy(tracking + R"({"TargetValue":50}})") ==
        "ObjectNotFoundException: No scalable target registered for service namespace: ecs, "
        "resource ID: service/default/web, scalable dimension: ecs:service:DesiredCount");
  registerTarget(world, 1, 10);
  for (const std::string& body :
       {tracking + R"({"TargetValue":50}})",
        tracking + R"({"TargetValue":0,"PredefinedMetricSpecification":
          {"PredefinedMetricType":"ECSServiceAverageCPUUtilization"}}})",
        tracking + R"({"TargetValue":50,"PredefinedMetricSpecification":
          {"PredefinedMetricType":"ALBRequestCountPerTarget"}}})",
        tracking + R"({"TargetValue":50,"CustomizedMetricSpecification":{"Metrics":[
          {"Id":"e1","Expression":"e2"},{"Id":"e2","Expression":"e1","ReturnData":false}]}}})",
        std::string(R"("PolicyName":"p","StepScalingPolicyConfiguration":{"AdjustmentType":
          "ChangeInCapacity","StepAdjustments":[{"ScalingAdjustment":1}]}})"),
        std::string(R"("PolicyName":"p","StepScalingPolicyConfiguration":{"AdjustmentType":
          "ChangeInCapacity","StepAdjustments":[
          {"MetricIntervalLowerBound":0,"MetricIntervalUpperBound":5,"ScalingAdjustment":1},
          {"MetricIntervalLowerBound":6,"ScalingAdjustment":2}]}})")}) {
    CAPTURE(body);
    CHECK(refusedPolicy(body).starts_with("ValidationException"));
  }
  trackCpu(world, 50);
  CHECK(refusedPolicy(tracking + R"({"TargetValue":60,"PredefinedMetricSpecification":
          {"PredefinedMetricType":"ECSServiceAverageCPUUtilization"}}})") ==
        "ValidationException: Only one TargetTrackingScaling policy for a given metric "
        "specification is allowed.");
  CHECK(world.state().scaling.policies.size() == 1);
  for (const char* schedule : {"cron(0 9 * * * *)", "every day", ""}) {
    CHECK(world
              .refused("application-autoscaling:PutScheduledAction",
                       "{" + kTarget + R"(,"ScheduledActionName":"a","Schedule":")" + schedule +
                           R"(","ScalableTargetAction":{"MinCapacity":1}})")
              .starts_with("ValidationException: Invalid Schedule Expression"));
  }
}

TEST_CASE("scaling: PutMetricData feeds a policy as well, with the request as the cause") {
  World world;
  scalableWeb(world, 2);
  world.must("application-autoscaling:PutScalingPolicy",
             "{" + kTarget + R"(,"PolicyName":"load","PolicyType":"TargetTrackingScaling",
    "TargetTrackingScalingPolicyConfiguration":{"TargetValue":10,"CustomizedMetricSpecification":
    {"Namespace":"My","MetricName":"load","Statistic":"Average"}}})");
  for (int i = 0; i < 4; ++i) {
    putCustom(world, "load", 20);
    world.advance(kMinute);
  }
  CHECK(desired(world) == 4);
}

}  // namespace taskyard
