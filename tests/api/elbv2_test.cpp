// Goal: elbv2 answers and refuses as AWS does, and a request to a load balancer ends as the guides
// say. Method: requests and expected codes and texts; the worked examples.

#include <doctest/doctest.h>

#include "engine/routing.h"
#include "learn/placeholders.h"
#include "support/balancers.h"

namespace taskyard {

namespace {

int statusOf(const JsonValue& answer) {
  const JsonValue* status = answer.find("status");
  return status == nullptr ? 0 : static_cast<int>(status->integer());
}

}  // namespace

TEST_CASE("elbv2: ARNs follow from names, and placeholders write them") {
  BalancedWorld world;
  world.createBalancer();
  const auto fill = [](std::string_view text) {
    return fillPlaceholders(text, standIns()).value();
  };
  CHECK(fill("x {{tg:web}}") == "x " + BalancedWorld::groupArn());
  CHECK(fill("{{lb:web}}") == BalancedWorld::balancerArn());
  CHECK(fill("{{listener:web:80}}") == BalancedWorld::listenerArn());
  CHECK(BalancedWorld::groupArn().starts_with(
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/"));
  const JsonValue listeners = world.must(
      "elbv2:DescribeListeners", R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() + "\"}");
  CHECK(listeners.find("Listeners")->items()[0].text("ListenerArn") ==
        BalancedWorld::listenerArn());
  const JsonValue rules = world.must("elbv2:DescribeRules",
                                     R"({"ListenerArn":")" + BalancedWorld::listenerArn() + "\"}");
  CHECK(rules.find("Rules")->items()[0].text("RuleArn") == fill("{{rule:web:80}}"));
  CHECK(rules.find("Rules")->items()[0].text("Priority") == "default");
}

TEST_CASE("elbv2: defaults of a new target group are AWS's") {
  BalancedWorld world;
  world.createGroup();
  const JsonValue answer = world.must("elbv2:DescribeTargetGroups", R"({"Names":["web"]})");
  const JsonValue& group = answer.find("TargetGroups")->items()[0];
  CHECK(group.find("HealthCheckIntervalSeconds")->integer() == 30);
  CHECK(group.find("HealthCheckTimeoutSeconds")->integer() == 5);
  CHECK(group.find("HealthyThresholdCount")->integer() == 5);
  CHECK(group.find("UnhealthyThresholdCount")->integer() == 2);
  CHECK(group.text("HealthCheckPath") == "/");
  CHECK(group.text("HealthCheckPort") == "traffic-port");
  CHECK(group.find("Matcher")->text("HttpCode") == "200");
  world.must("elbv2:CreateTargetGroup",
             R"({"Name":"tcp","Protocol":"TCP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718",)"
             R"("TargetType":"ip"})");
  CHECK(world.group(1).healthCheck.protocol == BalancerProtocol::TCP);
  CHECK(world.group(1).healthCheck.timeoutSeconds == 10);
  CHECK(world.group(1).deregistrationDelaySeconds == 300);
}

TEST_CASE("elbv2: a group belongs to one load balancer, and only a free one can be deleted") {
  BalancedWorld world;
  world.createBalancer();
  world.must("elbv2:CreateLoadBalancer", R"({"Name":"two",)" + BalancedWorld::subnets() + "}");
  CHECK(world
            .refused("elbv2:CreateListener",
                     R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn("two") +
                         R"(","Protocol":"HTTP","Port":80,"DefaultActions":)" +
                         BalancedWorld::forwardTo("web") + "}")
            .starts_with("TargetGroupAssociationLimit: "));
  world.must("elbv2:DeleteLoadBalancer",
             R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() + "\"}");
  world.must("elbv2:DeleteTargetGroup",
             R"({"TargetGroupArn":")" + BalancedWorld::groupArn() + "\"}");
  CHECK(world.must("elbv2:DescribeTargetGroups").find("TargetGroups")->items().empty());
}

// Source: Developer Guide, "Amazon ECS blue/green deployments", resources: two target groups and a
// production listener rule.
TEST_CASE("elbv2: a blue/green pair is two groups with a production rule") {
  BalancedWorld world;
  world.createBalancer();
  world.createGroup("green");
  world.must("CreateCluster");
  world.registerApp();
  const auto refused = [&](const std::string& advanced) {
    return world.refused(
        "CreateService",
        R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE","desiredCount":1,)"
        R"("deploymentConfiguration":{"strategy":"BLUE_GREEN","bakeTimeInMinutes":1},)" +
            BalancedWorld::network() +
            R"(,"loadBalancers":[{"containerName":"app","containerPort":80,"targetGroupArn":")" +
            BalancedWorld::groupArn() + R"(","advancedConfiguration":{)" + advanced + "}}]}");
  };
  const auto group = [](const std::string& name) {
    return R"("alternateTargetGroupArn":")" + BalancedWorld::groupArn(name) + "\"";
  };
  const std::string rule = R"("productionListenerRule":")" + BalancedWorld::listenerArn() + "\"";
  CHECK(refused(group("web") + "," + rule)
            .starts_with("InvalidParameterException: alternateTargetGroupArn must be another"));
  for (const std::string& half : {group("green"), rule}) {
    CHECK(refused(half).starts_with(
        "InvalidParameterException: Deployment strategy BLUE_GREEN needs a load balancer"));
  }
  CHECK(refused(group("green") + "," + rule) == "accepted");
}

