// Goal: the page's one door answers every request, also hostile ones, and leaves earlier work alone
// when it refuses. Method: JSON in, JSON out, as JavaScript does it.
#include <doctest/doctest.h>

#include <string>

#include "app/bridge.h"
#include "app/files.h"

using namespace taskyard;

namespace {

JsonValue ask(App& app, const std::string& json) {
  Result<JsonValue> answer = parseJson(answerBridgeText(app, json), {.bytes = 64u << 20});
  REQUIRE(answer.ok());
  return answer.value();
}

bool fine(App& app, const std::string& json) { return ask(app, json).find("ok")->boolean(); }

std::string errorCode(App& app, const std::string& json) {
  const JsonValue answer = ask(app, json);
  const JsonValue* error = answer.find("error");
  return error == nullptr ? "" : error->text("code");
}

std::string asJson(const std::string& text) { return dumpJson(JsonValue(text)); }

// An index, and a lesson that is none.
std::string bundle() {
  const std::string index =
      R"({"topics":[{"id":"services","title":"Services","lessons":["first"]}]})";
  const JsonValue files = JsonValue::object(
      {{"lessons/index.json", index}, {"lessons/services/first.json", "{\"id\": 5}"}});
  return dumpJson(JsonValue::object({{"files", files}}));
}

}  // namespace

TEST_CASE("bridge: broken requests are answers") {
  App app;
  CHECK(errorCode(app, "") == "InvalidJson");
  CHECK(errorCode(app, "{") == "InvalidJson");
  CHECK(errorCode(app, "\xFF\xFE") == "InvalidJson");
  CHECK_FALSE(fine(app, "[]"));
  CHECK_FALSE(fine(app, "{}"));
  CHECK_FALSE(fine(app, R"({"do":5})"));
  CHECK(errorCode(app, R"({"do":"<img src=x onerror=alert(1)>"})") == "UnknownRequest");
  CHECK_FALSE(fine(app, R"({"do":"advance"})"));
  CHECK_FALSE(fine(app, R"({"do":"advance","seconds":-1})"));
  CHECK_FALSE(fine(app, R"({"do":"advance","seconds":1e30})"));
  CHECK_FALSE(fine(app, R"({"do":"advance","seconds":"5"})"));
  CHECK_FALSE(fine(app, R"({"do":"hash","extra":1})"));
  CHECK_FALSE(fine(app, R"({"do":"speed","speed":100000})"));
  CHECK_FALSE(fine(app, R"({"do":"goTo","ms":-5})"));
  CHECK_FALSE(fine(app, R"({"do":"place","to":"nowhere"})"));
  CHECK_FALSE(fine(app, R"({"do":"transcript","after":-1})"));
  std::string deep = R"({"do":"api","service":"ecs","operation":"CreateCluster","input":)";
  deep += std::string(5000, '[') + std::string(5000, ']') + "}";
  CHECK(errorCode(app, deep) == "TooDeep");
  CHECK(app.run().now() == 0);
}

TEST_CASE("bridge: without content, lessons and questions are refused with a sentence") {
  App app;
  for (const char* request :
       {R"({"do":"lessonPage"})", R"({"do":"hint"})", R"({"do":"solution"})",
        R"({"do":"restartStep"})", R"({"do":"nextStep"})", R"({"do":"goStep","index":0})",
        R"({"do":"startLesson","id":"none"})", R"({"do":"questionPage","id":"none"})",
        R"({"do":"answer","choices":[]})", R"({"do":"answerQuestion","id":"none","choices":[]})",
        R"({"do":"runOption","id":"none","option":0})", R"({"do":"openScenario","id":"none"})",
        R"({"do":"term","id":"none"})", R"({"do":"runDropped"})"}) {
    CAPTURE(request);
    const JsonValue answer = ask(app, request);
    CHECK_FALSE(answer.find("ok")->boolean());
    CHECK_FALSE(answer.find("error")->text("message").empty());
  }
  CHECK(fine(app, R"({"do":"home"})"));
  CHECK(fine(app, R"({"do":"practice"})"));
  CHECK(fine(app, R"({"do":"sandbox"})"));
}

TEST_CASE("bridge: content is loaded once, and broken content is reported") {
  App app;
  CHECK_FALSE(fine(app, R"({"do":"loadContent","text":"no json"})"));
  const JsonValue answer = ask(app, R"({"do":"loadContent","text":)" + asJson(bundle()) + "}");
  CHECK(answer.find("ok")->boolean());
  CHECK_FALSE(answer.find("problems")->items().empty());
}

TEST_CASE("bridge: typed commands are carried out and appear in the transcript, escaped") {
  App app;
  const JsonValue first = ask(
      app,
      R"({"do":"line","text":"aws ecs create-cluster --cluster-name demo\n# note\naws ecs list-clusters"})");
  CHECK(first.find("commands")->integer() == 2);
  CHECK(first.find("allOk")->boolean());
  REQUIRE(app.transcript().entries().size() == 2);
  CHECK(app.transcript().entries()[1].output.find("cluster/demo") != std::string::npos);
  CHECK(app.transcript().entries()[0].typed);

  const JsonValue bad = ask(
      app,
      R"({"do":"line","text":"aws ecs create-cluster --cluster-name '<img src=x onerror=alert(1)>'"})");
  CHECK_FALSE(bad.find("allOk")->boolean());
  const std::string html = ask(app, R"({"do":"transcript","after":2})").text("html");
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("&lt;img src=x") != std::string::npos);
  CHECK(html.find("InvalidParameterException") != std::string::npos);
}

