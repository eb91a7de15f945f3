// Goal: drill, review, exam and sets through the page's one door: what each request does, and that
// whatever is wrong is answered with a sentence and changes nothing.
#include <doctest/doctest.h>

#include <string>

#include "app/app.h"
#include "app/bridge.h"
#include "learn/question_fixture.h"
#include "learn/question_set.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;
constexpr std::int64_t kMinutes = 60'000;

JsonValue ask(App& app, JsonValue request) { return answerBridge(app, request); }
bool isFine(const JsonValue& answer) { return answer.find("ok")->boolean(); }
std::string codeOf(const JsonValue& answer) {
  return isFine(answer) ? "" : answer.find("error")->text("code");
}
bool has(const JsonValue& answer, const std::string& words) {
  return answer.text("html").find(words) != std::string::npos;
}

void loadInto(App& app) {
  JsonValue files = JsonValue::object();
  for (const auto& [path, text] : questionFiles()) files.set(path, text);
  const JsonValue answer = ask(
      app,
      JsonValue::object({{"do", "loadContent"},
                         {"text", dumpJson(JsonValue::object({{"files", std::move(files)}}))}}));
  REQUIRE(isFine(answer));
  REQUIRE(answer.find("questions")->integer() == 1);
}

JsonValue begin(App& app, const char* form, std::int64_t now = kNow) {
  return ask(app,
             JsonValue::object({{"do", "beginExam"}, {"form", form}, {"seed", 3}, {"now", now}}));
}
JsonValue examPage(App& app, std::int64_t now = kNow, bool overview = false) {
  return ask(app, JsonValue::object({{"do", "exam"}, {"now", now}, {"overview", overview}}));
}
JsonValue change(App& app, std::int64_t item, JsonValue choices, std::int64_t now = kNow) {
  return ask(app, JsonValue::object({{"do", "changeExam"},
                                     {"item", item},
                                     {"choices", std::move(choices)},
                                     {"eliminated", JsonValue::array()},
                                     {"flagged", true},
                                     {"certainty", "sure"},
                                     {"now", now}}));
}
JsonValue choicesOf(const std::vector<std::size_t>& positions) {
  JsonValue choices = JsonValue::array();
  for (const std::size_t position : positions) choices.push(static_cast<std::int64_t>(position));
  return choices;
}
JsonValue at(const char* what, std::int64_t now = kNow) {
  return JsonValue::object({{"do", what}, {"now", now}});
}

}  // namespace

TEST_CASE("practice: an exam from its beginning to its report and its file") {
  App app;
  loadInto(app);
  CHECK(has(examPage(app), "data-form=\"full\""));
  REQUIRE(isFine(begin(app, "short")));
  CHECK(codeOf(begin(app, "full")) == "ExamIsOpen");
  CHECK(has(examPage(app), "Question 1 of 20"));
  Exam& exam = *app.study().progress.openExam();
  const Question* question = app.study().questions.find(exam.items[0].question);
  REQUIRE(question != nullptr);
  CHECK(isFine(change(app, 0, choicesOf(question->key()), kNow + 1)));
  CHECK(has(examPage(app, kNow, true), "1 of 20 answered, 1 flagged."));
  CHECK(isFine(ask(app, JsonValue::object({{"do", "examGo"}, {"item", 19}, {"now", kNow}}))));
  CHECK(has(examPage(app), "Question 20 of 20"));
  // Nothing of the end before the end.
  CHECK(codeOf(ask(app, JsonValue::object({{"do", "examReport"}, {"exam", 0}}))) == "NoReport");
  CHECK(codeOf(ask(app, JsonValue::object({{"do", "examCsv"}, {"exam", 0}}))) == "NoReport");
  const JsonValue ended = ask(app, at("finishExam", kNow + kMinutes));
  CHECK(ended.find("exam")->integer() == 0);
  CHECK(has(ask(app, JsonValue::object({{"do", "examReport"}, {"exam", 0}})), "1 of 20 right"));
  const JsonValue csv = ask(app, JsonValue::object({{"do", "examCsv"}, {"exam", 0}}));
  CHECK(csv.text("name") == "taskyard-results.csv");
  CHECK(csv.text("text").find("yes,sure,yes,\r\n") != std::string::npos);
  // What was answered is part of what is reviewed, once.
  CHECK(app.study().progress.questions.size() == 1);
  CHECK(has(examPage(app), "Taken so far"));
}

