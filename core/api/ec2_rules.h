#pragma once
// Security group rules as requests write them and as answers show them. Only api/ includes this.

#include <string>
#include <vector>

#include "api/handlers.h"
#include "engine/network_system.h"

namespace taskyard::ec2 {

// The rules of a request: IpPermissions, or one rule in the CLI's short form.
// Errors: MissingParameter, InvalidParameterValue, InvalidGroup.NotFound, InvalidPrefixListId...
Result<std::vector<SecurityGroupRule>> rulesOf(const ApiCall& call);

// "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW".
std::string ruleWords(const State& state, const SecurityGroupRule& rule);

// [{"IpProtocol": "tcp", "FromPort": 80, ..., "IpRanges": [...]}], one entry per protocol and
// ports.
JsonValue permissionsJson(const State& state, const std::vector<SecurityGroupRule>& rules);

// One rule, as AuthorizeSecurityGroupIngress answers it.
JsonValue ruleJson(const State& state, const SecurityGroup& group, const SecurityGroupRule& rule,
                   RuleDirection direction);

}  // namespace taskyard::ec2
