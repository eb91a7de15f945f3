// The input of RegisterTaskDefinition: containers, volumes and what surrounds them.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kRepositoryCredentialsMembers[] = {
    required("credentialsParameter", kString, "ARN of the secret with user name and password."),
};
constexpr Shape kRepositoryCredentials = structure(kRepositoryCredentialsMembers);

constexpr std::string_view kTransportProtocolValues[] = {"tcp", "udp"};
constexpr Shape kTransportProtocol = enumeration(kTransportProtocolValues);
constexpr std::string_view kApplicationProtocolValues[] = {"http", "http2", "grpc"};
constexpr Shape kApplicationProtocol = enumeration(kApplicationProtocolValues);
constexpr ShapeMember kPortMappingMembers[] = {
    optional("containerPort", kInteger, "The port the application listens on.").between(1, 65535),
    optional("hostPort", kInteger, "Same port in awsvpc mode; 0 for any free one in bridge mode.")
        .between(0, 65535),
    optional("protocol", kTransportProtocol, "tcp when absent."),
    optional("name", kString, "How Service Connect refers to this port."),
    optional("appProtocol", kApplicationProtocol, "What is spoken on it, for Service Connect."),
    optional("containerPortRange", kString, "Many ports at once, such as \"8000-8010\"."),
};
constexpr Shape kPortMapping = structure(kPortMappingMembers);
constexpr Shape kPortMappings = listOf(kPortMapping);

constexpr ShapeMember kRestartPolicyMembers[] = {
    required("enabled", kBoolean, "Restart this container without replacing the task."),
    optional("ignoredExitCodes", kIntegers, "Exit codes after which it is not restarted.")
        .between(0, 50),
    optional("restartAttemptPeriod", kInteger,
             "Seconds it must have run before it may be restarted; 300 when absent.")
        .between(60, 1800),
};
constexpr Shape kRestartPolicy = structure(kRestartPolicyMembers);

constexpr ShapeMember kMountPointMembers[] = {
    optional("sourceVolume", kString, "Name of a volume of this task definition."),
    optional("containerPath", kString, "Where the container sees it."),
    optional("readOnly", kBoolean, "Whether writing is refused; false when absent."),
};
constexpr Shape kMountPoint = structure(kMountPointMembers);
constexpr Shape kMountPoints = listOf(kMountPoint);

constexpr ShapeMember kVolumeFromMembers[] = {
    optional("sourceContainer", kString, "The container whose mounts are shared."),
    optional("readOnly", kBoolean, "Whether writing is refused; false when absent."),
};
constexpr Shape kVolumeFrom = structure(kVolumeFromMembers);
constexpr Shape kVolumesFrom = listOf(kVolumeFrom);

constexpr ShapeMember kKernelCapabilitiesMembers[] = {
    optional("add", kStrings, "Capabilities on top of Docker's; Fargate allows SYS_PTRACE only."),
    optional("drop", kStrings, "Capabilities taken away."),
};
constexpr Shape kKernelCapabilities = structure(kKernelCapabilitiesMembers);
constexpr std::string_view kDevicePermissionValues[] = {"read", "write", "mknod"};
constexpr Shape kDevicePermission = enumeration(kDevicePermissionValues);
constexpr Shape kDevicePermissions = listOf(kDevicePermission);
constexpr ShapeMember kDeviceMembers[] = {
    required("hostPath", kString, "The device on the instance."),
    optional("containerPath", kString, "Where the container sees it."),
    optional("permissions", kDevicePermissions, "All three when absent."),
};
constexpr Shape kDevice = structure(kDeviceMembers);
constexpr Shape kDevices = listOf(kDevice);
constexpr ShapeMember kTmpfsMembers[] = {
    required("containerPath", kString, "Where the memory disk is mounted."),
    required("size", kInteger, "Its largest size, in MiB."),
    optional("mountOptions", kStrings, "Options of mount, such as noexec."),
};
constexpr Shape kTmpfs = structure(kTmpfsMembers);
constexpr Shape kTmpfsList = listOf(kTmpfs);
constexpr ShapeMember kLinuxParametersMembers[] = {
    optional("capabilities", kKernelCapabilities, "Linux capabilities added and dropped."),
    optional("devices", kDevices, "Devices of the instance to expose; not on Fargate."),
    optional("initProcessEnabled", kBoolean, "Run a small init that forwards signals."),
    optional("sharedMemorySize", kInteger, "Size of /dev/shm, in MiB; not on Fargate."),
    optional("tmpfs", kTmpfsList, "Memory disks; not on Fargate."),
    optional("maxSwap", kInteger, "Swap the container may use, in MiB; not on Fargate."),
    optional("swappiness", kInteger, "How eagerly it swaps; not on Fargate.").between(0, 100),
};
constexpr Shape kLinuxParameters = structure(kLinuxParametersMembers);

