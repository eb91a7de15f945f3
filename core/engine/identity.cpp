#include "engine/identity.h"

#include "base/draw.h"
#include "base/hash.h"
#include "engine/registry.h"
#include "engine/task_definition_use.h"
#include "engine/uuid.h"

namespace taskyard {

namespace {

constexpr std::string_view kArnPrefix = "arn:aws:ecs:us-east-1:123456789012:";

std::string drawHex(std::uint64_t seed, Purpose purpose, std::uint64_t entity,
                    std::uint64_t count) {
  return hex64(draw({seed, purpose, entity, count}));
}

std::string_view afterLast(std::string_view text, char separator) {
  const std::size_t at = text.rfind(separator);
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

// What stands behind "arn:aws:ecs:<region>:<account>:<kind>/", or the text itself when it is no
// ARN. Nothing for the ARN of another kind.
std::optional<std::string_view> withoutArn(std::string_view reference, std::string_view kind) {
  if (!reference.starts_with("arn:")) return reference;
  const std::string prefix = std::string(kArnPrefix) + std::string(kind) + "/";
  if (!reference.starts_with(prefix)) return std::nullopt;
  return reference.substr(prefix.size());
}

}  // namespace

std::string taskId(std::uint64_t seed, std::uint32_t ordinal) {
  return drawHex(seed, Purpose::TaskId, ordinal, 0) + drawHex(seed, Purpose::TaskId, ordinal, 1);
}

std::string shortTaskId(std::uint64_t seed, std::uint32_t ordinal) {
  return taskId(seed, ordinal).substr(0, 8);
}

std::string deploymentId(std::uint64_t seed, DeploymentIndex deployment) {
  std::uint64_t bits = draw({seed, Purpose::DeploymentId, deployment.value, 0});
  std::string digits(19, '0');
  for (std::size_t i = digits.size(); i-- > 0; bits /= 10) {
    digits[i] = static_cast<char>('0' + bits % 10);
  }
  if (digits[0] == '0') digits[0] = '1';
  return "ecs-svc/" + digits;
}

std::string serviceDeploymentId(std::uint64_t seed, ServiceDeploymentIndex rollout) {
  constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string id(21, '0');
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::uint64_t bits = draw({seed, Purpose::ServiceDeploymentId, rollout.value, i});
    id[i] = kDigits[bits % kDigits.size()];
  }
  return id;
}

std::string serviceRevisionId(std::uint64_t seed, DeploymentIndex deployment) {
  return deploymentId(seed, deployment).substr(sizeof("ecs-svc/") - 1);
}

std::string networkInterfaceId(std::uint64_t seed, std::uint32_t ordinal) {
  return "eni-0" + drawHex(seed, Purpose::NetworkInterface, ordinal, 0);
}

std::string macAddress(std::uint64_t seed, std::uint32_t ordinal) {
  const std::string digits = drawHex(seed, Purpose::NetworkInterface, ordinal, 1);
  std::string mac = "0a";  // a locally administered address, as EC2 hands out
  for (std::size_t i = 0; i < 5; ++i) mac += ":" + digits.substr(2 * i, 2);
  return mac;
}

std::uint32_t publicIpOf(std::uint64_t seed, std::uint32_t ordinal) {
  constexpr std::uint32_t kAmazonBlock = (54u << 24) | (160u << 16);  // 54.160.0.0/12
  return kAmazonBlock |
         (static_cast<std::uint32_t>(draw({seed, Purpose::NetworkThing, ordinal, 2})) &
          0x000FFFFFu);
}

std::string attachmentId(std::uint64_t seed, std::uint32_t ordinal) {
  return drawnUuid({seed, Purpose::NetworkInterface, ordinal, 2});
}

std::string containerRuntimeId(std::uint64_t seed, const Task& task, const Container& container) {
  const std::uint64_t number =
      draw({seed, Purpose::TaskId, task.ordinal,
            2u + container.definition * 256u + static_cast<std::uint64_t>(container.restartCount)});
  return taskId(seed, task.ordinal) + "-" + std::to_string(number % 9'000'000'000 + 1'000'000'000);
}

std::string imageDigest(std::uint64_t seed, std::string_view reference) {
  Fingerprint print;
  print.add(reference);
  std::string digest = "sha256:";
  for (std::uint64_t i = 0; i < 4; ++i) {
    digest += drawHex(seed, Purpose::ImageDigest, print.value() >> 16, i);
  }
  return digest;
}

std::string clusterArn(const State& state, ClusterIndex cluster) {
  return std::string(kArnPrefix) + "cluster/" + state.clusters[cluster.value].clusterName;
}

std::string serviceArn(const State& state, ServiceIndex service) {
  const Service& record = state.services[service.value];
  return std::string(kArnPrefix) + "service/" + state.clusters[record.cluster.value].clusterName +
         "/" + record.serviceName;
}

std::string serviceDeploymentArn(const State& state, ServiceDeploymentIndex rollout) {
  const Service& service = state.services[state.serviceDeployments[rollout.value].service.value];
  return std::string(kArnPrefix) + "service-deployment/" +
         state.clusters[service.cluster.value].clusterName + "/" + service.serviceName + "/" +
         serviceDeploymentId(state.seed, rollout);
}

std::string serviceRevisionArn(const State& state, DeploymentIndex deployment) {
  const Service& service = state.services[state.deployments[deployment.value].service.value];
  return std::string(kArnPrefix) + "service-revision/" +
         state.clusters[service.cluster.value].clusterName + "/" + service.serviceName + "/" +
         serviceRevisionId(state.seed, deployment);
}

ServiceDeploymentIndex findServiceDeployment(const State& state, std::string_view arn) {
  const std::string_view id = afterLast(arn, '/');
  for (std::size_t i = 0; i < state.serviceDeployments.size(); ++i) {
    const ServiceDeploymentIndex index(i);
    if (serviceDeploymentId(state.seed, index) != id) continue;
    if (serviceDeploymentArn(state, index) == arn) return index;
  }
  return {};
}

DeploymentIndex findServiceRevision(const State& state, std::string_view arn) {
  const std::string_view id = afterLast(arn, '/');
  for (std::size_t i = 0; i < state.deployments.size(); ++i) {
    const DeploymentIndex index(i);
    if (serviceRevisionId(state.seed, index) != id) continue;
    if (serviceRevisionArn(state, index) == arn) return index;
  }
  return {};
}

std::string taskArn(const State& state, const Task& task) {
  return std::string(kArnPrefix) + "task/" +
         state.clusters[clusterOf(state, task).value].clusterName + "/" +
         taskId(state.seed, task.ordinal);
}

std::string containerArn(const State& state, const Task& task, const Container& container) {
  const std::uint64_t entity = task.ordinal * 256ull + container.definition;
  return std::string(kArnPrefix) + "container/" +
         state.clusters[clusterOf(state, task).value].clusterName + "/" +
         taskId(state.seed, task.ordinal) + "/" +
         drawnUuid({state.seed, Purpose::TaskId, entity, 100});
}

std::string familyRevision(const TaskDefinition& definition) {
  return definition.family + ":" + std::to_string(definition.revision);
}

std::string taskDefinitionArn(const TaskDefinition& definition) {
  return std::string(kArnPrefix) + "task-definition/" + familyRevision(definition);
}

ClusterIndex findCluster(const State& state, std::string_view nameOrArn) {
  const auto name = withoutArn(nameOrArn, "cluster");
  if (!name) return {};
  for (std::size_t i = state.clusters.size(); i-- > 0;) {
    if (state.clusters[i].clusterName == *name) return ClusterIndex(i);
  }
  return {};
}

ServiceIndex findService(const State& state, ClusterIndex cluster, std::string_view nameOrArn) {
  const auto path = withoutArn(nameOrArn, "service");
  if (!path) return {};
  const std::string_view name = afterLast(*path, '/');
  const std::uint64_t hash = hashOf(name);
  for (std::size_t i = state.services.size(); i-- > 0;) {
    if (state.serviceNameHashes[i] != hash) continue;
    const Service& service = state.services[i];
    if (service.cluster == cluster && service.serviceName == name) return ServiceIndex(i);
  }
  return {};
}

TaskIndex findTask(const State& state, ClusterIndex cluster, std::string_view idOrArn) {
  const auto path = withoutArn(idOrArn, "task");
  if (!path) return {};
  const std::string_view id = afterLast(*path, '/');
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (task.inUse && clusterOf(state, task) == cluster && taskId(state.seed, task.ordinal) == id) {
      return TaskIndex(i);
    }
  }
  return {};
}

