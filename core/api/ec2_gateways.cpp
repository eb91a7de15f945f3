// Internet gateways, elastic IP addresses, NAT gateways.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "base/time.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// Source: General Reference, VPC quotas.
constexpr std::size_t kMostElasticIps = 5;  // per Region
constexpr std::size_t kMostNatGatewaysPerZone = 5;

JsonValue internetGatewayJson(const State& state, const InternetGateway& gateway) {
  JsonValue attachments = JsonValue::array();
  if (gateway.vpc.valid()) {
    attachments.push(JsonValue::object(
        {{"State", "available"}, {"VpcId", state.network.vpcs[gateway.vpc.value].vpcId}}));
  }
  JsonValue json = JsonValue::object();
  json.set("InternetGatewayId", gateway.internetGatewayId);
  json.set("Attachments", std::move(attachments));
  json.set("OwnerId", kAccountId);
  json.set("Tags", ec2::tagsJson(gateway.name));
  return json;
}

JsonValue addressJson(const State& state, const ElasticIp& address) {
  JsonValue json = JsonValue::object();
  json.set("AllocationId", address.allocationId);
  json.set("PublicIp", ipText(address.publicIp));
  json.set("Domain", "vpc");
  json.set("NetworkBorderGroup", kRegion);
  if (address.natGateway.valid()) {
    const NatGateway& gateway = state.network.natGateways[address.natGateway.value];
    json.set("AssociationId", namedId("eipassoc", address.allocationId));
    json.set("NetworkInterfaceId", namedId("eni", gateway.natGatewayId));
    json.set("PrivateIpAddress", ipText(gateway.privateIp));
  }
  json.set("Tags", ec2::tagsJson(address.name));
  return json;
}

const char* nameOf(NatGatewayState state) {
  switch (state) {
    case NatGatewayState::available: return "available";
    case NatGatewayState::failed: return "failed";
    case NatGatewayState::deleted: return "deleted";
  }
  return "";
}

JsonValue natGatewayJson(const State& state, const NatGateway& gateway) {
  const ElasticIp& address = state.network.elasticIps[gateway.address.value];
  const Subnet& subnet = state.subnets[gateway.subnet.value];
  JsonValue json = JsonValue::object();
  json.set("NatGatewayId", gateway.natGatewayId);
  json.set("State", nameOf(gateway.state));
  json.set("SubnetId", subnet.subnetId);
  json.set("VpcId", state.network.vpcs[subnet.vpc.value].vpcId);
  json.set("ConnectivityType", "public");
  json.set("CreateTime", isoTimestamp(gateway.createdAt));
  if (gateway.deletedAt != kNever) json.set("DeleteTime", isoTimestamp(gateway.deletedAt));
  json.set("NatGatewayAddresses", JsonValue::array({JsonValue::object(
                                      {{"AllocationId", address.allocationId},
                                       {"NetworkInterfaceId", namedId("eni", gateway.natGatewayId)},
                                       {"PrivateIp", ipText(gateway.privateIp)},
                                       {"PublicIp", ipText(address.publicIp)}})}));
  json.set("Tags", ec2::tagsJson(gateway.name));
  return json;
}

Error noInternetGateway(const std::string& id) {
  return {"InvalidInternetGatewayID.NotFound",
          "The internetGateway ID '" + shownText(id) + "' does not exist", ""};
}
Error noAddress(const std::string& id) {
  return {"InvalidAllocationID.NotFound",
          "The allocation ID '" + shownText(id) + "' does not exist", ""};
}
Error noNatGateway(const std::string& id) {
  return {"NatGatewayNotFound", "NatGateway " + shownText(id) + " was not found", ""};
}

// Somebody in the VPC uses a public address.
bool hasPublicAddresses(const State& state, VpcIndex vpc) {
  for (const Task& task : state.tasks) {
    if (task.inUse && task.assignPublicIp && task.lastStatus < TaskStatus::STOPPED &&
        state.subnets[task.subnet.value].vpc == vpc) {
      return true;
    }
  }
  return std::any_of(state.network.natGateways.begin(), state.network.natGateways.end(),
                     [&](const NatGateway& gateway) {
                       return gateway.state != NatGatewayState::deleted &&
                              state.subnets[gateway.subnet.value].vpc == vpc;
                     });
}

struct Attachment {
  InternetGatewayIndex gateway;
  VpcIndex vpc;
};

Result<Attachment> attachmentOf(const ApiCall& call) {
  const auto gateway =
      ec2::internetGatewayOf(call.state, call.text("InternetGatewayId"), "/InternetGatewayId");
  if (!gateway) return gateway.error();
  const auto vpc = ec2::vpcOf(call.state, call.text("VpcId"), "/VpcId");
  if (!vpc) return vpc.error();
  return Attachment{gateway.value(), vpc.value()};
}

}  // namespace

