#include "pages/scenario_picture.h"

#include <algorithm>
#include <set>
#include <string>

namespace taskyard {

namespace {

// ---- Reading

std::int64_t integerOf(const JsonValue& input, std::string_view key, std::int64_t otherwise) {
  const JsonValue* value = input.find(key);
  return value != nullptr && value->isInteger() ? value->integer() : otherwise;
}

void readService(PictureFacts& facts, const JsonValue& input, std::set<std::string>& subnets) {
  facts.tasks += static_cast<int>(
      std::clamp<std::int64_t>(integerOf(input, "desiredCount", 1), 0, kPictureTasksMost));
  const JsonValue* network = input.find("networkConfiguration");
  const JsonValue* awsvpc = network == nullptr ? nullptr : network->find("awsvpcConfiguration");
  if (awsvpc == nullptr) return;
  if (awsvpc->text("assignPublicIp") != "ENABLED") facts.privateTasks = true;
  const JsonValue* list = awsvpc->find("subnets");
  if (list == nullptr || !list->isArray()) return;
  for (const JsonValue& subnet : list->items()) {
    if (subnet.isString()) subnets.insert(subnet.string());
  }
}

void readRequest(PictureFacts& facts, const Request& request, std::set<std::string>& subnets) {
  const std::string& name = request.operation;
  const JsonValue& input = request.input;
  if (name == "CreateService") readService(facts, input, subnets);
  if (name == "RunTask") facts.tasks += static_cast<int>(integerOf(input, "count", 1));
  if (name == "CreateLoadBalancer") facts.balancer = true;
  if (name == "CreateQueue") facts.queue = true;
  if (name == "CreateDBInstance" || name == "CreateTable") facts.database = true;
  if (name == "CreateFunction") ++facts.lambdas;
  if (name == "CreateAutoScalingGroup") {
    facts.instances =
        static_cast<int>(std::clamp<std::int64_t>(integerOf(input, "DesiredCapacity", 2), 1, 3));
  }
  if (name == "SimSetTraffic" || name == "SimSetInvocations") facts.visitors = true;
  if (name == "SimDockerRun") facts.byHand = true;
}

void readTimeline(PictureFacts& facts, const Request& request) {
  const std::string& name = request.operation;
  if (name == "SimSetTraffic" || name == "SimSetQueueLoad") facts.storm = true;
  if (name == "UpdateService") facts.deploys = true;
  if (name != "SimInjectFault") return;
  const std::string& type = request.input.text("type");
  if (type == "ZoneLost") {
    facts.zoneLost = true;
  } else if (type == "SpotReclaim" || type == "DockerHostLost") {
    facts.brokenTasks += 2;
  } else if (type == "ContainerExit" || type == "TaskLost" || type == "HostLost") {
    ++facts.brokenTasks;
  }
}

// ---- Drawing. All lengths in the picture's own units.

constexpr int kWidth = 200;
constexpr int kHeight = 92;
constexpr int kMargin = 8;
constexpr int kGap = 6;

std::string number(int value) { return std::to_string(value); }

void rectangle(Html& html, std::string_view look, int x, int y, int width, int height, int round) {
  html.element("rect", "",
               {{"class", look},
                {"x", number(x)},
                {"y", number(y)},
                {"width", number(width)},
                {"height", number(height)},
                {"rx", number(round)}});
}

void line(Html& html, std::string_view look, int x1, int y1, int x2, int y2) {
  html.element("line", "",
               {{"class", look},
                {"x1", number(x1)},
                {"y1", number(y1)},
                {"x2", number(x2)},
                {"y2", number(y2)}});
}

void cross(Html& html, int x, int y, int size) {
  line(html, "p-bad-line", x - size, y - size, x + size, y + size);
  line(html, "p-bad-line", x - size, y + size, x + size, y - size);
}

// Where requests or messages come in: a bar across the zones, and lines into it.
int drawEntry(Html& html, const PictureFacts& facts) {
  const bool bar = facts.balancer || facts.queue;
  int top = kMargin;
  if (facts.visitors || facts.storm) {
    const int count = facts.storm ? 9 : 3;
    for (int i = 0; i < count; ++i) {
      const int x = kWidth / 2 + (i - count / 2) * (facts.storm ? 14 : 22);
      html.element("circle", "",
                   {{"class", facts.storm ? "p-storm" : "p-user"},
                    {"cx", number(x)},
                    {"cy", number(top + 3)},
                    {"r", "3"}});
      line(html, "p-flow", x, top + 7, bar ? x : kWidth / 2 + (x - kWidth / 2) / 2, top + 14);
    }
    top += 16;
  }
  if (!bar) return top;
  if (facts.balancer) {
    rectangle(html, "p-balancer", 40, top, kWidth - 80, 9, 4);
  } else {
    for (int i = 0; i < 9; ++i) rectangle(html, "p-queue", 41 + i * 13, top, 11, 9, 2);
  }
  return top + 9 + kGap;
}

struct Column {
  int x = 0;
  int width = 0;
};
Column columnOf(int index, int count) {
  const int all = kWidth - 2 * kMargin;
  const int width = (all - (count - 1) * kGap) / count;
  return {kMargin + index * (width + kGap), width};
}

// In the middle of their zone, as large as there is room.
void drawTasks(Html& html, const PictureFacts& facts, int zone, int zones, Column column, int top,
               int bottom) {
  const int inZone = facts.tasks / zones + (zone < facts.tasks % zones ? 1 : 0);
  if (inZone == 0) return;
  constexpr int kBetween = 4;
  const int rows = inZone <= 3 ? 1 : 2;
  const int perRow = (inZone + rows - 1) / rows;
  const int roomX = (column.width - 12 - (perRow - 1) * kBetween) / perRow;
  const int roomY = (bottom - top - 12 - (rows - 1) * kBetween) / rows;
  const int tile = std::clamp(std::min(roomX, roomY), 6, 26);
  const int left = column.x + (column.width - perRow * (tile + kBetween) + kBetween) / 2;
  const int first = top + (bottom - top - rows * (tile + kBetween) + kBetween) / 2;
  for (int i = 0; i < inZone; ++i) {
    const int x = left + (i % perRow) * (tile + kBetween);
    const int y = first + (i / perRow) * (tile + kBetween);
    const int ordinal = i * zones + zone;
    const bool broken = (facts.zoneLost && zone == 0) || ordinal < facts.brokenTasks;
    const bool next = facts.deploys && ordinal == 0;
    rectangle(html, broken ? "p-broken" : next ? "p-new" : "p-task", x, y, tile, tile, 4);
    if (broken) cross(html, x + tile / 2, y + tile / 2, tile / 4);
  }
}

void drawZones(Html& html, const PictureFacts& facts, int top) {
  const int bottom = kHeight - kMargin - (facts.database ? 18 : 0);
  const int zones = std::max(1, facts.zones);
  for (int zone = 0; zone < zones; ++zone) {
    const Column column = columnOf(zone, zones);
    rectangle(html, facts.privateTasks ? "p-zone p-private" : "p-zone", column.x, top, column.width,
              bottom - top, 4);
    if (facts.zoneLost && zone == 0) cross(html, column.x + column.width - 9, top + 9, 5);
    if (facts.instances > 0 && zone < facts.instances) {
      rectangle(html, "p-instance", column.x + 4, top + 4, column.width - 8, bottom - top - 8, 3);
    }
    drawTasks(html, facts, zone, zones, column, top, bottom);
  }
  if (facts.database) {
    html.element("ellipse", "",
                 {{"class", "p-database"},
                  {"cx", number(kWidth / 2)},
                  {"cy", number(kHeight - kMargin - 6)},
                  {"rx", "26"},
                  {"ry", "6"}});
  }
}

void drawFunctions(Html& html, const PictureFacts& facts, int top) {
  for (int i = 0; i < facts.lambdas; ++i) {
    const int x = kWidth / 2 - facts.lambdas * 24 + i * 48 + 4;
    rectangle(html, i == 0 ? "p-new" : "p-broken", x, top + 10, 40, 40, 8);
    line(html, "p-mark", x + 13, top + 20, x + 27, top + 40);
    line(html, "p-mark", x + 19, top + 30, x + 13, top + 40);
  }
}

}  // namespace

PictureFacts pictureFacts(const Scenario& scenario) {
  PictureFacts facts;
  std::set<std::string> subnets;
  for (const Request& request : scenario.setup) readRequest(facts, request, subnets);
  for (const ScriptEntry& entry : scenario.timeline) {
    readRequest(facts, entry.request, subnets);
    readTimeline(facts, entry.request);
  }
  facts.zones = std::clamp(static_cast<int>(subnets.size()), 0, 3);
  if (facts.byHand) {
    facts.zones = 1;
    facts.instances = 1;
    facts.tasks = 1;
    facts.brokenTasks = std::min(facts.brokenTasks, 1);
  }
  if (facts.instances > 0) facts.zones = std::max(facts.zones, facts.instances);
  if (facts.zones == 0 && facts.lambdas == 0) facts.zones = 3;
  facts.tasks = std::min(facts.tasks, kPictureTasksMost);
  return facts;
}

Html scenarioPicture(const Scenario& scenario) {
  const PictureFacts facts = pictureFacts(scenario);
  Html html;
  html.open("svg", {{"class", "picture"},
                    {"viewbox", "0 0 " + number(kWidth) + " " + number(kHeight)},
                    {"aria-hidden", "true"},
                    {"focusable", "false"}});
  const int top = drawEntry(html, facts);
  if (facts.zones > 0) {
    drawZones(html, facts, top);
  } else {
    drawFunctions(html, facts, top);
  }
  html.close("svg");
  return html;
}

}  // namespace taskyard