constexpr std::string_view kContainerConditionValues[] = {"START", "COMPLETE", "SUCCESS",
                                                          "HEALTHY"};
constexpr Shape kContainerCondition = enumeration(kContainerConditionValues);
constexpr ShapeMember kContainerDependencyMembers[] = {
    required("containerName", kString, "The container to wait for.").naming(NameKind::Container),
    required("condition", kContainerCondition, "What it must have reached."),
};
constexpr Shape kContainerDependency = structure(kContainerDependencyMembers);
constexpr Shape kContainerDependencies = listOf(kContainerDependency);

constexpr ShapeMember kHostEntryMembers[] = {
    required("hostname", kString, "The name."),
    required("ipAddress", kString, "The address it stands for."),
};
constexpr Shape kHostEntry = structure(kHostEntryMembers);
constexpr Shape kHostEntries = listOf(kHostEntry);

constexpr std::string_view kUlimitNameValues[] = {
    "core",   "cpu",   "data", "fsize",  "locks",  "memlock",    "msgqueue", "nice",
    "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack"};
constexpr Shape kUlimitName = enumeration(kUlimitNameValues);
constexpr ShapeMember kUlimitMembers[] = {
    required("name", kUlimitName, "What is limited; Fargate: nofile only."),
    required("softLimit", kInteger, "The limit the process starts with."),
    required("hardLimit", kInteger, "How far it may raise it."),
};
constexpr Shape kUlimit = structure(kUlimitMembers);
constexpr Shape kUlimits = listOf(kUlimit);

constexpr ShapeMember kHealthCheckMembers[] = {
    required("command", kStrings, "CMD or CMD-SHELL, then the command; exit code 0 is healthy."),
    optional("interval", kInteger, "Seconds between checks; 30 when absent.").between(5, 300),
    optional("timeout", kInteger, "Seconds before a check counts as failed; 5 when absent.")
        .between(2, 60),
    optional("retries", kInteger, "Failures in a row that mean unhealthy; 3 when absent.")
        .between(1, 10),
    optional("startPeriod", kInteger, "Seconds at the start in which failures do not count.")
        .between(0, 300),
};
constexpr Shape kHealthCheck = structure(kHealthCheckMembers);

constexpr ShapeMember kSystemControlMembers[] = {
    optional("namespace", kString, "The kernel setting, such as net.core.somaxconn."),
    optional("value", kString, "Its value."),
};
constexpr Shape kSystemControl = structure(kSystemControlMembers);
constexpr Shape kSystemControls = listOf(kSystemControl);

constexpr std::string_view kFirelensTypeValues[] = {"fluentd", "fluentbit"};
constexpr Shape kFirelensType = enumeration(kFirelensTypeValues);
constexpr ShapeMember kFirelensConfigurationMembers[] = {
    required("type", kFirelensType, "The log router in this container."),
    optional("options", kStringMap, "Settings of the router."),
};
constexpr Shape kFirelensConfiguration = structure(kFirelensConfigurationMembers);

constexpr std::string_view kVersionConsistencyValues[] = {"enabled", "disabled"};
constexpr Shape kVersionConsistency = enumeration(kVersionConsistencyValues);