Result<ApiAnswer> ec2CreateInternetGateway(const ApiCall& call) {
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name);
  const InternetGatewayIndex gateway = createInternetGateway(sim, name);
  ApiAnswer answer;
  answer.output.set(
      "InternetGateway",
      internetGatewayJson(call.state, call.state.network.internetGateways[gateway.value]));
  answer.notModelled = ec2::notModelled(call, {});
  return answer;
}

Result<ApiAnswer> ec2AttachInternetGateway(const ApiCall& call) {
  const Result<Attachment> wanted = attachmentOf(call);
  if (!wanted) return wanted.error();
  const InternetGateway& gateway =
      call.state.network.internetGateways[wanted.value().gateway.value];
  if (gateway.vpc.valid()) {
    return Error{"Resource.AlreadyAssociated",
                 "resource " + gateway.internetGatewayId + " is already attached to network " +
                     call.state.network.vpcs[gateway.vpc.value].vpcId,
                 "/InternetGatewayId"};
  }
  for (const InternetGateway& other : call.state.network.internetGateways) {
    if (!other.deleted && other.vpc == wanted.value().vpc) {
      return ec2::invalidValue(
          "Network " + call.text("VpcId") + " already has an internet gateway attached", "/VpcId");
    }
  }
  Simulation& sim = call.simulation();
  (void)call.begin(gateway.internetGatewayId + " to " + call.text("VpcId"));
  attachInternetGateway(sim, wanted.value().gateway, wanted.value().vpc);
  return ec2::returned();
}

