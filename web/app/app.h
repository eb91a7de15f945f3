#pragma once
// The page without a picture: one run, what drives it, what is selected, and the transcript of what
// was asked. Knows neither SDL nor Dear ImGui nor HTML; panels and the bridge (bridge.h) are its
// two hands.
//
// Panels draw from `const Run&` and ask for changes by send() and the other wishes below. Wishes
// are queued and carried out by frame(), so the state never changes while a frame is drawn.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "api/run.h"
#include "app/transcript.h"
#include "app/ui_state.h"

namespace taskyard {

inline constexpr int kSpeedMost = 1000;  // simulated seconds per real second
inline constexpr int kSpeedDefault = 10;
// Model choice: a frame never plays more than this much real time, so a tab that slept for an hour
// goes on where it was and does not catch up.
inline constexpr double kFrameMostMs = 100.0;

class App {
 public:
  // A bare account with seed 1, paused.
  App();

  [[nodiscard]] const Run& run() const { return run_; }
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
  void advance(DurationMs duration);
  void carryOutWishes();

  // Puts another run in the place of this one and pauses it. The transcript goes on.
  void replaceRun(Run run);

  [[nodiscard]] const Transcript& transcript() const { return transcript_; }
  Transcript& transcript() { return transcript_; }

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

  Run run_;
  UiState ui_;
  Transcript transcript_;
  std::vector<Wish> wishes_;
  bool playing_ = false;
  int speed_ = kSpeedDefault;
  double owedMs_ = 0;  // simulated time below a millisecond, kept for the next frame
  std::uint64_t revision_ = 1;
  std::uint64_t seenRevision_ = 0;
};

}  // namespace taskyard
