#include "pages/question_page.h"

#include <algorithm>

#include "base/text.h"
#include "learn/plain_text.h"
#include "learn/tags.h"
#include "pages/ask.h"
#include "pages/drill_form.h"
#include "pages/lesson_page.h"
#include "pages/set_page.h"

namespace taskyard {

namespace {

constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};
constexpr std::size_t kTitleMost = 110;  // Model choice: two lines of a narrow pane

bool chosen(const Answer& answer, std::size_t position) {
  return std::find(answer.choices.begin(), answer.choices.end(), position) != answer.choices.end();
}

void addHead(Html& html, const Question& question) {
  html.open("p", {{"class", "crumb"}});
  html.element("button", "Questions",
               {{"type", "button"}, {"class", "ui-link"}, {"data-action", "practice"}});
  html.close("p");
  const ExamDomain& domain = domainOf(question.taskStatement);
  html.element(
      "p", "SAA-C03 · domain " + std::to_string(domain.number) + ", " + std::string(domain.title),
      {{"class", "kicker"}});
}

void addStem(Html& html, const Question& question, const PageMode& mode) {
  html.open("div", {{"class", "stem"}, {"id", "stem"}, {"tabindex", "-1"}});
  addParagraphs(html, question.stem, mode);
  addHowMany(html, question);
  html.close("div");
}

void addForm(Html& html, const QuestionPageInput& input) {
  const Question& question = *input.question;
  html.open("form",
            {{"class", "ask"}, {"data-action", "answer-question"}, {"data-question", question.id}});
  html.open("fieldset", {{"aria-describedby", "stem"}});
  html.element("legend", "Your answer", {{"class", "unseen"}});
  std::size_t shown = 0;
  for (const std::size_t position : optionOrder(question, input.orderSeed)) {
    html.open("label", {{"class", "choice"}});
    html.single("input", {{"type", question.choose > 1 ? "checkbox" : "radio"},
                          {"name", "choice"},
                          {"value", std::to_string(position)}});
    html.element("span", letterOf(shown), {{"class", "letter"}, {"aria-hidden", "true"}});
    html.open("span", {{"class", "choice-text"}});
    addInlineMarkdown(html, question.options[position].choice.text, kLive);
    html.close("span").close("label");
    ++shown;
  }
  html.close("fieldset");
  addCertainty(html);
  if (!input.notice.empty()) {
    html.element("p", input.notice, {{"class", "notice warn"}, {"role", "alert"}});
  }
  html.element("button", "Answer", {{"type", "submit"}, {"class", "primary"}});
  html.close("form");
}

void addTags(Html& html, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const Tag* tag = findTag(id);
    if (tag == nullptr) continue;
    html.open("p", {{"class", "note"}});
    html.element("strong", isTrap(id) ? "Trap: " : "Signal: ");
    html.text(std::string(tag->words) + (isTrap(id) ? ". Instead: " : " → "));
    html.text(tag->answer).close("p");
  }
}

void addTrial(Html& html, const TrialView& trial) {
  // No live region: its clock would be read out all the time. App says the outcome once.
  html.open("div", {{"class", "trial"}, {"id", "trial"}});
  if (!trial.refused.empty()) {
    html.open("p", {{"class", "notice bad"}}).text("A command of this option was refused: ");
    html.text(trial.refused).close("p");
  }
  const std::string words =
      trial.finished ? trialOutcome(trial.requirements)
                     : "Running: " + clockText(trial.now) + " of " + clockText(trial.endsAt);
  html.element("p", words, {{"class", "trial-now"}});
  html.open("ul", {{"class", "checks"}});
  for (const RequirementLine& line : trial.requirements) {
    const char* state = line.holds ? "met" : trial.finished ? "broken" : "open";
    html.open("li", {{"class", state}});
    html.element("span",
                 line.holds       ? "✓"
                 : trial.finished ? "✕"
                                  : "○",
                 {{"class", "mark"}, {"aria-hidden", "true"}});
    html.open("span").element("span",
                              line.holds       ? "Holds: "
                              : trial.finished ? "Broken: "
                                               : "Not yet: ",
                              {{"class", "unseen"}});
    html.text(line.text).close("span").close("li");
  }
  html.close("ul").close("div");
}

void addOption(Html& html, const QuestionPageInput& input, std::size_t position,
               std::size_t shown) {
  const Option& option = input.question->options[position];
  const bool isChosen = chosen(*input.answer, position);
  const bool right = option.choice.correct;
  html.open("li", {{"class", right ? "choice right" : isChosen ? "choice wrong" : "choice other"}});
  html.element("span", letterOf(shown), {{"class", "letter"}, {"aria-hidden", "true"}});
  html.open("div").open("p", {{"class", "choice-text"}});
  addInlineMarkdown(html, option.choice.text, kLive);
  html.text(" ");
  html.element("span",
               right ? (isChosen ? "Right, your answer" : "Right")
                     : (isChosen ? "Wrong, your answer" : "Wrong"),
               {{"class", "tag"}});
  html.close("p");
  addMarkdown(html, option.choice.why, kLive);
  addTags(html, option.choice.ids);
  if (input.question->runnable() && !option.run.empty()) {
    html.element("button", isChosen && !right ? "Watch it fail" : "Run this option",
                 {{"type", "button"},
                  {"class", isChosen && !right ? "primary" : "plain"},
                  {"data-action", "run-option"},
                  {"data-question", input.question->id},
                  {"data-option", std::to_string(position)}});
  }
  if (input.trial && input.trial->option == position) addTrial(html, *input.trial);
  html.close("div").close("li");
}

