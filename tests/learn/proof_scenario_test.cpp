// The proof of a scenario must catch a story that does not happen, a cure that does not cure and
// one that is not needed.

#include <doctest/doctest.h>

#include "learn/fixtures.h"
#include "learn/proof_scenario.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

// One service of two tasks, made at time 0. extra: after "setup".
Scenario crashing(const std::string& shows, const std::string& cures) {
  std::string text(kScenario);
  const std::size_t end = text.rfind("]}");
  text = text.substr(0, end) + R"(, {"aws": ")" +
         "aws ecs create-service --cluster demo "
         "--service-name web --task-definition web --launch-type FARGATE --desired-count 2 "
         "--network-configuration awsvpcConfiguration={subnets=[subnet-0a11],assignPublicIp="
         R"(ENABLED}"}],)" +
         quoted(
             " 'timeline': [{'atSeconds': 120, 'request': {'service': 'sim', 'operation': "
             "'SimInjectFault', 'input': {'type': 'ImageMissing', 'image': 'web:1'}}}, "
             "{'atSeconds': 121, 'request': {'service': 'sim', 'operation': 'SimInjectFault', "
             "'input': {'type': 'ContainerExit', 'task': '{{launched:1}}'}}}]") +
         quoted(cures) + "}";
  const std::size_t from = text.find("\"shows\"");
  const std::size_t to = text.find("\n", from);
  text.replace(from, to - from, quoted("'shows': " + shows + ","));
  Problems problems;
  Scenario read = readScenario(json(text), problems);
  for (const Error& problem : problems) FAIL(problem.path << ": " << problem.message);
  return read;
}

const char* const kOneLeft =
    "{'withinSeconds': 600, 'goal': {'inOrder': [{'steady': 'web'}, "
    "{'heldFor': {'seconds': 60, 'goal': {'service': 'web', "
    "'runningCount': 1}}}]}}";

std::string firstException(const Scenario& scenario) {
  ProofReport report;
  const bool proved = proveScenario(scenario, 3, report);
  CHECK(proved == report.exceptions.empty());
  return report.exceptions.empty() ? "" : report.exceptions.front().what;
}

std::string cure(const std::string& deed, const std::string& goal) {
  return ", 'cures': [{'title': 'c', 'do': [{'atSeconds': 300, 'aws': '" + deed +
         "'}], 'withinSeconds': 900, 'goal': " + goal + "}]";
}

}  // namespace

TEST_CASE("proof_scenario: a story that happens, with a cure that cures") {
  CHECK(firstException(crashing(
            kOneLeft, cure("sim clear-fault --type ImageMissing", "{'steady': 'web'}"))) == "");
}

TEST_CASE("proof_scenario: canaries") {
  CHECK(firstException(crashing("{'withinSeconds': 60, 'goal': {'service': 'web', "
                                "'runningCount': 3}}",
                                "")) == "its story does not happen");
  const std::string useless = firstException(
      crashing(kOneLeft, cure("sim put-image --image other:1", "{'steady': 'web'}")));
  CHECK(useless.starts_with("the cure \"c\" does not cure; not so: "));
  CHECK(firstException(crashing(kOneLeft, cure("sim clear-fault --type ImageMissing",
                                               "{'service': 'web', 'runningCount': 1}")))
            .starts_with("the cure \"c\" is not needed"));
  CHECK(firstException(crashing(kOneLeft, cure("sim clear-fault --type ImageMissing --image none",
                                               "{'steady': 'web'}")))
            .find("SimClearFault: ") != std::string::npos);
}

TEST_CASE("condition: an answer of the API") {
  const auto holds = [](const std::string& text) {
    const Condition read = condition(text);
    Result<Run> run = beginRun(scenario());
    REQUIRE(run.ok());
    return Check(read, run.value().state(), run.value().events()).holds();
  };
  CHECK(
      holds("{'answer': {'service': 'ecs', 'operation': 'DescribeClusters', 'input': "
            "{'clusters': ['demo']}}, 'at': '/clusters/*/clusterName', 'is': 'demo'}"));
  CHECK(
      holds("{'answer': {'service': 'ecs', 'operation': 'DescribeClusters', 'input': "
            "{'clusters': ['demo']}}, 'at': '/clusters/0/runningTasksCount', 'is': 0}"));
  CHECK(
      holds("{'answer': {'service': 'ecs', 'operation': 'ListClusters'}, 'at': "
            "'/clusterArns/*', 'is': {'contains': 'other'}, 'count': 0}"));
  CHECK_FALSE(
      holds("{'answer': {'service': 'ecs', 'operation': 'DescribeClusters', 'input': "
            "{'clusters': ['demo']}}, 'at': '/clusters/0/nothing'}"));
  CHECK_FALSE(
      holds("{'answer': {'service': 'ecs', 'operation': 'DescribeServices', 'input': "
            "{'services': ['web'], 'cluster': 'none'}}, 'at': '/services/*'}"));
  Problems problems;
  (void)readCondition(json(quoted("{'answer': {'service': 'ecs', 'operation': 'CreateCluster'}, "
                                  "'at': 'clusters'}")),
                      "", problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].path == "/answer");
  CHECK(problems[1].path == "/at");
}
