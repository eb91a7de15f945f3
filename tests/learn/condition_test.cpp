// Conditions: what their reader refuses, with its place, and that each predicate sees what it says.
// Method: the small scenario, played through the API; conditions are watched as lessons do.

#include <doctest/doctest.h>

#include "learn/check.h"
#include "learn/fixtures.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

// "pointer: message" of the first problem, "" when there is none.
std::string problemOf(const std::string& text) {
  Problems problems;
  (void)readCondition(json(quoted(text)), "/goal", problems);
  return problems.empty() ? "" : problems.front().path + ": " + problems.front().message;
}

bool holds(const Run& run, const std::string& text) {
  const Condition wanted = condition(text);
  return Check(wanted, run.state(), run.events()).holds();
}

Run steadyService() {
  Run run = begin();
  type(run, kCreate);
  run.advance(3 * kMinute);
  return run;
}

}  // namespace

TEST_CASE("condition: what is refused, and where") {
  const struct {
    const char* text;
    const char* problem;
  } kTable[] = {
      {"{'servise': 'web'}", "/goal: this is no condition"},
      {"{}", "/goal: this is no condition"},
      {"{'all': [], 'any': []}", "/goal: one condition at a time, found all, any"},
      {"{'all': []}", "/goal/all: must not be empty"},
      {"{'all': [{'never': 3}]}", "/goal/all/0/never: expected an object, found a whole number"},
      {"{'service': 'web'}", "/goal/service: nothing is said about the service"},
      {"{'service': 'web', 'runingCount': 3}", "/goal/service: nothing is said about the service"},
      {"{'service': 'web', 'steady': true, 'runingCount': 3}",
       "/goal/runingCount: unknown key \"runingCount\"; did you mean \"runningCount\"?"},
      {"{'service': 'web', 'runningCount': true}",
       "/goal/runningCount: expected an object, found a boolean"},
      {"{'service': 'web', 'runningCount': {'atLeast': 4, 'atMost': 2}}",
       "/goal/runningCount/atLeast: more than atMost"},
      {"{'service': 'web', 'runningCount': {}}",
       "/goal/runningCount: expected a number, or atLeast, atMost, equals"},
      {"{'service': 'web', 'rolloutState': 'DONE'}",
       "/goal/rolloutState: unknown word \"DONE\"; known: IN_PROGRESS, COMPLETED, FAILED"},
      {"{'service': 'web', 'steady': 1}",
       "/goal/steady: expected true or false, found a whole number"},
      {"{'heldFor': {'seconds': 0, 'goal': {'steady': 'web'}}}",
       "/goal/heldFor/seconds: 0 is outside 1 to 86400"},
      {"{'tasks': {'lastStatus': 'RUNING', 'count': 1}}",
       "/goal/tasks/lastStatus: unknown word \"RUNING\""},
      {"{'tasks': {'launchType': 'FARGAT', 'count': 1}}",
       "/goal/tasks/launchType: unknown word \"FARGAT\"; known: EC2, FARGATE"},
      {"{'tasks': {'family': 'web'}}", "/goal/tasks: the key \"count\" is missing"},
      {"{'events': {'kind': 'Crashed'}}", "/goal/events/kind: unknown word \"Crashed\""},
  };
  for (const auto& row : kTable) {
    CAPTURE(row.text);
    const std::string problem = problemOf(row.text);
    CHECK(problem.substr(0, std::string(row.problem).size()) == row.problem);
  }
}

