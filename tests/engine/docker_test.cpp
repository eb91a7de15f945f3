// Goal: containers started by hand live and die as docker has it: no scheduler watches them, and
// with the instance everything is gone.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "engine/docker_timing.h"
#include "support/world.h"

namespace taskyard {

namespace {

void launch(World& world, const std::string& restart = "no") {
  world.must("SimLaunchHost", R"({"name":"box","instanceType":"t3.medium"})");
  world.must("SimDockerRun",
             R"({"instance":"box","image":"shop:1","name":"shop","restart":")" + restart + "\"}");
}

std::string statusOf(World& world) {
  const JsonValue list = world.must("SimDockerPs", R"({"instance":"box","all":true})");
  return list.find("containers")->items().back().text("status");
}

}  // namespace

TEST_CASE("docker run: a container that crashes stays dead, and nobody notices") {
  World world;
  world.must("SimPutImage", R"({"image":"shop:1","exitAfterSeconds":60,"exitCode":1})");
  launch(world);
  CHECK(statusOf(world) == "pulling");
  world.advance(30 * kSecond);
  CHECK(statusOf(world) == "running");
  world.advance(kHour);
  CHECK(statusOf(world) == "exited");
  CHECK(world.must("SimDockerPs", R"({"instance":"box"})").find("containers")->items().empty());
  CHECK(world.count(EventKind::DockerExited) == 1);
  CHECK(world.tasks().empty());
}

TEST_CASE("docker run: --restart always starts it again, on this instance only") {
  World world;
  world.must("SimPutImage", R"({"image":"shop:1","exitAfterSeconds":60,"exitCode":0})");
  launch(world, "always");
  world.advance(10 * kMinute);
  CHECK(statusOf(world) == "running");
  CHECK(world.count(EventKind::DockerRestarted) >= 8);
  world.must("SimInjectFault", R"({"type":"DockerHostLost","instance":"box"})");
  const int restarts = world.count(EventKind::DockerRestarted);
  world.advance(kHour);
  CHECK(world.count(EventKind::DockerRestarted) == restarts);
  CHECK(world.count(EventKind::DockerLost) == 1);
  CHECK(world.refused("SimDockerPs", R"({"instance":"box"})") ==
        "SimInvalidRequest: the instance is gone, and everything on it");
  // The chain of causes leads to the fault.
  const EventLog& log = world.run().events();
  EventId lost = kNoEvent;
  for (EventId id = 0; id < log.nextId(); ++id) {
    if (log.at(id).kind == EventKind::DockerLost) lost = id;
  }
  CHECK(log.at(causeChain(log, lost).back()).kind == EventKind::Fault);
}

TEST_CASE("docker run: on-failure looks at the exit code, stop is final") {
  World world;
  world.must("SimPutImage", R"({"image":"shop:1","exitAfterSeconds":60,"exitCode":0})");
  launch(world, "on-failure");
  world.advance(5 * kMinute);
  CHECK(statusOf(world) == "exited");
  world.must("SimPutImage", R"({"image":"job:1"})");
  world.must("SimDockerRun",
             R"({"instance":"box","image":"job:1","name":"job","restart":"always"})");
  world.advance(kMinute);
  CHECK(statusOf(world) == "running");
  world.must("SimDockerStop", R"({"instance":"box","name":"job"})");
  world.advance(kHour);
  CHECK(statusOf(world) == "exited");
  CHECK(world.refused("SimDockerStop", R"({"instance":"box","name":"job"})")
            .ends_with("the container has ended already"));
}

TEST_CASE("docker run: an image that is not there, names and instances that are wrong") {
  World world;
  world.must("SimPutImage", R"({"image":"gone:1","exists":false})");
  world.must("SimLaunchHost", R"({"name":"box"})");
  world.must("SimDockerRun", R"({"instance":"box","image":"gone:1","name":"a"})");
  world.advance(kMinute);
  CHECK(statusOf(world) == "exited");
  world.must("SimDockerRun", R"({"instance":"box","image":"shop:1","name":"b"})");
  CHECK(world.refused("SimDockerRun", R"({"instance":"box","image":"shop:1","name":"b"})") ==
        "SimInvalidRequest: Conflict. The container name \"/b\" is already in use");
  CHECK(world.refused("SimDockerRun", R"({"instance":"no","image":"shop:1","name":"b"})")
            .starts_with("SimInvalidRequest: there is no such instance"));
  CHECK(world
            .refused("SimDockerRun",
                     R"({"instance":"box","image":"shop:1","name":"c","restart":"ever"})")
            .starts_with("SimInvalidRequest: restart is"));
  CHECK(world.refused("SimLaunchHost", R"({"name":"box"})")
            .ends_with("there is an instance of this name"));
  CHECK(world.refused("SimLaunchHost", R"({"name":"x","instanceType":"z9.huge"})")
            .ends_with("no such instance type"));
}

TEST_CASE("docker run: the instance is paid until it is gone") {
  World world;
  launch(world);
  world.advance(10 * kHour);
  CHECK(totalCostMicroUsd(world.state()) == 416'000);
  world.must("SimInjectFault", R"({"type":"DockerHostLost","instance":"box"})");
  world.advance(kHour);
  CHECK(totalCostMicroUsd(world.state()) == 416'000);
}

TEST_CASE("docker run: the wait before a restart doubles up to a minute") {
  CHECK(dockerRestartDelayMs(1) == 100);
  CHECK(dockerRestartDelayMs(2) == 200);
  CHECK(dockerRestartDelayMs(10) == 51'200);
  CHECK(dockerRestartDelayMs(11) == kMinute);
  CHECK(dockerRestartDelayMs(99) == kMinute);
}

}  // namespace taskyard
