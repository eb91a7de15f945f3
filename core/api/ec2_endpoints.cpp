// VPC endpoints.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "base/time.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// What an endpoint can be made for, with what it is called behind the Region.
// Source: PrivateLink Guide, "AWS services that integrate"; gateway ones: S3 and DynamoDB.
constexpr std::string_view kServices[] = {"ecr.api",
                                          "ecr.dkr",
                                          "s3",
                                          "dynamodb",
                                          "logs",
                                          "monitoring",
                                          "secretsmanager",
                                          "ssm",
                                          "ssmmessages",
                                          "kms",
                                          "sqs",
                                          "sns",
                                          "ecs",
                                          "ecs-agent",
                                          "ecs-telemetry",
                                          "sts",
                                          "elasticloadbalancing",
                                          "events"};
constexpr std::string_view kServiceHead = "com.amazonaws.us-east-1.";

bool isKnownService(const std::string& name) {
  const std::string_view view = name;
  return view.starts_with(kServiceHead) &&
         std::find(std::begin(kServices), std::end(kServices), view.substr(kServiceHead.size())) !=
             std::end(kServices);
}

bool hasGateway(const std::string& serviceName) {
  return serviceName.ends_with(".s3") || serviceName.ends_with(".dynamodb");
}

JsonValue endpointJson(const State& state, const VpcEndpoint& endpoint) {
  JsonValue tables = JsonValue::array();
  for (const RouteTableIndex table : endpoint.routeTables) {
    tables.push(state.network.routeTables[table.value].routeTableId);
  }
  JsonValue subnets = JsonValue::array();
  JsonValue interfaces = JsonValue::array();
  for (const SubnetIndex subnet : endpoint.subnets) {
    const std::string& id = state.subnets[subnet.value].subnetId;
    subnets.push(id);
    interfaces.push(namedId("eni", endpoint.vpcEndpointId + id));
  }
  JsonValue groups = JsonValue::array();
  for (const SecurityGroupIndex group : endpoint.securityGroups) {
    const SecurityGroup& record = state.network.securityGroups[group.value];
    groups.push(JsonValue::object({{"GroupId", record.groupId}, {"GroupName", record.groupName}}));
  }
  const bool isInterface = endpoint.type == VpcEndpointType::Interface;
  JsonValue dns = JsonValue::array();
  if (isInterface) {
    dns.push(JsonValue::object({{"DnsName", endpoint.vpcEndpointId + "." +
                                                endpoint.serviceName.substr(kServiceHead.size()) +
                                                ".us-east-1.vpce.amazonaws.com"}}));
  }
  JsonValue json = JsonValue::object();
  json.set("VpcEndpointId", endpoint.vpcEndpointId);
  json.set("VpcEndpointType", isInterface ? "Interface" : "Gateway");
  json.set("VpcId", state.network.vpcs[endpoint.vpc.value].vpcId);
  json.set("ServiceName", endpoint.serviceName);
  json.set("State", endpoint.deleted ? "deleted" : "available");
  json.set("RouteTableIds", std::move(tables));
  json.set("SubnetIds", std::move(subnets));
  json.set("Groups", std::move(groups));
  json.set("PrivateDnsEnabled", endpoint.privateDnsEnabled);
  json.set("NetworkInterfaceIds", std::move(interfaces));
  json.set("DnsEntries", std::move(dns));
  json.set("CreationTimestamp", isoTimestamp(endpoint.createdAt));
  json.set("OwnerId", kAccountId);
  json.set("Tags", ec2::tagsJson(endpoint.name));
  return json;
}

Error noEndpoint(const std::string& id) {
  return {"InvalidVpcEndpointId.NotFound",
          "The Vpc Endpoint Id '" + shownText(id) + "' does not exist", ""};
}

Error invalidParameterOf(std::string message, std::string path) {
  return {"InvalidParameter", std::move(message), std::move(path)};
}

// The things that a list of ids names, each of the endpoint's VPC.
template <class Found, class Record>
Result<std::vector<Found>> listed(const ApiCall& call, std::string_view member, VpcIndex vpc,
                                  const std::vector<Record>& records,
                                  Result<Found> (*find)(const State&, const std::string&,
                                                        std::string)) {
  std::vector<Found> found;
  const std::vector<std::string> ids = call.strings(member);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string path = pointerTo(pointerTo("", member), i);
    const Result<Found> one = find(call.state, ids[i], path);
    if (!one) return one.error();
    if (records[one.value().value].vpc != vpc) {
      return invalidParameterOf(ids[i] + " does not belong to the VPC of the endpoint", path);
    }
    if (std::find(found.begin(), found.end(), one.value()) == found.end()) {
      found.push_back(one.value());
    }
  }
  return found;
}

template <class Found>
void takeOver(std::vector<Found>& own, const std::vector<Found>& added,
              const std::vector<Found>& removed) {
  for (const Found one : added) {
    if (std::find(own.begin(), own.end(), one) == own.end()) own.push_back(one);
  }
  std::erase_if(own, [&](Found one) {
    return std::find(removed.begin(), removed.end(), one) != removed.end();
  });
}

