#include "pages/handout_page.h"

#include "pages/html.h"
#include "pages/markdown.h"
#include "pages/question_page.h"

namespace taskyard {

namespace {

constexpr PageMode kPaper{.live = false, .base = {}, .headingShift = 2};

constexpr std::string_view kStyle =
    "body{font:11pt/1.45 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#111;"
    "background:#fff}h1{font-size:16pt}h2{font-size:12pt;margin:1.5rem 0 .25rem}"
    "ol.letters{list-style:upper-alpha;padding-left:2rem}li{margin:.25rem 0}"
    "section{break-inside:avoid}.name{display:flex;gap:2rem;margin:1rem 0 2rem}"
    ".name span{flex:1;border-bottom:1px solid #555;padding-bottom:.25rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.15rem "
    ".6rem;text-align:left}"
    "footer{margin-top:2rem;font-size:9pt;color:#444}";

std::string wholePage(const std::string& title, const Html& body) {
  Html head;
  head.element("title", title);
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         head.str() + "\n<style>" + std::string(kStyle) + "</style></head>\n<body>\n" + body.str() +
         "\n</body></html>\n";
}

std::string handoutTitle(const QuestionSet& set) {
  return "Questions, set " + setCodeText(set.code);
}
std::string keyTitle(const QuestionSet& set) { return "Key, set " + setCodeText(set.code); }

void addFoot(Html& html) {
  html.open("footer");
  html.element(
      "p",
      "Made with Taskyard. Not affiliated with Amazon Web Services. None of these questions "
      "comes from an exam.");
  html.close("footer");
}

void addQuestion(Html& html, const SetQuestion& item, std::size_t number, bool keys) {
  const Question& question = *item.question;
  html.open("section").element("h2", std::to_string(number + 1) + ".");
  addParagraphs(html, question.stem, kPaper);
  addHowMany(html, question);
  html.open("ol", {{"class", "letters"}});
  for (const std::size_t position : item.order) {
    const Choice& choice = question.options[position].choice;
    html.open("li");
    addInlineMarkdown(html, choice.text, kPaper);
    if (keys) {
      html.open("p").element("strong", choice.correct ? "Right. " : "Wrong. ");
      addInlineMarkdown(html, choice.why, kPaper);
      html.close("p");
    }
    html.close("li");
  }
  html.close("ol");
  if (keys) {
    html.open("p").element("strong", "Key: " + keyLetters(item) + ". ");
    addInlineMarkdown(html, question.explanation, kPaper);
    html.close("p");
  }
  html.close("section").newline();
}

}  // namespace

Html handoutSheet(const QuestionSet& set) {
  Html html;
  html.element("h1", handoutTitle(set), {{"tabindex", "-1"}, {"id", "page-title"}});
  html.open("div", {{"class", "name"}});
  html.element("span", "Name").element("span", "Date").close("div");
  for (std::size_t i = 0; i < set.items.size(); ++i) addQuestion(html, set.items[i], i, false);
  addFoot(html);
  return html;
}

Html keySheet(const QuestionSet& set) {
  Html html;
  html.element("h1", keyTitle(set), {{"tabindex", "-1"}, {"id", "page-title"}});
  html.open("table", {{"class", "keys"}}).open("tbody");
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    html.open("tr").element("th", std::to_string(i + 1), {{"scope", "row"}});
    html.element("td", keyLetters(set.items[i])).close("tr");
  }
  html.close("tbody").close("table");
  for (std::size_t i = 0; i < set.items.size(); ++i) addQuestion(html, set.items[i], i, true);
  addFoot(html);
  return html;
}

std::string handoutPage(const QuestionSet& set) {
  return wholePage(handoutTitle(set), handoutSheet(set));
}

std::string handoutKeyPage(const QuestionSet& set) {
  return wholePage(keyTitle(set), keySheet(set));
}

}  // namespace taskyard
