// Amazon RDS: databases that tasks connect to.
// Source: RDS API Reference, CreateDBInstance, RebootDBInstance; RDS User Guide, "Quotas",
// max_connections (mysql and mariadb: memory / 12,582,880; postgres: memory / 9,531,392, at most
// 5,000). DBInstanceClassMemory is a little less than the memory of the class; the difference is
// left out (Model choice).

#include <algorithm>

#include "api/work_handlers.h"
#include "engine/dependency_calls.h"
#include "engine/network_system.h"
#include "engine/secret_system.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

constexpr std::int64_t kLeastStorage = 20;  // GiB, General Purpose SSD
constexpr std::int64_t kMostStorage = 65'536;
constexpr std::size_t kShortestPassword = 8;

struct DatabaseClass {
  std::string_view name;
  std::int64_t memoryMiB = 0;
};
constexpr DatabaseClass kClasses[] = {
    {"db.t3.micro", 1024},    {"db.t3.small", 2048},   {"db.t3.medium", 4096},
    {"db.t3.large", 8192},    {"db.t4g.micro", 1024},  {"db.t4g.small", 2048},
    {"db.t4g.medium", 4096},  {"db.t4g.large", 8192},  {"db.m5.large", 8192},
    {"db.m5.xlarge", 16384},  {"db.m6g.large", 8192},  {"db.m6g.xlarge", 16384},
    {"db.r5.large", 16384},   {"db.r5.xlarge", 32768}, {"db.r6g.large", 16384},
    {"db.r6g.xlarge", 32768},
};

std::int32_t maxConnections(std::string_view engine, std::int64_t memoryMiB) {
  const std::int64_t bytes = memoryMiB << 20;
  if (engine == "postgres")
    return static_cast<std::int32_t>(std::min<std::int64_t>(bytes / 9'531'392, 5000));
  return static_cast<std::int32_t>(bytes / 12'582'880);
}

bool isIdentifier(const std::string& name) {
  constexpr std::size_t kLongest = 63;
  if (name.empty() || name.size() > kLongest || name.back() == '-') return false;
  if (name.find("--") != std::string::npos) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '-';
         });
}

const char* nameOf(DatabaseStatus status) {
  constexpr const char* kNames[] = {"creating", "available", "rebooting", "deleting", "deleted"};
  return kNames[static_cast<std::size_t>(status)];
}

JsonValue databaseJson(const State& state, const Database& database) {
  JsonValue json = JsonValue::object();
  json.set("DBInstanceIdentifier", database.identifier);
  json.set("DBInstanceClass", database.instanceClass);
  json.set("Engine", database.engine);
  json.set("DBInstanceStatus", nameOf(database.status));
  if (database.status != DatabaseStatus::creating) {
    json.set("Endpoint",
             JsonValue::object(
                 {{"Address", database.identifier + ".c9akciq32rgn.us-east-1.rds.amazonaws.com"},
                  {"Port", database.port}}));
    json.set("InstanceCreateTime", isoTimestamp(database.createdAt));
  }
  json.set("AllocatedStorage", database.allocatedStorage);
  JsonValue groups = JsonValue::array();
  for (const std::string& group : database.securityGroups) {
    groups.push(JsonValue::object({{"VpcSecurityGroupId", group}, {"Status", "active"}}));
  }
  json.set("VpcSecurityGroups", std::move(groups));
  json.set("AvailabilityZone", zoneName(database.zone));
  json.set("MultiAZ", database.multiAz);
  if (const DatabaseSubnetGroup* group = findSubnetGroup(state, database.subnetGroup)) {
    json.set("DBSubnetGroup", subnetGroupJson(state, *group));
  }
  if (!database.secretArn.empty()) {
    json.set("MasterUserSecret",
             JsonValue::object({{"SecretArn", database.secretArn}, {"SecretStatus", "active"}}));
  }
  json.set("DBInstanceArn",
           std::string("arn:aws:rds:") + kRegion + ":" + kAccountId + ":db:" + database.identifier);
  return json;
}

Result<DatabaseIndex> databaseOf(const ApiCall& call) {
  const std::string& name = call.text("DBInstanceIdentifier");
  const DatabaseIndex index = findDatabase(call.state, name);
  if (!index.valid()) {
    return Error{"DBInstanceNotFound", "DBInstance " + name + " not found.",
                 "/DBInstanceIdentifier"};
  }
  return index;
}

