#pragma once
// What there is to do: request traffic, queues, batch jobs, databases.
//
// Requests and messages are flows, never objects. A rate is in thousandths per second; a rate times
// milliseconds gives millionths of a request, so every sum is exact and nothing is ever lost to
// rounding: arrived = answered + failed + in flight, to the millionth.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "model/functions.h"
#include "model/ids.h"
#include "model/image.h"

namespace taskyard {

using TrafficIndex = Index<struct TrafficTag>;
using QueueIndex = Index<struct QueueTag>;
using DatabaseIndex = Index<struct DatabaseTag>;
using TableIndex = Index<struct TableTag>;

inline constexpr std::int64_t kOneMicro = 1'000'000;  // one request or message, in millionths
inline constexpr std::uint32_t kNoTargetGroup = 0xFFFFFFFFu;

// ---- How much comes, and when

enum class PatternKind : std::uint8_t { constant, ramp, daily, flashCrowd, recorded };

struct RatePoint {
  DurationMs at = 0;  // since the pattern's start
  std::int64_t rateMilli = 0;

  auto fields() const { return std::tie(at, rateMilli); }
  bool operator==(const RatePoint&) const = default;
};

struct LoadPattern {
  PatternKind kind = PatternKind::constant;
  std::int64_t rateMilli = 0;  // per second, in thousandths: the base
  std::int64_t peakMilli = 0;
  TimeMs startAt = 0;             // when it was set, plus startAfterSeconds
  DurationMs riseMs = 0;          // ramp, flashCrowd: from base to peak; daily: the period
  DurationMs holdMs = 0;          // flashCrowd: at the peak
  DurationMs fallMs = 0;          // flashCrowd: back to base
  std::vector<RatePoint> points;  // recorded: each rate holds until the next point
  std::int32_t noisePercent = 0;  // each second's rate is off by up to this much

  auto fields() const {
    return std::tie(kind, rateMilli, peakMilli, startAt, riseMs, holdMs, fallMs, points,
                    noisePercent);
  }
  bool operator==(const LoadPattern&) const = default;
};

// ---- Requests

// How a request can fail, as a client or a load balancer sees it.
enum class Failure : std::uint8_t {
  Target500,   // the program answered with an error
  Gateway502,  // the target refused or broke the connection, or was shut down while it worked
  Gateway503,  // there is no target
  Gateway504,  // no answer in time
};
inline constexpr std::size_t kFailureKinds = 4;

// Upper ends of the latency buckets, in milliseconds; the last bucket has none.
inline constexpr std::array<std::int32_t, 23> kLatencyBucketsMs = {
    1,   2,   3,   5,   7,   10,   15,   20,   30,    50,    70,   100,
    150, 200, 300, 500, 700, 1000, 2000, 5000, 10000, 30000, 60000};
inline constexpr std::size_t kLatencyBuckets = kLatencyBucketsMs.size() + 1;

// Rates (thousandths per second) or sums (millionths), as the place says.
struct FlowFigures {
  std::int64_t arrived = 0;
  std::int64_t answered = 0;
  std::array<std::int64_t, kFailureKinds> failed{};       // by Failure
  std::array<std::int64_t, kLatencyBuckets> byLatency{};  // of the answered ones
  // Of those in a bucket, the response times added up, in 0.1 ms; not kept in totals.
  std::array<std::int64_t, kLatencyBuckets> latencySums{};

  auto fields() const { return std::tie(arrived, answered, failed, byLatency, latencySums); }
  bool operator==(const FlowFigures&) const = default;
};

struct MinuteFigures {
  std::int64_t minute = -1;  // since the start of the run; -1: none yet
  FlowFigures sum;

