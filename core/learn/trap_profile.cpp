#include "learn/trap_profile.h"

#include <algorithm>

#include "learn/question_source.h"

namespace taskyard {

namespace {

constexpr std::size_t kRecent = 5;  // Model choice: the last five against those before

// One answer in which the tag was at stake.
struct Meeting {
  std::int64_t at = 0;
  bool caught = false;
  bool sure = false;
};

// A trap is at stake wherever an option embodies it. A signal is where the right answer follows it:
// a wrong option that follows another signal says something only of those who choose it.
bool isAtStake(const Question& question, std::string_view id) {
  bool byWrongOption = false;
  for (const Option& option : question.options) {
    if (!hasId(option.choice.ids, id)) continue;
    if (isTrap(id) || option.choice.correct) return true;
    byWrongOption = true;
  }
  return hasId(isTrap(id) ? question.traps : question.signals, id) && !byWrongOption;
}

void meetQuestion(const Content& content, const std::string& key, const QuestionProgress& kept,
                  std::string_view id, std::vector<Meeting>& meetings) {
  const Question* question = content.findQuestion(key);
  const GeneratorFamily* family = familyOfKey(key);
  const bool atStake =
      question != nullptr ? isAtStake(*question, id) : family != nullptr && family->tag == id;
  for (const QuestionAttempt& attempt : kept.attempts) {
    const Answer& answer = attempt.answer;
    bool caught = hasId(attempt.caught, id);
    // Files of version 1 do not say what caught; the question does.
    if (!caught && attempt.caught.empty() && question != nullptr) {
      caught = hasId(caughtBy(*question, answer.choices), id);
    }
    // A signal that is at stake was missed when the answer is wrong.
    if (!isTrap(id) && atStake && !answer.correct) caught = true;
    if (!atStake && !caught) continue;
    meetings.push_back({attempt.at, caught, caught && answer.certainty == Certainty::Sure});
  }
}

Trend trendOf(std::vector<Meeting>& meetings) {
  if (meetings.size() < 2 * kRecent) return Trend::NotEnough;
  std::stable_sort(meetings.begin(), meetings.end(),
                   [](const Meeting& a, const Meeting& b) { return a.at < b.at; });
  const auto middle = meetings.end() - static_cast<std::ptrdiff_t>(kRecent);
  const auto isCaught = [](const Meeting& meeting) { return meeting.caught; };
  const auto before = std::count_if(meetings.begin(), middle, isCaught);
  const auto recent = std::count_if(middle, meetings.end(), isCaught);
  // Shares compared without dividing: recent of kRecent against before of the others.
  const auto others = middle - meetings.begin();
  const auto left = recent * others;
  const auto right = before * static_cast<std::ptrdiff_t>(kRecent);
  return left < right ? Trend::Better : left > right ? Trend::Worse : Trend::Same;
}

TrapRecord recordOf(const Content& content, const Progress& progress, const Tag& tag) {
  std::vector<Meeting> meetings;
  for (const auto& [key, kept] : progress.questions) {
    meetQuestion(content, key, kept, tag.id, meetings);
  }
  TrapRecord record;
  record.tag = &tag;
  record.trend = trendOf(meetings);
  record.met = static_cast<int>(meetings.size());
  for (const Meeting& meeting : meetings) {
    record.caught += meeting.caught ? 1 : 0;
    record.caughtSure += meeting.sure ? 1 : 0;
  }
  for (const auto& [id, lesson] : progress.lessons) {
    for (const auto& [step, kept] : lesson.steps) {
      if (!hasId(kept.misconceptions, tag.id)) continue;
      ++record.met;
      ++record.caught;
    }
  }
  for (const Lesson& lesson : content.lessons) {
    if (record.lesson.empty() && (hasId(lesson.traps, tag.id) || hasId(lesson.signals, tag.id))) {
      record.lesson = lesson.id;
    }
  }
  for (const Scenario& scenario : content.scenarios) {
    if (record.scenario.empty() &&
        (hasId(scenario.traps, tag.id) || hasId(scenario.signals, tag.id))) {
      record.scenario = scenario.id;
    }
  }
  return record;
}

}  // namespace

const char* wordsOf(Trend trend) {
  switch (trend) {
    case Trend::NotEnough: return "too few answers to say";
    case Trend::Better: return "getting better";
    case Trend::Same: return "unchanged";
    case Trend::Worse: return "getting worse";
  }
  return "";
}

std::vector<TrapRecord> trapProfile(const Content& content, const Progress& progress) {
  std::vector<TrapRecord> records;
  for (const Tag& tag : trapTags()) records.push_back(recordOf(content, progress, tag));
  const auto most = [](const TrapRecord& a, const TrapRecord& b) { return a.caught > b.caught; };
  std::stable_sort(records.begin(), records.end(), most);
  const auto traps = static_cast<std::ptrdiff_t>(records.size());
  for (const Tag& tag : signalTags()) records.push_back(recordOf(content, progress, tag));
  std::stable_sort(records.begin() + traps, records.end(), most);
  return records;
}

}  // namespace taskyard
