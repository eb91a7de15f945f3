#include "api/operations.h"
#include "api/servicediscovery_handlers.h"
#include "api/shapes_servicediscovery.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"servicediscovery", "CreatePrivateDnsNamespace", "Makes a DNS zone that only one VPC sees.",
      kChanges, &kCreatePrivateDnsNamespaceInput},
     cloudMapCreatePrivateDnsNamespace},
    {{"servicediscovery", "DeleteNamespace", "Deletes a namespace that is empty.", kChanges,
      &kDeleteNamespaceInput},
     cloudMapDeleteNamespace},
    {{"servicediscovery", "ListNamespaces", "Lists namespaces.", kReads, &kListNamespacesInput},
     cloudMapListNamespaces},
    {{"servicediscovery", "CreateService", "Makes a name that ECS services can register under.",
      kChanges, &kCreateDiscoveryServiceInput},
     cloudMapCreateService},
    {{"servicediscovery", "DeleteService", "Deletes a name that nobody is registered under.",
      kChanges, &kDeleteDiscoveryServiceInput},
     cloudMapDeleteService},
    {{"servicediscovery", "ListServices", "Lists names.", kReads, &kListDiscoveryServicesInput},
     cloudMapListServices},
    {{"servicediscovery", "DiscoverInstances", "Shows who answers to a name now.", kReads,
      &kDiscoverInstancesInput},
     cloudMapDiscoverInstances},
};

}  // namespace

std::span<const Operation> servicediscovery() { return kOperations; }

}  // namespace taskyard::operations
