// Presenting a lesson to a class: a session of its own, so that the teacher's progress stays as it
// was, and any step can be opened.

#include <utility>

#include "app/app.h"
#include "learn/scenario.h"

namespace taskyard {

namespace {

// Plays the step's solution until its goal is met, so that the next step finds the world it needs.
void solve(LessonSession& session, Run& run) {
  const Step& step = session.step();
  if (step.kind != StepKind::Do || step.solution.empty() || session.canGoOn()) return;
  session.showSolution(run);
  const TimeMs end = run.now() + step.limit;
  while (!session.canGoOn() && run.now() < end) session.advance(run, kSecond);
}

}  // namespace

Result<Done> App::presentLesson(std::string_view id, std::string_view step) {
  const Lesson* lesson = study_.content.findLesson(id);
  if (lesson == nullptr) {
    return Error{"UnknownLesson", "There is no lesson \"" + std::string(id) + "\" here.", "", 0};
  }
  std::size_t index = 0;
  if (!step.empty()) {
    while (index < lesson->steps.size() && lesson->steps[index].id != step) ++index;
    if (index == lesson->steps.size()) {
      return Error{"UnknownStep", "This lesson has no step \"" + std::string(step) + "\".", "", 0};
    }
  }
  const Scenario* scenario = study_.content.findScenario(lesson->scenario);
  if (scenario == nullptr) {
    return Error{"UnknownScenario", "The lesson's scenario is not here.", "", 0};
  }
  const bool sameLesson =
      presenting_ && study_.lesson && study_.lesson->session.lesson().id == lesson->id;
  if (!sameLesson) {
    Result<Run> run = beginRun(*scenario, lesson->seed);
    if (!run) return run.error();
    if (!presenting_) setAside_ = std::move(study_.lesson);
    presenting_ = true;
    study_.lesson.emplace(LessonRun{std::move(run.value()), LessonSession(*lesson)});
    study_.lesson->session.enter(0, study_.lesson->run);
    place_ = Place::Lesson;
    runReplaced();
  }
  presentStep(index);
  return Done{};
}

void App::presentWorld() {
  if (!presenting_) setAside_ = std::move(study_.lesson);
  presenting_ = true;
  study_.lesson.reset();
  if (place_ == Place::Lesson) {
    place_ = Place::Sandbox;
    runReplaced();
  }
  touch();
}

bool App::presentStep(std::size_t index) {
  if (!presenting_ || !study_.lesson) return false;
  LessonSession& session = study_.lesson->session;
  if (index >= session.lesson().steps.size()) return false;
  setPlaying(false);
  if (place_ != Place::Lesson) setPlace(Place::Lesson);
  while (session.stepIndex() < index) {
    solve(session, study_.lesson->run);
    session.enter(session.stepIndex() + 1, study_.lesson->run);
  }
  if (session.stepIndex() > index) session.enter(index, study_.lesson->run);
  goalWasMet_ = session.canGoOn();
  announced_ = run().events().nextId();
  collectFromLesson();
  runChanged();
  return true;
}

void App::endPresenting() {
  if (!presenting_) return;
  presenting_ = false;
  study_.lesson = std::move(setAside_);
  setAside_.reset();
  if (place_ == Place::Lesson && !study_.lesson) place_ = Place::Sandbox;
  runReplaced();
}

void App::keepLesson() {
  if (study_.lesson && !presenting_) keepSession(study_.progress, study_.lesson->session);
}

}  // namespace taskyard
