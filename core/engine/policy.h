#pragma once
// IAM policy documents: reading them, and matching an action and a resource against them.
// Source: IAM User Guide, "IAM JSON policy elements reference" and "Policy evaluation logic".

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/identity.h"

namespace taskyard {

// Errors: "MalformedPolicyDocument" with the reason; "SimNotModelled" for a Condition, which AWS
// takes and this simulation cannot judge.
Result<PolicyDocument> readPolicy(std::string_view json);

// The service principals that a trust policy lets assume the role.
// Conditions are accepted and not judged. Errors: "MalformedPolicyDocument".
Result<std::vector<std::string>> readTrustPolicy(std::string_view json);

// * stands for any text, ? for one character. Letters of actions are compared without regard to
// case, those of resources exactly.
bool matchesPattern(std::string_view pattern, std::string_view text, bool ignoreCase);

// Whether a statement speaks of the action on the resource, whatever its effect.
bool speaksOf(const PolicyStatement& statement, std::string_view action, std::string_view resource);

enum class PolicyAnswer : std::uint8_t { Silent, Allows, Denies };
// A Deny wins over any Allow.
PolicyAnswer answerOf(const std::vector<PolicyStatement>& statements, std::string_view action,
                      std::string_view resource);

// AWS's own managed policies that the simulation knows, each with its real ARN.
// Source: AWS Managed Policy Reference Guide, copies of 2023-06 for the ECS ones; the broad ones
// (from memory) name whole services instead of AWS's longer lists.
std::span<const ManagedPolicy> awsManagedPolicies();

}  // namespace taskyard
