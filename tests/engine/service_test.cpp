// Goal: a service keeps its desired count, says so in ECS's words, and every event has a cause.

#include <doctest/doctest.h>

#include <set>

#include "support/world.h"

namespace taskyard {

namespace {

int runningPerZone(const World& world, std::uint8_t zone) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (world.state().subnets[task->subnet.value].zone == zone) ++count;
  }
  return count;
}

void breakOne(World& world) {
  world.must("SimInjectFault", R"({"type":"ContainerExit","exitCode":1,"task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
}

}  // namespace

TEST_CASE("service: reaches desiredCount, spread over three zones, and a steady state") {
  World world;
  world.createWeb(5);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 5);
  CHECK(runningPerZone(world, 0) == 2);
  CHECK(runningPerZone(world, 1) == 2);
  CHECK(runningPerZone(world, 2) == 1);
  const auto messages = world.messages();
  REQUIRE(messages.size() == 3);
  CHECK(messages[0].starts_with("(service web) has started 5 tasks: (task "));
  CHECK(messages[1].ends_with("deployment completed."));
  CHECK(messages[2] == "(service web) has reached a steady state.");
}

TEST_CASE("service: replaces a task whose essential container crashed, in the poorest zone") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  for (std::uint8_t zone = 0; zone < 3; ++zone) CHECK(runningPerZone(world, zone) == 1);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("service: the chain of causes of a replacement leads to the fault") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(kMinute);
  const EventLog& log = world.run().events();
  EventId started = kNoEvent;
  for (EventId id = 0; id < log.nextId(); ++id) {
    if (log.at(id).kind == EventKind::ServiceStartedTasks) started = id;
  }
  const auto chain = causeChain(log, started);
  CHECK(log.at(chain.back()).kind == EventKind::Fault);
  std::set<EventKind> kinds;
  for (const EventId id : chain) kinds.insert(log.at(id).kind);
  CHECK(kinds.contains(EventKind::ContainerExited));
  CHECK(kinds.contains(EventKind::TaskStopRequested));
}

TEST_CASE("service: every event has an earlier cause or is a root") {
  World world;
  world.createWeb(4);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(5 * kMinute);
  const EventLog& log = world.run().events();
  for (EventId id = 0; id < log.nextId(); ++id) {
    const Event& event = log.at(id);
    const bool root = event.kind == EventKind::Request || event.kind == EventKind::Fault;
    CHECK((event.cause == kNoEvent) == root);
    if (!root) CHECK(event.cause < id);
  }
}

TEST_CASE("service: scales out and in") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":6})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 6);
  world.must("UpdateService", R"({"service":"web","desiredCount":3})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  for (std::uint8_t zone = 0; zone < 3; ++zone) CHECK(runningPerZone(world, zone) == 1);
  int stopped = 0;
  for (const Task* task : world.tasksIn(TaskStatus::STOPPED)) {
    CHECK(task->stopCode == TaskStopCode::ServiceSchedulerInitiated);
    ++stopped;
  }
  CHECK(stopped == 3);
}

TEST_CASE("service: a rolling update replaces all tasks without going below the minimum") {
  struct Row {
    int minimum, maximum;
  };
  for (const Row row : {Row{100, 200}, Row{100, 150}, Row{50, 100}, Row{50, 200}, Row{0, 100}}) {
    CAPTURE(row.minimum);
    CAPTURE(row.maximum);
    World world;
    world.createWeb(4, R"(,"deploymentConfiguration":{"minimumHealthyPercent":)" +
                           std::to_string(row.minimum) + R"(,"maximumPercent":)" +
                           std::to_string(row.maximum) + "}");
    world.advance(5 * kMinute);
    world.registerWeb("public.ecr.aws/docker/library/httpd:2.5");
    world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
    int lowest = 99;
    int highest = 0;
    for (int second = 0; second < 900; ++second) {
      world.advance(kSecond);
      int running = 0;
      int live = 0;
      for (const Task* task : world.tasks()) {
        if (task->desiredStatus == TaskDesiredStatus::STOPPED) continue;
        ++live;
        if (task->lastStatus == TaskStatus::RUNNING) ++running;
      }
      lowest = std::min(lowest, running);
      highest = std::max(highest, live);
    }
    CHECK(lowest >= 4 * row.minimum / 100);
    CHECK(highest <= 4 * row.maximum / 100);
    const Service& service = world.state().services[0];
    CHECK(service.deployments.size() == 1);
    CHECK(world.state().deployments[service.deployments[0].value].rolloutState ==
          DeploymentRolloutState::COMPLETED);
    for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
      CHECK(world.state().taskDefinitions[task->taskDefinition.value].revision == 2);
    }
  }
}

