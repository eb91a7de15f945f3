// The exam while it goes on, and where it begins.

#include "pages/exam_page.h"

#include <algorithm>

#include "base/text.h"
#include "pages/ask.h"
#include "pages/markdown.h"
#include "pages/question_page.h"

namespace taskyard {

namespace {

constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};

bool holds(const std::vector<std::size_t>& positions, std::size_t position) {
  return std::find(positions.begin(), positions.end(), position) != positions.end();
}

std::string twoDigits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

void addBegin(Html& html, const char* form, const char* title, const char* words) {
  html.open("li");
  html.open(
      "button",
      {{"type", "button"}, {"class", "card"}, {"data-action", "begin-exam"}, {"data-form", form}});
  html.element("span", title, {{"class", "card-title"}});
  html.element("span", words, {{"class", "card-text"}});
  html.element("span", "Begin", {{"class", "begin-mark"}});
  html.close("button").close("li");
}

void addTaken(Html& html, const Progress& progress) {
  html.element("h2", "Taken so far").open("ul", {{"class", "taken"}});
  for (std::size_t i = progress.exams.size(); i > 0; --i) {
    const Exam& exam = progress.exams[i - 1];
    if (!exam.finished()) continue;
    html.open("li");
    html.element("button",
                 examTitle(exam) + ", " +
                     countOf(static_cast<std::int64_t>(exam.answeredCount()), "answer", "answers"),
                 {{"type", "button"},
                  {"class", "ui-link"},
                  {"data-action", "exam-report"},
                  {"data-exam", std::to_string(i - 1)}});
    html.close("li");
  }
  html.close("ul");
}

void addHead(Html& html, const Exam& exam, const std::string& title) {
  html.open("div", {{"class", "exam-head"}});
  html.element("h2", title, {{"id", "exam-title"}, {"tabindex", "-1"}});
  html.open("p", {{"class", "exam-clock"}}).element("span", "Time left ", {{"class", "unseen"}});
  // An output is read out when it changes: not every second of this one.
  html.element("output", countdownText(exam.remainingMs()),
               {{"id", "exam-clock"}, {"aria-live", "off"}});
  html.close("p").close("div");
}

void addOption(Html& html, const Exam& exam, const Question& question, std::size_t position,
               std::size_t shown) {
  const ExamItem& item = exam.items[exam.current];
  const bool out = holds(item.eliminated, position);
  const std::string id = "x" + std::to_string(exam.current) + "-" + std::to_string(position);
  html.open("div", {{"class", out ? "exam-option out" : "exam-option"}});
  html.open("label", {{"class", "choice"}});
  html.single("input", {{"type", question.choose > 1 ? "checkbox" : "radio"},
                        {"id", id},
                        {"name", "choice"},
                        {"value", std::to_string(position)},
                        attrIf(holds(item.choices, position), "checked")});
  html.element("span", letterOf(shown), {{"class", "letter"}, {"aria-hidden", "true"}});
  html.open("span", {{"class", "choice-text"}});
  addInlineMarkdown(html, question.options[position].choice.text, kLive);
  html.close("span").close("label");
  html.open("label", {{"class", "eliminate"}});
  html.single("input", {{"type", "checkbox"},
                        {"id", id + "-out"},
                        {"name", "eliminate"},
                        {"value", std::to_string(position)},
                        attrIf(out, "checked")});
  html.element("span", "Rule out").element("span", " " + letterOf(shown), {{"class", "unseen"}});
  html.close("label").close("div");
}

void addCertaintyFields(Html& html, const Exam& exam) {
  struct Level {
    const char* value;
    const char* words;
    Certainty certainty;
  };
  html.open("fieldset", {{"class", "certainty"}}).element("legend", "How sure are you?");
  for (const Level& level :
       {Level{"guess", "A guess", Certainty::Guess}, Level{"unsure", "Not sure", Certainty::Unsure},
        Level{"sure", "Sure", Certainty::Sure}}) {
    html.open("label");
    html.single("input",
                {{"type", "radio"},
                 {"id", "x" + std::to_string(exam.current) + "-" + level.value},
                 {"name", "certainty"},
                 {"value", level.value},
                 attrIf(exam.items[exam.current].certainty == level.certainty, "checked")});
    html.element("span", level.words).close("label");
  }
  html.close("fieldset");
}

void addHandIn(Html& html) {
  html.element("button", "Hand in",
               {{"type", "button"}, {"data-action", "finish-exam"}, {"id", "hand-in"}});
}

void addForm(Html& html, const Exam& exam, const Question& question) {
  const bool last = exam.current + 1 == exam.items.size();
  // An id per question: a form is never changed into that of another one.
  html.open("form", {{"class", "ask exam-form"},
                     {"id", "exam-item-" + std::to_string(exam.current)},
                     {"data-action", "exam-next"},
                     {"data-item", std::to_string(exam.current)},
                     attrIf(last, "data-last", "yes")});
  html.open("fieldset", {{"aria-describedby", "stem"}});
  html.element("legend", "Your answer", {{"class", "unseen"}});
  std::size_t shown = 0;
  for (const std::size_t position : optionOrder(question, exam.seed)) {
    addOption(html, exam, question, position, shown++);
  }
  html.close("fieldset");
  addCertaintyFields(html, exam);
  html.open("label", {{"class", "flag"}});
  html.single("input", {{"type", "checkbox"},
                        {"id", "x" + std::to_string(exam.current) + "-flag"},
                        {"name", "flag"},
                        attrIf(exam.items[exam.current].flagged, "checked")});
  html.element("span", "Flag for later (F)").close("label");
  html.open("div", {{"class", "actions"}});
  if (exam.current > 0) {
    html.element("button", "Back",
                 {{"type", "button"},
                  {"data-action", "exam-go"},
                  {"data-item", std::to_string(exam.current - 1)}});
  }
  html.element("button", last ? "Review" : "Next", {{"type", "submit"}, {"class", "primary"}});
  if (!last)
    html.element("button", "Review", {{"type", "button"}, {"data-action", "exam-overview"}});
  addHandIn(html);
  html.close("div").close("form");
}

void addGo(Html& html, std::size_t item, const std::string& words, bool primary = false) {
  html.element("button", words,
               {{"type", "button"},
                attrIf(primary, "class", "primary"),
                {"data-action", "exam-go"},
                {"data-item", std::to_string(item)}});
}

// One line of the overview: the number leads to the question.
void addOverviewItem(Html& html, const Exam& exam, std::size_t number, QuestionSource& questions) {
  const ExamItem& item = exam.items[number];
  const Question* question = questions.find(item.question);
  html.open("li");
  html.open("button", {{"type", "button"},
                       {"class", "ui-link"},
                       {"data-action", "exam-go"},
                       {"data-item", std::to_string(number)}});
  html.text("Question " + std::to_string(number + 1)).close("button").text(" ");
  html.element("span", item.choices.empty() ? "○ Open" : "✓ Answered",
               {{"class", item.choices.empty() ? "tag" : "tag ok"}});
  if (item.flagged) html.text(" ").element("span", "⚑ Flagged", {{"class", "tag warn"}});
  if (question != nullptr) {
    html.element("span", questionTitle(*question), {{"class", "note overview-stem"}});
  }
  html.close("li");
}

void addMap(Html& html, const Exam& exam) {
  html.open("nav", {{"class", "exam-map"}, {"aria-label", "All questions"}}).open("ol");
  for (std::size_t i = 0; i < exam.items.size(); ++i) {
    const ExamItem& item = exam.items[i];
    const bool answered = !item.choices.empty();
    std::string words = "Question " + std::to_string(i + 1) + (answered ? ", answered" : ", open");
    if (item.flagged) words += ", flagged";
    std::string look = answered ? "done" : "open";
    if (item.flagged) look += " flagged";
    html.open("li");
    html.open("button", {{"type", "button"},
                         {"class", look},
                         {"data-action", "exam-go"},
                         {"data-item", std::to_string(i)},
                         {"aria-label", words},
                         attrIf(i == exam.current, "aria-current", "true")});
    html.text(std::to_string(i + 1));
    if (item.flagged) html.element("span", "⚑", {{"aria-hidden", "true"}});
    html.close("button").close("li");
  }
  html.close("ol").close("nav");
}

}  // namespace

