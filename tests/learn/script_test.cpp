// Scripts and scenarios: readers with their messages, placeholders, start states.

#include <doctest/doctest.h>

#include "engine/identity.h"
#include "learn/fixtures.h"
#include "learn/script.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

std::string entryProblem(const std::string& text) {
  Problems problems;
  (void)readScriptEntry(json(text), "/solution/0", problems);
  return problems.empty() ? "" : problems.front().path + ": " + problems.front().message;
}

std::string scenarioProblem(const std::string& text) {
  Problems problems;
  (void)readScenario(json(text), problems);
  return problems.empty() ? "" : problems.front().path + ": " + problems.front().message;
}

Result<Request> resolved(const Run& run, const std::string& line) {
  ScriptEntry entry;
  entry.line = line;
  return resolve(entry, run.state());
}

}  // namespace

TEST_CASE("script: an entry is a line or a request") {
  CHECK(entryProblem(R"({"atSeconds": 3, "aws": "aws ecs list-clusters"})") == "");
  CHECK(entryProblem(
            R"({"request": {"service": "ecs", "operation": "ListClusters", "input": {}}})") == "");
  CHECK(entryProblem(R"({"aws": "sim inject-fault --type TaskLost --task {{task:web}}"})") == "");
  CHECK(entryProblem("{}") ==
        "/solution/0: expected one of \"aws\" (a command line) and \"request\"");
  CHECK(entryProblem(R"({"atSeconds": -1, "aws": "aws ecs list-clusters"})")
            .find("/solution/0/atSeconds: -1 is outside 0 to") == 0);
  CHECK(entryProblem(R"({"aws": "aws ecs list-clutsers"})").find("/solution/0/aws: ") == 0);
  CHECK(entryProblem(R"({"aws": "aws ecs list-clusters help"})").find("/solution/0/aws: ") == 0);
  CHECK(entryProblem(R"({"aws": "aws ecs stop-task --cluster demo --task {{tusk:web}}"})")
            .find("/solution/0/aws: \"{{tusk:web}}\" is no placeholder") == 0);
  CHECK(entryProblem(R"({"aws": "aws ecs stop-task --task {{task:web:0}}"})") != "");
  CHECK(entryProblem(R"({"aws": "aws ecs stop-task --task {{task:web"})") ==
        "/solution/0/aws: \"{{\" without \"}}\"");
  CHECK(entryProblem("7") == "/solution/0: expected an object, found a whole number");
}

TEST_CASE("script: entries stand in order of time") {
  Problems problems;
  const JsonValue value = json(R"({"bot": [{"atSeconds": 9, "aws": "aws ecs list-clusters"},
                                           {"atSeconds": 8, "aws": "aws ecs list-clusters"}]})");
  ObjectReader reader(value, "", problems);
  CHECK(readScript(reader, "bot", problems).size() == 2);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].path == "/bot/1");
}

TEST_CASE("script: placeholders name tasks of services, standalone ones and launched ones") {
  Run run = begin();
  CHECK(resolved(run, "aws ecs stop-task --task {{task:web}}").error().code == "NoSuchTask");
  type(run, kCreate);
  type(run, kRunTask);
  run.advance(2 * kMinute);
  const auto task = [&](const std::string& placeholder) {
    const Result<Request> request = resolved(run, "aws ecs stop-task --task " + placeholder);
    return request ? request.value().input.text("task") : request.error().message;
  };
  // The standalone task is launched at once, the service's a second later.
  CHECK(task("{{standalone:web}}") == taskId(5, 0));
  CHECK(task("{{task:web}}") == taskId(5, 1));
  CHECK(task("{{task:web:3}}") == taskId(5, 3));
  CHECK(task("{{launched:2}}") == taskId(5, 1));
  CHECK(task("{{task:web:4}}") ==
        "The service web has 3 tasks that are RUNNING; number 4 was asked for.");
  CHECK(task("{{launched:9}}") == "Only 4 tasks have been launched so far.");
  CHECK(task("{{definition:web}}") == "web:1");
  CHECK(task("{{definition:api}}") == "There is no service api.");
  ScriptEntry entry;
  entry.line = "aws ecs stop-task --task {{task:web}}";
  CHECK(shownLine(entry, run.state()) == "aws ecs stop-task --task " + taskId(5, 1));
  CHECK(printedLine(entry) == "aws ecs stop-task --task <a-task-of-web>");
  entry.line = "aws ecs stop-task --task {{standalone:web:2}} --reason {{subnet:private-a}}";
  CHECK(printedLine(entry) ==
        "aws ecs stop-task --task <task-2-of-web> --reason " + namedId("subnet", "private-a"));
  entry.line.clear();
  entry.request = {"ecs", "StopTask", json(R"({"cluster":"demo","task":"{{task:web}}"})")};
  CHECK(printedLine(entry) == "aws ecs stop-task --cluster demo --task '<a-task-of-web>'");
}

