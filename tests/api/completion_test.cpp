// Goal: completion offers what can stand at the cursor and nothing else. Method: lines up to the
// cursor with the exact texts expected; the order is part of the promise.

#include <doctest/doctest.h>

#include "api/aws_cli.h"

namespace taskyard {
namespace {

NameSource sampleNames() {
  NameSource names;
  names.clusters = {"demo", "prod"};
  names.services = {"web", "api"};
  names.taskIds = {"0123abcd"};
  names.families = {"web"};
  names.taskDefinitions = {"web:1", "web:2"};
  names.images = {"nginx:1", "my image"};
  names.subnets = {"subnet-a", "subnet-b"};
  names.securityGroups = {"sg-1"};
  names.loadBalancers = {"arn:lb/app/web/1"};
  names.queues = {"jobs"};
  names.queueUrls = {"https://sqs/jobs"};
  names.roles = {"taskRole"};
  names.roleArns = {"arn:role/taskRole"};
  names.logGroups = {"/ecs/web"};
  names.alarms = {"cpu-high", "cpu-low"};
  return names;
}

std::vector<std::string> offered(std::string_view line) {
  std::vector<std::string> texts;
  for (const Completion& completion : completeCommandLine(line, sampleNames())) {
    texts.push_back(completion.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("completion: programs, services, operations") {
  const Texts first = offered("");
  CHECK(first[0] == "aws");
  CHECK(first[1] == "ecs");
  CHECK(first[first.size() - 2] == "sim");
  CHECK(first.back() == "help");
  // After aws: its services, which sim is not.
  CHECK(offered("aws ").size() == first.size() - 2);
  CHECK(offered("aws ").front() == "ecs");
  CHECK(offered("aws --region us-east-1 ecs") == Texts{"ecs"});
  CHECK(offered("aws lam") == Texts{"lambda"});
  CHECK(offered("aws ecs create-s") == Texts{"create-service"});
  CHECK(offered("sim inj") == Texts{"inject-fault"});
  CHECK(offered("aws nosuch ").empty());
  CHECK(offered("aws ecs no-such-thing --").empty());
}

TEST_CASE("completion: options not given yet, required first") {
  CHECK(offered("aws ecs stop-task ") == Texts{"--task", "--cluster", "--reason"});
  CHECK(offered("aws ecs stop-task --task x ") == Texts{"--cluster", "--reason"});
  CHECK(offered("aws ecs stop-task --task x --c") == Texts{"--cluster", "--cli-input-json"});
  CHECK(offered("aws ecs delete-service --no") == Texts{"--no-force"});
  CHECK(offered("aws ecs delete-service --no-force --").size() == 2);
  CHECK(completeCommandLine("aws ecs stop-task --t", {})[0].help.starts_with("Required. "));
}

TEST_CASE("completion: values are enum values and names that exist") {
  CHECK(offered("aws ecs create-service --launch-type ") ==
        Texts{"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"});
  CHECK(offered("aws ecs list-tasks --cluster d") == Texts{"demo"});
  CHECK(offered("aws ecs list-tasks --cluster=d") == Texts{"--cluster=demo"});
  CHECK(offered("aws ecs list-tasks --cluster 'd") == Texts{"'demo"});
  CHECK(offered("aws ecs update-service --service ") == Texts{"web", "api"});
  CHECK(offered("aws ecs update-service --task-definition web:") == Texts{"web:1", "web:2"});
  CHECK(offered("aws ecs stop-task --task ") == Texts{"0123abcd"});
  CHECK(offered("sim put-image --image ") == Texts{"nginx:1", "'my image'"});
  CHECK(offered("aws ecs stop-task --task x --reason ").empty());
  CHECK(offered("aws ecs list-tasks --region ").empty());
}

TEST_CASE("completion: things around the tasks are named as well") {
  CHECK(offered("aws elbv2 describe-listeners --load-balancer-arn ") == Texts{"arn:lb/app/web/1"});
  CHECK(offered("aws elbv2 describe-load-balancers --load-balancer-arns ")[0] ==
        "arn:lb/app/web/1");
  CHECK(offered("aws sqs get-queue-url --queue-name ") == Texts{"jobs"});
  CHECK(offered("aws sqs get-queue-attributes --queue-url ") == Texts{"https://sqs/jobs"});
  CHECK(offered("aws iam get-role --role-name t") == Texts{"taskRole"});
  CHECK(offered("aws ecs register-task-definition --execution-role-arn ") ==
        Texts{"arn:role/taskRole"});
  CHECK(offered("aws logs describe-log-streams --log-group-name /ecs") == Texts{"/ecs/web"});
  CHECK(offered("aws cloudwatch delete-alarms --alarm-names cpu-high cpu-") == Texts{"cpu-low"});
}

TEST_CASE("completion: a list offers what it does not have yet, and the next option") {
  CHECK(offered("aws ecs describe-services --services web ") ==
        Texts{"api", "--cluster", "--include"});
  CHECK(offered("aws ecs describe-services --services web a") == Texts{"api"});
}

TEST_CASE("completion: inside shorthand") {
  const std::string start = "aws ecs run-task --network-configuration ";
  CHECK(offered(start) == Texts{"\"awsvpcConfiguration={"});
  CHECK(offered(start + "\"aws") == Texts{"\"awsvpcConfiguration={"});
  CHECK(offered(start + "\"awsvpcConfiguration={s") ==
        Texts{"\"awsvpcConfiguration={subnets=[", "\"awsvpcConfiguration={securityGroups=["});
  CHECK(offered(start + "\"awsvpcConfiguration={subnets=[subnet-a,s") ==
        Texts{"\"awsvpcConfiguration={subnets=[subnet-a,subnet-b"});
  CHECK(offered(start + "\"awsvpcConfiguration={subnets=[subnet-a],assignPublicIp=") ==
        Texts{"\"awsvpcConfiguration={subnets=[subnet-a],assignPublicIp=ENABLED",
              "\"awsvpcConfiguration={subnets=[subnet-a],assignPublicIp=DISABLED"});
  CHECK(offered(start + "'{\"awsvpc").empty());
  CHECK(offered("aws ecs run-task --tags key=a,") == Texts{"key=a,value="});
  CHECK(offered("aws ecs update-service --deployment-configuration "
                "deploymentCircuitBreaker={enable=t") ==
        Texts{"deploymentCircuitBreaker={enable=true"});
}

TEST_CASE("completion: every text starts with the word under the cursor") {
  const std::string line = "aws ecs list-tasks --cluster 'de";
  CHECK(completionStart(line) == line.size() - 3);
  CHECK(completionStart("aws ecs ") == 8);
  CHECK(completionStart("") == 0);
}

}  // namespace taskyard
