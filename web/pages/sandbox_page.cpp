#include "pages/sandbox_page.h"

#include "api/aws_cli.h"
#include "engine/identity.h"
#include "pages/commands.h"
#include "pages/time_page.h"

namespace taskyard {

namespace {

// Model choice: more services than this are listed by the text view and the Yard.
constexpr std::size_t kServicesMost = 8;

const Task* oldestRunningTask(const State& state, ServiceIndex service) {
  const Task* oldest = nullptr;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.service != service || task.lastStatus != TaskStatus::RUNNING ||
        task.desiredStatus != TaskDesiredStatus::RUNNING) {
      continue;
    }
    if (oldest == nullptr || task.ordinal < oldest->ordinal) oldest = &task;
  }
  return oldest;
}

std::string command(const char* service, const char* operation, JsonValue input) {
  return toCommandLine({service, operation, std::move(input)});
}

void addFaults(std::vector<Suggestion>& list, const State& state, const Task& task) {
  const std::string id = taskId(state.seed, task.ordinal);
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  list.push_back(
      {"Crash a container", "Its task stops, and the service starts another.",
       command("sim", "SimInjectFault",
               JsonValue::object({{"type", "ContainerExit"}, {"task", id}, {"exitCode", 1}}))});
  list.push_back(
      {"Lose the host under a task", "No warning, no SIGTERM: it is gone.",
       command("sim", "SimInjectFault", JsonValue::object({{"type", "TaskLost"}, {"task", id}}))});
  if (definition.containerDefinitions.empty()) return;
  list.push_back(
      {"Delete the image from the registry", "Running tasks go on; the next one cannot start.",
       command("sim", "SimInjectFault",
               JsonValue::object({{"type", "ImageMissing"},
                                  {"image", definition.containerDefinitions.front().image}}))});
}

void addServiceSuggestions(std::vector<Suggestion>& list, const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  const std::string& cluster = state.clusters[service.cluster.value].clusterName;
  const JsonValue named =
      JsonValue::object({{"cluster", cluster}, {"service", service.serviceName}});
  if (const Task* task = oldestRunningTask(state, index)) addFaults(list, state, *task);
  JsonValue more = named;
  more.set("desiredCount", service.desiredCount + 2);
  list.push_back({"Ask for two more tasks", "They go where the service has the fewest.",
                  command("ecs", "UpdateService", std::move(more))});
  JsonValue again = named;
  again.set("forceNewDeployment", true);
  list.push_back({"Deploy again", "A rolling update: new tasks first, then the old ones go.",
                  command("ecs", "UpdateService", std::move(again))});
  list.push_back(
      {"Ask AWS about the service", "What describe-services answers.",
       command(
           "ecs", "DescribeServices",
           JsonValue::object({{"cluster", cluster},
                              {"services", JsonValue::array({JsonValue(service.serviceName)})}}))});
}

ServiceIndex firstService(const State& state) {
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::ACTIVE && service.desiredCount > 0) {
      return ServiceIndex(i);
    }
  }
  return ServiceIndex();
}

void addStart(Html& html, const std::vector<std::string>& commands) {
  html.open("section", {{"class", "start"}});
  html.element("p", "Nothing runs here yet.", {{"class", "lead"}});
  html.open("div", {{"class", "actions"}});
  html.element("button", "Start a task now",
               {{"type", "button"}, {"class", "primary"}, {"data-action", "start-demo"}});
  html.element("button", "Open a task definition",
               {{"type", "button"}, {"data-action", "choose-file"}});
  html.close("div");
  addCommands(html, commands);
  html.open("p", {{"class", "note"}});
  html.element("span", "A task definition (JSON) can be dropped on the page, too. ",
               {{"class", "with-mouse"}});
  html.text("The command line takes the commands of the AWS CLI, and a pasted task definition.");
  html.close("p");
  html.close("section");
}

void addService(Html& html, const State& state, const Service& service) {
  int running = 0;
  int pending = 0;
  for (const DeploymentIndex deployment : service.deployments) {
    running += state.deployments[deployment.value].counts.running;
    pending += state.deployments[deployment.value].counts.pending;
  }
  html.open("tr").open("th", {{"scope", "row"}}).text(service.serviceName);
  html.element("span", familyRevision(state.taskDefinitions[service.taskDefinition.value]),
               {{"class", "note"}});
  html.close("th");
  html.element("td", std::to_string(service.desiredCount), {{"class", "count"}});
  html.element("td", std::to_string(running), {{"class", "count"}});
  html.element("td", std::to_string(pending), {{"class", "count"}});
  html.open("td").element("span", service.steady ? "✓ steady" : "… working",
                          {{"class", service.steady ? "tag ok" : "tag"}});
  html.close("td").close("tr");
}

