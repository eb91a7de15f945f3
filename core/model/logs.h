#pragma once
// CloudWatch Logs: groups, streams, and the lines that containers wrote. A line is numbers; its
// words are made when somebody reads it (engine/log_lines.h).
// Source: Developer Guide, "Using the awslogs log driver"; CloudWatch Logs API Reference.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class LogLineKind : std::uint8_t {
  Started,         // the program is up
  Exited,          // number: exit code
  Terminating,     // SIGTERM came
  Killed,          // number: exit code, 137
  OutOfMemory,     // the last thing before it is killed
  Requests,        // count: answered well
  Errors,          // count: answered with 5xx
  AccessDenied,    // count: calls of AWS that the task role may not make
  SecretRejected,  // count: log-ins refused because the secret was rotated
  Worked,          // count: messages or jobs done
};

struct LogLine {
  TimeMs at = 0;
  std::int64_t count = 1;  // how many lines of the real program stand behind it
  std::int32_t number = 0;
  LogLineKind kind{};

  auto fields() const { return std::tie(at, count, number, kind); }
};

// Model choice: what a stream remembers, so that memory stays bounded. Bytes are counted for all.
inline constexpr std::size_t kLinesPerStreamMost = 64;
// Model choice: ended streams beyond this are forgotten, oldest first.
inline constexpr std::size_t kStreamsPerGroupMost = 200;

struct LogStream {
  LogGroupIndex group;
  std::string logStreamName;  // "<prefix>/<container>/<task id>"
  TimeMs createdAt = 0;
  std::vector<LogLine> lines;  // oldest first from `first` on, around the ring
  std::uint32_t first = 0;
  bool ended = false;  // its container is gone
  bool inUse = false;  // the slot holds a stream

  auto fields() const {
    return std::tie(group, logStreamName, createdAt, lines, first, ended, inUse);
  }
};

struct LogGroup {
  std::string logGroupName;
  TimeMs createdAt = 0;
  std::int32_t retentionInDays = 0;  // 0: never expires
  std::int64_t bytesIngested = 0;    // ever, for the bill
  bool deleted = false;
  EventId deletedBy = kNoEvent;

  auto fields() const {
    return std::tie(logGroupName, createdAt, retentionInDays, bytesIngested, deleted, deletedBy);
  }
};

struct Logs {
  std::vector<LogGroup> groups;
  std::vector<LogStream> streams;  // slots

  auto fields() const { return std::tie(groups, streams); }
};

}  // namespace taskyard
