#include "support/work_world.h"

namespace taskyard {

namespace {

void makeDatabase(WorkWorld& world, const std::string& more = "") {
  world.must("rds:CreateDBInstance",
             R"({"DBInstanceIdentifier":"orders","DBInstanceClass":"db.t3.micro",)"
             R"("Engine":"mysql","AllocatedStorage":20)" +
                 more + "}");
  world.advance(6 * kMinute);
}

constexpr const char* kTable =
    R"({"TableName":"carts","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],)"
    R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)";

}  // namespace

TEST_CASE("more tasks than max_connections allows: errors, and why") {
  WorkWorld world;
  makeDatabase(world);
  world.program(R"("calls":[{"kind":"rds","name":"orders","connections":30}])");
  world.serve(2);
  world.constant(10);
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 0);
  // 4 x 30 = 120 of 85 connections.
  world.must("UpdateService", R"({"service":"web","desiredCount":4})");
  world.advance(3 * kMinute);
  const std::int64_t failed = world.rate().failed[static_cast<std::size_t>(Failure::Target500)];
  CHECK(failed > 2800);
  CHECK(failed < 3000);
  CHECK(world.textOf(EventKind::RequestsFail).find("too many connections") != std::string::npos);
  const JsonValue load = world.must("SimDescribeLoad");
  const JsonValue& database = load.find("databases")->items().front();
  CHECK(database.find("wantedConnections")->integer() == 120);
  CHECK(database.find("maxConnections")->integer() == 85);
}

TEST_CASE("a failover of a Multi-AZ database costs a minute of errors") {
  WorkWorld world;
  makeDatabase(world, R"(,"MultiAZ":true)");
  world.program(R"("calls":[{"kind":"rds","name":"orders"}],"healthNeedsCalls":true)");
  world.serve(1);
  world.constant(10);
  world.advance(kMinute);
  world.must("rds:RebootDBInstance", R"({"DBInstanceIdentifier":"orders","ForceFailover":true})");
  world.advance(30 * kSecond);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 10'000);
  CHECK(probeTask(world.state(), *world.tasks().front(), 0, kSecond).status == 503);
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 0);
  CHECK(probeTask(world.state(), *world.tasks().front(), 0, kSecond).status == 200);
  const JsonValue answer = world.must("rds:DescribeDBInstances");
  CHECK(answer.find("DBInstances")->items().front().text("AvailabilityZone") == "us-east-1b");
}

TEST_CASE("a table with too little capacity throttles, on demand it does not") {
  WorkWorld world;
  world.must("dynamodb:CreateTable",
             std::string(kTable) +
                 R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}})");
  world.program(R"("calls":[{"kind":"dynamodb","name":"carts"}])");
  world.createRole();
  world.serve(1, WorkWorld::kRole);
  world.constant(10);
  world.advance(kMinute);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 5000);
  CHECK(world.textOf(EventKind::RequestsFail).find("throttled") != std::string::npos);
  world.must("dynamodb:UpdateTable", R"({"TableName":"carts","BillingMode":"PAY_PER_REQUEST"})");
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 0);
}

TEST_CASE("faults of dependencies last until they are cleared") {
  WorkWorld world;
  world.program(R"("calls":[{"kind":"s3","name":"photos"}])");
  world.createRole();
  world.serve(1, WorkWorld::kRole);
  world.constant(10);
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 0);
  world.must("SimInjectFault", R"({"type":"DependencyDown","dependency":"s3/photos"})");
  world.advance(kMinute);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 10'000);
  world.must("SimClearFault", R"({"type":"DependencyDown"})");
  world.advance(kMinute);
  CHECK(failuresOf(world.rate()) == 0);
  world.must("SimInjectFault", R"({"type":"ApiThrottled","dependency":"s3","failPercent":20})");
  world.advance(kMinute);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 2000);
  CHECK(world.refused("SimInjectFault", R"({"type":"DependencyDown","dependency":"moon"})")
            .find("dependency is one of") != std::string::npos);
}

TEST_CASE("RDS and DynamoDB refuse as AWS does") {
  WorkWorld world;
  const auto refused = [&](const std::string& input) {
    return world.refused("rds:CreateDBInstance", input);
  };
  CHECK(refused(R"({"DBInstanceIdentifier":"a","DBInstanceClass":"db.t3.giant","Engine":"mysql"})")
            .starts_with("InvalidParameterValue: Invalid DB Instance class"));
  CHECK(refused(R"({"DBInstanceIdentifier":"1","DBInstanceClass":"db.t3.micro","Engine":"mysql"})")
            .starts_with("InvalidParameterValue"));
  makeDatabase(world);
  CHECK(
      refused(
          R"({"DBInstanceIdentifier":"orders","DBInstanceClass":"db.t3.micro","Engine":"mysql"})") ==
      "DBInstanceAlreadyExists: DB instance already exists");
  CHECK(world
            .refused("rds:RebootDBInstance",
                     R"({"DBInstanceIdentifier":"orders","ForceFailover":true})")
            .starts_with("InvalidParameterCombination"));
  CHECK(world.refused("rds:DeleteDBInstance", R"({"DBInstanceIdentifier":"orders"})")
            .starts_with("InvalidParameterCombination: FinalDBSnapshotIdentifier"));
  CHECK(world.refused("rds:DeleteDBInstance", R"({"DBInstanceIdentifier":"x"})") ==
        "DBInstanceNotFound: DBInstance x not found.");
  CHECK(world.refused("dynamodb:CreateTable", std::string(kTable) + R"("Tags":[]})")
            .starts_with("ValidationException: One or more parameter values were invalid"));
  const auto create = [&](const std::string& keys, const std::string& attributes) {
    return world.refused("dynamodb:CreateTable",
                         R"({"TableName":"new","BillingMode":"PAY_PER_REQUEST","KeySchema":[)" +
                             keys + R"(],"AttributeDefinitions":[)" + attributes + "]}");
  };
  const std::string hash = R"({"AttributeName":"id","KeyType":"HASH"})";
  const std::string id = R"({"AttributeName":"id","AttributeType":"S"})";
  const std::string at = R"({"AttributeName":"at","AttributeType":"N"})";
  CHECK(create(hash, at) ==
        "ValidationException: One or more parameter values were invalid: Some index key attributes "
        "are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [at]");
  CHECK(create(R"({"AttributeName":"id","KeyType":"RANGE"})", id) ==
        "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key "
        "type");
  CHECK(create(hash, id + "," + at) ==
        "ValidationException: One or more parameter values were invalid: Number of attributes in "
        "KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
  CHECK(create(hash + R"(,{"AttributeName":"at","KeyType":"RANGE"})", id + "," + at) == "accepted");
  CHECK(world.refused("dynamodb:DescribeTable", R"({"TableName":"none"})") ==
        "ResourceNotFoundException: Requested resource not found: Table: none not found");
}

}  // namespace taskyard
