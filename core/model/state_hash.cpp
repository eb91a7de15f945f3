#include "model/state_hash.h"

#include "base/hash.h"

namespace taskyard {

// A new member of these must be added to its fields(); the sizes are a reminder, on the platform
// where most of us compile.
#if defined(__x86_64__) && defined(__GLIBCXX__) && !defined(_GLIBCXX_DEBUG)
static_assert(sizeof(Task) == 128, "add the new member to Task::fields()");
static_assert(sizeof(Container) == 64, "add the new member to Container::fields()");
static_assert(sizeof(Deployment) == 216, "add the new member to Deployment::fields()");
#endif

std::uint64_t stateHash(const State& state) {
  Fingerprint print;
  print.add(state.seed);
  print.add(state.now);
  state.timers.forEach([&print](const TimingWheel<Timer>::Entry& entry) {
    print.add(entry.dueMs);
    print.add(entry.payload.kind);
    print.add(entry.payload.subject);
    print.add(entry.payload.stamp);
    print.add(entry.payload.task);
  });
  print.add(state.clusters);
  print.add(state.families);
  print.add(state.taskDefinitions);
  print.add(state.services);
  print.add(state.deployments);
  print.add(state.serviceDeployments);
  print.add(state.tasks);
  print.add(state.containers);
  print.add(state.protections);
  print.add(state.images);
  print.add(state.subnets);
  print.add(state.texts);
  print.add(state.tags);
  print.add(state.network);
  print.add(state.identity);
  print.add(state.secrets);
  print.add(state.registry);
  print.add(state.logs);
  print.add(state.balancing);
  print.add(state.apiGateway);
  print.add(state.work);
  print.add(state.monitoring);
  print.add(state.scaling);
  print.add(state.capacity);
  print.add(state.functions);
  print.add(state.bill);
  print.add(state.oldestStopped);
  print.add(state.newestStopped);
  print.add(state.freeTask);
  print.add(state.freeContainer);
  print.add(state.tasksLaunched);
  print.add(state.eventsSoFar);
  print.add(state.timersRun);
  print.add(state.healthChecksRun);
  print.add(state.settledCostNanoUsd);
  return print.value();
}

}  // namespace taskyard
