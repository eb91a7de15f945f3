#include "engine/registry_system.h"

#include <algorithm>

#include "engine/identity.h"
#include "engine/policy.h"

namespace taskyard {

namespace {

Repository& repositoryAt(Simulation& sim, RepositoryIndex index) {
  return sim.state().registry.repositories[index.value];
}

void forgetImage(State& state, EcrImage& image, EventId cause) {
  image.deleted = true;
  image.deletedBy = cause;
  SimImage& record = state.images[image.image.value];
  record.exists = false;
  record.missingBecause = cause;
}

bool hasTag(const EcrImage& image, const std::string& tag) {
  return std::find(image.tags.begin(), image.tags.end(), tag) != image.tags.end();
}

bool ruleSelects(const LifecycleRule& rule, const EcrImage& image) {
  switch (rule.tagStatus) {
    case LifecycleTagStatus::Any: return true;
    case LifecycleTagStatus::Untagged: return image.tags.empty();
    case LifecycleTagStatus::Tagged: break;
  }
  for (const std::string& tag : image.tags) {
    for (const std::string& pattern : rule.tagPatterns) {
      if (matchesPattern(pattern, tag, false)) return true;
    }
  }
  return false;
}

// Positions of what the policy expires now. The rule with the lowest priority that selects an image
// decides about it.
// Source: ECR User Guide, "Lifecycle policies", evaluation rules.
std::vector<std::size_t> expired(const Repository& repository, TimeMs now) {
  std::vector<std::size_t> result;
  std::vector<bool> claimed(repository.images.size(), false);
  for (const LifecycleRule& rule : repository.lifecycleRules) {
    std::int32_t kept = 0;
    for (std::size_t i = repository.images.size(); i-- > 0;) {
      const EcrImage& image = repository.images[i];
      if (image.deleted || claimed[i] || !ruleSelects(rule, image)) continue;
      claimed[i] = true;
      const bool goes =
          rule.byAge ? now - image.pushedAt > rule.countNumber * kDay : ++kept > rule.countNumber;
      if (goes) result.push_back(i);
    }
  }
  return result;
}

}  // namespace

void createRepository(Simulation& sim, Repository repository) {
  repository.createdAt = sim.state().now;
  sim.state().registry.repositories.push_back(std::move(repository));
}

void deleteRepository(Simulation& sim, RepositoryIndex index, EventId cause) {
  Repository& repository = repositoryAt(sim, index);
  for (EcrImage& image : repository.images) {
    if (!image.deleted) forgetImage(sim.state(), image, cause);
  }
  repository.deleted = true;
  repository.deletedBy = cause;
  ++repository.lifecycleStamp;
}

ImageIndex pushImage(Simulation& sim, RepositoryIndex index, SimImage behaviour,
                     const ImagePush& push, EventId cause) {
  State& state = sim.state();
  Repository& repository = repositoryAt(sim, index);
  const std::string name = ownRegistryHost() + "/" + repository.repositoryName;
  EcrImage image;
  image.digest = imageDigest(state.seed, name + "#" + std::to_string(index.value) + "." +
                                             std::to_string(++repository.pushes));
  image.manifest = push.manifest;
  image.packages = push.packages;
  image.pushedAt = state.now;
  behaviour.reference = name + "@" + image.digest;
  behaviour.exists = true;
  behaviour.missingBecause = kNoEvent;
  image.image = sim.putImage(behaviour);
  const ImageIndex result = image.image;
  const std::string digest = image.digest;
  repository.images.push_back(std::move(image));
  if (!push.tag.empty()) tagImage(sim, index, digest, push.tag);
  if (repository.scanOnPush || state.registry.enhancedScanning) {
    scanImage(sim, index, repository.images.size() - 1, cause);
  }
  return result;
}

void tagImage(Simulation& sim, RepositoryIndex index, const std::string& digest,
              const std::string& tag) {
  for (EcrImage& image : repositoryAt(sim, index).images) {
    if (image.deleted) continue;
    std::erase(image.tags, tag);
    if (image.digest == digest) image.tags.push_back(tag);
  }
}

bool removeImage(Simulation& sim, RepositoryIndex index, const std::string& tagOrDigest,
                 EventId cause) {
  for (EcrImage& image : repositoryAt(sim, index).images) {
    if (image.deleted) continue;
    const bool tagged = hasTag(image, tagOrDigest);
    if (!tagged && image.digest != tagOrDigest) continue;
    if (tagged && image.tags.size() > 1) {
      std::erase(image.tags, tagOrDigest);
    } else {
      forgetImage(sim.state(), image, cause);
    }
    return true;
  }
  return false;
}

void setTagMutability(Simulation& sim, RepositoryIndex index, bool immutable) {
  repositoryAt(sim, index).tagsImmutable = immutable;
}

void setScanOnPush(Simulation& sim, RepositoryIndex index, bool scanOnPush) {
  repositoryAt(sim, index).scanOnPush = scanOnPush;
}

void setEnhancedScanning(Simulation& sim, bool enhanced, EventId cause) {
  // Source: ECR User Guide, "Enhanced scanning": at the start only what was pushed in the last 14
  // days is looked at.
  constexpr DurationMs kLookBack = 14 * kDay;
  Registry& registry = sim.state().registry;
  const bool begins = enhanced && !registry.enhancedScanning;
  registry.enhancedScanning = enhanced;
  if (!begins) return;
  for (std::size_t r = 0; r < registry.repositories.size(); ++r) {
    for (std::size_t i = 0; i < registry.repositories[r].images.size(); ++i) {
      const EcrImage& image = registry.repositories[r].images[i];
      if (image.deleted || sim.state().now - image.pushedAt > kLookBack) continue;
      scanImage(sim, RepositoryIndex(r), i, cause);
    }
  }
}

void scanImage(Simulation& sim, RepositoryIndex index, std::size_t position, EventId cause) {
  const Registry& registry = sim.state().registry;
  Repository& repository = repositoryAt(sim, index);
  EcrImage& image = repository.images[position];
  const std::size_t before = image.findings.size();
  image.scannedAt = sim.state().now;
  image.findings.clear();
  EventId because = cause;
  for (std::size_t i = 0; i < registry.cves.size(); ++i) {
    const Cve& cve = registry.cves[i];
    if (isLanguagePackage(cve) && !registry.enhancedScanning) continue;
    if (isAffected(cve, repository, image)) image.findings.push_back(static_cast<std::uint32_t>(i));
  }
  if (image.findings.size() <= before) return;
  if (because == kNoEvent) because = registry.cves[image.findings.back()].publishedBy;
  const std::string tag = image.tags.empty() ? image.digest.substr(0, 19) : image.tags.back();
  sim.say(EventKind::ImageScanFoundCve, index.value,
          "ECR scan of " + repository.repositoryName + ":" + tag + " found " +
              registry.cves[image.findings.back()].name + " (" +
              nameOf(registry.cves[image.findings.back()].severity) + ")",
          because);
}

void publishCve(Simulation& sim, Cve cve) {
  Registry& registry = sim.state().registry;
  cve.publishedAt = sim.state().now;
  const EventId cause = cve.publishedBy;
  registry.cves.push_back(std::move(cve));
  if (!registry.enhancedScanning) return;
  for (std::size_t r = 0; r < registry.repositories.size(); ++r) {
    for (std::size_t i = 0; i < registry.repositories[r].images.size(); ++i) {
      const EcrImage& image = registry.repositories[r].images[i];
      // What enhanced scanning has never looked at, it does not watch.
      if (image.deleted || image.scannedAt == kNever) continue;
      scanImage(sim, RepositoryIndex(r), i, cause);
    }
  }
}

void setLifecyclePolicy(Simulation& sim, RepositoryIndex index, const std::string& json,
                        std::vector<LifecycleRule> rules, EventId cause) {
  Repository& repository = repositoryAt(sim, index);
  std::sort(rules.begin(), rules.end(),
            [](const LifecycleRule& a, const LifecycleRule& b) { return a.priority < b.priority; });
  repository.lifecyclePolicy = json;
  repository.lifecycleRules = std::move(rules);
  repository.lifecycleSetBy = cause;
  ++repository.lifecycleStamp;
  if (json.empty()) return;
  sim.schedule(kDay, {TimerKind::EcrLifecycle, index.value, repository.lifecycleStamp, 0});
}

void applyLifecyclePolicy(Simulation& sim, RepositoryIndex index, std::uint32_t stamp) {
  Repository& repository = repositoryAt(sim, index);
  if (repository.lifecycleStamp != stamp) return;
  const std::vector<std::size_t> goes = expired(repository, sim.state().now);
  if (!goes.empty()) {
    const EventId event =
        sim.say(EventKind::EcrImagesExpired, index.value,
                "The lifecycle policy of repository " + repository.repositoryName + " expired " +
                    std::to_string(goes.size()) + (goes.size() == 1 ? " image" : " images"),
                repository.lifecycleSetBy, static_cast<std::int32_t>(goes.size()));
    for (const std::size_t position : goes) {
      forgetImage(sim.state(), repository.images[position], event);
    }
  }
  sim.schedule(kDay, {TimerKind::EcrLifecycle, index.value, stamp, 0});
}

void beginRegistryFault(Simulation& sim, RegistryFault fault, DurationMs durationMs) {
  auto& faults = sim.state().registry.faults;
  faults.push_back(std::move(fault));
  if (durationMs == 0) return;
  sim.schedule(durationMs,
               {TimerKind::RegistryFaultEnds, static_cast<std::uint32_t>(faults.size() - 1), 0, 0});
}

void endRegistryFaults(Simulation& sim, RegistryTrouble trouble, const std::string& host) {
  for (RegistryFault& fault : sim.state().registry.faults) {
    if (fault.trouble == trouble && (host.empty() || fault.host == host)) fault.over = true;
  }
}

}  // namespace taskyard
