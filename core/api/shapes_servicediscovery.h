#pragma once
// The inputs of service "servicediscovery" (AWS Cloud Map).

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kCreatePrivateDnsNamespaceInput;  // shapes_servicediscovery.cpp
extern const Shape kDeleteNamespaceInput;
extern const Shape kListNamespacesInput;
extern const Shape kCreateDiscoveryServiceInput;
extern const Shape kDeleteDiscoveryServiceInput;
extern const Shape kListDiscoveryServicesInput;
extern const Shape kDiscoverInstancesInput;

}  // namespace taskyard::shapes
