#include "api/shapes_service_scheduler.h"

namespace taskyard::shapes {

namespace {

constexpr std::string_view kStatusValues[] = {"PENDING",
                                              "SUCCESSFUL",
                                              "STOPPED",
                                              "STOP_REQUESTED",
                                              "IN_PROGRESS",
                                              "ROLLBACK_REQUESTED",
                                              "ROLLBACK_IN_PROGRESS",
                                              "ROLLBACK_SUCCESSFUL",
                                              "ROLLBACK_FAILED"};
constexpr Shape kStatus = enumeration(kStatusValues);
constexpr Shape kStatuses = listOf(kStatus);
constexpr Shape kTimestamp = {.kind = ShapeKind::Timestamp};
constexpr ShapeMember kCreatedAtMembers[] = {
    optional("before", kTimestamp, "Only rollouts that began before."),
    optional("after", kTimestamp, "Only rollouts that began after."),
};
constexpr Shape kCreatedAt = structure(kCreatedAtMembers);
constexpr ShapeMember kListDeploymentsMembers[] = {
    required("service", kString, "Name or ARN of the service.").naming(NameKind::Service),
    kClusterMember,
    optional("status", kStatuses, "Only rollouts with one of these."),
    optional("createdAt", kCreatedAt, "Only rollouts of that time."),
    kNextTokenMember,
    kMaxResultsMember,
};
constexpr ShapeMember kDescribeDeploymentsMembers[] = {
    required("serviceDeploymentArns", kStrings, "ARNs, from ListServiceDeployments.")
        .between(1, 20),
};
constexpr std::string_view kStopTypeValues[] = {"ABORT", "ROLLBACK"};
constexpr Shape kStopType = enumeration(kStopTypeValues);
constexpr ShapeMember kStopDeploymentMembers[] = {
    required("serviceDeploymentArn", kString, "ARN of the rollout to end."),
    optional("stopType", kStopType, "ROLLBACK when absent."),
};
constexpr ShapeMember kDescribeRevisionsMembers[] = {
    required("serviceRevisionArns", kStrings, "ARNs, from DescribeServiceDeployments.")
        .between(1, 20),
};

constexpr ShapeMember kUpdateProtectionMembers[] = {
    required("cluster", kString, "Name or ARN of the cluster.").naming(NameKind::Cluster),
    required("tasks", kStrings, "Ids or ARNs of tasks of services.")
        .naming(NameKind::Task)
        .between(1, 10),
    required("protectionEnabled", kBoolean, "Whether they are protected from now on."),
    optional("expiresInMinutes", kInteger, "For how long; 120 when absent.").between(1, 2880),
};
constexpr ShapeMember kGetProtectionMembers[] = {
    required("cluster", kString, "Name or ARN of the cluster.").naming(NameKind::Cluster),
    optional("tasks", kStrings, "Ids or ARNs of tasks of services.")
        .naming(NameKind::Task)
        .between(1, 100),
};

constexpr ShapeMember kResourceMember =
    required("resourceArn", kString, "ARN of a cluster, service, task or task definition.");
constexpr ShapeMember kTagMembersOf[] = {
    kResourceMember,
    required("tags", kTags, "Labels as key and value.").clientBetween(0, 50),
};
constexpr ShapeMember kUntagMembers[] = {
    kResourceMember,
    required("tagKeys", kStrings, "Keys of the labels that go."),
};
constexpr ShapeMember kListTagsMembers[] = {kResourceMember};

constexpr ShapeMember kDeleteDefinitionsMembers[] = {
    required("taskDefinitions", kStrings, "family:revision or ARN of INACTIVE revisions.")
        .naming(NameKind::TaskDefinition)
        .between(1, 10),
};

constexpr ShapeMember kExecuteCommandMembers[] = {
    kClusterMember,
    optional("container", kString, "Which container; needed when the task has several.")
        .naming(NameKind::Container),
    required("command", kString, "What to run, such as /bin/sh."),
    required("interactive", kBoolean, "true; AWS knows no other mode."),
    required("task", kString, "Id or ARN of the task.").naming(NameKind::Task),
};

}  // namespace

constinit const Shape kListServiceDeploymentsInput = structure(kListDeploymentsMembers);
constinit const Shape kDescribeServiceDeploymentsInput = structure(kDescribeDeploymentsMembers);
constinit const Shape kStopServiceDeploymentInput = structure(kStopDeploymentMembers);
constinit const Shape kDescribeServiceRevisionsInput = structure(kDescribeRevisionsMembers);
constinit const Shape kExecuteCommandInput = structure(kExecuteCommandMembers);
constinit const Shape kUpdateTaskProtectionInput = structure(kUpdateProtectionMembers);
constinit const Shape kGetTaskProtectionInput = structure(kGetProtectionMembers);
constinit const Shape kTagResourceInput = structure(kTagMembersOf);
constinit const Shape kUntagResourceInput = structure(kUntagMembers);
constinit const Shape kListTagsForResourceInput = structure(kListTagsMembers);
constinit const Shape kDeleteTaskDefinitionsInput = structure(kDeleteDefinitionsMembers);

}  // namespace taskyard::shapes
