// Goal: deployments that shift traffic pass AWS's stages in order, keep both colours until the bake
// time is over, and go back at any moment before; and what the API shows of rollouts.

#include <doctest/doctest.h>

#include "engine/deployment_alarms.h"
#include "engine/traffic_stages.h"
#include "support/world.h"

namespace taskyard {

namespace {

// A service of two tasks with Service Connect, whose deployments shift traffic.
void createShifting(World& world, const std::string& configuration) {
  world.createWeb(2, R"(,"serviceConnectConfiguration":{"enabled":true},)"
                     R"("deploymentConfiguration":{)" +
                         configuration + "}");
  world.advance(5 * kMinute);
}

void ship(World& world, const std::string& image) {
  world.registerWeb(image);
  world.must("UpdateService", R"({"service":"web","taskDefinition":"web"})");
}

const ServiceDeployment& rollout(const World& world) {
  return world.state().serviceDeployments.back();
}

std::vector<std::string> stages(const World& world) {
  std::vector<std::string> texts;
  const EventLog& log = const_cast<World&>(world).run().events();
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    if (log.at(id).kind != EventKind::RolloutStage) continue;
    const std::string text = eventText(world.state(), log, log.at(id));
    texts.push_back(text.substr(text.find("stage ") + 6));
  }
  return texts;
}

void advanceTo(World& world, LifecycleStage stage) {
  for (int i = 0; i < 3000 && rollout(world).lifecycleStage != stage; ++i) world.advance(kSecond);
  REQUIRE(rollout(world).lifecycleStage == stage);
}

int running(const World& world, int revision) {
  int count = 0;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (world.state().taskDefinitions[task->taskDefinition.value].revision == revision) ++count;
  }
  return count;
}

std::string latestArn(World& world) {
  const JsonValue list = world.must("ListServiceDeployments", R"({"service":"web"})");
  return list.find("serviceDeployments")->items()[0].text("serviceDeploymentArn");
}

JsonValue described(World& world) {
  const JsonValue answer = world.must("DescribeServiceDeployments",
                                      R"({"serviceDeploymentArns":[")" + latestArn(world) + "\"]}");
  return answer.find("serviceDeployments")->items()[0];
}

}  // namespace

TEST_CASE("traffic stages: BLUE_GREEN passes all of them in order") {
  World world;
  createShifting(world, R"("strategy":"BLUE_GREEN","bakeTimeInMinutes":10)");
  CHECK(stages(world).empty());  // nothing to shift from
  ship(world, "app:2");
  advanceTo(world, LifecycleStage::BAKE_TIME);
  CHECK(stages(world) ==
        std::vector<std::string>{
            "PRE_SCALE_UP.", "SCALE_UP.", "POST_SCALE_UP.", "TEST_TRAFFIC_SHIFT.",
            "POST_TEST_TRAFFIC_SHIFT.", "PRE_PRODUCTION_TRAFFIC_SHIFT.",
            "PRODUCTION_TRAFFIC_SHIFT: 100 % of production traffic to the new revision.",
            "POST_PRODUCTION_TRAFFIC_SHIFT.", "BAKE_TIME."});
  world.advance(9 * kMinute);
  CHECK(running(world, 1) == 2);  // twice the capacity until the bake time is over
  CHECK(running(world, 2) == 2);
  CHECK(described(world).text("status") == "IN_PROGRESS");
  CHECK(described(world).text("lifecycleStage") == "BAKE_TIME");
  world.advance(5 * kMinute);
  CHECK(running(world, 1) == 0);
  CHECK(running(world, 2) == 2);
  CHECK(described(world).text("status") == "SUCCESSFUL");
  CHECK(world.messages().back() == "(service web) has reached a steady state.");
}

