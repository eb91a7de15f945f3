#pragma once
// Targets of load balancers: registration, health, draining. Changes State (see simulation.h).

#include "engine/simulation.h"

namespace taskyard {

// Takes a target into its group; its state, checks and stamps are set here, the rest is given.
TargetIndex registerTarget(Simulation& sim, Target target, EventId cause);
// New requests end at once; the target is gone when the group's deregistration delay has passed,
// or at once when no balancer uses it. A draining target stays as it is.
// Source: ALB User Guide, "Deregistration delay".
void deregisterTarget(Simulation& sim, TargetIndex target, EventId cause);

// Something that decides what checks of the task's targets get has changed: its load, its
// containers. Costs nothing for a task without targets.
void targetConditionChanged(Simulation& sim, TaskIndex task);
// The same for every target, after a change of the network.
void networkConditionChanged(Simulation& sim);

void setHealthCheck(Simulation& sim, TargetGroupIndex group, const TargetHealthCheck& check,
                    EventId cause);
// Which group belongs to which balancer, after rules, listeners or subnets have changed.
void refreshAssociations(Simulation& sim, EventId cause);
// Sends toPermille (0 to 1000) of the rule's requests to one group and the rest to the other; both
// stay in the rule. This is how ECS moves traffic in a blue/green, linear or canary deployment.
void shiftTraffic(Simulation& sim, ListenerRuleIndex rule, TargetGroupIndex from,
                  TargetGroupIndex to, std::int32_t toPermille, EventId cause);

// The task is over: what still drains is nobody's address from now on.
void releaseTargets(Simulation& sim, TaskIndex task);

// Timers.
void onTargetCheck(Simulation& sim, TargetIndex target);
void onTargetDrained(Simulation& sim, TargetIndex target);

}  // namespace taskyard
