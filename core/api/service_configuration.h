#pragma once
// The parts of CreateService and UpdateService that say how a service changes and moves, read and
// checked as ECS does.

#include <initializer_list>
#include <optional>

#include "api/handlers.h"

namespace taskyard {

// deploymentConfiguration on top of `known`. service: the one that is changed, nullptr for a new
// one. Errors: InvalidParameterException.
Result<DeploymentConfiguration> deploymentConfigurationOf(const ApiCall& call,
                                                          DeploymentConfiguration known,
                                                          const Service* service);

// What schedulingStrategy DAEMON does not allow of a deploymentConfiguration, and what it says of a
// desired count. Errors: InvalidParameterException.
std::optional<Error> daemonConfigurationRefused(const DeploymentConfiguration& configuration);
Error daemonHasNoDesiredCount();

// deploymentController: only ECS is simulated. Errors: InvalidParameterException, SimNotModelled.
std::optional<Error> deploymentControllerRefused(const ApiCall& call);

// availabilityZoneRebalancing, or `known` when the request does not say.
// Errors: InvalidParameterException.
Result<bool> rebalancingOf(const ApiCall& call, const DeploymentConfiguration& configuration,
                           bool known);

// propagateTags, or `known`. Errors: InvalidParameterException.
Result<PropagateTags> propagateTagsOf(const ApiCall& call, PropagateTags known);

// Out of the range of healthCheckGracePeriodSeconds, or no schedulingStrategy there is.
// Errors: InvalidParameterException.
std::optional<Error> servicePartsRefused(const ApiCall& call);
// platformVersion: known, and only for Fargate. Errors: PlatformUnknownException,
// InvalidParameterException.
std::optional<Error> platformVersionRefused(const ApiCall& call, LaunchType launchType);

// The member, where given, is none of the values. Errors: InvalidParameterException.
std::optional<Error> valueRefused(const ApiCall& call, const char* member,
                                  std::initializer_list<const char*> values);

// What limits of AWS count: characters, not the bytes of UTF-8.
std::size_t charactersOf(const std::string& text);

// What DescribeServices prints of it.
JsonValue deploymentConfigurationJson(const DeploymentConfiguration& configuration);

}  // namespace taskyard
