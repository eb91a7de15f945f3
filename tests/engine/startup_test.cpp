// Goal: what the agent needs before a task runs, and the very words with which it gives up. Method:
// one task per case, with the role or the network that the guide's row on that error speaks of.

#include "engine/startup.h"

#include <doctest/doctest.h>

#include "engine/permissions.h"
#include "engine/task_timing.h"
#include "support/startup_world.h"

namespace taskyard {

namespace {

constexpr const char* kManaged = "service-role/AmazonECSTaskExecutionRolePolicy";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("startup: a public image needs no role, as before") {
  StartupWorld world;
  TaskPlan plan;
  plan.executionRole.clear();
  CHECK(world.failureOf(plan).empty());
}

TEST_CASE("startup: roles table (2.6): the role holds it or lacks it") {
  struct Row {
    const char* name;
    const char* action;     // what is taken away by a Deny
    const char* container;  // what needs it
    bool ecr;
    const char* failure;  // part of stoppedReason
  };
  const std::string logs = kLogsToWeb;
  const std::string created =
      R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/new",)"
      R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"web",)"
      R"("awslogs-create-group":"true"}})";
  const Row rows[] = {
      {"token", "ecr:GetAuthorizationToken", "", true,
       "ResourceInitializationError: unable to pull secrets or registry auth"},
      {"manifest", "ecr:BatchGetImage", "", true,
       "CannotPullContainerError: The task can't pull the image. Check that the role has the "
       "permissions to pull images from the registry."},
      {"layers", "ecr:GetDownloadUrlForLayer", "", true,
       "CannotPullContainerError: The task can't pull the image."},
      {"layer check", "ecr:BatchCheckLayerAvailability", "", true,
       "CannotPullContainerError: The task can't pull the image."},
      {"stream", "logs:CreateLogStream", logs.c_str(), false,
       "ResourceInitializationError: failed to initialize logging driver"},
      {"group", "logs:CreateLogGroup", created.c_str(), false,
       "ResourceInitializationError: failed to initialize logging driver"},
      {"secret", "secretsmanager:GetSecretValue",
       R"(,"secrets":[{"name":"P","valueFrom":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db"}])",
       false, "ResourceInitializationError: unable to pull secrets or registry auth"},
      {"parameter", "ssm:GetParameters", R"(,"secrets":[{"name":"P","valueFrom":"/db"}])", false,
       "ResourceInitializationError: unable to pull secrets or registry auth"},
      {"login", "secretsmanager:GetSecretValue",
       R"(,"repositoryCredentials":{"credentialsParameter":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db"})",
       false, "ResourceInitializationError: unable to pull secrets or registry auth"},
      {"file", "s3:GetObject",
       R"(,"environmentFiles":[{"value":"arn:aws:s3:::box/a.env","type":"s3"}])", false,
       "ResourceInitializationError: failed to download env files"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    StartupWorld world;
    world.pushWeb();
    world.makeLogGroup();
    world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})");
    world.must("ssm:PutParameter", R"({"Name":"/db","Value":"x","Type":"SecureString"})");
    TaskPlan plan;
    plan.executionRole = world.makeRole("exec", {"AdministratorAccess"});
    plan.container = row.container;
    if (row.ecr) plan.image = kEcrImage;
    CHECK(world.failureOf(plan).empty());
    if (row.action == std::string("logs:CreateLogGroup")) {
      world.must("logs:DeleteLogGroup", R"({"logGroupName":"/new"})");
    }
    world.allow("exec", std::string("\"") + row.action + "\"", "Deny");
    const Task& task = world.runApp();
    const std::string failure = world.failure(task);
    CAPTURE(failure);
    CHECK(holds(failure, row.failure));
    CHECK(world.rootOf(task) == "PutRolePolicy more of role exec");
  }
}

