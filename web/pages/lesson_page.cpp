#include "pages/lesson_page.h"

#include "base/text.h"
#include "engine/cost.h"
#include "learn/tags.h"
#include "model/network.h"
#include "pages/ask.h"
#include "pages/facts.h"
#include "pages/lesson_about.h"

namespace taskyard {

namespace {

constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};

std::string positionText(const StepView& view) {
  return "Step " + std::to_string(view.index + 1) + " of " + std::to_string(view.count);
}

void addButton(Html& html, std::string_view words, std::string_view action,
               std::string_view look = {}, bool disabled = false) {
  html.element("button", words,
               {{"type", "button"},
                attrIf(!look.empty(), "class", look),
                {"data-action", action},
                attrIf(disabled, "disabled")});
}

// The steps as a row of marks; those that can be gone to are buttons.
void addStepRail(Html& html, const LessonSession& session) {
  const Lesson& lesson = session.lesson();
  html.open("nav", {{"class", "rail"}, {"aria-label", "Steps of this lesson"}}).open("ol");
  bool reachable = true;
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    const StepRecord& record = session.record(i);
    const bool here = i == session.stepIndex();
    const std::string label = std::to_string(i + 1) + ". " + lesson.steps[i].title +
                              (record.done ? " (done)" : "") + (here ? " (you are here)" : "");
    html.open("li", {attrIf(here, "class", "here")});
    html.open("button", {{"type", "button"},
                         {"data-action", "go-step"},
                         {"data-step", std::to_string(i)},
                         {"class", record.done ? "mark done" : "mark"},
                         {"aria-label", label},
                         {"title", lesson.steps[i].title},
                         attrIf(here, "aria-current", "step"),
                         attrIf(!reachable && !here, "disabled")});
    html.element("span", record.done ? "✓" : std::to_string(i + 1), {{"aria-hidden", "true"}});
    html.close("button").close("li");
    reachable = reachable && record.done;
  }
  html.close("ol").close("nav");
}

void addGoalLine(Html& html, const CheckLine& line) {
  const char* state = line.met ? "met" : line.broken ? "broken" : "open";
  const char* mark = line.met ? "✓" : line.broken ? "✕" : "○";
  const char* words = line.met ? "Done: " : line.broken ? "Not possible any more: " : "To do: ";
  html.open("li", {{"class", state}});
  html.element("span", mark, {{"class", "mark"}, {"aria-hidden", "true"}});
  html.open("span").element("span", words, {{"class", "unseen"}});
  addInlineMarkdown(html, line.text, kLive);
  html.close("span").close("li");
}

void addGoal(Html& html, const StepView& view) {
  if (view.goal.empty()) return;
  html.open("section", {{"class", view.record.done ? "goal reached" : "goal"},
                        {"aria-labelledby", "goal-title"}});
  html.element("h3", view.record.done ? "Goal reached" : "Your goal", {{"id", "goal-title"}});
  html.open("ul", {{"class", "checks"}});
  for (const CheckLine& line : view.goal) addGoalLine(html, line);
  html.close("ul");
  if (view.goalBroken && !view.record.done) {
    html.open("p", {{"class", "notice bad"}});
    html.text(
        "Something happened that this goal forbids. Go back in time, or start the step again.");
    html.close("p");
  }
  html.close("section");
}

void addFeedback(Html& html, const StepView& view) {
  html.open("div", {{"class", "feedback"}, {"aria-live", "polite"}, {"id", "feedback"}});
  for (const Feedback& feedback : view.feedback) {
    html.open("div", {{"class", "notice warn"}});
    html.element("p", "At " + clockText(feedback.at), {{"class", "kicker"}});
    addMarkdown(html, feedback.words, kLive);
    html.close("div");
  }
  html.close("div");
}

