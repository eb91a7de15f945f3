#include "engine/image_system.h"

#include "engine/registry.h"

namespace taskyard {

void resolveImages(Simulation& sim, TaskIndex index) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  const auto& definitions = state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  bool anyOwn = false;
  for (const ContainerDefinition& definition : definitions) {
    anyOwn = anyOwn || isOwnEcr(definition.image);
  }
  if (!anyOwn) return;
  Deployment* deployment =
      task.deployment.valid() ? &state.deployments[task.deployment.value] : nullptr;
  bool all = true;
  std::vector<ImageIndex> resolved;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    Container& container = state.containers[c.value];
    const ContainerDefinition& definition = definitions[container.definition];
    const bool pinned = deployment != nullptr && !deployment->pinnedImages.empty();
    if (pinned && definition.versionConsistency) {
      container.image = deployment->pinnedImages[container.definition];
    } else if (isOwnEcr(definition.image)) {
      const ImageIndex found = resolveOwnImage(state, definition.image);
      all = all && found.valid();
      container.image = found.valid() ? found : definition.imageIndex;
    }
    resolved.push_back(container.image);
  }
  if (deployment != nullptr && deployment->pinnedImages.empty() && all) {
    deployment->pinnedImages = std::move(resolved);
  }
}

}  // namespace taskyard
