// Goal: targets are checked, become healthy and unhealthy, drain and leave as the ELB guides say,
// and the service scheduler follows. Method: AWS requests; the worked examples by number. A check
// is made to fail by asking for a code that the application does not give.

#include <doctest/doctest.h>

#include "engine/invariants.h"
#include "engine/routing.h"
#include "engine/service_targets_system.h"
#include "support/balancers.h"

namespace taskyard {

namespace {

void expectCode(BalancedWorld& world, const std::string& code) {
  world.must("elbv2:ModifyTargetGroup", R"({"TargetGroupArn":")" + BalancedWorld::groupArn() +
                                            R"(","Matcher":{"HttpCode":")" + code + R"("}})");
}

// Advances in steps of a second until the first target is in the state; how long that took.
DurationMs untilState(BalancedWorld& world, TargetState state, DurationMs limit) {
  const TimeMs from = world.state().now;
  while (world.state().now - from < limit) {
    world.advance(kSecond);
    for (const Target& target : world.state().balancing.targets) {
      if (target.inUse && target.state == state) return world.state().now - from;
    }
  }
  return -1;
}

// A standalone task whose address is registered by hand: nothing replaces it.
void runByHand(BalancedWorld& world) {
  world.createBalancer();
  world.must("CreateCluster");
  world.registerApp();
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + BalancedWorld::network() + "}");
  world.advance(2 * kMinute);
  const std::string address = ipText(world.tasksIn(TaskStatus::RUNNING)[0]->privateIp);
  world.must("elbv2:RegisterTargets", R"({"TargetGroupArn":")" + BalancedWorld::groupArn() +
                                          R"(","Targets":[{"Id":")" + address + R"("}]})");
}

std::string stateOf(BalancedWorld& world, std::size_t position = 0) {
  const JsonValue answer = world.must("elbv2:DescribeTargetHealth",
                                      R"({"TargetGroupArn":")" + BalancedWorld::groupArn() + "\"}");
  const auto& list = answer.find("TargetHealthDescriptions")->items();
  if (position >= list.size()) return "none";
  const JsonValue& health = *list[position].find("TargetHealth");
  const std::string reason = health.text("Reason");
  return health.text("State") + (reason.empty() ? "" : " " + reason) +
         (reason.empty() ? "" : ": " + health.text("Description"));
}

}  // namespace

TEST_CASE("balancing: worked example 70: a new target is healthy after one success") {
  BalancedWorld world;
  runByHand(world);
  CHECK(stateOf(world) == "initial Elb.RegistrationInProgress: Target registration is in progress");
  const DurationMs took = untilState(world, TargetState::healthy, 2 * kMinute);
  CHECK(took > 0);
  CHECK(took <= 30 * kSecond);
  CHECK(stateOf(world) == "healthy");
  CHECK(world.state().balancing.targets[0].checksDone == 1);
}

TEST_CASE("balancing: worked examples 71 and 72: unhealthy after 60 s, healthy again after 150 s") {
  BalancedWorld world;
  runByHand(world);
  world.advance(kMinute);
  expectCode(world, "404");
  const DurationMs down = untilState(world, TargetState::unhealthy, 5 * kMinute);
  CHECK(down > 30 * kSecond);
  CHECK(down <= 60 * kSecond);
  CHECK(stateOf(world) ==
        "unhealthy Target.ResponseCodeMismatch: Health checks failed with these codes: [200]");
  expectCode(world, "200");
  const DurationMs up = untilState(world, TargetState::healthy, 5 * kMinute);
  CHECK(up > 120 * kSecond);
  CHECK(up <= 150 * kSecond);
}

TEST_CASE("balancing: a healthy target costs no timers, and checks are still counted") {
  BalancedWorld world;
  runByHand(world);
  world.advance(10 * kMinute);
  const std::uint64_t timers = world.state().timersRun;
  world.advance(kHour);
  CHECK(world.state().timersRun == timers);
  CHECK(world.state().balancing.targets[0].checksDone == 1);
  expectCode(world, "200-299");
  CHECK(world.state().healthChecksRun >= 120);
}

