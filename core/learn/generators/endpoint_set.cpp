// Which VPC endpoints a Fargate task in a subnet without a way out needs to start.

#include <algorithm>

#include "base/text.h"
#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

using Endpoints = std::vector<std::string>;

struct Needs {
  bool logs = false;
  bool secret = false;
};

constexpr const char* kImage = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";

void createNetwork(ModelWorld& world) {
  const auto named = [](const char* type, const char* name) {
    return std::string(R"("TagSpecifications":[{"ResourceType":")") + type +
           R"(","Tags":[{"Key":"Name","Value":")" + name + "\"}]}]";
  };
  world.call("ec2", "CreateVpc", R"({"CidrBlock":"10.0.0.0/16",)" + named("vpc", "main") + "}");
  world.call("ec2", "CreateSubnet",
             R"({"VpcId":"{{vpc:main}}","CidrBlock":"10.0.10.0/24","AvailabilityZone":)"
             R"("us-east-1a",)" +
                 named("subnet", "private-a") + "}");
  world.call("ec2", "CreateRouteTable",
             R"({"VpcId":"{{vpc:main}}",)" + named("route-table", "private") + "}");
  world.call("ec2", "AssociateRouteTable",
             R"({"RouteTableId":"{{rtb:private}}","SubnetId":"{{subnet:private-a}}"})");
  for (const char* group : {"task", "endpoint"}) {
    world.call("ec2", "CreateSecurityGroup",
               std::string(R"({"GroupName":")") + group +
                   R"(","Description":"Of the shop","VpcId":"{{vpc:main}}"})");
  }
  world.call("ec2", "AuthorizeSecurityGroupIngress",
             R"({"GroupId":"{{sg:endpoint}}","IpPermissions":[{"IpProtocol":"tcp",)"
             R"("FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"{{sg:task}}"}]}]})");
}

void createEndpoint(ModelWorld& world, const std::string& service) {
  const std::string name =
      R"("VpcId":"{{vpc:main}}","ServiceName":"com.amazonaws.us-east-1.)" + service + "\"";
  if (service == "s3") {
    world.call("ec2", "CreateVpcEndpoint",
               "{" + name + R"(,"VpcEndpointType":"Gateway","RouteTableIds":["{{rtb:private}}"]})");
    return;
  }
  world.call("ec2", "CreateVpcEndpoint",
             "{" + name +
                 R"(,"VpcEndpointType":"Interface","SubnetIds":["{{subnet:private-a}}"],)"
                 R"("SecurityGroupIds":["{{sg:endpoint}}"],"PrivateDnsEnabled":true})");
}

void createService(ModelWorld& world, const Needs& needs) {
  world.call("iam", "AttachRolePolicy",
             R"({"RoleName":"ecsTaskExecutionRole",)"
             R"("PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})");
  world.call("ecr", "CreateRepository", R"({"repositoryName":"shop"})");
  world.call("sim", "SimPutImage", std::string(R"({"image":")") + kImage + "\"}");
  std::string more;
  if (needs.logs) {
    world.call("logs", "CreateLogGroup", R"({"logGroupName":"/ecs/shop"})");
    more += R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/shop",)"
            R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"shop"}})";
  }
  if (needs.secret) {
    world.call("ssm", "PutParameter",
               R"({"Name":"/shop/password","Value":"x","Type":"SecureString"})");
    more += R"(,"secrets":[{"name":"PASSWORD","valueFrom":"/shop/password"}])";
  }
  world.call("ecs", "RegisterTaskDefinition",
             R"({"family":"shop","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"256","memory":"512",)"
             R"("executionRoleArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole",)"
             R"("containerDefinitions":[{"name":"shop","image":")" +
                 std::string(kImage) + "\"" + more + "}]}");
  world.call("ecs", "CreateService",
             R"({"cluster":"demo","serviceName":"shop","taskDefinition":"shop","desiredCount":1,)"
             R"("launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":{"subnets":)"
             R"(["{{subnet:private-a}}"],"securityGroups":["{{sg:task}}"]}}})");
}

