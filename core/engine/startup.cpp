#include "engine/startup.h"

#include "engine/image_reference.h"
#include "engine/log_lines.h"
#include "engine/permissions.h"
#include "engine/reachability.h"
#include "engine/registry.h"
#include "engine/secret_values.h"
#include "engine/task_timing.h"
#include "model/network.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

using Problem = std::optional<StartProblem>;

// One look at one task.
class Agent {
 public:
  Agent(const State& state, const Task& task, std::string_view instanceRoleArn)
      : state_(state),
        task_(task),
        definition_(state.taskDefinitions[task.taskDefinition.value]),
        role_(agentRoleOf(state, task, instanceRoleArn)),
        from_(agentEndOf(state, task)) {}

  Problem look() {
    if (const Problem problem = roles()) return problem;
    if (const Problem problem = registryAuth()) return problem;
    const auto& containers = definition_.containerDefinitions;
    for (container_ = 0; container_ < containers.size(); ++container_) {
      if (const Problem problem = secrets(containers[container_])) return problem;
      if (const Problem problem = files(containers[container_])) return problem;
    }
    container_ = 0;
    for (ContainerIndex c = task_.firstContainer; c.valid(); c = state_.containers[c.value].next) {
      if (const Problem problem = image(containers[container_], state_.containers[c.value])) {
        return problem;
      }
      ++container_;
    }
    for (container_ = 0; container_ < containers.size(); ++container_) {
      if (const Problem problem = logs(containers[container_])) return problem;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] StartProblem problem(StopReason reason, DurationMs afterMs,
                                     EventId because = kNoEvent, std::size_t detail = 0) const {
    return {reason, static_cast<std::uint8_t>(container_), static_cast<std::uint8_t>(detail),
            afterMs, because};
  }
  [[nodiscard]] bool reaches(AwsService service) const {
    return pathToAws(state_, from_, service) == PathProblem::None;
  }
  // Nothing when the role may do it.
  [[nodiscard]] Problem denied(StopReason reason, std::string_view role, std::string_view action,
                               std::string_view resource, std::size_t detail = 0) const {
    if (isAllowed(state_, role, action, resource)) return std::nullopt;
    return problem(reason, kAccessDeniedMs, permissionLostBy(state_, role, action, resource),
                   detail);
  }

  [[nodiscard]] Problem roles() const {
    std::size_t detail = 0;
    for (const std::string* role : {&definition_.executionRoleArn, &definition_.taskRoleArn}) {
      if (!role->empty() && !canAssume(state_, *role, kTasksPrincipal)) {
        return problem(StopReason::RoleNotAssumable, kRoleRefusedMs, roleLostBy(state_, *role),
                       detail);
      }
      ++detail;
    }
    return std::nullopt;
  }

  Problem registryAuth() {
    const auto& containers = definition_.containerDefinitions;
    for (container_ = 0; container_ < containers.size(); ++container_) {
      const std::string& image = containers[container_].image;
      if (!isPrivateEcrImage(image)) continue;
      if (const auto* down = registryFault(state_, RegistryTrouble::Down, image)) {
        return problem(StopReason::RegistryDown, kRegistryDownMs, down->because);
      }
      if (!reaches(AwsService::EcrApi)) {
        return problem(StopReason::RegistryAuthUnreachable, kPullUnreachableMs);
      }
      return denied(StopReason::RegistryAuthDenied, role_, "ecr:GetAuthorizationToken", "*");
    }
    return std::nullopt;
  }

  [[nodiscard]] Problem secrets(const ContainerDefinition& container) const {
    if (container.secrets.empty() && container.credentialsParameter.empty() &&
        (!container.logConfiguration || container.logConfiguration->secretOptions.empty())) {
      return std::nullopt;
    }
    const std::vector<std::string_view> wanted = secretsToFetch(container);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (const Problem found = secret(parseSecretReference(wanted[i]), i)) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] Problem secret(const SecretReference& reference, std::size_t position) const {
    const bool isSecret = reference.store == SecretStore::SecretsManager;
    if (!reaches(isSecret ? AwsService::SecretsManager : AwsService::Ssm)) {
      return problem(StopReason::SecretUnreachable, kPullUnreachableMs, kNoEvent, position);
    }
    const std::string& role = definition_.executionRoleArn;
    const Secret* secret = findSecret(state_, reference.store, reference.name);
    const std::string arn =
        secret == nullptr ? secretArnOf(reference.store, reference.name) : secret->arn;
    if (const Problem found =
            denied(StopReason::SecretDenied, role, secretAction(reference.store), arn, position)) {
      return found;
    }
    const SecretVersion* version = secret == nullptr ? nullptr : versionOf(*secret, reference);
    if (version == nullptr) {
      return problem(StopReason::SecretNotFound, kInitializationFailedMs,
                     secretLostBy(state_, reference.store, reference.name), position);
    }
    if (!reference.jsonKey.empty() && !hasJsonKey(*version, reference.jsonKey)) {
      return problem(StopReason::SecretKeyMissing, kInitializationFailedMs, kNoEvent, position);
    }
    if (secret->kmsKeyId.empty()) return std::nullopt;
    return denied(StopReason::SecretUndecryptable, role, "kms:Decrypt", secret->kmsKeyId, position);
  }

  [[nodiscard]] Problem files(const ContainerDefinition& container) const {
    for (std::size_t i = 0; i < container.environmentFiles.size(); ++i) {
      if (!reaches(AwsService::S3)) {
        return problem(StopReason::FilesUnreachable, kPullUnreachableMs, kNoEvent, i);
      }
      if (const Problem found = denied(StopReason::FilesDenied, definition_.executionRoleArn,
                                       "s3:GetObject", container.environmentFiles[i], i)) {
        return found;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] Problem logs(const ContainerDefinition& container) const {
    if (!writesToCloudWatch(container)) return std::nullopt;
    const LogConfiguration& logs = *container.logConfiguration;
    const bool elsewhere = logsElsewhere(container);
    const bool reached = elsewhere ? pathToInternet(state_, from_, 443) == PathProblem::None
                                   : reaches(AwsService::Logs);
    if (!reached) return problem(StopReason::LogsUnreachable, kPullUnreachableMs);
    const std::string& group = logs.option("awslogs-group");
    if (elsewhere || !findLogGroup(state_, group).valid()) {
      if (logs.option("awslogs-create-group") != "true") {
        return problem(StopReason::LogGroupMissing, kInitializationFailedMs,
                       elsewhere ? kNoEvent : logGroupLostBy(state_, group));
      }
      if (const Problem found = denied(StopReason::LogsDenied, role_, "logs:CreateLogGroup",
                                       logGroupArn(container), 1)) {
        return found;
      }
    }
    return denied(StopReason::LogsDenied, role_, "logs:CreateLogStream",
                  logStreamArn(state_, task_, container));
  }

  [[nodiscard]] Problem image(const ContainerDefinition& definition,
                              const Container& container) const {
    if (const auto* limited =
            registryFault(state_, RegistryTrouble::RateLimited, definition.image)) {
      return problem(StopReason::RegistryRateLimited, kRateLimitedMs, limited->because);
    }
    if (const auto* down = registryFault(state_, RegistryTrouble::Down, definition.image)) {
      return problem(StopReason::RegistryDown, kRegistryDownMs, down->because);
    }
    const bool isEcr = isPrivateEcrImage(definition.image);
    const bool reached = isEcr ? reaches(AwsService::EcrDkr)
                               : pathToInternet(state_, from_, 443) == PathProblem::None;
    if (!reached) return problem(StopReason::ImageUnreachable, kPullUnreachableMs);
    if (isEcr) {
      const std::string arn = repositoryArnOf(definition.image);
      if (Problem found = denied(StopReason::ImageDenied, role_, "ecr:BatchGetImage", arn)) {
        return found;
      }
    }
    const SimImage& record = state_.images[container.image.value];
    if (!record.exists) {
      EventId because = record.missingBecause;
      if (because == kNoEvent && isOwnEcr(definition.image)) {
        because = ownImageLostBy(state_, definition.image);
      }
      return problem(StopReason::ImageNotFound, kPullNotFoundMs, because);
    }
    if (!isEcr) return std::nullopt;
    if (!reaches(AwsService::S3)) {
      return problem(StopReason::LayersUnreachable, kPullUnreachableMs);
    }
    for (const char* action : {"ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"}) {
      if (Problem found =
              denied(StopReason::ImageDenied, role_, action, repositoryArnOf(definition.image))) {
        return found;
      }
    }
    return std::nullopt;
  }

  const State& state_;
  const Task& task_;
  const TaskDefinition& definition_;
  std::string_view role_;
  NetworkEnd from_;
  std::size_t container_ = 0;
};

}  // namespace

std::optional<StartProblem> startProblem(const State& state, const Task& task,
                                         std::string_view instanceRoleArn) {
  return Agent(state, task, instanceRoleArn).look();
}

std::string_view agentRoleOf(const State& state, const Task& task,
                             std::string_view instanceRoleArn) {
  if (task.launchType == LaunchType::EC2) return instanceRoleArn;
  return state.taskDefinitions[task.taskDefinition.value].executionRoleArn;
}

bool isPullProblem(StopReason reason) {
  switch (reason) {
    case StopReason::ImageNotFound:
    case StopReason::ImageUnreachable:
    case StopReason::ImageDenied:
    case StopReason::LayersUnreachable:
    case StopReason::RegistryDown:
    case StopReason::RegistryRateLimited: return true;
    default: return false;
  }
}

}  // namespace taskyard
