#pragma once
// Quotas of load balancing. Source: ALB User Guide, "Quotas"; General Reference, ECS quotas.

#include <cstddef>

namespace taskyard {

inline constexpr std::size_t kMostTargetsPerGroup = 1000;
inline constexpr std::size_t kMostGroupsPerService = 5;
inline constexpr std::size_t kMostBalancers = 50;  // of each type, per Region
inline constexpr std::size_t kMostTargetGroups = 3000;
inline constexpr std::size_t kMostListeners = 50;  // per load balancer
inline constexpr std::size_t kMostRules = 100;     // per load balancer, defaults not counted
inline constexpr std::size_t kMostGroupsPerAction = 5;
inline constexpr std::size_t kMostBalancerSecurityGroups = 5;

}  // namespace taskyard
