#pragma once
// The page without a picture: the run that is on screen, what drives it, what is selected, the
// lesson or question it belongs to, and the transcript of what was asked. Knows neither SDL nor
// Dear ImGui; panels and the bridge (bridge.h) are its two hands.
//
// Panels draw from `const Run&` and ask for changes by send() and the other wishes below. Wishes
// are queued and carried out by frame(), so the state never changes while a frame is drawn.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/run.h"
#include "app/files.h"
#include "app/study.h"
#include "app/time_study.h"
#include "app/transcript.h"
#include "app/ui_state.h"
#include "pages/luck_page.h"

namespace taskyard {

inline constexpr int kSpeedMost = 1000;  // simulated seconds per real second
inline constexpr int kSpeedDefault = 10;
// Model choice: a frame never plays more than this much real time, so a tab that slept for an hour
// goes on where it was and does not catch up.
inline constexpr double kFrameMostMs = 100.0;

// Whose run is on screen: the learner's own, a lesson's, or that of a question's option.
enum class Place : std::uint8_t { Sandbox, Lesson, Trial };

// How many things of a kind there are, deleted ones included: for the kinds from Traffic on.
std::size_t thingCount(const State& state, Selection::Kind kind);

class App {
 public:
  // A bare account with seed 1 in the sandbox, paused.
  App();

  [[nodiscard]] const Run& run() const;
  UiState& ui() { return ui_; }
  [[nodiscard]] const UiState& ui() const { return ui_; }

  [[nodiscard]] bool playing() const { return playing_; }
  void setPlaying(bool playing);
  [[nodiscard]] int speed() const { return speed_; }
  void setSpeed(int speed);  // taken into 1..kSpeedMost

  // Wishes, carried out in order by the next frame().
  void send(Request request);  // appears in the transcript as its `aws` command, with its answer
  void stepToNextEvent();
  void undo();
  void redo();
  void goTo(TimeMs at);

  // Carries out the wishes, then plays elapsedMs of real time at speed(). True when something that
  // can be seen has changed since the last frame().
  bool frame(double elapsedMs);

  // The same at once, for callers between frames (the bridge).
  Result<ApiAnswer> call(const Request& request);
  // Without a transcript entry: for whoever writes a better one.
  Result<ApiAnswer> callQuietly(const Request& request);
  void advance(DurationMs duration);
  void carryOutWishes();

  // ---- Places. Each pauses.
  [[nodiscard]] Place place() const { return place_; }
  // Where there is no such run (no lesson begun, nothing tried) the sandbox.
  void setPlace(Place place);
  // Puts another run into the sandbox and goes there.
  void replaceSandbox(Run run);
  [[nodiscard]] const Run& sandbox() const { return sandbox_; }
  // Begins a scenario in the sandbox; what somebody did there before becomes a branch. Errors:
  // "UnknownScenario", and those of the scenario.
  Result<Done> openScenario(std::string_view id, std::optional<std::uint64_t> seed);

  // Opens a lesson where the learner left it, or at its beginning. Errors: "UnknownLesson", and
  // those of its scenario.
  Result<Done> openLesson(std::string_view id);
  // Goes on with a lesson from a saved run. Errors as above; the open lesson stays when it fails.
  Result<Done> resumeLesson(std::string_view id, std::size_t step, Run run);
  // To another step: forward only past steps that are done. False: not possible.
  bool enterStep(std::size_t step);
  // Takes the lesson's (or trial's) run into the sandbox.
  void keepRun();
  void restartStep();
  void showSolution();
  // Runs one option of a question. Errors: "UnknownQuestion", "NotRunnable", the scenario's.
  Result<Done> runOption(std::string_view question, std::size_t option);

  // ---- Branches of the run on screen. Errors: "TooManyBranches", "UnknownBranch",
  // "UnknownEvent", "NoRequest". Returns the branch's name.
  Result<std::string> branchHere();
  // The run on screen and the branch, both at the later of their two moments.
  Result<Done> compareWith(std::size_t branch);
  // The sandbox's run and the branch change places.
  Result<Done> takeBranch(std::size_t branch);
  Result<Done> dropBranch(std::size_t branch);
  Result<Done> askWhy(EventId event);
  // Would the event have happened without the command or fault that it goes back to? The run
  // without it becomes a branch.
  Result<Done> askWithout(EventId event);
  [[nodiscard]] const TimeStudy& timeStudy() const { return time_; }
  TimeStudy& timeStudy() { return time_; }
  // What the luck meter measures, or measured last. The page has it played elsewhere (a worker) and
  // brings each result back.
  std::optional<LuckMeasure>& luck() { return luck_; }

  // ---- Presenting. The learner's own lesson is set aside until endPresenting().
  // step: its id, "" for the first; the steps before it are solved on the way.
  Result<Done> presentLesson(std::string_view id, std::string_view step);
  void presentWorld();  // no lesson: the sandbox
  bool presentStep(std::size_t index);
  void endPresenting();
  [[nodiscard]] bool presenting() const { return presenting_; }
  // The lesson that belongs to the learner, also while another is presented.
  [[nodiscard]] const std::optional<LessonRun>& ownLesson() const {
    return presenting_ ? setAside_ : study_.lesson;
  }
  // Puts what the lesson's session remembers into the progress, unless it is presented.
  void keepLesson();

  [[nodiscard]] const Study& study() const { return study_; }
  Study& study() { return study_; }

  // The file that was dropped on the page, until it is run or closed; nullptr for none.
  [[nodiscard]] const DroppedFile* dropped() const { return dropped_ ? &*dropped_ : nullptr; }
  void setDropped(std::optional<DroppedFile> file);

  [[nodiscard]] const Transcript& transcript() const { return transcript_; }
  Transcript& transcript() { return transcript_; }
  // Sentences for those who listen, since the last call; at most a few.
  std::vector<std::string> takeAnnouncements();
  void announce(std::string sentence);

  // Grows with every change of the run, the transcript or the UI state made through this class:
  // whoever shows something redraws when it differs from the number they last saw.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  void touch() { ++revision_; }

 private:
  struct StepWish {};
  struct UndoWish {};
  struct RedoWish {};
  struct GoToWish {
    TimeMs at = 0;
  };
  using Wish = std::variant<Request, StepWish, UndoWish, RedoWish, GoToWish>;

  void carryOut(const Wish& wish);
  void stepNow();
  // The run on screen, to be moved by hand: ends a trial that is still going.
  Run& freeRun();
  void runChanged();
  void runReplaced();
  void afterJump();
  void collectFromLesson();
  // Keeps the sandbox as a branch, if anything was done in it. Errors: there is no room.
  Result<Done> setSandboxAside();
  void dropStaleSelection();

  Run sandbox_;
  Study study_;
  TimeStudy time_;
  std::optional<LuckMeasure> luck_;
  std::optional<LessonRun> setAside_;
  bool presenting_ = false;
  std::optional<DroppedFile> dropped_;
  Place place_ = Place::Sandbox;
  UiState ui_;
  Transcript transcript_;
  std::vector<Wish> wishes_;
  std::vector<std::string> announcements_;
  EventId announced_ = 0;  // events before this one were announced, or are old news
  bool goalWasMet_ = false;
  bool playing_ = false;
  int speed_ = kSpeedDefault;
  double owedMs_ = 0;  // simulated time below a millisecond, kept for the next frame
  std::uint64_t revision_ = 1;
  std::uint64_t seenRevision_ = 0;
};

}  // namespace taskyard
