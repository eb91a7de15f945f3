#pragma once
// RunTask's overrides: what ECS refuses of them, and what is not simulated.
// Source: API Reference, TaskOverride and ContainerOverride (2026-08).

#include <optional>

#include "api/handlers.h"

namespace taskyard {

// Commands and environment variables are taken without effect: programs are not run here. What
// would change a size, a price or a permission is refused. Errors: InvalidParameterException;
// SimNotModelled, with the way out.
std::optional<Error> overridesRefused(const ApiCall& call, const TaskDefinition& definition,
                                      LaunchType launchType);

}  // namespace taskyard
