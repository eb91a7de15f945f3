#include "api/shapes_elbv2.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kElbTagMembers[] = {
    required("Key", kString, "What the tag is called."),
    optional("Value", kString, "What the tag says."),
};
constexpr Shape kElbTag = structure(kElbTagMembers);
constexpr Shape kElbTags = listOf(kElbTag);
constexpr ShapeMember kTagsMember = optional("Tags", kElbTags, "Labels; without effect here.");

constexpr ShapeMember kAttributeMembers[] = {
    optional("Key", kString, "Such as deregistration_delay.timeout_seconds."),
    optional("Value", kString, "Its value, as text."),
};
constexpr Shape kAttribute = structure(kAttributeMembers);
constexpr Shape kAttributes = listOf(kAttribute);

constexpr ShapeMember kBalancerArn =
    required("LoadBalancerArn", kString, "ARN of the load balancer.");
constexpr ShapeMember kGroupArn =
    required("TargetGroupArn", kString, "ARN of the target group.").naming(NameKind::TargetGroup);
constexpr ShapeMember kMarker = optional("Marker", kString, "Where the last page ended.");
constexpr ShapeMember kPageSize =
    optional("PageSize", kInteger, "How many at most.").between(1, 400);

// ---- Load balancers

constexpr std::string_view kTypeValues[] = {"application", "network", "gateway"};
constexpr Shape kType = enumeration(kTypeValues);
constexpr std::string_view kSchemeValues[] = {"internet-facing", "internal"};
constexpr Shape kScheme = enumeration(kSchemeValues);
constexpr std::string_view kIpTypeValues[] = {"ipv4", "dualstack", "dualstack-without-public-ipv4"};
constexpr Shape kIpType = enumeration(kIpTypeValues);

constexpr ShapeMember kSubnetMappingMembers[] = {
    optional("SubnetId", kString, "The subnet.").naming(NameKind::Subnet),
    optional("AllocationId", kString, "Elastic IP address of an internet-facing NLB."),
    optional("PrivateIPv4Address", kString, "Address of an internal NLB."),
    optional("IPv6Address", kString, "IPv6 address."),
};
constexpr Shape kSubnetMapping = structure(kSubnetMappingMembers);
constexpr Shape kSubnetMappings = listOf(kSubnetMapping);

constexpr ShapeMember kSubnets =
    optional("Subnets", kStrings, "One public subnet per zone; an ALB needs two zones.")
        .naming(NameKind::Subnet);
constexpr ShapeMember kMappings =
    optional("SubnetMappings", kSubnetMappings, "Subnets with addresses, instead of Subnets.");

constexpr ShapeMember kCreateLoadBalancerMembers[] = {
    required("Name", kString, "Unique per Region; letters, digits and hyphens.").between(1, 32),
    kSubnets,
    kMappings,
    optional("SecurityGroups", kStrings, "Its firewalls; the VPC's default group when absent.")
        .naming(NameKind::SecurityGroup),
    optional("Scheme", kScheme, "Who can reach it; internet-facing when absent."),
    kTagsMember,
    optional("Type", kType, "application (HTTP) when absent, or network (TCP, UDP, TLS)."),
    optional("IpAddressType", kIpType, "ipv4 when absent."),
};
constexpr ShapeMember kDescribeLoadBalancersMembers[] = {
    optional("LoadBalancerArns", kStrings, "Only these; all when absent."),
    optional("Names", kStrings, "Only these names."),
    kMarker,
    kPageSize,
};
constexpr ShapeMember kBalancerOnlyMembers[] = {kBalancerArn};
constexpr ShapeMember kModifyLoadBalancerAttributesMembers[] = {
    kBalancerArn,
    required("Attributes", kAttributes, "What to change."),
};
constexpr ShapeMember kSetSecurityGroupsMembers[] = {
    kBalancerArn,
    required("SecurityGroups", kStrings, "Its firewalls from now on.")
        .naming(NameKind::SecurityGroup),
};
constexpr ShapeMember kSetSubnetsMembers[] = {kBalancerArn, kSubnets, kMappings};

// ---- Target groups

constexpr std::string_view kProtocolValues[] = {"HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"};
constexpr Shape kProtocol = enumeration(kProtocolValues);
constexpr std::string_view kTargetTypeValues[] = {"instance", "ip", "lambda", "alb"};
constexpr Shape kTargetType = enumeration(kTargetTypeValues);
constexpr ShapeMember kMatcherMembers[] = {
    optional("HttpCode", kString, "Codes that pass, such as 200 or 200-299."),
    optional("GrpcCode", kString, "gRPC codes that pass."),
};
constexpr Shape kMatcher = structure(kMatcherMembers);

