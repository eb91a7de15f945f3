#pragma once
// The handlers of service "servicediscovery" (AWS Cloud Map), and what ECS services need of it.
// Only api/ includes this.

#include <optional>
#include <string>
#include <vector>

#include "api/handlers.h"

namespace taskyard {

Result<ApiAnswer> cloudMapCreatePrivateDnsNamespace(const ApiCall& call);
Result<ApiAnswer> cloudMapDeleteNamespace(const ApiCall& call);
Result<ApiAnswer> cloudMapListNamespaces(const ApiCall& call);
Result<ApiAnswer> cloudMapCreateService(const ApiCall& call);
Result<ApiAnswer> cloudMapDeleteService(const ApiCall& call);
Result<ApiAnswer> cloudMapListServices(const ApiCall& call);
Result<ApiAnswer> cloudMapDiscoverInstances(const ApiCall& call);

// The registry that serviceRegistries of a CreateService names; nullopt without one.
// Errors: InvalidParameterException.
Result<std::optional<std::uint32_t>> registryOf(const ApiCall& call);
// Members of serviceRegistries without effect: ports, and all of it in an UpdateService.
std::vector<std::string> registryMembersNotActedOn(const ApiCall& call);
// [{"registryArn": ...}].
JsonValue serviceRegistriesJson(const State& state, ServiceIndex service);

}  // namespace taskyard
