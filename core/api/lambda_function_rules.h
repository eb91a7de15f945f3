#pragma once
// What Lambda refuses of a function's settings, in its words and in its order: first what its API
// model does not allow, then the package, then the role.
// Sources: Lambda API Reference, CreateFunction; Developer Guide, "Lambda quotas" and "Lambda
// runtimes" (2026).

#include <optional>

#include "api/handlers.h"

namespace taskyard {

// Of CreateFunction.
std::optional<Error> newFunctionRefused(const ApiCall& call);
// Of UpdateFunctionConfiguration, on a function of that package type.
std::optional<Error> functionChangeRefused(const ApiCall& call, PackageType package);

}  // namespace taskyard
