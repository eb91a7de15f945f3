#pragma once
// A task definition revision: what is asked for when a task runs.
// Field names, units and defaults are AWS's (API Reference, RegisterTaskDefinition and
// ContainerDefinition). Fields the simulation does not act on are kept as JSON and printed back.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class TaskDefinitionStatus : std::uint8_t { ACTIVE, INACTIVE, DELETE_IN_PROGRESS };
enum class NetworkMode : std::uint8_t { bridge, host, awsvpc, none };
// What Fargate's prices tell apart.
enum class FargatePlatform : std::uint8_t { LinuxX86, LinuxArm64, Windows };

struct RuntimePlatform {
  std::string cpuArchitecture;        // "", "X86_64" or "ARM64"; "" is X86_64
  std::string operatingSystemFamily;  // "", "LINUX", "WINDOWS_SERVER_2022_CORE", ...; "" is LINUX

  [[nodiscard]] bool given() const {
    return !cpuArchitecture.empty() || !operatingSystemFamily.empty();
  }
  [[nodiscard]] FargatePlatform onFargate() const;

  auto fields() const { return std::tie(cpuArchitecture, operatingSystemFamily); }
  bool operator==(const RuntimePlatform&) const = default;
};

struct PortMapping {
  std::int32_t containerPort = 0;  // 1 to 65535; 0 when containerPortRange stands in its place
  // As registered, ECS fills it with containerPort in awsvpc and host mode; absent: a dynamic port
  // of the instance (bridge mode), which ECS prints as 0.
  std::optional<std::int32_t> hostPort;
  std::string protocol = "tcp";    // tcp or udp
  std::string name;                // for Service Connect, which is not simulated
  std::string appProtocol;         // "" or http, http2, grpc; for Service Connect as well
  std::string containerPortRange;  // "" or "8000-8100"; kept, not simulated

  auto fields() const {
    return std::tie(containerPort, hostPort, protocol, name, appProtocol, containerPortRange);
  }
  bool operator==(const PortMapping&) const = default;
};

struct HealthCheck {
  std::vector<std::string> command;  // starts with CMD or CMD-SHELL
  std::int32_t interval = 30;        // seconds, 5 to 300
  std::int32_t timeout = 5;          // seconds, 2 to 60
  std::int32_t retries = 3;          // 1 to 10
  std::int32_t startPeriod = 0;      // seconds, 0 to 300

  auto fields() const { return std::tie(command, interval, timeout, retries, startPeriod); }
  bool operator==(const HealthCheck&) const = default;
};

struct ContainerRestartPolicy {
  bool enabled = false;
  std::vector<std::int32_t> ignoredExitCodes;  // at most 50
  std::int32_t restartAttemptPeriod = 300;     // seconds, 60 to 1800

  auto fields() const { return std::tie(enabled, ignoredExitCodes, restartAttemptPeriod); }
  bool operator==(const ContainerRestartPolicy&) const = default;
};

enum class ContainerCondition : std::uint8_t { START, COMPLETE, SUCCESS, HEALTHY };

// A container waits for another one of the task.
struct ContainerDependency {
  std::string containerName;
  ContainerCondition condition = ContainerCondition::START;

  auto fields() const { return std::tie(containerName, condition); }
  bool operator==(const ContainerDependency&) const = default;
};

struct KeyValuePair {
  std::string name;
  std::string value;

  auto fields() const { return std::tie(name, value); }
  bool operator==(const KeyValuePair&) const = default;
};

// A value that is fetched when the container is made.
struct ContainerSecret {
  std::string name;       // the environment variable, or the log driver's option
  std::string valueFrom;  // ARN in Secrets Manager, or name or ARN in Parameter Store

  auto fields() const { return std::tie(name, valueFrom); }
  bool operator==(const ContainerSecret&) const = default;
};

struct LogConfiguration {
  std::string logDriver;              // only awslogs is acted on
  std::vector<KeyValuePair> options;  // in the order in which they were given
  std::vector<ContainerSecret> secretOptions;

