// Goal: the plain pages are whole: contents, diagram, goals, the exam's map; and they give answers
// and solutions only to who asked for the keys.

#include <doctest/doctest.h>

#include <algorithm>

#include "learn/coverage.h"
#include "learn/tags.h"
#include "pages/ask.h"
#include "pages/coverage_page.h"
#include "pages/lesson_page.h"
#include "pages/site.h"
#include "support/lessons.h"

namespace taskyard {

namespace {

constexpr PageMode kPlain{.live = false, .base = "../", .headingShift = 2};

std::string pageOf(const Content& content, const Lesson& lesson, bool keys) {
  return lessonReadingPage(content, lesson, {.keys = keys}, kPlain).str();
}

bool has(const std::string& page, const std::string& words) {
  return page.find(escapeHtml(words)) != std::string::npos;
}

}  // namespace

TEST_CASE("reading: every lesson has contents, its world and its goals, and no answers") {
  const Content content = realContent();
  for (const Lesson& lesson : content.lessons) {
    CAPTURE(lesson.id);
    const std::string page = pageOf(content, lesson, false);
    CHECK(page.find("<svg class=\"diagram\"") != std::string::npos);
    CHECK(page.find("index.html#lesson=" + lesson.id) != std::string::npos);
    CHECK(page.find(">Solution<") == std::string::npos);
    CHECK(page.find(">For teachers<") == std::string::npos);
    for (const Step& step : lesson.steps) {
      CAPTURE(step.id);
      CHECK(page.find("href=\"#" + step.id + "\"") != std::string::npos);
      CHECK(page.find("id=\"" + step.id + "\"") != std::string::npos);
      if (!step.ask) continue;
      for (const Choice& choice : step.ask->choices) CHECK_FALSE(has(page, choice.why));
      if (step.ask->number) CHECK_FALSE(has(page, step.ask->number->why));
      for (const std::string& after : step.after) CHECK_FALSE(has(page, after));
    }
  }
}

TEST_CASE("reading: with keys, solutions are commands that can be typed") {
  const Content content = realContent();
  for (const Lesson& lesson : content.lessons) {
    CAPTURE(lesson.id);
    const std::string page = pageOf(content, lesson, true);
    CHECK(page.find("{{") == std::string::npos);
    for (const Step& step : lesson.steps) {
      for (const ScriptEntry& entry : step.solution) {
        const std::string line = printedLine(entry);
        CAPTURE(line);
        CHECK((line.starts_with("aws ") || line.starts_with("sim ")));
        CHECK(has(page, line));
      }
    }
  }
}

TEST_CASE("reading: until the app has loaded its page shows all lessons and reads the first") {
  const Content content = realContent();
  const std::string text = renderShellText(content);
  for (const Lesson& lesson : content.lessons) {
    CHECK(text.find("href=\"read/lessons/" + lesson.id + ".html\"") != std::string::npos);
  }
  for (const Step& step : content.lessons.front().steps) CHECK(has(text, step.title));
  // What is for paper, and links that only work in read/.
  for (const char* none : {"class=\"toc\"", "class=\"about\"", "<svg", "href=\"../"}) {
    CAPTURE(none);
    CHECK(text.find(none) == std::string::npos);
  }
}

TEST_CASE("reading: choices are mixed, the same for everybody who answers for the first time") {
  const Content content = realContent();
  int firsts = 0;
  int asked = 0;
  for (const Lesson& lesson : content.lessons) {
    for (const Step& step : lesson.steps) {
      if (!step.ask || step.ask->number) continue;
      const std::vector<std::size_t> order = choiceOrder(lesson, step, 0);
      CHECK(order == choiceOrder(lesson, step, 0));
      CHECK(std::is_permutation(order.begin(), order.end(), choiceOrder(lesson, step, 1).begin()));
      ++asked;
      firsts += step.ask->choices[order.front()].correct ? 1 : 0;
    }
  }
  CHECK(asked > 20);
  CHECK(firsts * 10 >= asked);
  CHECK(firsts * 2 <= asked);
}

TEST_CASE("coverage page: every lesson, task statement, signal and trap") {
  const Content content = realContent();
  const std::string page = coveragePage(content, kPlain).str();
  for (const Lesson& lesson : content.lessons) CHECK(has(page, lesson.title));
  for (const TaskStatement& statement : taskStatements()) {
    CHECK(has(page, std::string(statement.title)));
  }
  for (const auto tags : {signalTags(), trapTags()}) {
    for (const Tag& tag : tags) CHECK(has(page, std::string(tag.words)));
  }
  const Coverage coverage = coverageOf(content);
  const auto line = std::find_if(coverage.statements.begin(), coverage.statements.end(),
                                 [](const StatementLine& each) { return each.id == "2.2"; });
  REQUIRE(line != coverage.statements.end());
  CHECK(std::find(line->lessons.begin(), line->lessons.end(), "resilience") != line->lessons.end());
  CHECK(line->questions > 0);
}

}  // namespace taskyard
