// Reading and printing task definitions: the shapes people have in files, what they get wrong in
// them, and that nothing is lost between reading and printing. The rules on JSON parts are in
// task_definition_rules_test.cpp.
#include "api/task_definition_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/draw.h"
#include "support/task_definition_files.h"

using namespace taskyard;

namespace {

const Error* findAt(const Problems& problems, std::string_view path) {
  const auto found = std::find_if(problems.begin(), problems.end(),
                                  [path](const Error& error) { return error.path == path; });
  return found == problems.end() ? nullptr : &*found;
}

TaskDefinitionReading read(std::string_view text) {
  const Result<JsonValue> parsed = parseJson(text);
  REQUIRE(parsed.ok());
  return readTaskDefinition(parsed.value());
}

// A Fargate definition with room for members of the task and of its container.
std::string fargate(const std::string& task, const std::string& container = "") {
  return R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)" + task +
         R"("containerDefinitions":[{)" + container + R"("name":"web","image":"nginx:1.27"}]})";
}

void checkError(const std::string& text, std::string_view path, std::string_view code,
                std::string_view says) {
  CAPTURE(text);
  const TaskDefinitionReading reading = read(text);
  const Error* error = findAt(reading.errors, path);
  REQUIRE(error != nullptr);
  CAPTURE(error->message);
  CHECK(error->code == code);
  CHECK(error->message.find(says) != std::string::npos);
}

}  // namespace

TEST_CASE("task_definition: reads sizes as the API writes them") {
  const TaskDefinition units = read(fargate(R"("cpu":"1 vCPU","memory":"3 GB",)")).definition;
  CHECK(units.cpu == 1024);
  CHECK(units.memory == 3072);
  const TaskDefinition half = read(fargate(R"("cpu":".5 vCPU","memory":"2GB",)")).definition;
  CHECK(half.cpu == 512);
  CHECK(half.memory == 2048);
}

TEST_CASE("task_definition: takes task-level numbers with a warning") {
  const TaskDefinitionReading reading = read(fargate(R"("cpu":256,"memory":512,)"));
  CHECK(reading.errors.empty());
  CHECK(reading.definition.cpu == 256);
  CHECK(reading.definition.memory == 512);
  REQUIRE(findAt(reading.warnings, "/cpu") != nullptr);
  CHECK(findAt(reading.warnings, "/cpu")->message.find("write \"256\"") != std::string::npos);
  CHECK(findAt(reading.warnings, "/memory") != nullptr);
}

TEST_CASE("task_definition: says how a mistyped value is written") {
  const std::string size = R"("cpu":"256","memory":"512",)";
  const std::string c = "/containerDefinitions/0";
  const char* const kCode = "ParamValidationError";
  checkError(fargate(size, R"("cpu":"128",)"), c + "/cpu", kCode, "Write 128, without quotes.");
  checkError(fargate(size, R"("portMappings":[{"containerPort":"80"}],)"),
             c + "/portMappings/0/containerPort", kCode, "Write 80, without quotes.");
  checkError(fargate(size, R"("essential":"true",)"), c + "/essential", kCode,
             "Write true, without quotes.");
  checkError(fargate(size, R"("environment":[{"name":"PORT","value":8080}],)"),
             c + "/environment/0/value", kCode, "Write \"8080\", with quotes.");
  checkError(fargate(size, R"("command":"npm start",)"), c + "/command", kCode, "square brackets");
  checkError(fargate(size, R"("memory":null,)"), c + "/memory", kCode, "Leave the member out");
  checkError(fargate(size, R"("memory":1.5,)"), c + "/memory", kCode, "whole numbers only");
  checkError(fargate(size, R"("memory":4294967296,)"), c + "/memory", kCode, "32-bit");
  checkError(fargate(size, R"("stopTimeout":123456789012345678901234567890,)"), c + "/stopTimeout",
             kCode, "Invalid type");
  checkError(fargate(R"("cpu":0.25,"memory":"512",)"), "/cpu", kCode, "Invalid type");
  checkError(fargate(R"("cpu":"lots","memory":"512",)"), "/cpu", "ClientException",
             "Invalid 'cpu' setting for task.");
  checkError(fargate(R"("cpu":"256","memory":"512MB",)"), "/memory", "ClientException",
             "Invalid 'memory' setting for task.");
}