TEST_CASE("bridge: a pasted text stops at the first command that fails") {
  App app;
  const JsonValue answer = ask(
      app, R"({"do":"line","text":"aws ecs oops\naws ecs create-cluster --cluster-name demo"})");
  CHECK(answer.find("commands")->integer() == 1);
  CHECK_FALSE(answer.find("allOk")->boolean());
  CHECK(app.run().state().clusters.empty());
}

TEST_CASE("bridge: completion offers what exists") {
  App app;
  CHECK(fine(app, R"({"do":"startDemo"})"));
  const JsonValue answer =
      ask(app, R"({"do":"complete","line":"aws ecs describe-services --cluster de"})");
  REQUIRE(answer.find("items")->items().size() == 1);
  CHECK(answer.find("items")->items()[0].text("text") == "demo");
  CHECK(answer.text("head") == "aws ecs describe-services --cluster ");
}

TEST_CASE("bridge: the first task runs within 20 seconds at the speed of a first visit") {
  App app;
  CHECK(fine(app, R"({"do":"startDemo"})"));
  CHECK(app.playing());
  CHECK(app.transcript().entries().size() == 3);  // cluster, task definition, service
  int seconds = 0;
  std::int64_t running = 0;
  for (; seconds < 20 && running == 0; ++seconds) {
    for (int frame = 0; frame < 50; ++frame) app.frame(20.0);
    running = ask(app, R"({"do":"poll"})").find("running")->integer();
  }
  CHECK(running > 0);
  CHECK(seconds < 10);
  const std::string text = ask(app, R"({"do":"text"})").text("text");
  CHECK(text.find("Service web: ACTIVE, desired 3") != std::string::npos);
  CHECK(text.find("RUNNING") != std::string::npos);
  // Once more: the same definition gets another service, no name twice.
  CHECK(fine(app, R"({"do":"startDemo"})"));
  CHECK(app.run().state().services.back().serviceName == "web-2");
}

TEST_CASE("bridge: the service form shows its command and sends it") {
  App app;
  CHECK(fine(app, R"({"do":"serviceForm"})"));  // nothing to choose from: it says so
  CHECK(fine(app, R"({"do":"startDemo"})"));
  const std::string fields =
      R"("cluster":"demo","serviceName":"<b>","taskDefinition":"web:1","desiredCount":2,)"
      R"("subnets":["subnet-0a11"],"assignPublicIp":true})";
  const JsonValue shown = ask(app, R"({"do":"createService","send":false,)" + fields);
  CHECK(shown.text("command").find("aws ecs create-service --cluster demo") == 0);
  CHECK(app.run().state().services.size() == 1);
  CHECK_FALSE(fine(app, R"({"do":"createService","send":true,)" + fields));  // no such name
  std::string good = fields;
  good.replace(good.find("<b>"), 3, "api");
  CHECK(fine(app, R"({"do":"createService","send":true,)" + good));
  CHECK(app.run().state().services.back().serviceName == "api");
  CHECK_FALSE(fine(app, R"({"do":"createService","send":true})"));
}

TEST_CASE("bridge: undo takes back a command and time goes both ways") {
  App app;
  CHECK(fine(app, R"({"do":"startDemo"})"));
  CHECK(fine(app, R"({"do":"advance","seconds":90})"));
  const std::string before = ask(app, R"({"do":"hash"})").text("hash");
  CHECK(fine(app, R"({"do":"goTo","ms":10000})"));
  CHECK(app.run().now() == 10000);
  CHECK(fine(app, R"({"do":"goTo","ms":90000})"));
  CHECK(ask(app, R"({"do":"hash"})").text("hash") == before);
  CHECK(fine(app, R"({"do":"undo"})"));
  CHECK(app.run().state().services.empty());
  app.redo();  // as the button and the key on the canvas do
  app.carryOutWishes();
  CHECK(ask(app, R"({"do":"hash"})").text("hash") == before);
}

TEST_CASE("bridge: the api answers as `taskyard api` does") {
  App app;
  const JsonValue good = ask(
      app,
      R"({"do":"api","service":"ecs","operation":"CreateCluster","input":{"clusterName":"x"}})");
  CHECK(good.find("ok")->boolean());
  CHECK(good.find("output")->find("cluster")->text("clusterName") == "x");
  CHECK(errorCode(app, R"({"do":"api","service":"ecs","operation":"Nope"})") ==
        "UnknownOperationException");
}

TEST_CASE("bridge: screen text never carries markup of names from outside") {
  App app;
  // Such names are refused by ECS, but texts that people choose reach the screen.
  CHECK(fine(app, R"({"do":"startDemo"})"));
  CHECK(fine(app, R"({"do":"advance","seconds":60})"));
  ask(app,
      R"({"do":"line","text":"aws ecs run-task --cluster demo --task-definition web --count 1 --started-by '<b>x</b>' --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a11]}'"})");
  CHECK(ask(app, R"({"do":"text"})").text("html").find("<b>") == std::string::npos);
  CHECK(ask(app, R"({"do":"sandbox"})").text("html").find("<b>") == std::string::npos);
}
