#include "engine/identity_system.h"

#include <algorithm>

#include "engine/permissions.h"

namespace taskyard {

namespace {

Role& roleNamed(Simulation& sim, const std::string& roleName) {
  for (Role& role : sim.state().identity.roles) {
    if (!role.deleted && role.roleName == roleName) return role;
  }
  TY_ASSERT(false);
  return sim.state().identity.roles.front();
}

void remember(Role& role, const PolicyDocument& document, EventId removedBy) {
  if (role.formerPolicies.size() == kFormerPoliciesMost) {
    role.formerPolicies.erase(role.formerPolicies.begin());
  }
  role.formerPolicies.push_back({document, removedBy});
}

}  // namespace

std::vector<Role> defaultRoles() {
  struct Row {
    const char* name;
    const char* service;
    const char* policy;
    const char* description;
  };
  constexpr Row kRows[] = {
      {"ecsTaskExecutionRole", "ecs-tasks.amazonaws.com",
       "service-role/AmazonECSTaskExecutionRolePolicy",
       "Allows the ECS agent to pull images and write logs"},
      {"ecsInstanceRole", "ec2.amazonaws.com", "service-role/AmazonEC2ContainerServiceforEC2Role",
       "Allows container instances to register and to pull images"},
      {"ecsInfrastructureRole", "ecs.amazonaws.com",
       "AmazonECSInfrastructureRolePolicyForLoadBalancers",
       "Allows ECS to manage load balancers for you"},
  };
  std::vector<Role> roles;
  for (const Row& row : kRows) {
    Role role;
    role.roleName = row.name;
    role.description = row.description;
    role.assumeRolePolicy =
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":")" +
        std::string(row.service) + R"("},"Action":"sts:AssumeRole"}]})";
    role.trusts.emplace_back(row.service);
    role.attachedPolicies.push_back(
        {"arn:aws:iam::aws:policy/" + std::string(row.policy), kNoEvent});
    roles.push_back(std::move(role));
  }
  return roles;
}

void createRole(Simulation& sim, Role role) {
  role.createdAt = sim.state().now;
  sim.state().identity.roles.push_back(std::move(role));
}

void deleteRole(Simulation& sim, const std::string& roleName, EventId cause) {
  Role& role = roleNamed(sim, roleName);
  role.deleted = true;
  role.deletedBy = cause;
}

void changeTrust(Simulation& sim, const std::string& roleName, const std::string& document,
                 std::vector<std::string> trusts, EventId cause) {
  Role& role = roleNamed(sim, roleName);
  role.assumeRolePolicy = document;
  role.trusts = std::move(trusts);
  role.trustChangedBy = cause;
}

void putRolePolicy(Simulation& sim, const std::string& roleName, InlinePolicy policy) {
  Role& role = roleNamed(sim, roleName);
  for (InlinePolicy& known : role.inlinePolicies) {
    if (known.policyName != policy.policyName) continue;
    remember(role, known.document, policy.putBy);
    known = std::move(policy);
    return;
  }
  role.inlinePolicies.push_back(std::move(policy));
}

void deleteRolePolicy(Simulation& sim, const std::string& roleName, const std::string& policyName,
                      EventId cause) {
  Role& role = roleNamed(sim, roleName);
  std::erase_if(role.inlinePolicies, [&](const InlinePolicy& policy) {
    if (policy.policyName != policyName) return false;
    remember(role, policy.document, cause);
    return true;
  });
}

void createPolicy(Simulation& sim, ManagedPolicy policy) {
  policy.createdAt = sim.state().now;
  sim.state().identity.policies.push_back(std::move(policy));
}

void attachRolePolicy(Simulation& sim, const std::string& roleName, AttachedPolicy policy) {
  roleNamed(sim, roleName).attachedPolicies.push_back(std::move(policy));
}

void detachRolePolicy(Simulation& sim, const std::string& roleName, const std::string& policyArn,
                      EventId cause) {
  Role& role = roleNamed(sim, roleName);
  if (const ManagedPolicy* policy = findPolicy(sim.state(), policyArn); policy != nullptr) {
    remember(role, policy->document, cause);
  }
  std::erase_if(role.attachedPolicies,
                [&](const AttachedPolicy& policy) { return policy.policyArn == policyArn; });
}

}  // namespace taskyard
