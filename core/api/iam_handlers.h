#pragma once
// The handlers of service "iam" and the shapes of their inputs (iam_roles.cpp, iam_policies.cpp,
// shapes_iam.cpp). Only api/ includes this.

#include "api/handlers.h"
#include "api/shapes.h"

namespace taskyard {

struct Role;

// Letters, digits and the few signs that names of IAM may have.
bool isIamName(const std::string& name, std::size_t longest);
// Errors: NoSuchEntity.
Result<const Role*> roleOf(const ApiCall& call);

Result<ApiAnswer> createRole(const ApiCall& call);
Result<ApiAnswer> getRole(const ApiCall& call);
Result<ApiAnswer> listRoles(const ApiCall& call);
Result<ApiAnswer> deleteRole(const ApiCall& call);
Result<ApiAnswer> updateAssumeRolePolicy(const ApiCall& call);
Result<ApiAnswer> putRolePolicy(const ApiCall& call);
Result<ApiAnswer> getRolePolicy(const ApiCall& call);
Result<ApiAnswer> deleteRolePolicy(const ApiCall& call);
Result<ApiAnswer> listRolePolicies(const ApiCall& call);
Result<ApiAnswer> createPolicy(const ApiCall& call);
Result<ApiAnswer> attachRolePolicy(const ApiCall& call);
Result<ApiAnswer> detachRolePolicy(const ApiCall& call);
Result<ApiAnswer> listAttachedRolePolicies(const ApiCall& call);
Result<ApiAnswer> simulatePrincipalPolicy(const ApiCall& call);

namespace shapes {

extern const Shape kCreateRoleInput;
extern const Shape kRoleNameInput;
extern const Shape kListRolesInput;
extern const Shape kUpdateAssumeRolePolicyInput;
extern const Shape kPutRolePolicyInput;
extern const Shape kRolePolicyInput;
extern const Shape kListRolePoliciesInput;
extern const Shape kCreatePolicyInput;
extern const Shape kAttachRolePolicyInput;
extern const Shape kSimulatePrincipalPolicyInput;

}  // namespace shapes

}  // namespace taskyard
