#pragma once
// Client tokens: a request that is sent again under the same token is the same request.
//
// RunTask: the same token in the same cluster answers with the tasks of the first request; other
// parameters are a ConflictException. A token counts for 24 hours. Model choice: it also ends with
// its tasks, when the last of them has left the list of stopped tasks; and it is not kept when
// nothing was started.
// CreateService: the same token and parameters answer with the service that is there.
// Source: API Reference, "Ensuring idempotency", ConflictException (2026-08).

#include <cstdint>
#include <optional>
#include <vector>

#include "api/handlers.h"

namespace taskyard {

// Errors: InvalidParameterException for characters outside 33 to 126.
std::optional<Error> clientTokenRefused(const ApiCall& call);

// Fingerprint of what is asked for: the same for members in another order, other for any other
// parameter.
std::uint64_t requestFingerprint(const JsonValue& value);

// The tasks that the token has started already; empty: it has not been used, or counts no more.
// Errors: ConflictException.
Result<std::vector<TaskIndex>> tasksOfToken(const ApiCall& call, ClusterIndex cluster);
// Does nothing without a token or without tasks.
void keepRunTaskToken(const ApiCall& call, ClusterIndex cluster,
                      const std::vector<TaskIndex>& tasks);

}  // namespace taskyard
