// Images: pushes, tags, scans. Source: Amazon ECR API Reference.

#include <algorithm>

#include "api/ecr_handlers.h"
#include "base/time.h"
#include "engine/registry_system.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr DurationMs kScanPause = kDay;  // Source: basic scanning: once per image in 24 hours

std::string identifierOf(const JsonValue& imageId) {
  return imageId.text("imageDigest").empty() ? imageId.text("imageTag")
                                             : imageId.text("imageDigest");
}

// The live image that imageId names, as a position. Errors: ImageNotFoundException.
Result<std::size_t> imageOf(const State& state, RepositoryIndex index, const JsonValue& imageId,
                            const std::string& path) {
  const Repository& repository = state.registry.repositories[index.value];
  const EcrImage* image = findEcrImage(repository, identifierOf(imageId));
  if (image != nullptr) return static_cast<std::size_t>(image - repository.images.data());
  const std::string& digest = imageId.text("imageDigest");
  return Error{"ImageNotFoundException",
               "The image with imageId {imageDigest:'" + (digest.empty() ? "null" : digest) +
                   "', imageTag:'" +
                   (imageId.text("imageTag").empty() ? "null" : imageId.text("imageTag")) +
                   "'} does not exist within the repository with name '" +
                   repository.repositoryName + "' in the registry with id '" + kAccountId + "'",
               path};
}

JsonValue severityCounts(const State& state, const EcrImage& image) {
  JsonValue counts = JsonValue::object();
  for (const std::uint32_t finding : image.findings) {
    const char* severity = nameOf(state.registry.cves[finding].severity);
    const JsonValue* known = counts.find(severity);
    counts.set(severity, known == nullptr ? std::int64_t{1} : known->integer() + 1);
  }
  return counts;
}

JsonValue imageJson(const State& state, const Repository& repository, const EcrImage& image) {
  JsonValue json = JsonValue::object();
  json.set("registryId", kAccountId);
  json.set("repositoryName", repository.repositoryName);
  json.set("imageDigest", image.digest);
  if (!image.tags.empty()) {
    JsonValue tags = JsonValue::array();
    for (const std::string& tag : image.tags) tags.push(tag);
    json.set("imageTags", std::move(tags));
  }
  json.set("imageSizeInBytes",
           static_cast<std::int64_t>(state.images[image.image.value].sizeMiB) * 1024 * 1024);
  json.set("imagePushedAt", isoTimestamp(image.pushedAt));
  if (image.scannedAt != kNever) {
    json.set("imageScanStatus", JsonValue::object({{"status", "COMPLETE"}}));
    json.set("imageScanFindingsSummary",
             JsonValue::object({{"imageScanCompletedAt", isoTimestamp(image.scannedAt)},
                                {"findingSeverityCounts", severityCounts(state, image)}}));
  }
  return json;
}

bool passesFilter(const ApiCall& call, const EcrImage& image) {
  const JsonValue* filter = call.input.find("filter");
  const std::string status = filter == nullptr ? "" : filter->text("tagStatus");
  if (status == "TAGGED") return !image.tags.empty();
  if (status == "UNTAGGED") return image.tags.empty();
  return true;
}

}  // namespace

JsonValue imageIdJson(const std::string& digest, const std::string& tag) {
  JsonValue json = JsonValue::object({{"imageDigest", digest}});
  if (!tag.empty()) json.set("imageTag", tag);
  return json;
}

namespace {

// Source: ECR API Reference, PutImage: up to 300 characters; Docker's rule for tags.
bool isTag(std::string_view tag) {
  constexpr std::size_t kLongest = 300;
  if (tag.size() > kLongest || tag.starts_with('.') || tag.starts_with('-')) return false;
  return std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  });
}

}  // namespace

Result<Done> checkPush(const State& state, RepositoryIndex index, const std::string& tag) {
  const Repository& repository = state.registry.repositories[index.value];
  if (!repository.tagsImmutable || tag.empty() || findEcrImage(repository, tag) == nullptr) {
    return Done{};
  }
  return Error{"ImageTagAlreadyExistsException",
               "The image tag '" + tag + "' already exists in the '" + repository.repositoryName +
                   "' repository and cannot be overwritten because the repository is immutable.",
               "/imageTag"};
}

