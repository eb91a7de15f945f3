// What SimPutImage says about a program, and load patterns.

#include "api/enum_names.h"
#include "api/sim_common.h"
#include "api/work_handlers.h"
#include "engine/dependency_calls.h"

namespace taskyard {

namespace {

constexpr std::string_view kPatternNames[] = {"constant", "ramp", "daily", "flashCrowd",
                                              "recorded"};

Result<std::vector<ImageCall>> readCalls(const JsonValue& list) {
  std::vector<ImageCall> calls;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const JsonValue& item = list.items()[i];
    ImageCall call;
    const auto kind = enumOf(item.text("kind"), DependencyKind::service);
    if (!kind) {
      return simError("kind is one of dynamodb, rds, s3, sqs, secret, service",
                      pointerTo("/calls", i) + "/kind");
    }
    call.kind = *kind;
    call.name = item.text("name");
    call.action = item.text("action");
    if (const JsonValue* ms = item.find("latencyMs")) {
      call.latencyMs = static_cast<std::int32_t>(ms->integer());
    }
    if (const JsonValue* open = item.find("connections")) {
      call.connections = static_cast<std::int32_t>(open->integer());
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace

std::optional<std::int64_t> milliOf(const JsonValue& value) {
  constexpr std::int64_t kMost = 1'000'000;
  if (value.isInteger()) {
    if (value.integer() < 0 || value.integer() > kMost) return std::nullopt;
    return value.integer() * 1000;
  }
  if (value.kind() != JsonValue::Kind::Real) return std::nullopt;
  std::int64_t whole = 0;
  std::int64_t unit = 1000;
  std::int64_t fraction = 0;
  bool afterPoint = false;
  for (const char c : value.string()) {
    if (c == '.') {
      afterPoint = true;
    } else if (c < '0' || c > '9' || whole > kMost) {
      return std::nullopt;
    } else if (afterPoint) {
      unit /= 10;
      fraction += unit * (c - '0');
    } else {
      whole = whole * 10 + (c - '0');
    }
  }
  if (whole > kMost) return std::nullopt;
  return whole * 1000 + fraction;
}

JsonValue milliJson(std::int64_t milli) {
  if (milli % 1000 == 0) return milli / 1000;
  std::string text =
      std::to_string(milli / 1000) + "." + std::to_string(1000 + std::abs(milli % 1000)).substr(1);
  while (text.back() == '0') text.pop_back();
  if (milli < 0 && milli > -1000) text.insert(0, "-");
  return JsonValue::real(std::move(text));
}

Result<Done> readBehaviour(const ApiCall& call, ImageBehaviour& behaviour) {
  const auto number = [&](const char* member, std::int32_t& target) {
    if (const auto value = call.integer(member)) target = static_cast<std::int32_t>(*value);
  };
  number("listenPort", behaviour.listenPort);
  if (const auto ready = call.integer("readySeconds")) behaviour.readyMs = *ready * kSecond;
  number("cpuMsPerRequest", behaviour.cpuMsPerRequest);
  number("cpuIdleMilli", behaviour.cpuIdleMilli);
  number("memoryBaseMiB", behaviour.memoryBaseMiB);
  number("memoryPerConcurrentRequestKiB", behaviour.memoryPerConcurrentRequestKiB);
  number("memoryLeakMiBPerMinute", behaviour.memoryLeakMiBPerMinute);
  number("maxConcurrentRequests", behaviour.maxConcurrentRequests);
  number("responseKiB", behaviour.responseKiB);
  number("healthStatus", behaviour.healthStatus);
  if (call.input.find("healthNeedsCalls") != nullptr) {
    behaviour.healthNeedsCalls = call.flag("healthNeedsCalls");
  }
  if (const JsonValue* list = call.input.find("calls")) {
    Result<std::vector<ImageCall>> calls = readCalls(*list);
    if (!calls) return calls.error();
    behaviour.calls = std::move(calls.value());
  }
  if (const JsonValue* worker = call.input.find("worker")) {
    behaviour.workerQueue = worker->text("queue");
    behaviour.workerConcurrency = 1;
    if (const JsonValue* many = worker->find("concurrency")) {
      behaviour.workerConcurrency = static_cast<std::int32_t>(many->integer());
    }
    behaviour.workerMessageMs = kSecond;
    if (const JsonValue* seconds = worker->find("secondsPerMessage")) {
      const auto milli = milliOf(*seconds);
      if (!milli || *milli == 0) {
        return simError("secondsPerMessage is a number from 0.001 to 1,000,000",
                        "/worker/secondsPerMessage");
      }
      behaviour.workerMessageMs = *milli;
    }
  }
  if (const JsonValue* job = call.input.find("job")) {
    behaviour.jobCpuMs = job->find("workSeconds")->integer() * kSecond;
  }
  return Done{};
}

void printBehaviour(const ImageBehaviour& behaviour, JsonValue& json) {
  json.set("listenPort", behaviour.listenPort);
  json.set("readySeconds", behaviour.readyMs / kSecond);
  json.set("cpuMsPerRequest", behaviour.cpuMsPerRequest);
  json.set("cpuIdleMilli", behaviour.cpuIdleMilli);
  json.set("memoryBaseMiB", behaviour.memoryBaseMiB);
  json.set("memoryPerConcurrentRequestKiB", behaviour.memoryPerConcurrentRequestKiB);
  json.set("memoryLeakMiBPerMinute", behaviour.memoryLeakMiBPerMinute);
  json.set("maxConcurrentRequests", behaviour.maxConcurrentRequests);
  json.set("responseKiB", behaviour.responseKiB);
  json.set("healthStatus", behaviour.healthStatus);
  json.set("healthNeedsCalls", behaviour.healthNeedsCalls);
  JsonValue calls = JsonValue::array();
  for (const ImageCall& call : behaviour.calls) {
    JsonValue item = JsonValue::object();
    item.set("kind", nameOf(call.kind));
    item.set("name", call.name);
    if (!call.action.empty()) item.set("action", call.action);
    item.set("latencyMs", call.latencyMs);
    if (call.kind == DependencyKind::rds) item.set("connections", call.connections);
    calls.push(std::move(item));
  }
  json.set("calls", std::move(calls));
  if (!behaviour.workerQueue.empty()) {
    json.set("worker",
             JsonValue::object({{"queue", behaviour.workerQueue},
                                {"secondsPerMessage", milliJson(behaviour.workerMessageMs)},
                                {"concurrency", behaviour.workerConcurrency}}));
  }
  if (behaviour.jobCpuMs > 0) {
    json.set("job", JsonValue::object({{"workSeconds", behaviour.jobCpuMs / kSecond}}));
  }
}

Result<LoadPattern> readPattern(const ApiCall& call) {
  const JsonValue& json = *call.input.find("pattern");
  LoadPattern pattern;
  bool known = false;
  for (std::size_t i = 0; i < std::size(kPatternNames); ++i) {
    if (json.text("kind") != kPatternNames[i]) continue;
    pattern.kind = static_cast<PatternKind>(i);
    known = true;
  }
  if (!known) {
    return simError("kind is one of constant, ramp, daily, flashCrowd, recorded", "/pattern/kind");
  }
  constexpr const char* kRateRule = "a rate is a number from 0 to 1,000,000 without an exponent";
  const auto rate = [&](const char* member, std::int64_t& target) {
    const JsonValue* value = json.find(member);
    if (value == nullptr) return true;
    const auto milli = milliOf(*value);
    if (milli) target = *milli;
    return milli.has_value();
  };
  if (!rate("ratePerSecond", pattern.rateMilli)) {
    return simError(kRateRule, "/pattern/ratePerSecond");
  }
  pattern.peakMilli = pattern.rateMilli;
  if (!rate("peakPerSecond", pattern.peakMilli)) {
    return simError(kRateRule, "/pattern/peakPerSecond");
  }
  const auto seconds = [&](const char* member, DurationMs otherwise) {
    const JsonValue* value = json.find(member);
    return value == nullptr ? otherwise : value->integer() * kSecond;
  };
  const bool moves = pattern.kind == PatternKind::ramp || pattern.kind == PatternKind::daily ||
                     pattern.kind == PatternKind::flashCrowd;
  if (moves && json.find("peakPerSecond") == nullptr) {
    return simError("this kind needs peakPerSecond", "/pattern/peakPerSecond");
  }
  pattern.startAt = call.state.now + seconds("startAfterSeconds", 0);
  pattern.riseMs = seconds("riseSeconds", kMinute);
  if (pattern.kind == PatternKind::daily) pattern.riseMs = seconds("periodSeconds", kDay);
  pattern.holdMs = seconds("holdSeconds", 5 * kMinute);
  pattern.fallMs = seconds("fallSeconds", kMinute);
  if (const JsonValue* noise = json.find("noisePercent")) {
    pattern.noisePercent = static_cast<std::int32_t>(noise->integer());
  }
  const JsonValue* points = json.find("points");
  if (pattern.kind == PatternKind::recorded && (points == nullptr || points->items().empty())) {
    return simError("a recorded pattern needs points", "/pattern/points");
  }
  if (points == nullptr) return pattern;
  for (std::size_t i = 0; i < points->items().size(); ++i) {
    const JsonValue& item = points->items()[i];
    const std::string path = pointerTo("/pattern/points", i);
    const auto milli = milliOf(*item.find("ratePerSecond"));
    if (!milli) return simError(kRateRule, path + "/ratePerSecond");
    const DurationMs at = item.find("atSeconds")->integer() * kSecond;
    if (!pattern.points.empty() && at <= pattern.points.back().at) {
      return simError("points are in order of time", path + "/atSeconds");
    }
    pattern.points.push_back({at, *milli});
  }
  return pattern;
}

}  // namespace taskyard
