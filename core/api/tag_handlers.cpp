#include "api/tag_handlers.h"

#include <algorithm>

#include "api/service_configuration.h"
#include "api/task_definition_json.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

// Source: API Reference, TagResource.
constexpr std::size_t kMostTags = 50;
constexpr std::size_t kLongestKey = 128;
constexpr std::size_t kLongestValue = 256;

JsonValue tagJson(const std::string& key, const std::string& value) {
  return JsonValue::object({{"key", key}, {"value", value}});
}

const ResourceTags* findTags(const State& state, const std::string& arn) {
  for (const ResourceTags& resource : state.tags) {
    if (resource.arn == arn) return &resource;
  }
  return nullptr;
}

// The tags a revision was registered with stand in its record until they are changed.
std::vector<ResourceTag> knownTags(const State& state, const std::string& arn) {
  if (const ResourceTags* known = findTags(state, arn); known != nullptr) return known->tags;
  const TaskDefinitionIndex definition = findTaskDefinition(state, arn);
  if (!definition.valid()) return {};
  const JsonValue registered = taskDefinitionTags(state.taskDefinitions[definition.value]);
  return tagsOf(JsonValue::object({{"tags", registered}}));
}

bool exists(const State& state, const std::string& arn) {
  if (!arn.starts_with("arn:")) return false;
  if (findCluster(state, arn).valid() || findTaskDefinition(state, arn).valid()) return true;
  for (std::size_t i = 0; i < state.clusters.size(); ++i) {
    const ServiceIndex service = findService(state, ClusterIndex(i), arn);
    if (service.valid() && serviceArn(state, service) == arn) return true;
    const TaskIndex task = findTask(state, ClusterIndex(i), arn);
    if (task.valid() && taskArn(state, state.tasks[task.value]) == arn) return true;
  }
  return false;
}

std::optional<Error> resourceRefused(const ApiCall& call) {
  const std::string& arn = call.text("resourceArn");
  if (!arn.starts_with("arn:aws:ecs:")) {
    return invalidParameter("Invalid identifier: '" + arn + "' is no ARN of an ECS resource.",
                            "/resourceArn");
  }
  if (!exists(call.state, arn)) {
    return Error{"ResourceNotFoundException", "The specified resource wasn't found.",
                 "/resourceArn"};
  }
  return std::nullopt;
}

}  // namespace

std::vector<ResourceTag> tagsOf(const JsonValue& input) {
  std::vector<ResourceTag> tags;
  const JsonValue* given = input.find("tags");
  if (given == nullptr) return tags;
  for (const JsonValue& tag : given->items()) tags.push_back({tag.text("key"), tag.text("value")});
  return tags;
}

std::optional<Error> tagsRefused(const ApiCall& call) {
  const std::vector<ResourceTag> tags = tagsOf(call.input);
  if (tags.size() > kMostTags) {
    return invalidParameter("A resource has at most 50 tags.", "/tags");
  }
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::string path = pointerTo(pointerTo("/tags", i), "key");
    if (tags[i].key.empty()) return invalidParameter("A tag needs a key.", path);
    if (charactersOf(tags[i].key) > kLongestKey || charactersOf(tags[i].value) > kLongestValue) {
      return invalidParameter("A tag's key has at most 128 characters, its value at most 256.",
                              path);
    }
    if (tags[i].key.starts_with("aws:")) {
      return invalidParameter("Tag keys that begin with aws: are reserved for AWS.", path);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (tags[j].key == tags[i].key) {
        return invalidParameter("The tag key '" + tags[i].key + "' is given twice.", path);
      }
    }
  }
  return std::nullopt;
}

void putTags(State& state, const std::string& arn, std::vector<ResourceTag> tags) {
  for (ResourceTags& resource : state.tags) {
    if (resource.arn != arn) continue;
    resource.tags = std::move(tags);
    return;
  }
  state.tags.push_back({arn, std::move(tags)});
}

JsonValue tagsJson(const State& state, const std::string& arn) {
  JsonValue json = JsonValue::array();
  for (const ResourceTag& tag : knownTags(state, arn)) json.push(tagJson(tag.key, tag.value));
  return json;
}

JsonValue taskTagsJson(const State& state, const Task& task) {
  JsonValue json = tagsJson(state, taskArn(state, task));
  if (!task.service.valid()) return json;
  const Service& service = state.services[task.service.value];
  std::string from;
  if (service.propagateTags == PropagateTags::SERVICE) from = serviceArn(state, task.service);
  if (service.propagateTags == PropagateTags::TASK_DEFINITION) {
    from = taskDefinitionArn(state.taskDefinitions[task.taskDefinition.value]);
  }
  if (!from.empty()) {
    for (const ResourceTag& tag : knownTags(state, from)) json.push(tagJson(tag.key, tag.value));
  }
  if (service.enableECSManagedTags) {
    json.push(
        tagJson("aws:ecs:clusterName", state.clusters[clusterOf(state, task).value].clusterName));
    json.push(tagJson("aws:ecs:serviceName", service.serviceName));
  }
  return json;
}

Result<ApiAnswer> tagResource(const ApiCall& call) {
  if (auto refused = resourceRefused(call)) return *refused;
  if (auto refused = tagsRefused(call)) return *refused;
  const std::string& arn = call.text("resourceArn");
  std::vector<ResourceTag> together = knownTags(call.state, arn);
  for (const ResourceTag& tag : tagsOf(call.input)) {
    const auto same = std::find_if(together.begin(), together.end(),
                                   [&](const ResourceTag& known) { return known.key == tag.key; });
    if (same != together.end()) {
      same->value = tag.value;
    } else {
      together.push_back(tag);
    }
  }
  if (together.size() > kMostTags) {
    return invalidParameter("A resource has at most 50 tags.", "/tags");
  }
  (void)call.begin(arn);
  putTags(call.simulation().state(), arn, std::move(together));
  return ApiAnswer{};
}

Result<ApiAnswer> untagResource(const ApiCall& call) {
  if (auto refused = resourceRefused(call)) return *refused;
  const std::string& arn = call.text("resourceArn");
  const std::vector<std::string> keys = call.strings("tagKeys");
  std::vector<ResourceTag> left = knownTags(call.state, arn);
  std::erase_if(left, [&](const ResourceTag& tag) {
    return std::find(keys.begin(), keys.end(), tag.key) != keys.end();
  });
  (void)call.begin(arn);
  putTags(call.simulation().state(), arn, std::move(left));
  return ApiAnswer{};
}

Result<ApiAnswer> listTagsForResource(const ApiCall& call) {
  if (auto refused = resourceRefused(call)) return *refused;
  ApiAnswer answer;
  answer.output.set("tags", tagsJson(call.state, call.text("resourceArn")));
  return answer;
}

}  // namespace taskyard
