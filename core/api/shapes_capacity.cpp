#include "api/shapes_capacity.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

// Capacity providers.

constexpr ShapeMember kManagedScalingMembers[] = {
    optional("status", kOnOff, "Whether ECS changes the size of the group."),
    optional("targetCapacity", kInteger, "How full the group should be, in per cent; 100.")
        .between(1, 100),
    optional("minimumScalingStepSize", kInteger, "Fewest instances per scale-out; 1.")
        .between(1, 10000),
    optional("maximumScalingStepSize", kInteger, "Most instances per scale-out; 10000.")
        .between(1, 10000),
    optional("instanceWarmupPeriod", kInteger, "Seconds before a new instance counts; 300.")
        .between(0, 10000),
};
constexpr Shape kManagedScaling = structure(kManagedScalingMembers);
constexpr ShapeMember kManagedScalingMember =
    optional("managedScaling", kManagedScaling, "ECS scales the group by what tasks need.");
constexpr ShapeMember kProtectionMember =
    optional("managedTerminationProtection", kOnOff, "Keep instances that run tasks.");
constexpr ShapeMember kDrainingMember =
    optional("managedDraining", kOnOff, "Drain instances before the group ends them; ENABLED.");
constexpr ShapeMember kGroupProviderMembers[] = {
    required("autoScalingGroupArn", kString, "ARN or name of the Auto Scaling group."),
    kManagedScalingMember, kProtectionMember, kDrainingMember};
constexpr Shape kGroupProvider = structure(kGroupProviderMembers);
constexpr ShapeMember kGroupProviderUpdateMembers[] = {kManagedScalingMember, kProtectionMember,
                                                       kDrainingMember};
constexpr Shape kGroupProviderUpdate = structure(kGroupProviderUpdateMembers);
constexpr ShapeMember kCreateProviderMembers[] = {
    required("name", kString, "Name; not one that begins with aws, ecs or fargate."),
    kClusterMember,
    optional("autoScalingGroupProvider", kGroupProvider, "The group whose instances it offers."),
    kTagsMember,
};
constexpr ShapeMember kUpdateProviderMembers[] = {
    required("name", kString, "Name of the provider."),
    optional("autoScalingGroupProvider", kGroupProviderUpdate, "What changes."),
};
constexpr ShapeMember kDeleteProviderMembers[] = {
    required("capacityProvider", kString, "Name or ARN; no cluster may use it."),
};
constexpr ShapeMember kDescribeProvidersMembers[] = {
    optional("capacityProviders", kStrings, "Names or ARNs; all when absent."),
    optional("include", kTagsOnlyList, "TAGS to see tags."),
    kMaxResultsMember,
    kNextTokenMember,
};
constexpr ShapeMember kPutClusterProvidersMembers[] = {
    required("cluster", kString, "Name or ARN of the cluster.").naming(NameKind::Cluster),
    required("capacityProviders", kStrings, "All providers the cluster has from now on."),
    required("defaultCapacityProviderStrategy", kCapacityProviderStrategy,
             "Used when neither launchType nor a strategy is given."),
};

// Container instances.

constexpr ShapeMember kDescribeInstancesMembers[] = {
    kClusterMember,
    required("containerInstances", kStrings, "Ids or ARNs.").between(1, 100),
    optional("include", kTagsOnlyList, "TAGS to see tags."),
};
constexpr std::string_view kInstanceStatusValues[] = {"ACTIVE", "DRAINING", "REGISTERING",
                                                      "DEREGISTERING", "REGISTRATION_FAILED"};
