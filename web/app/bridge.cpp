#include "app/bridge.h"

#include <utility>

#include "api/aws_cli.h"
#include "app/bridge_call.h"
#include "app/command_line.h"
#include "app/dock_tabs.h"
#include "base/hash.h"
#include "pages/facts.h"

namespace taskyard {

namespace {

// Model choice: above the largest file the page passes on.
constexpr JsonLimits kBridgeLimits{.bytes = 24u << 20, .depth = 96};
constexpr std::int64_t kYearSeconds = 365 * (kDay / kSecond);

// ---- The run

// {"service", "operation", "input"?} -> as `taskyard api` answers.
JsonValue callApiNow(BridgeCall& call) {
  Request request;
  request.service = call.in.requiredString("service");
  request.operation = call.in.requiredString("operation");
  if (const JsonValue* input = call.in.object("input")) request.input = *input;
  if (call.broken()) return call.refuse();
  return envelope(call.app.call(request));
}

// {"text"}: what was typed or pasted -> {"commands", "allOk"}.
JsonValue line(BridgeCall& call) {
  const std::string text = call.in.requiredString("text");
  if (call.broken()) return call.refuse();
  const LineOutcome outcome = runTypedText(call.app, text);
  return fine().set("commands", outcome.commands).set("allOk", outcome.ok);
}

// {"line"}: up to the cursor -> {"head", "items": [{"text", "help"}]}; an item replaces all but
// head.
JsonValue complete(BridgeCall& call) {
  const std::string text = call.in.requiredString("line");
  if (call.broken()) return call.refuse();
  JsonValue items = JsonValue::array();
  for (const Completion& item : completeCommandLine(text, namesIn(call.app.run().state()))) {
    items.push(JsonValue::object({{"text", item.text}, {"help", item.help}}));
  }
  return fine().set("head", text.substr(0, completionStart(text))).set("items", std::move(items));
}

JsonValue hash(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("hash", hex64(call.app.run().hash()));
}

// {"seconds"}.
JsonValue advance(BridgeCall& call) {
  const std::int64_t seconds = call.in.requiredInteger("seconds", {0, kYearSeconds});
  if (call.broken()) return call.refuse();
  call.app.advance(seconds * kSecond);
  return fine().set("nowMs", call.app.run().now());
}

JsonValue setPlaying(BridgeCall& call) {
  const std::optional<bool> on = call.in.boolean("on");
  if (call.broken()) return call.refuse();
  call.app.setPlaying(on.value_or(!call.app.playing()));
  return fine().set("playing", call.app.playing());
}

JsonValue setSpeed(BridgeCall& call) {
  const std::int64_t speed = call.in.requiredInteger("speed", {1, kSpeedMost});
  if (call.broken()) return call.refuse();
  call.app.setSpeed(static_cast<int>(speed));
  return fine();
}

JsonValue step(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.setPlaying(false);
  call.app.stepToNextEvent();
  call.app.carryOutWishes();
  return fine();
}

JsonValue undo(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.undo();
  call.app.carryOutWishes();
  return fine();
}

// {"ms"}.
JsonValue goTo(BridgeCall& call) {
  const std::int64_t at = call.in.requiredInteger("ms", {0, kYearSeconds * kSecond});
  if (call.broken()) return call.refuse();
  call.app.goTo(at);
  call.app.carryOutWishes();
  return fine();
}

// {"elapsedMs"}: a frame without a canvas.
JsonValue frame(BridgeCall& call) {
  const std::int64_t elapsed = call.in.requiredInteger("elapsedMs", {0, kHour});
  if (call.broken()) return call.refuse();
  const bool changed = call.app.frame(static_cast<double>(elapsed));
  return fine().set("changed", changed);
}

// ---- What is seen

// {"html", "text"}: the whole screen's facts.
JsonValue text(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const std::vector<FactLine> facts = factsOf(call.app.run());
  return fine().set("html", factsHtml(facts).str()).set("text", factsText(facts));
}

// {"after"}: the newest entry already shown, 0 for none -> {"html", "next", "first"}.
JsonValue transcript(BridgeCall& call) {
  const std::int64_t after = call.in.requiredInteger("after", {0, UINT32_MAX});
  if (call.broken()) return call.refuse();
  const Transcript& transcript = call.app.transcript();
  std::string html;
  for (const TranscriptEntry& entry : transcript.entries()) {
    if (entry.id > after) html += transcriptEntryHtml(entry).str();
  }
  const std::uint32_t first =
      transcript.entries().empty() ? transcript.nextId() : transcript.entries().front().id;
  return fine().set("html", html).set("last", transcript.nextId() - 1).set("first", first);
}

JsonValue clearTranscript(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.transcript().clear();
  call.app.touch();
  return fine();
}

JsonValue script(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("text", shellScript(call.app.transcript().entries()));
}

// {"dark"?, "contrast"?, "reducedMotion"?, "scalePercent"?}.
JsonValue preferences(BridgeCall& call) {
  const std::optional<bool> dark = call.in.boolean("dark");
  const std::optional<bool> contrast = call.in.boolean("contrast");
  const std::optional<bool> reduced = call.in.boolean("reducedMotion");
  const std::optional<std::int64_t> scale = call.in.integer("scalePercent", {50, 400});
  if (call.broken()) return call.refuse();
  UiState& ui = call.app.ui();
  if (dark) ui.dark = *dark;
  if (contrast) ui.highContrast = *contrast;
  if (reduced) ui.reducedMotion = *reduced;
  if (scale) ui.scale = static_cast<float>(*scale) / 100.0f;
  call.app.touch();
  return fine();
}

// {"target", "spotlight"?}: "yard", "timeline", "service/web" ... "" takes the mark away.
JsonValue show(BridgeCall& call) {
  const std::string target = call.in.requiredString("target");
  const std::optional<bool> spotlight = call.in.boolean("spotlight");
  if (call.broken()) return call.refuse();
  const std::size_t slash = target.find('/');
  UiState& ui = call.app.ui();
  ui.highlight = target.substr(0, slash);
  if (spotlight) ui.spotlight = *spotlight;
  if (const std::optional<DockTab> tab = dockTabNamed(ui.highlight)) ui.dock = *tab;
  call.app.touch();
  if (slash == std::string::npos) return fine();
  const std::string name = target.substr(slash + 1);
  const State& state = call.app.run().state();
  for (std::size_t i = state.services.size(); i > 0 && ui.highlight == "service"; --i) {
    if (state.services[i - 1].serviceName != name) continue;
    ui.selection = {Selection::Kind::Service, static_cast<std::uint32_t>(i - 1)};
    break;
  }
  return fine();
}

int serviceCount(const State& state) {
  int count = 0;
  for (const Service& service : state.services) {
    if (service.status != ServiceStatus::INACTIVE) ++count;
  }
  return count;
}

struct TaskSums {
  int running = 0;
  int pending = 0;
};

TaskSums taskSums(const State& state) {
  TaskSums sums;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
    if (task.lastStatus == TaskStatus::RUNNING) ++sums.running;
    if (task.lastStatus < TaskStatus::RUNNING) ++sums.pending;
  }
  return sums;
}

const char* nameOf(Place place) {
  switch (place) {
    case Place::Sandbox: return "sandbox";
    case Place::Lesson: return "lesson";
    case Place::Trial: return "trial";
  }
  return "";
}

// What the frame of the page shows; asked for often, so it is small.
JsonValue poll(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  App& app = call.app;
  const Run& run = app.run();
  const TaskSums sums = taskSums(run.state());
  JsonValue announcements = JsonValue::array();
  for (std::string& sentence : app.takeAnnouncements()) announcements.push(std::move(sentence));
  const Scenario* scenario = app.study().content.findScenario(run.start().scenario);
  JsonValue answer = fine();
  answer.set("revision", static_cast<std::int64_t>(app.revision()))
      .set("place", nameOf(app.place()))
      .set("playing", app.playing())
      .set("speed", app.speed())
      .set("clock", clockText(run.now()))
      .set("canUndo", run.canUndo())
      .set("scenario", run.start().scenario)
      .set("scenarioTitle", scenario == nullptr ? "New account" : scenario->title)
      .set("seed", std::to_string(run.start().seed))
      .set("services", serviceCount(run.state()))
      .set("running", sums.running)
      .set("pending", sums.pending)
      .set("lastEntry", app.transcript().nextId() - 1)
      .set("announcements", std::move(announcements));
  const Study& study = app.study();
  if (study.lesson) {
    const LessonSession& session = study.lesson->session;
    answer.set("lesson", session.lesson().id)
        .set("step", session.step().id)
        .set("stepIndex", static_cast<std::int64_t>(session.stepIndex()));
  }
  if (study.trial) answer.set("trialQuestion", study.trial->question);
  return answer;
}

constexpr BridgeEntry kEntries[] = {
    {"api", callApiNow},
    {"line", line},
    {"complete", complete},
    {"hash", hash},
    {"advance", advance},
    {"play", setPlaying},
    {"speed", setSpeed},
    {"step", step},
    {"undo", undo},
    {"goTo", goTo},
    {"frame", frame},
    {"text", text},
    {"show", show},
    {"transcript", transcript},
    {"poll", poll},
    {"script", script},
    {"clearTranscript", clearTranscript},
    {"preferences", preferences},
};

BridgeHandler findHandler(std::string_view name) {
  if (BridgeHandler handler = handlerIn(kEntries, name)) return handler;
  if (BridgeHandler handler = findStudyHandler(name)) return handler;
  if (BridgeHandler handler = findTimeHandler(name)) return handler;
  if (BridgeHandler handler = findPracticeHandler(name)) return handler;
  if (BridgeHandler handler = findSetHandler(name)) return handler;
  if (BridgeHandler handler = findLuckHandler(name)) return handler;
  return findFileHandler(name);
}

}  // namespace

