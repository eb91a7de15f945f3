// Repositories and the settings of the registry. Source: Amazon ECR API Reference.

#include <algorithm>

#include "api/ecr_handlers.h"
#include "base/time.h"
#include "engine/registry_system.h"
#include "model/network.h"

namespace taskyard {

namespace {

// Lower case, digits and single separators, in parts between slashes.
// Source: API Reference, CreateRepository.
bool isRepositoryName(const std::string& name) {
  if (name.size() < 2 || name.size() > 256) return false;
  bool separator = true;  // a name does not begin with one
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (separator || std::string_view("._-/").find(c) == std::string_view::npos)) {
      return false;
    }
    separator = !letter;
  }
  return !separator;
}

JsonValue repositoryJson(const Repository& repository) {
  JsonValue json = JsonValue::object();
  json.set("repositoryArn", repositoryArn(repository.repositoryName));
  json.set("registryId", kAccountId);
  json.set("repositoryName", repository.repositoryName);
  json.set("repositoryUri", ownRegistryHost() + "/" + repository.repositoryName);
  json.set("createdAt", isoTimestamp(repository.createdAt));
  json.set("imageTagMutability", repository.tagsImmutable ? "IMMUTABLE" : "MUTABLE");
  json.set("imageScanningConfiguration",
           JsonValue::object({{"scanOnPush", repository.scanOnPush}}));
  json.set("encryptionConfiguration", JsonValue::object({{"encryptionType", "AES256"}}));
  return json;
}

Result<bool> immutableOf(const ApiCall& call) {
  const std::string& mutability = call.text("imageTagMutability");
  if (!mutability.empty() && mutability != "MUTABLE" && mutability != "IMMUTABLE") {
    return invalidParameter(
        "Invalid parameter at 'imageTagMutability' failed to satisfy constraint: 'Member must "
        "satisfy enum value set: [MUTABLE, IMMUTABLE]'",
        "/imageTagMutability");
  }
  return mutability == "IMMUTABLE";
}

bool scanOnPushOf(const ApiCall& call) {
  const JsonValue* scanning = call.input.find("imageScanningConfiguration");
  const JsonValue* flag = scanning == nullptr ? nullptr : scanning->find("scanOnPush");
  return flag != nullptr && flag->isBoolean() && flag->boolean();
}

}  // namespace

Result<RepositoryIndex> repositoryOf(const ApiCall& call) {
  const std::string& name = call.text("repositoryName");
  const RepositoryIndex repository = findRepository(call.state, name);
  if (repository.valid()) return repository;
  return Error{"RepositoryNotFoundException",
               "The repository with name '" + name + "' does not exist in the registry with id '" +
                   kAccountId + "'",
               "/repositoryName"};
}

Result<ApiAnswer> createRepository(const ApiCall& call) {
  Repository repository;
  repository.repositoryName = call.text("repositoryName");
  if (!isRepositoryName(repository.repositoryName)) {
    return invalidParameter(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular "
        "expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''",
        "/repositoryName");
  }
  if (findRepository(call.state, repository.repositoryName).valid()) {
    return Error{"RepositoryAlreadyExistsException",
                 "The repository with name '" + repository.repositoryName +
                     "' already exists in the registry with id '" + kAccountId + "'",
                 "/repositoryName"};
  }
  const Result<bool> immutable = immutableOf(call);
  if (!immutable) return immutable.error();
  repository.tagsImmutable = immutable.value();
  repository.scanOnPush = scanOnPushOf(call);
  (void)call.begin(repository.repositoryName);
  Simulation& sim = call.simulation();
  createRepository(sim, std::move(repository));
  ApiAnswer answer;
  answer.output.set("repository", repositoryJson(call.state.registry.repositories.back()));
  answer.notModelled = call.notModelled(
      {"repositoryName", "imageTagMutability", "imageScanningConfiguration", "registryId"});
  return answer;
}

Result<ApiAnswer> deleteRepository(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const Repository& repository = call.state.registry.repositories[index.value().value];
  const bool empty = std::all_of(repository.images.begin(), repository.images.end(),
                                 [](const EcrImage& image) { return image.deleted; });
  if (!empty && !call.flag("force")) {
    return Error{"RepositoryNotEmptyException",
                 "The repository with name '" + repository.repositoryName +
                     "' in registry with id '" + kAccountId +
                     "' cannot be deleted because it still contains images",
                 "/repositoryName"};
  }
  const EventId cause = call.begin(repository.repositoryName);
  Simulation& sim = call.simulation();
  deleteRepository(sim, index.value(), cause);
  ApiAnswer answer;
  answer.output.set("repository", repositoryJson(repository));
  return answer;
}

Result<ApiAnswer> describeRepositories(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("repositoryNames");
  for (const std::string& name : names) {
    if (findRepository(call.state, name).valid()) continue;
    return Error{"RepositoryNotFoundException",
                 "The repository with name '" + name +
                     "' does not exist in the registry with id '" + kAccountId + "'",
                 "/repositoryNames"};
  }
  JsonValue list = JsonValue::array();
  for (const Repository& repository : call.state.registry.repositories) {
    if (repository.deleted) continue;
    if (!names.empty() &&
        std::find(names.begin(), names.end(), repository.repositoryName) == names.end()) {
      continue;
    }
    list.push(repositoryJson(repository));
  }
  ApiAnswer answer;
  answer.output.set("repositories", std::move(list));
  return answer;
}

Result<ApiAnswer> putImageTagMutability(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const Result<bool> immutable = immutableOf(call);
  if (!immutable) return immutable.error();
  (void)call.begin(call.text("repositoryName"));
  Simulation& sim = call.simulation();
  setTagMutability(sim, index.value(), immutable.value());
  ApiAnswer answer;
  answer.output.set("repositoryName", call.text("repositoryName"));
  answer.output.set("imageTagMutability", immutable.value() ? "IMMUTABLE" : "MUTABLE");
  return answer;
}

Result<ApiAnswer> putImageScanningConfiguration(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  (void)call.begin(call.text("repositoryName"));
  Simulation& sim = call.simulation();
  setScanOnPush(sim, index.value(), scanOnPushOf(call));
  ApiAnswer answer;
  answer.output.set("repositoryName", call.text("repositoryName"));
  answer.output.set("imageScanningConfiguration",
                    JsonValue::object({{"scanOnPush", scanOnPushOf(call)}}));
  return answer;
}

Result<ApiAnswer> putRegistryScanningConfiguration(const ApiCall& call) {
  const std::string& type = call.text("scanType");
  if (type != "BASIC" && type != "ENHANCED") {
    return invalidParameter("scanType is one of BASIC, ENHANCED", "/scanType");
  }
  const EventId cause = call.begin(type);
  Simulation& sim = call.simulation();
  setEnhancedScanning(sim, type == "ENHANCED", cause);
  ApiAnswer answer;
  answer.output.set("registryScanningConfiguration",
                    JsonValue::object({{"scanType", type}, {"rules", JsonValue::array()}}));
  answer.notModelled = call.notModelled({"scanType"});
  return answer;
}

Result<ApiAnswer> getAuthorizationToken(const ApiCall& call) {
  constexpr DurationMs kTokenLifetime = 12 * kHour;
  ApiAnswer answer;
  answer.output.set("authorizationData",
                    JsonValue::array({JsonValue::object(
                        {{"authorizationToken", "QVdTOnNpbXVsYXRlZA=="},  // "AWS:simulated"
                         {"expiresAt", isoTimestamp(call.state.now + kTokenLifetime)},
                         {"proxyEndpoint", "https://" + ownRegistryHost()}})}));
  return answer;
}

}  // namespace taskyard