// Source: EC2 API Reference, DeleteSubnet and DeleteSecurityGroup: what interfaces use, stays.
TEST_CASE("elbv2: a load balancer's subnets and security groups cannot be deleted before it") {
  BalancedWorld world;
  world.must("ec2:CreateSecurityGroup",
             R"({"GroupName":"alb","Description":"x","VpcId":"vpc-0a1b2c3d4e5f60718"})");
  const std::string group = world.state().network.securityGroups.back().groupId;
  world.must("elbv2:CreateLoadBalancer", R"({"Name":"web","SecurityGroups":[")" + group + "\"]," +
                                             BalancedWorld::subnets() + "}");
  const std::string subnet = R"({"SubnetId":"subnet-0b22"})";
  CHECK(world.refused("ec2:DeleteSubnet", subnet) ==
        "DependencyViolation: The subnet 'subnet-0b22' has dependencies and cannot be deleted.");
  CHECK(world.refused("ec2:DeleteSecurityGroup", R"({"GroupId":")" + group + "\"}") ==
        "DependencyViolation: resource " + group + " has a dependent object");
  world.must("elbv2:DeleteLoadBalancer",
             R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() + "\"}");
  world.must("ec2:DeleteSecurityGroup", R"({"GroupId":")" + group + "\"}");
  world.must("ec2:DeleteSubnet", subnet);
}

TEST_CASE("elbv2: rules match host and path, the lowest priority first, the default last") {
  BalancedWorld world;
  world.createBalancer();
  const auto rule = [&](int priority, const char* field, const char* value, int status) {
    world.must("elbv2:CreateRule",
               R"({"ListenerArn":")" + BalancedWorld::listenerArn() + R"(","Priority":)" +
                   std::to_string(priority) + R"(,"Conditions":[{"Field":")" + field +
                   R"(","Values":[")" + value +
                   R"("]}],"Actions":[{"Type":"fixed-response","FixedResponseConfig":)"
                   R"({"StatusCode":")" +
                   std::to_string(status) + R"("}}]})");
  };
  rule(20, "path-pattern", "/api/*", 201);
  rule(10, "path-pattern", "/api/v?/*", 202);
  rule(30, "host-header", "*.example.com", 203);
  CHECK(statusOf(world.send(R"(,"path":"/api/x")")) == 201);
  CHECK(statusOf(world.send(R"(,"path":"/api/v2/x")")) == 202);
  CHECK(statusOf(world.send(R"(,"host":"WWW.Example.com")")) == 203);
  CHECK(statusOf(world.send(R"(,"path":"/API/x")")) == 503);
  CHECK(world.refused("elbv2:CreateRule",
                      R"({"ListenerArn":")" + BalancedWorld::listenerArn() +
                          R"(","Priority":10,"Conditions":[{"Field":"path-pattern",)"
                          R"("Values":["/x"]}],"Actions":)" +
                          BalancedWorld::forwardTo("web") + "}") ==
        "PriorityInUse: Priority '10' is currently in use");
  world.must("elbv2:SetRulePriorities",
             R"({"RulePriorities":[{"RuleArn":")" +
                 ruleArnOf(LoadBalancerType::application, "web", 80, 20) + R"(","Priority":5}]})");
  CHECK(statusOf(world.send(R"(,"path":"/api/v2/x")")) == 201);
}

TEST_CASE("elbv2: worked example 75: a group without targets answers 503") {
  BalancedWorld world;
  world.createBalancer();
  const JsonValue answer = world.send();
  CHECK(statusOf(answer) == 503);
  CHECK(answer.text("answeredBy") == "loadBalancer");
}

TEST_CASE("elbv2: worked examples 75 to 77: which failure gives which code") {
  const struct {
    BalancerFailure failure;
    int status;
  } kRows[] = {
      {BalancerFailure::None, 0},
      {BalancerFailure::NoTargets, 503},
      {BalancerFailure::ConnectionRefused, 502},
      {BalancerFailure::ClosedEarly, 502},
      {BalancerFailure::DrainingEnded, 502},
      {BalancerFailure::ConnectionTimeout, 504},
      {BalancerFailure::IdleTimeout, 504},
      {BalancerFailure::KilledDraining, 500},
  };
  for (const auto& row : kRows) CHECK(balancerStatus(row.failure) == row.status);
}

