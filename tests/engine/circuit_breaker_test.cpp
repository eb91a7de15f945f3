// Goal: a deployment fails when the documentation says so, and rolls back to the last good one.
// Method: the threshold table (worked examples 15 to 20), then whole rollouts of bad images.

#include <doctest/doctest.h>

#include "engine/circuit_breaker.h"
#include "support/world.h"

namespace taskyard {

namespace {

std::string breaker(bool rollback) {
  return std::string(R"(,"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,)") +
         R"("rollback":)" + (rollback ? "true" : "false") + "}}";
}

// A steady service of four tasks, then an update to an image that does not exist.
void shipMissingImage(World& world, const std::string& configuration) {
  world.createWeb(4, configuration);
  world.advance(5 * kMinute);
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  world.registerWeb("app:typo");
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
}

const Deployment& primaryOf(const World& world) {
  return world.state().deployments[world.state().services[0].deployments.front().value];
}

int running(const World& world, int revision) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (world.state().taskDefinitions[task->taskDefinition.value].revision == revision) ++count;
  }
  return count;
}

bool said(const World& world, const std::string& ending) {
  for (const std::string& message : world.messages()) {
    if (message.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("circuit_breaker: threshold is half of desiredCount between 3 and 200") {
  struct Row {
    const char* example;
    int desired, threshold;
  };
  constexpr Row kRows[] = {{"worked example 15", 1, 3},
                           {"worked example 16", 25, 13},
                           {"worked example 17", 400, 200},
                           {"worked example 18", 800, 200},
                           {"worked example 19", 7, 4},
                           {"worked example 20", 0, 3},
                           {"no number", 4, 3},
                           {"no number", 6, 3},
                           {"no number", 10, 5},
                           {"no number", 100, 50}};
  for (const Row& row : kRows) {
    CAPTURE(row.example);
    CHECK(circuitBreakerThreshold(row.desired) == row.threshold);
  }
}

TEST_CASE("circuit_breaker: fails and rolls back (worked example 23)") {
  World world;
  shipMissingImage(world, breaker(true));
  world.advance(30 * kMinute);
  CHECK(said(world, "deployment failed: tasks failed to start."));
  CHECK(world.count(EventKind::DeploymentRollback) == 1);
  CHECK(running(world, 1) == 4);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::COMPLETED);
  CHECK(world.state().services[0].deployments.size() == 1);
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("circuit_breaker: without rollback the failed deployment starts no more tasks") {
  World world;
  shipMissingImage(world, breaker(false));
  world.advance(30 * kMinute);
  const std::uint32_t launched = world.state().tasksLaunched;
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::FAILED);
  CHECK(running(world, 1) == 4);
  world.advance(kHour);
  CHECK(world.state().tasksLaunched == launched);
}

TEST_CASE("circuit_breaker: nothing to roll back to stalls (worked example 24)") {
  World world;
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  world.registerWeb("app:typo");
  world.createService(2, breaker(true));
  world.advance(30 * kMinute);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::FAILED);
  CHECK(world.count(EventKind::DeploymentRollback) == 0);
  const std::uint32_t launched = world.state().tasksLaunched;
  world.advance(kHour);
  CHECK(world.state().tasksLaunched == launched);
}

TEST_CASE("circuit_breaker: a crash loop after RUNNING does not count (worked example 27)") {
  World world;
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"app:1","exitAfterSeconds":5})");
  world.registerWeb("app:1");
  world.createService(2, breaker(true));
  world.advance(kHour);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS);
  CHECK(world.count(EventKind::ServiceStartsThrottled) == 0);
  CHECK(world.state().tasksLaunched > 40);
}

TEST_CASE("circuit_breaker: failed health checks count once tasks have run") {
  World world;
  world.createWeb(2, breaker(true));
  world.advance(5 * kMinute);
  world.must("SimPutImage", R"({"image":"app:sick","healthCheckFailuresPerMillion":1000000})");
  world.registerWeb("app:sick",
                    R"(,"healthCheck":{"command":["CMD","x"],"interval":10,"retries":2})");
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web:2"})");
  world.advance(30 * kMinute);
  CHECK(world.count(EventKind::DeploymentFailed) == 1);
  CHECK(running(world, 1) == 2);
}

TEST_CASE("circuit_breaker: off means ECS never gives up") {
  World world;
  shipMissingImage(world, "");
  world.advance(2 * kHour);
  CHECK(primaryOf(world).rolloutState == DeploymentRolloutState::IN_PROGRESS);
  CHECK(running(world, 1) == 4);
}

TEST_CASE("deployment: an old task that dies during a rollout is replaced with its own revision") {
  World world;
  shipMissingImage(world, "");
  world.advance(5 * kMinute);
  world.must("SimInjectFault", R"({"type":"ContainerExit","task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
  world.advance(5 * kMinute);
  CHECK(running(world, 1) == 4);
}

}  // namespace taskyard
