#include "pages/time_page.h"

#include "api/aws_cli.h"
#include "base/text.h"
#include "engine/cost.h"
#include "engine/event_text.h"
#include "pages/facts.h"

namespace taskyard {

namespace {

// Model choice: the newest that fit a screen or two; the event log on the canvas has all.
constexpr std::size_t kEventsMost = 40;

void addButton(Html& html, std::string_view words, std::string_view action, std::string_view index,
               std::string_view label, std::string_view look = {}) {
  html.element("button", words,
               {{"type", "button"},
                attrIf(!look.empty(), "class", look),
                {"data-action", action},
                attrIf(!index.empty(), "data-index", index),
                attrIf(!label.empty(), "aria-label", label)});
}

// ---- Branches

void addBranch(Html& html, const BranchLine& branch, std::size_t index) {
  const std::string at = std::to_string(index);
  const auto commands = static_cast<std::int64_t>(branch.run->applied());
  html.open("li").element("h3", branch.name);
  html.element("p",
               "Now at " + clockText(branch.run->now()) + ", " +
                   countOf(commands, "command", "commands") + ", " +
                   dollarText(totalCostMicroUsd(branch.run->state())) + " so far",
               {{"class", "note"}});
  html.open("div", {{"class", "row-actions"}});
  addButton(html, "Compare", "compare-branch", at, "Compare with " + branch.name, "primary");
  addButton(html, "Go there", "take-branch", at, "Go there: " + branch.name);
  addButton(html, "Remove", "drop-branch", at, "Remove " + branch.name, "quiet");
  html.close("div").close("li");
}

void addBranches(Html& html, const TimePageInput& input) {
  html.open("section", {{"aria-labelledby", "branches-title"}});
  html.element("h2", "Branches", {{"id", "branches-title"}});
  html.element("p",
               "A branch is a copy of this run at this moment. Go on, change something, then "
               "compare: the copy is played to the same moment without what you did since.",
               {{"class", "note"}});
  if (!input.branches.empty()) {
    html.open("ul", {{"class", "branches"}});
    for (std::size_t i = 0; i < input.branches.size(); ++i) addBranch(html, input.branches[i], i);
    html.close("ul");
  }
  html.open("div", {{"class", "actions"}});
  html.element("button", "Branch here, at " + clockText(input.run->now()),
               {{"type", "button"},
                attrIf(input.branches.empty(), "class", "primary"),
                {"data-action", "branch-here"},
                attrIf(input.full, "disabled")});
  addButton(html, "Copy the session as a shell script", "copy-script", "", "");
  html.close("div");
  if (input.full) {
    html.element("p", "There is no room for more branches; remove one first.", {{"class", "note"}});
  }
  html.close("section");
}

// ---- Comparison

std::string figure(const CompareRow& row, std::int64_t value) {
  return row.unit == CompareUnit::MicroUsd ? dollarText(value) : std::to_string(value);
}

std::string difference(const CompareRow& row) {
  const std::int64_t by = row.left - row.right;
  if (by == 0) return "the same";
  // Dollars are shown to a hundredth of a cent.
  const bool tiny = row.unit == CompareUnit::MicroUsd && by > -100 && by < 100;
  if (tiny) return "nearly the same";
  return (by > 0 ? "+" : "−") + figure(row, by < 0 ? -by : by);
}

void addRow(Html& html, const CompareRow& row, bool firstOfGroup) {
  html.open("tr", {attrIf(row.differs(), "class", "differs")});
  html.open("th", {{"scope", "row"}});
  if (firstOfGroup) {
    html.element("span", row.group, {{"class", "row-group"}});
  } else {
    html.element("span", row.group, {{"class", "unseen"}});
  }
  html.text(" " + row.what).close("th");
  html.element("td", figure(row, row.left), {{"class", "count"}});
  html.element("td", figure(row, row.right), {{"class", "count"}});
  html.element("td", difference(row), {{"class", "count"}}).close("tr");
}

void addParting(Html& html, const ComparisonView& view) {
  const RunComparison& comparison = view.comparison;
  if (!comparison.parting) {
    html.element(
        "p",
        comparison.same ? "Both are the same, bit by bit." : "The same things happened in both.",
        {{"class", "notice"}});
    return;
  }
  html.open("div", {{"class", "notice parting"}});
  html.open("p").element("strong", "They part at " + clockText(comparison.parting->at) + ".");
  html.close("p");
  html.open("dl", {{"class", "rows"}});
  const auto side = [&](const std::string& name, const std::string& text) {
    html.open("div").element("dt", name);
    html.element("dd", text.empty() ? "nothing more happens" : text).close("div");
  };
  side(view.left, comparison.leftEvent);
  side(view.right, comparison.rightEvent);
  html.close("dl").close("div");
}

void addComparison(Html& html, const ComparisonView& view) {
  html.open("section", {{"aria-labelledby", "compare-title"}, {"class", "comparison"}});
  html.element("h2", "Compared at " + clockText(view.comparison.at),
               {{"id", "compare-title"}, {"tabindex", "-1"}});
  addParting(html, view);
  html.open("div", {{"class", "table-scroll"}, {"tabindex", "0"}}).open("table");
  html.element("caption", "Figures of both runs", {{"class", "unseen"}});
  html.open("thead").open("tr").element("th", "Figure", {{"scope", "col"}});
  html.element("th", view.left, {{"scope", "col"}, {"class", "count"}});
  html.element("th", view.right, {{"scope", "col"}, {"class", "count"}});
  html.element("th", "Difference", {{"scope", "col"}, {"class", "count"}});
  html.close("tr").close("thead").open("tbody");
  std::string group;
  for (const CompareRow& row : view.comparison.rows) {
    addRow(html, row, row.group != group);
    group = row.group;
  }
  html.close("tbody").close("table").close("div");
  html.open("div", {{"class", "actions"}});
  addButton(html, "Close the comparison", "close-comparison", "", "", "quiet");
  html.close("div").close("section");
}

// ---- Why

std::string lineOf(const Run& run, EventId id) {
  return eventText(run.state(), run.events(), run.events().at(id));
}

void addWhatIfAnswer(Html& html, const WhatIfView& view) {
  html.open("div", {{"class", "notice"}, {"role", "status"}, {"id", "what-if"}});
  html.open("p").text("Played again without ");
  html.open("code").code(view.request).close("code").close("p");
  std::string words;
  if (!view.refused.empty()) {
    words = "That cannot be left out: " + view.refused;
  } else if (view.answer.recurrence == Recurrence::Same) {
    words = "Yes, it would have happened all the same, at " + clockText(view.answer.at) + ".";
  } else if (view.answer.recurrence == Recurrence::Alike) {
    words = "Not this one, but another of its kind, at " + clockText(view.answer.at) + ": " +
            view.answerText;
  } else {
    words = "No. Without it, this does not happen by this moment.";
  }
  html.open("p").element("strong", words).close("p");
  if (view.refused.empty()) {
    html.element(
        "p",
        "Events of this kind since the two runs part: " + std::to_string(view.answer.with) +
            " with it, " + std::to_string(view.answer.without) + " without it.",
        {{"class", "note"}});
    html.element("p", "The run without it is kept as a branch, so you can compare the two.",
                 {{"class", "note"}});
  }
  html.close("div");
}

void addChain(Html& html, const Run& run, const std::vector<EventId>& chain) {
  html.open("ol", {{"class", "chain"}});
  for (const EventId id : chain) {
    const Event& event = run.events().at(id);
    html.open("li");
    html.element("span", clockText(event.at), {{"class", "at"}});
    html.open("div").element("strong", lineOf(run, id));
    html.element("p", whyText(run.state(), event), {{"class", "note"}});
    html.open("div", {{"class", "link-row"}});
    html.element("button", "Go to this moment",
                 {{"type", "button"},
                  {"class", "ui-link"},
                  {"data-action", "go-to"},
                  {"data-ms", std::to_string(event.at)}});
    html.close("div").close("div").close("li");
  }
  html.close("ol");
}

void addWhy(Html& html, const TimePageInput& input) {
  const Run& run = *input.run;
  const std::vector<EventId> chain = causeChain(run.events(), input.why);
  html.open("section", {{"aria-labelledby", "why-title"}, {"class", "why"}});
  html.open("div", {{"class", "title-row"}});
  html.element("h2", "Why?", {{"id", "why-title"}, {"tabindex", "-1"}});
  addButton(html, "Close", "close-why", "", "Close the causes", "quiet");
  html.close("div");
  const bool answered = input.whatIf != nullptr && input.whatIf->event == input.why;
  if (answered) addWhatIfAnswer(html, *input.whatIf);
  addChain(html, run, chain);
  const auto place = run.requestBehind(input.why);
  if (place && chain.size() > 1 && !answered) {
    html.open("p", {{"class", "note"}}).text("It all goes back to ");
    html.open("code").code(toCommandLine(run.requestAt(*place).request)).close("code").close("p");
    html.element("button", "Would it have happened without this?",
                 {{"type", "button"},
                  {"class", "primary"},
                  {"data-action", "without"},
                  {"data-event", std::to_string(input.why)}});
  }
  html.close("section");
}

// ---- Events

void addEvents(Html& html, const TimePageInput& input) {
  const Run& run = *input.run;
  const EventLog& log = run.events();
  html.open("section", {{"aria-labelledby", "events-title"}});
  html.element("h2", "Events, newest first", {{"id", "events-title"}});
  if (log.nextId() == log.firstId()) {
    html.element("p", "Nothing has happened yet.", {{"class", "note"}}).close("section");
    return;
  }
  html.open("ol", {{"class", "event-list"}});
  std::size_t shown = 0;
  EventId id = log.nextId();
  for (; id > log.firstId() && shown < kEventsMost; ++shown) {
    --id;
    const Event& event = log.at(id);
    const std::string words = lineOf(run, id);
    html.open("li", {attrIf(id == input.why, "class", "here")});
    html.element("span", clockText(event.at), {{"class", "at"}});
    html.element("span", words);
    html.element("button", "Why?",
                 {{"type", "button"},
                  {"class", "ui-link"},
                  {"data-action", "why"},
                  {"data-event", std::to_string(id)},
                  {"aria-label", "Why? " + words}});
    html.close("li");
  }
  html.close("ol");
  if (id > log.firstId()) {
    html.element("p",
                 "and " + std::to_string(id - log.firstId()) +
                     " older ones. Go back in time to see them here.",
                 {{"class", "note"}});
  }
  html.close("section");
}

}  // namespace

void addRunTabs(Html& html, std::string_view here, const std::string& lesson) {
  html.open("nav", {{"class", "run-tabs"}, {"aria-label", "About this run"}});
  const auto link = [&](std::string_view id, std::string_view words) {
    html.element("a", words,
                 {{"href", "#" + std::string(id)}, attrIf(id == here, "aria-current", "page")});
  };
  if (lesson.empty()) {
    link("sandbox", "Now");
  } else {
    link("lesson=" + lesson, "The lesson");
  }
  link("time", "Time and branches");
  link("luck", "Luck");
  link("advisor", "Advisor");
  html.close("nav");
}

Html timePage(const TimePageInput& input) {
  Html html;
  html.open("article", {{"class", "time-page"}});
  addRunTabs(html, "time", input.lesson);
  html.element("h1", "Time", {{"tabindex", "-1"}, {"id", "page-title"}});
  if (input.why != kNoEvent) addWhy(html, input);
  if (input.comparison != nullptr) addComparison(html, *input.comparison);
  addBranches(html, input);
  addEvents(html, input);
  html.close("article");
  return html;
}

}  // namespace taskyard
