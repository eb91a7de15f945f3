// Goal: what ECS's scheduler does beyond keeping a count: the breaker's settings, early success,
// zone balance, protection, retirement, and the messages about them.
// Method: the worked examples (AWS's, and derived ones) by number, then whole runs.

#include <doctest/doctest.h>

#include "engine/circuit_breaker.h"
#include "engine/rolling_update.h"
#include "engine/service_scheduler.h"
#include "support/world.h"

namespace taskyard {

namespace {

int said(const World& world, const std::string& part) {
  int count = 0;
  for (const std::string& message : world.messages()) {
    if (message.find(part) != std::string::npos) ++count;
  }
  return count;
}

const Deployment& primaryOf(const World& world) {
  return world.state().deployments[world.state().services[0].deployments.front().value];
}

int running(const World& world, int revision) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (task->desiredStatus == TaskDesiredStatus::STOPPED) continue;
    if (world.state().taskDefinitions[task->taskDefinition.value].revision == revision) ++count;
  }
  return count;
}

std::vector<const Task*> inZone(const World& world, std::uint8_t zone) {
  std::vector<const Task*> found;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (world.state().subnets[task->subnet.value].zone == zone) found.push_back(task);
  }
  return found;
}

JsonValue protect(World& world, const std::vector<const Task*>& tasks, const std::string& more) {
  std::string ids;
  for (const Task* task : tasks) ids += (ids.empty() ? "\"" : ",\"") + world.idOf(*task) + "\"";
  return world.must("UpdateTaskProtection",
                    R"({"cluster":"default","tasks":[)" + ids + "]," + more + "}");
}

std::string breaker(const std::string& more) {
  return R"(,"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,)"
         R"("rollback":false)" +
         more + "}}";
}

}  // namespace

TEST_CASE("early success: tasks needed (worked example 12, worked example 13)") {
  CHECK(healthyTasksForSuccess(3, {true, 50}) == 2);
  CHECK(healthyTasksForSuccess(100, {true, 90}) == 90);
  CHECK(healthyTasksForSuccess(3, {false, 50}) == 3);
}

TEST_CASE("worked example 14: without LB and health check a task counts after 40 s of RUNNING") {
  World world;
  world.createWeb(1);
  while (world.tasksIn(TaskStatus::RUNNING).empty()) world.advance(100);
  const TimeMs since = world.tasks()[0]->startedAt();
  world.advance(since + 39 * kSecond - world.state().now);
  CHECK(primaryOf(world).counts.healthy == 0);
  world.advance(kSecond);
  CHECK(primaryOf(world).counts.healthy == 1);
}

TEST_CASE("circuit_breaker: thresholdConfiguration (worked example 21, worked example 22)") {
  CHECK(circuitBreakerThreshold(800, {ThresholdType::UNBOUNDED_PERCENT, 50}) == 400);
  CHECK(circuitBreakerThreshold(1000, {ThresholdType::COUNT, 5}) == 5);
  CHECK(circuitBreakerThreshold(800, {ThresholdType::BOUNDED_PERCENT, 50}) == 200);
  CHECK(circuitBreakerThreshold(10, {ThresholdType::BOUNDED_PERCENT, 100}) == 10);
  CHECK(circuitBreakerThreshold(3, {ThresholdType::UNBOUNDED_PERCENT, 1}) == 1);
}

TEST_CASE("circuit_breaker: reset or not (worked example 25, worked example 26)") {
  struct Row {
    int example;
    const char* reset;
    int failed;
  };
  for (const Row& row : {Row{25, "true", 0}, Row{26, "false", 1}}) {
    CAPTURE(row.example);
    World world;
    world.must("CreateCluster");
    world.registerWeb("app:1", R"(,"healthCheck":{"command":["CMD","x"],"interval":10,)"
                               R"("retries":2})");
    world.must("SimPutImage", R"({"image":"app:1"})");
    // Two tasks, so that a replacement can become healthy while another is judged.
    const std::string reset = std::string(R"(,"resetOnHealthyTask":)") + row.reset;
    const std::string sick = R"({"image":"app:1","healthCheckFailuresPerMillion":1000000})";
    const std::string well = R"({"image":"app:1","healthCheckFailuresPerMillion":0})";
    world.must("SimPutImage", sick);
    world.createService(2, breaker(reset));
    const auto failures = [&] { return world.count(EventKind::ServiceTaskUnhealthy); };
    for (int i = 0; i < 3000 && failures() < 2; ++i) world.advance(kSecond);
    REQUIRE(failures() == 2);
    world.must("SimPutImage", well);
    for (int i = 0; i < 3000 && primaryOf(world).counts.healthy < 1; ++i) world.advance(kSecond);
    REQUIRE(primaryOf(world).counts.healthy >= 1);
    CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS);
    world.must("SimPutImage", sick);
    for (int i = 0; i < 3000 && failures() < 4; ++i) world.advance(kSecond);
    CHECK(world.count(EventKind::DeploymentFailed) == row.failed);
  }
}

