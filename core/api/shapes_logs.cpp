// The inputs of service "logs". Source: CloudWatch Logs API Reference (2014-03-28).

#include "api/logs_handlers.h"
#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kLogGroupName =
    required("logGroupName", kString, "Name of the log group, such as /ecs/web.").between(1, 512);
constexpr ShapeMember kStartTime =
    optional("startTime", kInteger, "Only lines from here on, in milliseconds since 1970.");
constexpr ShapeMember kEndTime = optional("endTime", kInteger, "Only lines before this.");
constexpr ShapeMember kLimit = optional("limit", kInteger, "How many at most.").between(1, 10000);
constexpr ShapeMember kListLimit = optional("limit", kInteger, "How many at most.").between(1, 50);

constexpr std::string_view kLogGroupClassValues[] = {"STANDARD", "INFREQUENT_ACCESS", "DELIVERY"};
constexpr Shape kLogGroupClass = enumeration(kLogGroupClassValues);
constexpr ShapeMember kCreateLogGroupMembers[] = {
    kLogGroupName,
    optional("kmsKeyId", kString, "The key the lines are encrypted with."),
    optional("tags", kStringMap, "Labels as key and value."),
    optional("logGroupClass", kLogGroupClass, "STANDARD when absent."),
};
constexpr ShapeMember kLogGroupNameMembers[] = {kLogGroupName};
constexpr ShapeMember kDescribeLogGroupsMembers[] = {
    optional("logGroupNamePrefix", kString, "Only those whose name begins so."),
    kNextTokenMember,
    kListLimit,
};
constexpr ShapeMember kPutRetentionPolicyMembers[] = {
    kLogGroupName,
    required("retentionInDays", kInteger, "1, 3, 5, 7, 14, 30, 60, 90 ... 3653 days."),
};
constexpr std::string_view kOrderByValues[] = {"LogStreamName", "LastEventTime"};
constexpr Shape kOrderBy = enumeration(kOrderByValues);
constexpr ShapeMember kDescribeLogStreamsMembers[] = {
    kLogGroupName,
    optional("logStreamNamePrefix", kString, "Only those whose name begins so."),
    optional("orderBy", kOrderBy, "By name when absent."),
    optional("descending", kBoolean, "The other way round."),
    kNextTokenMember,
    kListLimit,
};
constexpr ShapeMember kGetLogEventsMembers[] = {
    kLogGroupName,
    required("logStreamName", kString, "prefix/container/task-id."),
    kStartTime,
    kEndTime,
    kNextTokenMember,
    kLimit,
    optional("startFromHead", kBoolean, "The oldest lines first; the newest when absent."),
};
constexpr ShapeMember kFilterLogEventsMembers[] = {
    kLogGroupName,
    optional("logStreamNames", kStrings, "Only these streams."),
    optional("logStreamNamePrefix", kString, "Only streams whose name begins so."),
    kStartTime,
    kEndTime,
    optional("filterPattern", kString, "Words that a line must contain, such as ERROR."),
    kNextTokenMember,
    kLimit,
};

}  // namespace

constinit const Shape kCreateLogGroupInput = structure(kCreateLogGroupMembers);
constinit const Shape kLogGroupNameInput = structure(kLogGroupNameMembers);
constinit const Shape kDescribeLogGroupsInput = structure(kDescribeLogGroupsMembers);
constinit const Shape kPutRetentionPolicyInput = structure(kPutRetentionPolicyMembers);
constinit const Shape kDescribeLogStreamsInput = structure(kDescribeLogStreamsMembers);
constinit const Shape kGetLogEventsInput = structure(kGetLogEventsMembers);
constinit const Shape kFilterLogEventsInput = structure(kFilterLogEventsMembers);

}  // namespace taskyard::shapes
