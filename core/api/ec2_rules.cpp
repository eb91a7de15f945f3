#include "api/ec2_rules.h"

#include "api/ec2_handlers.h"
#include "model/validate_task_definition.h"

namespace taskyard::ec2 {

namespace {

constexpr std::int32_t kLastPort = 65535;

const char* protocolText(IpProtocol protocol) {
  switch (protocol) {
    case IpProtocol::All: return "-1";
    case IpProtocol::Tcp: return "tcp";
    case IpProtocol::Udp: return "udp";
    case IpProtocol::Icmp: return "icmp";
  }
  return "";
}

std::optional<IpProtocol> readProtocol(const std::string& text) {
  if (text == "-1" || text == "all") return IpProtocol::All;
  if (text == "tcp" || text == "6") return IpProtocol::Tcp;
  if (text == "udp" || text == "17") return IpProtocol::Udp;
  if (text == "icmp" || text == "1") return IpProtocol::Icmp;
  return std::nullopt;
}

bool hasPorts(IpProtocol protocol) {
  return protocol == IpProtocol::Tcp || protocol == IpProtocol::Udp;
}

// Protocol and ports of a rule; its peer comes later.
Result<SecurityGroupRule> frameOf(const std::string& protocol, std::optional<std::int64_t> from,
                                  std::optional<std::int64_t> to, const std::string& path) {
  SecurityGroupRule rule;
  const auto read = readProtocol(protocol);
  if (!read) {
    return invalidValue("Invalid value '" + shownText(protocol) +
                            "' for IP protocol. Here: tcp, udp, icmp, or -1 for all.",
                        path);
  }
  rule.protocol = *read;
  if (!hasPorts(rule.protocol)) return rule;
  if (!from || !to) {
    return invalidValue(
        "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.", path);
  }
  if (*from < 0 || *to > kLastPort || *from > *to) {
    return invalidValue(
        "Invalid TCP/UDP port range (" + std::to_string(*from) + ":" + std::to_string(*to) + ")",
        path);
  }
  rule.fromPort = static_cast<std::int32_t>(*from);
  rule.toPort = static_cast<std::int32_t>(*to);
  return rule;
}

Result<Cidr> blockOf(const std::string& text, const std::string& path) {
  const auto block = readCidr(text);
  if (block) return *block;
  return invalidValue("CIDR block " + shownText(text) + " is malformed", path);
}

std::optional<std::int64_t> integerOf(const JsonValue& value, std::string_view member) {
  const JsonValue* found = value.find(member);
  if (found == nullptr) return std::nullopt;
  return found->integer();
}

const std::vector<JsonValue>& listOf(const JsonValue& value, std::string_view member) {
  static const std::vector<JsonValue> kNone;
  const JsonValue* found = value.find(member);
  return found == nullptr ? kNone : found->items();
}

// One entry of IpPermissions: a rule for each of its peers.
std::optional<Error> addPermission(const ApiCall& call, const JsonValue& permission,
                                   const std::string& path, std::vector<SecurityGroupRule>& rules) {
  const Result<SecurityGroupRule> frame =
      frameOf(permission.text("IpProtocol"), integerOf(permission, "FromPort"),
              integerOf(permission, "ToPort"), path);
  if (!frame) return frame.error();
  const std::size_t before = rules.size();
  const auto& ranges = listOf(permission, "IpRanges");
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const Result<Cidr> block =
        blockOf(ranges[i].text("CidrIp"), pointerTo(path + "/IpRanges", i) + "/CidrIp");
    if (!block) return block.error();
    rules.push_back(frame.value());
    rules.back().cidr = block.value();
    rules.back().description = ranges[i].text("Description");
  }
  const auto& pairs = listOf(permission, "UserIdGroupPairs");
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto group = securityGroupOf(call.state, pairs[i].text("GroupId"),
                                       pointerTo(path + "/UserIdGroupPairs", i) + "/GroupId");
    if (!group) return group.error();
    rules.push_back(frame.value());
    rules.back().group = group.value();
    rules.back().description = pairs[i].text("Description");
  }
  const auto& lists = listOf(permission, "PrefixListIds");
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const std::string& id = lists[i].text("PrefixListId");
    rules.push_back(frame.value());
    if (id == prefixListId(PrefixList::S3)) {
      rules.back().prefixList = PrefixList::S3;
    } else if (id == prefixListId(PrefixList::DynamoDb)) {
      rules.back().prefixList = PrefixList::DynamoDb;
    } else {
      return Error{"InvalidPrefixListID.NotFound",
                   "The prefix list ID '" + shownText(id) + "' does not exist",
                   pointerTo(path + "/PrefixListIds", i)};
    }
    rules.back().description = lists[i].text("Description");
  }
  if (rules.size() > before) return std::nullopt;
  return Error{"MissingParameter",
               "The rule names no other side: give IpRanges, UserIdGroupPairs or PrefixListIds.",
               path};
}

// "80", "8000-8080"; both nullopt for anything else.
std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>> portsOf(
    const std::string& text) {
  std::int64_t numbers[2] = {0, 0};
  std::size_t at = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits < 6) {
      numbers[at] = numbers[at] * 10 + (c - '0');
      ++digits;
    } else if (c == '-' && at == 0 && digits > 0) {
      at = 1;
      digits = 0;
    } else {
      return {};
    }
  }
  if (digits == 0) return {};
  return {numbers[0], at == 0 ? numbers[0] : numbers[1]};
}

