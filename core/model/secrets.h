#pragma once
// What Secrets Manager and Parameter Store hold. Which version a running task was given is not
// kept: it follows from when its containers were made (engine/secret_values.h).
// Sources: Secrets Manager API Reference, CreateSecret, PutSecretValue, RotateSecret; Systems
// Manager API Reference, PutParameter.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

struct SecretVersion {
  std::string versionId;
  std::string value;
  TimeMs currentFrom = 0;  // when it became AWSCURRENT
  // Since when what it holds is no longer accepted by whoever checks it (a database, an API).
  // Only a rotation does that; writing another value alone does not.
  TimeMs revokedAt = kNever;

  auto fields() const { return std::tie(versionId, value, currentFrom, revokedAt); }
};

enum class SecretStore : std::uint8_t { SecretsManager, ParameterStore };

struct Secret {
  SecretStore store = SecretStore::SecretsManager;
  std::string name;  // "prod/db" or "/prod/db"
  std::string arn;
  std::string description;
  std::string type;                     // Parameter Store: String, StringList or SecureString
  std::string kmsKeyId;                 // ARN of a customer key; "" for the service's own
  std::vector<SecretVersion> versions;  // oldest first, at least one; the last is AWSCURRENT
  TimeMs createdAt = 0;
  bool deleted = false;
  bool recoverable = false;  // deleted with a recovery window: its name is still taken
  EventId deletedBy = kNoEvent;

  auto fields() const {
    return std::tie(store, name, arn, description, type, kmsKeyId, versions, createdAt, deleted,
                    recoverable, deletedBy);
  }
};

struct Secrets {
  std::vector<Secret> secrets;

  auto fields() const { return std::tie(secrets); }
};

}  // namespace taskyard
