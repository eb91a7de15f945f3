// The Yard before anything runs: what this place is for, and one obvious thing to do.

#include <algorithm>

#include "api/aws_cli.h"
#include "engine/reachability.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

JsonValue webTaskDefinition() {
  JsonValue port = JsonValue::object({{"containerPort", 80}});
  JsonValue container = JsonValue::object();
  container.set("name", "web")
      .set("image", "public.ecr.aws/nginx/nginx:1.27")
      .set("essential", true)
      .set("portMappings", JsonValue::array({std::move(port)}));
  JsonValue input = JsonValue::object();
  input.set("family", "web")
      .set("requiresCompatibilities", JsonValue::array({"FARGATE"}))
      .set("networkMode", "awsvpc")
      .set("cpu", "256")
      .set("memory", "512")
      .set("containerDefinitions", JsonValue::array({std::move(container)}));
  return input;
}

JsonValue publicNetwork(const State& state) {
  JsonValue subnets = JsonValue::array();
  for (const Subnet& subnet : state.subnets) {
    if (isPublicSubnet(state, subnet)) subnets.push(subnet.subnetId);
  }
  JsonValue awsvpc = JsonValue::object();
  awsvpc.set("subnets", std::move(subnets)).set("assignPublicIp", "ENABLED");
  return JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}});
}

ClusterIndex usableCluster(const State& state) {
  for (std::size_t i = 0; i < state.clusters.size(); ++i) {
    if (state.clusters[i].status == ClusterStatus::ACTIVE) return ClusterIndex(i);
  }
  return {};
}

}  // namespace

std::vector<Request> firstServiceRequests(const State& state) {
  constexpr int kTasks = 3;
  std::vector<Request> requests;
  const ClusterIndex known = usableCluster(state);
  const std::string cluster = known.valid() ? state.clusters[known.value].clusterName : "demo";
  if (!known.valid()) {
    requests.push_back({"ecs", "CreateCluster", JsonValue::object({{"clusterName", cluster}})});
  }
  requests.push_back({"ecs", "RegisterTaskDefinition", webTaskDefinition()});
  JsonValue input = JsonValue::object();
  input.set("cluster", cluster)
      .set("serviceName", "web")
      .set("taskDefinition", "web")
      .set("desiredCount", kTasks)
      .set("launchType", "FARGATE")
      .set("networkConfiguration", publicNetwork(state));
  requests.push_back({"ecs", "CreateService", std::move(input)});
  return requests;
}

Request desiredCountRequest(const State& state, ServiceIndex service, std::int32_t desiredCount) {
  const Service& record = state.services[service.value];
  JsonValue input = JsonValue::object();
  input.set("cluster", state.clusters[record.cluster.value].clusterName)
      .set("service", record.serviceName)
      .set("desiredCount", desiredCount);
  return {"ecs", "UpdateService", std::move(input)};
}

void drawYardEmpty(const Canvas& canvas) {
  const Theme& theme = canvas.theme;
  const YardLayout& layout = canvas.memory.yard.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool hasCluster = usableCluster(canvas.state()).valid();

  ButtonLook look;
  look.kind = ButtonKind::Primary;
  look.label = hasCluster ? "Run a service" : "Create a cluster and run a service";
  look.hasIcon = true;
  look.icon = Icon::Play;
  constexpr const char* kTitle = "Nothing runs here yet";
  constexpr const char* kText =
      "A service keeps a number of tasks running, spread over these three Availability Zones. "
      "Start one and watch its tasks come to life, then break them.";
  const char* commands = hasCluster ? "aws ecs register-task-definition, create-service"
                                    : "aws ecs create-cluster, register-task-definition, "
                                      "create-service";
  const float pad = theme.px(layout.vpc.width() < theme.px(460.0f) ? 16.0f : 24.0f);
  const float width = std::min(layout.vpc.width() - theme.px(12.0f), theme.px(440.0f));
  const float inner = width - 2.0f * pad;
  if (buttonWidth(theme, look) > inner) look.label = "Run a service";
  const float titleHeight = paintWrapped(nullptr, *theme.fonts.title, {}, 0, kTitle, inner);
  const float textHeight = paintWrapped(nullptr, *theme.fonts.body, {}, 0, kText, inner);
  const float commandHeight = paintWrapped(nullptr, *theme.fonts.caption, {}, 0, commands, inner);
  const float buttonHeight = theme.px(36.0f);
  const float gap = theme.px(12.0f);
  const float height =
      2.0f * pad + titleHeight + textHeight + buttonHeight + commandHeight + 2.5f * gap;
  // Where there is little room, the button matters more than the middle.
  const float middle = (layout.lanes.min.y + layout.lanes.max.y) * 0.5f;
  const float top = std::max(layout.internet.min.y,
                             std::min(middle - height * 0.5f, layout.region.max.y - height));
  const float left = layout.vpc.centre().x - width * 0.5f;
  const Box box{{left, top}, {left + width, top + height}};
  list.AddRectFilled(box.min, box.max, theme[tokens::kRaised], theme.px(tokens::kRadiusL));
  list.AddRect(box.min, box.max, theme[tokens::kLineStrong], theme.px(tokens::kRadiusL));
  const float x = box.min.x + pad;
  float y = box.min.y + pad;
  y += paintWrapped(&list, *theme.fonts.title, {x, y}, theme[tokens::kText], kTitle, inner) +
       gap * 0.5f;
  y += paintWrapped(&list, *theme.fonts.body, {x, y}, theme[tokens::kMuted], kText, inner) + gap;
  const float buttonRight = x + std::min(inner, buttonWidth(theme, look));
  if (button(theme, "first", {{x, y}, {buttonRight, y + buttonHeight}}, look)) {
    for (Request& request : firstServiceRequests(canvas.state())) {
      canvas.app.send(std::move(request));
    }
    canvas.app.setPlaying(true);
  }
  y += buttonHeight + gap;
  paintWrapped(&list, *theme.fonts.caption, {x, y}, theme[tokens::kFaint], commands, inner);
}

}  // namespace taskyard
