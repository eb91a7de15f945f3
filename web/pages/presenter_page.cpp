#include "pages/presenter_page.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "pages/ask.h"
#include "pages/markdown.h"

namespace taskyard {

namespace {

constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};

std::int64_t votesFor(const PresenterInput& input, std::size_t choice) {
  return choice < input.votes.size() ? input.votes[choice] : 0;
}

std::int64_t mostVotes(const PresenterInput& input) {
  std::int64_t most = 0;
  for (const std::int64_t votes : input.votes) most = std::max(most, votes);
  return most;
}

// A bar in twentieths, because the policy allows no style attributes.
void addBar(Html& html, std::int64_t votes, std::int64_t all) {
  const std::int64_t share = all == 0 ? 0 : (votes * 20 + all / 2) / all;
  html.element("span", "",
               {{"class", "poll-bar w" + std::to_string(share)}, {"aria-hidden", "true"}});
}

// index: the choice's position in the step's question; letter: the one that it is shown under.
void addChoice(Html& html, const PresenterInput& input, const Choice& choice, std::size_t index,
               const std::string& letter, std::int64_t all) {
  const std::int64_t votes = votesFor(input, index);
  // So that all fits on a wall: the reasons of what is right and of what most of the class
  // believes.
  const bool explains = choice.correct || input.notes || (votes > 0 && votes == mostVotes(input));
  const char* look = !input.revealed  ? "poll-choice"
                     : choice.correct ? "poll-choice right"
                                      : "poll-choice wrong";
  html.open("li", {{"class", look}});
  html.element("span", letter, {{"class", "poll-letter"}, {"aria-hidden", "true"}});
  html.open("div", {{"class", "poll-words"}});
  html.open("p");
  if (input.revealed) html.element("strong", choice.correct ? "✓ Right. " : "✕ ");
  addInlineMarkdown(html, choice.text, kLive);
  html.close("p");
  if (input.revealed) {
    addBar(html, votes, all);
    html.element("p", countOf(votes, "hand", "hands"), {{"class", "poll-count"}});
    if (explains) {
      html.open("p", {{"class", "poll-why"}});
      addInlineMarkdown(html, choice.why, kLive);
      html.close("p");
    }
  }
  html.close("div");
  if (!input.revealed) {
    html.open("label", {{"class", "poll-hands"}});
    html.element("span", "Hands for " + letter, {{"class", "unseen"}});
    html.single("input", {{"name", "votes"},
                          {"type", "number"},
                          {"min", "0"},
                          {"max", "999"},
                          {"inputmode", "numeric"},
                          {"data-choice", std::to_string(index)},
                          {"value", votes == 0 ? "" : std::to_string(votes)},
                          {"placeholder", "0"}});
    html.close("label");
  }
  html.close("li");
}

void addNumberPoll(Html& html, const Ask& ask, bool revealed) {
  if (!revealed) {
    html.element("p", "Ask for numbers, then reveal.", {{"class", "note"}});
    return;
  }
  html.open("p", {{"class", "poll-number"}});
  html.element("strong", std::to_string(ask.number->value) + " " + ask.number->unit);
  html.close("p").open("p");
  addInlineMarkdown(html, ask.number->why, kLive);
  html.close("p");
}

void addPoll(Html& html, const PresenterInput& input, const Ask& ask) {
  html.open("section", {{"class", "poll"}, {"aria-labelledby", "poll-title"}});
  html.open("h2", {{"id", "poll-title"}});
  addInlineMarkdown(html, ask.text, kLive);
  html.close("h2");
  if (ask.number) {
    addNumberPoll(html, ask, input.revealed);
  } else {
    std::int64_t all = 0;
    for (std::size_t i = 0; i < ask.choices.size(); ++i) all += votesFor(input, i);
    html.open("ol", {{"class", "poll-choices"}});
    std::size_t shown = 0;
    for (const std::size_t i : choiceOrder(input.session->lesson(), input.session->step(), 0)) {
      addChoice(html, input, ask.choices[i], i, letterOf(shown++), all);
    }
    html.close("ol");
  }
  if (!input.revealed) {
    html.element("button", "Reveal (R)",
                 {{"type", "button"}, {"class", "primary"}, {"data-action", "present-reveal"}});
  }
  html.close("section");
}

void addGoal(Html& html, const StepView& view) {
  if (view.goal.empty()) return;
  html.open("ul", {{"class", "checks"}});
  for (const CheckLine& line : view.goal) {
    html.open("li", {{"class", line.met ? "met" : line.broken ? "broken" : "open"}});
    html.element("span",
                 line.met      ? "✓"
                 : line.broken ? "✕"
                               : "○",
                 {{"class", "mark"}, {"aria-hidden", "true"}});
    html.open("span");
    addInlineMarkdown(html, line.text, kLive);
    html.close("span").close("li");
  }
  html.close("ul");
  if (view.playingSolution || view.record.done || view.step->solution.empty()) return;
  html.element("button", "Play the solution (L)",
               {{"type", "button"}, {"data-action", "solution"}});
}

void addNotes(Html& html, const LessonSession& session) {
  const std::string& step = session.step().teacherNotes;
  const std::string& lesson = session.lesson().teacherNotes;
  html.open("aside", {{"class", "teacher-notes"}, {"aria-label", "Notes for the teacher"}});
  html.element("h3", "For you, not for the wall");
  if (step.empty() && lesson.empty()) html.element("p", "This step has no notes.");
  if (!step.empty()) addMarkdown(html, step, kLive);
  if (!lesson.empty() && session.stepIndex() == 0) addMarkdown(html, lesson, kLive);
  html.close("aside");
}

void addStep(Html& html, const PresenterInput& input) {
  const LessonSession& session = *input.session;
  const StepView view = session.view();
  html.element("p",
               session.lesson().title + " · " + std::to_string(view.index + 1) + " of " +
                   std::to_string(view.count),
               {{"class", "kicker"}});
  html.element("h1", view.step->title, {{"tabindex", "-1"}, {"id", "step-title"}});
  addParagraphs(html, view.step->text, kLive);
  if (view.step->ask) addPoll(html, input, *view.step->ask);
  addGoal(html, view);
  if ((view.record.done || input.revealed) && !view.step->after.empty()) {
    html.open("section", {{"class", "after"}});
    addParagraphs(html, view.step->after, kLive);
    html.close("section");
  }
  if (input.notes) addNotes(html, session);
}

void addSetPieces(Html& html, const Run& run) {
  const std::vector<SetPiece> pieces = setPiecesFor(run);
  const bool none = std::all_of(pieces.begin(), pieces.end(),
                                [](const SetPiece& piece) { return piece.command.empty(); });
  html.open("nav", {{"class", "set-pieces"}, {"aria-label", "Set pieces"}});
  int key = 0;
  for (const SetPiece& piece : pieces) {
    const std::string name = std::to_string(++key);
    html.open("button", {{"type", "button"},
                         {"data-action", "run-command"},
                         {"data-key", name},
                         {"data-command", piece.command},
                         {"title", piece.command.empty() ? piece.why : piece.command},
                         attrIf(piece.command.empty(), "disabled")});
    html.element("kbd", name).text(" " + piece.title);
    // Its beginning is what there is room for; the title has all of it.
    if (!piece.command.empty()) {
      html.element("code", piece.command.substr(0, piece.command.find('\n')));
    } else if (!none) {
      html.element("span", piece.why, {{"class", "set-why"}});
    }
    html.close("button");
  }
  if (none) {
    html.element("p", "The set pieces, 1 to 4, wait for a service whose tasks run.",
                 {{"class", "note"}});
  }
  html.close("nav");
}

}  // namespace

bool hasPoll(const LessonSession* session) {
  return session != nullptr && session->step().ask.has_value();
}

Html presenterPage(const PresenterInput& input) {
  Html html;
  html.open("article", {{"class", "presenter"}});
  html.open("div", {{"class", "presenter-step"}});
  if (input.session != nullptr) {
    addStep(html, input);
  } else {
    html.element("h1", input.scenario == nullptr ? std::string("The yard") : input.scenario->title,
                 {{"tabindex", "-1"}, {"id", "step-title"}});
    if (input.scenario != nullptr) html.element("p", input.scenario->story);
  }
  html.close("div");
  addSetPieces(html, *input.run);
  html.close("article");
  return html;
}

}  // namespace taskyard
