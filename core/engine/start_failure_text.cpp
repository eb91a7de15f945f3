#include "engine/start_failure_text.h"

#include "engine/agent_role.h"
#include "engine/identity.h"
#include "engine/image_reference.h"
#include "engine/log_lines.h"
#include "engine/permissions.h"
#include "engine/registry.h"
#include "engine/secret_values.h"
#include "engine/startup.h"
#include "model/network.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr const char* kResource = "ResourceInitializationError: ";
constexpr const char* kPull = "CannotPullContainerError: ";
constexpr const char* kSecretsHead =
    "ResourceInitializationError: unable to pull secrets or registry auth: ";

// What is known of the failed task, gathered once.
struct StartFailure {
  const State& state;
  const Task& task;
  const TaskDefinition& definition;
  const ContainerDefinition& container;

  [[nodiscard]] std::string accessDenied(std::string_view role, std::string_view action,
                                         std::string_view resource) const {
    return accessDeniedText(state, role, taskId(state.seed, task.ordinal), action, resource);
  }
  // The instance's role is named as the console names it: the text is about what it lacks.
  [[nodiscard]] std::string_view agentRole() const {
    return agentRoleOf(state, task, instanceRoleArn(state, task));
  }
  [[nodiscard]] SecretReference secret() const {
    return parseSecretReference(secretsToFetch(container)[task.stopDetail]);
  }
  [[nodiscard]] std::string repository() const {
    const ImageReference parts = parseImageReference(container.image);
    return parts.host + "/" + parts.repository;
  }
};

std::string unresolved(const StartFailure& failure, const std::string& why) {
  return std::string(kPull) +
         "pull image manifest has been retried 5 time(s): failed to resolve ref " +
         failure.container.image + ": " + why;
}

std::string secretDenied(const StartFailure& failure, std::string_view action,
                         const std::string& resource) {
  const bool isSecret = failure.secret().store == SecretStore::SecretsManager;
  return std::string(kSecretsHead) + "execution resource retrieval failed: unable to retrieve " +
         (isSecret ? "secret from asm" : "secrets from ssm") +
         ": service call has been retried 1 time(s): failed to fetch secret " +
         failure.secret().name + (isSecret ? " from secrets manager: " : " from ssm: ") +
         failure.accessDenied(failure.definition.executionRoleArn, action, resource);
}

std::string secretReason(const StartFailure& failure) {
  const SecretReference secret = failure.secret();
  const bool isSecret = secret.store == SecretStore::SecretsManager;
  const Secret* known = findSecret(failure.state, secret.store, secret.name);
  switch (failure.task.stopReason) {
    case StopReason::SecretUnreachable:
      if (!isSecret) {
        return std::string(kSecretsHead) +
               "The task cannot pull secrets from AWS Systems Manager Parameter Store. Check your "
               "network connection between the task and AWS Systems Manager.";
      }
      return std::string(kResource) +
             "pull command failed: unable to pull secrets or registry auth Check your task network "
             "configuration.";
    case StopReason::SecretDenied:
      return secretDenied(failure, secretAction(secret.store),
                          known == nullptr ? secretArnOf(secret.store, secret.name) : known->arn);
    case StopReason::SecretUndecryptable:
      return secretDenied(failure, "kms:Decrypt", known == nullptr ? "*" : known->kmsKeyId);
    case StopReason::SecretKeyMissing:
      return std::string(kSecretsHead) +
             "execution resource retrieval failed: unable to retrieve secret from asm: retrieved "
             "secret from Secrets Manager did not contain json key " +
             secret.jsonKey;
    default: break;
  }
  if (!isSecret) {
    return std::string(kSecretsHead) +
           "execution resource retrieval failed: unable to retrieve secrets from ssm: service call "
           "has been retried 1 time(s): invalid ssm parameters: " +
           secret.name;
  }
  return std::string(kSecretsHead) +
         "The task can't pull the secret from Secrets Manager. The task can't retrieve the secret "
         "with ARN '" +
         secret.name +
         "' from Secrets Manager. Check whether the secret exists in the specified "
         "Region.";
}

std::string logReason(const StartFailure& failure) {
  const std::string head = std::string(kResource) + "failed to initialize logging driver: ";
  switch (failure.task.stopReason) {
    case StopReason::LogsUnreachable:
      return std::string(kResource) +
             "The task cannot find the Amazon CloudWatch log group defined in the task definition. "
             "There is a connection issue between the task and Amazon CloudWatch. Check your "
             "network configuration.";
    case StopReason::LogGroupMissing:
      return head +
             "failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log "
             "group does not exist.";
    default: break;
  }
  if (failure.task.stopDetail == 1) {
    return head + "failed to create Cloudwatch log group: " +
           failure.accessDenied(failure.agentRole(), "logs:CreateLogGroup",
                                logGroupArn(failure.container));
  }
  return head + "failed to create Cloudwatch log stream: " +
         failure.accessDenied(failure.agentRole(), "logs:CreateLogStream",
                              logStreamArn(failure.state, failure.task, failure.container));
}

