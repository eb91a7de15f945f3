// Content as files: readers, references between files, and what lint says, each with its place.

#include "learn/lint.h"

#include <doctest/doctest.h>

#include "learn/coverage.h"
#include "learn/lesson_fixture.h"
#include "learn/question_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

std::string allOf(const ContentProblems& problems) {
  std::string text;
  for (const ContentProblem& problem : problems) text += describe(problem) + "\n";
  return text;
}

// Lint of the files with `from` replaced by `to` in the one named.
std::string lintWith(ContentFiles files, const std::string& name, const std::string& from,
                     const std::string& to) {
  for (ContentFile& file : files) {
    if (file.path != "lessons/" + name) continue;
    const std::size_t at = file.text.find(from);
    if (at == std::string::npos) FAIL("nothing to replace: " << from);
    file.text.replace(at, from.size(), to);
  }
  return allOf(lintContent(files));
}

std::string lessonLint(const std::string& from, const std::string& to) {
  return lintWith(lessonFiles(), "basics/tiny.json", from, to);
}
std::string questionLint(const std::string& from, const std::string& to) {
  return lintWith(questionFiles(), "quiz/q.json", from, to);
}

#define CHECK_SAYS(text, words)                   \
  do {                                            \
    const std::string said = (text);              \
    CAPTURE(said);                                \
    CHECK(said.find(words) != std::string::npos); \
  } while (false)

}  // namespace

TEST_CASE("lint: good content has no problems") {
  CHECK(allOf(lintContent(lessonFiles())) == "");
  CHECK(allOf(lintContent(questionFiles())) == "");
}

TEST_CASE("lint: broken lessons say file, line, pointer and reason") {
  CHECK_SAYS(lessonLint("\"summary\"", "\"sumary\""),
             "lessons/basics/tiny.json:1: the key \"summary\" is missing");
  CHECK_SAYS(lessonLint("\"summary\"", "\"sumary\""),
             "lessons/basics/tiny.json:1: /sumary: unknown key \"sumary\"; did you mean "
             "\"summary\"?");
  CHECK_SAYS(lessonLint("\"minutes\": 3", "\"minutes\": \"3\""),
             "/minutes: expected a whole number, found a string");
  CHECK_SAYS(lessonLint("\"scenario\": \"small\"", "\"scenario\": \"big\""),
             "lessons/basics/tiny.json:4: /scenario: there is no scenario big");
  CHECK_SAYS(lessonLint("glossary://service", "glossary://servise"),
             "lessons/basics/tiny.json:6: /steps/0/text/0: the link \"glossary://servise\" leads "
             "nowhere");
  CHECK_SAYS(lessonLint("\"traps\": [\"trap.docker-run-by-hand\"]", "\"traps\": [\"trap.x\"]"),
             "/traps/0: \"trap.x\" is no signal or trap");
  CHECK_SAYS(lessonLint("\"2.2\"", "\"9.9\""), "\"9.9\" is no SAA-C03 task statement");
  CHECK_SAYS(lessonLint("\"id\": \"guess\"", "\"id\": \"read\""),
             "/steps/1/id: another step has this id");
  CHECK_SAYS(lessonLint("\"Two\", ", ""), "/steps/2/hints: three hints");
  CHECK_SAYS(lessonLint("\"alternatives\": [{\"title\": \"Another way\", \"commands\": [" +
                            command(0, kCreate) + "]}], ",
                        ""),
             "/steps/2/alternatives: a step with a goal has another way to it");
  CHECK_SAYS(lessonLint("\"taught\": [\"CreateService\"]", "\"taught\": [\"CreateServices\"]"),
             "/steps/2/taught/0: there is no operation \"CreateServices\"");
  CHECK_SAYS(lessonLint("\"taught\": [\"CreateService\"]", "\"taught\": [\"StopTask\"]"),
             "/steps/2/taught: the solution does without StopTask");
  CHECK_SAYS(lessonLint("\"kind\": \"do\"", "\"kind\": \"watch\""),
             "/steps/2/kind: unknown kind \"watch\"");
  CHECK_SAYS(lessonLint("create-service --cluster", "create-servise --cluster"),
             "/steps/2/solution/0/aws: ");
  CHECK_SAYS(lessonLint("\"correct\": true", "\"correct\": false"),
             "/steps/1/ask/choices: some options must be right and some wrong");
  CHECK_SAYS(lessonLint("https://docs.aws.amazon.com/", "http://docs.aws.amazon.com/"),
             "/sources/0/url: a source's url starts with https://");
  CHECK_SAYS(lessonLint("\"checked\": \"2026-11\"", "\"checked\": \"lately\""),
             "/sources/0/checked: expected a date");
  CHECK_SAYS(lessonLint("\"id\": \"tiny\"", "\"id\": \"small\""),
             "the id \"small\" and the file name \"tiny\" differ");
  CHECK_SAYS(lessonLint("{\"id\"", "{\"id\":,\"id\""),
             "lessons/basics/tiny.json:1: /id: line 1, column 7");
}