  auto fields() const { return std::tie(minute, sum); }
};

enum class FlowSubject : std::uint8_t { Traffic, TargetGroup, Service };

inline constexpr std::int64_t kMinutesKept = 16;

// The figures of one traffic, target group or service.
struct FlowStats {
  FlowSubject subject{};
  std::uint32_t index = 0;
  bool overloaded = false;  // services: reported
  TimeMs settledAt = 0;     // sums are right up to here
  FlowFigures rate;         // since then
  FlowFigures total;
  std::array<MinuteFigures, kMinutesKept> minutes;  // minute n is at n % kMinutesKept

  auto fields() const {
    return std::tie(subject, index, overloaded, settledAt, rate, total, minutes);
  }
};

// Where a traffic goes.
struct TrafficTarget {
  ServiceIndex service;      // directly to its tasks, or
  std::string loadBalancer;  // to a load balancer (name, ARN or DNS name), or
  std::string api;           // to an HTTP API of API Gateway (its id)
  std::string host;
  std::string path = "/";
  std::int32_t port = 80;

  auto fields() const { return std::tie(service, loadBalancer, api, host, path, port); }
};

// Bytes that AWS bills by the gigabyte: rates in KiB x thousandths per second, sums in KiB x
// millionths.
struct BilledBytes {
  std::int64_t outRate = 0;    // to the internet
  std::int64_t zonesRate = 0;  // between zones, each byte counted once
  std::int64_t out = 0;
  std::int64_t zones = 0;

  auto fields() const { return std::tie(outRate, zonesRate, out, zones); }
  bool operator==(const BilledBytes&) const = default;
};

struct Traffic {
  std::string name;
  bool removed = false;
  TrafficTarget target;
  LoadPattern pattern;
  std::string requestKind;        // a label for people
  DurationMs timeoutMs = 60'000;  // after this the client, or the balancer, gives up
  EventId cause = kNoEvent;       // who set it
  bool failing = false;           // reported
  BilledBytes bytes;

  auto fields() const {
    return std::tie(name, removed, target, pattern, requestKind, timeoutMs, cause, failing, bytes);
  }
};

// The requests of one traffic that one task gets.
struct Stream {
  TrafficIndex traffic;
  std::uint32_t targetGroup = kNoTargetGroup;
  TaskIndex task;
  std::uint32_t ordinal = 0;  // the task's, to know a slot that holds another task now
  std::int32_t port = 0;
  std::int64_t arriving = 0;   // thousandths per second
  std::int64_t answering = 0;  // answers, good or 500
  std::array<std::int64_t, kFailureKinds> failing{};
  std::int64_t inFlight = 0;  // millionths, at Work::settledAt

  auto fields() const {
    return std::tie(traffic, targetGroup, task, ordinal, port, arriving, answering, failing,
                    inFlight);
  }
};

// What a task does, as far as requests and messages go. By task slot; void for another ordinal.
struct TaskWork {
  std::uint32_t ordinal = 0xFFFFFFFFu;
  std::int64_t arriving = 0;  // requests, thousandths per second
  std::int64_t capacity = 0;  // requests it could answer, thousandths per second
  std::int64_t inFlight = 0;  // requests, millionths
  std::int64_t cpuMilli = 0;  // milli-vCPU in use
  // Requests: from arrival to answer, without calls. Workers: one message, without repeats.
  std::int64_t waitUs = 0;
  std::int64_t meanUs = 0;        // mean response time; workers: a message with its repeats
  std::int64_t callsFailing = 0;  // per million requests
  std::uint32_t condition = 0;    // what a probe would meet, coarsely
  bool workerFailing = false;     // reported
  bool denied = false;            // AWS refuses its calls: AccessDenied
  TimeMs deniedLoggedAt = kNever;
  QueueIndex queue;         // workers: where it takes messages
  std::int64_t taking = 0;  // messages, thousandths per second
  std::int64_t deleting = 0;
  std::int64_t held = 0;          // messages taken and not deleted yet, millionths
  TimeMs memoryTimerAt = kNever;  // when its memory is looked at next

