#include "engine/cost_system.h"

#include "engine/cost.h"

namespace taskyard {

namespace {

void settle(Bill& bill, CostDecisionIndex decision, BillKind kind, PriceId price,
            std::int64_t nanoUsd) {
  if (nanoUsd == 0) return;
  CostDecision& whose = bill.decisions[decision.value];
  for (std::uint32_t at = whose.firstLine; at != kNoCostLine; at = bill.settled[at].next) {
    SettledCost& line = bill.settled[at];
    if (line.kind != kind || line.price != price) continue;
    line.nanoUsd += nanoUsd;
    return;
  }
  bill.settled.push_back({decision, kind, price, whose.firstLine, nanoUsd});
  whose.firstLine = static_cast<std::uint32_t>(bill.settled.size() - 1);
}

}  // namespace

void noteServiceDecision(Simulation& simulation, ServiceIndex service, EventId event) {
  CostDecision decision;
  decision.event = event;
  decision.service = service;
  decision.cluster = simulation.state().services[service.value].cluster;
  Bill& bill = simulation.state().bill;
  if (bill.newestOfService.size() <= service.value) bill.newestOfService.resize(service.value + 1u);
  bill.newestOfService[service.value] = newCostDecision(simulation, decision);
}

CostDecisionIndex costDecisionOf(const State& state, ServiceIndex service) {
  return state.bill.newestOfService[service.value];
}

CostDecisionIndex newCostDecision(Simulation& simulation, const CostDecision& decision) {
  std::vector<CostDecision>& decisions = simulation.state().bill.decisions;
  decisions.push_back(decision);
  return CostDecisionIndex(decisions.size() - 1);
}

void settleTask(Simulation& simulation, TaskIndex index) {
  State& state = simulation.state();
  const Task& task = state.tasks[index.value];
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  const TaskCost cost = taskCost(definition, task, state.now);
  settle(state.bill, task.costDecision, fargateKind(task),
         vcpuPriceOf(definition.runtimePlatform.onFargate()), cost.task);
  settle(state.bill, task.costDecision, BillKind::PublicIpv4, PriceId::PublicIpv4, cost.publicIpv4);
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
