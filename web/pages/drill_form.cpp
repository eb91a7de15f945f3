#include "pages/drill_form.h"

#include "learn/tags.h"

namespace taskyard {

namespace {

void addOptionTag(Html& html, std::string_view value, std::string_view words) {
  html.element("option", words, {{"value", value}});
}

void addSelectHead(Html& html, std::string_view name, std::string_view words) {
  html.open("label", {{"class", "field"}}).element("span", words);
  html.open("select", {{"name", name}});
  addOptionTag(html, "", "All");
}

void addDomains(Html& html) {
  addSelectHead(html, "domain", "Domain");
  for (const ExamDomain& domain : examDomains()) {
    addOptionTag(html, std::to_string(domain.number),
                 std::to_string(domain.number) + " " + std::string(domain.title));
  }
  html.close("select").close("label");
}

void addTopics(Html& html, const Content& content) {
  addSelectHead(html, "topic", "Topic");
  for (const Topic& topic : content.topics) addOptionTag(html, topic.id, topic.title);
  html.close("select").close("label");
}

void addTags(Html& html) {
  addSelectHead(html, "tag", "Trap or signal");
  html.open("optgroup", {{"label", "Traps"}});
  for (const Tag& tag : trapTags()) addOptionTag(html, tag.id, tag.words);
  html.close("optgroup").open("optgroup", {{"label", "Signals"}});
  for (const Tag& tag : signalTags()) addOptionTag(html, tag.id, tag.words);
  html.close("optgroup").close("select").close("label");
}

}  // namespace

void addDrillForm(Html& html, const Content& content, const Progress& progress) {
  html.open("form", {{"class", "drill"}, {"data-action", "start-drill"}});
  html.open("fieldset").element("legend", "Practise without an end");
  html.open("div", {{"class", "fields"}});
  addDomains(html);
  addTopics(html, content);
  addTags(html);
  html.close("div").close("fieldset");
  html.open("div", {{"class", "actions"}});
  html.element("button", "Ask me", {{"type", "submit"}, {"class", "primary"}});
  html.element("a", progress.openExam() != nullptr ? "Go on with the exam" : "Practice exam",
               {{"class", "button"}, {"href", "#exam"}});
  html.element("a", "Review and traps", {{"class", "button"}, {"href", "#review"}});
  html.close("div").close("form");
}

}  // namespace taskyard
