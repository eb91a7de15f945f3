// Goal: strategies, Fargate Spot, quotas, launch rates and lost zones, end to end.

#include <doctest/doctest.h>

#include "engine/fargate_capacity.h"
#include "engine/invariants.h"
#include "engine/stop_reason.h"
#include "support/world.h"

namespace taskyard {

namespace {

const char* const kBoth = R"("capacityProviders":["FARGATE","FARGATE_SPOT"])";

// Service web with a strategy on a cluster that has both Fargate providers.
void createMixed(World& world, int desired, const std::string& strategy,
                 const std::string& containerExtra = "") {
  world.must("CreateCluster", std::string("{") + kBoth + "}");
  world.registerWeb("public.ecr.aws/docker/library/httpd:2.4", containerExtra);
  world.must("CreateService", R"({"serviceName":"web","taskDefinition":"web","desiredCount":)" +
                                  std::to_string(desired) + R"(,"capacityProviderStrategy":)" +
                                  strategy + "," + World::network() + "}");
  world.advance(5 * kMinute);
}

int running(const World& world, CapacityProviderIndex provider) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (task->capacityProvider == provider) ++count;
  }
  return count;
}

int inZone(const World& world, std::uint8_t zone) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (world.state().subnets[task->subnet.value].zone == zone) ++count;
  }
  return count;
}

bool said(const World& world, const std::string& text) {
  for (const std::string& message : world.messages()) {
    if (message == "(service web) " + text) return true;
  }
  return false;
}

const char* const kMixed =
    R"([{"capacityProvider":"FARGATE","base":2,"weight":1},{"capacityProvider":"FARGATE_SPOT","weight":3}])";
const char* const kSpotOnly = R"([{"capacityProvider":"FARGATE_SPOT","weight":1}])";
const char* const kUnavailable =
    "was unable to place a task. Reason: Capacity is unavailable at this time. Please try again "
    "later or in a different availability zone.";

}  // namespace

