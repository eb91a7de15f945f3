// Cost: so far and per month, by resource, and by the command that caused it.

#include <algorithm>

#include "engine/cost.h"
#include "engine/event_text.h"
#include "panels/dock_parts.h"
#include "panels/yard_words.h"

namespace taskyard {

namespace {

constexpr float kRefreshMs = 300.0f;  // adding up every task takes a while

void refresh(const Canvas& canvas) {
  DockMemory& dock = canvas.memory.dock;
  dock.sinceCostMs += canvas.elapsedMs;
  if (dock.costRevision == canvas.app.revision()) return;
  if (dock.sinceCostMs < kRefreshMs) {
    canvas.memory.moving = true;  // come back when it is time
    return;
  }
  dock.cost = costBreakdown(canvas.state());
  dock.costRevision = canvas.app.revision();
  dock.sinceCostMs = 0.0f;
}

struct KindSum {
  BillKind kind{};
  std::int64_t count = 0;
  std::int64_t soFar = 0;
  std::int64_t perMonth = 0;
};

std::vector<KindSum> byKind(const CostBreakdown& cost) {
  std::vector<KindSum> sums;
  for (const CostRow& row : cost.rows) {
    auto found = std::find_if(sums.begin(), sums.end(),
                              [&](const KindSum& each) { return each.kind == row.kind; });
    if (found == sums.end()) found = sums.insert(sums.end(), KindSum{row.kind});
    ++found->count;
    found->soFar += row.nanoUsd;
    found->perMonth += row.nanoUsdPerMonth;
  }
  std::stable_sort(sums.begin(), sums.end(), [](const KindSum& a, const KindSum& b) {
    return a.perMonth != b.perMonth ? a.perMonth > b.perMonth : a.soFar > b.soFar;
  });
  return sums;
}

const char* kindWords(BillKind kind) {
  switch (kind) {
    case BillKind::FargateTask: return "Fargate tasks";
    case BillKind::FargateSpotTask: return "Fargate Spot tasks";
    case BillKind::PublicIpv4: return "Public IPv4 addresses";
    case BillKind::NatGateway: return "NAT gateways";
    case BillKind::NatGatewayData: return "NAT gateway data";
    case BillKind::InterfaceEndpoint: return "Interface endpoints";
    case BillKind::LoadBalancer: return "Load balancers";
    case BillKind::LoadBalancerUnits: return "Load balancer units (LCU)";
    case BillKind::DataOut: return "Data out to the internet";
    case BillKind::DataBetweenZones: return "Data between zones";
    case BillKind::Ec2Instance: return "EC2 instances";
    case BillKind::EbsVolume: return "EBS volumes";
    case BillKind::LogsIngestion: return "Logs, ingestion";
    case BillKind::LogsStorage: return "Logs, storage";
    case BillKind::EcrStorage: return "ECR storage";
    case BillKind::Secret: return "Secrets";
    case BillKind::Alarm: return "CloudWatch alarms";
    case BillKind::SqsRequests: return "SQS requests";
    case BillKind::ApiRequests: return "API Gateway requests";
    case BillKind::RdsInstance: return "RDS databases";
    case BillKind::DynamoDb: return "DynamoDB";
    case BillKind::LambdaRequests: return "Lambda requests";
    case BillKind::LambdaDuration: return "Lambda duration";
    case BillKind::EksCluster: return "EKS clusters";
    case BillKind::SavingsPlanCommitment: return "Savings Plan commitment";
    case BillKind::SavingsPlanCovered: return "Covered by the Savings Plan";
  }
  return "";
}

void paintTotals(DockPen& pen, const CostBreakdown& cost) {
  const Theme& theme = pen.theme();
  const auto figure = [&](float x, const char* name, const std::string& value) {
    paintText(pen.list(), *theme.fonts.caption, {x, pen.y}, theme[tokens::kFaint], name);
    return paintText(pen.list(), *theme.fonts.display, {x, pen.y + theme.px(14.0f)},
                     theme[tokens::kText], value);
  };
  const float x = figure(pen.left, "So far in this run", nanoDollars(cost.nanoUsd));
  figure(std::max(x + theme.px(32.0f), pen.left + theme.px(150.0f)),
         "Per month as it is now, without what is paid by use", nanoDollars(cost.nanoUsdPerMonth));
  pen.y += theme.px(50.0f);
}

void drawKinds(DockPen& pen, const CostBreakdown& cost) {
  constexpr DockColumn kColumns[] = {{"Resource", 2.4f},
                                     {"How many", 0.8f, true, true},
                                     {"So far", 1.0f, true},
                                     {"Per month", 1.0f, true},
                                     {"Share", 1.4f}};
  const Theme& theme = pen.theme();
  DockTable table(pen, "kinds", kColumns);
  for (const KindSum& each : byKind(cost)) {
    const bool byUse = isPaidByUse(each.kind);
    const double share = cost.nanoUsdPerMonth <= 0 ? 0.0
                                                   : static_cast<double>(each.perMonth) /
                                                         static_cast<double>(cost.nanoUsdPerMonth);
    const DockCell cells[] = {{kindWords(each.kind)},
                              {std::to_string(each.count), tokens::kMuted},
                              {nanoDollars(each.soFar)},
                              byUse ? DockCell{"by use", tokens::kMuted}
                                    : DockCell{nanoDollars(each.perMonth), tokens::kText, true},
                              {byUse ? std::string() : percentText(share), tokens::kMuted}};
    const float top = pen.y;
    table.row(cells, false, false);
    if (byUse) continue;
    const Box place = table.cell(4);
    const float left = place.min.x + theme.px(50.0f);
    if (place.max.x - left < theme.px(16.0f)) continue;
    dockBar(pen, {{left, top + theme.px(8.0f)}, {place.max.x, top + theme.px(14.0f)}},
            static_cast<float>(share), tokens::kAccent);
  }
  pen.y += theme.px(12.0f);
}

void drawDecisions(DockPen& pen, const CostBreakdown& cost) {
  std::vector<DecisionCost> decisions = costByDecision(cost);
  std::stable_sort(decisions.begin(), decisions.end(),
                   [](const DecisionCost& a, const DecisionCost& b) {
                     return a.nanoUsdPerMonth > b.nanoUsdPerMonth;
                   });
  constexpr DockColumn kColumns[] = {
      {"The command that caused it", 4.0f}, {"So far", 1.0f, true}, {"Per month", 1.0f, true}};
  DockTable table(pen, "decisions", kColumns);
  constexpr std::size_t kShown = 12;
  for (std::size_t i = 0; i < decisions.size() && i < kShown; ++i) {
    const DecisionCost& each = decisions[i];
    const bool known = pen.canvas.events().holds(each.decision);
    const std::string words = known ? eventText(pen.canvas.state(), pen.canvas.events(),
                                                pen.canvas.events().at(each.decision))
                                    : std::string("before the run");
    const DockCell cells[] = {{words, tokens::kText, false, static_cast<int>(Icon::Command)},
                              {nanoDollars(each.nanoUsd)},
                              {nanoDollars(each.nanoUsdPerMonth), tokens::kText, true}};
    if (table.row(cells, false, known)) pen.canvas.askWhy(each.decision);
  }
}

}  // namespace

void drawCost(const Canvas& canvas, const Box& box) {
  refresh(canvas);
  const CostBreakdown& cost = canvas.memory.dock.cost;
  if (cost.rows.empty()) {
    drawDockEmpty(
        canvas, box,
        {"Nothing costs anything yet",
         "Tasks, instances, load balancers, NAT gateways and logs have prices. As soon as "
         "something runs, its share stands here, with the command that caused it."});
    return;
  }
  DockPen pen = beginDock(canvas, "cost", box);
  paintTotals(pen, cost);
  drawKinds(pen, cost);
  drawDecisions(pen, cost);
  dockNote(
      pen, tokens::kFaint,
      "On-demand prices of us-east-1, without taxes and discounts. What every account has free "
      "each month (100 GB out, a million SQS requests, Lambda's) is not charged.");
  endDock(pen);
}

}  // namespace taskyard
