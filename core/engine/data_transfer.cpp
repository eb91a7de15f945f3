#include "engine/data_transfer.h"

#include "base/mul_div.h"
#include "engine/dependency_calls.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

constexpr std::int64_t kWhole = 1000;  // shares are in thousandths

std::uint8_t zoneOf(const State& state, const Task& task) {
  return state.subnets[task.subnet.value].zone;
}

// Share of a service's running tasks that are in another zone than `zone`.
std::int64_t elsewhere(const State& state, const std::string& service, std::uint8_t zone) {
  std::int64_t all = 0;
  std::int64_t others = 0;
  for (const Service& known : state.services) {
    if (known.serviceName != service || known.status == ServiceStatus::INACTIVE) continue;
    for (TaskIndex t = known.newestTask; t.valid(); t = state.tasks[t.value].next) {
      if (state.tasks[t.value].lastStatus != TaskStatus::RUNNING) continue;
      ++all;
      if (zoneOf(state, state.tasks[t.value]) != zone) ++others;
    }
  }
  return all == 0 ? 0 : others * kWhole / all;
}

// How much of one answer's size crosses zones on the program's calls, in thousandths.
std::int64_t crossedByCalls(const State& state, const Task& task, const ImageBehaviour& program) {
  const std::uint8_t zone = zoneOf(state, task);
  std::int64_t share = 0;
  for (const ImageCall& call : program.calls) {
    if (call.kind == DependencyKind::service) share += elsewhere(state, call.name, zone);
    if (call.kind != DependencyKind::rds) continue;
    const DatabaseIndex database = findDatabase(state, call.name);
    if (database.valid() && state.work.databases[database.value].zone != zone) share += kWhole;
  }
  return share;
}

// The balancer in front of the stream; nullptr: none.
const LoadBalancer* balancerOf(const State& state, const Stream& stream) {
  if (stream.targetGroup == kNoTargetGroup) return nullptr;
  const LoadBalancerIndex balancer = state.balancing.targetGroups[stream.targetGroup].loadBalancer;
  return balancer.valid() ? &state.balancing.loadBalancers[balancer.value] : nullptr;
}

}  // namespace

void countBytes(const State& state, const Stream& stream, BilledBytes& bytes) {
  const Task& task = state.tasks[stream.task.value];
  if (stream.answering <= 0 || task.ordinal != stream.ordinal) return;
  const ContainerIndex c = workingContainer(state, task, stream.port);
  if (!c.valid()) return;
  const ImageBehaviour& program = imageOf(state, task, state.containers[c.value]).behaviour;
  const std::int64_t rate = stream.answering * program.responseKiB;
  const LoadBalancer* balancer = balancerOf(state, stream);
  const bool api = !state.work.traffics[stream.traffic.value].target.api.empty();
  if (api || (balancer != nullptr && balancer->scheme == LoadBalancerScheme::internetFacing)) {
    bytes.outRate += rate;
  }
  std::int64_t crossed = crossedByCalls(state, task, program);
  if (balancer != nullptr && balancer->type == LoadBalancerType::network && balancer->crossZone) {
    const auto zones = static_cast<std::int64_t>(balancer->subnets.size());
    if (zones > 0) crossed += kWhole * (zones - 1) / zones;
  }
  bytes.zonesRate += mulDiv(rate, crossed, kWhole);
}

}  // namespace taskyard
