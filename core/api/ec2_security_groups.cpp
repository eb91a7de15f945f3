// Security groups.

#include <algorithm>

#include "api/ec2_handlers.h"
#include "api/ec2_rules.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostRules = 60;  // Source: VPC User Guide, quotas; in each direction
constexpr std::size_t kLongestName = 255;

JsonValue securityGroupJson(const State& state, const SecurityGroup& group) {
  JsonValue json = JsonValue::object();
  json.set("GroupId", group.groupId);
  json.set("GroupName", group.groupName);
  json.set("Description", group.description);
  json.set("VpcId", state.network.vpcs[group.vpc.value].vpcId);
  json.set("OwnerId", kAccountId);
  json.set("IpPermissions", ec2::permissionsJson(state, group.ingress));
  json.set("IpPermissionsEgress", ec2::permissionsJson(state, group.egress));
  json.set("Tags", JsonValue::array());
  return json;
}

Error noGroup(const std::string& id) {
  return {"InvalidGroup.NotFound", "The security group '" + shownText(id) + "' does not exist", ""};
}

// By GroupId; by GroupName only in the default VPC.
Result<SecurityGroupIndex> groupOf(const ApiCall& call) {
  const std::string& id = call.text("GroupId");
  const std::string& name = call.text("GroupName");
  if (!id.empty()) return ec2::securityGroupOf(call.state, id, "/GroupId");
  if (name.empty()) {
    return Error{"MissingParameter", "The request must contain the parameter groupName or groupId",
                 "/GroupId"};
  }
  const Network& network = call.state.network;
  for (std::size_t i = 0; i < network.securityGroups.size(); ++i) {
    const SecurityGroup& group = network.securityGroups[i];
    if (!group.deleted && group.groupName == name && network.vpcs[group.vpc.value].isDefault) {
      return SecurityGroupIndex(i);
    }
  }
  return Error{"InvalidGroup.NotFound",
               "The security group '" + shownText(name) + "' does not exist in default VPC '" +
                   kDefaultVpcId + "'",
               "/GroupName"};
}

const std::vector<SecurityGroupRule>& rulesOf(const SecurityGroup& group, RuleDirection direction) {
  return direction == RuleDirection::Ingress ? group.ingress : group.egress;
}

bool holds(const std::vector<SecurityGroupRule>& rules, const SecurityGroupRule& wanted) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const SecurityGroupRule& rule) { return rule.sameAs(wanted); });
}

std::string subjectOf(const State& state, const SecurityGroup& group,
                      const std::vector<SecurityGroupRule>& rules) {
  return group.groupName + ", " + ec2::ruleWords(state, rules.front()) +
         (rules.size() > 1 ? " and " + std::to_string(rules.size() - 1) + " more" : "");
}

Result<ApiAnswer> authorize(const ApiCall& call, RuleDirection direction) {
  const auto index = groupOf(call);
  if (!index) return index.error();
  const auto rules = ec2::rulesOf(call);
  if (!rules) return rules.error();
  const SecurityGroup& group = call.state.network.securityGroups[index.value().value];
  const auto& known = rulesOf(group, direction);
  for (std::size_t i = 0; i < rules.value().size(); ++i) {
    const SecurityGroupRule& rule = rules.value()[i];
    const bool twice =
        std::any_of(rules.value().begin(), rules.value().begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const SecurityGroupRule& other) { return other.sameAs(rule); });
    if (twice) {
      return ec2::invalidValue("The same permission must not appear multiple times",
                               "/IpPermissions");
    }
    if (holds(known, rule)) {
      return Error{"InvalidPermission.Duplicate",
                   "the specified rule \"" + ec2::ruleWords(call.state, rule) + "\" already exists",
                   "/IpPermissions"};
    }
    if (rule.group.valid() &&
        call.state.network.securityGroups[rule.group.value].vpc != group.vpc) {
      return Error{"InvalidGroup.NotFound",
                   "You have specified two resources that belong to different networks.",
                   "/IpPermissions"};
    }
  }
  if (known.size() + rules.value().size() > kMostRules) {
    return Error{"RulesPerSecurityGroupLimitExceeded",
                 "The maximum number of rules per security group has been reached.", ""};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(subjectOf(call.state, group, rules.value()));
  authorizeRules(sim, index.value(), direction, rules.value());
  ApiAnswer answer = ec2::returned();
  JsonValue list = JsonValue::array();
  for (const SecurityGroupRule& rule : rules.value()) {
    list.push(ec2::ruleJson(call.state, group, rule, direction));
  }
  answer.output.set("SecurityGroupRules", std::move(list));
  return answer;
}