void addServices(Html& html, const State& state) {
  std::size_t shown = 0;
  std::size_t skipped = 0;
  for (const Service& service : state.services) {
    if (service.status == ServiceStatus::INACTIVE) continue;
    if (shown == kServicesMost) {
      ++skipped;
      continue;
    }
    if (shown == 0) {
      html.open("div", {{"class", "table-scroll"}, {"tabindex", "0"}}).open("table");
      html.element("caption", "Services", {{"class", "unseen"}}).open("thead").open("tr");
      for (const char* title : {"Service", "Desired", "Running", "Pending", "State"}) {
        html.element("th", title, {{"scope", "col"}});
      }
      html.close("tr").close("thead").open("tbody");
    }
    ++shown;
    addService(html, state, service);
  }
  if (shown > 0) html.close("tbody").close("table").close("div");
  if (skipped > 0) {
    html.element("p", "and " + std::to_string(skipped) + " more in the text view.",
                 {{"class", "note"}});
  }
}

void addSuggestions(Html& html, const std::vector<Suggestion>& suggestions) {
  if (suggestions.empty()) return;
  html.element("h2", "Try this").open("ul", {{"class", "suggestions"}});
  for (const Suggestion& suggestion : suggestions) {
    html.open("li").open("div", {{"class", "suggestion-head"}});
    html.open("div").element("strong", suggestion.title);
    html.element("span", suggestion.why, {{"class", "note"}}).close("div");
    html.element("button", "Run",
                 {{"type", "button"},
                  {"data-action", "run-command"},
                  {"data-command", suggestion.command},
                  {"aria-label", "Run: " + suggestion.title}});
    html.close("div");
    html.open("code", {{"class", "cmd"}}).code(suggestion.command).close("code").close("li");
  }
  html.close("ul");
}

// The scenario's cures, folded away: first one tries oneself.
void addCures(Html& html, const Scenario& scenario, const State& state) {
  if (scenario.cures.empty()) return;
  html.open("details", {{"class", "cures"}}).element("summary", "What would put it right?");
  html.open("ul");
  for (const ScenarioCure& cure : scenario.cures) {
    html.open("li").element("strong", cure.title);
    for (const ScriptEntry& deed : cure.deeds) {
      const std::string line = shownLine(deed, state);
      html.open("div", {{"class", "cure-line"}});
      html.open("code", {{"class", "cmd"}}).code(line).close("code");
      html.element("button", "Use",
                   {{"type", "button"},
                    {"class", "quiet"},
                    {"data-action", "use-command"},
                    {"data-command", line},
                    {"aria-label", "Use: " + line}});
      html.close("div");
    }
    html.close("li");
  }
  html.close("ul").close("details");
}

void addWorlds(Html& html, const Run& run, const Content& content) {
  html.element("h2", "Begin anew");
  html.open("form", {{"class", "begin"}, {"data-action", "open-scenario"}});
  html.open("label").element("span", "World").open("select", {{"name", "scenario"}});
  html.element("option", "A new account", {{"value", ""}});
  for (const Scenario& scenario : content.scenarios) {
    html.element("option", scenario.title,
                 {{"value", scenario.id}, attrIf(scenario.id == run.start().scenario, "selected")});
  }
  html.close("select").close("label");
  html.open("label").element("span", "Seed");
  // Of another run it is another field: what was typed stays, but not into the next run.
  const std::string field =
      "seed-of-" + run.start().scenario + "-" + std::to_string(run.start().seed);
  html.single("input", {{"name", "seed"},
                        {"id", field},
                        {"type", "number"},
                        {"min", "0"},
                        {"inputmode", "numeric"},
                        {"value", std::to_string(run.start().seed)}});
  html.close("label");
  html.element("button", "Begin", {{"type", "submit"}}).close("form");
  html.element("p", "The same seed and the same commands give the same run, on every machine.",
               {{"class", "note"}});
}

}  // namespace

std::vector<Suggestion> suggestionsFor(const State& state) {
  std::vector<Suggestion> list;
  const ServiceIndex service = firstService(state);
  if (service.valid()) addServiceSuggestions(list, state, service);
  return list;
}

Html sandboxPage(const Run& run, const Content& content,
                 const std::vector<std::string>& startCommands) {
  const State& state = run.state();
  Html html;
  html.open("article", {{"class", "sandbox"}});
  addRunTabs(html, "sandbox", "");
  const Scenario* scenario = content.findScenario(run.start().scenario);
  html.element("h1", scenario == nullptr ? std::string("Sandbox") : scenario->title,
               {{"tabindex", "-1"}, {"id", "page-title"}});
  if (scenario != nullptr) html.element("p", scenario->story, {{"class", "lead"}});
  const std::vector<Suggestion> suggestions = suggestionsFor(state);
  if (suggestions.empty() && state.tasksLaunched == 0) addStart(html, startCommands);
  addServices(html, state);
  if (scenario != nullptr) addCures(html, *scenario, state);
  addSuggestions(html, suggestions);
  addWorlds(html, run, content);
  html.close("article");
  return html;
}

}  // namespace taskyard
