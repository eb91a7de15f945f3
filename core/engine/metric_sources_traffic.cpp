#include "engine/metric_sources_traffic.h"

#include <algorithm>

#include "engine/api_gateway.h"
#include "engine/balancer_identity.h"
#include "engine/metrics.h"
#include "engine/monitoring_system.h"
#include "engine/queue_flow.h"
#include "engine/queueing.h"
#include "engine/work_settle.h"

namespace taskyard {

namespace {

// What stands behind `word` in an ARN: the form in which dimensions name balancers and groups.
std::string arnTail(const std::string& arn, std::string_view word, std::size_t skip) {
  const std::size_t at = arn.find(word);
  return at == std::string::npos ? arn : arn.substr(at + skip);
}

// In thousandths of a unit: `perMs` is 1 for seconds, 1000 for milliseconds.
MetricSamples latencySamples(const FlowFigures& figures, std::int64_t perMs) {
  MetricSamples samples;
  samples.sampleCount = static_cast<std::int32_t>(
      std::clamp<std::int64_t>(figures.answered / kOneMicro, 1, INT32_MAX));
  const auto below = [&](std::int32_t percent) { return percentileMs(figures, percent) * perMs; };
  const std::int64_t mean = meanResponseUs(figures) * perMs / 1000;
  samples.sum = mean * samples.sampleCount;
  samples.percentiles = {below(50), below(90), below(95), below(99)};
  samples.minimum = std::min(mean, samples.percentiles->p50);
  samples.maximum = std::max(mean, below(100));
  return samples;
}

}  // namespace

void measureTargetGroups(Simulation& sim, std::int32_t minute) {
  const State& state = sim.state();
  for (std::size_t i = 0; i < state.balancing.targetGroups.size(); ++i) {
    const TargetGroup& group = state.balancing.targetGroups[i];
    if (group.deleted || !group.loadBalancer.valid()) continue;
    const std::vector<MetricDimension> dimensions = {
        {"LoadBalancer", arnTail(loadBalancerArn(state, group.loadBalancer), ":loadbalancer/", 14)},
        {"TargetGroup", arnTail(targetGroupArn(state, TargetGroupIndex(i)), ":targetgroup/", 1)}};
    const auto report = [&](const char* name, const char* unit, const MetricSamples& samples) {
      const MetricIndex metric =
          keepMetric(sim, metricKey("AWS/ApplicationELB", name, dimensions), unit);
      addSamples(sim, metric, minute, samples, kNoEvent);
    };
    const auto count = [&](const char* name, std::int64_t milli) {
      report(name, "Count", MetricSamples::one(milli));
    };
    count("HealthyHostCount", std::int64_t{group.counts.healthy} * 1000);
    count("UnHealthyHostCount", std::int64_t{group.counts.unhealthy} * 1000);
    const FlowStats* flow =
        findFlow(state.work, FlowSubject::TargetGroup, static_cast<std::uint32_t>(i));
    const FlowFigures* figures = flow == nullptr ? nullptr : figuresOfMinute(*flow, minute);
    const std::int64_t arrived = figures == nullptr ? 0 : figures->arrived / 1000;
    const std::int64_t targets =
        std::max<std::int64_t>(1, group.counts.healthy + group.counts.unhealthy);
    count("RequestCount", arrived);
    count("RequestCountPerTarget", arrived / targets);
    if (figures == nullptr) continue;
    const auto failed = [&](Failure how) {
      return figures->failed[static_cast<std::size_t>(how)] / 1000;
    };
    const std::int64_t byTarget = failed(Failure::Target500);
    const std::int64_t byBalancer =
        failed(Failure::Gateway502) + failed(Failure::Gateway503) + failed(Failure::Gateway504);
    if (byTarget > 0) count("HTTPCode_Target_5XX_Count", byTarget);
    if (byBalancer > 0) count("HTTPCode_ELB_5XX_Count", byBalancer);
    for (const auto& [how, name] : {std::pair(Failure::Gateway502, "HTTPCode_ELB_502_Count"),
                                    std::pair(Failure::Gateway503, "HTTPCode_ELB_503_Count"),
                                    std::pair(Failure::Gateway504, "HTTPCode_ELB_504_Count")}) {
      if (failed(how) > 0) count(name, failed(how));
    }
    if (figures->answered > 0) {
      report("TargetResponseTime", "Seconds", latencySamples(*figures, 1));
    }
  }
}

void measureHttpApis(Simulation& sim, std::int32_t minute) {
  const State& state = sim.state();
  for (std::size_t i = 0; i < state.apiGateway.apis.size(); ++i) {
    const HttpApi& api = state.apiGateway.apis[i];
    if (api.deleted) continue;
    FlowFigures all;
    std::int64_t byClient = 0;
    for (const FlowStats& flow : state.work.flows) {
      if (flow.subject != FlowSubject::Traffic) continue;
      const TrafficTarget& target = state.work.traffics[flow.index].target;
      if (target.api.empty() || findHttpApi(state, target.api) != HttpApiIndex(i)) continue;
      const FlowFigures* figures = figuresOfMinute(flow, minute);
      if (figures == nullptr) continue;
      addFigures(all, *figures);
      const std::int32_t status = decideOn(state, HttpApiIndex(i), "GET", target.path).status;
      if (status >= 400 && status < 500) byClient += failuresOf(*figures);
    }
    if (all.arrived == 0) continue;
    const auto report = [&](const char* name, const char* unit, const MetricSamples& samples) {
      const MetricIndex metric =
          keepMetric(sim, metricKey("AWS/ApiGateway", name, {{"ApiId", api.apiId}}), unit);
      addSamples(sim, metric, minute, samples, kNoEvent);
    };
    report("Count", "Count", MetricSamples::one(all.arrived / 1000));
    report("4xx", "Count", MetricSamples::one(byClient / 1000));
    report("5xx", "Count", MetricSamples::one((failuresOf(all) - byClient) / 1000));
    if (all.answered == 0) continue;
    const MetricSamples latency = latencySamples(all, 1000);
    report("IntegrationLatency", "Milliseconds", latency);
    report("Latency", "Milliseconds", latency);
  }
}

void measureQueues(Simulation& sim, std::int32_t minute) {
  const State& state = sim.state();
  for (const Queue& queue : state.work.queues) {
    if (queue.deleted) continue;
    const auto report = [&](const char* name, const char* unit, std::int64_t milli) {
      const MetricIndex metric =
          keepMetric(sim, metricKey("AWS/SQS", name, {{"QueueName", queue.name}}), unit);
      addSamples(sim, metric, minute, MetricSamples::one(milli), kNoEvent);
    };
    const QueueCounts counts = countsOf(queue, state.now);
    const auto whole = [](std::int64_t millionths) { return millionths / kOneMicro * 1000; };
    report("ApproximateNumberOfMessagesVisible", "Count", whole(counts.visible));
    report("ApproximateNumberOfMessagesNotVisible", "Count", whole(counts.notVisible));
    report("ApproximateNumberOfMessagesDelayed", "Count", whole(counts.delayed));
    report("ApproximateAgeOfOldestMessage", "Seconds",
           counts.oldestSentAt == kNever ? 0 : state.now - counts.oldestSentAt);
  }
}

}  // namespace taskyard
