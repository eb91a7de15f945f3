// The inputs of CreateService and UpdateService.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kAdvancedConfigurationMembers[] = {
    optional("alternateTargetGroupArn", kString, "The second target group of a blue/green pair.")
        .naming(NameKind::TargetGroup),
    optional("productionListenerRule", kString, "Listener rule that carries real traffic."),
    optional("testListenerRule", kString, "Listener rule that carries test traffic."),
    optional("roleArn", kString, "Role with which ECS changes the load balancer."),
};
constexpr Shape kAdvancedConfiguration = structure(kAdvancedConfigurationMembers);
constexpr ShapeMember kLoadBalancerMembers[] = {
    optional("targetGroupArn", kString, "Target group the tasks are registered with.")
        .naming(NameKind::TargetGroup),
    optional("loadBalancerName", kString, "Classic Load Balancers only."),
    optional("containerName", kString, "The container that serves.").naming(NameKind::Container),
    optional("containerPort", kInteger, "The port it serves on.").between(0, 65535),
    optional("advancedConfiguration", kAdvancedConfiguration, "For blue/green traffic shifts."),
};
constexpr Shape kLoadBalancer = structure(kLoadBalancerMembers);
constexpr Shape kLoadBalancers = listOf(kLoadBalancer);

constexpr ShapeMember kServiceRegistryMembers[] = {
    optional("registryArn", kString, "Cloud Map service that lists the tasks."),
    optional("port", kInteger, "Port for SRV records."),
    optional("containerName", kString, "Container for SRV records.").naming(NameKind::Container),
    optional("containerPort", kInteger, "Container port for SRV records."),
};
constexpr Shape kServiceRegistry = structure(kServiceRegistryMembers);
constexpr Shape kServiceRegistries = listOf(kServiceRegistry);

constexpr std::string_view kThresholdTypeValues[] = {"BOUNDED_PERCENT", "UNBOUNDED_PERCENT",
                                                     "COUNT"};
constexpr Shape kThresholdType = enumeration(kThresholdTypeValues);
constexpr ShapeMember kThresholdMembers[] = {
    required("type", kThresholdType, "What value means; BOUNDED_PERCENT stays in 3 to 200."),
    required("value", kInteger, "Per cent of desiredCount, or how many failures."),
};
constexpr Shape kThreshold = structure(kThresholdMembers);
constexpr ShapeMember kCircuitBreakerMembers[] = {
    required("enable", kBoolean, "Fail the deployment when tasks keep failing to start."),
    required("rollback", kBoolean, "Then return to the last deployment that completed."),
    optional("resetOnHealthyTask", kBoolean, "A healthy task sets the count to 0; true if absent."),
    optional("thresholdConfiguration", kThreshold, "How many failures; 50 per cent, 3 to 200."),
};
constexpr Shape kCircuitBreaker = structure(kCircuitBreakerMembers);
constexpr ShapeMember kDeploymentAlarmsMembers[] = {
    required("alarmNames", kStrings, "CloudWatch alarms that are watched."),
    required("rollback", kBoolean, "Return to the last good deployment when one fires."),
    required("enable", kBoolean, "Whether they count at all."),
};
constexpr Shape kDeploymentAlarms = structure(kDeploymentAlarmsMembers);

constexpr std::string_view kHookTargetTypeValues[] = {"AWS_LAMBDA", "PAUSE"};
constexpr Shape kHookTargetType = enumeration(kHookTargetTypeValues);
constexpr std::string_view kLifecycleStageValues[] = {"RECONCILE_SERVICE",
                                                      "PRE_SCALE_UP",
                                                      "POST_SCALE_UP",
                                                      "TEST_TRAFFIC_SHIFT",
                                                      "POST_TEST_TRAFFIC_SHIFT",
                                                      "PRE_PRODUCTION_TRAFFIC_SHIFT",
                                                      "PRODUCTION_TRAFFIC_SHIFT",
                                                      "POST_PRODUCTION_TRAFFIC_SHIFT"};
constexpr Shape kLifecycleStage = enumeration(kLifecycleStageValues);
constexpr Shape kLifecycleStages = listOf(kLifecycleStage);
constexpr std::string_view kHookActionValues[] = {"ROLLBACK", "CONTINUE"};
constexpr Shape kHookAction = enumeration(kHookActionValues);
constexpr ShapeMember kHookTimeoutMembers[] = {
    optional("timeoutInMinutes", kInteger, "How long the hook may take.").clientBetween(1, 20160),
    optional("action", kHookAction, "What happens then."),
};
constexpr Shape kHookTimeout = structure(kHookTimeoutMembers);
constexpr ShapeMember kLifecycleHookMembers[] = {
    optional("targetType", kHookTargetType, "Call a function, or wait for a person."),
    optional("hookTargetArn", kString, "The function to call."),
    optional("roleArn", kString, "Role with which ECS calls it."),
    optional("lifecycleStages", kLifecycleStages, "When it is called."),
    optional("hookDetails", kDocument, "Anything to hand to the function."),
    optional("timeoutConfiguration", kHookTimeout, "How long to wait, and what then."),
};
constexpr Shape kLifecycleHook = structure(kLifecycleHookMembers);
constexpr Shape kLifecycleHooks = listOf(kLifecycleHook);

