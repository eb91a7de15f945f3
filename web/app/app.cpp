#include "app/app.h"

#include <algorithm>
#include <utility>

#include "api/aws_cli.h"
#include "app/command_line.h"
#include "pages/facts.h"
#include "pages/question_page.h"

namespace taskyard {

namespace {

// Model choice: how far "next event" looks ahead. A service at rest has nothing for days.
constexpr DurationMs kStepMost = kHour;
// Model choice: nobody can listen to more at a time.
constexpr std::size_t kAnnouncementsMost = 4;
// Model choice: of a burst only the end is looked at, so that speed costs the same for any size.
constexpr EventId kAnnouncedEventsMost = 400;

Run bareAccount() {
  Result<Run> run = Run::begin(RunStart{});
  return std::move(run.value());
}

}  // namespace

std::size_t thingCount(const State& state, Selection::Kind kind) {
  switch (kind) {
    case Selection::Kind::Traffic: return state.work.traffics.size();
    case Selection::Kind::InternetGateway: return state.network.internetGateways.size();
    case Selection::Kind::LoadBalancer: return state.balancing.loadBalancers.size();
    case Selection::Kind::NatGateway: return state.network.natGateways.size();
    case Selection::Kind::Endpoint: return state.network.endpoints.size();
    case Selection::Kind::Instance: return state.capacity.instances.size();
    case Selection::Kind::Queue: return state.work.queues.size();
    case Selection::Kind::Database: return state.work.databases.size();
    case Selection::Kind::Table: return state.work.tables.size();
    case Selection::Kind::Repository: return state.registry.repositories.size();
    case Selection::Kind::LogGroup: return state.logs.groups.size();
    case Selection::Kind::Function: return state.functions.functions.size();
    case Selection::Kind::Host: return state.functions.hosts.size();
    default: return 0;
  }
}

App::App() : sandbox_(bareAccount()) { announced_ = sandbox_.events().nextId(); }

const Run& App::run() const {
  if (place_ == Place::Lesson && study_.lesson) return study_.lesson->run;
  if (place_ == Place::Trial && study_.trial) return study_.trial->run();
  return sandbox_;
}

void App::setPlaying(bool playing) {
  if (playing_ == playing) return;
  playing_ = playing;
  owedMs_ = 0;
  touch();
}

void App::setSpeed(int speed) {
  speed_ = std::clamp(speed, 1, kSpeedMost);
  touch();
}

void App::send(Request request) { wishes_.emplace_back(std::move(request)); }
void App::stepToNextEvent() { wishes_.emplace_back(StepWish{}); }
void App::undo() { wishes_.emplace_back(UndoWish{}); }
void App::redo() { wishes_.emplace_back(RedoWish{}); }
void App::goTo(TimeMs at) { wishes_.emplace_back(GoToWish{at}); }

Run& App::freeRun() {
  if (place_ == Place::Lesson && study_.lesson) return study_.lesson->run;
  if (place_ == Place::Trial && study_.trial) {
    if (!study_.trial->freed) study_.trial->freed = study_.trial->trial.run();
    return *study_.trial->freed;
  }
  return sandbox_;
}

Result<ApiAnswer> App::callQuietly(const Request& request) {
  if (place_ == Place::Trial && study_.trial && !study_.trial->freed &&
      !study_.trial->trial.finished()) {
    if (changesState(request)) {
      return Error{"TrialRunning",
                   "An option of the question is being run. Wait for its end, or go back to the "
                   "sandbox."};
    }
    // Whoever only looks leaves the trial to go on to its end.
    const Run& run = study_.trial->trial.run();
    return readApi(run.state(), run.events(), request);
  }
  const bool inLesson = place_ == Place::Lesson && study_.lesson;
  Result<ApiAnswer> answer =
      inLesson ? study_.lesson->session.call(study_.lesson->run, request) : freeRun().call(request);
  if (inLesson) collectFromLesson();
  runChanged();
  return answer;
}

Result<ApiAnswer> App::call(const Request& request) {
  const TimeMs at = run().now();
  Result<ApiAnswer> answer = callQuietly(request);
  transcript_.add(answeredEntry(toCommandLine(request), request, answer, at));
  return answer;
}

void App::advance(DurationMs duration) {
  if (duration <= 0) return;
  if (place_ == Place::Lesson && study_.lesson) {
    study_.lesson->session.advance(study_.lesson->run, duration);
    collectFromLesson();
  } else if (place_ == Place::Trial && study_.trial && !study_.trial->freed) {
    OptionTrial& trial = study_.trial->trial;
    const bool before = trial.finished();
    trial.advance(duration);
    if (trial.finished() && !before) {
      setPlaying(false);
      announce(trialOutcome(trial.requirements()));
    }
  } else {
    freeRun().advance(duration);
  }
  runChanged();
}

// The next moment at which something happens is found on a copy where somebody watches the run, so
// that the watchers see every moment up to it.
void App::stepNow() {
  const bool watched = (place_ == Place::Lesson && study_.lesson) ||
                       (place_ == Place::Trial && study_.trial && !study_.trial->freed);
  if (!watched) {
    freeRun().advanceToNextEvent(kStepMost);
    runChanged();
    return;
  }
  Run ahead = run();
  ahead.advanceToNextEvent(kStepMost);
  advance(ahead.now() - run().now());
}

void App::carryOut(const Wish& wish) {
  if (const Request* request = std::get_if<Request>(&wish)) {
    // What was refused stands in the transcript; time stops, so that it is seen.
    if (!call(*request).ok()) setPlaying(false);
  } else if (std::holds_alternative<StepWish>(wish)) {
    stepNow();
  } else if (std::holds_alternative<UndoWish>(wish)) {
    if (freeRun().undo()) afterJump();
  } else if (std::holds_alternative<RedoWish>(wish)) {
    if (freeRun().redo()) afterJump();
  } else if (const GoToWish* goal = std::get_if<GoToWish>(&wish)) {
    // Forward in a lesson means playing: its watchers must see what happens.
    if (goal->at > run().now()) {
      advance(goal->at - run().now());
    } else {
      freeRun().goTo(std::max<TimeMs>(goal->at, 0));
      afterJump();
    }
  }
  touch();
}

void App::carryOutWishes() {
  // A wish may not ask for another, so the list does not grow while it is worked off.
  const std::vector<Wish> wishes = std::exchange(wishes_, {});
  for (const Wish& wish : wishes) carryOut(wish);
}

bool App::frame(double elapsedMs) {
  carryOutWishes();
  if (playing_) {
    owedMs_ += std::clamp(elapsedMs, 0.0, kFrameMostMs) * speed_;
    const DurationMs whole = static_cast<DurationMs>(owedMs_);
    owedMs_ -= static_cast<double>(whole);
    advance(whole);
  }
  const bool changed = revision_ != seenRevision_;
  seenRevision_ = revision_;
  return changed;
}

// ---- What follows from a change

void App::runChanged() {
  dropStaleSelection();
  touch();
}

void App::runReplaced() {
  wishes_.clear();
  ui_.selection = {};
  ui_.showWhy = false;
  ui_.whyEvent = kNoEvent;
  time_.why = kNoEvent;
  time_.whatIf.reset();
  time_.comparison.reset();
  announced_ = run().events().nextId();
  setPlaying(false);
  touch();
}

void App::afterJump() {
  if (place_ == Place::Lesson && study_.lesson) {
    study_.lesson->session.afterJump(study_.lesson->run);
    collectFromLesson();
  }
  announced_ = run().events().nextId();
  runChanged();
}

// After going back, what was selected may not exist yet.
void App::dropStaleSelection() {
  const State& state = run().state();
  const auto gone = [&](const Selection& selection) {
    switch (selection.kind) {
      case Selection::Kind::None: return false;
      case Selection::Kind::Task: return selection.id >= state.tasksLaunched;
      case Selection::Kind::Service: return selection.id >= state.services.size();
      case Selection::Kind::Cluster: return selection.id >= state.clusters.size();
      case Selection::Kind::TaskDefinition: return selection.id >= state.taskDefinitions.size();
      case Selection::Kind::Subnet: return selection.id >= state.subnets.size();
      case Selection::Kind::Event: return !run().events().holds(selection.id);
      default: return selection.id >= thingCount(state, selection.kind);
    }
    return true;
  };
  if (gone(ui_.selection)) ui_.selection = {};
  if (ui_.whyEvent != kNoEvent && !run().events().holds(ui_.whyEvent)) {
    ui_.whyEvent = kNoEvent;
    ui_.showWhy = false;
  }
}

void App::announce(std::string sentence) { announcements_.push_back(std::move(sentence)); }

std::vector<std::string> App::takeAnnouncements() {
  const EventLog& log = run().events();
  EventId first = std::max(announced_, log.firstId());
  if (log.nextId() > first + kAnnouncedEventsMost) first = log.nextId() - kAnnouncedEventsMost;
  std::vector<std::string> taken;
  for (EventId id = first; id < log.nextId(); ++id) {
    std::string sentence = announcementOf(run(), id);
    if (!sentence.empty()) taken.push_back(std::move(sentence));
  }
  announced_ = log.nextId();
  // What came of it all is last: of too many sentences the first are left out.
  for (std::string& sentence : announcements_) taken.push_back(std::move(sentence));
  announcements_.clear();
  if (taken.size() > kAnnouncementsMost) {
    const std::size_t left = taken.size() - kAnnouncementsMost;
    taken.erase(taken.begin(), taken.end() - static_cast<std::ptrdiff_t>(kAnnouncementsMost));
    taken.insert(taken.begin(), std::to_string(left) + " more things happened.");
  }
  return taken;
}

}  // namespace taskyard
