#include "engine/permissions.h"

#include "model/network.h"

namespace taskyard {

namespace {

std::string rolePrefix() { return "arn:aws:iam::" + std::string(kAccountId) + ":role"; }

std::string_view roleNameOf(std::string_view nameOrArn) {
  const std::size_t slash = nameOrArn.rfind('/');
  return slash == std::string_view::npos ? nameOrArn : nameOrArn.substr(slash + 1);
}

bool isNamed(const Role& role, std::string_view nameOrArn) {
  return nameOrArn.starts_with("arn:") ? roleArn(role) == nameOrArn : role.roleName == nameOrArn;
}

// Calls visit(policy name, statements, event that put it there) for each policy of the role.
template <class Visit>
void forEachPolicy(const State& state, const Role& role, Visit&& visit) {
  for (const InlinePolicy& policy : role.inlinePolicies) {
    visit(policy.policyName, policy.document.statements, policy.putBy);
  }
  for (const AttachedPolicy& attached : role.attachedPolicies) {
    const ManagedPolicy* policy = findPolicy(state, attached.policyArn);
    if (policy == nullptr) continue;
    visit(policy->policyName, policy->document.statements, attached.attachedBy);
  }
}

const Role* formerRole(const State& state, std::string_view nameOrArn) {
  for (std::size_t i = state.identity.roles.size(); i-- > 0;) {
    const Role& role = state.identity.roles[i];
    if (role.deleted && isNamed(role, nameOrArn)) return &role;
  }
  return nullptr;
}

}  // namespace

std::string roleArn(const Role& role) { return rolePrefix() + role.path + role.roleName; }

const Role* findRole(const State& state, std::string_view nameOrArn) {
  for (const Role& role : state.identity.roles) {
    if (!role.deleted && isNamed(role, nameOrArn)) return &role;
  }
  return nullptr;
}

const ManagedPolicy* findPolicy(const State& state, std::string_view policyArn) {
  for (const ManagedPolicy& policy : awsManagedPolicies()) {
    if (policy.arn == policyArn) return &policy;
  }
  for (const ManagedPolicy& policy : state.identity.policies) {
    if (policy.arn == policyArn) return &policy;
  }
  return nullptr;
}

bool isAllowed(const State& state, std::string_view roleArn, std::string_view action,
               std::string_view resource) {
  const Role* role = roleArn.empty() ? nullptr : findRole(state, roleArn);
  if (role == nullptr) return false;
  bool allowed = false;
  bool denied = false;
  forEachPolicy(state, *role, [&](const std::string&, const auto& statements, EventId) {
    const PolicyAnswer answer = answerOf(statements, action, resource);
    allowed = allowed || answer == PolicyAnswer::Allows;
    denied = denied || answer == PolicyAnswer::Denies;
  });
  return allowed && !denied;
}

PermissionAnswer explainPermission(const State& state, std::string_view roleArn,
                                   std::string_view action, std::string_view resource) {
  PermissionAnswer answer;
  if (roleArn.empty()) {
    answer.text = "There is no role, so nothing is allowed.";
    return answer;
  }
  const Role* role = findRole(state, roleArn);
  if (role == nullptr) {
    answer.text = "The role " + std::string(roleArn) + " does not exist.";
    return answer;
  }
  forEachPolicy(state, *role, [&](const std::string& name, const auto& statements, EventId) {
    for (const PolicyStatement& statement : statements) {
      if (answer.explicitDeny || !speaksOf(statement, action, resource)) continue;
      if (statement.allow && answer.allowed) continue;
      answer.allowed = statement.allow;
      answer.explicitDeny = !statement.allow;
      answer.policyName = name;
      answer.sid = statement.sid;
    }
  });
  const std::string what = std::string(action) + " on " + std::string(resource);
  const std::string where = "a statement of policy " + answer.policyName +
                            (answer.sid.empty() ? "" : " (" + answer.sid + ")") + " of role " +
                            role->roleName;
  if (answer.explicitDeny) {
    answer.text = where + " denies " + what + "; a Deny wins over every Allow.";
  } else if (answer.allowed) {
    answer.text = where + " allows " + what + ".";
  } else {
    answer.text = "no statement of role " + role->roleName + " allows " + what + ".";
  }
  answer.text[0] = static_cast<char>(answer.text[0] - 'a' + 'A');
  return answer;
}

bool canAssume(const State& state, std::string_view roleArn, std::string_view service) {
  const Role* role = findRole(state, roleArn);
  if (role == nullptr) return false;
  for (const std::string& trusted : role->trusts) {
    if (trusted == service) return true;
  }
  return false;
}

EventId permissionLostBy(const State& state, std::string_view roleArn, std::string_view action,
                         std::string_view resource) {
  const Role* role = findRole(state, roleArn);
  if (role == nullptr) return roleLostBy(state, roleArn);
  EventId deniedBy = kNoEvent;
  bool allowed = false;
  forEachPolicy(state, *role, [&](const std::string&, const auto& statements, EventId by) {
    const PolicyAnswer answer = answerOf(statements, action, resource);
    if (answer == PolicyAnswer::Denies) deniedBy = by;
    allowed = allowed || answer == PolicyAnswer::Allows;
  });
  if (deniedBy != kNoEvent || allowed) return deniedBy;
  for (std::size_t i = role->formerPolicies.size(); i-- > 0;) {
    const FormerPolicy& former = role->formerPolicies[i];
    if (answerOf(former.document.statements, action, resource) == PolicyAnswer::Allows) {
      return former.removedBy;
    }
  }
  return kNoEvent;
}

EventId roleLostBy(const State& state, std::string_view roleArn) {
  if (const Role* known = findRole(state, roleArn); known != nullptr) return known->trustChangedBy;
  const Role* role = formerRole(state, roleArn);
  return role == nullptr ? kNoEvent : role->deletedBy;
}

std::string assumedRoleArn(std::string_view roleArn, std::string_view session) {
  return "arn:aws:sts::" + std::string(kAccountId) + ":assumed-role/" +
         std::string(roleNameOf(roleArn)) + "/" + std::string(session);
}

std::string accessDeniedText(const State& state, std::string_view roleArn, std::string_view session,
                             std::string_view action, std::string_view resource) {
  const bool denied = explainPermission(state, roleArn, action, resource).explicitDeny;
  return "AccessDeniedException: User: " + assumedRoleArn(roleArn, session) +
         " is not authorized to perform: " + std::string(action) +
         " on resource: " + std::string(resource) +
         (denied
              ? " with an explicit deny in an identity-based policy"
              : " because no identity-based policy allows the " + std::string(action) + " action");
}

}  // namespace taskyard
