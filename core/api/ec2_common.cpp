// What the handlers of service "ec2" share: tags, filters, finding things by id.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "base/hash.h"
#include "engine/identity.h"
#include "engine/path_walk.h"
#include "model/validate_task_definition.h"

namespace taskyard::ec2 {

namespace {

// What is wrong with an id, in the words of its kind.
Error noSuch(const char* code, const char* what, const std::string& id, std::string path) {
  return {code, std::string("The ") + what + " '" + shownText(id) + "' does not exist",
          std::move(path)};
}

template <class Found>
Result<Found> foundOr(Found found, Error error) {
  if (found.valid()) return found;
  return error;
}

// True when the record meets the filter; nullopt when the list does not know it.
std::optional<bool> meets(const Described& record, const JsonValue& filter) {
  const std::string& name = filter.text("Name");
  const JsonValue* values = filter.find("Values");
  bool known = false;
  for (const auto& [key, value] : record.values) {
    if (key != name) continue;
    known = true;
    if (values == nullptr) continue;
    for (const JsonValue& wanted : values->items()) {
      if (wanted.string() == value) return true;
    }
  }
  if (known || name.starts_with("tag:")) return false;
  return std::nullopt;
}

const JsonValue* filtersOf(const ApiCall& call) {
  const JsonValue* filters = call.input.find("Filters");
  return filters != nullptr ? filters : call.input.find("Filter");
}

}  // namespace

std::string nameTag(const ApiCall& call) {
  const JsonValue* specifications = call.input.find("TagSpecifications");
  if (specifications == nullptr) return "";
  for (const JsonValue& specification : specifications->items()) {
    const JsonValue* tags = specification.find("Tags");
    if (tags == nullptr) continue;
    for (const JsonValue& tag : tags->items()) {
      if (tag.text("Key") == "Name") return tag.text("Value");
    }
  }
  return "";
}

std::vector<std::string> notModelled(const ApiCall& call,
                                     std::initializer_list<std::string_view> acted) {
  std::vector<std::string> paths = call.notModelled(acted);
  std::erase(paths, "/TagSpecifications");
  const JsonValue* specifications = call.input.find("TagSpecifications");
  if (specifications == nullptr) return paths;
  for (std::size_t i = 0; i < specifications->items().size(); ++i) {
    const JsonValue* tags = specifications->items()[i].find("Tags");
    if (tags == nullptr) continue;
    for (std::size_t j = 0; j < tags->items().size(); ++j) {
      if (tags->items()[j].text("Key") == "Name") continue;
      paths.push_back(pointerTo(pointerTo(pointerTo("/TagSpecifications", i) + "/Tags", j), "Key"));
    }
  }
  return paths;
}

JsonValue tagsJson(const std::string& name) {
  JsonValue tags = JsonValue::array();
  if (!name.empty()) tags.push(JsonValue::object({{"Key", "Name"}, {"Value", name}}));
  return tags;
}

Error invalidValue(std::string message, std::string path) {
  return {"InvalidParameterValue", std::move(message), std::move(path)};
}

Error dependencyViolation(std::string message, std::string path) {
  return {"DependencyViolation", std::move(message), std::move(path)};
}

Result<std::string> textOf(const ApiCall& call, std::string_view member) {
  const std::string& text = call.text(member);
  if (!text.empty()) return text;
  return Error{"MissingParameter", "The request must contain the parameter " + std::string(member),
               pointerTo("", member)};
}

Result<Cidr> cidrOf(const ApiCall& call, std::string_view member, std::string_view parameter) {
  const Result<std::string> text = textOf(call, member);
  if (!text) return text.error();
  const std::optional<Cidr> block = readCidr(text.value());
  if (block) return *block;
  return invalidValue("Value (" + shownText(text.value()) + ") for parameter " +
                          std::string(parameter) + " is invalid. This is not a valid CIDR block.",
                      pointerTo("", member));
}

Result<VpcIndex> vpcOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findVpc(state, id), noSuch("InvalidVpcID.NotFound", "vpc ID", id, path));
}