constexpr ShapeMember kLinearConfigurationMembers[] = {
    optional("stepPercent", kNumber, "Share of traffic moved per step.").between(3, 100),
    optional("stepBakeTimeInMinutes", kInteger, "Wait between steps.").between(0, 1440),
};
constexpr Shape kLinearConfiguration = structure(kLinearConfigurationMembers);
constexpr ShapeMember kCanaryConfigurationMembers[] = {
    optional("canaryPercent", kNumber, "Share of traffic the new version gets first."),
    optional("canaryBakeTimeInMinutes", kInteger, "Wait before the rest follows.").between(0, 1440),
};
constexpr Shape kCanaryConfiguration = structure(kCanaryConfigurationMembers);

constexpr std::string_view kCleanupValues[] = {"BLOCKING", "DEFERRED"};
constexpr Shape kCleanup = enumeration(kCleanupValues);
constexpr ShapeMember kEarlySuccessMembers[] = {
    optional("enable", kBoolean, "Whether a deployment may be done before all tasks are healthy."),
    optional("healthyPercent", kInteger, "Of desiredCount, rounded up, that must be healthy.")
        .between(0, 100),
    optional("sourceServiceRevisionCleanup", kCleanup, "Wait until old tasks are gone, or not."),
};
constexpr Shape kEarlySuccess = structure(kEarlySuccessMembers);

constexpr std::string_view kDeploymentStrategyValues[] = {"ROLLING", "BLUE_GREEN", "LINEAR",
                                                          "CANARY"};
constexpr Shape kDeploymentStrategy = enumeration(kDeploymentStrategyValues);
constexpr ShapeMember kDeploymentConfigurationMembers[] = {
    optional("deploymentCircuitBreaker", kCircuitBreaker, "Give up on a deployment that fails."),
    optional("maximumPercent", kInteger,
             "Most tasks during a rollout, in per cent of desiredCount; 200 when absent."),
    optional("minimumHealthyPercent", kInteger,
             "Fewest running tasks during a rollout, in per cent; 100 when absent."),
    optional("alarms", kDeploymentAlarms, "Alarms that fail a deployment."),
    optional("strategy", kDeploymentStrategy, "ROLLING when absent."),
    optional("bakeTimeInMinutes", kInteger, "How long old and new run together after the shift.")
        .between(0, 1440),
    optional("lifecycleHooks", kLifecycleHooks, "Calls made at stages of a deployment."),
    optional("earlySuccessCriteria", kEarlySuccess, "When a deployment counts as done early."),
    optional("linearConfiguration", kLinearConfiguration, "For strategy LINEAR."),
    optional("canaryConfiguration", kCanaryConfiguration, "For strategy CANARY."),
};
constexpr Shape kDeploymentConfiguration = structure(kDeploymentConfigurationMembers);

constexpr std::string_view kControllerTypeValues[] = {"ECS", "CODE_DEPLOY", "EXTERNAL"};
constexpr Shape kControllerType = enumeration(kControllerTypeValues);
constexpr ShapeMember kDeploymentControllerMembers[] = {
    required("type", kControllerType, "Who carries out deployments."),
};
constexpr Shape kDeploymentController = structure(kDeploymentControllerMembers);

