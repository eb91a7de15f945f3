// Roles that may do more than they need.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "engine/advisor_parts.h"
#include "engine/dependency_calls.h"
#include "engine/permissions.h"
#include "engine/secret_values.h"

namespace taskyard {

namespace {

constexpr std::string_view kExecutionPolicy =
    "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

bool isWholeService(std::string_view action) { return action == "*" || action.ends_with(":*"); }

// What the agent has no use for: whole services, services it never calls, or every secret.
bool isTooMuchForAgent(std::string_view action, std::string_view resource) {
  static constexpr std::array<std::string_view, 7> kAgents = {
      "ecr", "logs", "secretsmanager", "ssm", "kms", "s3", "sts"};
  if (isWholeService(action)) return true;
  const std::string_view service = action.substr(0, action.find(':'));
  if (std::find(kAgents.begin(), kAgents.end(), service) == kAgents.end()) return true;
  return resource == "*" &&
         (action == "secretsmanager:GetSecretValue" || action.starts_with("ssm:Get"));
}

// A program's rights on one table or queue are its own affair; on everything they are not.
bool isTooMuchForProgram(std::string_view action, std::string_view resource) {
  return isWholeService(action) && (action == "*" || resource == "*");
}

using TooMuch = bool (*)(std::string_view action, std::string_view resource);

std::vector<std::string> excessOf(const PolicyDocument& document, TooMuch tooMuch) {
  std::vector<std::string> actions;
  for (const PolicyStatement& statement : document.statements) {
    if (!statement.allow) continue;
    if (statement.exceptActions) {
      actions.emplace_back("everything but NotAction");
      continue;
    }
    for (const std::string& action : statement.action) {
      const auto& on = statement.resource;
      const bool excess = std::any_of(on.begin(), on.end(), [&](const std::string& resource) {
        return tooMuch(action, resource);
      });
      if (excess) actions.push_back(action);
    }
  }
  return actions;
}

// Takes away the policies that allow too much; what they allow, in words.
std::vector<std::string> strip(const State& state, const Role& role, TooMuch tooMuch,
                               Finding& finding) {
  std::vector<std::string> seen;
  const auto note = [&](const std::string& policy, const std::vector<std::string>& actions) {
    seen.push_back(joinWords(actions) + " (policy " + policy + ")");
  };
  for (const InlinePolicy& policy : role.inlinePolicies) {
    const std::vector<std::string> actions = excessOf(policy.document, tooMuch);
    if (actions.empty()) continue;
    note(policy.policyName, actions);
    finding.steps.push_back(
        {"iam", "DeleteRolePolicy",
         JsonValue::object({{"RoleName", role.roleName}, {"PolicyName", policy.policyName}})});
  }
  for (const AttachedPolicy& attached : role.attachedPolicies) {
    const ManagedPolicy* policy = findPolicy(state, attached.policyArn);
    if (policy == nullptr) continue;
    const std::vector<std::string> actions = excessOf(policy->document, tooMuch);
    if (actions.empty()) continue;
    note(policy->policyName, actions);
    finding.steps.push_back(
        {"iam", "DetachRolePolicy",
         JsonValue::object({{"RoleName", role.roleName}, {"PolicyArn", attached.policyArn}})});
  }
  return seen;
}

struct Permission {
  std::string action;
  std::string resource;

  bool operator==(const Permission&) const = default;
};

void add(std::vector<Permission>& list, Permission permission) {
  if (permission.action.empty()) return;
  if (std::find(list.begin(), list.end(), permission) == list.end()) {
    list.push_back(std::move(permission));
  }
}

// The secrets that the agent fetches for the definition.
void addSecrets(const State& state, const TaskDefinition& definition,
                std::vector<Permission>& needed) {
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    for (const std::string_view from : secretsToFetch(container)) {
      const SecretReference reference = parseSecretReference(from);
      const Secret* secret = findSecret(state, reference.store, reference.name);
      add(needed, {std::string(secretAction(reference.store)),
                   secret != nullptr ? secret->arn : secretArnOf(reference.store, reference.name)});
    }
  }
}

// The calls that the definition's programs make.
void addCalls(const State& state, const TaskDefinition& definition,
              std::vector<Permission>& needed) {
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (!container.imageIndex.valid()) continue;
    const ImageBehaviour& program = state.images[container.imageIndex.value].behaviour;
    for (const ImageCall& call : program.calls) {
      add(needed, {std::string(actionOf(call)), resourceArnOf(call)});
    }
    if (program.workerQueue.empty()) continue;
    const QueueIndex queue = findQueue(state, program.workerQueue);
    if (!queue.valid()) continue;
    const std::string arn = queueArn(state.work.queues[queue.value]);
    add(needed, {"sqs:ReceiveMessage", arn});
    add(needed, {"sqs:DeleteMessage", arn});
  }
}

