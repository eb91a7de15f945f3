#include "engine/functions_system.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/docker_timing.h"
#include "engine/invocations.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int32_t kKilledExitCode = 137;

DockerContainer& containerAt(Simulation& simulation, std::uint32_t index) {
  return simulation.state().functions.containers[index];
}

void scheduleDocker(Simulation& simulation, std::uint32_t index, TimerKind kind,
                    DurationMs delayMs) {
  const std::uint32_t stamp = ++containerAt(simulation, index).stamp;
  simulation.schedule(delayMs, {kind, index, stamp, 0});
}

void sayDocker(Simulation& simulation, std::uint32_t index, EventKind kind, std::string text,
               EventId cause, std::int32_t number = 0) {
  const EventId said = simulation.say(kind, index, std::move(text), cause, number);
  containerAt(simulation, index).lastEvent = said;
}

std::string called(Simulation& simulation, std::uint32_t index) {
  const DockerContainer& container = containerAt(simulation, index);
  return "container " + container.name + " on " +
         simulation.state().functions.hosts[container.host.value].name;
}

// When its main process ends by itself, if it does.
DurationMs ownLifetimeMs(const State& state, std::uint32_t index) {
  const DockerContainer& container = state.functions.containers[index];
  const SimImage& image = state.images[container.image.value];
  DurationMs lifetime = image.exitAfterMs > 0 ? image.exitAfterMs : kNever;
  if (image.meanLifetimeMs > 0) {
    const DurationMs drawn = drawExponential({state.seed, Purpose::DockerLifetime, index,
                                              static_cast<std::uint64_t>(container.restartCount)},
                                             image.meanLifetimeMs);
    if (lifetime == kNever || drawn < lifetime) lifetime = drawn;
  }
  return lifetime;
}

void start(Simulation& simulation, std::uint32_t index) {
  const State& state = simulation.state();
  DockerContainer& container = containerAt(simulation, index);
  const bool again = container.status == DockerStatus::Restarting;
  const SimImage& image = state.images[container.image.value];
  auto& images = simulation.state().functions.hosts[container.host.value].images;
  const bool cached = std::find(images.begin(), images.end(), image.reference) != images.end();
  if (!cached && !image.exists) {
    container.status = DockerStatus::Exited;
    container.exitCode = 125;
    container.finishedAt = state.now;
    sayDocker(simulation, index, EventKind::DockerExited,
              called(simulation, index) + ": docker: Error response from daemon: manifest for " +
                  image.reference + " not found: manifest unknown",
              container.lastEvent, container.exitCode);
    return;
  }
  if (!cached) images.push_back(image.reference);
  container.status = DockerStatus::Running;
  container.startedAt = state.now;
  container.finishedAt = kNever;
  if (again) ++container.restartCount;
  sayDocker(simulation, index, again ? EventKind::DockerRestarted : EventKind::DockerStarted,
            called(simulation, index) + (again ? " runs again" : " runs"), container.lastEvent,
            container.restartCount);
  const DurationMs lifetime = ownLifetimeMs(state, index);
  if (lifetime != kNever) scheduleDocker(simulation, index, TimerKind::DockerExit, lifetime);
}

// The main process has ended. stopped: somebody asked for it.
void end(Simulation& simulation, std::uint32_t index, std::int32_t exitCode, EventId cause,
         bool stopped) {
  DockerContainer& container = containerAt(simulation, index);
  const TimeMs now = simulation.state().now;
  const bool again = !stopped && dockerRestarts(container.restart, exitCode);
  const bool stable = now - container.startedAt >= kDockerStableMs;
  container.failuresInRow = stable ? 1 : container.failuresInRow + 1;
  container.exitCode = exitCode;
  container.finishedAt = now;
  container.status = again ? DockerStatus::Restarting : DockerStatus::Exited;
  sayDocker(simulation, index, EventKind::DockerExited,
            called(simulation, index) + " exited with code " + std::to_string(exitCode) +
                (again     ? "; its restart policy starts it again"
                 : stopped ? ", as it was told to"
                           : "; nothing starts it again"),
            cause, exitCode);
  if (again) {
    scheduleDocker(simulation, index, TimerKind::DockerStart,
                   dockerRestartDelayMs(container.failuresInRow));
  } else {
    ++container.stamp;
  }
}

// What mappings have invoked goes to their functions' sums, at the memory of now.
void settlePollers(Simulation& simulation) {
  State& state = simulation.state();
  if (state.work.pollers.empty()) return;
  bringWorkUpToDate(simulation);
  for (QueuePoller& poller : state.work.pollers) {
    Function& function = state.functions.functions[poller.function.value];
    addFigures(function.settled, poller.sums);
    function.settledMegabyteMs += poller.sums.billedMs / 1000 * function.memorySize;
    poller.sums = {};
  }
  workChanged(simulation, kNoEvent);
}

}  // namespace

// ---- Lambda