void addHelp(Html& html, const StepView& view) {
  const Step& step = *view.step;
  if (!view.hints.empty()) {
    html.open("div", {{"class", "hints"}, {"aria-live", "polite"}, {"id", "hints"}});
    for (std::size_t i = 0; i < view.hints.size(); ++i) {
      html.open("div", {{"class", "notice hint"}});
      html.element("p", "Hint " + std::to_string(i + 1), {{"class", "kicker"}});
      addMarkdown(html, view.hints[i], kLive);
      html.close("div");
    }
    html.close("div");
  }
  if (step.kind != StepKind::Do) return;
  if (view.playingSolution) {
    html.open("p", {{"class", "notice"}, {"role", "status"}});
    html.text(
        "The solution is playing: watch the commands appear below. It does not count as "
        "solved by you; start the step again to do it yourself.");
    html.close("p");
  }
  html.open("div", {{"class", "actions help"}});
  if (view.moreHints && !view.record.done) {
    addButton(html, view.hints.empty() ? "Give me a hint" : "Another hint", "hint");
  }
  if (!step.solution.empty() && !view.playingSolution && !view.record.done) {
    addButton(html, "Show the solution", "solution");
  }
  addButton(html, "Start this step again", "restart-step", "quiet");
  html.close("div");
}

void addAfter(Html& html, const StepView& view) {
  if (!view.record.done || view.step->after.empty()) return;
  html.open("section", {{"class", "after"}}).element("h3", "What just happened");
  addParagraphs(html, view.step->after, kLive);
  html.close("section");
}

// What the lesson's steps remember, together.
struct Tally {
  std::int64_t exercises = 0;
  std::int64_t alone = 0;
  std::int64_t hints = 0;
  std::int64_t solutions = 0;
  std::int64_t refused = 0;
  std::int64_t asked = 0;
  std::int64_t right = 0;
  std::vector<std::string> beliefs;  // misconceptions that were caught, each once
};
Tally tallyOf(const LessonSession& session) {
  Tally tally;
  for (std::size_t i = 0; i < session.lesson().steps.size(); ++i) {
    const Step& step = session.lesson().steps[i];
    const StepRecord& record = session.record(i);
    if (step.kind == StepKind::Do) ++tally.exercises;
    if (step.kind == StepKind::Do && record.solvedAlone) ++tally.alone;
    tally.hints += static_cast<std::int64_t>(record.hintsShown);
    tally.solutions += record.solutionShown ? 1 : 0;
    tally.refused += static_cast<std::int64_t>(record.refused);
    if (!record.answers.empty()) ++tally.asked;
    if (!record.answers.empty() && record.answers.front().correct) ++tally.right;
    for (const Misconception& each : step.misconceptions) {
      if (!hasId(record.misconceptions, each.id) || hasId(tally.beliefs, each.belief)) continue;
      tally.beliefs.push_back(each.belief);
    }
  }
  return tally;
}

// How much was right, what help and what wrong turns it took, how long, and what it would cost.
void addDebrief(Html& html, const LessonSession& session, const Run& run) {
  const Tally tally = tallyOf(session);
  html.open("section", {{"class", "debrief"}, {"aria-labelledby", "debrief-title"}});
  html.element("h3", "Lesson finished", {{"id", "debrief-title"}});
  html.open("ul");
  if (tally.exercises > 0) {
    html.element("li", "Solved on your own: " + std::to_string(tally.alone) + " of " +
                           countOf(tally.exercises, "exercise", "exercises") + ", with " +
                           countOf(tally.hints, "hint", "hints") + " and " +
                           countOf(tally.solutions, "solution", "solutions") + " shown");
  }
  if (tally.asked > 0) {
    html.element("li", "Right at the first answer: " + std::to_string(tally.right) + " of " +
                           countOf(tally.asked, "question", "questions"));
  }
  if (tally.exercises > 0) {
    html.element("li", "Commands that were refused: " +
                           (tally.refused == 0 ? "none" : std::to_string(tally.refused)));
  }
  if (!tally.beliefs.empty()) {
    html.open("li").text("Wrong turns that were caught:").open("ul");
    for (const std::string& belief : tally.beliefs) {
      html.open("li");
      addInlineMarkdown(html, belief, kLive);
      html.close("li");
    }
    html.close("ul").close("li");
  }
  html.element("li", "Simulated time: " + clockText(run.now()) + "; cost at the prices of " +
                         kRegion + ": " + dollarText(totalCostMicroUsd(run.state())));
  html.close("ul").open("div", {{"class", "actions"}});
  addButton(html, "Practice with questions", "practice", "primary");
  addButton(html, "Play on with this run", "keep-run");
  html.close("div").close("section");
}