TEST_CASE("practice: a change that is not taken is said on the page and changes nothing") {
  App app;
  loadInto(app);
  REQUIRE(isFine(begin(app, "short")));
  const Exam before = *app.study().progress.openExam();
  CHECK(codeOf(change(app, 0, choicesOf({0, 1, 2, 3}))) == "WrongChoice");
  CHECK(has(examPage(app), "role=\"alert\""));
  CHECK(codeOf(change(app, 20, choicesOf({0}))) == "NoSuchItem");
  CHECK(codeOf(ask(app, JsonValue::object({{"do", "examGo"}, {"item", 20}, {"now", kNow}}))) ==
        "NoSuchItem");
  CHECK(*app.study().progress.openExam() == before);
  // Going on puts the notice away.
  CHECK(isFine(ask(app, JsonValue::object({{"do", "examGo"}, {"item", 1}, {"now", kNow}}))));
  CHECK_FALSE(has(examPage(app), "role=\"alert\""));
}

TEST_CASE(
    "practice: time over ends the exam wherever it is noticed, and a clock set back adds none") {
  for (const char* noticedBy : {"exam", "examTick", "changeExam", "examGo", "finishExam"}) {
    CAPTURE(noticedBy);
    App app;
    loadInto(app);
    REQUIRE(isFine(begin(app, "short")));
    JsonValue request = at(noticedBy, kNow + 41 * kMinutes);
    if (noticedBy == std::string("examTick")) request.set("elapsedMs", 0);
    if (noticedBy == std::string("examGo") || noticedBy == std::string("changeExam")) {
      request.set("item", 0);
    }
    const JsonValue answer = ask(app, request);
    if (request.find("item") != nullptr) CHECK(codeOf(answer) == "TimeIsUp");
    CHECK(app.study().progress.openExam() == nullptr);
    CHECK(app.study().progress.exams[0].finishedAt == kNow + 40 * kMinutes);
    CHECK(isFine(ask(app, JsonValue::object({{"do", "examReport"}, {"exam", 0}}))));
  }
  App app;
  loadInto(app);
  REQUIRE(isFine(begin(app, "short")));
  const auto tick = [&](std::int64_t now, std::int64_t elapsed) {
    JsonValue request = at("examTick", now);
    return ask(app, request.set("elapsedMs", elapsed)).text("remaining");
  };
  CHECK(tick(kNow + 10 * kMinutes, 0) == "0:30:00");
  CHECK(tick(kNow - 600 * kMinutes, 0) == "0:30:00");
  CHECK(tick(kNow - 600 * kMinutes, kMinutes) == "0:29:00");
}

TEST_CASE("practice: an exam that began on a clock set back is handed in as itself") {
  App app;
  loadInto(app);
  REQUIRE(isFine(begin(app, "short")));
  CHECK(ask(app, at("finishExam", kNow + 5)).find("exam")->integer() == 0);
  REQUIRE(isFine(begin(app, "short", kNow - 90 * kMinutes)));
  const std::string saved = ask(app, JsonValue::object({{"do", "save"}})).text("text");
  // What another tab has kept sorts them by their clocks: the open one comes first now.
  REQUIRE(isFine(ask(app, JsonValue::object({{"do", "mergeKept"}, {"text", saved}}))));
  CHECK(has(examPage(app, kNow - 89 * kMinutes), "Question 1 of 20"));
  const JsonValue ended = ask(app, at("finishExam", kNow - 88 * kMinutes));
  CHECK(ended.find("exam")->integer() == 0);
  CHECK(app.study().progress.exams[0].beganAt == kNow - 90 * kMinutes);
}