Result<ApiAnswer> putImage(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const std::string& tag = call.text("imageTag");
  if (!isTag(tag)) {
    return Error{"InvalidParameterException",
                 "Invalid parameter at 'imageTag' failed to satisfy constraint: 'must satisfy "
                 "regular expression '[a-zA-Z0-9_][a-zA-Z0-9-._]*''",
                 "/imageTag"};
  }
  const Repository& repository = call.state.registry.repositories[index.value().value];
  const std::string& manifest = call.text("imageManifest");
  const auto known = std::find_if(
      repository.images.begin(), repository.images.end(),
      [&](const EcrImage& image) { return !image.deleted && image.manifest == manifest; });
  if (known != repository.images.end() &&
      (tag.empty() ||
       std::find(known->tags.begin(), known->tags.end(), tag) != known->tags.end())) {
    return Error{"ImageAlreadyExistsException",
                 "Image with digest '" + known->digest + "' and tag '" + tag +
                     "' already exists in the repository with name '" + repository.repositoryName +
                     "' in registry with id '" + kAccountId + "'",
                 "/imageTag"};
  }
  if (const Result<Done> allowed = checkPush(call.state, index.value(), tag); !allowed) {
    return allowed.error();
  }
  const EventId cause = call.begin(repository.repositoryName + ":" + tag);
  Simulation& sim = call.simulation();
  std::string digest;
  if (known != repository.images.end()) {
    digest = known->digest;
    tagImage(sim, index.value(), digest, tag);
  } else {
    pushImage(sim, index.value(), SimImage(), {tag, manifest, {}}, cause);
    digest = call.state.registry.repositories[index.value().value].images.back().digest;
  }
  ApiAnswer answer;
  answer.output.set("image", JsonValue::object({{"registryId", kAccountId},
                                                {"repositoryName", call.text("repositoryName")},
                                                {"imageId", imageIdJson(digest, tag)},
                                                {"imageManifest", manifest}}));
  answer.notModelled =
      call.notModelled({"registryId", "repositoryName", "imageManifest", "imageTag"});
  return answer;
}

