// Two ways out of a private subnet, by their monthly price.

#include "engine/cost_formulas.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"
#include "model/prices.h"

namespace taskyard {

namespace {

std::string verdict(std::int64_t nat, std::int64_t endpoints) {
  const std::int64_t less = nat < endpoints ? endpoints - nat : nat - endpoints;
  return std::string(nat < endpoints ? "NAT gateways" : "Endpoints") + ", by about " +
         usdText(less);
}

}  // namespace

Result<Draft> makeNatOrEndpoints(Values& values) {
  constexpr std::int64_t kGib[] = {0, 100, 500, 1000, 2000};
  const std::int64_t zones = values.between(1, 3);
  const std::int64_t services = values.between(3, 5);
  const std::int64_t gib = values.pick(kGib);
  // By hand, in nano-USD: $0.045 an hour and a GB; $0.01 an hour and zone, $0.01 a GB.
  const std::int64_t natByHand = 45'000'000 * (zones * kHoursPerMonth + gib);
  const std::int64_t endpointsByHand = 10'000'000 * (services * zones * kHoursPerMonth + gib);
  const std::int64_t nat = natMonthly(zones, gib);
  const std::int64_t endpoints = endpointsMonthly(services, zones, gib);
  const std::int64_t natHours = 45'000'000 * zones * kHoursPerMonth;
  Draft draft;
  draft.stem = {
      "Tasks in private subnets of " + std::to_string(zones) +
          (zones == 1 ? " Availability Zone" : " Availability Zones") + " call " +
          std::to_string(services) +
          " AWS services and nothing else. Either there is a NAT gateway in each zone, at "
          "$0.045 per hour and $0.045 per GB, or an interface endpoint for each service "
          "in each zone, at $0.01 per hour and $0.01 per GB. " +
          grouped(gib) + " GB pass in a month of 730 hours.",
      "Which costs less, and by how much a month?"};
  draft.decidingWords = {"in each zone", grouped(gib) + " GB"};
  draft.modelKey = verdict(nat, endpoints);
  draft.closedForm = verdict(natByHand, endpointsByHand);
  draft.keyWhy = "NAT: " + usdText(nat) + " a month. Endpoints: " + usdText(endpoints) + ".";
  draft.mistakes = {
      {verdict(endpoints, nat), "The right amount, with the two mixed up.", {}},
      {verdict(nat, 10'000'000 * (services * kHoursPerMonth + gib)),
       "Endpoints are paid in every zone.",
       {}},
      {verdict(natHours, 10'000'000 * services * zones * kHoursPerMonth),
       "The price per GB was forgotten.",
       {}},
      {verdict(nat, 10'000'000 * (zones * kHoursPerMonth + gib)),
       "Every service needs an endpoint of its own.",
       {}},
      {verdict(45'000'000 * (kHoursPerMonth + gib), endpoints),
       "There is a NAT gateway in every zone.",
       {}},
      {verdict(natHours, endpoints), "The data that passes the NAT gateways was forgotten.", {}}};
  draft.explanation =
      "A NAT gateway is paid per zone and carries everything; interface endpoints are paid per "
      "service and zone. Gateway endpoints for S3 and DynamoDB cost nothing.";
  draft.sources = {
      {"Amazon VPC Pricing", "https://aws.amazon.com/vpc/pricing/", "2026-11"},
      {"AWS PrivateLink Pricing", "https://aws.amazon.com/privatelink/pricing/", "2026-11"}};
  return draft;
}

}  // namespace taskyard
