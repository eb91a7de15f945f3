// Policies of roles: IAM API Reference, PutRolePolicy, CreatePolicy and their neighbours.

#include "api/iam_handlers.h"
#include "base/time.h"
#include "engine/identity_system.h"
#include "engine/permissions.h"
#include "engine/policy.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostAttached = 10;  // Source: IAM User Guide, quotas (from memory)

const InlinePolicy* inlinePolicy(const Role& role, const std::string& name) {
  for (const InlinePolicy& policy : role.inlinePolicies) {
    if (policy.policyName == name) return &policy;
  }
  return nullptr;
}

Error noSuchRolePolicy(const std::string& name) {
  return {"NoSuchEntity", "The role policy with name " + name + " cannot be found.", "/PolicyName"};
}

bool isAttached(const Role& role, const std::string& arn) {
  for (const AttachedPolicy& policy : role.attachedPolicies) {
    if (policy.policyArn == arn) return true;
  }
  return false;
}

}  // namespace

Result<ApiAnswer> putRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  const std::string& name = call.text("PolicyName");
  constexpr std::size_t kLongestPolicyName = 128;
  if (!isIamName(name, kLongestPolicyName)) {
    return Error{"ValidationError",
                 "The specified value for policyName is invalid. It must contain only alphanumeric "
                 "characters and/or the following: +=,.@_-",
                 "/PolicyName"};
  }
  Result<PolicyDocument> document = readPolicy(call.text("PolicyDocument"));
  if (!document) return document.error();
  const EventId cause = call.begin(name + " of role " + call.text("RoleName"));
  Simulation& sim = call.simulation();
  putRolePolicy(sim, call.text("RoleName"), {name, std::move(document.value()), cause});
  return ApiAnswer{};
}

Result<ApiAnswer> getRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  const InlinePolicy* policy = inlinePolicy(*role.value(), call.text("PolicyName"));
  if (policy == nullptr) return noSuchRolePolicy(call.text("PolicyName"));
  ApiAnswer answer;
  answer.output.set("RoleName", role.value()->roleName);
  answer.output.set("PolicyName", policy->policyName);
  answer.output.set("PolicyDocument", parseJson(policy->document.json).value());
  return answer;
}

Result<ApiAnswer> deleteRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  const std::string& name = call.text("PolicyName");
  if (inlinePolicy(*role.value(), name) == nullptr) return noSuchRolePolicy(name);
  const EventId cause = call.begin(name + " of role " + call.text("RoleName"));
  Simulation& sim = call.simulation();
  deleteRolePolicy(sim, call.text("RoleName"), name, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> listRolePolicies(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  JsonValue names = JsonValue::array();
  for (const InlinePolicy& policy : role.value()->inlinePolicies) names.push(policy.policyName);
  ApiAnswer answer;
  answer.output.set("PolicyNames", std::move(names));
  answer.output.set("IsTruncated", false);
  return answer;
}

Result<ApiAnswer> createPolicy(const ApiCall& call) {
  ManagedPolicy policy;
  policy.policyName = call.text("PolicyName");
  policy.description = call.text("Description");
  const std::string& path = call.text("Path");
  policy.arn = "arn:aws:iam::" + std::string(kAccountId) + ":policy" + (path.empty() ? "/" : path) +
               policy.policyName;
  for (const ManagedPolicy& known : call.state.identity.policies) {
    if (known.policyName != policy.policyName) continue;
    return Error{"EntityAlreadyExists",
                 "A policy called " + policy.policyName +
                     " already exists. Duplicate names are not allowed.",
                 "/PolicyName"};
  }
  Result<PolicyDocument> document = readPolicy(call.text("PolicyDocument"));
  if (!document) return document.error();
  policy.document = std::move(document.value());
  JsonValue json = JsonValue::object({{"PolicyName", policy.policyName},
                                      {"Arn", policy.arn},
                                      {"Path", path.empty() ? "/" : path},
                                      {"DefaultVersionId", "v1"},
                                      {"AttachmentCount", 0},
                                      {"IsAttachable", true},
                                      {"CreateDate", isoTimestamp(call.state.now)}});
  (void)call.begin(policy.policyName);
  Simulation& sim = call.simulation();
  createPolicy(sim, std::move(policy));
  ApiAnswer answer;
  answer.output.set("Policy", std::move(json));
  answer.notModelled = call.notModelled({"PolicyName", "PolicyDocument", "Path", "Description"});
  return answer;
}

Result<ApiAnswer> attachRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  const std::string& arn = call.text("PolicyArn");
  if (findPolicy(call.state, arn) == nullptr) {
    return Error{"NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.",
                 "/PolicyArn"};
  }
  if (isAttached(*role.value(), arn)) return ApiAnswer{};
  if (role.value()->attachedPolicies.size() == kMostAttached) {
    return Error{"LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10", "/PolicyArn"};
  }
  const EventId cause = call.begin(arn.substr(arn.rfind('/') + 1) + " to " + call.text("RoleName"));
  Simulation& sim = call.simulation();
  attachRolePolicy(sim, call.text("RoleName"), {arn, cause});
  return ApiAnswer{};
}

Result<ApiAnswer> detachRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  const std::string& arn = call.text("PolicyArn");
  if (!isAttached(*role.value(), arn)) {
    return Error{"NoSuchEntity", "Policy " + arn + " was not found.", "/PolicyArn"};
  }
  const EventId cause =
      call.begin(arn.substr(arn.rfind('/') + 1) + " from " + call.text("RoleName"));
  Simulation& sim = call.simulation();
  detachRolePolicy(sim, call.text("RoleName"), arn, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> listAttachedRolePolicies(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  JsonValue policies = JsonValue::array();
  for (const AttachedPolicy& policy : role.value()->attachedPolicies) {
    policies.push(
        JsonValue::object({{"PolicyName", policy.policyArn.substr(policy.policyArn.rfind('/') + 1)},
                           {"PolicyArn", policy.policyArn}}));
  }
  ApiAnswer answer;
  answer.output.set("AttachedPolicies", std::move(policies));
  answer.output.set("IsTruncated", false);
  return answer;
}

}  // namespace taskyard