TEST_CASE("circuit_breaker: the threshold follows the latest desired count") {
  World world;
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  world.registerWeb("app:typo");
  world.createService(40, breaker(R"(,"thresholdConfiguration":{"type":"UNBOUNDED_PERCENT",)"
                                  R"("value":100})"));
  while (primaryOf(world).failedTasks < 5) world.advance(100);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS);
  world.must("UpdateService", R"({"service":"web","desiredCount":2})");
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::FAILED);
}

TEST_CASE("circuit_breaker: bad settings are refused") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  const auto refused = [&](const std::string& threshold) {
    return world.refused("CreateService",
                         R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                         R"("desiredCount":1,)" +
                             World::network() +
                             breaker(R"(,"thresholdConfiguration":)" + threshold) + "}");
  };
  CHECK(refused(R"({"type":"HALF","value":1})").starts_with("InvalidParameterException: type"));
  CHECK(refused(R"({"type":"COUNT","value":0})") ==
        "InvalidParameterException: value must be between 1 and 100000.");
  CHECK(refused(R"({"type":"BOUNDED_PERCENT","value":101})") ==
        "InvalidParameterException: value must be between 1 and 100.");
}

TEST_CASE(
    "early success: the deployment completes at healthyPercent, and the breaker is then off") {
  World world;
  world.createWeb(4, R"(,"deploymentConfiguration":{"minimumHealthyPercent":50,)"
                     R"("deploymentCircuitBreaker":{"enable":true,"rollback":true},)"
                     R"("earlySuccessCriteria":{"enable":true,"healthyPercent":50,)"
                     R"("sourceServiceRevisionCleanup":"DEFERRED"}})");
  world.advance(5 * kMinute);
  world.registerWeb("app:2");
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
  while (primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS) world.advance(100);
  CHECK(primaryOf(world).counts.healthy >= 2);
  CHECK(primaryOf(world).counts.healthy < 4);
  CHECK(said(world, "deployment completed.") == 2);
  world.advance(10 * kMinute);
  CHECK(running(world, 2) == 4);
  CHECK(said(world, "deployment completed.") == 2);
  CHECK(world.refused("UpdateService",
                      R"({"service":"web","deploymentConfiguration":{"earlySuccessCriteria":)"
                      R"({"enable":true,"healthyPercent":40}}})") ==
        "InvalidParameterException: healthyPercent must be between 50 and 100.");
}

TEST_CASE("protection: more protected tasks than desired (worked example 111)") {
  World world;
  world.createWeb(5);
  world.advance(5 * kMinute);
  const JsonValue answer =
      protect(world, world.tasksIn(TaskStatus::RUNNING), R"("protectionEnabled":true)");
  CHECK(answer.find("protectedTasks")->items().size() == 5);
  CHECK(answer.find("failures")->items().empty());
  world.must("UpdateService", R"({"service":"web","desiredCount":3})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 5);
  CHECK(said(world, ") was unable to reach steady state because (taskSet ecs-svc/") == 1);
  CHECK(world.messages().back().ends_with(
      ") was unable to scale in due to (reason 5 tasks under protection)"));
  // Renewing it would block for longer.
  const JsonValue renewed =
      protect(world, world.tasksIn(TaskStatus::RUNNING), R"("protectionEnabled":true)");
  CHECK(renewed.find("protectedTasks")->items().empty());
  CHECK(renewed.find("failures")->items()[0].text("reason") == "DEPLOYMENT_BLOCKED");
  // It ends by itself after 120 minutes.
  world.advance(2 * kHour);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("protection: expiresInMinutes 3000 is refused (worked example 112)") {
  World world;
  world.createWeb(1);
  world.advance(5 * kMinute);
  const std::string task = world.idOf(*world.tasks()[0]);
  for (const char* minutes : {"3000", "2881", "0"}) {
    CHECK(world.refused("UpdateTaskProtection",
                        R"({"cluster":"default","protectionEnabled":true,"tasks":[")" + task +
                            R"("],"expiresInMinutes":)" + minutes + "}") ==
          "InvalidParameterException: expiresInMinutes must be between 1 and 2880.");
  }
  protect(world, world.tasks(), R"("protectionEnabled":true,"expiresInMinutes":2880)");
  const JsonValue shown = world.must("GetTaskProtection", R"({"cluster":"default"})");
  CHECK(shown.find("protectedTasks")->items()[0].find("protectionEnabled")->boolean());
}

