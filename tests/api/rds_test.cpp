// Goal: a database is in the VPC of its subnet group, and a rotated password locks out the tasks
// that were started with the old one, until they are deployed anew.

#include <doctest/doctest.h>

#include "support/startup_world.h"
#include "support/work_world.h"

namespace taskyard {

namespace {

constexpr const char* kDatabase =
    R"({"DBInstanceIdentifier":"orders","DBInstanceClass":"db.t3.micro","Engine":"mysql")";

// Service "web" of one task that calls database orders; `secret`: what it is given at its start.
void serveWithSecret(WorkWorld& world, const std::string& secretArn) {
  world.must("iam:PutRolePolicy",
             R"({"RoleName":"ecsTaskExecutionRole","PolicyName":"secrets","PolicyDocument":)"
             R"("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":)"
             R"(\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}}"})");
  world.program(R"("calls":[{"kind":"rds","name":"orders"}])");
  world.serve(1, std::string(R"(,"executionRoleArn":")") + kExecutionRole + "\"",
              R"(,"secrets":[{"name":"DB_PASSWORD","valueFrom":")" + secretArn + R"("}])");
  world.constant(10);
  world.advance(kMinute);
}

}  // namespace

TEST_CASE("rds: a managed password that is rotated breaks logins until a deployment") {
  WorkWorld world;
  world.must("rds:CreateDBInstance",
             std::string(kDatabase) + R"(,"ManageMasterUserPassword":true})");
  world.advance(6 * kMinute);
  const JsonValue database = world.must("rds:DescribeDBInstances").find("DBInstances")->items()[0];
  const std::string arn = database.find("MasterUserSecret")->text("SecretArn");
  serveWithSecret(world, arn);
  CHECK(failuresOf(world.rate()) == 0);
  world.must("secretsmanager:RotateSecret", R"({"SecretId":")" + arn + "\"}");
  world.advance(kMinute);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 10'000);
  CHECK(world.textOf(EventKind::RequestsFail).find("rotated") != std::string::npos);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(5 * kMinute);
  CHECK(failuresOf(world.rate()) == 0);
}

TEST_CASE("rds: a managed secret goes with its instance, a secret of your own stays") {
  WorkWorld world;
  world.must("rds:CreateDBInstance",
             std::string(kDatabase) + R"(,"ManageMasterUserPassword":true})");
  world.must("secretsmanager:CreateSecret", R"({"Name":"mine","SecretString":"x"})");
  world.advance(6 * kMinute);
  CHECK(world.must("secretsmanager:ListSecrets").find("SecretList")->items().size() == 2);
  world.must("rds:DeleteDBInstance",
             R"({"DBInstanceIdentifier":"orders","SkipFinalSnapshot":true})");
  world.advance(5 * kMinute);
  const JsonValue left = world.must("secretsmanager:ListSecrets");
  REQUIRE(left.find("SecretList")->items().size() == 1);
  CHECK(left.find("SecretList")->items()[0].text("Name") == "mine");
}

TEST_CASE("rds: a secret of your own belongs to the database that its JSON names") {
  WorkWorld world;
  world.must("rds:CreateDBInstance", std::string(kDatabase) + "}");
  world.advance(6 * kMinute);
  world.must("secretsmanager:CreateSecret",
             R"({"Name":"orders-login","SecretString":"{\"username\":\"shop\",\"password\":)"
             R"(\"x\",\"dbInstanceIdentifier\":\"orders\"}"})");
  const std::string arn = world.state().secrets.secrets[0].arn;
  serveWithSecret(world, arn);
  CHECK(failuresOf(world.rate()) == 0);
  world.must("SimInjectFault", R"({"type":"SecretRotated","secret":"orders-login"})");
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 10'000);
}