constexpr ShapeMember kCheckProtocol =
    optional("HealthCheckProtocol", kProtocol, "HTTP, HTTPS or TCP.");
constexpr ShapeMember kCheckPort =
    optional("HealthCheckPort", kString, "A port, or traffic-port, which is the default.");
constexpr ShapeMember kCheckEnabled =
    optional("HealthCheckEnabled", kBoolean, "Can be off for lambda targets only.");
constexpr ShapeMember kCheckPath =
    optional("HealthCheckPath", kString, "What an HTTP check asks for; / when absent.");
constexpr ShapeMember kCheckInterval =
    optional("HealthCheckIntervalSeconds", kInteger, "Time between checks; 30 s when absent.")
        .between(5, 300);
constexpr ShapeMember kCheckTimeout =
    optional("HealthCheckTimeoutSeconds", kInteger, "No answer within this is a failure.")
        .between(2, 120);
constexpr ShapeMember kHealthyThreshold =
    optional("HealthyThresholdCount", kInteger, "Successes in a row to come back; 5 when absent.")
        .between(2, 10);
constexpr ShapeMember kUnhealthyThreshold =
    optional("UnhealthyThresholdCount", kInteger, "Failures in a row; 2 when absent.")
        .between(2, 10);
constexpr ShapeMember kMatcherMember = optional("Matcher", kMatcher, "Which answers pass.");

constexpr ShapeMember kCreateTargetGroupMembers[] = {
    required("Name", kString, "Unique per Region; letters, digits and hyphens.").between(1, 32),
    optional("Protocol", kProtocol, "HTTP and HTTPS for an ALB, the others for an NLB."),
    optional("ProtocolVersion", kString, "HTTP1, HTTP2 or GRPC."),
    optional("Port", kInteger, "Where targets listen unless registered otherwise.")
        .between(1, 65535),
    optional("VpcId", kString, "The VPC of the targets."),
    kCheckProtocol,
    kCheckPort,
    kCheckEnabled,
    kCheckPath,
    kCheckInterval,
    kCheckTimeout,
    kHealthyThreshold,
    kUnhealthyThreshold,
    kMatcherMember,
    optional("TargetType", kTargetType, "ip for awsvpc tasks; instance when absent."),
    kTagsMember,
    optional("IpAddressType", kIpType, "ipv4 when absent."),
};
constexpr ShapeMember kModifyTargetGroupMembers[] = {
    kGroupArn,      kCheckProtocol, kCheckPort,        kCheckPath,          kCheckEnabled,
    kCheckInterval, kCheckTimeout,  kHealthyThreshold, kUnhealthyThreshold, kMatcherMember,
};
constexpr ShapeMember kDescribeTargetGroupsMembers[] = {
    optional("LoadBalancerArn", kString, "Only those of this load balancer."),
    optional("TargetGroupArns", kStrings, "Only these; all when absent.")
        .naming(NameKind::TargetGroup),
    optional("Names", kStrings, "Only these names."),
    kMarker,
    kPageSize,
};
constexpr ShapeMember kGroupOnlyMembers[] = {kGroupArn};
constexpr ShapeMember kModifyTargetGroupAttributesMembers[] = {
    kGroupArn,
    required("Attributes", kAttributes, "What to change."),
};

// ---- Targets

constexpr ShapeMember kTargetMembers[] = {
    required("Id", kString, "IP address, instance id or function ARN."),
    optional("Port", kInteger, "The group's port when absent.").between(1, 65535),
    optional("AvailabilityZone", kString, "all for addresses outside the VPC."),
};
constexpr Shape kTarget = structure(kTargetMembers);
constexpr Shape kTargets = listOf(kTarget);
constexpr ShapeMember kTargetsMembers[] = {
    kGroupArn,
    required("Targets", kTargets, "Which ones."),
};
constexpr ShapeMember kDescribeTargetHealthMembers[] = {
    kGroupArn,
    optional("Targets", kTargets, "Only these; all when absent."),
    optional("Include", kStrings, "AnomalyDetection or All."),
};

// ---- Listeners and rules

