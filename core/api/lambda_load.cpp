// What functions do: one invocation by hand, load as a flow, and the figures.

#include "api/functions_handlers.h"
#include "api/sim_common.h"
#include "base/time.h"
#include "engine/functions_system.h"
#include "engine/identity.h"
#include "engine/invocations.h"
#include "engine/queue_pollers.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

// The words of the function's log and of the error it answers with.
std::string timeoutText(const ApiCall& call, const Function& function) {
  const auto number = static_cast<std::uint32_t>(function.settled.arrived / kMillion);
  return isoTimestamp(call.state.now) + " " + taskId(call.state.seed ^ 0x10AD, number) +
         " Task timed out after " + std::to_string(function.timeout) + ".00 seconds";
}

JsonValue rateJson(const InvocationRate& rate) {
  return JsonValue::object({{"fromMs", rate.from}, {"perSecond", rate.perSecondMilli / 1000}});
}

}  // namespace

Result<ApiAnswer> lambdaInvoke(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "FunctionName");
  if (!index) return index.error();
  const std::string& type = call.text("InvocationType");
  if (type == "DryRun") {
    ApiAnswer dry;
    dry.output.set("StatusCode", 204);
    return dry;
  }
  if (!type.empty() && type != "RequestResponse" && type != "Event") {
    return Error{"InvalidParameterValueException",
                 "InvocationType is RequestResponse, Event or DryRun.", "/InvocationType"};
  }
  Simulation& simulation = call.simulation();
  const Function& function = call.state.functions.functions[index.value().value];
  const Functions& functions = call.state.functions;
  if (busyEnvironments(functions, function, call.state.now) >=
      concurrencyLimit(functions, function)) {
    return Error{"TooManyRequestsException", "Rate Exceeded.", ""};
  }
  (void)call.begin(function.functionName);
  const Invocation invocation = invokeFunction(simulation, index.value());
  ApiAnswer answer;
  answer.output.set("StatusCode", type == "Event" ? 202 : 200);
  answer.output.set("ExecutedVersion", "$LATEST");
  if (type == "Event") return answer;
  if (invocation.timedOut) {
    answer.output.set("FunctionError", "Unhandled");
    answer.output.set("Payload",
                      JsonValue::object({{"errorMessage", timeoutText(call, function)}}));
  } else {
    answer.output.set("Payload", JsonValue());
  }
  answer.output.set("SimDurationMs", invocation.durationMs);
  answer.output.set("SimColdStartMs", invocation.cold ? function.work.coldStartMs : 0);
  return answer;
}

Result<ApiAnswer> simSetFunctionWork(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "function");
  if (!index) return index.error();
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  FunctionWork& work = function.work;
  work.workMs = call.integer("workMs").value_or(work.workMs);
  work.waitMs = call.integer("waitMs").value_or(work.waitMs);
  work.threads = static_cast<std::int32_t>(call.integer("threads").value_or(work.threads));
  work.coldStartMs = call.integer("coldStartMs").value_or(work.coldStartMs);
  ApiAnswer answer;
  answer.output.set("durationMs", neededMs(function));
  answer.output.set("timesOut", timesOut(function));
  return answer;
}

Result<ApiAnswer> simSetInvocations(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "function");
  if (!index) return index.error();
  const auto steady = call.integer("perSecond");
  const JsonValue* pattern = call.input.find("pattern");
  if (steady.has_value() == (pattern != nullptr)) {
    return simError("give either perSecond or a pattern", "/perSecond");
  }
  const std::string& type = call.text("invocationType");
  if (!type.empty() && type != "RequestResponse" && type != "Event") {
    return simError("invocationType is RequestResponse or Event", "/invocationType");
  }
  std::vector<InvocationRate> rates;
  TimeMs at = call.state.now;
  if (steady) {
    rates.push_back({at, *steady * 1000});
  } else {
    for (const JsonValue& step : pattern->items()) {
      rates.push_back({at, step.find("perSecond")->integer() * 1000});
      at += step.find("seconds")->integer() * kSecond;
    }
    rates.push_back({at, 0});
  }
  Simulation& simulation = call.simulation();
  settleFunctions(simulation);
  Function& function = simulation.state().functions.functions[index.value().value];
  (void)call.begin(function.functionName);
  function.rates = std::move(rates);
  function.asynchronous = type == "Event";
  return ApiAnswer{};
}

Result<ApiAnswer> simDescribeFunction(const ApiCall& call) {
  const Result<FunctionIndex> index = functionOf(call, "function");
  if (!index) return index.error();
  const Functions& functions = call.state.functions;
  const Function& function = functions.functions[index.value().value];
  const InvocationTotals totals = functionTotals(call.state, index.value());
  JsonValue rates = JsonValue::array();
  for (const InvocationRate& rate : function.rates) rates.push(rateJson(rate));
  ApiAnswer answer;
  JsonValue& json = answer.output;
  json.set("functionArn", functionArn(function));
  json.set("durationMs", durationMs(function));
  json.set("timesOut", timesOut(function));
  json.set("concurrencyLimit", concurrencyLimit(functions, function));
  json.set("environments", totals.environments);
  json.set("invocations", totals.figures.arrived / kMillion);
  json.set("succeeded", totals.figures.succeeded / kMillion);
  json.set("timedOut", totals.figures.timedOut / kMillion);
  json.set("failed", totals.figures.failed / kMillion);
  json.set("throttled", totals.figures.throttled / kMillion);
  json.set("coldStarts", totals.figures.coldStarts / kMillion);
  json.set("gigabyteSeconds", totals.megabyteMs / (1024 * 1000));
  json.set("rates", std::move(rates));
  if (timesOut(function)) {
    json.set("error", "Task timed out after " + std::to_string(function.timeout) + ".00 seconds");
  }
  return answer;
}

}  // namespace taskyard
