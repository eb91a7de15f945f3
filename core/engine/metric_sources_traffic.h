#pragma once
// What is measured of load balancers, HTTP APIs and queues, once a minute.
// Source: Application Load Balancer User Guide, "CloudWatch metrics"; Amazon SQS Developer Guide,
// "Available CloudWatch metrics for Amazon SQS".
//
// Model choice: a metric that AWS reports per load balancer is reported per load balancer and
// target group; latencies are known to their bucket (model/work.h).

#include "engine/simulation.h"

namespace taskyard {

// AWS/ApplicationELB, per target group that a load balancer forwards to.
void measureTargetGroups(Simulation& sim, std::int32_t minute);
// AWS/ApiGateway by ApiId: Count, 4xx, 5xx, Latency, IntegrationLatency. Source: API Gateway
// Developer Guide, "Monitor CloudWatch metrics for HTTP APIs". Model choice: API Gateway itself
// takes no time, so the two latencies are the same.
void measureHttpApis(Simulation& sim, std::int32_t minute);
// AWS/SQS, per queue.
void measureQueues(Simulation& sim, std::int32_t minute);

}  // namespace taskyard
