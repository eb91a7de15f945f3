#include "engine/cpu_architecture.h"

namespace taskyard {

bool canExecute(const SimImage& image, const TaskDefinition& definition) {
  if (image.cpuArchitecture.empty()) return true;
  const std::string& asked = definition.runtimePlatform.cpuArchitecture;
  return image.cpuArchitecture == (asked.empty() ? "X86_64" : asked);
}

}  // namespace taskyard
