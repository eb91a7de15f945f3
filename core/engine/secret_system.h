#pragma once
// What changes secrets and parameters. positions are in Secrets::secrets.

#include <string>

#include "engine/simulation.h"

namespace taskyard {

// Sets the version and, for a secret, its ARN with the six random characters. Returns its position.
std::size_t createSecret(Simulation& sim, Secret secret, const std::string& value);
// A new current version. What holds the older one goes on working: nobody told the database.
void putSecretValue(Simulation& sim, std::size_t position, const std::string& value);
// A new current version, and the password behind the older ones is no longer accepted.
// Model choice: as with the single-user rotation strategy, and at once.
void rotateSecret(Simulation& sim, std::size_t position);
// forGood: without a recovery window, so that the name is free again.
void deleteSecret(Simulation& sim, std::size_t position, bool forGood, EventId cause);

}  // namespace taskyard
