#pragma once
// The words the tables in shapes_*.cpp are written in, and the shapes that several of them share.

#include "api/shapes.h"

namespace taskyard::shapes {

template <std::size_t N>
constexpr Shape structure(const ShapeMember (&members)[N]) {
  return {.kind = ShapeKind::Structure, .members = members};
}
template <std::size_t N>
constexpr Shape enumeration(const std::string_view (&values)[N]) {
  return {.kind = ShapeKind::String, .enumValues = values};
}
constexpr Shape listOf(const Shape& element) {
  return {.kind = ShapeKind::List, .element = &element};
}
// A shape is kept by address: it must be a constant with static storage.
constexpr ShapeMember optional(std::string_view name, const Shape& shape, std::string_view help) {
  return {.name = name, .shape = &shape, .help = help};
}
constexpr ShapeMember required(std::string_view name, const Shape& shape, std::string_view help) {
  return {.name = name, .shape = &shape, .help = help, .required = true};
}

inline constexpr Shape kString = {.kind = ShapeKind::String};
inline constexpr Shape kInteger = {.kind = ShapeKind::Integer};
inline constexpr Shape kNumber = {.kind = ShapeKind::Number};
inline constexpr Shape kBoolean = {.kind = ShapeKind::Boolean};
inline constexpr Shape kDocument = {.kind = ShapeKind::Document};
inline constexpr Shape kStrings = listOf(kString);
inline constexpr Shape kIntegers = listOf(kInteger);
inline constexpr Shape kStringMap = {.kind = ShapeKind::Map, .element = &kString};

inline constexpr std::string_view kOnOffValues[] = {"ENABLED", "DISABLED"};
inline constexpr Shape kOnOff = enumeration(kOnOffValues);

inline constexpr std::string_view kLaunchTypeValues[] = {"EC2", "FARGATE", "EXTERNAL",
                                                         "MANAGED_INSTANCES"};
inline constexpr Shape kLaunchType = enumeration(kLaunchTypeValues);

inline constexpr std::string_view kPropagateTagsValues[] = {"TASK_DEFINITION", "SERVICE", "NONE"};
inline constexpr Shape kPropagateTags = enumeration(kPropagateTagsValues);

inline constexpr std::string_view kTagsOnlyValues[] = {"TAGS"};
inline constexpr Shape kTagsOnly = enumeration(kTagsOnlyValues);
inline constexpr Shape kTagsOnlyList = listOf(kTagsOnly);

inline constexpr ShapeMember kTagMembers[] = {
    optional("key", kString, "What the tag is called.").clientBetween(1, 128),
    optional("value", kString, "What the tag says.").clientBetween(0, 256),
};
inline constexpr Shape kTag = structure(kTagMembers);
inline constexpr Shape kTags = listOf(kTag);

inline constexpr ShapeMember kKeyValuePairMembers[] = {
    optional("name", kString, "Left of the equals sign."),
    optional("value", kString, "Right of the equals sign."),
};
inline constexpr Shape kKeyValuePair = structure(kKeyValuePairMembers);
inline constexpr Shape kKeyValuePairs = listOf(kKeyValuePair);

inline constexpr std::string_view kEnvironmentFileTypeValues[] = {"s3"};
inline constexpr Shape kEnvironmentFileType = enumeration(kEnvironmentFileTypeValues);
inline constexpr ShapeMember kEnvironmentFileMembers[] = {
    required("value", kString, "ARN of the .env object in S3."),
    required("type", kEnvironmentFileType, "Where the file is kept."),
};
inline constexpr Shape kEnvironmentFile = structure(kEnvironmentFileMembers);
inline constexpr Shape kEnvironmentFiles = listOf(kEnvironmentFile);

inline constexpr std::string_view kResourceTypeValues[] = {"GPU", "InferenceAccelerator"};
inline constexpr Shape kResourceType = enumeration(kResourceTypeValues);
inline constexpr ShapeMember kResourceRequirementMembers[] = {
    required("value", kString, "How many, or which, as text."),
    required("type", kResourceType, "What is needed besides CPU and memory."),
};
inline constexpr Shape kResourceRequirement = structure(kResourceRequirementMembers);
inline constexpr Shape kResourceRequirements = listOf(kResourceRequirement);

inline constexpr ShapeMember kEphemeralStorageMembers[] = {
    required("sizeInGiB", kInteger, "Scratch disk of the task, in GiB; 20 when absent.")
        .between(21, 200),
};
inline constexpr Shape kEphemeralStorage = structure(kEphemeralStorageMembers);

inline constexpr ShapeMember kSecretMembers[] = {
    required("name", kString, "The environment variable or option that receives it."),
    required("valueFrom", kString, "ARN in Secrets Manager or Parameter Store."),
};
inline constexpr Shape kSecret = structure(kSecretMembers);
inline constexpr Shape kSecrets = listOf(kSecret);

inline constexpr std::string_view kLogDriverValues[] = {
    "json-file", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "awsfirelens"};
inline constexpr Shape kLogDriver = enumeration(kLogDriverValues);
inline constexpr ShapeMember kLogConfigurationMembers[] = {
    required("logDriver", kLogDriver, "Who carries the output away; Fargate knows the last three."),
    optional("options", kStringMap, "Settings of that driver, such as awslogs-group."),
    optional("secretOptions", kSecrets, "Settings of that driver that must stay secret."),
};
inline constexpr Shape kLogConfiguration = structure(kLogConfigurationMembers);

inline constexpr ShapeMember kCapacityProviderStrategyItemMembers[] = {
    required("capacityProvider", kString, "FARGATE, FARGATE_SPOT or a provider of your own."),
    optional("weight", kInteger, "Share of the tasks beyond the base.").clientBetween(0, 1000),
    optional("base", kInteger, "How many tasks go here before weights count; one item may have it.")
        .clientBetween(0, 100000),
};
inline constexpr Shape kCapacityProviderStrategyItem =
    structure(kCapacityProviderStrategyItemMembers);
inline constexpr Shape kCapacityProviderStrategy = listOf(kCapacityProviderStrategyItem);

inline constexpr ShapeMember kAwsVpcConfigurationMembers[] = {
    required("subnets", kStrings, "Where tasks get their network interfaces, all in one VPC.")
        .naming(NameKind::Subnet)
        .between(1, 16),
    optional("securityGroups", kStrings, "Firewalls of the interface; the VPC's default if absent.")
        .naming(NameKind::SecurityGroup)
        .between(0, 5),
    optional("assignPublicIp", kOnOff, "Whether the interface gets a public address."),
};
inline constexpr Shape kAwsVpcConfiguration = structure(kAwsVpcConfigurationMembers);
inline constexpr ShapeMember kNetworkConfigurationMembers[] = {
    optional("awsvpcConfiguration", kAwsVpcConfiguration,
             "Subnets and security groups; a must for network mode awsvpc, so for Fargate."),
};
inline constexpr Shape kNetworkConfiguration = structure(kNetworkConfigurationMembers);

inline constexpr std::string_view kPlacementConstraintTypeValues[] = {"distinctInstance",
                                                                      "memberOf"};
inline constexpr Shape kPlacementConstraintType = enumeration(kPlacementConstraintTypeValues);
inline constexpr ShapeMember kPlacementConstraintMembers[] = {
    optional("type", kPlacementConstraintType, "Never two on one instance, or an expression."),
    optional("expression", kString, "Cluster query that an instance must meet (memberOf)."),
};
inline constexpr Shape kPlacementConstraint = structure(kPlacementConstraintMembers);
inline constexpr Shape kPlacementConstraints = listOf(kPlacementConstraint);

inline constexpr std::string_view kPlacementStrategyTypeValues[] = {"random", "spread", "binpack"};
inline constexpr Shape kPlacementStrategyType = enumeration(kPlacementStrategyTypeValues);
inline constexpr ShapeMember kPlacementStrategyMembers[] = {
    optional("type", kPlacementStrategyType, "How to choose among instances that fit."),
    optional("field", kString, "What to spread over, or cpu or memory to pack by."),
};
inline constexpr Shape kPlacementStrategyItem = structure(kPlacementStrategyMembers);
inline constexpr Shape kPlacementStrategy = listOf(kPlacementStrategyItem);

inline constexpr std::string_view kEbsResourceTypeValues[] = {"volume"};
inline constexpr Shape kEbsResourceType = enumeration(kEbsResourceTypeValues);
inline constexpr ShapeMember kEbsTagSpecificationMembers[] = {
    required("resourceType", kEbsResourceType, "What is tagged."),
    optional("tags", kTags, "The tags of each volume.").clientBetween(0, 50),
    optional("propagateTags", kPropagateTags, "Copy tags from here onto the volume too."),
};
inline constexpr Shape kEbsTagSpecification = structure(kEbsTagSpecificationMembers);
inline constexpr Shape kEbsTagSpecifications = listOf(kEbsTagSpecification);
inline constexpr std::string_view kFilesystemTypeValues[] = {"ext3", "ext4", "xfs", "ntfs"};
inline constexpr Shape kFilesystemType = enumeration(kFilesystemTypeValues);

// The members that volumes of services and of single tasks have in common, in AWS's order.
inline constexpr ShapeMember kEbsEncrypted =
    optional("encrypted", kBoolean, "Whether the volume is encrypted.");
inline constexpr ShapeMember kEbsKmsKeyId =
    optional("kmsKeyId", kString, "The key it is encrypted with.");
inline constexpr ShapeMember kEbsVolumeType =
    optional("volumeType", kString, "EBS volume type, such as gp3.");
inline constexpr ShapeMember kEbsSizeInGiB = optional("sizeInGiB", kInteger, "Size in GiB.");
inline constexpr ShapeMember kEbsSnapshotId =
    optional("snapshotId", kString, "Snapshot the volume starts from.");
inline constexpr ShapeMember kEbsInitializationRate =
    optional("volumeInitializationRate", kInteger, "MiB per second read ahead from the snapshot.");
inline constexpr ShapeMember kEbsIops =
    optional("iops", kInteger, "Input and output operations per second.");
inline constexpr ShapeMember kEbsThroughput =
    optional("throughput", kInteger, "MiB per second; gp3 only.").between(125, 1000);
inline constexpr ShapeMember kEbsTags =
    optional("tagSpecifications", kEbsTagSpecifications, "Tags for the volumes.");
inline constexpr ShapeMember kEbsRoleArn =
    required("roleArn", kString, "Role with which ECS manages the volumes.");
inline constexpr ShapeMember kEbsFilesystemType =
    optional("filesystemType", kFilesystemType, "File system made on the volume.");

// Members that many inputs have.
inline constexpr ShapeMember kClusterMember =
    optional("cluster", kString, "Name or ARN of the cluster; \"default\" when absent.")
        .naming(NameKind::Cluster);
inline constexpr ShapeMember kNextTokenMember =
    optional("nextToken", kString, "From the last answer: where the next page starts.");
inline constexpr ShapeMember kMaxResultsMember =
    optional("maxResults", kInteger, "How many to list at once.").between(1, 100);
inline constexpr ShapeMember kTagsMember =
    optional("tags", kTags, "Labels as key and value.").clientBetween(0, 50);

// The inputs, by file.
extern const Shape kRegisterTaskDefinitionInput;  // shapes_task_definition.cpp
extern const Shape kCreateServiceInput;           // shapes_service.cpp
extern const Shape kUpdateServiceInput;
extern const Shape kCreateClusterInput;  // shapes_requests.cpp
extern const Shape kDescribeClustersInput;
extern const Shape kListClustersInput;
extern const Shape kUpdateClusterSettingsInput;
extern const Shape kDeleteClusterInput;
extern const Shape kDeregisterTaskDefinitionInput;
extern const Shape kDescribeTaskDefinitionInput;
extern const Shape kListTaskDefinitionsInput;
extern const Shape kListTaskDefinitionFamiliesInput;
extern const Shape kDeleteServiceInput;
extern const Shape kDescribeServicesInput;
extern const Shape kListServicesInput;
extern const Shape kRunTaskInput;
extern const Shape kStopTaskInput;
extern const Shape kDescribeTasksInput;
extern const Shape kListTasksInput;
extern const Shape kSimPutImageInput;  // shapes_sim.cpp
extern const Shape kSimInjectFaultInput;
extern const Shape kSimClearFaultInput;
extern const Shape kSimAdvanceInput;
extern const Shape kSimDescribeInput;
extern const Shape kSimListEventsInput;
extern const Shape kSimExplainInput;

}  // namespace taskyard::shapes
