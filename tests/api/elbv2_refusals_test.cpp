// Goal: what elbv2 and a service's loadBalancers refuse is refused in AWS's words, and changes
// nothing.

#include <doctest/doctest.h>

#include <span>

#include "support/balancers.h"

namespace taskyard {

namespace {

struct Refusal {
  std::string operation, input, expected;
};

void checkRefusals(BalancedWorld& world, std::span<const Refusal> rows) {
  const std::string before = world.must("SimDescribe").text("stateHash");
  for (const Refusal& row : rows) {
    CAPTURE(row.input);
    CHECK(world.refused("elbv2:" + row.operation, row.input) == row.expected);
  }
  CHECK(world.must("SimDescribe").text("stateHash") == before);
}

}  // namespace

TEST_CASE("elbv2: what AWS refuses of balancers and target groups is refused in its words") {
  BalancedWorld world;
  world.createBalancer();
  const std::string http =
      R"("Protocol":"HTTP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718","TargetType":"ip")";
  const Refusal rows[] = {
      {"CreateLoadBalancer", R"({"Name":"a","Subnets":["subnet-0a11"]})",
       "ValidationError: At least two subnets in two different Availability Zones must be "
       "specified"},
      {"CreateLoadBalancer", R"({"Name":"a","Subnets":["subnet-0a11","subnet-0a11"]})",
       "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the "
       "same Availability Zone"},
      {"CreateLoadBalancer", R"({"Name":"a","Subnets":["subnet-0a11","subnet-9"]})",
       "SubnetNotFound: The subnet ID 'subnet-9' does not exist"},
      {"CreateLoadBalancer",
       R"({"Name":"web","Scheme":"internal",)" + BalancedWorld::subnets() + "}",
       "DuplicateLoadBalancerName: A load balancer with the same name 'web' exists, but with "
       "different settings"},
      {"CreateTargetGroup", R"({"Name":"b","Protocol":"HTTP","Port":80})",
       "ValidationError: A VPC ID must be specified"},
      {"CreateTargetGroup", R"({"Name":"web",)" + http + R"(,"HealthCheckPath":"/h"})",
       "DuplicateTargetGroupName: A target group with the same name 'web' exists, but with "
       "different settings"},
      {"CreateTargetGroup", R"({"Name":"b",)" + http + R"(,"HealthCheckIntervalSeconds":4})",
       "ValidationError: 1 validation error detected: Value '4' at 'healthCheckIntervalSeconds' "
       "failed to satisfy constraint: Member must have value greater than or equal to 5"},
      {"CreateTargetGroup", R"({"Name":"b",)" + http + R"(,"UnhealthyThresholdCount":11})",
       "ValidationError: 1 validation error detected: Value '11' at 'unhealthyThresholdCount' "
       "failed to satisfy constraint: Member must have value less than or equal to 10"},
      {"CreateTargetGroup", R"({"Name":"b",)" + http + R"(,"Matcher":{"HttpCode":"200-500"}})",
       "ValidationError: Health check matcher HTTP code '200-500' must be within '200-499' "
       "inclusive"},
      {"CreateTargetGroup",
       R"({"Name":"b",)" + http +
           R"(,"HealthCheckIntervalSeconds":5,"HealthCheckTimeoutSeconds":5})",
       "ValidationError: Health check timeout '5' must be smaller than the interval '5'"},
  };
  checkRefusals(world, rows);
}

TEST_CASE("elbv2: what AWS refuses of listeners and targets is refused in its words") {
  BalancedWorld world;
  world.createBalancer();
  const std::string group = R"("TargetGroupArn":")" + BalancedWorld::groupArn() + "\"";
  const std::string lb = R"("LoadBalancerArn":")" + BalancedWorld::balancerArn() + "\"";
  const Refusal rows[] = {
      {"DeleteTargetGroup", "{" + group + "}",
       "ResourceInUse: Target group '" + BalancedWorld::groupArn() +
           "' is currently in use by a listener or a rule"},
      {"DescribeTargetHealth", R"({"TargetGroupArn":"no"})",
       "ValidationError: 'no' is not a valid target group ARN"},
      {"DescribeTargetGroups", R"({"Names":["no"]})",
       "TargetGroupNotFound: Target groups 'no' not found"},
      {"CreateListener",
       "{" + lb + R"(,"Protocol":"HTTP","Port":80,"DefaultActions":)" +
           BalancedWorld::forwardTo("web") + "}",
       "DuplicateListener: A listener already exists on this port for this load balancer '" +
           BalancedWorld::balancerArn() + "'"},
      {"CreateListener",
       "{" + lb + R"(,"Protocol":"HTTPS","Port":443,"DefaultActions":)" +
           BalancedWorld::forwardTo("web") + "}",
       "ValidationError: A certificate must be specified for HTTPS listeners"},
      {"CreateListener",
       "{" + lb + R"(,"Protocol":"TCP","Port":81,"DefaultActions":)" +
           BalancedWorld::forwardTo("web") + "}",
       "UnsupportedProtocol: Listener protocol 'TCP' is not supported for load balancers of type "
       "'application'"},
      {"ModifyTargetGroupAttributes",
       "{" + group +
           R"(,"Attributes":[{"Key":"deregistration_delay.timeout_seconds","Value":"3601"}]})",
       "ValidationError: 'deregistration_delay.timeout_seconds' must be between 0 and 3600 "
       "seconds"},
      {"RegisterTargets", "{" + group + R"(,"Targets":[{"Id":"8.8.8.8"}]})",
       "InvalidTarget: The IP address '8.8.8.8' is not within a CIDR that targets may have: that "
       "of the VPC, RFC 1918 or RFC 6598. Public addresses are refused"},
      {"DeregisterTargets", "{" + group + R"(,"Targets":[{"Id":"10.0.0.1"}]})",
       "InvalidTarget: The following targets are not registered: '10.0.0.1:80'"},
  };
  checkRefusals(world, rows);
}

