// The bill: what has been spent, on what, and which decision caused it; the price list; a Savings
// Plan.

#include "api/cost_handlers.h"
#include "api/sim_common.h"
#include "engine/cost.h"
#include "engine/cost_system.h"
#include "engine/event_text.h"

namespace taskyard {

namespace {

JsonValue priceJson(const Price& price) {
  return JsonValue::object({{"what", price.what},
                            {"unit", nameOf(price.unit)},
                            {"nanoUsd", price.nanoUsd},
                            {"source", price.source},
                            {"date", price.date},
                            {"certainty", nameOf(price.certainty)}});
}

JsonValue eventOrNull(EventId event) { return event == kNoEvent ? JsonValue() : JsonValue(event); }

std::string decisionText(const ApiCall& call, EventId decision) {
  if (decision == kNoEvent || !call.log.holds(decision)) return "";
  return eventText(call.state, call.log, call.log.at(decision));
}

// Rounds amounts so that what it gave out always adds up to the rounded sum.
class Rounding {
 public:
  std::int64_t microUsd(std::int64_t nanoUsd) {
    const std::int64_t before = roundedMicroUsd(sum_);
    sum_ += nanoUsd;
    return roundedMicroUsd(sum_) - before;
  }

 private:
  std::int64_t sum_ = 0;
};

JsonValue resourcesJson(const CostBreakdown& breakdown, const std::string& kind) {
  JsonValue list = JsonValue::array();
  Rounding spent;
  for (const CostRow& row : breakdown.rows) {
    const std::int64_t microUsd = spent.microUsd(row.nanoUsd);
    if (!kind.empty() && kind != nameOf(row.kind)) continue;
    JsonValue json = JsonValue::object();
    json.set("kind", nameOf(row.kind));
    json.set("name", row.name);
    json.set("decision", eventOrNull(row.decision));
    json.set("microUsd", microUsd);
    json.set("microUsdPerMonth", roundedMicroUsd(row.nanoUsdPerMonth));
    json.set("price", priceOf(row.price).what);
    list.push(std::move(json));
  }
  return list;
}

JsonValue decisionsJson(const ApiCall& call, const CostBreakdown& breakdown) {
  JsonValue list = JsonValue::array();
  Rounding spent;
  for (const DecisionCost& cost : costByDecision(breakdown)) {
    list.push(JsonValue::object({{"event", eventOrNull(cost.decision)},
                                 {"text", decisionText(call, cost.decision)},
                                 {"microUsd", spent.microUsd(cost.nanoUsd)},
                                 {"microUsdPerMonth", roundedMicroUsd(cost.nanoUsdPerMonth)}}));
  }
  return list;
}

JsonValue planJson(const SavingsPlan& plan) {
  const bool oneYear = plan.term == SavingsTerm::OneYear;
  return JsonValue::object({{"kind", "Compute"},
                            {"term", oneYear ? "ONE_YEAR" : "THREE_YEARS"},
                            {"hourlyCommitmentMicroUsd", plan.commitment / 1000},
                            {"decision", eventOrNull(plan.decision)},
                            {"hours", plan.hours}});
}

}  // namespace

Result<ApiAnswer> simDescribeCost(const ApiCall& call) {
  const CostBreakdown breakdown = costBreakdown(call.state);
  ApiAnswer answer;
  answer.output.set("totalMicroUsd", roundedMicroUsd(breakdown.nanoUsd));
  answer.output.set("microUsdPerMonth", roundedMicroUsd(breakdown.nanoUsdPerMonth));
  answer.output.set("resources", resourcesJson(breakdown, call.text("kind")));
  answer.output.set("decisions", decisionsJson(call, breakdown));
  const SavingsPlan& plan = call.state.bill.savingsPlan;
  if (plan.active) answer.output.set("savingsPlan", planJson(plan));
  return answer;
}

Result<ApiAnswer> simListPrices(const ApiCall& call) {
  const std::string& what = call.text("what");
  JsonValue prices = JsonValue::array();
  for (const Price& price : priceCatalog()) {
    if (std::string_view(price.what).find(what) == std::string_view::npos) continue;
    prices.push(priceJson(price));
  }
  JsonValue reductions = JsonValue::array();
  for (const DiscountRow& row : discounts()) {
    if (std::string_view(row.what).find(what) == std::string_view::npos) continue;
    reductions.push(JsonValue::object({{"what", row.what},
                                       {"percentOff", row.percentOff},
                                       {"source", row.source},
                                       {"date", row.date},
                                       {"certainty", nameOf(row.certainty)}}));
  }
  ApiAnswer answer;
  answer.output.set("prices", std::move(prices));
  answer.output.set("discounts", std::move(reductions));
  return answer;
}

Result<ApiAnswer> simSetSavingsPlan(const ApiCall& call) {
  if (call.text("kind") != "Compute") {
    return simError("only Compute Savings Plans are simulated", "/kind");
  }
  const std::string& term = call.text("term");
  if (!term.empty() && term != "ONE_YEAR" && term != "THREE_YEARS") {
    return simError("term is ONE_YEAR or THREE_YEARS", "/term");
  }
  if (call.state.bill.savingsPlan.active) {
    return simError(
        "there is a Savings Plan already; it is a promise for its whole term and cannot be "
        "cancelled or lowered",
        "");
  }
  const std::int64_t commitment = call.integer("hourlyCommitmentMicroUsd").value_or(0) * 1000;
  startSavingsPlan(call.simulation(),
                   term == "THREE_YEARS" ? SavingsTerm::ThreeYears : SavingsTerm::OneYear,
                   commitment, call.begin("Compute"));
  ApiAnswer answer;
  answer.output.set("savingsPlan", planJson(call.state.bill.savingsPlan));
  return answer;
}

}  // namespace taskyard
