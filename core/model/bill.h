#pragma once
// What has been spent that no living resource shows any more, which decision each task and service
// goes back to, and the Savings Plan. What living resources cost follows from their own records
// (engine/cost.h). Amounts: nano-USD (10^-9 dollars).

#include <array>
#include <cstdint>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/prices.h"

namespace taskyard {

// A line of the bill: what kind of thing it is for.
enum class BillKind : std::uint8_t {
  FargateTask,
  FargateSpotTask,
  PublicIpv4,
  NatGateway,
  NatGatewayData,
  InterfaceEndpoint,
  LoadBalancer,
  LoadBalancerUnits,
  DataOut,
  DataBetweenZones,
  Ec2Instance,
  EbsVolume,
  LogsIngestion,
  LogsStorage,
  EcrStorage,
  Secret,
  Alarm,
  SqsRequests,
  ApiRequests,
  RdsInstance,
  DynamoDb,
  LambdaRequests,
  LambdaDuration,
  EksCluster,
  SavingsPlanCommitment,
  SavingsPlanCovered,  // negative: use that the commitment has paid for
};
const char* nameOf(BillKind kind);  // "FargateTask"

inline constexpr std::uint32_t kNoCostLine = 0xFFFFFFFFu;

// Whoever starts tasks decides on costs: a request or a scaling that sized a service, or RunTask.
struct CostDecision {
  EventId event = kNoEvent;
  ServiceIndex service;  // not valid: standalone tasks
  ClusterIndex cluster;
  TextIndex group;                        // standalone tasks: given or "family:<family>"
  TextIndex startedBy;                    // standalone tasks: given, or not valid
  std::uint32_t firstLine = kNoCostLine;  // of Bill::settled

  auto fields() const { return std::tie(event, service, cluster, group, startedBy, firstLine); }
};

// Tasks of a decision that are over, added up: a line for each price they had.
struct SettledCost {
  CostDecisionIndex decision;
  BillKind kind{};
  PriceId price{};
  std::uint32_t next = kNoCostLine;  // line of the same decision
  std::int64_t nanoUsd = 0;

  auto fields() const { return std::tie(decision, kind, price, next, nanoUsd); }
};

// A resource with a price per hour whose own record does not say who made it or when it went.
struct BilledThing {
  BillKind kind{};
  std::uint32_t subject = 0;  // position in its system's list
  EventId decision = kNoEvent;
  PriceId price{};
  std::int64_t count = 1;  // how many of the price's unit
  TimeMs from = 0;
  TimeMs until = kNever;

  auto fields() const { return std::tie(kind, subject, decision, price, count, from, until); }
};

// What a Compute Savings Plan can cover.
enum class SavingsClass : std::uint8_t { Fargate, Ec2, Lambda };
inline constexpr std::size_t kSavingsClasses = 3;
using SavingsUse = std::array<std::int64_t, kSavingsClasses>;

enum class SavingsTerm : std::uint8_t { OneYear, ThreeYears };

struct SavingsPlan {
  bool active = false;
  SavingsTerm term = SavingsTerm::OneYear;
  std::int64_t commitment = 0;  // an hour
  TimeMs startedAt = kNever;
  EventId decision = kNoEvent;
  std::int64_t hours = 0;    // begun so far, all of them to be paid
  std::int64_t covered = 0;  // on-demand value of what the hours that are over have covered
  SavingsUse useAtHourStart{};

  auto fields() const {
    return std::tie(active, term, commitment, startedAt, decision, hours, covered,
                    useAtHourStart[0], useAtHourStart[1], useAtHourStart[2]);
  }
};

struct Bill {
  std::vector<CostDecision> decisions;
  std::vector<CostDecisionIndex> newestOfService;  // by service
  std::vector<SettledCost> settled;                // in order of their first task's end
  std::vector<BilledThing> things;                 // in order of creation
  SavingsPlan savingsPlan;

  auto fields() const { return std::tie(decisions, newestOfService, settled, things, savingsPlan); }
};

}  // namespace taskyard
