#pragma once
// The contrasts to ECS, as far as exam questions compare them: Lambda functions, EKS clusters as a
// cost with limits, and containers started by hand on one EC2 instance.
// Sources: Lambda API Reference and Developer Guide, "Lambda quotas" (2026); EKS API Reference.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

using FunctionIndex = Index<struct FunctionTag>;
using HostIndex = Index<struct HostTag>;

// ---- Lambda

inline constexpr std::int32_t kNoReservation = -1;

// What the learner's function does in one invocation.
struct FunctionWork {
  DurationMs workMs = 100;   // of one vCPU. Model choice: a short handler
  DurationMs waitMs = 0;     // for others, whatever the memory
  std::int32_t threads = 1;  // how many vCPUs it can use at once
  // Model choice: a fresh environment takes this long before the handler runs; AWS publishes none.
  DurationMs coldStartMs = 500;

  auto fields() const { return std::tie(workMs, waitMs, threads, coldStartMs); }
};

// A stretch of steady load: each rate holds until the next one begins.
struct InvocationRate {
  TimeMs from = 0;
  std::int64_t perSecondMilli = 0;

  auto fields() const { return std::tie(from, perSecondMilli); }
};

// Sums of invocations, in millionths, so that nothing is lost to rounding.
struct InvocationFigures {
  std::int64_t arrived = 0;
  std::int64_t succeeded = 0;
  std::int64_t timedOut = 0;
  std::int64_t failed = 0;     // the handler raised an error
  std::int64_t throttled = 0;  // TooManyRequestsException
  std::int64_t coldStarts = 0;
  std::int64_t billedMs = 0;  // of all that ran: ms x thousandths of an invocation

  auto fields() const {
    return std::tie(arrived, succeeded, timedOut, failed, throttled, coldStarts, billedMs);
  }
};

enum class PackageType : std::uint8_t { Zip, Image };
enum class FunctionArchitecture : std::uint8_t { x86_64, arm64 };

struct Function {
  std::string functionName;
  std::string role;
  std::string runtime;  // "" for images
  std::string handler;
  std::string imageUri;
  PackageType packageType = PackageType::Zip;
  FunctionArchitecture architecture = FunctionArchitecture::x86_64;
  std::int32_t memorySize = 128;  // MB, 128 to 10,240
  std::int32_t timeout = 3;       // seconds, 1 to 900
  std::int32_t reservedConcurrency = kNoReservation;
  FunctionWork work;
  bool asynchronous = false;           // the load is of type Event
  std::vector<InvocationRate> rates;   // since `settledAt`, ascending
  InvocationFigures settled;           // up to settledAt
  std::int64_t settledMegabyteMs = 0;  // billed, in MB x ms
  std::int64_t warmEnvironments = 0;   // at settledAt
  TimeMs settledAt = 0;
  TimeMs createdAt = 0;
  bool deleted = false;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(functionName, role, runtime, handler, imageUri, packageType, architecture,
                    memorySize, timeout, reservedConcurrency, work, asynchronous, rates, settled,
                    settledMegabyteMs, warmEnvironments, settledAt, createdAt, deleted, createdBy);
  }
};

// ---- EKS

struct Nodegroup {
  std::string nodegroupName;
  std::string instanceType = "t3.medium";
  std::int32_t desiredSize = 2;
  std::int32_t minSize = 1;
  std::int32_t maxSize = 2;
  TimeMs createdAt = 0;
  TimeMs deletedAt = kNever;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(nodegroupName, instanceType, desiredSize, minSize, maxSize, createdAt,
                    deletedAt, createdBy);
  }
};

struct EksFargateProfile {
  std::string fargateProfileName;
  std::string podExecutionRoleArn;
  bool deleted = false;

  auto fields() const { return std::tie(fargateProfileName, podExecutionRoleArn, deleted); }
};

struct EksCluster {
  std::string name;
  std::string version;
  std::string roleArn;
  std::vector<std::string> subnetIds;
  std::vector<Nodegroup> nodegroups;
  std::vector<EksFargateProfile> fargateProfiles;
  TimeMs createdAt = 0;
  TimeMs deletedAt = kNever;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(name, version, roleArn, subnetIds, nodegroups, fargateProfiles, createdAt,
                    deletedAt, createdBy);
  }
};

// ---- docker run

// One EC2 instance that somebody set up by hand, outside ECS.
struct SimHost {
  std::string name;
  std::string instanceType = "t3.medium";
  std::vector<std::string> images;  // already pulled
  TimeMs launchedAt = 0;
  TimeMs lostAt = kNever;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(name, instanceType, images, launchedAt, lostAt, createdBy);
  }
};

enum class DockerStatus : std::uint8_t { Pulling, Running, Restarting, Exited, Lost };
enum class DockerRestart : std::uint8_t { no, onFailure, always, unlessStopped };

struct DockerContainer {
  std::string name;
  HostIndex host;
  ImageIndex image;
  DockerRestart restart = DockerRestart::no;
  DockerStatus status = DockerStatus::Pulling;
  std::int32_t exitCode = 0;
  std::int32_t restartCount = 0;
  std::int32_t failuresInRow = 0;  // ends after less than 10 s of life, for the restart delay
  TimeMs startedAt = kNever;
  TimeMs finishedAt = kNever;
  std::uint32_t stamp = 0;  // timers with an older stamp are void
  EventId lastEvent = kNoEvent;

  auto fields() const {
    return std::tie(name, host, image, restart, status, exitCode, restartCount, failuresInRow,
                    startedAt, finishedAt, stamp, lastEvent);
  }
};

struct Functions {
  std::vector<Function> functions;
  std::int64_t concurrentExecutions = 1000;  // of the account
  std::vector<EksCluster> clusters;
  std::vector<SimHost> hosts;
  std::vector<DockerContainer> containers;

  auto fields() const {
    return std::tie(functions, concurrentExecutions, clusters, hosts, containers);
  }
};

const char* nameOf(PackageType type);
const char* nameOf(FunctionArchitecture architecture);
const char* nameOf(DockerStatus status);
const char* nameOf(DockerRestart restart);  // "on-failure"

}  // namespace taskyard