// Adds and removes what members that begin so name.
std::optional<Error> change(const ApiCall& call, VpcEndpoint& endpoint, const std::string& add,
                            const std::string& remove) {
  const State& state = call.state;
  const Network& network = state.network;
  const auto tables = [&](const std::string& head) {
    return listed<RouteTableIndex>(call, head + "RouteTableIds", endpoint.vpc, network.routeTables,
                                   ec2::routeTableOf);
  };
  const auto subnets = [&](const std::string& head) {
    return listed<SubnetIndex>(call, head + "SubnetIds", endpoint.vpc, state.subnets,
                               ec2::subnetOf);
  };
  const auto groups = [&](const std::string& head) {
    return listed<SecurityGroupIndex>(call, head + "SecurityGroupIds", endpoint.vpc,
                                      network.securityGroups, ec2::securityGroupOf);
  };
  const auto moreTables = tables(add);
  if (!moreTables) return moreTables.error();
  const auto moreSubnets = subnets(add);
  if (!moreSubnets) return moreSubnets.error();
  const auto moreGroups = groups(add);
  if (!moreGroups) return moreGroups.error();
  const auto fewerTables = tables(remove);
  if (!fewerTables) return fewerTables.error();
  const auto fewerSubnets = subnets(remove);
  if (!fewerSubnets) return fewerSubnets.error();
  const auto fewerGroups = groups(remove);
  if (!fewerGroups) return fewerGroups.error();
  takeOver(endpoint.routeTables, moreTables.value(), fewerTables.value());
  takeOver(endpoint.subnets, moreSubnets.value(), fewerSubnets.value());
  takeOver(endpoint.securityGroups, moreGroups.value(), fewerGroups.value());
  if (const JsonValue* dns = call.input.find("PrivateDnsEnabled"); dns != nullptr) {
    endpoint.privateDnsEnabled = dns->boolean();
  }
  return std::nullopt;
}

