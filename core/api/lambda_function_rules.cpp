#include "api/lambda_function_rules.h"

#include <algorithm>

#include "api/constraint_error.h"
#include "engine/permissions.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::int64_t kTimeoutMost = 900;
constexpr std::int64_t kMemoryLeast = 128;
constexpr std::int64_t kMemoryMost = 10'240;
// Source: Lambda Developer Guide, "Lambda quotas".
constexpr std::size_t kEnvironmentBytesMost = 4096;
constexpr std::string_view kLambdaPrincipal = "lambda.amazonaws.com";

// Runtimes that have been, each with the one to take today.
// Model choice: those deprecated before 2025. AWS has put off the day from which the ones
// deprecated later cannot be chosen for a new function more than once.
struct FormerRuntime {
  std::string_view runtime;
  std::string_view instead;
};
constexpr FormerRuntime kFormerRuntimes[] = {
    {"nodejs", "nodejs22.x"},         {"nodejs4.3", "nodejs22.x"},
    {"nodejs4.3-edge", "nodejs22.x"}, {"nodejs6.10", "nodejs22.x"},
    {"nodejs8.10", "nodejs22.x"},     {"nodejs10.x", "nodejs22.x"},
    {"nodejs12.x", "nodejs22.x"},     {"nodejs14.x", "nodejs22.x"},
    {"nodejs16.x", "nodejs22.x"},     {"python2.7", "python3.13"},
    {"python3.6", "python3.13"},      {"python3.7", "python3.13"},
    {"python3.8", "python3.13"},      {"java8", "java21"},
    {"go1.x", "provided.al2023"},     {"dotnetcore1.0", "dotnet8"},
    {"dotnetcore2.0", "dotnet8"},     {"dotnetcore2.1", "dotnet8"},
    {"dotnetcore3.1", "dotnet8"},     {"dotnet6", "dotnet8"},
    {"ruby2.5", "ruby3.4"},           {"ruby2.7", "ruby3.4"},
    {"provided", "provided.al2023"},
};

Error invalidValue(std::string message, std::string path) {
  return {"InvalidParameterValueException", std::move(message), std::move(path)};
}

std::optional<Error> outsideRefused(const ApiCall& call, const char* member, const char* shown,
                                    std::int64_t least, std::int64_t most) {
  const auto value = call.integer(member);
  if (!value || (*value >= least && *value <= most)) return std::nullopt;
  return constraintError("ValidationException", std::to_string(*value), shown,
                         rangeRule(*value, least, most), std::string("/") + member);
}

std::optional<Error> roleTextRefused(const ApiCall& call) {
  const std::string& role = call.text("Role");
  constexpr std::string_view kHead = "arn:aws:iam::";
  constexpr std::size_t kAccountDigits = 12;
  constexpr std::string_view kMiddle = ":role/";
  const std::size_t middle = kHead.size() + kAccountDigits;
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  const auto inName = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) ||
           std::string_view("_+=,.@-/").find(c) != std::string_view::npos;
  };
  if (role.starts_with(kHead) && role.size() > middle + kMiddle.size() &&
      std::all_of(role.begin() + kHead.size(), role.begin() + middle, isDigit) &&
      role.compare(middle, kMiddle.size(), kMiddle) == 0 &&
      std::all_of(role.begin() + middle + kMiddle.size(), role.end(), inName)) {
    return std::nullopt;
  }
  return constraintError(
      "ValidationException", role, "role",
      patternRule(R"(arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+)"), "/Role");
}

std::optional<Error> runtimeRefused(const ApiCall& call) {
  const std::string& runtime = call.text("Runtime");
  if (runtime.empty()) return std::nullopt;
  for (const FormerRuntime& former : kFormerRuntimes) {
    if (former.runtime != runtime) continue;
    return invalidValue("The runtime parameter of " + runtime +
                            " is no longer supported for creating or updating AWS Lambda "
                            "functions. We recommend you use the new runtime (" +
                            std::string(former.instead) + ") while creating or updating functions.",
                        "/Runtime");
  }
  const std::span<const std::string_view> known = enumValuesOf(call, "Runtime");
  if (std::find(known.begin(), known.end(), runtime) != known.end()) return std::nullopt;
  return invalidValue("Value " + shownText(runtime) +
                          " at 'runtime' failed to satisfy constraint: " + enumRule(known) +
                          " or be a valid ARN",
                      "/Runtime");
}