TEST_CASE("balancing: a group without a listener leaves its targets unused") {
  BalancedWorld world;
  runByHand(world);
  world.advance(kMinute);
  world.must("elbv2:DeleteListener", R"({"ListenerArn":")" + BalancedWorld::listenerArn() + "\"}");
  CHECK(stateOf(world) ==
        "unused Target.NotInUse: Target group is not configured to receive traffic from the load "
        "balancer");
  world.must("elbv2:CreateListener", R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() +
                                         R"(","Protocol":"HTTP","Port":81,"DefaultActions":)" +
                                         BalancedWorld::forwardTo("web") + "}");
  CHECK(stateOf(world).starts_with("initial"));
  world.advance(kMinute);
  CHECK(stateOf(world) == "healthy");
}

TEST_CASE("balancing: a zone that the balancer does not have leaves its targets unused") {
  BalancedWorld world;
  world.createBalancedWeb(3);
  world.advance(3 * kMinute);
  CHECK(world.group().counts.healthy == 3);
  world.must("elbv2:SetSubnets", R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() +
                                     R"(","Subnets":["subnet-0a11","subnet-0b22"]})");
  CHECK(world.group().counts.healthy == 2);
  CHECK(world.group().counts.unused == 1);
}

TEST_CASE("balancing: a service's tasks are registered when they run, and then count") {
  BalancedWorld world;
  world.createBalancedWeb(2);
  world.advance(4 * kMinute);
  CHECK(world.group().counts.healthy == 2);
  CHECK(world.state().deployments[0].counts.healthy == 2);
  const auto messages = world.messages();
  REQUIRE(messages.size() >= 4);
  CHECK(messages[0].starts_with("(service web) has started 2 tasks: (task "));
  int registered = 0;
  for (const auto& said : world.said("registered ")) {
    CHECK(said.text.ends_with(" targets in (target-group " + BalancedWorld::groupArn() + ")"));
    registered += said.text[std::string("(service web) registered ").size()] - '0';
  }
  CHECK(registered == 2);
  CHECK(messages[messages.size() - 2].ends_with("deployment completed."));
  CHECK(messages.back() == "(service web) has reached a steady state.");
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    const Target* target = world.targetOf(*task);
    REQUIRE(target != nullptr);
    CHECK(target->registeredAt >= task->startedAt() + kRegistrationBatchMs - kSecond * 3);
    CHECK(target->registeredAt <= task->startedAt() + kRegistrationBatchMs);
    CHECK(target->ip == task->privateIp);
    CHECK(target->port == 80);
  }
}

TEST_CASE("balancing: a stop drains for the whole deregistration delay") {
  struct Row {
    int delaySeconds;
  };
  for (const Row row : {Row{300}, Row{5}, Row{0}}) {
    CAPTURE(row.delaySeconds);
    BalancedWorld world;
    world.createBalancer();
    world.setDelay(row.delaySeconds);
    world.must("CreateCluster");
    world.registerApp();
    world.createService(2, "," + BalancedWorld::balancers());
    world.advance(5 * kMinute);
    world.must("UpdateService", R"({"service":"web","desiredCount":1})");
    world.advance(30 * kSecond);
    const auto stopped = world.said("has stopped 1 running tasks");
    const auto out = world.said("deregistered 1 targets in (target-group ");
    const auto draining = world.said("has begun draining connections on 1 tasks.");
    REQUIRE(stopped.size() == 1);
    REQUIRE(out.size() == 1);
    REQUIRE(draining.size() == 1);
    CHECK(out[0].at - stopped[0].at == kDeregistrationBatchMs);
    CHECK(draining[0].at == out[0].at);
    world.advance(10 * kMinute);
    const Task* task = world.tasksIn(TaskStatus::STOPPED).at(0);
    CHECK(world.group().targets.size() == 1);
    // It kept its containers until the delay was over.
    const DurationMs waited = task->executionStoppedAt() - draining[0].at;
    CHECK(waited >= row.delaySeconds * kSecond);
    CHECK(waited <= (row.delaySeconds + 3) * kSecond);
    CHECK(brokenInvariants(world.state()).empty());
  }
}

