#include "api/handlers.h"
#include "api/operations.h"
#include "api/service_scheduler_handlers.h"
#include "api/shapes_parts.h"
#include "api/shapes_service_scheduler.h"
#include "api/tag_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"ecs", "CreateCluster", "Makes an empty cluster, a place for services and tasks.", kChanges, &kCreateClusterInput}, createCluster},
    {{"ecs", "DescribeClusters", "Shows clusters in full.", kReads, &kDescribeClustersInput}, describeClusters},
    {{"ecs", "ListClusters", "Lists the ARNs of your clusters.", kReads, &kListClustersInput}, listClusters},
    {{"ecs", "DeleteCluster", "Removes an empty cluster.", kChanges, &kDeleteClusterInput}, deleteCluster},
    {{"ecs", "RegisterTaskDefinition", "Adds a revision: what to run, with how much CPU and memory.", kChanges, &kRegisterTaskDefinitionInput}, registerTaskDefinition},
    {{"ecs", "DeregisterTaskDefinition", "Makes a revision INACTIVE; what runs keeps running.", kChanges, &kDeregisterTaskDefinitionInput}, deregisterTaskDefinition},
    {{"ecs", "DeleteTaskDefinitions", "Deletes INACTIVE revisions once nothing uses them.", kChanges, &kDeleteTaskDefinitionsInput}, deleteTaskDefinitions},
    {{"ecs", "DescribeTaskDefinition", "Shows one revision in full.", kReads, &kDescribeTaskDefinitionInput}, describeTaskDefinition},
    {{"ecs", "ListTaskDefinitions", "Lists the ARNs of revisions.", kReads, &kListTaskDefinitionsInput}, listTaskDefinitions},
    {{"ecs", "ListTaskDefinitionFamilies", "Lists the names that revisions share.", kReads, &kListTaskDefinitionFamiliesInput}, listTaskDefinitionFamilies},
    {{"ecs", "CreateService", "Keeps a number of tasks of one definition running.", kChanges, &kCreateServiceInput}, createService},
    {{"ecs", "UpdateService", "Changes a service; a new definition starts a deployment.", kChanges, &kUpdateServiceInput}, updateService},
    {{"ecs", "DeleteService", "Ends a service and its tasks.", kChanges, &kDeleteServiceInput}, deleteService},
    {{"ecs", "DescribeServices", "Shows services with deployments and events.", kReads, &kDescribeServicesInput}, describeServices},
    {{"ecs", "ListServices", "Lists the ARNs of a cluster's services.", kReads, &kListServicesInput}, listServices},
    {{"ecs", "ListServiceDeployments", "Lists the rollouts of a service, newest first.", kReads, &kListServiceDeploymentsInput}, listServiceDeployments},
    {{"ecs", "DescribeServiceDeployments", "Shows rollouts in full: status, stage, rollback.", kReads, &kDescribeServiceDeploymentsInput}, describeServiceDeployments},
    {{"ecs", "StopServiceDeployment", "Ends a rollout and returns to what served before.", kChanges, &kStopServiceDeploymentInput}, stopServiceDeployment},
    {{"ecs", "DescribeServiceRevisions", "Shows what a service was made of at a deployment.", kReads, &kDescribeServiceRevisionsInput}, describeServiceRevisions},
    {{"ecs", "RunTask", "Starts tasks once; nothing replaces them when they end.", kChanges, &kRunTaskInput}, runTask},
    {{"ecs", "StopTask", "Stops one task: SIGTERM, then SIGKILL.", kChanges, &kStopTaskInput}, stopTask},
    {{"ecs", "DescribeTasks", "Shows tasks in full, stopped ones for about an hour.", kReads, &kDescribeTasksInput}, describeTasks},
    {{"ecs", "ListTasks", "Lists the ARNs of tasks, running ones unless asked otherwise.", kReads, &kListTasksInput}, listTasks},
    {{"ecs", "UpdateTaskProtection", "Protects tasks from scale-in, or ends that.", kChanges, &kUpdateTaskProtectionInput}, updateTaskProtection},
    {{"ecs", "GetTaskProtection", "Shows which tasks are protected from scale-in, and until when.", kReads, &kGetTaskProtectionInput}, getTaskProtection},
    {{"ecs", "TagResource", "Adds labels to a cluster, service, task or task definition.", kChanges, &kTagResourceInput}, tagResource},
    {{"ecs", "UntagResource", "Takes labels away.", kChanges, &kUntagResourceInput}, untagResource},
    {{"ecs", "ListTagsForResource", "Lists the labels of a resource.", kReads, &kListTagsForResourceInput}, listTagsForResource},
};

}  // namespace

std::span<const Operation> ecs() { return kOperations; }

}  // namespace taskyard::operations
