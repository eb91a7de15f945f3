// Event source mappings: Lambda polls a queue for a function. Errors: Lambda's codes and texts, as
// public clients quote them (2026).

#include "api/functions_handlers.h"
#include "api/work_handlers.h"
#include "engine/dependency_calls.h"
#include "engine/functions_system.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

constexpr std::int64_t kBatchWithoutWindow = 10;
constexpr std::int64_t kFifoBatch = 10;

Error invalidValue(std::string message, std::string path) {
  return {"InvalidParameterValueException", std::move(message), std::move(path)};
}

std::string mappingId(const State& state, std::size_t mapping) {
  const std::string hex = taskId(state.seed ^ 0x1A4BDAull, static_cast<std::uint32_t>(mapping));
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

JsonValue mappingJson(const State& state, const QueuePoller& poller) {
  JsonValue json = JsonValue::object();
  json.set("UUID", poller.uuid);
  json.set("BatchSize", poller.batchSize);
  json.set("MaximumBatchingWindowInSeconds", poller.windowSeconds);
  json.set("EventSourceArn", queueArn(state.work.queues[poller.queue.value]));
  json.set("FunctionArn", functionArn(state.functions.functions[poller.function.value]));
  json.set("State", poller.removed ? "Deleting" : poller.enabled ? "Enabled" : "Disabled");
  json.set("StateTransitionReason", "USER_INITIATED");
  JsonValue types = JsonValue::array();
  if (poller.reportsItemFailures) types.push("ReportBatchItemFailures");
  json.set("FunctionResponseTypes", std::move(types));
  if (poller.maximumConcurrency > 0) {
    json.set("ScalingConfig",
             JsonValue::object({{"MaximumConcurrency", poller.maximumConcurrency}}));
  }
  return json;
}

// Takes over what is given, and checks it against the queue and the function.
Result<Done> readSettings(const ApiCall& call, QueuePoller& poller) {
  if (const auto size = call.integer("BatchSize")) {
    poller.batchSize = static_cast<std::int32_t>(*size);
  }
  if (const auto window = call.integer("MaximumBatchingWindowInSeconds")) {
    poller.windowSeconds = static_cast<std::int32_t>(*window);
  }
  if (call.input.find("Enabled") != nullptr) poller.enabled = call.flag("Enabled");
  if (const JsonValue* scaling = call.input.find("ScalingConfig")) {
    const JsonValue* most = scaling->find("MaximumConcurrency");
    poller.maximumConcurrency = most == nullptr ? 0 : static_cast<std::int32_t>(most->integer());
  }
  if (call.input.find("FunctionResponseTypes") != nullptr) {
    poller.reportsItemFailures = !call.strings("FunctionResponseTypes").empty();
  }
  const Queue& queue = call.state.work.queues[poller.queue.value];
  const Function& function = call.state.functions.functions[poller.function.value];
  if (queue.fifo && poller.windowSeconds > 0) {
    return invalidValue("Batching window is not supported for FIFO queues.",
                        "/MaximumBatchingWindowInSeconds");
  }
  if (queue.fifo && poller.batchSize > kFifoBatch) {
    return invalidValue("Batch size for a FIFO queue must be between 1 and 10.", "/BatchSize");
  }
  if (poller.batchSize > kBatchWithoutWindow && poller.windowSeconds == 0) {
    return invalidValue(
        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater "
        "than 10",
        "/MaximumBatchingWindowInSeconds");
  }
  if (queue.visibilityMs < function.timeout * kSecond) {
    return invalidValue(
        "Queue visibility timeout: " + std::to_string(queue.visibilityMs / kSecond) +
            " seconds is less than Function timeout: " + std::to_string(function.timeout) +
            " seconds",
        "/EventSourceArn");
  }
  return Done{};
}

Result<std::size_t> mappingOf(const ApiCall& call) {
  const std::string& uuid = call.text("UUID");
  const std::vector<QueuePoller>& pollers = call.state.work.pollers;
  for (std::size_t i = 0; i < pollers.size(); ++i) {
    if (!pollers[i].removed && pollers[i].uuid == uuid) return i;
  }
  return Error{"ResourceNotFoundException", "The resource you requested does not exist.", "/UUID"};
}

}  // namespace