Result<DatabaseIndex> availableDatabase(const ApiCall& call) {
  const Result<DatabaseIndex> index = databaseOf(call);
  if (!index) return index;
  const Database& database = call.state.work.databases[index.value().value];
  if (database.status != DatabaseStatus::available) {
    return Error{"InvalidDBInstanceState",
                 "Instance " + database.identifier + " is not in available state.",
                 "/DBInstanceIdentifier"};
  }
  return index;
}

ApiAnswer answerWith(const State& state, DatabaseIndex index) {
  ApiAnswer answer;
  answer.output.set("DBInstance", databaseJson(state, state.work.databases[index.value]));
  return answer;
}

// Its zone and subnet: those asked for, else the first of its subnet group; without a group the
// default VPC's subnets. A standby is in the next zone.
Result<Done> placeDatabase(const ApiCall& call, Database& database) {
  const State& state = call.state;
  const std::string& zone = call.text("AvailabilityZone");
  if (!zone.empty() && database.multiAz) {
    return Error{"InvalidParameterCombination",
                 "Requesting a specific availability zone is not valid for Multi-AZ instances.",
                 "/AvailabilityZone"};
  }
  const std::string& name = call.text("DBSubnetGroupName");
  const DatabaseSubnetGroup* group = findSubnetGroup(state, name);
  if (group == nullptr && !name.empty() && name != "default") {
    return Error{"DBSubnetGroupNotFoundFault", "DB subnet group '" + name + "' does not exist.",
                 "/DBSubnetGroupName"};
  }
  database.subnetGroup = group == nullptr ? "default" : group->name;
  for (const SubnetIndex index : databaseSubnets(state, database.subnetGroup)) {
    const Subnet& subnet = state.subnets[index.value];
    if (database.subnet.valid() || (!zone.empty() && zoneName(subnet.zone) != zone)) continue;
    database.subnet = index;
    database.zone = subnet.zone;
  }
  if (!database.subnet.valid()) {
    return Error{"InvalidVPCNetworkStateFault",
                 "There is no subnet in availability zone " + zone + ".", "/AvailabilityZone"};
  }
  const VpcIndex vpc = state.subnets[database.subnet.value].vpc;
  for (std::size_t i = 0; i < database.securityGroups.size(); ++i) {
    const SecurityGroupIndex known = findSecurityGroup(state, database.securityGroups[i]);
    if (known.valid() && state.network.securityGroups[known.value].vpc == vpc) continue;
    return Error{
        "InvalidParameterValue",
        "Invalid security group , groupId= " + database.securityGroups[i] + ", groupName=.",
        pointerTo("/VpcSecurityGroupIds", i)};
  }
  return Done{};
}

// The secret that RDS makes and manages for the master user. AWS draws the name; here it follows
// from the identifier (Model choice). Its ARN.
std::string keepPassword(Simulation& sim, const Database& database) {
  Secret secret;
  secret.store = SecretStore::SecretsManager;
  secret.name = "rds-db-" + database.identifier;
  secret.description = "The master user's password of " + database.identifier;
  const JsonValue value = JsonValue::object({{"username", "admin"}, {"password", "drawn by RDS"}});
  const std::size_t position = createSecret(sim, std::move(secret), dumpJson(value));
  return sim.state().secrets.secrets[position].arn;
}

}  // namespace

