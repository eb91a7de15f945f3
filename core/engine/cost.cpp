#include "engine/cost.h"

#include <algorithm>
#include <optional>

#include "engine/cost_resources.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

FargateUse useOf(const TaskDefinition& definition, const Task& task) {
  FargateUse use;
  use.platform = definition.runtimePlatform.onFargate();
  use.spot = isFargateSpot(task);
  use.cpu = definition.cpu.value_or(0);
  use.memory = definition.memory.value_or(0);
  use.storageGiB = definition.ephemeralStorageGiB.value_or(kFargateFreeStorageGib);
  return use;
}

bool isLive(const Task& task) { return task.inUse && task.stoppedAt() == kNever; }

std::optional<SavingsClass> classOf(BillKind kind) {
  switch (kind) {
    case BillKind::FargateTask: return SavingsClass::Fargate;
    case BillKind::Ec2Instance: return SavingsClass::Ec2;
    case BillKind::LambdaDuration: return SavingsClass::Lambda;
    default: return std::nullopt;
  }
}

// Everything but the Savings Plan.
void addRows(const State& state, CostBreakdown& breakdown) {
  std::vector<CostRow>& rows = breakdown.rows;
  for (const SettledCost& settled : state.bill.settled) {
    const CostDecision& decision = state.bill.decisions[settled.decision.value];
    const std::string whose = decision.service.valid()
                                  ? "service " + state.services[decision.service.value].serviceName
                                  : std::string("standalone tasks");
    rows.push_back({settled.kind, whose + ", tasks that are over", decision.event, settled.nanoUsd,
                    0, settled.price});
  }
  for (const Task& task : state.tasks) {
    if (!isLive(task) || task.launchType != LaunchType::FARGATE) continue;
    const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
    const TaskCost cost = taskCost(definition, task, state.now);
    const FargateUse use = useOf(definition, task);
    const std::string arn = taskArn(state, task);
    const EventId decision = decisionOf(state, task).event;
    rows.push_back({fargateKind(task), arn, decision, cost.task, fargateMonthly(use, 1),
                    vcpuPriceOf(use.platform)});
    if (!task.assignPublicIp) continue;
    rows.push_back({BillKind::PublicIpv4, arn, decision, cost.publicIpv4, publicIpv4Monthly(1),
                    PriceId::PublicIpv4});
  }
  for (const ResourceCost& cost : resourceCosts(state)) {
    rows.push_back({cost.kind, resourceName(state, cost), cost.decision, cost.nanoUsd,
                    cost.nanoUsdPerMonth, cost.price});
  }
}

std::int64_t planCommitted(const SavingsPlan& plan) { return plan.hours * plan.commitment; }

// What the plan has covered, the hour that runs included.
std::int64_t planCovered(const State& state) {
  const SavingsPlan& plan = state.bill.savingsPlan;
  SavingsUse use = savingsUse(state);
  for (std::size_t i = 0; i < use.size(); ++i) use[i] -= plan.useAtHourStart[i];
  return plan.covered + coveredByPlan(plan, use);
}

// What it covers of a month in which all goes on as now.
std::int64_t planCoversPerMonth(const SavingsPlan& plan, const std::vector<CostRow>& rows) {
  SavingsUse useOfHour{};
  for (const CostRow& row : rows) {
    const auto what = classOf(row.kind);
    if (what) useOfHour[static_cast<std::size_t>(*what)] += row.nanoUsdPerMonth / kHoursPerMonth;
  }
  return coveredByPlan(plan, useOfHour) * kHoursPerMonth;
}

void addPlanRows(const State& state, CostBreakdown& breakdown) {
  const SavingsPlan& plan = state.bill.savingsPlan;
  if (!plan.active) return;
  const std::int64_t coversPerMonth = planCoversPerMonth(plan, breakdown.rows);
  breakdown.rows.push_back({BillKind::SavingsPlanCommitment, "Compute Savings Plan", plan.decision,
                            planCommitted(plan), plan.commitment * kHoursPerMonth,
                            PriceId::FargateVcpuX86});
  breakdown.rows.push_back({BillKind::SavingsPlanCovered, "use covered by the Savings Plan",
                            plan.decision, -planCovered(state), -coversPerMonth,
                            PriceId::FargateVcpuX86});
}

}  // namespace

bool isFargateSpot(const Task& task) { return task.capacityProvider == kFargateSpotProvider; }

BillKind fargateKind(const Task& task) {
  return isFargateSpot(task) ? BillKind::FargateSpotTask : BillKind::FargateTask;
}

