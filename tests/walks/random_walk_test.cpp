// Goal: no sequence of requests, faults and waiting breaks an invariant, and every run can be saved
// and replayed to the same bits. Method: seeded random walks; a failing seed is printed and becomes
// a test of its own.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/draw.h"
#include "engine/cost.h"
#include "engine/invariants.h"
#include "support/world.h"

namespace taskyard {

namespace {

class Walker {
 public:
  explicit Walker(std::uint64_t seed) : seed_(seed), world_(seed) {
    world_.must("CreateCluster");
    world_.registerWeb();
  }

  void step() {
    switch (pick(0, 19)) {
      case 0: create(); break;
      case 1: update(R"("desiredCount":)" + std::to_string(pick(0, 12))); break;
      case 2: update(R"("forceNewDeployment":true)"); break;
      case 3: registerAnother(); break;
      case 4: update(R"("taskDefinition":"web")"); break;
      case 5:
        update(R"("deploymentConfiguration":{"minimumHealthyPercent":)" +
               std::to_string(pick(0, 4) * 25) + R"(,"maximumPercent":)" +
               std::to_string(100 + pick(0, 4) * 25) + "}");
        break;
      case 6: fault("ContainerExit"); break;
      case 7: fault("TaskLost"); break;
      case 8: stop(); break;
      case 9: image(); break;
      case 10:
        attempt("RunTask", R"({"taskDefinition":"web","launchType":"FARGATE","count":)" +
                               std::to_string(pick(1, 4)) + "," + World::network() + "}");
        break;
      case 11:
        if (pick(0, 9) == 0) {
          attempt("DeleteService", R"({"force":true,"service":")" + service() + "\"}");
        }
        break;
      case 12: rollout(); break;
      case 13: protect(); break;
      case 14: stopRollout(); break;
      case 15:
        update(R"("availabilityZoneRebalancing":")" +
               std::string(pick(0, 1) == 0 ? "ENABLED" : "DISABLED") + "\"");
        break;
      case 16: moveZones(); break;
      case 17:
        attempt("SimInjectFault", R"({"type":"TaskRetirement","service":")" + service() +
                                      R"(","noticeSeconds":)" + std::to_string(pick(0, 200)) + "}");
        break;
      default: world_.advance(pick(1, 90'000)); break;
    }
    world_.advance(pick(0, 4000));
  }

  World& world() { return world_; }

