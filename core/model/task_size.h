#pragma once
// The strings in which the ECS API takes task-level cpu and memory (RegisterTaskDefinition, and the
// overrides of RunTask).
//
// Source: ECS API Reference, RegisterTaskDefinitionRequest.cpu and .memory, copy of 2026-08: "1024"
// or "1 vCPU"; "2048" or "2 GB"; the unit in any case, the blank before it optional.

#include <cstdint>
#include <optional>
#include <string_view>

namespace taskyard {

// CPU units of "256", "1 vCPU", ".5 vcpu"; nothing when the text is something else, is no whole
// number of CPU units or does not fit 32 bits.
[[nodiscard]] std::optional<std::int32_t> parseTaskCpu(std::string_view text);

// MiB of "512", "2 GB", "0.5gb"; nothing as above.
[[nodiscard]] std::optional<std::int32_t> parseTaskMemory(std::string_view text);

}  // namespace taskyard
