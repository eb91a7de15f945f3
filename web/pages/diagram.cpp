#include "pages/diagram.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/network.h"

namespace taskyard {

namespace {

// All lengths in the picture's own units, which are pixels at its natural size.
constexpr int kEdge = 4;
constexpr int kChannel = 40;  // left and right of the VPC, for arrows
constexpr int kZoneWidth = 178;
constexpr int kZoneGap = 10;
constexpr int kRegionalWidth = 178;
constexpr int kPadding = 12;
constexpr int kTitleRow = 26;
constexpr int kSubnetRow = 24;
constexpr int kBar = 26;
constexpr int kTile = 18;
constexpr int kTileGap = 5;
constexpr int kRowGap = 8;
constexpr int kThing = 40;
constexpr int kTrackGap = 7;
constexpr int kTracks = 5;
constexpr int kMostTiles = 6;  // per zone; the rest is a number

struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};
struct Placed {
  DiagramId id = 0;
  Rect box;
  bool inVpc = false;
  bool caller = false;
};

std::string number(int value) { return std::to_string(value); }

// As much of a text as fits, at the width that letters of this size have on average.
std::string fitted(const std::string& text, int width, int letter = 7) {
  const auto most = static_cast<std::size_t>(std::max(width / letter, 4));
  if (text.size() <= most) return text;
  std::size_t end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end) + "…";
}

