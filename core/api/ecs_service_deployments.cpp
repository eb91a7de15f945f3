// Rollouts of services: AWS calls them service deployments, and what they roll out a revision.

#include <algorithm>

#include "api/describe.h"
#include "api/service_configuration.h"
#include "api/service_scheduler_handlers.h"
#include "base/time.h"
#include "engine/circuit_breaker.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostDescribed = 20;  // Source: API Reference, DescribeServiceDeployments

void setTime(JsonValue& object, const char* member, TimeMs at) {
  if (at != kNever) object.set(member, isoTimestamp(at));
}

const char* statusReason(DeploymentFailure failure) {
  switch (failure) {
    case DeploymentFailure::None: return "";
    case DeploymentFailure::TasksFailedToStart:
      return "ECS deployment circuit breaker: tasks failed to start.";
    case DeploymentFailure::AlarmDetected: return "ECS deployment failed: alarm detected.";
    case DeploymentFailure::StopRequested: return "Stopped by StopServiceDeployment.";
    case DeploymentFailure::StageTimedOut: return "A lifecycle stage took longer than a day.";
  }
  return "";
}

JsonValue briefJson(const State& state, ServiceDeploymentIndex index) {
  const ServiceDeployment& rollout = state.serviceDeployments[index.value];
  const Service& service = state.services[rollout.service.value];
  JsonValue json = JsonValue::object();
  json.set("serviceDeploymentArn", serviceDeploymentArn(state, index));
  json.set("serviceArn", serviceArn(state, rollout.service));
  json.set("clusterArn", clusterArn(state, service.cluster));
  setTime(json, "startedAt", rollout.startedAt);
  setTime(json, "createdAt", rollout.createdAt);
  setTime(json, "finishedAt", rollout.finishedAt);
  json.set("targetServiceRevisionArn", serviceRevisionArn(state, rollout.target));
  json.set("status", nameOf(rollout.status));
  const char* reason = statusReason(rollout.failure);
  if (*reason != '\0') json.set("statusReason", reason);
  return json;
}

JsonValue revisionCounts(const State& state, DeploymentIndex index, std::int32_t requested,
                         std::int32_t trafficPermille) {
  const TaskCounts& counts = state.deployments[index.value].counts;
  JsonValue json = JsonValue::object();
  json.set("arn", serviceRevisionArn(state, index));
  json.set("requestedTaskCount", requested);
  json.set("runningTaskCount", counts.running);
  json.set("pendingTaskCount", counts.pending);
  json.set("requestedProductionTrafficWeight", trafficPermille / 10);
  return json;
}

JsonValue fullJson(const State& state, ServiceDeploymentIndex index) {
  const ServiceDeployment& rollout = state.serviceDeployments[index.value];
  const Service& service = state.services[rollout.service.value];
  const DeploymentConfiguration& configuration = service.deploymentConfiguration;
  const Deployment& target = state.deployments[rollout.target.value];
  JsonValue json = briefJson(state, index);
  JsonValue sources = JsonValue::array();
  if (rollout.source.valid()) {
    const Deployment& source = state.deployments[rollout.source.value];
    sources.push(
        revisionCounts(state, rollout.source, source.counts.live, 1000 - rollout.trafficPermille));
  }
  json.set("sourceServiceRevisions", std::move(sources));
  json.set("targetServiceRevision",
           revisionCounts(state, rollout.target,
                          target.status == DeploymentStatus::PRIMARY ? service.desiredCount
                                                                     : target.counts.live,
                          rollout.trafficPermille));
  if (rollout.lifecycleStage != LifecycleStage::None) {
    json.set("lifecycleStage", nameOf(rollout.lifecycleStage));
  } else if (rollout.baking) {
    json.set("lifecycleStage", nameOf(LifecycleStage::BAKE_TIME));
  }
  if (rollout.rollbackAt != kNever) {
    JsonValue rollback = JsonValue::object();
    rollback.set("reason", statusReason(rollout.failure));
    setTime(rollback, "startedAt", rollout.rollbackAt);
    if (rollout.source.valid()) {
      rollback.set("serviceRevisionArn", serviceRevisionArn(state, rollout.source));
    }
    json.set("rollback", std::move(rollback));
  }
  json.set("deploymentConfiguration", deploymentConfigurationJson(configuration));
  const DeploymentCircuitBreaker& breaker = configuration.deploymentCircuitBreaker;
  const bool tripped = rollout.failure == DeploymentFailure::TasksFailedToStart;
  const char* breakerStatus = tripped                        ? "TRIGGERED"
                              : !breaker.enable              ? "DISABLED"
                              : rollout.finishedAt == kNever ? "MONITORING"
                                                             : "MONITORING_COMPLETE";
  json.set("deploymentCircuitBreaker",
           JsonValue::object(
               {{"status", breakerStatus},
                {"failureCount", rollout.failure == DeploymentFailure::None ? target.failedTasks
                                                                            : rollout.failedTasks},
                {"threshold",
                 circuitBreakerThreshold(service.desiredCount, breaker.thresholdConfiguration)}}));
  if (configuration.alarms.enable) {
    JsonValue names = JsonValue::array();
    for (const std::string& name : configuration.alarms.alarmNames) names.push(name);
    JsonValue triggered = JsonValue::array();
    if (!rollout.triggeredAlarm.empty()) triggered.push(rollout.triggeredAlarm);
    const char* status = !rollout.triggeredAlarm.empty() ? "TRIGGERED"
                         : rollout.finishedAt == kNever  ? "MONITORING"
                                                         : "MONITORING_COMPLETE";
    json.set("alarms", JsonValue::object({{"status", status},
                                          {"alarmNames", std::move(names)},
                                          {"triggeredAlarmNames", std::move(triggered)}}));
  }
  return json;
}

