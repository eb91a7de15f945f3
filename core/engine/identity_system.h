#pragma once
// What changes IAM's records. Each REQUIRES what the api has checked.

#include <string>

#include "engine/simulation.h"
#include "model/identity.h"

namespace taskyard {

// The roles a new account has here: ecsTaskExecutionRole, ecsInstanceRole and
// ecsInfrastructureRole, as the ECS console makes them, each with AWS's managed policy.
// Model choice: they are there from the start, so that first steps need no IAM.
std::vector<Role> defaultRoles();

void createRole(Simulation& sim, Role role);
void deleteRole(Simulation& sim, const std::string& roleName, EventId cause);
// document: the new trust policy; trusts: the service principals it names.
void changeTrust(Simulation& sim, const std::string& roleName, const std::string& document,
                 std::vector<std::string> trusts, EventId cause);
void putRolePolicy(Simulation& sim, const std::string& roleName, InlinePolicy policy);
void deleteRolePolicy(Simulation& sim, const std::string& roleName, const std::string& policyName,
                      EventId cause);
void createPolicy(Simulation& sim, ManagedPolicy policy);
void attachRolePolicy(Simulation& sim, const std::string& roleName, AttachedPolicy policy);
void detachRolePolicy(Simulation& sim, const std::string& roleName, const std::string& policyArn,
                      EventId cause);

}  // namespace taskyard
