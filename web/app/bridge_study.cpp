// Lessons, questions and scenarios, as the page asks for them.

#include <algorithm>
#include <utility>

#include "app/bridge_call.h"
#include "learn/scenario.h"
#include "pages/index_page.h"
#include "pages/lesson_page.h"
#include "pages/question_page.h"
#include "pages/sandbox_page.h"

namespace taskyard {

namespace {

JsonValue html(const Html& page) { return fine().set("html", page.str()); }
JsonValue outcome(const Result<Done>& result) {
  return result.ok() ? fine() : refusal(result.error());
}
Error noLesson() { return {"NoLesson", "No lesson is open.", "", 0}; }

// {"text"}: the bundle -> {"lessons", "questions", "problems": [text]}. Once, before anything else.
JsonValue loadBundle(BridgeCall& call) {
  const std::string text = call.in.requiredString("text");
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  if (!study.content.lessons.empty() || study.lesson || study.trial) {
    return refusal({"AlreadyLoaded", "The content was loaded before.", "", 0});
  }
  const Result<ContentFiles> files = readBundle(text);
  if (!files) return refusal(files.error());
  LoadedContent loaded = loadContent(files.value());
  study.content = std::move(loaded.content);
  study.problems = std::move(loaded.problems);
  call.app.touch();
  JsonValue problems = JsonValue::array();
  for (const ContentProblem& problem : study.problems) problems.push(describe(problem));
  return fine()
      .set("lessons", static_cast<std::int64_t>(study.content.lessons.size()))
      .set("questions", static_cast<std::int64_t>(study.content.questions.size()))
      .set("problems", std::move(problems));
}

JsonValue home(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const Study& study = call.app.study();
  return html(lessonIndexPage(study.content, study.progress));
}

JsonValue sandbox(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const App& app = call.app;
  return html(sandboxPage(app.sandbox(), app.study().content,
                          serviceCommands(app.sandbox().state(), demoTaskDefinition())));
}

JsonValue lessonPage(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const Study& study = call.app.study();
  if (!study.lesson) return refusal(noLesson());
  return html(
      lessonStepPage({&study.content, &study.lesson->session, &study.lesson->run, study.notice}));
}

// {"id", "step"?}: step is the id of one; where it cannot be gone to yet, the lesson opens where it
// was left.
JsonValue startLesson(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  const std::optional<std::string> step = call.in.string("step");
  if (call.broken()) return call.refuse();
  const Result<Done> opened = call.app.openLesson(id);
  if (!opened || !step) return outcome(opened);
  const Lesson& lesson = call.app.study().lesson->session.lesson();
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    if (lesson.steps[i].id != *step) continue;
    if (i != call.app.study().lesson->session.stepIndex()) call.app.enterStep(i);
    return fine();
  }
  return refusal({"UnknownStep", "This lesson has no step \"" + *step + "\".", "", 0});
}

// {"index"}.
JsonValue goStep(BridgeCall& call) {
  const std::int64_t index = call.in.requiredInteger("index", {0, 1000});
  if (call.broken()) return call.refuse();
  if (!call.app.study().lesson) return refusal(noLesson());
  if (!call.app.enterStep(static_cast<std::size_t>(index))) {
    return refusal({"NotYet", "A step before this one is not done yet.", "", 0});
  }
  return fine();
}

JsonValue nextStep(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  if (!call.app.study().lesson) return refusal(noLesson());
  LessonSession& session = call.app.study().lesson->session;
  if (session.stepIndex() + 1 == session.lesson().steps.size()) {
    session.finishReading();
    call.app.keepLesson();
    call.app.touch();
    return fine();
  }
  if (!call.app.enterStep(session.stepIndex() + 1)) {
    return refusal({"NotYet", "This step is not done yet.", "", 0});
  }
  return fine();
}

// {"choices": [0, 2]}: positions, each once and below `count`.
std::vector<std::size_t> readChoices(BridgeCall& call, std::size_t count) {
  std::vector<std::size_t> choices;
  const JsonValue* list = call.in.array("choices");
  if (list == nullptr) return choices;
  for (const JsonValue& item : list->items()) {
    const bool good =
        item.isInteger() && item.integer() >= 0 && static_cast<std::size_t>(item.integer()) < count;
    if (!good) {
      call.in.problem("choices", "WrongValue", "these are positions of choices");
      return {};
    }
    const std::size_t position = static_cast<std::size_t>(item.integer());
    if (std::find(choices.begin(), choices.end(), position) == choices.end()) {
      choices.push_back(position);
    }
  }
  std::sort(choices.begin(), choices.end());
  return choices;
}

// {"choices"? | "number"?, "certainty"?}: to what the lesson's step asks.
JsonValue answer(BridgeCall& call) {
  Study& study = call.app.study();
  const bool asks = study.lesson && study.lesson->session.step().ask;
  const Ask* ask = asks ? &*study.lesson->session.step().ask : nullptr;
  const std::vector<std::size_t> choices = readChoices(call, asks ? ask->choices.size() : 0);
  constexpr std::int64_t kNumberMost = 1000000000000;
  const std::optional<std::int64_t> number = call.in.integer("number", {-kNumberMost, kNumberMost});
  const Result<Certainty> certainty = readCertainty(call.in.string("certainty"));
  if (call.broken()) return call.refuse();
  if (!certainty) return refusal(certainty.error());
  if (ask == nullptr) return refusal({"NothingAsked", "This step asks nothing.", "", 0});
  study.notice.clear();
  call.app.touch();
  if (ask->number ? !number.has_value() : choices.size() != ask->correctCount()) {
    study.notice = ask->number ? "Type a whole number first."
                   : ask->correctCount() == 1
                       ? "Choose an answer first."
                       : "Choose " + std::to_string(ask->correctCount()) + " of them.";
    return fine().set("taken", false);
  }
  LessonSession& session = study.lesson->session;
  const Answer& given = ask->number ? session.answerNumber(*number, certainty.value())
                                    : session.answer(choices, certainty.value());
  const bool correct = given.correct;
  call.app.keepLesson();
  return fine().set("taken", true).set("correct", correct);
}

JsonValue hint(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  if (!study.lesson) return refusal(noLesson());
  study.lesson->session.showHint();
  call.app.keepLesson();
  call.app.touch();
  return fine();
}

JsonValue solution(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  if (!call.app.study().lesson) return refusal(noLesson());
  call.app.showSolution();
  return fine();
}

JsonValue restartStep(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  if (!call.app.study().lesson) return refusal(noLesson());
  call.app.restartStep();
  return fine();
}

JsonValue keepRun(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.keepRun();
  return fine();
}

// {"to": "sandbox" | "lesson" | "trial"}.
JsonValue place(BridgeCall& call) {
  const std::string to = call.in.requiredString("to");
  if (to != "sandbox" && to != "lesson" && to != "trial") {
    call.in.problem("to", "WrongValue", "expected sandbox, lesson or trial");
  }
  if (call.broken()) return call.refuse();
  call.app.setPlace(to == "lesson" ? Place::Lesson : to == "trial" ? Place::Trial : Place::Sandbox);
  return fine();
}

// {"id", "seed"?}: "" for a new account. seed: as text, for it may need 64 bits.
JsonValue openScenario(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  const std::optional<std::int64_t> seed = call.in.integer("seed", {0, INT64_MAX});
  if (call.broken()) return call.refuse();
  std::optional<std::uint64_t> wanted;
  if (seed) wanted = static_cast<std::uint64_t>(*seed);
  return outcome(call.app.openScenario(id, wanted));
}

// {"id"} -> a note with the term's meaning.
JsonValue term(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  if (call.broken()) return call.refuse();
  const GlossaryTerm* found = call.app.study().content.findTerm(id);
  if (found == nullptr) {
    return refusal({"UnknownTerm", "The glossary has no \"" + id + "\".", "", 0});
  }
  return html(glossaryNote(*found)).set("term", found->term);
}

// ---- Questions

JsonValue practice(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const Study& study = call.app.study();
  return html(practiceIndexPage(study.content, study.progress));
}

// The attempts at just this question, with just these values.
std::vector<QuestionAttempt> attemptsAt(const Study& study, const std::string& id) {
  const auto found = study.progress.questions.find(progressKeyOf(id));
  if (found == study.progress.questions.end()) return {};
  const std::optional<GeneratedId> generated = readGeneratedId(id);
  if (!generated) return found->second.attempts;
  std::vector<QuestionAttempt> same;
  for (const QuestionAttempt& attempt : found->second.attempts) {
    if (attempt.seed == generated->seed) same.push_back(attempt);
  }
  return same;
}

std::optional<TrialView> trialView(const Study& study, const Question& question) {
  if (!study.trial || study.trial->question != question.id) return std::nullopt;
  const OptionTrial& trial = study.trial->trial;
  TrialView view;
  view.option = study.trial->option;
  view.finished = trial.finished();
  view.now = trial.run().now();
  view.endsAt = trial.endsAt();
  view.requirements = trial.requirements();
  view.refused = trial.refused();
  return view;
}

// {"id"}.
JsonValue questionPageFor(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  const Question* question = study.questions.find(id);
  if (question == nullptr) {
    return refusal({"UnknownQuestion", "There is no question \"" + id + "\" here.", "", 0});
  }
  QuestionPageInput input;
  input.content = &study.content;
  input.question = question;
  input.notice = study.notice;
  const std::vector<QuestionAttempt> attempts = attemptsAt(study, id);
  const bool again = study.retry == id;
  if (!attempts.empty() && !again) input.answer = &attempts.back().answer;
  // Another order each time, so that nobody learns letters; the same one while reading the reasons.
  input.orderSeed = input.answer != nullptr ? attempts.size() : attempts.size() + 1;
  input.trial = trialView(study, *question);
  return html(questionPage(input));
}

// {"id", "choices", "certainty"?, "at"?: ms since 1970}.
JsonValue answerQuestion(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  Study& study = call.app.study();
  const Question* question = study.questions.find(id);
  const std::vector<std::size_t> choices =
      readChoices(call, question == nullptr ? 0 : question->options.size());
  const Result<Certainty> certainty = readCertainty(call.in.string("certainty"));
  const std::int64_t at = call.in.integer("at", {0, INT64_MAX}).value_or(0);
  if (call.broken()) return call.refuse();
  if (!certainty) return refusal(certainty.error());
  if (question == nullptr) {
    return refusal({"UnknownQuestion", "There is no question \"" + id + "\" here.", "", 0});
  }
  call.app.touch();
  study.notice.clear();
  if (choices.size() != question->choose) {
    study.notice = question->choose == 1
                       ? "Choose an answer first."
                       : "Choose " + std::to_string(question->choose) + " options.";
    return fine().set("taken", false);
  }
  Answer given;
  given.correct = choices == question->key();
  given.choices = choices;
  given.certainty = certainty.value();
  const bool correct = given.correct;
  keepAttempt(study.progress, *question, given, at);
  study.retry.clear();
  return fine().set("taken", true).set("correct", correct);
}

// {"id"}: "" when the learner leaves the question.
JsonValue retryQuestion(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  if (call.broken()) return call.refuse();
  call.app.study().retry = id;
  call.app.study().notice.clear();
  call.app.touch();
  return fine();
}

// {"id", "option"}.
JsonValue runOption(BridgeCall& call) {
  const std::string id = call.in.requiredString("id");
  const std::int64_t option = call.in.requiredInteger("option", {0, 100});
  if (call.broken()) return call.refuse();
  return outcome(call.app.runOption(id, static_cast<std::size_t>(option)));
}

constexpr BridgeEntry kEntries[] = {
    {"sandbox", sandbox},
    {"loadContent", loadBundle},
    {"home", home},
    {"lessonPage", lessonPage},
    {"startLesson", startLesson},
    {"goStep", goStep},
    {"nextStep", nextStep},
    {"answer", answer},
    {"hint", hint},
    {"solution", solution},
    {"restartStep", restartStep},
    {"keepRun", keepRun},
    {"place", place},
    {"openScenario", openScenario},
    {"term", term},
    {"practice", practice},
    {"questionPage", questionPageFor},
    {"answerQuestion", answerQuestion},
    {"retryQuestion", retryQuestion},
    {"runOption", runOption},
};

}  // namespace

Result<Certainty> readCertainty(const std::optional<std::string>& word) {
  if (!word || word->empty()) return Certainty::NotAsked;
  if (*word == "guess") return Certainty::Guess;
  if (*word == "unsure") return Certainty::Unsure;
  if (*word == "sure") return Certainty::Sure;
  return Error{"WrongValue", "certainty is guess, unsure or sure", "/certainty", 0};
}

BridgeHandler findStudyHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
