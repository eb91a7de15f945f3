// Progress as a save file: what is written, and read record by record.

#include "learn/progress.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "learn/question_set.h"
#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::int64_t kVersion = 2;
constexpr std::array<const char*, 4> kCertainties = {"notAsked", "guess", "unsure", "sure"};
constexpr std::int64_t kMostChoices = 100;
constexpr std::int64_t kMostHints = 100;
constexpr std::int64_t kMostRefused = 1'000'000'000;
constexpr std::int64_t kMostItems = 200;
constexpr std::size_t kMostExams = 30;  // Model choice: older ones go; their answers stay

// ---- Writing

JsonValue positionsJson(const std::vector<std::size_t>& positions) {
  JsonValue json = JsonValue::array();
  for (const std::size_t position : positions) json.push(static_cast<std::int64_t>(position));
  return json;
}

JsonValue answerJson(const Answer& answer) {
  JsonValue json = JsonValue::object();
  json.set("choices", positionsJson(answer.choices));
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
                            {"refused", static_cast<std::int64_t>(record.refused)},
                            {"answers", std::move(answers)},
                            {"misconceptions", stringsJson(record.misconceptions)}});
}

JsonValue attemptJson(const QuestionAttempt& attempt) {
  JsonValue json = answerJson(attempt.answer);
  json.set("at", attempt.at);
  if (attempt.seed != 0) json.set("seed", static_cast<std::int64_t>(attempt.seed));
  if (!attempt.caught.empty()) json.set("caught", stringsJson(attempt.caught));
  return json;
}

JsonValue examJson(const Exam& exam) {
  JsonValue items = JsonValue::array();
  for (const ExamItem& item : exam.items) {
    items.push(
        JsonValue::object({{"question", item.question},
                           {"choices", positionsJson(item.choices)},
                           {"eliminated", positionsJson(item.eliminated)},
                           {"flagged", item.flagged},
                           {"certainty", kCertainties[static_cast<std::size_t>(item.certainty)]},
                           {"at", item.at}}));
  }
  JsonValue json = JsonValue::object({{"form", nameOf(exam.form)},
                                      {"seed", static_cast<std::int64_t>(exam.seed)},
                                      {"beganAt", exam.beganAt},
                                      {"usedMs", exam.usedMs},
                                      {"finishedAt", exam.finishedAt},
                                      {"current", static_cast<std::int64_t>(exam.current)},
                                      {"items", std::move(items)}});
  if (!exam.code.empty()) json.set("code", exam.code);
  return json;
}

// ---- Reading

std::vector<std::size_t> readPositions(ObjectReader& reader, std::string_view key,
                                       Problems& problems) {
  std::vector<std::size_t> positions;
  readEach(reader, key, [&](const JsonValue& item, const std::string& path) {
    if (item.isInteger() && item.integer() >= 0 && item.integer() < kMostChoices) {
      positions.push_back(static_cast<std::size_t>(item.integer()));
    } else {
      problems.push_back({"WrongType", "expected the position of a choice", path, item.line()});
    }
  });
  return positions;
}

Certainty readCertainty(ObjectReader& reader) {
  const std::string certainty = reader.requiredString("certainty");
  const auto known = std::find(kCertainties.begin(), kCertainties.end(), certainty);
  if (known != kCertainties.end()) return static_cast<Certainty>(known - kCertainties.begin());
  if (!certainty.empty()) {
    reader.problem("certainty", "UnknownWord", "unknown word \"" + certainty + "\"");
  }
  return Certainty::NotAsked;
}

Answer readAnswer(ObjectReader& reader, Problems& problems) {
  Answer answer;
  answer.choices = readPositions(reader, "choices", problems);
  answer.number = reader.integer("number");
  answer.certainty = readCertainty(reader);
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
  record.refused =
      static_cast<std::size_t>(reader.integer("refused", {0, kMostRefused}).value_or(0));
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
    attempt.seed = static_cast<std::uint64_t>(entry.integer("seed", {0, INT64_MAX}).value_or(0));
    attempt.caught = entry.strings("caught");
    entry.rejectUnknownKeys();
    question.attempts.push_back(std::move(attempt));
  });
  reader.rejectUnknownKeys();
  return question;
}

