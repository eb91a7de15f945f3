#include "api/run.h"

#include <algorithm>

#include "base/json_reader.h"
#include "engine/simulation.h"
#include "model/state_hash.h"

namespace taskyard {

namespace {

constexpr DurationMs kFirstSpacing = 30 * kSecond;  // Model choice: doubles as a run grows
constexpr std::size_t kMostSnapshots = 48;          // Model choice
constexpr std::size_t kSnapshotBytes = 256u << 20;  // Model choice: what all together may take
constexpr std::size_t kFewestSnapshots = 4;         // so that going back never starts from zero
constexpr int kSaveVersion = 1;

// Roughly; the flat arrays are what grows.
std::size_t bytesOf(const State& state) {
  constexpr std::size_t kFixed = 64u << 10;
  constexpr std::size_t kTimerBytes = 40;
  return kFixed + state.tasks.size() * sizeof(Task) + state.containers.size() * sizeof(Container) +
         state.timers.size() * kTimerBytes;
}

}  // namespace

Run::Run(RunStart start)
    : start_(std::move(start)), state_(newAccount(start_.seed)), snapshotSpacing_(kFirstSpacing) {}

Result<Run> Run::begin(RunStart start) {
  Run run(std::move(start));
  const auto& script = run.start_.script;
  for (std::size_t i = 0; i < script.size() && script[i].at == 0; ++i) {
    const EventId before = run.log_.nextId();
    const Result<Done> answer = applyRequest(run.state_, run.log_, script[i].request);
    run.scriptEvents_.push_back({before, run.log_.nextId()});
    if (!answer) {
      Error error = answer.error();
      error.message = script[i].request.operation + " was refused: " + error.message;
      error.path = pointerTo("/script", i) + error.path;
      return error;
    }
    run.scripted_ = i + 1;
  }
  run.keepSnapshot();
  return run;
}

std::uint64_t Run::hash() const { return stateHash(state_); }

Result<ApiAnswer> Run::call(const Request& request) {
  if (request.service == "sim" && request.operation == "SimAdvance") {
    const JsonValue* ms = request.input.find("milliseconds");
    const JsonValue* seconds = request.input.find("seconds");
    constexpr DurationMs kYear = 365 * kDay;
    DurationMs duration = 0;
    for (const JsonValue* given : {ms, seconds}) {
      if (given == nullptr) continue;
      if (!given->isInteger() || given->integer() < 0 ||
          given->integer() > (given == ms ? kYear : kYear / kSecond)) {
        return Error{"ParamValidationError",
                     "give a whole number of seconds or milliseconds, at "
                     "least 0 and at most a year",
                     given == ms ? "/milliseconds" : "/seconds"};
      }
      duration += given->integer() * (given == ms ? 1 : kSecond);
    }
    advance(duration);
    ApiAnswer answer;
    answer.output.set("nowMs", state_.now);
    return answer;
  }
  const EventId before = log_.nextId();
  Result<ApiAnswer> answer = callApi(state_, log_, request);
  // A request that changed nothing (refused, or asking for what is already so) needs no replay.
  if (!answer || log_.nextId() == before) return answer;
  journal_.resize(applied_);
  journal_.push_back({state_.now, request});
  journalEvents_.resize(applied_);
  journalEvents_.push_back({before, log_.nextId()});
  ++applied_;
  undone_.clear();
  furthest_ = state_.now;
  std::erase_if(snapshots_, [this](const Snapshot& kept) { return kept.state.now > state_.now; });
  return answer;
}

// ---- Time

void Run::advance(DurationMs duration) { playTo(state_.now + duration); }

bool Run::advanceToNextEvent(DurationMs limit) {
  const TimeMs end = state_.now + limit;
  while (state_.now < end) {
    // Up to the next scheduled request, then through it.
    TimeMs stop = end;
    if (scripted_ < start_.script.size()) stop = std::min(stop, start_.script[scripted_].at);
    if (applied_ < journal_.size()) stop = std::min(stop, journal_[applied_].at);
    const EventId before = log_.nextId();
    const bool found = Simulation(state_, log_).advanceToNextEvent(stop);
    if (!found || state_.now == stop) applyDue(state_.now);
    furthest_ = std::max(furthest_, state_.now);
    if (snapshots_.back().state.now + snapshotSpacing_ <= state_.now) keepSnapshot();
    if (log_.nextId() != before) return true;
  }
  return false;
}

void Run::goTo(TimeMs at) {
  if (at < state_.now) restoreBefore(at);
  playTo(at);
}

// Plays forward, with everything that is scheduled or recorded on the way.
void Run::playTo(TimeMs at) {
  while (true) {
    applyDue(state_.now);
    TimeMs stop = at;
    if (scripted_ < start_.script.size()) stop = std::min(stop, start_.script[scripted_].at);
    if (applied_ < journal_.size()) stop = std::min(stop, journal_[applied_].at);
    stop = std::min(stop, snapshots_.back().state.now + snapshotSpacing_);
    stop = std::max(stop, state_.now);
    Simulation(state_, log_).advanceTo(stop);
    if (snapshots_.back().state.now + snapshotSpacing_ <= state_.now) keepSnapshot();
    if (state_.now >= at) break;
  }
  applyDue(at);
  furthest_ = std::max(furthest_, state_.now);
}

// The scenario's entries of a moment come before a person's.
void Run::applyDue(TimeMs at) {
  const auto& script = start_.script;
  for (; scripted_ < script.size() && script[scripted_].at <= at; ++scripted_) {
    // Refusals are possible (the learner removed what it speaks of) and change nothing.
    const EventId before = log_.nextId();
    (void)applyRequest(state_, log_, script[scripted_].request);
    scriptEvents_.resize(scripted_);
    scriptEvents_.push_back({before, log_.nextId()});
  }
  for (; applied_ < journal_.size() && journal_[applied_].at <= at; ++applied_) {
    const EventId before = log_.nextId();
    (void)applyRequest(state_, log_, journal_[applied_].request);
    journalEvents_.resize(applied_);
    journalEvents_.push_back({before, log_.nextId()});
  }
}

// ---- Snapshots

void Run::keepSnapshot() {
  snapshots_.push_back({state_, log_.nextId(), applied_, scripted_});
  const std::size_t most =
      std::clamp(kSnapshotBytes / bytesOf(state_), kFewestSnapshots, kMostSnapshots);
  if (snapshots_.size() <= most) return;
  // Twice as sparse; the first one, the start, always stays.
  std::vector<Snapshot> kept;
  for (std::size_t i = 0; i < snapshots_.size(); i += 2) kept.push_back(std::move(snapshots_[i]));
  snapshots_ = std::move(kept);
  snapshotSpacing_ *= 2;
}

// To the newest snapshot that lies before `at`, so that requests of that very moment play again.
void Run::restoreBefore(TimeMs at) {
  while (snapshots_.size() > 1 && snapshots_.back().state.now >= at) snapshots_.pop_back();
  const Snapshot& kept = snapshots_.back();
  state_ = kept.state;
  applied_ = kept.applied;
  scripted_ = kept.scripted;
  log_.cutBackTo(kept.events);
}

// ---- Undo

bool Run::undo() {
  if (applied_ == 0) return false;
  const TimeMs now = state_.now;
  const std::size_t newest = applied_ - 1;
  undone_.push_back(journal_[newest]);
  journal_.erase(journal_.begin() + static_cast<std::ptrdiff_t>(newest));
  restoreBefore(undone_.back().at);
  playTo(now);
  return true;
}

bool Run::redo() {
  if (undone_.empty()) return false;
  const TimeMs now = std::max(state_.now, undone_.back().at);
  const TimedRequest again = undone_.back();
  undone_.pop_back();
  restoreBefore(again.at);
  const auto after = std::find_if(journal_.begin(), journal_.end(),
                                  [&](const TimedRequest& entry) { return entry.at > again.at; });
  journal_.insert(after, again);
  playTo(now);
  return true;
}

// ---- What if

std::optional<RequestPlace> Run::requestBehind(EventId event) const {
  EventId root = event;
  while (log_.holds(root) && log_.at(root).cause != kNoEvent) root = log_.at(root).cause;
  for (std::size_t i = 0; i < scripted_; ++i) {
    if (root >= scriptEvents_[i].first && root < scriptEvents_[i].end) return RequestPlace{true, i};
  }
  for (std::size_t i = 0; i < applied_; ++i) {
    if (root >= journalEvents_[i].first && root < journalEvents_[i].end) {
      return RequestPlace{false, i};
    }
  }
  return std::nullopt;
}

const TimedRequest& Run::requestAt(RequestPlace place) const {
  return place.scripted ? start_.script[place.index] : journal_[place.index];
}

Result<Run> Run::without(RequestPlace place) const {
  const TimeMs at = requestAt(place).at;
  Run run = *this;
  run.undone_.clear();
  auto& list = place.scripted ? run.start_.script : run.journal_;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(place.index));
  if (place.scripted && at == 0) {  // part of the start state: from the beginning
    Result<Run> fresh = Run::begin(std::move(run.start_));
    if (!fresh) return fresh;
    fresh.value().journal_ = std::move(run.journal_);
    fresh.value().playTo(state_.now);
    return fresh;
  }
  run.restoreBefore(at);
  run.playTo(state_.now);
  run.furthest_ = state_.now;
  return run;
}

