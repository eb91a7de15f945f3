// How services run and scale, and what runs without one.

#include <algorithm>

#include "base/text.h"
#include "engine/advisor_parts.h"

namespace taskyard {

namespace {

bool isBuiltOnLoad(const ScalingPolicy& policy) {
  return policy.predefinedMetricType == "ECSServiceAverageCPUUtilization" ||
         policy.predefinedMetricType == "ECSServiceAverageMemoryUtilization";
}

std::string resourceIdOf(const State& state, const Service& service) {
  return "service/" + state.clusters[service.cluster.value].clusterName + "/" + service.serviceName;
}

JsonValue metricStat(const char* nameSpace, const char* name, const char* stat,
                     std::vector<JsonValue> dimensions) {
  JsonValue metric = JsonValue::object({{"Namespace", nameSpace},
                                        {"MetricName", name},
                                        {"Dimensions", JsonValue::array(std::move(dimensions))}});
  return JsonValue::object({{"Stat", stat}, {"Metric", std::move(metric)}});
}

JsonValue dimension(const char* name, const std::string& value) {
  return JsonValue::object({{"Name", name}, {"Value", value}});
}

// Target tracking on backlog per task, as AWS describes it: messages that wait by running tasks.
JsonValue backlogPolicy(const State& state, const Service& service, const ImageBehaviour& program) {
  const std::string& cluster = state.clusters[service.cluster.value].clusterName;
  const std::int64_t target =
      std::max<std::int64_t>(1, kBacklogWaitMs * program.workerConcurrency /
                                    std::max<std::int64_t>(1, program.workerMessageMs));
  JsonValue metrics = JsonValue::array();
  metrics.push(JsonValue::object(
      {{"Id", "m1"},
       {"ReturnData", false},
       {"MetricStat", metricStat("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Sum",
                                 {dimension("QueueName", program.workerQueue)})}}));
  metrics.push(JsonValue::object(
      {{"Id", "m2"},
       {"ReturnData", false},
       {"MetricStat", metricStat("ECS/ContainerInsights", "RunningTaskCount", "Average",
                                 {dimension("ClusterName", cluster),
                                  dimension("ServiceName", service.serviceName)})}}));
  metrics.push(JsonValue::object({{"Id", "e1"},
                                  {"Expression", "m1 / m2"},
                                  {"Label", "Backlog per task"},
                                  {"ReturnData", true}}));
  JsonValue configuration = JsonValue::object(
      {{"TargetValue", target},
       {"CustomizedMetricSpecification", JsonValue::object({{"Metrics", std::move(metrics)}})}});
  return JsonValue::object(
      {{"PolicyName", "backlog-per-task"},
       {"ServiceNamespace", "ecs"},
       {"ResourceId", resourceIdOf(state, service)},
       {"ScalableDimension", "ecs:service:DesiredCount"},
       {"PolicyType", "TargetTrackingScaling"},
       {"TargetTrackingScalingPolicyConfiguration", std::move(configuration)}});
}

void adviseWorker(const State& state, const ScalableTarget& target, const ImageBehaviour& program,
                  Findings& findings) {
  std::vector<const ScalingPolicy*> wrong;
  for (const ScalingPolicyIndex index : target.policies) {
    const ScalingPolicy& policy = state.scaling.policies[index.value];
    if (policy.deleted) continue;
    if (!isBuiltOnLoad(policy)) return;  // something else is looked at as well
    wrong.push_back(&policy);
  }
  if (wrong.empty()) return;
  const Service& service = state.services[target.service.value];
  const Cluster& cluster = state.clusters[service.cluster.value];
  Finding finding = findingAt(state, AdviceRule::WrongScalingMetric, target.service);
  finding.seen = service.serviceName + " takes messages from queue " + program.workerQueue +
                 " but scales on " + wrong.front()->predefinedMetricType +
                 ". A worker that waits for others is idle while the queue grows.";
  finding.cure =
      "Scale on the backlog that each task has: messages that wait, divided by running "
      "tasks. The target is the wait you allow (here 30 seconds) divided by the time "
      "one message takes.";
  if (!cluster.containerInsights) {
    JsonValue setting = JsonValue::object({{"name", "containerInsights"}, {"value", "enabled"}});
    finding.steps.push_back(
        {"ecs", "UpdateClusterSettings",
         JsonValue::object({{"cluster", cluster.clusterName},
                            {"settings", JsonValue::array({std::move(setting)})}})});
  }
  finding.steps.push_back(
      {"application-autoscaling", "PutScalingPolicy", backlogPolicy(state, service, program)});
  for (const ScalingPolicy* policy : wrong) {
    finding.steps.push_back(
        {"application-autoscaling", "DeleteScalingPolicy",
         JsonValue::object({{"PolicyName", policy->policyName},
                            {"ServiceNamespace", "ecs"},
                            {"ResourceId", resourceIdOf(state, service)},
                            {"ScalableDimension", "ecs:service:DesiredCount"}})});
  }
  findings.push_back(std::move(finding));
}

// ---- Tasks without a service

bool isJob(const State& state, const TaskDefinition& definition) {
  return std::any_of(definition.containerDefinitions.begin(), definition.containerDefinitions.end(),
                     [&](const ContainerDefinition& container) {
                       if (!container.essential || !container.imageIndex.valid()) return false;
                       const SimImage& image = state.images[container.imageIndex.value];
                       return image.behaviour.jobCpuMs > 0 || image.exitAfterMs > 0;
                     });
}

struct LoneTasks {
  TaskIndex first;
  std::int32_t count = 0;
};

// By cluster and task definition, in the order of the tasks.
std::vector<LoneTasks> loneTasks(const State& state) {
  std::vector<LoneTasks> groups;
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (!task.inUse || task.service.valid() || task.lastStatus != TaskStatus::RUNNING) continue;
    if (state.now - task.startedAt() < kLoneTaskMs) continue;
    if (isJob(state, state.taskDefinitions[task.taskDefinition.value])) continue;
    const auto same = [&](const LoneTasks& group) {
      const Task& first = state.tasks[group.first.value];
      return clusterOf(state, first) == clusterOf(state, task) &&
             first.taskDefinition == task.taskDefinition;
    };
    auto known = std::find_if(groups.begin(), groups.end(), same);
    if (known == groups.end()) known = groups.insert(groups.end(), {TaskIndex(i), 0});
    ++known->count;
  }
  return groups;
}

JsonValue groupIdsOf(const State& state, const Task& task) {
  JsonValue ids = JsonValue::array();
  if (!task.securityGroups.valid()) return ids;
  for (const SecurityGroupIndex group : state.network.groupSets[task.securityGroups.value].groups) {
    ids.push(state.network.securityGroups[group.value].groupId);
  }
  return ids;
}

// CreateService for the tasks, in all subnets of the first one's VPC that are like its own.
CureStep serviceFor(const State& state, const LoneTasks& group) {
  const Task& task = state.tasks[group.first.value];
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  JsonValue input =
      JsonValue::object({{"cluster", state.clusters[clusterOf(state, task).value].clusterName},
                         {"serviceName", definition.family},
                         {"taskDefinition", familyRevision(definition)},
                         {"desiredCount", std::max(2, group.count)},
                         {"launchType", nameOf(task.launchType)}});
  if (hasOwnInterface(definition)) {
    const Subnet& own = state.subnets[task.subnet.value];
    JsonValue subnets = JsonValue::array();
    for (const Subnet& subnet : state.subnets) {
      const bool like =
          !subnet.deleted && subnet.vpc == own.vpc && subnet.routeTable == own.routeTable;
      if (like) subnets.push(subnet.subnetId);
    }
    JsonValue awsvpc = JsonValue::object({{"subnets", std::move(subnets)}});
    JsonValue groups = groupIdsOf(state, task);
    if (!groups.items().empty()) awsvpc.set("securityGroups", std::move(groups));
    awsvpc.set("assignPublicIp", task.assignPublicIp ? "ENABLED" : "DISABLED");
    input.set("networkConfiguration",
              JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}}));
  }
  return {"ecs", "CreateService", std::move(input)};
}

