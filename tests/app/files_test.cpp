// Goal: files from outside are explained or loaded, and a broken one changes nothing.
#include <doctest/doctest.h>

#include <string>

#include "app/app.h"
#include "app/bridge.h"
#include "app/files.h"

using namespace taskyard;

namespace {

JsonValue drop(App& app, const std::string& name, const std::string& text) {
  JsonValue request = JsonValue::object({{"do", "dropFile"}, {"name", name}, {"text", text}});
  return answerBridge(app, request);
}

}  // namespace

TEST_CASE("files: a task definition as describe-task-definition prints it is run as a service") {
  App app;
  const std::string file = R"({"taskDefinition": {
    "taskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:4",
    "family": "shop", "revision": 4, "status": "ACTIVE", "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "1024",
    "containerDefinitions": [{"name": "shop", "image": "shop:1.0", "essential": true,
      "portMappings": [{"containerPort": 8080}]}]}, "tags": []})";
  const JsonValue answer = drop(app, "shop.json", file);
  REQUIRE(answer.find("ok")->boolean());
  CHECK(answer.text("kind") == "taskDefinition");
  CHECK(answer.find("accepted")->boolean());
  CHECK(answer.text("html").find("run-dropped") != std::string::npos);
  CHECK(app.run().events().nextId() == 0);  // looking changes nothing

  const JsonValue run = answerBridge(app, JsonValue::object({{"do", "runDropped"}}));
  REQUIRE(run.find("ok")->boolean());
  CHECK(run.text("service") == "shop");
  REQUIRE(app.run().state().services.size() == 1);
  CHECK(app.run().state().services[0].desiredCount == 3);
  CHECK(app.run().state().services[0].awsvpcConfiguration.subnets.size() == 3);
  CHECK(app.run().state().services[0].awsvpcConfiguration.assignPublicIp);
  CHECK(app.dropped() == nullptr);
}

TEST_CASE("files: hostile names and values stay text") {
  App app;
  const JsonValue answer =
      drop(app, "<img src=x onerror=alert(1)>.json",
           R"({"family":"<script>alert(1)</script>","<b>":1,"containerDefinitions":[]})");
  REQUIRE(answer.find("ok")->boolean());
  CHECK_FALSE(answer.find("accepted")->boolean());
  const std::string& html = answer.text("html");
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<b>") == std::string::npos);
  CHECK(html.find("run-dropped") == std::string::npos);
}

TEST_CASE("files: what is no task definition is refused with a reason") {
  App app;
  for (const char* text : {"", "hello", "[1,2]", "null", "{\"a\":", "\"text\"", "{}", "\xFF"}) {
    CAPTURE(text);
    const JsonValue answer = drop(app, "file.json", text);
    REQUIRE(answer.find("ok")->boolean());
    CHECK_FALSE(answer.find("accepted")->boolean());
    CHECK(answer.text("html").find("ECS would refuse it") != std::string::npos);
  }
  const JsonValue large = drop(app, "large.json", std::string(3u << 20, ' ') + "{}");
  CHECK_FALSE(large.find("accepted")->boolean());
}

TEST_CASE("files: one that only EC2 can run has no button to run it") {
  App app;
  const JsonValue answer =
      drop(app, "bridge.json",
           R"({"family":"old","containerDefinitions":[{"name":"a","image":"a:1","memory":128}]})");
  CHECK(answer.find("accepted")->boolean());
  CHECK(answer.text("html").find("run-dropped") == std::string::npos);
  CHECK(answer.text("html").find("keeps it from running on Fargate") != std::string::npos);
}

TEST_CASE("files: a saved session comes back bit by bit") {
  App app;
  REQUIRE(runAsService(app, demoTaskDefinition()).ok());
  app.advance(75 * kSecond);
  const std::string saved = dumpJson(saveFile(app));
  App other;
  REQUIRE(loadSaveFile(other, saved).ok());
  CHECK(other.run().hash() == app.run().hash());
  CHECK(other.run().now() == app.run().now());
  CHECK(drop(other, "save.json", saved).text("kind") == "save");
}

namespace {

// A session with two branches, the second of them with a task more.
void makeBranches(App& app) {
  REQUIRE(runAsService(app, demoTaskDefinition()).ok());
  app.advance(60 * kSecond);
  REQUIRE(app.branchHere().ok());
  app.advance(30 * kSecond);
  REQUIRE(app.branchHere().ok());
  app.advance(5 * kSecond);
}

JsonValue parsed(const std::string& text) {
  const Result<JsonValue> json = parseJson(text, {.bytes = 16u << 20, .depth = 96});
  REQUIRE(json.ok());
  return json.value();
}

}  // namespace

TEST_CASE("files: branches are saved and come back bit by bit, and count on") {
  App app;
  makeBranches(app);
  const std::string saved = dumpJson(saveFile(app));
  App other;
  REQUIRE(loadSaveFile(other, saved).ok());
  CHECK(other.run().hash() == app.run().hash());
  REQUIRE(other.timeStudy().branches.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const Branch& mine = app.timeStudy().branches[i];
    const Branch& theirs = other.timeStudy().branches[i];
    CHECK(theirs.name == mine.name);
    CHECK(theirs.run.hash() == mine.run.hash());
  }
  CHECK(dumpJson(saveFile(other)) == saved);
  CHECK(other.compareWith(0).ok());
  const Result<std::string> next = other.branchHere();
  REQUIRE(next.ok());
  CHECK(next.value().find("Branch 3") == 0);
}

