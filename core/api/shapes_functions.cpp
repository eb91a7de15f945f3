// Names and required members: AWS's public API models of "lambda" (2015-03-31) and "eks"
// (2017-11-01).

#include "api/shapes_functions.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kFunctionName =
    required("FunctionName", kString, "Name or ARN of the function.");

constexpr std::string_view kPackageTypeValues[] = {"Zip", "Image"};
constexpr Shape kPackageType = enumeration(kPackageTypeValues);
constexpr std::string_view kArchitectureValues[] = {"x86_64", "arm64"};
constexpr Shape kArchitecture = enumeration(kArchitectureValues);
constexpr Shape kArchitectures = listOf(kArchitecture);
constexpr ShapeMember kSizeMembers[] = {
    required("Size", kInteger, "MB of /tmp.").between(512, 10240),
};
constexpr Shape kSize = structure(kSizeMembers);

constexpr ShapeMember kCodeMembers[] = {
    optional("ZipFile", kString, "The package itself, base64."),
    optional("S3Bucket", kString, "Bucket of the package."),
    optional("S3Key", kString, "Key of the package."),
    optional("ImageUri", kString, "Image in ECR.").naming(NameKind::Image),
};
constexpr Shape kCode = structure(kCodeMembers);
constexpr ShapeMember kEnvironmentMembers[] = {
    optional("Variables", kStringMap, "Environment variables, 4 KB in all."),
};
constexpr Shape kEnvironment = structure(kEnvironmentMembers);
constexpr ShapeMember kVpcMembers[] = {
    optional("SubnetIds", kStrings, "Subnets of its network interfaces.").naming(NameKind::Subnet),
    optional("SecurityGroupIds", kStrings, "Their security groups.")
        .naming(NameKind::SecurityGroup),
};
constexpr Shape kVpc = structure(kVpcMembers);

constexpr std::string_view kRuntimeValues[] = {
    "nodejs18.x", "nodejs20.x", "nodejs22.x",   "nodejs24.x",      "python3.9", "python3.10",
    "python3.11", "python3.12", "python3.13",   "python3.14",      "java8.al2", "java11",
    "java17",     "java21",     "java25",       "dotnet8",         "dotnet10",  "ruby3.2",
    "ruby3.3",    "ruby3.4",    "provided.al2", "provided.al2023",
};
constexpr Shape kRuntimeName = enumeration(kRuntimeValues);
constexpr ShapeMember kRuntime = optional("Runtime", kRuntimeName, "Not for images.");
constexpr ShapeMember kHandler = optional("Handler", kString, "Such as app.handler.");
constexpr ShapeMember kTimeout =
    optional("Timeout", kInteger, "Seconds, 3 when absent.").between(1, 900);
constexpr ShapeMember kMemorySize =
    optional("MemorySize", kInteger, "MB, 128 when absent; CPU grows with it.").between(128, 10240);
constexpr ShapeMember kDescription = optional("Description", kString, "Words for people.");
constexpr ShapeMember kEnvironmentMember =
    optional("Environment", kEnvironment, "Environment variables.");
constexpr ShapeMember kVpcConfig = optional("VpcConfig", kVpc, "To reach what is in a VPC.");
constexpr ShapeMember kEphemeralStorage = optional("EphemeralStorage", kSize, "Size of /tmp.");

