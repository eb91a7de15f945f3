#pragma once
// Images are built for a CPU architecture, and a task asks for one (runtimePlatform). When they
// differ the container starts and its first program cannot be executed: "exec format error".
// Source: the container runtimes' behaviour; AWS documents only the setting.

#include "base/time.h"
#include "model/image.h"
#include "model/task_definition.h"

namespace taskyard {

// From the container's start to its end. Model choice.
inline constexpr DurationMs kCannotExecMs = 100;
// Source: observed; some runtimes report 255.
inline constexpr std::int32_t kCannotExecCode = 1;

// An image that does not say is one for every architecture; a task that does not say is X86_64.
[[nodiscard]] bool canExecute(const SimImage& image, const TaskDefinition& definition);

}  // namespace taskyard
