#include "model/task_definition.h"

namespace taskyard {

FargatePlatform RuntimePlatform::onFargate() const {
  if (operatingSystemFamily.starts_with("WINDOWS")) return FargatePlatform::Windows;
  return cpuArchitecture == "ARM64" ? FargatePlatform::LinuxArm64 : FargatePlatform::LinuxX86;
}

const std::string& LogConfiguration::option(std::string_view key) const {
  static const std::string kNone;
  for (const KeyValuePair& option : options) {
    if (option.name == key) return option.value;
  }
  return kNone;
}

const char* nameOf(TaskDefinitionStatus status) {
  switch (status) {
    case TaskDefinitionStatus::ACTIVE: return "ACTIVE";
    case TaskDefinitionStatus::INACTIVE: return "INACTIVE";
    case TaskDefinitionStatus::DELETE_IN_PROGRESS: return "DELETE_IN_PROGRESS";
  }
  return "";
}

const char* nameOf(NetworkMode mode) {
  switch (mode) {
    case NetworkMode::bridge: return "bridge";
    case NetworkMode::host: return "host";
    case NetworkMode::awsvpc: return "awsvpc";
    case NetworkMode::none: return "none";
  }
  return "";
}

const char* nameOf(ContainerCondition condition) {
  switch (condition) {
    case ContainerCondition::START: return "START";
    case ContainerCondition::COMPLETE: return "COMPLETE";
    case ContainerCondition::SUCCESS: return "SUCCESS";
    case ContainerCondition::HEALTHY: return "HEALTHY";
  }
  return "";
}

}  // namespace taskyard
