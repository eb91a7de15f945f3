// Goal: secrets have versions, and a running task keeps the one it was given.

#include <doctest/doctest.h>

#include "engine/secret_values.h"
#include "support/startup_world.h"

namespace taskyard {

TEST_CASE("secrets: versions, stages, deletion") {
  World world;
  const std::string create = R"({"Name":"prod/db","SecretString":"{\"password\":\"a\"}"})";
  const JsonValue made = world.must("secretsmanager:CreateSecret", create);
  CHECK(made.text("ARN").starts_with(
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-"));
  CHECK(world.refused("secretsmanager:CreateSecret", create) ==
        "ResourceExistsException: The operation failed because the secret prod/db already exists.");
  world.must("secretsmanager:PutSecretValue", R"({"SecretId":"prod/db","SecretString":"b"})");
  const auto value = [&](const std::string& more) {
    return world.must("secretsmanager:GetSecretValue", R"({"SecretId":"prod/db")" + more + "}")
        .text("SecretString");
  };
  CHECK(value("") == "b");
  CHECK(value(R"(,"VersionStage":"AWSPREVIOUS")") == R"({"password":"a"})");
  CHECK(value(R"(,"VersionId":")" + made.text("VersionId") + "\"") == R"({"password":"a"})");
  world.must("secretsmanager:DeleteSecret", R"({"SecretId":"prod/db"})");
  CHECK(world.refused("secretsmanager:GetSecretValue", R"({"SecretId":"prod/db"})")
            .starts_with("InvalidRequestException: "));
  CHECK(world.refused("secretsmanager:CreateSecret", create)
            .starts_with("InvalidRequestException: You can't create this secret"));
  CHECK(world.refused("secretsmanager:GetSecretValue", R"({"SecretId":"nope"})") ==
        "ResourceNotFoundException: Secrets Manager can't find the specified secret.");
  CHECK(world.refused("secretsmanager:CreateSecret", R"({"Name":"a b"})")
            .starts_with("ValidationException: "));
}

TEST_CASE("secrets: a rotated secret is stale in running tasks until they are redeployed") {
  StartupWorld world;
  const std::string arn =
      world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})").text("ARN");
  TaskPlan plan;
  plan.executionRole = world.makeRole("exec", {"AdministratorAccess"});
  plan.container = R"(,"secrets":[{"name":"P","valueFrom":")" + arn + "\"}]";
  world.registerPlan(plan);
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"app","launchType":"FARGATE",)"
             R"("desiredCount":1,)" +
                 World::network() + "}");
  world.advance(10 * kMinute);
  const auto given = [&](const std::string& secret) {
    return injectedVersion(world.state(), *world.tasksIn(TaskStatus::RUNNING)[0], secret);
  };
  const auto current = [&] {
    const SecretVersion* version = given(arn);
    return version != nullptr && version->revokedAt == kNever;
  };
  CHECK(current());
  // Another value alone does not change the password where it is used.
  world.must("secretsmanager:PutSecretValue", R"({"SecretId":"db","SecretString":"y"})");
  CHECK(current());
  world.must("SimInjectFault", R"({"type":"SecretRotated","secret":"db"})");
  CHECK_FALSE(current());
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(20 * kMinute);
  CHECK(current());
  CHECK(given("/other") == nullptr);
  CHECK(world.refused("SimInjectFault", R"({"type":"SecretRotated","secret":"nope"})")
            .starts_with("SimInvalidRequest: "));
}

TEST_CASE("secrets: Parameter Store") {
  World world;
  const std::string put = R"({"Name":"/prod/db","Value":"x","Type":"SecureString")";
  world.must("ssm:PutParameter", put + "}");
  CHECK(world.refused("ssm:PutParameter", put + "}").starts_with("ParameterAlreadyExists: "));
  CHECK(world.must("ssm:PutParameter", put + R"(,"Overwrite":true})").find("Version")->integer() ==
        2);
  const JsonValue hidden = world.must("ssm:GetParameter", R"({"Name":"/prod/db"})");
  CHECK(hidden.find("Parameter")->text("Value") != "x");
  const JsonValue shown =
      world.must("ssm:GetParameters", R"({"Names":["/prod/db","/no"],"WithDecryption":true})");
  CHECK(shown.find("Parameters")->items()[0].text("Value") == "x");
  CHECK(shown.find("InvalidParameters")->items()[0].string() == "/no");
  world.must("ssm:DeleteParameter", R"({"Name":"/prod/db"})");
  CHECK(
      world.refused("ssm:GetParameter", R"({"Name":"/prod/db"})").starts_with("ParameterNotFound"));
  CHECK(world.refused("ssm:PutParameter", R"({"Name":"a","Value":""})")
            .starts_with("ValidationException: "));
  CHECK(world.refused("ssm:PutParameter", R"({"Name":"a","Value":"x"})") ==
        "ValidationException: A parameter type is required when you create a parameter.");
  CHECK(world.refused("ssm:PutParameter", R"({"Name":"/Aws/a","Value":"x","Type":"String"})") ==
        "ValidationException: Parameter name: can't be prefixed with \"aws\" or \"ssm\" "
        "(case-insensitive).");
}

TEST_CASE("secrets: references") {
  const SecretReference full = parseSecretReference(
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:password:AWSPREVIOUS:");
  CHECK(full.name == "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf");
  CHECK(full.jsonKey == "password");
  CHECK(full.versionStage == "AWSPREVIOUS");
  CHECK(full.versionId.empty());
  const SecretReference parameter = parseSecretReference("/prod/db");
  CHECK(parameter.store == SecretStore::ParameterStore);
  CHECK(parameter.name == "/prod/db");
}

}  // namespace taskyard
