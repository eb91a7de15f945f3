// Goal: ECS Exec opens a session exactly when AWS would: it was on when the task was launched, the
// task role allows the four actions, and the task reaches ssmmessages.

#include <doctest/doctest.h>

#include "support/vpc_world.h"
#include "support/work_world.h"

namespace taskyard {

namespace {

std::string execute(const World& world, const std::string& more = "") {
  return R"({"task":")" + world.idOf(*world.tasksIn(TaskStatus::RUNNING).back()) +
         R"(","command":"/bin/sh","interactive":true)" + more + "}";
}

constexpr const char* kNotEnabled =
    "InvalidParameterException: The execute command failed because execute command was not enabled "
    "when the task was run or the execute command agent isn't running. Wait and try again or run a "
    "new task with execute command enabled and try again.";

}  // namespace

TEST_CASE("exec: without a task role it cannot be turned on") {
  WorkWorld world;
  world.serve(1);
  const std::string because =
      " because a valid taskRoleArn is not being used. Specify a valid task role in your task "
      "definition and try again.";
  CHECK(world.refused("UpdateService", R"({"service":"web","enableExecuteCommand":true})") ==
        "InvalidParameterException: The service couldn't be updated" + because);
  const std::string launch = R"("taskDefinition":"web","launchType":"FARGATE",)"
                             R"("enableExecuteCommand":true,)" +
                             World::network() + "}";
  CHECK(world.refused("CreateService", R"({"serviceName":"b","desiredCount":1,)" + launch) ==
        "InvalidParameterException: The service couldn't be created" + because);
  CHECK(world.refused("RunTask", "{" + launch) ==
        "InvalidParameterException: The task couldn't be run" + because);
}

TEST_CASE("exec: only tasks launched with it, and with a task role that allows it") {
  WorkWorld world;
  world.createRole();
  world.serve(1, WorkWorld::kRole);
  CHECK(world.refused("ExecuteCommand", execute(world)) == kNotEnabled);
  world.must("UpdateService", R"({"service":"web","enableExecuteCommand":true})");
  world.advance(kMinute);
  CHECK(world.refused("ExecuteCommand", execute(world)) == kNotEnabled);  // it was launched before
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(5 * kMinute);
  const JsonValue answer = world.must("ExecuteCommand", execute(world));
  CHECK(answer.text("containerName") == "app");
  CHECK(answer.find("session")->text("sessionId").starts_with("ecs-execute-command-"));
  world.must("iam:PutRolePolicy",
             R"({"RoleName":"app","PolicyName":"all","PolicyDocument":"{\"Version\":)"
             R"(\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",)"
             R"(\"Resource\":\"*\"}]}"})");
  CHECK(world.refused("ExecuteCommand", execute(world))
            .ends_with("(the task role may not do ssmmessages:CreateControlChannel)"));
}

TEST_CASE("exec: bad input is refused") {
  WorkWorld world;
  world.serve(1);
  const std::string task = R"({"task":")" + world.idOf(*world.tasks().front()) + "\"";
  CHECK(world.refused("ExecuteCommand", task + R"(,"command":"","interactive":true})") ==
        "InvalidParameterException: Command cannot be blank.");
  CHECK(world.refused("ExecuteCommand", task + R"(,"command":"ls","interactive":false})") ==
        "InvalidParameterException: Interactive is the only mode supported currently.");
  CHECK(world.refused("ExecuteCommand",
                      task + R"(,"command":"ls","interactive":true,"container":"db"})") ==
        "InvalidParameterException: Container db not found in task.");
  CHECK(world.refused("ExecuteCommand", R"({"task":"gone","command":"ls","interactive":true})") ==
        "InvalidParameterException: The referenced task was not found.");
}

TEST_CASE("exec: a standalone task may have it too") {
  WorkWorld world;
  world.createRole();
  world.must("CreateCluster");
  world.must("RegisterTaskDefinition",
             R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"256","memory":"512","taskRoleArn":"arn:aws:iam::123456789012:role/app",)"
             R"("containerDefinitions":[{"name":"app","image":"app"}]})");
  world.must("RunTask", R"({"taskDefinition":"web","launchType":"FARGATE",)"
                        R"("enableExecuteCommand":true,)" +
                            World::network() + "}");
  world.advance(3 * kMinute);
  CHECK(world.must("ExecuteCommand", execute(world)).find("interactive")->boolean());
}

}  // namespace taskyard
