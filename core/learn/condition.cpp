#include "learn/condition.h"

#include <algorithm>
#include <array>

#include "api/shapes.h"
#include "base/text.h"
#include "engine/event_text.h"
#include "learn/measures.h"
#include "learn/read_list.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr std::array kHeads = {"all",     "any",     "not",     "ever",         "never",
                               "heldFor", "inOrder", "service", "steady",       "tasks",
                               "events",  "cluster", "answer",  "costMicroUsd", "elapsedSeconds"};

// The value of a name in an AWS enum; nothing (and a problem) when it has no such name.
template <class Enum>
std::optional<Enum> readWord(ObjectReader& reader, std::string_view key) {
  const std::optional<std::string> text = reader.string(key);
  if (!text) return std::nullopt;
  std::vector<std::string> known;
  for (int i = 0; i < 256; ++i) {
    const auto candidate = static_cast<Enum>(i);
    const std::string name = nameOf(candidate);
    if (name == *text && !name.empty()) return candidate;
    if (!name.empty() && (known.empty() || known.back() != name)) known.push_back(name);
  }
  reader.problem(key, "UnknownWord", "unknown word \"" + *text + "\"; known: " + joinWords(known));
  return std::nullopt;
}

Bound readRange(const JsonValue& value, const std::string& path, Problems& problems) {
  Bound bound;
  if (value.isInteger()) return {value.integer(), value.integer()};
  ObjectReader reader(value, path, problems);
  const std::optional<std::int64_t> low = reader.integer("atLeast");
  const std::optional<std::int64_t> high = reader.integer("atMost");
  const std::optional<std::int64_t> equals = reader.integer("equals");
  reader.rejectUnknownKeys();
  if (!value.isObject()) return bound;
  if (!low && !high && !equals) {
    reader.problem("", "MissingKey", "expected a number, or atLeast, atMost, equals");
  }
  if (equals && (low || high)) {
    reader.problem("equals", "BadValue", "equals stands alone");
  }
  if (low && high && *low > *high) reader.problem("atLeast", "BadValue", "more than atMost");
  bound.low = equals ? *equals : low.value_or(INT64_MIN);
  bound.high = equals ? *equals : high.value_or(INT64_MAX);
  return bound;
}

Bound readBound(const MeasureFacts& facts, const JsonValue& value, const std::string& path,
                Problems& problems) {
  const auto wrong = [&](const std::string& expected) {
    problems.push_back(
        {"WrongType", "expected " + expected + ", found " + value.kindName(), path, value.line()});
    return Bound{};
  };
  if (facts.kind == MeasureFacts::Kind::Flag) {
    if (!value.isBoolean()) return wrong("true or false");
    return {value.boolean() ? 1 : 0, value.boolean() ? 1 : 0};
  }
  if (facts.kind == MeasureFacts::Kind::Count) return readRange(value, path, problems);
  if (!value.isString()) return wrong("one of " + joinWords(facts.words));
  for (std::size_t i = 0; i < facts.words.size(); ++i) {
    const auto at = static_cast<std::int64_t>(i);
    if (facts.words[i] == value.string()) return {at, at};
  }
  problems.push_back({"UnknownWord",
                      "unknown word \"" + value.string() + "\"; known: " + joinWords(facts.words),
                      path, value.line()});
  return {};
}

void readService(ObjectReader& reader, Condition& condition, Problems& problems) {
  condition.kind = Condition::Kind::Service;
  condition.service = reader.requiredString("service");
  condition.cluster = reader.string("cluster").value_or("");
  for (const MeasureFacts& facts : measureTable()) {
    const JsonValue* value = reader.any(facts.name);
    if (value == nullptr) continue;
    condition.measures.push_back(
        {facts.measure, readBound(facts, *value, reader.pathOf(facts.name), problems)});
  }
  if (condition.measures.empty()) {
    reader.problem("service", "MissingKey", "nothing is said about the service");
  }
}

