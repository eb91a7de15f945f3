#include "engine/discovery_system.h"

#include <algorithm>

#include "base/draw.h"
#include "base/hash.h"

namespace taskyard {

namespace {

// Follows from the name; a second thing of that name gets one from the seed.
template <class Record>
std::string newId(State& state, const char* kind, const std::string& name,
                  const std::vector<Record>& records) {
  ++state.network.created;
  const std::string id = namedId(kind, name);
  const bool known = std::any_of(records.begin(), records.end(),
                                 [&](const Record& record) { return record.id == id; });
  if (!known) return id;
  return std::string(kind) + "-0" +
         hex64(draw({state.seed, Purpose::NetworkThing, state.network.created, 0}));
}

}  // namespace

std::uint32_t createNamespace(Simulation& sim, VpcIndex vpc, const std::string& name) {
  State& state = sim.state();
  auto& namespaces = state.network.discovery.namespaces;
  DiscoveryNamespace record;
  record.id = newId(state, "ns", name, namespaces);
  record.name = name;
  record.vpc = vpc;
  namespaces.push_back(record);
  return static_cast<std::uint32_t>(namespaces.size() - 1);
}

std::uint32_t createDiscoveryService(Simulation& sim, std::uint32_t inNamespace,
                                     const std::string& name, std::int32_t ttlSeconds) {
  State& state = sim.state();
  auto& services = state.network.discovery.services;
  DiscoveryService record;
  record.id = newId(state, "srv", name, services);
  record.name = name;
  record.inNamespace = inNamespace;
  record.ttlSeconds = ttlSeconds;
  services.push_back(record);
  return static_cast<std::uint32_t>(services.size() - 1);
}

void deleteNamespace(Simulation& sim, std::uint32_t position) {
  sim.state().network.discovery.namespaces[position].deleted = true;
}

void deleteDiscoveryService(Simulation& sim, std::uint32_t position) {
  Discovery& discovery = sim.state().network.discovery;
  discovery.services[position].deleted = true;
  ++sim.state().network.generation;
}

void registerService(Simulation& sim, ServiceIndex service, std::uint32_t registry) {
  sim.state().network.discovery.registries.push_back({service, registry});
  ++sim.state().network.generation;
}

}  // namespace taskyard
