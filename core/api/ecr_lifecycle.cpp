// Lifecycle policies. Source: ECR User Guide, "Lifecycle policy parameters".

#include "api/ecr_handlers.h"
#include "engine/registry_system.h"
#include "model/network.h"

namespace taskyard {

namespace {

Error badPolicy(const std::string& why) {
  return invalidParameter(
      "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy "
      "validation failure: " +
          why + "'",
      "/lifecyclePolicyText");
}

Result<LifecycleRule> readRule(const JsonValue& json) {
  const JsonValue* priority = json.find("rulePriority");
  const JsonValue* selection = json.find("selection");
  const JsonValue* action = json.find("action");
  if (priority == nullptr || !priority->isInteger() || priority->integer() < 1) {
    return badPolicy("rulePriority must be a whole number from 1");
  }
  if (selection == nullptr || !selection->isObject()) return badPolicy("selection is missing");
  if (action == nullptr || action->text("type") != "expire") {
    return badPolicy("action.type must be expire");
  }
  LifecycleRule rule;
  rule.priority = static_cast<std::int32_t>(priority->integer());
  const std::string& status = selection->text("tagStatus");
  if (status == "tagged") {
    rule.tagStatus = LifecycleTagStatus::Tagged;
  } else if (status == "untagged") {
    rule.tagStatus = LifecycleTagStatus::Untagged;
  } else if (status != "any") {
    return badPolicy("selection.tagStatus must be one of tagged, untagged, any");
  }
  for (const char* member : {"tagPrefixList", "tagPatternList"}) {
    const JsonValue* list = selection->find(member);
    if (list == nullptr || !list->isArray()) continue;
    for (const JsonValue& item : list->items()) {
      if (!item.isString()) return badPolicy(std::string(member) + " must hold texts");
      const bool prefix = std::string_view(member) == "tagPrefixList";
      rule.tagPatterns.push_back(item.string() + (prefix ? "*" : ""));
    }
  }
  if ((rule.tagStatus == LifecycleTagStatus::Tagged) == rule.tagPatterns.empty()) {
    return badPolicy("tagPrefixList or tagPatternList goes with tagStatus tagged");
  }
  const std::string& countType = selection->text("countType");
  rule.byAge = countType == "sinceImagePushed";
  if (!rule.byAge && countType != "imageCountMoreThan") {
    return badPolicy("selection.countType must be imageCountMoreThan or sinceImagePushed");
  }
  if (rule.byAge != (selection->text("countUnit") == "days")) {
    return badPolicy("countUnit is days with sinceImagePushed, and absent otherwise");
  }
  const JsonValue* number = selection->find("countNumber");
  if (number == nullptr || !number->isInteger() || number->integer() < 1 ||
      number->integer() > 1'000'000) {
    return badPolicy("selection.countNumber must be a whole number from 1");
  }
  rule.countNumber = static_cast<std::int32_t>(number->integer());
  return rule;
}

Result<std::vector<LifecycleRule>> readRules(const std::string& text) {
  const Result<JsonValue> parsed = parseJson(text);
  if (!parsed) return badPolicy(parsed.error().message);
  const JsonValue* list = parsed.value().find("rules");
  if (list == nullptr || !list->isArray() || list->items().empty()) {
    return badPolicy("rules is missing");
  }
  std::vector<LifecycleRule> rules;
  for (const JsonValue& item : list->items()) {
    Result<LifecycleRule> rule = readRule(item);
    if (!rule) return rule.error();
    for (const LifecycleRule& known : rules) {
      if (known.priority == rule.value().priority) return badPolicy("two rules have one priority");
    }
    rules.push_back(std::move(rule.value()));
  }
  // Source: ECR User Guide, "Lifecycle policy parameters", tagStatus.
  for (const LifecycleRule& rule : rules) {
    if (rule.tagStatus != LifecycleTagStatus::Any) continue;
    for (const LifecycleRule& other : rules) {
      if (other.priority > rule.priority) {
        return badPolicy("a rule with tagStatus any must have the highest rulePriority");
      }
    }
  }
  return rules;
}

ApiAnswer policyAnswer(const ApiCall& call, const std::string& text) {
  ApiAnswer answer;
  answer.output.set("registryId", kAccountId);
  answer.output.set("repositoryName", call.text("repositoryName"));
  answer.output.set("lifecyclePolicyText", text);
  return answer;
}

}  // namespace

Result<ApiAnswer> putLifecyclePolicy(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const std::string& text = call.text("lifecyclePolicyText");
  Result<std::vector<LifecycleRule>> rules = readRules(text);
  if (!rules) return rules.error();
  const EventId cause = call.begin(call.text("repositoryName"));
  Simulation& sim = call.simulation();
  setLifecyclePolicy(sim, index.value(), text, std::move(rules.value()), cause);
  return policyAnswer(call, text);
}

Result<ApiAnswer> deleteLifecyclePolicy(const ApiCall& call) {
  const Result<RepositoryIndex> index = repositoryOf(call);
  if (!index) return index.error();
  const std::string text = call.state.registry.repositories[index.value().value].lifecyclePolicy;
  if (text.empty()) {
    return Error{"LifecyclePolicyNotFoundException",
                 "Lifecycle policy does not exist for the repository with name '" +
                     call.text("repositoryName") + "' in the registry with id '" + kAccountId + "'",
                 "/repositoryName"};
  }
  const EventId cause = call.begin(call.text("repositoryName"));
  Simulation& sim = call.simulation();
  setLifecyclePolicy(sim, index.value(), "", {}, cause);
  return policyAnswer(call, text);
}

}  // namespace taskyard
