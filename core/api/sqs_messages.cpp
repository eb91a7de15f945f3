// Amazon SQS: single messages, sent and received by hand.
// Source: SQS API Reference, SendMessage, ReceiveMessage, DeleteMessage, PurgeQueue (2026-08). The
// sentences about WaitTimeSeconds and PurgeQueue are AWS's, as users report them
// (aws-doc-sdk-examples issue 645, aws-sdk-js issue 4506), and the one about deduplication
// (amazon-sqs-java-messaging-lib issue 97); those about VisibilityTimeout and
// MaxNumberOfMessages are what emulators of SQS answer with.

#include <algorithm>

#include "api/work_handlers.h"
#include "base/draw.h"
#include "engine/queue_flow.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMostBytes = 1'048'576;  // 1 MiB
constexpr DurationMs kPurgeAgainMs = kMinute;

// `at`: the path of what has the parameter.
Error badValue(std::int64_t value, const std::string& parameter, const std::string& reason,
               const std::string& at = "") {
  return {"InvalidParameterValue",
          "Value " + std::to_string(value) + " for parameter " + parameter +
              " is invalid. Reason: " + reason,
          at + "/" + parameter};
}

std::string messageId(const State& state, QueueIndex queue, std::uint32_t number) {
  const std::string d =
      hex64(draw({state.seed, Purpose::MessageId, queue.value, number})) +
      hex64(draw({state.seed, Purpose::MessageId, queue.value + (1ull << 32), number}));
  return d.substr(0, 8) + "-" + d.substr(8, 4) + "-4" + d.substr(13, 3) + "-a" + d.substr(17, 3) +
         "-" + d.substr(20, 12);
}

// MaximumMessageSize, among the attributes that the queue keeps as JSON.
std::int64_t mostBytes(const JsonValue& kept) {
  const Result<JsonValue> own = parseJson(kept.text("MaximumMessageSize"));
  return own && own.value().isInteger() ? own.value().integer() : kMostBytes;
}

// Checks one message. `at`: JSON Pointer of the message, "" for the input itself.
Result<Done> checkMessage(const Queue& queue, const JsonValue& message, const std::string& at) {
  const Result<JsonValue> kept = parseJson(queue.otherJson.empty() ? "{}" : queue.otherJson);
  const std::int64_t most = mostBytes(kept.value());
  const auto size = static_cast<std::int64_t>(message.text("MessageBody").size());
  if (size == 0) {
    return Error{"MissingParameter", "The request must contain the parameter MessageBody.",
                 at + "/MessageBody"};
  }
  if (size > most) {
    return Error{"InvalidParameterValue",
                 "One or more parameters are invalid. Reason: Message must be shorter than " +
                     std::to_string(most) + " bytes.",
                 at + "/MessageBody"};
  }
  if (queue.fifo && message.text("MessageGroupId").empty()) {
    return Error{"MissingParameter", "The request must contain the parameter MessageGroupId.",
                 at + "/MessageGroupId"};
  }
  if (queue.fifo && message.text("MessageDeduplicationId").empty() &&
      kept.value().text("ContentBasedDeduplication") != "true") {
    return Error{"InvalidParameterValue",
                 "The queue should either have ContentBasedDeduplication enabled or "
                 "MessageDeduplicationId provided explicitly",
                 at + "/MessageDeduplicationId"};
  }
  const JsonValue* delay = message.find("DelaySeconds");
  if (delay != nullptr && (delay->integer() < 0 || delay->integer() > 900)) {
    return badValue(delay->integer(), "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.", at);
  }
  if (queue.fifo && delay != nullptr) {
    return badValue(delay->integer(), "DelaySeconds",
                    "The request include parameter that is not valid for this queue type.", at);
  }
  return Done{};
}

