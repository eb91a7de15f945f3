#include "api/operations.h"
#include "api/secrets_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"secretsmanager", "CreateSecret", "Keeps something secret under a name.", kChanges,
      &kCreateSecretInput},
     createSecret},
    {{"secretsmanager", "PutSecretValue",
      "Adds a version; running tasks keep what they were given.", kChanges, &kPutSecretValueInput},
     putSecretValue},
    {{"secretsmanager", "GetSecretValue", "Shows a secret in plain text.", kReads,
      &kGetSecretValueInput},
     getSecretValue},
    {{"secretsmanager", "DescribeSecret", "Shows a secret's versions, not its value.", kReads,
      &kDescribeSecretInput},
     describeSecret},
    {{"secretsmanager", "ListSecrets", "Lists secrets without their values.", kReads,
      &kListSecretsInput},
     listSecrets},
    {{"secretsmanager", "DeleteSecret", "Removes a secret, after 30 days unless told otherwise.",
      kChanges, &kDeleteSecretInput},
     deleteSecret},
    {{"secretsmanager", "RotateSecret", "Changes the password, in the secret and where it is used.",
      kChanges, &kRotateSecretInput},
     rotateSecret},
};

}  // namespace

std::span<const Operation> secretsmanager() { return kOperations; }

}  // namespace taskyard::operations
