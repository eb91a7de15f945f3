// Goal: every panel draws every kind of state, at every size, without a failed assertion, the same
// way each time; and pressing the obvious things does what they say. Method: Dear ImGui without a
// window; what it would send to the graphics card is hashed. Times are printed, never judged.

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <imgui.h>

#include "engine/identity.h"
#include "panels/screen.h"
#include "panels/yard_paint.h"

namespace taskyard {
namespace {

void call(App& app, const Request& request) {
  const Result<ApiAnswer> answer = app.call(request);
  REQUIRE_MESSAGE(answer.ok(), request.operation << ": " << answer.error().message);
}

void startService(App& app) {
  for (const Request& request : firstServiceRequests(app.run().state())) call(app, request);
}

// Services of many tasks, at rest: as many as it takes, because a service has 5,000 at most.
void startLargeService(App& app, std::int32_t tasks) {
  constexpr std::int32_t kQuota = 5000;
  startService(app);
  Request create = firstServiceRequests(app.run().state()).back();
  for (std::uint32_t service = 0; tasks > 0; ++service) {
    if (service > 0) {
      create.input.set("serviceName", "web-" + std::to_string(service));
      call(app, create);
    }
    const std::int32_t count = std::min(tasks, kQuota);
    call(app, desiredCountRequest(app.run().state(), ServiceIndex(service), count));
    tasks -= count;
  }
  app.advance(30 * kMinute);
}

void injectFault(App& app, const char* type) {
  const State& state = app.run().state();
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) continue;
    JsonValue input = JsonValue::object({{"type", type}});
    input.set("task", taskId(state.seed, task.ordinal));
    call(app, {"sim", "SimInjectFault", std::move(input)});
    return;
  }
}

struct Scene {
  const char* name;
  void (*prepare)(App&);
};

const Scene kScenes[] = {
    {"empty", [](App&) {}},
    {"cluster only",
     [](App& app) {
       call(app, {"ecs", "CreateCluster", JsonValue::object({{"clusterName", "demo"}})});
     }},
    {"starting",
     [](App& app) {
       startService(app);
       app.advance(30 * kSecond);
     }},
    {"steady",
     [](App& app) {
       startService(app);
       app.advance(5 * kMinute);
     }},
    {"faulty",
     [](App& app) {
       startService(app);
       app.advance(5 * kMinute);
       injectFault(app, "ContainerExit");
       app.advance(2 * kSecond);
       injectFault(app, "TaskLost");
       app.advance(9 * kSecond);
     }},
    {"500 tasks", [](App& app) { startLargeService(app, 500); }},
    {"4,500 tasks", [](App& app) { startLargeService(app, 4500); }},
};

void selectEverything(App& app, Screen& screen) {
  const State& state = app.run().state();
  const auto show = [&](Selection::Kind kind, std::uint32_t id) {
    app.ui().selection = {kind, id};
    app.ui().showWhy = false;
    app.touch();
    screen.frames(12);
    CHECK(screen.memory.inspector.slide > 0.5f);
  };
  if (state.tasksLaunched > 0) show(Selection::Kind::Task, state.tasksLaunched - 1);
  if (!state.services.empty()) show(Selection::Kind::Service, 0);
  if (!state.clusters.empty()) show(Selection::Kind::Cluster, 0);
  if (!state.taskDefinitions.empty()) show(Selection::Kind::TaskDefinition, 0);
  show(Selection::Kind::Subnet, 1);
  if (app.run().events().nextId() > 0) {
    app.ui().whyEvent = app.run().events().nextId() - 1;
    app.ui().showWhy = true;
    app.touch();
    screen.frames(12);
  }
}

}  // namespace

TEST_CASE("panels: every scene draws at every size") {
  constexpr ImVec2 kSizes[] = {{1280, 720}, {1920, 1080}, {390, 700}, {320, 480}, {60, 40}};
  for (const Scene& scene : kScenes) {
    App app;
    scene.prepare(app);
    for (const ImVec2 size : kSizes) {
      for (const float scale : {1.0f, 2.0f}) {
        CAPTURE(scene.name);
        CAPTURE(size.x);
        CAPTURE(scale);
        app.ui().selection = {};
        app.ui().showWhy = false;
        Screen screen(app, size, scale);
        screen.frames(3);
        CHECK(screen.mostVertices() < 65536);
        selectEverything(app, screen);
        CHECK(screen.mostVertices() < 65536);
      }
    }
  }
}

TEST_CASE("panels: dark, light, high contrast and reduced motion draw while time passes") {
  for (const int look : {0, 1, 2, 3}) {
    App app;
    startService(app);
    app.ui().dark = (look & 1) == 0;
    app.ui().highContrast = (look & 2) != 0;
    app.ui().reducedMotion = look == 3;
    app.setPlaying(true);
    app.setSpeed(60);
    Screen screen(app);
    screen.frames(240);
    injectFault(app, "ContainerExit");
    screen.frames(120);
    CHECK(app.run().state().tasksLaunched > 3);
  }
}

