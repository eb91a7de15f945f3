#pragma once
// Changes of service discovery. Requests come in checked (api/servicediscovery.cpp).

#include <string>

#include "engine/simulation.h"

namespace taskyard {

// Each returns the position of the new record in state.network.discovery.
std::uint32_t createNamespace(Simulation& sim, VpcIndex vpc, const std::string& name);
std::uint32_t createDiscoveryService(Simulation& sim, std::uint32_t inNamespace,
                                     const std::string& name, std::int32_t ttlSeconds);
void deleteNamespace(Simulation& sim, std::uint32_t position);
void deleteDiscoveryService(Simulation& sim, std::uint32_t position);
// The ECS service registers its tasks there from now on.
void registerService(Simulation& sim, ServiceIndex service, std::uint32_t registry);

}  // namespace taskyard
