#pragma once
// Changes of functions, EKS clusters and containers started by hand.

#include <string>

#include "engine/simulation.h"

namespace taskyard {

// ---- Lambda

// Brings the function's sums up to now. Called before anything about it or the account's
// concurrency changes.
void settleFunctions(Simulation& simulation);

// Event source mappings (model/work.h, QueuePoller).
void addPoller(Simulation& simulation, QueuePoller poller);
void changePoller(Simulation& simulation, std::size_t mapping, const QueuePoller& changed,
                  EventId cause);

struct Invocation {
  bool timedOut = false;
  bool cold = false;
  DurationMs durationMs = 0;
};
// One invocation by hand. REQUIRES: it is not throttled, so busyEnvironments() is below the limit.
Invocation invokeFunction(Simulation& simulation, FunctionIndex function);

// ---- docker run
//
// Nobody watches these containers: one that ends stays ended unless its restart policy says
// otherwise, and with its instance everything is gone. Their output is on that instance only.
// Source: Docker Engine manual, "Start containers automatically", "docker run".

// The name is free on this host. Pulls first when the host has not got the image.
void dockerRun(Simulation& simulation, HostIndex host, const std::string& name, ImageIndex image,
               DockerRestart restart, EventId cause);
// REQUIRES: it runs or waits for its restart.
void dockerStop(Simulation& simulation, std::uint32_t container, EventId cause);
void loseHost(Simulation& simulation, HostIndex host, EventId cause);
// A timer of the container is due.
void onDockerTimer(Simulation& simulation, const Timer& timer);

}  // namespace taskyard