// ---- docker run

std::string firstCluster(const State& state) {
  for (const Cluster& cluster : state.clusters) {
    if (cluster.status == ClusterStatus::ACTIVE) return cluster.clusterName;
  }
  return "";
}

// A task definition and a service of two tasks in the default VPC's subnets, and docker stop.
void moveToService(const State& state, const DockerContainer& container, const std::string& cluster,
                   Finding& finding) {
  JsonValue definition = JsonValue::object(
      {{"name", container.name}, {"image", state.images[container.image.value].reference}});
  finding.steps.push_back(
      {"ecs", "RegisterTaskDefinition",
       JsonValue::object({{"family", container.name},
                          {"requiresCompatibilities", JsonValue::array({"FARGATE"})},
                          {"networkMode", "awsvpc"},
                          {"cpu", "256"},
                          {"memory", "512"},
                          {"containerDefinitions", JsonValue::array({std::move(definition)})}})});
  JsonValue subnets = JsonValue::array();
  for (const Subnet& subnet : state.subnets) {
    if (!subnet.deleted && state.network.vpcs[subnet.vpc.value].isDefault) {
      subnets.push(subnet.subnetId);
    }
  }
  JsonValue awsvpc =
      JsonValue::object({{"subnets", std::move(subnets)}, {"assignPublicIp", "ENABLED"}});
  finding.steps.push_back(
      {"ecs", "CreateService",
       JsonValue::object({{"cluster", cluster},
                          {"serviceName", container.name},
                          {"taskDefinition", container.name},
                          {"desiredCount", 2},
                          {"launchType", "FARGATE"},
                          {"networkConfiguration",
                           JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}})}})});
  finding.steps.push_back(
      {"sim", "SimDockerStop",
       JsonValue::object({{"instance", state.functions.hosts[container.host.value].name},
                          {"name", container.name}})});
}

}  // namespace

