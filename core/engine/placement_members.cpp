// readPlacementMembers(): what a task definition's JSON says about instances.

#include "base/json.h"
#include "engine/placement.h"

namespace taskyard {

namespace {

std::int32_t gpusOf(const ContainerDefinition& container) {
  if (container.otherJson.empty()) return 0;
  const Result<JsonValue> other = parseJson(container.otherJson);
  const JsonValue* list = other ? other.value().find("resourceRequirements") : nullptr;
  if (list == nullptr || !list->isArray()) return 0;
  std::int32_t gpus = 0;
  for (const JsonValue& item : list->items()) {
    if (item.text("type") != "GPU") continue;
    const std::string& count = item.text("value");
    if (count.size() == 1 && count[0] >= '0' && count[0] <= '9') gpus += count[0] - '0';
  }
  return gpus;
}

}  // namespace

void readPlacementMembers(TaskDefinition& definition) {
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    definition.gpus += gpusOf(container);
  }
  definition.arm = definition.runtimePlatform.cpuArchitecture == "ARM64";
  if (definition.otherJson.empty()) return;
  const Result<JsonValue> other = parseJson(definition.otherJson);
  if (!other) return;
  const JsonValue* constraints = other.value().find("placementConstraints");
  if (constraints == nullptr || !constraints->isArray()) return;
  for (const JsonValue& constraint : constraints->items()) {
    if (constraint.text("type") == "memberOf") {
      definition.memberOf.push_back(constraint.text("expression"));
    }
  }
}

}  // namespace taskyard