JsonValue fine() { return JsonValue::object({{"ok", true}}); }

JsonValue refusal(const Error& error) {
  JsonValue body = JsonValue::object({{"code", error.code}, {"message", error.message}});
  if (!error.path.empty()) body.set("path", error.path);
  if (error.line > 0) body.set("line", error.line);
  return JsonValue::object({{"ok", false}, {"error", std::move(body)}});
}

JsonValue answerBridge(App& app, const JsonValue& request) {
  Problems problems;
  ObjectReader reader(request, "", problems);
  const std::string name = reader.requiredString("do");
  if (!problems.empty()) return refusal(problems.front());
  const BridgeHandler handler = findHandler(name);
  if (handler == nullptr) {
    return refusal({"UnknownRequest", "There is nothing called \"" + name + "\" to do.", "/do", 0});
  }
  app.carryOutWishes();
  BridgeCall call{app, reader, problems};
  return handler(call);
}

std::string answerBridgeText(App& app, std::string_view json) {
  const Result<JsonValue> request = parseJson(json, kBridgeLimits);
  if (!request) return dumpJson(refusal(request.error()));
  return dumpJson(answerBridge(app, request.value()));
}

App& pageApp() {
  static App app;
  return app;
}

}  // namespace taskyard

extern "C" __attribute__((used)) const char* ty_call(const char* json) {
  static std::string answer;
  answer = taskyard::answerBridgeText(taskyard::pageApp(), json == nullptr ? "" : json);
  return answer.c_str();
}
