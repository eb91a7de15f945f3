#include "learn/generators/generator.h"

#include <algorithm>

#include "base/draw.h"
#include "base/hash.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

constexpr std::uint64_t kMostAttempts = 200;  // Model choice: far more than any family needs
constexpr std::size_t kDistractors = 3;
constexpr std::string_view kPrefix = "generated.";
constexpr std::uint64_t kLargestSeed = 999'999'999'999;

// The first distractors that differ from the key and from each other; fewer when there are none.
std::vector<Mistake> usable(const Draft& draft) {
  std::vector<Mistake> chosen;
  for (const Mistake& mistake : draft.mistakes) {
    const bool taken = mistake.text == draft.modelKey ||
                       std::any_of(chosen.begin(), chosen.end(), [&](const Mistake& other) {
                         return other.text == mistake.text;
                       });
    if (!taken && chosen.size() < kDistractors) chosen.push_back(mistake);
  }
  return chosen;
}

Question questionOf(const GeneratorFamily& family, std::uint64_t seed, Draft draft,
                    std::vector<Mistake> mistakes) {
  Question question;
  question.id = generatedId(family.id, seed);
  question.taskStatement = family.taskStatement;
  question.stem = std::move(draft.stem);
  question.decidingWords = std::move(draft.decidingWords);
  question.sources = std::move(draft.sources);
  question.explanation = std::move(draft.explanation);
  question.citation = "The key comes from the simulation, run with these values.";
  if (!family.tag.empty()) {
    (isTrap(family.tag) ? question.traps : question.signals).emplace_back(family.tag);
  }
  Option key;
  key.choice = {std::move(draft.modelKey), true, std::move(draft.keyWhy), {}};
  question.options.push_back(std::move(key));
  for (Mistake& mistake : mistakes) {
    Option option;
    option.choice = {std::move(mistake.text), false, std::move(mistake.why),
                     std::move(mistake.ids)};
    question.options.push_back(std::move(option));
  }
  return question;
}

}  // namespace

Values::Values(std::uint64_t seed, std::string_view family, std::uint64_t attempt) {
  Fingerprint key;
  key.add(seed);
  key.add(family);
  key.add(attempt);
  key_ = key.value();
}

std::int64_t Values::between(std::int64_t low, std::int64_t high) {
  return drawBetween({key_, Purpose::Workload, 0, count_++}, low, high);
}

const GeneratorFamily* findFamily(std::string_view id) {
  for (const GeneratorFamily& family : generatorFamilies()) {
    if (family.id == id) return &family;
  }
  return nullptr;
}

Result<Question> generateQuestion(const GeneratorFamily& family, std::uint64_t seed) {
  for (std::uint64_t attempt = 0; attempt < kMostAttempts; ++attempt) {
    Values values(seed, family.id, attempt);
    Result<Draft> draft = family.make(values);
    if (!draft) return draft.error();
    const std::optional<std::string>& formula = draft.value().closedForm;
    if (formula && *formula != draft.value().modelKey) {
      return Error{"Generator", std::string(family.id) + ": the model says " +
                                    draft.value().modelKey + ", the formula " + *formula};
    }
    std::vector<Mistake> mistakes = usable(draft.value());
    if (mistakes.size() < kDistractors) continue;
    return questionOf(family, seed, std::move(draft.value()), std::move(mistakes));
  }
  return Error{"Generator", std::string(family.id) + ": no values give three distractors"};
}

std::string generatedId(std::string_view family, std::uint64_t seed) {
  return std::string(kPrefix) + std::string(family) + "." + std::to_string(seed);
}

std::optional<GeneratedId> readGeneratedId(std::string_view id) {
  if (id.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  id.remove_prefix(kPrefix.size());
  const std::size_t point = id.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  GeneratedId read{findFamily(id.substr(0, point)), 0};
  const std::string_view digits = id.substr(point + 1);
  if (read.family == nullptr || digits.empty()) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    read.seed = read.seed * 10 + static_cast<std::uint64_t>(c - '0');
    if (read.seed > kLargestSeed) return std::nullopt;
  }
  return read;
}

}  // namespace taskyard
