#pragma once
// Which secret a container asks for, which version it was given, and whether that still works.
// Source: Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment
// variables": values are fetched when the container is made; a later rotation does not reach it.

#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

// The parts of a container definition's valueFrom.
struct SecretReference {
  SecretStore store = SecretStore::SecretsManager;
  std::string name;     // ARN, or a parameter's name
  std::string jsonKey;  // one member of a secret that is JSON
  std::string versionStage;
  std::string versionId;
};
SecretReference parseSecretReference(std::string_view valueFrom);

// The permission that the execution role needs, and on what when the secret does not exist.
std::string_view secretAction(SecretStore store);
std::string secretArnOf(SecretStore store, std::string_view nameOrArn);

// name: an ARN (a secret's may lack the six random characters at its end) or a name. nullptr when
// there is none, or only a deleted one.
const Secret* findSecret(const State& state, SecretStore store, std::string_view nameOrArn);
// The request that deleted it; kNoEvent when it never was.
EventId secretLostBy(const State& state, SecretStore store, std::string_view nameOrArn);
// The version a reference asks for; nullptr when the secret has none such.
const SecretVersion* versionOf(const Secret& secret, const SecretReference& reference);
// True when the value is JSON with that member.
bool hasJsonKey(const SecretVersion& version, const std::string& key);

// Everything the agent fetches before it makes the container, in order: secrets, the log driver's
// secretOptions, repositoryCredentials. Each a valueFrom.
std::vector<std::string_view> secretsToFetch(const ContainerDefinition& container);

// The version that the task's containers were given; nullptr when none of them asks for the secret
// or they were not made yet.
const SecretVersion* injectedVersion(const State& state, const Task& task,
                                     std::string_view secretArn);

}  // namespace taskyard
