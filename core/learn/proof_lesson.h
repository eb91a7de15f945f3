#pragma once
// The proof of one lesson: every step with a goal, over many seeds (proof.h).

#include "learn/proof.h"

namespace taskyard {

// Appends what fails to report.exceptions and counts bots and runs. True when nothing failed.
bool proveLesson(const Content& content, const Lesson& lesson, int seeds, ProofReport& report);
bool proveQuestion(const Content& content, const Question& question, int seeds,
                   ProofReport& report);

// The seeds a proof plays: the thing's own first, then 1, 2, 3, ...
std::vector<std::uint64_t> proofSeeds(std::uint64_t own, int count);

}  // namespace taskyard