Result<SecurityGroupRule> shortRule(const ApiCall& call) {
  const auto [from, to] = portsOf(call.text("Port"));
  Result<SecurityGroupRule> rule = frameOf(call.text("Protocol"), from, to, "/Port");
  if (!rule) return rule;
  const std::string& source = call.text("SourceGroup");
  const std::string& cidr = call.text("Cidr");
  if (!source.empty() == !cidr.empty()) {
    return Error{"InvalidParameterCombination",
                 "One rule in short has one other side: Cidr or SourceGroup.", "/Cidr"};
  }
  if (!source.empty()) {
    const auto group = securityGroupOf(call.state, source, "/SourceGroup");
    if (!group) return group.error();
    rule.value().group = group.value();
    return rule;
  }
  const Result<Cidr> block = blockOf(cidr, "/Cidr");
  if (!block) return block.error();
  rule.value().cidr = block.value();
  return rule;
}

std::string peerOf(const State& state, const SecurityGroupRule& rule) {
  if (rule.group.valid()) return state.network.securityGroups[rule.group.value].groupId;
  if (rule.prefixList != PrefixList::None) return prefixListId(rule.prefixList);
  return cidrText(rule.cidr);
}

JsonValue withDescription(JsonValue json, const SecurityGroupRule& rule) {
  if (!rule.description.empty()) json.set("Description", rule.description);
  return json;
}

}  // namespace

Result<std::vector<SecurityGroupRule>> rulesOf(const ApiCall& call) {
  std::vector<SecurityGroupRule> rules;
  const JsonValue* permissions = call.input.find("IpPermissions");
  if (permissions == nullptr) {
    if (call.text("Protocol").empty()) {
      return Error{"MissingParameter", "Either 'ipPermissions' or the short form is needed.", ""};
    }
    const Result<SecurityGroupRule> rule = shortRule(call);
    if (!rule) return rule.error();
    rules.push_back(rule.value());
    return rules;
  }
  for (std::size_t i = 0; i < permissions->items().size(); ++i) {
    if (auto error =
            addPermission(call, permissions->items()[i], pointerTo("/IpPermissions", i), rules)) {
      return *error;
    }
  }
  if (rules.empty()) {
    return Error{"MissingParameter", "The request must contain the parameter ipPermissions",
                 "/IpPermissions"};
  }
  return rules;
}

std::string ruleWords(const State& state, const SecurityGroupRule& rule) {
  const std::string head = "peer: " + peerOf(state, rule) + ", ";
  if (rule.protocol == IpProtocol::All) return head + "ALL, ALLOW";
  if (rule.protocol == IpProtocol::Icmp) return head + "ICMP, ALLOW";
  return head + (rule.protocol == IpProtocol::Tcp ? "TCP" : "UDP") +
         ", from port: " + std::to_string(rule.fromPort) +
         ", to port: " + std::to_string(rule.toPort) + ", ALLOW";
}

JsonValue permissionsJson(const State& state, const std::vector<SecurityGroupRule>& rules) {
  JsonValue list = JsonValue::array();
  std::vector<bool> done(rules.size(), false);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (done[i]) continue;
    JsonValue ranges = JsonValue::array();
    JsonValue pairs = JsonValue::array();
    JsonValue lists = JsonValue::array();
    for (std::size_t j = i; j < rules.size(); ++j) {
      const SecurityGroupRule& rule = rules[j];
      if (rule.protocol != rules[i].protocol || rule.fromPort != rules[i].fromPort ||
          rule.toPort != rules[i].toPort) {
        continue;
      }
      done[j] = true;
      if (rule.group.valid()) {
        pairs.push(withDescription(
            JsonValue::object({{"GroupId", peerOf(state, rule)}, {"UserId", kAccountId}}), rule));
      } else if (rule.prefixList != PrefixList::None) {
        lists.push(
            withDescription(JsonValue::object({{"PrefixListId", peerOf(state, rule)}}), rule));
      } else {
        ranges.push(withDescription(JsonValue::object({{"CidrIp", peerOf(state, rule)}}), rule));
      }
    }
    JsonValue json = JsonValue::object();
    json.set("IpProtocol", protocolText(rules[i].protocol));
    if (hasPorts(rules[i].protocol)) {
      json.set("FromPort", rules[i].fromPort);
      json.set("ToPort", rules[i].toPort);
    }
    json.set("IpRanges", std::move(ranges));
    json.set("UserIdGroupPairs", std::move(pairs));
    json.set("PrefixListIds", std::move(lists));
    list.push(std::move(json));
  }
  return list;
}

JsonValue ruleJson(const State& state, const SecurityGroup& group, const SecurityGroupRule& rule,
                   RuleDirection direction) {
  const bool outward = direction == RuleDirection::Egress;
  JsonValue json = JsonValue::object();
  json.set("SecurityGroupRuleId",
           namedId("sgr", group.groupId + (outward ? " out " : " in ") + ruleWords(state, rule)));
  json.set("GroupId", group.groupId);
  json.set("IsEgress", outward);
  json.set("IpProtocol", protocolText(rule.protocol));
  json.set("FromPort", hasPorts(rule.protocol) ? rule.fromPort : -1);
  json.set("ToPort", hasPorts(rule.protocol) ? rule.toPort : -1);
  if (rule.group.valid()) {
    json.set("ReferencedGroupInfo", JsonValue::object({{"GroupId", peerOf(state, rule)}}));
  } else {
    json.set(rule.prefixList == PrefixList::None ? "CidrIpv4" : "PrefixListId",
             peerOf(state, rule));
  }
  return withDescription(std::move(json), rule);
}

}  // namespace taskyard::ec2
