// What task definitions say: logs and credentials.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "engine/advisor_parts.h"
#include "engine/permissions.h"
#include "engine/secret_values.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr std::string_view kUsualExecutionRole = "ecsTaskExecutionRole";

// The role that the definition has, or the account's usual one, which it then gets.
const Role* executionRoleFor(const State& state, const TaskDefinition& definition,
                             JsonValue& changes) {
  if (!definition.executionRoleArn.empty()) return findRole(state, definition.executionRoleArn);
  const Role* usual = findRole(state, kUsualExecutionRole);
  if (usual != nullptr) changes.set("executionRoleArn", roleArn(*usual));
  return usual;
}

std::string upperCase(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '-' || c == '.') c = '_';
  }
  return result;
}

bool containsAny(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// "AKIA" or "ASIA" and 16 capital letters or digits.
bool isAccessKeyId(std::string_view value) {
  constexpr std::size_t kLength = 20;
  if (value.size() != kLength) return false;
  if (!value.starts_with("AKIA") && !value.starts_with("ASIA")) return false;
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// "postgres://user:password@host".
bool isUrlWithPassword(std::string_view value) {
  const std::size_t scheme = value.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = value.substr(scheme + 3);
  const std::size_t at = rest.substr(0, rest.find('/')).find('@');
  const std::size_t colon = rest.find(':');
  return at != std::string_view::npos && colon < at && colon + 1 < at;
}

JsonValue environmentOf(const ContainerDefinition& container, const std::string& without) {
  JsonValue list = JsonValue::array();
  for (const KeyValuePair& variable : container.environment) {
    if (variable.name == without) continue;
    list.push(JsonValue::object({{"name", variable.name}, {"value", variable.value}}));
  }
  return list;
}

JsonValue secretsOf(const ContainerDefinition& container) {
  JsonValue list = JsonValue::array();
  for (const ContainerSecret& secret : container.secrets) {
    list.push(JsonValue::object({{"name", secret.name}, {"valueFrom", secret.valueFrom}}));
  }
  return list;
}

JsonValue readPolicyOf(const std::string& arn) {
  JsonValue statement = JsonValue::object(
      {{"Effect", "Allow"}, {"Action", "secretsmanager:GetSecretValue"}, {"Resource", arn + "-*"}});
  return dumpJson(JsonValue::object(
      {{"Version", "2012-10-17"}, {"Statement", JsonValue::array({std::move(statement)})}}));
}

Finding plainSecret(const State& state, const DefinitionInUse& use,
                    const ContainerDefinition& container, const KeyValuePair& variable) {
  const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
  Finding finding = findingAt(state, AdviceRule::PlainTextSecret, use);
  finding.seen = "Variable " + variable.name + " of container " + container.name +
                 " looks like a credential, and everybody who may describe the task definition "
                 "can read it.";
  finding.cure =
      "Keep it in Secrets Manager (with a new value, because the old one was readable), name it "
      "under secrets, and let the execution role read it. Permissions for AWS itself need no key "
      "at all: that is what the task role is for.";
  const std::string name = definition.family + "/" + variable.name;
  const std::string arn = secretArnOf(SecretStore::SecretsManager, name);
  if (findSecret(state, SecretStore::SecretsManager, name) == nullptr) {
    finding.steps.push_back({"secretsmanager", "CreateSecret",
                             JsonValue::object({{"Name", name}, {"SecretString", "a new value"}})});
  }
  JsonValue changes = JsonValue::object();
  const Role* role = executionRoleFor(state, definition, changes);
  if (role != nullptr) {
    finding.steps.push_back(
        {"iam", "PutRolePolicy",
         JsonValue::object({{"RoleName", role->roleName},
                            {"PolicyName", "read-" + definition.family + "-" + variable.name},
                            {"PolicyDocument", readPolicyOf(arn)}})});
  }
  JsonValue secrets = secretsOf(container);
  secrets.push(JsonValue::object({{"name", variable.name}, {"valueFrom", arn}}));
  const JsonValue change = containerChange(
      container, JsonValue::object({{"environment", environmentOf(container, variable.name)},
                                    {"secrets", std::move(secrets)}}));
  for (const auto& [member, value] : change.members()) changes.set(member, value);
  redefine(state, use, std::move(changes), finding);
  return finding;
}

bool groupExists(const State& state, const std::string& name) {
  return std::any_of(
      state.logs.groups.begin(), state.logs.groups.end(),
      [&](const LogGroup& group) { return !group.deleted && group.logGroupName == name; });
}

}  // namespace

bool looksLikeCredential(std::string_view name, std::string_view value) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "PASSWORD", "PASSWD",     "PASSPHRASE",  "SECRET",     "TOKEN",          "API_KEY",
      "APIKEY",   "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL", "ENCRYPTION_KEY", "_PWD"};
  static constexpr std::array<std::string_view, 7> kNotItself = {"_FILE", "_ARN",  "_NAME", "_PATH",
                                                                 "_URL",  "_HOST", "_TTL"};
  if (value.empty() || value.starts_with("arn:")) return false;
  if (isAccessKeyId(value) || value.find("-----BEGIN") != std::string_view::npos ||
      isUrlWithPassword(value)) {
    return true;
  }
  const std::string upper = upperCase(name);
  for (const std::string_view end : kNotItself) {
    if (upper.ends_with(end)) return false;
  }
  return containsAny(upper, kWords);
}

void adviseNoLogs(const State& state, Findings& findings) {
  for (const DefinitionInUse& use : definitionsInUse(state)) {
    const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
    const std::string group = "/ecs/" + definition.family;
    JsonValue changed = JsonValue::array();
    std::vector<std::string> names;
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      if (container.logConfiguration) continue;
      names.push_back(container.name);
      JsonValue options = JsonValue::object({{"awslogs-group", group},
                                             {"awslogs-region", kRegion},
                                             {"awslogs-stream-prefix", definition.family}});
      JsonValue logs =
          JsonValue::object({{"logDriver", "awslogs"}, {"options", std::move(options)}});
      changed.push(
          JsonValue::object({{"name", container.name}, {"logConfiguration", std::move(logs)}}));
    }
    if (names.empty()) continue;
    Finding finding = findingAt(state, AdviceRule::NoLogs, use);
    finding.seen = std::string(names.size() == 1 ? "Container " : "Containers ") +
                   joinWords(names) + " of " + familyRevision(definition) +
                   (names.size() == 1 ? " has" : " have") +
                   " no log configuration. What the program says is gone with the task.";
    finding.cure =
        "Make a log group and let the awslogs driver write to it; the execution role needs "
        "logs:CreateLogStream and logs:PutLogEvents.";
    if (!groupExists(state, group)) {
      finding.steps.push_back(
          {"logs", "CreateLogGroup", JsonValue::object({{"logGroupName", group}})});
    }
    JsonValue changes = JsonValue::object();
    (void)executionRoleFor(state, definition, changes);
    changes.set("containerDefinitions", std::move(changed));
    redefine(state, use, std::move(changes), finding);
    findings.push_back(std::move(finding));
  }
}

void advisePlainSecrets(const State& state, Findings& findings) {
  for (const DefinitionInUse& use : definitionsInUse(state)) {
    const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      for (const KeyValuePair& variable : container.environment) {
        if (!looksLikeCredential(variable.name, variable.value)) continue;
        findings.push_back(plainSecret(state, use, container, variable));
      }
    }
  }
}

}  // namespace taskyard
