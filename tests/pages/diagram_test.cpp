// Goal: the diagram of a world shows what stands in it and what flows, and says the same in words.
// Method: the scenarios that ship, each at the moment in which a learner finds it.

#include "pages/diagram.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "learn/scenario.h"
#include "support/lessons.h"

namespace taskyard {

namespace {

DiagramFacts factsOf(const Content& content, const char* id) {
  const Scenario* scenario = content.findScenario(id);
  REQUIRE(scenario != nullptr);
  const Result<Run> run = beginRun(*scenario);
  REQUIRE(run.ok());
  return diagramFacts(run.value().state());
}

std::string wordsOf(const Content& content, const char* id) {
  return joinWords(diagramWords(factsOf(content, id)), "\n");
}

bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("diagram: a public load balancer, private tasks, and what they use") {
  const Content content = realContent();
  const std::string words = wordsOf(content, "public-web");
  CAPTURE(words);
  CHECK(says(words, "internet-facing) in the public subnets of us-east-1a"));
  CHECK(says(words, "NAT gateway"));
  CHECK(says(words, "in the private subnets of us-east-1a"));
  CHECK(says(words, " forwards to Service "));
  CHECK(says(words, " sends requests to Application Load Balancer "));
  CHECK(says(wordsOf(content, "public-tasks"), " queries Database orders"));
  CHECK_FALSE(says(words, "Default VPC"));
}

TEST_CASE("diagram: queue workers, and containers that were started by hand") {
  const Content content = realContent();
  CHECK(says(wordsOf(content, "sqs-workers"), "photos hands messages to Service "));
  const std::string byHand = wordsOf(content, "docker-run-by-hand");
  CAPTURE(byHand);
  CHECK(says(byHand, "EC2 instance "));
  CHECK(says(byHand, "docker run: "));
}

TEST_CASE("diagram: the capacity that tasks are on is named") {
  const Content content = realContent();
  CHECK(says(wordsOf(content, "two-capacities"), "2 of 2 tasks, EC2"));
  CHECK(says(wordsOf(content, "two-capacities"), "EC2 instance"));
  CHECK(says(wordsOf(content, "public-tasks"), "Fargate, public IPs"));
}

TEST_CASE("diagram: every lesson's world can be drawn, the same each time") {
  const Content content = realContent();
  for (const Lesson& lesson : content.lessons) {
    CAPTURE(lesson.id);
    const DiagramFacts facts = factsOf(content, lesson.scenario.c_str());
    CHECK_FALSE(facts.vpcs.empty());
    CHECK(std::count(facts.zones.begin(), facts.zones.end(), true) >= 1);
    const std::string svg = diagramFigure(facts, "What you begin with.").str();
    CHECK(svg ==
          diagramFigure(factsOf(content, lesson.scenario.c_str()), "What you begin with.").str());
    for (const std::string& each : diagramWords(facts)) {
      CHECK(svg.find(escapeHtml(each)) != std::string::npos);
    }
  }
}

}  // namespace taskyard
