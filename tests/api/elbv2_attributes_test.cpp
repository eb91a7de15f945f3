// Goal: attributes have known keys and values, and a load balancer's subnets, security groups and
// target groups belong together. Method: requests and the texts that users of AWS report.

#include <doctest/doctest.h>

#include "support/balancers.h"

namespace taskyard {

namespace {

std::string attributes(const std::string& key, const std::string& value) {
  return R"(,"Attributes":[{"Key":")" + key + R"(","Value":")" + value + R"("}]})";
}

std::string ofGroup(BalancedWorld& world, const std::string& key, const std::string& value,
                    const std::string& group = "web") {
  return world.refused(
      "elbv2:ModifyTargetGroupAttributes",
      R"({"TargetGroupArn":")" + BalancedWorld::groupArn(group) + "\"" + attributes(key, value));
}

std::string ofBalancer(BalancedWorld& world, const std::string& key, const std::string& value) {
  return world.refused(
      "elbv2:ModifyLoadBalancerAttributes",
      R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() + "\"" + attributes(key, value));
}

}  // namespace

TEST_CASE("elbv2: attributes of a target group") {
  BalancedWorld world;
  world.createBalancer();
  CHECK(ofGroup(world, "slow_start.seconds", "60") ==
        "ValidationError: Target group attribute key 'slow_start.seconds' is not recognized");
  CHECK(ofGroup(world, "preserve_client_ip.enabled", "true") ==
        "InvalidConfigurationRequest: Target group attribute key 'preserve_client_ip.enabled' is "
        "not supported on target groups with protocol 'HTTP'");
  CHECK(ofGroup(world, "stickiness.enabled", "yes") ==
        "ValidationError: 'stickiness.enabled' must be true or false");
  CHECK(ofGroup(world, "stickiness.lb_cookie.duration_seconds", "0") ==
        "ValidationError: 'stickiness.lb_cookie.duration_seconds' must be between 1 and 604800");
  CHECK(ofGroup(world, "load_balancing.algorithm.type", "random") ==
        "ValidationError: 'load_balancing.algorithm.type' must be round_robin, "
        "least_outstanding_requests or weighted_random");
  CHECK(ofGroup(world, "stickiness.enabled", "true") == "accepted");
  world.must("elbv2:CreateTargetGroup", R"({"Name":"fn","TargetType":"lambda"})");
  CHECK(ofGroup(world, "deregistration_delay.timeout_seconds", "5", "fn") ==
        "InvalidConfigurationRequest: Target group attribute key "
        "'deregistration_delay.timeout_seconds' is not supported on target groups with target type "
        "'lambda'");
}

TEST_CASE("elbv2: attributes of a load balancer") {
  BalancedWorld world;
  world.createBalancer();
  CHECK(ofBalancer(world, "idle_timeout.seconds", "60") ==
        "ValidationError: Load balancer attribute key 'idle_timeout.seconds' is not recognized");
  CHECK(ofBalancer(world, "dns_record.client_routing_policy", "any_availability_zone") ==
        "InvalidConfigurationRequest: Load balancer attribute key "
        "'dns_record.client_routing_policy' is not supported on load balancers with type "
        "'application'");
  CHECK(ofBalancer(world, "routing.http.desync_mitigation_mode", "off") ==
        "ValidationError: 'routing.http.desync_mitigation_mode' must be monitor, defensive or "
        "strictest");
  CHECK(ofBalancer(world, "idle_timeout.timeout_seconds", "4001") ==
        "ValidationError: Idle timeout must be between 1 and 4000 seconds");
  CHECK(ofBalancer(world, "idle_timeout.timeout_seconds", "4000") == "accepted");
  CHECK(world.state().balancing.loadBalancers[0].idleTimeoutSeconds == 4000);
  CHECK(ofBalancer(world, "routing.http2.enabled", "false") == "accepted");
}

TEST_CASE("elbv2: what belongs to another VPC, or to none, is refused") {
  BalancedWorld world;
  world.createBalancer();
  const std::string vpc =
      world.must("ec2:CreateVpc", R"({"CidrBlock":"10.9.0.0/16"})").find("Vpc")->text("VpcId");
  std::string subnets;
  for (const char* zone : {"a", "b"}) {
    const JsonValue made =
        world.must("ec2:CreateSubnet",
                   R"({"VpcId":")" + vpc + R"(","CidrBlock":"10.9.)" + (*zone == 'a' ? "1" : "2") +
                       R"(.0/24","AvailabilityZone":"us-east-1)" + zone + "\"}");
    subnets += (subnets.empty() ? "\"" : ",\"") + made.find("Subnet")->text("SubnetId") + "\"";
  }
  const auto create = [&](const std::string& input) {
    return world.refused("elbv2:CreateLoadBalancer", input);
  };
  const std::string own = R"({"Name":"own","Subnets":[)" + subnets + "]";
  CHECK(create(own + "}") == "InvalidSubnet: VPC " + vpc + " has no internet gateway");
  CHECK(create(R"({"Name":"own","Subnets":["subnet-0a11",)" +
               subnets.substr(subnets.find(',') + 1) + "]}") ==
        "InvalidConfigurationRequest: All subnets must belong to the same VPC");
  CHECK(create(own + R"(,"Scheme":"internal","SecurityGroups":["sg-0d1e2f3a4b5c60718"]})") ==
        "InvalidConfigurationRequest: Security group 'sg-0d1e2f3a4b5c60718' does not belong to VPC "
        "'" +
            vpc + "'");
  CHECK(create(own + R"(,"Scheme":"internal","SecurityGroups":["sg-1"]})") ==
        "InvalidSecurityGroup: Security group 'sg-1' does not exist");
  world.must("elbv2:CreateLoadBalancer", own + R"(,"Scheme":"internal"})");
  CHECK(world.refused("elbv2:CreateTargetGroup",
                      R"({"Name":"t","Protocol":"HTTP","Port":80,"VpcId":"vpc-1"})") ==
        "ValidationError: The VPC ID 'vpc-1' is not found");
  world.createGroup("free");
  CHECK(world.refused("elbv2:CreateListener",
                      R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn("own") +
                          R"(","Protocol":"HTTP","Port":80,"DefaultActions":)" +
                          BalancedWorld::forwardTo("free") + "}") ==
        "InvalidConfigurationRequest: Target group '" + BalancedWorld::groupArn("free") +
            "' is in a different VPC than load balancer '" + BalancedWorld::balancerArn("own") +
            "'");
}

