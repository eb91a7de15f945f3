#pragma once
// The EC2 instance types an account can launch here.
//
// Sources: EC2 DescribeInstanceTypes (vCPU, memory, network interfaces); Developer Guide 2023,
// "Amazon ECS Linux task networking options" (trunk column), "container instance memory
// management" (registered memory of m4.large, c4.large, c4.4xlarge). GPU of g4dn.xlarge: EC2 user
// guide. Prices are in prices.h.

#include <cstdint>
#include <span>
#include <string_view>

namespace taskyard {

struct InstanceType {
  std::string_view name;
  std::int32_t vcpus = 0;
  std::int32_t memoryMiB = 0;
  std::int32_t networkInterfaces = 0;  // the primary one included
  std::int32_t trunkTasks = 0;         // awsvpc tasks with a trunk; 0: trunking not supported
  bool arm = false;
  std::int32_t gpus = 0;
  std::int32_t registeredMemoryMiB = 0;  // measured; 0: the rule of registeredMemory()
};

// By size within families.
std::span<const InstanceType> instanceTypes();
// Position in instanceTypes(), -1 when there is none of this name.
std::int32_t findInstanceType(std::string_view name);

// CPU units the agent registers: 1,024 per vCPU.
[[nodiscard]] std::int32_t registeredCpu(const InstanceType& type);
// MiB the agent registers: what the operating system reports. Model choice: 97 % of the type's
// memory, rounded down, where AWS's documentation gives no measured number.
[[nodiscard]] std::int32_t registeredMemory(const InstanceType& type);
// How many awsvpc tasks find a network interface: all but the primary one, or more with a trunk.
[[nodiscard]] std::int32_t taskInterfaces(const InstanceType& type, bool trunk);

}  // namespace taskyard