// Out of range: VisibilityTimeout (up to 12 hours) or WaitTimeSeconds.
std::optional<Error> receiveTimesRefused(const ApiCall& call) {
  constexpr std::int64_t kLongestVisibility = 43'200;
  constexpr std::int64_t kLongestWait = 20;
  const std::int64_t hidden = call.integer("VisibilityTimeout").value_or(0);
  if (hidden < 0 || hidden > kLongestVisibility) {
    return badValue(hidden, "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
  }
  const std::int64_t wait = call.integer("WaitTimeSeconds").value_or(0);
  if (wait < 0 || wait > kLongestWait) {
    return badValue(wait, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
  }
  return std::nullopt;
}

std::uint32_t addMessage(const State& state, Queue& queue, const JsonValue& message) {
  MessageCohort cohort;
  cohort.count = kOneMicro;
  cohort.sentAt = state.now;
  const JsonValue* delay = message.find("DelaySeconds");
  cohort.visibleAt = state.now + (delay == nullptr ? queue.delayMs : delay->integer() * kSecond);
  cohort.number = queue.nextMessage++;
  cohort.body = message.text("MessageBody");
  const std::uint32_t number = cohort.number;
  queue.sums.sent += kOneMicro;
  addMessages(queue, std::move(cohort));
  return number;
}

// Out of a cohort of many, one message with a number of its own.
void takeOne(Queue& queue, std::size_t position) {
  MessageCohort& cohort = queue.cohorts[position];
  if (cohort.number != 0) return;
  MessageCohort one = cohort;
  one.count = kOneMicro;
  one.number = queue.nextMessage++;
  one.body = "one of many";
  cohort.count -= kOneMicro;
  queue.cohorts.insert(queue.cohorts.begin() + static_cast<std::ptrdiff_t>(position), one);
}

}  // namespace

Result<ApiAnswer> sendMessage(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const Queue& known = call.state.work.queues[index.value().value];
  if (const Result<Done> fine = checkMessage(known, call.input, ""); !fine) return fine.error();
  const EventId cause = call.begin(known.name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  const std::uint32_t number =
      addMessage(sim.state(), sim.state().work.queues[index.value().value], call.input);
  workChanged(sim, cause);
  ApiAnswer answer;
  answer.output.set("MessageId", messageId(call.state, index.value(), number));
  answer.notModelled = call.notModelled({"QueueUrl", "MessageBody", "DelaySeconds"});
  return answer;
}

Result<ApiAnswer> sendMessageBatch(const ApiCall& call) {
  constexpr std::size_t kMost = 10;
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const Queue& known = call.state.work.queues[index.value().value];
  const std::vector<JsonValue>& entries = call.input.find("Entries")->items();
  if (entries.empty()) {
    return Error{"EmptyBatchRequest",
                 "There should be at least one SendMessageBatchRequestEntry "
                 "in the request.",
                 "/Entries"};
  }
  if (entries.size() > kMost) {
    return Error{"TooManyEntriesInBatchRequest",
                 "Maximum number of entries per request are 10. You have sent " +
                     std::to_string(entries.size()) + ".",
                 "/Entries"};
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (entries[i].text("Id") != entries[j].text("Id")) continue;
      return Error{"BatchEntryIdsNotDistinct", "Id " + entries[i].text("Id") + " repeated.",
                   pointerTo("/Entries", i) + "/Id"};
    }
    const Result<Done> fine = checkMessage(known, entries[i], pointerTo("/Entries", i));
    if (!fine) return fine.error();
  }
  const EventId cause = call.begin(known.name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  JsonValue successful = JsonValue::array();
  for (const JsonValue& entry : entries) {
    const std::uint32_t number =
        addMessage(sim.state(), sim.state().work.queues[index.value().value], entry);
    successful.push(JsonValue::object(
        {{"Id", entry.text("Id")}, {"MessageId", messageId(call.state, index.value(), number)}}));
  }
  workChanged(sim, cause);
  ApiAnswer answer;
  answer.output.set("Successful", std::move(successful));
  return answer;
}

Result<ApiAnswer> receiveMessage(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const std::int64_t most = call.integer("MaxNumberOfMessages").value_or(1);
  if (most < 1 || most > 10) {
    return badValue(most, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
  }
  if (auto refused = receiveTimesRefused(call)) return *refused;
  const EventId cause = call.begin(call.state.work.queues[index.value().value].name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  State& state = sim.state();
  Queue& queue = state.work.queues[index.value().value];
  const DurationMs hiddenMs =
      call.integer("VisibilityTimeout").value_or(queue.visibilityMs / kSecond) * kSecond;
  JsonValue messages = JsonValue::array();
  for (std::size_t i = 0; i < queue.cohorts.size(); ++i) {
    if (static_cast<std::int64_t>(messages.items().size()) == most) break;
    if (queue.cohorts[i].visibleAt > state.now || queue.cohorts[i].count < kOneMicro) continue;
    takeOne(queue, i);
    MessageCohort one = queue.cohorts[i];
    if (moveIfDead(state.work, queue, one, state.now)) {
      queue.cohorts.erase(queue.cohorts.begin() + static_cast<std::ptrdiff_t>(i--));
      continue;
    }
    one.taken = true;
    one.visibleAt = state.now + hiddenMs;
    queue.cohorts[i] = one;
    messages.push(JsonValue::object(
        {{"MessageId", messageId(state, index.value(), one.number)},
         {"ReceiptHandle",
          "AQEB-" + std::to_string(one.number) + "-" + std::to_string(one.receiveCount)},
         {"Body", one.body},
         {"Attributes",
          JsonValue::object({{"ApproximateReceiveCount", std::to_string(one.receiveCount)},
                             {"SentTimestamp", std::to_string(kEpochAtStartMs + one.sentAt)}})}}));
  }
  std::erase_if(queue.cohorts, [](const MessageCohort& c) { return c.count == 0; });
  workChanged(sim, cause);
  ApiAnswer answer;
  if (!messages.items().empty()) answer.output.set("Messages", std::move(messages));
  answer.notModelled = call.notModelled({"QueueUrl", "MaxNumberOfMessages", "VisibilityTimeout",
                                         "AttributeNames", "MessageSystemAttributeNames"});
  return answer;
}

Result<ApiAnswer> deleteMessage(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const std::string& handle = call.text("ReceiptHandle");
  std::uint32_t number = 0;
  for (std::size_t i = 5; handle.starts_with("AQEB-") && i < handle.size() && i < 14; ++i) {
    if (handle[i] < '0' || handle[i] > '9') break;
    number = number * 10 + static_cast<std::uint32_t>(handle[i] - '0');
  }
  if (number == 0) {
    return Error{"ReceiptHandleIsInvalid", "The input receipt handle is invalid.",
                 "/ReceiptHandle"};
  }
  const EventId cause = call.begin(call.state.work.queues[index.value().value].name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  Queue& queue = sim.state().work.queues[index.value().value];
  const auto known = std::find_if(queue.cohorts.begin(), queue.cohorts.end(),
                                  [number](const MessageCohort& c) { return c.number == number; });
  if (known != queue.cohorts.end()) {
    queue.sums.deleted += known->count;
    queue.cohorts.erase(known);
  }
  workChanged(sim, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> purgeQueue(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const Queue& known = call.state.work.queues[index.value().value];
  if (known.purgedAt != kNever && call.state.now - known.purgedAt < kPurgeAgainMs) {
    return Error{"PurgeQueueInProgress",
                 "Only one PurgeQueue operation on " + known.name + " is allowed every 60 seconds.",
                 "/QueueUrl"};
  }
  const EventId cause = call.begin(known.name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  Queue& queue = sim.state().work.queues[index.value().value];
  queue.purgedAt = call.state.now;
  for (const MessageCohort& cohort : queue.cohorts) queue.sums.purged += cohort.count;
  queue.cohorts.clear();
  workChanged(sim, cause);
  return ApiAnswer{};
}

}  // namespace taskyard
