// Roles: IAM API Reference, CreateRole and its neighbours.

#include <algorithm>

#include "api/iam_handlers.h"
#include "base/time.h"
#include "engine/identity_system.h"
#include "engine/permissions.h"
#include "engine/policy.h"

namespace taskyard {

namespace {

// Policies are printed as documents, the way the AWS CLI shows them.
JsonValue documentJson(const std::string& json) {
  const Result<JsonValue> parsed = parseJson(json);
  return parsed ? parsed.value() : JsonValue::object();
}

JsonValue roleJson(const Role& role) {
  JsonValue json = JsonValue::object();
  json.set("Path", role.path);
  json.set("RoleName", role.roleName);
  json.set("Arn", roleArn(role));
  json.set("CreateDate", isoTimestamp(role.createdAt));
  json.set("AssumeRolePolicyDocument", documentJson(role.assumeRolePolicy));
  if (!role.description.empty()) json.set("Description", role.description);
  json.set("MaxSessionDuration", 3600);
  return json;
}

}  // namespace

bool isIamName(const std::string& name, std::size_t longest) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("+=,.@_-").find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), allowed);
}

Result<const Role*> roleOf(const ApiCall& call) {
  const std::string& name = call.text("RoleName");
  const Role* role = name.starts_with("arn:") ? nullptr : findRole(call.state, name);
  if (role != nullptr) return role;
  return Error{"NoSuchEntity", "The role with name " + name + " cannot be found.", "/RoleName"};
}

Result<ApiAnswer> createRole(const ApiCall& call) {
  Role role;
  role.roleName = call.text("RoleName");
  role.description = call.text("Description");
  if (!isIamName(role.roleName, 64)) {
    return Error{"ValidationError",
                 "The specified value for roleName is invalid. It must contain only alphanumeric "
                 "characters and/or the following: +=,.@_-",
                 "/RoleName"};
  }
  if (!call.text("Path").empty()) role.path = call.text("Path");
  if (!role.path.starts_with('/') || !role.path.ends_with('/')) {
    return Error{"ValidationError",
                 "The specified value for path is invalid. It must begin and end with /", "/Path"};
  }
  if (findRole(call.state, role.roleName) != nullptr) {
    return Error{"EntityAlreadyExists", "Role with name " + role.roleName + " already exists.",
                 "/RoleName"};
  }
  role.assumeRolePolicy = call.text("AssumeRolePolicyDocument");
  Result<std::vector<std::string>> trusts = readTrustPolicy(role.assumeRolePolicy);
  if (!trusts) return trusts.error();
  role.trusts = std::move(trusts.value());
  const std::string name = role.roleName;
  (void)call.begin(name);
  Simulation& sim = call.simulation();
  createRole(sim, std::move(role));
  ApiAnswer answer;
  answer.output.set("Role", roleJson(*findRole(call.state, name)));
  answer.notModelled =
      call.notModelled({"RoleName", "AssumeRolePolicyDocument", "Path", "Description"});
  return answer;
}

Result<ApiAnswer> getRole(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  ApiAnswer answer;
  answer.output.set("Role", roleJson(*role.value()));
  return answer;
}

Result<ApiAnswer> listRoles(const ApiCall& call) {
  JsonValue roles = JsonValue::array();
  for (const Role& role : call.state.identity.roles) {
    if (role.deleted || !role.path.starts_with(call.text("PathPrefix"))) continue;
    roles.push(roleJson(role));
  }
  ApiAnswer answer;
  answer.output.set("Roles", std::move(roles));
  answer.output.set("IsTruncated", false);
  answer.notModelled = call.notModelled({"PathPrefix"});
  return answer;
}

Result<ApiAnswer> deleteRole(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  if (!role.value()->attachedPolicies.empty()) {
    return Error{"DeleteConflict", "Cannot delete entity, must detach all policies first.",
                 "/RoleName"};
  }
  if (!role.value()->inlinePolicies.empty()) {
    return Error{"DeleteConflict", "Cannot delete entity, must delete policies first.",
                 "/RoleName"};
  }
  const EventId cause = call.begin(call.text("RoleName"));
  Simulation& sim = call.simulation();
  deleteRole(sim, call.text("RoleName"), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> updateAssumeRolePolicy(const ApiCall& call) {
  const Result<const Role*> role = roleOf(call);
  if (!role) return role.error();
  Result<std::vector<std::string>> trusts = readTrustPolicy(call.text("PolicyDocument"));
  if (!trusts) {
    Error error = trusts.error();
    error.path = "/PolicyDocument";
    return error;
  }
  const EventId cause = call.begin(call.text("RoleName"));
  Simulation& sim = call.simulation();
  changeTrust(sim, call.text("RoleName"), call.text("PolicyDocument"), std::move(trusts.value()),
              cause);
  return ApiAnswer{};
}

Result<ApiAnswer> simulatePrincipalPolicy(const ApiCall& call) {
  const std::string& source = call.text("PolicySourceArn");
  if (findRole(call.state, source) == nullptr || !source.starts_with("arn:")) {
    return Error{"NoSuchEntity", "The entity with ARN " + source + " cannot be found.",
                 "/PolicySourceArn"};
  }
  std::vector<std::string> resources = call.strings("ResourceArns");
  if (resources.empty()) resources.emplace_back("*");
  JsonValue results = JsonValue::array();
  for (const std::string& action : call.strings("ActionNames")) {
    for (const std::string& resource : resources) {
      const PermissionAnswer found = explainPermission(call.state, source, action, resource);
      JsonValue matched = JsonValue::array();
      if (!found.policyName.empty()) {
        matched.push(JsonValue::object(
            {{"SourcePolicyId", found.policyName}, {"SourcePolicyType", "IAM Policy"}}));
      }
      results.push(JsonValue::object({{"EvalActionName", action},
                                      {"EvalResourceName", resource},
                                      {"EvalDecision", found.allowed        ? "allowed"
                                                       : found.explicitDeny ? "explicitDeny"
                                                                            : "implicitDeny"},
                                      {"MatchedStatements", std::move(matched)},
                                      {"MissingContextValues", JsonValue::array()}}));
    }
  }
  ApiAnswer answer;
  answer.output.set("EvaluationResults", std::move(results));
  answer.output.set("IsTruncated", false);
  return answer;
}

}  // namespace taskyard
