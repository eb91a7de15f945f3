// Clusters.

#include "api/capacity_handlers.h"
#include "api/describe.h"
#include "api/handlers.h"
#include "engine/identity.h"
#include "engine/monitoring_system.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostDescribed = 100;  // Source: API Reference, DescribeClusters

ApiAnswer clusterAnswer(const State& state, ClusterIndex cluster) {
  ApiAnswer answer;
  answer.output.set("cluster", clusterJson(state, cluster));
  return answer;
}

std::string fullClusterArn(const std::string& nameOrArn) {
  if (nameOrArn.starts_with("arn:")) return nameOrArn;
  return "arn:aws:ecs:us-east-1:123456789012:cluster/" + nameOrArn;
}

// settings: containerInsights is the only one there is.
std::optional<bool> containerInsightsOf(const ApiCall& call) {
  const JsonValue* settings = call.input.find("settings");
  if (settings == nullptr || settings->items().empty()) return std::nullopt;
  const std::string& value = settings->items().back().text("value");
  return value == "enabled" || value == "enhanced";
}

// Errors: InvalidParameterException (our text) for another setting or value.
std::optional<Error> settingsRefused(const ApiCall& call) {
  const JsonValue* settings = call.input.find("settings");
  if (settings == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < settings->items().size(); ++i) {
    const JsonValue& setting = settings->items()[i];
    const std::string path = pointerTo("/settings", i);
    if (setting.text("name") != "containerInsights") {
      return invalidParameter("name should be one of [containerInsights]", path + "/name");
    }
    const std::string& value = setting.text("value");
    if (value != "enabled" && value != "disabled" && value != "enhanced") {
      return invalidParameter("value should be one of [enabled,disabled,enhanced]",
                              path + "/value");
    }
  }
  return std::nullopt;
}

void setContainerInsights(Simulation& sim, ClusterIndex cluster, bool enabled) {
  sim.state().clusters[cluster.value].containerInsights = enabled;
  if (enabled) needMetrics(sim);
}

}  // namespace

Result<ApiAnswer> createCluster(const ApiCall& call) {
  const std::string name = call.text("clusterName").empty() ? "default" : call.text("clusterName");
  if (!isEcsName(name)) {
    return invalidParameter("Identifier '" + shownText(name) +
                                "' must be 1 to 255 letters, numbers, hyphens and underscores.",
                            "/clusterName");
  }
  if (auto refused = settingsRefused(call)) return *refused;
  // Creating what exists gives it back. Source: observed behaviour of the API.
  ClusterIndex cluster = findCluster(call.state, name);
  if (!cluster.valid() || call.state.clusters[cluster.value].status != ClusterStatus::ACTIVE) {
    Result<ClusterCapacity> capacity = clusterCapacityOf(call, {});
    if (!capacity) return capacity.error();
    cluster = call.simulation().createCluster(name, call.begin(name));
    if (containerInsightsOf(call).value_or(false)) {
      setContainerInsights(call.simulation(), cluster, true);
    }
    associate(call, cluster, std::move(capacity.value()));
  }
  ApiAnswer answer = clusterAnswer(call.state, cluster);
  answer.notModelled = call.notModelled(
      {"clusterName", "settings", "capacityProviders", "defaultCapacityProviderStrategy"});
  return answer;
}

Result<ApiAnswer> updateClusterSettings(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (auto refused = settingsRefused(call)) return *refused;
  const std::optional<bool> enabled = containerInsightsOf(call);
  if (!enabled) return invalidParameter("settings can not be empty.", "/settings");
  (void)call.begin(call.state.clusters[cluster.value().value].clusterName);
  setContainerInsights(call.simulation(), cluster.value(), *enabled);
  return clusterAnswer(call.state, cluster.value());
}

Result<ApiAnswer> deleteCluster(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  for (const Service& service : call.state.services) {
    if (service.cluster == cluster.value() && service.status == ServiceStatus::ACTIVE) {
      return Error{"ClusterContainsServicesException",
                   "The Cluster cannot be deleted while Services are active.", "/cluster"};
    }
  }
  for (const ContainerInstance& instance : call.state.capacity.instances) {
    if (instance.cluster == cluster.value() &&
        instance.status != ContainerInstanceStatus::INACTIVE) {
      return Error{"ClusterContainsContainerInstancesException",
                   "The Cluster cannot be deleted while Container Instances are active or "
                   "draining.",
                   "/cluster"};
    }
  }
  for (const Task& task : call.state.tasks) {
    if (task.inUse && clusterOf(call.state, task) == cluster.value() &&
        task.lastStatus < TaskStatus::STOPPED) {
      return Error{"ClusterContainsTasksException",
                   "The Cluster cannot be deleted while Tasks are active.", "/cluster"};
    }
  }
  (void)call.begin(call.state.clusters[cluster.value().value].clusterName);
  call.simulation().deleteCluster(cluster.value());
  return clusterAnswer(call.state, cluster.value());
}

Result<ApiAnswer> describeClusters(const ApiCall& call) {
  std::vector<std::string> names = call.strings("clusters");
  if (names.size() > kMostDescribed) {
    return invalidParameter("Clusters can have at most 100 items.", "/clusters");
  }
  if (names.empty()) names.emplace_back("default");
  JsonValue clusters = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& name : names) {
    const ClusterIndex cluster = findCluster(call.state, name);
    if (cluster.valid()) {
      clusters.push(clusterJson(call.state, cluster));
    } else {
      failures.push(missing(fullClusterArn(name)));
    }
  }
  ApiAnswer answer;
  answer.output.set("clusters", std::move(clusters));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> listClusters(const ApiCall& call) {
  std::vector<std::string> arns;
  for (std::size_t i = 0; i < call.state.clusters.size(); ++i) {
    if (call.state.clusters[i].status == ClusterStatus::ACTIVE) {
      arns.push_back(clusterArn(call.state, ClusterIndex(i)));
    }
  }
  return pageOf(call, "clusterArns", arns);
}

}  // namespace taskyard
