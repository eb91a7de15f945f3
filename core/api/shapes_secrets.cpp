// The inputs of services "secretsmanager" and "ssm". Sources: Secrets Manager API Reference
// (2017-10-17), Systems Manager API Reference (2014-11-06).

#include "api/secrets_handlers.h"
#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kPlainTagMembers[] = {
    optional("Key", kString, "What the tag is called."),
    optional("Value", kString, "What the tag says."),
};
constexpr Shape kPlainTag = structure(kPlainTagMembers);
constexpr Shape kPlainTags = listOf(kPlainTag);
constexpr ShapeMember kTagsPart = optional("Tags", kPlainTags, "Labels as key and value.");
constexpr ShapeMember kSecretId = required("SecretId", kString, "Name or ARN of the secret.");

constexpr ShapeMember kCreateSecretMembers[] = {
    required("Name", kString, "Name of the secret.").between(1, 512),
    optional("ClientRequestToken", kString, "Makes a repeated request harmless."),
    optional("Description", kString, "What it is for."),
    optional("KmsKeyId", kString, "A key of your own; readers then need kms:Decrypt."),
    optional("SecretString", kString, "What is secret: text or JSON."),
    kTagsPart,
};
constexpr ShapeMember kPutSecretValueMembers[] = {
    kSecretId,
    optional("ClientRequestToken", kString, "Becomes the version's id."),
    required("SecretString", kString, "The new value."),
};
constexpr ShapeMember kGetSecretValueMembers[] = {
    kSecretId,
    optional("VersionId", kString, "This version."),
    optional("VersionStage", kString, "AWSCURRENT when absent, or AWSPREVIOUS."),
};
constexpr ShapeMember kDescribeSecretMembers[] = {kSecretId};
constexpr ShapeMember kListSecretsMembers[] = {
    optional("MaxResults", kInteger, "How many to list at once."),
    optional("NextToken", kString, "Where the next page starts."),
};
constexpr ShapeMember kDeleteSecretMembers[] = {
    kSecretId,
    optional("RecoveryWindowInDays", kInteger, "7 to 30.").between(7, 30),
    optional("ForceDeleteWithoutRecovery", kBoolean, "At once and for ever."),
};
constexpr ShapeMember kRotationRulesMembers[] = {
    optional("AutomaticallyAfterDays", kInteger, "1 to 1000."),
    optional("Duration", kString, "Length of the window."),
    optional("ScheduleExpression", kString, "cron() or rate()."),
};
constexpr Shape kRotationRules = structure(kRotationRulesMembers);
constexpr ShapeMember kRotateSecretMembers[] = {
    kSecretId,
    optional("ClientRequestToken", kString, "Becomes the version's id."),
    optional("RotationLambdaARN", kString, "The function that changes the password."),
    optional("RotationRules", kRotationRules, "When to rotate by itself."),
    optional("RotateImmediately", kBoolean, "Now as well; true when absent."),
};

constexpr std::string_view kParameterTypeValues[] = {"String", "StringList", "SecureString"};
constexpr Shape kParameterType = enumeration(kParameterTypeValues);
constexpr std::string_view kTierValues[] = {"Standard", "Advanced", "Intelligent-Tiering"};
constexpr Shape kTier = enumeration(kTierValues);
constexpr ShapeMember kParameterName =
    required("Name", kString, "Name of the parameter, such as /prod/db/password.");
constexpr ShapeMember kWithDecryption =
    optional("WithDecryption", kBoolean, "Show a SecureString in plain text.");
constexpr ShapeMember kPutParameterMembers[] = {
    kParameterName,
    optional("Description", kString, "What it is for."),
    required("Value", kString, "The value."),
    optional("Type", kParameterType, "String when absent; SecureString is encrypted."),
    optional("KeyId", kString, "A key of your own for a SecureString."),
    optional("Overwrite", kBoolean, "Replace the value that is there."),
    optional("AllowedPattern", kString, "What values must look like."),
    kTagsPart,
    optional("Tier", kTier, "Standard when absent."),
};
constexpr ShapeMember kGetParameterMembers[] = {kParameterName, kWithDecryption};
constexpr ShapeMember kGetParametersMembers[] = {
    required("Names", kStrings, "Names of parameters.").between(1, 10), kWithDecryption};
constexpr ShapeMember kDeleteParameterMembers[] = {kParameterName};

}  // namespace

constinit const Shape kCreateSecretInput = structure(kCreateSecretMembers);
constinit const Shape kPutSecretValueInput = structure(kPutSecretValueMembers);
constinit const Shape kGetSecretValueInput = structure(kGetSecretValueMembers);
constinit const Shape kDescribeSecretInput = structure(kDescribeSecretMembers);
constinit const Shape kListSecretsInput = structure(kListSecretsMembers);
constinit const Shape kDeleteSecretInput = structure(kDeleteSecretMembers);
constinit const Shape kRotateSecretInput = structure(kRotateSecretMembers);
constinit const Shape kPutParameterInput = structure(kPutParameterMembers);
constinit const Shape kGetParameterInput = structure(kGetParameterMembers);
constinit const Shape kGetParametersInput = structure(kGetParametersMembers);
constinit const Shape kDeleteParameterInput = structure(kDeleteParameterMembers);

}  // namespace taskyard::shapes