void addPoller(Simulation& simulation, QueuePoller poller) {
  const EventId cause = poller.createdBy;
  Work& work = simulation.state().work;
  bringWorkUpToDate(simulation);
  work.settledAt = simulation.state().now;
  work.active = true;
  work.pollers.push_back(std::move(poller));
  workChanged(simulation, cause);
}

void changePoller(Simulation& simulation, std::size_t mapping, const QueuePoller& changed,
                  EventId cause) {
  bringWorkUpToDate(simulation);
  QueuePoller& poller = simulation.state().work.pollers[mapping];
  poller.enabled = changed.enabled;
  poller.removed = changed.removed;
  poller.batchSize = changed.batchSize;
  poller.windowSeconds = changed.windowSeconds;
  poller.maximumConcurrency = changed.maximumConcurrency;
  poller.reportsItemFailures = changed.reportsItemFailures;
  workChanged(simulation, cause);
}

void settleFunctions(Simulation& simulation) {
  Functions& functions = simulation.state().functions;
  const TimeMs now = simulation.state().now;
  settlePollers(simulation);
  for (Function& function : functions.functions) {
    if (function.settledAt == now) continue;
    const InvocationTotals totals = invocationsUntil(functions, function, now);
    function.settled = totals.figures;
    function.settledMegabyteMs = totals.megabyteMs;
    function.warmEnvironments = totals.environments;
    function.settledAt = now;
    // Only the last rate that has begun, and those to come, still matter.
    while (function.rates.size() > 1 && function.rates[1].from <= now) {
      function.rates.erase(function.rates.begin());
    }
  }
}

Invocation invokeFunction(Simulation& simulation, FunctionIndex index) {
  settleFunctions(simulation);
  Functions& functions = simulation.state().functions;
  Function& function = functions.functions[index.value];
  const std::int64_t busy = busyEnvironments(functions, function, function.settledAt);
  Invocation result;
  result.cold = function.warmEnvironments <= busy;
  result.timedOut = timesOut(function);
  result.durationMs = durationMs(function);
  function.settled.arrived += kMillion;
  if (result.cold) {
    ++function.warmEnvironments;
    function.settled.coldStarts += kMillion;
  }
  (result.timedOut ? function.settled.timedOut : function.settled.succeeded) += kMillion;
  function.settled.billedMs += result.durationMs * 1000;
  function.settledMegabyteMs += result.durationMs * function.memorySize;
  return result;
}

// ---- docker run

void dockerRun(Simulation& simulation, HostIndex host, const std::string& name, ImageIndex image,
               DockerRestart restart, EventId cause) {
  State& state = simulation.state();
  DockerContainer container;
  container.name = name;
  container.host = host;
  container.image = image;
  container.restart = restart;
  container.lastEvent = cause;
  const auto index = static_cast<std::uint32_t>(state.functions.containers.size());
  state.functions.containers.push_back(container);
  const auto& cached = state.functions.hosts[host.value].images;
  const SimImage& what = state.images[image.value];
  const bool there = std::find(cached.begin(), cached.end(), what.reference) != cached.end();
  scheduleDocker(simulation, index, TimerKind::DockerStart,
                 (there ? 0 : dockerPullMs(what)) + what.startMs);
}

void dockerStop(Simulation& simulation, std::uint32_t index, EventId cause) {
  const DockerContainer& container = containerAt(simulation, index);
  const SimImage& image = simulation.state().images[container.image.value];
  if (container.status != DockerStatus::Running) {
    end(simulation, index, container.exitCode, cause, true);
    return;
  }
  // Model choice: the stop is done at once; only its exit code tells whether the program listened.
  const bool listens = !image.ignoresSigterm && image.shutdownMs <= kDockerStopTimeoutMs;
  end(simulation, index, listens ? 0 : kKilledExitCode, cause, true);
}

void loseHost(Simulation& simulation, HostIndex host, EventId cause) {
  State& state = simulation.state();
  state.functions.hosts[host.value].lostAt = state.now;
  const EventId lost = simulation.say(EventKind::DockerHostLost, host.value,
                                      "instance " + state.functions.hosts[host.value].name +
                                          " is gone, with its disk, its images and its logs",
                                      cause);
  for (std::uint32_t i = 0; i < state.functions.containers.size(); ++i) {
    DockerContainer& container = state.functions.containers[i];
    if (container.host != host || container.status == DockerStatus::Exited ||
        container.status == DockerStatus::Lost) {
      continue;
    }
    container.status = DockerStatus::Lost;
    container.finishedAt = state.now;
    ++container.stamp;
    sayDocker(simulation, i, EventKind::DockerLost,
              called(simulation, i) + " is gone with its instance; nothing replaces it", lost);
  }
}

void onDockerTimer(Simulation& simulation, const Timer& timer) {
  const DockerContainer& container = containerAt(simulation, timer.subject);
  if (container.stamp != timer.stamp) return;
  if (timer.kind == TimerKind::DockerStart) {
    start(simulation, timer.subject);
    return;
  }
  const SimImage& image = simulation.state().images[container.image.value];
  end(simulation, timer.subject, image.exitCode, container.lastEvent, false);
}

}  // namespace taskyard
