#pragma once
// ECR: repositories, images by digest, tags, scan findings; and what is wrong with registries.
// What an image does when it runs is its SimImage (model/image.h), one for each digest.
// Sources: Amazon ECR API Reference (2015-09-21) and User Guide, "Image scanning", "Lifecycle
// policies", "Image tag mutability".

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class CveSeverity : std::uint8_t { INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL };

// A weakness that the world has learned of.
struct Cve {
  std::string name;  // "CVE-2026-10001"
  CveSeverity severity = CveSeverity::HIGH;
  std::string package;     // "openssl"; "npm:lodash" for one of a language; "" with `repository`
  std::string repository;  // or: every image of this repository that was pushed before
  TimeMs publishedAt = 0;
  EventId publishedBy = kNoEvent;

  auto fields() const {
    return std::tie(name, severity, package, repository, publishedAt, publishedBy);
  }
};

struct EcrImage {
  std::string digest;             // "sha256:..."
  std::vector<std::string> tags;  // none: untagged
  std::string manifest;           // as PutImage was given it
  std::vector<std::string> packages;
  ImageIndex image;  // size and behaviour
  TimeMs pushedAt = 0;
  TimeMs scannedAt = kNever;
  std::vector<std::uint32_t> findings;  // positions in Registry::cves
  bool deleted = false;
  EventId deletedBy = kNoEvent;

  auto fields() const {
    return std::tie(digest, tags, manifest, packages, image, pushedAt, scannedAt, findings, deleted,
                    deletedBy);
  }
};

enum class LifecycleTagStatus : std::uint8_t { Tagged, Untagged, Any };

struct LifecycleRule {
  std::int32_t priority = 1;
  LifecycleTagStatus tagStatus = LifecycleTagStatus::Any;
  std::vector<std::string> tagPatterns;  // with *; prefixes are kept as "prefix*"
  bool byAge = false;                    // sinceImagePushed instead of imageCountMoreThan
  std::int32_t countNumber = 1;          // images, or days

  auto fields() const { return std::tie(priority, tagStatus, tagPatterns, byAge, countNumber); }
};

struct Repository {
  std::string repositoryName;
  bool tagsImmutable = false;
  bool scanOnPush = false;
  TimeMs createdAt = 0;
  std::vector<EcrImage> images;  // oldest first; deleted ones keep their slot
  std::string lifecyclePolicy;   // as it was given, "" for none
  std::vector<LifecycleRule> lifecycleRules;
  EventId lifecycleSetBy = kNoEvent;
  std::uint32_t lifecycleStamp = 0;  // timers with an older stamp are void
  std::uint32_t pushes = 0;          // makes each push a digest of its own
  bool deleted = false;
  EventId deletedBy = kNoEvent;

  auto fields() const {
    return std::tie(repositoryName, tagsImmutable, scanOnPush, createdAt, images, lifecyclePolicy,
                    lifecycleRules, lifecycleSetBy, lifecycleStamp, pushes, deleted, deletedBy);
  }
};

enum class RegistryTrouble : std::uint8_t { Down, Slow, RateLimited };

struct RegistryFault {
  RegistryTrouble trouble = RegistryTrouble::Down;
  std::string host;            // "docker.io", "public.ecr.aws", ...; "" for all
  std::int32_t percent = 100;  // Slow: of the usual pull time
  EventId because = kNoEvent;
  bool over = false;

  auto fields() const { return std::tie(trouble, host, percent, because, over); }
};

struct Registry {
  std::vector<Repository> repositories;
  bool enhancedScanning = false;  // of the whole registry, as AWS has it
  std::vector<Cve> cves;
  std::vector<RegistryFault> faults;

  auto fields() const { return std::tie(repositories, enhancedScanning, cves, faults); }
};

}  // namespace taskyard
