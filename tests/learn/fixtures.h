#pragma once
// Small worlds for the tests of learn: one scenario, and what it takes to read content from text.

#include <doctest/doctest.h>

#include <string>

#include "base/json.h"
#include "learn/content.h"
#include "learn/watch.h"

namespace taskyard::fixtures {

// A value that must parse.
inline JsonValue json(const std::string& text) {
  const Result<JsonValue> value = parseJson(text);
  if (!value) FAIL("bad test data: " << value.error().message << "\n" << text);
  return value.value();
}

// Text with ' in place of ", to keep test data readable.
inline std::string quoted(std::string text) {
  for (char& c : text) {
    if (c == '\'') c = '"';
  }
  return text;
}

inline Condition condition(const std::string& text) {
  Problems problems;
  Condition read = readCondition(json(quoted(text)), "", problems);
  for (const Error& problem : problems) FAIL(problem.path << ": " << problem.message);
  return read;
}

// A cluster "demo" and a task definition "web"; nothing runs.
inline const char* const kScenario = R"({
  "id": "small", "title": "Small", "story": "Nothing runs yet.", "seed": 5,
  "shows": {"withinSeconds": 60, "goal": {"cluster": "demo", "exists": true}},
  "setup": [
    {"service": "sim", "operation": "SimPutImage", "input": {"image": "web:1", "sizeMiB": 20}},
    {"service": "ecs", "operation": "CreateCluster", "input": {"clusterName": "demo"}},
    {"aws": "aws ecs register-task-definition --family web --requires-compatibilities FARGATE --network-mode awsvpc --cpu 256 --memory 512 --container-definitions '[{\"name\": \"web\", \"image\": \"web:1\"}]'"}
  ]})";

inline const std::string kNetwork =
    " --network-configuration "
    "\"awsvpcConfiguration={subnets=[subnet-0a11,subnet-0b22,subnet-0c33],assignPublicIp=ENABLED}"
    "\"";
inline const std::string kCreate =
    "aws ecs create-service --cluster demo --service-name web --task-definition web "
    "--launch-type FARGATE --desired-count 3" +
    kNetwork;
inline const std::string kRunTask =
    "aws ecs run-task --cluster demo --task-definition web --launch-type FARGATE" + kNetwork;

inline Scenario scenario() {
  Problems problems;
  Scenario read = readScenario(json(kScenario), problems);
  for (const Error& problem : problems) FAIL(problem.path << ": " << problem.message);
  return read;
}

inline Run begin(std::uint64_t seed = 5) {
  Result<Run> run = beginRun(scenario(), seed);
  if (!run) FAIL(run.error().message);
  return run.value();
}

// A command as a person types it; placeholders are filled in. It must be accepted.
inline void type(Run& run, const std::string& line) {
  ScriptEntry entry;
  entry.line = line;
  const Result<Request> request = resolve(entry, run.state());
  if (!request) FAIL(line << ": " << request.error().message);
  const Result<ApiAnswer> answer = run.call(request.value());
  if (!answer) FAIL(line << ": " << answer.error().message);
}

// Advances and keeps a check up to date, as sessions do.
inline void watch(Run& run, DurationMs duration, Check& check) {
  advanceWatched(run, duration, [&check](const Run& seen) {
    check.observe(seen.state(), seen.events());
    return true;
  });
}

// The text as a JSON string.
inline std::string str(const std::string& text) { return dumpJson(JsonValue(text)); }

}  // namespace taskyard::fixtures
