#pragma once
// The practice exam as HTML: its beginning, one question at a time with nothing revealed, and the
// report.

#include <string>

#include "learn/exam_report.h"
#include "learn/progress.h"
#include "pages/html.h"

namespace taskyard {

// Where to begin, with the exams taken so far. Actions: "begin-exam" (data-form), "exam-report"
// (data-exam, its position in Progress::exams).
Html examStartPage(const Progress& progress);

// The current question of an exam that goes on. question: nullptr when it cannot be made any more.
// notice: why the last change was not taken, or "". The form is "exam-form" with the fields
// "choice" and "certainty", boxes "eliminate" and "flag"; data-last="yes" on the last one. Action:
// "exam-overview".
Html examItemPage(const Exam& exam, const Question* question, const std::string& notice);

// All questions of it at a glance: which are open, which are flagged. Action: "exam-go".
Html examOverviewPage(const Exam& exam, QuestionSource& questions);

// REQUIRES: the exam is finished. number: its position in Progress::exams.
Html examReportPage(const Exam& exam, const ExamReport& report, QuestionSource& questions,
                    std::size_t number);

// "Practice exam", "Short form" or "Set 20-7KQ3X2".
std::string examTitle(const Exam& exam);

// "1:29:05", for a clock that counts down.
std::string countdownText(std::int64_t remainingMs);

}  // namespace taskyard