TEST_CASE("task_definition: reports a mistyped member once") {
  // Without these numbers the rules would complain of missing values as well.
  for (const char* text :
       {R"({"family":"web","containerDefinitions":[{"name":"a","image":"b:1","memory":"512"}]})",
        R"({"family":5,"containerDefinitions":[{"name":"a","image":"b:1","memory":512}]})",
        R"({"family":"web","containerDefinitions":{}})", R"({"family":"web"})",
        R"({"containerDefinitions":[{"name":"a","image":"b:1","memory":512}]})",
        R"({"family":"web","containerDefinitions":[{"name":"a","image":"b:1","memory":512},7]})",
        R"({"family":"web","containerDefinitions":[{"name":"a","image":"b:1","memory":512,
            "healthCheck":{}}]})",
        R"({"family":"web","networkMode":"awsvp","containerDefinitions":
            [{"name":"a","image":"b:1","memory":512}]})"}) {
    CAPTURE(text);
    const TaskDefinitionReading reading = read(text);
    CHECK(reading.errors.size() == 1);
  }
}

TEST_CASE("task_definition: names unknown members and the nearest known one") {
  const std::string size = R"("cpu":"256","memory":"512",)";
  checkError(fargate(size, R"("memry":5,)"), "/containerDefinitions/0/memry",
             "ParamValidationError",
             "Unknown parameter in containerDefinitions[0]: \"memry\", must be one of: name, ");
  checkError(fargate(size, R"("memry":5,)"), "/containerDefinitions/0/memry",
             "ParamValidationError", "... (42 names). Did you mean \"memory\"?");
  checkError(fargate(size + R"("Volumes":[],)"), "/Volumes", "ParamValidationError",
             "Unknown parameter in input: \"Volumes\"");
  checkError(fargate(size, R"("logConfiguration":{"logDriver":"splunk","option":{}},)"),
             "/containerDefinitions/0/logConfiguration/option", "ParamValidationError",
             "Did you mean \"options\"?");
  checkError(fargate(size + R"("pidMode":"tsk",)"), "/pidMode", "ClientException",
             "Must be one of [host, task]. Did you mean task?");
}

TEST_CASE("task_definition: recognises other documents") {
  CHECK(read("[]").errors[0].message.find("containerDefinitions") != std::string::npos);
  CHECK(read(R"({"Resources":{}})").errors[0].message.find("CloudFormation") != std::string::npos);
  CHECK(read(R"({"serviceName":"x"})").errors[0].message.find("CreateService") !=
        std::string::npos);
  for (const char* text : {"null", "5", "\"family\"", "true", "1.5"}) {
    CAPTURE(text);
    REQUIRE(read(text).errors.size() == 1);
    CHECK(read(text).errors[0].code == "ParamValidationError");
  }
  CHECK(read("{}").errors.size() == 2);
  CHECK(read(R"({"taskDefinition":"web:1"})").errors.size() == 3);
}

