// Goal: two branches of a run are told apart by their first difference and by figures; leaving one
// request out says whether something would have happened anyway. Method: small worlds whose story
// is known.

#include "api/run_compare.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/world.h"

namespace taskyard {

namespace {

void breakOne(World& world) {
  world.must("SimInjectFault", R"({"type":"ContainerExit","task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
}

EventId lastOf(const Run& run, EventKind kind) {
  for (EventId id = run.events().nextId(); id > run.events().firstId(); --id) {
    if (run.events().at(id - 1).kind == kind) return id - 1;
  }
  FAIL("no such event");
  return kNoEvent;
}

const CompareRow* rowOf(const RunComparison& comparison, const std::string& group,
                        const std::string& what) {
  const auto found =
      std::find_if(comparison.rows.begin(), comparison.rows.end(),
                   [&](const CompareRow& row) { return row.group == group && row.what == what; });
  return found == comparison.rows.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("compare: a branch without a change is the same run") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  Run branch = world.run();
  branch.advance(5 * kMinute);
  world.advance(5 * kMinute);
  const RunComparison comparison = compareRuns(world.run(), branch);
  CHECK(comparison.same);
  CHECK_FALSE(comparison.parting.has_value());
  CHECK(comparison.at == 10 * kMinute);
  for (const CompareRow& row : comparison.rows) CHECK_FALSE(row.differs());
}

TEST_CASE("compare: branches part at the first request that only one has") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  Run branch = world.run();
  world.must("UpdateService", R"({"service":"web","desiredCount":5})");
  world.advance(5 * kMinute);
  branch.advance(5 * kMinute);
  const RunComparison comparison = compareRuns(world.run(), branch);
  CHECK_FALSE(comparison.same);
  REQUIRE(comparison.parting.has_value());
  CHECK(comparison.parting->at == 5 * kMinute);
  CHECK(comparison.leftEvent.find("UpdateService") != std::string::npos);
  const CompareRow* running = rowOf(comparison, "Service web", "Running");
  REQUIRE(running != nullptr);
  CHECK(running->left == 5);
  CHECK(running->right == 3);
  const CompareRow* cost = rowOf(comparison, "Cost", "So far");
  REQUIRE(cost != nullptr);
  CHECK(cost->left > cost->right);
  const CompareRow* created = rowOf(comparison, "Events", "Task created");
  REQUIRE(created != nullptr);
  CHECK(created->left == created->right + 2);
}

TEST_CASE("what if: the request behind an event is found, also after rewinding and undo") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(2 * kMinute);
  const auto faultIn = [](const Run& run) {
    return run.requestBehind(lastOf(run, EventKind::ContainerExited));
  };
  const auto place = faultIn(world.run());
  REQUIRE(place.has_value());
  CHECK_FALSE(place->scripted);
  CHECK(world.run().requestAt(*place).request.operation == "SimInjectFault");
  world.run().goTo(kMinute);
  world.run().goTo(7 * kMinute);
  CHECK(faultIn(world.run()) == place);
  world.must("UpdateService", R"({"service":"web","desiredCount":4})");
  CHECK(world.run().undo());
  CHECK(faultIn(world.run()) == place);
}

TEST_CASE("what if: without the fault there is no crash, and the rest is as it was") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  const std::uint64_t quiet = [&] {
    Run run = world.run();
    run.advance(3 * kMinute);
    return run.hash();
  }();
  breakOne(world);
  world.advance(3 * kMinute);
  const EventId crash = lastOf(world.run(), EventKind::ContainerExited);
  const Result<Run> other = world.run().without(*world.run().requestBehind(crash));
  REQUIRE(other.ok());
  CHECK(other.value().now() == world.run().now());
  CHECK(other.value().hash() == quiet);
  const WhatIf found = lookFor(world.run(), crash, other.value());
  CHECK(found.recurrence == Recurrence::No);
  CHECK(found.with == 1);
  CHECK(found.without == 0);
}

TEST_CASE("what if: something that had another cause happens all the same") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":4})");
  world.advance(kMinute);
  breakOne(world);
  world.advance(3 * kMinute);
  const EventId crash = lastOf(world.run(), EventKind::ContainerExited);
  const Result<Run> other = world.run().without({false, 3});  // UpdateService
  REQUIRE(other.ok());
  const WhatIf found = lookFor(world.run(), crash, other.value());
  CHECK(found.recurrence == Recurrence::Same);
  CHECK(found.at == world.run().events().at(crash).at);
}

TEST_CASE("what if: what both runs have is no stand-in for what only one has") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":5})");
  world.advance(kSecond);
  breakOne(world);
  world.advance(5 * kMinute);
  // The last task to start replaces the crashed one, or is one of the two more.
  EventId more = kNoEvent;
  const EventLog& log = world.run().events();
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    if (log.at(id).kind == EventKind::ServiceStartedTasks && more == kNoEvent &&
        log.at(id).at > 5 * kMinute) {
      more = id;
    }
  }
  REQUIRE(more != kNoEvent);
  const Result<Run> other = world.run().without({false, 3});  // UpdateService
  REQUIRE(other.ok());
  const WhatIf found = lookFor(world.run(), more, other.value());
  CHECK(found.with > found.without);
  if (found.recurrence == Recurrence::Alike) {
    const EventLog& theirs = other.value().events();
    CHECK(eventText(other.value().state(), theirs, theirs.at(found.event)) !=
          eventText(world.state(), log, log.at(more)));
  }
}

TEST_CASE("what if: entries of a scenario can be left out, but not what its start state needs") {
  RunStart start;
  start.script = {
      {0, {"ecs", "CreateCluster", JsonValue::object({{"clusterName", "demo"}})}},
      {0, {"ecs", "CreateCluster", JsonValue::object({{"clusterName", "other"}})}},
      {kMinute, {"ecs", "DeleteCluster", JsonValue::object({{"cluster", "other"}})}},
  };
  Result<Run> run = Run::begin(start);
  REQUIRE(run.ok());
  run.value().advance(2 * kMinute);
  const EventId last = run.value().events().nextId() - 1;
  const auto place = run.value().requestBehind(last);
  REQUIRE(place.has_value());
  CHECK(*place == RequestPlace{true, 2});
  const Result<Run> kept = run.value().without(*place);
  REQUIRE(kept.ok());
  CHECK(kept.value().state().clusters[1].status == ClusterStatus::ACTIVE);
  const Result<Run> fewer = run.value().without({true, 1});
  REQUIRE(fewer.ok());
  CHECK(fewer.value().state().clusters.size() == 1);
}

TEST_CASE("compare: kinds of events in words") {
  CHECK(kindWords(EventKind::TaskStatusChanged) == "Task status changed");
  CHECK(kindWords(EventKind::Request) == "Request");
}

}  // namespace taskyard
