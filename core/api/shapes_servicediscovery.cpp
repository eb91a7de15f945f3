#include "api/shapes_servicediscovery.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kCreatePrivateDnsNamespaceMembers[] = {
    required("Name", kString, "The zone, such as shop.local."),
    optional("CreatorRequestId", kString, "Makes a repeated request harmless."),
    optional("Description", kString, "What it is for."),
    required("Vpc", kString, "The VPC in which the names resolve."),
};
constexpr ShapeMember kIdMembers[] = {
    required("Id", kString, "Its id."),
};
constexpr ShapeMember kDnsRecordMembers[] = {
    required("Type", kString, "A for tasks in awsvpc mode."),
    required("TTL", kInteger, "Seconds for which a client may keep an answer."),
};
constexpr Shape kDnsRecord = structure(kDnsRecordMembers);
constexpr Shape kDnsRecords = listOf(kDnsRecord);
constexpr std::string_view kRoutingPolicyValues[] = {"MULTIVALUE", "WEIGHTED"};
constexpr Shape kRoutingPolicy = enumeration(kRoutingPolicyValues);
constexpr ShapeMember kDnsConfigMembers[] = {
    optional("RoutingPolicy", kRoutingPolicy, "MULTIVALUE: up to eight answers."),
    required("DnsRecords", kDnsRecords, "What is looked up."),
};
constexpr Shape kDnsConfig = structure(kDnsConfigMembers);
constexpr ShapeMember kHealthCheckCustomConfigMembers[] = {
    optional("FailureThreshold", kInteger, "Always 1."),
};
constexpr Shape kHealthCheckCustomConfig = structure(kHealthCheckCustomConfigMembers);
constexpr ShapeMember kCreateServiceMembers[] = {
    required("Name", kString, "The name in the zone, such as orders."),
    optional("NamespaceId", kString, "The namespace it belongs to."),
    optional("CreatorRequestId", kString, "Makes a repeated request harmless."),
    optional("Description", kString, "What it is for."),
    optional("DnsConfig", kDnsConfig, "Its DNS records."),
    optional("HealthCheckCustomConfig", kHealthCheckCustomConfig, "Health as ECS reports it."),
};
constexpr ShapeMember kDiscoverInstancesMembers[] = {
    required("NamespaceName", kString, "The zone."),
    required("ServiceName", kString, "The name in it."),
};

}  // namespace

constinit const Shape kCreatePrivateDnsNamespaceInput =
    structure(kCreatePrivateDnsNamespaceMembers);
constinit const Shape kDeleteNamespaceInput = structure(kIdMembers);
constinit const Shape kListNamespacesInput = {.kind = ShapeKind::Structure};
constinit const Shape kCreateDiscoveryServiceInput = structure(kCreateServiceMembers);
constinit const Shape kDeleteDiscoveryServiceInput = structure(kIdMembers);
constinit const Shape kListDiscoveryServicesInput = {.kind = ShapeKind::Structure};
constinit const Shape kDiscoverInstancesInput = structure(kDiscoverInstancesMembers);

}  // namespace taskyard::shapes
