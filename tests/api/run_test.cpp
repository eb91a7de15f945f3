// Goal: a run is its seed and its requests: time in any slices, rewind, undo, redo, branches and
// save files all lead to the same bits.

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

void breakOne(World& world) {
  world.must("SimInjectFault", R"({"type":"ContainerExit","task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
}

}  // namespace

TEST_CASE("run: advancing once equals advancing in slices") {
  std::uint64_t hashes[3];
  const DurationMs slices[] = {20 * kMinute, kSecond, 7'777};
  for (int i = 0; i < 3; ++i) {
    World world;
    world.must("SimPutImage", R"({"image":"public.ecr.aws/docker/library/httpd:2.4",)"
                              R"("meanLifetimeSeconds":120})");
    world.createWeb(6);
    for (DurationMs done = 0; done < 20 * kMinute;) {
      const DurationMs step = std::min(slices[i], 20 * kMinute - done);
      world.advance(step);
      done += step;
    }
    hashes[i] = world.run().hash();
  }
  CHECK(hashes[0] == hashes[1]);
  CHECK(hashes[0] == hashes[2]);
}

TEST_CASE("run: time advances by at most a year at once, in either unit") {
  World world;
  for (const char* input : {R"({"seconds":31536001})", R"({"milliseconds":31536000001})"}) {
    CAPTURE(input);
    CHECK(world.refused("SimAdvance", input).starts_with("ParamValidationError"));
  }
  CHECK(world.must("SimAdvance", R"({"seconds":31536000})").find("nowMs")->integer() ==
        31'536'000'000);
}

TEST_CASE("run: stepping event by event leads to the same state") {
  World slow;
  slow.createWeb(3);
  while (slow.run().now() < 5 * kMinute) {
    slow.run().advanceToNextEvent(5 * kMinute - slow.run().now());
  }
  World fast;
  fast.createWeb(3);
  fast.advance(5 * kMinute);
  CHECK(slow.run().hash() == fast.run().hash());
}

TEST_CASE("run: rewind and play again") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(15 * kMinute);
  const std::uint64_t end = world.run().hash();
  const EventId events = world.run().events().nextId();
  for (const TimeMs at : {17 * kMinute, 5 * kMinute, kMinute, TimeMs{0}, 12 * kMinute}) {
    world.run().goTo(at);
    CHECK(world.run().now() == at);
    CHECK(world.run().furthest() == 20 * kMinute);
  }
  world.run().goTo(20 * kMinute);
  CHECK(world.run().hash() == end);
  CHECK(world.run().events().nextId() == events);
}

TEST_CASE("run: undo takes the newest request back, redo brings it again") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  World untouched;
  untouched.createWeb(3);
  untouched.advance(7 * kMinute);
  breakOne(world);
  world.advance(2 * kMinute);
  const std::uint64_t broken = world.run().hash();
  CHECK(world.run().undo());
  CHECK(world.run().hash() == untouched.run().hash());
  CHECK(world.run().canRedo());
  CHECK(world.run().redo());
  CHECK(world.run().hash() == broken);
  CHECK_FALSE(world.run().redo());
}

TEST_CASE("run: a new request after a rewind drops the future") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":6})");
  world.advance(5 * kMinute);
  world.run().goTo(5 * kMinute - 1);
  world.must("UpdateService", R"({"service":"web","desiredCount":1})");
  world.advance(10 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
}

TEST_CASE("run: a copy is a branch; without a change it stays the same") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  World branch = world;
  world.advance(10 * kMinute);
  branch.advance(10 * kMinute);
  CHECK(world.run().hash() == branch.run().hash());
}

TEST_CASE("run: one decision leaves unrelated draws alone") {
  World plain;
  World changed;
  for (World* world : {&plain, &changed}) {
    world->createWeb(2);
    world->registerWeb("other:1");
    world->must("CreateService", R"({"serviceName":"other","taskDefinition":"web:2","launchType":)"
                                 R"("FARGATE","desiredCount":2,)" +
                                     World::network() + "}");
  }
  plain.advance(5 * kMinute);
  changed.advance(5 * kMinute);
  breakOne(changed);
  plain.advance(5 * kMinute);
  changed.advance(5 * kMinute);
  for (std::uint32_t ordinal = 2; ordinal < 4; ++ordinal) {
    const Task& a = plain.state().tasks[findTaskByOrdinal(plain.state(), ordinal).value];
    const Task& b = changed.state().tasks[findTaskByOrdinal(changed.state(), ordinal).value];
    CHECK(a.startedAt() == b.startedAt());
    CHECK(a.pullStoppedAt() == b.pullStoppedAt());
  }
}

TEST_CASE("run: a save file brings the same state back") {
  World world;
  world.createWeb(3);
  world.advance(5 * kMinute);
  breakOne(world);
  world.advance(2 * kMinute);
  const JsonValue file = parseJson(dumpJson(world.run().save())).value();
  const Result<Run> loaded = Run::load(file, {"", 7, {}});
  REQUIRE(loaded.ok());
  CHECK(loaded.value().hash() == world.run().hash());
}

TEST_CASE("run: a broken save file names the place") {
  struct Row {
    const char* text;
    const char* code;
    const char* path;
  };
  constexpr Row kRows[] = {
      {"[]", "WrongType", ""},
      {"{}", "MissingKey", ""},
      {R"({"taskyard":9,"scenario":"","seed":1,"atMs":0,"requests":[]})", "UnknownVersion",
       "/taskyard"},
      {R"({"taskyard":1,"scenario":"","seed":1,"atMs":-5,"requests":[]})", "OutOfRange", "/atMs"},
      {R"({"taskyard":1,"scenario":"","seed":1,"atMs":0,"requests":[{"atMs":0}]})", "MissingKey",
       "/requests/0"},
      {R"({"taskyard":1,"scenario":"","seed":1,"atMs":0,"requests":[{"atMs":0,"service":"ecs",)"
       R"("operation":"UpdateService","input":{"service":"web"}}]})",
       "ClusterNotFoundException", "/requests/0/cluster"},
      {R"({"taskyard":1,"scenario":"","seed":1,"atMs":0,"requests":[],"more":1})", "UnknownKey",
       "/more"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const Result<Run> loaded = Run::load(parseJson(row.text).value(), {"", 1, {}});
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().code == row.code);
    CHECK(loaded.error().path == row.path);
  }
}

}  // namespace taskyard
