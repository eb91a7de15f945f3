// Goal: in a private subnet without a NAT gateway, each missing endpoint stops
// the task with its own words, and with all of them it runs
// (worked examples 65 and 66).

#include <doctest/doctest.h>

#include "engine/stop_reason.h"
#include "support/vpc_world.h"

namespace taskyard {

namespace {

constexpr const char* kAdmin =
    R"({"RoleName":"ecsTaskExecutionRole","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})";

// Runs a task with an ECR image, logs and a secret where every endpoint but one
// exists.
std::string failureWithout(const std::string& missing, const std::string& region = "us-east-1") {
  VpcWorld world;
  world.group("endpoint");
  world.letIn("endpoint", 443, "task");
  for (const char* service : {"ecr.api", "ecr.dkr", "logs", "secretsmanager"}) {
    if (service != missing) world.endpoint(service, "endpoint");
  }
  if (missing != "s3") world.gatewayEndpoint("s3");
  world.must("iam:AttachRolePolicy", kAdmin);
  world.must("ecr:CreateRepository", R"({"repositoryName":"shop"})");
  world.must("SimPutImage", R"({"image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"})");
  world.must("logs:CreateLogGroup", R"({"logGroupName":"/ecs/shop"})");
  const std::string arn =
      world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})").text("ARN");
  world.must(
      "RegisterTaskDefinition",
      R"({"family":"app","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
      R"("cpu":"256","memory":"512","executionRoleArn":)"
      R"("arn:aws:iam::123456789012:role/ecsTaskExecutionRole","containerDefinitions":[)"
      R"({"name":"app","image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1",)"
      R"("secrets":[{"name":"P","valueFrom":")" +
          arn +
          R"("}],"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/shop",)"
          R"("awslogs-region":")" +
          region + R"(","awslogs-stream-prefix":"s"}}}]})");
  world.must("RunTask", R"({"taskDefinition":"app","launchType":"FARGATE",)" +
                            VpcWorld::in("private", false) + "}");
  world.advance(10 * kMinute);
  const Task& task = *world.tasks()[0];
  return task.lastStatus == TaskStatus::RUNNING ? "" : stoppedReason(world.state(), task);
}

}  // namespace

TEST_CASE("startup: an isolated task with all endpoints runs") {
  CHECK(failureWithout("").empty());
}

TEST_CASE("startup: without ecr.api there is no registry token") {
  CHECK(failureWithout("ecr.api").starts_with(
      "ResourceInitializationError: unable to pull secrets or registry auth: "
      "The task cannot pull registry authentication from Amazon ECR."));
}

TEST_CASE("startup: without ecr.dkr there is no manifest") {
  CHECK(failureWithout("ecr.dkr").starts_with("CannotPullContainerError: The task cannot pull '"));
}

TEST_CASE("startup: without the endpoint for secretsmanager there is no secret") {
  CHECK(failureWithout("secretsmanager")
            .starts_with("ResourceInitializationError: pull command failed: "
                         "unable to pull secrets "
                         "or registry auth"));
}

TEST_CASE(
    "worked example 65: without the S3 gateway endpoint the pull fails "
    "at the layers") {
  const std::string failure = failureWithout("s3");
  CHECK(failure.starts_with("CannotPullContainerError: ref pull has been retried"));
  CHECK(failure.ends_with("i/o timeout"));
}

TEST_CASE("worked example 66: awslogs without the logs endpoint") {
  CHECK(failureWithout("logs").starts_with(
      "ResourceInitializationError: The task cannot find the Amazon CloudWatch "
      "log group"));
}

TEST_CASE("an interface endpoint for logs does not lead to another Region") {
  CHECK(failureWithout("", "eu-west-1")
            .starts_with("ResourceInitializationError: The task cannot find the Amazon CloudWatch "
                         "log group"));
}

}  // namespace taskyard
