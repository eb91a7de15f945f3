// Goal: policies are read and judged as IAM does it: Deny wins, nothing said is nothing allowed,
// wildcards match; and an answer can say which statement decided.

#include "engine/permissions.h"

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

constexpr const char* kTrust =
    R"({"RoleName":"app","AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":)"
    R"([{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},)"
    R"(\"Action\":\"sts:AssumeRole\"}]}"})";
constexpr const char* kArn = "arn:aws:iam::123456789012:role/app";

std::string put(const std::string& policy, const std::string& name = "p") {
  JsonValue input =
      JsonValue::object({{"RoleName", "app"}, {"PolicyName", name}, {"PolicyDocument", policy}});
  return dumpJson(input);
}

std::string policy(const std::string& statements) {
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

}  // namespace

TEST_CASE("policy: patterns") {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };
  constexpr Row kRows[] = {
      {"*", "s3:GetObject", true},
      {"s3:*", "s3:GetObject", true},
      {"s3:Get*", "s3:getobject", true},
      {"s3:Get?bject", "s3:GetObject", true},
      {"s3:Get", "s3:GetObject", false},
      {"s3:*Object*", "s3:GetObjectAcl", true},
      {"s3:*b*b*", "s3:GetObject", false},
      {"", "", true},
      {"", "x", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.pattern);
    CAPTURE(row.text);
    CHECK(matchesPattern(row.pattern, row.text, true) == row.matches);
  }
  CHECK_FALSE(matchesPattern("arn:aws:s3:::Box", "arn:aws:s3:::box", false));
}

