// Lint of lessons and scenarios.

#include <algorithm>

#include "learn/lint_parts.h"

namespace taskyard {

namespace {

constexpr std::size_t kHints = 3;

bool wants(const Script& script, const std::string& operation) {
  return std::any_of(script.begin(), script.end(), [&](const ScriptEntry& entry) {
    return entry.request.operation == operation;
  });
}

bool hasKind(const Lesson& lesson, StepKind kind) {
  return std::any_of(lesson.steps.begin(), lesson.steps.end(),
                     [kind](const Step& step) { return step.kind == kind; });
}

}  // namespace

void Lint::lesson(const Lesson& lesson) {
  const std::string& file = lesson.file;
  if (content_.findLesson(lesson.id) != &lesson) say(file, "/id", "another lesson has this id");
  if (lesson.objectives.empty()) say(file, "/objectives", "a lesson has objectives");
  if (lesson.taskStatements.empty()) {
    say(file, "/taskStatements", "a lesson serves a task statement of the exam");
  }
  for (const std::string& id : lesson.taskStatements) taskStatement(file, "/taskStatements", id);
  for (const std::string& id : lesson.prerequisites) {
    const Lesson* before = content_.findLesson(id);
    if (before == nullptr) say(file, "/prerequisites", "there is no lesson " + id);
    if (before != nullptr && before >= &lesson) {
      say(file, "/prerequisites", "the lesson " + id + " comes later in the index");
    }
  }
  tags(file, "/signals", lesson.signals);
  tags(file, "/traps", lesson.traps);
  sources(file, lesson.sources);
  texts(file, "/deeper", lesson.deeper);
  text(file, "/teacherNotes", lesson.teacherNotes);
  if (content_.findScenario(lesson.scenario) == nullptr) {
    say(file, "/scenario", "there is no scenario " + lesson.scenario);
  }
  for (const StepKind kind : {StepKind::Predict, StepKind::Do, StepKind::Explain}) {
    if (hasKind(lesson, kind)) continue;
    say(file, "/steps", std::string("a lesson has a step of kind ") + nameOf(kind));
  }
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    const std::string pointer = pointerTo("/steps", i);
    for (std::size_t j = 0; j < i; ++j) {
      if (lesson.steps[j].id == lesson.steps[i].id) {
        say(file, pointer + "/id", "another step has this id");
      }
    }
    step(lesson, lesson.steps[i], pointer);
  }
}

void Lint::step(const Lesson& lesson, const Step& step, const std::string& pointer) {
  const std::string& file = lesson.file;
  texts(file, pointer + "/text", step.text);
  texts(file, pointer + "/after", step.after);
  texts(file, pointer + "/hints", step.hints);
  text(file, pointer + "/teacherNotes", step.teacherNotes);
  operations(file, pointer + "/allowedOperations", step.allowedOperations);
  operations(file, pointer + "/taught", step.taught);
  if (step.ask) {
    text(file, pointer + "/ask/text", step.ask->text);
    if (!step.ask->number) choices(file, pointer + "/ask/choices", step.ask->choices);
  }
  if (step.kind == StepKind::Do) doStep(lesson, step, pointer);
}

void Lint::doStep(const Lesson& lesson, const Step& step, const std::string& pointer) {
  const std::string& file = lesson.file;
  if (step.hints.size() != kHints) {
    say(file, pointer + "/hints",
        "three hints, from a nudge to the command; there are " + std::to_string(step.hints.size()));
  }
  if (step.solution.empty()) say(file, pointer, "a step with a goal has a solution");
  if (step.alternatives.empty()) {
    say(file, pointer + "/alternatives",
        "a step with a goal has another way to it, so that no right design is refused");
  }
  if (step.taught.empty()) say(file, pointer, "a step with a goal names what it teaches (taught)");
  for (const std::string& operation : step.taught) {
    if (!wants(step.solution, operation)) {
      say(file, pointer + "/taught", "the solution does without " + operation);
    }
  }
  allowed(lesson, step, pointer + "/solution", step.solution);
  for (std::size_t i = 0; i < step.alternatives.size(); ++i) {
    allowed(lesson, step, pointerTo(pointer + "/alternatives", i) + "/commands",
            step.alternatives[i]);
  }
  script(file, pointer + "/world", step.world);
  for (std::size_t i = 0; i < step.misconceptions.size(); ++i) {
    const Misconception& misconception = step.misconceptions[i];
    const std::string here = pointerTo(pointer + "/misconceptions", i);
    if (misconception.id.rfind("trap.", 0) == 0) tags(file, here + "/id", {misconception.id});
    text(file, here + "/feedback", misconception.feedback);
    allowed(lesson, step, here + "/bot", misconception.bot);
    allowed(lesson, step, here + "/corrected", misconception.corrected);
  }
}

// Commands have the right shape, are allowed in the step, and come before its limit.
void Lint::allowed(const Lesson& lesson, const Step& step, const std::string& pointer,
                   const Script& commands) {
  script(lesson.file, pointer, commands);
  const std::vector<std::string>& names = step.allowedOperations;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const std::string& operation = commands[i].request.operation;
    if (!names.empty() && std::find(names.begin(), names.end(), operation) == names.end()) {
      say(lesson.file, pointerTo(pointer, i), operation + " is not allowed in this step");
    }
    if (commands[i].at >= step.limit) {
      say(lesson.file, pointerTo(pointer, i), "comes after the step's limit");
    }
  }
}

void Lint::scenario(const Scenario& scenario) {
  const std::string& file = scenario.file;
  tags(file, "/signals", scenario.signals);
  tags(file, "/traps", scenario.traps);
  for (std::size_t i = 0; i < scenario.setup.size(); ++i) {
    request(file, pointerTo("/setup", i), scenario.setup[i]);
  }
  script(file, "/timeline", scenario.timeline);
  // Play it, entry by entry: each must be accepted when its time comes.
  Scenario begins = scenario;
  begins.timeline.clear();
  Result<Run> run = beginAtZero(begins);
  if (!run) {
    say(file, run.error().path, run.error().message);
    return;
  }
  const std::vector<TimedRequest> timed = startOf(scenario).script;
  for (std::size_t i = scenario.setup.size(); i < timed.size(); ++i) {
    run.value().goTo(timed[i].at);
    const Result<ApiAnswer> answer = run.value().call(timed[i].request);
    if (answer) continue;
    say(file, pointerTo("/timeline", i - scenario.setup.size()),
        "is refused when its time comes: " + answer.error().message);
  }
}

}  // namespace taskyard
