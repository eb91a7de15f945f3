#include "api/logs_handlers.h"
#include "api/operations.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"logs", "CreateLogGroup", "Makes an empty log group; the awslogs driver wants one.", kChanges,
      &kCreateLogGroupInput},
     createLogGroup},
    {{"logs", "DeleteLogGroup", "Removes a log group with everything in it.", kChanges,
      &kLogGroupNameInput},
     deleteLogGroup},
    {{"logs", "DescribeLogGroups", "Lists log groups with retention and size.", kReads,
      &kDescribeLogGroupsInput},
     describeLogGroups},
    {{"logs", "PutRetentionPolicy", "Says after how many days lines expire.", kChanges,
      &kPutRetentionPolicyInput},
     putRetentionPolicy},
    {{"logs", "DeleteRetentionPolicy", "Lets lines stay for ever.", kChanges, &kLogGroupNameInput},
     deleteRetentionPolicy},
    {{"logs", "DescribeLogStreams",
      "Lists the streams of a group, one for each container of a task.", kReads,
      &kDescribeLogStreamsInput},
     describeLogStreams},
    {{"logs", "GetLogEvents", "Shows the lines of one stream.", kReads, &kGetLogEventsInput},
     getLogEvents},
    {{"logs", "FilterLogEvents", "Looks for lines in all streams of a group.", kReads,
      &kFilterLogEventsInput},
     filterLogEvents},
};

}  // namespace

std::span<const Operation> logs() { return kOperations; }

}  // namespace taskyard::operations