constexpr ShapeMember kContainerDefinitionMembers[] = {
    optional("name", kString, "Name of the container within the task.").between(1, 255),
    optional("image", kString, "Image reference: registry/repository:tag or @digest.")
        .naming(NameKind::Image)
        .between(1, 255),
    optional("repositoryCredentials", kRepositoryCredentials, "Login for a private registry."),
    optional("cpu", kInteger, "CPU units out of the task's (1024 = 1 vCPU)."),
    optional("memory", kInteger, "Hard limit in MiB; going over it kills the container."),
    optional("memoryReservation", kInteger, "Soft limit in MiB, set aside for the container."),
    optional("links", kStrings, "Other containers by name; bridge mode only."),
    optional("portMappings", kPortMappings, "Ports the container serves."),
    optional("essential", kBoolean, "When it stops, the whole task stops; true when absent."),
    optional("restartPolicy", kRestartPolicy, "Whether ECS restarts just this container."),
    optional("entryPoint", kStrings, "Replaces the image's ENTRYPOINT."),
    optional("command", kStrings, "Replaces the image's CMD."),
    optional("environment", kKeyValuePairs, "Environment variables; nothing secret."),
    optional("environmentFiles", kEnvironmentFiles, "Files of environment variables in S3.")
        .between(0, 10),
    optional("mountPoints", kMountPoints, "Volumes the container sees."),
    optional("volumesFrom", kVolumesFrom, "Mounts taken over from another container."),
    optional("linuxParameters", kLinuxParameters, "Linux options such as capabilities."),
    optional("secrets", kSecrets, "Environment variables fetched when the container starts."),
    optional("dependsOn", kContainerDependencies, "Containers to wait for, and for what."),
    optional("startTimeout", kInteger, "Seconds dependants wait for this container.")
        .between(2, 120),
    optional("stopTimeout", kInteger, "Seconds from SIGTERM to SIGKILL; 30 when absent.")
        .between(2, 120),
    optional("versionConsistency", kVersionConsistency,
             "Whether the tag is pinned to a digest for a deployment."),
    optional("hostname", kString, "Host name inside; not in awsvpc mode."),
    optional("user", kString, "User, or user:group, to run as."),
    optional("workingDirectory", kString, "Directory the command starts in."),
    optional("disableNetworking", kBoolean, "Switch networking off; not on Fargate."),
    optional("privileged", kBoolean, "Root on the instance; not on Fargate."),
    optional("readonlyRootFilesystem", kBoolean, "Refuse writes outside mounts."),
    optional("dnsServers", kStrings, "Name servers; not on Fargate."),
    optional("dnsSearchDomains", kStrings, "Domains tried for short names; not on Fargate."),
    optional("extraHosts", kHostEntries, "Lines for /etc/hosts; not in awsvpc mode."),
    optional("dockerSecurityOptions", kStrings, "SELinux or AppArmor labels; not on Fargate."),
    optional("interactive", kBoolean, "Keep standard input open."),
    optional("pseudoTerminal", kBoolean, "Give it a terminal."),
    optional("dockerLabels", kStringMap, "Labels on the container."),
    optional("ulimits", kUlimits, "Limits of the process, such as open files."),
    optional("logConfiguration", kLogConfiguration, "Where output goes."),
    optional("healthCheck", kHealthCheck, "Command that tells whether the container is well."),
    optional("systemControls", kSystemControls, "Kernel settings of the container."),
    optional("resourceRequirements", kResourceRequirements, "GPUs."),
    optional("firelensConfiguration", kFirelensConfiguration, "Makes this the log router."),
    optional("credentialSpecs", kStrings, "Files for Active Directory login."),
};
constexpr Shape kContainerDefinition = structure(kContainerDefinitionMembers);
constexpr Shape kContainerDefinitions = listOf(kContainerDefinition);

