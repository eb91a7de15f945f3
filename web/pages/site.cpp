#include "pages/site.h"

#include "pages/coverage_page.h"
#include "pages/html.h"
#include "pages/index_page.h"
#include "pages/lesson_page.h"
#include "pages/model_page.h"
#include "pages/question_page.h"
#include "pages/read_css.h"

namespace taskyard {

namespace {

std::string wholePage(std::string_view title, const PageMode& mode, const Html& body) {
  const std::string base(mode.base);
  Html html;
  html.open("html", {{"lang", "en"}}).newline().open("head").newline();
  html.single("meta", {{"charset", "utf-8"}}).newline();
  html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.newline();
  html.single("meta", {{"http-equiv", "Content-Security-Policy"},
                       {"content", "default-src 'none'; style-src 'self'"}});
  html.newline().element("title", std::string(title) + " · Taskyard").newline();
  html.single("link", {{"rel", "stylesheet"}, {"href", base + "read.css"}}).newline();
  html.close("head").newline().open("body").newline();
  html.open("header", {{"class", "site-head"}}).open("nav", {{"aria-label", "Pages"}});
  html.element("a", "Lessons", {{"href", base + "index.html"}}).text(" ");
  html.element("a", "Glossary", {{"href", base + "glossary.html"}}).text(" ");
  html.element("a", "The exam on one page", {{"href", base + "coverage.html"}}).text(" ");
  html.element("a", "What is simulated", {{"href", base + "model.html"}}).text(" ");
  html.element("a", "Run it", {{"href", base + "../index.html"}});
  html.close("nav").close("header").newline();
  html.open("main").newline().add(body).close("main").newline();
  html.open("footer");
  html.element("p", "Taskyard is not affiliated with Amazon Web Services.");
  html.close("footer").newline().close("body").newline().close("html").newline();
  return "<!doctype html>\n" + html.str();
}

}  // namespace

std::vector<PageFile> renderSite(const Content& content, bool keys) {
  std::vector<PageFile> files;
  const PageMode top{.live = false, .base = "", .headingShift = 2};
  const PageMode below{.live = false, .base = "../", .headingShift = 2};
  Html index;
  index.element("h1", "Lessons").add(lessonListPage(content, top));
  files.push_back({"index.html", wholePage("Lessons", top, index)});
  files.push_back({"glossary.html", wholePage("Glossary", top, glossaryPage(content, top))});
  files.push_back(
      {"coverage.html", wholePage("The exam on one page", top, coveragePage(content, top))});
  files.push_back({"model.html", wholePage("What is simulated", top, modelPage(content))});
  for (const Lesson& lesson : content.lessons) {
    files.push_back({"lessons/" + lesson.id + ".html",
                     wholePage(lesson.title, below,
                               lessonReadingPage(content, lesson, {.keys = keys}, below))});
  }
  for (const Question& question : content.questions) {
    files.push_back({"questions/" + question.id + ".html",
                     wholePage("Question " + question.id, below,
                               questionReadingPage(content, question, keys, below))});
  }
  files.push_back({"read.css", std::string(kReadCss)});
  return files;
}

std::string renderShellText(const Content& content) {
  const PageMode mode{.live = false, .base = "read/", .headingShift = 2};
  Html html;
  html.add(lessonListPage(content, mode));
  if (!content.lessons.empty()) {
    html.add(lessonReadingPage(content, content.lessons.front(), {.paper = false}, mode));
  }
  return html.str();
}

}  // namespace taskyard