TEST_CASE("rds: a database is where its subnet group says") {
  WorkWorld world;
  world.must("ec2:CreateVpc", R"({"CidrBlock":"10.0.0.0/16","TagSpecifications":[)"
                              R"({"ResourceType":"vpc","Tags":[{"Key":"Name","Value":"main"}]}]})");
  const std::string vpc = namedId("vpc", "main");
  for (const std::string zone : {"a", "b"}) {
    world.must("ec2:CreateSubnet",
               R"({"VpcId":")" + vpc + R"(","CidrBlock":"10.0.)" + (zone == "a" ? "1" : "2") +
                   R"(.0/24","AvailabilityZone":"us-east-1)" + zone +
                   R"(","TagSpecifications":[{"ResourceType":"subnet","Tags":[{"Key":"Name",)"
                   R"("Value":"db-)" +
                   zone + R"("}]}]})");
  }
  const std::string subnets =
      "\"" + namedId("subnet", "db-a") + "\",\"" + namedId("subnet", "db-b") + "\"";
  const std::string group = R"({"DBSubnetGroupName":"private","DBSubnetGroupDescription":"d")";
  CHECK(world
            .refused("rds:CreateDBSubnetGroup",
                     group + R"(,"SubnetIds":[")" + namedId("subnet", "db-a") + "\"]}")
            .starts_with("DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet "
                         "Availability Zone (AZ) coverage requirement. Current AZ coverage: "
                         "us-east-1a."));
  CHECK(world.refused("rds:CreateDBSubnetGroup",
                      group + R"(,"SubnetIds":["subnet-0a11",)" + subnets + "]}") ==
        "InvalidSubnet: Subnets must belong to the same VPC.");
  world.must("rds:CreateDBSubnetGroup", group + R"(,"SubnetIds":[)" + subnets + "]}");
  CHECK(world.refused("rds:CreateDBInstance",
                      std::string(kDatabase) + R"(,"DBSubnetGroupName":"gone"})") ==
        "DBSubnetGroupNotFoundFault: DB subnet group 'gone' does not exist.");
  CHECK(world
            .refused("rds:CreateDBInstance",
                     std::string(kDatabase) + R"(,"DBSubnetGroupName":"private",)"
                                              R"("VpcSecurityGroupIds":["sg-0d1e2f3a4b5c60718"]})")
            .starts_with("InvalidParameterValue: Invalid security group"));
  world.must("rds:CreateDBInstance",
             std::string(kDatabase) + R"(,"DBSubnetGroupName":"private","MultiAZ":true})");
  world.advance(6 * kMinute);
  CHECK(world.state().subnets[world.state().work.databases[0].subnet.value].subnetId ==
        namedId("subnet", "db-a"));
  // The standby is in the group's other zone, not in one where it has no subnet.
  for (const char* zone : {"us-east-1b", "us-east-1a"}) {
    world.must("rds:RebootDBInstance", R"({"DBInstanceIdentifier":"orders","ForceFailover":true})");
    world.advance(2 * kMinute);
    CHECK(world.must("rds:DescribeDBInstances")
              .find("DBInstances")
              ->items()[0]
              .text("AvailabilityZone") == zone);
  }
  CHECK(world.refused("rds:DeleteDBSubnetGroup", R"({"DBSubnetGroupName":"private"})")
            .starts_with("InvalidDBSubnetGroupStateFault: "));
  CHECK(world
            .refused("rds:CreateDBInstance",
                     R"({"DBInstanceIdentifier":"two","DBInstanceClass":"db.t3.micro",)"
                     R"("Engine":"mysql","MasterUserPassword":"x",)"
                     R"("ManageMasterUserPassword":true})")
            .starts_with("InvalidParameterCombination: You can't specify MasterUserPassword"));
  const std::string two =
      R"({"DBInstanceIdentifier":"two","DBInstanceClass":"db.t3.micro","Engine":"mysql",)";
  CHECK(world.refused("rds:CreateDBInstance", two + R"("AllocatedStorage":5})") ==
        "InvalidParameterValue: Invalid storage size for engine name mysql and storage type gp3: "
        "5");
  CHECK(world.refused("rds:CreateDBInstance", two + R"("MasterUserPassword":"short"})") ==
        "InvalidParameterValue: The parameter MasterUserPassword is not a valid password because "
        "it is shorter than 8 characters.");
}

}  // namespace taskyard
