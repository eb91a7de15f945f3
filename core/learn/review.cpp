#include "learn/review.h"

#include <algorithm>

#include "learn/question_source.h"

namespace taskyard {

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};
// Model choice: what was wrong comes back in the same session.
constexpr std::int64_t kAgainMs = 10 * 60 * std::int64_t{1000};

ReviewItem itemOf(const std::string& key, const std::vector<QuestionAttempt>& attempts) {
  ReviewItem item;
  item.key = key;
  std::optional<Memory> memory;
  for (const QuestionAttempt& attempt : attempts) {
    const std::int64_t since = memory ? std::max<std::int64_t>(0, attempt.at - item.answeredAt) : 0;
    memory = nextMemory(memory, since / kDayMs, gradeOf(attempt.answer));
    item.answeredAt = attempt.at;
  }
  const Answer& last = attempts.back().answer;
  item.memory = *memory;
  item.confidentMistake = !last.correct && last.certainty == Certainty::Sure;
  item.dueAt = item.answeredAt + (last.correct ? nextIntervalDays(item.memory) * kDayMs : kAgainMs);
  return item;
}

void count(std::vector<CalibrationRow>& rows, const Answer& answer) {
  for (CalibrationRow& row : rows) {
    if (row.certainty != answer.certainty) continue;
    ++row.answers;
    row.right += answer.correct ? 1 : 0;
  }
}

}  // namespace

Grade gradeOf(const Answer& answer) {
  if (!answer.correct) return Grade::Again;
  if (answer.certainty == Certainty::Guess) return Grade::Hard;
  return answer.certainty == Certainty::Sure ? Grade::Easy : Grade::Good;
}

std::vector<ReviewItem> reviewItems(const Progress& progress, const Content& content) {
  std::vector<ReviewItem> items;
  for (const auto& [key, question] : progress.questions) {
    if (question.attempts.empty()) continue;
    if (content.findQuestion(key) == nullptr && familyOfKey(key) == nullptr) continue;
    items.push_back(itemOf(key, question.attempts));
  }
  std::stable_sort(items.begin(), items.end(), [](const ReviewItem& a, const ReviewItem& b) {
    if (a.confidentMistake != b.confidentMistake) return a.confidentMistake;
    return a.dueAt < b.dueAt;
  });
  return items;
}

std::vector<ReviewItem> dueItems(const Progress& progress, const Content& content,
                                 std::int64_t now) {
  std::vector<ReviewItem> items = reviewItems(progress, content);
  items.erase(std::remove_if(items.begin(), items.end(),
                             [now](const ReviewItem& item) { return item.dueAt > now; }),
              items.end());
  return items;
}

std::string questionFor(const ReviewItem& item, const Progress& progress) {
  const GeneratorFamily* family = familyOfKey(item.key);
  if (family == nullptr) return item.key;
  const auto found = progress.questions.find(item.key);
  const std::size_t before = found == progress.questions.end() ? 0 : found->second.attempts.size();
  const std::uint64_t last = before == 0 ? 0 : found->second.attempts.back().seed;
  return generatedId(family->id, last % 1'000'000 + 1 + before);
}

std::vector<CalibrationRow> calibrationOf(const Progress& progress) {
  std::vector<CalibrationRow> rows = {
      {Certainty::Guess, 0, 0}, {Certainty::Unsure, 0, 0}, {Certainty::Sure, 0, 0}};
  for (const auto& [key, question] : progress.questions) {
    for (const QuestionAttempt& attempt : question.attempts) count(rows, attempt.answer);
  }
  for (const auto& [id, lesson] : progress.lessons) {
    for (const auto& [step, record] : lesson.steps) {
      for (const Answer& answer : record.answers) count(rows, answer);
    }
  }
  return rows;
}

}  // namespace taskyard