TEST_CASE("worked example 28: ten tasks on FARGATE base 2 weight 1 and FARGATE_SPOT weight 3") {
  World world;
  createMixed(world, 10, kMixed);
  CHECK(running(world, kFargateProvider) == 4);
  CHECK(running(world, kFargateSpotProvider) == 6);
  // Scaling in gives back in reverse: three are the base and one Spot task.
  world.must("UpdateService", R"({"service":"web","desiredCount":3})");
  world.advance(5 * kMinute);
  CHECK(running(world, kFargateProvider) == 2);
  CHECK(running(world, kFargateSpotProvider) == 1);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("strategies: the task names its provider, the service its strategy") {
  World world;
  createMixed(world, 1, kSpotOnly);
  const JsonValue answer =
      world.must("DescribeTasks", "{\"tasks\":[\"" + world.idOf(*world.tasks()[0]) + "\"]}");
  const JsonValue& task = answer.find("tasks")->items()[0];
  CHECK(task.text("capacityProviderName") == "FARGATE_SPOT");
  CHECK(task.text("launchType") == "FARGATE");
  const JsonValue services = world.must("DescribeServices", R"({"services":["web"]})");
  const JsonValue& service = services.find("services")->items()[0];
  CHECK(service.find("launchType") == nullptr);
  CHECK(service.find("capacityProviderStrategy")->items().size() == 1);
}

TEST_CASE("worked example 33: without Spot capacity tasks wait, nothing falls back to FARGATE") {
  World world;
  world.must("SimInjectFault", R"({"type":"SpotCapacity","available":0})");
  createMixed(world, 4, kMixed);
  world.advance(30 * kMinute);
  CHECK(running(world, kFargateProvider) == 2);  // its own share: the base
  CHECK(running(world, kFargateSpotProvider) == 0);
  CHECK(said(world, kUnavailable));
  world.must("SimClearFault", R"({"type":"SpotCapacity"})");
  world.advance(5 * kMinute);
  CHECK(running(world, kFargateSpotProvider) == 2);
}

TEST_CASE("worked example 105: a reclaimed Spot task gets SIGTERM at once and SIGKILL at 30 s") {
  World world;
  world.must("SimPutImage",
             R"({"image":"public.ecr.aws/docker/library/httpd:2.4","ignoresSigterm":true})");
  createMixed(world, 1, kSpotOnly);
  REQUIRE(running(world, kFargateSpotProvider) == 1);
  const TimeMs reclaimed = world.state().now;
  world.must("SimInjectFault", R"({"type":"SpotReclaim"})");
  const Task task = world.state().tasks[0];
  CHECK(task.desiredStatus == TaskDesiredStatus::STOPPED);
  CHECK(task.lastStatus == TaskStatus::STOPPING);
  CHECK(task.stopCode == TaskStopCode::SpotInterruption);
  CHECK(stoppedReason(world.state(), task) == "Your Spot Task was interrupted.");
  world.advance(kMinute);
  CHECK(world.state().tasks[0].executionStoppedAt() - reclaimed == 30 * kSecond);
  CHECK(world.state().containers[task.firstContainer.value].exitCode == 137);
  world.advance(5 * kMinute);
  CHECK(running(world, kFargateSpotProvider) == 1);  // replaced, on Spot
}

TEST_CASE("worked example 106: stopTimeout 120 gives a reclaimed task the whole warning") {
  World world;
  world.must("SimPutImage",
             R"({"image":"public.ecr.aws/docker/library/httpd:2.4","ignoresSigterm":true})");
  createMixed(world, 1, kSpotOnly, R"(,"stopTimeout":120)");
  const TimeMs reclaimed = world.state().now;
  world.must("SimInjectFault", R"({"type":"SpotReclaim","count":1,"service":"web"})");
  world.advance(3 * kMinute);
  CHECK(world.state().tasks[0].executionStoppedAt() - reclaimed == 120 * kSecond);
}

TEST_CASE("spot reclaim: a share of one zone, and refused when nothing matches") {
  World world;
  createMixed(world, 12, kSpotOnly);
  world.must("SimInjectFault", R"({"type":"SpotReclaim","percent":50,"zone":"us-east-1b"})");
  int stopping = 0;
  for (const Task* task : world.tasks()) {
    if (task->stopCode != TaskStopCode::SpotInterruption) continue;
    ++stopping;
    CHECK(world.state().subnets[task->subnet.value].zone == 1);
  }
  CHECK(stopping == 2);
  CHECK(world.refused("SimInjectFault", R"({"type":"SpotReclaim","service":"other"})") ==
        "SimInvalidRequest: no Fargate Spot task matches");
}

TEST_CASE("worked example 107: a fresh account runs 6 vCPUs and says why not more") {
  World world;
  world.must("SimSetQuota", R"({"quota":"FargateOnDemandVcpu","value":6})");
  world.must("CreateCluster");
  world.must(
      "RegisterTaskDefinition",
      R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
      R"("cpu":"1024","memory":"2048","containerDefinitions":[{"name":"app","image":"x"}]})");
  world.createService(8);
  world.advance(10 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 6);
  CHECK(said(world,
             "was unable to place a task. Reason: You've reached the limit on the number of vCPUs "
             "you can run concurrently."));
  CHECK(world.count(EventKind::ServiceNoPlace) == 1);
  const JsonValue ran = world.must(
      "RunTask", R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  CHECK(ran.find("tasks")->items().empty());
  CHECK(ran.find("failures")->items().size() == 1);
  world.must("SimSetQuota", R"({"quota":"FargateOnDemandVcpu","value":8})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 8);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("worked examples 31 and 32, and others: strategies that are refused") {
  World world;
  world.must("CreateCluster", std::string("{") + kBoth + "}");
  world.must("CreateCluster", R"({"clusterName":"bare"})");
  world.registerWeb();
  const auto refused = [&](const std::string& strategy, const std::string& more = "") {
    return world.refused("RunTask", R"({"taskDefinition":"web","capacityProviderStrategy":)" +
                                        strategy + "," + World::network() + more + "}");
  };
  CHECK(refused(R"([{"capacityProvider":"FARGATE"},{"capacityProvider":"FARGATE_SPOT"}])")
            .starts_with("InvalidParameterException: "));
  CHECK(refused(kSpotOnly, R"(,"launchType":"FARGATE")") ==
        "InvalidParameterException: Specify either Launch Type or Capacity Provider Strategy, but "
        "not both.");
  CHECK(refused(kSpotOnly, R"(,"cluster":"bare")").find("not associated") != std::string::npos);
  CHECK(refused(R"([{"capacityProvider":"nobody","weight":1}])").find("not found") !=
        std::string::npos);
  CHECK(refused(R"([{"capacityProvider":"FARGATE","weight":1001}])").find("between 0 and 1000") !=
        std::string::npos);
  CHECK(refused(R"([{"capacityProvider":"FARGATE","weight":1,"base":100001}])").find("base must") !=
        std::string::npos);
  CHECK(
      refused(
          R"([{"capacityProvider":"FARGATE","weight":1,"base":1},{"capacityProvider":"FARGATE_SPOT","base":1}])")
          .find("Only one") != std::string::npos);
  CHECK(
      refused(
          R"([{"capacityProvider":"FARGATE","weight":1},{"capacityProvider":"FARGATE","weight":1}])")
          .find("only once") != std::string::npos);
}

TEST_CASE("strategies: a cluster's default counts when nothing is said; a change must be forced") {
  World world;
  world.must("CreateCluster",
             std::string("{") + kBoth + R"(,"defaultCapacityProviderStrategy":)" + kSpotOnly + "}");
  world.registerWeb();
  world.must("CreateService", R"({"serviceName":"web","taskDefinition":"web","desiredCount":2,)" +
                                  World::network() + "}");
  world.advance(5 * kMinute);
  CHECK(running(world, kFargateSpotProvider) == 2);
  const std::string change =
      R"({"service":"web","capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1}])";
  CHECK(world.refused("UpdateService", change + "}").find("must force a new deployment") !=
        std::string::npos);
  world.must("UpdateService", change + R"(,"forceNewDeployment":true})");
  world.advance(10 * kMinute);
  CHECK(running(world, kFargateProvider) == 2);
  CHECK(running(world, kFargateSpotProvider) == 0);
  CHECK(world.refused("PutClusterCapacityProviders",
                      R"({"cluster":"default","capacityProviders":["FARGATE_SPOT"],)"
                      R"("defaultCapacityProviderStrategy":[]})") ==
        "ResourceInUseException: The specified capacity provider is in use and cannot be removed.");
}

