// Goal: the text view has the facts of every system that the picture shows. Method: scenarios with
// such systems, played for a while.

#include "pages/facts.h"

#include <doctest/doctest.h>

#include "support/lessons.h"

namespace taskyard {

namespace {

std::string factsAt(const Content& content, const char* id, TimeMs at) {
  const Scenario* scenario = content.findScenario(id);
  REQUIRE(scenario != nullptr);
  Result<Run> run = beginRun(*scenario);
  REQUIRE(run.ok());
  run.value().goTo(at);
  return factsText(factsOf(run.value()));
}

void checkHas(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("facts: load balancers, targets, traffic, network and cost are text") {
  const Content content = realContent();
  const std::string text = factsAt(content, "public-web", 500 * kSecond);
  checkHas(text, {"Load balancers\n", "listens on HTTP 80", "healthy", "Requests\n",
                  "a second, 0 of them fail", "private, ", "public, by an internet gateway",
                  "Cost\n", "a month"});
}

TEST_CASE("facts: queues, instances, failed zones and hosts set up by hand are text") {
  const Content content = realContent();
  checkHas(factsAt(content, "sqs-workers", 700 * kSecond),
           {"Queues\n", " waiting, ", "the oldest waits for"});
  checkHas(factsAt(content, "ec2-capacity", 500 * kSecond),
           {"Container instances\n", "running, ACTIVE", "CPU units"});
  checkHas(factsAt(content, "zone-outage", 730 * kSecond), {"the zone has failed"});
  checkHas(factsAt(content, "docker-run-by-hand", 310 * kSecond), {"set up by hand: lost at"});
}

}  // namespace taskyard