// ---- Save files

JsonValue Run::save() const {
  JsonValue requests = JsonValue::array();
  for (const TimedRequest& entry : journal_) {
    requests.push(JsonValue::object({{"atMs", entry.at},
                                     {"service", entry.request.service},
                                     {"operation", entry.request.operation},
                                     {"input", entry.request.input}}));
  }
  JsonValue file = JsonValue::object();
  file.set("taskyard", kSaveVersion);
  file.set("scenario", start_.scenario);
  file.set("seed", static_cast<std::int64_t>(start_.seed));
  file.set("atMs", state_.now);
  file.set("requests", std::move(requests));
  return file;
}

Result<Run> Run::load(const JsonValue& file, RunStart start) {
  // A year of simulated time is more than anyone plays; more would stall the page.
  constexpr std::int64_t kLatest = 365 * kDay;
  Problems problems;
  ObjectReader reader(file, "", problems);
  const std::int64_t version = reader.requiredInteger("taskyard");
  (void)reader.requiredString("scenario");
  (void)reader.requiredInteger("seed");
  const std::int64_t at = reader.requiredInteger("atMs", {0, kLatest});
  const JsonValue* requests = reader.requiredArray("requests");
  reader.rejectUnknownKeys();
  if (problems.empty() && version != kSaveVersion) {
    reader.problem("taskyard", "UnknownVersion",
                   "this file has version " + std::to_string(version) +
                       "; this program reads version " + std::to_string(kSaveVersion));
  }
  Result<Run> fresh = Run::begin(std::move(start));
  if (!fresh) return fresh;
  Run run = std::move(fresh.value());
  TimeMs before = 0;
  for (std::size_t i = 0; requests != nullptr && i < requests->items().size(); ++i) {
    ObjectReader entry(requests->items()[i], pointerTo("/requests", i), problems);
    TimedRequest timed;
    timed.at = entry.requiredInteger("atMs", {before, kLatest});
    timed.request.service = entry.requiredString("service");
    timed.request.operation = entry.requiredString("operation");
    const JsonValue* input = entry.requiredObject("input");
    entry.rejectUnknownKeys();
    if (!problems.empty()) return problems.front();
    timed.request.input = *input;
    before = timed.at;
    run.goTo(timed.at);
    const Result<ApiAnswer> answer = run.call(timed.request);
    if (!answer) {
      Error error = answer.error();
      error.message = "the request " + timed.request.operation +
                      " of the saved run is refused: " + error.message;
      error.path = pointerTo("/requests", i) + error.path;
      return error;
    }
  }
  if (!problems.empty()) return problems.front();
  run.goTo(std::max<TimeMs>(at, run.now()));
  return run;
}

}  // namespace taskyard
