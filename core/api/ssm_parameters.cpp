// Parameter Store. Source: Systems Manager API Reference (2014-11-06).

#include <algorithm>

#include "api/secrets_handlers.h"
#include "base/text.h"
#include "base/time.h"
#include "engine/secret_system.h"
#include "engine/secret_values.h"

namespace taskyard {

namespace {

constexpr SecretStore kStore = SecretStore::ParameterStore;
constexpr std::size_t kLongestStandard = 4096;  // bytes. Source: Parameter Store quotas

JsonValue parameterJson(const Secret& parameter, bool decrypt) {
  const SecretVersion& version = parameter.versions.back();
  const bool hidden = parameter.type == "SecureString" && !decrypt;
  JsonValue json = JsonValue::object();
  json.set("Name", parameter.name);
  json.set("Type", parameter.type);
  json.set("Value", hidden ? "(encrypted)" : version.value);
  json.set("Version", static_cast<std::int64_t>(parameter.versions.size()));
  json.set("LastModifiedDate", isoTimestamp(version.currentFrom));
  json.set("ARN", parameter.arn);
  json.set("DataType", "text");
  return json;
}

// Names that belong to AWS: "aws", "/ssm/x", "Aws-key".
bool isReserved(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  std::string start(name.substr(0, 3));
  std::transform(start.begin(), start.end(), start.begin(), lowerOf);
  return start == "aws" || start == "ssm";
}

Error notFound(const std::string& path) {
  // Parameter Store gives no words with this code.
  return {"ParameterNotFound", "There is no parameter with this name.", path};
}

}  // namespace

Result<ApiAnswer> putParameter(const ApiCall& call) {
  const std::string& name = call.text("Name");
  const std::string& value = call.text("Value");
  const std::string type = call.text("Type").empty() ? "String" : call.text("Type");
  if (type != "String" && type != "StringList" && type != "SecureString") {
    return Error{"ValidationException", "Type is one of String, StringList, SecureString.",
                 "/Type"};
  }
  if (name.empty() || name.starts_with("arn:")) {
    return Error{"ValidationException", "Parameter name must be a fully qualified name.", "/Name"};
  }
  if (value.empty() || value.size() > kLongestStandard) {
    return Error{"ValidationException",
                 "Standard tier parameters support a maximum parameter value of 4096 characters.",
                 "/Value"};
  }
  if (isReserved(name)) {
    // As emulators of Parameter Store answer.
    return Error{"ValidationException",
                 "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).",
                 "/Name"};
  }
  const Secret* known = findSecret(call.state, kStore, name);
  if (known == nullptr && call.text("Type").empty()) {
    return Error{"ValidationException", "A parameter type is required when you create a parameter.",
                 "/Type"};
  }
  if (known != nullptr && !call.flag("Overwrite")) {
    return Error{"ParameterAlreadyExists",
                 "The parameter already exists. To overwrite this value, set the overwrite option "
                 "in the request to true.",
                 "/Name"};
  }
  (void)call.begin(name);
  Simulation& sim = call.simulation();
  std::size_t position = 0;
  if (known != nullptr) {
    position = static_cast<std::size_t>(known - call.state.secrets.secrets.data());
    putSecretValue(sim, position, value);
  } else {
    Secret parameter;
    parameter.store = kStore;
    parameter.name = name;
    parameter.description = call.text("Description");
    parameter.type = type;
    if (type == "SecureString") parameter.kmsKeyId = call.text("KeyId");
    position = createSecret(sim, std::move(parameter), value);
  }
  ApiAnswer answer;
  answer.output.set(
      "Version", static_cast<std::int64_t>(call.state.secrets.secrets[position].versions.size()));
  answer.output.set("Tier", "Standard");
  answer.notModelled =
      call.notModelled({"Name", "Value", "Type", "Overwrite", "Description", "KeyId"});
  return answer;
}

Result<ApiAnswer> getParameter(const ApiCall& call) {
  const Secret* parameter = findSecret(call.state, kStore, call.text("Name"));
  if (parameter == nullptr) return notFound("/Name");
  ApiAnswer answer;
  answer.output.set("Parameter", parameterJson(*parameter, call.flag("WithDecryption")));
  return answer;
}

Result<ApiAnswer> getParameters(const ApiCall& call) {
  JsonValue found = JsonValue::array();
  JsonValue invalid = JsonValue::array();
  for (const std::string& name : call.strings("Names")) {
    const Secret* parameter = findSecret(call.state, kStore, name);
    if (parameter == nullptr) {
      invalid.push(name);
    } else {
      found.push(parameterJson(*parameter, call.flag("WithDecryption")));
    }
  }
  ApiAnswer answer;
  answer.output.set("Parameters", std::move(found));
  answer.output.set("InvalidParameters", std::move(invalid));
  return answer;
}

Result<ApiAnswer> deleteParameter(const ApiCall& call) {
  const Secret* parameter = findSecret(call.state, kStore, call.text("Name"));
  if (parameter == nullptr) return notFound("/Name");
  const auto position = static_cast<std::size_t>(parameter - call.state.secrets.secrets.data());
  const EventId cause = call.begin(call.text("Name"));
  Simulation& sim = call.simulation();
  deleteSecret(sim, position, true, cause);
  return ApiAnswer{};
}

}  // namespace taskyard
