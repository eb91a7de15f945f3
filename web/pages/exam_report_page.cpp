// The report of an exam, for the screen and for paper.

#include "base/text.h"
#include "pages/ask.h"
#include "pages/exam_page.h"
#include "pages/question_page.h"

namespace taskyard {

namespace {

std::string outOf(const Tally& tally) {
  return std::to_string(tally.right) + " of " + std::to_string(tally.asked);
}

std::string percentOf(const Tally& tally) {
  return tally.asked == 0 ? "" : std::to_string(100 * tally.right / tally.asked) + " %";
}

void addDomains(Html& html, const ExamReport& report) {
  html.element("h2", "By domain").open("table").open("thead").open("tr");
  for (const char* head : {"Domain", "Right", "Share"}) {
    html.element("th", head, {{"scope", "col"}});
  }
  html.close("tr").close("thead").open("tbody");
  for (const DomainTally& tally : report.domains) {
    html.open("tr");
    html.element("th",
                 std::to_string(tally.domain->number) + " " + std::string(tally.domain->title),
                 {{"scope", "row"}});
    html.element("td", outOf(tally)).element("td", percentOf(tally)).close("tr");
  }
  html.close("tbody").close("table");
}

void addTraps(Html& html, const ExamReport& report) {
  html.element("h2", "Traps that caught you");
  if (report.traps.empty()) {
    html.element("p", "None of the wrong answers embodied one.");
    return;
  }
  html.open("ul");
  for (const TagTally& tally : report.traps) {
    html.open("li").element("strong", tally.tag->words);
    html.text(", " + countOf(tally.caught, "time", "times") + ": " +
              std::string(tally.tag->answer) + ".");
    html.close("li");
  }
  html.close("ul");
  html.element("a", "What cures them", {{"href", "#review"}});
}

void addCertainty(Html& html, const ExamReport& report) {
  html.element("h2", "How sure you were");
  int said = 0;
  for (const Certainty certainty : {Certainty::Sure, Certainty::Unsure, Certainty::Guess}) {
    const Tally& tally = report.certainty[static_cast<std::size_t>(certainty)];
    if (tally.asked == 0) continue;
    if (said == 0) html.open("ul");
    said += tally.asked;
    html.open("li").text(std::string("When ") + wordsOf(certainty) + ": " + outOf(tally) +
                         " right");
    html.close("li");
  }
  if (said == 0) {
    html.element("p", "You did not say it for any answer.");
    return;
  }
  html.close("ul");
  if (report.confidentMistakes.empty()) return;
  html.element("p", countOf(static_cast<std::int64_t>(report.confidentMistakes.size()),
                            "answer was wrong though you were sure. It comes",
                            "answers were wrong though you were sure. They come") +
                        " back first in review.");
}

void addItems(Html& html, const Exam& exam, const ExamReport& report, QuestionSource& questions) {
  html.element("h2", "Question by question").open("ol", {{"class", "report-items"}});
  for (std::size_t i = 0; i < exam.items.size(); ++i) {
    const Question* question = questions.find(exam.items[i].question);
    html.open("li");
    html.element("span",
                 report.right[i]                 ? "✓ Right"
                 : exam.items[i].choices.empty() ? "○ Not answered"
                                                 : "✕ Wrong",
                 {{"class", report.right[i] ? "tag ok" : "tag"}});
    html.text(" ");
    if (question != nullptr) {
      html.element("a", questionTitle(*question), {{"href", "#question=" + question->id}});
    }
    html.close("li");
  }
  html.close("ol");
}

}  // namespace

Html examReportPage(const Exam& exam, const ExamReport& report, QuestionSource& questions,
                    std::size_t number) {
  Html html;
  html.open("article", {{"class", "exam report"}, {"data-exam", std::to_string(number)}});
  html.element("h1", "Report: " + examTitle(exam), {{"tabindex", "-1"}, {"id", "page-title"}});
  html.open("p", {{"class", report.passed() ? "score good" : "score"}});
  html.element("strong", std::to_string(report.score));
  html.text(report.passed() ? " of 1000: passed (720)" : " of 1000: 720 would pass").close("p");
  html.open("meter", {{"class", "score-meter"},
                      {"min", "100"},
                      {"max", "1000"},
                      {"low", "720"},
                      {"optimum", "1000"},
                      {"value", std::to_string(report.score)},
                      {"aria-label", "Score"}});
  html.close("meter");
  html.element("p", outOf(report.all) + " right, " + std::to_string(report.unanswered) +
                        " not answered, in " +
                        durationText((exam.finishedAt - exam.beganAt) / 1000 * 1000) + ".");
  addDomains(html, report);
  addTraps(html, report);
  addCertainty(html, report);
  addItems(html, exam, report, questions);
  html.open("div", {{"class", "actions"}});
  html.element("button", "Print", {{"type", "button"}, {"data-action", "print"}});
  html.element(
      "button", "Results as CSV",
      {{"type", "button"}, {"data-action", "exam-csv"}, {"data-exam", std::to_string(number)}});
  html.element("button", "Another exam",
               {{"type", "button"}, {"class", "primary"}, {"data-action", "new-exam"}});
  html.close("div");
  html.element("p",
               "The score is ours: AWS does not publish its scale. Taskyard is not affiliated with "
               "Amazon Web Services.",
               {{"class", "note"}});
  html.close("article");
  return html;
}

}  // namespace taskyard
