// awsManagedPolicies(): a table.

#include "engine/policy.h"

namespace taskyard {

namespace {

struct Row {
  const char* arnPath;  // behind "arn:aws:iam::aws:policy/"
  const char* description;
  const char* actions;  // JSON list
};

constexpr Row kRows[] = {
    {"service-role/AmazonECSTaskExecutionRolePolicy",
     "Provides access to other AWS service resources that are required to run Amazon ECS tasks",
     R"(["ecr:GetAuthorizationToken","ecr:BatchCheckLayerAvailability",)"
     R"("ecr:GetDownloadUrlForLayer","ecr:BatchGetImage","logs:CreateLogStream",)"
     R"("logs:PutLogEvents"])"},
    {"service-role/AmazonEC2ContainerServiceforEC2Role",
     "Default policy for the Amazon EC2 Role for Amazon EC2 Container Service.",
     R"(["ec2:DescribeTags","ecs:CreateCluster","ecs:DeregisterContainerInstance",)"
     R"("ecs:DiscoverPollEndpoint","ecs:Poll","ecs:RegisterContainerInstance",)"
     R"("ecs:StartTelemetrySession","ecs:UpdateContainerInstancesState","ecs:Submit*",)"
     R"("ecr:GetAuthorizationToken","ecr:BatchCheckLayerAvailability",)"
     R"("ecr:GetDownloadUrlForLayer","ecr:BatchGetImage","logs:CreateLogStream",)"
     R"("logs:PutLogEvents"])"},
    {"AmazonECSInfrastructureRolePolicyForLoadBalancers",
     "Lets ECS move traffic between target groups during a blue/green deployment",
     R"(["elasticloadbalancing:DescribeListeners","elasticloadbalancing:DescribeRules",)"
     R"("elasticloadbalancing:DescribeTargetGroups","elasticloadbalancing:DescribeTargetHealth",)"
     R"("elasticloadbalancing:DeregisterTargets","elasticloadbalancing:ModifyListener",)"
     R"("elasticloadbalancing:ModifyRule","elasticloadbalancing:RegisterTargets"])"},
    {"service-role/AmazonECSInfrastructureRolePolicyForVolumes",
     "Lets ECS manage EBS volumes of tasks",
     R"(["ec2:CreateVolume","ec2:DeleteVolume","ec2:AttachVolume","ec2:DetachVolume",)"
     R"("ec2:DescribeVolumes","ec2:DescribeInstances","ec2:DescribeAvailabilityZones",)"
     R"("ec2:CreateTags"])"},
    {"AmazonEC2ContainerRegistryReadOnly",
     "Provides read-only access to Amazon EC2 Container Registry repositories.",
     R"(["ecr:GetAuthorizationToken","ecr:BatchCheckLayerAvailability",)"
     R"("ecr:GetDownloadUrlForLayer","ecr:GetRepositoryPolicy","ecr:DescribeRepositories",)"
     R"("ecr:ListImages","ecr:DescribeImages","ecr:BatchGetImage","ecr:GetLifecyclePolicy",)"
     R"("ecr:GetLifecyclePolicyPreview","ecr:ListTagsForResource",)"
     R"("ecr:DescribeImageScanFindings"])"},
    {"AmazonS3ReadOnlyAccess", "Provides read only access to all buckets.",
     R"(["s3:Get*","s3:List*","s3:Describe*","s3-object-lambda:Get*",)"
     R"("s3-object-lambda:List*"])"},
    {"AmazonS3FullAccess", "Provides full access to all buckets.",
     R"(["s3:*","s3-object-lambda:*"])"},
    {"AmazonDynamoDBFullAccess", "Provides full access to Amazon DynamoDB.",
     R"(["dynamodb:*","dax:*"])"},
    {"AmazonDynamoDBReadOnlyAccess", "Provides read only access to Amazon DynamoDB.",
     R"(["dynamodb:BatchGetItem","dynamodb:Describe*","dynamodb:List*","dynamodb:GetItem",)"
     R"("dynamodb:Query","dynamodb:Scan"])"},
    {"AmazonSQSFullAccess", "Provides full access to Amazon SQS.", R"(["sqs:*"])"},
    {"SecretsManagerReadWrite", "Provides read/write access to AWS Secrets Manager.",
     R"(["secretsmanager:*"])"},
    {"AmazonSSMReadOnlyAccess", "Provides read only access to AWS Systems Manager.",
     R"(["ssm:Describe*","ssm:Get*","ssm:List*"])"},
    {"CloudWatchLogsFullAccess", "Provides full access to CloudWatch Logs.", R"(["logs:*"])"},
    {"AdministratorAccess", "Provides full access to AWS services and resources.", R"(["*"])"},
};

}  // namespace

std::span<const ManagedPolicy> awsManagedPolicies() {
  static const std::vector<ManagedPolicy> kPolicies = [] {
    std::vector<ManagedPolicy> policies;
    for (const Row& row : kRows) {
      ManagedPolicy policy;
      policy.arn = std::string("arn:aws:iam::aws:policy/") + row.arnPath;
      policy.policyName = policy.arn.substr(policy.arn.rfind('/') + 1);
      policy.description = row.description;
      Result<PolicyDocument> document =
          readPolicy(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)" +
                     std::string(row.actions) + R"(,"Resource":"*"}]})");
      policy.document = std::move(document.value());
      policies.push_back(std::move(policy));
    }
    return policies;
  }();
  return kPolicies;
}

}  // namespace taskyard
