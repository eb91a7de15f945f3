#include "engine/log_lines.h"

#include "engine/identity.h"
#include "model/network.h"

namespace taskyard {

bool writesToCloudWatch(const ContainerDefinition& container) {
  return container.logConfiguration && container.logConfiguration->logDriver == "awslogs";
}

bool logsElsewhere(const ContainerDefinition& container) {
  return container.logConfiguration->option("awslogs-region") != kRegion;
}

LogGroupIndex findLogGroup(const State& state, std::string_view logGroupName) {
  const auto& groups = state.logs.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].deleted && groups[i].logGroupName == logGroupName) return LogGroupIndex(i);
  }
  return {};
}

EventId logGroupLostBy(const State& state, std::string_view logGroupName) {
  const auto& groups = state.logs.groups;
  for (std::size_t i = groups.size(); i-- > 0;) {
    if (groups[i].deleted && groups[i].logGroupName == logGroupName) return groups[i].deletedBy;
  }
  return kNoEvent;
}

std::string logStreamName(const State& state, const Task& task,
                          const ContainerDefinition& container) {
  const std::string id = taskId(state.seed, task.ordinal);
  const std::string& prefix = container.logConfiguration->option("awslogs-stream-prefix");
  return prefix.empty() ? id : prefix + "/" + container.name + "/" + id;
}

namespace {

std::string arnIn(std::string_view region, std::string_view logGroupName) {
  return "arn:aws:logs:" + std::string(region) + ":" + kAccountId +
         ":log-group:" + std::string(logGroupName);
}

}  // namespace

std::string logGroupArn(std::string_view logGroupName) { return arnIn(kRegion, logGroupName); }

std::string logGroupArn(const ContainerDefinition& container) {
  const LogConfiguration& logs = *container.logConfiguration;
  return arnIn(logs.option("awslogs-region"), logs.option("awslogs-group"));
}

std::string logStreamArn(const State& state, const Task& task,
                         const ContainerDefinition& container) {
  return logGroupArn(container) + ":log-stream:" + logStreamName(state, task, container);
}

std::string logLineText(const LogLine& line) {
  const std::string count = std::to_string(line.count);
  switch (line.kind) {
    case LogLineKind::Started: return "INFO started, ready for work";
    case LogLineKind::Exited:
      return line.number == 0
                 ? "INFO bye"
                 : "FATAL unhandled error, exiting with code " + std::to_string(line.number);
    case LogLineKind::Terminating: return "INFO SIGTERM received, shutting down";
    case LogLineKind::Killed: return "Killed";
    case LogLineKind::OutOfMemory: return "ERROR cannot allocate memory";
    case LogLineKind::Requests: return "INFO " + count + " requests answered";
    case LogLineKind::Errors: return "ERROR " + count + " requests failed with a 5xx status";
    case LogLineKind::AccessDenied:
      return "ERROR AccessDeniedException: not authorized to perform the call (" + count +
             " times)";
    case LogLineKind::SecretRejected:
      return "ERROR authentication failed: the password is not accepted (" + count + " times)";
    case LogLineKind::Worked: return "INFO " + count + " jobs done";
  }
  return "";
}

std::int64_t logLineBytes(const LogLine& line) {
  constexpr std::int64_t kBytesPerLine = 120;
  return line.count * kBytesPerLine;
}

std::vector<LogLine> linesOf(const State& state, const LogStream& stream) {
  const std::int32_t days = state.logs.groups[stream.group.value].retentionInDays;
  std::vector<LogLine> lines;
  for (std::size_t i = 0; i < stream.lines.size(); ++i) {
    const LogLine& line = stream.lines[(stream.first + i) % stream.lines.size()];
    if (days == 0 || state.now - line.at < days * kDay) lines.push_back(line);
  }
  return lines;
}

}  // namespace taskyard
