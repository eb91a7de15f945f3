// Goal: requests through a load balancer fail, wait and recover as its guides say; overload makes
// targets unhealthy, which makes it worse. Method: AWS requests and SimSetTraffic.

#include <doctest/doctest.h>

#include "engine/task_load.h"
#include "engine/traffic.h"
#include "support/balancers.h"

namespace taskyard {

namespace {

FlowFigures rateOfUsers(const BalancedWorld& world) {
  return findFlow(world.state().work, FlowSubject::Traffic, 0)->rate;
}

std::int64_t failed(const FlowFigures& figures, Failure how) {
  return figures.failed[static_cast<std::size_t>(how)];
}

void send(BalancedWorld& world, int perSecond, const std::string& more = "") {
  world.must("SimSetTraffic", R"({"name":"users","target":{"loadBalancer":"web")" + more +
                                  R"(},"pattern":{"kind":"constant","ratePerSecond":)" +
                                  std::to_string(perSecond) + "}}");
}

}  // namespace

TEST_CASE("requests through a load balancer are shared by its healthy targets") {
  BalancedWorld world;
  world.createBalancedWeb(2);
  world.advance(5 * kMinute);
  send(world, 20);
  world.advance(2 * kMinute);
  const FlowFigures rate = rateOfUsers(world);
  CHECK(rate.answered == 20'000);
  CHECK(failuresOf(rate) == 0);
  const Work work = workNow(world.state());
  const FlowStats* flow = findFlow(work, FlowSubject::TargetGroup, 0);
  REQUIRE(flow != nullptr);
  const FlowFigures* group = figuresOfMinute(*flow, world.state().now / kMinute - 1);
  REQUIRE(group != nullptr);
  CHECK(group->answered == 1200 * kOneMicro);
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    CHECK(taskLoad(world.state(), *task).requestsPerSecondMilli == 10'000);
  }
  send(world, 20, R"(,"port":81)");
  world.advance(2 * kSecond);
  CHECK(failed(rateOfUsers(world), Failure::Gateway504) == 20'000);
}

TEST_CASE("no registered target: 503") {
  BalancedWorld world;
  world.createBalancedWeb(0);
  send(world, 20);
  world.advance(kMinute);
  CHECK(failed(rateOfUsers(world), Failure::Gateway503) == 20'000);
}

TEST_CASE("the domino: overload fails health checks, fewer targets get more load, all fall") {
  BalancedWorld world;
  world.must("SimPutImage",
             std::string(R"({"image":")") + BalancedWorld::kImage + R"(","cpuMsPerRequest":50})");
  world.createBalancedWeb(3);
  world.advance(5 * kMinute);
  // Each quarter vCPU answers 5 a second.
  send(world, 12);
  world.advance(5 * kMinute);
  CHECK(failuresOf(rateOfUsers(world)) == 0);
  send(world, 24);
  world.advance(10 * kMinute);
  CHECK(world.count(EventKind::LoadExceedsCapacity) >= 1);
  bool replaced = false;
  for (const Task* task : world.tasks()) {
    replaced = replaced || task->desiredStatus == TaskDesiredStatus::STOPPED;
  }
  CHECK(replaced);
  CHECK(failuresOf(totalOf(world.state(), FlowSubject::Traffic, 0)) > 0);
  send(world, 6);
  world.advance(20 * kMinute);
  CHECK(rateOfUsers(world).answered == 6000);
  CHECK(failuresOf(rateOfUsers(world)) == 0);
}

TEST_CASE("a deployment through a balancer with time to drain loses no request") {
  BalancedWorld world;
  world.must("SimPutImage",
             std::string(R"({"image":")") + BalancedWorld::kImage + R"(","cpuMsPerRequest":10})");
  world.createBalancedWeb(3);
  world.advance(5 * kMinute);
  send(world, 30);
  world.advance(kMinute);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(20 * kMinute);
  const FlowFigures total = totalOf(world.state(), FlowSubject::Traffic, 0);
  CHECK(total.arrived > 30 * 60 * 20 * kOneMicro);
  CHECK(failuresOf(total) == 0);
}

TEST_CASE("requests in flight end with the deregistration delay") {
  BalancedWorld world;
  world.must("SimPutImage", R"({"image":"slow","cpuMsPerRequest":1,"shutdownSeconds":120})");
  world.createBalancer(R"(,"HealthCheckIntervalSeconds":10)");
  world.setDelay(1);
  world.must("CreateCluster");
  world.registerApp("slow", R"(,"stopTimeout":120)");
  world.createService(2, "," + BalancedWorld::balancers());
  world.advance(4 * kMinute);
  world.must("SimSetTraffic", R"({"name":"users","target":{"loadBalancer":"web"},"pattern":)"
                              R"({"kind":"constant","ratePerSecond":50}})");
  world.must("SimInjectFault",
             R"({"type":"SlowResponses","image":"slow","extraMilliseconds":4000})");
  world.advance(2 * kMinute);
  const auto lost = [&] {
    return totalOf(world.state(), FlowSubject::Traffic, 0)
        .failed[static_cast<std::size_t>(Failure::Gateway502)];
  };
  CHECK(lost() == 0);
  world.must("UpdateService", R"({"service":"web","desiredCount":1})");
  world.advance(20 * kSecond);
  // 25 requests a second, each of 4 seconds, were with the task; one second lets few of them end.
  CHECK(lost() / kOneMicro > 50);
}

}  // namespace taskyard
