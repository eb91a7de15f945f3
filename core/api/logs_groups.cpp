// Log groups, their streams and lines. Source: CloudWatch Logs API Reference.
// Model choice: a stream remembers its newest 64 lines (model/logs.h), and one line of the
// simulation may stand for many of the program.

#include <algorithm>

#include "api/constraint_error.h"
#include "api/logs_handlers.h"
#include "base/time.h"
#include "engine/log_lines.h"
#include "engine/log_system.h"

namespace taskyard {

namespace {

// Source: API Reference, PutRetentionPolicy.
constexpr std::int64_t kRetentions[] = {1,    3,    5,    7,    14,   30,  60,  90,
                                        120,  150,  180,  365,  400,  545, 731, 1096,
                                        1827, 2192, 2557, 2922, 3288, 3653};

Result<LogGroupIndex> groupOf(const ApiCall& call) {
  const LogGroupIndex group = findLogGroup(call.state, call.text("logGroupName"));
  if (group.valid()) return group;
  return Error{"ResourceNotFoundException", "The specified log group does not exist.",
               "/logGroupName"};
}

std::int64_t epochMs(TimeMs at) { return kEpochAtStartMs + at; }

// Whether every word of the pattern is in the text. Source: CloudWatch Logs User Guide, "Filter
// pattern syntax"; JSON and space-delimited patterns are not read.
bool matches(const std::string& pattern, const std::string& text) {
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t end = std::min(pattern.find(' ', at), pattern.size());
    std::string word = pattern.substr(at, end - at);
    std::erase(word, '"');
    if (!word.empty() && text.find(word) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

constexpr std::int64_t kMostListed = 50;     // Source: API Reference, DescribeLogStreams
constexpr std::int64_t kMostLines = 10'000;  // Source: API Reference, GetLogEvents

// How many items one answer has: 1 to `most`, which is also the default.
Result<std::size_t> limitOf(const ApiCall& call, std::int64_t most) {
  const std::int64_t limit = call.integer("limit").value_or(most);
  if (limit >= 1 && limit <= most) return static_cast<std::size_t>(limit);
  return constraintError("InvalidParameterException", std::to_string(limit), "limit",
                         rangeRule(limit, 1, most), "/limit");
}

// A page of at most `limit` items of `all`, from nextToken on; the rest under nextToken.
// Errors: InvalidParameterException for a token that is none.
Result<ApiAnswer> listPage(const ApiCall& call, const char* member, const JsonValue& all,
                           std::size_t limit) {
  const auto from = pageStart(call.text("nextToken"), all.items().size());
  if (!from) return invalidParameter("The specified nextToken is invalid.", "/nextToken");
  return pageFrom(member, all, *from, limit);
}

struct Wanted {
  std::int64_t from = INT64_MIN;
  std::int64_t to = INT64_MAX;
  std::size_t limit = 10000;
};

Result<Wanted> wantedLines(const ApiCall& call) {
  Wanted wanted;
  wanted.from = call.integer("startTime").value_or(wanted.from);
  wanted.to = call.integer("endTime").value_or(wanted.to);
  const Result<std::size_t> limit = limitOf(call, kMostLines);
  if (!limit) return limit.error();
  wanted.limit = limit.value();
  return wanted;
}

bool isWanted(const Wanted& wanted, const LogLine& line) {
  return epochMs(line.at) >= wanted.from && epochMs(line.at) < wanted.to;
}

}  // namespace

Result<ApiAnswer> createLogGroup(const ApiCall& call) {
  const std::string& name = call.text("logGroupName");
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-/.#").find(c) != std::string_view::npos;
  };
  if (name.empty() || name.size() > 512 || !std::all_of(name.begin(), name.end(), allowed)) {
    return constraintError("InvalidParameterException", name, "logGroupName",
                           patternRule(R"([\.\-_/#A-Za-z0-9]+)"), "/logGroupName");
  }
  if (auto refused = enumRefused(call, "logGroupClass", "InvalidParameterException")) {
    return *refused;
  }
  if (findLogGroup(call.state, name).valid()) {
    return Error{"ResourceAlreadyExistsException", "The specified log group already exists",
                 "/logGroupName"};
  }
  (void)call.begin(name);
  Simulation& sim = call.simulation();
  createLogGroup(sim, name);
  ApiAnswer answer;
  answer.notModelled = call.notModelled({"logGroupName"});
  return answer;
}

Result<ApiAnswer> deleteLogGroup(const ApiCall& call) {
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  const EventId cause = call.begin(call.text("logGroupName"));
  Simulation& sim = call.simulation();
  deleteLogGroup(sim, group.value(), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> describeLogGroups(const ApiCall& call) {
  const Result<std::size_t> limit = limitOf(call, kMostListed);
  if (!limit) return limit.error();
  JsonValue groups = JsonValue::array();
  for (const LogGroup& group : call.state.logs.groups) {
    if (group.deleted || !group.logGroupName.starts_with(call.text("logGroupNamePrefix"))) continue;
    JsonValue json = JsonValue::object();
    json.set("logGroupName", group.logGroupName);
    json.set("creationTime", epochMs(group.createdAt));
    if (group.retentionInDays > 0) json.set("retentionInDays", group.retentionInDays);
    json.set("metricFilterCount", 0);
    json.set("arn", logGroupArn(group.logGroupName) + ":*");
    json.set("storedBytes", group.bytesIngested);
    groups.push(std::move(json));
  }
  return listPage(call, "logGroups", groups, limit.value());
}

Result<ApiAnswer> putRetentionPolicy(const ApiCall& call) {
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  const std::int64_t days = call.integer("retentionInDays").value_or(0);
  if (std::find(std::begin(kRetentions), std::end(kRetentions), days) == std::end(kRetentions)) {
    return invalidParameter(
        "Invalid retentionInDays: " + std::to_string(days) +
            ". Valid values are 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, "
            "400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653.",
        "/retentionInDays");
  }
  (void)call.begin(call.text("logGroupName"));
  Simulation& sim = call.simulation();
  setRetention(sim, group.value(), static_cast<std::int32_t>(days));
  return ApiAnswer{};
}

Result<ApiAnswer> deleteRetentionPolicy(const ApiCall& call) {
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  (void)call.begin(call.text("logGroupName"));
  Simulation& sim = call.simulation();
  setRetention(sim, group.value(), 0);
  return ApiAnswer{};
}

Result<ApiAnswer> describeLogStreams(const ApiCall& call) {
  const Result<std::size_t> limit = limitOf(call, kMostListed);
  if (!limit) return limit.error();
  if (auto refused = enumRefused(call, "orderBy", "InvalidParameterException")) {
    return *refused;
  }
  if (call.text("orderBy") == "LastEventTime" && !call.text("logStreamNamePrefix").empty()) {
    return invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.",
                            "/orderBy");
  }
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  std::vector<const LogStream*> streams;
  for (const LogStream& stream : call.state.logs.streams) {
    if (!stream.inUse || stream.group != group.value()) continue;
    if (stream.logStreamName.starts_with(call.text("logStreamNamePrefix"))) {
      streams.push_back(&stream);
    }
  }
  const bool byTime = call.text("orderBy") == "LastEventTime";
  const bool down = call.flag("descending");
  const auto lastAt = [&](const LogStream* stream) {
    const std::vector<LogLine> lines = linesOf(call.state, *stream);
    return lines.empty() ? kNever : lines.back().at;
  };
  std::stable_sort(streams.begin(), streams.end(), [&](const LogStream* a, const LogStream* b) {
    const LogStream* first = down ? b : a;
    const LogStream* second = down ? a : b;
    return byTime ? lastAt(first) < lastAt(second) : first->logStreamName < second->logStreamName;
  });
  JsonValue list = JsonValue::array();
  for (const LogStream* stream : streams) {
    JsonValue json = JsonValue::object();
    json.set("logStreamName", stream->logStreamName);
    json.set("creationTime", epochMs(stream->createdAt));
    const std::vector<LogLine> lines = linesOf(call.state, *stream);
    if (!lines.empty()) {
      json.set("firstEventTimestamp", epochMs(lines.front().at));
      json.set("lastEventTimestamp", epochMs(lines.back().at));
    }
    list.push(std::move(json));
  }
  return listPage(call, "logStreams", list, limit.value());
}

Result<ApiAnswer> getLogEvents(const ApiCall& call) {
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  const Result<Wanted> wanted = wantedLines(call);
  if (!wanted) return wanted.error();
  const LogStream* found = nullptr;
  for (const LogStream& stream : call.state.logs.streams) {
    if (stream.inUse && stream.group == group.value() &&
        stream.logStreamName == call.text("logStreamName")) {
      found = &stream;
    }
  }
  if (found == nullptr) {
    return Error{"ResourceNotFoundException", "The specified log stream does not exist.",
                 "/logStreamName"};
  }
  std::vector<LogLine> lines = linesOf(call.state, *found);
  std::erase_if(lines, [&](const LogLine& line) { return !isWanted(wanted.value(), line); });
  if (lines.size() > wanted.value().limit) {
    const auto extra = static_cast<std::ptrdiff_t>(lines.size() - wanted.value().limit);
    if (call.flag("startFromHead")) {
      lines.resize(wanted.value().limit);
    } else {
      lines.erase(lines.begin(), lines.begin() + extra);
    }
  }
  JsonValue events = JsonValue::array();
  for (const LogLine& line : lines) {
    events.push(JsonValue::object({{"timestamp", epochMs(line.at)},
                                   {"message", logLineText(line)},
                                   {"ingestionTime", epochMs(line.at)}}));
  }
  ApiAnswer answer;
  answer.output.set("events", std::move(events));
  answer.output.set("nextForwardToken", "f/0");
  answer.output.set("nextBackwardToken", "b/0");
  return answer;
}

Result<ApiAnswer> filterLogEvents(const ApiCall& call) {
  const Result<LogGroupIndex> group = groupOf(call);
  if (!group) return group.error();
  const Result<Wanted> wanted = wantedLines(call);
  if (!wanted) return wanted.error();
  const std::vector<std::string> names = call.strings("logStreamNames");
  struct Found {
    const LogStream* stream;
    LogLine line;
  };
  std::vector<Found> found;
  for (const LogStream& stream : call.state.logs.streams) {
    if (!stream.inUse || stream.group != group.value()) continue;
    if (!stream.logStreamName.starts_with(call.text("logStreamNamePrefix"))) continue;
    if (!names.empty() &&
        std::find(names.begin(), names.end(), stream.logStreamName) == names.end()) {
      continue;
    }
    for (const LogLine& line : linesOf(call.state, stream)) {
      if (!isWanted(wanted.value(), line)) continue;
      if (matches(call.text("filterPattern"), logLineText(line))) found.push_back({&stream, line});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.line.at < b.line.at; });
  if (found.size() > wanted.value().limit) found.resize(wanted.value().limit);
  JsonValue events = JsonValue::array();
  for (const Found& item : found) {
    events.push(JsonValue::object({{"logStreamName", item.stream->logStreamName},
                                   {"timestamp", epochMs(item.line.at)},
                                   {"message", logLineText(item.line)},
                                   {"ingestionTime", epochMs(item.line.at)}}));
  }
  ApiAnswer answer;
  answer.output.set("events", std::move(events));
  answer.output.set("searchedLogStreams", JsonValue::array());
  return answer;
}

}  // namespace taskyard