constexpr ShapeMember kGroupTupleMembers[] = {
    optional("TargetGroupArn", kString, "The target group.").naming(NameKind::TargetGroup),
    optional("Weight", kInteger, "Its share; 0 is none.").between(0, 999),
};
constexpr Shape kGroupTuple = structure(kGroupTupleMembers);
constexpr Shape kGroupTuples = listOf(kGroupTuple);
constexpr ShapeMember kGroupStickinessMembers[] = {
    optional("Enabled", kBoolean, "Keep a client with its group."),
    optional("DurationSeconds", kInteger, "For how long.").between(1, 604800),
};
constexpr Shape kGroupStickiness = structure(kGroupStickinessMembers);
constexpr ShapeMember kForwardMembers[] = {
    optional("TargetGroups", kGroupTuples, "One to five groups with weights."),
    optional("TargetGroupStickinessConfig", kGroupStickiness, "Keep a client with its group."),
};
constexpr Shape kForward = structure(kForwardMembers);
constexpr ShapeMember kFixedResponseMembers[] = {
    optional("MessageBody", kString, "What the answer says.").between(0, 1024),
    required("StatusCode", kString, "2XX, 4XX or 5XX."),
    optional("ContentType", kString, "text/plain when absent."),
};
constexpr Shape kFixedResponse = structure(kFixedResponseMembers);
constexpr ShapeMember kRedirectMembers[] = {
    optional("Protocol", kString, "HTTP, HTTPS or #{protocol}."),
    optional("Port", kString, "A port or #{port}."),
    optional("Host", kString, "A host or #{host}."),
    optional("Path", kString, "A path, which may contain #{path}."),
    optional("Query", kString, "A query, which may contain #{query}."),
    required("StatusCode", kString, "HTTP_301 or HTTP_302."),
};
constexpr Shape kRedirect = structure(kRedirectMembers);
constexpr std::string_view kActionTypeValues[] = {
    "forward", "authenticate-oidc", "authenticate-cognito", "redirect", "fixed-response"};
constexpr Shape kActionType = enumeration(kActionTypeValues);
constexpr ShapeMember kActionMembers[] = {
    required("Type", kActionType, "forward, fixed-response or redirect."),
    optional("TargetGroupArn", kString, "Where to forward to, when it is one group.")
        .naming(NameKind::TargetGroup),
    optional("AuthenticateOidcConfig", kDocument, "For authenticate-oidc."),
    optional("AuthenticateCognitoConfig", kDocument, "For authenticate-cognito."),
    optional("Order", kInteger, "For more than one action.").between(1, 50000),
    optional("RedirectConfig", kRedirect, "For redirect."),
    optional("FixedResponseConfig", kFixedResponse, "For fixed-response."),
    optional("ForwardConfig", kForward, "For forward to several groups."),
};
constexpr Shape kAction = structure(kActionMembers);
constexpr Shape kActions = listOf(kAction);

constexpr ShapeMember kValuesMembers[] = {optional("Values", kStrings, "Any of these.")};
constexpr Shape kValues = structure(kValuesMembers);
constexpr ShapeMember kConditionMembers[] = {
    optional("Field", kString, "host-header or path-pattern; other fields never match here."),
    optional("Values", kStrings, "Patterns; * and ? stand for anything."),
    optional("HostHeaderConfig", kValues, "Instead of Values."),
    optional("PathPatternConfig", kValues, "Instead of Values."),
    optional("HttpHeaderConfig", kDocument, "For http-header."),
    optional("QueryStringConfig", kDocument, "For query-string."),
    optional("HttpRequestMethodConfig", kDocument, "For http-request-method."),
    optional("SourceIpConfig", kDocument, "For source-ip."),
};
constexpr Shape kCondition = structure(kConditionMembers);
constexpr Shape kConditions = listOf(kCondition);

constexpr ShapeMember kCertificateMembers[] = {
    optional("CertificateArn", kString, "The certificate."),
    optional("IsDefault", kBoolean, "Only in answers."),
};
constexpr Shape kCertificate = structure(kCertificateMembers);
constexpr Shape kCertificates = listOf(kCertificate);

constexpr ShapeMember kListenerArn = required("ListenerArn", kString, "ARN of the listener.");
constexpr ShapeMember kRuleArn = required("RuleArn", kString, "ARN of the rule.");
constexpr ShapeMember kListenerProtocol =
    optional("Protocol", kProtocol, "HTTP or HTTPS on an ALB; TCP, TLS, UDP on an NLB.");
constexpr ShapeMember kListenerPort =
    optional("Port", kInteger, "Where clients connect.").between(1, 65535);
constexpr ShapeMember kSslPolicy = optional("SslPolicy", kString, "Ciphers for HTTPS and TLS.");
constexpr ShapeMember kCertificatesMember =
    optional("Certificates", kCertificates, "For HTTPS and TLS.");
constexpr ShapeMember kAlpnPolicy = optional("AlpnPolicy", kStrings, "For TLS.");