TEST_CASE("task_definition: unwraps what describe-task-definition prints") {
  const TaskDefinitionReading reading = read(fixtureText("described.json"));
  CHECK(reading.errors.empty());
  CHECK(reading.definition.family == "greeter");
  CHECK(reading.definition.revision == 0);
  CHECK(reading.definition.compatibilities == std::vector<std::string>{"EC2", "FARGATE"});
  REQUIRE(reading.warnings.size() == 1);
  CHECK(reading.warnings[0].code == "OutputOnlyMembers");
  CHECK(reading.warnings[0].message.find("registeredBy") != std::string::npos);
  CHECK(reading.warnings[0].path == "/taskDefinition");
  CHECK(reading.notModelled == std::vector<std::string>{"/tags"});
  // Paths and lines are those of the file.
  std::string broken = fixtureText("described.json");
  broken.replace(broken.find("\"cpu\": \"256\""), 12, "\"cpu\": \"300\"");
  const TaskDefinitionReading again = read(broken);
  REQUIRE(again.errors.size() == 1);
  CHECK(again.errors[0].path == "/taskDefinition/cpu");
  CHECK(again.errors[0].line == 41);
  checkError(R"({"taskDefinition":{},"extra":1})", "/extra", "ParamValidationError", "Unknown");
}

TEST_CASE("task_definition_json: what placement acts on is not listed as not simulated") {
  const Result<JsonValue> parsed = parseJson(
      R"({"family":"a","placementConstraints":[{"type":"memberOf","expression":"attribute:x exists"}],)"
      R"("containerDefinitions":[{"name":"a","image":"b:1","memory":64,)"
      R"("resourceRequirements":[{"type":"GPU","value":"1"}]}]})");
  REQUIRE(parsed.ok());
  const TaskDefinitionReading reading = readTaskDefinition(parsed.value());
  CHECK(reading.errors.empty());
  CHECK(reading.notModelled.empty());
}

TEST_CASE("task_definition: accepts the good fixtures without a warning") {
  for (const char* name :
       {"fargate_web.json", "ec2_batch.json", "firelens_sidecar.json", "secrets_efs.json"}) {
    CAPTURE(name);
    const ValidationReport report = validateTaskDefinitionText(fixtureText(name));
    CAPTURE(dumpJson(reportJson(report)));
    CHECK(report.accepted);
    CHECK(report.errors.empty());
    CHECK(report.warnings.empty());
    CHECK_FALSE(report.notModelled.empty());
  }
  CHECK(read(fixtureText("ec2_batch.json")).definition.compatibilities ==
        std::vector<std::string>{"EXTERNAL", "EC2"});
}

TEST_CASE("task_definition: reports every mistake of a bad file, with its line") {
  const ValidationReport report = validateTaskDefinitionText(fixtureText("common_mistakes.json"));
  CHECK_FALSE(report.accepted);
  CHECK(report.errors.size() == 16);
  for (const Error& error : report.errors) {
    CAPTURE(error.message);
    CHECK(error.line > 0);
    CHECK((error.code == "ParamValidationError" || error.code == "ClientException"));
  }
  REQUIRE(findAt(report.errors, "/containerDefinitions/0/stopTimeout") != nullptr);
  CHECK(findAt(report.errors, "/containerDefinitions/0/stopTimeout")->line == 19);
  const JsonValue json = reportJson(report);
  CHECK(json.find("accepted")->boolean() == false);
  CHECK(json.find("errors")->items()[0].find("line")->integer() == 11);
  CHECK(json.find("warnings")->isArray());
  CHECK(json.find("notModelled")->isArray());
}

TEST_CASE("task_definition: comments and templates fail clearly") {
  const Error comment = validateTaskDefinitionText(fixtureText("with_comments.json")).errors.at(0);
  CHECK(comment.code == "InvalidJson");
  CHECK(comment.message == "line 2, column 5: JSON has no comments; remove this one");
  const Error raw = validateTaskDefinitionText(fixtureText("raw_template.json")).errors.at(0);
  CHECK(raw.path == "/cpu");
  CHECK(raw.message.find("template") != std::string::npos);
  const ValidationReport report = validateTaskDefinitionText(fixtureText("with_placeholders.json"));
  CHECK_FALSE(report.accepted);
  REQUIRE(findAt(report.warnings, "/containerDefinitions/0/image") != nullptr);
  CHECK(findAt(report.warnings, "/containerDefinitions/0/image")->code == "TemplatePlaceholder");
}

