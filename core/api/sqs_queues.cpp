// Amazon SQS: queues and their attributes.
// Source: SQS API Reference, CreateQueue, SetQueueAttributes, GetQueueAttributes, DeleteQueue
// (2026-08).

#include <algorithm>

#include "api/work_handlers.h"
#include "engine/dependency_calls.h"
#include "engine/queue_flow.h"
#include "engine/work_settle.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

constexpr std::string_view kUrlStart = "https://sqs.us-east-1.amazonaws.com/123456789012/";

constexpr DurationMs kNameFreeMs = kMinute;  // after DeleteQueue

struct NumberAttribute {
  std::string_view name;
  std::int64_t low = 0;
  std::int64_t high = 0;
};
constexpr NumberAttribute kActed[] = {
    {"VisibilityTimeout", 0, 43200},
    {"MessageRetentionPeriod", 60, 1209600},
    {"DelaySeconds", 0, 900},
};
// Kept and printed.
constexpr NumberAttribute kKept[] = {
    {"MaximumMessageSize", 1024, 1048576},
    {"ReceiveMessageWaitTimeSeconds", 0, 20},
    {"KmsDataKeyReusePeriodSeconds", 60, 86400},
};
// What GetQueueAttributes knows besides those of SetQueueAttributes.
constexpr std::string_view kOnlyRead[] = {"All",
                                          "ApproximateNumberOfMessages",
                                          "ApproximateNumberOfMessagesNotVisible",
                                          "ApproximateNumberOfMessagesDelayed",
                                          "CreatedTimestamp",
                                          "LastModifiedTimestamp",
                                          "QueueArn",
                                          "RedrivePolicy",
                                          "FifoQueue"};
constexpr std::string_view kKeptTexts[] = {"Policy",
                                           "KmsMasterKeyId",
                                           "SqsManagedSseEnabled",
                                           "ContentBasedDeduplication",
                                           "DeduplicationScope",
                                           "FifoThroughputLimit",
                                           "RedriveAllowPolicy"};

std::optional<std::int64_t> wholeNumber(const std::string& text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

Error badValue(std::string_view attribute) {
  return {"InvalidAttributeValue",
          "Invalid value for the parameter " + std::string(attribute) + ".",
          "/Attributes/" + std::string(attribute)};
}

// The sentence is what emulators of SQS answer with.
Error unknownAttribute(const std::string& name, const std::string& path) {
  return {"InvalidAttributeName", "Unknown Attribute " + name + ".", path};
}

bool isAttributeName(std::string_view name) {
  const auto named = [name](const NumberAttribute& a) { return a.name == name; };
  const auto among = [name](const auto& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  };
  return std::any_of(std::begin(kActed), std::end(kActed), named) ||
         std::any_of(std::begin(kKept), std::end(kKept), named) || among(kKeptTexts) ||
         among(kOnlyRead);
}

Result<Done> readRedrive(const State& state, const std::string& text, Queue& queue) {
  const std::string_view name = "RedrivePolicy";
  if (text.empty()) {
    queue.maxReceiveCount = 0;
    queue.deadLetterQueue = {};
    return Done{};
  }
  const Result<JsonValue> json = parseJson(text);
  if (!json || !json.value().isObject()) return badValue(name);
  const JsonValue* count = json.value().find("maxReceiveCount");
  if (count == nullptr) return badValue(name);
  const auto most = count->isInteger()  ? std::optional(count->integer())
                    : count->isString() ? wholeNumber(count->string())
                                        : std::nullopt;
  if (!most || *most < 1 || *most > 1000) return badValue(name);
  const std::string& arn = json.value().text("deadLetterTargetArn");
  const QueueIndex dead = queueNamed(state, arn);
  if (!arn.starts_with("arn:aws:sqs:") || !dead.valid()) {
    return Error{"InvalidParameterValue",
                 "Value " + text +
                     " for parameter RedrivePolicy is invalid. Reason: Dead letter "
                     "target does not exist.",
                 "/Attributes/RedrivePolicy"};
  }
  if (state.work.queues[dead.value].fifo != queue.fifo) {
    return Error{"InvalidParameterValue",
                 "Value " + text +
                     " for parameter RedrivePolicy is invalid. Reason: Dead letter "
                     "queue must be same type of queue as the source.",
                 "/Attributes/RedrivePolicy"};
  }
  queue.maxReceiveCount = static_cast<std::int32_t>(*most);
  queue.deadLetterQueue = dead;
  return Done{};
}

// Applies /Attributes to the queue. `others`: those that are only kept.
Result<Done> readAttributes(const ApiCall& call, Queue& queue, std::vector<std::string>& others) {
  const JsonValue* attributes = call.input.find("Attributes");
  if (attributes == nullptr) return Done{};
  JsonValue kept = JsonValue::object();
  if (!queue.otherJson.empty()) kept = parseJson(queue.otherJson).value();
  for (const auto& [name, json] : attributes->members()) {
    const std::string& text = json.string();
    const auto named = [&wanted = name](const NumberAttribute& a) { return a.name == wanted; };
    const auto* acted = std::find_if(std::begin(kActed), std::end(kActed), named);
    const auto* number = std::find_if(std::begin(kKept), std::end(kKept), named);
    const auto value = wholeNumber(text);
    if (acted != std::end(kActed)) {
      if (!value || *value < acted->low || *value > acted->high) return badValue(name);
      if (name == "VisibilityTimeout") queue.visibilityMs = *value * kSecond;
      if (name == "MessageRetentionPeriod") queue.retentionMs = *value * kSecond;
      if (name == "DelaySeconds") queue.delayMs = *value * kSecond;
    } else if (name == "RedrivePolicy") {
      if (const Result<Done> read = readRedrive(call.state, text, queue); !read) {
        return read.error();
      }
    } else if (name == "FifoQueue") {
      if (text != "true" || !queue.fifo) return badValue(name);
    } else if (number != std::end(kKept) || std::find(std::begin(kKeptTexts), std::end(kKeptTexts),
                                                      name) != std::end(kKeptTexts)) {
      if (number != std::end(kKept) && (!value || *value < number->low || *value > number->high)) {
        return badValue(name);
      }
      kept.set(name, text);
      others.push_back(pointerTo("/Attributes", name));
    } else {
      return unknownAttribute(name, pointerTo("/Attributes", name));
    }
  }
  queue.otherJson = kept.members().empty() ? "" : dumpJson(kept);
  return Done{};
}

std::string redriveText(const State& state, const Queue& queue) {
  return R"({"deadLetterTargetArn":")" + queueArn(state.work.queues[queue.deadLetterQueue.value]) +
         R"(","maxReceiveCount":)" + std::to_string(queue.maxReceiveCount) + "}";
}

