// Goal: what ECS refuses of overrides is refused in its words, what is not simulated says so, and
// what would change nothing here is taken.

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

class OverridesWorld : public World {
 public:
  OverridesWorld() {
    must("CreateCluster");
    registerWeb();  // 256 CPU units, 512 MiB; one container: app
  }
  std::string outcome(const std::string& overrides) {
    return refused("RunTask", R"({"taskDefinition":"web","launchType":"FARGATE","overrides":{)" +
                                  overrides + "}," + network() + "}");
  }
  static std::string app(const std::string& members) {
    return R"("containerOverrides":[{"name":"app",)" + members + "}]";
  }
};

const std::string kRefused = "InvalidParameterException: ";

}  // namespace

TEST_CASE("run-task overrides: what ECS refuses") {
  OverridesWorld world;
  const std::string noPair = kRefused + "No Fargate configuration exists for given values.";
  CHECK(world.outcome(R"("memory":"4096")").starts_with(noPair));
  CHECK(world.outcome(R"("cpu":"1 vCPU","memory":"1 GB")").starts_with(noPair));
  CHECK(world.outcome(R"("cpu":"300")") == kRefused + "Invalid 'cpu' setting for task.");
  CHECK(world.outcome(R"("cpu":"much")") == kRefused + "Invalid 'cpu' setting for task.");
  CHECK(world.outcome(R"("memory":"all")") == kRefused + "Invalid 'memory' setting for task.");
  CHECK(world.outcome(world.app(R"("memory":1024)"))
            .starts_with(
                kRefused +
                "Invalid setting for container 'app'. 'memory' (1024 MiB) must not be greater"));
  CHECK(world.outcome(R"("containerOverrides":[{"name":"db","command":["true"]}])") ==
        kRefused + "Override for container named db is not a container in the TaskDefinition.");
  CHECK(world.outcome(world.app(R"("command":[")" + std::string(8192, 'x') + "\"]")) ==
        kRefused + "Container Overrides length must be at most 8192");
  CHECK(world.tasks().empty());
}

TEST_CASE("run-task overrides: what would change a task here and is not simulated") {
  OverridesWorld world;
  const auto text = [](const std::string& member) {
    return "SimNotModelled: An override of " + member +
           " is not simulated: register a revision of the task definition that has it, and run "
           "that one.";
  };
  CHECK(world.outcome(R"("cpu":"512","memory":"1024")") == text("cpu"));
  CHECK(world.outcome(R"("memory":"1024")") == text("memory"));
  CHECK(world.outcome(R"("ephemeralStorage":{"sizeInGiB":50})") == text("ephemeralStorage"));
  CHECK(world.outcome(R"("taskRoleArn":"arn:aws:iam::123456789012:role/r")") ==
        text("taskRoleArn"));
  CHECK(world.outcome(R"("executionRoleArn":"arn:aws:iam::123456789012:role/r")") ==
        text("executionRoleArn"));
  CHECK(world.outcome(world.app(R"("memory":256)")) == text("memory"));
  CHECK(world.tasks().empty());
}

TEST_CASE("run-task overrides: commands and variables are taken, and listed as without effect") {
  OverridesWorld world;
  const Result<ApiAnswer> answer = world.call(
      "RunTask", R"({"taskDefinition":"web","launchType":"FARGATE","overrides":{)" +
                     world.app(R"("command":["report"],"environment":[{"name":"A","value":"1"}])") +
                     "}," + World::network() + "}");
  REQUIRE(answer.ok());
  CHECK(answer.value().notModelled == std::vector<std::string>{"/overrides"});
  CHECK(world.tasks().size() == 1);
}

}  // namespace taskyard
