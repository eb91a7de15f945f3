// Lambda functions as AWS describes and changes them. Errors: Lambda's codes and texts.

#include "api/functions_handlers.h"
#include "api/lambda_function_rules.h"
#include "base/time.h"
#include "engine/functions_system.h"
#include "engine/invocations.h"

namespace taskyard {

namespace {

Error invalidValue(std::string message, std::string path) {
  return {"InvalidParameterValueException", std::move(message), std::move(path)};
}

JsonValue configurationJson(const Function& function) {
  JsonValue json = JsonValue::object();
  json.set("FunctionName", function.functionName);
  json.set("FunctionArn", functionArn(function));
  if (!function.runtime.empty()) json.set("Runtime", function.runtime);
  json.set("Role", function.role);
  if (!function.handler.empty()) json.set("Handler", function.handler);
  json.set("Timeout", function.timeout);
  json.set("MemorySize", function.memorySize);
  json.set("PackageType", nameOf(function.packageType));
  json.set("Architectures", JsonValue::array({nameOf(function.architecture)}));
  json.set("State", "Active");
  json.set("LastModified", isoTimestamp(function.createdAt));
  return json;
}

bool wantsArm(const ApiCall& call) {
  const std::vector<std::string> architectures = call.strings("Architectures");
  return !architectures.empty() && architectures.front() == "arm64";
}

}  // namespace

std::string functionArn(const Function& function) {
  return std::string("arn:aws:lambda:") + kRegion + ":" + kAccountId +
         ":function:" + function.functionName;
}

Result<FunctionIndex> functionOf(const ApiCall& call, std::string_view member) {
  const std::string& name = call.text(member);
  const auto& functions = call.state.functions.functions;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    if (functions[i].deleted) continue;
    if (functions[i].functionName == name || functionArn(functions[i]) == name) {
      return FunctionIndex(i);
    }
  }
  const std::string arn = name.starts_with("arn:") ? name
                                                   : std::string("arn:aws:lambda:") + kRegion +
                                                         ":" + kAccountId + ":function:" + name;
  return Error{"ResourceNotFoundException", "Function not found: " + arn,
               "/" + std::string(member)};
}

Result<ApiAnswer> lambdaCreateFunction(const ApiCall& call) {
  const std::string& name = call.text("FunctionName");
  if (functionOf(call, "FunctionName").ok()) {
    return Error{"ResourceConflictException", "Function already exist: " + name, "/FunctionName"};
  }
  if (auto refused = newFunctionRefused(call)) return *refused;
  const bool image = call.text("PackageType") == "Image";
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function function;
  function.functionName = name;
  function.role = call.text("Role");
  function.runtime = call.text("Runtime");
  function.handler = call.text("Handler");
  function.imageUri = call.input.find("Code")->text("ImageUri");
  function.packageType = image ? PackageType::Image : PackageType::Zip;
  function.architecture =
      wantsArm(call) ? FunctionArchitecture::arm64 : FunctionArchitecture::x86_64;
  function.timeout = static_cast<std::int32_t>(call.integer("Timeout").value_or(3));
  function.memorySize = static_cast<std::int32_t>(call.integer("MemorySize").value_or(128));
  function.createdAt = call.state.now;
  function.settledAt = call.state.now;
  function.createdBy = call.begin(name);
  ApiAnswer answer;
  answer.output = configurationJson(function);
  answer.notModelled =
      call.notModelled({"FunctionName", "Runtime", "Role", "Handler", "Code", "Timeout",
                        "MemorySize", "PackageType", "Architectures", "Description"});
  simulation.state().functions.functions.push_back(std::move(function));
  return answer;
}

Result<ApiAnswer> lambdaGetFunction(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  const Function& function = call.state.functions.functions[index.value().value];
  ApiAnswer answer;
  answer.output.set("Configuration", configurationJson(function));
  JsonValue code = JsonValue::object(
      {{"RepositoryType", function.packageType == PackageType::Image ? "ECR" : "S3"}});
  if (!function.imageUri.empty()) code.set("ImageUri", function.imageUri);
  answer.output.set("Code", std::move(code));
  if (function.reservedConcurrency != kNoReservation) {
    answer.output.set(
        "Concurrency",
        JsonValue::object({{"ReservedConcurrentExecutions", function.reservedConcurrency}}));
  }
  return answer;
}

Result<ApiAnswer> lambdaListFunctions(const ApiCall& call) {
  JsonValue list = JsonValue::array();
  for (const Function& function : call.state.functions.functions) {
    if (!function.deleted) list.push(configurationJson(function));
  }
  ApiAnswer answer;
  answer.output.set("Functions", std::move(list));
  return answer;
}

Result<ApiAnswer> lambdaUpdateFunctionConfiguration(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  const PackageType package = call.state.functions.functions[index.value().value].packageType;
  if (auto refused = functionChangeRefused(call, package)) return *refused;
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  if (const auto timeout = call.integer("Timeout")) {
    function.timeout = static_cast<std::int32_t>(*timeout);
  }
  if (const auto memory = call.integer("MemorySize")) {
    function.memorySize = static_cast<std::int32_t>(*memory);
  }
  if (!call.text("Role").empty()) function.role = call.text("Role");
  if (!call.text("Runtime").empty()) function.runtime = call.text("Runtime");
  if (!call.text("Handler").empty()) function.handler = call.text("Handler");
  function.warmEnvironments = 0;  // a new configuration needs new environments
  ApiAnswer answer;
  answer.output = configurationJson(function);
  answer.notModelled = call.notModelled(
      {"FunctionName", "Role", "Runtime", "Handler", "Timeout", "MemorySize", "Description"});
  return answer;
}

Result<ApiAnswer> lambdaDeleteFunction(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  function.deleted = true;
  function.rates.clear();
  return ApiAnswer{};
}

Result<ApiAnswer> lambdaPutFunctionConcurrency(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  const std::int64_t wanted = call.integer("ReservedConcurrentExecutions").value_or(0);
  const Functions& functions = call.state.functions;
  std::int64_t left = functions.concurrentExecutions - wanted;
  for (std::size_t i = 0; i < functions.functions.size(); ++i) {
    const Function& other = functions.functions[i];
    if (FunctionIndex(i) == index.value() || other.deleted) continue;
    if (other.reservedConcurrency != kNoReservation) left -= other.reservedConcurrency;
  }
  if (wanted > 0 && left < kUnreservedLeast) {
    return invalidValue(
        "Specified ReservedConcurrentExecutions for function decreases account's "
        "UnreservedConcurrentExecution below its minimum value of [100].",
        "/ReservedConcurrentExecutions");
  }
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  function.reservedConcurrency = static_cast<std::int32_t>(wanted);
  ApiAnswer answer;
  answer.output.set("ReservedConcurrentExecutions", wanted);
  return answer;
}

Result<ApiAnswer> lambdaDeleteFunctionConcurrency(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  function.reservedConcurrency = kNoReservation;
  return ApiAnswer{};
}

}  // namespace taskyard