constexpr ShapeMember kCreateFunctionMembers[] = {
    kFunctionName,
    kRuntime,
    required("Role", kString, "ARN of the execution role."),
    kHandler,
    required("Code", kCode, "Where the code is."),
    kDescription,
    kTimeout,
    kMemorySize,
    kVpcConfig,
    optional("PackageType", kPackageType, "Zip when absent."),
    kEnvironmentMember,
    optional("Architectures", kArchitectures, "x86_64 when absent."),
    kEphemeralStorage,
};
constexpr ShapeMember kUpdateFunctionMembers[] = {
    kFunctionName,      optional("Role", kString, "ARN of the execution role."),
    kRuntime,           kHandler,
    kDescription,       kTimeout,
    kMemorySize,        kVpcConfig,
    kEnvironmentMember, kEphemeralStorage,
};
constexpr ShapeMember kFunctionNameMembers[] = {kFunctionName};
constexpr ShapeMember kListFunctionsMembers[] = {
    optional("Marker", kString, "From the last answer."),
    optional("MaxItems", kInteger, "How many at once.").between(1, 10000),
};
constexpr ShapeMember kPutConcurrencyMembers[] = {
    kFunctionName,
    required("ReservedConcurrentExecutions", kInteger, "Environments kept for it alone.")
        .clientBetween(0, 1'000'000),
};
constexpr ShapeMember kScalingConfigMembers[] = {
    optional("MaximumConcurrency", kInteger, "Batches at the same time, at most.").between(2, 1000),
};
constexpr Shape kScalingConfig = structure(kScalingConfigMembers);
constexpr std::string_view kResponseTypeValues[] = {"ReportBatchItemFailures"};
constexpr Shape kResponseType = enumeration(kResponseTypeValues);
constexpr Shape kResponseTypes = listOf(kResponseType);
constexpr ShapeMember kMappingEnabled = optional("Enabled", kBoolean, "Whether it polls.");
constexpr ShapeMember kMappingBatchSize =
    optional("BatchSize", kInteger, "Messages at once, 10 when absent.").between(1, 10000);
constexpr ShapeMember kMappingWindow =
    optional("MaximumBatchingWindowInSeconds", kInteger, "How long a batch is gathered.")
        .between(0, 300);
constexpr ShapeMember kMappingScaling =
    optional("ScalingConfig", kScalingConfig, "How far it scales.");
constexpr ShapeMember kMappingResponses = optional(
    "FunctionResponseTypes", kResponseTypes, "Whether the function names the failed messages.");
constexpr ShapeMember kMappingUuid = required("UUID", kString, "The mapping's id.");
constexpr ShapeMember kMappingMembers[] = {
    optional("EventSourceArn", kString, "ARN of the queue."),
    kFunctionName,
    kMappingEnabled,
    kMappingBatchSize,
    kMappingWindow,
    kMappingScaling,
    kMappingResponses,
};
constexpr ShapeMember kUpdateMappingMembers[] = {
    kMappingUuid,      optional("FunctionName", kString, "Name or ARN of the function."),
    kMappingEnabled,   kMappingBatchSize,
    kMappingWindow,    kMappingScaling,
    kMappingResponses,
};
constexpr ShapeMember kMappingIdMembers[] = {kMappingUuid};
constexpr ShapeMember kListMappingsMembers[] = {
    optional("EventSourceArn", kString, "Only those of this queue."),
    optional("FunctionName", kString, "Only those of this function."),
    optional("Marker", kString, "From the last answer."),
    optional("MaxItems", kInteger, "How many at once.").between(1, 10000),
};
constexpr std::string_view kInvocationTypeValues[] = {"RequestResponse", "Event", "DryRun"};
constexpr Shape kInvocationType = enumeration(kInvocationTypeValues);
constexpr ShapeMember kInvokeMembers[] = {
    kFunctionName,
    optional("InvocationType", kInvocationType, "RequestResponse when absent."),
    optional("Payload", kString, "JSON for the handler."),
};