TEST_CASE("strategies: one request moves a service from EC2 to Fargate with public addresses") {
  World world;
  world.must("CreateCluster", std::string("{") + kBoth + "}");
  world.must("RegisterTaskDefinition",
             R"({"family":"both","networkMode":"awsvpc","cpu":"256","memory":"512",)"
             R"("requiresCompatibilities":["EC2","FARGATE"],)"
             R"("containerDefinitions":[{"name":"app","image":"httpd:2.4"}]})");
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"both","desiredCount":1,"launchType":"EC2",)"
             R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-0a11"]}}})");
  world.must("UpdateService",
             R"({"service":"web","forceNewDeployment":true,)"
             R"("capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1}],)" +
                 World::network() + "}");
  world.advance(5 * kMinute);
  CHECK(running(world, kFargateProvider) == 1);
}

TEST_CASE("launch rates: a bucket of 100 that refills with 20 per second") {
  LaunchBucket bucket;
  CHECK(takeFromBucket(bucket, 100, 20, 0, 250) == 100);
  CHECK(takeFromBucket(bucket, 100, 20, 0, 1) == 0);
  CHECK(takeFromBucket(bucket, 100, 20, 1000, 250) == 20);
  CHECK(takeFromBucket(bucket, 100, 20, 60'000, 250) == 100);
}

TEST_CASE("launch rates: 500 tasks per service and minute, then the next ones") {
  World world;
  world.must("SimSetQuota", R"({"quota":"ServiceLaunchesPerMinute","value":500})");
  world.createWeb(1200);
  world.advance(30 * kSecond);
  CHECK(world.tasks().size() == 500);
  world.advance(kMinute);
  CHECK(world.tasks().size() == 1000);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1200);
}

TEST_CASE("launch rates: Fargate takes 100 tasks at once and 20 per second after that") {
  World world;
  world.must("SimSetQuota", R"({"quota":"FargateLaunchBurst","value":100})");
  world.must("SimSetQuota", R"({"quota":"FargateLaunchesPerSecond","value":20})");
  world.createWeb(300);
  world.advance(1500);
  CHECK(world.tasks().size() == 100);
  world.advance(5 * kSecond);
  CHECK(world.tasks().size() == 200);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 300);
}

TEST_CASE("zone loss: a service in three zones goes on in two, and says so when it comes back") {
  World world;
  world.createWeb(6);
  world.advance(5 * kMinute);
  REQUIRE(inZone(world, 0) == 2);
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a"})");
  CHECK(inZone(world, 0) == 0);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 6);
  CHECK(inZone(world, 0) == 0);
  CHECK(inZone(world, 1) == 3);
  world.must("SimClearFault", R"({"type":"ZoneLost"})");
  world.must("UpdateService", R"({"service":"web","desiredCount":9})");
  world.advance(5 * kMinute);
  CHECK(inZone(world, 0) == 3);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("zone loss: a service in one zone is down until the zone is back") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE","desiredCount":)"
             R"(2,"networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-0a11"],)"
             R"("assignPublicIp":"ENABLED"}}})");
  world.advance(5 * kMinute);
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a"})");
  world.advance(20 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).empty());
  CHECK(said(world, kUnavailable));
  world.must("SimClearFault", R"({"type":"ZoneLost"})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(world.refused("SimInjectFault", R"({"type":"ZoneLost","zone":"mars"})") ==
        "SimInvalidRequest: zone is one of us-east-1a, us-east-1b, us-east-1c");
}

TEST_CASE("a lost zone comes back by itself after its duration") {
  World world;
  world.createWeb(3);
  world.advance(3 * kMinute);
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a","durationSeconds":600})");
  world.advance(9 * kMinute);
  CHECK(zoneIsLost(world.state().capacity, 0));
  world.advance(2 * kMinute);
  CHECK(!zoneIsLost(world.state().capacity, 0));
  // One that was cleared and injected again is not ended by the older one's time.
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a","durationSeconds":60})");
  world.must("SimClearFault", R"({"type":"ZoneLost"})");
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a"})");
  world.advance(5 * kMinute);
  CHECK(zoneIsLost(world.state().capacity, 0));
}

}  // namespace taskyard