void readTasks(const JsonValue& value, const std::string& path, Condition& condition,
               Problems& problems) {
  condition.kind = Condition::Kind::Tasks;
  ObjectReader reader(value, path, problems);
  TaskFilter& filter = condition.tasks;
  filter.service = reader.string("service");
  filter.standalone = reader.boolean("standalone");
  filter.family = reader.string("family");
  filter.lastStatus = readWord<TaskStatus>(reader, "lastStatus");
  filter.desiredStatus = readWord<TaskDesiredStatus>(reader, "desiredStatus");
  filter.stopCode = readWord<TaskStopCode>(reader, "stopCode");
  filter.publicIp = reader.boolean("publicIp");
  if (const std::optional<std::string> zone = reader.string("zone")) {
    for (std::uint8_t z = 0; z < kZoneCount; ++z) {
      if (zoneName(z) == *zone) filter.zone = z;
    }
    if (!filter.zone) reader.problem("zone", "UnknownWord", "no such zone");
  }
  filter.launchType = readWord<LaunchType>(reader, "launchType");
  filter.capacityProvider = reader.string("capacityProvider");
  filter.startedSince = reader.boolean("startedSince").value_or(false);
  if (const JsonValue* count = reader.required("count")) {
    condition.count = readRange(*count, reader.pathOf("count"), problems);
  }
  reader.rejectUnknownKeys();
}

void readEvents(const JsonValue& value, const std::string& path, Condition& condition,
                Problems& problems) {
  condition.kind = Condition::Kind::Events;
  ObjectReader reader(value, path, problems);
  EventFilter& filter = condition.events;
  if (reader.required("kind") != nullptr) {
    filter.kind = readWord<EventKind>(reader, "kind").value_or(EventKind::Request);
  }
  filter.service = reader.string("service");
  filter.standalone = reader.boolean("standalone");
  filter.stopCode = readWord<TaskStopCode>(reader, "stopCode");
  if (const auto code = reader.integer("exitCode", {0, 255})) {
    filter.exitCode = static_cast<std::int32_t>(*code);
  }
  condition.count = {1, INT64_MAX};
  if (const JsonValue* count = reader.any("count")) {
    condition.count = readRange(*count, reader.pathOf("count"), problems);
  }
  reader.rejectUnknownKeys();
}

AnswerTest readAnswerTest(const JsonValue& value, const std::string& path, Problems& problems) {
  using Kind = AnswerTest::Kind;
  AnswerTest test;
  if (value.isBoolean()) {
    test.kind = Kind::Flag;
    test.bound = {value.boolean() ? 1 : 0, value.boolean() ? 1 : 0};
  } else if (value.isString()) {
    test.kind = Kind::Word;
    test.word = value.string();
  } else if (value.find("contains") != nullptr) {
    ObjectReader reader(value, path, problems);
    test.kind = Kind::Contains;
    test.word = reader.requiredString("contains");
    reader.rejectUnknownKeys();
  } else {
    test.kind = Kind::Number;
    test.bound = readRange(value, path, problems);
  }
  return test;
}

void readAnswer(ObjectReader& reader, Condition& condition, Problems& problems) {
  condition.kind = Condition::Kind::Answer;
  AnswerQuery& query = condition.answer;
  if (const JsonValue* asked = reader.requiredObject("answer")) {
    ObjectReader inner(*asked, reader.pathOf("answer"), problems);
    query.request.service = inner.requiredString("service");
    query.request.operation = inner.requiredString("operation");
    if (const JsonValue* input = inner.object("input")) query.request.input = *input;
    query.hasPlaceholders = dumpJson(query.request.input).find("{{") != std::string::npos;
    inner.rejectUnknownKeys();
    const OperationShape* shape = findOperation(query.request.service, query.request.operation);
    if (shape == nullptr) {
      reader.problem("answer", "UnknownOperation", "there is no such operation");
    } else if (shape->mutating) {
      reader.problem("answer", "BadValue",
                     "a check may only read, and this operation changes something");
    }
  }
  const std::string at = reader.requiredString("at");
  if (at.empty() || at[0] != '/') {
    reader.problem("at", "BadValue",
                   "a place begins with \"/\", such as \"/services/0/runningCount\"");
  } else {
    query.at = splitAt(at.substr(1), '/');
  }
  if (const JsonValue* is = reader.any("is")) {
    query.is = readAnswerTest(*is, reader.pathOf("is"), problems);
  }
  condition.count = {1, INT64_MAX};
  if (const JsonValue* count = reader.any("count")) {
    condition.count = readRange(*count, reader.pathOf("count"), problems);
  }
}

