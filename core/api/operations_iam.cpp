#include "api/iam_handlers.h"
#include "api/operations.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"iam", "CreateRole", "Makes a role that a service may assume; it may do nothing yet.",
      kChanges, &kCreateRoleInput},
     createRole},
    {{"iam", "GetRole", "Shows a role and its trust policy.", kReads, &kRoleNameInput}, getRole},
    {{"iam", "ListRoles", "Lists the roles of the account.", kReads, &kListRolesInput}, listRoles},
    {{"iam", "DeleteRole", "Removes a role that has no policies any more.", kChanges,
      &kRoleNameInput},
     deleteRole},
    {{"iam", "UpdateAssumeRolePolicy", "Replaces a role's trust policy: who may assume it.",
      kChanges, &kUpdateAssumeRolePolicyInput},
     updateAssumeRolePolicy},
    {{"iam", "PutRolePolicy", "Writes a policy into a role.", kChanges, &kPutRolePolicyInput},
     putRolePolicy},
    {{"iam", "GetRolePolicy", "Shows a policy that is written into a role.", kReads,
      &kRolePolicyInput},
     getRolePolicy},
    {{"iam", "DeleteRolePolicy", "Removes a policy that is written into a role.", kChanges,
      &kRolePolicyInput},
     deleteRolePolicy},
    {{"iam", "ListRolePolicies", "Lists the policies written into a role.", kReads,
      &kListRolePoliciesInput},
     listRolePolicies},
    {{"iam", "CreatePolicy", "Makes a managed policy that several roles can share.", kChanges,
      &kCreatePolicyInput},
     createPolicy},
    {{"iam", "AttachRolePolicy", "Gives a role a managed policy.", kChanges,
      &kAttachRolePolicyInput},
     attachRolePolicy},
    {{"iam", "DetachRolePolicy", "Takes a managed policy away from a role.", kChanges,
      &kAttachRolePolicyInput},
     detachRolePolicy},
    {{"iam", "ListAttachedRolePolicies", "Lists the managed policies of a role.", kReads,
      &kListRolePoliciesInput},
     listAttachedRolePolicies},
    {{"iam", "SimulatePrincipalPolicy", "Asks whether a role may do something, and why.", kReads,
      &kSimulatePrincipalPolicyInput},
     simulatePrincipalPolicy},
};

}  // namespace

std::span<const Operation> iam() { return kOperations; }

}  // namespace taskyard::operations