JsonValue revisionJson(const State& state, DeploymentIndex index) {
  const Deployment& deployment = state.deployments[index.value];
  const Service& service = state.services[deployment.service.value];
  JsonValue json = JsonValue::object();
  json.set("serviceRevisionArn", serviceRevisionArn(state, index));
  json.set("serviceArn", serviceArn(state, deployment.service));
  json.set("clusterArn", clusterArn(state, service.cluster));
  json.set("taskDefinition",
           taskDefinitionArn(state.taskDefinitions[deployment.taskDefinition.value]));
  json.set("launchType", nameOf(service.launchType));
  json.set("platformFamily", "Linux");
  json.set("networkConfiguration", networkJson(state, deployment.awsvpcConfiguration));
  setTime(json, "createdAt", deployment.createdAt);
  return json;
}

// One of two lists of an answer: what was found, and what is MISSING.
template <class Find, class Print>
Result<ApiAnswer> describeAll(const ApiCall& call, const char* asked, const char* member,
                              Find&& find, Print&& print) {
  const std::vector<std::string> arns = call.strings(asked);
  const std::string path = std::string("/") + asked;
  if (arns.empty()) return invalidParameter(std::string(asked) + " cannot be empty.", path);
  if (arns.size() > kMostDescribed) {
    return invalidParameter(std::string(asked) + " can have at most 20 items.", path);
  }
  JsonValue found = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& arn : arns) {
    const auto index = find(call.state, arn);
    if (index.valid()) {
      found.push(print(call.state, index));
    } else {
      failures.push(missing(arn));
    }
  }
  ApiAnswer answer;
  answer.output.set(member, std::move(found));
  answer.output.set("failures", std::move(failures));
  return answer;
}

}  // namespace

Result<ApiAnswer> listServiceDeployments(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const ServiceIndex service = findService(call.state, cluster.value(), call.text("service"));
  if (!service.valid()) return Error{"ServiceNotFoundException", "Service not found.", "/service"};
  const std::vector<std::string> wanted = call.strings("status");
  std::vector<std::string> arns;
  for (std::size_t i = call.state.serviceDeployments.size(); i-- > 0;) {
    const ServiceDeployment& rollout = call.state.serviceDeployments[i];
    if (rollout.service != service) continue;
    const bool listed = wanted.empty() || std::find(wanted.begin(), wanted.end(),
                                                    nameOf(rollout.status)) != wanted.end();
    if (listed) arns.push_back(serviceDeploymentArn(call.state, ServiceDeploymentIndex(i)));
  }
  Result<ApiAnswer> page = pageOf(call, "serviceDeployments", arns);
  if (!page) return page.error();
  ApiAnswer answer = std::move(page.value());
  JsonValue briefs = JsonValue::array();
  for (const JsonValue& arn : answer.output.find("serviceDeployments")->items()) {
    briefs.push(briefJson(call.state, findServiceDeployment(call.state, arn.string())));
  }
  answer.output.set("serviceDeployments", std::move(briefs));
  answer.notModelled =
      call.notModelled({"service", "cluster", "status", "nextToken", "maxResults"});
  return answer;
}

Result<ApiAnswer> describeServiceDeployments(const ApiCall& call) {
  return describeAll(call, "serviceDeploymentArns", "serviceDeployments", findServiceDeployment,
                     fullJson);
}

Result<ApiAnswer> describeServiceRevisions(const ApiCall& call) {
  return describeAll(call, "serviceRevisionArns", "serviceRevisions", findServiceRevision,
                     revisionJson);
}

Result<ApiAnswer> stopServiceDeployment(const ApiCall& call) {
  const std::string& arn = call.text("serviceDeploymentArn");
  const ServiceDeploymentIndex index = findServiceDeployment(call.state, arn);
  if (!index.valid()) {
    return Error{"ServiceDeploymentNotFoundException", "Service deployment not found.",
                 "/serviceDeploymentArn"};
  }
  const std::string& type = call.text("stopType");
  if (type == "ABORT") {
    return Error{"SimNotModelled", "stopType ABORT is not simulated: leave it out to roll back.",
                 "/stopType"};
  }
  if (!type.empty() && type != "ROLLBACK") {
    return invalidParameter("stopType should be one of [ABORT,ROLLBACK]", "/stopType");
  }
  const ServiceDeployment& rollout = call.state.serviceDeployments[index.value];
  if (rollout.status != ServiceDeploymentStatus::IN_PROGRESS) {
    return Error{"ConflictException",
                 std::string("The service deployment is ") + nameOf(rollout.status) +
                     " and cannot be stopped.",
                 "/serviceDeploymentArn"};
  }
  if (!rollbackTarget(call.state, rollout.service).valid()) {
    return Error{"ConflictException", "There is no completed service revision to roll back to.",
                 "/serviceDeploymentArn"};
  }
  const ServiceIndex service = rollout.service;
  const EventId cause = call.begin(call.state.services[service.value].serviceName);
  call.simulation().failDeployment(service, DeploymentFailure::StopRequested, cause);
  ApiAnswer answer;
  answer.output.set("serviceDeploymentArn", arn);
  return answer;
}

}  // namespace taskyard
