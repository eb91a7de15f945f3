#pragma once
// Checks as data: a closed set of statements about what the world does over time. They see State
// and the events since the check began, never the text of a command, so every road to the goal
// counts.
//
//   {"service": "web", "cluster"?: "demo", <measure>: <bound>, ...}     all measures hold now;
//        "service": "*": at least one service satisfies them. A service that does not exist
//        satisfies only {"exists": false}.
//   {"tasks": {"service"?, "standalone"?, "family"?, "lastStatus"?, "desiredStatus"?, "stopCode"?,
//              "publicIp"?, "zone"?, "launchType"?: "FARGATE", "capacityProvider"?: "FARGATE_SPOT",
//              "startedSince"?: true, "count": <bound>}}
//        A task that was started with a launch type has no capacity provider.
//   {"events": {"kind": "TaskStopRequested", "service"?, "standalone"?, "stopCode"?, "exitCode"?,
//               "count"?: <bound>}}                   counted since the check began; default: >= 1
//   {"answer": {"service": "elbv2", "operation": "DescribeTargetHealth", "input": {...}},
//    "at": "/TargetHealthDescriptions/*/TargetHealth/State", "is": "healthy", "count"?: <bound>}
//        what an operation that only reads would answer now: how many of the values at the place
//        ("*": every item) are as said; default: >= 1. "is": true, false, <bound>, a word, or
//        {"contains": words}. Without "is" every value counts. An operation that refuses has none.
//   {"cluster": "demo", "exists": true}
//   {"costMicroUsd": <bound>}   {"elapsedSeconds": <bound>}
//   {"steady": "web"}                                 short for {"service": "web", "steady": true}
//   {"all": [...]} {"any": [...]} {"not": c}
//   {"ever": c}      c has held at some moment since the check began
//   {"never": c}     c has not held at any moment since then
//   {"heldFor": {"seconds": 60, "goal": c}}           c holds now and has for so long
//   {"inOrder": [a, b, ...]}                          a held, later b held, ...; the time of a
//                                                     heldFor begins when it is its turn
// <bound>: a number, true/false, an AWS word ("COMPLETED"), or {"atLeast"?, "atMost"?, "equals"?}.
// Any condition may carry "words": the sentence shown to the learner in place of a generated one.
//
// Moments are those of watch.h: after every event and at every whole second.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/request.h"
#include "base/json_reader.h"
#include "engine/event_log.h"
#include "model/state.h"

namespace taskyard {

// equals: low == high.
struct Bound {
  std::int64_t low = INT64_MIN;
  std::int64_t high = INT64_MAX;

  [[nodiscard]] bool holds(std::int64_t value) const { return value >= low && value <= high; }
  bool operator==(const Bound&) const = default;
};

enum class ServiceMeasure : std::uint8_t {
  exists,
  status,
  steady,
  desiredCount,
  runningCount,
  pendingCount,
  healthyCount,
  unhealthyCount,
  stoppingCount,
  liveCount,  // desiredStatus RUNNING: running, or on their way
  deploymentCount,
  rolloutState,     // of the newest deployment
  runningOnNewest,  // running tasks of the newest deployment
  failedTasks,
  revision,
  zonesUsed,     // zones with a RUNNING task
  zonesAllowed,  // zones of the subnets it may use
  minimumHealthyPercent,
  maximumPercent,
  assignPublicIp,
};

struct MeasureBound {
  ServiceMeasure measure{};
  Bound bound;
};

// Absent members match everything.
struct TaskFilter {
  std::optional<std::string> service;
  std::optional<bool> standalone;
  std::optional<std::string> family;
  std::optional<TaskStatus> lastStatus;
  std::optional<TaskDesiredStatus> desiredStatus;
  std::optional<TaskStopCode> stopCode;
  std::optional<bool> publicIp;
  std::optional<std::uint8_t> zone;
  std::optional<LaunchType> launchType;
  std::optional<std::string> capacityProvider;  // by name
  bool startedSince = false;                    // launched since the check began
};
struct EventFilter {
  EventKind kind{};
  std::optional<std::string> service;
  std::optional<bool> standalone;
  std::optional<TaskStopCode> stopCode;
  std::optional<std::int32_t> exitCode;
};

// What a value of an answer must be. Numbers written as text ("3") count as numbers.
struct AnswerTest {
  enum class Kind : std::uint8_t { Anything, Flag, Number, Word, Contains };
  Kind kind = Kind::Anything;
  Bound bound;       // Number (fractions are cut off); Flag: 0 or 1
  std::string word;  // Word, Contains
};
struct AnswerQuery {
  Request request;
  bool hasPlaceholders = false;  // in its input; filled in when it is asked
  std::vector<std::string> at;   // the place, from the outside in; "*": every item
  AnswerTest is;
};

struct Condition {
  enum class Kind : std::uint8_t {
    All,
    Any,
    Not,
    Ever,
    Never,
    HeldFor,
    InOrder,
    Service,
    Tasks,
    Events,
    Cluster,
    Answer,
    Cost,
    Elapsed,
  };
  Kind kind = Kind::All;
  std::string words;             // "" when none were written
  std::vector<Condition> parts;  // All to InOrder
  DurationMs duration = 0;       // HeldFor
  std::string service;           // Service; "*" for any
  std::string cluster;           // Service, Cluster; "" for any
  std::vector<MeasureBound> measures;
  TaskFilter tasks;
  EventFilter events;
  AnswerQuery answer;
  Bound count;  // Tasks, Events, Answer, Cost, Elapsed (seconds), Cluster (exists)
};

// Errors go to problems, each with its JSON Pointer.
Condition readCondition(const JsonValue& value, const std::string& path, Problems& problems);

// "the service web runs at least 3 tasks": the author's words, or made from the data.
std::string describe(const Condition& condition);

}  // namespace taskyard