TEST_CASE("traffic stages: LINEAR in equal steps, CANARY a slice and then the rest") {
  DeploymentConfiguration linear;
  linear.strategy = DeploymentStrategy::LINEAR;
  linear.stepPermille = 300;
  std::vector<int> shares;
  for (int share = 0; share < 1000;) shares.push_back(share = trafficAfter(linear, share));
  CHECK(shares == std::vector<int>{300, 600, 900, 1000});
  CHECK(stageMs(linear, LifecycleStage::PRODUCTION_TRAFFIC_SHIFT, 300) == 6 * kMinute);
  CHECK(stageMs(linear, LifecycleStage::PRODUCTION_TRAFFIC_SHIFT, 1000) == kPassingStageMs);

  World world;
  createShifting(world, R"("strategy":"CANARY","bakeTimeInMinutes":1,"canaryConfiguration":)"
                        R"({"canaryPercent":2.5,"canaryBakeTimeInMinutes":15})");
  ship(world, "app:2");
  advanceTo(world, LifecycleStage::PRODUCTION_TRAFFIC_SHIFT);
  CHECK(rollout(world).trafficPermille == 25);
  world.advance(14 * kMinute);
  CHECK(rollout(world).trafficPermille == 25);
  world.advance(2 * kMinute);
  CHECK(rollout(world).trafficPermille == 1000);
}

TEST_CASE("traffic stages: StopServiceDeployment goes back to blue") {
  for (const LifecycleStage stage : {LifecycleStage::SCALE_UP, LifecycleStage::BAKE_TIME}) {
    World world;
    createShifting(world, R"("strategy":"BLUE_GREEN","bakeTimeInMinutes":60)");
    ship(world, "app:2");
    advanceTo(world, stage);
    const std::string arn = latestArn(world);
    world.must("StopServiceDeployment", R"({"serviceDeploymentArn":")" + arn + "\"}");
    CHECK(described(world).text("status") == "ROLLBACK_IN_PROGRESS");
    CHECK(rollout(world).trafficPermille == 0);
    world.advance(5 * kMinute);
    CHECK(described(world).text("status") == "ROLLBACK_SUCCESSFUL");
    CHECK(running(world, 1) == 2);
    CHECK(running(world, 2) == 0);
    CHECK(world.refused("StopServiceDeployment", R"({"serviceDeploymentArn":")" + arn + "\"}")
              .starts_with("ConflictException"));
  }
}

TEST_CASE("traffic stages: a green that never starts is rolled back by the breaker") {
  World world;
  createShifting(world, R"("strategy":"BLUE_GREEN","bakeTimeInMinutes":5,)"
                        R"("deploymentCircuitBreaker":{"enable":true,"rollback":true})");
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  ship(world, "app:typo");
  world.advance(30 * kMinute);
  CHECK(described(world).text("status") == "ROLLBACK_SUCCESSFUL");
  CHECK(described(world).find("deploymentCircuitBreaker")->text("status") == "TRIGGERED");
  CHECK(running(world, 1) == 2);
}

TEST_CASE("traffic stages: without the breaker a green that never starts is given up after a day") {
  World world;
  createShifting(world, R"("strategy":"BLUE_GREEN","bakeTimeInMinutes":5)");
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  ship(world, "app:typo");
  world.advance(25 * kHour);
  CHECK(described(world).text("status") == "ROLLBACK_SUCCESSFUL");
  CHECK(running(world, 1) == 2);
}

TEST_CASE("traffic stages: a third revision on the way reconciles first") {
  World world;
  createShifting(world, R"("strategy":"BLUE_GREEN","bakeTimeInMinutes":5)");
  ship(world, "app:2");
  advanceTo(world, LifecycleStage::SCALE_UP);
  world.advance(kMinute);
  ship(world, "app:3");
  CHECK(stages(world).back() == "RECONCILE_SERVICE.");
  world.advance(20 * kMinute);
  CHECK(running(world, 3) == 2);
  CHECK(running(world, 1) + running(world, 2) == 0);
  CHECK(described(world).text("status") == "SUCCESSFUL");
  const JsonValue stopped =
      world.must("ListServiceDeployments", R"({"service":"web","status":["STOPPED"]})");
  CHECK(stopped.find("serviceDeployments")->items().size() == 1);
}

