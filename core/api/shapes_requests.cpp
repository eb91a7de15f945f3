// The inputs of the smaller operations: clusters, task definitions by name, services by name,
// tasks.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

// Clusters.

constexpr std::string_view kClusterSettingNameValues[] = {"containerInsights"};
constexpr Shape kClusterSettingName = enumeration(kClusterSettingNameValues);
constexpr ShapeMember kClusterSettingMembers[] = {
    optional("name", kClusterSettingName, "The setting."),
    optional("value", kString, "enhanced, enabled or disabled."),
};
constexpr Shape kClusterSetting = structure(kClusterSettingMembers);
constexpr Shape kClusterSettings = listOf(kClusterSetting);

constexpr ShapeMember kExecLogMembers[] = {
    optional("cloudWatchLogGroupName", kString, "Log group for what is typed in ECS Exec."),
    optional("cloudWatchEncryptionEnabled", kBoolean, "Whether that log is encrypted."),
    optional("s3BucketName", kString, "Bucket for what is typed in ECS Exec."),
    optional("s3EncryptionEnabled", kBoolean, "Whether that copy is encrypted."),
    optional("s3KeyPrefix", kString, "Folder in the bucket."),
};
constexpr Shape kExecLog = structure(kExecLogMembers);
constexpr std::string_view kExecLoggingValues[] = {"NONE", "DEFAULT", "OVERRIDE"};
constexpr Shape kExecLogging = enumeration(kExecLoggingValues);
constexpr ShapeMember kExecConfigurationMembers[] = {
    optional("kmsKeyId", kString, "Key that encrypts the session."),
    optional("logging", kExecLogging, "Where sessions are logged."),
    optional("logConfiguration", kExecLog, "Details for OVERRIDE."),
};
constexpr Shape kExecConfiguration = structure(kExecConfigurationMembers);
constexpr ShapeMember kManagedStorageMembers[] = {
    optional("kmsKeyId", kString, "Key for managed storage."),
    optional("fargateEphemeralStorageKmsKeyId", kString, "Key for Fargate scratch disks."),
};
constexpr Shape kManagedStorage = structure(kManagedStorageMembers);
constexpr ShapeMember kClusterConfigurationMembers[] = {
    optional("executeCommandConfiguration", kExecConfiguration, "ECS Exec in this cluster."),
    optional("managedStorageConfiguration", kManagedStorage, "Encryption of managed storage."),
};
constexpr Shape kClusterConfiguration = structure(kClusterConfigurationMembers);
constexpr ShapeMember kConnectDefaultsMembers[] = {
    required("namespace", kString, "Cloud Map namespace services use unless they say otherwise."),
};
constexpr Shape kConnectDefaults = structure(kConnectDefaultsMembers);

constexpr ShapeMember kCreateClusterMembers[] = {
    optional("clusterName", kString, "Name of the cluster; \"default\" when absent.")
        .between(1, 255),
    kTagsMember,
    optional("settings", kClusterSettings, "Container Insights."),
    optional("configuration", kClusterConfiguration, "ECS Exec and storage encryption."),
    optional("capacityProviders", kStrings, "Providers that services here may use."),
    optional("defaultCapacityProviderStrategy", kCapacityProviderStrategy,
             "Used when neither launchType nor a strategy is given."),
    optional("serviceConnectDefaults", kConnectDefaults, "Default namespace."),
};
constexpr std::string_view kClusterFieldValues[] = {"ATTACHMENTS", "CONFIGURATIONS", "SETTINGS",
                                                    "STATISTICS", "TAGS"};
constexpr Shape kClusterField = enumeration(kClusterFieldValues);
constexpr Shape kClusterFields = listOf(kClusterField);
constexpr ShapeMember kDescribeClustersMembers[] = {
    optional("clusters", kStrings, "Names or ARNs; \"default\" when absent.")
        .naming(NameKind::Cluster)
        .between(0, 100),
    optional("include", kClusterFields, "Extra parts of the answer."),
};
constexpr ShapeMember kListClustersMembers[] = {kNextTokenMember, kMaxResultsMember};
constexpr ShapeMember kUpdateClusterSettingsMembers[] = {
    required("cluster", kString, "Name or ARN of the cluster.").naming(NameKind::Cluster),
    required("settings", kClusterSettings, "Container Insights."),
};
constexpr ShapeMember kDeleteClusterMembers[] = {
    required("cluster", kString, "Name or ARN; it must have no services and tasks.")
        .naming(NameKind::Cluster),
};

// Task definitions.

constexpr ShapeMember kDeregisterMembers[] = {
    required("taskDefinition", kString, "family:revision or ARN; a revision is needed.")
        .naming(NameKind::TaskDefinition),
};
constexpr ShapeMember kDescribeTaskDefinitionMembers[] = {
    required("taskDefinition", kString,
             "family for its latest active revision, or family:revision.")
        .naming(NameKind::TaskDefinition),
    optional("include", kTagsOnlyList, "TAGS to see tags."),
};
constexpr ShapeMember kFamilyPrefixMember =
    optional("familyPrefix", kString, "Only families that start so.").naming(NameKind::Family);
