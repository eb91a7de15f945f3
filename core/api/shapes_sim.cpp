// The inputs of service "sim": what AWS has no request for, because in AWS it is the weather.

#include "api/shapes_parts.h"
#include "api/shapes_work.h"

namespace taskyard::shapes {

namespace {

// Model choice: a year is longer than any lesson and keeps every sum far inside 64 bits.
constexpr std::int64_t kYearSeconds = 365LL * 24 * 60 * 60;

constexpr std::string_view kCpuValues[] = {"X86_64", "ARM64", "ANY"};
constexpr Shape kCpu = enumeration(kCpuValues);
constexpr ShapeMember kPutImageMembers[] = {
    required("image", kString, "The reference, as a container definition writes it.")
        .naming(NameKind::Image)
        .strictlyBetween(1, 255),
    optional("exists", kBoolean, "Whether the registry has it."),
    optional("sizeMiB", kInteger, "Compressed size in MiB: what a pull has to fetch.")
        .strictlyBetween(1, 20480),
    optional("startSeconds", kInteger, "From container start to ready for work.")
        .strictlyBetween(0, kYearSeconds),
    optional("exitAfterSeconds", kInteger, "It ends by itself this long after its start.")
        .strictlyBetween(0, kYearSeconds),
    optional("exitCode", kInteger, "With which code it then ends.").strictlyBetween(0, 255),
    optional("meanLifetimeSeconds", kInteger, "It crashes at random, on average after this.")
        .strictlyBetween(1, kYearSeconds),
    optional("healthCheckFailuresPerMillion", kInteger, "How many of a million checks fail.")
        .strictlyBetween(0, 1000000),
    optional("shutdownSeconds", kInteger, "From SIGTERM to its end.")
        .strictlyBetween(0, kYearSeconds),
    optional("ignoresSigterm", kBoolean, "It runs on until SIGKILL."),
    optional("credentialsInside", kBoolean, "A password or access key is in one of its layers."),
    optional("packages", kStrings, "For ECR: what is in it, such as openssl or npm:lodash."),
    optional("listenPort", kInteger, "Where it listens; its port mappings when 0 or absent.")
        .strictlyBetween(0, 65535),
    optional("readySeconds", kInteger, "From container start until it answers.")
        .strictlyBetween(0, kYearSeconds),
    optional("cpuMsPerRequest", kInteger, "Work per request or message, in ms of one vCPU.")
        .strictlyBetween(0, 600000),
    optional("cpuIdleMilli", kInteger, "CPU without work, in thousandths of a vCPU.")
        .strictlyBetween(0, 192000),
    optional("memoryBaseMiB", kInteger, "Memory without work; no concern when 0 or absent.")
        .strictlyBetween(0, 1000000),
    optional("memoryPerConcurrentRequestKiB", kInteger, "Memory of each request in flight.")
        .strictlyBetween(0, 10000000),
    optional("memoryLeakMiBPerMinute", kInteger, "Memory it loses as time passes.")
        .strictlyBetween(0, 1000000),
    optional("maxConcurrentRequests", kInteger, "Requests worked on at once; 0: no such limit.")
        .strictlyBetween(0, 1000000),
    optional("responseKiB", kInteger, "Size of one answer, for the bill; 10 when never given.")
        .strictlyBetween(0, 1000000),
    optional("healthStatus", kInteger, "HTTP status of its health path when all is well.")
        .strictlyBetween(100, 599),
    optional("healthNeedsCalls", kBoolean, "Its health path answers 503 while a call fails."),
    optional("calls", kImageCalls, "What each request needs: databases, queues, services."),
    optional("worker", kImageWorker, "It takes messages from a queue."),
    optional("job", kImageJob, "It works for a while and exits with 0."),
    optional("cpuArchitecture", kCpu, "What it is built for; ANY when absent."),
};

constexpr std::string_view kFaultTypeValues[] = {
    "ContainerExit",
    "TaskLost",
    "ImageMissing",
    "SlowPull",
    "TaskRetirement",

    // Functions.
    "DockerHostLost",

    // Capacity.
    "SpotReclaim",
    "SpotCapacity",
    "HostLost",
    "ZoneLost",
    "AgentDisconnected",

    // Registry, secrets, logs.
    "RegistryDown",
    "RegistrySlow",
    "RegistryRateLimited",
    "SecretRotated",
    "CvePublished",

    // Load balancing and network.
    "NatGatewayDown",

    // Traffic and work.
    "MemoryLeak",
    "Hang",
    "SlowStart",
    "SlowResponses",
    "DependencyDown",
    "ApiThrottled",
};
constexpr Shape kFaultType = enumeration(kFaultTypeValues);
constexpr ShapeMember kInjectFaultMembers[] = {
    required("type", kFaultType, "What goes wrong."),
    optional("task", kString, "The task it happens to.").naming(NameKind::Task),
    optional("container", kString, "The container; the first essential one when absent.")
        .naming(NameKind::Container),
    optional("exitCode", kInteger, "For ContainerExit.").strictlyBetween(0, 255),
    optional("image", kString, "For ImageMissing and SlowPull.").naming(NameKind::Image),
    optional("factorPercent", kInteger, "For SlowPull: pull time in per cent of the usual.")
        .strictlyBetween(100, 100000),
    optional("durationSeconds", kInteger, "How long it lasts; until cleared when absent.")
        .strictlyBetween(1, kYearSeconds),
    optional("service", kString, "The service it happens to; for SpotReclaim only its tasks.")
        .naming(NameKind::Service),
    optional("noticeSeconds", kInteger, "For TaskRetirement: how long before AWS tells of it.")
        .strictlyBetween(0, kYearSeconds),

    // Capacity.
    optional("instance", kString,
             "For HostLost, AgentDisconnected and DockerHostLost: which instance."),
    optional("zone", kString, "For ZoneLost; for SpotReclaim only tasks there."),
    optional("count", kInteger, "For SpotReclaim: how many tasks.").strictlyBetween(1, 100000),
    optional("percent", kInteger, "For SpotReclaim: what share of the tasks.")
        .strictlyBetween(1, 100),
    optional("available", kInteger, "For SpotCapacity: most Spot tasks at once; 0 when absent.")
        .strictlyBetween(0, 100000),

    // Registry, secrets, logs.
    optional("registry", kString,
             "For Registry...: docker.io, public.ecr.aws, ecr; all if absent."),
    optional("secret", kString, "For SecretRotated: name or ARN."),
    optional("package", kString, "For CvePublished: openssl, or npm:lodash for one of a language."),
    optional("severity", kString, "For CvePublished: HIGH when absent."),

    // Load balancing and network.
    optional("natGateway", kString, "For NatGatewayDown: which one; all when absent."),

    // Traffic and work.
    optional("mibPerMinute", kInteger, "For MemoryLeak: memory lost per minute; 20 when absent.")
        .strictlyBetween(1, 1000000),
    optional("extraSeconds", kInteger, "For SlowStart: how much longer a boot takes.")
        .strictlyBetween(1, 86400),
    optional("extraMilliseconds", kInteger, "For SlowResponses: how much longer an answer takes.")
        .strictlyBetween(1, 3600000),
    optional("dependency", kString, "For DependencyDown and ApiThrottled: rds, or rds/orders."),
    optional("failPercent", kInteger, "For ApiThrottled: how many calls fail; 50 when absent.")
        .strictlyBetween(1, 99),
};
constexpr ShapeMember kClearFaultMembers[] = {
    required("type", kFaultType, "What to put right again."),
    optional("image", kString, "For this image; for all when absent.").naming(NameKind::Image),
    optional("registry", kString, "For this registry; for all when absent."),
    optional("natGateway", kString, "For this NAT gateway; for all when absent."),
};
constexpr ShapeMember kAdvanceMembers[] = {
    optional("milliseconds", kInteger, "How far, in milliseconds.")
        .strictlyBetween(0, kYearSeconds * 1000),
    optional("seconds", kInteger, "How far, in seconds.").strictlyBetween(0, kYearSeconds),
};
constexpr ShapeMember kListEventsMembers[] = {
    optional("after", kInteger, "Only events with a higher number than this.")
        .strictlyBetween(0, INT64_MAX),
    optional("limit", kInteger, "How many at most.").strictlyBetween(1, 10000),
    optional("subject", kString, "Only events about this cluster, service, task or image."),
};
constexpr ShapeMember kExplainMembers[] = {
    required("event", kInteger, "Number of the event whose causes you want.")
        .strictlyBetween(0, INT64_MAX),
};

}  // namespace

constinit const Shape kSimPutImageInput = structure(kPutImageMembers);
constinit const Shape kSimInjectFaultInput = structure(kInjectFaultMembers);
constinit const Shape kSimClearFaultInput = structure(kClearFaultMembers);
constinit const Shape kSimAdvanceInput = structure(kAdvanceMembers);
constinit const Shape kSimDescribeInput = {.kind = ShapeKind::Structure};
constinit const Shape kSimListEventsInput = structure(kListEventsMembers);
constinit const Shape kSimExplainInput = structure(kExplainMembers);

}  // namespace taskyard::shapes