TEST_CASE("startup: the managed execution policy pulls and logs, and does nothing else") {
  StartupWorld world;
  world.pushWeb();
  world.makeLogGroup();
  world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})");
  TaskPlan plan;
  plan.image = kEcrImage;
  plan.container = kLogsToWeb;
  plan.executionRole = world.makeRole("exec", {kManaged});
  CHECK(world.failureOf(plan).empty());
  plan.container =
      R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/new",)"
      R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"w","awslogs-create-group":"true"}})";
  CHECK(holds(world.failureOf(plan), "not authorized to perform: logs:CreateLogGroup"));
}

TEST_CASE("worked example 64: public subnet, assignPublicIp DISABLED, ECR image: pull times out") {
  StartupWorld world;
  world.pushWeb();
  TaskPlan plan;
  plan.image = kEcrImage;
  plan.assignPublicIp = "DISABLED";
  const Task& task = world.runPlan(plan);
  CHECK(world.failure(task) ==
        "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot "
        "pull registry authentication from Amazon ECR. There is a connection issue between the "
        "task and Amazon ECR. Check your task network configuration.");
  CHECK(task.stoppingAt - task.connectivityAt() >= kPullUnreachableMs);
}

TEST_CASE("worked example 67: execution role without GetSecretValue, task uses a secret") {
  StartupWorld world;
  const JsonValue secret =
      world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})");
  TaskPlan plan;
  plan.executionRole = world.makeRole("exec", {kManaged});
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + secret.text("ARN") + "\"}]";
  const std::string failure = world.failureOf(plan);
  CHECK(failure.starts_with("ResourceInitializationError: unable to pull secrets"));
  CHECK(holds(failure, "is not authorized to perform: secretsmanager:GetSecretValue on resource: " +
                           secret.text("ARN") + " because no identity-based policy allows"));
  // The task role is the application's: it does not help.
  plan.taskRole = world.makeRole("app", {"SecretsManagerReadWrite"});
  CHECK_FALSE(world.failureOf(plan).empty());
  world.allow("exec", R"("secretsmanager:GetSecretValue")");
  CHECK(world.failure(world.runApp()).empty());
}

TEST_CASE("worked example 68: no task role: the task runs, the call would be denied") {
  StartupWorld world;
  TaskPlan plan;
  CHECK(world.failureOf(plan).empty());
  CHECK_FALSE(isAllowed(world.state(), "", "s3:GetObject", "arn:aws:s3:::box/a"));
}

TEST_CASE("worked example 63: Fargate, awslogs, no execution role") {
  World world;
  CHECK(
      world.refused("RegisterTaskDefinition",
                    R"({"family":"a","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
                    R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"a",)"
                    R"("image":"x")" +
                        std::string(kLogsToWeb) + "}]}") ==
      "ClientException: Fargate requires task definition to have execution role ARN to support "
      "log driver awslogs.");
}

TEST_CASE("startup: a role that tasks may not take") {
  const char* head = "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/";
  StartupWorld world;
  TaskPlan plan;
  plan.executionRole = "arn:aws:iam::123456789012:role/nobody";
  CHECK(world.failureOf(plan).starts_with(head + std::string("nobody'")));
  plan.executionRole = kExecutionRole;
  plan.taskRole = world.makeRole("lambda", {}, "lambda.amazonaws.com");
  CHECK(world.failureOf(plan).starts_with(head + std::string("lambda'")));
  // By its name alone, as task definitions may have it.
  plan.taskRole = "app";
  world.makeRole("app", {});
  CHECK(world.failureOf(plan).empty());
  world.must("iam:DeleteRole", R"({"RoleName":"app"})");
  const Task& task = world.runApp();
  CHECK_FALSE(world.failure(task).empty());
  CHECK(world.rootOf(task) == "DeleteRole app");
}

