#pragma once
// Questions made from a seed. A family draws values, runs the model with them for the key, and
// takes its distractors from named mistakes. Where arithmetic gives the same answer it is worked
// out apart from the model, and proof holds one against the other.
//
// A generated question is a Question like any other. Its id is "generated.<family>.<seed>".

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "learn/quiz.h"

namespace taskyard {

// The values of one question: keyed draws, so the same seed gives the same question everywhere.
class Values {
 public:
  // attempt: grows when a draw led to a question that cannot be used.
  Values(std::uint64_t seed, std::string_view family, std::uint64_t attempt);

  // Both ends are possible. REQUIRES: low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high);
  template <class T, std::size_t N>
  const T& pick(const T (&list)[N]) {
    return list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(N) - 1))];
  }
  // For the run that gives the key.
  [[nodiscard]] std::uint64_t runSeed() const { return key_ % 1'000'000 + 1; }

 private:
  std::uint64_t key_;
  std::uint64_t count_ = 0;
};

// A distractor. why: the mistake by name, for the learner. ids: signals and traps it embodies.
struct Mistake {
  std::string text;
  std::string why;
  std::vector<std::string> ids;
};

// A question before its options are put together. modelKey: what the model answered.
// closedForm: the same, worked out without the model; nothing where there is no such formula.
// mistakes: at least three that differ from the key and from each other; the first three count.
struct Draft {
  std::vector<std::string> stem;
  std::vector<std::string> decidingWords;
  std::string modelKey;
  std::optional<std::string> closedForm;
  std::string keyWhy;
  std::vector<Mistake> mistakes;
  std::string explanation;
  std::vector<Source> sources;
};

struct GeneratorFamily {
  std::string_view id;     // "rolling-minimum"
  std::string_view title;  // "Tasks that stay during a deployment"
  std::string_view taskStatement;
  std::string_view tag;  // the trap or signal it belongs to, or ""
  Result<Draft> (*make)(Values& values) = nullptr;
};

std::span<const GeneratorFamily> generatorFamilies();
// nullptr when there is none.
const GeneratorFamily* findFamily(std::string_view id);

// Errors: "Generator", with what the model refused or where key and formula differ.
Result<Question> generateQuestion(const GeneratorFamily& family, std::uint64_t seed);

struct GeneratedId {
  const GeneratorFamily* family = nullptr;
  std::uint64_t seed = 0;
};
std::string generatedId(std::string_view family, std::uint64_t seed);
// Nothing for an id of another kind, or of a family that is not there.
std::optional<GeneratedId> readGeneratedId(std::string_view id);

}  // namespace taskyard
