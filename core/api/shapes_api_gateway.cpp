// Names as in AWS's public API model, from memory, without members of WebSocket APIs.

#include "api/shapes_api_gateway.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kApiId = required("ApiId", kString, "Which API.");
constexpr ShapeMember kPageSize = optional("MaxResults", kString, "How many to list at once.");
constexpr ShapeMember kNextToken =
    optional("NextToken", kString, "From the last answer: where the next page starts.");
constexpr ShapeMember kTagMap = optional("Tags", kStringMap, "Labels as key and value.");

constexpr ShapeMember kCreateVpcLinkMembers[] = {
    required("Name", kString, "What the VPC link is called."),
    optional("SecurityGroupIds", kStrings, "Firewalls of its interfaces.")
        .naming(NameKind::SecurityGroup),
    required("SubnetIds", kStrings, "Where it gets its interfaces.").naming(NameKind::Subnet),
    kTagMap,
};
constexpr ShapeMember kListMembers[] = {kPageSize, kNextToken};
constexpr ShapeMember kDeleteVpcLinkMembers[] = {
    required("VpcLinkId", kString, "Which VPC link."),
};

constexpr std::string_view kProtocolTypeValues[] = {"HTTP", "WEBSOCKET"};
constexpr Shape kProtocolType = enumeration(kProtocolTypeValues);
constexpr ShapeMember kCreateApiMembers[] = {
    required("Name", kString, "What the API is called."),
    required("ProtocolType", kProtocolType, "HTTP."),
    optional("Description", kString, "What it is for."),
    optional("DisableExecuteApiEndpoint", kBoolean, "Only custom domain names lead to it."),
    kTagMap,
};
constexpr ShapeMember kApiIdMembers[] = {kApiId};

constexpr std::string_view kIntegrationTypeValues[] = {"HTTP_PROXY", "AWS_PROXY", "AWS", "HTTP",
                                                       "MOCK"};
constexpr Shape kIntegrationType = enumeration(kIntegrationTypeValues);
constexpr std::string_view kConnectionTypeValues[] = {"INTERNET", "VPC_LINK"};
constexpr Shape kConnectionType = enumeration(kConnectionTypeValues);
constexpr ShapeMember kCreateIntegrationMembers[] = {
    kApiId,
    required("IntegrationType", kIntegrationType, "HTTP_PROXY for what a VPC link leads to."),
    optional("IntegrationUri", kString, "ARN of the listener behind the VPC link."),
    optional("IntegrationMethod", kString, "ANY, or the method to use."),
    optional("ConnectionType", kConnectionType, "VPC_LINK for private integrations."),
    optional("ConnectionId", kString, "Which VPC link."),
    optional("PayloadFormatVersion", kString, "1.0."),
    optional("TimeoutInMillis", kInteger, "When it gives up; 30000 when absent.")
        .between(50, 30'000),
    optional("Description", kString, "What it is for."),
};
constexpr ShapeMember kOfApiMembers[] = {kApiId, kPageSize, kNextToken};
constexpr ShapeMember kDeleteIntegrationMembers[] = {
    kApiId,
    required("IntegrationId", kString, "Which integration."),
};
constexpr ShapeMember kCreateRouteMembers[] = {
    kApiId,
    required("RouteKey", kString, "\"GET /orders\", \"ANY /{proxy+}\" or $default."),
    optional("Target", kString, "integrations/<id>."),
    optional("AuthorizationType", kString, "NONE when absent."),
};
constexpr ShapeMember kDeleteRouteMembers[] = {
    kApiId,
    required("RouteId", kString, "Which route."),
};
constexpr ShapeMember kCreateStageMembers[] = {
    kApiId,
    required("StageName", kString, "$default, which needs no part of the path."),
    optional("AutoDeploy", kBoolean, "Changes are live at once."),
    optional("Description", kString, "What it is for."),
    kTagMap,
};

}  // namespace

constinit const Shape kCreateVpcLinkInput = structure(kCreateVpcLinkMembers);
constinit const Shape kGetVpcLinksInput = structure(kListMembers);
constinit const Shape kDeleteVpcLinkInput = structure(kDeleteVpcLinkMembers);
constinit const Shape kCreateHttpApiInput = structure(kCreateApiMembers);
constinit const Shape kGetHttpApisInput = structure(kListMembers);
constinit const Shape kHttpApiIdInput = structure(kApiIdMembers);
constinit const Shape kCreateIntegrationInput = structure(kCreateIntegrationMembers);
constinit const Shape kOfHttpApiInput = structure(kOfApiMembers);
constinit const Shape kDeleteIntegrationInput = structure(kDeleteIntegrationMembers);
constinit const Shape kCreateApiRouteInput = structure(kCreateRouteMembers);
constinit const Shape kDeleteApiRouteInput = structure(kDeleteRouteMembers);
constinit const Shape kCreateStageInput = structure(kCreateStageMembers);

}  // namespace taskyard::shapes
