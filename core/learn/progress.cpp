#include "learn/progress.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<const char*, 4> kCertainties = {"notAsked", "guess", "unsure", "sure"};
constexpr std::int64_t kMostChoices = 100;
constexpr std::int64_t kMostHints = 100;

// ---- Writing

JsonValue answerJson(const Answer& answer) {
  JsonValue json = JsonValue::object();
  JsonValue choices = JsonValue::array();
  for (const std::size_t choice : answer.choices) choices.push(static_cast<std::int64_t>(choice));
  json.set("choices", std::move(choices));
  if (answer.number) json.set("number", *answer.number);
  json.set("certainty", kCertainties[static_cast<std::size_t>(answer.certainty)]);
  json.set("correct", answer.correct);
  return json;
}

JsonValue stringsJson(const std::vector<std::string>& strings) {
  JsonValue json = JsonValue::array();
  for (const std::string& text : strings) json.push(text);
  return json;
}

JsonValue stepJson(const StepRecord& record) {
  JsonValue answers = JsonValue::array();
  for (const Answer& answer : record.answers) answers.push(answerJson(answer));
  return JsonValue::object({{"done", record.done},
                            {"solvedAlone", record.solvedAlone},
                            {"solutionShown", record.solutionShown},
                            {"hintsShown", static_cast<std::int64_t>(record.hintsShown)},
                            {"answers", std::move(answers)},
                            {"misconceptions", stringsJson(record.misconceptions)}});
}

// ---- Reading

Answer readAnswer(ObjectReader& reader, Problems& problems) {
  Answer answer;
  readEach(reader, "choices", [&](const JsonValue& item, const std::string& path) {
    if (item.isInteger() && item.integer() >= 0 && item.integer() < kMostChoices) {
      answer.choices.push_back(static_cast<std::size_t>(item.integer()));
    } else {
      problems.push_back({"WrongType", "expected the position of a choice", path, item.line()});
    }
  });
  answer.number = reader.integer("number");
  const std::string certainty = reader.requiredString("certainty");
  const auto known = std::find(kCertainties.begin(), kCertainties.end(), certainty);
  if (known != kCertainties.end()) {
    answer.certainty = static_cast<Certainty>(known - kCertainties.begin());
  } else if (!certainty.empty()) {
    reader.problem("certainty", "UnknownWord", "unknown word \"" + certainty + "\"");
  }
  answer.correct = reader.boolean("correct").value_or(false);
  return answer;
}

StepRecord readStep(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  StepRecord record;
  record.done = reader.boolean("done").value_or(false);
  record.solvedAlone = reader.boolean("solvedAlone").value_or(false);
  record.solutionShown = reader.boolean("solutionShown").value_or(false);
  record.hintsShown =
      static_cast<std::size_t>(reader.integer("hintsShown", {0, kMostHints}).value_or(0));
  readEach(reader, "answers", [&](const JsonValue& item, const std::string& at) {
    ObjectReader answer(item, at, problems);
    record.answers.push_back(readAnswer(answer, problems));
    answer.rejectUnknownKeys();
  });
  record.misconceptions = reader.strings("misconceptions");
  reader.rejectUnknownKeys();
  return record;
}

LessonProgress readLesson(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  LessonProgress lesson;
  lesson.step = reader.requiredString("step");
  if (const JsonValue* steps = reader.requiredObject("steps")) {
    for (const auto& [id, step] : steps->members()) {
      lesson.steps[id] = readStep(step, pointerTo(reader.pathOf("steps"), id), problems);
    }
  }
  reader.rejectUnknownKeys();
  return lesson;
}

QuestionProgress readQuestion(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  QuestionProgress question;
  reader.requiredArray("attempts");
  readEach(reader, "attempts", [&](const JsonValue& item, const std::string& at) {
    ObjectReader entry(item, at, problems);
    QuestionAttempt attempt;
    attempt.at = entry.requiredInteger("at", {0, INT64_MAX});
    attempt.answer = readAnswer(entry, problems);
    entry.rejectUnknownKeys();
    question.attempts.push_back(std::move(attempt));
  });
  reader.rejectUnknownKeys();
  return question;
}

