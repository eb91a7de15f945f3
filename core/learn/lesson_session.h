#pragma once
// Where a learner is in a lesson: a plain value beside the Run. The page shows it and passes on
// what the learner does; the proofs drive it in the same way, so what they prove is what is played.
//
//   Result<Run> run = beginRun(scenario, session.seed());       // scenario.h
//   LessonSession session(lesson);
//   session.enter(0, run);                                      // a step begins
//   each frame:     session.advance(run, simulatedMs);          // in place of run.advance()
//   a command:      session.call(run, request);                 // in place of run.call()
//   rewind, undo:   run.goTo(...); session.afterJump(run);
//   answers:        session.answer(...), session.finishReading();
//   Next:           if (session.canGoOn()) session.enter(session.stepIndex() + 1, run);
//   help:           session.showHint(); session.showSolution(run); session.restartStep(run);
//
// `lesson` must outlive the session.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/run.h"
#include "learn/check.h"
#include "learn/lesson.h"

namespace taskyard {

enum class Certainty : std::uint8_t { NotAsked, Guess, Unsure, Sure };

// What the learner answered. choices: positions in Ask::choices, ascending.
struct Answer {
  std::vector<std::size_t> choices;
  std::optional<std::int64_t> number;
  Certainty certainty = Certainty::NotAsked;
  bool correct = false;
};

// What a step remembers; the part of it that is kept is in progress.h.
struct StepRecord {
  bool done = false;           // read, answered, or goal met
  bool solvedAlone = false;    // done without the solution having been shown
  bool solutionShown = false;  // for good: playing it again alone does not undo it
  std::size_t hintsShown = 0;
  std::size_t refused = 0;                  // commands that AWS's rules refused
  std::vector<Answer> answers;              // in the order given
  std::vector<std::string> misconceptions;  // ids, in the order they were caught
};

// Words that answer something the learner did. misconception: its id.
struct Feedback {
  TimeMs at = 0;
  std::string misconception;
  std::string words;  // Markdown
};

// A command that the session itself carried out: of the solution or of the step's world.
struct PlayedCommand {
  TimeMs at = 0;
  std::string title;
  std::string line;    // as a person would type it
  bool world = false;  // part of the scenery, not of the solution
  std::string error;   // "" when it was accepted
};

// Everything the page needs to draw the step, by value.
struct StepView {
  std::size_t index = 0;
  std::size_t count = 0;
  const Step* step = nullptr;
  StepRecord record;
  std::vector<CheckLine> goal;
  bool goalBroken = false;  // only a rewind or restartStep() helps
  bool playingSolution = false;
  std::vector<std::string> hints;  // those shown so far
  bool moreHints = false;
  std::vector<Feedback> feedback;  // of this step, oldest first
  bool canGoOn = false;
};

class LessonSession {
 public:
  explicit LessonSession(const Lesson& lesson);

  [[nodiscard]] const Lesson& lesson() const { return *lesson_; }
  // The seed to begin the run with: the lesson's, or none to take the scenario's.
  [[nodiscard]] std::optional<std::uint64_t> seed() const { return lesson_->seed; }
  [[nodiscard]] std::size_t stepIndex() const { return step_; }
  [[nodiscard]] const Step& step() const { return lesson_->steps[step_]; }
  [[nodiscard]] TimeMs beganAt() const { return beganAt_; }  // the step's checks
  [[nodiscard]] const StepRecord& record(std::size_t step) const { return records_[step]; }
  [[nodiscard]] bool finished() const;  // every step is done
  [[nodiscard]] StepView view() const;

  // Goes to a step, whose checks begin at the run's present. REQUIRES: index < steps.
  void enter(std::size_t index, const Run& run);

  // Time passes; due commands of the solution and of the step's world are carried out.
  void advance(Run& run, DurationMs duration);
  // Errors: "NotPartOfThisStep" when the step does not allow the operation; those of the API.
  Result<ApiAnswer> call(Run& run, const Request& request);
  // The run went to another moment by other means (rewind, undo, redo): the checks look again at
  // everything since the step began. A moment before the step's beginning makes it begin there.
  void afterJump(const Run& run);

  // REQUIRES: the step asks for choices; positions are valid. Kept, and judged.
  const Answer& answer(std::vector<std::size_t> choices, Certainty certainty);
  const Answer& answerNumber(std::int64_t number, Certainty certainty);
  void finishReading();

  // The next hint; the last one again when there are no more. "" when the step has none.
  const std::string& showHint();
  // Goes back to the step's beginning and plays the solution as time advances. The step can then be
  // done, but no longer alone.
  void showSolution(Run& run);
  // Back to the step's beginning, with what the learner did since then taken away.
  void restartStep(Run& run);

  [[nodiscard]] bool canGoOn() const { return records_[step_].done; }
  // Feedback and commands since the last call, for the transcript.
  std::vector<Feedback> takeFeedback();
  std::vector<PlayedCommand> takePlayed();

  // For resuming: what was kept of an earlier visit (progress.h).
  void restoreRecord(std::size_t step, const StepRecord& record) { records_[step] = record; }

  // For proofs: plays this script from now on instead of the step's solution.
  void playScript(const Script& script, const Run& run);
  [[nodiscard]] bool goalMet() const;

 private:
  void beginChecks(const Run& run);
  void observe(const Run& run);
  void playDue(Run& run);
  Request play(Run& run, const ScriptEntry& entry, bool world);
  [[nodiscard]] TimeMs nextDue() const;
  const Answer& judge(Answer answer);

  const Lesson* lesson_;
  std::size_t step_ = 0;
  TimeMs beganAt_ = 0;
  std::size_t beganApplied_ = 0;  // requests of the journal that came before the step
  Check goal_;
  std::vector<Check> misconceptions_;
  std::vector<StepRecord> records_;
  std::vector<Feedback> feedback_;
  std::vector<Feedback> newFeedback_;
  std::vector<PlayedCommand> played_;
  const Script* script_ = nullptr;  // playing now
  TimeMs scriptBeganAt_ = 0;
  std::size_t scriptNext_ = 0;
  std::size_t worldNext_ = 0;
  std::vector<TimedRequest> worldPlayed_;  // by position in the step's world
};

}  // namespace taskyard
