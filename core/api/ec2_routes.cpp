// Route tables, their routes, and which subnets use them.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "engine/path_walk.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

std::string gatewayIdOf(const State& state, const Route& route) {
  switch (route.target) {
    case RouteTarget::Local: return "local";
    case RouteTarget::InternetGateway:
      return state.network.internetGateways[route.index].internetGatewayId;
    case RouteTarget::NatGateway: return state.network.natGateways[route.index].natGatewayId;
    case RouteTarget::GatewayEndpoint: return state.network.endpoints[route.index].vpcEndpointId;
  }
  return "";
}

JsonValue routeJson(const State& state, const RouteTable& table, const Route& route) {
  JsonValue json = JsonValue::object();
  if (route.prefixList == PrefixList::None) {
    json.set("DestinationCidrBlock", cidrText(route.destination));
  } else {
    json.set("DestinationPrefixListId", ec2::prefixListId(route.prefixList));
  }
  json.set(route.target == RouteTarget::NatGateway ? "NatGatewayId" : "GatewayId",
           gatewayIdOf(state, route));
  json.set("Origin", route.target == RouteTarget::Local ? "CreateRouteTable" : "CreateRoute");
  json.set("State", routeWorks(state, table, route) ? "active" : "blackhole");
  return json;
}

bool isMain(const State& state, RouteTableIndex table) {
  const RouteTable& record = state.network.routeTables[table.value];
  return state.network.vpcs[record.vpc.value].mainRouteTable == table;
}

JsonValue routeTableJson(const State& state, RouteTableIndex index) {
  const RouteTable& table = state.network.routeTables[index.value];
  JsonValue associations = JsonValue::array();
  const auto add = [&](const std::string& id, const Subnet* subnet) {
    JsonValue json = JsonValue::object();
    json.set("Main", subnet == nullptr);
    json.set("RouteTableAssociationId", ec2::associationId(id));
    json.set("RouteTableId", table.routeTableId);
    if (subnet != nullptr) json.set("SubnetId", subnet->subnetId);
    json.set("AssociationState", JsonValue::object({{"State", "associated"}}));
    associations.push(std::move(json));
  };
  if (isMain(state, index)) add(state.network.vpcs[table.vpc.value].vpcId, nullptr);
  for (const Subnet& subnet : state.subnets) {
    if (!subnet.deleted && subnet.routeTable == index) add(subnet.subnetId, &subnet);
  }
  JsonValue routes = JsonValue::array();
  for (const Route& route : table.routes) routes.push(routeJson(state, table, route));
  JsonValue json = JsonValue::object();
  json.set("RouteTableId", table.routeTableId);
  json.set("VpcId", state.network.vpcs[table.vpc.value].vpcId);
  json.set("Routes", std::move(routes));
  json.set("Associations", std::move(associations));
  json.set("PropagatingVgws", JsonValue::array());
  json.set("OwnerId", kAccountId);
  json.set("Tags", ec2::tagsJson(table.name));
  return json;
}

Error noTable(const std::string& id) {
  return {"InvalidRouteTableID.NotFound",
          "The routeTable ID '" + shownText(id) + "' does not exist", ""};
}

Error otherNetwork(const RouteTable& table, const std::string& gateway, const char* path) {
  return ec2::invalidValue("route table " + table.routeTableId + " and network gateway " +
                               shownText(gateway) + " belong to different networks",
                           path);
}

// The route that CreateRoute and ReplaceRoute speak of.
Result<Route> routeOf(const ApiCall& call, const RouteTable& table) {
  const Result<Cidr> destination =
      ec2::cidrOf(call, "DestinationCidrBlock", "destinationCidrBlock");
  if (!destination) return destination.error();
  const std::string& gateway = call.text("GatewayId");
  const std::string& nat = call.text("NatGatewayId");
  if (gateway.empty() == nat.empty()) {
    return Error{gateway.empty() ? "MissingParameter" : "InvalidParameterCombination",
                 "A route has exactly one target: GatewayId or NatGatewayId.", ""};
  }
  const Cidr& local = table.routes.front().destination;
  if (local.contains(destination.value())) {
    return ec2::invalidValue("The destination CIDR block " + cidrText(destination.value()) +
                                 " is equal to or more specific than one of this VPC's CIDR "
                                 "blocks. Routes inside the VPC are always local here.",
                             "/DestinationCidrBlock");
  }
  Route route;
  route.destination = destination.value();
  if (!gateway.empty()) {
    const auto found = ec2::internetGatewayOf(call.state, gateway, "/GatewayId");
    if (!found) return found.error();
    route.target = RouteTarget::InternetGateway;
    route.index = found.value().value;
    if (call.state.network.internetGateways[route.index].vpc != table.vpc) {
      return otherNetwork(table, gateway, "/GatewayId");
    }
    return route;
  }
  const auto found = ec2::natGatewayOf(call.state, nat, "/NatGatewayId");
  if (!found) return found.error();
  route.target = RouteTarget::NatGateway;
  route.index = found.value().value;
  const NatGateway& record = call.state.network.natGateways[route.index];
  if (call.state.subnets[record.subnet.value].vpc != table.vpc) {
    return otherNetwork(table, nat, "/NatGatewayId");
  }
  return route;
}

