// The inputs of service "sim": what AWS has no request for, because in AWS it is the weather.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

// Model choice: a year is longer than any lesson and keeps every sum far inside 64 bits.
constexpr std::int64_t kYearSeconds = 365LL * 24 * 60 * 60;

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
};

constexpr std::string_view kFaultTypeValues[] = {
    "ContainerExit", "TaskLost", "ImageMissing", "SlowPull", "TaskRetirement",

    // Capacity.

    // Registry, secrets, logs.

    // Load balancing and network.

    // Traffic and work.

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
    optional("service", kString, "The service it happens to.").naming(NameKind::Service),
    optional("noticeSeconds", kInteger, "For TaskRetirement: how long before AWS tells of it.")
        .strictlyBetween(0, kYearSeconds),

    // Capacity.

    // Registry, secrets, logs.

    // Load balancing and network.

    // Traffic and work.

};
constexpr ShapeMember kClearFaultMembers[] = {
    required("type", kFaultType, "What to put right again."),
    optional("image", kString, "For this image; for all when absent.").naming(NameKind::Image),
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