constexpr std::int64_t kDaySeconds = 24 * 60 * 60;
constexpr ShapeMember kWorkMembers[] = {
    required("function", kString, "Name or ARN of the function."),
    optional("workMs", kInteger, "Milliseconds of one vCPU per invocation.")
        .strictlyBetween(0, kDaySeconds * 1000),
    optional("waitMs", kInteger, "Milliseconds of waiting, whatever the memory.")
        .strictlyBetween(0, kDaySeconds * 1000),
    optional("threads", kInteger, "How many vCPUs it can use at once.").strictlyBetween(1, 6),
    optional("coldStartMs", kInteger, "Milliseconds to make a fresh environment.")
        .strictlyBetween(0, 60'000),
};
constexpr std::int64_t kMostPerSecond = 100'000;
constexpr ShapeMember kStepMembers[] = {
    required("seconds", kInteger, "How long this rate holds.")
        .strictlyBetween(1, 365 * kDaySeconds),
    required("perSecond", kInteger, "Invocations per second.").strictlyBetween(0, kMostPerSecond),
};
constexpr Shape kStep = structure(kStepMembers);
constexpr Shape kSteps = listOf(kStep);
constexpr std::string_view kLoadTypeValues[] = {"RequestResponse", "Event"};
constexpr Shape kLoadType = enumeration(kLoadTypeValues);
constexpr ShapeMember kInvocationsMembers[] = {
    required("function", kString, "Name or ARN of the function."),
    optional("perSecond", kInteger, "Steady load; 0 ends it.").strictlyBetween(0, kMostPerSecond),
    optional("pattern", kSteps, "Rates one after the other; the load ends with the last.")
        .strictlyBetween(1, 100),
    optional("invocationType", kLoadType, "Event: what fails is tried twice more."),
};
constexpr ShapeMember kDescribeFunctionMembers[] = {
    required("function", kString, "Name or ARN of the function."),
};

constexpr ShapeMember kClusterName = required("name", kString, "Name of the cluster.");
constexpr ShapeMember kClusterNameLong = required("clusterName", kString, "Name of the cluster.");
constexpr ShapeMember kVpcRequestMembers[] = {
    optional("subnetIds", kStrings, "In two zones at least.").naming(NameKind::Subnet),
    optional("securityGroupIds", kStrings, "Further groups of the control plane.")
        .naming(NameKind::SecurityGroup),
    optional("endpointPublicAccess", kBoolean, "Whether the API is public."),
    optional("endpointPrivateAccess", kBoolean, "Whether the API is in the VPC."),
};
constexpr Shape kVpcRequest = structure(kVpcRequestMembers);
constexpr ShapeMember kCreateClusterMembers[] = {
    kClusterName,
    optional("version", kString, "Kubernetes version."),
    required("roleArn", kString, "Role of the control plane."),
    required("resourcesVpcConfig", kVpcRequest, "Where its interfaces are."),
    optional("tags", kStringMap, "Labels."),
};
constexpr ShapeMember kNameMembers[] = {kClusterName};
constexpr ShapeMember kListClustersMembers[] = {
    optional("maxResults", kInteger, "How many at once.").between(1, 100),
    optional("nextToken", kString, "From the last answer."),
};
constexpr ShapeMember kScalingMembers[] = {
    optional("minSize", kInteger, "Nodes at least.").clientBetween(0, 450),
    optional("maxSize", kInteger, "Nodes at most.").clientBetween(1, 450),
    optional("desiredSize", kInteger, "Nodes now.").clientBetween(0, 450),
};
constexpr Shape kScaling = structure(kScalingMembers);
constexpr ShapeMember kNodegroupName = required("nodegroupName", kString, "Name of the group.");
constexpr ShapeMember kCreateNodegroupMembers[] = {
    kClusterNameLong,
    kNodegroupName,
    optional("scalingConfig", kScaling, "How many nodes."),
    required("subnets", kStrings, "Where the nodes are.").naming(NameKind::Subnet),
    optional("instanceTypes", kStrings, "t3.medium when absent."),
    required("nodeRole", kString, "Role of the nodes."),
    optional("capacityType", kString, "ON_DEMAND or SPOT."),
    optional("diskSize", kInteger, "GiB of each node's disk."),
};
constexpr ShapeMember kDeleteNodegroupMembers[] = {kClusterNameLong, kNodegroupName};
constexpr ShapeMember kProfileName =
    required("fargateProfileName", kString, "Name of the profile.");
constexpr ShapeMember kSelectorMembers[] = {
    optional("namespace", kString, "Kubernetes namespace."),
    optional("labels", kStringMap, "Kubernetes labels."),
};
constexpr Shape kSelector = structure(kSelectorMembers);
constexpr Shape kSelectors = listOf(kSelector);
constexpr ShapeMember kCreateProfileMembers[] = {
    kProfileName,
    kClusterNameLong,
    required("podExecutionRoleArn", kString, "Role that pulls images."),
    optional("subnets", kStrings, "Private subnets.").naming(NameKind::Subnet),
    optional("selectors", kSelectors, "Which pods run on Fargate."),
};
constexpr ShapeMember kDeleteProfileMembers[] = {kClusterNameLong, kProfileName};
constexpr ShapeMember kOtherMembers[] = {
    optional("clusterName", kString, "Name of the cluster."),
    optional("name", kString, "Name of the cluster."),
};
constexpr ShapeMember kRunPodsMembers[] = {
    required("cluster", kString, "Name of the EKS cluster."),
    optional("fargateProfile", kString, "The profile that takes them; on nodes when absent."),
    optional("count", kInteger, "How many.").strictlyBetween(1, 1000),
    optional("spot", kBoolean, "On Spot capacity."),
    optional("arm", kBoolean, "On ARM processors."),
    optional("gpu", kBoolean, "With a GPU."),
    optional("daemonSet", kBoolean, "One on every node."),
};

constexpr ShapeMember kHostMembers[] = {
    required("name", kString, "What to call it.").strictlyBetween(1, 64),
    optional("instanceType", kString, "t3.medium when absent."),
};
constexpr std::string_view kRestartValues[] = {"no", "on-failure", "always", "unless-stopped"};
constexpr Shape kRestart = enumeration(kRestartValues);
constexpr ShapeMember kDockerRunMembers[] = {
    required("instance", kString, "The instance, by the name it was launched with."),
    required("image", kString, "The image.").naming(NameKind::Image).strictlyBetween(1, 255),
    required("name", kString, "What to call the container.").strictlyBetween(1, 64),
    optional("restart", kRestart, "docker's --restart; no when absent."),
};
constexpr ShapeMember kDockerPsMembers[] = {
    required("instance", kString, "The instance."),
    optional("all", kBoolean, "Also those that have ended."),
};
constexpr ShapeMember kDockerStopMembers[] = {
    required("instance", kString, "The instance."),
    required("name", kString, "The container."),
};

}  // namespace