// The route of the table to the same addresses; nullptr when there is none.
const Route* routeTo(const RouteTable& table, const Cidr& destination) {
  for (const Route& route : table.routes) {
    if (route.prefixList == PrefixList::None && route.destination == destination) return &route;
  }
  return nullptr;
}

struct Association {
  SubnetIndex subnet;  // not valid: that of a VPC with its main table
  VpcIndex vpc;
};

Result<Association> associationOf(const ApiCall& call) {
  const std::string& id = call.text("AssociationId");
  for (std::size_t i = 0; i < call.state.subnets.size(); ++i) {
    const Subnet& subnet = call.state.subnets[i];
    if (!subnet.deleted && subnet.routeTable.valid() && ec2::associationId(subnet.subnetId) == id) {
      return Association{SubnetIndex(i), subnet.vpc};
    }
  }
  for (std::size_t i = 0; i < call.state.network.vpcs.size(); ++i) {
    const Vpc& vpc = call.state.network.vpcs[i];
    if (!vpc.deleted && ec2::associationId(vpc.vpcId) == id) return Association{{}, VpcIndex(i)};
  }
  return Error{"InvalidAssociationID.NotFound",
               "The association ID '" + shownText(id) + "' does not exist", "/AssociationId"};
}

Result<ApiAnswer> putRoute(const ApiCall& call, bool replaces) {
  const auto index = ec2::routeTableOf(call.state, call.text("RouteTableId"), "/RouteTableId");
  if (!index) return index.error();
  const RouteTable& table = call.state.network.routeTables[index.value().value];
  const Result<Route> route = routeOf(call, table);
  if (!route) return route.error();
  const std::string destination = cidrText(route.value().destination);
  const bool known = routeTo(table, route.value().destination) != nullptr;
  if (known && !replaces) {
    return Error{"RouteAlreadyExists",
                 "The route identified by " + destination + " already exists.",
                 "/DestinationCidrBlock"};
  }
  if (!known && replaces) {
    return ec2::invalidValue("There is no route defined for '" + destination +
                                 "' in the route table. Use CreateRoute instead.",
                             "/DestinationCidrBlock");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(destination + " to " + gatewayIdOf(call.state, route.value()));
  setRoute(sim, index.value(), route.value());
  return ec2::returned();
}

}  // namespace

Result<ApiAnswer> ec2CreateRouteTable(const ApiCall& call) {
  const Result<VpcIndex> vpc = ec2::vpcOf(call.state, call.text("VpcId"), "/VpcId");
  if (!vpc) return vpc.error();
  Simulation& sim = call.simulation();
  const std::string name = ec2::nameTag(call);
  (void)call.begin(name);
  const RouteTableIndex table = createRouteTable(sim, vpc.value(), name);
  ApiAnswer answer;
  answer.output.set("RouteTable", routeTableJson(call.state, table));
  answer.notModelled = ec2::notModelled(call, {"VpcId"});
  return answer;
}

