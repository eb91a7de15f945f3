// VPC links. Errors: API Gateway's codes; the sentences are from memory.

#include <algorithm>

#include "api/api_gateway_handlers.h"
#include "base/time.h"
#include "engine/api_gateway.h"
#include "engine/identity.h"
#include "engine/network_system.h"

namespace taskyard {

namespace {

JsonValue linkJson(const State& state, const VpcLink& link) {
  JsonValue subnets = JsonValue::array();
  for (const SubnetIndex subnet : link.subnets) {
    subnets.push(state.subnets[subnet.value].subnetId);
  }
  JsonValue groups = JsonValue::array();
  for (const std::string& group : link.securityGroups) groups.push(group);
  return JsonValue::object({{"CreatedDate", isoTimestamp(link.createdAt)},
                            {"Name", link.name},
                            {"SecurityGroupIds", std::move(groups)},
                            {"SubnetIds", std::move(subnets)},
                            {"VpcLinkId", link.vpcLinkId},
                            {"VpcLinkStatus", "AVAILABLE"},
                            {"VpcLinkVersion", "V2"}});
}

// Errors: BadRequestException.
Result<Done> readPlaces(const ApiCall& call, VpcLink& link) {
  const std::vector<std::string> subnets = call.strings("SubnetIds");
  if (subnets.empty()) return gatewayBadRequest("At least one subnet is required.", "/SubnetIds");
  for (std::size_t i = 0; i < subnets.size(); ++i) {
    const SubnetIndex subnet = findSubnet(call.state, subnets[i]);
    if (!subnet.valid()) {
      return gatewayBadRequest("Subnet " + subnets[i] + " does not exist.",
                               pointerTo("/SubnetIds", i));
    }
    if (!link.subnets.empty() && call.state.subnets[link.subnets.front().value].vpc !=
                                     call.state.subnets[subnet.value].vpc) {
      return gatewayBadRequest("All subnets must be in the same VPC.", pointerTo("/SubnetIds", i));
    }
    link.subnets.push_back(subnet);
  }
  const VpcIndex vpc = call.state.subnets[link.subnets.front().value].vpc;
  link.securityGroups = call.strings("SecurityGroupIds");
  for (std::size_t i = 0; i < link.securityGroups.size(); ++i) {
    const SecurityGroupIndex group = findSecurityGroup(call.state, link.securityGroups[i]);
    if (!group.valid() || call.state.network.securityGroups[group.value].vpc != vpc) {
      return gatewayBadRequest(
          "Security group " + link.securityGroups[i] + " does not exist in the VPC of the subnets.",
          pointerTo("/SecurityGroupIds", i));
    }
  }
  return Done{};
}

}  // namespace

Error gatewayBadRequest(std::string message, std::string path) {
  return {"BadRequestException", std::move(message), std::move(path)};
}

Error gatewayNotFound(const std::string& what, const std::string& id, std::string path) {
  return {"NotFoundException", "Invalid " + what + " identifier specified " + kAccountId + ":" + id,
          std::move(path)};
}

Result<ApiAnswer> createVpcLink(const ApiCall& call) {
  VpcLink link;
  link.name = call.text("Name");
  if (link.name.empty()) return gatewayBadRequest("Name must not be empty.", "/Name");
  if (findVpcLink(call.state, link.name).valid()) {
    return Error{"SimNotModelled",
                 "AWS takes two VPC links of one name; here ids follow from names, so choose "
                 "another.",
                 "/Name"};
  }
  if (const Result<Done> read = readPlaces(call, link); !read) return read.error();
  link.vpcLinkId = vpcLinkIdOf(link.name);
  link.createdAt = call.state.now;
  link.createdBy = call.begin(link.name);
  ApiAnswer answer;
  answer.output = linkJson(call.state, link);
  answer.notModelled = call.notModelled({"Name", "SubnetIds", "SecurityGroupIds"});
  call.simulation().state().apiGateway.links.push_back(std::move(link));
  return answer;
}

Result<ApiAnswer> getVpcLinks(const ApiCall& call) {
  JsonValue items = JsonValue::array();
  for (const VpcLink& link : call.state.apiGateway.links) {
    if (!link.deleted) items.push(linkJson(call.state, link));
  }
  ApiAnswer answer;
  answer.output.set("Items", std::move(items));
  return answer;
}

Result<ApiAnswer> deleteVpcLink(const ApiCall& call) {
  const VpcLinkIndex index = findVpcLink(call.state, call.text("VpcLinkId"));
  if (!index.valid()) return gatewayNotFound("VpcLink", call.text("VpcLinkId"), "/VpcLinkId");
  for (const HttpApi& api : call.state.apiGateway.apis) {
    if (api.deleted) continue;
    const bool used = std::any_of(
        api.integrations.begin(), api.integrations.end(),
        [index](const ApiIntegration& one) { return !one.deleted && one.vpcLink == index; });
    if (used) {
      return gatewayBadRequest(
          "Cannot delete vpc link. Vpc link is referenced by API " + api.apiId + ".", "/VpcLinkId");
    }
  }
  VpcLink& link = call.simulation().state().apiGateway.links[index.value];
  (void)call.begin(link.name);
  link.deleted = true;
  return ApiAnswer{};
}

}  // namespace taskyard
