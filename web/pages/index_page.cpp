#include "pages/index_page.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "pages/lesson_about.h"
#include "pages/lesson_page.h"
#include "pages/question_page.h"
#include "pages/scenario_picture.h"

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

std::string stateWords(const LessonState& state) {
  if (state.finished()) return "finished";
  if (state.begun) {
    return std::to_string(state.done) + " of " + std::to_string(state.steps) + " steps";
  }
  return "";
}

// The lessons to do before, as far as they are not finished.
std::string missingBefore(const Content& content, const Lesson& lesson, const Progress& progress) {
  std::vector<std::string> titles;
  for (const std::string& id : lesson.prerequisites) {
    const Lesson* before = content.findLesson(id);
    if (before == nullptr || stateOf(*before, progress).finished()) continue;
    titles.push_back(before->title);
  }
  return titles.empty() ? "" : "Best after: " + joinWords(titles);
}

// What the page says about all lessons together.
struct Totals {
  std::size_t lessons = 0;
  std::size_t finished = 0;
  int minutesLeft = 0;
};
Totals totalsOf(const Content& content, const Progress& progress) {
  Totals totals;
  for (const Lesson& lesson : content.lessons) {
    ++totals.lessons;
    if (stateOf(lesson, progress).finished()) {
      ++totals.finished;
    } else {
      totals.minutesLeft += lesson.minutes;
    }
  }
  return totals;
}

struct IndexPen {
  Html& html;
  const Content& content;
  const Progress& progress;
  const PageMode& mode;
  const Lesson* next = nullptr;  // the one to go on with
  int number = 0;                // of the lesson, over all topics
};

void addLesson(IndexPen& pen, const Lesson& lesson) {
  Html& html = pen.html;
  const LessonState state = stateOf(lesson, pen.progress);
  const bool here = pen.next == &lesson;
  ++pen.number;
  html.open("li");
  html.open("a", {{"class", here ? "lesson-row next" : "lesson-row"},
                  {"href", lessonHref(lesson, pen.mode)}});
  html.open("span", {{"class", state.finished() ? "lesson-mark done"
                               : state.begun    ? "lesson-mark begun"
                                                : "lesson-mark"},
                     {"aria-hidden", "true"}});
  html.text(state.finished() ? "✓" : std::to_string(pen.number)).close("span");
  html.open("span", {{"class", "lesson-words"}});
  html.element("span", lesson.title, {{"class", "lesson-title"}});
  html.element("span", lesson.summary, {{"class", "lesson-summary"}});
  const std::string before = pen.mode.live && !state.begun
                                 ? missingBefore(pen.content, lesson, pen.progress)
                                 : std::string();
  if (!before.empty()) html.element("span", before, {{"class", "lesson-before"}});
  html.close("span");
  html.open("span", {{"class", "lesson-meta"}});
  html.element("span", std::to_string(lesson.minutes) + " min");
  if (!pen.mode.live) html.element("span", examText(lesson), {{"class", "lesson-exam"}});
  const std::string words = stateWords(state);
  if (!words.empty()) {
    html.element("span", words,
                 {{"class", state.finished() ? "lesson-state done" : "lesson-state"}});
  }
  html.close("span").close("a").close("li").newline();
}

void addTopics(IndexPen& pen) {
  for (const Topic& topic : pen.content.topics) {
    std::vector<const Lesson*> lessons;
    for (const std::string& id : topic.lessons) {
      if (const Lesson* lesson = pen.content.findLesson(id)) lessons.push_back(lesson);
    }
    if (lessons.empty()) continue;
    pen.html.open("section", {{"class", "topic"}});
    pen.html.element("h2", topic.title);
    pen.html.open("ol", {{"class", "lesson-list"}});
    for (const Lesson* lesson : lessons) addLesson(pen, *lesson);
    pen.html.close("ol").close("section").newline();
  }
}

// The first lesson that is not finished, or nullptr.
const Lesson* nextLesson(const Content& content, const Progress& progress) {
  for (const Lesson& lesson : content.lessons) {
    if (!stateOf(lesson, progress).finished()) return &lesson;
  }
  return nullptr;
}

void addButtonLink(Html& html, std::string_view words, const std::string& href,
                   std::string_view look) {
  html.element("a", words, {{"class", look}, {"href", href}});
}

// A first visit has one obvious thing to do: to see a task run. Later it is the next lesson.
void addFirstActions(Html& html, const Lesson* first) {
  html.open("div", {{"class", "actions"}});
  html.element("button", "Start a task now",
               {{"type", "button"}, {"class", "primary"}, {"data-action", "start-demo"}});
  if (first != nullptr) {
    addButtonLink(html, "Start the first lesson", "#lesson=" + first->id, "button");
  }
  html.close("div");
  html.open("p", {{"class", "note"}}).text("Or ");
  html.element("button", "open a task definition",
               {{"type", "button"}, {"class", "ui-link"}, {"data-action", "choose-file"}});
  html.text(" (JSON)").element("span", ", or drop it on this page", {{"class", "with-mouse"}});
  html.text(".").close("p");
}

