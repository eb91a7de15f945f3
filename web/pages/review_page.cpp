#include "pages/review_page.h"

#include "base/text.h"
#include "learn/review.h"
#include "learn/trap_profile.h"
#include "pages/ask.h"

namespace taskyard {

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

std::string dueWords(const std::vector<ReviewItem>& items, std::size_t due, std::int64_t now) {
  if (items.empty()) return "Answer some questions first; what you answered comes back here.";
  if (due > 0) {
    return countOf(static_cast<std::int64_t>(due), "question is", "questions are") + " due now.";
  }
  std::int64_t next = items.front().dueAt;
  for (const ReviewItem& item : items) next = item.dueAt < next ? item.dueAt : next;
  const std::int64_t days = (next - now + kDayMs - 1) / kDayMs;
  return "Nothing is due. The next question comes back within " + countOf(days, "day", "days") +
         ".";
}

void addDue(Html& html, const Content& content, const Progress& progress, std::int64_t now) {
  const std::vector<ReviewItem> items = reviewItems(progress, content);
  std::size_t due = 0;
  std::size_t confident = 0;
  for (const ReviewItem& item : items) {
    if (item.dueAt > now) continue;
    ++due;
    confident += item.confidentMistake ? 1 : 0;
  }
  html.element("p", dueWords(items, due, now), {{"id", "due"}});
  if (confident > 0) {
    html.element("p", "First come " +
                          countOf(static_cast<std::int64_t>(confident), "answer", "answers") +
                          " that you were sure of and that were wrong.");
  }
  if (due > 0) {
    html.element("button", "Review now",
                 {{"type", "button"}, {"class", "primary"}, {"data-action", "start-review"}});
  } else {
    html.element("a", "Practise something new",
                 {{"class", "button primary"}, {"href", "#practice"}});
  }
}

void addCures(Html& html, const Content& content, const TrapRecord& record) {
  html.open("td");
  if (const Lesson* lesson = content.findLesson(record.lesson)) {
    html.element("a", "Lesson: " + lesson->title, {{"href", "#lesson=" + lesson->id}}).text(" ");
  }
  if (const Scenario* scenario = content.findScenario(record.scenario)) {
    html.element("a", "Scenario: " + scenario->title, {{"href", "#scenario=" + scenario->id}});
    html.text(" ");
  }
  html.element("button", "Practise it",
               {{"type", "button"},
                {"class", "ui-link"},
                {"data-action", "drill-tag"},
                {"data-tag", record.tag->id}});
  html.close("td");
}

void addRecords(Html& html, const Content& content, const std::vector<TrapRecord>& records,
                bool traps) {
  html.open("table", {{"class", "profile"}}).open("thead").open("tr");
  for (const char* head :
       {traps ? "Trap" : "Signal", traps ? "Caught" : "Missed", "Trend", "Cure"}) {
    html.element("th", head, {{"scope", "col"}});
  }
  html.close("tr").close("thead").open("tbody");
  for (const TrapRecord& record : records) {
    if (isTrap(record.tag->id) != traps) continue;
    html.open("tr").element("th", record.tag->words, {{"scope", "row"}});
    std::string caught = "not met yet";
    if (record.met > 0) {
      caught = std::to_string(record.caught) + " of " + std::to_string(record.met);
      if (record.caughtSure > 0) caught += ", sure " + std::to_string(record.caughtSure);
    }
    html.element("td", caught, {attrIf(record.met == 0, "class", "note")});
    html.element("td", record.met == 0 ? "" : wordsOf(record.trend));
    addCures(html, content, record);
    html.close("tr");
  }
  html.close("tbody").close("table");
}

void addCalibration(Html& html, const Progress& progress) {
  html.element("h2", "How sure you are, and how often rightly").open("ul");
  for (const CalibrationRow& row : calibrationOf(progress)) {
    html.open("li").text(std::string("When ") + wordsOf(row.certainty) + ": ");
    if (row.answers == 0) {
      html.text("no answers yet");
    } else {
      html.text(std::to_string(row.right) + " of " + std::to_string(row.answers) + " right (" +
                std::to_string(100 * row.right / row.answers) + " %)");
    }
    html.close("li");
  }
  html.close("ul");
}

}  // namespace

Html reviewPage(const Content& content, const Progress& progress, std::int64_t now) {
  Html html;
  html.open("article", {{"class", "review"}});
  html.element("h1", "Review", {{"tabindex", "-1"}, {"id", "page-title"}});
  addDue(html, content, progress, now);
  const std::vector<TrapRecord> records = trapProfile(content, progress);
  html.element("h2", "Your traps");
  addRecords(html, content, records, true);
  html.element("h2", "Signals you missed");
  addRecords(html, content, records, false);
  addCalibration(html, progress);
  html.open("p").element("button", "Print", {{"type", "button"}, {"data-action", "print"}});
  html.close("p");
  html.element("p",
               "The schedule is FSRS: what you know well comes back later, what was wrong in ten "
               "minutes. All of this stays on this machine.",
               {{"class", "note"}});
  html.close("article");
  return html;
}

}  // namespace taskyard
