#include "learn/drill.h"

#include <algorithm>
#include <compare>

#include "base/hash.h"
#include "learn/question_source.h"
#include "learn/review.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

bool matches(const Content& content, const Question& question, const DrillFilter& filter) {
  if (findTaskStatement(question.taskStatement) == nullptr) return false;
  if (filter.domain != 0 && domainOf(question.taskStatement).number != filter.domain) return false;
  if (!filter.topic.empty()) {
    const Lesson* lesson = content.findLesson(question.lesson);
    if (lesson == nullptr || lesson->topic != filter.topic) return false;
  }
  if (filter.tag.empty() || hasId(question.signals, filter.tag) ||
      hasId(question.traps, filter.tag)) {
    return true;
  }
  return std::any_of(question.options.begin(), question.options.end(),
                     [&](const Option& option) { return hasId(option.choice.ids, filter.tag); });
}

bool matches(const GeneratorFamily& family, const DrillFilter& filter) {
  if (filter.domain != 0 && domainOf(family.taskStatement).number != filter.domain) return false;
  return filter.topic.empty() && (filter.tag.empty() || family.tag == filter.tag);
}

// Smaller comes first.
struct Rank {
  int urgency = 1;  // 0: a confident mistake; 1: never asked; 2: asked before
  std::int64_t answeredAt = 0;
  std::uint64_t shuffle = 0;  // among those never asked

  auto operator<=>(const Rank&) const = default;
};

Rank rankOf(const std::string& key, const Progress& progress) {
  Rank rank;
  Fingerprint shuffle;
  shuffle.add(key);
  rank.shuffle = shuffle.value();
  const auto found = progress.questions.find(key);
  if (found == progress.questions.end() || found->second.attempts.empty()) return rank;
  const QuestionAttempt& last = found->second.attempts.back();
  const bool confident = !last.answer.correct && last.answer.certainty == Certainty::Sure;
  rank.urgency = confident ? 0 : 2;
  rank.answeredAt = last.at;
  return rank;
}

}  // namespace

std::vector<std::string> drillPool(const Content& content, const DrillFilter& filter) {
  std::vector<std::string> keys;
  for (const Question& question : content.questions) {
    if (matches(content, question, filter)) keys.push_back(question.id);
  }
  for (const GeneratorFamily& family : generatorFamilies()) {
    if (matches(family, filter)) keys.push_back(progressKeyOf(generatedId(family.id, 1)));
  }
  return keys;
}

std::string nextInDrill(const Content& content, const Progress& progress, const DrillFilter& filter,
                        std::string_view last) {
  const std::vector<std::string> pool = drillPool(content, filter);
  if (pool.empty()) return "";
  const std::string lastKey = last.empty() ? "" : progressKeyOf(last);
  const std::string* best = nullptr;
  for (const std::string& key : pool) {
    if (key == lastKey && pool.size() > 1) continue;
    if (best == nullptr || rankOf(key, progress) < rankOf(*best, progress)) best = &key;
  }
  ReviewItem item;
  item.key = *best;
  return questionFor(item, progress);
}

}  // namespace taskyard
