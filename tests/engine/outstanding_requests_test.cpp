// Goal: least_outstanding_requests sends less to targets that are slow, and round robin does not.
// Method: one of three targets hangs; what its task gets, against the formula.

#include <doctest/doctest.h>

#include "engine/task_load.h"
#include "engine/traffic.h"
#include "support/balancers.h"

namespace taskyard {

namespace {

// Three tasks, health checks that do not notice within the test, 30 requests a second.
void serve(BalancedWorld& world) {
  world.must("SimPutImage",
             std::string(R"({"image":")") + BalancedWorld::kImage + R"(","cpuMsPerRequest":10})");
  world.createBalancedWeb(3, "", R"(,"HealthCheckIntervalSeconds":300)");
  world.advance(11 * kMinute);
  world.must("SimSetTraffic", R"({"name":"users","target":{"loadBalancer":"web"},"pattern":)"
                              R"({"kind":"constant","ratePerSecond":30}})");
  world.advance(kMinute);
}

std::int64_t rateOf(const BalancedWorld& world, const Task& task) {
  return taskLoad(world.state(), task).requestsPerSecondMilli;
}

// One task hangs: what it gets ten seconds later.
std::int64_t rateOfHanging(BalancedWorld& world) {
  const Task& task = *world.tasksIn(TaskStatus::RUNNING).front();
  world.must("SimInjectFault", R"({"type":"Hang","task":")" + world.idOf(task) + "\"}");
  world.advance(10 * kSecond);
  return rateOf(world, task);
}

}  // namespace

TEST_CASE("outstanding: targets that are alike get as many") {
  BalancedWorld world;
  serve(world);
  world.setAttribute("load_balancing.algorithm.type", "least_outstanding_requests");
  world.advance(10 * kSecond);
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) CHECK(rateOf(world, *task) == 10'000);
}

TEST_CASE("outstanding: round robin sends as much to a target that hangs") {
  BalancedWorld world;
  serve(world);
  CHECK(rateOfHanging(world) == 10'000);
}

TEST_CASE("outstanding: least outstanding requests sends little to a target that hangs") {
  BalancedWorld world;
  serve(world);
  world.setAttribute("load_balancing.algorithm.type", "least_outstanding_requests");
  // 10 a second and 60 s to the timeout: 1 of 601 of what a target without anything in progress
  // gets, which is about 15 a second.
  const std::int64_t rate = rateOfHanging(world);
  CHECK(rate > 20);
  CHECK(rate < 60);
}

}  // namespace taskyard