TEST_CASE("protection: standalone and unknown tasks are failures") {
  World world;
  world.createWeb(0);
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  const JsonValue answer = protect(world, world.tasks(), R"("protectionEnabled":true)");
  CHECK(answer.find("failures")->items()[0].text("reason") == "TASK_NOT_VALID");
  const JsonValue unknown = world.must(
      "GetTaskProtection", R"({"cluster":"default","tasks":["0123456789abcdef0123456789abcdef"]})");
  CHECK(unknown.find("failures")->items()[0].text("reason") == "MISSING");
}

TEST_CASE("protection: holds against scale-in and deployments, not against StopTask") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  const Task* kept = world.tasksIn(TaskStatus::RUNNING)[1];
  const std::string id = world.idOf(*kept);
  protect(world, {kept}, R"("protectionEnabled":true,"expiresInMinutes":60)");
  world.must("UpdateService", R"({"service":"web","desiredCount":1})");
  world.advance(5 * kMinute);
  REQUIRE(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  CHECK(world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) == id);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(30 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);  // the new one and the protected one
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS);
  CHECK(said(world, "(reason 1 tasks under protection)") == 1);
  world.must("StopTask", R"({"task":")" + id + "\"}");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::COMPLETED);
  CHECK(world.state().protections.empty());  // it ended with its task
}

TEST_CASE("zones: after a steady state tasks move from the richest zone to the poorest") {
  World world;
  world.createWeb(6);
  world.advance(5 * kMinute);
  protect(world, inZone(world, 0), R"("protectionEnabled":true,"expiresInMinutes":60)");
  protect(world, {inZone(world, 2)[0]}, R"("protectionEnabled":true,"expiresInMinutes":60)");
  world.must("UpdateService", R"({"service":"web","desiredCount":3})");
  world.advance(10 * kMinute);
  CHECK(said(world,
             "(service web) is not AZ balanced with 2 tasks in us-east-1a, 0 tasks in "
             "us-east-1b, 1 tasks in us-east-1c. AZ Rebalancing in progress.") == 1);
  CHECK(said(world, "(service web) has started 1 tasks in us-east-1b to AZ Rebalance: (task ") ==
        1);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 4);  // start first, and all are protected
  world.advance(kHour);
  for (std::uint8_t zone = 0; zone < 3; ++zone) CHECK(inZone(world, zone).size() == 1);
  CHECK(said(world,
             "(service web) is AZ balanced with 1 tasks in us-east-1a, 1 tasks in "
             "us-east-1b, 1 tasks in us-east-1c.") == 1);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("zones: a zone that comes back gets its share again") {
  World world;
  world.createWeb(6);
  world.advance(5 * kMinute);
  world.must("SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1b"})");
  world.advance(10 * kMinute);
  CHECK(inZone(world, 0).size() == 3);
  CHECK(inZone(world, 1).empty());
  CHECK(inZone(world, 2).size() == 3);
  CHECK(said(world, "AZ balanced") == 0);  // two zones, three each
  world.must("SimClearFault", R"({"type":"ZoneLost"})");
  world.advance(10 * kMinute);
  for (std::uint8_t zone = 0; zone < 3; ++zone) CHECK(inZone(world, zone).size() == 2);
  CHECK(said(world,
             "is not AZ balanced with 3 tasks in us-east-1a, 0 tasks in us-east-1b, 3 tasks "
             "in us-east-1c. AZ Rebalancing in progress.") == 1);
  CHECK(said(world, "has started 1 tasks in us-east-1b to AZ Rebalance: (task ") == 2);
  CHECK(said(world, "is AZ balanced with 2 tasks in us-east-1a") == 1);
}

