#include "pages/set_page.h"

#include "base/text.h"
#include "pages/handout_page.h"

namespace taskyard {

namespace {

void addField(Html& html, std::string_view words, Attrs attrs) {
  html.open("label", {{"class", "field"}}).element("span", words);
  html.single("input", attrs).close("label");
}

void addFileButton(Html& html, const std::string& code, const char* file, const char* words) {
  html.element(
      "button", words,
      {{"type", "button"}, {"data-action", "set-file"}, {"data-file", file}, {"data-code", code}});
}

// The code without a student's number.
std::string classCode(SetCode code) {
  code.student = 0;
  return setCodeText(code);
}

std::string whoseWords(const SetCode& code) {
  if (code.student == 0) {
    return "Everyone who types this code gets the same questions with the same values in the same "
           "order.";
  }
  return "The questions of set " + classCode(code) +
         "; the values of generated questions and the order of options are those of number " +
         std::to_string(code.student) + ".";
}

void addTaking(Html& html, const std::string& code, const Progress& progress) {
  html.open("div", {{"class", "actions"}});
  if (progress.openExam() != nullptr) {
    html.element("a", "Go on with the exam that is open", {{"class", "button"}, {"href", "#exam"}});
  } else {
    html.element("button", "Begin",
                 {{"type", "button"},
                  {"class", "primary"},
                  {"data-action", "begin-set"},
                  {"data-code", code}});
  }
  html.close("div");
  html.element("p",
               "It goes like the practice exam: nothing is revealed before the end. Afterwards the "
               "report gives your results as a CSV file, which you can hand to your teacher. "
               "Nothing is sent anywhere.",
               {{"class", "note"}});
}

void addForTeachers(Html& html, const SetCode& set) {
  const std::string code = setCodeText(set);
  html.element("h2", "For the teacher").open("ul", {{"class", "set-files"}});
  html.open("li");
  html.element("a", "Hand-out", {{"href", "#set=" + code + "&paper=handout"}});
  html.text(": the questions for paper, without what is right.").close("li");
  html.open("li");
  html.element("a", "Key", {{"href", "#set=" + code + "&paper=key"}});
  html.text(": what is right, and the reason for every option.").close("li");
  html.close("ul").open("div", {{"class", "actions"}});
  addFileButton(html, code, "csv", "Key as CSV");
  addFileButton(html, code, "gift", "GIFT for Moodle");
  addFileButton(html, code, "qti", "QTI 2.1 (zip)");
  html.close("div");
  html.element("p",
               "A number from 1 to " + std::to_string(kSetStudentsMost) + " after the code (" +
                   classCode(set) +
                   "-17) gives a student values of their own. A code means the same as long as the "
                   "questions of this Taskyard do: print or export what must stay.",
               {{"class", "note"}});
}

}  // namespace

void addSetForms(Html& html) {
  html.open("section", {{"class", "sets"}}).element("h2", "A set by code");
  html.element("p", "A class that types the same code gets the same questions.");
  html.open("form", {{"class", "drill"}, {"data-action", "open-set"}});
  html.open("div", {{"class", "fields"}});
  addField(html, "Code",
           {{"type", "text"},
            {"name", "code"},
            {"placeholder", "20-7KQ3X2"},
            {"autocomplete", "off"},
            {"autocapitalize", "characters"},
            {"spellcheck", "false"},
            {"maxlength", "40"},
            Attr("required")});
  addField(html, "Your number, if you were given one",
           {{"type", "number"},
            {"name", "student"},
            {"min", "1"},
            {"max", std::to_string(kSetStudentsMost)},
            {"inputmode", "numeric"}});
  html.close("div").open("div", {{"class", "actions"}});
  html.element("button", "Open the set", {{"type", "submit"}}).close("div").close("form");
  html.open("form", {{"class", "drill"}, {"data-action", "make-set"}});
  html.open("div", {{"class", "fields"}});
  addField(html, "For teachers: how many questions",
           {{"type", "number"},
            {"name", "count"},
            {"min", "1"},
            {"max", std::to_string(kSetQuestionsMost)},
            {"value", "20"},
            {"inputmode", "numeric"},
            Attr("required")});
  html.close("div").open("div", {{"class", "actions"}});
  html.element("button", "Make a code", {{"type", "submit"}}).close("div").close("form");
  html.close("section");
}

Html setPage(const SetCode& code, const Progress& progress) {
  const std::string text = setCodeText(code);
  Html html;
  html.open("article", {{"class", "exam set"}, {"data-code", text}});
  html.element("h1", "Set " + text, {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               countOf(static_cast<std::int64_t>(code.count), "question", "questions") + ", " +
                   countOf(durationMsOf(code.count) / kMinute, "minute", "minutes") + ". " +
                   whoseWords(code),
               {{"class", "lead"}});
  addTaking(html, text, progress);
  addForTeachers(html, code);
  html.close("article");
  return html;
}

Html setPaperPage(const QuestionSet& set, bool keys) {
  const std::string code = setCodeText(set.code);
  Html html;
  html.open("article", {{"class", "exam paper"}, {"data-code", code}});
  html.open("div", {{"class", "actions"}});
  html.element("button", "Print",
               {{"type", "button"}, {"class", "primary"}, {"data-action", "print"}});
  addFileButton(html, code, keys ? "key" : "handout", "Save as a file");
  html.element("a", "Back to the set", {{"class", "button"}, {"href", "#set=" + code}});
  html.close("div");
  html.add(keys ? keySheet(set) : handoutSheet(set));
  html.close("article");
  return html;
}

}  // namespace taskyard