void grant(const Role& role, const std::string& name, const std::vector<Permission>& needed,
           Finding& finding) {
  if (needed.empty()) return;
  JsonValue statements = JsonValue::array();
  for (const Permission& permission : needed) {
    statements.push(JsonValue::object(
        {{"Effect", "Allow"}, {"Action", permission.action}, {"Resource", permission.resource}}));
  }
  const JsonValue document =
      JsonValue::object({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}});
  finding.steps.push_back({"iam", "PutRolePolicy",
                           JsonValue::object({{"RoleName", role.roleName},
                                              {"PolicyName", name},
                                              {"PolicyDocument", dumpJson(document)}})});
}

// Each role of a kind once, with the definitions that name it.
struct RoleInUse {
  const Role* role = nullptr;
  std::vector<const TaskDefinition*> definitions;
};
std::vector<RoleInUse> rolesInUse(const State& state, std::string TaskDefinition::*which) {
  std::vector<RoleInUse> roles;
  for (const DefinitionInUse& use : definitionsInUse(state)) {
    const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
    const std::string& arn = definition.*which;
    const Role* role = arn.empty() ? nullptr : findRole(state, arn);
    if (role == nullptr) continue;
    auto known = std::find_if(roles.begin(), roles.end(),
                              [role](const RoleInUse& one) { return one.role == role; });
    if (known == roles.end()) known = roles.insert(roles.end(), {role, {}});
    known->definitions.push_back(&definition);
  }
  return roles;
}

bool isAttached(const Role& role, std::string_view policyArn) {
  return std::any_of(role.attachedPolicies.begin(), role.attachedPolicies.end(),
                     [policyArn](const AttachedPolicy& one) { return one.policyArn == policyArn; });
}

}  // namespace

void adviseBroadExecutionRole(const State& state, Findings& findings) {
  for (const RoleInUse& use : rolesInUse(state, &TaskDefinition::executionRoleArn)) {
    const Role& role = *use.role;
    Finding finding = findingAt(AdviceRule::BroadExecutionRole, roleArn(role), role.roleName);
    const std::vector<std::string> seen = strip(state, role, isTooMuchForAgent, finding);
    if (seen.empty()) continue;
    finding.seen = "Execution role " + role.roleName + " allows " + joinWords(seen) +
                   ". ECS uses it to pull images, write logs and fetch secrets; what the program "
                   "does belongs to the task role.";
    finding.cure =
        "Leave AmazonECSTaskExecutionRolePolicy, and allow the named secrets only. Move what the "
        "program needs to its task role.";
    if (!isAttached(role, kExecutionPolicy)) {
      finding.steps.push_back(
          {"iam", "AttachRolePolicy",
           JsonValue::object({{"RoleName", role.roleName}, {"PolicyArn", kExecutionPolicy}})});
    }
    std::vector<Permission> needed;
    for (const TaskDefinition* definition : use.definitions) {
      addSecrets(state, *definition, needed);
    }
    grant(role, "read-its-secrets", needed, finding);
    findings.push_back(std::move(finding));
  }
}

void adviseBroadTaskRole(const State& state, Findings& findings) {
  for (const RoleInUse& use : rolesInUse(state, &TaskDefinition::taskRoleArn)) {
    const Role& role = *use.role;
    Finding finding = findingAt(AdviceRule::BroadTaskRole, roleArn(role), role.roleName);
    const std::vector<std::string> seen = strip(state, role, isTooMuchForProgram, finding);
    if (seen.empty()) continue;
    finding.seen = "Task role " + role.roleName + " allows " + joinWords(seen) +
                   " on everything. Whoever breaks into the program has all of it.";
    finding.cure = "Allow what the program calls, on the resources it calls.";
    std::vector<Permission> needed;
    for (const TaskDefinition* definition : use.definitions) addCalls(state, *definition, needed);
    grant(role, "what-it-calls", needed, finding);
    findings.push_back(std::move(finding));
  }
}

}  // namespace taskyard
