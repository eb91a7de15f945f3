#pragma once
// What changes ECR's records. Each REQUIRES what the api has checked.
// Basic scanning looks at packages of the operating system, on push or when asked, at most once in
// 24 hours; enhanced scanning looks at all packages, on push and again whenever a weakness becomes
// known. Model choice: a scan takes no time.
// Source: ECR User Guide, "Scan images for OS vulnerabilities" and "... programming language
// package vulnerabilities" (copy of 2026).

#include <string>
#include <vector>

#include "engine/registry.h"
#include "engine/simulation.h"

namespace taskyard {

void createRepository(Simulation& sim, Repository repository);
// Its images go with it.
void deleteRepository(Simulation& sim, RepositoryIndex repository, EventId cause);

struct ImagePush {
  std::string tag;  // "" for an untagged image
  std::string manifest;
  std::vector<std::string> packages;
};
// A push makes a new digest; the tag moves to it, away from where it was. `behaviour` is what the
// image does when it runs; its reference is set here.
ImageIndex pushImage(Simulation& sim, RepositoryIndex repository, SimImage behaviour,
                     const ImagePush& push, EventId cause);
// Another tag on an image that is there.
void tagImage(Simulation& sim, RepositoryIndex repository, const std::string& digest,
              const std::string& tag);
// Takes a tag away, and the image with its last tag; or the image with all its tags when the text
// is a digest. True when something was there.
bool removeImage(Simulation& sim, RepositoryIndex repository, const std::string& tagOrDigest,
                 EventId cause);

void setTagMutability(Simulation& sim, RepositoryIndex repository, bool immutable);
void setScanOnPush(Simulation& sim, RepositoryIndex repository, bool scanOnPush);
void setEnhancedScanning(Simulation& sim, bool enhanced, EventId cause);
// position: of the image in Repository::images.
void scanImage(Simulation& sim, RepositoryIndex repository, std::size_t position, EventId cause);
void publishCve(Simulation& sim, Cve cve);

// json: "" takes the policy away. Source: rules are applied within 24 hours; Model choice: once a
// day from when the policy is set.
void setLifecyclePolicy(Simulation& sim, RepositoryIndex repository, const std::string& json,
                        std::vector<LifecycleRule> rules, EventId cause);
void applyLifecyclePolicy(Simulation& sim, RepositoryIndex repository, std::uint32_t stamp);

// durationMs 0: until it is cleared.
void beginRegistryFault(Simulation& sim, RegistryFault fault, DurationMs durationMs);
// host "": of all registries.
void endRegistryFaults(Simulation& sim, RegistryTrouble trouble, const std::string& host);

}  // namespace taskyard
