#pragma once
// What the registry holds under an image reference, and how a container of that image behaves.
// AWS has no such record: it stands for the learner's own program, so that a scenario can say
// "this image is 900 MB" or "this one exits after ten seconds".

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

// Something a program needs for each request or message it works on.
enum class DependencyKind : std::uint8_t { dynamodb, rds, s3, sqs, secret, service };

struct ImageCall {
  DependencyKind kind{};
  std::string name;               // table, database, bucket, queue, secret or service
  std::string action;             // IAM action the task role needs; "" for the kind's usual one
  std::int32_t latencyMs = 5;     // of one call when all is well
  std::int32_t connections = 10;  // rds: what each task keeps open. Model choice: a usual pool

  auto fields() const { return std::tie(kind, name, action, latencyMs, connections); }
  bool operator==(const ImageCall&) const = default;
};

// What a program does with CPU, memory and requests.
struct ImageBehaviour {
  std::int32_t listenPort = 0;       // 0: the container's port mappings, any port without one
  DurationMs readyMs = 0;            // from container start until it answers
  std::int32_t cpuMsPerRequest = 5;  // of one vCPU; also per message of a worker. Model choice
  std::int32_t cpuIdleMilli = 0;     // milli-vCPU it uses without work
  std::int32_t memoryBaseMiB = 0;    // 0: unknown and never a problem
  std::int32_t memoryPerConcurrentRequestKiB = 0;
  std::int32_t memoryLeakMiBPerMinute = 0;
  std::int32_t maxConcurrentRequests = 0;  // worked on at the same time; 0: no limit of its own
  std::int32_t responseKiB = 10;           // of one answer. Model choice: a small page
  std::int32_t healthStatus = 200;         // what its health path answers when all is well
  bool healthNeedsCalls = false;           // ... and 503 while any of `calls` fails
  std::vector<ImageCall> calls;            // one of each per request
  std::string workerQueue;                 // it takes messages from this queue; "": it does not
  DurationMs workerMessageMs = 1000;       // from receiving a message to deleting it
  std::int32_t workerConcurrency = 1;      // messages at the same time
  DurationMs jobCpuMs = 0;                 // it ends with 0 after this much of one vCPU; 0: no job

  auto fields() const {
    return std::tie(listenPort, readyMs, cpuMsPerRequest, cpuIdleMilli, memoryBaseMiB,
                    memoryPerConcurrentRequestKiB, memoryLeakMiBPerMinute, maxConcurrentRequests,
                    responseKiB, healthStatus, healthNeedsCalls, calls, workerQueue,
                    workerMessageMs, workerConcurrency, jobCpuMs);
  }
  bool operator==(const ImageBehaviour&) const = default;
};

// What faults add to the behaviour until they are cleared.
struct ImageFaults {
  std::int32_t memoryLeakMiBPerMinute = 0;
  TimeMs leaksSince = 0;
  DurationMs readyMs = 0;
  DurationMs responseMs = 0;

  auto fields() const { return std::tie(memoryLeakMiBPerMinute, leaksSince, readyMs, responseMs); }
  bool operator==(const ImageFaults&) const = default;
};

struct SimImage {
  std::string reference;  // as written in a task definition
  bool exists = true;
  EventId missingBecause = kNoEvent;   // the fault that took it away, when one did
  std::int32_t sizeMiB = 80;           // compressed. Model choice: a slim web application
  std::int32_t slowPullPercent = 100;  // of the normal pull time; a fault raises it
  std::uint32_t slowPullStamp = 0;     // the end of an older fault is void
  DurationMs startMs = 1000;           // from container created to started. Model choice
  DurationMs exitAfterMs = 0;     // the main process ends by itself this long after start; 0: never
  DurationMs meanLifetimeMs = 0;  // ... after an exponentially distributed time; 0: never
  std::int32_t exitCode = 1;      // with which it then ends
  std::int32_t healthCheckFailuresPerMillion = 0;  // chance of each single health check to fail
  DurationMs shutdownMs = 1000;                    // from SIGTERM to exit. Model choice
  std::string cpuArchitecture;                     // "": built for all; else X86_64 or ARM64
  bool ignoresSigterm = false;  // then SIGKILL ends it after stopTimeout, exit code 137
  bool hasCredentials = false;  // a password or an access key is in one of its layers
  ImageBehaviour behaviour;
  ImageFaults faults;

  auto fields() const {
    return std::tie(reference, exists, missingBecause, sizeMiB, slowPullPercent, slowPullStamp,
                    startMs, exitAfterMs, meanLifetimeMs, exitCode, healthCheckFailuresPerMillion,
                    shutdownMs, cpuArchitecture, ignoresSigterm, hasCredentials, behaviour, faults);
  }
  bool operator==(const SimImage&) const = default;
};

}  // namespace taskyard
