#include "engine/secret_values.h"

#include "base/json.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr std::string_view kSecretArn = "arn:aws:secretsmanager:";
constexpr std::size_t kRandomSuffix = 7;  // "-AbCdEf"

bool isNamed(const Secret& secret, SecretStore store, std::string_view nameOrArn) {
  if (secret.store != store) return false;
  if (secret.name == nameOrArn || secret.arn == nameOrArn) return true;
  return store == SecretStore::SecretsManager && nameOrArn.starts_with("arn:") &&
         std::string_view(secret.arn).substr(0, secret.arn.size() - kRandomSuffix) == nameOrArn;
}

}  // namespace

SecretReference parseSecretReference(std::string_view valueFrom) {
  SecretReference reference;
  if (!valueFrom.starts_with(kSecretArn)) {
    reference.store = SecretStore::ParameterStore;
    reference.name = valueFrom;
    return reference;
  }
  // arn:aws:secretsmanager:region:account:secret:name:key:stage:id
  std::vector<std::string> fields(1);
  for (const char c : valueFrom) {
    if (c == ':') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  constexpr std::size_t kArnFields = 7;
  for (std::size_t i = 0; i < fields.size() && i < kArnFields; ++i) {
    reference.name += (i == 0 ? "" : ":") + fields[i];
  }
  fields.resize(kArnFields + 3);
  reference.jsonKey = fields[kArnFields];
  reference.versionStage = fields[kArnFields + 1];
  reference.versionId = fields[kArnFields + 2];
  return reference;
}

std::string_view secretAction(SecretStore store) {
  return store == SecretStore::SecretsManager ? "secretsmanager:GetSecretValue"
                                              : "ssm:GetParameters";
}

std::string secretArnOf(SecretStore store, std::string_view nameOrArn) {
  if (nameOrArn.starts_with("arn:")) return std::string(nameOrArn);
  const std::string account = std::string(":") + kRegion + ":" + kAccountId + ":";
  if (store == SecretStore::SecretsManager) {
    return "arn:aws:secretsmanager" + account + "secret:" + std::string(nameOrArn);
  }
  // A parameter's name may begin with the slash that the ARN has anyway.
  return "arn:aws:ssm" + account + "parameter" + (nameOrArn.starts_with('/') ? "" : "/") +
         std::string(nameOrArn);
}

const Secret* findSecret(const State& state, SecretStore store, std::string_view nameOrArn) {
  for (const Secret& secret : state.secrets.secrets) {
    if (!secret.deleted && isNamed(secret, store, nameOrArn)) return &secret;
  }
  return nullptr;
}

EventId secretLostBy(const State& state, SecretStore store, std::string_view nameOrArn) {
  const auto& secrets = state.secrets.secrets;
  for (std::size_t i = secrets.size(); i-- > 0;) {
    if (secrets[i].deleted && isNamed(secrets[i], store, nameOrArn)) return secrets[i].deletedBy;
  }
  return kNoEvent;
}

const SecretVersion* versionOf(const Secret& secret, const SecretReference& reference) {
  if (!reference.versionId.empty()) {
    for (const SecretVersion& version : secret.versions) {
      if (version.versionId == reference.versionId) return &version;
    }
    return nullptr;
  }
  if (reference.versionStage.empty() || reference.versionStage == "AWSCURRENT") {
    return &secret.versions.back();
  }
  const bool previous = reference.versionStage == "AWSPREVIOUS" && secret.versions.size() > 1;
  return previous ? &secret.versions[secret.versions.size() - 2] : nullptr;
}

bool hasJsonKey(const SecretVersion& version, const std::string& key) {
  const Result<JsonValue> parsed = parseJson(version.value);
  return parsed && parsed.value().find(key) != nullptr;
}

std::vector<std::string_view> secretsToFetch(const ContainerDefinition& container) {
  std::vector<std::string_view> all;
  for (const ContainerSecret& secret : container.secrets) all.push_back(secret.valueFrom);
  if (container.logConfiguration) {
    for (const ContainerSecret& secret : container.logConfiguration->secretOptions) {
      all.push_back(secret.valueFrom);
    }
  }
  if (!container.credentialsParameter.empty()) all.push_back(container.credentialsParameter);
  return all;
}

const SecretVersion* injectedVersion(const State& state, const Task& task,
                                     std::string_view secretArn) {
  if (task.pullStoppedAt() == kNever) return nullptr;
  const SecretStore store =
      secretArn.starts_with(kSecretArn) ? SecretStore::SecretsManager : SecretStore::ParameterStore;
  const Secret* secret = findSecret(state, store, secretArn);
  if (secret == nullptr) return nullptr;
  for (const ContainerDefinition& container :
       state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
    for (const std::string_view valueFrom : secretsToFetch(container)) {
      const SecretReference reference = parseSecretReference(valueFrom);
      if (!isNamed(*secret, reference.store, reference.name)) continue;
      if (!reference.versionId.empty()) return versionOf(*secret, reference);
      // What was current when the containers were made.
      const SecretVersion* given = nullptr;
      for (const SecretVersion& version : secret->versions) {
        if (version.currentFrom <= task.pullStoppedAt()) given = &version;
      }
      return given;
    }
  }
  return nullptr;
}

}  // namespace taskyard
