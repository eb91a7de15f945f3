#pragma once
// What lessons and questions claim, played. Per step with a goal:
//   the start does not pass; doing nothing does not pass within the limit; the solution and every
//   alternative pass within it, over many seeds; the solution without any one of the taught
//   operations does not pass; each misconception's bot does not pass and meets the promised
//   feedback, and its corrected self passes.
// Per scenario: its story happens by itself; each cure's goal comes true with the cure and not
//   without it, over some seeds.
// Per generator family: every question has a key that the model gave and the formula agrees with,
// and
//   three distractors that differ from it (generators/generator.h).
// Per question that runs: the key meets every requirement, each distractor breaks at least one and
// just those it names, over many seeds. There are no exceptions, only failures.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "learn/content.h"

namespace taskyard {

// lesson, question: "" for all; with one of them given, only that is proved.
struct ProofOptions {
  int lessonSeeds = 20;
  int questionSeeds = 10;
  int scenarioSeeds = 5;
  int generatorSeeds = 10;  // questions made of each family
  std::string lesson;
  std::string question;
  std::string scenario;
};

// where: "lesson desired-count, step create" or "question q1, option B".
struct ProofException {
  std::string where;
  std::string what;
  std::uint64_t seed = 0;  // 0: not a matter of the seed
};

struct ProofItem {
  std::string id;
  bool proved = false;
  bool citationOnly = false;
  std::string how;  // one line: what was played
};

struct ProofReport {
  std::vector<ProofItem> scenarios;
  std::vector<ProofItem> lessons;
  std::vector<ProofItem> questions;
  std::vector<ProofItem> generators;  // families
  int generated = 0;                  // questions made and checked
  int botsTotal = 0;
  int botsDefeated = 0;
  std::uint64_t runs = 0;  // simulations played
  std::vector<ProofException> exceptions;

  [[nodiscard]] bool holds() const { return exceptions.empty(); }
};

// progress: called with the name of what is proved next; may be empty.
ProofReport prove(const Content& content, const ProofOptions& options,
                  const std::function<void(const std::string&)>& progress = {});

// {"scenarios":{"total","proved"},"lessons":{"total","proved"},"bots":{"total","defeated"},"questions":{"total","runnable",
// "proved","citationOnly"},"generators":{"families","checked"},"exceptions":[]} and details.
JsonValue toJson(const ProofReport& report);

}  // namespace taskyard