TEST_CASE("balancing: while it drains, a target is in the list but gets no requests") {
  BalancedWorld world;
  world.createBalancedWeb(2);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":1})");
  world.advance(kMinute);
  CHECK(world.group().counts.draining == 1);
  CHECK(world.tasksIn(TaskStatus::DEACTIVATING).size() == 1);
  CHECK(sharesOf(world.state(), 0).size() == 1);
  bool seen = false;
  for (std::size_t i = 0; i < 2; ++i) {
    if (stateOf(world, i) ==
        "draining Target.DeregistrationInProgress: Target deregistration is in progress") {
      seen = true;
    }
  }
  CHECK(seen);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("balancing: a rolling update keeps the healthy minimum and ends after the drain") {
  BalancedWorld world;
  world.createBalancedWeb(2);
  world.advance(5 * kMinute);
  world.registerApp("public.ecr.aws/docker/library/httpd:2.5");
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
  int lowest = 99;
  for (int second = 0; second < 900; ++second) {
    world.advance(kSecond);
    lowest = std::min(lowest, world.group().counts.healthy);
    CHECK(brokenInvariants(world.state()).empty());
  }
  CHECK(lowest >= 2);
  const auto draining = world.said("has begun draining connections on ");
  const auto completed = world.said("deployment completed.");
  REQUIRE(completed.size() == 2);
  REQUIRE(!draining.empty());
  CHECK(completed[1].at - draining.back().at > 300 * kSecond);
  CHECK(completed[1].at - draining.back().at < 420 * kSecond);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("balancing: a crashed task does not wait for its drain") {
  BalancedWorld world;
  world.createBalancedWeb(2);
  world.advance(5 * kMinute);
  world.must("SimInjectFault", R"({"type":"ContainerExit","exitCode":1,"task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
  world.advance(kMinute);
  REQUIRE(world.tasksIn(TaskStatus::STOPPED).size() == 1);
  CHECK(world.said("deregistered 1 targets").size() == 1);
  // The address still drains, but it is nobody's.
  CHECK(world.group().counts.draining == 1);
  CHECK(world.targetOf(*world.tasksIn(TaskStatus::STOPPED)[0]) == nullptr);
  CHECK(brokenInvariants(world.state()).empty());
  world.advance(10 * kMinute);
  CHECK(world.group().counts.draining == 0);
  CHECK(world.group().counts.healthy == 2);
}

TEST_CASE("balancing: a task whose target fails is replaced, in ECS's words") {
  BalancedWorld world;
  world.createBalancedWeb(1);
  world.advance(5 * kMinute);
  const std::string id = world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]);
  expectCode(world, "404");
  world.advance(61 * kSecond);
  const auto unhealthy = world.said("is unhealthy in");
  REQUIRE(unhealthy.size() == 1);
  CHECK(unhealthy[0].text == "(service web) (task " + id +
                                 ") (port 80) is unhealthy in (target-group " +
                                 BalancedWorld::groupArn() +
                                 ") due to (reason Health checks failed with these codes: [200]).");
  expectCode(world, "200");
  world.advance(15 * kMinute);
  CHECK(world.said("Amazon ECS replaced 1 tasks due to an unhealthy status.").size() == 1);
  REQUIRE(world.tasksIn(TaskStatus::STOPPED).size() == 1);
  const Task& stopped = *world.tasksIn(TaskStatus::STOPPED)[0];
  CHECK(world.idOf(stopped) == id);
  CHECK(stopped.stopCode == TaskStopCode::ServiceSchedulerInitiated);
  const JsonValue described =
      world.must("DescribeTasks", R"({"tasks":[")" + id + R"("]})").find("tasks")->items()[0];
  CHECK(described.text("stoppedReason") ==
        "Task failed ELB health checks in (target-group " + BalancedWorld::groupArn() + ")");
  CHECK(world.group().counts.healthy == 1);
  CHECK(world.state().services[0].startNotBefore == 0);  // failed checks do not throttle
}

TEST_CASE("balancing: failures inside the grace period are ignored, and count when it is over") {
  BalancedWorld world;
  world.createBalancedWeb(1, R"(,"healthCheckGracePeriodSeconds":240)",
                          R"(,"Matcher":{"HttpCode":"404"})");
  world.advance(2 * kMinute);
  const Task& task = *world.tasksIn(TaskStatus::RUNNING).at(0);
  world.advance(task.startedAt() + 239 * kSecond - world.state().now);
  CHECK(world.group().counts.unhealthy == 1);
  CHECK(world.said("is unhealthy in").empty());
  world.advance(2 * kSecond);
  CHECK(world.said("is unhealthy in").size() == 1);
}

TEST_CASE("balancing: an application that recovers inside the grace period stays") {
  BalancedWorld world;
  world.createBalancedWeb(1, R"(,"healthCheckGracePeriodSeconds":240)",
                          R"(,"Matcher":{"HttpCode":"404"})");
  world.advance(150 * kSecond);
  expectCode(world, "200");
  world.advance(20 * kMinute);
  CHECK(world.tasks().size() == 1);
  CHECK(world.said("is unhealthy in").empty());
}

