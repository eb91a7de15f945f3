// The binpack strategy fills an instance before it takes the next one.

#include <algorithm>
#include <set>

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

constexpr std::int64_t kInstances = 6;

std::int64_t usedInModel(ModelWorld& world, const std::string& type, std::int64_t cpu,
                         std::int64_t memory, std::int64_t tasks) {
  world.addInstances(type, kInstances);
  world.createJob("bridge", cpu, memory, tasks,
                  R"(,"placementStrategy":[{"type":"binpack","field":"memory"}])");
  world.advance(5 * kMinute);
  std::set<std::uint32_t> used;
  for (const Task& task : world.state().tasks) {
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) continue;
    used.insert(static_cast<std::uint32_t>(task.containerInstance.value));
  }
  return world.running() == tasks ? static_cast<std::int64_t>(used.size()) : -1;
}

}  // namespace

Result<Draft> makeBinPacking(Values& values) {
  constexpr const char* kTypes[] = {"m5.large", "m5.xlarge", "c5.large"};
  constexpr std::int64_t kCpus[] = {128, 256, 512, 1024};
  constexpr std::int64_t kMemories[] = {512, 1024, 1500, 2048};
  const std::string name = values.pick(kTypes);
  const InstanceType& type = instanceTypes()[static_cast<std::size_t>(findInstanceType(name))];
  const std::int64_t cpu = values.pick(kCpus);
  const std::int64_t memory = values.pick(kMemories);
  const std::int64_t byCpu = registeredCpu(type) / cpu;
  const std::int64_t byMemory = registeredMemory(type) / memory;
  const std::int64_t each = std::min(byCpu, byMemory);
  const std::int64_t tasks = values.between(5, 20);
  if (each < 1 || ceilOf(tasks, each) > kInstances - 1 || byCpu == byMemory) return Draft{};
  ModelWorld world(values.runSeed());
  Draft draft;
  draft.stem = {"An Amazon ECS cluster has " + instancesText(kInstances) + " of type " + name +
                    ". Each registers " + grouped(registeredCpu(type)) + " CPU units and " +
                    grouped(registeredMemory(type)) + " MiB. A service of " + tasksText(tasks) +
                    " uses the placement strategy binpack by memory. Each task needs " +
                    grouped(cpu) + " CPU units and " + grouped(memory) +
                    " MiB. Instances without a task are to be given back.",
                "How many instances are needed for the tasks?"};
  draft.decidingWords = {"binpack by memory"};
  draft.modelKey = instancesText(usedInModel(world, name, cpu, memory, tasks));
  draft.closedForm = instancesText(ceilOf(tasks, each));
  draft.keyWhy = "An instance takes " + tasksText(each) + ": " + std::to_string(byCpu) +
                 " by CPU and " + std::to_string(byMemory) + " by memory, the smaller counts.";
  draft.mistakes = {
      {instancesText(ceilOf(tasks, std::max(byCpu, byMemory))),
       byCpu < byMemory ? "Only memory was looked at; CPU runs out first."
                        : "Only CPU was looked at; memory runs out first.",
       {"trap.wrong-size"}},
      {instancesText(kInstances), "That is the spread strategy: it uses all of them.", {}},
      {instancesText(std::max<std::int64_t>(1, tasks / each)),
       "Rounded down: some tasks find no place.",
       {}},
      {instancesText(ceilOf(tasks, each) + 1), "One more than needed.", {}},
      {instancesText(ceilOf(tasks, each) + 2), "Two more than needed.", {}}};
  draft.explanation =
      "binpack puts a task on the instance with the least room left that still fits. Both CPU and "
      "memory must fit.";
  draft.sources = {
      ecsGuide("Use strategies to define Amazon ECS task placement", "task-placement-strategies")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
