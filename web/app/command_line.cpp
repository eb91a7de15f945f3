#include "app/command_line.h"

#include <algorithm>
#include <utility>

#include "api/shell_words.h"
#include "api/work_handlers.h"
#include "app/app.h"
#include "base/text.h"
#include "engine/balancer_identity.h"
#include "engine/identity.h"
#include "engine/permissions.h"

namespace taskyard {

namespace {

// Model choice: names offered by completion; more than this helps nobody.
constexpr std::size_t kNamesMost = 200;

// A typed line that failed before it became a request.
TranscriptEntry refusedEntry(std::string command, const Error& error, TimeMs at) {
  TranscriptEntry entry;
  entry.at = at;
  entry.typed = true;
  entry.command = std::move(command);
  entry.ok = false;
  entry.error = error.message;
  return entry;
}

bool runOne(App& app, std::string_view command) {
  const TimeMs at = app.run().now();
  Result<CliResult> parsed = parseCommandLine(command);
  if (!parsed.ok()) {
    app.transcript().add(refusedEntry(std::string(command), parsed.error(), at));
    return false;
  }
  TranscriptEntry entry;
  bool ok = true;
  if (parsed.value().request) {
    const Request& request = *parsed.value().request;
    const Result<ApiAnswer> answer = app.callQuietly(request);
    entry = answeredEntry(std::string(command), request, answer, at);
    ok = answer.ok();
  } else {
    entry.command = std::string(command);
    entry.output = parsed.value().help;
    entry.at = at;
  }
  entry.typed = true;
  entry.notes.insert(entry.notes.begin(), parsed.value().notes.begin(), parsed.value().notes.end());
  app.transcript().add(std::move(entry));
  return ok;
}

void addName(std::vector<std::string>& names, const std::string& name) {
  if (names.size() >= kNamesMost) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void addTaskDefinitions(NameSource& names, const State& state) {
  // Newest first: those are the ones people mean.
  for (std::size_t i = state.taskDefinitions.size(); i > 0; --i) {
    const TaskDefinition& definition = state.taskDefinitions[i - 1];
    if (definition.status != TaskDefinitionStatus::ACTIVE) continue;
    addName(names.taskDefinitions, familyRevision(definition));
    addName(names.families, definition.family);
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      addName(names.containers, container.name);
    }
  }
}

// What stands around tasks and services.
void addThings(NameSource& names, const State& state) {
  for (std::size_t i = 0; i < state.balancing.targetGroups.size(); ++i) {
    if (state.balancing.targetGroups[i].deleted) continue;
    addName(names.targetGroups, targetGroupArn(state, TargetGroupIndex(i)));
  }
  for (std::size_t i = 0; i < state.balancing.loadBalancers.size(); ++i) {
    if (state.balancing.loadBalancers[i].deleted) continue;
    addName(names.loadBalancers, loadBalancerArn(state, LoadBalancerIndex(i)));
  }
  for (const Queue& queue : state.work.queues) {
    if (queue.deleted) continue;
    addName(names.queues, queue.name);
    addName(names.queueUrls, queueUrl(queue));
  }
  for (const Role& role : state.identity.roles) {
    if (role.deleted) continue;
    addName(names.roles, role.roleName);
    addName(names.roleArns, roleArn(role));
  }
  for (const LogGroup& group : state.logs.groups) {
    if (!group.deleted) addName(names.logGroups, group.logGroupName);
  }
  for (const Alarm& alarm : state.monitoring.alarms) {
    if (!alarm.deleted) addName(names.alarms, alarm.alarmName);
  }
}

}  // namespace

LineOutcome runTypedText(App& app, std::string_view text) {
  LineOutcome outcome;
  if (text.size() > kCommandBytesMost) {
    app.transcript().add(refusedEntry(
        std::string(text.substr(0, 60)) + "...",
        Error{"TooLarge", "This is longer than 1 MiB. Nothing was done.", "", 0}, app.run().now()));
    app.touch();
    return {1, false};
  }
  for (const CommandText& command : splitCommands(text)) {
    ++outcome.commands;
    if (!runOne(app, command.text)) {
      outcome.ok = false;
      break;
    }
  }
  app.touch();
  return outcome;
}

std::string cliErrorText(const Request& request, const Error& error) {
  if (error.code == "ParamValidationError" || error.code == "UnknownOperation") {
    return error.message;
  }
  return "An error occurred (" + error.code + ") when calling the " + request.operation +
         " operation: " + error.message;
}

TranscriptEntry answeredEntry(std::string command, const Request& request,
                              const Result<ApiAnswer>& answer, TimeMs at) {
  TranscriptEntry entry;
  entry.at = at;
  entry.command = std::move(command);
  entry.ok = answer.ok();
  if (!answer.ok()) {
    entry.error = cliErrorText(request, answer.error());
    return entry;
  }
  const JsonValue& output = answer.value().output;
  if (!output.isObject() || !output.members().empty()) entry.output = dumpJsonPretty(output);
  if (!answer.value().notModelled.empty()) {
    entry.notes.push_back("Kept, but without effect in the simulation: " +
                          joinWords(answer.value().notModelled));
  }
  return entry;
}

NameSource namesIn(const State& state) {
  NameSource names;
  for (const Cluster& cluster : state.clusters) {
    if (cluster.status == ClusterStatus::ACTIVE) addName(names.clusters, cluster.clusterName);
  }
  for (const Service& service : state.services) {
    if (service.status != ServiceStatus::INACTIVE) addName(names.services, service.serviceName);
  }
  for (const Task& task : state.tasks) {
    if (names.taskIds.size() >= kNamesMost) break;
    if (task.inUse && task.desiredStatus == TaskDesiredStatus::RUNNING) {
      names.taskIds.push_back(taskId(state.seed, task.ordinal));
    }
  }
  addTaskDefinitions(names, state);
  for (const SimImage& image : state.images) addName(names.images, image.reference);
  for (const Subnet& subnet : state.subnets) {
    if (!subnet.deleted) addName(names.subnets, subnet.subnetId);
  }
  for (const SecurityGroup& group : state.network.securityGroups) {
    if (!group.deleted) addName(names.securityGroups, group.groupId);
  }
  addThings(names, state);
  return names;
}

}  // namespace taskyard