constexpr ShapeMember kHeaderMatchMembers[] = {
    required("exact", kString, "The value the header must have."),
};
constexpr Shape kHeaderMatch = structure(kHeaderMatchMembers);
constexpr ShapeMember kHeaderRuleMembers[] = {
    required("name", kString, "The HTTP header."),
    optional("value", kHeaderMatch, "What it must say."),
};
constexpr Shape kHeaderRule = structure(kHeaderRuleMembers);
constexpr ShapeMember kTestTrafficRulesMembers[] = {
    required("header", kHeaderRule, "Requests with this header are test traffic."),
};
constexpr Shape kTestTrafficRules = structure(kTestTrafficRulesMembers);
constexpr ShapeMember kClientAliasMembers[] = {
    required("port", kInteger, "Port that clients connect to.").clientBetween(0, 65535),
    optional("dnsName", kString, "Name that clients connect to."),
    optional("testTrafficRules", kTestTrafficRules, "What counts as test traffic."),
};
constexpr Shape kClientAlias = structure(kClientAliasMembers);
constexpr Shape kClientAliases = listOf(kClientAlias);
constexpr ShapeMember kConnectTimeoutMembers[] = {
    optional("idleTimeoutSeconds", kInteger, "Close idle connections after this; 0 is never.")
        .clientBetween(0, INT32_MAX),
    optional("perRequestTimeoutSeconds", kInteger, "Longest wait for an answer; 0 is for ever.")
        .clientBetween(0, INT32_MAX),
};
constexpr Shape kConnectTimeout = structure(kConnectTimeoutMembers);
constexpr ShapeMember kCertificateAuthorityMembers[] = {
    optional("awsPcaAuthorityArn", kString, "Private certificate authority."),
};
constexpr Shape kCertificateAuthority = structure(kCertificateAuthorityMembers);
constexpr ShapeMember kConnectTlsMembers[] = {
    required("issuerCertificateAuthority", kCertificateAuthority, "Who signs the certificates."),
    optional("kmsKey", kString, "Key that protects the private keys."),
    optional("roleArn", kString, "Role with which certificates are fetched."),
};
constexpr Shape kConnectTls = structure(kConnectTlsMembers);
constexpr ShapeMember kConnectServiceMembers[] = {
    required("portName", kString, "Name of a port mapping in the task definition."),
    optional("discoveryName", kString, "Name in Cloud Map; portName when absent."),
    optional("clientAliases", kClientAliases, "Names and ports that clients use."),
    optional("ingressPortOverride", kInteger, "Port of the proxy.").clientBetween(0, 65535),
    optional("timeout", kConnectTimeout, "Timeouts of the proxy."),
    optional("tls", kConnectTls, "Encryption between proxies."),
};
constexpr Shape kConnectService = structure(kConnectServiceMembers);
constexpr Shape kConnectServices = listOf(kConnectService);
constexpr std::string_view kAccessLogFormatValues[] = {"TEXT", "JSON"};
constexpr Shape kAccessLogFormat = enumeration(kAccessLogFormatValues);
constexpr ShapeMember kAccessLogMembers[] = {
    required("format", kAccessLogFormat, "How a request is written down."),
    optional("includeQueryParameters", kOnOff, "Whether query strings are logged."),
};
constexpr Shape kAccessLog = structure(kAccessLogMembers);
constexpr ShapeMember kServiceConnectMembers[] = {
    required("enabled", kBoolean, "Whether tasks get the Service Connect proxy."),
    optional("namespace", kString, "Cloud Map namespace; the cluster's when absent."),
    optional("services", kConnectServices, "What this service offers to others."),
    optional("logConfiguration", kLogConfiguration, "Where the proxy's output goes."),
    optional("accessLogConfiguration", kAccessLog, "Log of requests through the proxy."),
};
constexpr Shape kServiceConnect = structure(kServiceConnectMembers);

constexpr ShapeMember kServiceEbsMembers[] = {
    kEbsEncrypted,          kEbsKmsKeyId, kEbsVolumeType, kEbsSizeInGiB, kEbsSnapshotId,
    kEbsInitializationRate, kEbsIops,     kEbsThroughput, kEbsTags,      kEbsRoleArn,
    kEbsFilesystemType,
};
constexpr Shape kServiceEbs = structure(kServiceEbsMembers);
constexpr ShapeMember kServiceVolumeMembers[] = {
    required("name", kString, "A volume of the task definition that is configured at launch."),
    optional("managedEBSVolume", kServiceEbs, "The EBS volume each task gets."),
};
constexpr Shape kServiceVolume = structure(kServiceVolumeMembers);
constexpr Shape kServiceVolumes = listOf(kServiceVolume);

constexpr ShapeMember kVpcLatticeMembers[] = {
    required("roleArn", kString, "Role with which ECS manages the targets."),
    required("targetGroupArn", kString, "VPC Lattice target group."),
    required("portName", kString, "Name of a port mapping in the task definition."),
};
constexpr Shape kVpcLattice = structure(kVpcLatticeMembers);
constexpr Shape kVpcLattices = listOf(kVpcLattice);

constexpr std::string_view kSchedulingStrategyValues[] = {"REPLICA", "DAEMON"};
constexpr Shape kSchedulingStrategy = enumeration(kSchedulingStrategyValues);

// Members that both inputs have.
constexpr ShapeMember kTaskDefinitionMember =
    optional("taskDefinition", kString, "family, family:revision or ARN of what runs.")
        .naming(NameKind::TaskDefinition);
constexpr ShapeMember kRebalancingMember =
    optional("availabilityZoneRebalancing", kOnOff, "Move tasks when zones get uneven.");