TEST_CASE("service: a move from one zone to three ends evenly spread") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
             R"("desiredCount":3,"networkConfiguration":{"awsvpcConfiguration":{)"
             R"("subnets":["subnet-0a11"],"assignPublicIp":"ENABLED"}}})");
  world.advance(5 * kMinute);
  CHECK(runningPerZone(world, 0) == 3);
  world.must("UpdateService", R"({"service":"web",)" + World::network() + "}");
  world.advance(10 * kMinute);
  for (std::uint8_t zone = 0; zone < 3; ++zone) CHECK(runningPerZone(world, zone) == 1);
}

TEST_CASE("service: limits without room report a dead-lock once (worked example 3)") {
  World world;
  world.createWeb(3, R"(,"deploymentConfiguration":{"minimumHealthyPercent":100,)"
                     R"("maximumPercent":125})");
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(30 * kMinute);
  CHECK(world.count(EventKind::ServiceDeadlocked) == 1);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  world.must("UpdateService",
             R"({"service":"web","deploymentConfiguration":{"maximumPercent":200}})");
  world.advance(10 * kMinute);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("service: an image that is gone throttles starts and recovers") {
  World world;
  world.must("CreateCluster");
  world.registerWeb("app:gone");
  world.must("SimInjectFault", R"({"type":"ImageMissing","image":"app:gone"})");
  world.createService(2);
  world.advance(20 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).empty());
  CHECK(world.count(EventKind::ServiceStartsThrottled) == 1);
  const int failures = world.count(EventKind::ImagePullFailed);
  CHECK(failures >= 6);
  CHECK(failures < 30);
  world.must("SimClearFault", R"({"type":"ImageMissing"})");
  world.advance(40 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("service: unhealthy tasks are replaced, the replacement first") {
  World world;
  world.must("CreateCluster");
  world.registerWeb("app:1", R"(,"healthCheck":{"command":["CMD-SHELL","true"],"interval":10,)"
                             R"("retries":2})");
  world.createService(2);
  world.advance(5 * kMinute);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
  world.must("SimPutImage", R"({"image":"app:1","healthCheckFailuresPerMillion":1000000})");
  world.advance(25 * kSecond);
  CHECK(world.count(EventKind::ServiceTaskUnhealthy) == 2);
  world.must("SimPutImage", R"({"image":"app:1","healthCheckFailuresPerMillion":0})");
  world.advance(10 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("service: delete with force drains to INACTIVE") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  CHECK(world.refused("DeleteService", R"({"service":"web"})") ==
        "InvalidParameterException: The service cannot be stopped while it is scaled above 0.");
  world.must("DeleteService", R"({"service":"web","force":true})");
  CHECK(world.state().services[0].status == ServiceStatus::DRAINING);
  world.advance(5 * kMinute);
  CHECK(world.state().services[0].status == ServiceStatus::INACTIVE);
  CHECK(world.tasksIn(TaskStatus::RUNNING).empty());
  world.createService(1);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
}

TEST_CASE("service: a lost host costs one task, which is replaced") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  world.must("SimInjectFault", R"({"type":"TaskLost","task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  CHECK(world.tasksIn(TaskStatus::STOPPED)[0]->stopCode == TaskStopCode::TerminationNotice);
}

}  // namespace taskyard
