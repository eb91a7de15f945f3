// Goal: CloudWatch alarms fail a deployment, except those that fired before it, and a rolling
// deployment with rollback bakes before it completes. Method: SetAlarmState stands for a metric.

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

void putAlarm(World& world, const std::string& name) {
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":")" + name +
                 R"(","MetricName":"errors","Namespace":"My","Statistic":"Sum","Period":60,)"
                 R"("EvaluationPeriods":2,"Threshold":1,)"
                 R"("ComparisonOperator":"GreaterThanThreshold"})");
}

void fire(World& world, const std::string& name) {
  world.must("cloudwatch:SetAlarmState",
             R"({"AlarmName":")" + name + R"(","StateValue":"ALARM","StateReason":"a test"})");
}

// A steady service of two tasks, and a newer revision.
void prepare(World& world, const char* rollback, const std::string& more = "") {
  putAlarm(world, "errors");
  putAlarm(world, "other");
  world.createWeb(2, std::string(R"(,"deploymentConfiguration":{"alarms":{"alarmNames":["errors"],)"
                                 R"("enable":true,"rollback":)") +
                         rollback + "}" + more + "}");
  world.advance(5 * kMinute);
  world.registerWeb("app:2");
}

void ship(World& world) {
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
}

const ServiceDeployment& rollout(const World& world) {
  return world.state().serviceDeployments.back();
}

int said(const World& world, const std::string& ending) {
  int count = 0;
  for (const std::string& message : world.messages()) count += message.ends_with(ending) ? 1 : 0;
  return count;
}

int revisionRunning(const World& world) {
  int revision = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    revision = world.state().taskDefinitions[task->taskDefinition.value].revision;
  }
  return revision;
}

}  // namespace

TEST_CASE("deployment alarms: one that fires fails the deployment and rolls back") {
  World world;
  prepare(world, "true");
  ship(world);
  world.advance(20 * kSecond);
  fire(world, "other");
  CHECK(rollout(world).status == ServiceDeploymentStatus::IN_PROGRESS);
  fire(world, "errors");
  CHECK(said(world, "deployment failed: alarm detected.") == 1);
  CHECK(rollout(world).status == ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS);
  CHECK(rollout(world).triggeredAlarm == "errors");
  world.advance(10 * kMinute);
  CHECK(rollout(world).status == ServiceDeploymentStatus::ROLLBACK_SUCCESSFUL);
  CHECK(revisionRunning(world) == 1);
  CHECK(said(world, "has reached a steady state.") == 2);
}

TEST_CASE("deployment alarms: without rollback the deployment is only failed") {
  World world;
  prepare(world, "false");
  ship(world);
  world.advance(20 * kSecond);
  fire(world, "errors");
  CHECK(rollout(world).status == ServiceDeploymentStatus::STOPPED);
  CHECK(world.count(EventKind::DeploymentRollback) == 0);
}

TEST_CASE("deployment alarms: one that fired before the deployment is ignored") {
  World world;
  prepare(world, "true");
  fire(world, "errors");
  ship(world);
  CHECK(rollout(world).ignoredAlarms == std::vector<std::string>{"errors"});
  world.advance(2 * kMinute);
  fire(world, "errors");
  CHECK(rollout(world).status == ServiceDeploymentStatus::IN_PROGRESS);
  world.advance(10 * kMinute);
  CHECK(rollout(world).status == ServiceDeploymentStatus::SUCCESSFUL);
  CHECK(revisionRunning(world) == 2);
}

TEST_CASE("deployment alarms: bake time, from the alarms or as asked; an alarm in it rolls back") {
  struct Row {
    const char* more;
    DurationMs bake;
  };
  for (const Row& row : {Row{"", 2 * kMinute}, Row{R"(,"bakeTimeInMinutes":20)", 20 * kMinute}}) {
    CAPTURE(row.more);
    World world;
    prepare(world, "true", row.more);
    ship(world);
    while (!rollout(world).baking) world.advance(kSecond);
    CHECK(revisionRunning(world) == 2);
    const TimeMs began = world.state().now;
    while (rollout(world).baking) world.advance(kSecond);
    CHECK(world.state().now - began >= row.bake - kSecond);
    CHECK(world.state().now - began <= row.bake + kSecond);
    CHECK(rollout(world).status == ServiceDeploymentStatus::SUCCESSFUL);
  }
  World world;
  prepare(world, "true");
  ship(world);
  while (!rollout(world).baking) world.advance(kSecond);
  fire(world, "errors");
  world.advance(10 * kMinute);
  CHECK(revisionRunning(world) == 1);
  CHECK(rollout(world).status == ServiceDeploymentStatus::ROLLBACK_SUCCESSFUL);
}

}  // namespace taskyard
