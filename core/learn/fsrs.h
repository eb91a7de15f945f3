#pragma once
// When a question is due again: FSRS-6, the published algorithm with its default parameters.
// Floating point is fine here: nothing of it reaches State.
// Source: github.com/open-spaced-repetition, "The FSRS Algorithm"; held to the vectors of its
// reference implementation ts-fsrs 5.4.2 (tests/fixtures/fsrs_vectors.json).

#include <cstdint>
#include <optional>

namespace taskyard {

enum class Grade : std::uint8_t { Again = 1, Hard, Good, Easy };

// stability: days after which nine of ten such memories are still there. difficulty: 1 to 10.
struct Memory {
  double stability = 0;
  double difficulty = 0;
};

// The memory after an answer. before: nothing for the first one. days: whole days since the last
// answer, >= 0. REQUIRES: a `before` that this function returned.
Memory nextMemory(const std::optional<Memory>& before, std::int64_t days, Grade grade);
// The chance that it is still there after so many days, 0 to 1.
double retrievability(const Memory& memory, std::int64_t days);
// Days until the chance has fallen to nine in ten: 1 to 36,500.
std::int64_t nextIntervalDays(const Memory& memory);

}  // namespace taskyard