TEST_CASE("practice: who looks around while an option runs does not keep it from its end") {
  App app;
  loadInto(app);
  const JsonValue page = JsonValue::object({{"do", "questionPage"}, {"id", "q"}});
  CHECK(isFine(ask(
      app,
      JsonValue::object(
          {{"do", "answerQuestion"}, {"id", "q"}, {"choices", choicesOf({1})}, {"at", kNow}}))));
  CHECK(has(ask(app, page), "Watch it fail"));
  REQUIRE(isFine(ask(app, JsonValue::object({{"do", "runOption"}, {"id", "q"}, {"option", 1}}))));
  CHECK(app.place() == Place::Trial);
  app.advance(30 * kSecond);
  const auto api = [&](const char* operation) {
    return ask(app, JsonValue::object({{"do", "api"},
                                       {"service", "ecs"},
                                       {"operation", operation},
                                       {"input", JsonValue::object({{"cluster", "demo"}})}}));
  };
  CHECK(api("ListTasks").find("output")->find("taskArns")->items().size() == 1);
  CHECK(codeOf(api("CreateCluster")) == "TrialRunning");
  CHECK(has(ask(app, page), "Running: "));
  app.advance(300 * kSecond);
  CHECK(has(ask(app, page), "it broke 2 requirements."));
  // Whoever listens hears what came of it, after all that happened on the way.
  const JsonValue poll = ask(app, JsonValue::object({{"do", "poll"}}));
  CHECK(poll.find("announcements")->items().back().string() ==
        "It was run, and it broke 2 requirements.");
}

TEST_CASE("practice: without an exam there is nothing to change, to go to or to hand in") {
  App app;
  loadInto(app);
  CHECK(codeOf(change(app, 0, choicesOf({0}))) == "NoExam");
  CHECK(codeOf(ask(app, JsonValue::object({{"do", "examGo"}, {"item", 0}, {"now", kNow}}))) ==
        "NoExam");
  CHECK(codeOf(ask(app, at("finishExam"))) == "NoExam");
  JsonValue tick = at("examTick");
  CHECK_FALSE(ask(app, tick.set("elapsedMs", 5)).find("open")->boolean());
  CHECK(codeOf(ask(app, JsonValue::object({{"do", "examReport"}, {"exam", 7}}))) == "NoReport");
}

TEST_CASE("practice: what is not well formed is refused with a sentence") {
  App app;
  loadInto(app);
  REQUIRE(isFine(begin(app, "short")));
  const std::string before = writeProgress(app.study().progress);
  for (const char* text :
       {R"({"do":"exam"})",
        R"({"do":"exam","now":-1})",
        R"({"do":"exam","now":1e40})",
        R"({"do":"exam","now":1,"more":1})",
        R"({"do":"beginExam","form":"long","seed":1,"now":1})",
        R"({"do":"beginExam","form":"set","seed":1,"now":1})",
        R"({"do":"beginExam","form":"full","seed":0,"now":1})",
        R"({"do":"changeExam","item":0,"choices":[-1],"now":1})",
        R"({"do":"changeExam","item":0,"choices":["a"],"now":1})",
        R"({"do":"changeExam","item":0,"choices":[100],"now":1})",
        R"({"do":"changeExam","item":0,"certainty":"very","now":1})",
        R"({"do":"changeExam","item":-1,"now":1})",
        R"({"do":"examGo","item":0})",
        R"({"do":"examTick","now":1,"elapsedMs":-5})",
        R"({"do":"examReport","exam":-1})",
        R"({"do":"examCsv"})",
        R"({"do":"review"})",
        R"({"do":"startDrill","domain":5})",
        R"({"do":"startReview"})",
        R"({"do":"nextQuestion","now":1})",
        R"({"do":"mergeKept","text":"{"})",
        R"({"do":"mergeKept","text":"{\"progress\": {\"taskyardProgress\": 99}}"})",
        R"({"do":"newSet","count":0,"seed":1})",
        R"({"do":"newSet","count":66,"seed":1})",
        R"({"do":"newSet","count":5,"seed":1073741824})",
        R"({"do":"setCode","code":"<img>"})",
        R"({"do":"setCode","code":"5-7KQ3X2","student":10000})",
        R"({"do":"setPage","code":"5-7KQ3"})",
        R"({"do":"setPaper","code":"5-7KQ3X2","paper":"x"})",
        R"({"do":"setPaper","code":"","paper":"key"})",
        R"({"do":"beginSet","code":"5","now":1})",
        R"({"do":"setFile","code":"5-7KQ3X2","file":"pdf"})",
        R"({"do":"setFile","code":"x","file":"csv"})"}) {
    CAPTURE(text);
    const JsonValue answer = ask(app, json(text));
    CHECK_FALSE(isFine(answer));
    if (!isFine(answer)) CHECK(answer.find("error")->text("message").size() > 10);
  }
  CHECK(writeProgress(app.study().progress) == before);
}