constexpr std::string_view kDefinitionStatusValues[] = {"ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"};
constexpr Shape kDefinitionStatus = enumeration(kDefinitionStatusValues);
constexpr std::string_view kSortOrderValues[] = {"ASC", "DESC"};
constexpr Shape kSortOrder = enumeration(kSortOrderValues);
constexpr ShapeMember kListDefinitionsMembers[] = {
    optional("familyPrefix", kString, "Only this family, by its whole name.")
        .naming(NameKind::Family),
    optional("status", kDefinitionStatus, "ACTIVE when absent."),
    optional("sort", kSortOrder, "ASC by family and revision, or DESC."),
    kNextTokenMember,
    kMaxResultsMember,
};
constexpr std::string_view kFamilyStatusValues[] = {"ACTIVE", "INACTIVE", "ALL"};
constexpr Shape kFamilyStatus = enumeration(kFamilyStatusValues);
constexpr ShapeMember kListFamiliesMembers[] = {
    kFamilyPrefixMember,
    optional("status", kFamilyStatus, "ALL when absent."),
    kNextTokenMember,
    kMaxResultsMember,
};

// Services.

constexpr ShapeMember kDeleteServiceMembers[] = {
    kClusterMember,
    required("service", kString, "Name or ARN of the service.").naming(NameKind::Service),
    optional("force", kBoolean, "Delete it though it still has tasks."),
};
constexpr ShapeMember kDescribeServicesMembers[] = {
    kClusterMember,
    required("services", kStrings, "Names or ARNs.").naming(NameKind::Service).between(1, 10),
    optional("include", kTagsOnlyList, "TAGS to see tags."),
};
constexpr std::string_view kSchedulingStrategyValues[] = {"REPLICA", "DAEMON"};
constexpr Shape kSchedulingStrategy = enumeration(kSchedulingStrategyValues);
constexpr std::string_view kManagementTypeValues[] = {"CUSTOMER", "ECS"};
constexpr Shape kManagementType = enumeration(kManagementTypeValues);
constexpr ShapeMember kListServicesMembers[] = {
    kClusterMember,
    kNextTokenMember,
    kMaxResultsMember,
    optional("launchType", kLaunchType, "Only those on this launch type."),
    optional("schedulingStrategy", kSchedulingStrategy, "Only those with this strategy."),
    optional("resourceManagementType", kManagementType, "Yours, or those ECS made for you."),
};

// Tasks.

constexpr ShapeMember kContainerOverrideMembers[] = {
    optional("name", kString, "The container it is about.").naming(NameKind::Container),
    optional("command", kStrings, "Replaces the command."),
    optional("environment", kKeyValuePairs, "Environment variables added or replaced."),
    optional("environmentFiles", kEnvironmentFiles, "Files of environment variables in S3.")
        .between(0, 10),
    optional("cpu", kInteger, "CPU units."),
    optional("memory", kInteger, "Hard limit in MiB."),
    optional("memoryReservation", kInteger, "Soft limit in MiB."),
    optional("resourceRequirements", kResourceRequirements, "GPUs."),
};
constexpr Shape kContainerOverride = structure(kContainerOverrideMembers);
constexpr Shape kContainerOverrides = listOf(kContainerOverride);
constexpr ShapeMember kInferenceOverrideMembers[] = {
    optional("deviceName", kString, "Name within the task."),
    optional("deviceType", kString, "Kind of accelerator."),
};
constexpr Shape kInferenceOverride = structure(kInferenceOverrideMembers);
constexpr Shape kInferenceOverrides = listOf(kInferenceOverride);
constexpr ShapeMember kTaskOverrideMembers[] = {
    optional("containerOverrides", kContainerOverrides, "Changes per container."),
    optional("cpu", kString, "CPU of the whole task."),
    optional("inferenceAcceleratorOverrides", kInferenceOverrides, "No longer available from AWS."),
    optional("executionRoleArn", kString, "Another execution role."),
    optional("memory", kString, "Memory of the whole task."),
    optional("taskRoleArn", kString, "Another task role."),
    optional("ephemeralStorage", kEphemeralStorage, "Another scratch disk."),
};
constexpr Shape kTaskOverride = structure(kTaskOverrideMembers);

constexpr ShapeMember kTerminationPolicyMembers[] = {
    required("deleteOnTermination", kBoolean, "Whether the volume goes with the task."),
};
constexpr Shape kTerminationPolicy = structure(kTerminationPolicyMembers);
constexpr ShapeMember kTaskEbsMembers[] = {
    kEbsEncrypted,
    kEbsKmsKeyId,
    kEbsVolumeType,
    kEbsSizeInGiB,
    kEbsSnapshotId,
    kEbsInitializationRate,
    kEbsIops,
    kEbsThroughput,
    kEbsTags,
    kEbsRoleArn,
    optional("terminationPolicy", kTerminationPolicy, "What becomes of the volume at the end."),
    kEbsFilesystemType,
};
constexpr Shape kTaskEbs = structure(kTaskEbsMembers);
constexpr ShapeMember kTaskVolumeMembers[] = {
    required("name", kString, "A volume of the task definition that is configured at launch."),
    optional("managedEBSVolume", kTaskEbs, "The EBS volume the task gets."),
};
constexpr Shape kTaskVolume = structure(kTaskVolumeMembers);
constexpr Shape kTaskVolumes = listOf(kTaskVolume);