TEST_CASE("balancing: worked examples 73 and 74: an application that boots in 90 seconds") {
  for (const int grace : {0, 120}) {
    CAPTURE(grace);
    BalancedWorld world;
    world.createBalancer();
    world.setDelay(5);
    world.must("CreateCluster");
    world.must("SimPutImage",
               std::string(R"({"image":")") + BalancedWorld::kImage + R"(","readySeconds":90})");
    world.registerApp();
    world.createService(1, "," + BalancedWorld::balancers() +
                               R"(,"healthCheckGracePeriodSeconds":)" + std::to_string(grace));
    world.advance(30 * kMinute);
    if (grace > 0) {
      CHECK(world.tasks().size() == 1);
      CHECK(world.group().counts.healthy == 1);
      CHECK(world.said("is unhealthy in").empty());
      continue;
    }
    CHECK(world.said("is unhealthy in").size() >= 3);
    CHECK(world.tasksIn(TaskStatus::STOPPED).size() >= 2);
    for (const Task* task : world.tasksIn(TaskStatus::STOPPED)) {
      CHECK(task->stopReason == StopReason::FailedElbHealthChecks);
    }
    CHECK(world.said("is unable to consistently start tasks").empty());
  }
}

TEST_CASE("balancing: the grace period holds for container health checks too") {
  World world;
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"sick","healthCheckFailuresPerMillion":1000000})");
  world.registerWeb("sick", R"(,"healthCheck":{"command":["CMD","true"],"interval":10})");
  world.createService(1, R"(,"healthCheckGracePeriodSeconds":600)");
  world.advance(8 * kMinute);
  CHECK(world.tasks().size() == 1);
  CHECK(world.tasks()[0]->healthStatus == HealthStatus::UNHEALTHY);
  world.advance(5 * kMinute);
  CHECK(world.count(EventKind::ServiceTaskUnhealthy) >= 1);
  CHECK(world.tasks().size() > 1);
}

TEST_CASE("balancing: failed target checks count for the circuit breaker") {
  BalancedWorld world;
  world.createBalancedWeb(
      2,
      R"(,"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,"rollback":true}})");
  world.advance(5 * kMinute);
  world.setDelay(5);
  expectCode(world, "404");
  world.registerApp("public.ecr.aws/docker/library/httpd:2.5");
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
  world.advance(30 * kMinute);
  CHECK(world.said("deployment failed: tasks failed to start.").size() == 1);
  CHECK(world.said("rolling back to deployment ").size() == 1);
}

TEST_CASE("balancing: slow start ramps, except for the first targets of a group") {
  BalancedWorld world;
  world.createBalancer();
  world.setAttribute("slow_start.duration_seconds", "100");
  world.must("CreateCluster");
  world.registerApp();
  world.createService(1, "," + BalancedWorld::balancers());
  world.advance(5 * kMinute);
  CHECK(sharesOf(world.state(), 0).at(0).weight == 1'000'000);
  world.must("UpdateService", R"({"service":"web","desiredCount":2})");
  while (world.group().counts.healthy < 2) world.advance(100);
  world.advance(50 * kSecond);
  const auto shares = sharesOf(world.state(), 0);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].weight == 1'000'000);
  CHECK(shares[1].weight >= 490'000);
  CHECK(shares[1].weight <= 510'000);
  world.advance(kMinute);
  CHECK(sharesOf(world.state(), 0).at(1).weight == 1'000'000);
}

TEST_CASE("balancing: a service that is deleted leaves its group empty") {
  BalancedWorld world;
  world.createBalancedWeb(3);
  world.advance(5 * kMinute);
  world.must("DeleteService", R"({"service":"web","force":true})");
  world.advance(10 * kMinute);
  CHECK(world.group().targets.empty());
  CHECK(world.state().services[0].status == ServiceStatus::INACTIVE);
  CHECK(brokenInvariants(world.state()).empty());
  CHECK(world.send().find("status")->integer() == 503);
}

TEST_CASE("balancing: advancing once or in steps gives the same") {
  const auto play = [](DurationMs step) {
    BalancedWorld world;
    world.createBalancedWeb(3);
    for (TimeMs at = 0; at < 4 * kMinute; at += step) world.advance(step);
    world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
    for (TimeMs at = 0; at < 10 * kMinute; at += step) world.advance(step);
    return world.must("SimDescribe").text("stateHash");
  };
  CHECK(play(kMinute) == play(kSecond));
}

}  // namespace taskyard