TEST_CASE("script: parts of the network are named by kind and name, at any time") {
  const Run run = begin();
  const Result<Request> request =
      resolved(run, "aws ecs stop-task --task {{subnet:private-a}} --reason {{sg:default}}");
  REQUIRE(request.ok());
  CHECK(request.value().input.text("task") == namedId("subnet", "private-a"));
  CHECK(request.value().input.text("reason") == kDefaultSecurityGroupId);
  CHECK(resolved(run, "aws ecs stop-task --task {{subnet}}").error().code == "BadPlaceholder");
}

TEST_CASE("scenario: a start state names what it creates") {
  Problems problems;
  const Scenario world = readScenario(
      json(quoted(
          "{'id': 'x', 'title': 't', 'story': 's', 'seed': 1, 'shows': {'withinSeconds': 1, "
          "'goal': {'elapsedSeconds': 0}}, 'setup': ["
          "{'service': 'ec2', 'operation': 'CreateVpc', 'input': {'CidrBlock': '10.0.0.0/16',"
          "  'TagSpecifications': [{'ResourceType': 'vpc',"
          "    'Tags': [{'Key': 'Name', 'Value': 'main'}]}]}},"
          "{'service': 'ec2', 'operation': 'CreateSubnet', 'input': {'VpcId': '{{vpc:main}}',"
          "  'CidrBlock': '10.0.1.0/24'}},"
          "{'service': 'ec2', 'operation': 'CreateSecurityGroup', 'input': {"
          "  'GroupName': 'web', 'Description': 'd', 'VpcId': '{{vpc:main}}'}}],"
          "'timeline': [{'atSeconds': 60, 'request': {'service': 'ec2',"
          "  'operation': 'DeleteSecurityGroup', 'input': {'GroupId': '{{sg:web}}'}}}]}")),
      problems);
  REQUIRE(problems.empty());
  Result<Run> run = beginRun(world, 3);
  REQUIRE(run.ok());
  CHECK(run.value().state().subnets.size() == 4);
  CHECK_FALSE(run.value().state().network.securityGroups.back().deleted);
  run.value().advance(2 * kMinute);
  CHECK(run.value().state().network.securityGroups.back().deleted);
}

TEST_CASE("scenario: broken files say where") {
  CHECK(scenarioProblem("[]") == ": expected an object, found an array");
  CHECK(
      scenarioProblem(
          R"({"id": "x", "title": "t", "shows": {"withinSeconds": 60, "goal": {"elapsedSeconds": {"atLeast": 0}}}, "story": "s", "seed": 1, "setup": []})") ==
      "/setup: must not be empty");
  CHECK(
      scenarioProblem(
          R"({"id": "x", "title": "t", "shows": {"withinSeconds": 60, "goal": {"elapsedSeconds": {"atLeast": 0}}}, "story": "s", "seed": -1, "setup": [{}]})")
          .find("/seed: -1 is outside") == 0);
  CHECK(
      scenarioProblem(
          R"({"id": "x", "title": "t", "shows": {"withinSeconds": 60, "goal": {"elapsedSeconds": {"atLeast": 0}}}, "story": "s", "seed": 1,
    "setup": [{"service": "ecs", "operation": "CreateCluster", "input": {}, "imput": 1}]})") ==
      "/setup/0/imput: unknown key \"imput\"; did you mean \"input\"?");
}

TEST_CASE("scenario: a refused start state has its place in the file") {
  Problems problems;
  const Scenario broken = readScenario(
      json("{\"id\": \"x\", \"title\": \"t\", \"story\": \"s\", \"seed\": 1, \"shows\": "
           "{\"withinSeconds\": 1, \"goal\": {\"elapsedSeconds\": 0}}, \"setup\": [\n"
           "{\"service\": \"ecs\", \"operation\": \"CreateCluster\", \"input\": {}},\n"
           "{\"service\": \"ecs\", \"operation\": \"CreateService\",\n"
           " \"input\": {\"serviceName\": \"web\", \"taskDefinition\": \"nothing\"}}]}"),
      problems);
  REQUIRE(problems.empty());
  const Result<Run> run = beginRun(broken);
  REQUIRE_FALSE(run.ok());
  CHECK(run.error().path.find("/setup/1") == 0);
  CHECK(run.error().line == 4);
}

TEST_CASE("scenario: the timeline names launched tasks, and happens") {
  Scenario world = scenario();
  Problems problems;
  const JsonValue timeline = json(
      quoted("{'timeline': [{'atSeconds': 120, 'title': 'Crash', 'request': {'service': 'sim', "
             "'operation': 'SimInjectFault', 'input': {'type': 'ContainerExit', 'task': "
             "'{{launched:1}}'}}}]}"));
  ObjectReader reader(timeline, "", problems);
  world.timeline = readScript(reader, "timeline", problems);
  REQUIRE(problems.empty());
  Result<Run> run = beginRun(world, 9);
  REQUIRE(run.ok());
  type(run.value(), kCreate);
  run.value().advance(119 * kSecond);
  CHECK(run.value().state().tasks[0].lastStatus == TaskStatus::RUNNING);
  run.value().advance(2 * kSecond);
  CHECK(run.value().state().tasks[0].stopCode == TaskStopCode::EssentialContainerExited);
}