TEST_CASE("traffic stages: what the API refuses") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  const auto refused = [&](const std::string& configuration) {
    return world.refused("CreateService",
                         R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                         R"("desiredCount":1,)" +
                             World::network() + R"(,"deploymentConfiguration":{)" + configuration +
                             "}}");
  };
  CHECK(refused(R"("strategy":"BLUE_GREEN")") ==
        "InvalidParameterException: bakeTimeInMinutes is required for deployment strategy "
        "BLUE_GREEN.");
  CHECK(refused(R"("strategy":"CANARY")").find("to shift traffic with.") != std::string::npos);
  CHECK(refused(R"("strategy":"LINEAR","linearConfiguration":{"stepPercent":2.9})") ==
        "InvalidParameterException: stepPercent must be between 3.0 and 100.0, in steps of a "
        "tenth.");
  CHECK(refused(R"("strategy":"CANARY","canaryConfiguration":{"canaryPercent":0})")
            .find("between 0.1 and 100.0") != std::string::npos);
  CHECK(world.refused("StopServiceDeployment", R"({"serviceDeploymentArn":"arn:none"})") ==
        "ServiceDeploymentNotFoundException: Service deployment not found.");
}

TEST_CASE("rollouts: a rolling update as a service deployment") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  CHECK(described(world).text("status") == "SUCCESSFUL");
  ship(world, "app:2");
  world.advance(10 * kSecond);
  const JsonValue now = described(world);
  CHECK(now.text("status") == "IN_PROGRESS");
  CHECK(now.find("sourceServiceRevisions")->items().size() == 1);
  const std::string revision = now.find("targetServiceRevision")->text("arn");
  const JsonValue shown = world.must("DescribeServiceRevisions",
                                     R"({"serviceRevisionArns":[")" + revision + R"(","arn:no"]})");
  CHECK(shown.find("serviceRevisions")->items()[0].text("taskDefinition").ends_with("/web:2"));
  CHECK(shown.find("failures")->items()[0].text("reason") == "MISSING");
  world.must("StopServiceDeployment", R"({"serviceDeploymentArn":")" + latestArn(world) + "\"}");
  world.advance(10 * kMinute);
  CHECK(running(world, 1) == 2);
  CHECK(described(world).text("status") == "ROLLBACK_SUCCESSFUL");
}

TEST_CASE("tags: kept, listed, copied onto tasks") {
  World world;
  world.createWeb(1, R"(,"tags":[{"key":"team","value":"shop"}],"propagateTags":"SERVICE")");
  world.advance(kMinute);
  const std::string arn = serviceArn(world.state(), ServiceIndex(std::size_t{0}));
  world.must("TagResource",
             R"({"resourceArn":")" + arn + R"(","tags":[{"key":"env","value":"prod"}]})");
  CHECK(dumpJson(world.must("ListTagsForResource", R"({"resourceArn":")" + arn + "\"}")) ==
        R"({"tags":[{"key":"team","value":"shop"},{"key":"env","value":"prod"}]})");
  const JsonValue task =
      world.must("DescribeTasks", R"({"tasks":[")" + world.idOf(*world.tasks()[0]) + "\"]}");
  CHECK(task.find("tasks")->items()[0].find("tags")->items().size() == 2);
  world.must("UntagResource", R"({"resourceArn":")" + arn + R"(","tagKeys":["team","env"]})");
  CHECK(world.must("ListTagsForResource", R"({"resourceArn":")" + arn + "\"}")
            .find("tags")
            ->items()
            .empty());
  CHECK(world.refused("TagResource",
                      R"({"resourceArn":")" + arn + R"(","tags":[{"key":"aws:x","value":""}]})") ==
        "InvalidParameterException: Tag keys that begin with aws: are reserved for AWS.");
}

}  // namespace taskyard