bool startsInModel(std::uint64_t seed, const Endpoints& endpoints, const Needs& needs,
                   std::string& error) {
  ModelWorld world(seed);
  createNetwork(world);
  for (const std::string& endpoint : endpoints) createEndpoint(world, endpoint);
  createService(world, needs);
  world.advance(10 * kMinute);
  if (error.empty()) error = world.error();
  return world.running() == 1;
}

std::string textOf(const Endpoints& endpoints) {
  std::vector<std::string> names;
  for (const std::string& endpoint : endpoints) {
    names.push_back(endpoint == "s3" ? "s3 (gateway)" : endpoint);
  }
  return joinWords(names);
}

// `one` gives its place to an endpoint that is of no use here, so that all sets have one size.
Endpoints insteadOf(Endpoints endpoints, const std::string& one, const std::string& useless) {
  std::replace(endpoints.begin(), endpoints.end(), one, useless);
  return endpoints;
}

const char* whyNeeded(const std::string& endpoint) {
  if (endpoint == "s3") return "Without S3 there are no image layers: ECR keeps them there.";
  if (endpoint == "ecr.dkr") return "Without ecr.dkr the image's manifest cannot be read.";
  if (endpoint == "ecr.api") return "Without ecr.api there is no authorization token.";
  if (endpoint == "logs") return "Without logs the awslogs driver cannot start.";
  return "Without ssm the parameter cannot be read before the container starts.";
}

}  // namespace

Result<Draft> makeEndpointSet(Values& values) {
  const Needs needs{values.between(0, 1) == 1, values.between(0, 1) == 1};
  Endpoints all = {"ecr.api", "ecr.dkr", "s3"};
  if (needs.logs) all.push_back("logs");
  if (needs.secret) all.push_back("ssm");
  std::string extras;
  if (needs.logs) extras += " It uses the awslogs log driver.";
  if (needs.secret) extras += " It gets a password from Systems Manager Parameter Store.";
  if (extras.empty()) extras = " It uses no log driver and no secrets.";
  Draft draft;
  draft.stem = {
      "A task on AWS Fargate runs in a private subnet. The subnet has no NAT gateway and "
      "must not get one. The task pulls its image from Amazon ECR." +
          extras,
      "Which set of VPC endpoints is just enough for the task to start?"};
  draft.decidingWords = {"no NAT gateway", "just enough"};
  std::string error;
  const bool starts = startsInModel(values.runSeed(), all, needs, error);
  draft.modelKey = starts ? textOf(all) : "nothing here";
  draft.closedForm = textOf(all);
  draft.keyWhy = "Token, manifest and layers of the image" +
                 std::string(needs.logs ? ", logs" : "") + (needs.secret ? ", the parameter" : "") +
                 ": each has its way.";
  const std::int64_t first = values.between(0, static_cast<std::int64_t>(all.size()) - 1);
  for (std::size_t i = 0; i < all.size() && draft.mistakes.size() < 3; ++i) {
    const std::string& left = all[(static_cast<std::size_t>(first) + i) % all.size()];
    constexpr const char* kUseless[] = {"ecs-agent", "sqs", "ecs-telemetry"};
    const Endpoints others = insteadOf(all, left, kUseless[draft.mistakes.size()]);
    if (startsInModel(values.runSeed(), others, needs, error)) {
      return Error{"Generator", "endpoint-set: it starts without " + left};
    }
    draft.mistakes.push_back({textOf(others), whyNeeded(left), {"trap.no-architecture-left"}});
  }
  if (!error.empty()) return Error{"Generator", error};
  draft.explanation =
      "Interface endpoints for ecr.api and ecr.dkr, a **gateway** endpoint for S3, and one more "
      "for "
      "each service that ECS calls before the container starts.";
  draft.sources = {
      ecsGuide("Amazon ECS interface VPC endpoints (AWS PrivateLink)", "vpc-endpoints")};
  return draft;
}

}  // namespace taskyard