Result<ApiAnswer> batchDeleteImage(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  JsonValue done = JsonValue::array();
  JsonValue failures = JsonValue::array();
  EventId cause = kNoEvent;
  for (const JsonValue& imageId : call.input.find("imageIds")->items()) {
    const auto position = imageOf(call.state, index.value(), imageId, "/imageIds");
    if (!position) {
      failures.push(JsonValue::object({{"imageId", imageId},
                                       {"failureCode", "ImageNotFound"},
                                       {"failureReason", "Requested image not found"}}));
      continue;
    }
    if (cause == kNoEvent) cause = call.begin(call.text("repositoryName"));
    const Repository& repository = call.state.registry.repositories[index.value().value];
    const std::string digest = repository.images[position.value()].digest;
    Simulation& sim = call.simulation();
    removeImage(sim, index.value(), identifierOf(imageId), cause);
    done.push(imageIdJson(digest, imageId.text("imageTag")));
  }
  ApiAnswer answer;
  answer.output.set("imageIds", std::move(done));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> describeImages(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const Repository& repository = call.state.registry.repositories[index.value().value];
  JsonValue details = JsonValue::array();
  if (const JsonValue* ids = call.input.find("imageIds"); ids != nullptr && !ids->items().empty()) {
    for (std::size_t i = 0; i < ids->items().size(); ++i) {
      const auto position =
          imageOf(call.state, index.value(), ids->items()[i], pointerTo("/imageIds", i));
      if (!position) return position.error();
      details.push(imageJson(call.state, repository, repository.images[position.value()]));
    }
  } else {
    for (const EcrImage& image : repository.images) {
      if (image.deleted || !passesFilter(call, image)) continue;
      details.push(imageJson(call.state, repository, image));
    }
  }
  ApiAnswer answer;
  answer.output.set("imageDetails", std::move(details));
  return answer;
}

Result<ApiAnswer> listImages(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  JsonValue ids = JsonValue::array();
  for (const EcrImage& image : call.state.registry.repositories[index.value().value].images) {
    if (image.deleted || !passesFilter(call, image)) continue;
    if (image.tags.empty()) ids.push(imageIdJson(image.digest, ""));
    for (const std::string& tag : image.tags) ids.push(imageIdJson(image.digest, tag));
  }
  ApiAnswer answer;
  answer.output.set("imageIds", std::move(ids));
  return answer;
}

Result<ApiAnswer> startImageScan(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const JsonValue& imageId = *call.input.find("imageId");
  const auto position = imageOf(call.state, index.value(), imageId, "/imageId");
  if (!position) return position.error();
  if (call.state.registry.enhancedScanning) {
    return Error{"ValidationException",
                 "This feature is disabled: with enhanced scanning, images are scanned by "
                 "themselves.",
                 "/imageId"};
  }
  const Repository& repository = call.state.registry.repositories[index.value().value];
  const EcrImage& image = repository.images[position.value()];
  if (image.scannedAt != kNever && call.state.now - image.scannedAt < kScanPause) {
    return Error{"LimitExceededException",
                 "The scan quota per image has been exceeded. Wait and try again.", "/imageId"};
  }
  const EventId cause = call.begin(repository.repositoryName + ":" + identifierOf(imageId));
  Simulation& sim = call.simulation();
  scanImage(sim, index.value(), position.value(), cause);
  ApiAnswer answer;
  answer.output.set("registryId", kAccountId);
  answer.output.set("repositoryName", call.text("repositoryName"));
  answer.output.set("imageId", imageIdJson(image.digest, imageId.text("imageTag")));
  answer.output.set("imageScanStatus", JsonValue::object({{"status", "IN_PROGRESS"}}));
  return answer;
}

Result<ApiAnswer> describeImageScanFindings(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const JsonValue& imageId = *call.input.find("imageId");
  const auto position = imageOf(call.state, index.value(), imageId, "/imageId");
  if (!position) return position.error();
  const EcrImage& image =
      call.state.registry.repositories[index.value().value].images[position.value()];
  if (image.scannedAt == kNever) {
    return Error{"ScanNotFoundException",
                 "Image scan does not exist for the image with '" + identifierOf(imageId) +
                     "' in the repository with name '" + call.text("repositoryName") +
                     "' in the registry with id '" + kAccountId + "'",
                 "/imageId"};
  }
  JsonValue findings = JsonValue::array();
  for (const std::uint32_t finding : image.findings) {
    const Cve& cve = call.state.registry.cves[finding];
    JsonValue attributes = JsonValue::array();
    if (!cve.package.empty()) {
      attributes.push(JsonValue::object({{"key", "package_name"}, {"value", cve.package}}));
    }
    findings.push(JsonValue::object({{"name", cve.name},
                                     {"severity", nameOf(cve.severity)},
                                     {"attributes", std::move(attributes)}}));
  }
  JsonValue body = JsonValue::object();
  body.set("findings", std::move(findings));
  body.set("imageScanCompletedAt", isoTimestamp(image.scannedAt));
  body.set("findingSeverityCounts", severityCounts(call.state, image));
  ApiAnswer answer;
  answer.output.set("repositoryName", call.text("repositoryName"));
  answer.output.set("imageId", imageIdJson(image.digest, imageId.text("imageTag")));
  answer.output.set("imageScanStatus", JsonValue::object({{"status", "COMPLETE"}}));
  answer.output.set("imageScanFindings", std::move(body));
  return answer;
}

Result<ImageIndex> pushByReference(const ApiCall& call, const SimImage& image) {
  const ImageReference parts = parseImageReference(call.text("image"));
  if (!parts.digest.empty()) {
    return Error{"SimInvalidRequest", "a push makes the digest: name a tag instead", "/image"};
  }
  const RepositoryIndex repository = findRepository(call.state, parts.repository);
  if (!repository.valid()) {
    return Error{"RepositoryNotFoundException",
                 "name unknown: The repository with name '" + parts.repository +
                     "' does not exist in the registry with id '" + kAccountId + "'",
                 "/image"};
  }
  if (Result<Done> allowed = checkPush(call.state, repository, parts.tag); !allowed) {
    Error error = allowed.error();
    error.path = "/image";
    return error;
  }
  if (!image.exists) {
    return Error{"SimInvalidRequest", "use ecr:BatchDeleteImage to take an image out of ECR",
                 "/exists"};
  }
  ImagePush push;
  push.tag = parts.tag;
  push.packages = call.strings("packages");
  const EcrImage* former =
      findEcrImage(call.state.registry.repositories[repository.value], parts.tag);
  if (former != nullptr && call.input.find("packages") == nullptr) push.packages = former->packages;
  const EventId cause = call.begin(call.text("image"));
  Simulation& sim = call.simulation();
  return pushImage(sim, repository, image, push, cause);
}

}  // namespace taskyard