TEST_CASE("elbv2: what is no ARN, no certificate and no instance") {
  BalancedWorld world;
  world.createBalancer();
  const struct {
    std::string operation;
    std::string input;
    std::string expected;
  } kRows[] = {
      {"DeleteTargetGroup", R"({"TargetGroupArn":"web"})", "'web' is not a valid target group ARN"},
      {"DeleteLoadBalancer", R"({"LoadBalancerArn":"web"})",
       "'web' is not a valid load balancer ARN"},
      {"DescribeListeners", R"({"ListenerArns":["x"]})", "'x' is not a valid listener ARN"},
      {"DeleteRule", R"({"RuleArn":"x"})", "'x' is not a valid listener rule ARN"},
      {"CreateListener",
       R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() +
           R"(","Protocol":"HTTPS","Port":443,"Certificates":[{"CertificateArn":"x"}],)"
           R"("DefaultActions":)" +
           BalancedWorld::forwardTo("web") + "}",
       "Certificate ARN 'x' is not valid"},
      {"CreateRule",
       R"({"ListenerArn":")" + BalancedWorld::listenerArn() +
           R"(","Priority":1,"Conditions":[{"Field":"path-pattern","Values":["/a"]},)"
           R"({"Field":"path-pattern","Values":["/b"]}],"Actions":)" +
           BalancedWorld::forwardTo("web") + "}",
       "A rule can only have one 'path-pattern' condition"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.operation);
    CHECK(world.refused("elbv2:" + row.operation, row.input) == "ValidationError: " + row.expected);
  }
  world.must("elbv2:CreateTargetGroup",
             R"({"Name":"i","Protocol":"HTTP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718"})");
  CHECK(world.refused("elbv2:RegisterTargets", R"({"TargetGroupArn":")" +
                                                   BalancedWorld::groupArn("i") +
                                                   R"(","Targets":[{"Id":"i-nope"}]})") ==
        "ValidationError: Instance ID 'i-nope' is not valid");
}

TEST_CASE("elbv2: actions, matchers and protocol versions") {
  BalancedWorld world;
  world.createBalancer();
  const std::string group = R"({"TargetGroupArn":")" + BalancedWorld::groupArn() + R"("})";
  const auto listener = [&](const std::string& action) {
    return world.refused("elbv2:CreateListener",
                         R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() +
                             R"(","Protocol":"HTTP","Port":81,"DefaultActions":[)" + action + "]}");
  };
  CHECK(listener(R"({"Type":"forward","ForwardConfig":{"TargetGroups":[)" + group + "," + group +
                 "]}}") == "ValidationError: Target group '" + BalancedWorld::groupArn() +
                               "' can be specified only once in a forward action");
  CHECK(listener(R"({"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200",)"
                 R"("ContentType":"image/png"}})") ==
        "ValidationError: The content type 'image/png' of a fixed response must be text/plain, "
        "text/css, text/html, application/javascript or application/json");
  const auto redirect = [&](const std::string& more) {
    return listener(R"({"Type":"redirect","RedirectConfig":{"StatusCode":"HTTP_301",)" + more +
                    "}}");
  };
  CHECK(redirect(R"("Protocol":"FTP")") ==
        "ValidationError: The protocol 'FTP' of a redirect must be HTTP, HTTPS or #{protocol}");
  CHECK(redirect(R"("Port":"99999")") ==
        "ValidationError: The port '99999' of a redirect must be 1 to 65535 or #{port}");
  CHECK(redirect(R"("Path":"x")") ==
        "ValidationError: The path 'x' of a redirect must begin with '/'");
  CHECK(redirect(R"("Protocol":"HTTPS","Port":"443")") == "accepted");
  const auto create = [&](const std::string& more) {
    return world.refused("elbv2:CreateTargetGroup", R"({"Name":"t","Protocol":"HTTP","Port":80,)"
                                                    R"("VpcId":"vpc-0a1b2c3d4e5f60718")" +
                                                        more + "}");
  };
  CHECK(create(R"(,"Matcher":{"GrpcCode":"12"})") ==
        "ValidationError: A matcher with a GrpcCode needs a target group with protocol version "
        "'GRPC'");
  CHECK(create(R"(,"Matcher":{})") == "ValidationError: A matcher needs an HttpCode");
  CHECK(create(R"(,"ProtocolVersion":"GRPC")").starts_with("SimNotModelled: "));
  CHECK(create(R"(,"ProtocolVersion":"HTTP3")") ==
        "ValidationError: Protocol version 'HTTP3' must be one of HTTP1, HTTP2, GRPC");
}

}  // namespace taskyard
