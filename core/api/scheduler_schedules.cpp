// EventBridge Scheduler: schedules that run tasks.

#include "api/cloudwatch_handlers.h"
#include "api/scheduler_handlers.h"
#include "engine/identity.h"
#include "engine/schedule_expression.h"
#include "engine/schedule_system.h"

namespace taskyard {

namespace {

constexpr std::string_view kEcsPath = "/Target/EcsParameters";

Error validation(std::string message, std::string path) {
  return {"ValidationException", std::move(message), std::move(path)};
}

bool isScheduleName(const std::string& name) {
  if (name.empty() || name.size() > 64) return false;
  for (const char c : name) {
    const bool known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (!known) return false;
  }
  return true;
}

std::string scheduleArn(const std::string& name) {
  return "arn:aws:scheduler:us-east-1:123456789012:schedule/default/" + name;
}

Error notFound(const std::string& name) {
  return {"ResourceNotFoundException", "Schedule " + name + " does not exist.", "/Name"};
}

std::optional<Error> otherGroup(const ApiCall& call) {
  const std::string& group = call.text("GroupName");
  if (group.empty() || group == "default") return std::nullopt;
  return Error{"ResourceNotFoundException", "Schedule group " + group + " does not exist.",
               "/GroupName"};
}

// Members of EcsParameters.NetworkConfiguration.
Result<AwsvpcConfiguration> networkAt(const State& state, const JsonValue& ecs) {
  const std::string path = std::string(kEcsPath) + "/NetworkConfiguration";
  const JsonValue* network = ecs.find("NetworkConfiguration");
  const JsonValue* vpc = network == nullptr ? nullptr : network->find("awsvpcConfiguration");
  if (vpc == nullptr) {
    return validation(
        "NetworkConfiguration must be given for a task definition with network mode awsvpc.", path);
  }
  AwsvpcConfiguration configuration;
  const auto& subnets = vpc->find("Subnets")->items();
  if (subnets.empty() || subnets.size() > 16) {
    return validation("Subnets must have 1 to 16 items.", path + "/awsvpcConfiguration/Subnets");
  }
  for (std::size_t i = 0; i < subnets.size(); ++i) {
    const SubnetIndex subnet = findSubnet(state, subnets[i].string());
    if (!subnet.valid()) {
      return validation("The subnet ID '" + subnets[i].string() + "' does not exist.",
                        pointerTo(path + "/awsvpcConfiguration/Subnets", i));
    }
    configuration.subnets.push_back(subnet);
  }
  if (const JsonValue* groups = vpc->find("SecurityGroups")) {
    for (const JsonValue& group : groups->items()) {
      configuration.securityGroups.push_back(group.string());
    }
  }
  configuration.assignPublicIp = vpc->text("AssignPublicIp") == "ENABLED";
  return configuration;
}

// What is to be run. Reads Target into the schedule.
std::optional<Error> readTarget(const ApiCall& call, Schedule& schedule) {
  const JsonValue& target = *call.input.find("Target");
  schedule.targetJson = dumpJson(target);
  const std::string& arn = target.text("Arn");
  schedule.cluster = findCluster(call.state, arn);
  if (!arn.starts_with("arn:aws:ecs:") || arn.find(":cluster/") == std::string::npos) {
    return Error{"SimNotModelled",
                 "Only RunTask is simulated: Target.Arn must be the ARN of a cluster.",
                 "/Target/Arn"};
  }
  if (!schedule.cluster.valid()) {
    return validation("The cluster " + arn + " does not exist.", "/Target/Arn");
  }
  if (!target.text("RoleArn").starts_with("arn:aws:iam::")) {
    return validation("RoleArn must be the ARN of an IAM role.", "/Target/RoleArn");
  }
  const JsonValue* ecs = target.find("EcsParameters");
  if (ecs == nullptr) {
    return validation("EcsParameters must be given for an ECS target.", std::string(kEcsPath));
  }
  schedule.taskDefinition = ecs->text("TaskDefinitionArn");
  const TaskDefinitionIndex definition = findTaskDefinition(call.state, schedule.taskDefinition);
  if (!definition.valid()) {
    return validation("The task definition " + schedule.taskDefinition + " does not exist.",
                      std::string(kEcsPath) + "/TaskDefinitionArn");
  }
  if (ecs->text("LaunchType") != "FARGATE") {
    return Error{"SimNotModelled", "Scheduled tasks run on Fargate here: add LaunchType FARGATE.",
                 std::string(kEcsPath) + "/LaunchType"};
  }
  if (const JsonValue* count = ecs->find("TaskCount")) {
    if (count->integer() < 1 || count->integer() > 10) {
      return validation("TaskCount must be between 1 and 10.",
                        std::string(kEcsPath) + "/TaskCount");
    }
    schedule.taskCount = static_cast<std::int32_t>(count->integer());
  }
  const auto network = networkAt(call.state, *ecs);
  if (!network) return network.error();
  schedule.awsvpcConfiguration = network.value();
  schedule.group = ecs->text("Group");
  return std::nullopt;
}

std::optional<Error> readTimes(const ApiCall& call, Schedule& schedule) {
  schedule.expression = call.text("ScheduleExpression");
  if (const auto valid = checkSchedule(schedule.expression); !valid) {
    return validation(valid.error().message, "/ScheduleExpression");
  }
  const std::string& zone = call.text("ScheduleExpressionTimezone");
  if (!zone.empty() && zone != "UTC" && zone != "Etc/UTC") {
    return Error{"SimNotModelled", "Schedules run in UTC here: leave the time zone out.",
                 "/ScheduleExpressionTimezone"};
  }
  for (const char* member : {"StartDate", "EndDate"}) {
    const JsonValue* given = call.input.find(member);
    if (given == nullptr) continue;
    const auto at = timeAt(*given, "ValidationException", std::string("/") + member);
    if (!at) return at.error();
    (std::string_view(member) == "StartDate" ? schedule.startDate : schedule.endDate) = at.value();
  }
  if (schedule.startDate && schedule.endDate && *schedule.endDate <= *schedule.startDate) {
    return validation("EndDate must be later than StartDate.", "/EndDate");
  }
  const std::string& mode = call.input.find("FlexibleTimeWindow")->text("Mode");
  if (mode == "OFF") return std::nullopt;
  if (mode != "FLEXIBLE") {
    return validation("Mode must be OFF or FLEXIBLE.", "/FlexibleTimeWindow/Mode");
  }
  return Error{"SimNotModelled", "Schedules are exact here: use FlexibleTimeWindow Mode OFF.",
               "/FlexibleTimeWindow/Mode"};
}

Result<Schedule> scheduleOf(const ApiCall& call) {
  Schedule schedule;
  schedule.name = call.text("Name");
  if (!isScheduleName(schedule.name)) {
    return validation("Name must have 1 to 64 letters, digits, hyphens, underscores and periods.",
                      "/Name");
  }
  if (auto error = otherGroup(call)) return *error;
  if (auto error = readTimes(call, schedule)) return *error;
  if (auto error = readTarget(call, schedule)) return *error;
  const std::string& state = call.text("State");
  if (!state.empty() && state != "ENABLED" && state != "DISABLED") {
    return validation("State must be ENABLED or DISABLED.", "/State");
  }
  schedule.enabled = state != "DISABLED";
  schedule.deleteAfterCompletion = call.text("ActionAfterCompletion") == "DELETE";
  schedule.description = call.text("Description");
  return schedule;
}

std::vector<std::string> notActedOn(const ApiCall& call) {
  std::vector<std::string> paths = call.notModelled(
      {"Name", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target",
       "GroupName", "Description", "State", "StartDate", "EndDate", "ActionAfterCompletion"});
  const JsonValue& target = *call.input.find("Target");
  for (const auto& [member, value] : target.members()) {
    if (member == "Arn" || member == "RoleArn" || member == "EcsParameters") continue;
    paths.push_back(pointerTo("/Target", member));
  }
  for (const auto& [member, value] : target.find("EcsParameters")->members()) {
    if (member == "TaskDefinitionArn" || member == "TaskCount" || member == "LaunchType" ||
        member == "NetworkConfiguration" || member == "Group") {
      continue;
    }
    paths.push_back(pointerTo(kEcsPath, member));
  }
  return paths;
}

ApiAnswer keep(const ApiCall& call, Schedule schedule) {
  schedule.createdBy = call.begin(schedule.name + " " + schedule.expression);
  const std::string arn = scheduleArn(schedule.name);
  Simulation& sim = call.simulation();
  putSchedule(sim, std::move(schedule));
  ApiAnswer answer;
  answer.output.set("ScheduleArn", arn);
  answer.notModelled = notActedOn(call);
  return answer;
}

JsonValue summaryJson(const Schedule& schedule) {
  JsonValue json = JsonValue::object();
  json.set("Arn", scheduleArn(schedule.name));
  json.set("GroupName", "default");
  json.set("Name", schedule.name);
  json.set("State", schedule.enabled ? "ENABLED" : "DISABLED");
  json.set("CreationDate", isoTimestamp(schedule.createdAt));
  json.set("LastModificationDate", isoTimestamp(schedule.updatedAt));
  return json;
}

}  // namespace

Result<ApiAnswer> createSchedule(const ApiCall& call) {
  auto schedule = scheduleOf(call);
  if (!schedule) return schedule.error();
  if (findSchedule(call.state, schedule.value().name) != kNoSchedule) {
    return Error{"ConflictException", "Schedule " + schedule.value().name + " already exists.",
                 "/Name"};
  }
  return keep(call, std::move(schedule.value()));
}

Result<ApiAnswer> updateSchedule(const ApiCall& call) {
  auto schedule = scheduleOf(call);
  if (!schedule) return schedule.error();
  if (findSchedule(call.state, schedule.value().name) == kNoSchedule) {
    return notFound(schedule.value().name);
  }
  return keep(call, std::move(schedule.value()));
}

Result<ApiAnswer> deleteSchedule(const ApiCall& call) {
  if (auto error = otherGroup(call)) return *error;
  const std::uint32_t index = findSchedule(call.state, call.text("Name"));
  if (index == kNoSchedule) return notFound(call.text("Name"));
  (void)call.begin(call.text("Name"));
  Simulation& sim = call.simulation();
  deleteSchedule(sim, index);
  return ApiAnswer{};
}

Result<ApiAnswer> getSchedule(const ApiCall& call) {
  if (auto error = otherGroup(call)) return *error;
  const std::uint32_t index = findSchedule(call.state, call.text("Name"));
  if (index == kNoSchedule) return notFound(call.text("Name"));
  const Schedule& schedule = call.state.scaling.schedules[index];
  ApiAnswer answer;
  answer.output = summaryJson(schedule);
  if (!schedule.description.empty()) answer.output.set("Description", schedule.description);
  answer.output.set("ScheduleExpression", schedule.expression);
  answer.output.set("ScheduleExpressionTimezone", "UTC");
  if (schedule.startDate) answer.output.set("StartDate", isoTimestamp(*schedule.startDate));
  if (schedule.endDate) answer.output.set("EndDate", isoTimestamp(*schedule.endDate));
  answer.output.set("FlexibleTimeWindow", JsonValue::object({{"Mode", "OFF"}}));
  answer.output.set("ActionAfterCompletion", schedule.deleteAfterCompletion ? "DELETE" : "NONE");
  answer.output.set("Target", parseJson(schedule.targetJson).value());
  return answer;
}

Result<ApiAnswer> listSchedules(const ApiCall& call) {
  if (auto error = otherGroup(call)) return *error;
  JsonValue all = JsonValue::array();
  for (const Schedule& schedule : call.state.scaling.schedules) {
    if (schedule.deleted || !schedule.name.starts_with(call.text("NamePrefix"))) continue;
    const std::string& state = call.text("State");
    if (!state.empty() && (state == "ENABLED") != schedule.enabled) continue;
    JsonValue json = summaryJson(schedule);
    json.set("Target",
             JsonValue::object({{"Arn", parseJson(schedule.targetJson).value().text("Arn")}}));
    all.push(std::move(json));
  }
  return pageOfItems(call, "Schedules", std::move(all), "MaxResults", 100);
}

}  // namespace taskyard