TEST_CASE("condition: measures of a service") {
  const Run run = steadyService();
  for (const char* text : {
           "{'service': 'web', 'exists': true}",
           "{'service': 'web', 'cluster': 'demo', 'runningCount': 3, 'desiredCount': 3}",
           "{'service': '*', 'runningCount': {'atLeast': 3}}",
           "{'service': 'web', 'healthyCount': {'equals': 3}, 'pendingCount': 0}",
           "{'service': 'web', 'zonesUsed': 3, 'zonesAllowed': 3, 'assignPublicIp': true}",
           "{'service': 'web', 'rolloutState': 'COMPLETED', 'deploymentCount': 1}",
           "{'service': 'web', 'revision': 1, 'runningOnNewest': 3, 'liveCount': 3}",
           "{'service': 'web', 'minimumHealthyPercent': 100, 'maximumPercent': 200}",
           "{'steady': 'web'}",
           "{'service': 'other', 'exists': false}",
           "{'not': {'service': 'other', 'runningCount': 0}}",
           "{'cluster': 'demo'}",
           "{'cluster': 'nowhere', 'exists': false}",
           "{'tasks': {'service': 'web', 'lastStatus': 'RUNNING', 'zone': 'us-east-1b', "
           "'publicIp': true, 'count': 1}}",
           "{'tasks': {'service': 'web', 'launchType': 'FARGATE', 'count': 3}}",
           "{'tasks': {'service': 'web', 'launchType': 'EC2', 'count': 0}}",
           "{'tasks': {'capacityProvider': 'FARGATE', 'count': 0}}",
           "{'tasks': {'standalone': true, 'count': 0}}",
           "{'tasks': {'startedSince': true, 'count': 0}}",
           "{'costMicroUsd': {'atLeast': 1}}",
           "{'elapsedSeconds': 0}",
       }) {
    CAPTURE(text);
    CHECK(holds(run, text));
  }
  for (const char* text : {
           "{'service': 'web', 'exists': false}",
           "{'service': '*', 'exists': false}",
           "{'service': 'web', 'cluster': 'nowhere', 'runningCount': 3}",
           "{'service': 'web', 'runningCount': {'atMost': 2}}",
           "{'service': 'other', 'runningCount': 0}",
           "{'events': {'kind': 'ServiceSteady'}}",
       }) {
    CAPTURE(text);
    CHECK_FALSE(holds(run, text));
  }
}

TEST_CASE("condition: steady ends with the request that changes the service") {
  Run run = steadyService();
  type(run, "aws ecs update-service --cluster demo --service web --desired-count 4");
  CHECK_FALSE(holds(run, "{'steady': 'web'}"));
  run.advance(3 * kMinute);
  CHECK(holds(run, "{'steady': 'web'}"));
}

TEST_CASE("condition: events are counted from where the check began, by kind and detail") {
  Run run = steadyService();
  const Condition any = condition("{'events': {'kind': 'TaskStopRequested', 'service': 'web'}}");
  const Condition crash = condition(
      "{'events': {'kind': 'TaskStopRequested', 'stopCode': 'EssentialContainerExited'}}");
  const Condition exit =
      condition("{'events': {'kind': 'ContainerExited', 'exitCode': 3, 'standalone': false}}");
  const Condition steady =
      condition("{'events': {'kind': 'ServiceSteady', 'service': 'web', 'count': 1}}");
  const Condition alone = condition("{'events': {'kind': 'ContainerExited', 'standalone': true}}");
  Check checks[] = {{any, run.state(), run.events()},
                    {crash, run.state(), run.events()},
                    {exit, run.state(), run.events()},
                    {steady, run.state(), run.events()},
                    {alone, run.state(), run.events()}};
  type(run, "sim inject-fault --type ContainerExit --exit-code 3 --task {{task:web}}");
  advanceWatched(run, 3 * kMinute, [&checks](const Run& seen) {
    for (Check& check : checks) check.observe(seen.state(), seen.events());
    return true;
  });
  CHECK(checks[0].holds());
  CHECK(checks[1].holds());
  CHECK(checks[2].holds());
  CHECK(checks[3].holds());
  CHECK_FALSE(checks[4].holds());
}

