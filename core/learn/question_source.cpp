#include "learn/question_source.h"

#include <algorithm>

namespace taskyard {

namespace {

constexpr std::string_view kPrefix = "generated.";

}  // namespace

const Question* QuestionSource::find(std::string_view id) {
  if (const Question* written = content_->findQuestion(id)) return written;
  if (const auto kept = made_.find(id); kept != made_.end()) return &kept->second;
  const std::optional<GeneratedId> wanted = readGeneratedId(id);
  if (!wanted) return nullptr;
  Result<Question> question = generateQuestion(*wanted->family, wanted->seed);
  if (!question) return nullptr;
  return &made_.emplace(std::string(id), std::move(question.value())).first->second;
}

bool QuestionSource::has(std::string_view id) const {
  return content_->findQuestion(id) != nullptr || readGeneratedId(id).has_value();
}

std::string progressKeyOf(std::string_view questionId) {
  const std::optional<GeneratedId> generated = readGeneratedId(questionId);
  if (!generated) return std::string(questionId);
  return std::string(kPrefix) + std::string(generated->family->id);
}

const GeneratorFamily* familyOfKey(std::string_view key) {
  if (key.substr(0, kPrefix.size()) != kPrefix) return nullptr;
  return findFamily(key.substr(kPrefix.size()));
}

std::vector<std::string> caughtBy(const Question& question,
                                  const std::vector<std::size_t>& choices) {
  std::vector<std::string> ids;
  for (const std::size_t choice : choices) {
    if (choice >= question.options.size()) continue;
    const Choice& chosen = question.options[choice].choice;
    if (chosen.correct) continue;
    for (const std::string& id : chosen.ids) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

}  // namespace taskyard