 private:
  // Refusals are part of a walk.
  void attempt(const std::string& operation, const std::string& input) {
    (void)world_.call(operation, input);
  }
  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return drawBetween({seed_, Purpose::RandomWalk, 0, draws_++}, low, high);
  }
  std::string service() { return "s" + std::to_string(pick(0, 3)); }
  void update(const std::string& what) {
    attempt("UpdateService", R"({"service":")" + service() + "\"," + what + "}");
  }
  void create() {
    attempt("CreateService",
            R"({"serviceName":")" + service() +
                R"(","taskDefinition":"web","launchType":"FARGATE","desiredCount":)" +
                std::to_string(pick(0, 8)) + "," +
                (pick(0, 1) == 0 ? R"("serviceConnectConfiguration":{"enabled":true},)" : "") +
                World::network(pick(0, 9) == 0 ? "DISABLED" : "ENABLED") + "}");
  }
  // How deployments of a service go from now on.
  void rollout() {
    const char* const kStrategies[] = {"ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"};
    const char* const kThresholds[] = {"BOUNDED_PERCENT", "UNBOUNDED_PERCENT", "COUNT"};
    const auto yes = [this] { return pick(0, 1) == 0 ? "true" : "false"; };
    update(std::string(R"("deploymentConfiguration":{"strategy":")") + kStrategies[pick(0, 3)] +
           R"(","bakeTimeInMinutes":)" + std::to_string(pick(0, 5)) +
           R"(,"linearConfiguration":{"stepPercent":30,"stepBakeTimeInMinutes":1},)"
           R"("canaryConfiguration":{"canaryBakeTimeInMinutes":1},)"
           R"("alarms":{"alarmNames":["a"],"enable":)" +
           yes() + R"(,"rollback":)" + yes() +
           R"(},"earlySuccessCriteria":{"healthyPercent":100,"enable":)" + yes() +
           R"(,"sourceServiceRevisionCleanup":")" + (pick(0, 1) == 0 ? "DEFERRED" : "BLOCKING") +
           R"("},"deploymentCircuitBreaker":{"enable":)" + yes() + R"(,"rollback":)" + yes() +
           R"(,"resetOnHealthyTask":)" + yes() + R"(,"thresholdConfiguration":{"type":")" +
           kThresholds[pick(0, 2)] + R"(","value":)" + std::to_string(pick(1, 100)) + "}}}");
  }
  void stopRollout() {
    const State& state = world_.state();
    if (state.serviceDeployments.empty()) return;
    attempt("StopServiceDeployment",
            R"({"serviceDeploymentArn":")" +
                serviceDeploymentArn(state,
                                     ServiceDeploymentIndex(state.serviceDeployments.size() - 1)) +
                "\"}");
  }
  void protect() {
    attempt("UpdateTaskProtection",
            R"({"cluster":"default","tasks":[")" + someTask() + R"("],"protectionEnabled":)" +
                (pick(0, 3) == 0 ? "false" : "true") + R"(,"expiresInMinutes":)" +
                std::to_string(pick(1, 30)) + "}");
  }
  void moveZones() {
    const char* const kSubnets[] = {R"("subnet-0a11")", R"("subnet-0b22","subnet-0c33")",
                                    R"("subnet-0a11","subnet-0b22","subnet-0c33")"};
    update(std::string(R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":[)") +
           kSubnets[pick(0, 2)] + R"(],"assignPublicIp":"ENABLED"}})");
  }
  void registerAnother() {
    world_.registerWeb("app:" + std::to_string(pick(0, 3)),
                       pick(0, 1) == 0
                           ? R"(,"healthCheck":{"command":["CMD","true"],"interval":10})"
                           : R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":60},)"
                             R"("dependsOn":[{"containerName":"helper","condition":"START"}]},)"
                             R"({"name":"helper","essential":false,"image":"app:0")");
  }
  void image() {
    attempt("SimPutImage", R"({"image":"app:)" + std::to_string(pick(0, 3)) + R"(","exists":)" +
                               (pick(0, 3) == 0 ? "false" : "true") + R"(,"meanLifetimeSeconds":)" +
                               std::to_string(pick(30, 600)) +
                               R"(,"healthCheckFailuresPerMillion":)" +
                               std::to_string(pick(0, 400'000)) + R"(,"ignoresSigterm":)" +
                               (pick(0, 1) == 0 ? "false" : "true") + "}");
  }
  std::string someTask() {
    const auto tasks = world_.tasks();
    if (tasks.empty()) return "none";
    return world_.idOf(
        *tasks[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(tasks.size()) - 1))]);
  }
  void fault(const std::string& type) {
    attempt("SimInjectFault",
            R"({"type":")" + type + R"(","exitCode":1,"task":")" + someTask() + "\"}");
  }
  void stop() { attempt("StopTask", R"({"task":")" + someTask() + "\"}"); }

  std::uint64_t seed_;
  std::uint64_t draws_ = 0;
  World world_;
};

}  // namespace

namespace {

void walk(std::uint64_t seed, int steps) {
  CAPTURE(seed);
  Walker walker(seed);
  std::int64_t cost = 0;
  for (int step = 0; step < steps; ++step) {
    CAPTURE(step);
    walker.step();
    const auto broken = brokenInvariants(walker.world().state());
    REQUIRE_MESSAGE(broken.empty(), broken.front());
    const std::int64_t now = totalCostMicroUsd(walker.world().state());
    REQUIRE(now >= cost);
    cost = now;
  }
  const Run& run = walker.world().run();
  CHECK(run.events().nextId() > 1000);  // the walk went somewhere
  const Result<Run> replayed = Run::load(run.save(), {"", seed, {}});
  REQUIRE(replayed.ok());
  CHECK(replayed.value().hash() == run.hash());
  Run back = run;
  back.goTo(run.now() / 2);
  back.goTo(run.now());
  CHECK(back.hash() == run.hash());
}

}  // namespace

TEST_CASE("random_walk: ten thousand steps in one walk keep every invariant") {
  constexpr std::uint64_t kSeed = 20261123;
  MESSAGE("seed ", kSeed);
  walk(kSeed, 10'000);
}

TEST_CASE("random_walk: shorter walks with other seeds") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) walk(seed, 400);
}

}  // namespace taskyard