void readHeldFor(const JsonValue& value, const std::string& path, Condition& condition,
                 Problems& problems) {
  condition.kind = Condition::Kind::HeldFor;
  ObjectReader reader(value, path, problems);
  condition.duration = reader.requiredInteger("seconds", {1, 24 * 60 * 60}) * kSecond;
  if (const JsonValue* goal = reader.required("goal")) {
    condition.parts.push_back(readCondition(*goal, reader.pathOf("goal"), problems));
  }
  reader.rejectUnknownKeys();
}

void readParts(ObjectReader& reader, const char* key, Condition::Kind kind, Condition& condition,
               Problems& problems) {
  condition.kind = kind;
  readSome(reader, key, [&](const JsonValue& item, const std::string& path) {
    condition.parts.push_back(readCondition(item, path, problems));
  });
}

void readOne(ObjectReader& reader, const char* key, Condition::Kind kind, Condition& condition,
             Problems& problems) {
  condition.kind = kind;
  if (const JsonValue* part = reader.object(key)) {
    condition.parts.push_back(readCondition(*part, reader.pathOf(key), problems));
  }
}

void readHead(ObjectReader& reader, const std::string& head, const JsonValue& value,
              Condition& condition, Problems& problems) {
  using Kind = Condition::Kind;
  const std::string path = reader.pathOf(head);
  if (head == "all") return readParts(reader, "all", Kind::All, condition, problems);
  if (head == "any") return readParts(reader, "any", Kind::Any, condition, problems);
  if (head == "inOrder") return readParts(reader, "inOrder", Kind::InOrder, condition, problems);
  if (head == "not") return readOne(reader, "not", Kind::Not, condition, problems);
  if (head == "ever") return readOne(reader, "ever", Kind::Ever, condition, problems);
  if (head == "never") return readOne(reader, "never", Kind::Never, condition, problems);
  if (head == "service") return readService(reader, condition, problems);
  if (head == "answer") return readAnswer(reader, condition, problems);
  reader.any(head);
  if (head == "heldFor") return readHeldFor(value, path, condition, problems);
  if (head == "tasks") return readTasks(value, path, condition, problems);
  if (head == "events") return readEvents(value, path, condition, problems);
  if (head == "steady") {
    condition.kind = Kind::Service;
    condition.service = reader.requiredString("steady");
    condition.cluster = reader.string("cluster").value_or("");
    condition.measures.push_back({ServiceMeasure::steady, {1, 1}});
    return;
  }
  if (head == "cluster") {
    condition.kind = Kind::Cluster;
    condition.cluster = reader.requiredString("cluster");
    const bool exists = reader.boolean("exists").value_or(true);
    condition.count = {exists ? 1 : 0, exists ? 1 : 0};
    return;
  }
  condition.kind = head == "costMicroUsd" ? Kind::Cost : Kind::Elapsed;
  condition.count = readRange(value, path, problems);
}

}  // namespace

Condition readCondition(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Condition condition;
  if (!value.isObject()) return condition;
  condition.words = reader.string("words").value_or("");
  std::vector<std::string> heads;
  for (const char* head : kHeads) {
    if (value.find(head) != nullptr) heads.emplace_back(head);
  }
  // What a condition on a service also says is no condition of its own.
  const auto joins = [&heads](const char* head, const char* with) {
    if (std::find(heads.begin(), heads.end(), head) == heads.end()) return;
    std::erase(heads, with);
  };
  joins("service", "steady");
  joins("service", "cluster");
  joins("steady", "cluster");
  if (heads.size() != 1) {
    std::vector<std::string> known(kHeads.begin(), kHeads.end());
    reader.problem("", "UnknownCondition",
                   heads.empty() ? "this is no condition; known: " + joinWords(known)
                                 : "one condition at a time, found " + joinWords(heads) +
                                       "; join them with \"all\" or \"any\"");
    return condition;
  }
  readHead(reader, heads[0], *value.find(heads[0]), condition, problems);
  reader.rejectUnknownKeys();
  return condition;
}

}  // namespace taskyard
