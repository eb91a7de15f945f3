#include "pages/coverage_page.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "learn/coverage.h"
#include "learn/tags.h"
#include "pages/lesson_about.h"

namespace taskyard {

namespace {

// Domains over their task statements.
void addHead(Html& html, const Coverage& coverage) {
  html.open("thead").open("tr");
  html.element("th", "Lesson", {{"rowspan", "2"}, {"scope", "col"}, {"colspan", "2"}});
  for (const ExamDomain& domain : examDomains()) {
    const auto count = std::count_if(
        coverage.statements.begin(), coverage.statements.end(),
        [&](const StatementLine& line) { return domainOf(line.id).number == domain.number; });
    html.element("th",
                 std::to_string(domain.number) + " " + std::string(domain.title) + ", " +
                     std::to_string(domain.weightPercent) + " %",
                 {{"colspan", std::to_string(count)}, {"scope", "colgroup"}});
  }
  html.close("tr").open("tr");
  for (const StatementLine& line : coverage.statements) {
    html.open("th", {{"scope", "col"}});
    html.element("abbr", line.id, {{"title", line.title}}).close("th");
  }
  html.close("tr").close("thead").newline();
}

void addLessonRow(Html& html, const Lesson& lesson, int number, const PageMode& mode) {
  html.open("tr").element("td", std::to_string(number)).open("th", {{"scope", "row"}});
  html.element("a", lesson.title, {{"href", lessonHref(lesson, mode)}}).close("th");
  for (const TaskStatement& statement : taskStatements()) {
    const bool serves = hasId(lesson.taskStatements, statement.id);
    html.open("td", {{"class", "mark"}});
    if (serves) html.element("span", "●", {{"role", "img"}, {"aria-label", "serves it"}});
    html.close("td");
  }
  html.close("tr").newline();
}

void addMatrix(Html& html, const Content& content, const Coverage& coverage, const PageMode& mode) {
  html.open("div", {{"class", "table-scroll"}, {"tabindex", "0"}});
  html.open("table", {{"class", "matrix"}});
  html.element("caption", "Lessons and task statements", {{"class", "unseen"}});
  addHead(html, coverage);
  html.open("tbody");
  int number = 0;
  for (const Lesson& lesson : content.lessons) addLessonRow(html, lesson, ++number, mode);
  html.close("tbody").open("tfoot").open("tr");
  html.element("th", "Questions", {{"scope", "row"}, {"colspan", "2"}});
  for (const StatementLine& line : coverage.statements) {
    html.element("td", std::to_string(line.questions), {{"class", "mark"}});
  }
  html.close("tr").close("tfoot").close("table").close("div").newline();
}

// The numbers of the lessons that carry a tag, as in the matrix.
std::string lessonNumbers(const Content& content, std::string_view id) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < content.lessons.size(); ++i) {
    const Lesson& lesson = content.lessons[i];
    if (hasId(lesson.signals, id) || hasId(lesson.traps, id))
      numbers.push_back(std::to_string(i + 1));
  }
  return joinWords(numbers);
}

void addTagTable(Html& html, const Content& content, const std::vector<CoverageLine>& lines,
                 const char* heading) {
  html.open("table", {{"class", "tags"}}).open("thead").open("tr");
  html.element("th", heading, {{"scope", "col"}});
  html.element("th", "Lessons", {{"scope", "col"}});
  html.element("th", "Questions", {{"scope", "col"}}).close("tr").close("thead").open("tbody");
  for (const CoverageLine& line : lines) {
    const Tag* tag = findTag(line.id);
    html.open("tr").open("td").text(tag->words);
    if (!isTrap(line.id)) html.text(" → ").text(tag->answer);
    html.close("td");
    html.element("td", lessonNumbers(content, line.id));
    html.element("td", std::to_string(line.questions)).close("tr");
  }
  html.close("tbody").close("table").newline();
}

void addStatements(Html& html, const Coverage& coverage) {
  html.open("ul", {{"class", "statements"}});
  for (const StatementLine& line : coverage.statements) {
    html.open("li").element("strong", line.id).text(" ").text(line.title).close("li");
  }
  html.close("ul").newline();
}

}  // namespace

Html coveragePage(const Content& content, const PageMode& mode) {
  const Coverage coverage = coverageOf(content);
  Html html;
  html.open("article", {{"class", "coverage"}});
  html.element("h1", "The exam on one page");
  html.element("p",
               "Which lesson serves which task statement of SAA-C03 (exam guide, copy of 2026-04; "
               "the per cent are of the scored questions), and where each signal and each trap is "
               "learned. It covers containers: what the exam asks beyond them is not here.",
               {{"class", "note"}});
  addMatrix(html, content, coverage, mode);
  addStatements(html, coverage);
  html.open("div", {{"class", "tag-tables"}});
  addTagTable(html, content, coverage.signals, "Signal → points to");
  addTagTable(html, content, coverage.traps, "Trap: what is wrong to believe");
  html.close("div").close("article").newline();
  return html;
}

}  // namespace taskyard
