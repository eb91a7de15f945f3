#pragma once
// What a learner should see again, and when. Nothing is stored for it: the schedule follows from
// the answers that progress keeps (fsrs.h). Times: ms since 1970.

#include <cstdint>
#include <string>
#include <vector>

#include "learn/fsrs.h"
#include "learn/progress.h"

namespace taskyard {

// Model choice: wrong is Again; right is Hard when guessed, Easy when sure, else Good.
Grade gradeOf(const Answer& answer);

// key: progressKeyOf(). confidentMistake: the last answer was wrong though the learner was sure.
struct ReviewItem {
  std::string key;
  Memory memory;
  std::int64_t answeredAt = 0;
  std::int64_t dueAt = 0;
  bool confidentMistake = false;
};

// Every question that was answered and is still there; confident mistakes first, then by dueAt.
std::vector<ReviewItem> reviewItems(const Progress& progress, const Content& content);
// Those that are due, in the same order.
std::vector<ReviewItem> dueItems(const Progress& progress, const Content& content,
                                 std::int64_t now);
// The question to ask for an item: itself, or fresh values of its family.
std::string questionFor(const ReviewItem& item, const Progress& progress);

// How sure the learner was, and how often rightly.
struct CalibrationRow {
  Certainty certainty = Certainty::NotAsked;
  int answers = 0;
  int right = 0;
};
// Guess, Unsure, Sure; answers of questions and of lessons.
std::vector<CalibrationRow> calibrationOf(const Progress& progress);

}  // namespace taskyard