// The form, and for a set its code.
void readForm(ObjectReader& reader, Exam& exam) {
  const std::string form = reader.requiredString("form");
  for (const ExamForm known : {ExamForm::Full, ExamForm::Short, ExamForm::Set}) {
    if (form == nameOf(known)) exam.form = known;
  }
  if (form != nameOf(exam.form)) {
    reader.problem("form", "UnknownWord", "expected full, short or set");
  }
  const std::optional<std::string> code = reader.string("code");
  if ((exam.form == ExamForm::Set) != code.has_value()) {
    reader.problem("code", "BadValue", "a set has its code, other exams have none");
  }
  if (!code) return;
  const Result<SetCode> set = readSetCode(*code);
  if (!set) reader.problem("code", set.error().code, set.error().message);
  exam.code = *code;
}

Exam readExam(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Exam exam;
  readForm(reader, exam);
  exam.seed = static_cast<std::uint64_t>(reader.requiredInteger("seed", {0, INT64_MAX}));
  exam.beganAt = reader.requiredInteger("beganAt", {0, INT64_MAX / 2});
  exam.finishedAt = reader.requiredInteger("finishedAt", {0, INT64_MAX / 2});
  exam.current = static_cast<std::size_t>(reader.requiredInteger("current", {0, kMostItems}));
  readSome(reader, "items", [&](const JsonValue& entry, const std::string& at) {
    ObjectReader inner(entry, at, problems);
    ExamItem item;
    item.question = inner.requiredString("question");
    item.choices = readPositions(inner, "choices", problems);
    item.eliminated = readPositions(inner, "eliminated", problems);
    item.flagged = inner.boolean("flagged").value_or(false);
    item.certainty = readCertainty(inner);
    item.at = inner.requiredInteger("at", {0, INT64_MAX});
    inner.rejectUnknownKeys();
    exam.items.push_back(std::move(item));
  });
  exam.usedMs = reader.requiredInteger("usedMs", {0, exam.durationMs()});
  if (exam.current >= std::max<std::size_t>(exam.items.size(), 1)) {
    reader.problem("current", "BadValue", "there is no such question");
  }
  reader.rejectUnknownKeys();
  return exam;
}

// True when the record is whole; else the reason goes to `refused`.
bool isWhole(const Problems& problems, Problems& refused) {
  if (!problems.empty()) refused.push_back(problems.front());
  return problems.empty();
}

}  // namespace

Result<ReadProgress> readProgress(std::string_view text) {
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
  ReadProgress read;
  ObjectReader reader(value.value(), "", read.refused);
  (void)reader.requiredInteger("taskyardProgress", {1, kVersion});
  if (const JsonValue* lessons = reader.requiredObject("lessons")) {
    for (const auto& [id, lesson] : lessons->members()) {
      Problems problems;
      LessonProgress record = readLesson(lesson, pointerTo("/lessons", id), problems);
      if (isWhole(problems, read.refused)) read.progress.lessons[id] = std::move(record);
    }
  }
  if (const JsonValue* questions = reader.requiredObject("questions")) {
    for (const auto& [id, question] : questions->members()) {
      Problems problems;
      QuestionProgress record = readQuestion(question, pointerTo("/questions", id), problems);
      if (isWhole(problems, read.refused)) read.progress.questions[id] = std::move(record);
    }
  }
  readEach(reader, "exams", [&](const JsonValue& exam, const std::string& path) {
    Problems problems;
    Exam record = readExam(exam, path, problems);
    if (isWhole(problems, read.refused)) read.progress.exams.push_back(std::move(record));
  });
  reader.rejectUnknownKeys();
  return read;
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
    for (const QuestionAttempt& attempt : question.attempts) attempts.push(attemptJson(attempt));
    questions.set(id, JsonValue::object({{"attempts", std::move(attempts)}}));
  }
  JsonValue exams = JsonValue::array();
  const std::size_t first =
      progress.exams.size() > kMostExams ? progress.exams.size() - kMostExams : 0;
  for (std::size_t i = first; i < progress.exams.size(); ++i)
    exams.push(examJson(progress.exams[i]));
  return dumpJson(JsonValue::object({{"taskyardProgress", kVersion},
                                     {"lessons", std::move(lessons)},
                                     {"questions", std::move(questions)},
                                     {"exams", std::move(exams)}}));
}

}  // namespace taskyard
