#pragma once
// A run: a seed, a script of scheduled requests, and the requests somebody made along the way. From
// these everything else follows again, bit by bit, which gives replay, rewind, undo, redo, branches
// and small save files.

#include <optional>
#include <string>
#include <vector>

#include "api/api.h"
#include "api/request.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "engine/event_log.h"
#include "model/state.h"

namespace taskyard {

struct TimedRequest {
  TimeMs at = 0;  // ms since the start of the run
  Request request;
};

// How a run begins. `script` is in order of time; entries at 0 are the start state, later ones are
// the scenario's timeline (faults, other people's changes).
struct RunStart {
  std::string scenario;  // its id, "" for a bare account
  std::uint64_t seed = 1;
  std::vector<TimedRequest> script;
};

// Where a request of a run stands: in its script or in its journal.
struct RequestPlace {
  bool scripted = false;
  std::size_t index = 0;

  bool operator==(const RequestPlace&) const = default;
};

class Run {
 public:
  // Plays the script's entries at time 0. Errors: those of the first entry that is refused, with
  // path "/script/<n>" (a broken scenario; later entries are checked by the content lint).
  static Result<Run> begin(RunStart start);

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const EventLog& events() const { return log_; }
  [[nodiscard]] const RunStart& start() const { return start_; }
  [[nodiscard]] TimeMs now() const { return state_.now; }
  // The furthest moment this run has been to: the right end of the timeline.
  [[nodiscard]] TimeMs furthest() const { return furthest_; }
  [[nodiscard]] std::uint64_t hash() const;

  // Carries out a request now. `SimAdvance` {"seconds" or "milliseconds"} moves time. A request
  // that changes something is recorded, and gives up what lay in the future: requests that were
  // made later, before a rewind, and those that were undone.
  Result<ApiAnswer> call(const Request& request);

  void advance(DurationMs duration);
  // To the next event, at most limit ahead. True when there was one.
  bool advanceToNextEvent(DurationMs limit);
  // To any moment, back or forth. Recorded requests happen again when their time comes.
  void goTo(TimeMs at);

  // The recorded requests, oldest first; those before `applied()` have happened by now.
  [[nodiscard]] const std::vector<TimedRequest>& journal() const { return journal_; }
  [[nodiscard]] std::size_t applied() const { return applied_; }
  // Takes back the newest request that has happened; the moment stays the same. False: none.
  bool undo();
  // Does the last undone request again, at its own time. False: none.
  bool redo();
  [[nodiscard]] bool canUndo() const { return applied_ > 0; }
  [[nodiscard]] bool canRedo() const { return !undone_.empty(); }

  // The request that an event goes back to, by its chain of causes; nothing when it goes back to
  // none. REQUIRES: events().holds(event).
  [[nodiscard]] std::optional<RequestPlace> requestBehind(EventId event) const;
  // REQUIRES: a place of this run.
  [[nodiscard]] const TimedRequest& requestAt(RequestPlace place) const;
  // The same run up to the same moment, as if that request had never been made. Later requests that
  // cannot do without it are refused and change nothing; when the start state cannot, that is the
  // error, with its path.
  [[nodiscard]] Result<Run> without(RequestPlace place) const;

  // A save file: {"taskyard":1,"scenario":...,"seed":...,"atMs":...,"requests":[...]}.
  [[nodiscard]] JsonValue save() const;
  // Plays a save file's requests on a fresh run of the same scenario and seed. Errors: what is
  // wrong with the file, with its JSON Pointer; the caller's run is not touched.
  static Result<Run> load(const JsonValue& file, RunStart start);

 private:
  struct Snapshot {
    State state;
    EventId events = 0;
    std::size_t applied = 0;
    std::size_t scripted = 0;
  };

  // The events that a request caused at once: [first, end).
  struct EventSpan {
    EventId first = 0;
    EventId end = 0;
  };

  explicit Run(RunStart start);
  void playTo(TimeMs at);
  void applyDue(TimeMs at);
  void keepSnapshot();
  void restoreBefore(TimeMs at);

  RunStart start_;
  State state_;
  EventLog log_;
  std::vector<TimedRequest> journal_;
  std::vector<TimedRequest> undone_;
  std::vector<EventSpan> scriptEvents_;   // of the script's entries below scripted_
  std::vector<EventSpan> journalEvents_;  // of the journal's entries below applied_
  std::size_t applied_ = 0;
  std::size_t scripted_ = 0;
  TimeMs furthest_ = 0;
  DurationMs snapshotSpacing_ = 0;
  std::vector<Snapshot> snapshots_;
};

}  // namespace taskyard
