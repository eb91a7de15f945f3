// A lesson as a page to read or print: what it is for, its world as a diagram, and every step.

#include <string>

#include "learn/script.h"
#include "pages/ask.h"
#include "pages/diagram.h"
#include "pages/lesson_about.h"
#include "pages/lesson_page.h"

namespace taskyard {

namespace {

void addContents(Html& html, const Lesson& lesson) {
  html.open("nav", {{"class", "toc"}, {"aria-labelledby", "toc-title"}});
  html.element("h2", "In this lesson", {{"id", "toc-title"}}).open("ol");
  for (const Step& step : lesson.steps) {
    html.open("li").element("a", step.title, {{"href", "#" + step.id}});
    html.element("span", std::string(" ") + kindWords(step.kind), {{"class", "note"}});
    html.close("li");
  }
  html.close("ol").close("nav").newline();
}

// The world that the learner finds, when they begin.
void addWorld(Html& html, const Content& content, const Lesson& lesson) {
  const Scenario* scenario = content.findScenario(lesson.scenario);
  if (scenario == nullptr) return;
  const Result<Run> run = beginRun(*scenario, lesson.seed);
  if (!run) return;
  html.add(
      diagramFigure(diagramFacts(run.value().state()), "What you begin with. " + scenario->story));
}

void addScript(Html& html, const Script& script) {
  html.open("pre", {{"tabindex", "0"}}).open("code");
  for (const ScriptEntry& entry : script) html.text(printedLine(entry) + "\n");
  html.close("code").close("pre");
}

void addGoal(Html& html, const Condition& goal, const PageMode& mode) {
  html.open("div", {{"class", "goal"}}).open("p").element("strong", "Goal").close("p");
  html.open("ul");
  const bool several = goal.words.empty() && goal.kind == Condition::Kind::All;
  const std::vector<Condition> parts = several ? goal.parts : std::vector<Condition>{goal};
  for (const Condition& part : parts) {
    html.open("li");
    addInlineMarkdown(html, describe(part), mode);
    html.close("li");
  }
  html.close("ul").close("div");
}

void addStep(Html& html, const Lesson& lesson, std::size_t index, bool keys, const PageMode& mode) {
  const Step& step = lesson.steps[index];
  html.open("section", {{"class", "step"}, {"id", step.id}});
  html.element("p", "Step " + std::to_string(index + 1) + " · " + kindWords(step.kind),
               {{"class", "kicker"}});
  html.element("h2", step.title);
  addParagraphs(html, step.text, mode);
  if (step.ask) addAskForReading(html, *step.ask, choiceOrder(lesson, step, 0), keys, mode);
  if (step.goal) addGoal(html, *step.goal, mode);
  if (keys && !step.solution.empty()) {
    html.element("h3", "Solution");
    addScript(html, step.solution);
  }
  // What is said after an answer or a goal would give it away.
  if (keys || (!step.ask && !step.goal)) addParagraphs(html, step.after, mode);
  if (keys && !step.teacherNotes.empty()) {
    html.element("h3", "For teachers");
    addMarkdown(html, step.teacherNotes, mode);
  }
  html.close("section").newline();
}

}  // namespace

Html lessonReadingPage(const Content& content, const Lesson& lesson, ReadingForm form,
                       const PageMode& mode) {
  Html html;
  html.open("article", {{"class", "lesson reading"}});
  html.open("header");
  html.element("p", "Lesson · " + std::to_string(lesson.minutes) + " minutes",
               {{"class", "kicker"}});
  html.element("h1", lesson.title);
  html.open("p", {{"class", "lead"}});
  addInlineMarkdown(html, lesson.summary, mode);
  html.close("p").open("p", {{"class", "play-it"}});
  html.element("a", "Play this lesson in the simulation",
               {{"href", std::string(mode.base) + "../index.html#lesson=" + lesson.id}});
  html.close("p");
  if (form.paper) addLessonAbout(html, content, lesson, mode);
  html.close("header").newline();
  if (form.paper) {
    addContents(html, lesson);
    addWorld(html, content, lesson);
  }
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) addStep(html, lesson, i, form.keys, mode);
  if (form.keys && !lesson.teacherNotes.empty()) {
    html.element("h2", "For teachers");
    addMarkdown(html, lesson.teacherNotes, mode);
  }
  if (!lesson.deeper.empty()) {
    html.element("h2", "To read on");
    addParagraphs(html, lesson.deeper, mode);
  }
  addSources(html, lesson.sources);
  html.close("article").newline();
  return html;
}

}  // namespace taskyard
