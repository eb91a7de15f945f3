// The inputs of service "iam". Source: IAM API Reference (2010-05-08).

#include "api/iam_handlers.h"
#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kRoleName = required("RoleName", kString, "Name of the role.").between(1, 64);
constexpr ShapeMember kPolicyName =
    required("PolicyName", kString, "Name of the policy.").between(1, 128);
constexpr ShapeMember kPolicyArn =
    required("PolicyArn", kString, "ARN of a managed policy, AWS's or yours.");
constexpr ShapeMember kPolicyDocument =
    required("PolicyDocument", kString, "The policy, as JSON text.");
constexpr ShapeMember kPathPrefix =
    optional("PathPrefix", kString, "Only those whose path begins so.");
constexpr ShapeMember kMarker = optional("Marker", kString, "Where the next page starts.");
constexpr ShapeMember kMaxItems = optional("MaxItems", kInteger, "How many to list at once.");

constexpr ShapeMember kIamTagMembers[] = {
    required("Key", kString, "What the tag is called."),
    required("Value", kString, "What the tag says."),
};
constexpr Shape kIamTag = structure(kIamTagMembers);
constexpr Shape kIamTags = listOf(kIamTag);
constexpr ShapeMember kIamTagsMember = optional("Tags", kIamTags, "Labels as key and value.");

constexpr ShapeMember kCreateRoleMembers[] = {
    optional("Path", kString, "A folder for names; / when absent."),
    kRoleName,
    required("AssumeRolePolicyDocument", kString,
             "The trust policy, as JSON text: who may assume the role."),
    optional("Description", kString, "What it is for."),
    optional("MaxSessionDuration", kInteger, "Seconds, 3600 to 43200.").between(3600, 43200),
    optional("PermissionsBoundary", kString, "ARN of a policy that limits the role."),
    kIamTagsMember,
};
constexpr ShapeMember kRoleNameMembers[] = {kRoleName};
constexpr ShapeMember kListRolesMembers[] = {kPathPrefix, kMarker, kMaxItems};
constexpr ShapeMember kUpdateAssumeRolePolicyMembers[] = {
    kRoleName,
    kPolicyDocument,
};
constexpr ShapeMember kPutRolePolicyMembers[] = {kRoleName, kPolicyName, kPolicyDocument};
constexpr ShapeMember kRolePolicyMembers[] = {kRoleName, kPolicyName};
constexpr ShapeMember kListRolePoliciesMembers[] = {kRoleName, kMarker, kMaxItems};
constexpr ShapeMember kCreatePolicyMembers[] = {
    kPolicyName,     optional("Path", kString, "A folder for names; / when absent."),
    kPolicyDocument, optional("Description", kString, "What it is for."),
    kIamTagsMember,
};
constexpr ShapeMember kAttachRolePolicyMembers[] = {kRoleName, kPolicyArn};
constexpr ShapeMember kSimulateMembers[] = {
    required("PolicySourceArn", kString, "ARN of the role to ask about."),
    required("ActionNames", kStrings, "Such as s3:GetObject."),
    optional("ResourceArns", kStrings, "What the actions are on; * when absent."),
};

}  // namespace

constinit const Shape kCreateRoleInput = structure(kCreateRoleMembers);
constinit const Shape kRoleNameInput = structure(kRoleNameMembers);
constinit const Shape kListRolesInput = structure(kListRolesMembers);
constinit const Shape kUpdateAssumeRolePolicyInput = structure(kUpdateAssumeRolePolicyMembers);
constinit const Shape kPutRolePolicyInput = structure(kPutRolePolicyMembers);
constinit const Shape kRolePolicyInput = structure(kRolePolicyMembers);
constinit const Shape kListRolePoliciesInput = structure(kListRolePoliciesMembers);
constinit const Shape kCreatePolicyInput = structure(kCreatePolicyMembers);
constinit const Shape kAttachRolePolicyInput = structure(kAttachRolePolicyMembers);
constinit const Shape kSimulatePrincipalPolicyInput = structure(kSimulateMembers);

}  // namespace taskyard::shapes
