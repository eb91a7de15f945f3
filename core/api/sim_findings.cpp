// SimListFindings: what the advisor says of the design, with the requests that cure it.

#include "api/advice_handlers.h"
#include "api/aws_cli.h"
#include "api/shapes_parts.h"
#include "api/task_definition_json.h"
#include "base/text.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

bool isEmptyList(const JsonValue& value) { return value.isArray() && value.items().empty(); }

// Without the lists that ECS prints empty.
JsonValue withoutEmptyLists(const JsonValue& object) {
  JsonValue result = JsonValue::object();
  for (const auto& [member, value] : object.members()) {
    if (!isEmptyList(value)) result.set(member, value);
  }
  return result;
}

void change(JsonValue& object, const JsonValue& changes) {
  for (const auto& [member, value] : changes.members()) object.set(member, value);
}

// Changes containers where their names agree.
void changeContainers(JsonValue& containers, const JsonValue& changes) {
  for (const JsonValue& one : changes.items()) {
    for (JsonValue& container : containers.items()) {
      if (container.text("name") == one.text("name")) change(container, one);
    }
  }
}

// The revision as an input of RegisterTaskDefinition.
JsonValue registrationOf(const TaskDefinition& definition) {
  JsonValue input = JsonValue::object();
  const JsonValue printed = taskDefinitionJson(definition, taskDefinitionArn(definition));
  for (const auto& [member, value] : printed.members()) {
    if (shapes::kRegisterTaskDefinitionInput.find(member) == nullptr || isEmptyList(value)) {
      continue;
    }
    if (member != "containerDefinitions") {
      input.set(member, value);
      continue;
    }
    JsonValue containers = JsonValue::array();
    for (const JsonValue& container : value.items()) {
      containers.push(withoutEmptyLists(container));
    }
    input.set(member, std::move(containers));
  }
  return input;
}

JsonValue stepJson(const Request& request) {
  return JsonValue::object({{"service", request.service},
                            {"operation", request.operation},
                            {"input", request.input},
                            {"command", toCommandLine(request)}});
}

JsonValue findingJson(const State& state, const Finding& finding) {
  const AdviceRuleFacts& facts = factsOf(finding.rule);
  JsonValue json = JsonValue::object();
  json.set("rule", facts.id);
  json.set("title", facts.title);
  json.set("resource", finding.resource);
  json.set("name", finding.name);
  json.set("seen", finding.seen);
  json.set("trap", facts.trap.empty() ? JsonValue() : JsonValue(facts.trap));
  json.set("pillar", nameOf(facts.pillar));
  json.set("basis", nameOf(facts.basis));
  json.set("source", facts.source);
  json.set("date", facts.date);
  JsonValue steps = JsonValue::array();
  for (const CureStep& step : finding.steps) {
    steps.push(stepJson(requestOf(state, finding, step)));
  }
  json.set("cure", JsonValue::object({{"text", finding.cure}, {"steps", std::move(steps)}}));
  return json;
}

Result<Done> checkFilters(const ApiCall& call) {
  std::vector<std::string> rules;
  std::vector<std::string> traps;
  for (const AdviceRuleFacts& facts : adviceRules()) {
    rules.emplace_back(facts.id);
    if (!facts.trap.empty()) traps.emplace_back(facts.trap);
  }
  const auto refuse = [&](const char* member, std::vector<std::string> known) -> Result<Done> {
    const std::string& given = call.text(member);
    for (const std::string& one : known) {
      if (given.empty() || one == given) return Done{};
    }
    const std::string close = closestWord(given, known);
    return Error{
        "SimInvalidRequest",
        "there is no " + std::string(member) + " \"" + given + "\" here" +
            (close.empty() ? "; there are " + joinWords(known) : "; did you mean " + close + "?"),
        "/" + std::string(member)};
  };
  if (Result<Done> rule = refuse("rule", rules); !rule) return rule;
  return refuse("trap", traps);
}

}  // namespace

Request requestOf(const State& state, const Finding& finding, const CureStep& step) {
  Request request{step.service, step.operation, step.input};
  if (step.operation != "RegisterTaskDefinition" || !finding.definition.valid()) return request;
  request.input = registrationOf(state.taskDefinitions[finding.definition.value]);
  for (const auto& [member, value] : step.input.members()) {
    if (member == "containerDefinitions") {
      JsonValue containers = *request.input.find(member);
      changeContainers(containers, value);
      request.input.set(member, std::move(containers));
    } else {
      request.input.set(member, value);
    }
  }
  return request;
}

Result<ApiAnswer> simListFindings(const ApiCall& call) {
  if (const Result<Done> checked = checkFilters(call); !checked) return checked.error();
  const std::string& rule = call.text("rule");
  const std::string& trap = call.text("trap");
  const std::string& resource = call.text("resource");
  JsonValue findings = JsonValue::array();
  for (const Finding& finding : adviseOn(call.state)) {
    const AdviceRuleFacts& facts = factsOf(finding.rule);
    if (!rule.empty() && facts.id != rule) continue;
    if (!trap.empty() && facts.trap != trap) continue;
    if (!resource.empty() && finding.resource != resource && finding.name != resource) continue;
    findings.push(findingJson(call.state, finding));
  }
  ApiAnswer answer;
  answer.output.set("findings", std::move(findings));
  answer.output.set("rulesChecked", static_cast<std::int64_t>(adviceRules().size()));
  return answer;
}

}  // namespace taskyard
