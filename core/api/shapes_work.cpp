// The inputs of service "sim" for traffic, queues and programs.

#include "api/shapes_work.h"

namespace taskyard::shapes {

namespace {

// Model choice: rates up to a million per second keep every sum of a year far inside 64 bits.
constexpr std::int64_t kYearSeconds = 365LL * 24 * 60 * 60;

constexpr std::string_view kDependencyKindValues[] = {"dynamodb", "rds",    "s3",
                                                      "sqs",      "secret", "service"};
constexpr Shape kDependencyKind = enumeration(kDependencyKindValues);
constexpr ShapeMember kImageCallMembers[] = {
    required("kind", kDependencyKind, "What is called."),
    required("name", kString, "Table, database, bucket, queue, secret or service.")
        .strictlyBetween(1, 255),
    optional("action", kString, "IAM action the task role needs, such as dynamodb:PutItem."),
    optional("latencyMs", kInteger, "How long one call takes when all is well; 5 when absent.")
        .strictlyBetween(0, 60000),
    optional("connections", kInteger, "For rds: what each task keeps open; 10 when absent.")
        .strictlyBetween(0, 10000),
};
constexpr Shape kImageCall = structure(kImageCallMembers);
constexpr ShapeMember kImageWorkerMembers[] = {
    required("queue", kString, "Name of the SQS queue it takes messages from.")
        .strictlyBetween(1, 80),
    optional("secondsPerMessage", kNumber, "From receiving to deleting; 1 when absent."),
    optional("concurrency", kInteger, "Messages at the same time; 1 when absent.")
        .strictlyBetween(1, 1000),
};
constexpr ShapeMember kImageJobMembers[] = {
    required("workSeconds", kInteger, "Seconds of work for one vCPU; then it exits with 0.")
        .strictlyBetween(1, kYearSeconds),
};

constexpr std::string_view kPatternKindValues[] = {"constant", "ramp", "daily", "flashCrowd",
                                                   "recorded"};
constexpr Shape kPatternKind = enumeration(kPatternKindValues);
constexpr ShapeMember kRatePointMembers[] = {
    required("atSeconds", kInteger, "Since the pattern's start.").strictlyBetween(0, kYearSeconds),
    required("ratePerSecond", kNumber, "From then on, until the next point."),
};
constexpr Shape kRatePoint = structure(kRatePointMembers);
constexpr Shape kRatePoints = listOf(kRatePoint);
constexpr ShapeMember kLoadPatternMembers[] = {
    required("kind", kPatternKind, "How the rate goes over time."),
    optional("ratePerSecond", kNumber, "The base rate; for daily the lowest."),
    optional("peakPerSecond", kNumber, "For ramp, daily and flashCrowd: the highest."),
    optional("startAfterSeconds", kInteger, "When it begins; base rate until then.")
        .strictlyBetween(0, kYearSeconds),
    optional("riseSeconds", kInteger, "From base to peak.").strictlyBetween(0, kYearSeconds),
    optional("holdSeconds", kInteger, "For flashCrowd: how long the peak lasts.")
        .strictlyBetween(0, kYearSeconds),
    optional("fallSeconds", kInteger, "For flashCrowd: from peak to base.")
        .strictlyBetween(0, kYearSeconds),
    optional("periodSeconds", kInteger, "For daily; a day when absent.")
        .strictlyBetween(60, kYearSeconds),
    optional("points", kRatePoints, "For recorded: the rates, in order of time."),
    optional("noisePercent", kInteger, "Each second is off by up to this much, from the seed.")
        .strictlyBetween(0, 100),
};

constexpr ShapeMember kTrafficTargetMembers[] = {
    optional("service", kString, "Straight to the tasks of this service, as by service discovery.")
        .naming(NameKind::Service),
    optional("cluster", kString, "The service's cluster; \"default\" when absent.")
        .naming(NameKind::Cluster),
    optional("loadBalancer", kString, "Name, ARN or DNS name of a load balancer."),
    optional("api", kString, "Id or name of an HTTP API of API Gateway."),
    optional("host", kString, "Host header, for host rules."),
    optional("path", kString, "Path, for path rules; / when absent."),
    optional("port", kInteger, "Listener's or container's port.").strictlyBetween(1, 65535),
};
constexpr Shape kTrafficTarget = structure(kTrafficTargetMembers);

}  // namespace

constinit const Shape kImageCalls = listOf(kImageCall);
constinit const Shape kImageWorker = structure(kImageWorkerMembers);
constinit const Shape kImageJob = structure(kImageJobMembers);
constinit const Shape kLoadPattern = structure(kLoadPatternMembers);

namespace {

constexpr ShapeMember kSetTrafficMembers[] = {
    required("name", kString, "What the traffic is called; an existing one is replaced.")
        .strictlyBetween(1, 64),
    required("target", kTrafficTarget, "Where the requests go."),
    required("pattern", kLoadPattern, "How many requests per second."),
    optional("requestKind", kString, "What they ask for, as a label.").strictlyBetween(1, 64),
    optional("timeoutSeconds", kInteger, "When a request is given up; 60 when absent.")
        .strictlyBetween(1, 4000),
};
constexpr ShapeMember kRemoveTrafficMembers[] = {
    required("name", kString, "Which traffic ends."),
};
constexpr ShapeMember kSetQueueLoadMembers[] = {
    required("queue", kString, "Name or URL of the queue that gets messages."),
    required("pattern", kLoadPattern, "How many messages per second."),
    optional("poisonPerMillion", kInteger, "How many of a million no worker can ever finish.")
        .strictlyBetween(0, 1000000),
};
constexpr ShapeMember kDescribeLoadMembers[] = {
    optional("traffic", kString, "Only this traffic."),
    optional("service", kString, "Of the services only this one."),
    optional("tasks", kBoolean, "Each task as well, not only services."),
};

}  // namespace

constinit const Shape kSimSetTrafficInput = structure(kSetTrafficMembers);
constinit const Shape kSimRemoveTrafficInput = structure(kRemoveTrafficMembers);
constinit const Shape kSimSetQueueLoadInput = structure(kSetQueueLoadMembers);
constinit const Shape kSimDescribeLoadInput = structure(kDescribeLoadMembers);

}  // namespace taskyard::shapes
