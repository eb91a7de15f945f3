// Time and presenting, as the page asks for them.

#include "app/bridge_call.h"
#include "pages/advisor_page.h"
#include "pages/gallery_page.h"
#include "pages/presenter_page.h"
#include "pages/time_page.h"

namespace taskyard {

namespace {

constexpr PageMode kLive{.live = true, .base = {}, .headingShift = 2};
constexpr std::int64_t kVotesMost = 999;

JsonValue outcome(const Result<Done>& result) {
  return result.ok() ? fine() : refusal(result.error());
}

// The lesson whose run is on screen, "" for none.
std::string lessonOnScreen(const App& app) {
  const bool inLesson = app.place() == Place::Lesson && app.study().lesson;
  return inLesson ? app.study().lesson->session.lesson().id : std::string();
}

JsonValue time(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  App& app = call.app;
  const TimeStudy& study = app.timeStudy();
  TimePageInput input;
  input.run = &app.run();
  for (const Branch& branch : study.branches) input.branches.push_back({branch.name, &branch.run});
  if (study.comparison) input.comparison = &*study.comparison;
  if (study.whatIf) input.whatIf = &*study.whatIf;
  if (study.why != kNoEvent && app.run().events().holds(study.why)) input.why = study.why;
  input.full = study.branches.size() >= kBranchesMost;
  input.lesson = lessonOnScreen(app);
  return fine().set("html", timePage(input).str());
}

JsonValue advisor(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("html", advisorPage(call.app.run(), lessonOnScreen(call.app)).str());
}

JsonValue branchHere(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const Result<std::string> name = call.app.branchHere();
  if (!name) return refusal(name.error());
  return fine().set("name", name.value());
}

// {"index"}: of a branch.
std::size_t branchIndex(BridgeCall& call) {
  return static_cast<std::size_t>(call.in.requiredInteger("index", {0, 1000}));
}

JsonValue compareBranch(BridgeCall& call) {
  const std::size_t index = branchIndex(call);
  if (call.broken()) return call.refuse();
  return outcome(call.app.compareWith(index));
}

JsonValue takeBranch(BridgeCall& call) {
  const std::size_t index = branchIndex(call);
  if (call.broken()) return call.refuse();
  return outcome(call.app.takeBranch(index));
}

JsonValue dropBranch(BridgeCall& call) {
  const std::size_t index = branchIndex(call);
  if (call.broken()) return call.refuse();
  return outcome(call.app.dropBranch(index));
}

JsonValue closeComparison(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.timeStudy().comparison.reset();
  call.app.touch();
  return fine();
}

// {"event"}: its number; absent to close.
JsonValue why(BridgeCall& call) {
  const std::optional<std::int64_t> event = call.in.integer("event", {0, kNoEvent});
  if (call.broken()) return call.refuse();
  if (event) return outcome(call.app.askWhy(static_cast<EventId>(*event)));
  call.app.timeStudy().why = kNoEvent;
  call.app.timeStudy().whatIf.reset();
  call.app.touch();
  return fine();
}

// {"event"}: plays the run again without what that event goes back to.
JsonValue without(BridgeCall& call) {
  const std::int64_t event = call.in.requiredInteger("event", {0, kNoEvent});
  if (call.broken()) return call.refuse();
  return outcome(call.app.askWithout(static_cast<EventId>(event)));
}

JsonValue gallery(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const Content& content = call.app.study().content;
  const Run& sandbox = call.app.sandbox();
  const bool touched = sandbox.now() > 0;
  return fine().set(
      "html",
      galleryPage(content, touched ? sandbox.start().scenario : std::string(), kLive).str());
}

// ---- Presenting

// {"lesson"?, "step"?}: without a lesson the world on screen.
JsonValue present(BridgeCall& call) {
  const std::optional<std::string> lesson = call.in.string("lesson");
  const std::optional<std::string> step = call.in.string("step");
  if (call.broken()) return call.refuse();
  if (lesson) return outcome(call.app.presentLesson(*lesson, step.value_or("")));
  call.app.presentWorld();
  return fine();
}

// {"index"}.
JsonValue presentStep(BridgeCall& call) {
  const std::int64_t index = call.in.requiredInteger("index", {0, 1000});
  if (call.broken()) return call.refuse();
  return fine().set("moved", call.app.presentStep(static_cast<std::size_t>(index)));
}

JsonValue endPresenting(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.endPresenting();
  return fine();
}

// {"votes": [n, ...], "revealed", "notes"} -> {"html", "poll"}.
JsonValue presenterPageFor(BridgeCall& call) {
  PresenterInput input;
  if (const JsonValue* votes = call.in.array("votes")) {
    for (const JsonValue& vote : votes->items()) {
      const bool good = vote.isInteger() && vote.integer() >= 0 && vote.integer() <= kVotesMost;
      if (!good) call.in.problem("votes", "WrongValue", "these are numbers of hands, 0 to 999");
      input.votes.push_back(good ? vote.integer() : 0);
    }
  }
  input.revealed = call.in.boolean("revealed").value_or(false);
  input.notes = call.in.boolean("notes").value_or(false);
  if (call.broken()) return call.refuse();
  const App& app = call.app;
  input.run = &app.run();
  input.scenario = app.study().content.findScenario(app.run().start().scenario);
  if (app.study().lesson && app.presenting()) input.session = &app.study().lesson->session;
  return fine()
      .set("html", presenterPage(input).str())
      .set("poll", hasPoll(input.session) && !input.revealed);
}

constexpr BridgeEntry kEntries[] = {
    {"time", time},
    {"advisor", advisor},
    {"branchHere", branchHere},
    {"compareBranch", compareBranch},
    {"takeBranch", takeBranch},
    {"dropBranch", dropBranch},
    {"closeComparison", closeComparison},
    {"why", why},
    {"without", without},
    {"gallery", gallery},
    {"present", present},
    {"presentStep", presentStep},
    {"endPresenting", endPresenting},
    {"presenterPage", presenterPageFor},
};

}  // namespace

BridgeHandler findTimeHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