constexpr ShapeMember kRunTaskMembers[] = {
    optional("capacityProviderStrategy", kCapacityProviderStrategy,
             "How tasks are shared among capacity providers; instead of launchType.")
        .between(0, 20),
    kClusterMember,
    optional("count", kInteger, "How many copies; 1 when absent.").between(1, 10),
    optional("enableECSManagedTags", kBoolean, "Tag the tasks with the cluster name."),
    optional("enableExecuteCommand", kBoolean, "Allow ECS Exec into the containers."),
    optional("group", kString, "Task group; family:<family> when absent."),
    optional("launchType", kLaunchType, "What runs the tasks; instead of a provider strategy."),
    optional("networkConfiguration", kNetworkConfiguration, "Subnets, security groups, public IP."),
    optional("overrides", kTaskOverride, "What differs from the task definition this time."),
    optional("placementConstraints", kPlacementConstraints, "Instances allowed; not on Fargate.")
        .between(0, 10),
    optional("placementStrategy", kPlacementStrategy, "Order among instances; not on Fargate.")
        .between(0, 5),
    optional("platformVersion", kString, "Fargate platform version; LATEST when absent."),
    optional("propagateTags", kPropagateTags, "TASK_DEFINITION to copy its tags."),
    optional("referenceId", kString, "A mark of your own."),
    optional("startedBy", kString, "Who or what started it, to find it by.").between(0, 128),
    kTagsMember,
    required("taskDefinition", kString, "family, family:revision or ARN of what runs.")
        .naming(NameKind::TaskDefinition),
    optional("clientToken", kString, "Makes a repeated request harmless.").between(0, 64),
    optional("volumeConfigurations", kTaskVolumes, "EBS volumes for the tasks."),
};
constexpr ShapeMember kStopTaskMembers[] = {
    kClusterMember,
    required("task", kString, "Id or ARN of the task.").naming(NameKind::Task),
    optional("reason", kString, "Why; shown as stoppedReason.").between(0, 255),
};
constexpr ShapeMember kDescribeTasksMembers[] = {
    kClusterMember,
    required("tasks", kStrings, "Ids or ARNs.").naming(NameKind::Task).between(1, 100),
    optional("include", kTagsOnlyList, "TAGS to see tags."),
};
constexpr std::string_view kDesiredStatusValues[] = {"RUNNING", "PENDING", "STOPPED"};
constexpr Shape kDesiredStatus = enumeration(kDesiredStatusValues);
constexpr ShapeMember kListTasksMembers[] = {
    kClusterMember,
    optional("containerInstance", kString, "Only those on this instance."),
    optional("family", kString, "Only those of this family.").naming(NameKind::Family),
    kNextTokenMember,
    kMaxResultsMember,
    optional("startedBy", kString, "Only those started so."),
    optional("serviceName", kString, "Only those of this service.").naming(NameKind::Service),
    optional("desiredStatus", kDesiredStatus, "RUNNING when absent; STOPPED shows ended tasks."),
    optional("launchType", kLaunchType, "Only those on this launch type."),
    optional("daemonName", kString, "Only those of this daemon."),
};

}  // namespace

constinit const Shape kCreateClusterInput = structure(kCreateClusterMembers);
constinit const Shape kDescribeClustersInput = structure(kDescribeClustersMembers);
constinit const Shape kListClustersInput = structure(kListClustersMembers);
constinit const Shape kUpdateClusterSettingsInput = structure(kUpdateClusterSettingsMembers);
constinit const Shape kDeleteClusterInput = structure(kDeleteClusterMembers);
constinit const Shape kDeregisterTaskDefinitionInput = structure(kDeregisterMembers);
constinit const Shape kDescribeTaskDefinitionInput = structure(kDescribeTaskDefinitionMembers);
constinit const Shape kListTaskDefinitionsInput = structure(kListDefinitionsMembers);
constinit const Shape kListTaskDefinitionFamiliesInput = structure(kListFamiliesMembers);
constinit const Shape kDeleteServiceInput = structure(kDeleteServiceMembers);
constinit const Shape kDescribeServicesInput = structure(kDescribeServicesMembers);
constinit const Shape kListServicesInput = structure(kListServicesMembers);
constinit const Shape kRunTaskInput = structure(kRunTaskMembers);
constinit const Shape kStopTaskInput = structure(kStopTaskMembers);
constinit const Shape kDescribeTasksInput = structure(kDescribeTasksMembers);
constinit const Shape kListTasksInput = structure(kListTasksMembers);

}  // namespace taskyard::shapes