TEST_CASE("practice: the drill asks what it was asked for, and review what is due") {
  App app;
  loadInto(app);
  CHECK(ask(app, at("startReview")).text("id") == "");
  CHECK(has(ask(app, at("review")), "Answer some questions first"));
  const JsonValue first =
      ask(app, JsonValue::object({{"do", "startDrill"}, {"tag", "trap.docker-run-by-hand"}}));
  CHECK(first.text("id") == "q");
  CHECK(ask(app, JsonValue::object({{"do", "startDrill"}, {"topic", "none"}})).text("id") == "");
  CHECK(isFine(ask(app, JsonValue::object({{"do", "startDrill"}, {"domain", 4}}))));
  JsonValue next = at("nextQuestion");
  CHECK(ask(app, next.set("last", "q")).text("id").starts_with("generated."));
  // A confident mistake is due before long.
  CHECK(isFine(ask(app, JsonValue::object({{"do", "answerQuestion"},
                                           {"id", "q"},
                                           {"choices", choicesOf({1})},
                                           {"certainty", "sure"},
                                           {"at", kNow}}))));
  CHECK(ask(app, at("startReview", kNow + 30 * kMinutes)).text("id") == "q");
  next = at("nextQuestion", kNow + 30 * kMinutes);
  CHECK(ask(app, next.set("last", "q")).text("id") == "");
}

TEST_CASE("practice: what another tab has kept is added, and a damaged part of it is left out") {
  App one;
  App two;
  loadInto(one);
  loadInto(two);
  const auto answer = [](App& app, std::size_t choice, std::int64_t when) {
    REQUIRE(isFine(ask(app, JsonValue::object({{"do", "answerQuestion"},
                                               {"id", "q"},
                                               {"choices", choicesOf({choice})},
                                               {"at", when}}))));
  };
  answer(one, 0, kNow);
  answer(two, 1, kNow + 5);
  const std::string kept = ask(two, JsonValue::object({{"do", "save"}})).text("text");
  const JsonValue merge = JsonValue::object({{"do", "mergeKept"}, {"text", kept}});
  CHECK(isFine(ask(one, merge)));
  CHECK(isFine(ask(one, merge)));  // twice is once
  CHECK(one.study().progress.questions["q"].attempts.size() == 2);
  std::string damaged = kept;
  const std::string choices = "\"choices\":[1]";
  damaged.replace(damaged.find(choices), choices.size(), "\"choices\":[-]");
  CHECK_FALSE(isFine(ask(one, JsonValue::object({{"do", "mergeKept"}, {"text", damaged}}))));
  CHECK(isFine(ask(one, JsonValue::object({{"do", "mergeKept"}, {"text", "{}"}}))));
  CHECK(one.study().progress.questions["q"].attempts.size() == 2);
}

