#include "engine/metric_sources_traffic.h"

#include <algorithm>

#include "engine/balancer_identity.h"
#include "engine/metrics.h"
#include "engine/monitoring_system.h"
#include "engine/queue_flow.h"
#include "engine/work_settle.h"

namespace taskyard {

namespace {

// What stands behind `word` in an ARN: the form in which dimensions name balancers and groups.
std::string arnTail(const std::string& arn, std::string_view word, std::size_t skip) {
  const std::size_t at = arn.find(word);
  return at == std::string::npos ? arn : arn.substr(at + skip);
}

// The figures of the minute that has ended, or nullptr.
const FlowFigures* figuresOf(const FlowStats* flow, std::int32_t minute) {
  if (flow == nullptr) return nullptr;
  const MinuteFigures& kept =
      flow->minutes[static_cast<std::size_t>(minute % static_cast<std::int32_t>(kMinutesKept))];
  return kept.minute == minute ? &kept.sum : nullptr;
}

// The latency, in thousandths of a second, that `percent` of the answers stay below.
std::int64_t latencyBelow(const FlowFigures& figures, std::int64_t percent) {
  std::int64_t below = 0;
  for (std::size_t i = 0; i < kLatencyBucketsMs.size(); ++i) {
    below += figures.byLatency[i];
    if (below >= figures.answered / 100 * percent) return kLatencyBucketsMs[i];
  }
  return kLatencyBucketsMs.back();
}

MetricSamples latencySamples(const FlowFigures& figures) {
  MetricSamples samples;
  samples.sampleCount = static_cast<std::int32_t>(
      std::clamp<std::int64_t>(figures.answered / kOneMicro, 1, INT32_MAX));
  const std::int64_t meanMs = figures.latencySum / figures.answered / 10;
  samples.sum = meanMs * samples.sampleCount;
  samples.percentiles = {latencyBelow(figures, 50), latencyBelow(figures, 90),
                         latencyBelow(figures, 95), latencyBelow(figures, 99)};
  samples.minimum = std::min(meanMs, samples.percentiles->p50);
  samples.maximum = std::max(meanMs, latencyBelow(figures, 100));
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
    const FlowFigures* figures = figuresOf(
        findFlow(state.work, FlowSubject::TargetGroup, static_cast<std::uint32_t>(i)), minute);
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
    if (figures->answered > 0) {
      report("TargetResponseTime", "Seconds", latencySamples(*figures));
    }
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