Result<ApiAnswer> lambdaCreateEventSourceMapping(const ApiCall& call) {
  const Result<FunctionIndex> function = functionOf(call, "FunctionName");
  if (!function) return function.error();
  const std::string& source = call.text("EventSourceArn");
  if (!source.starts_with("arn:aws:sqs:")) {
    return Error{"SimNotModelled",
                 "Only SQS queues are polled here. Amazon S3 and API Gateway invoke a function "
                 "themselves: give it that load with SimSetInvocations.",
                 "/EventSourceArn"};
  }
  QueuePoller poller;
  poller.function = function.value();
  poller.queue = queueNamed(call.state, source);
  if (!poller.queue.valid()) {
    return invalidValue(
        "Error occurred while ReceiveMessage. SQS Error Code: "
        "AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not "
        "exist.",
        "/EventSourceArn");
  }
  for (const QueuePoller& known : call.state.work.pollers) {
    if (known.removed || known.function != poller.function || known.queue != poller.queue) continue;
    return Error{
        "ResourceConflictException",
        "An event source mapping with SQS arn (\" " + source + " \") and function (\" " +
            call.text("FunctionName") +
            " \") already exists. Please update or delete the existing mapping with UUID " +
            known.uuid,
        "/EventSourceArn"};
  }
  if (const Result<Done> read = readSettings(call, poller); !read) return read.error();
  poller.uuid = mappingId(call.state, call.state.work.pollers.size());
  const std::string& name = call.state.functions.functions[poller.function.value].functionName;
  poller.createdBy = call.begin(name);
  ApiAnswer answer;
  answer.output = mappingJson(call.state, poller);
  answer.notModelled = call.notModelled({"EventSourceArn", "FunctionName", "Enabled", "BatchSize",
                                         "MaximumBatchingWindowInSeconds", "ScalingConfig",
                                         "FunctionResponseTypes"});
  addPoller(call.simulation(), std::move(poller));
  return answer;
}

Result<ApiAnswer> lambdaGetEventSourceMapping(const ApiCall& call) {
  const Result<std::size_t> mapping = mappingOf(call);
  if (!mapping) return mapping.error();
  ApiAnswer answer;
  answer.output = mappingJson(call.state, call.state.work.pollers[mapping.value()]);
  return answer;
}

Result<ApiAnswer> lambdaListEventSourceMappings(const ApiCall& call) {
  FunctionIndex function;
  if (!call.text("FunctionName").empty()) {
    const Result<FunctionIndex> named = functionOf(call, "FunctionName");
    if (!named) return named.error();
    function = named.value();
  }
  const std::string& source = call.text("EventSourceArn");
  JsonValue list = JsonValue::array();
  for (const QueuePoller& poller : call.state.work.pollers) {
    if (poller.removed || (function.valid() && poller.function != function)) continue;
    if (!source.empty() && queueArn(call.state.work.queues[poller.queue.value]) != source) continue;
    list.push(mappingJson(call.state, poller));
  }
  ApiAnswer answer;
  answer.output.set("EventSourceMappings", std::move(list));
  return answer;
}

Result<ApiAnswer> lambdaUpdateEventSourceMapping(const ApiCall& call) {
  const Result<std::size_t> mapping = mappingOf(call);
  if (!mapping) return mapping.error();
  QueuePoller changed = call.state.work.pollers[mapping.value()];
  if (!call.text("FunctionName").empty()) {
    const Result<FunctionIndex> function = functionOf(call, "FunctionName");
    if (!function) return function.error();
    if (function.value() != changed.function) {
      return Error{"SimNotModelled",
                   "Another function for the same mapping is not modelled: delete the mapping and "
                   "create one for the other function.",
                   "/FunctionName"};
    }
  }
  if (const Result<Done> read = readSettings(call, changed); !read) return read.error();
  const EventId cause = call.begin(changed.uuid);
  ApiAnswer answer;
  answer.output = mappingJson(call.state, changed);
  answer.notModelled = call.notModelled({"UUID", "FunctionName", "Enabled", "BatchSize",
                                         "MaximumBatchingWindowInSeconds", "ScalingConfig",
                                         "FunctionResponseTypes"});
  changePoller(call.simulation(), mapping.value(), changed, cause);
  return answer;
}

Result<ApiAnswer> lambdaDeleteEventSourceMapping(const ApiCall& call) {
  const Result<std::size_t> mapping = mappingOf(call);
  if (!mapping) return mapping.error();
  QueuePoller changed = call.state.work.pollers[mapping.value()];
  changed.removed = true;
  const EventId cause = call.begin(changed.uuid);
  ApiAnswer answer;
  answer.output = mappingJson(call.state, changed);
  changePoller(call.simulation(), mapping.value(), changed, cause);
  return answer;
}

}  // namespace taskyard