  auto fields() const {
    return std::tie(ordinal, arriving, capacity, inFlight, cpuMilli, waitUs, meanUs, callsFailing,
                    condition, workerFailing, denied, deniedLoggedAt, queue, taking, deleting, held,
                    memoryTimerAt);
  }
};

// ---- Messages

// Messages that are alike. Those sent one by one through the API have a number and a body.
struct MessageCohort {
  std::int64_t count = 0;  // millionths
  TimeMs sentAt = 0;       // of the oldest
  TimeMs visibleAt = 0;    // delayed or taken until then
  std::int32_t receiveCount = 0;
  bool taken = false;        // not visible because somebody received it
  bool poison = false;       // no worker can ever finish it
  std::uint32_t number = 0;  // 0: not a single message
  std::string body;

  auto fields() const {
    return std::tie(count, sentAt, visibleAt, receiveCount, taken, poison, number, body);
  }
};

struct MessageSums {
  std::int64_t sent = 0;  // all millionths
  std::int64_t deleted = 0;
  std::int64_t dead = 0;     // moved to the dead-letter queue
  std::int64_t expired = 0;  // older than MessageRetentionPeriod
  std::int64_t purged = 0;

  auto fields() const { return std::tie(sent, deleted, dead, expired, purged); }
};

struct Queue {
  std::string name;
  bool deleted = false;
  bool fifo = false;
  DurationMs visibilityMs = 30'000;
  DurationMs retentionMs = 4 * kDay;
  DurationMs delayMs = 0;
  std::int32_t maxReceiveCount = 0;  // 0: no redrive policy
  QueueIndex deadLetterQueue;
  std::string otherJson;  // attributes the simulation does not act on, as one JSON object or ""
  TimeMs createdAt = 0;
  TimeMs modifiedAt = 0;
  TimeMs purgedAt = kNever;
  TimeMs deletedAt = kNever;
  std::uint32_t nextMessage = 1;
  std::vector<MessageCohort> cohorts;  // oldest first
  std::int64_t held = 0;               // by workers and pollers, millionths: the sum of their held
  MessageSums sums;
  bool loaded = false;  // `load` holds
  LoadPattern load;
  std::int32_t poisonPerMillion = 0;
  std::int64_t arriving = 0;  // thousandths per second
  EventId cause = kNoEvent;   // who loads it
  bool deadReported = false;

  auto fields() const {
    return std::tie(name, deleted, fifo, visibilityMs, retentionMs, delayMs, maxReceiveCount,
                    deadLetterQueue, otherJson, createdAt, modifiedAt, purgedAt, deletedAt,
                    nextMessage, cohorts, held, sums, loaded, load, poisonPerMillion, arriving,
                    cause, deadReported);
  }
};

// An event source mapping: Lambda polls the queue and invokes the function with batches.
// Source: Lambda Developer Guide, "Using Lambda with Amazon SQS" and its page on scaling (2026).
struct QueuePoller {
  std::string uuid;
  FunctionIndex function;
  QueueIndex queue;
  bool enabled = true;
  bool removed = false;
  std::int32_t batchSize = 10;
  std::int32_t windowSeconds = 0;       // MaximumBatchingWindowInSeconds
  std::int32_t maximumConcurrency = 0;  // 0: not set
  bool reportsItemFailures = false;     // only the failed messages of a batch come back
  EventId createdBy = kNoEvent;

  std::int32_t perBatch = 1;     // messages that an invocation gets now
  std::int64_t concurrency = 0;  // batches at the same time, at most
  TimeMs busySince = kNever;     // messages have been waiting since then
  // As for a worker (TaskWork).
  std::int64_t capacity = 0;
  std::int64_t taking = 0;
  std::int64_t deleting = 0;
  std::int64_t held = 0;
  std::int64_t waitUs = 0;
  std::int64_t meanUs = 0;
  bool timesOut = false;  // a batch takes longer than the function's timeout
  DurationMs invocationMs = 0;
  InvocationFigures sums;  // arrived, succeeded, timedOut and billedMs

