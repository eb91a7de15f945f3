#include "engine/cost_system.h"

#include <algorithm>

#include "engine/cost.h"

namespace taskyard {

namespace {

void setAt(std::vector<EventId>& list, std::size_t position, EventId decision) {
  if (list.size() <= position) list.resize(position + 1, kNoEvent);
  list[position] = decision;
}

void settle(Bill& bill, const SettledCost& cost) {
  if (cost.nanoUsd == 0) return;
  const auto key = [](const SettledCost& line) {
    return std::tuple(line.decision, line.service.value, line.kind, line.price);
  };
  const auto place =
      std::lower_bound(bill.settled.begin(), bill.settled.end(), cost,
                       [&](const SettledCost& a, const SettledCost& b) { return key(a) < key(b); });
  if (place != bill.settled.end() && key(*place) == key(cost)) {
    place->nanoUsd += cost.nanoUsd;
  } else {
    bill.settled.insert(place, cost);
  }
}

}  // namespace

void noteServiceDecision(Simulation& simulation, ServiceIndex service, EventId decision) {
  setAt(simulation.state().bill.serviceDecisions, service.value, decision);
}

void noteTaskDecision(Simulation& simulation, TaskIndex task, EventId decision) {
  Bill& bill = simulation.state().bill;
  const ServiceIndex service = simulation.state().tasks[task.value].service;
  if (decision == kNoEvent && service.valid() && service.value < bill.serviceDecisions.size()) {
    decision = bill.serviceDecisions[service.value];
  }
  setAt(bill.taskDecisions, task.value, decision);
}

void settleTask(Simulation& simulation, TaskIndex index) {
  State& state = simulation.state();
  const Task& task = state.tasks[index.value];
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  const TaskCost cost = taskCost(definition, task, state.now);
  const EventId decision = state.bill.taskDecisions[index.value];
  const bool spot = isFargateSpot(task);
  settle(state.bill,
         {decision, spot ? BillKind::FargateSpotTask : BillKind::FargateTask,
          vcpuPriceOf(definition.runtimePlatform.onFargate()), task.service, cost.task});
  settle(state.bill,
         {decision, BillKind::PublicIpv4, PriceId::PublicIpv4, task.service, cost.publicIpv4});
  state.settledCostNanoUsd += cost.task + cost.publicIpv4;
}

void startSavingsPlan(Simulation& simulation, SavingsTerm term, std::int64_t commitment,
                      EventId decision) {
  State& state = simulation.state();
  SavingsPlan& plan = state.bill.savingsPlan;
  TY_ASSERT(!plan.active && commitment > 0);
  plan.active = true;
  plan.term = term;
  plan.commitment = commitment;
  plan.startedAt = state.now;
  plan.decision = decision;
  plan.hours = 1;
  plan.useAtHourStart = savingsUse(state);
  simulation.schedule(kHour, {TimerKind::SavingsPlanHour});
}

void turnSavingsPlanHour(Simulation& simulation) {
  State& state = simulation.state();
  SavingsPlan& plan = state.bill.savingsPlan;
  const SavingsUse use = savingsUse(state);
  SavingsUse ofHour = use;
  for (std::size_t i = 0; i < use.size(); ++i) ofHour[i] -= plan.useAtHourStart[i];
  plan.covered += coveredByPlan(plan, ofHour);
  plan.useAtHourStart = use;
  ++plan.hours;
  simulation.schedule(kHour, {TimerKind::SavingsPlanHour});
}

}  // namespace taskyard