Result<SubnetIndex> subnetOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findSubnet(state, id), noSuch("InvalidSubnetID.NotFound", "subnet ID", id, path));
}

Result<RouteTableIndex> routeTableOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findRouteTable(state, id),
                 noSuch("InvalidRouteTableID.NotFound", "routeTable ID", id, path));
}

Result<InternetGatewayIndex> internetGatewayOf(const State& state, const std::string& id,
                                               std::string path) {
  return foundOr(findInternetGateway(state, id),
                 noSuch("InvalidInternetGatewayID.NotFound", "internetGateway ID", id, path));
}

Result<NatGatewayIndex> natGatewayOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findNatGateway(state, id),
                 Error{"NatGatewayNotFound", "NatGateway " + shownText(id) + " was not found",
                       std::move(path)});
}

Result<ElasticIpIndex> elasticIpOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findElasticIp(state, id),
                 noSuch("InvalidAllocationID.NotFound", "allocation ID", id, path));
}

Result<VpcEndpointIndex> endpointOf(const State& state, const std::string& id, std::string path) {
  return foundOr(findVpcEndpoint(state, id),
                 noSuch("InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id", id, path));
}

Result<SecurityGroupIndex> securityGroupOf(const State& state, const std::string& id,
                                           std::string path) {
  return foundOr(findSecurityGroup(state, id),
                 noSuch("InvalidGroup.NotFound", "security group", id, path));
}

Result<ApiAnswer> described(const ApiCall& call, std::string_view member, std::string_view ids,
                            const std::vector<Described>& records,
                            Error (*notFound)(const std::string& id)) {
  const std::vector<std::string> wanted = call.strings(ids);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool known = std::any_of(records.begin(), records.end(),
                                   [&](const Described& record) { return record.id == wanted[i]; });
    if (known) continue;
    Error error = notFound(wanted[i]);
    error.path = pointerTo(pointerTo("", ids), i);
    return error;
  }
  const JsonValue* filters = filtersOf(call);
  JsonValue list = JsonValue::array();
  for (const Described& record : records) {
    bool shown =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), record.id) != wanted.end();
    for (std::size_t i = 0; filters != nullptr && i < filters->items().size(); ++i) {
      const std::optional<bool> met = meets(record, filters->items()[i]);
      if (!met) {
        const std::string name = shownText(filters->items()[i].text("Name"));
        return invalidValue("The filter '" + name + "' is invalid", pointerTo("/Filters", i));
      }
      shown = shown && *met;
    }
    if (shown) list.push(record.json);
  }
  ApiAnswer answer;
  answer.output.set(member, std::move(list));
  return answer;
}

std::string associationId(const std::string& subnetOrTableId) {
  return namedId("rtbassoc", subnetOrTableId);
}

// Source: the ids of these lists in us-east-1.
std::string prefixListId(PrefixList list) {
  return list == PrefixList::DynamoDb ? "pl-02cd2c6b" : "pl-63a5400a";
}

bool groupInUse(const State& state, SecurityGroupIndex group) {
  const auto has = [&](const std::vector<SecurityGroupIndex>& groups) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
  };
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus >= TaskStatus::STOPPED) continue;
    if (has(securityGroupsOf(state, task))) return true;
  }
  for (const VpcEndpoint& endpoint : state.network.endpoints) {
    if (!endpoint.deleted && has(endpoint.securityGroups)) return true;
  }
  const std::string& id = state.network.securityGroups[group.value].groupId;
  for (const LoadBalancer& balancer : state.balancing.loadBalancers) {
    const std::vector<std::string>& groups = balancer.securityGroups;
    if (!balancer.deleted && std::find(groups.begin(), groups.end(), id) != groups.end()) {
      return true;
    }
  }
  return false;
}

ApiAnswer returned() {
  ApiAnswer answer;
  answer.output.set("Return", true);
  return answer;
}

}  // namespace taskyard::ec2