class Drawing {
 public:
  explicit Drawing(const DiagramFacts& facts) : facts_(facts) {
    int x = kEdge + kChannel + 2 * kPadding;
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      columns_[zone] = {x, 0, facts.zones[zone] ? kZoneWidth : 0, 0};
      if (facts.zones[zone]) x += kZoneWidth + kZoneGap;
    }
    innerRight_ = std::max(x - kZoneGap, kEdge + kChannel + 2 * kPadding + kZoneWidth);
  }

  Html draw() {
    int y = drawCallers(kEdge);
    for (const DiagramVpc& vpc : facts_.vpcs) y = drawVpc(vpc, y) + kPadding;
    y = std::max(y, drawRegional(facts_.callers.empty() ? kEdge : kEdge + kThing + kPadding));
    drawFlows();
    const int right = innerRight_ + 2 * kPadding +
                      (facts_.regional.empty() ? 0 : kChannel + kRegionalWidth) + kEdge;
    Html html;
    html.open("svg", {{"class", "diagram"},
                      {"viewbox", "0 0 " + number(right) + " " + number(y + kEdge)},
                      {"width", number(right)},
                      {"height", number(y + kEdge)},
                      {"role", "img"},
                      {"aria-label", "Diagram; the same in words below it"}});
    html.add(boxes_).add(arrows_).close("svg");
    return html;
  }

 private:
  void box(std::string_view look, const Rect& rect, int round) {
    boxes_.element("rect", "",
                   {{"class", look},
                    {"x", number(rect.x)},
                    {"y", number(rect.y)},
                    {"width", number(rect.width)},
                    {"height", number(rect.height)},
                    {"rx", number(round)}});
  }

  void text(std::string_view look, int x, int y, const std::string& words) {
    boxes_.element("text", words, {{"class", look}, {"x", number(x)}, {"y", number(y)}});
  }

  // A title with what there is to say of it, in one line. False: there was no room for the detail.
  bool titled(int x, int y, int width, const std::string& title, const std::string& detail) {
    const std::string head = fitted(title, width);
    boxes_.open("text", {{"class", "d-title"}, {"x", number(x)}, {"y", number(y)}});
    boxes_.text(head);
    const int left = width - static_cast<int>(head.size() + 2) * 7;
    const bool fits = left >= static_cast<int>(detail.size()) * 6;
    if (!detail.empty() && fits) {
      boxes_.element("tspan", detail, {{"class", "d-detail"}, {"dx", "8"}});
    }
    boxes_.close("text");
    return fits;
  }

  int drawCallers(int top) {
    int x = kEdge + kChannel;
    for (const DiagramThing& caller : facts_.callers) {
      const Rect rect{x, top, kZoneWidth, kBar};
      box("d-caller", rect, 13);
      titled(x + 12, top + 17, kZoneWidth - 16, caller.title, caller.detail);
      placed_.push_back({caller.id, rect, false, true});
      x += kZoneWidth + kZoneGap;
    }
    return facts_.callers.empty() ? top : top + kBar + 2 * kPadding;
  }

  int drawRegional(int top) {
    if (facts_.regional.empty()) return top;
    const int x = innerRight_ + 2 * kPadding + kChannel;
    for (const DiagramThing& thing : facts_.regional) {
      const Rect rect{x, top, kRegionalWidth, kThing};
      box("d-regional", rect, 6);
      text("d-title", x + 10, top + 17, fitted(thing.title, kRegionalWidth - 14));
      text("d-detail", x + 10, top + 32, fitted(thing.detail, kRegionalWidth - 14, 6));
      placed_.push_back({thing.id, rect, false, false});
      top += kThing + kRowGap;
    }
    return top;
  }

  int drawVpc(const DiagramVpc& vpc, int top) {
    const int left = kEdge + kChannel;
    int y = top + kTitleRow + kRowGap + 10;
    std::vector<Rect> bands;
    Html above = std::move(boxes_);  // the frame lies below what is in it, and is known last
    boxes_ = Html();
    for (const DiagramBand& band : vpc.bands) {
      const int bottom = drawBand(band, y);
      bands.push_back({left + kPadding, y, innerRight_ + kPadding - (left + kPadding), bottom - y});
      y = bottom + kRowGap;
    }
    const Html inside = std::move(boxes_);
    boxes_ = std::move(above);
    const Rect rect{left, top, innerRight_ + 2 * kPadding - left, y + 4 - top};
    box("d-vpc", rect, 10);
    text("d-title", left + kPadding, top + 18, vpc.title);
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      if (columns_[zone].width == 0) continue;
      text("d-zone", columns_[zone].x + 4, top + kTitleRow + 12,
           zoneName(static_cast<std::uint8_t>(zone)));
    }
    for (std::size_t i = 0; i < bands.size(); ++i) {
      box(vpc.bands[i].isPublic ? "d-public" : "d-private", bands[i], 6);
    }
    boxes_.add(inside);
    return rect.y + rect.height;
  }

  int drawBand(const DiagramBand& band, int top) {
    text("d-detail", columns_[firstZone()].x + 4, top + 15,
         band.isPublic ? "Public subnets" : "Private subnets");
    int y = top + kSubnetRow - 4;
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      if (columns_[zone].width == 0 || band.subnets[zone].empty()) continue;
      text("d-subnet", columns_[zone].x + 4, y + 12, fitted(band.subnets[zone], kZoneWidth - 8, 6));
    }
    y += kSubnetRow - 2;
    for (const DiagramRow& row : band.rows) y = drawRow(row, y) + kRowGap;
    return y + 2;
  }

  [[nodiscard]] std::size_t firstZone() const {
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      if (columns_[zone].width > 0) return zone;
    }
    return 0;
  }

  // Over all zones that the row stands in.
  [[nodiscard]] Rect spanOf(const DiagramRow& row, int y, int height) const {
    int left = innerRight_;
    int right = columns_[firstZone()].x;
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      if (!row.zones[zone] || columns_[zone].width == 0) continue;
      left = std::min(left, columns_[zone].x);
      right = std::max(right, columns_[zone].x + columns_[zone].width);
    }
    return {left, y, std::max(right - left, kZoneWidth), height};
  }

  int drawRow(const DiagramRow& row, int y) {
    if (row.kind == DiagramRow::Kind::Cells) return drawCells(row, y);
    const bool tasks = row.kind == DiagramRow::Kind::Tasks;
    const int height = tasks ? kBar + kTile + 8 : kBar;
    const Rect rect = spanOf(row, y, height);
    const char* look = tasks                                    ? "d-service"
                       : row.kind == DiagramRow::Kind::Balancer ? "d-balancer"
                                                                : "d-database";
    box(look, rect, tasks ? 6 : 13);
    const bool whole = titled(rect.x + 12, y + 17, rect.width - 20, row.title, row.detail);
    int free = rect.x + 12;
    for (std::size_t zone = 0; tasks && zone < kZoneCount; ++zone) {
      free = std::max(free, drawTasks(row, zone, y));
    }
    const int room = rect.x + rect.width - free;
    if (tasks && !whole) text("d-detail", free + 2, y + kBar + 12, fitted(row.detail, room, 6));
    placed_.push_back({row.id, rect, true, false});
    return y + height;
  }

  // Returns where the tiles of the zone end.
  int drawTasks(const DiagramRow& row, std::size_t zone, int y) {
    const int count = row.tasks[zone] + row.starting[zone];
    const int shown = std::min(count, kMostTiles);
    int x = columns_[zone].x + 12;
    for (int i = 0; i < shown; ++i) {
      box(i < row.tasks[zone] ? "d-task" : "d-starting", {x, y + kBar - 1, kTile, kTile}, 4);
      x += kTile + kTileGap;
    }
    if (count > shown) text("d-detail", x, y + kBar + 13, "+" + std::to_string(count - shown));
    return count == 0 ? 0 : x;
  }

  int drawCells(const DiagramRow& row, int y) {
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      if (row.cells[zone].empty() || columns_[zone].width == 0) continue;
      box("d-cell", {columns_[zone].x, y, kZoneWidth, kBar}, 4);
      text("d-detail", columns_[zone].x + 12, y + 17, fitted(row.cells[zone], kZoneWidth - 16, 6));
    }
    return y + kBar;
  }

  // ---- Arrows: out of one thing at its side, along a track of the channel, into the other.

  [[nodiscard]] const Placed* find(DiagramId id) const {
    for (const Placed& each : placed_) {
      if (each.id == id) return &each;
    }
    return nullptr;
  }

  void drawFlows() {
    int left = 0;
    int right = 0;
    for (const DiagramFlow& flow : facts_.flows) {
      const Placed* from = find(flow.from);
      const Placed* to = find(flow.to);
      if (from == nullptr || to == nullptr) continue;
      if ((from->inVpc || from->caller) && to->inVpc) {
        drawLeft(from->box, to->box, from->caller, left++ % kTracks);
      } else {
        drawRight(from->box, to->box, to->inVpc, right++ % kTracks);
      }
    }
  }

  void drawLeft(const Rect& from, const Rect& to, bool fromAbove, int track) {
    const int x = kEdge + kChannel - 6 - track * kTrackGap;
    const int end = to.y + kBar / 2 - 3;
    std::string way;
    if (fromAbove) {
      const int turn = from.y + from.height + 5 + track * 3;
      way = "M" + number(from.x + 16) + " " + number(from.y + from.height) + "V" + number(turn);
    } else {
      way = "M" + number(from.x) + " " + number(from.y + kBar / 2 + 4);
    }
    arrow(way + "H" + number(x) + "V" + number(end) + "H" + number(to.x - 5), to.x, end, 1);
  }

  // Between a row of a VPC and a regional service, in either direction.
  void drawRight(const Rect& from, const Rect& to, bool intoVpc, int track) {
    const int x = innerRight_ + 2 * kPadding + 8 + track * kTrackGap;
    const int start = from.y + (intoVpc ? kThing : kBar) / 2 + track * 2 - 4;
    const int end = to.y + (intoVpc ? kBar : kThing) / 2 + track * 2 - 4;
    const int leaves = intoVpc ? from.x : from.x + from.width;
    const int arrives = intoVpc ? to.x + to.width : to.x;
    const int sign = intoVpc ? -1 : 1;
    arrow("M" + number(leaves) + " " + number(start) + "H" + number(x) + "V" + number(end) + "H" +
              number(arrives - 5 * sign),
          arrives, end, sign);
  }

  void arrow(const std::string& way, int tipX, int tipY, int sign) {
    arrows_.element("path", "", {{"class", "d-flow"}, {"d", way}});
    const int back = tipX - 7 * sign;
    arrows_.element("path", "",
                    {{"class", "d-tip"},
                     {"d", "M" + number(tipX) + " " + number(tipY) + "L" + number(back) + " " +
                               number(tipY - 4) + "V" + number(tipY + 4) + "Z"}});
  }

  const DiagramFacts& facts_;
  std::array<Rect, kZoneCount> columns_;
  int innerRight_ = 0;
  Html boxes_;
  Html arrows_;
  std::vector<Placed> placed_;
};

}  // namespace

Html diagramFigure(const DiagramFacts& facts, const std::string& title) {
  Html html;
  html.open("figure", {{"class", "diagram"}}).element("figcaption", title);
  html.open("div", {{"class", "diagram-scroll"}, {"tabindex", "0"}});
  html.add(Drawing(facts).draw()).close("div");
  html.open("details").element("summary", "The picture in words").open("ul");
  for (const std::string& each : diagramWords(facts)) html.element("li", each);
  html.close("ul").close("details").close("figure").newline();
  return html;
}

}  // namespace taskyard
