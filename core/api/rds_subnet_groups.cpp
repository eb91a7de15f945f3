// Amazon RDS: in which subnets, and so in which VPC, a database may be.
// Source: RDS API Reference, CreateDBSubnetGroup; RDS User Guide, "Working with a DB instance in a
// VPC". The sentences of refusals are from memory.

#include <set>

#include "api/work_handlers.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

Error groupNotFound(const std::string& name) {
  return {"DBSubnetGroupNotFoundFault", "DB subnet group '" + name + "' does not exist.",
          "/DBSubnetGroupName"};
}

// Subnets of one VPC in at least two zones.
Result<Done> readSubnets(const ApiCall& call, DatabaseSubnetGroup& group) {
  std::set<std::uint8_t> zones;
  const std::vector<std::string> ids = call.strings("SubnetIds");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const SubnetIndex index = findSubnet(call.state, ids[i]);
    if (!index.valid()) {
      return Error{"InvalidSubnet", "Some input subnets in :[" + ids[i] + "] are invalid.",
                   pointerTo("/SubnetIds", i)};
    }
    const Subnet& subnet = call.state.subnets[index.value];
    if (!group.subnets.empty() &&
        call.state.subnets[group.subnets.front().value].vpc != subnet.vpc) {
      return Error{"InvalidSubnet", "Subnets must belong to the same VPC.",
                   pointerTo("/SubnetIds", i)};
    }
    group.subnets.push_back(index);
    zones.insert(subnet.zone);
  }
  if (zones.size() < 2) {
    return Error{"DBSubnetGroupDoesNotCoverEnoughAZs",
                 "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. "
                 "Current AZ coverage: " +
                     (zones.empty() ? std::string("none") : zoneName(*zones.begin())) +
                     ". Add subnets to cover at least 2 AZs.",
                 "/SubnetIds"};
  }
  return Done{};
}

}  // namespace

JsonValue subnetGroupJson(const State& state, const DatabaseSubnetGroup& group) {
  JsonValue subnets = JsonValue::array();
  for (const SubnetIndex index : group.subnets) {
    const Subnet& subnet = state.subnets[index.value];
    subnets.push(JsonValue::object(
        {{"SubnetIdentifier", subnet.subnetId},
         {"SubnetAvailabilityZone", JsonValue::object({{"Name", zoneName(subnet.zone)}})},
         {"SubnetStatus", "Active"}}));
  }
  const VpcIndex vpc = state.subnets[group.subnets.front().value].vpc;
  return JsonValue::object({{"DBSubnetGroupName", group.name},
                            {"DBSubnetGroupDescription", group.description},
                            {"VpcId", state.network.vpcs[vpc.value].vpcId},
                            {"SubnetGroupStatus", "Complete"},
                            {"Subnets", std::move(subnets)}});
}

const DatabaseSubnetGroup* findSubnetGroup(const State& state, std::string_view name) {
  for (const DatabaseSubnetGroup& group : state.work.databaseSubnetGroups) {
    if (!group.deleted && group.name == name) return &group;
  }
  return nullptr;
}

Result<ApiAnswer> createDBSubnetGroup(const ApiCall& call) {
  DatabaseSubnetGroup group;
  group.name = call.text("DBSubnetGroupName");
  group.description = call.text("DBSubnetGroupDescription");
  if (group.name.empty() || group.name == "default") {
    return Error{"InvalidParameterValue",
                 "The parameter DBSubnetGroupName must be provided and must not be default.",
                 "/DBSubnetGroupName"};
  }
  if (findSubnetGroup(call.state, group.name) != nullptr) {
    return Error{"DBSubnetGroupAlreadyExists",
                 "The DB subnet group '" + group.name + "' already exists.", "/DBSubnetGroupName"};
  }
  if (const Result<Done> read = readSubnets(call, group); !read) return read.error();
  (void)call.begin(group.name);
  ApiAnswer answer;
  answer.output.set("DBSubnetGroup", subnetGroupJson(call.state, group));
  call.simulation().state().work.databaseSubnetGroups.push_back(std::move(group));
  return answer;
}

Result<ApiAnswer> describeDBSubnetGroups(const ApiCall& call) {
  const std::string& only = call.text("DBSubnetGroupName");
  if (!only.empty() && findSubnetGroup(call.state, only) == nullptr) return groupNotFound(only);
  JsonValue groups = JsonValue::array();
  for (const DatabaseSubnetGroup& group : call.state.work.databaseSubnetGroups) {
    if (group.deleted || (!only.empty() && group.name != only)) continue;
    groups.push(subnetGroupJson(call.state, group));
  }
  ApiAnswer answer;
  answer.output.set("DBSubnetGroups", std::move(groups));
  return answer;
}

Result<ApiAnswer> deleteDBSubnetGroup(const ApiCall& call) {
  const std::string& name = call.text("DBSubnetGroupName");
  if (findSubnetGroup(call.state, name) == nullptr) return groupNotFound(name);
  for (const Database& database : call.state.work.databases) {
    if (database.status == DatabaseStatus::deleted || database.subnetGroup != name) continue;
    return Error{"InvalidDBSubnetGroupStateFault",
                 "Cannot delete the subnet group '" + name +
                     "' because at least one database instance: " + database.identifier +
                     " is still using it.",
                 "/DBSubnetGroupName"};
  }
  (void)call.begin(name);
  for (DatabaseSubnetGroup& group : call.simulation().state().work.databaseSubnetGroups) {
    if (group.name == name) group.deleted = true;
  }
  return ApiAnswer{};
}

}  // namespace taskyard
