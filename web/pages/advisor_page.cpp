#include "pages/advisor_page.h"

#include <vector>

#include "api/advice_handlers.h"
#include "api/aws_cli.h"
#include "base/text.h"
#include "learn/tags.h"
#include "pages/commands.h"
#include "pages/time_page.h"

namespace taskyard {

namespace {

const char* basisWords(AdviceBasis basis) {
  switch (basis) {
    case AdviceBasis::Documented: return "AWS's own advice";
    case AdviceBasis::Measured: return "measured here, against a threshold of ours";
    case AdviceBasis::Guessed: return "guessed from names: it may be meant";
  }
  return "";
}

std::vector<std::string> cureCommands(const State& state, const Finding& finding) {
  std::vector<std::string> lines;
  for (const CureStep& step : finding.steps) {
    lines.push_back(toCommandLine(requestOf(state, finding, step)));
  }
  return lines;
}

void addCure(Html& html, const State& state, const Finding& finding) {
  html.open("p").element("strong", "What helps: ").text(finding.cure).close("p");
  const std::vector<std::string> lines = cureCommands(state, finding);
  if (lines.empty()) return;
  addCommands(html, lines);
  const std::string commands = joinWords(lines, "\n");
  html.open("div", {{"class", "actions"}});
  html.element("button", "Put it right",
               {{"type", "button"},
                {"class", "primary"},
                {"data-action", "run-command"},
                {"data-command", commands},
                {"aria-label", "Put it right: " + finding.name}});
  html.element("button", "Copy",
               {{"type", "button"},
                {"data-action", "copy-command"},
                {"data-command", commands},
                {"aria-label", "Copy the commands for " + finding.name}});
  html.close("div");
}

void addFinding(Html& html, const State& state, const Finding& finding) {
  const AdviceRuleFacts& facts = factsOf(finding.rule);
  html.open("li", {{"class", "finding"}});
  html.element("h2", facts.title);
  html.open("p", {{"class", "kicker"}});
  html.text(finding.name + " · " + nameOf(facts.pillar)).close("p");
  html.element("p", finding.seen);
  if (const Tag* trap = findTag(facts.trap)) {
    html.element("p",
                 "The belief behind it: “" + std::string(trap->words) + "”. But " +
                     std::string(trap->answer) + ".",
                 {{"class", "note"}});
  }
  addCure(html, state, finding);
  html.element("p",
               std::string(basisWords(facts.basis)) + ". Source: " + std::string(facts.source) +
                   " (" + std::string(facts.date) + ")",
               {{"class", "note"}});
  html.close("li");
}

}  // namespace

Html advisorPage(const Run& run, const std::string& lesson) {
  const std::vector<Finding> findings = adviseOn(run.state());
  Html html;
  html.open("article", {{"class", "advisor"}});
  addRunTabs(html, "advisor", lesson);
  html.element("h1", "Advisor", {{"tabindex", "-1"}, {"id", "page-title"}});
  if (findings.empty()) {
    html.element("p",
                 "Nothing to say about this design. " + std::to_string(adviceRules().size()) +
                     " rules were looked at.",
                 {{"class", "lead"}});
    html.close("article");
    return html;
  }
  html.element("p",
               "What an experienced colleague would say about the design as it stands: " +
                   countOf(static_cast<std::int64_t>(findings.size()), "finding", "findings") +
                   " by " + std::to_string(adviceRules().size()) + " rules.",
               {{"class", "lead"}});
  html.open("ol", {{"class", "findings"}});
  for (const Finding& finding : findings) addFinding(html, run.state(), finding);
  html.close("ol").close("article");
  return html;
}

}  // namespace taskyard
