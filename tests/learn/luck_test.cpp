// Goal: the luck meter plays the same design under other seeds, says when the goal was met, and how
// far the share can be trusted. Method: small runs in code; the intervals are those of Wilson's
// formula, worked out by hand.

#include "learn/luck.h"

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {
namespace {

Request createCluster() {
  return {"ecs", "CreateCluster", JsonValue::object({{"clusterName", "demo"}})};
}

LuckGoal clusterGoal(TimeMs from, DurationMs within) {
  LuckGoal goal;
  goal.condition.kind = Condition::Kind::Cluster;
  goal.condition.cluster = "demo";
  goal.condition.count = {1, 1};
  goal.from = from;
  goal.within = within;
  return goal;
}

}  // namespace

TEST_CASE("luck: a deed is done at its moment, also while the goal is watched") {
  const std::vector<TimedRequest> deeds = {{90 * kSecond, createCluster()}};
  const Result<LuckPlay> late = playLuck({}, deeds, clusterGoal(kMinute, kMinute));
  REQUIRE(late.ok());
  CHECK(late.value().met);
  CHECK(late.value().after == 30 * kSecond);
  const Result<LuckPlay> early = playLuck({}, deeds, clusterGoal(2 * kMinute, kMinute));
  REQUIRE(early.ok());
  CHECK(early.value().met);
  CHECK(early.value().after == 0);
  const Result<LuckPlay> tooLate = playLuck({}, deeds, clusterGoal(0, kMinute));
  REQUIRE(tooLate.ok());
  CHECK_FALSE(tooLate.value().met);
}

TEST_CASE("luck: what a play cannot carry out is counted and changes nothing") {
  const Request crash{"sim", "SimInjectFault",
                      JsonValue::object({{"type", "TaskLost"}, {"task", "0123456789abcdef"}})};
  const Result<LuckPlay> play =
      playLuck({}, {{0, createCluster()}, {kSecond, crash}}, clusterGoal(kSecond, kMinute));
  REQUIRE(play.ok());
  CHECK(play.value().met);
  CHECK(play.value().refused == 1);
}

TEST_CASE("luck: a start that is refused is an error") {
  RunStart start;
  start.script.push_back({0, {"ecs", "DescribeNothing", JsonValue::object()}});
  CHECK_FALSE(playLuck(start, {}, clusterGoal(0, kMinute)).ok());
}

TEST_CASE("luck: without a service there is no steady state to ask for") {
  Result<Run> run = Run::begin({});
  REQUIRE(run.ok());
  CHECK_FALSE(steadyGoal(run.value()).has_value());
}

TEST_CASE("luck: Wilson's interval") {
  CHECK(likelyShare(0, 0).lowPercent == 0);
  CHECK(likelyShare(0, 0).highPercent == 100);
  // 10 of 10: 10 / 13.84 = 72.2 % to 100 %.
  CHECK(likelyShare(10, 10).lowPercent == 72);
  CHECK(likelyShare(10, 10).highPercent == 100);
  // 0 of 10: 0 to 27.8 %.
  CHECK(likelyShare(0, 10).lowPercent == 0);
  CHECK(likelyShare(0, 10).highPercent == 28);
  // 20 of 40: 35.2 % to 64.8 %.
  CHECK(likelyShare(20, 40).lowPercent == 35);
  CHECK(likelyShare(20, 40).highPercent == 65);
  // 90 of 100: 82.6 % to 94.5 %.
  CHECK(likelyShare(90, 100).lowPercent == 82);
  CHECK(likelyShare(90, 100).highPercent == 95);
}

}  // namespace taskyard
