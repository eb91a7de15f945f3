#pragma once
// What ECR would answer: which image a reference stands for, what is wrong with a registry, who
// runs an image with known weaknesses.

#include <string>
#include <string_view>
#include <vector>

#include "engine/image_reference.h"
#include "model/state.h"

namespace taskyard {

RepositoryIndex findRepository(const State& state, std::string_view repositoryName);
// "arn:aws:ecr:us-east-1:123456789012:repository/web"
std::string repositoryArn(std::string_view repositoryName);
// For the permission to pull: of the repository that the reference names, in any account.
std::string repositoryArnOf(std::string_view privateEcrImage);

// The image under a digest or a tag, nullptr when there is none (any more).
const EcrImage* findEcrImage(const Repository& repository, std::string_view tagOrDigest);
// The image that a reference of the account's own ECR stands for now; not valid when none does.
ImageIndex resolveOwnImage(const State& state, std::string_view reference);
// The request, rule or fault that made the reference lead nowhere; kNoEvent when it never led
// anywhere.
EventId ownImageLostBy(const State& state, std::string_view reference);

// The newest fault of that kind which meets the image's registry and is not over; nullptr when none
// does.
const RegistryFault* registryFault(const State& state, RegistryTrouble trouble,
                                   std::string_view image);

// Whether the weakness is in the image: pushed before it became known, with the package, or of the
// repository it was told for. An image built later has the mended package.
bool isAffected(const Cve& cve, const Repository& repository, const EcrImage& image);
// Packages of a programming language ("npm:lodash"); basic scanning does not look at those.
bool isLanguagePackage(const Cve& cve);

struct VulnerableTask {
  TaskIndex task;
  std::uint8_t container = 0;
  CveSeverity worst = CveSeverity::INFORMATIONAL;
  std::int32_t findings = 0;
};
// Live tasks whose images have scan findings. What no scan has found is not known.
std::vector<VulnerableTask> vulnerableTasks(const State& state);

const char* nameOf(CveSeverity severity);

}  // namespace taskyard