constexpr ShapeMember kHostVolumeMembers[] = {
    optional("sourcePath", kString, "Path on the instance; absent: an empty volume."),
};
constexpr Shape kHostVolume = structure(kHostVolumeMembers);
constexpr std::string_view kScopeValues[] = {"task", "shared"};
constexpr Shape kScope = enumeration(kScopeValues);
constexpr ShapeMember kDockerVolumeMembers[] = {
    optional("scope", kScope, "Whether it ends with the task or stays."),
    optional("autoprovision", kBoolean, "Make it when it is missing (shared only)."),
    optional("driver", kString, "Docker volume driver."),
    optional("driverOpts", kStringMap, "Settings of the driver."),
    optional("labels", kStringMap, "Labels on the volume."),
};
constexpr Shape kDockerVolume = structure(kDockerVolumeMembers);
constexpr ShapeMember kEfsAuthorizationMembers[] = {
    optional("accessPointId", kString, "EFS access point."),
    optional("iam", kOnOff, "Whether the task role decides about access."),
};
constexpr Shape kEfsAuthorization = structure(kEfsAuthorizationMembers);
constexpr ShapeMember kEfsVolumeMembers[] = {
    required("fileSystemId", kString, "The EFS file system."),
    optional("rootDirectory", kString, "Directory mounted as the root."),
    optional("transitEncryption", kOnOff, "Encrypt on the way to EFS."),
    optional("transitEncryptionPort", kInteger, "Port for that.").between(0, 65535),
    optional("authorizationConfig", kEfsAuthorization, "Access point and role."),
};
constexpr Shape kEfsVolume = structure(kEfsVolumeMembers);
constexpr ShapeMember kS3FilesVolumeMembers[] = {
    required("fileSystemArn", kString, "The S3 Files file system."),
    optional("rootDirectory", kString, "Directory mounted as the root."),
    optional("transitEncryptionPort", kInteger, "Port of the encrypted connection.")
        .between(1, 65535),
    optional("accessPointArn", kString, "Access point to go through."),
};
constexpr Shape kS3FilesVolume = structure(kS3FilesVolumeMembers);
constexpr ShapeMember kFsxAuthorizationMembers[] = {
    required("credentialsParameter", kString, "ARN of the secret with the login."),
    required("domain", kString, "Active Directory domain."),
};
constexpr Shape kFsxAuthorization = structure(kFsxAuthorizationMembers);
constexpr ShapeMember kFsxVolumeMembers[] = {
    required("fileSystemId", kString, "The FSx for Windows file system."),
    required("rootDirectory", kString, "Directory mounted as the root."),
    required("authorizationConfig", kFsxAuthorization, "How to log in."),
};
constexpr Shape kFsxVolume = structure(kFsxVolumeMembers);
constexpr ShapeMember kVolumeMembers[] = {
    optional("name", kString, "What mount points call it.").between(1, 255),
    optional("host", kHostVolume, "A bind mount."),
    optional("dockerVolumeConfiguration", kDockerVolume, "A Docker volume; not on Fargate."),
    optional("efsVolumeConfiguration", kEfsVolume, "An EFS file system."),
    optional("s3filesVolumeConfiguration", kS3FilesVolume, "An S3 Files file system."),
    optional("fsxWindowsFileServerVolumeConfiguration", kFsxVolume, "An FSx for Windows share."),
    optional("configuredAtLaunch", kBoolean, "Details come with the service or the run (EBS)."),
};
constexpr Shape kVolume = structure(kVolumeMembers);
constexpr Shape kVolumes = listOf(kVolume);

constexpr std::string_view kDefinitionConstraintTypeValues[] = {"memberOf"};
constexpr Shape kDefinitionConstraintType = enumeration(kDefinitionConstraintTypeValues);
constexpr ShapeMember kDefinitionConstraintMembers[] = {
    optional("type", kDefinitionConstraintType, "Only memberOf here."),
    optional("expression", kString, "Cluster query that an instance must meet."),
};
constexpr Shape kDefinitionConstraint = structure(kDefinitionConstraintMembers);
constexpr Shape kDefinitionConstraints = listOf(kDefinitionConstraint);

constexpr std::string_view kProxyTypeValues[] = {"APPMESH"};
constexpr Shape kProxyType = enumeration(kProxyTypeValues);
constexpr ShapeMember kProxyConfigurationMembers[] = {
    optional("type", kProxyType, "The kind of proxy."),
    required("containerName", kString, "The container that is the proxy.")
        .naming(NameKind::Container),
    optional("properties", kKeyValuePairs, "Settings of the proxy."),
};
constexpr Shape kProxyConfiguration = structure(kProxyConfigurationMembers);

