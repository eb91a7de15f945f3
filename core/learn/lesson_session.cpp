#include "learn/lesson_session.h"

#include <algorithm>

#include "base/text.h"
#include "learn/watch.h"

namespace taskyard {

namespace {

constexpr TimeMs kNotDue = INT64_MAX;

// The run as it was when `applied` of its requests had been made and the time was `at`.
Run rebuilt(const Run& run, std::size_t applied, TimeMs at) {
  Result<Run> fresh = Run::begin(run.start());
  TY_ASSERT(fresh.ok());  // it began once before
  for (std::size_t i = 0; i < applied; ++i) {
    fresh.value().goTo(run.journal()[i].at);
    (void)fresh.value().call(run.journal()[i].request);
  }
  fresh.value().goTo(std::max(at, fresh.value().now()));
  return std::move(fresh.value());
}

bool happened(const Run& run, const TimedRequest& wanted) {
  const auto& journal = run.journal();
  for (std::size_t i = run.applied(); i-- > 0 && journal[i].at >= wanted.at;) {
    if (journal[i].at == wanted.at && journal[i].request == wanted.request) return true;
  }
  return false;
}

bool isAdvance(const Request& request) {
  return request.service == "sim" && request.operation == "SimAdvance";
}

}  // namespace

LessonSession::LessonSession(const Lesson& lesson)
    : lesson_(&lesson), records_(lesson.steps.size()) {
  TY_ASSERT(!lesson.steps.empty());
}

bool LessonSession::finished() const {
  return std::all_of(records_.begin(), records_.end(),
                     [](const StepRecord& record) { return record.done; });
}

StepView LessonSession::view() const {
  StepView view;
  view.index = step_;
  view.count = lesson_->steps.size();
  view.step = &step();
  view.record = records_[step_];
  view.goal = goal_.lines();
  view.goalBroken = goal_.broken();
  view.playingSolution = script_ != nullptr;
  const std::vector<std::string>& hints = step().hints;
  const std::size_t shown = std::min(hints.size(), view.record.hintsShown);
  view.hints.assign(hints.begin(), hints.begin() + static_cast<std::ptrdiff_t>(shown));
  view.moreHints = shown < hints.size();
  view.feedback = feedback_;
  view.canGoOn = canGoOn();
  return view;
}

// ---- The step and its checks

void LessonSession::enter(std::size_t index, const Run& run) {
  TY_ASSERT(index < lesson_->steps.size());
  step_ = index;
  beganAt_ = run.now();
  beganApplied_ = run.applied();
  feedback_.clear();
  script_ = nullptr;
  worldNext_ = 0;
  worldPlayed_.clear();
  beginChecks(run);
}

void LessonSession::beginChecks(const Run& run) {
  goal_ = {};
  misconceptions_.clear();
  if (!step().goal) return;
  goal_ = Check(*step().goal, run.state(), run.events());
  for (const Misconception& misconception : step().misconceptions) {
    misconceptions_.emplace_back(misconception.when, run.state(), run.events());
  }
}

void LessonSession::observe(const Run& run) {
  if (!goal_.active()) return;
  goal_.observe(run.state(), run.events());
  StepRecord& record = records_[step_];
  if (goal_.holds() && !record.done) {
    record.done = true;
    record.solvedAlone = !record.solutionShown;
  }
  for (std::size_t i = 0; i < misconceptions_.size(); ++i) {
    const Misconception& misconception = step().misconceptions[i];
    misconceptions_[i].observe(run.state(), run.events());
    if (!misconceptions_[i].holds() || record.done) continue;
    const auto same = [&](const Feedback& given) {
      return given.misconception == misconception.id;
    };
    if (std::any_of(feedback_.begin(), feedback_.end(), same)) continue;
    feedback_.push_back({run.now(), misconception.id, misconception.feedback});
    newFeedback_.push_back(feedback_.back());
    record.misconceptions.push_back(misconception.id);
  }
}

bool LessonSession::goalMet() const { return goal_.active() && goal_.holds(); }

// ---- Time and commands

void LessonSession::advance(Run& run, DurationMs duration) {
  const TimeMs end = run.now() + duration;
  playDue(run);
  while (run.now() < end) {
    const TimeMs stop = std::clamp(nextDue(), run.now() + 1, end);
    advanceWatched(run, stop - run.now(), [this](const Run& seen) {
      observe(seen);
      return true;
    });
    playDue(run);
  }
}

TimeMs LessonSession::nextDue() const {
  TimeMs due = kNotDue;
  if (worldNext_ < step().world.size()) due = beganAt_ + step().world[worldNext_].at;
  if (script_ != nullptr) due = std::min(due, scriptBeganAt_ + (*script_)[scriptNext_].at);
  return due;
}

void LessonSession::playDue(Run& run) {
  const Script& world = step().world;
  while (worldNext_ < world.size() && beganAt_ + world[worldNext_].at <= run.now()) {
    const std::size_t entry = worldNext_++;
    // After a rewind it has come back by itself.
    if (entry < worldPlayed_.size() && happened(run, worldPlayed_[entry])) continue;
    const Request played = play(run, world[entry], true);
    worldPlayed_.resize(std::max(worldPlayed_.size(), entry + 1));
    worldPlayed_[entry] = {run.now(), played};
  }
  while (script_ != nullptr && scriptBeganAt_ + (*script_)[scriptNext_].at <= run.now()) {
    const ScriptEntry& entry = (*script_)[scriptNext_++];
    if (scriptNext_ == script_->size()) script_ = nullptr;
    (void)play(run, entry, false);
  }
}

// Returns what was asked for, with its placeholders filled in.
Request LessonSession::play(Run& run, const ScriptEntry& entry, bool world) {
  PlayedCommand played{run.now(), entry.title, shownLine(entry, run.state()), world, ""};
  const Result<Request> request = resolve(entry, run.state());
  if (!request) {
    played.error = request.error().message;
  } else if (const Result<ApiAnswer> answer = run.call(request.value()); !answer) {
    played.error = answer.error().message;
  }
  played_.push_back(std::move(played));
  observe(run);
  return request ? request.value() : entry.request;
}

Result<ApiAnswer> LessonSession::call(Run& run, const Request& request) {
  const std::vector<std::string>& allowed = step().allowedOperations;
  if (isAdvance(request)) {
    const TimeMs before = run.now();
    Run ahead = run;
    Result<ApiAnswer> answer = ahead.call(request);
    if (answer) advance(run, ahead.now() - before);
    return answer;
  }
  if (!allowed.empty() && changesState(request) &&
      std::find(allowed.begin(), allowed.end(), request.operation) == allowed.end()) {
    return Error{"NotPartOfThisStep", request.operation +
                                          " would lead away from this step. What it can use: " +
                                          joinWords(allowed) + ". Reading is always possible."};
  }
  Result<ApiAnswer> answer = run.call(request);
  if (answer) {
    observe(run);
  } else if (answer.error().code != "SimNotModelled") {
    ++records_[step_].refused;
  }
  return answer;
}

void LessonSession::afterJump(const Run& run) {
  script_ = nullptr;
  if (run.now() < beganAt_ || run.applied() < beganApplied_) {
    enter(step_, run);
    return;
  }
  Run replay = rebuilt(run, beganApplied_, beganAt_);
  beginChecks(replay);
  const auto look = [this](const Run& seen) {
    observe(seen);
    return true;
  };
  for (std::size_t i = beganApplied_; i < run.applied(); ++i) {
    advanceWatched(replay, run.journal()[i].at - replay.now(), look);
    (void)replay.call(run.journal()[i].request);
    observe(replay);
  }
  advanceWatched(replay, run.now() - replay.now(), look);
  worldNext_ = 0;
  const Script& world = step().world;
  while (worldNext_ < world.size() && beganAt_ + world[worldNext_].at <= run.now()) ++worldNext_;
}

void LessonSession::restartStep(Run& run) {
  run = rebuilt(run, std::min(beganApplied_, run.journal().size()), beganAt_);
  enter(step_, run);
}

void LessonSession::showSolution(Run& run) {
  records_[step_].solutionShown = true;
  restartStep(run);
  playScript(step().solution, run);
}

void LessonSession::playScript(const Script& script, const Run& run) {
  script_ = script.empty() ? nullptr : &script;
  scriptBeganAt_ = run.now();
  scriptNext_ = 0;
}

// ---- Answers, hints

const Answer& LessonSession::judge(Answer answer) {
  StepRecord& record = records_[step_];
  record.answers.push_back(std::move(answer));
  record.done = true;
  record.solvedAlone = record.answers.front().correct;
  return record.answers.back();
}

const Answer& LessonSession::answer(std::vector<std::size_t> choices, Certainty certainty) {
  TY_ASSERT(step().ask.has_value() && !step().ask->choices.empty());
  const std::vector<Choice>& known = step().ask->choices;
  std::sort(choices.begin(), choices.end());
  std::vector<std::size_t> key;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i].correct) key.push_back(i);
  }
  Answer given;
  given.correct = choices == key;
  for (const std::size_t chosen : choices) {
    TY_ASSERT(chosen < known.size());
    for (const std::string& id : known[chosen].ids) {
      if (!known[chosen].correct) records_[step_].misconceptions.push_back(id);
    }
  }
  given.choices = std::move(choices);
  given.certainty = certainty;
  return judge(std::move(given));
}

const Answer& LessonSession::answerNumber(std::int64_t number, Certainty certainty) {
  TY_ASSERT(step().ask.has_value() && step().ask->number.has_value());
  const NumberAnswer& right = *step().ask->number;
  Answer given;
  given.number = number;
  given.certainty = certainty;
  // Written so that no difference of two 64-bit numbers is needed.
  given.correct =
      number >= right.value - right.tolerance && number <= right.value + right.tolerance;
  return judge(std::move(given));
}

void LessonSession::finishReading() {
  StepRecord& record = records_[step_];
  if (step().kind != StepKind::Read || record.done) return;
  record.done = true;
  record.solvedAlone = true;
}

const std::string& LessonSession::showHint() {
  static const std::string kNone;
  const std::vector<std::string>& hints = step().hints;
  if (hints.empty()) return kNone;
  std::size_t& shown = records_[step_].hintsShown;
  shown = std::min(shown + 1, hints.size());
  return hints[shown - 1];
}

std::vector<Feedback> LessonSession::takeFeedback() { return std::exchange(newFeedback_, {}); }
std::vector<PlayedCommand> LessonSession::takePlayed() { return std::exchange(played_, {}); }

}  // namespace taskyard
