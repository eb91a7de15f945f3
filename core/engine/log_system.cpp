#include "engine/log_system.h"

#include <algorithm>

#include "engine/log_lines.h"

namespace taskyard {

namespace {

// A slot for a new stream of the group: a fresh one, or that of its oldest ended stream.
LogStreamIndex takeStream(Logs& logs, LogGroupIndex group) {
  std::size_t inGroup = 0;
  std::size_t oldest = logs.streams.size();
  std::size_t free = logs.streams.size();
  for (std::size_t i = 0; i < logs.streams.size(); ++i) {
    const LogStream& stream = logs.streams[i];
    if (!stream.inUse) {
      free = std::min(free, i);
      continue;
    }
    if (stream.group != group) continue;
    ++inGroup;
    if (!stream.ended) continue;
    if (oldest == logs.streams.size() || stream.createdAt < logs.streams[oldest].createdAt) {
      oldest = i;
    }
  }
  if (inGroup >= kStreamsPerGroupMost && oldest < logs.streams.size()) free = oldest;
  if (free == logs.streams.size()) logs.streams.emplace_back();
  logs.streams[free] = LogStream();
  return LogStreamIndex(free);
}

}  // namespace

LogGroupIndex createLogGroup(Simulation& sim, const std::string& logGroupName) {
  LogGroup group;
  group.logGroupName = logGroupName;
  group.createdAt = sim.state().now;
  auto& groups = sim.state().logs.groups;
  groups.push_back(std::move(group));
  return LogGroupIndex(groups.size() - 1);
}

void deleteLogGroup(Simulation& sim, LogGroupIndex index, EventId cause) {
  Logs& logs = sim.state().logs;
  logs.groups[index.value].deleted = true;
  logs.groups[index.value].deletedBy = cause;
  for (std::size_t i = 0; i < logs.streams.size(); ++i) {
    if (logs.streams[i].group == index) logs.streams[i] = LogStream();
  }
  ChunkedArray<Container>& containers = sim.state().containers;
  for (std::size_t i = 0; i < containers.size(); ++i) {
    const LogStreamIndex stream = containers[i].logStream;
    if (stream.valid() && !logs.streams[stream.value].inUse) containers[i].logStream = {};
  }
}

void setRetention(Simulation& sim, LogGroupIndex group, std::int32_t days) {
  sim.state().logs.groups[group.value].retentionInDays = days;
}

void createWantedLogGroups(Simulation& sim, TaskIndex index) {
  const Task& task = sim.state().tasks[index.value];
  const auto& containers =
      sim.state().taskDefinitions[task.taskDefinition.value].containerDefinitions;
  for (const ContainerDefinition& container : containers) {
    if (!writesToCloudWatch(container) || logsElsewhere(container)) continue;
    const std::string& group = container.logConfiguration->option("awslogs-group");
    if (findLogGroup(sim.state(), group).valid()) continue;
    createLogGroup(sim, group);
    sim.say(EventKind::LogGroupCreated, task.ordinal,
            "The awslogs driver created the log group " + group, task.lastEvent);
  }
}

void openLogStream(Simulation& sim, TaskIndex index, ContainerIndex c) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  Container& container = state.containers[c.value];
  const ContainerDefinition& definition =
      state.taskDefinitions[task.taskDefinition.value].containerDefinitions[container.definition];
  if (!writesToCloudWatch(definition) || logsElsewhere(definition)) return;
  if (container.logStream.valid()) return;  // it starts again in the same task
  const LogGroupIndex group =
      findLogGroup(state, definition.logConfiguration->option("awslogs-group"));
  if (!group.valid()) return;  // it went between the check and the start
  container.logStream = takeStream(state.logs, group);
  LogStream& stream = state.logs.streams[container.logStream.value];
  stream.group = group;
  stream.logStreamName = logStreamName(state, task, definition);
  stream.createdAt = state.now;
  stream.inUse = true;
}

void appendLogLines(Simulation& sim, ContainerIndex c, LogLineKind kind, std::int64_t count,
                    std::int32_t number) {
  State& state = sim.state();
  const LogStreamIndex index = state.containers[c.value].logStream;
  if (!index.valid() || count <= 0) return;
  LogStream& stream = state.logs.streams[index.value];
  const LogLine line = {state.now, count, number, kind};
  if (stream.lines.size() < kLinesPerStreamMost) {
    stream.lines.push_back(line);
  } else {
    stream.lines[stream.first] = line;
    stream.first = static_cast<std::uint32_t>((stream.first + 1) % kLinesPerStreamMost);
  }
  state.logs.groups[stream.group.value].bytesIngested += logLineBytes(line);
}

void closeLogStream(Simulation& sim, ContainerIndex c) {
  Container& container = sim.state().containers[c.value];
  if (!container.logStream.valid()) return;
  sim.state().logs.streams[container.logStream.value].ended = true;
  container.logStream = {};  // the slot may become another's
}

}  // namespace taskyard