constinit const Shape kLambdaCreateFunctionInput = structure(kCreateFunctionMembers);
constinit const Shape kLambdaFunctionNameInput = structure(kFunctionNameMembers);
constinit const Shape kLambdaListFunctionsInput = structure(kListFunctionsMembers);
constinit const Shape kLambdaUpdateFunctionConfigurationInput = structure(kUpdateFunctionMembers);
constinit const Shape kLambdaPutFunctionConcurrencyInput = structure(kPutConcurrencyMembers);
constinit const Shape kLambdaCreateEventSourceMappingInput = structure(kMappingMembers);
constinit const Shape kLambdaUpdateEventSourceMappingInput = structure(kUpdateMappingMembers);
constinit const Shape kLambdaMappingIdInput = structure(kMappingIdMembers);
constinit const Shape kLambdaListEventSourceMappingsInput = structure(kListMappingsMembers);
constinit const Shape kLambdaInvokeInput = structure(kInvokeMembers);
constinit const Shape kSimSetFunctionWorkInput = structure(kWorkMembers);
constinit const Shape kSimSetInvocationsInput = structure(kInvocationsMembers);
constinit const Shape kSimDescribeFunctionInput = structure(kDescribeFunctionMembers);

constinit const Shape kEksCreateClusterInput = structure(kCreateClusterMembers);
constinit const Shape kEksNameInput = structure(kNameMembers);
constinit const Shape kEksListClustersInput = structure(kListClustersMembers);
constinit const Shape kEksCreateNodegroupInput = structure(kCreateNodegroupMembers);
constinit const Shape kEksDeleteNodegroupInput = structure(kDeleteNodegroupMembers);
constinit const Shape kEksCreateFargateProfileInput = structure(kCreateProfileMembers);
constinit const Shape kEksDeleteFargateProfileInput = structure(kDeleteProfileMembers);
constinit const Shape kEksOtherInput = structure(kOtherMembers);
constinit const Shape kSimRunPodsInput = structure(kRunPodsMembers);

constinit const Shape kSimLaunchHostInput = structure(kHostMembers);
constinit const Shape kSimDockerRunInput = structure(kDockerRunMembers);
constinit const Shape kSimDockerPsInput = structure(kDockerPsMembers);
constinit const Shape kSimDockerStopInput = structure(kDockerStopMembers);

}  // namespace taskyard::shapes
