#pragma once
// What came of an exam: a score, by domain and by trap, and how well certainty went with truth.

#include <array>
#include <string_view>
#include <vector>

#include "learn/exam.h"
#include "learn/tags.h"

namespace taskyard {

inline constexpr int kScoreLeast = 100;
inline constexpr int kScoreMost = 1000;
inline constexpr int kScoreToPass = 720;

struct Tally {
  int asked = 0;
  int right = 0;
};
struct DomainTally : Tally {
  const ExamDomain* domain = nullptr;
};
// A trap that the learner fell into, by the wrong options that were chosen.
struct TagTally {
  const Tag* tag = nullptr;
  int caught = 0;
};

// score: 100 to 1000. Model choice: AWS does not publish its scale; here it grows in proportion to
// the share of right answers. unsure items: answered wrongly though sure, by position.
struct ExamReport {
  Tally all;
  int unanswered = 0;
  int score = kScoreLeast;
  std::vector<DomainTally> domains;
  std::vector<TagTally> traps;                 // most often first
  std::array<Tally, 4> certainty;              // by Certainty
  std::vector<std::size_t> confidentMistakes;  // positions of items
  std::vector<bool> right;                     // by item

  [[nodiscard]] bool passed() const { return score >= kScoreToPass; }
};

[[nodiscard]] int scaledScore(int right, int asked);
// REQUIRES: the exam is finished.
ExamReport reportOf(const Exam& exam, QuestionSource& questions);

}  // namespace taskyard
