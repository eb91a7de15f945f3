// Secrets Manager. Source: API Reference (2017-10-17).

#include <algorithm>

#include "api/secrets_handlers.h"
#include "base/time.h"
#include "engine/secret_system.h"
#include "engine/secret_values.h"

namespace taskyard {

namespace {

constexpr SecretStore kStore = SecretStore::SecretsManager;
constexpr std::size_t kLongestValue = 65536;  // bytes. Source: Secrets Manager quotas

Error notFound() {
  return {"ResourceNotFoundException", "Secrets Manager can't find the specified secret.",
          "/SecretId"};
}

// Its position. Errors: ResourceNotFoundException, InvalidRequestException.
Result<std::size_t> secretOf(const ApiCall& call) {
  const std::string& id = call.text("SecretId");
  const auto& secrets = call.state.secrets.secrets;
  if (const Secret* secret = findSecret(call.state, kStore, id); secret != nullptr) {
    return static_cast<std::size_t>(secret - secrets.data());
  }
  for (const Secret& secret : secrets) {
    if (secret.store == kStore && secret.recoverable && (secret.name == id || secret.arn == id)) {
      return Error{"InvalidRequestException",
                   "You can't perform this operation on the secret because it was marked for "
                   "deletion.",
                   "/SecretId"};
    }
  }
  return notFound();
}

JsonValue stagesOf(const Secret& secret, std::size_t version) {
  JsonValue stages = JsonValue::array();
  if (version + 1 == secret.versions.size()) stages.push("AWSCURRENT");
  if (version + 2 == secret.versions.size()) stages.push("AWSPREVIOUS");
  return stages;
}

JsonValue describedJson(const Secret& secret) {
  JsonValue json = JsonValue::object();
  json.set("ARN", secret.arn);
  json.set("Name", secret.name);
  if (!secret.description.empty()) json.set("Description", secret.description);
  if (!secret.kmsKeyId.empty()) json.set("KmsKeyId", secret.kmsKeyId);
  json.set("LastChangedDate", isoTimestamp(secret.versions.back().currentFrom));
  JsonValue versions = JsonValue::object();
  const std::size_t size = secret.versions.size();
  for (std::size_t i = size > 2 ? size - 2 : 0; i < size; ++i) {
    versions.set(secret.versions[i].versionId, stagesOf(secret, i));
  }
  json.set("VersionIdsToStages", std::move(versions));
  json.set("CreatedDate", isoTimestamp(secret.createdAt));
  return json;
}

ApiAnswer shortAnswer(const Secret& secret) {
  ApiAnswer answer;
  answer.output.set("ARN", secret.arn);
  answer.output.set("Name", secret.name);
  answer.output.set("VersionId", secret.versions.back().versionId);
  return answer;
}

std::optional<Error> badValue(const std::string& value) {
  if (value.size() <= kLongestValue) return std::nullopt;
  return Error{"ValidationException", "A secret has at most 65536 bytes.", "/SecretString"};
}

}  // namespace

Result<ApiAnswer> createSecret(const ApiCall& call) {
  Secret secret;
  secret.store = kStore;
  secret.name = call.text("Name");
  secret.description = call.text("Description");
  secret.kmsKeyId = call.text("KmsKeyId");
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/_+=.@-").find(c) != std::string_view::npos;
  };
  if (secret.name.empty() || !std::all_of(secret.name.begin(), secret.name.end(), allowed)) {
    return Error{"ValidationException",
                 "Invalid name. Must be a valid name containing alphanumeric characters, or any of "
                 "the following: -/_+=.@!",
                 "/Name"};
  }
  for (const Secret& known : call.state.secrets.secrets) {
    if (known.store != kStore || known.name != secret.name) continue;
    if (!known.deleted) {
      return Error{"ResourceExistsException",
                   "The operation failed because the secret " + secret.name + " already exists.",
                   "/Name"};
    }
    if (known.recoverable) {
      return Error{"InvalidRequestException",
                   "You can't create this secret because a secret with this name is already "
                   "scheduled for deletion.",
                   "/Name"};
    }
  }
  if (const auto error = badValue(call.text("SecretString"))) return *error;
  (void)call.begin(secret.name);
  Simulation& sim = call.simulation();
  const std::size_t position = createSecret(sim, std::move(secret), call.text("SecretString"));
  ApiAnswer answer = shortAnswer(call.state.secrets.secrets[position]);
  answer.notModelled = call.notModelled({"Name", "Description", "KmsKeyId", "SecretString"});
  return answer;
}