TEST_CASE("task_definition: answers hostile files") {
  CHECK(validateTaskDefinitionText("").errors.at(0).code == "InvalidJson");
  CHECK(validateTaskDefinitionText(std::string(10u << 20, 'x')).errors.at(0).code == "TooLarge");
  CHECK(validateTaskDefinitionText(std::string(5000, '[')).errors.at(0).code == "TooDeep");
  CHECK(validateTaskDefinitionText("{\"family\":\"\xFF\"}").errors.at(0).code == "InvalidJson");
  CHECK(validateTaskDefinitionText("{\"family\":\"a\",\"family\":\"b\"}").errors.at(0).code ==
        "DuplicateKey");
  CHECK(validateTaskDefinitionText("{} trailing").errors.at(0).code == "InvalidJson");

  std::string containers = "{\"family\":\"web\",\"containerDefinitions\":[";
  for (int i = 0; i < 200000; ++i) containers += "{},";
  containers += "{}]}";
  CHECK(validateTaskDefinitionText(containers).errors.size() <= kMostTaskDefinitionProblems + 1);
  std::string members = "{\"taskDefinition\":{\"a\":0";
  for (int i = 0; i < 40000; ++i) members += ",\"x" + std::to_string(i) + "\":0";
  members += "}";
  for (int i = 0; i < 40000; ++i) members += ",\"y" + std::to_string(i) + "\":0";
  members += "}";
  CHECK(validateTaskDefinitionText(members).errors.size() <= kMostTaskDefinitionProblems + 1);
}

TEST_CASE("task_definition: prints as describe-task-definition does") {
  TaskDefinition definition = read(fixtureText("described.json")).definition;
  definition.revision = 12;
  definition.registeredAt = 0;
  const std::string arn = "arn:aws:ecs:us-east-1:111122223333:task-definition/greeter:12";
  const JsonValue json = taskDefinitionJson(definition, arn);
  std::string keys;
  for (const auto& [key, value] : json.members()) keys += key + " ";
  CHECK(keys ==
        "taskDefinitionArn containerDefinitions family executionRoleArn networkMode revision "
        "volumes status placementConstraints compatibilities requiresCompatibilities cpu memory "
        "registeredAt enableFaultInjection ");
  CHECK(json.text("cpu") == "256");
  CHECK(json.text("registeredAt") == "2026-01-05T08:00:00.000000+00:00");
  CHECK(json.find("revision")->integer() == 12);
  // The container is printed as the real one was, apart from the empty list inside its options.
  const Result<JsonValue> original = parseJson(fixtureText("described.json"));
  REQUIRE(original.ok());
  const JsonValue& printed = json.find("containerDefinitions")->items()[0];
  CHECK(printed ==
        original.value().find("taskDefinition")->find("containerDefinitions")->items()[0]);
  CHECK(dumpJson(taskDefinitionTags(definition)) == R"([{"key":"stage","value":"test"}])");
}