TEST_CASE("elbv2: worked example 76: a target that refuses the connection gives 502") {
  BalancedWorld world;
  world.must("SimPutImage",
             std::string(R"({"image":")") + BalancedWorld::kImage + R"(","listenPort":8080})");
  world.createBalancedWeb(1, R"(,"healthCheckGracePeriodSeconds":100000)");
  world.advance(5 * kMinute);
  const JsonValue answer = world.send();
  CHECK(statusOf(answer) == 502);
  CHECK(answer.text("answeredBy") == "loadBalancer");
  CHECK(targetDescription(world.state().balancing.targets[0]) == "Health checks failed");
}

TEST_CASE("elbv2: worked example 77: where packets are dropped, 504 comes after 10 seconds") {
  BalancedWorld world;
  world.createBalancer();
  world.must("elbv2:RegisterTargets", R"({"TargetGroupArn":")" + BalancedWorld::groupArn() +
                                          R"(","Targets":[{"Id":"172.31.200.9"}]})");
  const JsonValue answer = world.send();
  CHECK(statusOf(answer) == 504);
  CHECK(answer.find("afterSeconds")->integer() == 10);
  world.advance(2 * kMinute);
  CHECK(targetDescription(world.state().balancing.targets[0]) == "Request timed out");
}

TEST_CASE("elbv2: worked example 78: with all targets unhealthy, requests go to all") {
  BalancedWorld world;
  world.createBalancedWeb(2, R"(,"healthCheckGracePeriodSeconds":100000)",
                          R"(,"Matcher":{"HttpCode":"404"})");
  world.advance(5 * kMinute);
  CHECK(world.group().counts.unhealthy == 2);
  CHECK(sharesOf(world.state(), 0).size() == 2);
  const JsonValue answer = world.send();
  CHECK(statusOf(answer) == 200);
  CHECK(answer.text("targetState") == "unhealthy");
  CHECK(answer.text("reason").find("fail open") != std::string::npos);
}

TEST_CASE("elbv2: weights split requests between groups, and traffic shifts") {
  BalancedWorld world;
  world.createBalancer();
  world.createGroup("green");
  world.must("elbv2:ModifyListener",
             R"({"ListenerArn":")" + BalancedWorld::listenerArn() +
                 R"(","DefaultActions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[)"
                 R"({"TargetGroupArn":")" +
                 BalancedWorld::groupArn("web") + R"(","Weight":3},{"TargetGroupArn":")" +
                 BalancedWorld::groupArn("green") + R"(","Weight":1}]}}]})");
  const RouteDecision decision = routeRequest(world.state(), LoadBalancerIndex(0u), 80, "", "/");
  REQUIRE(decision.forward.size() == 2);
  CHECK(decision.forward[0].weight == 3);
  CHECK(world.group(1).loadBalancer == LoadBalancerIndex(0u));
}

TEST_CASE("elbv2: a Network Load Balancer forwards by port, and its group checks TCP") {
  BalancedWorld world;
  world.must("elbv2:CreateLoadBalancer",
             R"({"Name":"n","Type":"network","Subnets":["subnet-0a11"]})");
  world.must("elbv2:CreateTargetGroup",
             R"({"Name":"tcp","Protocol":"TCP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718",)"
             R"("TargetType":"ip"})");
  const std::string lb = loadBalancerArnOf(LoadBalancerType::network, "n");
  world.must("elbv2:CreateListener", R"({"LoadBalancerArn":")" + lb +
                                         R"(","Protocol":"TCP","Port":80,"DefaultActions":)" +
                                         BalancedWorld::forwardTo("tcp") + "}");
  CHECK_FALSE(world.state().balancing.loadBalancers[0].crossZone);
  // Attributes of Application Load Balancers and their groups alone.
  CHECK(
      world.refused("elbv2:ModifyLoadBalancerAttributes",
                    R"({"LoadBalancerArn":")" + lb +
                        R"(","Attributes":[{"Key":"idle_timeout.timeout_seconds",)"
                        R"("Value":"60"}]})") ==
      "InvalidConfigurationRequest: Load balancer attribute key 'idle_timeout.timeout_seconds' is "
      "not supported on load balancers with type 'network'");
  CHECK(world
            .refused("elbv2:ModifyTargetGroupAttributes",
                     R"({"TargetGroupArn":")" + BalancedWorld::groupArn("tcp") +
                         R"(","Attributes":[{"Key":"slow_start.duration_seconds","Value":"60"}]})")
            .starts_with("InvalidConfigurationRequest: Target group attribute key"));
  const JsonValue answer = world.must("SimSendRequest", R"({"loadBalancer":"n"})");
  CHECK(answer.find("status") == nullptr);  // a connection that is reset has no HTTP status
  CHECK(answer.text("reason").find("reset") != std::string::npos);
}

TEST_CASE("elbv2: wildcards") {
  CHECK(matchesPattern("*", ""));
  CHECK(matchesPattern("/a/*", "/a/b/c"));
  CHECK_FALSE(matchesPattern("/a/*", "/a"));
  CHECK(matchesPattern("/?/x*z", "/a/xyyz"));
  CHECK_FALSE(matchesPattern("/?/x*z", "/a/xyy"));
  CHECK(matchesPattern("*a*b", "xaxb"));
}

}  // namespace taskyard
