// Goal: branches, comparison, "would it have happened without this?" and presenting work through
// the page's one door and lose nothing. Method: JSON in, JSON out, on small worlds.
#include <doctest/doctest.h>

#include <string>

#include "app/bridge.h"
#include "app/files.h"
#include "pages/set_pieces.h"
#include "support/lessons.h"

using namespace taskyard;

namespace {

JsonValue ask(App& app, const std::string& json) {
  Result<JsonValue> answer = parseJson(answerBridgeText(app, json), {.bytes = 64u << 20});
  REQUIRE(answer.ok());
  return answer.value();
}
JsonValue must(App& app, const std::string& json) {
  JsonValue answer = ask(app, json);
  if (!answer.find("ok")->boolean()) FAIL(json << ": " << dumpJson(answer));
  return answer;
}
std::string errorCode(App& app, const std::string& json) {
  const JsonValue answer = ask(app, json);
  const JsonValue* error = answer.find("error");
  return error == nullptr ? "" : error->text("code");
}
std::string page(App& app) { return must(app, R"({"do":"time"})").text("html"); }
bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

void startDemo(App& app) {
  must(app, R"({"do":"startDemo"})");
  must(app, R"({"do":"advance","seconds":60})");
}

}  // namespace

TEST_CASE("time: a branch is compared with what was done since") {
  App app;
  startDemo(app);
  CHECK(has(page(app), "Branch here"));
  must(app, R"({"do":"branchHere"})");
  must(app, R"({"do":"line","text":"aws ecs update-service --cluster demo --service web )"
            R"(--desired-count 5"})");
  must(app, R"({"do":"advance","seconds":120})");
  const std::uint64_t before = app.run().hash();
  must(app, R"({"do":"compareBranch","index":0})");
  CHECK(app.run().hash() == before);
  const std::string html = page(app);
  CHECK(has(html, "They part at 01:00"));
  CHECK(has(html, "UpdateService"));
  CHECK(has(html, "A month, without use"));
  must(app, R"({"do":"closeComparison"})");
  CHECK_FALSE(has(page(app), "They part at"));
}

TEST_CASE("time: going to a branch and back loses nothing") {
  App app;
  startDemo(app);
  must(app, R"({"do":"branchHere"})");
  const std::uint64_t there = app.run().hash();
  must(app, R"({"do":"advance","seconds":30})");
  const std::uint64_t here = app.run().hash();
  must(app, R"({"do":"takeBranch","index":0})");
  CHECK(app.run().hash() == there);
  must(app, R"({"do":"takeBranch","index":0})");
  CHECK(app.run().hash() == here);
  must(app, R"({"do":"dropBranch","index":0})");
  CHECK(errorCode(app, R"({"do":"takeBranch","index":0})") == "UnknownBranch");
  CHECK(errorCode(app, R"({"do":"compareBranch","index":5})") == "UnknownBranch");
  for (std::size_t i = 0; i < kBranchesMost; ++i) must(app, R"({"do":"branchHere"})");
  CHECK(errorCode(app, R"({"do":"branchHere"})") == "TooManyBranches");
}

TEST_CASE("time: a new run never costs the one before, even when all branches are taken") {
  App app;
  startDemo(app);
  for (std::size_t i = 0; i < kBranchesMost; ++i) must(app, R"({"do":"branchHere"})");
  const std::uint64_t before = app.run().hash();
  CHECK(errorCode(app, R"({"do":"openScenario","id":""})") == "TooManyBranches");
  CHECK(app.run().hash() == before);
  must(app, R"({"do":"dropBranch","index":0})");
  must(app, R"({"do":"openScenario","id":""})");
  CHECK(app.timeStudy().branches.size() == kBranchesMost);
  CHECK(app.timeStudy().branches.back().run.hash() == before);
}

