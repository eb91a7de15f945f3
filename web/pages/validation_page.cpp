#include "pages/validation_page.h"

#include <string_view>

#include "base/text.h"
#include "pages/commands.h"
#include "pages/facts.h"

namespace taskyard {

namespace {

void addProblem(Html& html, const Error& problem) {
  html.open("li");
  html.element("p", problem.message, {{"class", "what"}});
  std::string where = problem.path.empty() ? std::string("the whole file") : problem.path;
  if (problem.line > 0) where += ", line " + std::to_string(problem.line);
  html.open("p", {{"class", "where"}});
  html.element("code", where).text(" · ").element("code", problem.code);
  html.close("p").close("li");
}

void addProblems(Html& html, std::string_view title, std::string_view mark,
                 const Problems& problems) {
  if (problems.empty()) return;
  html.open("section", {{"class", mark}});
  html.element("h3", title);
  html.open("ul", {{"class", "problems"}});
  for (const Error& problem : problems) addProblem(html, problem);
  html.close("ul").close("section");
}

void addRow(Html& html, std::string_view name, const std::string& value) {
  html.open("div");
  html.element("dt", name).element("dd", value);
  html.close("div");
}

std::string portsText(const ContainerDefinition& container) {
  std::vector<std::string> ports;
  for (const PortMapping& mapping : container.portMappings) {
    ports.push_back(mapping.containerPort != 0
                        ? std::to_string(mapping.containerPort) + "/" + mapping.protocol
                        : mapping.containerPortRange);
  }
  return joinWords(ports);
}

void addSummary(Html& html, const TaskDefinition& definition) {
  html.open("section").element("h3", "What it asks for");
  html.open("dl", {{"class", "rows"}});
  addRow(html, "Family", definition.family);
  if (definition.cpu && definition.memory) {
    addRow(html, "Task size", sizeText(*definition.cpu, *definition.memory));
  }
  addRow(html, "Network mode", nameOf(definition.networkMode));
  if (!definition.requiresCompatibilities.empty()) {
    addRow(html, "Made for", joinWords(definition.requiresCompatibilities));
  }
  html.close("dl");
  html.open("div", {{"class", "table-scroll"}, {"tabindex", "0"}}).open("table").open("thead");
  html.open("tr");
  for (const char* title : {"Container", "Image", "Ports", "Essential"}) {
    html.element("th", title, {{"scope", "col"}});
  }
  html.close("tr").close("thead").open("tbody");
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    html.open("tr").element("th", container.name, {{"scope", "row"}});
    html.open("td").element("code", container.image).close("td");
    html.element("td", portsText(container));
    html.element("td", container.essential ? "yes" : "no").close("tr");
  }
  html.close("tbody").close("table").close("div").close("section");
}

void addNotModelled(Html& html, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  html.open("section").element("h3", "Kept, but without effect in the simulation");
  html.open("ul", {{"class", "paths"}});
  for (const std::string& path : paths) html.open("li").element("code", path).close("li");
  html.close("ul").close("section");
}

std::string verdict(const ValidationPage& page) {
  if (!page.report.accepted) {
    return "ECS would refuse it: " +
           countOf(static_cast<std::int64_t>(page.report.errors.size()), "problem", "problems") +
           ".";
  }
  if (page.report.warnings.empty()) return "ECS would accept it.";
  return "ECS would accept it, and a reviewer would have " +
         countOf(static_cast<std::int64_t>(page.report.warnings.size()), "remark", "remarks") + ".";
}

void addActions(Html& html, const ValidationPage& page) {
  html.open("div", {{"class", "actions"}});
  if (page.canRun()) {
    html.element("button", "Run as a service",
                 {{"type", "button"}, {"class", "primary"}, {"data-action", "run-dropped"}});
  }
  html.element("button", "Close", {{"type", "button"}, {"data-action", "close-dropped"}});
  html.close("div");
  if (page.canRun()) {
    html.element("p",
                 "Registers it and creates a service of 3 tasks on Fargate, in the default subnets "
                 "with public IP addresses. A cluster is made if there is none.",
                 {{"class", "note"}});
    addCommands(html, page.commands);
  }
}

}  // namespace

Html validationPage(const ValidationPage& page) {
  Html html;
  html.open("article", {{"class", "validation"}, {"aria-labelledby", "dropped-title"}});
  html.element("p", "Task definition", {{"class", "kicker"}});
  html.element("h2", page.fileName.empty() ? std::string("Pasted text") : page.fileName,
               {{"id", "dropped-title"}, {"tabindex", "-1"}});
  html.open("p", {{"class", page.report.accepted ? "verdict good" : "verdict bad"}});
  html.element("span", page.report.accepted ? "✓" : "✕", {{"aria-hidden", "true"}});
  html.text(" " + verdict(page)).close("p");
  if (page.live) addActions(html, page);
  addProblems(html, "What ECS refuses", "bad", page.report.errors);
  if (page.report.accepted) {
    addProblems(html, "What keeps it from running on Fargate", "bad", page.fargateProblems);
  }
  addProblems(html, "Remarks", "warn", page.report.warnings);
  if (page.definition != nullptr && !page.definition->containerDefinitions.empty()) {
    addSummary(html, *page.definition);
  }
  addNotModelled(html, page.report.notModelled);
  html.close("article");
  return html;
}

}  // namespace taskyard
