#pragma once
// What the run has cost so far: by resource, and by the decision that caused it. Nothing ticks:
// what a living resource costs follows from when it was made and what has gone through it; what is
// over was settled when it ended (model/bill.h). Prices: model/prices.h. Amounts: nano-USD.
//
// Resources with an hourly price accrue by the second, rounded up, from creation to deletion.
// Model choice: AWS bills load balancers and NAT gateways by begun hours; by the second, a run of
// some minutes shows what a month would cost in proportion.
// A decision is the newest request (or scaling activity) that created the resource or, for a task
// of a service, that had set the service's size or revision when the task started; a task that
// replaces one that died belongs to the same decision.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/cost_formulas.h"
#include "model/state.h"

namespace taskyard {

struct CostRow {
  BillKind kind{};
  std::string name;                  // an ARN, an id or words
  EventId decision = kNoEvent;       // the event that says why it exists
  std::int64_t nanoUsd = 0;          // so far
  std::int64_t nanoUsdPerMonth = 0;  // if all went on as now, 730 hours; 0 for what is paid by use
  PriceId price{};                   // the main one
};

// Paid by what goes through it and not by the hour, so that its month cannot be told from now.
[[nodiscard]] bool isPaidByUse(BillKind kind);

struct CostBreakdown {
  std::vector<CostRow> rows;  // their sums are the totals below
  std::int64_t nanoUsd = 0;   // never falls while time passes
  // If all went on as now, a Savings Plan included, without what is paid by use.
  std::int64_t nanoUsdPerMonth = 0;
};
[[nodiscard]] CostBreakdown costBreakdown(const State& state);

struct DecisionCost {
  EventId decision = kNoEvent;
  std::int64_t nanoUsd = 0;
  std::int64_t nanoUsdPerMonth = 0;
};
// Oldest decision first; the Savings Plan counts as a decision of its own.
[[nodiscard]] std::vector<DecisionCost> costByDecision(const CostBreakdown& breakdown);

// The total, in 10^-6 dollars, rounded to nearest.
[[nodiscard]] std::int64_t totalCostMicroUsd(const State& state);

// One Fargate task with its public IPv4 address, from the start of its image pull to its end (or to
// `now`), per second rounded up, at least one minute; for the size asked for, not the size used.
// Source: aws.amazon.com/fargate/pricing (2026).
[[nodiscard]] std::int64_t taskCostNanoUsd(const TaskDefinition& definition, const Task& task,
                                           TimeMs now);
// The two parts of it.
struct TaskCost {
  std::int64_t task = 0;
  std::int64_t publicIpv4 = 0;
};
[[nodiscard]] TaskCost taskCost(const TaskDefinition& definition, const Task& task, TimeMs now);
[[nodiscard]] bool isFargateSpot(const Task& task);
[[nodiscard]] BillKind fargateKind(const Task& task);

// What has been used so far of that a Compute Savings Plan can cover, at on-demand prices. Fargate
// Spot is not among it.
[[nodiscard]] SavingsUse savingsUse(const State& state);
// On-demand value that one hour's commitment covers: the use with the largest discount first.
// Source: Savings Plans User Guide, "How Savings Plans apply"; the rates are teaching values.
[[nodiscard]] std::int64_t coveredByPlan(const SavingsPlan& plan, const SavingsUse& useOfHour);

}  // namespace taskyard