Result<ApiAnswer> createDBInstance(const ApiCall& call) {
  Database database;
  database.identifier = call.text("DBInstanceIdentifier");
  database.engine = call.text("Engine");
  database.instanceClass = call.text("DBInstanceClass");
  if (!isIdentifier(database.identifier)) {
    return Error{"InvalidParameterValue",
                 "The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must "
                 "begin with a letter; must contain only ASCII letters, digits, and hyphens; and "
                 "must not end with a hyphen or contain two consecutive hyphens.",
                 "/DBInstanceIdentifier"};
  }
  if (findDatabase(call.state, database.identifier).valid()) {
    return Error{"DBInstanceAlreadyExists", "DB instance already exists", "/DBInstanceIdentifier"};
  }
  if (database.engine != "mysql" && database.engine != "mariadb" && database.engine != "postgres") {
    return Error{"InvalidParameterValue", "Invalid DB engine: " + database.engine, "/Engine"};
  }
  const auto* size = std::find_if(std::begin(kClasses), std::end(kClasses), [&](const auto& known) {
    return known.name == database.instanceClass;
  });
  if (size == std::end(kClasses)) {
    return Error{"InvalidParameterValue", "Invalid DB Instance class: " + database.instanceClass,
                 "/DBInstanceClass"};
  }
  const std::int64_t storage = call.integer("AllocatedStorage").value_or(kLeastStorage);
  if (storage < kLeastStorage || storage > kMostStorage) {
    // AWS's words, as users report them; gp3 is the default type.
    return Error{"InvalidParameterValue",
                 "Invalid storage size for engine name " + database.engine +
                     " and storage type gp3: " + std::to_string(storage),
                 "/AllocatedStorage"};
  }
  database.maxConnections = maxConnections(database.engine, size->memoryMiB);
  database.allocatedStorage = static_cast<std::int32_t>(storage);
  database.port = static_cast<std::int32_t>(
      call.integer("Port").value_or(database.engine == "postgres" ? 5432 : 3306));
  database.multiAz = call.flag("MultiAZ");
  database.securityGroups = call.strings("VpcSecurityGroupIds");
  if (const Result<Done> placed = placeDatabase(call, database); !placed) return placed.error();
  if (call.flag("ManageMasterUserPassword") && !call.text("MasterUserPassword").empty()) {
    return Error{"InvalidParameterCombination",
                 "You can't specify MasterUserPassword for an instance with "
                 "ManageMasterUserPassword enabled.",
                 "/MasterUserPassword"};
  }
  if (const JsonValue* password = call.input.find("MasterUserPassword");
      password != nullptr && password->string().size() < kShortestPassword) {
    return Error{"InvalidParameterValue",
                 "The parameter MasterUserPassword is not a valid password because it is shorter "
                 "than 8 characters.",
                 "/MasterUserPassword"};
  }
  const EventId cause = call.begin(database.identifier);
  Simulation& sim = call.simulation();
  if (call.flag("ManageMasterUserPassword")) database.secretArn = keepPassword(sim, database);
  ApiAnswer answer = answerWith(call.state, createDatabase(sim, std::move(database), cause));
  answer.notModelled =
      call.notModelled({"DBInstanceIdentifier", "Engine", "DBInstanceClass", "AllocatedStorage",
                        "Port", "MultiAZ", "VpcSecurityGroupIds", "AvailabilityZone",
                        "DBSubnetGroupName", "ManageMasterUserPassword", "MasterUsername"});
  return answer;
}

Result<ApiAnswer> describeDBInstances(const ApiCall& call) {
  if (!call.text("DBInstanceIdentifier").empty()) {
    const Result<DatabaseIndex> index = databaseOf(call);
    if (!index) return index.error();
  }
  JsonValue list = JsonValue::array();
  for (const Database& database : call.state.work.databases) {
    if (database.status == DatabaseStatus::deleted) continue;
    const std::string& only = call.text("DBInstanceIdentifier");
    if (only.empty() || only == database.identifier) list.push(databaseJson(call.state, database));
  }
  ApiAnswer answer;
  answer.output.set("DBInstances", std::move(list));
  return answer;
}

Result<ApiAnswer> rebootDBInstance(const ApiCall& call) {
  const Result<DatabaseIndex> index = availableDatabase(call);
  if (!index) return index.error();
  const Database& database = call.state.work.databases[index.value().value];
  if (call.flag("ForceFailover") && !database.multiAz) {
    return Error{"InvalidParameterCombination",
                 "Cannot force failover for a DB instance that is not configured for Multi-AZ.",
                 "/ForceFailover"};
  }
  const EventId cause = call.begin(database.identifier);
  Simulation& sim = call.simulation();
  rebootDatabase(sim, index.value(), call.flag("ForceFailover"), cause);
  return answerWith(call.state, index.value());
}

Result<ApiAnswer> deleteDBInstance(const ApiCall& call) {
  const Result<DatabaseIndex> index = availableDatabase(call);
  if (!index) return index.error();
  if (!call.flag("SkipFinalSnapshot") && call.text("FinalDBSnapshotIdentifier").empty()) {
    return Error{"InvalidParameterCombination",
                 "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
                 "/FinalDBSnapshotIdentifier"};
  }
  const EventId cause = call.begin(call.state.work.databases[index.value().value].identifier);
  Simulation& sim = call.simulation();
  deleteDatabase(sim, index.value(), cause);
  return answerWith(call.state, index.value());
}

}  // namespace taskyard
