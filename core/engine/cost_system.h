#pragma once
// Keeps the bill: which decision a task goes back to, what tasks that are over have cost, and the
// hours of a Savings Plan.

#include "engine/simulation.h"

namespace taskyard {

// The service's tasks that start from now on go back to this event.
void noteServiceDecision(Simulation& simulation, ServiceIndex service, EventId event);
CostDecisionIndex costDecisionOf(const State& state, ServiceIndex service);
// Keeps a decision: that of a service, or of a request for standalone tasks.
CostDecisionIndex newCostDecision(Simulation& simulation, const CostDecision& decision);
// REQUIRES: the task has just stopped.
void settleTask(Simulation& simulation, TaskIndex task);

// commitment: nano-USD an hour, > 0. REQUIRES: there is no plan yet.
void startSavingsPlan(Simulation& simulation, SavingsTerm term, std::int64_t commitment,
                      EventId decision);
// An hour of the plan is over, the next one begins.
void turnSavingsPlanHour(Simulation& simulation);

}  // namespace taskyard
