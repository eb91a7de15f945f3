#pragma once
// EC2 instances and their Auto Scaling groups over time: boot, registration, draining, the end;
// managed scaling once a minute.

#include <cstdint>

#include "engine/simulation.h"

namespace taskyard {

// A new instance boots for 60 to 180 s (Model choice) and then registers with the cluster its user
// data names, if its role may. REQUIRES: a subnet in a zone that is not lost.
ContainerInstanceIndex launchInstance(Simulation& sim, const LaunchTemplate& launch,
                                      SubnetIndex subnet, AutoScalingGroupIndex group,
                                      EventId cause);
void onInstanceBooted(Simulation& sim, ContainerInstanceIndex instance);
// Ends the instance now; its tasks are lost. Its group notices a minute later (Model choice).
void terminateInstance(Simulation& sim, ContainerInstanceIndex instance, EventId cause);
// No new tasks; PENDING service tasks stop at once, RUNNING ones are replaced.
void drainInstance(Simulation& sim, ContainerInstanceIndex instance, EventId cause);
// DRAINING back to ACTIVE.
void activateInstance(Simulation& sim, ContainerInstanceIndex instance, EventId cause);
// It leaves the cluster; with force its tasks are stopped, else it must have none.
void deregisterInstance(Simulation& sim, ContainerInstanceIndex instance, EventId cause);
void setAgentConnected(Simulation& sim, ContainerInstanceIndex instance, bool connected,
                       EventId cause);
// A task of the instance is STOPPED.
void onTaskLeft(Simulation& sim, ContainerInstanceIndex instance, EventId cause);
void onDrainDeadline(Simulation& sim, ContainerInstanceIndex instance);

AutoScalingGroupIndex createGroup(Simulation& sim, AutoScalingGroup group, EventId cause);
// Within minSize and maxSize; the group follows at once.
void setDesiredCapacity(Simulation& sim, AutoScalingGroupIndex group, std::int32_t desired,
                        EventId cause);
void deleteGroup(Simulation& sim, AutoScalingGroupIndex group, EventId cause);
// Launches or ends instances until the group has its desired capacity. Who goes first: from the
// zone with the most, the oldest; never a protected one.
// Source: EC2 Auto Scaling User Guide, "default termination policy", its first step.
void fitGroup(Simulation& sim, AutoScalingGroupIndex group, EventId cause);
// True while scale-in must leave it alone: protected as it was launched, and, with managed
// termination protection, only as long as it runs a task that is no daemon.
bool isProtected(const State& state, ContainerInstanceIndex instance);

// Starts the minute timer of a provider with managed scaling.
void startManagedScaling(Simulation& sim, CapacityProviderIndex provider);
void onManagedScaling(Simulation& sim, CapacityProviderIndex provider);

// The fault ZoneLost: what runs there is lost. `lost` false ends it; durationMs: after which it
// ends by itself, 0 for never.
void setZoneLost(Simulation& sim, std::uint8_t zone, bool lost, EventId cause,
                 DurationMs durationMs = 0);
void onZoneReturns(Simulation& sim, const Timer& timer);

}  // namespace taskyard