TEST_CASE("lint: broken questions say file, line, pointer and reason") {
  CHECK_SAYS(questionLint("without anyone acting\"]", "all by itself\"]"),
             "/decidingWords/0: these words are not in the stem");
  CHECK_SAYS(questionLint("\"choose\": 1", "\"choose\": 2"), "/choose: asks for 2, the key has 1");
  CHECK_SAYS(questionLint("\"runForSeconds\": 300,", ""), "\"runForSeconds\" is missing");
  CHECK_SAYS(questionLint("\"violates\": [\"replaced\"", "\"violates\": [\"replased\""),
             "there is no requirement replased");
  CHECK_SAYS(questionLint("\"id\": \"service\", \"text\": \"There is a service\"",
                          "\"id\": \"service\", \"text\": \"There is a service\", \"weight\": 2"),
             "/requirements/1/weight: unknown key \"weight\"");
  CHECK_SAYS(questionLint("Run one task with the RunTask API", "None of the above"),
             "\"all of the above\" and its kin give the key away");
  CHECK_SAYS(questionLint("Create a service that keeps one task",
                          "Create a service that keeps one task running all the time by starting "
                          "a new one whenever the former one has stopped for whatever reason"),
             "/options: options of similar length");
  CHECK_SAYS(questionLint("\"why\": \"It comes back.\"", "\"why\": \"\""),
             "/options/0: an option without a why");
  CHECK_SAYS(questionLint("\"why\": \"It comes back.\",", ""), "the key \"why\" is missing");
  CHECK_SAYS(questionLint("\"correct\": true,", ""), "asks for 1, the key has 0");
  CHECK_SAYS(questionLint("\"title\": \"Docs\", \"url\": \"https://docs.aws.amazon.com/\", "
                          "\"checked\": \"2026-11\"",
                          "\"title\": \"Docs\", \"url\": \"https://docs.aws.amazon.com/\""),
             "the key \"checked\" is missing");
  CHECK_SAYS(questionLint("Run a task by hand, then another", "Run one task with the RunTask API"),
             "/options/2: two options are the same");
}

TEST_CASE("lint: an option that stands out gives the key away") {
  // 85 letters against 33: twice as long and more, and longer than a quarter of the mean.
  CHECK_SAYS(questionLint("Create a service that keeps one task",
                          "Create a service that keeps one task running and starts another one "
                          "when it stops"),
             "/options: the length gives the key away: it has 81 letters, the longest distractor");
  CHECK_SAYS(
      questionLint("Create a service that keeps one task", "Create a service that keeps one task."),
      "/options: options of one form: all of them end with a full stop, or none");
  CHECK_SAYS(questionLint("Run one task with the RunTask API", "Both A and C are needed"),
             "\"all of the above\" and its kin");
  CHECK_SAYS(questionLint("A program crashes. It must come back without anyone acting.",
                          "It crashes, without anyone acting."),
             "/stem: shorter than an exam's: 7 words, at least 12");
}

TEST_CASE("lint: stems that differ by signs only are the same") {
  ContentFiles files = questionFiles();
  std::string other = questionText();
  other.replace(other.find("\"id\": \"q\""), 9, "\"id\": \"r\"");
  other.replace(other.find("A program crashes."), 18, "A program  crashes;");
  files.push_back({"lessons/quiz/r.json", other});
  CHECK_SAYS(allOf(lintContent(files)),
             "lessons/quiz/r.json:2: /stem: the same stem as question q");
}

TEST_CASE("lint: over a bank no letter is right too often") {
  LoadedContent loaded = loadContent(questionFiles());
  REQUIRE(loaded.problems.empty());
  const Question first = loaded.content.questions.front();
  loaded.content.questions.clear();
  for (int i = 0; i < 60; ++i) {
    Question next = first;
    next.id = "q" + std::to_string(i);
    next.stem.front() += " Number " + std::to_string(i) + ".";
    loaded.content.questions.push_back(std::move(next));
  }
  // The key is written first every time, and printed in every place.
  CHECK(allOf(lintLoaded(loaded.content)).find("as printed") == std::string::npos);
  for (Question& question : loaded.content.questions) question.id = "q";
  CHECK_SAYS(allOf(lintLoaded(loaded.content)), "is right in 100 of 100 questions");
}

