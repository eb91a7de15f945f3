#include "engine/image_reference.h"

#include "model/network.h"

namespace taskyard {

std::string_view registryHost(std::string_view image) {
  const std::size_t slash = image.find('/');
  if (slash == std::string_view::npos) return "docker.io";
  const std::string_view first = image.substr(0, slash);
  const bool isHost = first.find('.') != std::string_view::npos ||
                      first.find(':') != std::string_view::npos || first == "localhost";
  return isHost ? first : "docker.io";
}

ImageReference parseImageReference(std::string_view text) {
  ImageReference parts;
  parts.host = registryHost(text);
  if (text.starts_with(parts.host)) text.remove_prefix(parts.host.size() + 1);
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    parts.digest = text.substr(at + 1);
    text = text.substr(0, at);
  }
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find('/', colon) == std::string_view::npos) {
    parts.tag = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  if (parts.tag.empty() && parts.digest.empty()) parts.tag = "latest";
  parts.repository = text;
  if (parts.host == "docker.io" && text.find('/') == std::string_view::npos) {
    parts.repository = "library/" + std::string(text);
  }
  return parts;
}

std::string ownRegistryHost() {
  return std::string(kAccountId) + ".dkr.ecr." + kRegion + ".amazonaws.com";
}

bool isOwnEcr(std::string_view image) {
  static const std::string kPrefix = ownRegistryHost() + "/";
  return image.starts_with(kPrefix);
}

}  // namespace taskyard