TEST_CASE("task_definition: fills in the host port as ECS does") {
  const auto hostPort = [](const char* mode, const char* mapping) {
    const std::string text =
        std::string(R"({"family":"a","networkMode":")") + mode +
        R"(","containerDefinitions":[{"name":"a","image":"b:1","memory":64,"portMappings":[)" +
        mapping + "]}]}";
    const JsonValue json = taskDefinitionJson(read(text).definition, "arn");
    const JsonValue& container = json.find("containerDefinitions")->items()[0];
    return container.find("portMappings")->items()[0].find("hostPort")->integer();
  };
  CHECK(hostPort("awsvpc", R"({"containerPort":80})") == 80);
  CHECK(hostPort("host", R"({"containerPort":80})") == 80);
  CHECK(hostPort("bridge", R"({"containerPort":80})") == 0);
  CHECK(hostPort("bridge", R"({"containerPort":80,"hostPort":0})") == 0);
  CHECK(hostPort("bridge", R"({"containerPort":80,"hostPort":8080})") == 8080);
}

TEST_CASE("task_definition: what is printed reads back as the same definition") {
  std::vector<std::string> texts;
  for (const char* name : {"fargate_web.json", "ec2_batch.json", "firelens_sidecar.json",
                           "secrets_efs.json", "described.json"}) {
    texts.push_back(fixtureText(name));
  }
  // Members in another order, empty lists, defaults written out, ranges.
  texts.push_back(R"({"containerDefinitions":[{"user":"app","memoryReservation":64,"image":"b:1",
      "links":[],"startTimeout":30,"name":"a","dockerLabels":{},"privileged":false,
      "portMappings":[{"containerPortRange":"8000-8010","protocol":"udp"},
      {"containerPort":9,"hostPort":10,"name":"p","appProtocol":"grpc"}],
      "healthCheck":{"command":["CMD","x"],"startPeriod":9},"mountPoints":[],
      "restartPolicy":{"enabled":false},"entryPoint":["sh"],"hostname":"h"}],
      "volumes":[],"pidMode":"task","ipcMode":"host","tags":[],"family":"z",
      "ephemeralStorage":{"sizeInGiB":21},"memory":"1 GB","cpu":".25 vCPU"})");
  for (const std::string& text : texts) {
    CAPTURE(text);
    const TaskDefinitionReading reading = read(text);
    REQUIRE(reading.errors.empty());
    TaskDefinition registered = reading.definition;
    registered.revision = 7;
    registered.registeredAt = 5000;
    JsonValue described = JsonValue::object();
    described.set("taskDefinition", taskDefinitionJson(registered, "arn:aws:ecs:x:1:y/z:7"));
    described.set("tags", taskDefinitionTags(registered));
    // By way of text, as a person would.
    const TaskDefinitionReading again = read(dumpJsonPretty(described));
    CHECK(again.errors.empty());
    CHECK(again.definition == reading.definition);
  }
}

TEST_CASE("task_definition: mutated files get a report and never crash") {
  constexpr std::uint64_t kSeed = 20260105;
  constexpr std::uint64_t kRounds = 600;
  const char alphabet[] = "{}[]\",:0123456789-.eE+/\\ \n\ttrufalsn\xFF\x80\x01";
  std::uint64_t accepted = 0;
  for (const char* name :
       {"fargate_web.json", "ec2_batch.json", "firelens_sidecar.json", "secrets_efs.json",
        "described.json", "common_mistakes.json", "with_placeholders.json"}) {
    const std::string good = fixtureText(name);
    for (std::uint64_t round = 0; round < kRounds; ++round) {
      std::string text = good;
      DrawKey key{kSeed, Purpose::RandomWalk, round, 0};
      const std::int64_t edits = drawBetween(key, 1, 4);
      for (std::int64_t edit = 0; edit < edits && !text.empty(); ++edit) {
        ++key.count;
        const std::size_t at = draw(key) % text.size();
        ++key.count;
        const char c = alphabet[draw(key) % (sizeof alphabet - 1)];
        ++key.count;
        switch (draw(key) % 5) {
          case 0: text[at] = c; break;
          case 1: text.insert(at, 1, c); break;
          case 2: text.erase(at, 1); break;
          case 3: text.erase(at, draw(key) % 40); break;
          default: text.insert(at, text.substr(draw(key) % text.size(), 60)); break;
        }
      }
      CAPTURE(text);
      const ValidationReport report = validateTaskDefinitionText(text);
      CHECK(report.accepted == report.errors.empty());
      // The report itself is JSON that can be read.
      CHECK(parseJson(dumpJson(reportJson(report))).ok());
      accepted += report.accepted ? 1 : 0;
    }
  }
  // Some edits only change a letter of a value; if none or all passed, the mutation is broken.
  CHECK(accepted > 20);
  CHECK(accepted < 3000);
}
