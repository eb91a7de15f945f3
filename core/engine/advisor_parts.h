#pragma once
// What the advisor's rules share: what is in use, and the requests that cures are made of.

#include <string>
#include <vector>

#include "engine/advisor_rules.h"
#include "engine/identity.h"

namespace taskyard {

// Calls act(ServiceIndex, const Service&) for every ACTIVE service.
template <class Act>
void forServices(const State& state, Act&& act) {
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    if (state.services[i].status == ServiceStatus::ACTIVE) act(ServiceIndex(i), state.services[i]);
  }
}

// A task definition that an ACTIVE service or a live standalone task uses, with those services.
struct DefinitionInUse {
  TaskDefinitionIndex definition;
  std::vector<ServiceIndex> services;
};
// By position of the definition.
std::vector<DefinitionInUse> definitionsInUse(const State& state);

// The program of the task definition takes messages from a queue. nullptr: none does.
const ImageBehaviour* workerOf(const State& state, const TaskDefinition& definition);

Finding findingAt(AdviceRule rule, std::string resource, std::string name);
Finding findingAt(const State& state, AdviceRule rule, ServiceIndex service);
Finding findingAt(const State& state, AdviceRule rule, const DefinitionInUse& use);

// UpdateService with these members more.
CureStep updateService(const State& state, ServiceIndex service, JsonValue members);
// networkConfiguration in ECS's shape.
JsonValue networkInput(const State& state, const AwsvpcConfiguration& configuration);
// Steps that register a revision with these changes and bring it to the services that use it.
void redefine(const State& state, const DefinitionInUse& use, JsonValue changes, Finding& finding);
// {"containerDefinitions": [change]} with the container's name.
JsonValue containerChange(const ContainerDefinition& container, JsonValue members);

}  // namespace taskyard
