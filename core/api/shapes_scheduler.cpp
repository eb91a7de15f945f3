// The inputs of service "scheduler". Names from AWS's public API model (scheduler, 2021-06-30).

#include "api/shapes_scheduler.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr Shape kTime = {.kind = ShapeKind::Timestamp};

constexpr ShapeMember kVpcMembers[] = {
    required("Subnets", kStrings, "Where the tasks get their network interfaces.")
        .naming(NameKind::Subnet)
        .between(1, 16),
    optional("SecurityGroups", kStrings, "Firewalls of the interface.")
        .naming(NameKind::SecurityGroup)
        .between(1, 5),
    optional("AssignPublicIp", kOnOff, "Whether the interface gets a public address."),
};
constexpr Shape kVpc = structure(kVpcMembers);
constexpr ShapeMember kNetworkMembers[] = {
    optional("awsvpcConfiguration", kVpc, "Subnets and security groups."),
};
constexpr Shape kNetwork = structure(kNetworkMembers);
constexpr Shape kDocuments = listOf(kDocument);
constexpr ShapeMember kEcsMembers[] = {
    required("TaskDefinitionArn", kString, "Which task definition; without a revision the latest.")
        .naming(NameKind::TaskDefinition),
    optional("TaskCount", kInteger, "How many tasks; 1 when absent.").between(1, 10),
    optional("LaunchType", kLaunchType, "FARGATE."),
    optional("NetworkConfiguration", kNetwork, "A must for network mode awsvpc."),
    optional("PlatformVersion", kString, "LATEST when absent."),
    optional("Group", kString, "Task group."),
    optional("CapacityProviderStrategy", kDocuments, "Instead of LaunchType."),
    optional("EnableECSManagedTags", kBoolean, "Tag the tasks with cluster and service."),
    optional("EnableExecuteCommand", kBoolean, "Allow ECS Exec."),
    optional("PlacementConstraints", kDocuments, "EC2 only."),
    optional("PlacementStrategy", kDocuments, "EC2 only."),
    optional("PropagateTags", kString, "TASK_DEFINITION."),
    optional("ReferenceId", kString, "A name of yours for the task."),
    optional("Tags", kDocuments, "Labels as key and value."),
};
constexpr Shape kEcs = structure(kEcsMembers);
constexpr ShapeMember kDeadLetterMembers[] = {
    optional("Arn", kString, "Queue for calls that failed."),
};
constexpr Shape kDeadLetter = structure(kDeadLetterMembers);
constexpr ShapeMember kRetryMembers[] = {
    optional("MaximumEventAgeInSeconds", kInteger, "How long a failed call is tried again."),
    optional("MaximumRetryAttempts", kInteger, "How often a failed call is tried again."),
};
constexpr Shape kRetry = structure(kRetryMembers);
constexpr ShapeMember kTargetMembers[] = {
    required("Arn", kString, "The cluster's ARN.").naming(NameKind::Cluster),
    required("RoleArn", kString, "The role that may call ecs:RunTask and iam:PassRole."),
    optional("EcsParameters", kEcs, "What RunTask is called with."),
    optional("Input", kString, "Overrides, as JSON text."),
    optional("RetryPolicy", kRetry, "When the call fails."),
    optional("DeadLetterConfig", kDeadLetter, "When all tries fail."),
};
constexpr Shape kTarget = structure(kTargetMembers);
constexpr std::string_view kWindowModeValues[] = {"OFF", "FLEXIBLE"};
constexpr Shape kWindowMode = enumeration(kWindowModeValues);
constexpr ShapeMember kWindowMembers[] = {
    required("Mode", kWindowMode, "OFF: at the moment itself."),
    optional("MaximumWindowInMinutes", kInteger, "For FLEXIBLE.").between(1, 1440),
};
constexpr Shape kWindow = structure(kWindowMembers);
constexpr std::string_view kStateValues[] = {"ENABLED", "DISABLED"};
constexpr Shape kScheduleState = enumeration(kStateValues);
constexpr std::string_view kAfterValues[] = {"NONE", "DELETE"};
constexpr Shape kAfter = enumeration(kAfterValues);

constexpr ShapeMember kScheduleMembers[] = {
    required("Name", kString, "Name of the schedule.").clientBetween(1, 64),
    required("ScheduleExpression", kString, "at(...), rate(...) or cron(...)."),
    required("FlexibleTimeWindow", kWindow, "How exact the time is."),
    required("Target", kTarget, "What is called."),
    optional("GroupName", kString, "Schedule group; default when absent."),
    optional("Description", kString, "Words for people.").between(0, 512),
    optional("State", kScheduleState, "ENABLED when absent."),
    optional("StartDate", kTime, "Not before this moment."),
    optional("EndDate", kTime, "Not after this moment."),
    optional("ScheduleExpressionTimezone", kString, "UTC when absent."),
    optional("ActionAfterCompletion", kAfter, "Whether it is deleted after its last time."),
    optional("KmsKeyArn", kString, "Key that encrypts it."),
    optional("ClientToken", kString, "Makes a repeated request harmless."),
};
constexpr ShapeMember kDeleteMembers[] = {
    required("Name", kString, "Which schedule."),
    optional("GroupName", kString, "Its group; default when absent."),
    optional("ClientToken", kString, "Makes a repeated request harmless."),
};
constexpr ShapeMember kGetMembers[] = {
    required("Name", kString, "Which schedule."),
    optional("GroupName", kString, "Its group; default when absent."),
};
constexpr ShapeMember kListMembers[] = {
    optional("GroupName", kString, "Only of this group."),
    optional("NamePrefix", kString, "Only those whose names begin like this."),
    optional("State", kScheduleState, "Only in this state."),
    optional("MaxResults", kInteger, "How many to list at once.").between(1, 100),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
};

}  // namespace

constinit const Shape kCreateScheduleInput = structure(kScheduleMembers);
constinit const Shape kUpdateScheduleInput = structure(kScheduleMembers);
constinit const Shape kDeleteScheduleInput = structure(kDeleteMembers);
constinit const Shape kGetScheduleInput = structure(kGetMembers);
constinit const Shape kListSchedulesInput = structure(kListMembers);

}  // namespace taskyard::shapes
