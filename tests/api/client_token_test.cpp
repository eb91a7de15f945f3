// Goal: a request that is sent again under its clientToken is the same request. Method: the rules
// of "Ensuring idempotency" in the ECS API Reference.

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

std::string runTask(const std::string& more) {
  return R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + more + "}";
}

std::string firstArn(const JsonValue& answer) {
  return answer.find("tasks")->items().front().text("taskArn");
}

}  // namespace

TEST_CASE("client_token: RunTask starts its tasks once") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  const std::string input = runTask(R"(,"count":2,"clientToken":"order-17")");
  const JsonValue first = world.must("RunTask", input);
  world.advance(5 * kMinute);
  const JsonValue again = world.must("RunTask", input);
  CHECK(world.tasks().size() == 2);
  CHECK(again.find("tasks")->items().size() == 2);
  CHECK(firstArn(again) == firstArn(first));
  CHECK(again.find("tasks")->items().front().text("lastStatus") == "RUNNING");
  // The order of members says nothing.
  world.must("RunTask", R"({"clientToken":"order-17","count":2,)" + runTask("").substr(1));
  CHECK(world.tasks().size() == 2);
  const std::string other = world.refused("RunTask", runTask(R"(,"clientToken":"order-17")"));
  CHECK(other.starts_with(
      "ConflictException: The RunTask request could not be processed due to conflicts. The "
      "provided clientToken is already in use with a different RunTask request. resourceIds: "
      "arn:"));
  CHECK(other.find(firstArn(first)) != std::string::npos);
  // Another token, another cluster, or none: another request.
  world.must("RunTask", runTask(R"(,"count":2,"clientToken":"Order-17")"));
  world.must("CreateCluster", R"({"clusterName":"b"})");
  world.must("RunTask", runTask(R"(,"cluster":"b","count":2,"clientToken":"order-17")"));
  world.must("RunTask", runTask(""));
  CHECK(world.tasks().size() == 7);
}

TEST_CASE("client_token: a token of RunTask counts for 24 hours, and no longer than its tasks") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  const std::string input = runTask(R"(,"clientToken":"t")");
  const std::string first = firstArn(world.must("RunTask", input));
  world.advance(kDay - kMinute);
  CHECK(firstArn(world.must("RunTask", input)) == first);
  world.advance(kMinute);
  const std::string second = firstArn(world.must("RunTask", input));
  CHECK(second != first);
  world.must("StopTask", R"({"task":")" + second + "\"}");
  world.advance(10 * kMinute);
  CHECK(firstArn(world.must("RunTask", input)) == second);  // stopped, and still known
  world.advance(2 * kHour);
  CHECK(firstArn(world.must("RunTask", input)) != second);
}

TEST_CASE("client_token: what starts nothing is tried again") {
  World world;
  world.must("CreateCluster");
  world.must("RegisterTaskDefinition", R"({"family":"big","memory":"512","containerDefinitions":)"
                                       R"([{"name":"a","image":"nginx:1.27"}]})");
  CHECK(world.refused("RunTask", R"({"taskDefinition":"big","clientToken":"t"})") ==
        "InvalidParameterException: No Container Instances were found in your cluster.");
  CHECK(world.refused("RunTask", R"({"taskDefinition":"big","clientToken":"t t"})") ==
        "InvalidParameterException: clientToken can only have ASCII characters in the range of 33 "
        "to 126.");
}

TEST_CASE("client_token: CreateService makes its service once") {
  World world;
  world.createWeb(1, R"(,"clientToken":"release-1")");
  world.createWeb(1, R"(,"clientToken":"release-1")");
  CHECK(world.state().services.size() == 1);
  const std::string no = "InvalidParameterException: Creation of service was not idempotent.";
  const auto create = [&](const std::string& more) {
    return world.refused("CreateService",
                         R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)" +
                             World::network() + more + "}");
  };
  CHECK(create(R"(,"desiredCount":2,"clientToken":"release-1")") == no);
  CHECK(create(R"(,"desiredCount":1,"clientToken":"release-2")") == no);
  CHECK(create(R"(,"desiredCount":1)") == no);
}

}  // namespace taskyard
