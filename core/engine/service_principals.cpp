#include "engine/service_principals.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "model/state.h"

namespace taskyard {

namespace {

// Each without ".amazonaws.com". From memory of the services' own documentation.
constexpr std::string_view kServices[] = {
    "access-analyzer",
    "acm",
    "apigateway",
    "application-autoscaling",
    "appmesh",
    "apprunner",
    "appsync",
    "athena",
    "autoscaling",
    "backup",
    "batch",
    "bedrock",
    "budgets",
    "cassandra.application-autoscaling",
    "cloudformation",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "codecommit",
    "codedeploy",
    "codepipeline",
    "cognito-idp",
    "config",
    "cost-optimization-hub",
    "custom-resource.application-autoscaling",
    "datasync",
    "delivery.logs",
    "dms",
    "ds",
    "dynamodb",
    "dynamodb.application-autoscaling",
    "ec2",
    "ec2.application-autoscaling",
    "ec2fleet",
    "ecr",
    "ecs",
    "ecs-tasks",
    "ecs.application-autoscaling",
    "edgelambda",
    "eks",
    "eks-fargate",
    "eks-fargate-pods",
    "eks-nodegroup",
    "elasticache",
    "elasticbeanstalk",
    "elasticfilesystem",
    "elasticloadbalancing",
    "elasticmapreduce",
    "events",
    "export.rds",
    "firehose",
    "fis",
    "glue",
    "guardduty",
    "health",
    "imagebuilder",
    "inspector2",
    "iot",
    "kafka",
    "kinesis",
    "kms",
    "lambda",
    "lambda.application-autoscaling",
    "logs",
    "monitoring",
    "monitoring.rds",
    "network-firewall",
    "opsworks",
    "pipes",
    "pods.eks",
    "pullthroughcache.ecr",
    "ram",
    "rds",
    "rds.application-autoscaling",
    "redshift",
    "replication.ecr",
    "replicator.lambda",
    "route53",
    "s3",
    "sagemaker",
    "scheduler",
    "secretsmanager",
    "securityhub",
    "servicecatalog",
    "servicediscovery",
    "ses",
    "signer",
    "sns",
    "spot",
    "spotfleet",
    "sqs",
    "ssm",
    "ssm-incidents",
    "states",
    "storagegateway",
    "synthetics",
    "tagging",
    "transfer",
    "vmie",
    "vpc-flow-logs",
    "vpc-lattice",
    "waf",
    "wafv2",
    "workspaces",
    "xray",
};

}  // namespace

bool isServicePrincipal(std::string_view name) {
  constexpr std::string_view kEnd = ".amazonaws.com";
  if (!name.ends_with(kEnd)) return false;
  name.remove_suffix(kEnd.size());
  const std::string region = std::string(".") + kRegion;
  if (name.ends_with(region)) name.remove_suffix(region.size());
  return std::find(std::begin(kServices), std::end(kServices), name) != std::end(kServices);
}

}  // namespace taskyard
