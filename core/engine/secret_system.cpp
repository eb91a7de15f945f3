#include "engine/secret_system.h"

#include "base/draw.h"
#include "base/json.h"
#include "engine/secret_values.h"
#include "engine/uuid.h"

namespace taskyard {

namespace {

// A secret that is JSON keeps its members; only the password changes.
std::string withNewPassword(const std::string& value, const std::string& password) {
  Result<JsonValue> parsed = parseJson(value);
  if (!parsed || !parsed.value().isObject()) return password;
  parsed.value().set("password", password);
  return dumpJson(parsed.value());
}

void addVersion(Simulation& sim, std::size_t position, std::string value) {
  State& state = sim.state();
  Secret& secret = state.secrets.secrets[position];
  SecretVersion version;
  version.versionId =
      secret.store == SecretStore::SecretsManager
          ? drawnUuid({state.seed, Purpose::SecretVersion, position, secret.versions.size() * 2})
          : std::to_string(secret.versions.size() + 1);
  version.value = std::move(value);
  version.currentFrom = state.now;
  secret.versions.push_back(std::move(version));
}

}  // namespace

std::size_t createSecret(Simulation& sim, Secret secret, const std::string& value) {
  State& state = sim.state();
  const std::size_t position = state.secrets.secrets.size();
  secret.createdAt = state.now;
  secret.arn = secretArnOf(secret.store, secret.name);
  if (secret.store == SecretStore::SecretsManager) {
    secret.arn += "-" + hex64(draw({state.seed, Purpose::SecretVersion, position, 0})).substr(2, 6);
  }
  state.secrets.secrets.push_back(std::move(secret));
  addVersion(sim, position, value);
  return position;
}

void putSecretValue(Simulation& sim, std::size_t position, const std::string& value) {
  addVersion(sim, position, value);
}

void rotateSecret(Simulation& sim, std::size_t position) {
  State& state = sim.state();
  for (SecretVersion& version : state.secrets.secrets[position].versions) {
    if (version.revokedAt != kNever) continue;
    version.revokedAt = state.now;
  }
  const Secret& secret = state.secrets.secrets[position];
  addVersion(sim, position,
             withNewPassword(secret.versions.back().value,
                             hex64(draw({state.seed, Purpose::SecretVersion, position,
                                         1'000'000 + secret.versions.size()}))));
}

void deleteSecret(Simulation& sim, std::size_t position, bool forGood, EventId cause) {
  Secret& secret = sim.state().secrets.secrets[position];
  secret.deleted = true;
  secret.deletedBy = cause;
  secret.recoverable = !forGood;
}

}  // namespace taskyard
