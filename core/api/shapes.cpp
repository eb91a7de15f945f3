#include "api/shapes.h"

#include "api/shapes_parts.h"

namespace taskyard {

const ShapeMember* Shape::find(std::string_view name) const {
  for (const ShapeMember& member : members) {
    if (member.name == name) return &member;
  }
  return nullptr;
}

const std::vector<OperationShape>& operationShapes() {
  using namespace shapes;
  constexpr bool kReads = false;
  constexpr bool kChanges = true;
  static const std::vector<OperationShape> kOperations = {
      {"ecs", "CreateCluster", "Makes an empty cluster, a place for services and tasks.", kChanges,
       &kCreateClusterInput},
      {"ecs", "DescribeClusters", "Shows clusters in full.", kReads, &kDescribeClustersInput},
      {"ecs", "ListClusters", "Lists the ARNs of your clusters.", kReads, &kListClustersInput},
      {"ecs", "DeleteCluster", "Removes an empty cluster.", kChanges, &kDeleteClusterInput},
      {"ecs", "RegisterTaskDefinition",
       "Adds a revision: what to run, with how much CPU and memory.", kChanges,
       &kRegisterTaskDefinitionInput},
      {"ecs", "DeregisterTaskDefinition", "Makes a revision INACTIVE; what runs keeps running.",
       kChanges, &kDeregisterTaskDefinitionInput},
      {"ecs", "DescribeTaskDefinition", "Shows one revision in full.", kReads,
       &kDescribeTaskDefinitionInput},
      {"ecs", "ListTaskDefinitions", "Lists the ARNs of revisions.", kReads,
       &kListTaskDefinitionsInput},
      {"ecs", "ListTaskDefinitionFamilies", "Lists the names that revisions share.", kReads,
       &kListTaskDefinitionFamiliesInput},
      {"ecs", "CreateService", "Keeps a number of tasks of one definition running.", kChanges,
       &kCreateServiceInput},
      {"ecs", "UpdateService", "Changes a service; a new definition starts a deployment.", kChanges,
       &kUpdateServiceInput},
      {"ecs", "DeleteService", "Ends a service and its tasks.", kChanges, &kDeleteServiceInput},
      {"ecs", "DescribeServices", "Shows services with deployments and events.", kReads,
       &kDescribeServicesInput},
      {"ecs", "ListServices", "Lists the ARNs of a cluster's services.", kReads,
       &kListServicesInput},
      {"ecs", "RunTask", "Starts tasks once; nothing replaces them when they end.", kChanges,
       &kRunTaskInput},
      {"ecs", "StopTask", "Stops one task: SIGTERM, then SIGKILL.", kChanges, &kStopTaskInput},
      {"ecs", "DescribeTasks", "Shows tasks in full, stopped ones for about an hour.", kReads,
       &kDescribeTasksInput},
      {"ecs", "ListTasks", "Lists the ARNs of tasks, running ones unless asked otherwise.", kReads,
       &kListTasksInput},
      {"sim", "SimPutImage", "Says what a registry holds under a reference and how it behaves.",
       kChanges, &kSimPutImageInput},
      {"sim", "SimInjectFault", "Makes something go wrong.", kChanges, &kSimInjectFaultInput},
      {"sim", "SimClearFault", "Puts a lasting fault right.", kChanges, &kSimClearFaultInput},
      {"sim", "SimAdvance", "Lets simulated time pass.", kChanges, &kSimAdvanceInput},
      {"sim", "SimDescribe", "Shows the whole picture: time, counts, cost, state hash.", kReads,
       &kSimDescribeInput},
      {"sim", "SimListEvents", "Lists what has happened, oldest first.", kReads,
       &kSimListEventsInput},
      {"sim", "SimExplain", "Walks from an event back to its causes.", kReads, &kSimExplainInput},
  };
  return kOperations;
}

const OperationShape* findOperation(std::string_view service, std::string_view operation) {
  for (const OperationShape& shape : operationShapes()) {
    if (shape.service == service && shape.operation == operation) return &shape;
  }
  return nullptr;
}

}  // namespace taskyard
