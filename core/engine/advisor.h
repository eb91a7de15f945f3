#pragma once
// The advisor: what an experienced colleague would say about the design as it stands. Each rule is
// a pure function of State (advisor_rules.h); it knows nothing of how the design came about.
//
// A finding names the resource, what was seen there, and the requests that put it right. Playing
// those requests makes the finding go away; tests/engine/advisor_test.cpp holds every rule to that.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/state.h"

namespace taskyard {

enum class AdviceRule : std::uint8_t {
  PublicTasks,
  SingleZone,
  SingleTask,
  NoLogs,
  PlainTextSecret,
  BroadExecutionRole,
  BroadTaskRole,
  NoCircuitBreaker,
  WrongScalingMetric,
  TooSmall,
  TooLarge,
  UnpatchedImage,
  UnscannedImage,
  CredentialsInImage,
  QuotaNear,
  TaskWithoutService,
  DockerByHand,
};

// The pillars of the AWS Well-Architected Framework that the rules speak for.
enum class Pillar : std::uint8_t {
  OperationalExcellence,
  Security,
  Reliability,
  PerformanceEfficiency,
  CostOptimization,
};

// How sure a finding is.
enum class AdviceBasis : std::uint8_t {
  Documented,  // AWS's own text advises against it, and it is there for all to see
  Measured,    // from utilisation, against thresholds of ours
  Guessed,     // from names and patterns: it may be meant
};

struct AdviceRuleFacts {
  AdviceRule rule{};
  std::string_view id;     // "public-ip-on-tasks"
  std::string_view title;  // one sentence
  std::string_view trap;   // "trap.single-az"; "" when only a pillar speaks for it
  Pillar pillar{};
  AdviceBasis basis{};
  std::string_view source;
  std::string_view date;  // of the copy that was read
};

// One request of a cure, as AWS names it. The input of RegisterTaskDefinition holds only what
// changes: members of Finding::definition that are not named stay, its containers are told apart by
// name (api/advice_handlers.h puts the two together).
struct CureStep {
  std::string service;
  std::string operation;
  JsonValue input;
};

struct Finding {
  AdviceRule rule{};
  std::string resource;  // ARN; for what has none: its name
  std::string name;      // short, for people
  std::string seen;      // what is the matter, in one or two sentences
  std::string cure;      // what to do about it
  std::vector<CureStep> steps;
  TaskDefinitionIndex definition;  // which revision a RegisterTaskDefinition step builds on
};

// In the order of AdviceRule.
std::span<const AdviceRuleFacts> adviceRules();
const AdviceRuleFacts& factsOf(AdviceRule rule);

// All findings, in the order of the rules, then of the resources.
std::vector<Finding> adviseOn(const State& state);

const char* nameOf(Pillar pillar);  // "Cost Optimization"
const char* nameOf(AdviceBasis basis);

}  // namespace taskyard