Result<ApiAnswer> putSecretValue(const ApiCall& call) {
  const Result<std::size_t> position = secretOf(call);
  if (!position) return position.error();
  if (const auto error = badValue(call.text("SecretString"))) return *error;
  (void)call.begin(call.text("SecretId"));
  Simulation& sim = call.simulation();
  putSecretValue(sim, position.value(), call.text("SecretString"));
  const Secret& secret = call.state.secrets.secrets[position.value()];
  ApiAnswer answer = shortAnswer(secret);
  answer.output.set("VersionStages", stagesOf(secret, secret.versions.size() - 1));
  answer.notModelled = call.notModelled({"SecretId", "SecretString"});
  return answer;
}

Result<ApiAnswer> getSecretValue(const ApiCall& call) {
  const Result<std::size_t> position = secretOf(call);
  if (!position) return position.error();
  const Secret& secret = call.state.secrets.secrets[position.value()];
  SecretReference reference;
  reference.versionId = call.text("VersionId");
  reference.versionStage = call.text("VersionStage");
  const SecretVersion* version = versionOf(secret, reference);
  if (version == nullptr) {
    return Error{"ResourceNotFoundException",
                 "Secrets Manager can't find the specified secret value for " +
                     (reference.versionId.empty() ? "staging label: " + reference.versionStage
                                                  : "VersionId: " + reference.versionId),
                 reference.versionId.empty() ? "/VersionStage" : "/VersionId"};
  }
  ApiAnswer answer;
  answer.output.set("ARN", secret.arn);
  answer.output.set("Name", secret.name);
  answer.output.set("VersionId", version->versionId);
  answer.output.set("SecretString", version->value);
  answer.output.set("VersionStages",
                    stagesOf(secret, static_cast<std::size_t>(version - secret.versions.data())));
  answer.output.set("CreatedDate", isoTimestamp(version->currentFrom));
  return answer;
}

Result<ApiAnswer> describeSecret(const ApiCall& call) {
  const Result<std::size_t> position = secretOf(call);
  if (!position) return position.error();
  ApiAnswer answer;
  answer.output = describedJson(call.state.secrets.secrets[position.value()]);
  return answer;
}

Result<ApiAnswer> listSecrets(const ApiCall& call) {
  JsonValue list = JsonValue::array();
  for (const Secret& secret : call.state.secrets.secrets) {
    if (secret.store == kStore && !secret.deleted) list.push(describedJson(secret));
  }
  ApiAnswer answer;
  answer.output.set("SecretList", std::move(list));
  return answer;
}

Result<ApiAnswer> deleteSecret(const ApiCall& call) {
  const Result<std::size_t> position = secretOf(call);
  if (!position) return position.error();
  const bool force = call.flag("ForceDeleteWithoutRecovery");
  const std::optional<std::int64_t> days = call.integer("RecoveryWindowInDays");
  if (force && days) {
    return Error{"InvalidParameterException",
                 "You can't use ForceDeleteWithoutRecovery in conjunction with "
                 "RecoveryWindowInDays.",
                 "/RecoveryWindowInDays"};
  }
  if (days && (*days < 7 || *days > 30)) {
    return Error{"InvalidParameterException",
                 "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
                 "/RecoveryWindowInDays"};
  }
  const EventId cause = call.begin(call.text("SecretId"));
  Simulation& sim = call.simulation();
  deleteSecret(sim, position.value(), force, cause);
  const Secret& secret = call.state.secrets.secrets[position.value()];
  ApiAnswer answer;
  answer.output.set("ARN", secret.arn);
  answer.output.set("Name", secret.name);
  answer.output.set("DeletionDate",
                    isoTimestamp(call.state.now + (force ? 0 : days.value_or(30) * kDay)));
  return answer;
}

Result<ApiAnswer> rotateSecret(const ApiCall& call) {
  const Result<std::size_t> position = secretOf(call);
  if (!position) return position.error();
  const JsonValue* now = call.input.find("RotateImmediately");
  if (now != nullptr && !now->boolean()) {
    return Error{"SimNotModelled",
                 "Rotation on a schedule is not simulated: rotate when it is time.",
                 "/RotateImmediately"};
  }
  (void)call.begin(call.text("SecretId"));
  rotateSecret(call.simulation(), position.value());
  ApiAnswer answer = shortAnswer(call.state.secrets.secrets[position.value()]);
  answer.notModelled = call.notModelled({"SecretId", "RotateImmediately"});
  return answer;
}

Result<ApiAnswer> secretRotatedFault(const ApiCall& call) {
  const std::string& id = call.text("secret");
  const auto& secrets = call.state.secrets.secrets;
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    if (secrets[i].deleted || (secrets[i].name != id && secrets[i].arn != id)) continue;
    Simulation& sim = call.simulation();
    (void)sim.beginFault("Fault: secret " + secrets[i].name + " was rotated");
    rotateSecret(sim, i);
    return ApiAnswer{};
  }
  return Error{"SimInvalidRequest", "say which secret or parameter: its name or ARN", "/secret"};
}

}  // namespace taskyard
