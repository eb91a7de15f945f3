#include "engine/advisor_parts.h"

#include <algorithm>

namespace taskyard {

namespace {

bool livesAlone(const Task& task) {
  return task.inUse && !task.service.valid() && task.desiredStatus == TaskDesiredStatus::RUNNING;
}

DefinitionInUse& useOf(std::vector<DefinitionInUse>& uses, TaskDefinitionIndex definition) {
  auto place = std::lower_bound(uses.begin(), uses.end(), definition,
                                [](const DefinitionInUse& use, TaskDefinitionIndex wanted) {
                                  return use.definition.value < wanted.value;
                                });
  if (place == uses.end() || place->definition != definition) {
    place = uses.insert(place, {definition, {}});
  }
  return *place;
}

}  // namespace

std::vector<DefinitionInUse> definitionsInUse(const State& state) {
  std::vector<DefinitionInUse> uses;
  forServices(state, [&](ServiceIndex index, const Service& service) {
    useOf(uses, service.taskDefinition).services.push_back(index);
  });
  for (const Task& task : state.tasks) {
    if (livesAlone(task)) (void)useOf(uses, task.taskDefinition);
  }
  return uses;
}

const ImageBehaviour* workerOf(const State& state, const TaskDefinition& definition) {
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (!container.imageIndex.valid()) continue;
    const ImageBehaviour& program = state.images[container.imageIndex.value].behaviour;
    if (!program.workerQueue.empty()) return &program;
  }
  return nullptr;
}

Finding findingAt(AdviceRule rule, std::string resource, std::string name) {
  Finding finding;
  finding.rule = rule;
  finding.resource = std::move(resource);
  finding.name = std::move(name);
  return finding;
}

Finding findingAt(const State& state, AdviceRule rule, ServiceIndex service) {
  return findingAt(rule, serviceArn(state, service), state.services[service.value].serviceName);
}

Finding findingAt(const State& state, AdviceRule rule, const DefinitionInUse& use) {
  const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
  return findingAt(rule, taskDefinitionArn(definition), familyRevision(definition));
}

CureStep updateService(const State& state, ServiceIndex service, JsonValue members) {
  const Service& record = state.services[service.value];
  JsonValue input =
      JsonValue::object({{"cluster", state.clusters[record.cluster.value].clusterName},
                         {"service", record.serviceName}});
  for (const auto& [member, value] : members.members()) input.set(member, value);
  return {"ecs", "UpdateService", std::move(input)};
}

JsonValue networkInput(const State& state, const AwsvpcConfiguration& configuration) {
  JsonValue subnets = JsonValue::array();
  for (const SubnetIndex subnet : configuration.subnets) {
    subnets.push(state.subnets[subnet.value].subnetId);
  }
  JsonValue awsvpc = JsonValue::object({{"subnets", std::move(subnets)}});
  if (!configuration.securityGroups.empty()) {
    JsonValue groups = JsonValue::array();
    for (const std::string& group : configuration.securityGroups) groups.push(group);
    awsvpc.set("securityGroups", std::move(groups));
  }
  awsvpc.set("assignPublicIp", configuration.assignPublicIp ? "ENABLED" : "DISABLED");
  return JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}});
}

void redefine(const State& state, const DefinitionInUse& use, JsonValue changes, Finding& finding) {
  const std::string& family = state.taskDefinitions[use.definition.value].family;
  JsonValue input = JsonValue::object({{"family", family}});
  for (const auto& [member, value] : changes.members()) input.set(member, value);
  finding.definition = use.definition;
  finding.steps.push_back({"ecs", "RegisterTaskDefinition", std::move(input)});
  for (const ServiceIndex service : use.services) {
    finding.steps.push_back(
        updateService(state, service, JsonValue::object({{"taskDefinition", family}})));
  }
}

JsonValue containerChange(const ContainerDefinition& container, JsonValue members) {
  JsonValue change = JsonValue::object({{"name", container.name}});
  for (const auto& [member, value] : members.members()) change.set(member, value);
  return JsonValue::object({{"containerDefinitions", JsonValue::array({std::move(change)})}});
}

}  // namespace taskyard