TEST_CASE("panels: the same input draws the same") {
  std::vector<std::uint64_t> hashes;
  for (int round = 0; round < 2; ++round) {
    App app;
    startService(app);
    app.setPlaying(true);
    Screen screen(app);
    for (int i = 0; i < 200; ++i) {
      screen.frame();
      if (i == 60) app.ui().selection = {Selection::Kind::Task, 1};
      if (round == 0) {
        hashes.push_back(screen.drawHash());
      } else {
        REQUIRE(hashes[static_cast<std::size_t>(i)] == screen.drawHash());
      }
    }
  }
}

TEST_CASE("panels: everything comes to rest when nothing happens") {
  App app;
  startService(app);
  app.advance(5 * kMinute);
  Screen screen(app);
  screen.frames(90);
  CHECK_FALSE(screen.memory.moving);
  const std::uint64_t before = screen.drawHash();
  screen.frames(2);
  CHECK(before == screen.drawHash());
}

TEST_CASE("panels: the first button runs a service") {
  App app;
  Screen screen(app);
  screen.frames(2);
  // The button is where the empty card says: found by trying the middle of the Yard downwards.
  const Box& lanes = screen.memory.yard.layout.lanes;
  for (float y = lanes.min.y; y < lanes.max.y && app.run().state().services.empty(); y += 12.0f) {
    screen.click({lanes.centre().x - 120.0f, y});
  }
  REQUIRE(app.run().state().services.size() == 1);
  CHECK(app.run().state().services[0].desiredCount == 3);
  CHECK(app.playing());
  CHECK(app.transcript().entries().size() == 3);
}

TEST_CASE("panels: keys play, pause, change speed, select and undo") {
  App app;
  startService(app);
  app.advance(5 * kMinute);
  Screen screen(app);
  screen.frames(2);
  screen.press(ImGuiKey_Space);
  CHECK(app.playing());
  screen.press(ImGuiKey_Space);
  CHECK_FALSE(app.playing());
  const int speed = app.speed();
  screen.press(ImGuiKey_RightBracket);
  CHECK(app.speed() > speed);
  screen.press(ImGuiKey_RightArrow);
  REQUIRE(app.ui().selection.kind == Selection::Kind::Task);
  const std::uint32_t first = app.ui().selection.id;
  screen.press(ImGuiKey_RightArrow);
  CHECK(app.ui().selection.id != first);
  screen.press(ImGuiKey_Enter);
  CHECK(app.ui().showWhy);
  screen.press(ImGuiKey_Escape);
  CHECK_FALSE(app.ui().showWhy);
  screen.press(ImGuiKey_C);
  CHECK(app.transcript().entries().back().command.find("inject-fault") != std::string::npos);
  screen.press(ImGuiKey_Escape);
  CHECK(app.ui().selection.kind == Selection::Kind::None);
  screen.press(ImGuiKey_2);
  CHECK(app.ui().dock == DockTab::Metrics);
  screen.press(ImGuiKey_R);
  CHECK(app.ui().dock == DockTab::Roles);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  const std::size_t applied = app.run().applied();
  screen.press(ImGuiKey_Z);
  CHECK(app.run().applied() == applied - 1);
}

TEST_CASE("panels: a tile can be clicked, and the timeline dragged") {
  App app;
  startService(app);
  app.advance(5 * kMinute);
  Screen screen(app);
  screen.frames(30);
  const YardMemory& yard = screen.memory.yard;
  REQUIRE(yard.model.tasks.size() == 3);
  const Box tile = tileBox(yard.layout, yard.model.tasks[1]);
  screen.click({tile.centre().x, yard.layout.lanes.min.y + tile.centre().y});
  CHECK(app.ui().selection.kind == Selection::Kind::Task);
  screen.click({600.0f, 76.0f});
  CHECK(app.run().now() < 5 * kMinute);
  CHECK(app.run().furthest() == 5 * kMinute);
}

TEST_CASE("panels: time per frame (printed only)") {
  struct Load {
    const char* name;
    std::int32_t tasks;
  };
  for (const Load load : {Load{"3 tasks", 3}, Load{"500 tasks", 500}, Load{"1,000 tasks", 1000},
                          Load{"10,000 tasks", 10000}}) {
    App app;
    startLargeService(app, load.tasks);
    for (const bool playing : {false, true}) {
      app.setPlaying(playing);
      Screen screen(app, {1280.0f, 720.0f});
      screen.frames(20);
      constexpr int kFrames = 60;
      const auto start = std::chrono::steady_clock::now();
      screen.frames(kFrames);
      const std::chrono::duration<double, std::milli> taken =
          std::chrono::steady_clock::now() - start;
      std::printf("panels: %-13s %-7s %6.2f ms per frame, %d vertices\n", load.name,
                  playing ? "playing" : "paused", taken.count() / kFrames,
                  ImGui::GetDrawData()->TotalVtxCount);
    }
  }
}

}  // namespace taskyard
