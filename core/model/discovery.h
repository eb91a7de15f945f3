#pragma once
// Service discovery: AWS Cloud Map namespaces, and the names in them that ECS services register
// their tasks under. Who stands behind a name is computed (engine/discovery.h), not kept.
// Source: Developer Guide, "Use service discovery to connect Amazon ECS services with DNS names".

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "model/ids.h"

namespace taskyard {

struct DiscoveryNamespace {
  std::string id;    // "ns-..."
  std::string name;  // "shop.local"
  VpcIndex vpc;      // where the names resolve
  bool deleted = false;

  auto fields() const { return std::tie(id, name, vpc, deleted); }
};

struct DiscoveryService {
  std::string id;                 // "srv-..."
  std::string name;               // "orders": resolves as orders.shop.local
  std::uint32_t inNamespace = 0;  // position
  std::int32_t ttlSeconds = 60;   // how long a client may keep an answer
  bool deleted = false;

  auto fields() const { return std::tie(id, name, inNamespace, ttlSeconds, deleted); }
};

// ECS service `service` registers its tasks with discovery service `registry`.
struct ServiceRegistry {
  ServiceIndex service;
  std::uint32_t registry = 0;  // position

  auto fields() const { return std::tie(service, registry); }
};

struct Discovery {
  std::vector<DiscoveryNamespace> namespaces;
  std::vector<DiscoveryService> services;
  std::vector<ServiceRegistry> registries;

  auto fields() const { return std::tie(namespaces, services, registries); }
};

}  // namespace taskyard
