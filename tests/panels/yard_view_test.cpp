// Goal: zooming keeps the thing under the pointer there, panning ends at the edges, what is
// selected comes into sight, and none of it is part of the run. Method: the pure view alone, then
// the canvas without a window, steered by wheel, drag, fingers and keys.

#include <cmath>

#include <doctest/doctest.h>
#include <imgui.h>

#include "panels/screen.h"
#include "panels/yard_paint.h"
#include "panels/yard_view.h"
#include "widgets/pinch.h"

namespace taskyard {
namespace {

constexpr Box kPanel = {{0.0f, 100.0f}, {800.0f, 500.0f}};

void startTasks(App& app, std::int32_t tasks) {
  for (const Request& request : firstServiceRequests(app.run().state())) {
    REQUIRE(app.call(request).ok());
  }
  REQUIRE(
      app.call(desiredCountRequest(app.run().state(), ServiceIndex(std::size_t{0}), tasks)).ok());
  app.advance(20 * kMinute);
}

void wheel(Screen& screen, ImVec2 at, float notches) {
  ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  screen.frames(2);
  ImGui::GetIO().AddMouseWheelEvent(0.0f, notches);
  screen.frames(3);
}

void drag(Screen& screen, ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(from.x, from.y);
  screen.frames(2);
  io.AddMouseButtonEvent(0, true);
  screen.frame();
  io.AddMousePosEvent((from.x + to.x) * 0.5f, (from.y + to.y) * 0.5f);
  screen.frame();
  io.AddMousePosEvent(to.x, to.y);
  screen.frame();
  io.AddMouseButtonEvent(0, false);
  screen.frames(2);
}

// The middle of a task's tile on the canvas.
ImVec2 middleOf(const Screen& screen, std::size_t task) {
  const YardMemory& yard = screen.memory.yard;
  const ImVec2 at = tileBox(yard.layout, yard.model.tasks[task]).centre();
  return {at.x, at.y + yard.layout.lanes.min.y};
}

}  // namespace

TEST_CASE("yard view: the pan ends at the edges of the area") {
  YardView view{2.0f, {5000.0f, -30.0f}};
  clampPan(view, areaOf(view, kPanel), kPanel);
  CHECK(view.pan.x == 800.0f);
  CHECK(view.pan.y == 0.0f);
  CHECK(areaOf(view, kPanel).min.x == -800.0f);
  CHECK(areaOf(view, kPanel).max.x == 800.0f);
  // Content that needs more height can be panned to without any zoom.
  YardView fit{1.0f, {10.0f, 1000.0f}};
  clampPan(fit, {{0.0f, 100.0f}, {800.0f, 700.0f}}, kPanel);
  CHECK(fit.pan.x == 0.0f);
  CHECK(fit.pan.y == 200.0f);
}

TEST_CASE("yard view: reveals with the least movement") {
  YardView view{2.0f, {100.0f, 100.0f}};
  reveal(view, {{300.0f, 200.0f}, {400.0f, 240.0f}}, kPanel, 10.0f);
  CHECK(view.pan.x == 100.0f);
  CHECK(view.pan.y == 100.0f);
  reveal(view, {{-50.0f, 480.0f}, {0.0f, 540.0f}}, kPanel, 10.0f);
  CHECK(view.pan.x == 40.0f);
  CHECK(view.pan.y == 150.0f);
  // Larger than the panel: its beginning.
  reveal(view, {{30.0f, 200.0f}, {2000.0f, 240.0f}}, kPanel, 0.0f);
  CHECK(view.pan.x == 70.0f);
}

TEST_CASE("yard view: a point is carried between the same lines") {
  const YardLines from{{0.0f, 100.0f, 200.0f}, {0.0f, 10.0f, 10.0f, 50.0f}};
  const YardLines to{{0.0f, 300.0f, 400.0f}, {0.0f, 10.0f, 30.0f, 130.0f}};
  CHECK(carried({50.0f, 30.0f}, from, to).x == 150.0f);
  CHECK(carried({150.0f, 30.0f}, from, to).x == 350.0f);
  CHECK(carried({150.0f, 30.0f}, from, to).y == 80.0f);
  CHECK(carried({250.0f, -5.0f}, from, to).x == 450.0f);
  CHECK(carried({250.0f, -5.0f}, from, to).y == -5.0f);
  // Another number of lines: in proportion.
  CHECK(carried({50.0f, 0.0f}, from, {{0.0f, 400.0f}, {0.0f, 1.0f}}).x == 100.0f);
  CHECK(carried({50.0f, 7.0f}, {}, to).y == 7.0f);
}

TEST_CASE("yard view: room comes first, larger text after it") {
  CHECK(textZoom(1.0f, 1.0f) == 1.0f);
  CHECK(textZoom(2.0f, 1.0f) == 2.0f);
  CHECK(textZoom(2.0f, 4.0f) == 1.0f);
  CHECK(textZoom(8.0f, 4.0f) == 2.0f);
  CHECK(textZoom(mostZoom(4.0f), 4.0f) == kMostTextZoom);
}

TEST_CASE("pinch: fingers apart zoom, together move, a third one is nothing") {
  Pinch pinch;
  pinch.down(7, {100.0f, 100.0f});
  CHECK_FALSE(pinch.active());
  pinch.down(9, {200.0f, 100.0f});
  CHECK(pinch.active());
  CHECK(pinch.take().factor == 1.0f);
  pinch.move(9, {300.0f, 100.0f});
  pinch.down(11, {0.0f, 0.0f});
  const PinchStep step = pinch.take();
  CHECK(step.factor == 2.0f);
  CHECK(step.centre.x == 150.0f);
  CHECK(step.moved.x == 50.0f);
  CHECK(pinch.take().factor == 1.0f);
  pinch.up(7);
  CHECK(pinch.active());  // the finger that stays presses nothing
  CHECK(pinch.take().factor == 1.0f);
  pinch.up(9);
  CHECK_FALSE(pinch.active());
}

TEST_CASE("yard zoom: what is under the pointer stays there, and can be pressed") {
  for (const std::int32_t tasks : {3, 60, 700}) {
    CAPTURE(tasks);
    App app;
    startTasks(app, tasks);
    Screen screen(app);
    screen.frames(20);
    const std::uint64_t hash = app.run().state().tasksLaunched;
    const std::size_t task = screen.memory.yard.model.tasks.size() / 2;
    for (int notch = 0; notch < 5; ++notch) {
      const ImVec2 at = middleOf(screen, task);
      wheel(screen, at, 1.0f);
      const ImVec2 now = middleOf(screen, task);
      CAPTURE(notch);
      // At an edge of the area there is nothing beyond that could make way.
      const YardMemory& yard = screen.memory.yard;
      const ImVec2 room = panRoom(yard.layout.area, yard.panel);
      const bool freeX = yard.view.pan.x > 0.0f && yard.view.pan.x < room.x;
      const bool freeY = yard.view.pan.y > 0.0f && yard.view.pan.y < room.y;
      if (freeX) CHECK(std::fabs(now.x - at.x) < 2.0f);
      if (freeY) CHECK(std::fabs(now.y - at.y) < 2.0f);
      CHECK(yard.panel.contains(now));
    }
    CHECK(screen.memory.yard.view.zoom > 2.9f);
    const YardTask& chosen = screen.memory.yard.model.tasks[task];
    screen.click(middleOf(screen, task));
    CHECK(app.ui().selection ==
          Selection{Selection::Kind::Task, app.run().state().tasks[chosen.slot].ordinal});
    CHECK(app.run().state().tasksLaunched == hash);
    CHECK(screen.mostVertices() < 65536);
    screen.press(ImGuiKey_0);
    screen.frames(3);
    CHECK(screen.memory.yard.view == YardView{});
  }
}

TEST_CASE("yard zoom: detail follows it") {
  App app;
  startTasks(app, 700);
  Screen screen(app);
  screen.frames(10);
  const YardDetail far = screen.memory.yard.layout.detail;
  CHECK(far >= YardDetail::Chip);
  const Box& panel = screen.memory.yard.panel;
  for (int notch = 0; notch < 14; ++notch) wheel(screen, panel.centre(), 1.0f);
  CHECK(screen.memory.yard.layout.detail <= YardDetail::Card);
  CHECK(screen.memory.yard.largeBy > 1.0f);
  CHECK(screen.mostVertices() < 65536);
}

TEST_CASE("yard zoom: a drag pans and presses nothing; keys do the same") {
  App app;
  startTasks(app, 3);
  Screen screen(app);
  screen.frames(20);
  const ImVec2 before = middleOf(screen, 1);
  drag(screen, before, {before.x + 40.0f, before.y + 20.0f});
  CHECK(screen.memory.yard.view == YardView{});  // everything is in sight: nowhere to go
  app.ui().selection = {};
  screen.press(ImGuiKey_Equal);
  screen.press(ImGuiKey_KeypadAdd);
  screen.frames(30);
  const YardView zoomed = screen.memory.yard.view;
  CHECK(zoomed.zoom == doctest::Approx(kZoomStep * kZoomStep));
  const ImVec2 tile = middleOf(screen, 1);
  drag(screen, tile, {tile.x + 60.0f, tile.y + 30.0f});
  CHECK(app.ui().selection.kind == Selection::Kind::None);
  const ImVec2 moved = middleOf(screen, 1);
  CHECK(moved.x - tile.x == doctest::Approx(60.0f));
  CHECK(moved.y - tile.y == doctest::Approx(30.0f));
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  screen.press(ImGuiKey_RightArrow);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  screen.frames(2);
  CHECK(middleOf(screen, 1).x < moved.x);
  CHECK(app.ui().selection.kind == Selection::Kind::None);
}

TEST_CASE("yard zoom: arrow keys bring what they select into sight") {
  App app;
  startTasks(app, 3);
  Screen screen(app);
  screen.frames(10);
  for (int notch = 0; notch < 4; ++notch) screen.press(ImGuiKey_Equal);
  screen.press(ImGuiKey_RightArrow);
  for (std::size_t task = 0; task < 3; ++task) {
    screen.frames(40);
    REQUIRE(app.ui().selection.kind == Selection::Kind::Task);
    std::size_t chosen = 0;
    const YardMemory& yard = screen.memory.yard;
    for (std::size_t i = 0; i < yard.model.tasks.size(); ++i) {
      const Task& each = app.run().state().tasks[yard.model.tasks[i].slot];
      if (each.ordinal == app.ui().selection.id) chosen = i;
    }
    CHECK(yard.panel.contains(middleOf(screen, chosen)));
    screen.press(ImGuiKey_RightArrow);
  }
}

TEST_CASE("yard zoom: every size and scale draws zoomed") {
  App app;
  startTasks(app, 3);
  for (const ImVec2 size :
       {ImVec2{1280, 720}, ImVec2{390, 700}, ImVec2{320, 480}, ImVec2{60, 40}}) {
    for (const float scale : {1.0f, 2.0f}) {
      Screen screen(app, size, scale);
      screen.frames(3);
      for (int notch = 0; notch < 6; ++notch) screen.press(ImGuiKey_Equal);
      screen.frames(30);
      CHECK(screen.mostVertices() < 65536);
      CHECK_FALSE(screen.memory.moving);
    }
  }
}

}  // namespace taskyard
