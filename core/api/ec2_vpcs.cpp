// VPCs and subnets.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "engine/reachability.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostVpcs = 5;  // Source: General Reference, VPC quotas, per Region
constexpr std::uint8_t kLargestBlock = 16;
constexpr std::uint8_t kSmallestBlock = 28;

bool hasUsableSize(const Cidr& block) {
  return block.prefix >= kLargestBlock && block.prefix <= kSmallestBlock;
}

// Load balancers have an interface in each of their subnets.
bool hasBalancer(const State& state, SubnetIndex subnet) {
  return std::any_of(state.balancing.loadBalancers.begin(), state.balancing.loadBalancers.end(),
                     [&](const LoadBalancer& balancer) {
                       const std::vector<SubnetIndex>& subnets = balancer.subnets;
                       return !balancer.deleted &&
                              std::find(subnets.begin(), subnets.end(), subnet) != subnets.end();
                     });
}

JsonValue vpcJson(const Vpc& vpc) {
  JsonValue json = JsonValue::object();
  json.set("VpcId", vpc.vpcId);
  json.set("State", "available");
  json.set("CidrBlock", cidrText(vpc.block));
  json.set("IsDefault", vpc.isDefault);
  json.set("InstanceTenancy", "default");
  json.set("OwnerId", kAccountId);
  json.set("Tags", ec2::tagsJson(vpc.name));
  return json;
}

JsonValue subnetJson(const State& state, const Subnet& subnet) {
  const Vpc& vpc = state.network.vpcs[subnet.vpc.value];
  JsonValue json = JsonValue::object();
  json.set("SubnetId", subnet.subnetId);
  json.set("VpcId", vpc.vpcId);
  json.set("State", "available");
  json.set("AvailabilityZone", zoneName(subnet.zone));
  json.set("CidrBlock", cidrText(subnet.block()));
  json.set("AvailableIpAddressCount", freeAddresses(subnet));
  json.set("DefaultForAz", vpc.isDefault && subnet.name.empty() && subnet.prefix == 20);
  json.set("MapPublicIpOnLaunch", vpc.isDefault && subnet.prefix == 20);
  json.set("OwnerId", kAccountId);
  json.set("Tags", ec2::tagsJson(subnet.name));
  return json;
}

Error noVpc(const std::string& id) {
  return {"InvalidVpcID.NotFound", "The vpc ID '" + shownText(id) + "' does not exist", ""};
}
Error noSubnet(const std::string& id) {
  return {"InvalidSubnetID.NotFound", "The subnet ID '" + shownText(id) + "' does not exist", ""};
}

// Source: EC2 error codes: a VPC goes last, after everything in it.
bool hasDependencies(const State& state, VpcIndex vpc) {
  const Network& network = state.network;
  const Vpc& record = network.vpcs[vpc.value];
  const auto live = [vpc](const auto& thing) { return !thing.deleted && thing.vpc == vpc; };
  if (std::any_of(state.subnets.begin(), state.subnets.end(), live)) return true;
  if (std::any_of(network.internetGateways.begin(), network.internetGateways.end(), live)) {
    return true;
  }
  if (std::any_of(network.endpoints.begin(), network.endpoints.end(), live)) return true;
  for (std::size_t i = 0; i < network.routeTables.size(); ++i) {
    if (live(network.routeTables[i]) && RouteTableIndex(i) != record.mainRouteTable) return true;
  }
  for (std::size_t i = 0; i < network.securityGroups.size(); ++i) {
    if (live(network.securityGroups[i]) && SecurityGroupIndex(i) != record.defaultGroup) {
      return true;
    }
  }
  return false;
}

Result<std::uint8_t> zoneOf(const ApiCall& call, VpcIndex vpc) {
  const std::string& asked = call.text("AvailabilityZone");
  if (asked.empty()) {
    // AWS chooses one. Model choice: the zone with the fewest subnets of the VPC.
    std::size_t fewest = 0;
    std::array<std::size_t, kZoneCount> subnets{};
    for (const Subnet& subnet : call.state.subnets) {
      if (!subnet.deleted && subnet.vpc == vpc) ++subnets[subnet.zone];
    }
    for (std::size_t zone = 1; zone < kZoneCount; ++zone) {
      if (subnets[zone] < subnets[fewest]) fewest = zone;
    }
    return static_cast<std::uint8_t>(fewest);
  }
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) {
    if (asked == zoneName(zone)) return zone;
  }
  return ec2::invalidValue("Value (" + shownText(asked) +
                               ") for parameter availabilityZone is invalid. Subnets can currently "
                               "only be created in the following availability zones: us-east-1a, "
                               "us-east-1b, us-east-1c.",
                           "/AvailabilityZone");
}

}  // namespace