std::string pullReason(const StartFailure& failure) {
  const std::string& image = failure.container.image;
  const ImageReference parts = parseImageReference(image);
  switch (failure.task.stopReason) {
    case StopReason::ImageNotFound: return unresolved(failure, image + ": not found");
    case StopReason::ImageDenied:
      return std::string(kPull) +
             "The task can't pull the image. Check that the role has the permissions to pull "
             "images from the registry.";
    case StopReason::LayersUnreachable:
      return std::string(kPull) +
             "ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: "
             "failed to do request: Get \"https://prod-" +
             kRegion + "-starport-layer-bucket.s3." + kRegion +
             ".amazonaws.com/\": dial tcp: i/o timeout";
    case StopReason::RegistryDown:
      return unresolved(failure, "unexpected status from HEAD request to https://" + parts.host +
                                     "/v2/: 503 Service Unavailable");
    case StopReason::RegistryRateLimited:
      return unresolved(failure,
                        "toomanyrequests: You have reached your pull rate limit. You may increase "
                        "the limit by authenticating and upgrading: "
                        "https://www.docker.com/increase-rate-limits.");
    default: break;
  }
  if (isPrivateEcrImage(image)) {
    return std::string(kPull) + "The task cannot pull '" + image +
           "' from the Amazon ECR repository '" + failure.repository() +
           "'. There is a connection issue between the task and Amazon ECR. Check your task "
           "network configuration.";
  }
  return unresolved(failure, "failed to do request: Head \"https://" + failure.repository() +
                                 "\": dial tcp: i/o timeout");
}

std::string authDenied(const StartFailure& failure) {
  const std::string denied =
      failure.accessDenied(failure.agentRole(), "ecr:GetAuthorizationToken", "*");
  if (failure.task.launchType == LaunchType::EC2) return "CannotPullECRContainerError: " + denied;
  return std::string(kSecretsHead) +
         "execution resource retrieval failed: unable to get registry auth from ECR: service call "
         "has been retried 1 time(s): " +
         denied;
}

}  // namespace

bool isStartFailure(StopReason reason) {
  return reason == StopReason::ImageNotFound || reason == StopReason::ImageUnreachable ||
         (reason >= StopReason::RoleNotAssumable && reason <= StopReason::RegistryRateLimited);
}

std::string startFailureReason(const State& state, const Task& task) {
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  const StartFailure failure = {state, task, definition,
                                definition.containerDefinitions[task.stopContainer]};
  switch (task.stopReason) {
    case StopReason::RoleNotAssumable:
      return "ECS was unable to assume the role '" +
             (task.stopDetail == 0 ? definition.executionRoleArn : definition.taskRoleArn) +
             "' that was provided for this task. Please verify that the role being passed has the "
             "proper trust relationship and permissions and that your IAM user has permissions to "
             "pass this role.";
    case StopReason::RegistryAuthUnreachable:
      return std::string(kSecretsHead) +
             "The task cannot pull registry authentication from Amazon ECR. There is a connection "
             "issue between the task and Amazon ECR. Check your task network configuration.";
    case StopReason::RegistryAuthDenied: return authDenied(failure);
    case StopReason::SecretUnreachable:
    case StopReason::SecretDenied:
    case StopReason::SecretNotFound:
    case StopReason::SecretKeyMissing:
    case StopReason::SecretUndecryptable: return secretReason(failure);
    case StopReason::FilesUnreachable:
      return std::string(kResource) +
             "The task can't download the environment variable files from Amazon S3. There is a "
             "connection issue between the task and Amazon S3. Check your task network "
             "configuration.";
    case StopReason::FilesDenied:
      return std::string(kResource) +
             "failed to download env files: file download command: non empty error stream: service "
             "call has been retried 1 time(s): " +
             failure.accessDenied(definition.executionRoleArn, "s3:GetObject",
                                  failure.container.environmentFiles[task.stopDetail]);
    case StopReason::LogsUnreachable:
    case StopReason::LogsDenied:
    case StopReason::LogGroupMissing: return logReason(failure);
    default: return pullReason(failure);
  }
}

