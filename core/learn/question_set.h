#pragma once
// A set of questions for a class, named by a short code: whoever types the code gets the same
// questions. With a student's number added the written questions stay, while the order of options
// and the values of generated questions are that student's own.
//
// A set can be printed (pages/handout_page.h), or taken to a learning platform: as GIFT (Moodle),
// as IMS QTI 2.1, or its key as CSV. Sources: docs.moodle.org, "GIFT format"; IMS Question and Test
// Interoperability 2.1 (2012).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "learn/exam.h"

namespace taskyard {

inline constexpr std::size_t kSetQuestionsMost = 65;
inline constexpr std::uint64_t kSetStudentsMost = 9999;
inline constexpr std::uint64_t kSetSeedMost = (std::uint64_t{1} << 30) - 1;

// count: 1 to 65. seed: up to 30 bits. student: 0 for none.
struct SetCode {
  std::size_t count = 0;
  std::uint64_t seed = 0;
  std::uint64_t student = 0;

  bool operator==(const SetCode&) const = default;
};

// "20-7KQ3X2" or "20-7KQ3X2-17": letters and digits without I, L, O and U; small letters will do.
// Errors: "BadCode" with what a code looks like.
Result<SetCode> readSetCode(std::string_view text);
std::string setCodeText(const SetCode& code);

// order: of the options of each question, as optionOrder() gives them.
struct SetQuestion {
  const Question* question = nullptr;
  std::vector<std::size_t> order;
};
struct QuestionSet {
  SetCode code;
  std::vector<SetQuestion> items;
};
// Questions that cannot be made are left out. `questions` must outlive the set.
QuestionSet drawSet(QuestionSource& questions, const SetCode& code);
// The set to be answered on the page, in the order it has on paper.
Exam beginSet(QuestionSource& questions, const SetCode& code, std::int64_t now);

// "B" or "A C": the letters that are right, as the options are shown.
std::string keyLetters(const SetQuestion& item);

// ---- Exports

std::string keyCsv(const QuestionSet& set);  // number, id, domain, key
std::string giftText(const QuestionSet& set);

struct ExportFile {
  std::string path;
  std::string text;
};
// imsmanifest.xml, test.xml and one file per question: zip them for an import.
std::vector<ExportFile> qtiFiles(const QuestionSet& set);

// The answers of an exam, one line per question: number, id, domain, chosen, right, certainty,
// flagged, and the code of the set, so that the files of a class can be put into one table.
std::string examCsv(const Exam& exam, QuestionSource& questions);

}  // namespace taskyard
