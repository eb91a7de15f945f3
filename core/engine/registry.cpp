#include "engine/registry.h"

#include <algorithm>

#include "model/network.h"

namespace taskyard {

RepositoryIndex findRepository(const State& state, std::string_view repositoryName) {
  const auto& repositories = state.registry.repositories;
  for (std::size_t i = 0; i < repositories.size(); ++i) {
    if (!repositories[i].deleted && repositories[i].repositoryName == repositoryName) {
      return RepositoryIndex(i);
    }
  }
  return {};
}

std::string repositoryArn(std::string_view repositoryName) {
  return std::string("arn:aws:ecr:") + kRegion + ":" + kAccountId + ":repository/" +
         std::string(repositoryName);
}

std::string repositoryArnOf(std::string_view privateEcrImage) {
  const ImageReference parts = parseImageReference(privateEcrImage);
  // <account>.dkr.ecr.<region>.amazonaws.com
  const std::string account = parts.host.substr(0, parts.host.find('.'));
  const std::size_t region = parts.host.find(".ecr.") + 5;
  return "arn:aws:ecr:" + parts.host.substr(region, parts.host.find('.', region) - region) + ":" +
         account + ":repository/" + parts.repository;
}

const EcrImage* findEcrImage(const Repository& repository, std::string_view tagOrDigest) {
  for (std::size_t i = repository.images.size(); i-- > 0;) {
    const EcrImage& image = repository.images[i];
    if (image.deleted) continue;
    if (image.digest == tagOrDigest) return &image;
    if (std::find(image.tags.begin(), image.tags.end(), tagOrDigest) != image.tags.end()) {
      return &image;
    }
  }
  return nullptr;
}

ImageIndex resolveOwnImage(const State& state, std::string_view reference) {
  const ImageReference parts = parseImageReference(reference);
  const RepositoryIndex repository = findRepository(state, parts.repository);
  if (!repository.valid()) return {};
  const EcrImage* image = findEcrImage(state.registry.repositories[repository.value],
                                       parts.digest.empty() ? parts.tag : parts.digest);
  return image == nullptr ? ImageIndex() : image->image;
}

EventId ownImageLostBy(const State& state, std::string_view reference) {
  const ImageReference parts = parseImageReference(reference);
  const std::string& wanted = parts.digest.empty() ? parts.tag : parts.digest;
  const auto& repositories = state.registry.repositories;
  for (std::size_t i = repositories.size(); i-- > 0;) {
    if (repositories[i].repositoryName != parts.repository) continue;
    if (repositories[i].deleted) return repositories[i].deletedBy;
    for (std::size_t j = repositories[i].images.size(); j-- > 0;) {
      const EcrImage& image = repositories[i].images[j];
      const bool named = image.digest == wanted || std::find(image.tags.begin(), image.tags.end(),
                                                             wanted) != image.tags.end();
      if (image.deleted && named) return image.deletedBy;
    }
    return kNoEvent;
  }
  return kNoEvent;
}

const RegistryFault* registryFault(const State& state, RegistryTrouble trouble,
                                   std::string_view image) {
  const auto& faults = state.registry.faults;
  for (std::size_t i = faults.size(); i-- > 0;) {
    const RegistryFault& fault = faults[i];
    if (fault.over || fault.trouble != trouble) continue;
    if (fault.host.empty() || fault.host == registryHost(image)) return &fault;
  }
  return nullptr;
}

bool isAffected(const Cve& cve, const Repository& repository, const EcrImage& image) {
  if (image.pushedAt > cve.publishedAt) return false;
  if (!cve.repository.empty()) return cve.repository == repository.repositoryName;
  return std::find(image.packages.begin(), image.packages.end(), cve.package) !=
         image.packages.end();
}

bool isLanguagePackage(const Cve& cve) { return cve.package.find(':') != std::string::npos; }

std::vector<VulnerableTask> vulnerableTasks(const State& state) {
  std::vector<VulnerableTask> found;
  std::vector<const EcrImage*> byImage(state.images.size(), nullptr);
  bool any = false;
  for (const Repository& repository : state.registry.repositories) {
    for (const EcrImage& image : repository.images) {
      if (image.findings.empty()) continue;
      byImage[image.image.value] = &image;
      any = true;
    }
  }
  if (!any) return found;
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (!task.inUse || task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
      const Container& container = state.containers[c.value];
      const EcrImage* image = byImage[container.image.value];
      if (image == nullptr) continue;
      VulnerableTask entry;
      entry.task = TaskIndex(i);
      entry.container = container.definition;
      entry.findings = static_cast<std::int32_t>(image->findings.size());
      for (const std::uint32_t finding : image->findings) {
        entry.worst = std::max(entry.worst, state.registry.cves[finding].severity);
      }
      found.push_back(entry);
    }
  }
  return found;
}

const char* nameOf(CveSeverity severity) {
  switch (severity) {
    case CveSeverity::INFORMATIONAL: return "INFORMATIONAL";
    case CveSeverity::LOW: return "LOW";
    case CveSeverity::MEDIUM: return "MEDIUM";
    case CveSeverity::HIGH: return "HIGH";
    case CveSeverity::CRITICAL: return "CRITICAL";
  }
  return "";
}

}  // namespace taskyard