constexpr ShapeMember kCreateListenerMembers[] = {
    kBalancerArn,        kListenerProtocol,
    kListenerPort,       kSslPolicy,
    kCertificatesMember, required("DefaultActions", kActions, "What happens when no rule matches."),
    kAlpnPolicy,         kTagsMember,
};
constexpr ShapeMember kModifyListenerMembers[] = {
    kListenerArn,        kListenerPort,
    kListenerProtocol,   kSslPolicy,
    kCertificatesMember, optional("DefaultActions", kActions, "What happens when no rule matches."),
    kAlpnPolicy,
};
constexpr ShapeMember kDescribeListenersMembers[] = {
    optional("LoadBalancerArn", kString, "Those of this load balancer."),
    optional("ListenerArns", kStrings, "Only these."),
    kMarker,
    kPageSize,
};
constexpr ShapeMember kListenerOnlyMembers[] = {kListenerArn};
constexpr ShapeMember kCreateRuleMembers[] = {
    kListenerArn,
    required("Conditions", kConditions, "Which requests."),
    required("Priority", kInteger, "The lowest number that matches wins.").between(1, 50000),
    required("Actions", kActions, "What happens to them."),
    kTagsMember,
};
constexpr ShapeMember kModifyRuleMembers[] = {
    kRuleArn,
    optional("Conditions", kConditions, "Which requests."),
    optional("Actions", kActions, "What happens to them."),
};
constexpr ShapeMember kDescribeRulesMembers[] = {
    optional("ListenerArn", kString, "Those of this listener."),
    optional("RuleArns", kStrings, "Only these."),
    kMarker,
    kPageSize,
};
constexpr ShapeMember kRuleOnlyMembers[] = {kRuleArn};
constexpr ShapeMember kPriorityMembers[] = {
    optional("RuleArn", kString, "The rule."),
    optional("Priority", kInteger, "Its new place.").between(1, 50000),
};
constexpr Shape kPriority = structure(kPriorityMembers);
constexpr Shape kPriorities = listOf(kPriority);
constexpr ShapeMember kSetRulePrioritiesMembers[] = {
    required("RulePriorities", kPriorities, "Which rules get which place."),
};

// ---- Ours

constexpr ShapeMember kSendRequestMembers[] = {
    optional("loadBalancer", kString, "Name or ARN of the load balancer; or say api."),
    optional("api", kString, "Id or name of an HTTP API of API Gateway."),
    optional("method", kString, "For api: GET when absent."),
    optional("port", kInteger, "Port the client connects to; 80 when absent.")
        .strictlyBetween(1, 65535),
    optional("host", kString, "Host header; the balancer's own name when absent."),
    optional("path", kString, "What is asked for; / when absent."),
};

}  // namespace

constinit const Shape kCreateLoadBalancerInput = structure(kCreateLoadBalancerMembers);
constinit const Shape kDescribeLoadBalancersInput = structure(kDescribeLoadBalancersMembers);
constinit const Shape kDeleteLoadBalancerInput = structure(kBalancerOnlyMembers);
constinit const Shape kModifyLoadBalancerAttributesInput =
    structure(kModifyLoadBalancerAttributesMembers);
constinit const Shape kDescribeLoadBalancerAttributesInput = structure(kBalancerOnlyMembers);
constinit const Shape kSetSecurityGroupsInput = structure(kSetSecurityGroupsMembers);
constinit const Shape kSetSubnetsInput = structure(kSetSubnetsMembers);
constinit const Shape kCreateTargetGroupInput = structure(kCreateTargetGroupMembers);
constinit const Shape kModifyTargetGroupInput = structure(kModifyTargetGroupMembers);
constinit const Shape kDescribeTargetGroupsInput = structure(kDescribeTargetGroupsMembers);
constinit const Shape kDeleteTargetGroupInput = structure(kGroupOnlyMembers);
constinit const Shape kModifyTargetGroupAttributesInput =
    structure(kModifyTargetGroupAttributesMembers);
constinit const Shape kDescribeTargetGroupAttributesInput = structure(kGroupOnlyMembers);
constinit const Shape kRegisterTargetsInput = structure(kTargetsMembers);
constinit const Shape kDeregisterTargetsInput = structure(kTargetsMembers);
constinit const Shape kDescribeTargetHealthInput = structure(kDescribeTargetHealthMembers);
constinit const Shape kCreateListenerInput = structure(kCreateListenerMembers);
constinit const Shape kModifyListenerInput = structure(kModifyListenerMembers);
constinit const Shape kDescribeListenersInput = structure(kDescribeListenersMembers);
constinit const Shape kDeleteListenerInput = structure(kListenerOnlyMembers);
constinit const Shape kCreateRuleInput = structure(kCreateRuleMembers);
constinit const Shape kModifyRuleInput = structure(kModifyRuleMembers);
constinit const Shape kDescribeRulesInput = structure(kDescribeRulesMembers);
constinit const Shape kDeleteRuleInput = structure(kRuleOnlyMembers);
constinit const Shape kSetRulePrioritiesInput = structure(kSetRulePrioritiesMembers);
constinit const Shape kSimSendRequestInput = structure(kSendRequestMembers);

}  // namespace taskyard::shapes
