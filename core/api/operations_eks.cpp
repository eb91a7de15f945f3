#include "api/functions_handlers.h"
#include "api/operations.h"
#include "api/shapes_functions.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"eks", "CreateCluster", "Makes a Kubernetes control plane.", kChanges,
      &kEksCreateClusterInput},
     eksCreateCluster},
    {{"eks", "DescribeCluster", "Shows a cluster.", kReads, &kEksNameInput}, eksDescribeCluster},
    {{"eks", "ListClusters", "Lists the clusters.", kReads, &kEksListClustersInput},
     eksListClusters},
    {{"eks", "DeleteCluster", "Deletes a cluster.", kChanges, &kEksNameInput}, eksDeleteCluster},
    {{"eks", "CreateNodegroup", "Adds EC2 instances as nodes.", kChanges,
      &kEksCreateNodegroupInput},
     eksCreateNodegroup},
    {{"eks", "DeleteNodegroup", "Removes a group of nodes.", kChanges, &kEksDeleteNodegroupInput},
     eksDeleteNodegroup},
    {{"eks", "CreateFargateProfile", "Says which pods run on Fargate.", kChanges,
      &kEksCreateFargateProfileInput},
     eksCreateFargateProfile},
    {{"eks", "DeleteFargateProfile", "Removes a Fargate profile.", kChanges,
      &kEksDeleteFargateProfileInput},
     eksDeleteFargateProfile},
    {{"eks", "CreateAddon", "Not modelled: add-ons run in Kubernetes.", kChanges, &kEksOtherInput},
     eksNotModelled},
    {{"eks", "UpdateClusterVersion", "Not modelled: there is no Kubernetes inside.", kChanges,
      &kEksOtherInput},
     eksNotModelled},
};

}  // namespace

std::span<const Operation> eks() { return kOperations; }

}  // namespace taskyard::operations