TEST_CASE("permissions: nothing said is nothing allowed, Allow allows, Deny wins") {
  World world;
  world.must("iam:CreateRole", kTrust);
  const auto allowed = [&](const char* action, const char* resource = "*") {
    return isAllowed(world.state(), kArn, action, resource);
  };
  CHECK_FALSE(allowed("s3:GetObject"));
  world.must(
      "iam:PutRolePolicy",
      put(policy(R"({"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::box/*"})")));
  CHECK(allowed("s3:GetObject", "arn:aws:s3:::box/a"));
  CHECK_FALSE(allowed("s3:GetObject", "arn:aws:s3:::other/a"));
  CHECK_FALSE(allowed("s3:PutObject", "arn:aws:s3:::box/a"));
  world.must("iam:PutRolePolicy",
             put(policy(R"({"Effect":"Deny","Action":["s3:*"],"Resource":"*"})"), "no"));
  CHECK_FALSE(allowed("s3:GetObject", "arn:aws:s3:::box/a"));
  const auto why = explainPermission(world.state(), kArn, "s3:GetObject", "arn:aws:s3:::box/a");
  CHECK(why.explicitDeny);
  CHECK(why.text ==
        "A statement of policy no of role app denies s3:GetObject on arn:aws:s3:::box/a; a Deny "
        "wins over every Allow.");
  world.must("iam:DeleteRolePolicy", R"({"RoleName":"app","PolicyName":"no"})");
  CHECK(allowed("s3:GetObject", "arn:aws:s3:::box/a"));
  world.must("iam:PutRolePolicy",
             put(policy(R"({"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::x"})"),
                 "not"));
  CHECK(allowed("sqs:SendMessage"));
  CHECK_FALSE(allowed("iam:PassRole"));
}

TEST_CASE("permissions: managed policies, and no role at all") {
  World world;
  world.must("iam:CreateRole", kTrust);
  CHECK_FALSE(isAllowed(world.state(), "", "s3:GetObject", "*"));
  CHECK_FALSE(isAllowed(world.state(), "arn:aws:iam::123456789012:role/nobody", "s3:Get", "*"));
  CHECK(isAllowed(world.state(), "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                  "ecr:BatchGetImage", "arn:aws:ecr:us-east-1:123456789012:repository/web"));
  CHECK_FALSE(isAllowed(world.state(), "ecsTaskExecutionRole", "logs:CreateLogGroup", "*"));
  CHECK_FALSE(
      isAllowed(world.state(), "ecsTaskExecutionRole", "secretsmanager:GetSecretValue", "*"));
  const std::string admin =
      R"({"RoleName":"app","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})";
  world.must("iam:AttachRolePolicy", admin);
  CHECK(isAllowed(world.state(), kArn, "dynamodb:PutItem", "*"));
  world.must("iam:DetachRolePolicy", admin);
  CHECK_FALSE(isAllowed(world.state(), kArn, "dynamodb:PutItem", "*"));
}

TEST_CASE("permissions: what was lost names the request that took it") {
  World world;
  world.must("iam:CreateRole", kTrust);
  CHECK(permissionLostBy(world.state(), kArn, "s3:GetObject", "*") == kNoEvent);
  world.must("iam:PutRolePolicy",
             put(policy(R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})")));
  world.must("iam:DeleteRolePolicy", R"({"RoleName":"app","PolicyName":"p"})");
  const EventId by = permissionLostBy(world.state(), kArn, "s3:GetObject", "*");
  REQUIRE(by != kNoEvent);
  CHECK(world.run().events().text(world.run().events().at(by)) == "DeleteRolePolicy p of role app");
  CHECK(permissionLostBy(world.state(), kArn, "sqs:SendMessage", "*") == kNoEvent);
}

TEST_CASE("iam: refusals") {
  World world;
  CHECK(world.refused("iam:GetRole", R"({"RoleName":"app"})") ==
        "NoSuchEntity: The role with name app cannot be found.");
  world.must("iam:CreateRole", kTrust);
  CHECK(world.refused("iam:CreateRole", kTrust) ==
        "EntityAlreadyExists: Role with name app already exists.");
  CHECK(world.refused("iam:PutRolePolicy", put("{")).starts_with("MalformedPolicyDocument: "));
  CHECK(world.refused("iam:PutRolePolicy", put(policy(R"({"Effect":"Maybe"})"))) ==
        "MalformedPolicyDocument: Invalid effect: Maybe");
  CHECK(world.refused("iam:PutRolePolicy", put(policy(R"({"Effect":"Allow","Action":"s3:*"})"))) ==
        "MalformedPolicyDocument: Policy statement must contain resources.");
  CHECK(world
            .refused("iam:PutRolePolicy",
                     put(policy(R"({"Effect":"Allow","Action":"GetObject","Resource":"*"})")))
            .starts_with("MalformedPolicyDocument: Actions/Conditions must be prefaced"));
  CHECK(world
            .refused("iam:PutRolePolicy",
                     put(policy(R"({"Effect":"Allow","Action":"s3:*","Resource":"*",)"
                                R"("Condition":{"Bool":{"aws:SecureTransport":"true"}}})")))
            .starts_with("SimNotModelled: "));
  CHECK(world.refused("iam:AttachRolePolicy",
                      R"({"RoleName":"app","PolicyArn":"arn:aws:iam::aws:policy/Nope"})") ==
        "NoSuchEntity: Policy arn:aws:iam::aws:policy/Nope does not exist or is not attachable.");
  world.must("iam:PutRolePolicy",
             put(policy(R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})")));
  CHECK(world.refused("iam:DeleteRole", R"({"RoleName":"app"})") ==
        "DeleteConflict: Cannot delete entity, must delete policies first.");
  CHECK(world.refused("iam:CreateRole",
                      R"({"RoleName":"b","AssumeRolePolicyDocument":"{\"Statement\":[{}]}"})") ==
        "MalformedPolicyDocument: Missing required field Effect");
  CHECK(world.refused("iam:CreateRole",
                      R"({"RoleName":"b","AssumeRolePolicyDocument":"{\"Statement\":[{)"
                      R"(\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks\"},)"
                      R"(\"Action\":\"sts:AssumeRole\"}]}"})") ==
        "MalformedPolicyDocument: Invalid principal in policy: \"SERVICE\":\"ecs-tasks\"");
  CHECK(world.refused("iam:PutRolePolicy",
                      R"({"RoleName":"app","PolicyName":"a b","PolicyDocument":"{}"})") ==
        "ValidationError: The specified value for policyName is invalid. It must contain only "
        "alphanumeric characters and/or the following: +=,.@_-");
}

TEST_CASE("iam: a trust policy names services there are") {
  World world;
  const auto outcome = [&](const std::string& service) {
    return world.refused("iam:CreateRole",
                         R"({"RoleName":"r","AssumeRolePolicyDocument":"{\"Statement\":[{)"
                         R"(\"Effect\":\"Allow\",\"Principal\":{\"Service\":\")" +
                             service + R"(\"},\"Action\":\"sts:AssumeRole\"}]}"})");
  };
  for (const char* service :
       {"ecs-task.amazonaws.com", "fargate.amazonaws.com", "amazonaws.com", ".amazonaws.com",
        "ecs-tasks.amazonaws.com.evil.amazonaws.com", "ecs-tasks.us-east-9.amazonaws.com"}) {
    CHECK(outcome(service) ==
          "MalformedPolicyDocument: Invalid principal in policy: \"SERVICE\":\"" +
              std::string(service) + "\"");
  }
  for (const char* service :
       {"ecs-tasks.amazonaws.com", "ecs.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com",
        "scheduler.amazonaws.com", "events.amazonaws.com", "codedeploy.amazonaws.com",
        "ecs.application-autoscaling.amazonaws.com", "logs.us-east-1.amazonaws.com"}) {
    CAPTURE(service);
    CHECK(outcome(service) == "accepted");
    world.must("iam:DeleteRole", R"({"RoleName":"r"})");
  }
}

TEST_CASE("iam: SimulatePrincipalPolicy says allowed, implicitDeny, explicitDeny") {
  World world;
  const JsonValue output =
      world.must("iam:SimulatePrincipalPolicy",
                 R"({"PolicySourceArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole",)"
                 R"("ActionNames":["ecr:BatchGetImage","s3:GetObject"]})");
  const auto& results = output.find("EvaluationResults")->items();
  REQUIRE(results.size() == 2);
  CHECK(results[0].text("EvalDecision") == "allowed");
  CHECK(results[0].find("MatchedStatements")->items()[0].text("SourcePolicyId") ==
        "AmazonECSTaskExecutionRolePolicy");
  CHECK(results[1].text("EvalDecision") == "implicitDeny");
}

}  // namespace taskyard
