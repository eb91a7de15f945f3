// Goal: a container's health check sees its program: one that hangs or is not ready fails it, after
// the times that its fields give. Source: API Reference, HealthCheck.

#include <doctest/doctest.h>

#include "engine/health_checks.h"
#include "support/world.h"

namespace taskyard {

namespace {

// When the first task's health became so, since its container started; -1: never.
DurationMs becameAfter(World& world, HealthStatus health) {
  const EventLog& log = world.run().events();
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    const Event& event = log.at(id);
    if (event.kind != EventKind::TaskHealthChanged || event.subject != 0) continue;
    if (event.detail != static_cast<std::uint8_t>(health)) continue;
    return event.at - containerOf(world.state(), *world.tasks()[0], 0).startedAt;
  }
  return -1;
}

// One standalone task of image app, which behaves so and is checked so.
void runOne(World& world, const std::string& program, const std::string& check) {
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"app")" + program + "}");
  world.registerWeb("app",
                    R"(,"healthCheck":{"command":["CMD-SHELL","curl localhost"])" + check + "}");
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  world.advance(5 * kMinute);
}

void hang(World& world) {
  world.must("SimInjectFault",
             R"({"type":"Hang","task":")" + world.idOf(*world.tasks()[0]) + R"("})");
}

}  // namespace

TEST_CASE(
    "health check: a program that is not ready in time is UNHEALTHY after interval x retries") {
  struct Case {
    int readySeconds;
    const char* check;
    DurationMs healthy;    // -1: never
    DurationMs unhealthy;  // first time
  };
  const Case cases[] = {
      // The defaults: every 30 s, three failures.
      {60, "", 60 * kSecond, -1},
      {90, "", 90 * kSecond, -1},
      {91, "", 120 * kSecond, 90 * kSecond},
      // Failures inside the start period do not count.
      {100, R"(,"startPeriod":60)", 120 * kSecond, -1},
      {400, R"(,"startPeriod":60)", 420 * kSecond, 150 * kSecond},
      {40, R"(,"interval":10,"retries":2)", 40 * kSecond, 20 * kSecond},
  };
  for (const Case& one : cases) {
    CAPTURE(one.readySeconds);
    CAPTURE(one.check);
    World world;
    runOne(world, R"(,"readySeconds":)" + std::to_string(one.readySeconds), one.check);
    world.advance(5 * kMinute);
    CHECK(becameAfter(world, HealthStatus::UNHEALTHY) == one.unhealthy);
    CHECK(becameAfter(world, HealthStatus::HEALTHY) == one.healthy);
  }
}

TEST_CASE("health check: a program that hangs times out and is UNHEALTHY after retries checks") {
  World world;
  runOne(world, "", R"(,"interval":30,"timeout":5,"retries":3)");
  const auto task = [&world]() -> const Task& { return *world.tasks()[0]; };
  CHECK(task().healthStatus == HealthStatus::HEALTHY);
  const DurationMs running = world.state().now - containerOf(world.state(), task(), 0).startedAt;
  hang(world);
  world.advance(3 * kMinute);
  CHECK(task().healthStatus == HealthStatus::UNHEALTHY);
  // The next check begins on its beat and is given up 5 s later; two more follow, 35 s apart.
  const DurationMs next = (running / (30 * kSecond) + 1) * 30 * kSecond;
  CHECK(becameAfter(world, HealthStatus::UNHEALTHY) == next + 5 * kSecond + 2 * 35 * kSecond);
  // A standalone task keeps running when unhealthy.
  CHECK(task().lastStatus == TaskStatus::RUNNING);
  // Nothing more can change, so nothing more happens.
  const std::uint64_t timers = world.state().timersRun;
  world.advance(kHour);
  CHECK(world.state().timersRun - timers <= 1);
}

TEST_CASE("health check: the service replaces the task that hangs, and the new one is well") {
  World world;
  world.must("CreateCluster");
  world.registerWeb("app", R"(,"healthCheck":{"command":["CMD","x"],"interval":10,"retries":2})");
  world.createService(2);
  world.advance(4 * kMinute);
  hang(world);
  world.advance(4 * kMinute);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::STOPPED);
  CHECK(world.tasks()[0]->stopReason == StopReason::FailedContainerHealthChecks);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(world.count(EventKind::ServiceTaskUnhealthy) == 1);
}

TEST_CASE("health check: what is cut into seconds happens at the same moments") {
  World whole;
  World parts;
  for (World* world : {&whole, &parts}) {
    runOne(*world, R"(,"readySeconds":70,"healthCheckFailuresPerMillion":200000)",
           R"(,"interval":10,"timeout":2,"retries":2)");
    hang(*world);
  }
  whole.advance(10 * kMinute);
  for (int i = 0; i < 600; ++i) parts.advance(kSecond);
  CHECK(whole.run().hash() == parts.run().hash());
}

}  // namespace taskyard
