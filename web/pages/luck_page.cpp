#include "pages/luck_page.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "pages/time_page.h"

namespace taskyard {

namespace {

constexpr std::size_t kSeedCounts[] = {20, 50, 100, 200};
constexpr std::size_t kUsualCount = 50;
constexpr std::size_t kMostBars = 10;
// Widths of a bar's span of time, in seconds: the first that gives at most kMostBars.
constexpr std::int64_t kSpans[] = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600};

void addForm(Html& html, const LuckPageInput& input, bool running) {
  html.open("form", {{"class", "luck-form"}, {"data-action", "luck-begin"}, {"id", "luck-form"}});
  html.open("p").open("label", {{"for", "luck-goal"}}).text("What should come true?");
  html.close("label");
  html.open("select", {{"id", "luck-goal"}, {"name", "goal"}, attrIf(running, "disabled")});
  const LuckMeasure* last = input.measure;  // what was asked for stays chosen
  for (const LuckChoice& choice : input.choices) {
    const bool chosen = last != nullptr && choice.goal.words == last->words;
    html.element("option", choice.goal.words, {{"value", choice.id}, attrIf(chosen, "selected")});
  }
  html.close("select").close("p");
  html.open("p").open("label", {{"for", "luck-seeds"}}).text("How many seeds?").close("label");
  html.open("select", {{"id", "luck-seeds"}, {"name", "seeds"}, attrIf(running, "disabled")});
  const std::size_t usual = last == nullptr ? kUsualCount : last->wanted;
  for (const std::size_t count : kSeedCounts) {
    const std::string number = std::to_string(count);
    html.element("option", number, {{"value", number}, attrIf(count == usual, "selected")});
  }
  html.close("select").close("p");
  html.open("div", {{"class", "actions"}});
  html.element("button", "Measure",
               {{"type", "submit"}, {"class", "primary"}, attrIf(running, "disabled")});
  if (running) {
    html.element("button", "Cancel", {{"type", "button"}, {"data-action", "luck-cancel"}});
  }
  html.close("div").close("form");
}

struct Bar {
  DurationMs from = 0;
  DurationMs to = 0;
  int count = 0;
};

std::vector<Bar> barsOf(const std::vector<DurationMs>& times) {
  std::vector<Bar> bars;
  if (times.empty()) return bars;
  const DurationMs first = times.front();
  const DurationMs last = times.back();
  DurationMs span = kSpans[0] * kSecond;
  for (const std::int64_t seconds : kSpans) {
    span = seconds * kSecond;
    if (static_cast<std::size_t>(last / span - first / span) < kMostBars) break;
  }
  for (DurationMs from = first / span * span; from <= last; from += span) {
    bars.push_back({from, from + span, 0});
  }
  for (const DurationMs time : times) {
    ++bars[static_cast<std::size_t>(time / span - first / span)].count;
  }
  return bars;
}

void addBar(Html& html, const std::string& label, int count, int most, bool missed) {
  html.open("tr", {attrIf(missed, "class", "missed")});
  html.element("th", label, {{"scope", "row"}});
  html.open("td", {{"class", "luck-bar"}});
  html.open("svg",
            {{"viewbox", "0 0 100 10"}, {"preserveaspectratio", "none"}, {"aria-hidden", "true"}});
  const std::string width = std::to_string(most == 0 ? 0 : count * 100 / most);
  html.element("rect", "", {{"width", width}, {"height", "10"}});
  html.close("svg").close("td");
  html.element("td", std::to_string(count), {{"class", "count"}}).close("tr");
}

void addDistribution(Html& html, const std::vector<DurationMs>& times, int missed) {
  const std::vector<Bar> bars = barsOf(times);
  int most = missed;
  for (const Bar& bar : bars) most = std::max(most, bar.count);
  html.open("table", {{"class", "luck-table"}});
  html.element("caption", "How long it took, and in how many plays");
  html.open("thead").open("tr").element("th", "After", {{"scope", "col"}});
  html.open("td").close("td").element("th", "Plays", {{"scope", "col"}, {"class", "count"}});
  html.close("tr").close("thead").open("tbody");
  for (const Bar& bar : bars) {
    addBar(html, clockText(bar.from) + " to " + clockText(bar.to), bar.count, most, false);
  }
  if (missed > 0) addBar(html, "not in time", missed, most, true);
  html.close("tbody").close("table");
}

void addSeeds(Html& html, const LuckMeasure& measure) {
  std::string missed;
  int refused = 0;
  for (const LuckResult& result : measure.results) {
    if (result.play.refused > 0) ++refused;
    if (result.play.met) continue;
    missed += (missed.empty() ? "" : ", ") + std::to_string(result.seed);
  }
  if (!missed.empty()) {
    html.element("p", "Seeds in which it did not come true: " + missed + ".", {{"class", "note"}});
  }
  if (refused > 0) {
    html.element("p",
                 "In " + countOf(refused, "play", "plays") +
                     " a command of yours was refused, because it names something that only this "
                     "seed has, such as the id of a task. The rest of it was played.",
                 {{"class", "note"}});
  }
}

void addAnswer(Html& html, const LuckMeasure& measure) {
  std::vector<DurationMs> times;
  for (const LuckResult& result : measure.results) {
    if (result.play.met) times.push_back(result.play.after);
  }
  std::sort(times.begin(), times.end());
  const int played = static_cast<int>(measure.results.size());
  const int met = static_cast<int>(times.size());
  html.open("p", {{"class", "luck-score"}});
  html.element("strong", std::to_string(met) + " of " + std::to_string(played));
  html.text(" plays met the goal.").close("p");
  if (played == 0) return;
  const LuckInterval share = likelyShare(met, played);
  html.element("p", "After so many plays, the true share lies between " +
                        std::to_string(share.lowPercent) + " % and " +
                        std::to_string(share.highPercent) + " % (Wilson's interval, 95 %).");
  if (!times.empty()) {
    html.element("p", "It took " + clockText(times.front()) + " at best, " +
                          clockText(times[times.size() / 2]) + " in the middle, " +
                          clockText(times.back()) + " at worst.");
  }
  addDistribution(html, times, played - met);
  addSeeds(html, measure);
}

void addMeasure(Html& html, const LuckMeasure& measure) {
  html.open("section", {{"aria-labelledby", "luck-result"}});
  html.element("h2", measure.running ? "Measuring" : "Measured",
               {{"id", "luck-result"}, {"tabindex", "-1"}});
  html.element("p", "The goal: " + measure.words + ", watched from " + clockText(measure.from) +
                        " for " + clockText(measure.within) + " of simulated time.");
  const std::string done = std::to_string(measure.results.size());
  const std::string wanted = std::to_string(measure.wanted);
  if (measure.running) {
    html.open("p").open("progress", {{"max", wanted}, {"value", done}, {"aria-label", "Plays"}});
    html.close("progress").text(" " + done + " of " + wanted + " seeds").close("p");
  }
  if (!measure.note.empty()) {
    html.element("p", measure.note, {{"class", "notice"}, {"role", "status"}});
  }
  addAnswer(html, measure);
  html.close("section");
}

}  // namespace

Html luckPage(const LuckPageInput& input) {
  Html html;
  html.open("article", {{"class", "time-page luck-page"}});
  addRunTabs(html, "luck", input.lesson);
  html.element("h1", "Luck", {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               "One run shows one throw of the dice. Here the same start and the same commands, at "
               "the same moments, are played with other seeds: what stays the same is your design, "
               "what differs is luck.",
               {{"class", "note"}});
  if (input.choices.empty()) {
    html.element("p", "There is nothing to measure yet. Create a service, or open a scenario.",
                 {{"class", "notice"}});
  } else {
    addForm(html, input, input.measure != nullptr && input.measure->running);
  }
  if (input.measure != nullptr) addMeasure(html, *input.measure);
  html.close("article");
  return html;
}

}  // namespace taskyard