void addStepNavigation(Html& html, const StepView& view, const LessonSession& session) {
  const Step& step = *view.step;
  const bool last = view.index + 1 == view.count;
  const bool reading = step.kind == StepKind::Read || (step.kind == StepKind::Explain && !step.ask);
  html.open("div", {{"class", "step-nav"}});
  addButton(html, "Back", "previous-step", "quiet", view.index == 0);
  if (!last) {
    addButton(html, "Next", "next-step", "primary", !view.canGoOn && !reading);
  } else if (!session.finished() && reading && !view.record.done) {
    addButton(html, "Finish", "next-step", "primary");
  } else {
    addButton(html, "All lessons", "lessons", session.finished() ? "quiet" : "");
  }
  html.close("div");
  if (!view.canGoOn && !reading && !last) {
    html.element("p",
                 step.kind == StepKind::Do ? "Next opens when the goal is reached."
                                           : "Next opens when you have answered.",
                 {{"class", "note nav-note"}});
  }
}

void addStepBody(Html& html, const LessonPageInput& input, const StepView& view) {
  const Step& step = *view.step;
  addParagraphs(html, step.text, kLive);
  if (step.ask) {
    const std::vector<Answer>& given = view.record.answers;
    const std::size_t before = given.empty() ? 0 : given.size() - 1;
    addAsk(html, *step.ask, choiceOrder(input.session->lesson(), step, before),
           given.empty() ? nullptr : &given.back(), kLive);
  }
  if (!input.notice.empty()) {
    html.element("p", input.notice, {{"class", "notice warn"}, {"role", "alert"}});
  }
  addGoal(html, view);
  addFeedback(html, view);
  addHelp(html, view);
  addAfter(html, view);
}

}  // namespace

const char* kindWords(StepKind kind) {
  switch (kind) {
    case StepKind::Read: return "Read";
    case StepKind::Predict: return "Predict";
    case StepKind::Do: return "Do";
    case StepKind::Explain: return "Explain";
  }
  return "";
}

void addSourceLink(Html& html, const Source& source) {
  html.element("a", source.title,
               {{"href", source.url}, {"rel", "noopener noreferrer"}, {"target", "_blank"}});
  html.open("span", {{"class", "note"}}).text(" (read ");
  html.element("span", source.checked, {{"class", "whole"}}).text(")").close("span");
}

void addSources(Html& html, const std::vector<Source>& sources) {
  if (sources.empty()) return;
  html.open("section", {{"class", "sources"}}).element("h3", "Sources").open("ul");
  for (const Source& source : sources) {
    html.open("li");
    addSourceLink(html, source);
    html.close("li");
  }
  html.close("ul").close("section");
}

Html lessonStepPage(const LessonPageInput& input) {
  const LessonSession& session = *input.session;
  const Lesson& lesson = session.lesson();
  const StepView view = session.view();
  Html html;
  html.open("article",
            {{"class", "lesson"}, {"data-lesson", lesson.id}, {"data-step", view.step->id}});
  html.open("header", {{"class", "lesson-head"}});
  html.open("p", {{"class", "crumb"}});
  html.element("button", "Lessons",
               {{"type", "button"}, {"class", "ui-link"}, {"data-action", "lessons"}});
  html.element("span", " / ", {{"aria-hidden", "true"}}).element("span", lesson.title);
  html.close("p");
  addStepRail(html, session);
  html.close("header");
  html.open("section", {{"class", "step"}, {"id", "step-" + view.step->id}});
  html.element("p", positionText(view) + " · " + kindWords(view.step->kind), {{"class", "kicker"}});
  html.element("h2", view.step->title, {{"id", "step-title"}, {"tabindex", "-1"}});
  if (view.index == 0) addLessonAbout(html, *input.content, lesson, kLive);
  addStepBody(html, input, view);
  const bool last = view.index + 1 == view.count;
  if (last && session.finished()) addDebrief(html, session, *input.run);
  addStepNavigation(html, view, session);
  if (last) {
    addParagraphs(html, lesson.deeper, kLive);
    addSources(html, lesson.sources);
  }
  html.close("section").close("article");
  return html;
}

}  // namespace taskyard