Result<ApiAnswer> revoke(const ApiCall& call, RuleDirection direction) {
  const auto index = groupOf(call);
  if (!index) return index.error();
  const auto rules = ec2::rulesOf(call);
  if (!rules) return rules.error();
  const SecurityGroup& group = call.state.network.securityGroups[index.value().value];
  for (const SecurityGroupRule& rule : rules.value()) {
    if (holds(rulesOf(group, direction), rule)) continue;
    return Error{"InvalidPermission.NotFound",
                 "The specified rule does not exist in this security group.", "/IpPermissions"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(subjectOf(call.state, group, rules.value()));
  revokeRules(sim, index.value(), direction, rules.value());
  return ec2::returned();
}

// A group that a rule of another one names.
bool isNamedByOthers(const State& state, SecurityGroupIndex group) {
  for (std::size_t i = 0; i < state.network.securityGroups.size(); ++i) {
    const SecurityGroup& other = state.network.securityGroups[i];
    if (other.deleted || SecurityGroupIndex(i) == group) continue;
    for (const auto* rules : {&other.ingress, &other.egress}) {
      for (const SecurityGroupRule& rule : *rules) {
        if (rule.group == group) return true;
      }
    }
  }
  return false;
}

}  // namespace

Result<ApiAnswer> ec2CreateSecurityGroup(const ApiCall& call) {
  const State& state = call.state;
  const std::string& name = call.text("GroupName");
  const std::string& vpcId = call.text("VpcId");
  const auto vpc = ec2::vpcOf(state, vpcId.empty() ? kDefaultVpcId : vpcId, "/VpcId");
  if (!vpc) return vpc.error();
  if (name.empty() || name.size() > kLongestName || name.starts_with("sg-")) {
    return ec2::invalidValue("Value (" + shownText(name) +
                                 ") for parameter GroupName is invalid: 1 to 255 characters, not "
                                 "beginning with sg-.",
                             "/GroupName");
  }
  for (const SecurityGroup& group : state.network.securityGroups) {
    if (group.deleted || group.vpc != vpc.value() || group.groupName != name) continue;
    return Error{"InvalidGroup.Duplicate",
                 "The security group '" + name + "' already exists for VPC '" +
                     state.network.vpcs[vpc.value().value].vpcId + "'",
                 "/GroupName"};
  }
  Simulation& sim = call.simulation();
  (void)call.begin(name);
  const SecurityGroupIndex group =
      createSecurityGroup(sim, vpc.value(), name, call.text("Description"));
  ApiAnswer answer;
  answer.output.set("GroupId", state.network.securityGroups[group.value].groupId);
  answer.output.set("Tags", JsonValue::array());
  answer.notModelled = ec2::notModelled(call, {"GroupName", "Description", "VpcId"});
  return answer;
}

Result<ApiAnswer> ec2DeleteSecurityGroup(const ApiCall& call) {
  const auto index = groupOf(call);
  if (!index) return index.error();
  const SecurityGroup& group = call.state.network.securityGroups[index.value().value];
  if (group.groupName == "default") {
    return Error{"CannotDelete",
                 "the specified group: \"" + group.groupId +
                     "\" name: \"default\" cannot be deleted by a user",
                 "/GroupId"};
  }
  if (ec2::groupInUse(call.state, index.value()) || isNamedByOthers(call.state, index.value())) {
    return ec2::dependencyViolation("resource " + group.groupId + " has a dependent object",
                                    "/GroupId");
  }
  Simulation& sim = call.simulation();
  (void)call.begin(group.groupName);
  deleteSecurityGroup(sim, index.value());
  ApiAnswer answer = ec2::returned();
  answer.output.set("GroupId", group.groupId);
  return answer;
}

Result<ApiAnswer> ec2AuthorizeSecurityGroupIngress(const ApiCall& call) {
  return authorize(call, RuleDirection::Ingress);
}
Result<ApiAnswer> ec2AuthorizeSecurityGroupEgress(const ApiCall& call) {
  return authorize(call, RuleDirection::Egress);
}
Result<ApiAnswer> ec2RevokeSecurityGroupIngress(const ApiCall& call) {
  return revoke(call, RuleDirection::Ingress);
}
Result<ApiAnswer> ec2RevokeSecurityGroupEgress(const ApiCall& call) {
  return revoke(call, RuleDirection::Egress);
}

Result<ApiAnswer> ec2DescribeSecurityGroups(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("GroupNames");
  std::vector<ec2::Described> records;
  for (const SecurityGroup& group : call.state.network.securityGroups) {
    if (group.deleted) continue;
    if (!names.empty() && std::find(names.begin(), names.end(), group.groupName) == names.end()) {
      continue;
    }
    records.push_back({group.groupId,
                       securityGroupJson(call.state, group),
                       {{"group-id", group.groupId},
                        {"group-name", group.groupName},
                        {"vpc-id", call.state.network.vpcs[group.vpc.value].vpcId}}});
  }
  return ec2::described(call, "SecurityGroups", "GroupIds", records, noGroup);
}

}  // namespace taskyard