// A step done in either is done; alone in either, alone; the longer history of answers wins.
StepRecord mergeSteps(const StepRecord& a, const StepRecord& b) {
  StepRecord merged = a.answers.size() >= b.answers.size() ? a : b;
  merged.done = a.done || b.done;
  merged.solvedAlone = a.solvedAlone || b.solvedAlone;
  merged.solutionShown = a.solutionShown || b.solutionShown;
  merged.hintsShown = std::max(a.hintsShown, b.hintsShown);
  merged.misconceptions =
      a.misconceptions.size() >= b.misconceptions.size() ? a.misconceptions : b.misconceptions;
  return merged;
}

bool same(const QuestionAttempt& a, const QuestionAttempt& b) {
  return a.at == b.at && a.answer.choices == b.answer.choices &&
         a.answer.number == b.answer.number && a.answer.certainty == b.answer.certainty;
}

}  // namespace

Result<Progress> readProgress(std::string_view text) {
  constexpr std::size_t kMostBytes = 16u << 20;  // Model choice: years of answers
  const Result<JsonValue> value = parseJson(text, {.bytes = kMostBytes});
  if (!value) return value.error();
  const JsonValue* version = value.value().find("taskyardProgress");
  if (version == nullptr || !version->isInteger()) {
    return Error{"NotProgress", "this file is no Taskyard progress file", "", value.value().line()};
  }
  if (version->integer() > kVersion) {
    return Error{"NewerVersion",
                 "this progress was saved by a newer Taskyard (format " +
                     std::to_string(version->integer()) + ", this one reads up to " +
                     std::to_string(kVersion) + "); reload the page to get the new one",
                 "/taskyardProgress", version->line()};
  }
  Problems problems;
  ObjectReader reader(value.value(), "", problems);
  (void)reader.requiredInteger("taskyardProgress", {1, kVersion});
  Progress progress;
  if (const JsonValue* lessons = reader.requiredObject("lessons")) {
    for (const auto& [id, lesson] : lessons->members()) {
      progress.lessons[id] = readLesson(lesson, pointerTo("/lessons", id), problems);
    }
  }
  if (const JsonValue* questions = reader.requiredObject("questions")) {
    for (const auto& [id, question] : questions->members()) {
      progress.questions[id] = readQuestion(question, pointerTo("/questions", id), problems);
    }
  }
  reader.rejectUnknownKeys();
  if (!problems.empty()) return problems.front();
  return progress;
}

std::string writeProgress(const Progress& progress) {
  JsonValue lessons = JsonValue::object();
  for (const auto& [id, lesson] : progress.lessons) {
    JsonValue steps = JsonValue::object();
    for (const auto& [step, record] : lesson.steps) steps.set(step, stepJson(record));
    lessons.set(id, JsonValue::object({{"step", lesson.step}, {"steps", std::move(steps)}}));
  }
  JsonValue questions = JsonValue::object();
  for (const auto& [id, question] : progress.questions) {
    JsonValue attempts = JsonValue::array();
    for (const QuestionAttempt& attempt : question.attempts) {
      JsonValue json = answerJson(attempt.answer);
      json.set("at", attempt.at);
      attempts.push(std::move(json));
    }
    questions.set(id, JsonValue::object({{"attempts", std::move(attempts)}}));
  }
  return dumpJson(JsonValue::object({{"taskyardProgress", kVersion},
                                     {"lessons", std::move(lessons)},
                                     {"questions", std::move(questions)}}));
}

Progress mergeProgress(const Progress& mine, const Progress& loaded) {
  Progress merged = mine;
  for (const auto& [id, lesson] : loaded.lessons) {
    LessonProgress& target = merged.lessons[id];
    if (target.step.empty()) target.step = lesson.step;
    for (const auto& [step, record] : lesson.steps) {
      target.steps[step] = mergeSteps(target.steps[step], record);
    }
  }
  for (const auto& [id, question] : loaded.questions) {
    std::vector<QuestionAttempt>& attempts = merged.questions[id].attempts;
    for (const QuestionAttempt& attempt : question.attempts) {
      const bool known =
          std::any_of(attempts.begin(), attempts.end(),
                      [&](const QuestionAttempt& mineToo) { return same(mineToo, attempt); });
      if (!known) attempts.push_back(attempt);
    }
    std::stable_sort(
        attempts.begin(), attempts.end(),
        [](const QuestionAttempt& a, const QuestionAttempt& b) { return a.at < b.at; });
  }
  return merged;
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
    if (step != kept->second.steps.end()) session.restoreRecord(i, step->second);
  }
}

}  // namespace taskyard