std::string wholeOf(std::int64_t micro) { return std::to_string(micro / kOneMicro); }

// "1767600000" for the start of the run.
std::string epochSeconds(TimeMs at) { return std::to_string((kEpochAtStartMs + at) / kSecond); }

JsonValue allAttributes(const State& state, const Queue& queue) {
  const QueueCounts counts = countsOf(queue, state.now);
  JsonValue json = JsonValue::object();
  json.set("QueueArn", queueArn(queue));
  json.set("ApproximateNumberOfMessages", wholeOf(counts.visible));
  json.set("ApproximateNumberOfMessagesNotVisible", wholeOf(counts.notVisible));
  json.set("ApproximateNumberOfMessagesDelayed", wholeOf(counts.delayed));
  json.set("CreatedTimestamp", epochSeconds(queue.createdAt));
  json.set("LastModifiedTimestamp", epochSeconds(queue.modifiedAt));
  json.set("VisibilityTimeout", std::to_string(queue.visibilityMs / kSecond));
  json.set("MaximumMessageSize", "1048576");
  json.set("MessageRetentionPeriod", std::to_string(queue.retentionMs / kSecond));
  json.set("DelaySeconds", std::to_string(queue.delayMs / kSecond));
  json.set("ReceiveMessageWaitTimeSeconds", "0");
  if (queue.maxReceiveCount > 0) json.set("RedrivePolicy", redriveText(state, queue));
  if (queue.fifo) json.set("FifoQueue", "true");
  json.set("SqsManagedSseEnabled", "true");
  if (!queue.otherJson.empty()) {
    const Result<JsonValue> others = parseJson(queue.otherJson);
    for (const auto& [name, value] : others.value().members()) json.set(name, value);
  }
  return json;
}

bool isQueueName(std::string_view name, bool fifo) {
  constexpr std::size_t kLongest = 80;
  if (name.empty() || name.size() > kLongest) return false;
  if (fifo) name.remove_suffix(5);
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_';
  });
}

}  // namespace

QueueIndex queueNamed(const State& state, std::string_view text) {
  if (text.starts_with(kUrlStart)) text.remove_prefix(kUrlStart.size());
  if (text.starts_with("arn:aws:sqs:")) text.remove_prefix(text.rfind(':') + 1);
  return findQueue(state, text);
}

std::string queueUrl(const Queue& queue) { return std::string(kUrlStart) + queue.name; }

Result<QueueIndex> queueOf(const ApiCall& call) {
  const QueueIndex queue = queueNamed(call.state, call.text("QueueUrl"));
  if (!queue.valid()) {
    return Error{"QueueDoesNotExist", "The specified queue does not exist.", "/QueueUrl"};
  }
  return queue;
}