  // The option's value, "" when it was not given.
  [[nodiscard]] const std::string& option(std::string_view key) const;
  auto fields() const { return std::tie(logDriver, options, secretOptions); }
  bool operator==(const LogConfiguration&) const = default;
};

struct ContainerDefinition {
  std::string name;
  std::string image;
  // The record of `image` when the revision was registered. What a task runs is Container::image,
  // because a tag in ECR can move.
  ImageIndex imageIndex;
  std::int32_t cpu = 0;                           // CPU units
  std::optional<std::int32_t> memory;             // MiB, hard limit
  std::optional<std::int32_t> memoryReservation;  // MiB, soft limit
  bool essential = true;
  std::vector<PortMapping> portMappings;
  std::vector<KeyValuePair> environment;
  std::optional<HealthCheck> healthCheck;
  std::optional<ContainerRestartPolicy> restartPolicy;
  std::vector<ContainerDependency> dependsOn;
  std::optional<std::int32_t> startTimeout;  // seconds; absent: dependants wait for ever
  std::optional<std::int32_t> stopTimeout;   // seconds; absent: 30
  std::vector<ContainerSecret> secrets;
  std::optional<LogConfiguration> logConfiguration;
  std::string credentialsParameter;           // repositoryCredentials: ARN of a login, or ""
  std::vector<std::string> environmentFiles;  // ARNs of S3 objects
  bool versionConsistency = true;             // a tag is resolved once for each deployment
  std::string otherJson;  // members the simulation does not act on, as one JSON object or ""

  auto fields() const {
    return std::tie(name, image, imageIndex, cpu, memory, memoryReservation, essential,
                    portMappings, environment, healthCheck, restartPolicy, dependsOn, startTimeout,
                    stopTimeout, secrets, logConfiguration, credentialsParameter, environmentFiles,
                    versionConsistency, otherJson);
  }
  bool operator==(const ContainerDefinition&) const = default;
};

struct TaskDefinition {
  std::string family;
  std::int32_t revision = 0;  // from 1
  TaskDefinitionStatus status = TaskDefinitionStatus::ACTIVE;
  NetworkMode networkMode = NetworkMode::bridge;
  std::optional<std::int32_t> cpu;     // CPU units (1024 = 1 vCPU)
  std::optional<std::int32_t> memory;  // MiB
  std::string taskRoleArn;
  std::string executionRoleArn;
  std::vector<std::string> requiresCompatibilities;
  std::vector<std::string> compatibilities;  // what the revision could run on, as ECS computes it
  std::optional<std::int32_t> ephemeralStorageGiB;
  RuntimePlatform runtimePlatform;
  std::vector<ContainerDefinition> containerDefinitions;
  TimeMs registeredAt = kNever;
  TimeMs deregisteredAt = kNever;
  // What it asks of a container instance beyond CPU and memory; read when it is registered
  // (engine/placement.h).
  std::vector<std::string> memberOf;  // placementConstraints, by expression
  std::int32_t gpus = 0;
  bool arm = false;
  std::string otherJson;  // members the simulation does not act on, as one JSON object or ""

  auto fields() const {
    return std::tie(family, revision, status, networkMode, cpu, memory, taskRoleArn,
                    executionRoleArn, requiresCompatibilities, compatibilities, ephemeralStorageGiB,
                    runtimePlatform, containerDefinitions, registeredAt, deregisteredAt, memberOf,
                    gpus, arm, otherJson);
  }
  bool operator==(const TaskDefinition&) const = default;
};

// True for awsvpc: each task has a network interface of its own.
inline bool hasOwnInterface(const TaskDefinition& definition) {
  return definition.networkMode == NetworkMode::awsvpc;
}

const char* nameOf(TaskDefinitionStatus status);
const char* nameOf(NetworkMode mode);
const char* nameOf(ContainerCondition condition);

}  // namespace taskyard
