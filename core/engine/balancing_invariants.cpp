#include "engine/balancing_invariants.h"

#include "engine/target_health.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

void checkTarget(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Target& target = state.balancing.targets[index];
  const std::string name = "target " + std::to_string(index);
  if (!target.task.valid()) return;
  const Task& task = state.tasks[target.task.value];
  if (!task.inUse) broken.push_back(name + " belongs to a task that is gone");
  if (task.lastStatus >= TaskStatus::STOPPED) {
    broken.push_back(name + " belongs to a task that is STOPPED");
  }
  TargetIndex own = firstTargetOf(state, target.task);
  while (own.valid() && own.value != index) own = state.balancing.targets[own.value].nextOfTask;
  if (!own.valid()) broken.push_back(name + " is not in its task's list");
}

void checkGroup(const State& state, const TargetGroup& group, std::vector<std::string>& broken) {
  const std::string name = "target group " + group.name;
  TargetCounts counts;
  for (const TargetIndex index : group.targets) {
    const Target& target = state.balancing.targets[index.value];
    if (!target.inUse) broken.push_back(name + " lists an empty slot");
    ++counts.of(target.state);
    const bool unused = target.state == TargetState::unused;
    if (!group.loadBalancer.valid() && !unused && target.state != TargetState::draining) {
      broken.push_back(name + " has no load balancer, but a target that is not unused");
    }
  }
  if (counts != group.counts) broken.push_back(name + ": the counts do not add up");
  if (group.targets.size() > kMostTargetsPerGroup) broken.push_back(name + " has too many targets");
}

}  // namespace

void checkBalancing(const State& state, std::vector<std::string>& broken) {
  const Balancing& balancing = state.balancing;
  std::size_t listed = 0;
  for (const TargetGroup& group : balancing.targetGroups) {
    checkGroup(state, group, broken);
    listed += group.targets.size();
  }
  std::size_t inUse = 0;
  for (std::size_t i = 0; i < balancing.targets.size(); ++i) {
    if (!balancing.targets[i].inUse) continue;
    ++inUse;
    checkTarget(state, i, broken);
  }
  if (inUse != listed) broken.emplace_back("a target is in no group, or in two");
}

}  // namespace taskyard
