#include "pages/model_page.h"

namespace taskyard {

namespace {

// "load-balancing" as "Load balancing".
std::string titleOf(std::string_view system) {
  std::string title(system);
  for (char& c : title) {
    if (c == '-' || c == '_') c = ' ';
  }
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') {
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  }
  return title;
}

void addLegend(Html& html) {
  html.open("dl");
  html.element("dt", nameOf(ModelCertainty::Documented));
  html.element("dd", "As AWS's own text says; the source names it.");
  html.element("dt", nameOf(ModelCertainty::Simplified));
  html.element("dd", "AWS does more than this; what is left out does not change the lesson.");
  html.element("dt", nameOf(ModelCertainty::Assumed));
  html.element("dd", "AWS publishes no rule or number; ours is a choice, the same for everybody.");
  html.close("dl");
}

void addRow(Html& html, const ModelCardRow& row) {
  html.open("tr");
  html.element("td", row.behaviour);
  html.element("td", nameOf(row.certainty));
  html.element("td", row.source + " (" + row.date + ")");
  html.open("td").element("code", row.code).close("td");
  html.close("tr").newline();
}

void addSystem(Html& html, const Content& content, const std::string& system) {
  html.element("h2", titleOf(system), {{"id", system}}).newline();
  html.open("div", {{"class", "table-scroll"}}).open("table").newline();
  html.open("thead").open("tr");
  for (const char* head : {"Behaviour", "ModelCertainty", "Source", "Code"}) {
    html.element("th", head, {{"scope", "col"}});
  }
  html.close("tr").close("thead").newline().open("tbody").newline();
  for (const ModelCardRow& row : content.modelCard) {
    if (row.system == system) addRow(html, row);
  }
  html.close("tbody").close("table").close("div").newline();
}

}  // namespace

Html modelPage(const Content& content) {
  Html html;
  html.open("article", {{"class", "model"}}).element("h1", "What is simulated");
  html.element("p",
               "Taskyard is a model, not AWS. The states of tasks, the decisions of the service "
               "scheduler, the checks of requests and the words of messages follow the Amazon ECS "
               "documentation. How long things take is chosen to be typical and is the same for "
               "everybody with the same seed.",
               {{"class", "lead"}});
  html.element("p",
               "What a task definition or a request asks for and the model does not act on is "
               "kept, printed back, and reported as such; nothing is dropped silently.");
  html.element("p",
               "Prices are those of us-east-1 as published in 2026; they are for comparison, not "
               "for a bill.");
  addLegend(html);
  std::string system;
  for (const ModelCardRow& row : content.modelCard) {
    if (row.system == system) continue;
    system = row.system;
    addSystem(html, content, system);
  }
  html.close("article");
  return html;
}

}  // namespace taskyard