constexpr ShapeMember kInferenceAcceleratorMembers[] = {
    required("deviceName", kString, "Name within the task."),
    required("deviceType", kString, "Kind of accelerator."),
};
constexpr Shape kInferenceAccelerator = structure(kInferenceAcceleratorMembers);
constexpr Shape kInferenceAccelerators = listOf(kInferenceAccelerator);

constexpr std::string_view kCpuArchitectureValues[] = {"X86_64", "ARM64"};
constexpr Shape kCpuArchitecture = enumeration(kCpuArchitectureValues);
constexpr std::string_view kOsFamilyValues[] = {
    "WINDOWS_SERVER_2019_FULL", "WINDOWS_SERVER_2019_CORE",
    "WINDOWS_SERVER_2016_FULL", "WINDOWS_SERVER_2004_CORE",
    "WINDOWS_SERVER_2022_CORE", "WINDOWS_SERVER_2022_FULL",
    "WINDOWS_SERVER_2025_CORE", "WINDOWS_SERVER_2025_FULL",
    "WINDOWS_SERVER_20H2_CORE", "LINUX"};
constexpr Shape kOsFamily = enumeration(kOsFamilyValues);
constexpr ShapeMember kRuntimePlatformMembers[] = {
    optional("cpuArchitecture", kCpuArchitecture, "X86_64 when absent."),
    optional("operatingSystemFamily", kOsFamily, "LINUX or a Windows release."),
};
constexpr Shape kRuntimePlatform = structure(kRuntimePlatformMembers);

constexpr std::string_view kNetworkModeValues[] = {"bridge", "host", "awsvpc", "none"};
constexpr Shape kNetworkMode = enumeration(kNetworkModeValues);
constexpr std::string_view kCompatibilityValues[] = {"EC2", "FARGATE", "EXTERNAL",
                                                     "MANAGED_INSTANCES"};
constexpr Shape kCompatibility = enumeration(kCompatibilityValues);
constexpr Shape kCompatibilities = listOf(kCompatibility);
constexpr std::string_view kPidModeValues[] = {"host", "task"};
constexpr Shape kPidMode = enumeration(kPidModeValues);
constexpr std::string_view kIpcModeValues[] = {"host", "task", "none"};
constexpr Shape kIpcMode = enumeration(kIpcModeValues);

constexpr ShapeMember kInputMembers[] = {
    required("family", kString, "Name shared by all revisions.")
        .naming(NameKind::Family)
        .between(1, 255),
    optional("taskRoleArn", kString, "Role of the application: what its code may call."),
    optional("executionRoleArn", kString, "Role of ECS: pulling images, logs, secrets."),
    optional("networkMode", kNetworkMode, "awsvpc for Fargate; bridge when absent."),
    required("containerDefinitions", kContainerDefinitions, "The containers that run together.")
        .between(1, 10),
    optional("volumes", kVolumes, "Storage the containers can mount."),
    optional("placementConstraints", kDefinitionConstraints, "Instances allowed; not on Fargate.")
        .between(0, 10),
    optional("requiresCompatibilities", kCompatibilities, "Check the definition for these."),
    optional("cpu", kString, "CPU of the whole task: \"256\" or \".25 vCPU\"; a must on Fargate."),
    optional("memory", kString, "Memory of the whole task: \"512\" or \"0.5 GB\"."),
    kTagsMember,
    optional("pidMode", kPidMode, "Whose processes are visible; Fargate: task only."),
    optional("ipcMode", kIpcMode, "Whose shared memory is visible; not on Fargate."),
    optional("proxyConfiguration", kProxyConfiguration, "App Mesh proxy."),
    optional("inferenceAccelerators", kInferenceAccelerators, "No longer available from AWS."),
    optional("ephemeralStorage", kEphemeralStorage, "Scratch disk on Fargate beyond 20 GiB."),
    optional("runtimePlatform", kRuntimePlatform, "Processor architecture and operating system."),
    optional("enableFaultInjection", kBoolean, "Let the task accept fault injection requests."),
};

}  // namespace

constinit const Shape kRegisterTaskDefinitionInput = structure(kInputMembers);

}  // namespace taskyard::shapes
