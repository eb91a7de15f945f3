#pragma once
// A small world for tests: a run on a bare account, driven by AWS requests as text.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "api/run.h"
#include "base/json.h"
#include "engine/event_text.h"
#include "engine/identity.h"

namespace taskyard {

class World {
 public:
  explicit World(std::uint64_t seed = 7) : run_(Run::begin({"", seed, {}}).value()) {}

  Run& run() { return run_; }
  const State& state() const { return run_.state(); }

  // Calls operation ("CreateService" of ecs, "SimPutImage" of sim, or "elbv2:CreateListener") with
  // input as JSON text.
  Result<ApiAnswer> call(const std::string& operation, const std::string& input = "{}") {
    const Result<JsonValue> json = parseJson(input);
    REQUIRE(json.ok());
    const std::size_t colon = operation.find(':');
    if (colon != std::string::npos) {
      return run_.call({operation.substr(0, colon), operation.substr(colon + 1), json.value()});
    }
    return run_.call({operation.starts_with("Sim") ? "sim" : "ecs", operation, json.value()});
  }
  // The same, where success is expected.
  JsonValue must(const std::string& operation, const std::string& input = "{}") {
    const Result<ApiAnswer> answer = call(operation, input);
    if (!answer) FAIL(operation << ": " << answer.error().code << ": " << answer.error().message);
    return answer.value().output;
  }
  // The same, where a refusal is expected: "Code: message".
  std::string refused(const std::string& operation, const std::string& input = "{}") {
    const Result<ApiAnswer> answer = call(operation, input);
    if (answer) return "accepted";
    return answer.error().code + ": " + answer.error().message;
  }

  void registerWeb(const std::string& image = "public.ecr.aws/docker/library/httpd:2.4",
                   const std::string& containerExtra = "") {
    must("RegisterTaskDefinition",
         R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
         R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":")" +
             image + "\"" + containerExtra + "}]}");
  }
  static std::string network(const std::string& assignPublicIp = "ENABLED") {
    return R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-0a11",)"
           R"("subnet-0b22","subnet-0c33"],"assignPublicIp":")" +
           assignPublicIp + "\"}}";
  }
  // Cluster "default", task definition web:1, service web.
  void createWeb(int desiredCount, const std::string& more = "") {
    must("CreateCluster");
    registerWeb();
    createService(desiredCount, more);
  }
  void createService(int desiredCount, const std::string& more = "") {
    must("CreateService", R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                          R"("desiredCount":)" +
                              std::to_string(desiredCount) + "," + network() + more + "}");
  }
  void advance(DurationMs duration) { run_.advance(duration); }

  // Live and stopped tasks, oldest first.
  std::vector<const Task*> tasks() const {
    std::vector<const Task*> found;
    for (const Task& task : state().tasks) {
      if (task.inUse) found.push_back(&task);
    }
    return found;
  }
  std::vector<const Task*> tasksIn(TaskStatus status) const {
    std::vector<const Task*> found;
    for (const Task* task : tasks()) {
      if (task->lastStatus == status) found.push_back(task);
    }
    return found;
  }
  std::string idOf(const Task& task) const { return taskId(state().seed, task.ordinal); }

  // All service messages so far, oldest first.
  std::vector<std::string> messages() const {
    std::vector<std::string> texts;
    for (EventId id = run_.events().firstId(); id < run_.events().nextId(); ++id) {
      const Event& event = run_.events().at(id);
      if (isServiceMessage(event.kind))
        texts.push_back(serviceMessage(state(), run_.events(), event));
    }
    return texts;
  }
  int count(EventKind kind) const {
    int found = 0;
    for (EventId id = run_.events().firstId(); id < run_.events().nextId(); ++id) {
      if (run_.events().at(id).kind == kind) ++found;
    }
    return found;
  }

 private:
  Run run_;
};

}  // namespace taskyard