TaskIndex findTaskByOrdinal(const State& state, std::uint32_t ordinal) {
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    if (state.tasks[i].inUse && state.tasks[i].ordinal == ordinal) return TaskIndex(i);
  }
  return {};
}

TaskDefinitionIndex findTaskDefinition(const State& state, std::string_view reference) {
  const auto name = withoutArn(reference, "task-definition");
  if (!name) return {};
  const std::size_t colon = name->find(':');
  const std::string_view familyName = name->substr(0, colon);
  for (const Family& family : state.families) {
    if (family.name != familyName) continue;
    if (colon == std::string_view::npos) {
      for (std::size_t i = family.revisions.size(); i-- > 0;) {
        const TaskDefinitionIndex index = family.revisions[i];
        if (state.taskDefinitions[index.value].status == TaskDefinitionStatus::ACTIVE) return index;
      }
      return {};
    }
    std::uint32_t revision = 0;
    for (const char c : name->substr(colon + 1)) {
      if (c < '0' || c > '9' || revision > 100'000'000) return {};
      revision = revision * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (revision < 1 || revision > family.revisions.size()) return {};
    const TaskDefinitionIndex index = family.revisions[revision - 1];
    return isRevisionDeleted(state, index) ? TaskDefinitionIndex() : index;
  }
  return {};
}

SubnetIndex findSubnet(const State& state, std::string_view subnetId) {
  for (std::size_t i = 0; i < state.subnets.size(); ++i) {
    if (!state.subnets[i].deleted && state.subnets[i].subnetId == subnetId) return SubnetIndex(i);
  }
  return {};
}

ImageIndex findImage(const State& state, std::string_view reference) {
  if (isOwnEcr(reference)) {
    const ImageIndex pushed = resolveOwnImage(state, reference);
    if (pushed.valid()) return pushed;
  }
  for (std::size_t i = 0; i < state.images.size(); ++i) {
    if (state.images[i].reference == reference) return ImageIndex(i);
  }
  return {};
}

const Container& containerOf(const State& state, const Task& task, std::size_t position) {
  ContainerIndex index = task.firstContainer;
  for (std::size_t i = 0; i < position; ++i) index = state.containers[index.value].next;
  return state.containers[index.value];
}

}  // namespace taskyard
