// Goal: every instrument draws every scenario that ships, at the sizes that count, at its beginning
// and later, and everything that can be seen in the Yard can be selected and shown. Method: Dear
// ImGui without a window; nothing may fail an assertion or overflow a draw list.

#include <string>

#include <doctest/doctest.h>

#include "cli/files.h"
#include "learn/content.h"
#include "panels/screen.h"
#include "support/source_root.h"

namespace taskyard {
namespace {

constexpr ImVec2 kSizes[] = {{880, 660}, {1500, 1020}, {390, 700}};

void openAll(App& app) {
  const Result<ContentFiles> files = cli::readContentFiles(sourceRoot() + "/lessons");
  REQUIRE(files.ok());
  app.study().content = loadContent(files.value()).content;
  REQUIRE(app.study().content.scenarios.size() >= 18);
}

// Tasks that cannot reach the registry.
void openBarred(App& app) {
  openAll(app);
  REQUIRE(app.openScenario("private-pull", std::nullopt).ok());
  app.advance(30 * kSecond);
}

void drawEveryTab(App& app, Screen& screen) {
  for (std::size_t tab = 0; tab < kDockTabs; ++tab) {
    CAPTURE(tab);
    app.ui().dock = static_cast<DockTab>(tab);
    screen.frames(2);
    CHECK(screen.mostVertices() < 65536);
  }
}

void selectEveryNode(App& app, Screen& screen) {
  const std::vector<YardNode> nodes = screen.memory.yard.model.nodes;
  for (const YardNode& node : nodes) {
    CAPTURE(node.title);
    app.ui().selection = node.what;
    app.touch();
    screen.frames(3);
    CHECK(app.ui().selection == node.what);
  }
  for (const YardInstance& instance : screen.memory.yard.model.instances) {
    app.ui().selection = {Selection::Kind::Instance, instance.index.value};
    app.touch();
    screen.frames(2);
  }
  app.ui().selection = {};
}

}  // namespace

TEST_CASE("panels: every instrument draws every scenario") {
  App app;
  openAll(app);
  for (const Scenario& scenario : app.study().content.scenarios) {
    CAPTURE(scenario.id);
    for (const ImVec2 size : kSizes) {
      CAPTURE(size.x);
      REQUIRE(app.openScenario(scenario.id, std::nullopt).ok());
      Screen screen(app, size);
      screen.frames(2);
      drawEveryTab(app, screen);
      app.advance(4 * kMinute);
      drawEveryTab(app, screen);
      if (size.x == kSizes[0].x) selectEveryNode(app, screen);
    }
  }
}

TEST_CASE("panels: the Yard shows what a scenario has, and nothing else") {
  App app;
  openAll(app);
  const auto kinds = [&](const char* scenario) {
    REQUIRE(app.openScenario(scenario, std::nullopt).ok());
    Screen screen(app, kSizes[0]);
    screen.frames(2);
    std::vector<Selection::Kind> found;
    for (const YardNode& node : screen.memory.yard.model.nodes) found.push_back(node.what.kind);
    return found;
  };
  const auto has = [](const std::vector<Selection::Kind>& found, Selection::Kind kind) {
    return std::find(found.begin(), found.end(), kind) != found.end();
  };
  const auto web = kinds("public-web");
  CHECK(has(web, Selection::Kind::LoadBalancer));
  CHECK(has(web, Selection::Kind::Traffic));
  CHECK_FALSE(has(web, Selection::Kind::Queue));
  const auto workers = kinds("sqs-workers");
  CHECK(has(workers, Selection::Kind::Queue));
  CHECK_FALSE(has(workers, Selection::Kind::LoadBalancer));
  const auto simple = kinds("first-fargate-service");
  CHECK_FALSE(has(simple, Selection::Kind::LoadBalancer));
  CHECK_FALSE(has(simple, Selection::Kind::NatGateway));
}

TEST_CASE("panels: a barred path to the registry is told at its service") {
  App app;
  openBarred(app);
  Screen screen(app, kSizes[0]);
  screen.frames(2);
  const YardModel& model = screen.memory.yard.model;
  REQUIRE(!model.sections.empty());
  CHECK(model.sections[0].problem.words.find("route") != std::string::npos);
  CHECK(model.sections[0].problem.grave);
}

TEST_CASE("panels: the spotlight brings what is wrong into sight, once") {
  App app;
  openBarred(app);
  Screen screen(app, kSizes[0]);
  screen.frames(2);
  for (int notch = 0; notch < 6; ++notch) screen.press(ImGuiKey_Equal);
  YardMemory& yard = screen.memory.yard;
  const auto panAway = [&] {
    yard.view.pan = panRoom(yard.layout.area, yard.panel);
    screen.frames(2);
  };
  const auto headIsInSight = [&] {
    const Box& head = yard.layout.sections[0].head;
    const float top = yard.layout.lanes.min.y;
    return yard.panel.contains({head.min.x + 1.0f, top + head.min.y + 1.0f});
  };
  panAway();
  REQUIRE_FALSE(headIsInSight());
  app.ui().spotlight = true;
  screen.frames(2);
  CHECK(headIsInSight());
  panAway();
  CHECK_FALSE(headIsInSight());  // the teacher's hand goes first
  app.ui().spotlight = false;
  screen.frame();
  app.ui().spotlight = true;
  screen.frames(2);
  CHECK(headIsInSight());
}

TEST_CASE("panels: tasks on instances lie inside them, without overlap") {
  App app;
  openAll(app);
  REQUIRE(app.openScenario("ec2-capacity", std::nullopt).ok());
  Screen screen(app, kSizes[0]);
  screen.frames(2);
  const YardMemory& yard = screen.memory.yard;
  REQUIRE(yard.model.instances.size() == 2);
  int inside = 0;
  for (const YardTask& task : yard.model.tasks) {
    if (task.instance == kNoInstance) continue;
    const Box tile = tileBox(yard.layout, task);
    const Box& fill = yard.layout.instances[task.instance].fill;
    CHECK(tile.min.x >= fill.min.x);
    CHECK(tile.max.x <= fill.max.x + 1.0f);
    ++inside;
  }
  CHECK(inside == 4);
}

TEST_CASE("panels: arrow keys reach what stands around the tasks") {
  App app;
  openAll(app);
  REQUIRE(app.openScenario("public-web", std::nullopt).ok());
  Screen screen(app, kSizes[0]);
  screen.frames(4);
  screen.press(ImGuiKey_RightArrow);
  REQUIRE(app.ui().selection.kind == Selection::Kind::Task);
  bool balancer = false;
  for (int i = 0; i < 8 && !balancer; ++i) {
    screen.press(ImGuiKey_UpArrow);
    balancer = app.ui().selection.kind == Selection::Kind::LoadBalancer;
  }
  CHECK(balancer);
}

TEST_CASE("panels: history knows what happened before anybody looked") {
  App app;
  openAll(app);
  REQUIRE(app.openScenario("flash-crowd", std::nullopt).ok());
  app.advance(5 * kMinute);
  Screen screen(app, kSizes[0]);
  screen.frames(1);
  const History& history = screen.memory.history;
  REQUIRE(history.times().size() > 50);
  CHECK(history.times().front() == 0);
  CHECK(history.times().back() == app.run().now());
  REQUIRE(history.series(SeriesKind::Arriving, 0) != nullptr);
  CHECK(history.series(SeriesKind::Arriving, 0)->size() == history.times().size());
}

}  // namespace taskyard