Result<ApiAnswer> ec2DeleteRouteTable(const ApiCall& call) {
  const std::string& id = call.text("RouteTableId");
  const auto table = ec2::routeTableOf(call.state, id, "/RouteTableId");
  if (!table) return table.error();
  const bool used = std::any_of(
      call.state.subnets.begin(), call.state.subnets.end(),
      [&](const Subnet& subnet) { return !subnet.deleted && subnet.routeTable == table.value(); });
  if (used || isMain(call.state, table.value())) {
    return ec2::dependencyViolation(
        "The routeTable '" + id + "' has dependencies and cannot be deleted.", "/RouteTableId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(id);
  deleteRouteTable(sim, table.value());
  return ec2::returned();
}

Result<ApiAnswer> ec2AssociateRouteTable(const ApiCall& call) {
  const auto table = ec2::routeTableOf(call.state, call.text("RouteTableId"), "/RouteTableId");
  if (!table) return table.error();
  const auto subnet = ec2::subnetOf(call.state, call.text("SubnetId"), "/SubnetId");
  if (!subnet) return subnet.error();
  const Subnet& record = call.state.subnets[subnet.value().value];
  const RouteTable& wanted = call.state.network.routeTables[table.value().value];
  if (record.vpc != wanted.vpc) {
    return ec2::invalidValue("Route table " + wanted.routeTableId + " and subnet " +
                                 record.subnetId + " belong to different networks",
                             "/SubnetId");
  }
  if (record.routeTable.valid() && record.routeTable != table.value()) {
    return Error{"Resource.AlreadyAssociated",
                 "the specified association for route table " + wanted.routeTableId +
                     " conflicts with an existing association",
                 "/SubnetId"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(record.subnetId + " with " + wanted.routeTableId);
  associateRouteTable(sim, subnet.value(), table.value());
  ApiAnswer answer;
  answer.output.set("AssociationId", ec2::associationId(record.subnetId));
  answer.output.set("AssociationState", JsonValue::object({{"State", "associated"}}));
  return answer;
}

Result<ApiAnswer> ec2DisassociateRouteTable(const ApiCall& call) {
  const Result<Association> association = associationOf(call);
  if (!association) return association.error();
  if (!association.value().subnet.valid()) {
    return ec2::invalidValue(
        "cannot disassociate the main route table association " + call.text("AssociationId"),
        "/AssociationId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(call.state.subnets[association.value().subnet.value].subnetId);
  associateRouteTable(sim, association.value().subnet, {});
  return ec2::returned();
}

// Model choice: the association keeps its id; AWS gives it a new one.
Result<ApiAnswer> ec2ReplaceRouteTableAssociation(const ApiCall& call) {
  const Result<Association> association = associationOf(call);
  if (!association) return association.error();
  const auto table = ec2::routeTableOf(call.state, call.text("RouteTableId"), "/RouteTableId");
  if (!table) return table.error();
  const RouteTable& wanted = call.state.network.routeTables[table.value().value];
  if (wanted.vpc != association.value().vpc) {
    return ec2::invalidValue(
        "Route table " + wanted.routeTableId + " and the association belong to different networks",
        "/RouteTableId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(call.text("AssociationId") + " with " + wanted.routeTableId);
  if (association.value().subnet.valid()) {
    associateRouteTable(sim, association.value().subnet, table.value());
  } else {
    setMainRouteTable(sim, association.value().vpc, table.value());
  }
  ApiAnswer answer;
  answer.output.set("NewAssociationId", call.text("AssociationId"));
  answer.output.set("AssociationState", JsonValue::object({{"State", "associated"}}));
  return answer;
}

Result<ApiAnswer> ec2CreateRoute(const ApiCall& call) { return putRoute(call, false); }

Result<ApiAnswer> ec2ReplaceRoute(const ApiCall& call) { return putRoute(call, true); }

Result<ApiAnswer> ec2DeleteRoute(const ApiCall& call) {
  const auto index = ec2::routeTableOf(call.state, call.text("RouteTableId"), "/RouteTableId");
  if (!index) return index.error();
  const Result<Cidr> destination =
      ec2::cidrOf(call, "DestinationCidrBlock", "destinationCidrBlock");
  if (!destination) return destination.error();
  const RouteTable& table = call.state.network.routeTables[index.value().value];
  const Route* known = routeTo(table, destination.value());
  const std::string text = cidrText(destination.value());
  if (known == nullptr) {
    return Error{
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block " + text + " in route table " + table.routeTableId,
        "/DestinationCidrBlock"};
  }
  if (known->target == RouteTarget::Local) {
    return ec2::invalidValue(
        "cannot remove local route " + text + " in route table " + table.routeTableId,
        "/DestinationCidrBlock");
  }
  Simulation& sim = call.simulation();
  const Route route = *known;
  (void)call.begin(text + " from " + table.routeTableId);
  deleteRoute(sim, index.value(), route);
  return ec2::returned();
}

Result<ApiAnswer> ec2DescribeRouteTables(const ApiCall& call) {
  const State& state = call.state;
  std::vector<ec2::Described> records;
  for (std::size_t i = 0; i < state.network.routeTables.size(); ++i) {
    const RouteTable& table = state.network.routeTables[i];
    if (table.deleted) continue;
    const RouteTableIndex index(i);
    ec2::Described record{table.routeTableId,
                          routeTableJson(state, index),
                          {{"route-table-id", table.routeTableId},
                           {"vpc-id", state.network.vpcs[table.vpc.value].vpcId},
                           {"tag:Name", table.name},
                           {"association.main", isMain(state, index) ? "true" : "false"},
                           {"association.subnet-id", ""}}};
    for (const Subnet& subnet : state.subnets) {
      if (!subnet.deleted && subnet.routeTable == index) {
        record.values.emplace_back("association.subnet-id", subnet.subnetId);
      }
    }
    records.push_back(std::move(record));
  }
  return ec2::described(call, "RouteTables", "RouteTableIds", records, noTable);
}

}  // namespace taskyard
