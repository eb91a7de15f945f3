#pragma once
// The handlers of services "secretsmanager" and "ssm" and the shapes of their inputs
// (secretsmanager_secrets.cpp, ssm_parameters.cpp, shapes_secrets.cpp). Only api/ includes this.

#include "api/handlers.h"
#include "api/shapes.h"

namespace taskyard {

Result<ApiAnswer> createSecret(const ApiCall& call);
Result<ApiAnswer> putSecretValue(const ApiCall& call);
Result<ApiAnswer> getSecretValue(const ApiCall& call);
Result<ApiAnswer> describeSecret(const ApiCall& call);
Result<ApiAnswer> listSecrets(const ApiCall& call);
Result<ApiAnswer> deleteSecret(const ApiCall& call);
Result<ApiAnswer> rotateSecret(const ApiCall& call);
Result<ApiAnswer> putParameter(const ApiCall& call);
Result<ApiAnswer> getParameter(const ApiCall& call);
Result<ApiAnswer> getParameters(const ApiCall& call);
Result<ApiAnswer> deleteParameter(const ApiCall& call);

// Faults (registry_faults.cpp calls this for SecretRotated).
Result<ApiAnswer> secretRotatedFault(const ApiCall& call);

namespace shapes {

extern const Shape kCreateSecretInput;
extern const Shape kPutSecretValueInput;
extern const Shape kGetSecretValueInput;
extern const Shape kDescribeSecretInput;
extern const Shape kListSecretsInput;
extern const Shape kDeleteSecretInput;
extern const Shape kRotateSecretInput;
extern const Shape kPutParameterInput;
extern const Shape kGetParameterInput;
extern const Shape kGetParametersInput;
extern const Shape kDeleteParameterInput;

}  // namespace shapes

}  // namespace taskyard