TEST_CASE("lint: index, glossary and files in the wrong place") {
  CHECK_SAYS(lintWith(lessonFiles(), "index.json", "[\"tiny\"]", "[\"tiny\", \"other\"]"),
             "lessons/index.json:1: /topics/0/lessons/1: there is no lesson other");
  CHECK_SAYS(lintWith(lessonFiles(), "index.json", "[\"tiny\"]", "[]"),
             "lessons/basics/tiny.json:1: /id: the lesson is not in lessons/index.json");
  ContentFiles files = lessonFiles();
  files.push_back({"lessons/a/b/c.json", "{}"});
  CHECK_SAYS(allOf(lintContent(files)), "lessons/a/b/c.json:1: no place for content");
  files.back() = {"lessons/schema/lesson.json", "not read"};
  CHECK(allOf(lintContent(files)) == "");
}

TEST_CASE("lint: scenarios are played") {
  CHECK_SAYS(
      lintWith(lessonFiles(), "scenarios/small.json", "\"CreateCluster\"", "\"CreateClusters\""),
      "there is no operation \"CreateClusters\" of service \"ecs\"");
  CHECK_SAYS(lintWith(lessonFiles(), "scenarios/small.json", "--cpu 256 --memory 512",
                      "--cpu 256 --memory 513"),
             "lessons/scenarios/small.json");
  CHECK_SAYS(lintWith(lessonFiles(), "scenarios/small.json", "\"setup\": [",
                      "\"timeline\": [{\"atSeconds\": 5, \"title\": \"t\", \"request\": "
                      "{\"service\": \"ecs\", \"operation\": \"DeleteService\", \"input\": "
                      "{\"service\": \"none\"}}}], \"setup\": ["),
             "/timeline/0: is refused when its time comes");
}

TEST_CASE("content: hostile files end in messages") {
  for (const std::string& text :
       {std::string(), std::string("null"), std::string(100000, '['),
        std::string("{\"id\": 1e999}"), std::string("{\"id\": \"\\ud800\"}"),
        std::string("\xff\xfe"), std::string("{\"steps\": [[[]]]}"),
        std::string("{\"a\":1,\"a\":2}")}) {
    for (const char* path : {"lessons/index.json", "lessons/glossary.json", "lessons/quiz/x.json",
                             "lessons/scenarios/x.json", "lessons/t/x.json"}) {
      CHECK_FALSE(lintContent({{path, text}}).empty());
    }
  }
}

TEST_CASE("content: the page's bundle") {
  const Result<ContentFiles> files =
      readBundle(R"({"files": {"lessons/index.json": "{}", "lessons/a/b.json": "[]"}})");
  REQUIRE(files.ok());
  CHECK(files.value().size() == 2);
  CHECK(files.value()[1].text == "[]");
  CHECK(readBundle(R"({"files": {"x": 1}})").error().path == "/files/x");
  CHECK_FALSE(readBundle("{}").ok());
}

TEST_CASE("coverage: what each id has, and what is missing") {
  ContentFiles files = lessonFiles();
  files.push_back({"lessons/quiz/q.json", questionText()});
  const LoadedContent loaded = loadContent(files);
  REQUIRE(loaded.problems.empty());
  const JsonValue json = toJson(coverageOf(loaded.content));
  CHECK(dumpJson(*json.find("traps")->find("trap.docker-run-by-hand")) ==
        R"({"lessons":1,"steps":1,"questions":1,"scenarios":0,"bots":1})");
  CHECK(dumpJson(*json.find("traps")->find("trap.single-az")) ==
        R"({"lessons":0,"steps":1,"questions":1,"scenarios":0,"bots":0})");
  CHECK(json.find("signals")->members().size() == 7);
  CHECK(json.find("traps")->members().size() == 12);
  const std::string missing = dumpJson(*json.find("missing"));
  CHECK(missing.find("trap.docker-run-by-hand: 1 of 2 questions") != std::string::npos);
  CHECK(missing.find("trap.single-az: no lesson, no bot, 1 of 2 questions") != std::string::npos);
  CHECK(dumpJson(*json.find("domains")->find("2")) ==
        R"({"title":"Design Resilient Architectures","questions":1,"runnable":1})");
  CHECK(missing.find("domain 2: 1 of 10 questions") != std::string::npos);
  CHECK(dumpJson(*json.find("topics")) == R"({"basics":{"questions":0,"runnable":0}})");
  CHECK(missing.find("signal.kubernetes: no lesson, 0 of 2 questions") != std::string::npos);
}
