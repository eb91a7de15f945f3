#pragma once
// The task sizes AWS Fargate offers. Data only; which platform version a task gets is decided
// elsewhere.
//
// Source: Amazon ECS Developer Guide, "Task CPU and memory" of the page "Amazon ECS task definition
// parameters for Fargate" (fargate-tasks-services), copy of 2026; checked against the API
// Reference of 2026-08, which does not list the 32 vCPU row yet.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace taskyard {

struct FargateSize {
  std::int32_t cpu = 0;     // CPU units, 1024 = 1 vCPU
  std::int32_t memory = 0;  // MiB

  bool operator==(const FargateSize&) const = default;
};

// cpu: CPU units.
[[nodiscard]] bool isFargateCpu(std::int32_t cpu);
// cpu: CPU units; memory: MiB.
[[nodiscard]] bool isFargatePair(std::int32_t cpu, std::int32_t memory);
// The memory sizes (MiB, ascending) that go with a cpu size; empty when there is no such size.
[[nodiscard]] std::span<const std::int32_t> fargateMemoryChoices(std::int32_t cpu);
// Those in words: "512, 1024 or 2048 MiB", "2048 to 8192 MiB in steps of 1024"; "" when there is
// no such size.
[[nodiscard]] std::string fargateMemoryChoicesText(std::int32_t cpu);
// Windows containers run on 1, 2 and 4 vCPU only.
[[nodiscard]] bool isFargateWindowsCpu(std::int32_t cpu);
// True for sizes that most exam material does not know: it stops at 16 vCPU and 120 GB.
[[nodiscard]] bool isNewerThanExamMaterial(std::int32_t cpu);

// The cpu sizes, ascending (CPU units).
[[nodiscard]] std::vector<std::int32_t> fargateCpuSizes();
// All 77 pairs, by cpu, then by memory.
[[nodiscard]] std::vector<FargateSize> fargateSizes();

// "0.25 vCPU", "16 vCPU": for sentences. REQUIRES: cpu >= 0.
[[nodiscard]] std::string vcpuText(std::int32_t cpu);
// "512 MB", "1 GB": the units people name these sizes in. REQUIRES: memory >= 0.
[[nodiscard]] std::string memoryText(std::int32_t memory);

}  // namespace taskyard
