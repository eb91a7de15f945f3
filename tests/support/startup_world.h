#pragma once
// A world for tests of what happens before a task runs: one repository with one image, one task
// definition made to measure, one task.

#include <doctest/doctest.h>

#include <string>

#include "engine/stop_reason.h"
#include "support/world.h"

namespace taskyard {

inline constexpr const char* kEcrImage = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";
inline constexpr const char* kExecutionRole = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";
inline constexpr const char* kLogsToWeb =
    R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/web",)"
    R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"web"}})";

struct TaskPlan {
  std::string image = "public.ecr.aws/docker/library/httpd:2.4";
  std::string container;                       // more members, ",\"secrets\":[...]"
  std::string executionRole = kExecutionRole;  // "" for none
  std::string taskRole;
  std::string assignPublicIp = "ENABLED";
};

class StartupWorld : public World {
 public:
  StartupWorld() { must("CreateCluster"); }

  void pushWeb() {
    must("ecr:CreateRepository", R"({"repositoryName":"web"})");
    must("SimPutImage", std::string(R"({"image":")") + kEcrImage + "\"}");
  }
  void makeLogGroup() { must("logs:CreateLogGroup", R"({"logGroupName":"/ecs/web"})"); }

  void registerPlan(const TaskPlan& plan) {
    std::string input =
        R"({"family":"app","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
        R"("cpu":"256","memory":"512",)";
    if (!plan.executionRole.empty()) {
      input += R"("executionRoleArn":")" + plan.executionRole + "\",";
    }
    if (!plan.taskRole.empty()) input += R"("taskRoleArn":")" + plan.taskRole + "\",";
    input += R"("containerDefinitions":[{"name":"app","image":")" + plan.image + "\"" +
             plan.container + "}]}";
    must("RegisterTaskDefinition", input);
  }
  // Runs one task of the plan for ten minutes.
  const Task& runPlan(const TaskPlan& plan) {
    registerPlan(plan);
    return runApp(plan.assignPublicIp);
  }
  const Task& runApp(const std::string& assignPublicIp = "ENABLED") {
    must("RunTask",
         R"({"taskDefinition":"app","launchType":"FARGATE",)" + network(assignPublicIp) + "}");
    const Task* task = tasks().back();
    const std::uint32_t ordinal = task->ordinal;
    advance(10 * kMinute);
    return state().tasks[findTaskByOrdinal(state(), ordinal).value];
  }
  // "" when the task is RUNNING.
  std::string failure(const Task& task) {
    if (task.lastStatus == TaskStatus::RUNNING) return "";
    CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
    CHECK(task.startedAt() == kNever);
    return stoppedReason(state(), task);
  }
  std::string failureOf(const TaskPlan& plan) { return failure(runPlan(plan)); }

  // The text of the root that a task's stop leads back to.
  std::string rootOf(const Task& task) {
    const auto chain = causeChain(run().events(), task.lastEvent);
    return run().events().text(run().events().at(chain.back()));
  }

  // A role that tasks may take, with the managed policies named.
  std::string makeRole(const std::string& name, const std::vector<std::string>& policies,
                       const std::string& service = "ecs-tasks.amazonaws.com") {
    const std::string trust =
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":")" +
        service + R"("},"Action":"sts:AssumeRole"}]})";
    must("iam:CreateRole",
         dumpJson(JsonValue::object({{"RoleName", name}, {"AssumeRolePolicyDocument", trust}})));
    for (const std::string& policy : policies) {
      must("iam:AttachRolePolicy", R"({"RoleName":")" + name +
                                       R"(","PolicyArn":"arn:aws:iam::aws:policy/)" + policy +
                                       "\"}");
    }
    return "arn:aws:iam::123456789012:role/" + name;
  }
  void allow(const std::string& role, const std::string& actions,
             const std::string& effect = "Allow", const std::string& name = "more") {
    const std::string policy = R"({"Version":"2012-10-17","Statement":{"Effect":")" + effect +
                               R"(","Action":)" + actions + R"(,"Resource":"*"}})";
    must("iam:PutRolePolicy",
         dumpJson(JsonValue::object(
             {{"RoleName", role}, {"PolicyName", name}, {"PolicyDocument", policy}})));
  }
};

}  // namespace taskyard
