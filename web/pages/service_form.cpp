#include "pages/service_form.h"

#include "engine/identity.h"
#include "engine/reachability.h"
#include "model/network.h"

namespace taskyard {

namespace {

void openField(Html& html, std::string_view words) {
  html.open("label", {{"class", "field"}}).element("span", words);
}

void addSelect(Html& html, std::string_view words, std::string_view name,
               const std::vector<std::string>& values) {
  openField(html, words);
  html.open("select", {{"name", name}});
  for (const std::string& value : values) html.element("option", value, {{"value", value}});
  html.close("select").close("label");
}

std::vector<std::string> clusterNames(const State& state) {
  std::vector<std::string> names;
  for (const Cluster& cluster : state.clusters) {
    if (cluster.status == ClusterStatus::ACTIVE) names.push_back(cluster.clusterName);
  }
  return names;
}

// Newest first.
std::vector<std::string> definitionNames(const State& state) {
  std::vector<std::string> names;
  for (std::size_t i = state.taskDefinitions.size(); i > 0; --i) {
    const TaskDefinition& definition = state.taskDefinitions[i - 1];
    if (definition.status == TaskDefinitionStatus::ACTIVE) {
      names.push_back(familyRevision(definition));
    }
  }
  return names;
}

void addSubnets(Html& html, const State& state) {
  html.open("fieldset", {{"class", "field"}}).element("legend", "Subnets");
  for (const Subnet& subnet : state.subnets) {
    if (subnet.deleted) continue;
    html.open("label", {{"class", "check"}});
    html.single("input", {{"type", "checkbox"}, {"name", "subnet"}, {"value", subnet.subnetId}});
    html.text(subnet.subnetId + ", " + zoneName(subnet.zone) +
              (isPublicSubnet(state, subnet) ? ", public" : ", private"));
    html.close("label");
  }
  html.close("fieldset");
}

}  // namespace

Html serviceForm(const State& state) {
  Html html;
  html.open("article", {{"class", "service-form"}, {"aria-labelledby", "dropped-title"}});
  html.element("p", "CreateService", {{"class", "kicker"}});
  html.element("h2", "Create a service", {{"id", "dropped-title"}, {"tabindex", "-1"}});
  const std::vector<std::string> definitions = definitionNames(state);
  const std::vector<std::string> clusters = clusterNames(state);
  if (definitions.empty() || clusters.empty()) {
    html.element("p", clusters.empty() ? "There is no cluster yet; create one first."
                                       : "There is no task definition yet; register one first.");
    html.element("button", "Close", {{"type", "button"}, {"data-action", "close-dropped"}});
    html.close("article");
    return html;
  }
  html.open("form", {{"data-action", "create-service"}});
  addSelect(html, "Cluster", "cluster", clusters);
  openField(html, "Service name");
  html.single("input", {{"name", "serviceName"}, {"autocomplete", "off"}}).close("label");
  addSelect(html, "Task definition", "taskDefinition", definitions);
  openField(html, "Desired count");
  html.single("input", {{"name", "desiredCount"},
                        {"type", "number"},
                        {"min", "0"},
                        {"value", "1"},
                        {"inputmode", "numeric"}});
  html.close("label");
  addSubnets(html, state);
  html.open("label", {{"class", "check"}});
  html.single("input", {{"type", "checkbox"}, {"name", "assignPublicIp"}});
  html.text("Give each task a public IP address").close("label");
  html.open("p", {{"class", "preview"}}).element("code", "", {{"id", "service-command"}});
  html.close("p").open("div", {{"class", "actions"}});
  html.element("button", "Create", {{"type", "submit"}, {"class", "primary"}});
  html.element("button", "Close", {{"type", "button"}, {"data-action", "close-dropped"}});
  html.close("div").close("form").close("article");
  return html;
}

Request serviceRequest(ObjectReader& form) {
  JsonValue input = JsonValue::object();
  input.set("cluster", form.requiredString("cluster"));
  input.set("serviceName", form.requiredString("serviceName"));
  input.set("taskDefinition", form.requiredString("taskDefinition"));
  input.set("desiredCount", form.requiredInteger("desiredCount"));
  input.set("launchType", "FARGATE");
  JsonValue subnets = JsonValue::array();
  for (const std::string& subnet : form.strings("subnets")) subnets.push(subnet);
  JsonValue awsvpc = JsonValue::object({{"subnets", std::move(subnets)}});
  const bool publicIp = form.boolean("assignPublicIp").value_or(false);
  awsvpc.set("assignPublicIp", publicIp ? "ENABLED" : "DISABLED");
  input.set("networkConfiguration",
            JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}}));
  return {"ecs", "CreateService", std::move(input)};
}

}  // namespace taskyard