TEST_CASE("practice: a set by its code, for a class and for one student") {
  App app;
  loadInto(app);
  const JsonValue made =
      ask(app, JsonValue::object({{"do", "newSet"}, {"count", 5}, {"seed", 77}}));
  CHECK(made.text("code") == "5-00002D");
  JsonValue typed = JsonValue::object({{"do", "setCode"}, {"code", "5-00002d"}});
  CHECK(ask(app, typed).text("code") == "5-00002D");
  CHECK(ask(app, typed.set("student", 9)).text("code") == "5-00002D-9");
  typed.set("code", "5-00002D-8");
  CHECK(codeOf(ask(app, typed)) == "TwoNumbers");
  const JsonValue bad = ask(app, JsonValue::object({{"do", "setCode"}, {"code", "<b>"}}));
  CHECK(codeOf(bad) == "BadCode");
  CHECK(bad.find("error")->text("message").find("looks like 20-7KQ3X2") != std::string::npos);

  const JsonValue request =
      JsonValue::object({{"do", "beginSet"}, {"code", "5-00002D-9"}, {"now", kNow}});
  REQUIRE(isFine(ask(app, request)));
  CHECK(codeOf(ask(app, request)) == "ExamIsOpen");
  CHECK(has(examPage(app), "Question 1 of 5"));
  CHECK(has(examPage(app), ">0:10:00<"));
  // The same questions as on paper, and after a save and a load.
  const QuestionSet set = drawSet(app.study().questions, readSetCode("5-00002D-9").value());
  const Exam exam = *app.study().progress.openExam();
  REQUIRE(exam.items.size() == set.items.size());
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    CHECK(exam.items[i].question == set.items[i].question->id);
    CHECK(optionOrder(*set.items[i].question, exam.seed) == set.items[i].order);
  }
  App other;
  loadInto(other);
  const std::string saved = ask(app, JsonValue::object({{"do", "save"}})).text("text");
  REQUIRE(isFine(ask(other, JsonValue::object({{"do", "load"}, {"text", saved}}))));
  CHECK(*other.study().progress.openExam() == exam);
  REQUIRE(isFine(ask(app, at("finishExam", kNow + 5))));
  CHECK(ask(app, JsonValue::object({{"do", "examCsv"}, {"exam", 0}})).text("name") ==
        "taskyard-results-5-00002D-9.csv");
}

TEST_CASE("practice: everything of a set that a teacher takes away") {
  App app;
  loadInto(app);
  const auto files = [&](const char* file) {
    const JsonValue answer =
        ask(app, JsonValue::object({{"do", "setFile"}, {"code", "3-7KQ3X2"}, {"file", file}}));
    REQUIRE(isFine(answer));
    return *answer.find("files");
  };
  CHECK(files("handout").items()[0].text("path") == "set-3-7KQ3X2.html");
  CHECK(files("key").items()[0].text("text").find("Key, set 3-7KQ3X2") != std::string::npos);
  CHECK(files("csv").items()[0].text("text").find("number,question,domain,key\r\n") == 0);
  CHECK(files("gift").items()[0].text("text").find("::") != std::string::npos);
  CHECK(files("qti").items().size() == 5);
  JsonValue paper =
      JsonValue::object({{"do", "setPaper"}, {"code", "3-7KQ3X2"}, {"paper", "handout"}});
  CHECK(has(ask(app, paper), "Questions, set 3-7KQ3X2"));
  CHECK(has(ask(app, paper.set("paper", "key")), "Key, set 3-7KQ3X2"));
  CHECK(has(ask(app, JsonValue::object({{"do", "setPage"}, {"code", "3-7KQ3X2"}})), "3 questions"));
}
