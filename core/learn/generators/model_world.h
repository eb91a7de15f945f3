#pragma once
// A world in which a family finds out what its values lead to: an account with a cluster, driven by
// AWS requests. The first request that is refused is kept and ends the family's question.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "api/run.h"
#include "learn/generators/generator.h"

namespace taskyard {

class ModelWorld {
 public:
  // With the cluster "demo".
  explicit ModelWorld(std::uint64_t seed);

  // service: "ecs", "sim", "elbv2", ... input: JSON; may hold names such as {{subnet:private-a}}.
  void call(const std::string& service, const std::string& operation, const std::string& input);
  // Whether the request would be accepted; nothing is recorded as an error.
  bool accepts(const std::string& service, const std::string& operation, const std::string& input);
  void advance(DurationMs duration);
  // Looks at the state after every event for so long.
  void watch(DurationMs duration, const std::function<void(const State&)>& look);

  [[nodiscard]] const State& state() const { return run_.state(); }
  [[nodiscard]] const Run& run() const { return run_; }
  // "" or what was refused first.
  [[nodiscard]] const std::string& error() const { return error_; }

  // Family "app" for Fargate, 0.25 vCPU and 512 MiB. more: further members of its container.
  void registerApp(const std::string& more = "");
  // Service "app" of that family in the three default subnets.
  void createApp(std::int64_t desired, const std::string& more = "\"launchType\":\"FARGATE\"");
  // `count` booted instances of the type, which join the cluster.
  void addInstances(const std::string& type, std::int64_t count);
  // Family and service "job" for EC2.
  void createJob(const std::string& networkMode, std::int64_t cpu, std::int64_t memory,
                 std::int64_t desired, const std::string& more = "");

  // Tasks that run and are meant to, and tasks that are meant to.
  [[nodiscard]] std::int64_t running() const;
  [[nodiscard]] std::int64_t live() const;

 private:
  Run run_;
  std::string error_;
};

std::int64_t runningTasks(const State& state);
std::int64_t liveTasks(const State& state);

// The draft, or the world's error.
Result<Draft> draftOr(const ModelWorld& world, Draft draft);

}  // namespace taskyard