constexpr ShapeMember kLoadBalancersMember =
    optional("loadBalancers", kLoadBalancers, "Target groups that tasks join.");
constexpr ShapeMember kRegistriesMember =
    optional("serviceRegistries", kServiceRegistries, "Service discovery entries.");
constexpr ShapeMember kDesiredCountMember =
    optional("desiredCount", kInteger, "How many tasks to keep running.").between(0, 5000);
constexpr ShapeMember kStrategyMember =
    optional("capacityProviderStrategy", kCapacityProviderStrategy,
             "How tasks are shared among capacity providers; instead of launchType.")
        .between(0, 20);
constexpr ShapeMember kPlatformVersionMember =
    optional("platformVersion", kString, "Fargate platform version; LATEST when absent.");
constexpr ShapeMember kDeploymentMember =
    optional("deploymentConfiguration", kDeploymentConfiguration, "How a rollout proceeds.");
constexpr ShapeMember kConstraintsMember =
    optional("placementConstraints", kPlacementConstraints, "Instances allowed; not on Fargate.")
        .between(0, 10);
constexpr ShapeMember kPlacementMember =
    optional("placementStrategy", kPlacementStrategy, "Order among instances; not on Fargate.")
        .between(0, 5);
constexpr ShapeMember kNetworkMember =
    optional("networkConfiguration", kNetworkConfiguration, "Subnets, security groups, public IP.");
constexpr ShapeMember kGracePeriodMember =
    optional("healthCheckGracePeriodSeconds", kInteger,
             "Seconds after a start in which failed health checks are ignored.")
        .between(0, INT32_MAX);
constexpr ShapeMember kControllerMember =
    optional("deploymentController", kDeploymentController, "Who carries out deployments; ECS.");
constexpr ShapeMember kManagedTagsMember =
    optional("enableECSManagedTags", kBoolean, "Tag tasks with cluster and service names.");
constexpr ShapeMember kPropagateMember =
    optional("propagateTags", kPropagateTags, "Copy tags onto tasks from here.");
constexpr ShapeMember kExecMember =
    optional("enableExecuteCommand", kBoolean, "Allow ECS Exec into the containers.");
constexpr ShapeMember kConnectMember =
    optional("serviceConnectConfiguration", kServiceConnect, "Names and proxies between services.");
constexpr ShapeMember kVolumesMember =
    optional("volumeConfigurations", kServiceVolumes, "EBS volumes for the tasks.");
constexpr ShapeMember kLatticeMember =
    optional("vpcLatticeConfigurations", kVpcLattices, "VPC Lattice target groups.");

constexpr ShapeMember kCreateMembers[] = {
    kClusterMember,
    required("serviceName", kString, "Name of the service, unique in its cluster.").between(1, 255),
    kTaskDefinitionMember,
    kRebalancingMember,
    kLoadBalancersMember,
    kRegistriesMember,
    kDesiredCountMember,
    optional("clientToken", kString, "Makes a repeated request harmless.").between(0, 36),
    optional("launchType", kLaunchType, "What runs the tasks; instead of a provider strategy."),
    kStrategyMember,
    kPlatformVersionMember,
    optional("role", kString, "Role for the load balancer; not in awsvpc mode."),
    kDeploymentMember,
    kConstraintsMember,
    kPlacementMember,
    kNetworkMember,
    kGracePeriodMember,
    optional("schedulingStrategy", kSchedulingStrategy,
             "REPLICA keeps desiredCount tasks, DAEMON one per instance."),
    kControllerMember,
    kTagsMember,
    kManagedTagsMember,
    kPropagateMember,
    kExecMember,
    kConnectMember,
    kVolumesMember,
    kLatticeMember,
};

constexpr ShapeMember kUpdateMembers[] = {
    kClusterMember,
    required("service", kString, "Name or ARN of the service to change.").naming(NameKind::Service),
    kDesiredCountMember,
    kTaskDefinitionMember,
    kStrategyMember,
    kDeploymentMember,
    kRebalancingMember,
    kNetworkMember,
    kConstraintsMember,
    kPlacementMember,
    kPlatformVersionMember,
    optional("forceNewDeployment", kBoolean, "Replace the tasks though nothing changed."),
    kGracePeriodMember,
    kControllerMember,
    kExecMember,
    kManagedTagsMember,
    kLoadBalancersMember,
    kPropagateMember,
    kRegistriesMember,
    kConnectMember,
    kVolumesMember,
    kLatticeMember,
};

}  // namespace

constinit const Shape kCreateServiceInput = structure(kCreateMembers);
constinit const Shape kUpdateServiceInput = structure(kUpdateMembers);

}  // namespace taskyard::shapes
