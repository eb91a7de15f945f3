#pragma once
// The parts of an image reference: "host/repository:tag@digest".
// Source: the distribution project's reference grammar, as Docker applies it.

#include <string>
#include <string_view>

namespace taskyard {

struct ImageReference {
  std::string host;        // "docker.io" when none is written
  std::string repository;  // "library/nginx" for Docker Hub's "nginx"
  std::string tag;         // "latest" when neither tag nor digest is written
  std::string digest;      // "sha256:...", "" for none
};
ImageReference parseImageReference(std::string_view text);

// Without copying: "docker.io" for "nginx:1".
std::string_view registryHost(std::string_view image);

// A private ECR image of this account, in this Region.
bool isOwnEcr(std::string_view image);
// "123456789012.dkr.ecr.us-east-1.amazonaws.com".
std::string ownRegistryHost();

}  // namespace taskyard