  auto fields() const {
    return std::tie(uuid, function, queue, enabled, removed, batchSize, windowSeconds,
                    maximumConcurrency, reportsItemFailures, createdBy, perBatch, concurrency,
                    busySince, capacity, taking, deleting, held, waitUs, meanUs, timesOut,
                    invocationMs, sums);
  }
};

// ---- Databases

enum class DatabaseStatus : std::uint8_t { creating, available, rebooting, deleting, deleted };

struct Database {
  std::string identifier;
  std::string engine;  // "mysql", "postgres", "mariadb"
  std::string instanceClass;
  std::int32_t allocatedStorage = 20;
  std::int32_t maxConnections = 0;
  std::int32_t port = 3306;
  bool multiAz = false;
  DatabaseStatus status = DatabaseStatus::creating;
  std::uint8_t zone = 0;
  SubnetIndex subnet;
  std::string subnetGroup;  // "default": the default VPC's subnets
  std::vector<std::string> securityGroups;
  std::string secretArn;  // where RDS keeps its password; "" when given in the request
  TimeMs createdAt = 0;
  std::uint32_t stamp = 0;
  std::int64_t connections = 0;  // wanted by the tasks that use it
  EventId lastEvent = kNoEvent;

  auto fields() const {
    return std::tie(identifier, engine, instanceClass, allocatedStorage, maxConnections, port,
                    multiAz, status, zone, subnet, subnetGroup, securityGroups, secretArn,
                    createdAt, stamp, connections, lastEvent);
  }
};

// Where the databases of a VPC may be.
struct DatabaseSubnetGroup {
  std::string name;
  std::string description;
  std::vector<SubnetIndex> subnets;  // in at least two zones
  bool deleted = false;

  auto fields() const { return std::tie(name, description, subnets, deleted); }
};

struct DynamoTable {
  std::string name;
  bool deleted = false;
  bool onDemand = false;
  std::int64_t readUnits = 0;
  std::int64_t writeUnits = 0;
  TimeMs createdAt = 0;
  std::string schemaJson;    // KeySchema and AttributeDefinitions, to print
  std::int64_t reading = 0;  // calls, thousandths per second
  std::int64_t writing = 0;

  auto fields() const {
    return std::tie(name, deleted, onDemand, readUnits, writeUnits, createdAt, schemaJson, reading,
                    writing);
  }
};

// A dependency that is down, or an AWS API that answers only some calls, until cleared.
struct DependencyFault {
  DependencyKind kind{};
  std::string name;                 // "" for all of the kind
  std::int64_t failPerMillion = 0;  // of the calls
  EventId cause = kNoEvent;

  auto fields() const { return std::tie(kind, name, failPerMillion, cause); }
};

struct Work {
  TimeMs settledAt = 0;  // streams, workers and queues are right up to here
  bool active = false;   // somebody sends, works or has sent: changes of tasks matter
  TimeMs stepAt = kNever;
  std::uint32_t stepStamp = 0;
  EventId stepCause = kNoEvent;
  std::vector<Traffic> traffics;
  std::vector<Stream> streams;  // by traffic, target group, task ordinal
  std::vector<TaskWork> tasks;  // by task slot; shorter when nobody there works
  std::vector<TaskIndex> workers;
  std::vector<FlowStats> flows;
  std::vector<Queue> queues;
  std::vector<QueuePoller> pollers;
  std::vector<Database> databases;
  std::vector<DatabaseSubnetGroup> databaseSubnetGroups;
  std::vector<DynamoTable> tables;
  std::vector<DependencyFault> faults;

  auto fields() const {
    return std::tie(settledAt, active, stepAt, stepStamp, stepCause, traffics, streams, tasks,
                    workers, flows, queues, pollers, databases, databaseSubnetGroups, tables,
                    faults);
  }
};

}  // namespace taskyard
