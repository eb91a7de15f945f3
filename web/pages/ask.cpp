#include "pages/ask.h"

#include <algorithm>

#include "learn/shuffle.h"

namespace taskyard {

namespace {

bool chosen(const Answer& answer, std::size_t position) {
  return std::find(answer.choices.begin(), answer.choices.end(), position) != answer.choices.end();
}

void addChoiceFields(Html& html, const Ask& ask, const std::vector<std::size_t>& order,
                     const PageMode& mode) {
  const bool several = ask.correctCount() > 1;
  std::size_t shown = 0;
  for (const std::size_t position : order) {
    html.open("label", {{"class", "choice"}});
    html.single("input", {{"type", several ? "checkbox" : "radio"},
                          {"name", "choice"},
                          {"value", std::to_string(position)}});
    html.element("span", letterOf(shown++), {{"class", "letter"}, {"aria-hidden", "true"}});
    html.open("span", {{"class", "choice-text"}});
    addInlineMarkdown(html, ask.choices[position].text, mode);
    html.close("span").close("label");
  }
}

void addNumberField(Html& html, const NumberAnswer& number) {
  html.open("label", {{"class", "number"}}).element("span", "Your answer");
  html.single("input", {{"type", "number"}, {"name", "number"}, {"inputmode", "numeric"}});
  html.element("span", number.unit).close("label");
}

void addForm(Html& html, const Ask& ask, const std::vector<std::size_t>& order,
             const PageMode& mode) {
  html.open("form", {{"class", "ask"}, {"data-action", "answer"}});
  html.open("fieldset").open("legend");
  addInlineMarkdown(html, ask.text, mode);
  html.close("legend");
  if (ask.correctCount() > 1) {
    html.element("p", "Choose " + std::to_string(ask.correctCount()) + ".", {{"class", "note"}});
  }
  if (ask.number) {
    addNumberField(html, *ask.number);
  } else {
    addChoiceFields(html, ask, order, mode);
  }
  html.close("fieldset");
  if (ask.certainty) addCertainty(html);
  html.element("button", "Answer", {{"type", "submit"}, {"class", "primary"}});
  html.close("form");
}

void addReason(Html& html, const Choice& choice, std::size_t shown, bool isChosen,
               const PageMode& mode) {
  html.open("li", {{"class", choice.correct ? "choice right"
                                            : (isChosen ? "choice wrong" : "choice other")}});
  html.element("span", letterOf(shown), {{"class", "letter"}, {"aria-hidden", "true"}});
  html.open("div").open("p", {{"class", "choice-text"}});
  addInlineMarkdown(html, choice.text, mode);
  html.text(" ");
  const char* words = choice.correct ? (isChosen ? "Right, your answer" : "Right")
                                     : (isChosen ? "Wrong, your answer" : "Wrong");
  html.element("span", words, {{"class", "tag"}}).close("p");
  addMarkdown(html, choice.why, mode);
  html.close("div").close("li");
}

void addAnswered(Html& html, const Ask& ask, const std::vector<std::size_t>& order,
                 const Answer& answer, const PageMode& mode) {
  html.open("div", {{"class", "ask answered"}});
  html.open("p", {{"class", "legend"}});
  addInlineMarkdown(html, ask.text, mode);
  html.close("p");
  html.open("p", {{"class", answer.correct ? "verdict good" : "verdict bad"},
                  {"role", "status"},
                  {"tabindex", "-1"},
                  {"id", "ask-verdict"}});
  html.element("span", answer.correct ? "✓" : "✕", {{"aria-hidden", "true"}});
  std::string words = answer.correct ? " Right." : " Not this time.";
  if (answer.certainty != Certainty::NotAsked) {
    words += std::string(" You were ") + wordsOf(answer.certainty) + ".";
  }
  html.text(words).close("p");
  if (ask.number) {
    html.element("p", "The answer is " + std::to_string(ask.number->value) + " " +
                          ask.number->unit + "; yours was " +
                          std::to_string(answer.number.value_or(0)) + ".");
    addMarkdown(html, ask.number->why, mode);
  } else {
    html.open("ul", {{"class", "choices"}});
    std::size_t shown = 0;
    for (const std::size_t position : order) {
      addReason(html, ask.choices[position], shown++, chosen(answer, position), mode);
    }
    html.close("ul");
  }
  html.close("div");
}

}  // namespace

std::vector<std::size_t> choiceOrder(const Lesson& lesson, const Step& step,
                                     std::size_t answersBefore) {
  const std::size_t count = step.ask ? step.ask->choices.size() : 0;
  return shuffledPositions(count, lesson.id + "/" + step.id, answersBefore + 1);
}

std::string letterOf(std::size_t position) {
  return std::string(1, static_cast<char>('A' + static_cast<int>(position % 26)));
}

const char* wordsOf(Certainty certainty) {
  switch (certainty) {
    case Certainty::NotAsked: return "";
    case Certainty::Guess: return "guessing";
    case Certainty::Unsure: return "unsure";
    case Certainty::Sure: return "sure";
  }
  return "";
}

void addCertainty(Html& html) {
  struct Level {
    const char* value;
    const char* words;
  };
  html.open("fieldset", {{"class", "certainty"}}).element("legend", "How sure are you?");
  for (const Level& level :
       {Level{"guess", "A guess"}, Level{"unsure", "Not sure"}, Level{"sure", "Sure"}}) {
    html.open("label");
    html.single("input", {{"type", "radio"}, {"name", "certainty"}, {"value", level.value}});
    html.element("span", level.words).close("label");
  }
  html.close("fieldset");
}

void addAsk(Html& html, const Ask& ask, const std::vector<std::size_t>& order, const Answer* answer,
            const PageMode& mode) {
  if (answer == nullptr) {
    addForm(html, ask, order, mode);
  } else {
    addAnswered(html, ask, order, *answer, mode);
  }
}

void addAskForReading(Html& html, const Ask& ask, const std::vector<std::size_t>& order, bool keys,
                      const PageMode& mode) {
  html.open("div", {{"class", "ask"}}).open("p", {{"class", "legend"}});
  addInlineMarkdown(html, ask.text, mode);
  html.close("p");
  if (ask.number && keys) {
    html.open("p").element("strong", "Answer: ");
    html.text(std::to_string(ask.number->value) + " " + ask.number->unit + ".").close("p");
    addMarkdown(html, ask.number->why, mode);
  } else if (ask.number) {
    html.element("p", "Your answer, in " + ask.number->unit + ": ______", {{"class", "blank"}});
  }
  if (ask.correctCount() > 1) {
    html.element("p", "Choose " + std::to_string(ask.correctCount()) + ".", {{"class", "note"}});
  }
  if (!ask.choices.empty()) {
    html.open("ol", {{"class", "choices"}, {"type", "A"}});
    for (const std::size_t position : order) {
      const Choice& choice = ask.choices[position];
      html.open("li");
      addInlineMarkdown(html, choice.text, mode);
      if (keys) {
        html.element("strong", choice.correct ? " Right. " : " Wrong. ");
        addInlineMarkdown(html, choice.why, mode);
      }
      html.close("li");
    }
    html.close("ol");
  }
  html.close("div");
}

}  // namespace taskyard
