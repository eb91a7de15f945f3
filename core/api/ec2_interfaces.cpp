// DescribeNetworkInterfaces: the interfaces of tasks, NAT gateways and endpoints.

#include "api/ec2_handlers.h"
#include "engine/identity.h"
#include "engine/path_walk.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

Error noInterface(const std::string& id) {
  return {"InvalidNetworkInterfaceID.NotFound",
          "The networkInterface ID '" + shownText(id) + "' does not exist", ""};
}

struct Interface {
  std::string id;
  std::string description;
  std::string type;  // "interface", "nat_gateway", "vpc_endpoint"
  SubnetIndex subnet;
  std::uint32_t privateIp = 0;
  std::string publicIp;
  std::vector<SecurityGroupIndex> groups;
};

ec2::Described describedInterface(const State& state, const Interface& one) {
  const Subnet& subnet = state.subnets[one.subnet.value];
  const std::string& vpcId = state.network.vpcs[subnet.vpc.value].vpcId;
  JsonValue groups = JsonValue::array();
  for (const SecurityGroupIndex group : one.groups) {
    const SecurityGroup& record = state.network.securityGroups[group.value];
    groups.push(JsonValue::object({{"GroupId", record.groupId}, {"GroupName", record.groupName}}));
  }
  JsonValue json = JsonValue::object();
  json.set("NetworkInterfaceId", one.id);
  json.set("Description", one.description);
  json.set("InterfaceType", one.type);
  json.set("Status", "in-use");
  json.set("SubnetId", subnet.subnetId);
  json.set("VpcId", vpcId);
  json.set("AvailabilityZone", zoneName(subnet.zone));
  json.set("PrivateIpAddress", ipText(one.privateIp));
  if (!one.publicIp.empty()) {
    json.set("Association", JsonValue::object({{"PublicIp", one.publicIp}}));
  }
  json.set("Groups", std::move(groups));
  json.set("OwnerId", kAccountId);
  ec2::Described record{one.id,
                        std::move(json),
                        {{"network-interface-id", one.id},
                         {"subnet-id", subnet.subnetId},
                         {"vpc-id", vpcId},
                         {"interface-type", one.type},
                         {"description", one.description},
                         {"availability-zone", zoneName(subnet.zone)},
                         {"group-id", ""}}};
  for (const SecurityGroupIndex group : one.groups) {
    record.values.emplace_back("group-id", state.network.securityGroups[group.value].groupId);
  }
  return record;
}

}  // namespace

Result<ApiAnswer> ec2DescribeNetworkInterfaces(const ApiCall& call) {
  const State& state = call.state;
  std::vector<ec2::Described> records;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.privateIp == 0 || task.connectivityAt() == kNever ||
        task.lastStatus >= TaskStatus::STOPPED) {
      continue;
    }
    records.push_back(describedInterface(
        state,
        {networkInterfaceId(state.seed, task.ordinal),
         "arn:aws:ecs:us-east-1:123456789012:attachment/" + attachmentId(state.seed, task.ordinal),
         "interface", task.subnet, task.privateIp,
         task.assignPublicIp ? ipText(publicIpOf(state.seed, task.ordinal)) : "",
         securityGroupsOf(state, task)}));
  }
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.state == NatGatewayState::deleted) continue;
    records.push_back(
        describedInterface(state, {namedId("eni", gateway.natGatewayId),
                                   "Interface for NAT Gateway " + gateway.natGatewayId,
                                   "nat_gateway",
                                   gateway.subnet,
                                   gateway.privateIp,
                                   ipText(state.network.elasticIps[gateway.address.value].publicIp),
                                   {}}));
  }
  for (const VpcEndpoint& endpoint : state.network.endpoints) {
    for (std::size_t i = 0; i < endpoint.privateIps.size(); ++i) {
      const std::string& subnetId = state.subnets[endpoint.subnets[i].value].subnetId;
      records.push_back(describedInterface(
          state, {namedId("eni", endpoint.vpcEndpointId + subnetId),
                  "VPC Endpoint Interface " + endpoint.vpcEndpointId, "vpc_endpoint",
                  endpoint.subnets[i], endpoint.privateIps[i], "", endpoint.securityGroups}));
    }
  }
  return ec2::described(call, "NetworkInterfaces", "NetworkInterfaceIds", records, noInterface);
}

}  // namespace taskyard
