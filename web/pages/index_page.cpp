#include "pages/index_page.h"

#include <algorithm>

#include "base/text.h"
#include "pages/question_page.h"

namespace taskyard {

namespace {

struct LessonState {
  bool begun = false;
  std::size_t done = 0;
  std::size_t steps = 0;

  [[nodiscard]] bool finished() const { return steps > 0 && done == steps; }
};

LessonState stateOf(const Lesson& lesson, const Progress& progress) {
  LessonState state;
  state.steps = lesson.steps.size();
  const auto found = progress.lessons.find(lesson.id);
  if (found == progress.lessons.end()) return state;
  state.begun = true;
  for (const Step& step : lesson.steps) {
    const auto record = found->second.steps.find(step.id);
    if (record != found->second.steps.end() && record->second.done) ++state.done;
  }
  return state;
}

std::string hrefOf(const Lesson& lesson, const PageMode& mode) {
  return mode.live ? "#lesson=" + lesson.id
                   : std::string(mode.base) + "lessons/" + lesson.id + ".html";
}

std::string stateWords(const LessonState& state) {
  if (state.finished()) return "✓ finished";
  if (state.begun) {
    return std::to_string(state.done) + " of " + std::to_string(state.steps) + " steps";
  }
  return "";
}

void addLesson(Html& html, const Lesson& lesson, const Progress& progress, const PageMode& mode) {
  html.open("li");
  html.open("a", {{"class", "card"}, {"href", hrefOf(lesson, mode)}});
  html.element("span", lesson.title, {{"class", "card-title"}});
  html.element("span", lesson.summary, {{"class", "card-text"}});
  std::string meta = std::to_string(lesson.minutes) + " min";
  if (mode.live) {
    const std::string state = stateWords(stateOf(lesson, progress));
    if (!state.empty()) meta += " · " + state;
  }
  html.element("span", meta, {{"class", "note"}});
  html.close("a").close("li");
}

// The first lesson that is not finished, or nullptr.
const Lesson* nextLesson(const Content& content, const Progress& progress) {
  for (const Lesson& lesson : content.lessons) {
    if (!stateOf(lesson, progress).finished()) return &lesson;
  }
  return nullptr;
}

void addStart(Html& html, const Content& content, const Progress& progress) {
  html.open("section", {{"class", "start"}});
  html.element("h1", "Run Amazon ECS in this tab.", {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               "A simulated account that behaves like the real one. Start tasks, break them, go "
               "back in time, and see why everything happened. Nothing is billed, nothing leaves "
               "your browser.",
               {{"class", "lead"}});
  html.open("div", {{"class", "actions"}});
  const Lesson* next = nextLesson(content, progress);
  const bool first = progress.lessons.empty();
  if (next != nullptr) {
    const bool begun = stateOf(*next, progress).begun;
    html.element("a",
                 first ? std::string("Start the first lesson")
                       : (begun ? "Go on: " : "Next lesson: ") + next->title,
                 {{"class", "button primary"}, {"href", "#lesson=" + next->id}});
  }
  html.element("button", "Start a task now",
               {{"type", "button"},
                {"data-action", "start-demo"},
                attrIf(next == nullptr, "class", "primary")});
  html.close("div");
  html.element("p", "Or drop a task definition (JSON) anywhere on this page.", {{"class", "note"}});
  html.close("section");
}

}  // namespace

Html lessonIndexPage(const Content& content, const Progress& progress, const PageMode& mode) {
  Html html;
  html.open("article", {{"class", "lessons"}});
  if (mode.live) {
    addStart(html, content, progress);
  } else {
    html.element("h1", "Lessons");
  }
  for (const Topic& topic : content.topics) {
    html.element("h2", topic.title);
    html.open("ul", {{"class", "cards"}});
    for (const std::string& id : topic.lessons) {
      const Lesson* lesson = content.findLesson(id);
      if (lesson != nullptr) addLesson(html, *lesson, progress, mode);
    }
    html.close("ul").newline();
  }
  if (mode.live && !content.scenarios.empty()) {
    html.element("h2", "Scenarios to play with").open("ul", {{"class", "cards"}});
    for (const Scenario& scenario : content.scenarios) {
      html.open("li");
      html.open("a", {{"class", "card"}, {"href", "#scenario=" + scenario.id}});
      html.element("span", scenario.title, {{"class", "card-title"}});
      html.element("span", scenario.story, {{"class", "card-text"}});
      html.close("a").close("li");
    }
    html.close("ul");
  }
  if (!mode.live && !content.questions.empty()) {
    html.element("h2", "Questions").open("ul");
    for (const Question& question : content.questions) {
      html.open("li");
      html.element("a", questionTitle(question),
                   {{"href", std::string(mode.base) + "questions/" + question.id + ".html"}});
      html.close("li");
    }
    html.close("ul").newline();
  }
  if (mode.live) {
    html.open("p", {{"class", "note foot"}});
    html.text("Not affiliated with Amazon Web Services. ");
    html.element("a", "Everything as plain pages", {{"href", "read/index.html"}});
    html.close("p");
  }
  html.close("article");
  return html;
}

Html glossaryNote(const GlossaryTerm& term) {
  Html html;
  html.open("div", {{"class", "term-note"}});
  html.element("strong", term.term).text(" ");
  addInlineMarkdown(html, term.text, {.live = true});
  if (term.see.starts_with("ui://")) {
    html.text(" ").element("button", "Show me",
                           {{"type", "button"},
                            {"class", "ui-link"},
                            {"data-action", "show"},
                            {"data-target", term.see.substr(5)}});
  }
  html.close("div");
  return html;
}

Html glossaryPage(const Content& content, const PageMode& mode) {
  Html html;
  html.open("article", {{"class", "glossary"}}).element("h1", "Glossary").open("dl");
  for (const GlossaryTerm& term : content.glossary) {
    html.element("dt", term.term, {{"id", term.id}}).open("dd");
    addInlineMarkdown(html, term.text, mode);
    html.close("dd").newline();
  }
  html.close("dl").close("article");
  return html;
}

}  // namespace taskyard
