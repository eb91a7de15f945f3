// Lessons, scenarios and runs of question options: what App does with its Study.

#include <utility>

#include "app/app.h"
#include "learn/scenario.h"

namespace taskyard {

namespace {

Error unknown(const char* code, const char* what, std::string_view id) {
  return Error{code, std::string("There is no ") + what + " \"" + std::string(id) + "\" here.", "",
               0};
}

}  // namespace

void App::setPlace(Place place) {
  if (place == Place::Lesson && !study_.lesson) place = Place::Sandbox;
  if (place == Place::Trial && !study_.trial) place = Place::Sandbox;
  if (place == place_) return;
  place_ = place;
  runReplaced();
}

void App::replaceSandbox(Run run) {
  sandbox_ = std::move(run);
  place_ = Place::Sandbox;
  runReplaced();
}

Result<Done> App::setSandboxAside() {
  if (sandbox_.applied() == 0) return Done{};
  if (time_.branches.size() >= kBranchesMost) {
    return Error{"TooManyBranches",
                 "There is no room to keep the run that is open: Time holds " +
                     std::to_string(kBranchesMost) +
                     " branches. Remove one of them there, then begin again.",
                 "", 0};
  }
  const Scenario* scenario = study_.content.findScenario(sandbox_.start().scenario);
  const std::string name = scenario == nullptr ? "New account" : scenario->title;
  time_.branches.push_back({name + ", left at " + clockText(sandbox_.now()), sandbox_});
  return Done{};
}

Result<Done> App::openScenario(std::string_view id, std::optional<std::uint64_t> seed) {
  if (id.empty()) {
    Result<Run> fresh = Run::begin(RunStart{.scenario = "", .seed = seed.value_or(1)});
    if (!fresh) return fresh.error();
    if (const Result<Done> kept = setSandboxAside(); !kept) return kept;
    replaceSandbox(std::move(fresh.value()));
    return Done{};
  }
  const Scenario* scenario = study_.content.findScenario(id);
  if (scenario == nullptr) return unknown("UnknownScenario", "scenario", id);
  Result<Run> run = beginRun(*scenario, seed);
  if (!run) return run.error();
  if (const Result<Done> kept = setSandboxAside(); !kept) return kept;
  replaceSandbox(std::move(run.value()));
  return Done{};
}

Result<Done> App::openLesson(std::string_view id) {
  if (study_.lesson && study_.lesson->session.lesson().id == id) {
    setPlace(Place::Lesson);
    return Done{};
  }
  const Lesson* lesson = study_.content.findLesson(id);
  if (lesson == nullptr) return unknown("UnknownLesson", "lesson", id);
  const Scenario* scenario = study_.content.findScenario(lesson->scenario);
  if (scenario == nullptr) return unknown("UnknownScenario", "scenario", lesson->scenario);
  Result<Run> run = beginRun(*scenario, lesson->seed);
  if (!run) return run.error();
  return resumeLesson(id, 0, std::move(run.value()));
}

Result<Done> App::resumeLesson(std::string_view id, std::size_t step, Run run) {
  const Lesson* lesson = study_.content.findLesson(id);
  if (lesson == nullptr) return unknown("UnknownLesson", "lesson", id);
  if (step >= lesson->steps.size()) step = 0;
  study_.lesson.emplace(LessonRun{std::move(run), LessonSession(*lesson)});
  restoreSession(study_.progress, study_.lesson->session);
  study_.lesson->session.enter(step, study_.lesson->run);
  study_.notice.clear();
  goalWasMet_ = study_.lesson->session.canGoOn();
  place_ = Place::Lesson;
  runReplaced();
  return Done{};
}

bool App::enterStep(std::size_t step) {
  if (!study_.lesson) return false;
  LessonSession& session = study_.lesson->session;
  if (step >= session.lesson().steps.size()) return false;
  session.finishReading();
  for (std::size_t i = 0; i < step; ++i) {
    if (!session.record(i).done) return false;
  }
  if (place_ != Place::Lesson) setPlace(Place::Lesson);
  session.enter(step, study_.lesson->run);
  study_.notice.clear();
  goalWasMet_ = session.canGoOn();
  setPlaying(false);
  collectFromLesson();
  runChanged();
  return true;
}

void App::keepRun() {
  if (place_ == Place::Sandbox) return;
  replaceSandbox(Run(run()));
}

void App::restartStep() {
  if (!study_.lesson) return;
  setPlace(Place::Lesson);
  study_.lesson->session.restartStep(study_.lesson->run);
  goalWasMet_ = study_.lesson->session.canGoOn();
  collectFromLesson();
  runReplaced();
}

void App::showSolution() {
  if (!study_.lesson) return;
  setPlace(Place::Lesson);
  study_.lesson->session.showSolution(study_.lesson->run);
  collectFromLesson();
  runReplaced();
  setPlaying(true);
}

Result<Done> App::runOption(std::string_view id, std::size_t option) {
  const Question* question = study_.questions.find(id);
  if (question == nullptr) return unknown("UnknownQuestion", "question", id);
  if (!question->runnable() || option >= question->options.size() ||
      question->options[option].run.empty()) {
    return Error{"NotRunnable", "This option is nothing that can be run.", "", 0};
  }
  const Scenario* scenario = study_.content.findScenario(question->scenario);
  if (scenario == nullptr) return unknown("UnknownScenario", "scenario", question->scenario);
  Result<OptionTrial> trial = OptionTrial::begin(*scenario, *question, option, scenario->seed);
  if (!trial) return trial.error();
  study_.trial.emplace(TrialRun{std::string(id), option, std::move(trial.value()), std::nullopt});
  place_ = Place::Trial;
  runReplaced();
  setPlaying(true);
  return Done{};
}

void App::setDropped(std::optional<DroppedFile> file) {
  dropped_ = std::move(file);
  touch();
}

// What the lesson did and said goes into the transcript and to those who listen.
void App::collectFromLesson() {
  LessonSession& session = study_.lesson->session;
  for (PlayedCommand& played : session.takePlayed()) {
    TranscriptEntry entry;
    entry.at = played.at;
    entry.command = std::move(played.line);
    entry.ok = played.error.empty();
    entry.error = std::move(played.error);
    const std::string who = played.world ? "Part of the lesson" : "Played by the solution";
    entry.notes.push_back(played.title.empty() ? who + "." : who + ": " + played.title + ".");
    transcript_.add(std::move(entry));
  }
  for (const Feedback& feedback : session.takeFeedback()) {
    (void)feedback;  // its place in the lesson is a live region of its own
    setPlaying(false);
  }
  const bool met = session.canGoOn();
  if (met && !goalWasMet_ && session.step().kind == StepKind::Do) {
    announce("Goal reached. You can go on to the next step.");
  }
  goalWasMet_ = met;
  keepLesson();
  touch();
}

}  // namespace taskyard
