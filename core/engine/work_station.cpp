#include "engine/work_station.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/queueing.h"
#include "engine/task_load.h"

namespace taskyard {

Station stationOf(const State& state, const Task& task, std::int32_t port) {
  Station station;
  const ContainerIndex c = workingContainer(state, task, port);
  if (!c.valid()) return station;
  const Container& container = state.containers[c.value];
  if (container.lastStatus != ContainerStatus::RUNNING) return station;
  const SimImage& image = imageOf(state, task, container);
  const ImageBehaviour& program = image.behaviour;
  if (isAnswering(state, task, container)) {
    station.mode = Station::Mode::Answers;
    if (port != 0 && probeTask(state, task, port, kHour).kind == ProbeAnswer::Kind::Refused) {
      station.mode = Station::Mode::Refuses;
    }
  } else {
    if (container.hung) station.mode = Station::Mode::Hangs;
    if (isShuttingDown(state, task, container)) station.mode = Station::Mode::Drains;
  }
  station.calls = callsOutcome(state, task, program);
  station.constantUs = station.calls.latencyUs + image.faults.responseMs * 1000;
  station.cpuUsPerRequest = program.cpuMsPerRequest * 1000LL;
  const std::int64_t cpu = containerCpuMilli(state, task, container);
  station.idleMilli = taskCpuMilli(state, task) - cpu + program.cpuIdleMilli;
  if (program.cpuMsPerRequest > 0) {
    station.capacity = cpu * 1000 / program.cpuMsPerRequest;
    station.servers = static_cast<std::int32_t>(std::max<std::int64_t>(1, cpu / 1000));
    station.serviceUs = station.cpuUsPerRequest * 1000 * station.servers / cpu;
  }
  if (program.maxConcurrentRequests > 0) {
    const std::int64_t heldUs = station.constantUs + station.serviceUs;
    const std::int64_t most = heldUs == 0
                                  ? kNoRateLimit
                                  : mulDiv(program.maxConcurrentRequests, kOneMicro * 1000, heldUs);
    if (most < station.capacity) {
      station.capacity = most;
      station.servers = std::min(program.maxConcurrentRequests, 64);
      station.serviceUs =
          mulDiv(station.servers, kOneMicro * 1000, std::max<std::int64_t>(1, most));
      station.constantUs = std::max<std::int64_t>(0, heldUs - station.serviceUs);
    }
  }
  return station;
}

Outcome serve(const Station& station, std::int64_t arriving, std::int64_t inFlight) {
  Outcome outcome;
  const std::int64_t stationary = std::min(arriving, mulDiv(station.capacity, kSteadyPercent, 100));
  const std::int64_t chanceUs =
      station.serviceUs == 0 ? 0 : meanWaitUs(stationary, station.serviceUs, station.servers);
  const std::int64_t meanUs = station.constantUs + station.serviceUs + chanceUs;
  const std::int64_t aim = mulDiv(stationary, meanUs, 1000);
  const std::int64_t over = std::max<std::int64_t>(kSecond, meanUs / 1000);
  outcome.overloaded = arriving > stationary;
  outcome.randomUs = chanceUs;
  if (!outcome.overloaded && std::abs(inFlight - aim) <= std::max<std::int64_t>(1000, aim / 1000)) {
    outcome.answering = arriving;
    return outcome;
  }
  outcome.steady = false;
  const std::int64_t atLeast = std::min(arriving, station.capacity) / 2;
  const std::int64_t atMost = std::min(station.capacity, arriving + inFlight / kSecond);
  outcome.answering =
      std::clamp(arriving + (inFlight - aim) / over, std::min(atLeast, atMost), atMost);
  if (inFlight < aim) {
    outcome.randomUs = aim == 0 ? 0 : mulDiv(chanceUs, inFlight, aim);
  } else if (station.capacity > 0) {
    outcome.lineUs = mulDiv(inFlight - aim, 1000, station.capacity);
  }
  return outcome;
}

}  // namespace taskyard