const char* startFailureWords(StopReason reason) {
  switch (reason) {
    case StopReason::ImageNotFound: return "its image was not found";
    case StopReason::ImageUnreachable: return "its image could not be reached";
    case StopReason::RoleNotAssumable: return "ECS could not assume its role";
    case StopReason::RegistryAuthUnreachable: return "ECR could not be reached for a token";
    case StopReason::RegistryAuthDenied: return "its role may not get a token from ECR";
    case StopReason::SecretUnreachable: return "a secret could not be reached";
    case StopReason::SecretDenied: return "its execution role may not read a secret";
    case StopReason::SecretNotFound: return "a secret does not exist";
    case StopReason::SecretKeyMissing: return "a secret has no such key";
    case StopReason::SecretUndecryptable: return "its execution role may not decrypt a secret";
    case StopReason::FilesUnreachable: return "an environment file could not be reached";
    case StopReason::FilesDenied: return "its execution role may not read an environment file";
    case StopReason::LogsUnreachable: return "CloudWatch Logs could not be reached";
    case StopReason::LogsDenied: return "its role may not write to CloudWatch Logs";
    case StopReason::LogGroupMissing: return "its log group does not exist";
    case StopReason::ImageDenied: return "its role may not pull the image";
    case StopReason::LayersUnreachable: return "the image's layers in S3 could not be reached";
    case StopReason::RegistryDown: return "the registry did not answer";
    case StopReason::RegistryRateLimited: return "the registry's pull limit was reached";
    default: return "";
  }
}

const char* startFailureAdvice(StopReason reason) {
  switch (reason) {
    case StopReason::ImageNotFound:
      return "The registry has no image under this reference. The name, the tag or the digest is "
             "wrong, or the image was deleted.";
    case StopReason::ImageUnreachable:
      return "The task found no way to the registry. In a public subnet it needs a public IP "
             "address (assignPublicIp ENABLED) to use the internet gateway; in a private one a NAT "
             "gateway, or for ECR the endpoint ecr.dkr.";
    case StopReason::RoleNotAssumable:
      return "A role works for a task only when it exists and its trust policy names "
             "ecs-tasks.amazonaws.com.";
    case StopReason::RegistryAuthUnreachable:
      return "Before anything is pulled, the agent asks ECR for a token (ecr.api). That takes a "
             "way "
             "to the internet, or an interface endpoint for ecr.api with port 443 open.";
    case StopReason::RegistryAuthDenied:
    case StopReason::ImageDenied:
      return "Pulling from ECR takes ecr:GetAuthorizationToken, ecr:BatchGetImage, "
             "ecr:GetDownloadUrlForLayer and ecr:BatchCheckLayerAvailability: in the execution "
             "role "
             "on Fargate, in the instance role on EC2. AmazonECSTaskExecutionRolePolicy has them.";
    case StopReason::SecretUnreachable:
      return "Secrets are fetched before the containers are made. That takes a way to Secrets "
             "Manager or Parameter Store: over the internet, or by an interface endpoint.";
    case StopReason::SecretDenied:
    case StopReason::SecretUndecryptable:
      return "Secrets are fetched with the execution role, not with the task role. The managed "
             "policy has no permission for secrets: add secretsmanager:GetSecretValue or "
             "ssm:GetParameters, and kms:Decrypt for a key of your own.";
    case StopReason::SecretNotFound:
    case StopReason::SecretKeyMissing:
      return "What valueFrom names is not there: the ARN or name is wrong, or the secret was "
             "deleted.";
    case StopReason::FilesUnreachable:
    case StopReason::FilesDenied:
      return "Environment files are fetched from S3 with the execution role, which needs "
             "s3:GetObject and a way to S3.";
    case StopReason::LogsUnreachable:
      return "The awslogs driver opens its log stream before the container starts. That takes a "
             "way to CloudWatch Logs: over the internet, or by the interface endpoint for logs.";
    case StopReason::LogsDenied:
      return "The awslogs driver writes with the execution role on Fargate and with the instance "
             "role on EC2. logs:CreateLogGroup is not in the managed policy.";
    case StopReason::LogGroupMissing:
      return "The awslogs driver looks for the group in the Region of awslogs-region, and makes "
             "none unless awslogs-create-group is true.";
    case StopReason::LayersUnreachable:
      return "ECR keeps image layers in S3: without a NAT gateway, the VPC needs a gateway "
             "endpoint "
             "for S3 besides the two for ECR.";
    case StopReason::RegistryDown:
      return "The registry itself does not work. What runs keeps running; nothing new can start "
             "from it.";
    case StopReason::RegistryRateLimited:
      return "Docker Hub counts anonymous pulls by address. Keep a copy in ECR, use a pull-through "
             "cache, or log in.";
    default: return "";
  }
}

}  // namespace taskyard