// What an endpoint of this type cannot have. `self`: the endpoint that is being changed.
std::optional<Error> refuses(const State& state, const VpcEndpoint& wanted, VpcEndpointIndex self) {
  const bool isGateway = wanted.type == VpcEndpointType::Gateway;
  if (isGateway && (!wanted.subnets.empty() || !wanted.securityGroups.empty())) {
    return invalidParameterOf(
        "Endpoint type (Gateway) does not take subnets or security groups: it is a route.", "");
  }
  if (isGateway && wanted.privateDnsEnabled) {
    return invalidParameterOf("Private DNS can't be enabled for a Gateway endpoint.",
                              "/PrivateDnsEnabled");
  }
  if (!isGateway && !wanted.routeTables.empty()) {
    return invalidParameterOf("Endpoint type (Interface) does not take route tables.",
                              "/RouteTableIds");
  }
  for (std::size_t i = 0; i < wanted.subnets.size(); ++i) {
    const Subnet& subnet = state.subnets[wanted.subnets[i].value];
    for (std::size_t j = 0; j < i; ++j) {
      if (state.subnets[wanted.subnets[j].value].zone != subnet.zone) continue;
      return Error{"DuplicateSubnetsInSameZone",
                   "Found another VPC endpoint subnet in the availability zone of " +
                       subnet.subnetId +
                       ". VPC endpoint subnets should be in different availability zones "
                       "supported by the VPC endpoint service.",
                   "/SubnetIds"};
    }
    const auto& own = state.network.endpoints;
    const bool isThere =
        self.valid() && std::find(own[self.value].subnets.begin(), own[self.value].subnets.end(),
                                  wanted.subnets[i]) != own[self.value].subnets.end();
    if (!isThere && freeAddresses(subnet) < 1) {
      return Error{"InsufficientFreeAddressesInSubnet",
                   "The specified subnet does not have enough free addresses to satisfy the "
                   "request.",
                   "/SubnetIds"};
    }
  }
  for (std::size_t i = 0; i < state.network.endpoints.size(); ++i) {
    const VpcEndpoint& other = state.network.endpoints[i];
    if (other.deleted || VpcEndpointIndex(i) == self || other.vpc != wanted.vpc ||
        other.serviceName != wanted.serviceName || other.type != wanted.type) {
      continue;
    }
    if (wanted.privateDnsEnabled && other.privateDnsEnabled) {
      return invalidParameterOf(
          "private-dns-enabled cannot be set because there is already a conflicting DNS domain "
          "for " +
              wanted.serviceName.substr(kServiceHead.size()) +
              ".us-east-1.amazonaws.com in the "
              "VPC " +
              state.network.vpcs[wanted.vpc.value].vpcId,
          "/PrivateDnsEnabled");
    }
    for (const RouteTableIndex table : wanted.routeTables) {
      const auto& theirs = other.routeTables;
      if (std::find(theirs.begin(), theirs.end(), table) == theirs.end()) continue;
      const PrefixList list =
          wanted.serviceName.ends_with(".s3") ? PrefixList::S3 : PrefixList::DynamoDb;
      return Error{"RouteAlreadyExists",
                   "route table " + state.network.routeTables[table.value].routeTableId +
                       " already has a route with destination-prefix-list-id " +
                       ec2::prefixListId(list),
                   "/RouteTableIds"};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<ApiAnswer> ec2CreateVpcEndpoint(const ApiCall& call) {
  const auto vpc = ec2::vpcOf(call.state, call.text("VpcId"), "/VpcId");
  if (!vpc) return vpc.error();
  const Result<std::string> service = ec2::textOf(call, "ServiceName");
  if (!service) return service.error();
  if (!isKnownService(service.value())) {
    return Error{"InvalidServiceName",
                 "The Vpc Endpoint Service '" + shownText(service.value()) + "' does not exist",
                 "/ServiceName"};
  }
  const std::string& type = call.text("VpcEndpointType");
  if (!type.empty() && type != "Gateway" && type != "Interface") {
    return invalidParameterOf("Endpoint type (" + shownText(type) + ") is not known.",
                              "/VpcEndpointType");
  }
  VpcEndpoint wanted;
  wanted.vpc = vpc.value();
  wanted.type = type == "Interface" ? VpcEndpointType::Interface : VpcEndpointType::Gateway;
  wanted.serviceName = service.value();
  wanted.name = ec2::nameTag(call);
  if (wanted.type == VpcEndpointType::Gateway && !hasGateway(wanted.serviceName)) {
    return invalidParameterOf(
        "Endpoint type (Gateway) does not match available service types "
        "([Interface]).",
        "/VpcEndpointType");
  }
  // The default of the API model: on. S3 and DynamoDB are used by their gateway endpoints.
  wanted.privateDnsEnabled =
      wanted.type == VpcEndpointType::Interface && !hasGateway(wanted.serviceName);
  if (auto error = change(call, wanted, "", "Remove")) return *error;
  if (wanted.type == VpcEndpointType::Interface && wanted.securityGroups.empty()) {
    wanted.securityGroups.push_back(call.state.network.vpcs[wanted.vpc.value].defaultGroup);
  }
  if (auto error = refuses(call.state, wanted, {})) return *error;
  Simulation& sim = call.simulation();
  (void)call.begin(wanted.serviceName);
  const VpcEndpointIndex endpoint = createVpcEndpoint(sim, wanted);
  ApiAnswer answer;
  answer.output.set("VpcEndpoint",
                    endpointJson(call.state, call.state.network.endpoints[endpoint.value]));
  answer.notModelled =
      ec2::notModelled(call, {"VpcId", "VpcEndpointType", "ServiceName", "RouteTableIds",
                              "SubnetIds", "SecurityGroupIds", "PrivateDnsEnabled"});
  return answer;
}

Result<ApiAnswer> ec2ModifyVpcEndpoint(const ApiCall& call) {
  const std::string& id = call.text("VpcEndpointId");
  const auto index = ec2::endpointOf(call.state, id, "/VpcEndpointId");
  if (!index) return index.error();
  VpcEndpoint wanted = call.state.network.endpoints[index.value().value];
  if (auto error = change(call, wanted, "Add", "Remove")) return *error;
  if (auto error = refuses(call.state, wanted, index.value())) return *error;
  Simulation& sim = call.simulation();
  (void)call.begin(id);
  modifyVpcEndpoint(sim, index.value(), wanted);
  return ec2::returned();
}

Result<ApiAnswer> ec2DeleteVpcEndpoints(const ApiCall& call) {
  std::vector<VpcEndpointIndex> endpoints;
  const std::vector<std::string> ids = call.strings("VpcEndpointIds");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto index = ec2::endpointOf(call.state, ids[i], pointerTo("/VpcEndpointIds", i));
    if (!index) return index.error();
    if (std::find(endpoints.begin(), endpoints.end(), index.value()) == endpoints.end()) {
      endpoints.push_back(index.value());
    }
  }
  if (endpoints.empty()) {
    return Error{"MissingParameter", "The request must contain the parameter VpcEndpointIds",
                 "/VpcEndpointIds"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(ids.front());
  for (const VpcEndpointIndex endpoint : endpoints) deleteVpcEndpoint(sim, endpoint);
  ApiAnswer answer;
  answer.output.set("Unsuccessful", JsonValue::array());
  return answer;
}

Result<ApiAnswer> ec2DescribeVpcEndpoints(const ApiCall& call) {
  std::vector<ec2::Described> records;
  for (const VpcEndpoint& endpoint : call.state.network.endpoints) {
    if (endpoint.deleted) continue;
    const bool isInterface = endpoint.type == VpcEndpointType::Interface;
    records.push_back({endpoint.vpcEndpointId,
                       endpointJson(call.state, endpoint),
                       {{"vpc-endpoint-id", endpoint.vpcEndpointId},
                        {"vpc-id", call.state.network.vpcs[endpoint.vpc.value].vpcId},
                        {"service-name", endpoint.serviceName},
                        {"vpc-endpoint-type", isInterface ? "Interface" : "Gateway"},
                        {"tag:Name", endpoint.name}}});
  }
  return ec2::described(call, "VpcEndpoints", "VpcEndpointIds", records, noEndpoint);
}

}  // namespace taskyard