void adviseNoCircuitBreaker(const State& state, Findings& findings) {
  forServices(state, [&](ServiceIndex index, const Service& service) {
    const DeploymentConfiguration& configuration = service.deploymentConfiguration;
    if (configuration.deploymentCircuitBreaker.enable) return;
    if (configuration.alarms.enable && configuration.alarms.rollback) return;
    if (configuration.strategy != DeploymentStrategy::ROLLING) return;
    Finding finding = findingAt(state, AdviceRule::NoCircuitBreaker, index);
    finding.seen =
        "Without the deployment circuit breaker ECS goes on starting tasks of a bad "
        "revision of " +
        service.serviceName + " and never goes back.";
    finding.cure = "Switch the deployment circuit breaker on, with rollback.";
    JsonValue breaker = JsonValue::object({{"enable", true}, {"rollback", true}});
    JsonValue changed =
        JsonValue::object({{"minimumHealthyPercent", configuration.minimumHealthyPercent},
                           {"maximumPercent", configuration.maximumPercent},
                           {"deploymentCircuitBreaker", std::move(breaker)}});
    finding.steps.push_back(updateService(
        state, index, JsonValue::object({{"deploymentConfiguration", std::move(changed)}})));
    findings.push_back(std::move(finding));
  });
}

void adviseWorkerScaling(const State& state, Findings& findings) {
  for (const ScalableTarget& target : state.scaling.targets) {
    if (target.deleted) continue;
    const Service& service = state.services[target.service.value];
    const ImageBehaviour* program =
        workerOf(state, state.taskDefinitions[service.taskDefinition.value]);
    if (program != nullptr) adviseWorker(state, target, *program, findings);
  }
}

void adviseLoneTasks(const State& state, Findings& findings) {
  for (const LoneTasks& group : loneTasks(state)) {
    const Task& task = state.tasks[group.first.value];
    const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
    Finding finding =
        findingAt(AdviceRule::TaskWithoutService, taskArn(state, task), familyRevision(definition));
    finding.seen = countOf(group.count, "task", "tasks") + " of " + familyRevision(definition) +
                   " run on and on outside any service: nothing replaces them when they stop.";
    finding.cure = "Let a service keep the count, then stop the tasks that were started by hand.";
    finding.steps.push_back(serviceFor(state, group));
    for (const Task& other : state.tasks) {
      const bool same = other.inUse && !other.service.valid() &&
                        other.lastStatus == TaskStatus::RUNNING &&
                        clusterOf(state, other) == clusterOf(state, task) &&
                        other.taskDefinition == task.taskDefinition;
      if (!same) continue;
      finding.steps.push_back(
          {"ecs", "StopTask",
           JsonValue::object({{"cluster", state.clusters[clusterOf(state, task).value].clusterName},
                              {"task", taskId(state.seed, other.ordinal)},
                              {"reason", "A service does this now"}})});
    }
    findings.push_back(std::move(finding));
  }
}

void adviseDockerByHand(const State& state, Findings& findings) {
  const Functions& all = state.functions;
  for (std::size_t h = 0; h < all.hosts.size(); ++h) {
    std::vector<const DockerContainer*> running;
    std::vector<std::string> names;
    for (const DockerContainer& container : all.containers) {
      if (container.host != HostIndex(h)) continue;
      if (container.status == DockerStatus::Exited || container.status == DockerStatus::Lost) {
        continue;
      }
      running.push_back(&container);
      names.push_back(container.name);
    }
    if (running.empty()) continue;
    Finding finding = findingAt(AdviceRule::DockerByHand, all.hosts[h].name, all.hosts[h].name);
    finding.seen = "Instance " + all.hosts[h].name + " runs " + joinWords(names) +
                   " by docker run. Nobody replaces them with the instance, spreads them over "
                   "zones, or rolls out a new version.";
    finding.cure = "Describe each container in a task definition and let an ECS service run it.";
    const std::string cluster = firstCluster(state);
    if (cluster.empty()) {
      finding.steps.push_back(
          {"ecs", "CreateCluster", JsonValue::object({{"clusterName", "default"}})});
    }
    for (const DockerContainer* container : running) {
      moveToService(state, *container, cluster.empty() ? "default" : cluster, finding);
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace taskyard
