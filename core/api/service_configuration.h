#pragma once
// The parts of CreateService and UpdateService that say how a service changes and moves, read and
// checked as ECS does.

#include <optional>

#include "api/handlers.h"

namespace taskyard {

// deploymentConfiguration on top of `known`. service: the one that is changed, nullptr for a new
// one. Errors: InvalidParameterException.
Result<DeploymentConfiguration> deploymentConfigurationOf(const ApiCall& call,
                                                          DeploymentConfiguration known,
                                                          const Service* service);

// deploymentController: only ECS is simulated. Errors: InvalidParameterException, SimNotModelled.
std::optional<Error> deploymentControllerRefused(const ApiCall& call);

// availabilityZoneRebalancing, or `known` when the request does not say.
// Errors: InvalidParameterException.
Result<bool> rebalancingOf(const ApiCall& call, const DeploymentConfiguration& configuration,
                           bool known);

// propagateTags, or `known`. Errors: InvalidParameterException.
Result<PropagateTags> propagateTagsOf(const ApiCall& call, PropagateTags known);

// What DescribeServices prints of it.
JsonValue deploymentConfigurationJson(const DeploymentConfiguration& configuration);

}  // namespace taskyard
