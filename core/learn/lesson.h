#pragma once
// A lesson: read a little, predict, run, check, explain. Data only; lesson_session.h plays it and
// proof.h holds it to its promises. File: lessons/<topic>/<slug>.json, one lesson each; all keys
// are in lessons/schema/lesson.schema.json and in lesson.cpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "learn/condition.h"
#include "learn/script.h"
#include "learn/source.h"

namespace taskyard {

// One option of a question. why: the reason it is right or wrong, shown after the answer.
// ids: the signals and traps it embodies.
struct Choice {
  std::string text;
  bool correct = false;
  std::string why;
  std::vector<std::string> ids;
};

// A prediction that is a number. Right: |answer - value| <= tolerance.
struct NumberAnswer {
  std::int64_t value = 0;
  std::int64_t tolerance = 0;
  std::string unit;  // "tasks", "seconds"
  std::string why;
};

// Either choices (1 or more of them correct) or a number.
struct Ask {
  std::string text;
  std::vector<Choice> choices;
  std::optional<NumberAnswer> number;
  bool certainty = true;  // whether to ask how sure the learner is

  [[nodiscard]] std::size_t correctCount() const;
};

// The tempting wrong move. `when` recognises it from behaviour; `bot` is a scripted learner who
// believes it, and `corrected` the same one after reading the feedback.
struct Misconception {
  std::string id;  // "trap.*", or a word of the lesson's own
  std::string belief;
  Condition when;
  std::string feedback;  // Markdown
  Script bot;
  Script corrected;
};

enum class StepKind : std::uint8_t { Read, Predict, Do, Explain };

// goal: absent for Read, Predict and Explain, which end with a click or an answer.
// taught: operations that the step is about; proof withholds each and the step must not pass.
// world: what happens around the learner during the step, from its beginning.
struct Step {
  std::string id;  // unique in the lesson; progress is kept under it
  StepKind kind = StepKind::Read;
  std::string title;
  std::vector<std::string> text;   // Markdown paragraphs
  std::vector<std::string> after;  // Markdown, shown once the step is done: what just happened
  std::optional<Ask> ask;
  std::vector<std::string> allowedOperations;  // empty: all; reading and time always are
  std::optional<Condition> goal;
  std::vector<std::string> hints;  // three, from a nudge to the command itself
  Script solution;
  std::vector<Script> alternatives;
  std::vector<std::string> taught;
  Script world;
  DurationMs limit = 0;  // within which the solution meets the goal
  std::vector<Misconception> misconceptions;
  std::string teacherNotes;  // Markdown
};

struct Lesson {
  std::string id;     // "desired-count"
  std::string topic;  // its folder
  std::string title;
  std::string summary;
  std::vector<std::string> objectives;
  int minutes = 0;
  std::vector<std::string> prerequisites;  // lesson ids
  std::vector<std::string> signals;
  std::vector<std::string> traps;
  std::vector<std::string> taskStatements;  // SAA-C03, "2.2"
  std::vector<Source> sources;
  std::string scenario;
  std::optional<std::uint64_t> seed;  // absent: the scenario's
  std::vector<Step> steps;
  std::vector<std::string> deeper;  // Markdown: where to read on
  std::string teacherNotes;
  std::string file;
};

Lesson readLesson(const JsonValue& value, Problems& problems);
// Also used by questions: [{"text", "correct"?, "why", "ids"?}].
Choice readChoice(ObjectReader& reader);
std::vector<std::string> readParagraphs(ObjectReader& reader, std::string_view key);

const char* nameOf(StepKind kind);  // "read", "predict", "do", "explain"

}  // namespace taskyard