void addReturnActions(IndexPen& pen, const Totals& totals) {
  Html& html = pen.html;
  html.open("div", {{"class", "actions"}});
  if (pen.next != nullptr) {
    const bool begun = stateOf(*pen.next, pen.progress).begun;
    addButtonLink(html, (begun ? "Go on: " : "Next lesson: ") + pen.next->title,
                  "#lesson=" + pen.next->id, "button primary");
  } else {
    addButtonLink(html, "Practice with questions", "#practice", "button primary");
  }
  html.element("button", "Start a task now", {{"type", "button"}, {"data-action", "start-demo"}});
  html.close("div");
  const std::string done = std::to_string(totals.finished);
  const std::string all = std::to_string(totals.lessons);
  html.open("div", {{"class", "totals"}});
  html.element(
      "progress", "",
      {{"max", all}, {"value", done}, {"aria-label", "Lessons finished: " + done + " of " + all}});
  std::string words = done + " of " +
                      countOf(static_cast<std::int64_t>(totals.lessons), "lesson", "lessons") +
                      " finished";
  if (totals.minutesLeft > 0) {
    words += ", about " + std::to_string(totals.minutesLeft) + " minutes left";
  }
  html.element("span", words, {{"class", "note"}}).close("div");
}

void addStart(IndexPen& pen) {
  Html& html = pen.html;
  const bool first = pen.progress.lessons.empty();
  html.open("section", {{"class", "start"}});
  html.element("h1", first ? "Run Amazon ECS in this tab." : "Lessons",
               {{"tabindex", "-1"}, {"id", "page-title"}});
  if (first) {
    html.element("p",
                 "A simulated account that behaves like the real one. Start tasks, break them, go "
                 "back in time, and see why everything happened. Nothing is billed, nothing leaves "
                 "your browser.",
                 {{"class", "lead"}});
    addFirstActions(html, pen.next);
  } else {
    addReturnActions(pen, totalsOf(pen.content, pen.progress));
  }
  html.close("section");
}

void addSceneLinks(Html& html, const Content& content) {
  if (content.scenarios.empty()) return;
  html.open("section", {{"class", "topic"}});
  html.element("h2", "Worlds to play with");
  html.open("ul", {{"class", "scene-strip"}});
  for (const char* id : {"public-web", "flash-crowd", "zone-outage"}) {
    const Scenario* scenario = content.findScenario(id);
    if (scenario == nullptr) continue;
    html.open("li").open("a", {{"class", "scene-card"}, {"href", "#scenario=" + scenario->id}});
    html.add(scenarioPicture(*scenario));
    html.element("span", scenario->title).close("a").close("li");
  }
  html.close("ul");
  html.open("p");
  addButtonLink(html,
                "All " + countOf(static_cast<std::int64_t>(content.scenarios.size()), "scenario",
                                 "scenarios"),
                "#scenarios", "quiet-link");
  html.close("p").close("section");
}

// What the text points at, in words: "task-definition" is a thing, "roles" an instrument.
std::string placeWords(std::string_view target) {
  if (target == "yard") return "the Yard";
  if (target == "inspector") return "the inspector";
  for (const std::string_view thing : {"cluster", "service", "subnet", "task", "task-definition"}) {
    if (target != thing) continue;
    std::string words = "a " + std::string(thing);
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
  }
  std::string name(target);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return "the instrument " + name;
}

}  // namespace

Html lessonIndexPage(const Content& content, const Progress& progress) {
  constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};
  Html html;
  html.open("article", {{"class", "lessons"}});
  IndexPen pen{html, content, progress, kLive, nextLesson(content, progress), 0};
  addStart(pen);
  addTopics(pen);
  addSceneLinks(html, content);
  html.open("p", {{"class", "note foot"}});
  html.text("Not affiliated with Amazon Web Services. ");
  html.element("a", "Everything as plain pages", {{"href", "read/index.html"}});
  html.close("p").close("article");
  return html;
}

Html lessonListPage(const Content& content, const PageMode& mode) {
  const Progress none;
  Html html;
  html.open("article", {{"class", "lessons"}});
  IndexPen pen{html, content, none, mode, nullptr, 0};
  addTopics(pen);
  if (!content.questions.empty()) {
    html.element("h2", "Questions").open("ul");
    for (const Question& question : content.questions) {
      html.open("li");
      html.element("a", questionTitle(question),
                   {{"href", std::string(mode.base) + "questions/" + question.id + ".html"}});
      html.close("li");
    }
    html.close("ul").newline();
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
  html.open("p", {{"class", "note"}});
  addSourceLink(html, term.source);
  html.close("p");
  html.close("div");
  return html;
}

Html glossaryPage(const Content& content, const PageMode& mode) {
  Html html;
  html.open("article", {{"class", "glossary"}}).element("h1", "Glossary").open("dl");
  for (const GlossaryTerm& term : content.glossary) {
    html.element("dt", term.term, {{"id", term.id}}).open("dd");
    addInlineMarkdown(html, term.text, mode);
    html.open("p", {{"class", "note"}});
    if (term.see.starts_with("ui://")) {
      html.text("Seen in: ");
      html.element("span", placeWords(std::string_view(term.see).substr(5)),
                   {{"class", "ui-name"}});
      html.text(". ");
    }
    addSourceLink(html, term.source);
    html.close("p").close("dd").newline();
  }
  html.close("dl").close("article");
  return html;
}

}  // namespace taskyard