TEST_CASE("startup: a missing log group, and what made it missing") {
  StartupWorld world;
  TaskPlan plan;
  plan.container = kLogsToWeb;
  const std::string text =
      "ResourceInitializationError: failed to initialize logging driver: failed to create "
      "Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.";
  CHECK(world.failureOf(plan) == text);
  world.makeLogGroup();
  CHECK(world.failure(world.runApp()).empty());
  world.must("logs:DeleteLogGroup", R"({"logGroupName":"/ecs/web"})");
  const Task& task = world.runApp();
  CHECK(world.failure(task) == text);
  CHECK(world.rootOf(task) == "DeleteLogGroup /ecs/web");
}

TEST_CASE("startup: awslogs-region names another Region: there the group does not exist") {
  const auto elsewhere = [](const std::string& more) {
    return R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/web",)"
           R"("awslogs-region":"eu-west-1","awslogs-stream-prefix":"web")" +
           more + "}}";
  };
  StartupWorld world;
  world.makeLogGroup();
  TaskPlan plan;
  plan.executionRole = world.makeRole("exec", {kManaged});
  plan.container = elsewhere("");
  CHECK(world.failureOf(plan) ==
        "ResourceInitializationError: failed to initialize logging driver: failed to create "
        "Cloudwatch log stream: ResourceNotFoundException: The specified log group does not "
        "exist.");
  // The driver would make it there, and may not.
  plan.container = elsewhere(R"(,"awslogs-create-group":"true")");
  CHECK(holds(world.failureOf(plan),
              "is not authorized to perform: logs:CreateLogGroup on resource: "
              "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web"));
  // With the permission the task runs, and its lines go where this account's CloudWatch Logs of
  // us-east-1 shows nothing.
  world.allow("exec", R"("logs:CreateLogGroup")");
  CHECK(world.failureOf(plan).empty());
  CHECK(world.must("logs:DescribeLogStreams", R"({"logGroupName":"/ecs/web"})")
            .find("logStreams")
            ->items()
            .empty());
}

TEST_CASE("startup: secrets that are not there") {
  StartupWorld world;
  TaskPlan plan;
  plan.executionRole = world.makeRole("exec", {"AdministratorAccess"});
  const std::string arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db";
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + arn + R"("}])";
  CHECK(holds(world.failureOf(plan),
              "The task can't retrieve the secret with ARN '" + arn + "' from Secrets Manager."));
  world.must("secretsmanager:CreateSecret",
             R"({"Name":"db","SecretString":"{\"password\":\"x\"}"})");
  CHECK(world.failure(world.runApp()).empty());
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + arn + R"(-AbCdEf:user::"}])";
  CHECK_FALSE(world.failureOf(plan).empty());
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + arn + R"(:password::"}])";
  CHECK(world.failureOf(plan).empty());
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + arn + R"(:user::"}])";
  CHECK(holds(world.failureOf(plan), "did not contain json key user"));
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":"/nope"}])";
  CHECK(holds(world.failureOf(plan), "invalid ssm parameters: /nope"));
}

TEST_CASE("startup: a registry that is down, slow or tired of us") {
  StartupWorld world;
  TaskPlan plan;
  plan.image = "nginx:1";
  world.must("SimInjectFault", R"({"type":"RegistryRateLimited"})");
  const Task& limited = world.runPlan(plan);
  CHECK(holds(world.failure(limited), "toomanyrequests: You have reached your pull rate limit."));
  CHECK(holds(world.rootOf(limited), "Fault: registry docker.io refuses further pulls"));
  world.must("SimClearFault", R"({"type":"RegistryRateLimited"})");
  CHECK(world.failure(world.runApp()).empty());
  world.must("SimInjectFault", R"({"type":"RegistryDown","registry":"docker.io"})");
  CHECK(holds(world.failure(world.runApp()), "503 Service Unavailable"));
  CHECK(world.failureOf({}).empty());  // public.ecr.aws works
}

TEST_CASE("startup: what is put right while the agent tries again does no harm") {
  StartupWorld world;
  world.must("SimInjectFault", R"({"type":"RegistryDown","durationSeconds":50})");
  CHECK(world.failureOf({}).empty());
}

}  // namespace taskyard