Result<ApiAnswer> createQueue(const ApiCall& call) {
  Queue queue;
  queue.name = call.text("QueueName");
  queue.fifo = queue.name.ends_with(".fifo");
  const JsonValue* attributes = call.input.find("Attributes");
  const bool asksFifo = attributes != nullptr && attributes->text("FifoQueue") == "true";
  if (asksFifo && !queue.fifo) {
    return Error{"InvalidParameterValue",
                 "The name of a FIFO queue can only include alphanumeric characters, hyphens, or "
                 "underscores, must end with .fifo suffix and be 1 to 80 in length.",
                 "/QueueName"};
  }
  if (!isQueueName(queue.name, asksFifo) || (queue.fifo && !asksFifo)) {
    return Error{"InvalidParameterValue",
                 "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in "
                 "length",
                 "/QueueName"};
  }
  ApiAnswer answer;
  if (const Result<Done> read = readAttributes(call, queue, answer.notModelled); !read) {
    return read.error();
  }
  answer.output.set("QueueUrl", queueUrl(queue));
  const QueueIndex known = findQueue(call.state, queue.name);
  if (known.valid()) {
    const Queue& same = call.state.work.queues[known.value];
    const char* differs = nullptr;
    if (same.visibilityMs != queue.visibilityMs) differs = "VisibilityTimeout";
    if (same.retentionMs != queue.retentionMs) differs = "MessageRetentionPeriod";
    if (same.delayMs != queue.delayMs) differs = "DelaySeconds";
    if (same.maxReceiveCount != queue.maxReceiveCount) differs = "RedrivePolicy";
    if (attributes == nullptr || differs == nullptr) return answer;
    return Error{"QueueNameExists",
                 "A queue already exists with the same name and a different value for attribute " +
                     std::string(differs),
                 "/QueueName"};
  }
  for (const Queue& old : call.state.work.queues) {
    if (!old.deleted || old.name != queue.name) continue;
    if (call.state.now - old.deletedAt >= kNameFreeMs) continue;
    return Error{"QueueDeletedRecently",
                 "You must wait 60 seconds after deleting a queue before you can create another "
                 "with the same name.",
                 "/QueueName"};
  }
  if (call.input.find("tags") != nullptr) answer.notModelled.emplace_back("/tags");
  queue.createdAt = call.state.now;
  queue.modifiedAt = call.state.now;
  const EventId cause = call.begin(queue.name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  sim.state().work.queues.push_back(std::move(queue));
  workChanged(sim, cause);
  return answer;
}

Result<ApiAnswer> deleteQueue(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const EventId cause = call.begin(call.state.work.queues[index.value().value].name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  Work& work = sim.state().work;
  for (TaskWork& task : work.tasks) {
    if (task.queue == index.value()) releaseHeld(work, task, call.state.now);
  }
  Queue& queue = work.queues[index.value().value];
  for (const MessageCohort& cohort : queue.cohorts) queue.sums.purged += cohort.count;
  queue.cohorts.clear();
  queue.loaded = false;
  queue.arriving = 0;
  queue.deleted = true;
  queue.deletedAt = call.state.now;
  workChanged(sim, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> getQueueUrl(const ApiCall& call) {
  const QueueIndex queue = findQueue(call.state, call.text("QueueName"));
  if (!queue.valid()) {
    return Error{"QueueDoesNotExist", "The specified queue does not exist.", "/QueueName"};
  }
  ApiAnswer answer;
  answer.output.set("QueueUrl", queueUrl(call.state.work.queues[queue.value]));
  return answer;
}

Result<ApiAnswer> getQueueAttributes(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  const std::vector<std::string> names = call.strings("AttributeNames");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (isAttributeName(names[i])) continue;
    return unknownAttribute(names[i], pointerTo("/AttributeNames", i));
  }
  Work work = call.state.work;
  settleWork(work, call.state.now);
  const JsonValue all = allAttributes(call.state, work.queues[index.value().value]);
  JsonValue chosen = JsonValue::object();
  for (const std::string& name : names) {
    if (name == "All") {
      chosen = all;
      break;
    }
    if (const JsonValue* value = all.find(name)) chosen.set(name, *value);
  }
  ApiAnswer answer;
  if (!chosen.members().empty()) answer.output.set("Attributes", std::move(chosen));
  return answer;
}

Result<ApiAnswer> setQueueAttributes(const ApiCall& call) {
  const Result<QueueIndex> index = queueOf(call);
  if (!index) return index.error();
  Queue changed = call.state.work.queues[index.value().value];
  ApiAnswer answer;
  if (const Result<Done> read = readAttributes(call, changed, answer.notModelled); !read) {
    return read.error();
  }
  const EventId cause = call.begin(changed.name);
  Simulation& sim = call.simulation();
  bringWorkUpToDate(sim);
  Queue& queue = sim.state().work.queues[index.value().value];
  queue.visibilityMs = changed.visibilityMs;
  queue.retentionMs = changed.retentionMs;
  queue.delayMs = changed.delayMs;
  queue.maxReceiveCount = changed.maxReceiveCount;
  queue.deadLetterQueue = changed.deadLetterQueue;
  queue.otherJson = changed.otherJson;
  queue.modifiedAt = call.state.now;
  workChanged(sim, cause);
  return answer;
}

Result<ApiAnswer> listQueues(const ApiCall& call) {
  JsonValue urls = JsonValue::array();
  for (const Queue& queue : call.state.work.queues) {
    if (queue.deleted || !queue.name.starts_with(call.text("QueueNamePrefix"))) continue;
    urls.push(queueUrl(queue));
  }
  ApiAnswer answer;
  if (!urls.items().empty()) answer.output.set("QueueUrls", std::move(urls));
  answer.notModelled = call.notModelled({"QueueNamePrefix"});
  return answer;
}

}  // namespace taskyard
