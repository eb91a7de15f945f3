#pragma once
// What a service or RunTask may ask of the place where its tasks run. Names and meanings: API
// Reference, CapacityProviderStrategyItem, PlacementConstraint, PlacementStrategy.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "model/ids.h"

namespace taskyard {

struct CapacityProviderStrategyItem {
  CapacityProviderIndex capacityProvider;
  std::int32_t weight = 0;  // 0 to 1,000
  std::int32_t base = 0;    // 0 to 100,000; at most one item of a strategy has it

  auto fields() const { return std::tie(capacityProvider, weight, base); }
  bool operator==(const CapacityProviderStrategyItem&) const = default;
};
using CapacityProviderStrategy = std::vector<CapacityProviderStrategyItem>;  // at most 20

enum class PlacementConstraintType : std::uint8_t { distinctInstance, memberOf };
struct PlacementConstraint {
  PlacementConstraintType type = PlacementConstraintType::distinctInstance;
  std::string
      expression;  // memberOf: a query in the cluster query language, up to 2,000 characters

  auto fields() const { return std::tie(type, expression); }
  bool operator==(const PlacementConstraint&) const = default;
};

enum class PlacementStrategyType : std::uint8_t { random, spread, binpack };
struct PlacementStrategyItem {
  PlacementStrategyType type = PlacementStrategyType::random;
  // spread: "instanceId" or "attribute:<name>" ("host" is the same as instanceId); binpack: "cpu"
  // or "memory"; random: "".
  std::string field;

  auto fields() const { return std::tie(type, field); }
  bool operator==(const PlacementStrategyItem&) const = default;
};

const char* nameOf(PlacementConstraintType type);
const char* nameOf(PlacementStrategyType type);

}  // namespace taskyard
