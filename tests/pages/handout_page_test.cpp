// Goal: the hand-out holds every question and no key; the key holds both; the page of a set leads
// to them; text from outside stays text.

#include "pages/handout_page.h"

#include "pages/hostile.h"
#include "pages/set_page.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

QuestionSet setOf(const Content& content) {
  QuestionSet set;
  set.code = readSetCode("2-7KQ3X2").value();
  set.items = {{&content.questions.front(), {1, 0, 2, 3}},
               {&content.questions.front(), {3, 2, 1, 0}}};
  return set;
}

}  // namespace

TEST_CASE("hand-out: questions and options in their order, and nothing of the key") {
  const Content content = loadContent(questionFiles()).content;
  const std::string html = handoutPage(setOf(content));
  CHECK(has(html, "<title>Questions, set 2-7KQ3X2</title>"));
  CHECK(countIn(html, "<section>") == 2);
  CHECK(countIn(html, "<ol class=\"letters\">") == 2);
  CHECK(html.find("Run one task") < html.find("Create a service"));
  CHECK(has(html, ">Name<"));
  for (const char* secret : {"It comes back.", "Nobody replaces", "Right.", "Wrong.", "Key"}) {
    CAPTURE(secret);
    CHECK_FALSE(has(html, secret));
  }
  // One file that stands alone.
  for (const char* outside : {"<script", "<link", "src="}) CHECK_FALSE(has(html, outside));
}

TEST_CASE("key: the letters in a table, and a reason for every option") {
  const Content content = loadContent(questionFiles()).content;
  const std::string html = handoutKeyPage(setOf(content));
  CHECK(has(html, "<th scope=\"row\">1</th><td>B</td>"));
  CHECK(has(html, "<th scope=\"row\">2</th><td>D</td>"));
  CHECK(countIn(html, "Right. ") == 2);
  CHECK(countIn(html, "Wrong. ") == 6);
  CHECK(has(html, "Key: B. "));
}

TEST_CASE("set page: for a class and for one student") {
  Progress progress;
  std::string html = setPage(readSetCode("20-7kq3x2").value(), progress).str();
  CHECK(has(html, "Set 20-7KQ3X2"));
  CHECK(has(html, "20 questions, 40 minutes. Everyone who types this code"));
  CHECK(has(html, "(20-7KQ3X2-17)"));
  CHECK(has(html, "data-action=\"begin-set\" data-code=\"20-7KQ3X2\""));
  for (const char* href : {"#set=20-7KQ3X2&amp;paper=handout", "#set=20-7KQ3X2&amp;paper=key"}) {
    CHECK(has(html, href));
  }
  for (const char* file : {"csv", "gift", "qti"}) {
    CHECK(has(html, std::string("data-file=\"") + file + "\""));
  }
  html = setPage(readSetCode("20-7KQ3X2-5").value(), progress).str();
  CHECK(has(html, "are those of number 5."));
  CHECK(has(html, "(20-7KQ3X2-17)"));
  progress.exams.push_back(beginExam({}, ExamForm::Short, 1, 1000));
  html = setPage(readSetCode("20-7KQ3X2").value(), progress).str();
  CHECK_FALSE(has(html, "begin-set"));
  CHECK(has(html, "Go on with the exam that is open"));
}

TEST_CASE("hand-out, key and their pages: hostile text stays text") {
  const Content content = hostileContent();
  const QuestionSet set = setOf(content);
  checkHarmless(handoutPage(set));
  checkHarmless(handoutKeyPage(set));
  checkHarmless(setPaperPage(set, false).str());
  checkHarmless(setPaperPage(set, true).str());
  CHECK(has(setPaperPage(set, true).str(), "data-file=\"key\""));
}