constexpr Shape kInstanceStatus = enumeration(kInstanceStatusValues);
constexpr ShapeMember kListInstancesMembers[] = {
    kClusterMember,
    optional("filter", kString, "An expression in the cluster query language."),
    kNextTokenMember,
    kMaxResultsMember,
    optional("status", kInstanceStatus, "Only those in this state."),
};
constexpr ShapeMember kUpdateStateMembers[] = {
    kClusterMember,
    required("containerInstances", kStrings, "Ids or ARNs.").between(1, 10),
    required("status", kInstanceStatus, "DRAINING, or ACTIVE to undo it."),
};
constexpr ShapeMember kDeregisterInstanceMembers[] = {
    kClusterMember,
    required("containerInstance", kString, "Id or ARN."),
    optional("force", kBoolean, "Although tasks run on it."),
};
constexpr std::string_view kTargetTypeValues[] = {"container-instance"};
constexpr Shape kTargetType = enumeration(kTargetTypeValues);
constexpr ShapeMember kAttributeMembers[] = {
    required("name", kString, "Name of the attribute."),
    optional("value", kString, "Its value."),
    optional("targetType", kTargetType, "container-instance."),
    optional("targetId", kString, "The container instance."),
};
constexpr Shape kAttribute = structure(kAttributeMembers);
constexpr Shape kAttributes = listOf(kAttribute);
constexpr ShapeMember kPutAttributesMembers[] = {
    kClusterMember,
    required("attributes", kAttributes, "What to put on which instance."),
};
constexpr ShapeMember kListAttributesMembers[] = {
    kClusterMember,
    required("targetType", kTargetType, "container-instance."),
    optional("attributeName", kString, "Only this attribute."),
    optional("attributeValue", kString, "Only this value."),
    kNextTokenMember,
    kMaxResultsMember,
};
constexpr std::string_view kSettingNameValues[] = {"serviceLongArnFormat",
                                                   "taskLongArnFormat",
                                                   "containerInstanceLongArnFormat",
                                                   "awsvpcTrunking",
                                                   "containerInsights",
                                                   "fargateFIPSMode",
                                                   "tagResourceAuthorization",
                                                   "fargateTaskRetirementWaitPeriod",
                                                   "guardDutyActivate",
                                                   "defaultLogDriverMode",
                                                   "fargateEventWindows"};
constexpr Shape kSettingName = enumeration(kSettingNameValues);
constexpr ShapeMember kPutAccountSettingMembers[] = {
    required("name", kSettingName, "The account setting; awsvpcTrunking is simulated."),
    required("value", kString, "enabled or disabled."),
    optional("principalArn", kString, "For whom; yourself when absent."),
};

// EC2.

constexpr ShapeMember kProfileMembers[] = {
    optional("Arn", kString, "ARN of the instance profile."),
    optional("Name", kString, "Its name, here also that of its role."),
};
constexpr Shape kProfile = structure(kProfileMembers);
constexpr ShapeMember kImageIdMember =
    optional("ImageId", kString, "The AMI; an ECS-optimized one when absent.");
constexpr ShapeMember kInstanceTypeMember =
    optional("InstanceType", kString, "Such as m5.large; see DescribeInstanceTypes.");
constexpr ShapeMember kProfileMember =
    optional("IamInstanceProfile", kProfile, "The role of the instance; ECS needs one.");
constexpr ShapeMember kUserDataMember =
    optional("UserData", kString, "Start script; ECS_CLUSTER=<name> says which cluster to join.");
constexpr ShapeMember kRunInstancesMembers[] = {
    kImageIdMember,
    kInstanceTypeMember,
    required("MinCount", kInteger, "Fewest instances to launch."),
    required("MaxCount", kInteger, "Most instances to launch."),
    optional("SubnetId", kString, "Where; the first subnet when absent.").naming(NameKind::Subnet),
    kProfileMember,
    kUserDataMember,
};
constexpr ShapeMember kInstanceIdsMembers[] = {
    optional("InstanceIds", kStrings, "EC2 instance ids; all when absent."),
};
constexpr ShapeMember kTerminateMembers[] = {
    required("InstanceIds", kStrings, "EC2 instance ids."),
};
constexpr ShapeMember kInstanceTypesMembers[] = {
    optional("InstanceTypes", kStrings, "Names; all when absent."),
};
constexpr ShapeMember kTemplateDataMembers[] = {kImageIdMember, kInstanceTypeMember, kProfileMember,
                                                kUserDataMember};
constexpr Shape kTemplateData = structure(kTemplateDataMembers);
constexpr ShapeMember kCreateTemplateMembers[] = {
    required("LaunchTemplateName", kString, "Name of the template."),
    required("LaunchTemplateData", kTemplateData, "What instances are launched with."),
};

// EC2 Auto Scaling.

constexpr ShapeMember kTemplateNameMembers[] = {
    optional("LaunchTemplateName", kString, "Name of a launch template."),
    optional("Version", kString, "Which version; there is one here."),
};
constexpr Shape kTemplateName = structure(kTemplateNameMembers);
constexpr ShapeMember kGroupNameMember =
    required("AutoScalingGroupName", kString, "Name of the group.");
constexpr ShapeMember kGroupTemplateMember =
    optional("LaunchTemplate", kTemplateName, "What its instances are launched with.");
constexpr ShapeMember kGroupDesiredMember =
    optional("DesiredCapacity", kInteger, "How many instances; MinSize when absent.");
constexpr ShapeMember kGroupSubnetsMember =
    optional("VPCZoneIdentifier", kString, "Subnet ids, separated by commas.");
