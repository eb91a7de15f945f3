#pragma once
// Application Auto Scaling's handlers and what they share. Only api/ includes this.

#include "api/handlers.h"
#include "engine/scaling_system.h"

namespace taskyard {

Error scalingValidation(std::string message, std::string path = "");
// The service that ResourceId and ScalableDimension name. Errors: ValidationException;
// SimNotModelled for what is not ECS.
Result<ServiceIndex> scalableServiceOf(const ApiCall& call);
// Its scalable target. Errors: the same; ObjectNotFoundException.
Result<ScalableTargetIndex> scalableTargetOf(const ApiCall& call);
// Whether a record about the target is asked for by the optional filters of a describe request.
bool isAskedFor(const ApiCall& call, const ScalableTarget& target);
// ServiceNamespace, ResourceId, ScalableDimension.
void setResource(JsonValue& json, const State& state, const ScalableTarget& target);

Result<ApiAnswer> registerScalableTarget(const ApiCall& call);
Result<ApiAnswer> deregisterScalableTarget(const ApiCall& call);
Result<ApiAnswer> describeScalableTargets(const ApiCall& call);
Result<ApiAnswer> putScalingPolicy(const ApiCall& call);
Result<ApiAnswer> deleteScalingPolicy(const ApiCall& call);
Result<ApiAnswer> describeScalingPolicies(const ApiCall& call);
Result<ApiAnswer> describeScalingActivities(const ApiCall& call);
Result<ApiAnswer> putScheduledAction(const ApiCall& call);
Result<ApiAnswer> deleteScheduledAction(const ApiCall& call);
Result<ApiAnswer> describeScheduledActions(const ApiCall& call);

}  // namespace taskyard
