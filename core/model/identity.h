#pragma once
// IAM as far as tasks and their agents need it: roles, who may assume them, and what their
// identity-based policies say. Deleted roles and policies keep their slot.
// Source: IAM User Guide, "IAM JSON policy elements reference". Permissions boundaries, session
// policies and resource-based policies are not modelled.
// Model choice: everybody who sends requests here is an administrator; only roles are limited.

#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

struct PolicyStatement {
  std::string sid;
  bool allow = true;                // Effect
  bool exceptActions = false;       // NotAction
  bool exceptResources = false;     // NotResource
  std::vector<std::string> action;  // "ecr:BatchGetImage", with * and ?
  std::vector<std::string> resource;

  auto fields() const {
    return std::tie(sid, allow, exceptActions, exceptResources, action, resource);
  }
};

struct PolicyDocument {
  std::string json;  // as it was given
  std::vector<PolicyStatement> statements;

  auto fields() const { return std::tie(json, statements); }
};

struct InlinePolicy {
  std::string policyName;
  PolicyDocument document;
  EventId putBy = kNoEvent;

  auto fields() const { return std::tie(policyName, document, putBy); }
};

struct AttachedPolicy {
  std::string policyArn;
  EventId attachedBy = kNoEvent;

  auto fields() const { return std::tie(policyArn, attachedBy); }
};

// What a role once held and lost: so that a failure can name the request that caused it.
struct FormerPolicy {
  PolicyDocument document;
  EventId removedBy = kNoEvent;

  auto fields() const { return std::tie(document, removedBy); }
};

struct Role {
  std::string roleName;
  std::string path = "/";
  std::string description;
  std::string assumeRolePolicy;     // the trust policy, as it was given
  std::vector<std::string> trusts;  // service principals that may assume it
  EventId trustChangedBy = kNoEvent;
  std::vector<InlinePolicy> inlinePolicies;
  std::vector<AttachedPolicy> attachedPolicies;
  std::vector<FormerPolicy> formerPolicies;  // newest last, at most kFormerPoliciesMost
  TimeMs createdAt = 0;
  bool deleted = false;
  EventId deletedBy = kNoEvent;

  auto fields() const {
    return std::tie(roleName, path, description, assumeRolePolicy, trusts, trustChangedBy,
                    inlinePolicies, attachedPolicies, formerPolicies, createdAt, deleted,
                    deletedBy);
  }
};
inline constexpr std::size_t kFormerPoliciesMost = 20;  // Model choice

// A customer managed policy. AWS's own are constants: awsManagedPolicies().
struct ManagedPolicy {
  std::string policyName;
  std::string arn;
  std::string description;
  PolicyDocument document;
  TimeMs createdAt = 0;

  auto fields() const { return std::tie(policyName, arn, description, document, createdAt); }
};

struct Identity {
  std::vector<Role> roles;
  std::vector<ManagedPolicy> policies;

  auto fields() const { return std::tie(roles, policies); }
};

}  // namespace taskyard