void addAnswered(Html& html, const QuestionPageInput& input) {
  const Question& question = *input.question;
  html.open("p", {{"class", input.answer->correct ? "verdict good" : "verdict bad"},
                  {"id", "ask-verdict"},
                  {"role", "status"},
                  {"tabindex", "-1"}});
  html.element("span", input.answer->correct ? "✓" : "✕", {{"aria-hidden", "true"}});
  std::string words = input.answer->correct ? " Right." : " Not this time.";
  if (input.answer->certainty != Certainty::NotAsked) {
    words += std::string(" You were ") + wordsOf(input.answer->certainty) + ".";
  }
  html.text(words).close("p");
  if (!question.decidingWords.empty()) {
    html.open("p").element("strong", "The deciding words: ");
    html.text("“" + joinWords(question.decidingWords, "”, “") + "”").close("p");
  }
  html.open("ul", {{"class", "choices"}});
  std::size_t shown = 0;
  for (const std::size_t position : optionOrder(question, input.orderSeed)) {
    addOption(html, input, position, shown);
    ++shown;
  }
  html.close("ul");
  addMarkdown(html, question.explanation, kLive);
  html.open("div", {{"class", "actions"}});
  if (input.hasNext) {
    html.element("button", "Next question",
                 {{"type", "button"},
                  {"class", "primary"},
                  {"data-action", "next-question"},
                  {"data-question", question.id}});
  }
  html.element(
      "button", "Answer again",
      {{"type", "button"}, {"data-action", "retry-question"}, {"data-question", question.id}});
  if (input.content->findLesson(question.lesson) != nullptr) {
    html.element("a", "The lesson on this", {{"href", "#lesson=" + question.lesson}});
  }
  html.close("div");
  if (!question.citation.empty()) {
    html.element("p", question.citation, {{"class", "note"}});
  }
  addSources(html, question.sources);
}

}  // namespace

void addHowMany(Html& html, const Question& question) {
  const bool said = std::any_of(
      question.stem.begin(), question.stem.end(),
      [](const std::string& paragraph) { return paragraph.find("(Choose ") != std::string::npos; });
  if (question.choose < 2 || said) return;
  html.element("p", "Choose " + std::to_string(question.choose) + ".", {{"class", "note"}});
}

std::string trialOutcome(const std::vector<RequirementLine>& requirements) {
  const auto broken = std::count_if(requirements.begin(), requirements.end(),
                                    [](const RequirementLine& line) { return !line.holds; });
  if (broken == 0) return "It was run, and every requirement held.";
  return "It was run, and it broke " + countOf(broken, "requirement", "requirements") + ".";
}

std::string questionTitle(const Question& question) {
  if (question.stem.empty()) return question.id;
  std::string words = plainText(question.stem.front());
  if (words.size() <= kTitleMost) return words;
  std::size_t cut = words.rfind(' ', kTitleMost);
  if (cut == std::string::npos) cut = kTitleMost;
  return words.substr(0, cut) + " …";
}

Html questionPage(const QuestionPageInput& input) {
  const Question& question = *input.question;
  Html html;
  html.open("article", {{"class", "question"}, {"data-question", question.id}});
  addHead(html, question);
  html.element("h2", "Question", {{"class", "unseen"}});
  addStem(html, question, kLive);
  if (input.answer == nullptr) {
    addForm(html, input);
  } else {
    addAnswered(html, input);
  }
  html.close("article");
  return html;
}

Html practiceIndexPage(const Content& content, const Progress& progress) {
  Html html;
  html.open("article", {{"class", "practice"}});
  html.element("h1", "Practice", {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               "Questions in the form of the SAA-C03 exam, all of them our own. Answer, read the "
               "reason for every option, and where an option is a design: run it.",
               {{"class", "lead"}});
  addDrillForm(html, content, progress);
  addSetForms(html);
  if (content.questions.empty()) html.element("p", "There are no questions here yet.");
  html.element("h2", "All questions");
  html.open("ul", {{"class", "cards"}});
  for (const Question& question : content.questions) {
    const auto found = progress.questions.find(question.id);
    html.open("li");
    html.open("a", {{"class", "card"}, {"href", "#question=" + question.id}});
    html.element("span", questionTitle(question), {{"class", "card-title"}});
    std::string state = question.runnable() ? "Options can be run" : "";
    if (found != progress.questions.end() && !found->second.attempts.empty()) {
      const bool right = found->second.attempts.back().answer.correct;
      state = std::string(right ? "✓ Right" : "✕ Not right") + ", answered " +
              countOf(static_cast<std::int64_t>(found->second.attempts.size()), "time", "times");
    }
    if (!state.empty()) html.element("span", state, {{"class", "note"}});
    html.close("a").close("li");
  }
  html.close("ul").close("article");
  return html;
}

Html questionReadingPage(const Content& content, const Question& question, bool keys,
                         const PageMode& mode) {
  (void)content;
  Html html;
  html.open("article", {{"class", "question reading"}});
  const ExamDomain& domain = domainOf(question.taskStatement);
  html.element(
      "p", "SAA-C03 · domain " + std::to_string(domain.number) + ", " + std::string(domain.title),
      {{"class", "kicker"}});
  html.element("h1", "Question " + question.id);
  addStem(html, question, mode);
  html.open("ol", {{"class", "choices"}, {"type", "A"}});
  for (const std::size_t position : optionOrder(question, 1)) {
    const Choice& choice = question.options[position].choice;
    html.open("li");
    addMarkdown(html, choice.text, mode);
    if (keys) {
      html.element("p", choice.correct ? "Right." : "Wrong.", {{"class", "tag"}});
      addMarkdown(html, choice.why, mode);
      addTags(html, choice.ids);
    }
    html.close("li");
  }
  html.close("ol");
  if (keys) addMarkdown(html, question.explanation, mode);
  addSources(html, question.sources);
  html.close("article").newline();
  return html;
}

}  // namespace taskyard