TEST_CASE("zones: no rebalancing when it is off or maximumPercent leaves no room") {
  for (const char* how : {R"(,"availabilityZoneRebalancing":"DISABLED")",
                          R"(,"deploymentConfiguration":{"maximumPercent":100})"}) {
    CAPTURE(how);
    World world;
    world.createWeb(6, how);
    world.advance(5 * kMinute);
    protect(world, inZone(world, 0), R"("protectionEnabled":true,"expiresInMinutes":60)");
    protect(world, {inZone(world, 2)[0]}, R"("protectionEnabled":true,"expiresInMinutes":60)");
    world.must("UpdateService", R"({"service":"web","desiredCount":3})");
    world.advance(2 * kHour);
    CHECK(inZone(world, 0).size() == 2);
    CHECK(said(world, "AZ balanced") == 0);
  }
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  CHECK(world.refused("CreateService",
                      R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                      R"("desiredCount":1,"availabilityZoneRebalancing":"ENABLED",)"
                      R"("deploymentConfiguration":{"maximumPercent":100},)" +
                          World::network() + "}") ==
        "InvalidParameterException: AvailabilityZoneRebalancing does not support maximumPercent <= "
        "100.");
}

TEST_CASE(
    "messages: one per cause until it is solved or six hours have passed (worked example 110)") {
  World world;
  world.must("CreateCluster");
  world.registerWeb("app:gone");
  world.must("SimInjectFault", R"({"type":"ImageMissing","image":"app:gone"})");
  world.createService(2);
  world.advance(5 * kHour);
  const std::string message = "is unable to consistently start tasks successfully.";
  CHECK(said(world, message) == 1);
  world.advance(2 * kHour);
  CHECK(said(world, message) == 2);
  world.must("SimClearFault", R"({"type":"ImageMissing"})");
  world.advance(kHour);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
  world.must("SimInjectFault", R"({"type":"ImageMissing","image":"app:gone"})");
  world.must("UpdateService", R"({"service":"web","desiredCount":4})");
  world.advance(30 * kMinute);
  CHECK(said(world, message) == 3);  // solved, so the next time is news
}

TEST_CASE("messages: a steady state is repeated about every six hours") {
  World world;
  world.createWeb(1);
  world.advance(25 * kHour);
  CHECK(world.count(EventKind::ServiceSteady) == 5);
  world.must("DeleteService", R"({"service":"web","force":true})");
  world.advance(kDay);
  CHECK(world.count(EventKind::ServiceSteady) == 5);
}

TEST_CASE("retirement: tasks of a service are replaced start-first after the notice") {
  for (const int maximum : {200, 100}) {
    CAPTURE(maximum);
    World world;
    world.createWeb(3, R"(,"deploymentConfiguration":{"minimumHealthyPercent":50,)"
                       R"("maximumPercent":)" +
                           std::to_string(maximum) + "}");
    world.advance(5 * kMinute);
    world.must("SimInjectFault",
               R"({"type":"TaskRetirement","service":"web","noticeSeconds":604800})");
    world.advance(6 * kDay);
    CHECK(world.tasksIn(TaskStatus::STOPPED).empty());
    world.advance(kDay - kMinute);
    int fewest = 3;
    int most = 3;
    for (int second = 0; second < 1200; ++second) {
      world.advance(kSecond);
      fewest = std::min(fewest, primaryOf(world).counts.running);
      most = std::max(most, primaryOf(world).counts.live);
    }
    CHECK(fewest == (maximum == 200 ? 3 : 2));
    CHECK(most == (maximum == 200 ? 6 : 3));
    const auto stopped = world.tasksIn(TaskStatus::STOPPED);
    REQUIRE(stopped.size() == 3);
    const JsonValue shown =
        world.must("DescribeTasks", R"({"tasks":[")" + world.idOf(*stopped[0]) + "\"]}");
    CHECK(shown.find("tasks")->items()[0].text("stoppedReason") ==
          "ECS is performing maintenance on the underlying infrastructure hosting the task");
    CHECK(world.messages().back() == "(service web) has reached a steady state.");
  }
}

}  // namespace taskyard