Result<ApiAnswer> ec2CreateVpc(const ApiCall& call) {
  const Result<Cidr> block = ec2::cidrOf(call, "CidrBlock", "cidrBlock");
  if (!block) return block.error();
  if (!hasUsableSize(block.value())) {
    return Error{"InvalidVpc.Range",
                 "The CIDR '" + cidrText(block.value()) +
                     "' is invalid: a VPC has between a /28 and a /16 block.",
                 "/CidrBlock"};
  }
  const auto live = std::count_if(call.state.network.vpcs.begin(), call.state.network.vpcs.end(),
                                  [](const Vpc& vpc) { return !vpc.deleted; });
  if (static_cast<std::size_t>(live) >= kMostVpcs) {
    return Error{"VpcLimitExceeded", "The maximum number of VPCs has been reached.", ""};
  }
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name.empty() ? cidrText(block.value()) : name);
  const VpcIndex vpc = createVpc(sim, block.value(), name);
  ApiAnswer answer;
  answer.output.set("Vpc", vpcJson(call.state.network.vpcs[vpc.value]));
  answer.notModelled = ec2::notModelled(call, {"CidrBlock"});
  return answer;
}

Result<ApiAnswer> ec2DeleteVpc(const ApiCall& call) {
  const Result<VpcIndex> vpc = ec2::vpcOf(call.state, call.text("VpcId"), "/VpcId");
  if (!vpc) return vpc.error();
  if (hasDependencies(call.state, vpc.value())) {
    return ec2::dependencyViolation(
        "The vpc '" + call.text("VpcId") + "' has dependencies and cannot be deleted.", "/VpcId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(call.text("VpcId"));
  deleteVpc(sim, vpc.value());
  return ec2::returned();
}

Result<ApiAnswer> ec2DescribeVpcs(const ApiCall& call) {
  std::vector<ec2::Described> records;
  for (const Vpc& vpc : call.state.network.vpcs) {
    if (vpc.deleted) continue;
    records.push_back({vpc.vpcId,
                       vpcJson(vpc),
                       {{"vpc-id", vpc.vpcId},
                        {"cidr", cidrText(vpc.block)},
                        {"is-default", vpc.isDefault ? "true" : "false"},
                        {"tag:Name", vpc.name}}});
  }
  return ec2::described(call, "Vpcs", "VpcIds", records, noVpc);
}

Result<ApiAnswer> ec2CreateSubnet(const ApiCall& call) {
  const Result<VpcIndex> vpc = ec2::vpcOf(call.state, call.text("VpcId"), "/VpcId");
  if (!vpc) return vpc.error();
  const Result<Cidr> block = ec2::cidrOf(call, "CidrBlock", "cidrBlock");
  if (!block) return block.error();
  if (!hasUsableSize(block.value()) ||
      !call.state.network.vpcs[vpc.value().value].block.contains(block.value())) {
    return Error{"InvalidSubnet.Range",
                 "The CIDR '" + cidrText(block.value()) +
                     "' is invalid: a subnet has between a /28 and a /16 block, inside its VPC's.",
                 "/CidrBlock"};
  }
  for (const Subnet& subnet : call.state.subnets) {
    if (subnet.deleted || subnet.vpc != vpc.value()) continue;
    if (subnet.block().overlaps(block.value())) {
      return Error{"InvalidSubnet.Conflict",
                   "The CIDR '" + cidrText(block.value()) + "' conflicts with another subnet",
                   "/CidrBlock"};
    }
  }
  const Result<std::uint8_t> zone = zoneOf(call, vpc.value());
  if (!zone) return zone.error();
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name.empty() ? cidrText(block.value()) : name);
  const SubnetIndex subnet = createSubnet(sim, vpc.value(), block.value(), zone.value(), name);
  ApiAnswer answer;
  answer.output.set("Subnet", subnetJson(call.state, call.state.subnets[subnet.value]));
  answer.notModelled = ec2::notModelled(call, {"VpcId", "CidrBlock", "AvailabilityZone"});
  return answer;
}

Result<ApiAnswer> ec2DeleteSubnet(const ApiCall& call) {
  const std::string& id = call.text("SubnetId");
  const Result<SubnetIndex> subnet = ec2::subnetOf(call.state, id, "/SubnetId");
  if (!subnet) return subnet.error();
  if (call.state.subnets[subnet.value().value].addressesInUse > 0 ||
      hasBalancer(call.state, subnet.value())) {
    return ec2::dependencyViolation(
        "The subnet '" + id + "' has dependencies and cannot be deleted.", "/SubnetId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(id);
  deleteSubnet(sim, subnet.value());
  return ec2::returned();
}

Result<ApiAnswer> ec2DescribeSubnets(const ApiCall& call) {
  std::vector<ec2::Described> records;
  for (const Subnet& subnet : call.state.subnets) {
    if (subnet.deleted) continue;
    records.push_back({subnet.subnetId,
                       subnetJson(call.state, subnet),
                       {{"subnet-id", subnet.subnetId},
                        {"vpc-id", call.state.network.vpcs[subnet.vpc.value].vpcId},
                        {"availability-zone", zoneName(subnet.zone)},
                        {"cidr-block", cidrText(subnet.block())},
                        {"tag:Name", subnet.name}}});
  }
  return ec2::described(call, "Subnets", "SubnetIds", records, noSubnet);
}

}  // namespace taskyard
