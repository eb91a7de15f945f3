// The Yard before anything runs: what this place is for, and one obvious thing to do.

#include <algorithm>

#include "api/aws_cli.h"
#include "engine/identity.h"
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
    if (subnet.internetGateway) subnets.push(subnet.subnetId);
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
  const float buttonsWidth = buttonWidth(theme, look);
  const float width =
      std::min(layout.vpc.width() - theme.px(24.0f), std::max(buttonsWidth, theme.px(420.0f)));
  const float inner = width - theme.px(48.0f);
  const float textHeight = paintWrapped(nullptr, *theme.fonts.body, {}, 0, kText, inner);
  const float commandHeight = paintWrapped(nullptr, *theme.fonts.caption, {}, 0, commands, inner);
  const float height =
      theme.px(24.0f + 30.0f + 16.0f + 36.0f + 12.0f + 20.0f) + textHeight + commandHeight;
  const ImVec2 centre(layout.vpc.centre().x, (layout.lanes.min.y + layout.lanes.max.y) * 0.5f);
  const Box box{{centre.x - width * 0.5f, centre.y - height * 0.5f},
                {centre.x + width * 0.5f, centre.y + height * 0.5f}};
  list.AddRectFilled(box.min, box.max, theme[tokens::kRaised], theme.px(tokens::kRadiusL));
  list.AddRect(box.min, box.max, theme[tokens::kLineStrong], theme.px(tokens::kRadiusL));
  const float x = box.min.x + theme.px(24.0f);
  float y = box.min.y + theme.px(24.0f);
  paintText(list, *theme.fonts.title, {x, y}, theme[tokens::kText], kTitle, inner);
  y += theme.px(30.0f);
  y += paintWrapped(&list, *theme.fonts.body, {x, y}, theme[tokens::kMuted], kText, inner);
  y += theme.px(16.0f);
  const float buttonRight = x + std::min(inner, buttonsWidth);
  if (button(theme, "first", {{x, y}, {buttonRight, y + theme.px(36.0f)}}, look)) {
    for (Request& request : firstServiceRequests(canvas.state())) {
      canvas.app.send(std::move(request));
    }
    canvas.app.setPlaying(true);
  }
  y += theme.px(48.0f);
  paintWrapped(&list, *theme.fonts.caption, {x, y}, theme[tokens::kFaint], commands, inner);
}

}  // namespace taskyard
