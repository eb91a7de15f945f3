#pragma once
// CloudWatch Logs as read: which group a container writes to, and what its lines say.
// The words of lines are ours: they stand for the output of the learner's own program.

#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

// True with the awslogs driver. Other drivers carry lines where this simulation does not look;
// without any, output stays with the container and goes when it goes.
bool writesToCloudWatch(const ContainerDefinition& container);
// True when awslogs-region names another Region than the sandbox's own. There the log groups of
// this account do not exist; the way to it is the internet, since an interface endpoint serves its
// own Region only. Model choice: any other name is taken for such a Region.
// REQUIRES: writesToCloudWatch.
bool logsElsewhere(const ContainerDefinition& container);

LogGroupIndex findLogGroup(const State& state, std::string_view logGroupName);
// The request that deleted it; kNoEvent when there never was one.
EventId logGroupLostBy(const State& state, std::string_view logGroupName);
// "<prefix>/<container>/<task id>"; without a prefix (EC2 only) the container's runtime id.
std::string logStreamName(const State& state, const Task& task,
                          const ContainerDefinition& container);

std::string logGroupArn(std::string_view logGroupName);
// Where the container's lines go, whatever the Region. REQUIRES: writesToCloudWatch.
std::string logGroupArn(const ContainerDefinition& container);
std::string logStreamArn(const State& state, const Task& task,
                         const ContainerDefinition& container);

std::string logLineText(const LogLine& line);
// What the line counts for, for the bill. Model choice: 120 bytes for each line of a program.
std::int64_t logLineBytes(const LogLine& line);

// The lines a stream still holds, oldest first, without those that its group's retention dropped.
std::vector<LogLine> linesOf(const State& state, const LogStream& stream);

}  // namespace taskyard