// Timeout and MemorySize, where given, and the environment's size.
std::optional<Error> settingsRefused(const ApiCall& call) {
  if (auto refused = outsideRefused(call, "Timeout", "timeout", 1, kTimeoutMost)) return refused;
  if (auto refused = outsideRefused(call, "MemorySize", "memorySize", kMemoryLeast, kMemoryMost)) {
    return refused;
  }
  if (auto refused = runtimeRefused(call)) return refused;
  const JsonValue* environment = call.input.find("Environment");
  const JsonValue* variables = environment == nullptr ? nullptr : environment->find("Variables");
  if (variables == nullptr || dumpJson(*variables).size() <= kEnvironmentBytesMost) {
    return std::nullopt;
  }
  return invalidValue(
      "Lambda was unable to configure your environment variables because the environment "
      "variables you have provided exceeded the 4KB limit.",
      "/Environment/Variables");
}

std::optional<Error> imageWithRuntimeRefused(const ApiCall& call) {
  if (call.text("Runtime").empty() && call.text("Handler").empty()) return std::nullopt;
  return invalidValue(
      "Runtime and Handler are not supported for functions created with container images.",
      "/Runtime");
}

std::optional<Error> packageRefused(const ApiCall& call) {
  const std::string& package = call.text("PackageType");
  if (!package.empty() && package != "Zip" && package != "Image") {
    return invalidValue("PackageType is Zip or Image.", "/PackageType");
  }
  if (package == "Image") {
    if (auto refused = imageWithRuntimeRefused(call)) return refused;
    if (!call.input.find("Code")->text("ImageUri").empty()) return std::nullopt;
    return invalidValue("Please provide ImageUri when updating a function with packageType Image.",
                        "/Code/ImageUri");
  }
  if (!call.text("Runtime").empty() && !call.text("Handler").empty()) return std::nullopt;
  return invalidValue(
      "Runtime and Handler are mandatory parameters for functions created with deployment "
      "packages.",
      call.text("Runtime").empty() ? "/Runtime" : "/Handler");
}

// Source: Lambda API Reference, CreateFunction; Model choice: the pattern is shown without the ARN.
std::optional<Error> namesRefused(const ApiCall& call) {
  constexpr std::size_t kLongestName = 64;
  const std::string& name = call.text("FunctionName");
  if (!isEcsName(name) || name.size() > kLongestName) {
    return constraintError("ValidationException", name, "functionName",
                           patternRule("[a-zA-Z0-9-_]{1,64}"), "/FunctionName");
  }
  for (const std::string& architecture : call.strings("Architectures")) {
    if (architecture == "x86_64" || architecture == "arm64") continue;
    return constraintError(
        "ValidationException", "[" + architecture + "]", "architectures",
        "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64]]",
        "/Architectures");
  }
  return roleTextRefused(call);
}

// The role exists and lets Lambda take it.
std::optional<Error> roleRefused(const ApiCall& call) {
  if (canAssume(call.state, call.text("Role"), kLambdaPrincipal)) return std::nullopt;
  return invalidValue("The role defined for the function cannot be assumed by Lambda.", "/Role");
}

}  // namespace

std::optional<Error> newFunctionRefused(const ApiCall& call) {
  if (auto refused = namesRefused(call)) return refused;
  if (auto refused = settingsRefused(call)) return refused;
  if (auto refused = packageRefused(call)) return refused;
  return roleRefused(call);
}

std::optional<Error> functionChangeRefused(const ApiCall& call, PackageType package) {
  const bool newRole = !call.text("Role").empty();
  if (newRole) {
    if (auto refused = roleTextRefused(call)) return refused;
  }
  if (auto refused = settingsRefused(call)) return refused;
  if (package == PackageType::Image) {
    if (auto refused = imageWithRuntimeRefused(call)) return refused;
  }
  return newRole ? roleRefused(call) : std::nullopt;
}

}  // namespace taskyard
