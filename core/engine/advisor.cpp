#include "engine/advisor.h"

#include "engine/advisor_rules.h"

namespace taskyard {

namespace {

using Basis = AdviceBasis;

constexpr AdviceRuleFacts kFacts[] = {
    {AdviceRule::PublicTasks, "public-ip-on-tasks", "Tasks have public IP addresses.",
     "trap.public-ip-every-task", Pillar::Security, Basis::Documented,
     "Amazon ECS Best Practices Guide, Network security; Connecting to the internet", "2023"},
    {AdviceRule::SingleZone, "single-zone", "All tasks of a service are in one Availability Zone.",
     "trap.single-az", Pillar::Reliability, Basis::Documented,
     "AWS Well-Architected Framework, Reliability Pillar, deploy to multiple locations", "2023"},
    {AdviceRule::SingleTask, "single-task", "A service consists of one task.", "trap.single-az",
     Pillar::Reliability, Basis::Documented,
     "AWS Well-Architected Framework, Reliability Pillar, deploy to multiple locations", "2023"},
    {AdviceRule::NoLogs, "no-logs", "A container's output is kept nowhere.", "trap.forgotten-logs",
     Pillar::OperationalExcellence, Basis::Documented,
     "Amazon ECS Developer Guide, Using the awslogs log driver", "2023-06"},
    {AdviceRule::PlainTextSecret, "secret-in-plain-text",
     "A plain environment variable looks like a credential.", "trap.credentials-in-image",
     Pillar::Security, Basis::Guessed,
     "Amazon ECS Developer Guide, Pass sensitive data to an Amazon ECS container", "2026"},
    {AdviceRule::BroadExecutionRole, "broad-execution-role",
     "The task execution role may do more than start tasks.", "trap.role-mixup", Pillar::Security,
     Basis::Documented, "Amazon ECS Developer Guide, Task execution IAM role", "2026"},
    {AdviceRule::BroadTaskRole, "broad-task-role",
     "The task role allows whole services instead of what the program calls.", "trap.role-mixup",
     Pillar::Security, Basis::Documented, "IAM User Guide, Security best practices in IAM", "2023"},
    {AdviceRule::NoCircuitBreaker, "no-circuit-breaker",
     "A failing deployment would go on for ever.", "", Pillar::OperationalExcellence,
     Basis::Documented, "Amazon ECS Developer Guide, Deployment circuit breaker", "2026-10"},
    {AdviceRule::WrongScalingMetric, "workers-scaled-on-cpu",
     "Queue workers are scaled on CPU or memory.", "trap.cpu-only-worker-scaling",
     Pillar::PerformanceEfficiency, Basis::Documented,
     "EC2 Auto Scaling User Guide, Scaling policy based on Amazon SQS", "2023"},
    {AdviceRule::TooSmall, "task-too-small", "Tasks have too little CPU or memory.",
     "trap.wrong-size", Pillar::PerformanceEfficiency, Basis::Measured,
     "Amazon ECS Best Practices Guide, Determining task size", "2023"},
    {AdviceRule::TooLarge, "task-too-large", "Tasks have far more CPU or memory than they use.",
     "trap.wrong-size", Pillar::CostOptimization, Basis::Measured,
     "Amazon ECS Best Practices Guide, Determining task size", "2023"},
    {AdviceRule::UnpatchedImage, "unpatched-image", "Tasks run an image with known weaknesses.",
     "trap.containers-need-no-patching", Pillar::Security, Basis::Documented,
     "Amazon ECR User Guide, Scan images for software vulnerabilities", "2026"},
    {AdviceRule::UnscannedImage, "unscanned-image", "Nobody looks for weaknesses in an image.",
     "trap.containers-need-no-patching", Pillar::Security, Basis::Documented,
     "Amazon ECR User Guide, Scan images for software vulnerabilities", "2026"},
    {AdviceRule::CredentialsInImage, "credentials-in-image",
     "A password or an access key is baked into an image.", "trap.credentials-in-image",
     Pillar::Security, Basis::Documented,
     "Amazon ECS Developer Guide, Pass sensitive data to an Amazon ECS container", "2026"},
    {AdviceRule::QuotaNear, "quota-near", "A quota of the account is nearly used up.",
     "trap.no-architecture-left", Pillar::Reliability, Basis::Measured,
     "AWS General Reference, Amazon ECS endpoints and quotas", "2026"},
    {AdviceRule::TaskWithoutService, "task-without-service",
     "A task that nothing would replace does a service's job.", "trap.docker-run-by-hand",
     Pillar::Reliability, Basis::Guessed,
     "Amazon ECS Developer Guide, Standalone tasks; Amazon ECS services", "2026"},
    {AdviceRule::DockerByHand, "docker-by-hand", "Containers were started by hand on one instance.",
     "trap.docker-run-by-hand", Pillar::Reliability, Basis::Documented,
     "Amazon ECS Developer Guide, What is Amazon ECS?", "2026"},
};

using Rule = void (*)(const State&, Findings&);
// In the order of AdviceRule; a function may serve several.
constexpr Rule kRules[] = {
    advisePublicTasks,   adviseSingleZone,         adviseSingleTask,    adviseNoLogs,
    advisePlainSecrets,  adviseBroadExecutionRole, adviseBroadTaskRole, adviseNoCircuitBreaker,
    adviseWorkerScaling, adviseTooSmall,           adviseTooLarge,      adviseUnpatchedImages,
    adviseUnscanned,     adviseCredentialsInside,  adviseQuotas,        adviseLoneTasks,
    adviseDockerByHand,
};
static_assert(std::size(kFacts) == std::size(kRules));

}  // namespace

std::span<const AdviceRuleFacts> adviceRules() { return kFacts; }

const AdviceRuleFacts& factsOf(AdviceRule rule) { return kFacts[static_cast<std::size_t>(rule)]; }

std::vector<Finding> adviseOn(const State& state) {
  Findings findings;
  for (const Rule rule : kRules) rule(state, findings);
  return findings;
}

const char* nameOf(Pillar pillar) {
  switch (pillar) {
    case Pillar::OperationalExcellence: return "Operational Excellence";
    case Pillar::Security: return "Security";
    case Pillar::Reliability: return "Reliability";
    case Pillar::PerformanceEfficiency: return "Performance Efficiency";
    case Pillar::CostOptimization: break;
  }
  return "Cost Optimization";
}

const char* nameOf(AdviceBasis basis) {
  switch (basis) {
    case AdviceBasis::Documented: return "documented";
    case AdviceBasis::Measured: return "measured";
    case AdviceBasis::Guessed: break;
  }
  return "guessed";
}

}  // namespace taskyard
