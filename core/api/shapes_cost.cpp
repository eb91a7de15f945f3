#include "api/shapes_cost.h"

namespace taskyard::shapes {

namespace {

// Model choice: a thousand dollars an hour is more than any lesson spends.
constexpr std::int64_t kMostCommitmentMicroUsd = 1'000'000'000;

constexpr std::string_view kPlanKindValues[] = {"Compute"};
constexpr Shape kPlanKind = enumeration(kPlanKindValues);
constexpr std::string_view kTermValues[] = {"ONE_YEAR", "THREE_YEARS"};
constexpr Shape kTerm = enumeration(kTermValues);

constexpr ShapeMember kDescribeCostMembers[] = {
    optional("kind", kString, "Only lines of this kind, such as NatGateway."),
};
constexpr ShapeMember kListPricesMembers[] = {
    optional("what", kString, "Only prices whose name contains this."),
};
constexpr ShapeMember kSavingsPlanMembers[] = {
    required("kind", kPlanKind, "Compute covers Fargate, EC2 and Lambda."),
    required("hourlyCommitmentMicroUsd", kInteger, "Dollars an hour, in millionths.")
        .strictlyBetween(1, kMostCommitmentMicroUsd),
    optional("term", kTerm, "ONE_YEAR when absent; no upfront payment."),
};

}  // namespace

constinit const Shape kSimDescribeCostInput = structure(kDescribeCostMembers);
constinit const Shape kSimListPricesInput = structure(kListPricesMembers);
constinit const Shape kSimSetSavingsPlanInput = structure(kSavingsPlanMembers);

}  // namespace taskyard::shapes
