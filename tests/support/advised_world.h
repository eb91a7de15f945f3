#pragma once
// A world that asks the advisor, plays its cures, and can be built without a fault.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "api/advice_handlers.h"
#include "api/aws_cli.h"
#include "engine/advisor.h"
#include "support/work_world.h"

namespace taskyard {

class AdvisedWorld : public WorkWorld {
 public:
  std::vector<Finding> of(AdviceRule rule) const {
    std::vector<Finding> all = adviseOn(state());
    std::erase_if(all, [rule](const Finding& finding) { return finding.rule != rule; });
    return all;
  }
  std::size_t count(AdviceRule rule) const { return of(rule).size(); }
  const Finding& one(AdviceRule rule) {
    findings_ = of(rule);
    REQUIRE(findings_.size() == 1);
    CHECK(!findings_[0].resource.empty());
    CHECK(!findings_[0].seen.empty());
    CHECK(!findings_[0].cure.empty());
    return findings_[0];
  }
  // Plays the cure as a person would type it, and lets the world settle.
  void cure(AdviceRule rule) {
    const Finding finding = one(rule);
    REQUIRE(!finding.steps.empty());
    for (const CureStep& step : finding.steps) {
      const Request request = requestOf(state(), finding, step);
      const Result<CliResult> typed = parseCommandLine(toCommandLine(request));
      REQUIRE(typed.ok());
      const Result<ApiAnswer> answer = run().call(*typed.value().request);
      if (!answer) FAIL(request.operation << ": " << answer.error().message);
    }
    advance(10 * kMinute);
  }

  // A sound service: two tasks in three zones, logs, circuit breaker, no public address.
  void soundNetwork() {
    const std::string vpc = namedId("vpc", "default");
    must("ec2:CreateSubnet", subnet("private-a", "172.31.96.0/20", "us-east-1a"));
    must("ec2:CreateSubnet", subnet("private-b", "172.31.112.0/20", "us-east-1b"));
    must("ec2:CreateRouteTable",
         R"({"VpcId":")" + vpc + "\"," + tags("route-table", "private") + "}");
    for (const char* name : {"private-a", "private-b"}) {
      must("ec2:AssociateRouteTable", R"({"RouteTableId":")" + namedId("rtb", "private") +
                                          R"(","SubnetId":")" + namedId("subnet", name) + "\"}");
    }
    must("ec2:AllocateAddress", "{" + tags("elastic-ip", "nat") + "}");
    must("ec2:CreateNatGateway", R"({"SubnetId":"subnet-0a11","AllocationId":")" +
                                     namedId("eipalloc", "nat") + "\"," +
                                     tags("natgateway", "nat") + "}");
    must("ec2:CreateRoute", R"({"RouteTableId":")" + namedId("rtb", "private") +
                                R"(","DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":")" +
                                namedId("nat", "nat") + "\"}");
  }
  static std::string tags(const std::string& type, const std::string& name) {
    return R"("TagSpecifications":[{"ResourceType":")" + type +
           R"(","Tags":[{"Key":"Name","Value":")" + name + "\"}]}]";
  }
  static std::string subnet(const std::string& name, const std::string& cidr,
                            const std::string& zone) {
    return R"({"VpcId":")" + namedId("vpc", "default") + R"(","CidrBlock":")" + cidr +
           R"(","AvailabilityZone":")" + zone + "\"," + tags("subnet", name) + "}";
  }
  static std::string privately(bool twoZones = true) {
    return R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":[")" +
           namedId("subnet", "private-a") +
           (twoZones ? "\",\"" + namedId("subnet", "private-b") : "") +
           R"("],"assignPublicIp":"DISABLED"}})";
  }
  void registerSound() {
    must("logs:CreateLogGroup", R"({"logGroupName":"/ecs/web"})");
    must("RegisterTaskDefinition",
         R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
         R"("cpu":"256","memory":"512",)"
         R"("executionRoleArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole",)"
         R"("containerDefinitions":[{"name":"app","image":"nginx","environment":[)"
         R"({"name":"MODE","value":"live"}],"logConfiguration":{"logDriver":"awslogs","options":{)"
         R"("awslogs-group":"/ecs/web","awslogs-region":"us-east-1",)"
         R"("awslogs-stream-prefix":"web"}}}]})");
  }
  void createSound(int desired = 2, bool twoZones = true) {
    soundNetwork();
    must("CreateCluster");
    registerSound();
    must(
        "CreateService",
        R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
        R"("deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,"rollback":true}},)"
        R"("desiredCount":)" +
            std::to_string(desired) + "," + privately(twoZones) + "}");
    advance(5 * kMinute);
    REQUIRE(static_cast<int>(tasksIn(TaskStatus::RUNNING).size()) == desired);
  }

 private:
  std::vector<Finding> findings_;
};

}  // namespace taskyard