TEST_CASE("elbv2: worked example 69 and the other refusals of a service's loadBalancers") {
  BalancedWorld world;
  world.createBalancer();
  world.createGroup("alone");
  world.must("elbv2:CreateTargetGroup",
             R"({"Name":"hosts","Protocol":"HTTP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718"})");
  world.must("elbv2:CreateRule",
             R"({"ListenerArn":")" + BalancedWorld::listenerArn() +
                 R"(","Priority":10,"Conditions":[{"Field":"path-pattern","Values":["/h/*"]}],)"
                 R"("Actions":)" +
                 BalancedWorld::forwardTo("hosts") + "}");
  world.must("CreateCluster");
  world.registerApp();
  const auto refusal = [&](const std::string& group, const char* container, int port) {
    return world.refused(
        "CreateService",
        R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE","desiredCount":1,)" +
            BalancedWorld::network() + R"(,"loadBalancers":[{"targetGroupArn":")" +
            BalancedWorld::groupArn(group) + R"(","containerName":")" + container +
            R"(","containerPort":)" + std::to_string(port) + "}]}");
  };
  CHECK(refusal("hosts", "app", 80) ==
        "InvalidParameterException: The provided target group " + BalancedWorld::groupArn("hosts") +
            " has target type instance, which is incompatible with the awsvpc network mode "
            "specified in the task definition.");
  CHECK(refusal("alone", "app", 80) ==
        "InvalidParameterException: The target group with targetGroupArn " +
            BalancedWorld::groupArn("alone") + " does not have an associated load balancer.");
  CHECK(refusal("none", "app", 80) ==
        "InvalidParameterException: The specified target group does not exist: " +
            BalancedWorld::groupArn("none"));
  CHECK(refusal("web", "db", 80) ==
        "InvalidParameterException: The container db does not exist in the task definition.");
  CHECK(refusal("web", "app", 81) ==
        "InvalidParameterException: The container app did not have a container port 81 defined.");
  CHECK(refusal("web", "app", 80) == "accepted");
  const JsonValue described = world.must("DescribeServices", R"({"services":["web"]})");
  const JsonValue& balancer =
      described.find("services")->items()[0].find("loadBalancers")->items().at(0);
  CHECK(balancer.text("targetGroupArn") == BalancedWorld::groupArn());
  CHECK(balancer.text("containerName") == "app");
}

}  // namespace taskyard
