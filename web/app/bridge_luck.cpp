// The luck meter, as the page asks for it. Plays touch nothing of the page's own run, so a worker
// with the same run, or the page itself, can do them.

#include "app/bridge_call.h"
#include "learn/scenario.h"
#include "pages/luck_page.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMostSeeds = 500;

bool inLesson(const App& app) { return app.place() == Place::Lesson && app.study().lesson; }

// What can be asked of the run on screen.
std::vector<LuckChoice> choicesOf(const App& app) {
  std::vector<LuckChoice> choices;
  const Run& run = app.run();
  if (inLesson(app)) {
    const LessonSession& session = app.study().lesson->session;
    const Step& step = session.step();
    if (step.goal) {
      choices.push_back({"step",
                         {"the goal of this step: " + describe(*step.goal), *step.goal,
                          session.beganAt(), step.limit}});
    }
  }
  if (std::optional<LuckGoal> steady = steadyGoal(run)) {
    choices.push_back({"steady", std::move(*steady)});
  }
  const Scenario* scenario = app.study().content.findScenario(run.start().scenario);
  if (scenario == nullptr || inLesson(app)) return choices;
  const TimeMs from = run.applied() > 0 ? run.journal()[run.applied() - 1].at : scenario->beginAt;
  for (std::size_t i = 0; i < scenario->cures.size(); ++i) {
    const ScenarioCure& cure = scenario->cures[i];
    choices.push_back(
        {"cure:" + std::to_string(i),
         {"the trouble is over: " + describe(cure.goal), cure.goal, from, cure.within}});
  }
  choices.push_back({"story",
                     {"the trouble happens: " + describe(scenario->shows.goal),
                      scenario->shows.goal, 0, scenario->shows.within}});
  return choices;
}

std::optional<LuckChoice> findChoice(const App& app, const std::string& id) {
  for (LuckChoice& choice : choicesOf(app)) {
    if (choice.id == id) return std::move(choice);
  }
  return std::nullopt;
}

JsonValue noSuchGoal() {
  return refusal({"UnknownGoal", "This goal cannot be asked of the run on screen.", "/goal", 0});
}

JsonValue luck(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  LuckPageInput input;
  input.choices = choicesOf(call.app);
  if (call.app.luck()) input.measure = &*call.app.luck();
  if (inLesson(call.app)) input.lesson = call.app.study().lesson->session.lesson().id;
  return fine().set("html", luckPage(input).str());
}

// {"goal", "seeds"} -> {"place", "fromMs"}, for whoever plays.
JsonValue luckBegin(BridgeCall& call) {
  const std::string goal = call.in.requiredString("goal");
  const std::int64_t seeds = call.in.requiredInteger("seeds", {1, kMostSeeds});
  if (call.broken()) return call.refuse();
  App& app = call.app;
  const std::optional<LuckChoice> choice = findChoice(app, goal);
  if (!choice) return noSuchGoal();
  if (app.place() == Place::Trial) {
    return refusal({"NotMeasured",
                    "The run of an option is not measured. Keep it in the sandbox first.", "", 0});
  }
  LuckMeasure measure;
  measure.words = choice->goal.words;
  measure.from = choice->goal.from;
  measure.within = choice->goal.within;
  measure.wanted = static_cast<std::size_t>(seeds);
  measure.running = true;
  app.luck() = std::move(measure);
  app.touch();
  return fine().set("place", inLesson(app) ? "lesson" : "sandbox").set("fromMs", choice->goal.from);
}

// {"goal", "fromMs", "seed"}: plays it -> {"met", "afterMs", "refused"}.
JsonValue luckPlay(BridgeCall& call) {
  const std::string goal = call.in.requiredString("goal");
  const std::int64_t from = call.in.requiredInteger("fromMs", {0, INT64_MAX});
  const std::int64_t seed = call.in.requiredInteger("seed", {0, INT64_MAX});
  if (call.broken()) return call.refuse();
  std::optional<LuckChoice> choice = findChoice(call.app, goal);
  if (!choice) return noSuchGoal();
  choice->goal.from = from;
  const Run& run = call.app.run();
  const Scenario* scenario = call.app.study().content.findScenario(run.start().scenario);
  const auto number = static_cast<std::uint64_t>(seed);
  RunStart start = scenario != nullptr ? startOf(*scenario, number) : run.start();
  start.seed = number;
  const auto applied = static_cast<std::ptrdiff_t>(run.applied());
  const std::vector<TimedRequest> deeds(run.journal().begin(), run.journal().begin() + applied);
  const Result<LuckPlay> play = playLuck(std::move(start), deeds, choice->goal);
  if (!play) return refusal(play.error());
  return fine()
      .set("met", play.value().met)
      .set("afterMs", play.value().after)
      .set("refused", play.value().refused);
}

// {"seed", "met", "afterMs", "refused"}: of the measure that is running.
JsonValue luckResult(BridgeCall& call) {
  LuckResult result;
  result.seed = static_cast<std::uint64_t>(call.in.requiredInteger("seed", {0, INT64_MAX}));
  result.play.met = call.in.boolean("met").value_or(false);
  result.play.after = call.in.requiredInteger("afterMs", {0, INT64_MAX});
  result.play.refused = static_cast<int>(call.in.requiredInteger("refused", {0, 1'000'000}));
  if (call.broken()) return call.refuse();
  std::optional<LuckMeasure>& measure = call.app.luck();
  if (!measure || !measure->running || measure->results.size() >= measure->wanted) return fine();
  measure->results.push_back(result);
  call.app.touch();
  return fine();
}

// {"note"?, "running"?}: it has ended, or (running) goes on with something to be said.
JsonValue luckNote(BridgeCall& call) {
  const std::string note = call.in.string("note").value_or("");
  const bool running = call.in.boolean("running").value_or(false);
  if (call.broken()) return call.refuse();
  std::optional<LuckMeasure>& measure = call.app.luck();
  if (!measure) return fine();
  measure->running = running;
  measure->note = note;
  call.app.touch();
  return fine();
}

constexpr BridgeEntry kEntries[] = {
    {"luck", luck},         {"luckBegin", luckBegin},
    {"luckPlay", luckPlay}, {"luckResult", luckResult},
    {"luckNote", luckNote},
};

}  // namespace

BridgeHandler findLuckHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