TEST_CASE("condition: ever, never, heldFor, inOrder remember") {
  Run run = steadyService();
  const Condition ever = condition("{'ever': {'service': 'web', 'runningCount': 2}}");
  const Condition never = condition("{'never': {'service': 'web', 'runningCount': 2}}");
  const Condition held =
      condition("{'heldFor': {'seconds': 30, 'goal': {'service': 'web', 'runningCount': 3}}}");
  const Condition order =
      condition("{'inOrder': [{'service': 'web', 'runningCount': 2}, {'steady': 'web'}]}");
  const Condition wrong = condition(
      "{'inOrder': [{'service': 'web', 'runningCount': 2}, {'service': 'web', 'runningCount': "
      "9}]}");
  Check checks[] = {{ever, run.state(), run.events()},
                    {never, run.state(), run.events()},
                    {held, run.state(), run.events()},
                    {order, run.state(), run.events()},
                    {wrong, run.state(), run.events()}};
  const auto look = [&checks](const Run& seen) {
    for (Check& check : checks) check.observe(seen.state(), seen.events());
    return true;
  };
  CHECK_FALSE(checks[0].holds());
  CHECK(checks[1].holds());
  advanceWatched(run, 29 * kSecond, look);
  CHECK_FALSE(checks[2].holds());
  advanceWatched(run, 2 * kSecond, look);
  CHECK(checks[2].holds());

  type(run, "sim inject-fault --type ContainerExit --task {{task:web}}");
  advanceWatched(run, kSecond, look);
  CHECK(checks[0].holds());
  CHECK_FALSE(checks[1].holds());
  CHECK(checks[1].broken());
  CHECK_FALSE(checks[2].holds());
  CHECK_FALSE(checks[3].holds());
  advanceWatched(run, 4 * kMinute, look);
  CHECK(checks[0].holds());
  CHECK_FALSE(checks[1].holds());
  CHECK(checks[2].holds());
  CHECK(checks[3].holds());
  CHECK_FALSE(checks[4].holds());
}

TEST_CASE("condition: the time of a heldFor in an order begins when it is its turn") {
  Run run = steadyService();
  const Condition order = condition(
      "{'inOrder': [{'service': 'web', 'desiredCount': 2}, {'heldFor': {'seconds': 30, "
      "'goal': {'service': 'web', 'runningCount': {'atLeast': 2}}}}]}");
  Check check(order, run.state(), run.events());
  const auto look = [&check](const Run& seen) {
    check.observe(seen.state(), seen.events());
    return true;
  };
  advanceWatched(run, 60 * kSecond, look);
  type(run, "aws ecs update-service --cluster demo --service web --desired-count 2");
  advanceWatched(run, 29 * kSecond, look);
  CHECK_FALSE(check.holds());
  advanceWatched(run, 3 * kSecond, look);
  CHECK(check.holds());
}

TEST_CASE("check: the lines of a goal are the parts of its all, in the author's words") {
  const Run run = steadyService();
  const Condition goal = condition(
      "{'all': [{'service': 'web', 'runningCount': {'atLeast': 3}, 'words': 'Three run'}, "
      "{'never': {'service': 'web', 'runningCount': {'atMost': 3}}}, "
      "{'any': [{'steady': 'web'}, {'cluster': 'x'}]}]}");
  const Check check(goal, run.state(), run.events());
  const std::vector<CheckLine> lines = check.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].text == "Three run");
  CHECK(lines[0].met);
  CHECK(lines[1].text == "never: service web: at most 3 running tasks");
  CHECK(lines[1].broken);
  CHECK(lines[2].text == "service web: is in a steady state; or cluster x exists");
  CHECK(lines[2].met);
  CHECK(check.broken());
}

TEST_CASE("watch: what a check sees does not depend on the length of a frame") {
  std::vector<TimeMs> times;
  for (const DurationMs frame :
       {DurationMs{7}, DurationMs{16}, DurationMs{1000}, DurationMs{90017}}) {
    Run run = begin();
    const Condition goal = condition("{'heldFor': {'seconds': 5, 'goal': {'steady': 'web'}}}");
    Check check(goal, run.state(), run.events());
    type(run, kCreate);
    TimeMs heldAt = kNever;
    while (run.now() < 4 * kMinute) {
      advanceWatched(run, frame, [&](const Run& seen) {
        check.observe(seen.state(), seen.events());
        if (check.holds() && heldAt == kNever) heldAt = seen.now();
        return true;
      });
    }
    times.push_back(heldAt);
  }
  CHECK(times[0] != kNever);
  for (const TimeMs time : times) CHECK(time == times[0]);
}
