#include "learn/progress.h"

#include <algorithm>

namespace taskyard {

namespace {

// A step done in either is done; alone in either, alone; the longer history of answers wins.
StepRecord mergeSteps(const StepRecord& a, const StepRecord& b) {
  StepRecord merged = a.answers.size() >= b.answers.size() ? a : b;
  merged.done = a.done || b.done;
  merged.solvedAlone = a.solvedAlone || b.solvedAlone;
  merged.solutionShown = a.solutionShown || b.solutionShown;
  merged.hintsShown = std::max(a.hintsShown, b.hintsShown);
  merged.refused = std::max(a.refused, b.refused);
  merged.misconceptions =
      a.misconceptions.size() >= b.misconceptions.size() ? a.misconceptions : b.misconceptions;
  return merged;
}

// The last exam that has not ended, as a pointer that is const where the list is.
template <typename Exams>
auto openIn(Exams& exams) -> decltype(exams.data()) {
  const auto open =
      std::find_if(exams.rbegin(), exams.rend(), [](const Exam& exam) { return !exam.finished(); });
  return open == exams.rend() ? nullptr : &*open;
}

bool same(const QuestionAttempt& a, const QuestionAttempt& b) {
  return a.at == b.at && a.answer.choices == b.answer.choices &&
         a.answer.number == b.answer.number && a.answer.certainty == b.answer.certainty;
}

void joinLesson(LessonProgress& mine, const LessonProgress& loaded) {
  if (mine.step.empty()) mine.step = loaded.step;
  for (const auto& [step, record] : loaded.steps) {
    mine.steps[step] = mergeSteps(mine.steps[step], record);
  }
}

bool isAmong(const std::vector<QuestionAttempt>& attempts, const QuestionAttempt& attempt) {
  return std::any_of(attempts.begin(), attempts.end(),
                     [&](const QuestionAttempt& known) { return same(known, attempt); });
}

void joinAttempts(std::vector<QuestionAttempt>& mine, const std::vector<QuestionAttempt>& loaded) {
  for (const QuestionAttempt& attempt : loaded) {
    if (!isAmong(mine, attempt)) mine.push_back(attempt);
  }
  std::stable_sort(mine.begin(), mine.end(),
                   [](const QuestionAttempt& a, const QuestionAttempt& b) { return a.at < b.at; });
}

void joinExam(std::vector<Exam>& mine, const Exam& loaded) {
  const auto known = std::find_if(mine.begin(), mine.end(),
                                  [&](const Exam& exam) { return isSameExam(exam, loaded); });
  if (known == mine.end()) {
    mine.push_back(loaded);
  } else {
    *known = mergeExams(*known, loaded);
  }
}

// Whether what was answered then can still be shown: the question may have changed since.
bool fits(const Answer& answer, const Step& step) {
  if (!step.ask || answer.number.has_value() != step.ask->number.has_value()) return false;
  return std::all_of(answer.choices.begin(), answer.choices.end(),
                     [&](std::size_t position) { return position < step.ask->choices.size(); });
}

}  // namespace

Exam* Progress::openExam() { return openIn(exams); }
const Exam* Progress::openExam() const { return openIn(exams); }

Progress mergeProgress(const Progress& mine, const Progress& loaded) {
  Progress merged = mine;
  for (const auto& [id, lesson] : loaded.lessons) joinLesson(merged.lessons[id], lesson);
  for (const auto& [id, question] : loaded.questions) {
    joinAttempts(merged.questions[id].attempts, question.attempts);
  }
  for (const Exam& exam : loaded.exams) joinExam(merged.exams, exam);
  std::stable_sort(merged.exams.begin(), merged.exams.end(),
                   [](const Exam& a, const Exam& b) { return a.beganAt < b.beganAt; });
  return merged;
}

void keepAttempt(Progress& progress, const Question& question, const Answer& answer,
                 std::int64_t at) {
  QuestionAttempt attempt;
  attempt.at = at;
  attempt.answer = answer;
  attempt.caught = caughtBy(question, answer.choices);
  if (const std::optional<GeneratedId> generated = readGeneratedId(question.id)) {
    attempt.seed = generated->seed;
  }
  std::vector<QuestionAttempt>& attempts = progress.questions[progressKeyOf(question.id)].attempts;
  if (at == 0 || !isAmong(attempts, attempt)) attempts.push_back(std::move(attempt));
}

void keepExamAnswers(Progress& progress, const Exam& exam, QuestionSource& questions) {
  for (const ExamItem& item : exam.items) {
    if (item.choices.empty()) continue;
    const Question* question = questions.find(item.question);
    if (question == nullptr) continue;
    Answer answer;
    answer.choices = item.choices;
    answer.certainty = item.certainty;
    answer.correct = item.choices == question->key();
    keepAttempt(progress, *question, answer, item.at);
  }
}

void keepSession(Progress& progress, const LessonSession& session) {
  const Lesson& lesson = session.lesson();
  LessonProgress& kept = progress.lessons[lesson.id];
  kept.step = session.step().id;
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    kept.steps[lesson.steps[i].id] = session.record(i);
  }
}

void restoreSession(const Progress& progress, LessonSession& session) {
  const Lesson& lesson = session.lesson();
  const auto kept = progress.lessons.find(lesson.id);
  if (kept == progress.lessons.end()) return;
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    const auto step = kept->second.steps.find(lesson.steps[i].id);
    if (step == kept->second.steps.end()) continue;
    StepRecord record = step->second;
    const auto unfit = [&](const Answer& answer) { return !fits(answer, lesson.steps[i]); };
    record.answers.erase(std::remove_if(record.answers.begin(), record.answers.end(), unfit),
                         record.answers.end());
    session.restoreRecord(i, record);
  }
}

}  // namespace taskyard
