#include "model/instance_types.h"

namespace taskyard {

namespace {

// name, vCPU, MiB, network interfaces, tasks with a trunk, ARM, GPUs, registered MiB
constexpr InstanceType kTypes[] = {
    {"t3.nano", 2, 512, 2, 0},
    {"t3.micro", 2, 1024, 2, 0},
    {"t3.small", 2, 2048, 3, 0},
    {"t3.medium", 2, 4096, 3, 0},
    {"t3.large", 2, 8192, 3, 0},
    {"t3.xlarge", 4, 16384, 4, 0},
    {"t3.2xlarge", 8, 32768, 4, 0},
    {"t4g.medium", 2, 4096, 3, 0, true},
    {"m4.large", 2, 8192, 2, 0, false, 0, 7985},
    {"c4.large", 2, 3840, 3, 0, false, 0, 3768},
    {"c4.4xlarge", 16, 30720, 8, 0, false, 0, 30158},
    {"m5.large", 2, 8192, 3, 10},
    {"m5.xlarge", 4, 16384, 4, 20},
    {"m5.2xlarge", 8, 32768, 4, 40},
    {"m5.4xlarge", 16, 65536, 8, 60},
    {"c5.large", 2, 4096, 3, 10},
    {"c5.xlarge", 4, 8192, 4, 20},
    {"c5.2xlarge", 8, 16384, 4, 40},
    {"m6i.large", 2, 8192, 3, 10},
    {"m6i.xlarge", 4, 16384, 4, 20},
    {"m6g.large", 2, 8192, 3, 10, true},
    {"m7g.medium", 1, 4096, 2, 4, true},
    {"m7g.large", 2, 8192, 3, 10, true},
    {"m7g.xlarge", 4, 16384, 4, 20, true},
    {"m7g.2xlarge", 8, 32768, 4, 40, true},
    {"c7g.large", 2, 4096, 3, 10, true},
    {"r5.large", 2, 16384, 3, 10},
    {"g4dn.xlarge", 4, 16384, 3, 0, false, 1},
};

}  // namespace

std::span<const InstanceType> instanceTypes() { return kTypes; }

std::int32_t findInstanceType(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kTypes); ++i) {
    if (kTypes[i].name == name) return static_cast<std::int32_t>(i);
  }
  return -1;
}

std::int32_t registeredCpu(const InstanceType& type) { return type.vcpus * 1024; }

std::int32_t registeredMemory(const InstanceType& type) {
  if (type.registeredMemoryMiB > 0) return type.registeredMemoryMiB;
  return type.memoryMiB * 97 / 100;
}

std::int32_t taskInterfaces(const InstanceType& type, bool trunk) {
  return trunk && type.trunkTasks > 0 ? type.trunkTasks : type.networkInterfaces - 1;
}

}  // namespace taskyard
