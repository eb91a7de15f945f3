#pragma once
// The inputs of API Gateway's HTTP APIs ("apigatewayv2", 2018-11-29).

#include "api/shapes_parts.h"

namespace taskyard::shapes {

extern const Shape kCreateVpcLinkInput;
extern const Shape kGetVpcLinksInput;
extern const Shape kDeleteVpcLinkInput;
extern const Shape kCreateHttpApiInput;
extern const Shape kGetHttpApisInput;
extern const Shape kHttpApiIdInput;
extern const Shape kCreateIntegrationInput;
extern const Shape kOfHttpApiInput;
extern const Shape kDeleteIntegrationInput;
extern const Shape kCreateApiRouteInput;
extern const Shape kDeleteApiRouteInput;
extern const Shape kCreateStageInput;

}  // namespace taskyard::shapes
