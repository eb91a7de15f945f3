#pragma once
// May this role do that, and if not, why? Identity-based policies only; an explicit Deny wins.
// Source: IAM User Guide, "Policy evaluation logic".

#include <string>
#include <string_view>

#include "engine/policy.h"
#include "model/state.h"

namespace taskyard {

// The service principal of tasks, for both of their roles.
inline constexpr std::string_view kTasksPrincipal = "ecs-tasks.amazonaws.com";

std::string roleArn(const Role& role);
// nameOrArn: "ecsTaskExecutionRole" or its ARN, as task definitions take it. nullptr when there is
// none, or only a deleted one.
const Role* findRole(const State& state, std::string_view nameOrArn);
// AWS's own or the account's; nullptr when there is none.
const ManagedPolicy* findPolicy(const State& state, std::string_view policyArn);

// roleArn: "" is no role, which may do nothing. action: "ecr:BatchGetImage".
// resource: an ARN, or "*" for actions without one.
[[nodiscard]] bool isAllowed(const State& state, std::string_view roleArn, std::string_view action,
                             std::string_view resource);

// The answer with the statement that decided, for people.
struct PermissionAnswer {
  bool allowed = false;
  bool explicitDeny = false;
  std::string policyName;  // of the statement that decided; "" when none did
  std::string sid;         // of that statement, when it has one
  std::string text;        // one sentence
};
PermissionAnswer explainPermission(const State& state, std::string_view roleArn,
                                   std::string_view action, std::string_view resource);

// Whether a service may take the role: it exists, and its trust policy names the service.
[[nodiscard]] bool canAssume(const State& state, std::string_view roleArn,
                             std::string_view service);

// The request that made the role unable to do it: the one that put the Deny there, or that took
// away what allowed it, or that deleted the role. kNoEvent when it could never do it, or still can.
EventId permissionLostBy(const State& state, std::string_view roleArn, std::string_view action,
                         std::string_view resource);
// The same for canAssume: the request that deleted the role or changed its trust policy.
EventId roleLostBy(const State& state, std::string_view roleArn);

// "arn:aws:sts::123456789012:assumed-role/<role>/<session>", as AWS names the caller in refusals.
std::string assumedRoleArn(std::string_view roleArn, std::string_view session);
// "AccessDeniedException: User: ... is not authorized to perform: ... because ...".
std::string accessDeniedText(const State& state, std::string_view roleArn, std::string_view session,
                             std::string_view action, std::string_view resource);

}  // namespace taskyard
