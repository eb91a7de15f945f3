#include "api/api_gateway_handlers.h"
#include "api/operations.h"
#include "api/shapes_api_gateway.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"apigatewayv2", "CreateVpcLink", "Makes a way from API Gateway into subnets.", kChanges,
      &kCreateVpcLinkInput},
     createVpcLink},
    {{"apigatewayv2", "GetVpcLinks", "Shows the VPC links.", kReads, &kGetVpcLinksInput},
     getVpcLinks},
    {{"apigatewayv2", "DeleteVpcLink", "Removes a VPC link that nothing uses.", kChanges,
      &kDeleteVpcLinkInput},
     deleteVpcLink},
    {{"apigatewayv2", "CreateApi", "Makes an HTTP API.", kChanges, &kCreateHttpApiInput},
     createHttpApi},
    {{"apigatewayv2", "GetApis", "Shows the APIs.", kReads, &kGetHttpApisInput}, getHttpApis},
    {{"apigatewayv2", "DeleteApi", "Removes an API with all it has.", kChanges, &kHttpApiIdInput},
     deleteHttpApi},
    {{"apigatewayv2", "CreateIntegration", "Says where requests go.", kChanges,
      &kCreateIntegrationInput},
     createIntegration},
    {{"apigatewayv2", "GetIntegrations", "Shows an API's integrations.", kReads, &kOfHttpApiInput},
     getIntegrations},
    {{"apigatewayv2", "DeleteIntegration", "Removes an integration that no route uses.", kChanges,
      &kDeleteIntegrationInput},
     deleteIntegration},
    {{"apigatewayv2", "CreateRoute", "Sends what matches to an integration.", kChanges,
      &kCreateApiRouteInput},
     createApiRoute},
    {{"apigatewayv2", "GetRoutes", "Shows an API's routes.", kReads, &kOfHttpApiInput},
     getApiRoutes},
    {{"apigatewayv2", "DeleteRoute", "Removes a route.", kChanges, &kDeleteApiRouteInput},
     deleteApiRoute},
    {{"apigatewayv2", "CreateStage", "Deploys an API under a stage.", kChanges, &kCreateStageInput},
     createStage},
};

}  // namespace

std::span<const Operation> apigatewayv2() { return kOperations; }

}  // namespace taskyard::operations