std::string examTitle(const Exam& exam) {
  switch (exam.form) {
    case ExamForm::Full: return "Practice exam";
    case ExamForm::Short: return "Short form";
    case ExamForm::Set: return "Set " + exam.code;
  }
  return "";
}

std::string countdownText(std::int64_t remainingMs) {
  const std::int64_t seconds = (remainingMs + 999) / 1000;
  return std::to_string(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":" +
         twoDigits(seconds % 60);
}

Html examStartPage(const Progress& progress) {
  Html html;
  html.open("article", {{"class", "exam"}});
  html.element("h1", "Practice exam", {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               "Questions by the weights of the four SAA-C03 domains. Nothing is revealed before "
               "the end. The clock starts when you begin, and goes on when you close the page.",
               {{"class", "lead"}});
  html.open("ul", {{"class", "cards"}});
  addBegin(html, "full", "65 questions, 130 minutes", "As long as the exam itself.");
  addBegin(html, "short", "20 questions, 40 minutes", "The same mix, for a lunch break.");
  html.close("ul");
  html.element("p",
               "The score runs from 100 to 1000, and 720 passes. AWS does not publish its scale; "
               "here it grows in proportion to the right answers. Your answers stay on this "
               "machine.",
               {{"class", "note"}});
  const bool any = std::any_of(progress.exams.begin(), progress.exams.end(),
                               [](const Exam& exam) { return exam.finished(); });
  if (any) addTaken(html, progress);
  html.close("article");
  return html;
}

Html examItemPage(const Exam& exam, const Question* question, const std::string& notice) {
  Html html;
  html.open("article", {{"class", "exam question"}});
  addHead(
      html, exam,
      "Question " + std::to_string(exam.current + 1) + " of " + std::to_string(exam.items.size()));
  if (question == nullptr) {
    html.element("p", "This question is not here any more. It counts as not answered.",
                 {{"class", "notice warn"}});
  } else {
    html.open("div", {{"class", "stem"}, {"id", "stem"}});
    addParagraphs(html, question->stem, kLive);
    addHowMany(html, *question);
    html.close("div");
    if (!notice.empty()) {
      html.element("p", notice, {{"class", "notice warn"}, {"role", "alert"}});
    }
    addForm(html, exam, *question);
  }
  html.element("p",
               countOf(static_cast<std::int64_t>(exam.answeredCount()), "answer", "answers") +
                   " so far. Keys: A to F choose, F or Shift F flags, Enter goes on.",
               {{"class", "note"}});
  addMap(html, exam);
  html.close("article");
  return html;
}

Html examOverviewPage(const Exam& exam, QuestionSource& questions) {
  const std::size_t none = exam.items.size();
  std::size_t firstOpen = none;
  std::size_t firstFlagged = none;
  std::size_t flagged = 0;
  for (std::size_t i = none; i > 0; --i) {
    if (exam.items[i - 1].choices.empty()) firstOpen = i - 1;
    if (!exam.items[i - 1].flagged) continue;
    firstFlagged = i - 1;
    ++flagged;
  }
  Html html;
  html.open("article", {{"class", "exam overview"}});
  addHead(html, exam, "Review your answers");
  html.element("p", std::to_string(exam.answeredCount()) + " of " + std::to_string(none) +
                        " answered, " + std::to_string(flagged) + " flagged.");
  html.open("div", {{"class", "actions"}});
  addGo(html, exam.current, "Back to question " + std::to_string(exam.current + 1));
  if (firstOpen != none) addGo(html, firstOpen, "First open one", true);
  if (firstFlagged != none) addGo(html, firstFlagged, "First flagged one");
  addHandIn(html);
  html.close("div").open("ol", {{"class", "overview-items"}});
  for (std::size_t i = 0; i < none; ++i) addOverviewItem(html, exam, i, questions);
  html.close("ol").close("article");
  return html;
}

}  // namespace taskyard