constexpr ShapeMember kGroupProtectedMember =
    optional("NewInstancesProtectedFromScaleIn", kBoolean, "Scale-in spares new instances.");
constexpr ShapeMember kCreateGroupMembers[] = {
    kGroupNameMember,
    kGroupTemplateMember,
    required("MinSize", kInteger, "Fewest instances."),
    required("MaxSize", kInteger, "Most instances."),
    kGroupDesiredMember,
    kGroupSubnetsMember,
    kGroupProtectedMember,
};
constexpr ShapeMember kUpdateGroupMembers[] = {
    kGroupNameMember,
    kGroupTemplateMember,
    optional("MinSize", kInteger, "Fewest instances."),
    optional("MaxSize", kInteger, "Most instances."),
    kGroupDesiredMember,
    kGroupSubnetsMember,
    kGroupProtectedMember,
};
constexpr ShapeMember kSetDesiredMembers[] = {
    kGroupNameMember,
    required("DesiredCapacity", kInteger, "How many instances."),
    optional("HonorCooldown", kBoolean, "Wait for a cooldown period."),
};
constexpr ShapeMember kDeleteGroupMembers[] = {
    kGroupNameMember,
    optional("ForceDelete", kBoolean, "Although it has instances, which end."),
};
constexpr ShapeMember kDescribeGroupsMembers[] = {
    optional("AutoScalingGroupNames", kStrings, "Names; all when absent."),
};

// What AWS has no request for.

constexpr std::string_view kQuotaValues[] = {"FargateOnDemandVcpu", "FargateSpotVcpu",
                                             "FargateLaunchBurst", "FargateLaunchesPerSecond",
                                             "ServiceLaunchesPerMinute"};
constexpr Shape kQuota = enumeration(kQuotaValues);
constexpr ShapeMember kSetQuotaMembers[] = {
    required("quota", kQuota, "Which quota of the account."),
    required("value", kInteger, "Its value; 0 is no limit for the three launch rates.")
        .strictlyBetween(0, 1'000'000),
};
constexpr ShapeMember kDescribePlacementMembers[] = {
    kClusterMember,
    required("service", kString, "Whose last attempt to place a task.").naming(NameKind::Service),
};

}  // namespace

constinit const Shape kCreateCapacityProviderInput = structure(kCreateProviderMembers);
constinit const Shape kUpdateCapacityProviderInput = structure(kUpdateProviderMembers);
constinit const Shape kDeleteCapacityProviderInput = structure(kDeleteProviderMembers);
constinit const Shape kDescribeCapacityProvidersInput = structure(kDescribeProvidersMembers);
constinit const Shape kPutClusterCapacityProvidersInput = structure(kPutClusterProvidersMembers);
constinit const Shape kDescribeContainerInstancesInput = structure(kDescribeInstancesMembers);
constinit const Shape kListContainerInstancesInput = structure(kListInstancesMembers);
constinit const Shape kUpdateContainerInstancesStateInput = structure(kUpdateStateMembers);
constinit const Shape kDeregisterContainerInstanceInput = structure(kDeregisterInstanceMembers);
constinit const Shape kPutAttributesInput = structure(kPutAttributesMembers);
constinit const Shape kListAttributesInput = structure(kListAttributesMembers);
constinit const Shape kPutAccountSettingInput = structure(kPutAccountSettingMembers);
constinit const Shape kCreateAutoScalingGroupInput = structure(kCreateGroupMembers);
constinit const Shape kUpdateAutoScalingGroupInput = structure(kUpdateGroupMembers);
constinit const Shape kSetDesiredCapacityInput = structure(kSetDesiredMembers);
constinit const Shape kDeleteAutoScalingGroupInput = structure(kDeleteGroupMembers);
constinit const Shape kDescribeAutoScalingGroupsInput = structure(kDescribeGroupsMembers);
constinit const Shape kRunInstancesInput = structure(kRunInstancesMembers);
constinit const Shape kInstanceIdsInput = structure(kInstanceIdsMembers);
constinit const Shape kTerminateInstancesInput = structure(kTerminateMembers);
constinit const Shape kDescribeInstanceTypesInput = structure(kInstanceTypesMembers);
constinit const Shape kCreateLaunchTemplateInput = structure(kCreateTemplateMembers);
constinit const Shape kSimSetQuotaInput = structure(kSetQuotaMembers);
constinit const Shape kSimDescribePlacementInput = structure(kDescribePlacementMembers);

}  // namespace taskyard::shapes
