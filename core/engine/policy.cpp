#include "engine/policy.h"

#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "engine/service_principals.h"

namespace taskyard {

namespace {

Error malformed(std::string message) {
  return {"MalformedPolicyDocument", std::move(message), "/PolicyDocument"};
}

// A text or a list of texts; false for anything else and for an empty list.
bool readTexts(const JsonValue& value, std::vector<std::string>& texts) {
  if (value.isString()) {
    texts.push_back(value.string());
    return true;
  }
  if (!value.isArray()) return false;
  for (const JsonValue& item : value.items()) {
    if (!item.isString()) return false;
    texts.push_back(item.string());
  }
  return !texts.empty();
}

// The statements of a document, which may be one object or a list of them.
Result<std::vector<JsonValue>> statementsOf(std::string_view json) {
  const Result<JsonValue> parsed = parseJson(json, {.bytes = 64u << 10});
  if (!parsed) return malformed("Syntax errors in policy: " + parsed.error().message);
  if (!parsed.value().isObject()) return malformed("Syntax errors in policy.");
  const std::string& version = parsed.value().text("Version");
  if (parsed.value().find("Version") != nullptr && version != "2012-10-17" &&
      version != "2008-10-17") {
    return malformed("The policy is not in the valid JSON format: Version must be 2012-10-17.");
  }
  const JsonValue* statement = parsed.value().find("Statement");
  if (statement == nullptr) return malformed("Missing required field Statement");
  if (statement->isObject()) return std::vector<JsonValue>{*statement};
  if (!statement->isArray() || statement->items().empty()) {
    return malformed("Statement must be an object or a list of objects.");
  }
  return statement->items();
}

std::optional<Error> readEffect(const JsonValue& json, bool& allow) {
  if (!json.isObject()) return malformed("Syntax errors in policy: a statement is an object.");
  if (json.find("Effect") == nullptr) return malformed("Missing required field Effect");
  const std::string& effect = json.text("Effect");
  if (effect != "Allow" && effect != "Deny") return malformed("Invalid effect: " + effect);
  allow = effect == "Allow";
  return std::nullopt;
}

Result<PolicyStatement> readStatement(const JsonValue& json) {
  PolicyStatement statement;
  if (const auto error = readEffect(json, statement.allow)) return *error;
  statement.sid = json.text("Sid");
  for (const auto& [key, value] : json.members()) {
    if (key == "Effect" || key == "Sid") continue;
    if (key == "Principal" || key == "NotPrincipal") {
      return malformed("Policy document should not specify a principal.");
    }
    if (key == "Condition") {
      return Error{
          "SimNotModelled",
          "AWS takes Condition blocks; this simulation cannot judge them. Leave it out, or "
          "narrow Action and Resource instead.",
          "/PolicyDocument"};
    }
    const bool isAction = key == "Action" || key == "NotAction";
    if (!isAction && key != "Resource" && key != "NotResource") {
      return malformed("Syntax errors in policy: unknown element " + key + ".");
    }
    std::vector<std::string>& target = isAction ? statement.action : statement.resource;
    if (!target.empty()) return malformed("Statement has two of " + key + " and its opposite.");
    if (!readTexts(value, target)) return malformed(key + " must be a text or a list of texts.");
    (isAction ? statement.exceptActions : statement.exceptResources) = key.starts_with("Not");
  }
  if (statement.action.empty()) return malformed("Policy statement must contain actions.");
  if (statement.resource.empty()) return malformed("Policy statement must contain resources.");
  for (const std::string& action : statement.action) {
    if (action == "*" || action.find(':') != std::string::npos) continue;
    return malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  for (const std::string& resource : statement.resource) {
    if (resource == "*" || resource.starts_with("arn:")) continue;
    return malformed("Resource " + resource + " must be in ARN format or \"*\".");
  }
  return statement;
}

bool anyMatches(const std::vector<std::string>& patterns, std::string_view text, bool ignoreCase) {
  for (const std::string& pattern : patterns) {
    if (matchesPattern(pattern, text, ignoreCase)) return true;
  }
  return false;
}

}  // namespace

Result<PolicyDocument> readPolicy(std::string_view json) {
  const Result<std::vector<JsonValue>> statements = statementsOf(json);
  if (!statements) return statements.error();
  PolicyDocument document;
  document.json = json;
  for (const JsonValue& item : statements.value()) {
    Result<PolicyStatement> statement = readStatement(item);
    if (!statement) return statement.error();
    document.statements.push_back(std::move(statement.value()));
  }
  return document;
}

Result<std::vector<std::string>> readTrustPolicy(std::string_view json) {
  const auto wrong = [](std::string message) {
    return Error{"MalformedPolicyDocument", std::move(message), "/AssumeRolePolicyDocument"};
  };
  const Result<std::vector<JsonValue>> statements = statementsOf(json);
  if (!statements) return wrong(statements.error().message);
  std::vector<std::string> services;
  for (const JsonValue& item : statements.value()) {
    bool allow = true;
    if (const auto error = readEffect(item, allow)) return wrong(error->message);
    const JsonValue* principal = item.find("Principal");
    if (principal == nullptr) return wrong("Missing required field Principal");
    if (item.find("Resource") != nullptr) return wrong("Has prohibited field Resource");
    std::vector<std::string> actions;
    if (item.find("Action") == nullptr || !readTexts(*item.find("Action"), actions)) {
      return wrong("Missing required field Action");
    }
    for (const std::string& action : actions) {
      if (!action.starts_with("sts:")) {
        return wrong("AssumeRole policy may only specify STS AssumeRole actions.");
      }
    }
    const JsonValue* service = principal->find("Service");
    std::vector<std::string> named;
    if (service != nullptr && !readTexts(*service, named)) return wrong("Invalid principal");
    for (const std::string& name : named) {
      if (isServicePrincipal(name)) continue;
      return wrong("Invalid principal in policy: \"SERVICE\":\"" + name + "\"");
    }
    if (!allow || !anyMatches(actions, "sts:AssumeRole", true)) continue;
    services.insert(services.end(), named.begin(), named.end());
  }
  return services;
}

bool matchesPattern(std::string_view pattern, std::string_view text, bool ignoreCase) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resumeAt = 0;
  while (t < text.size()) {
    const bool same = p < pattern.size() && pattern[p] != '*' &&
                      (pattern[p] == '?' || pattern[p] == text[t] ||
                       (ignoreCase && lowerOf(pattern[p]) == lowerOf(text[t])));
    if (same) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resumeAt = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resumeAt;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool speaksOf(const PolicyStatement& statement, std::string_view action,
              std::string_view resource) {
  return anyMatches(statement.action, action, true) != statement.exceptActions &&
         anyMatches(statement.resource, resource, false) != statement.exceptResources;
}

PolicyAnswer answerOf(const std::vector<PolicyStatement>& statements, std::string_view action,
                      std::string_view resource) {
  PolicyAnswer answer = PolicyAnswer::Silent;
  for (const PolicyStatement& statement : statements) {
    if (!speaksOf(statement, action, resource)) continue;
    if (!statement.allow) return PolicyAnswer::Denies;
    answer = PolicyAnswer::Allows;
  }
  return answer;
}

}  // namespace taskyard