TEST_CASE("files: the branches of a file take the place of those here") {
  App app;
  makeBranches(app);
  App bare;
  const std::string none = dumpJson(saveFile(bare));
  REQUIRE(loadSaveFile(app, none).ok());
  CHECK(app.timeStudy().branches.empty());
}

TEST_CASE("files: a file of version 1 is read, and leaves the branches that are here") {
  App app;
  REQUIRE(runAsService(app, demoTaskDefinition()).ok());
  app.advance(75 * kSecond);
  // As version 1 was written.
  JsonValue old = JsonValue::object({{"taskyardSave", 1}});
  old.set("sandbox", app.sandbox().save());
  old.set("progress", parsed(writeProgress(app.study().progress)));
  App other;
  makeBranches(other);
  REQUIRE(loadSaveFile(other, dumpJson(old)).ok());
  CHECK(other.run().hash() == app.run().hash());
  CHECK(other.timeStudy().branches.size() == 2);
}

TEST_CASE("files: a list of branches that is broken is refused with its place and a remedy") {
  App app;
  makeBranches(app);
  const std::uint64_t before = app.run().hash();
  struct Case {
    const char* branches;
    const char* path;
    const char* remedy;
  };
  const std::string run = dumpJson(app.sandbox().save());
  const std::string many = "[" + [&] {
    std::string list;
    for (std::size_t i = 0; i <= kBranchesMost; ++i) {
      list += std::string(i == 0 ? "" : ",") + R"({"name":"a","run":)" + run + "}";
    }
    return list;
  }() + "]";
  for (const Case& each :
       {Case{R"([5])", "/branches/0", "remove this branch"},
        Case{R"([{"run":{}}])", "/branches/0", "remove this branch"},
        Case{R"([{"name":"a","run":{},"more":1}])", "/branches/0/more", "remove this branch"},
        Case{many.c_str(), "/branches", "Remove some"}}) {
    CAPTURE(each.path);
    const Result<Done> loaded =
        loadSaveFile(app, std::string(R"({"taskyardSave":2,"branches":)") + each.branches + "}");
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().path == each.path);
    CHECK(loaded.error().message.find(each.remedy) != std::string::npos);
    CHECK(app.run().hash() == before);
    CHECK(app.timeStudy().branches.size() == 2);
  }
  const Result<Done> newer = loadSaveFile(app, R"({"taskyardSave":3})");
  REQUIRE_FALSE(newer.ok());
  CHECK(newer.error().path == "/taskyardSave");
  CHECK(newer.error().message.find("Reload the page") != std::string::npos);
}

TEST_CASE("files: a branch that cannot be played any more is left out and named") {
  App app;
  makeBranches(app);
  std::string saved = dumpJson(saveFile(app));
  const std::size_t list = saved.find("\"branches\"");
  REQUIRE(list != std::string::npos);
  saved.replace(saved.find("CreateService", list), 13, "CreateServicX");
  App other;
  const JsonValue answer = drop(other, "save.json", saved);
  REQUIRE(answer.find("ok")->boolean());
  CHECK(other.run().hash() == app.run().hash());
  CHECK(other.timeStudy().branches.size() == 1);
  REQUIRE(answer.find("refused")->items().size() == 1);
  const std::string& refused = answer.find("refused")->items()[0].string();
  CHECK(refused.find("/branches/0/run/requests/") == 0);
  CHECK(refused.find("Branch 1") != std::string::npos);
  CHECK(refused.find("is left out") != std::string::npos);
}

TEST_CASE("files: a corrupt save file is refused with its place and touches nothing") {
  App app;
  REQUIRE(runAsService(app, demoTaskDefinition()).ok());
  app.advance(30 * kSecond);
  const std::uint64_t before = app.run().hash();
  const std::string good = dumpJson(saveFile(app));
  const std::string cut = good.substr(0, good.size() / 2);
  std::string refused = good;
  refused.replace(refused.find("CreateService"), 13, "CreateServicX");
  for (const std::string& text :
       {std::string(), std::string("{"), cut, refused, std::string(R"({"taskyardSave":99})"),
        std::string(R"({"taskyardSave":1,"sandbox":5})"),
        std::string(R"({"taskyardSave":1,"unknown":{}})"),
        std::string(R"({"taskyardSave":1,"sandbox":{"taskyard":1,"scenario":"gone","seed":1}})"),
        std::string(R"({"taskyardSave":1,"progress":{"taskyardProgress":"x"}})")}) {
    CAPTURE(text.substr(0, 60));
    const Result<Done> loaded = loadSaveFile(app, text);
    REQUIRE_FALSE(loaded.ok());
    CHECK_FALSE(loaded.error().message.empty());
    CHECK(app.run().hash() == before);
  }
}
