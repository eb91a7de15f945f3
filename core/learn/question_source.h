#pragma once
// Questions by id, whether somebody wrote them or a seed makes them. Those that are made are kept,
// so a pointer stays good as long as the source.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "learn/content.h"
#include "learn/generators/generator.h"

namespace taskyard {

class QuestionSource {
 public:
  // `content` must outlive the source.
  explicit QuestionSource(const Content& content) : content_(&content) {}

  // nullptr when there is none, or when it cannot be made.
  const Question* find(std::string_view id);
  // Whether there is one, without making it.
  [[nodiscard]] bool has(std::string_view id) const;
  [[nodiscard]] const Content& content() const { return *content_; }

 private:
  const Content* content_;
  std::map<std::string, Question, std::less<>> made_;
};

// What progress is kept under: the id itself, or for a generated question its family, because each
// time it comes with other values. "generated.base-weight.7" -> "generated.base-weight".
std::string progressKeyOf(std::string_view questionId);
// The family behind such a key; nullptr for other keys.
const GeneratorFamily* familyOfKey(std::string_view key);

// The signals and traps that the wrong ones among the chosen options embody.
std::vector<std::string> caughtBy(const Question& question,
                                  const std::vector<std::size_t>& choices);

}  // namespace taskyard