TaskCost taskCost(const TaskDefinition& definition, const Task& task, TimeMs now) {
  if (task.launchType != LaunchType::FARGATE || task.pullStartedAt() == kNever) return {};
  const TimeMs end = task.stoppedAt() == kNever ? now : task.stoppedAt();
  const FargateUse use = useOf(definition, task);
  const std::int64_t seconds = billedSeconds(use.platform, end - task.pullStartedAt());
  TaskCost cost;
  cost.task = fargateLines(use, seconds).total();
  if (task.assignPublicIp) {
    cost.publicIpv4 = scaledPrice(seconds, priceOf(PriceId::PublicIpv4).nanoUsd, 3600);
  }
  return cost;
}

std::int64_t taskCostNanoUsd(const TaskDefinition& definition, const Task& task, TimeMs now) {
  const TaskCost cost = taskCost(definition, task, now);
  return cost.task + cost.publicIpv4;
}

bool isPaidByUse(BillKind kind) {
  switch (kind) {
    case BillKind::NatGatewayData:
    case BillKind::LoadBalancerUnits:
    case BillKind::DataOut:
    case BillKind::DataBetweenZones:
    case BillKind::LogsIngestion:
    case BillKind::LogsStorage:
    case BillKind::SqsRequests:
    case BillKind::DynamoDb:
    case BillKind::ApiRequests:
    case BillKind::LambdaRequests:
    case BillKind::LambdaDuration: return true;
    default: return false;
  }
}

CostBreakdown costBreakdown(const State& state) {
  CostBreakdown breakdown;
  addRows(state, breakdown);
  addPlanRows(state, breakdown);
  for (const CostRow& row : breakdown.rows) {
    breakdown.nanoUsd += row.nanoUsd;
    breakdown.nanoUsdPerMonth += row.nanoUsdPerMonth;
  }
  return breakdown;
}

std::vector<DecisionCost> costByDecision(const CostBreakdown& breakdown) {
  std::vector<DecisionCost> costs;
  for (const CostRow& row : breakdown.rows) {
    const auto place = std::lower_bound(
        costs.begin(), costs.end(), row.decision,
        [](const DecisionCost& cost, EventId decision) { return cost.decision < decision; });
    const auto found = place != costs.end() && place->decision == row.decision
                           ? place
                           : costs.insert(place, {row.decision, 0, 0});
    found->nanoUsd += row.nanoUsd;
    found->nanoUsdPerMonth += row.nanoUsdPerMonth;
  }
  return costs;
}

std::int64_t totalCostMicroUsd(const State& state) {
  std::int64_t nano = state.settledCostNanoUsd;
  for (const Task& task : state.tasks) {
    if (!isLive(task)) continue;
    nano += taskCostNanoUsd(state.taskDefinitions[task.taskDefinition.value], task, state.now);
  }
  for (const ResourceCost& cost : resourceCosts(state)) nano += cost.nanoUsd;
  const SavingsPlan& plan = state.bill.savingsPlan;
  if (plan.active) nano += planCommitted(plan) - planCovered(state);
  return roundedMicroUsd(nano);
}

// ---- Savings Plan

SavingsUse savingsUse(const State& state) {
  SavingsUse use{};
  const auto add = [&use](BillKind kind, std::int64_t nanoUsd) {
    if (const auto place = classOf(kind)) use[static_cast<std::size_t>(*place)] += nanoUsd;
  };
  for (const SettledCost& settled : state.bill.settled) add(settled.kind, settled.nanoUsd);
  for (const Task& task : state.tasks) {
    if (!isLive(task)) continue;
    const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
    add(fargateKind(task), taskCost(definition, task, state.now).task);
  }
  for (const ResourceCost& cost : resourceCosts(state)) add(cost.kind, cost.nanoUsd);
  return use;
}

std::int64_t coveredByPlan(const SavingsPlan& plan, const SavingsUse& useOfHour) {
  const bool oneYear = plan.term == SavingsTerm::OneYear;
  struct Rate {
    SavingsClass what;
    Discount discount;
  };
  // The largest discount first, for either term.
  const Rate rates[] = {
      {SavingsClass::Ec2, oneYear ? Discount::SavingsEc2OneYear : Discount::SavingsEc2ThreeYears},
      {SavingsClass::Fargate,
       oneYear ? Discount::SavingsFargateOneYear : Discount::SavingsFargateThreeYears},
      {SavingsClass::Lambda, Discount::SavingsLambda},
  };
  std::int64_t left = plan.commitment;
  std::int64_t covered = 0;
  for (const Rate& rate : rates) {
    const std::int64_t use = useOfHour[static_cast<std::size_t>(rate.what)];
    const std::int32_t off = percentOff(rate.discount);
    const std::int64_t here = savingsPlanHour(use, left, off).covered;
    covered += here;
    left = std::max<std::int64_t>(0, left - scaledPrice(here, 100 - off, 100));
  }
  return covered;
}

}  // namespace taskyard
