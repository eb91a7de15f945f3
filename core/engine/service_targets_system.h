#pragma once
// How ECS takes a service's tasks into their target groups and out of them. Changes State.
//
// A task joins when it is RUNNING and leaves when it is told to stop: ECS deregisters its targets
// about ten seconds later and keeps the task in DEACTIVATING, with its containers running, until
// the deregistration delay is over.
// Source: Developer Guide, "Task lifecycle", "Load balancer connection draining"; published real
// logs (2025-2026) for the ten seconds.

#include "engine/simulation.h"

namespace taskyard {

// Registrations are collected this long, so that tasks which start together join together.
// Model choice.
inline constexpr DurationMs kRegistrationBatchMs = 3 * kSecond;
inline constexpr DurationMs kDeregistrationBatchMs = 10 * kSecond;

// The task is RUNNING. REQUIRES: its deployment has load balancers.
void joinTargetGroups(Simulation& sim, TaskIndex task);
// The task has been told to stop. True when it must stay in DEACTIVATING until its targets have
// drained: not when its containers or its host are gone already.
bool leaveTargetGroups(Simulation& sim, TaskIndex task, EventId cause);
// Gives the deployment's target groups `permille` of the requests of its production listener rules
// (or of its test rules), and those of the other colour the rest.
void moveTraffic(Simulation& sim, DeploymentIndex green, bool test, std::int32_t permille,
                 EventId cause);
// Timer; subject: position in Balancing::batches.
void onTargetBatch(Simulation& sim, std::uint32_t batch);

}  // namespace taskyard