Result<ApiAnswer> ec2DetachInternetGateway(const ApiCall& call) {
  const Result<Attachment> wanted = attachmentOf(call);
  if (!wanted) return wanted.error();
  const InternetGateway& gateway =
      call.state.network.internetGateways[wanted.value().gateway.value];
  if (gateway.vpc != wanted.value().vpc) {
    return Error{"Gateway.NotAttached",
                 "resource " + gateway.internetGatewayId + " is not attached to network " +
                     call.text("VpcId"),
                 "/VpcId"};
  }
  if (hasPublicAddresses(call.state, gateway.vpc)) {
    return ec2::dependencyViolation("Network " + call.text("VpcId") +
                                        " has some mapped public address(es). Please unmap those "
                                        "public address(es) before detaching the gateway.",
                                    "/VpcId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(gateway.internetGatewayId + " from " + call.text("VpcId"));
  attachInternetGateway(sim, wanted.value().gateway, {});
  return ec2::returned();
}

Result<ApiAnswer> ec2DeleteInternetGateway(const ApiCall& call) {
  const std::string& id = call.text("InternetGatewayId");
  const auto gateway = ec2::internetGatewayOf(call.state, id, "/InternetGatewayId");
  if (!gateway) return gateway.error();
  if (call.state.network.internetGateways[gateway.value().value].vpc.valid()) {
    return ec2::dependencyViolation(
        "The internetGateway '" + id + "' has dependencies and cannot be deleted.",
        "/InternetGatewayId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(id);
  deleteInternetGateway(sim, gateway.value());
  return ec2::returned();
}

Result<ApiAnswer> ec2DescribeInternetGateways(const ApiCall& call) {
  std::vector<ec2::Described> records;
  for (const InternetGateway& gateway : call.state.network.internetGateways) {
    if (gateway.deleted) continue;
    const std::string vpc =
        gateway.vpc.valid() ? call.state.network.vpcs[gateway.vpc.value].vpcId : "";
    records.push_back({gateway.internetGatewayId,
                       internetGatewayJson(call.state, gateway),
                       {{"internet-gateway-id", gateway.internetGatewayId},
                        {"attachment.vpc-id", vpc},
                        {"tag:Name", gateway.name}}});
  }
  return ec2::described(call, "InternetGateways", "InternetGatewayIds", records, noInternetGateway);
}

Result<ApiAnswer> ec2AllocateAddress(const ApiCall& call) {
  const auto& known = call.state.network.elasticIps;
  const auto held = std::count_if(known.begin(), known.end(),
                                  [](const ElasticIp& address) { return !address.released; });
  if (static_cast<std::size_t>(held) >= kMostElasticIps) {
    return Error{"AddressLimitExceeded", "The maximum number of addresses has been reached.", ""};
  }
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name);
  const ElasticIp& address = call.state.network.elasticIps[allocateAddress(sim, name).value];
  ApiAnswer answer;
  answer.output.set("AllocationId", address.allocationId);
  answer.output.set("PublicIp", ipText(address.publicIp));
  answer.output.set("Domain", "vpc");
  answer.notModelled = ec2::notModelled(call, {"Domain"});
  return answer;
}

Result<ApiAnswer> ec2ReleaseAddress(const ApiCall& call) {
  const Result<std::string> id = ec2::textOf(call, "AllocationId");
  if (!id) return id.error();
  const auto address = ec2::elasticIpOf(call.state, id.value(), "/AllocationId");
  if (!address) return address.error();
  const ElasticIp& record = call.state.network.elasticIps[address.value().value];
  if (record.natGateway.valid()) {
    return Error{"InvalidIPAddress.InUse", "Address " + ipText(record.publicIp) + " is in use.",
                 "/AllocationId"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(id.value());
  releaseAddress(sim, address.value());
  return ec2::returned();
}

Result<ApiAnswer> ec2DescribeAddresses(const ApiCall& call) {
  std::vector<ec2::Described> records;
  for (const ElasticIp& address : call.state.network.elasticIps) {
    if (address.released) continue;
    records.push_back({address.allocationId,
                       addressJson(call.state, address),
                       {{"allocation-id", address.allocationId},
                        {"public-ip", ipText(address.publicIp)},
                        {"tag:Name", address.name}}});
  }
  return ec2::described(call, "Addresses", "AllocationIds", records, noAddress);
}

Result<ApiAnswer> ec2CreateNatGateway(const ApiCall& call) {
  const State& state = call.state;
  const auto subnet = ec2::subnetOf(state, call.text("SubnetId"), "/SubnetId");
  if (!subnet) return subnet.error();
  if (call.text("ConnectivityType") == "private") {
    return Error{"SimNotModelled",
                 "Private NAT gateways, which connect VPCs, are not simulated: leave "
                 "ConnectivityType away.",
                 "/ConnectivityType"};
  }
  const Result<std::string> id = ec2::textOf(call, "AllocationId");
  if (!id) return id.error();
  const auto address = ec2::elasticIpOf(state, id.value(), "/AllocationId");
  if (!address) return address.error();
  if (state.network.elasticIps[address.value().value].natGateway.valid()) {
    return Error{"Resource.AlreadyAssociated",
                 "Elastic IP address [" + id.value() + "] is already associated", "/AllocationId"};
  }
  const Subnet& place = state.subnets[subnet.value().value];
  const auto inZone =
      std::count_if(state.network.natGateways.begin(), state.network.natGateways.end(),
                    [&](const NatGateway& gateway) {
                      return gateway.state != NatGatewayState::deleted &&
                             state.subnets[gateway.subnet.value].zone == place.zone;
                    });
  if (static_cast<std::size_t>(inZone) >= kMostNatGatewaysPerZone) {
    return Error{"NatGatewayLimitExceeded",
                 "Performing this operation would exceed the limit of 5 NAT gateways", ""};
  }
  const bool attached = std::any_of(
      state.network.internetGateways.begin(), state.network.internetGateways.end(),
      [&](const InternetGateway& gateway) { return !gateway.deleted && gateway.vpc == place.vpc; });
  if (!attached) {
    // AWS makes one that ends as failed with this code; Model choice: it is refused.
    return Error{"Gateway.NotAttached",
                 "Network " + state.network.vpcs[place.vpc.value].vpcId +
                     " has no Internet gateway attached",
                 "/SubnetId"};
  }
  if (freeAddresses(place) < 1) {
    return Error{"InsufficientFreeAddressesInSubnet",
                 "The specified subnet does not have enough free addresses to satisfy the request.",
                 "/SubnetId"};
  }
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name.empty() ? "in " + place.subnetId : name);
  const NatGatewayIndex gateway = createNatGateway(sim, subnet.value(), address.value(), name);
  ApiAnswer answer;
  answer.output.set("NatGateway", natGatewayJson(state, state.network.natGateways[gateway.value]));
  answer.notModelled = ec2::notModelled(call, {"SubnetId", "AllocationId", "ConnectivityType"});
  return answer;
}

Result<ApiAnswer> ec2DeleteNatGateway(const ApiCall& call) {
  const std::string& id = call.text("NatGatewayId");
  const auto gateway = ec2::natGatewayOf(call.state, id, "/NatGatewayId");
  if (!gateway) return gateway.error();
  Simulation& sim = call.simulation();
  (void)call.begin(id);
  deleteNatGateway(sim, gateway.value());
  ApiAnswer answer;
  answer.output.set("NatGatewayId", id);
  return answer;
}

// Deleted ones stay visible for about an hour. Source: VPC User Guide, "NAT gateways".
Result<ApiAnswer> ec2DescribeNatGateways(const ApiCall& call) {
  const State& state = call.state;
  std::vector<ec2::Described> records;
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.deletedAt != kNever && state.now - gateway.deletedAt > 60 * kMinute) continue;
    const Subnet& subnet = state.subnets[gateway.subnet.value];
    records.push_back({gateway.natGatewayId,
                       natGatewayJson(state, gateway),
                       {{"nat-gateway-id", gateway.natGatewayId},
                        {"vpc-id", state.network.vpcs[subnet.vpc.value].vpcId},
                        {"subnet-id", subnet.subnetId},
                        {"state", nameOf(gateway.state)},
                        {"tag:Name", gateway.name}}});
  }
  return ec2::described(call, "NatGateways", "NatGatewayIds", records, noNatGateway);
}

}  // namespace taskyard
