#pragma once
// Shorthand for tests of traffic and work.

#include "engine/task_load.h"
#include "engine/traffic.h"
#include "support/world.h"

namespace taskyard {

class WorkWorld : public World {
 public:
  using World::World;

  // Role "app", which tasks may take and which may do everything.
  void createRole() {
    must("iam:CreateRole",
         R"({"RoleName":"app","AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",)"
         R"(\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":)"
         R"(\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"})");
    must("iam:PutRolePolicy",
         R"({"RoleName":"app","PolicyName":"all","PolicyDocument":"{\"Version\":)"
         R"(\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",)"
         R"(\"Resource\":\"*\"}]}"})");
  }
  static constexpr const char* kRole = R"(,"taskRoleArn":"arn:aws:iam::123456789012:role/app")";
  // Image "app" behaves so.
  void program(const std::string& members) {
    must("SimPutImage", R"({"image":"app",)" + members + "}");
  }
  // Service web with this many tasks of image app (256 CPU units, 512 MiB), all RUNNING.
  void serve(int tasks, const std::string& taskMore = "", const std::string& containerMore = "") {
    must("CreateCluster");
    must("RegisterTaskDefinition",
         R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
         R"("cpu":"256","memory":"512")" +
             taskMore + R"(,"containerDefinitions":[{"name":"app","image":"app")" + containerMore +
             "}]}");
    createService(tasks);
    advance(3 * kMinute);
    REQUIRE(static_cast<int>(tasksIn(TaskStatus::RUNNING).size()) == tasks);
  }
  void traffic(const std::string& pattern, const std::string& more = "") {
    must("SimSetTraffic",
         R"({"name":"users","target":{"service":"web"},"pattern":{)" + pattern + "}" + more + "}");
  }
  void constant(int perSecond) {
    traffic(R"("kind":"constant","ratePerSecond":)" + std::to_string(perSecond));
  }
  FlowFigures total() const { return totalOf(state(), FlowSubject::Traffic, 0); }
  const FlowFigures& rate() const { return findFlow(state().work, FlowSubject::Traffic, 0)->rate; }
  // What all tasks have in flight, in millionths.
  std::int64_t inFlight() const {
    const Work work = workNow(state());
    std::int64_t sum = 0;
    for (const Stream& stream : work.streams) sum += stream.inFlight;
    return sum;
  }
  QueueCounts queue(std::size_t index = 0) const { return queueCounts(state(), QueueIndex(index)); }
  std::string textOf(EventKind kind) {
    const EventLog& log = run().events();
    for (EventId id = log.nextId(); id-- > log.firstId();) {
      if (log.at(id).kind == kind) return eventText(state(), log, log.at(id));
    }
    return "";
  }
};

}  // namespace taskyard
