// awsvpc tasks on EC2 each take a network interface.

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"
#include "model/instance_types.h"

namespace taskyard {

Result<Draft> makeInterfaceLimit(Values& values) {
  constexpr const char* kTypes[] = {"m5.large",   "m5.xlarge",  "c5.large", "c5.xlarge",
                                    "m5.2xlarge", "c5.2xlarge", "r5.large"};
  constexpr std::int64_t kCpu = 64;
  constexpr std::int64_t kMemory = 128;
  const std::string name = values.pick(kTypes);
  const InstanceType& type = instanceTypes()[static_cast<std::size_t>(findInstanceType(name))];
  const std::int64_t count = values.between(1, 4);
  ModelWorld world(values.runSeed());
  world.addInstances(name, count);
  world.createJob("awsvpc", kCpu, kMemory, 30 * count);
  world.advance(5 * kMinute);
  const std::int64_t interfaces = type.networkInterfaces;
  Draft draft;
  draft.stem = {"A company runs small tasks in awsvpc network mode on " + std::to_string(count) +
                    " Amazon EC2 instances of type " + name + ", each with up to " +
                    std::to_string(interfaces) + " network interfaces. Every task takes " +
                    std::to_string(kCpu) + " CPU units and " + std::to_string(kMemory) +
                    " MiB. ENI trunking (awsvpcTrunking) is not enabled. The desired count is " +
                    std::to_string(30 * count) + ".",
                "How many tasks run?"};
  draft.decidingWords = {"awsvpc network mode", "not enabled"};
  draft.modelKey = tasksText(world.running());
  draft.closedForm = tasksText((interfaces - 1) * count);
  draft.keyWhy =
      "Each task in awsvpc mode takes a network interface, and the instance keeps one for itself.";
  draft.mistakes = {
      {tasksText(interfaces * count), "The instance's own interface was forgotten.", {}},
      {tasksText(type.vcpus * 1024 / kCpu * count),
       "CPU would allow this many; the interfaces run out before.",
       {}},
      {tasksText(type.trunkTasks * count), "That needs ENI trunking.", {}},
      {tasksText(30 * count), "The desired count cannot be reached.", {}}};
  draft.explanation =
      "Without trunking an instance takes one task fewer than it has network interfaces. With "
      "awsvpcTrunking supported types take many more; in bridge mode the limit does not exist.";
  draft.sources = {ecsGuide("Increasing Amazon ECS Linux container instance network interfaces",
                            "container-instance-eni")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
