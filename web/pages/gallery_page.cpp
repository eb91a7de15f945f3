#include "pages/gallery_page.h"

#include <algorithm>
#include <string>
#include <vector>

#include "learn/tags.h"
#include "pages/scenario_picture.h"

namespace taskyard {

namespace {

// In the order of the lessons that play in them; then the rest.
std::vector<const Scenario*> scenariosInOrder(const Content& content) {
  std::vector<const Scenario*> ordered;
  const auto add = [&](const Scenario& scenario) {
    const bool there = std::find(ordered.begin(), ordered.end(), &scenario) != ordered.end();
    if (!there) ordered.push_back(&scenario);
  };
  for (const Lesson& lesson : content.lessons) {
    if (const Scenario* scenario = content.findScenario(lesson.scenario)) add(*scenario);
  }
  for (const Scenario& scenario : content.scenarios) add(scenario);
  return ordered;
}

const Lesson* lessonWith(const Content& content, const std::string& scenario) {
  for (const Lesson& lesson : content.lessons) {
    if (lesson.scenario == scenario) return &lesson;
  }
  return nullptr;
}

void addTags(Html& html, const Scenario& scenario) {
  if (scenario.signals.empty() && scenario.traps.empty()) return;
  html.open("ul", {{"class", "about"}, {"aria-label", "What it is about"}});
  for (const std::string& id : scenario.signals) {
    if (const Tag* tag = findTag(id)) {
      html.open("li", {{"class", "signal"}});
      html.element("strong", "Signal: ").text(tag->words).close("li");
    }
  }
  for (const std::string& id : scenario.traps) {
    if (const Tag* tag = findTag(id)) {
      html.open("li", {{"class", "trap"}});
      html.element("strong", "Trap: ").text("“" + std::string(tag->words) + "”").close("li");
    }
  }
  html.close("ul");
}

void addScenario(Html& html, const Content& content, const Scenario& scenario, bool here) {
  html.open("li", {{"class", here ? "scene here" : "scene"}});
  html.add(scenarioPicture(scenario));
  html.element("h2", scenario.title);
  html.element("p", scenario.story);
  addTags(html, scenario);
  html.open("div", {{"class", "scene-actions"}});
  if (here) {
    html.element("a", "Go on",
                 {{"class", "button primary"},
                  {"href", "#sandbox"},
                  {"aria-label", "Go on with: " + scenario.title}});
    html.element("a", "Begin anew",
                 {{"class", "button quiet"},
                  {"href", "#scenario=" + scenario.id},
                  {"aria-label", "Begin anew: " + scenario.title}});
  } else {
    html.element("a", "Play",
                 {{"class", "button primary"},
                  {"href", "#scenario=" + scenario.id},
                  {"aria-label", "Play: " + scenario.title}});
  }
  if (const Lesson* lesson = lessonWith(content, scenario.id)) {
    html.element("a", "Its lesson",
                 {{"class", "quiet-link"},
                  {"href", "#lesson=" + lesson->id},
                  {"aria-label", "Its lesson: " + lesson->title}});
  }
  html.close("div").close("li").newline();
}

}  // namespace

Html galleryPage(const Content& content, std::string_view current, const PageMode& mode) {
  Html html;
  html.open("article", {{"class", "gallery"}});
  html.element("h1", "Scenarios", {{"tabindex", "-1"}, {"id", "page-title"}});
  html.element("p",
               "Worlds to play with. Each has a story that happens by itself: play it, see what "
               "breaks, put it right. Nothing you do here can cost anything.",
               {{"class", "lead"}});
  if (!mode.live) {
    html.open("dl");
    for (const Scenario& scenario : content.scenarios) {
      html.element("dt", scenario.title).element("dd", scenario.story).newline();
    }
    html.close("dl").close("article");
    return html;
  }
  html.open("ul", {{"class", "scenes"}});
  for (const Scenario* scenario : scenariosInOrder(content)) {
    addScenario(html, content, *scenario, scenario->id == current);
  }
  html.close("ul").close("article");
  return html;
}

}  // namespace taskyard