TEST_CASE("time: why, and would it have happened without this") {
  App app;
  startDemo(app);
  const std::string task = ask(app, R"({"do":"text"})").text("text");
  must(app, R"({"do":"api","service":"ecs","operation":"UpdateService","input":)"
            R"({"cluster":"demo","service":"web","desiredCount":1}})");
  must(app, R"({"do":"advance","seconds":90})");
  const EventLog& log = app.run().events();
  EventId stopped = kNoEvent;
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    if (log.at(id).kind == EventKind::TaskStopRequested) stopped = id;
  }
  REQUIRE(stopped != kNoEvent);
  const std::string event = std::to_string(stopped);
  must(app, R"({"do":"why","event":)" + event + "}");
  CHECK(has(page(app), "Would it have happened without this?"));
  must(app, R"({"do":"without","event":)" + event + "}");
  const std::string html = page(app);
  CHECK(has(html, "No. Without it"));
  CHECK(has(html, "Without UpdateService"));
  CHECK(app.timeStudy().branches.size() == 1);
  must(app, R"({"do":"why"})");
  CHECK_FALSE(has(page(app), "Would it have happened"));
  CHECK(errorCode(app, R"({"do":"why","event":99999999})") == "UnknownEvent");
  CHECK(errorCode(app, R"({"do":"without","event":-1})") != "");
}

TEST_CASE("time: after going back, a why that has not happened yet is not shown") {
  App app;
  startDemo(app);
  const std::string last = std::to_string(app.run().events().nextId() - 1);
  must(app, R"({"do":"why","event":)" + last + "}");
  must(app, R"({"do":"goTo","ms":0})");
  CHECK_FALSE(has(page(app), "why-title"));
}

TEST_CASE("present: any step of a lesson opens, and the learner's progress stays as it was") {
  App app;
  app.study().content = realContent();
  const Content& content = app.study().content;
  REQUIRE_FALSE(content.lessons.empty());
  const std::string id = content.lessons.front().id;
  const std::string last = content.lessons.front().steps.back().id;
  must(app, R"({"do":"startLesson","id":")" + id + "\"}");
  must(app, R"({"do":"nextStep"})");
  const std::string progress = ask(app, R"({"do":"progress"})").text("text");
  const std::string save = ask(app, R"({"do":"save"})").text("text");
  must(app, R"({"do":"present","lesson":")" + id + R"(","step":")" + last + "\"}");
  CHECK(app.presenting());
  CHECK(app.study().lesson->session.step().id == last);
  CHECK(has(must(app, R"({"do":"presenterPage","votes":[3,1]})").text("html"), "set-pieces"));
  CHECK(ask(app, R"({"do":"progress"})").text("text") == progress);
  CHECK(ask(app, R"({"do":"save"})").text("text") == save);
  must(app, R"({"do":"presentStep","index":0})");
  must(app, R"({"do":"endPresenting"})");
  CHECK(app.study().lesson->session.stepIndex() == 1);
  CHECK(errorCode(app, R"({"do":"present","lesson":"none"})") == "UnknownLesson");
  CHECK(errorCode(app, R"({"do":"present","lesson":")" + id + R"(","step":"none"})") ==
        "UnknownStep");
  CHECK(errorCode(app, R"({"do":"presenterPage","votes":[-1]})") == "WrongValue");
}

TEST_CASE("present: set pieces are commands that the world takes") {
  App app;
  startDemo(app);
  must(app, R"({"do":"present"})");
  for (std::size_t i = 0; i < setPiecesFor(app.run()).size(); ++i) {
    const SetPiece piece = setPiecesFor(app.run())[i];  // for the world as it is now
    CAPTURE(piece.title);
    if (piece.command.empty()) {
      CHECK(piece.title == "Flash crowd");  // nobody sends requests to the demo
      continue;
    }
    const JsonValue request = JsonValue::object({{"do", "line"}, {"text", piece.command}});
    const JsonValue answer = answerBridge(app, request);
    if (!answer.find("allOk")->boolean()) FAIL(app.transcript().entries().back().error);
    must(app, R"({"do":"advance","seconds":120})");
  }
  CHECK(has(ask(app, R"({"do":"text"})").text("text"), "does-not-exist"));
}
