// Targets: what DescribeTargetHealth shows, and registration by hand. ECS registers the tasks of
// its services itself.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "engine/balancing_system.h"
#include "engine/target_health.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

// "10.0.1.5" as a number; nothing for anything else.
std::optional<std::uint32_t> readAddress(std::string_view text) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    std::uint32_t value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') {
      value = value * 10 + static_cast<std::uint32_t>(text[digits++] - '0');
    }
    if (digits == 0 || value > 255) return std::nullopt;
    address = address * 256 + value;
    text.remove_prefix(digits);
    if (part == 3) break;
    if (text.empty() || text[0] != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return address;
}

// RFC 1918 and RFC 6598, which target groups accept.
bool isPrivate(std::uint32_t address) {
  return (address >> 24) == 10 || (address >> 20) == 0xAC1 || (address >> 16) == 0xC0A8 ||
         (address >> 22) == 0x191;
}

// "i-" and 8 or 17 hexadecimal digits.
bool isInstanceId(std::string_view text) {
  if (!text.starts_with("i-")) return false;
  text.remove_prefix(2);
  return (text.size() == 8 || text.size() == 17) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

TaskIndex taskAt(const State& state, std::uint32_t address) {
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (task.inUse && task.privateIp == address && task.lastStatus < TaskStatus::DEPROVISIONING) {
      return TaskIndex(i);
    }
  }
  return {};
}

struct AskedTarget {
  std::string id;
  std::int32_t port = 0;
};

// Errors: ValidationError.
Result<std::vector<AskedTarget>> askedTargets(const ApiCall& call, const TargetGroup& group) {
  std::vector<AskedTarget> asked;
  const JsonValue* targets = call.input.find("Targets");
  if (targets == nullptr) return asked;
  for (std::size_t i = 0; i < targets->items().size(); ++i) {
    const JsonValue& target = targets->items()[i];
    const auto port = elbInteger(target, "Port", 1, 65535, pointerTo("/Targets", i));
    if (!port) return port.error();
    const bool function = group.type == TargetType::lambda;
    asked.push_back({target.text("Id"), function ? 0 : port.value().value_or(group.port)});
  }
  return asked;
}

TargetIndex findTarget(const State& state, const TargetGroup& group, const AskedTarget& asked) {
  for (const TargetIndex index : group.targets) {
    const Target& target = state.balancing.targets[index.value];
    if (target.port == asked.port && targetId(state, target) == asked.id) return index;
  }
  return {};
}

Error noSuchTarget(const AskedTarget& asked, std::size_t position) {
  return {"InvalidTarget",
          "The following targets are not registered: '" + asked.id + ":" +
              std::to_string(asked.port) + "'",
          pointerTo("/Targets", position)};
}

// One target as asked for. Errors: InvalidTarget.
Result<Target> newTarget(const ApiCall& call, TargetGroupIndex index, const AskedTarget& asked,
                         std::size_t position) {
  const TargetType type = call.state.balancing.targetGroups[index.value].type;
  const std::string path = pointerTo("/Targets", position) + "/Id";
  Target target;
  target.group = index;
  target.port = asked.port;
  if (type == TargetType::ip) {
    const auto address = readAddress(asked.id);
    if (!address) {
      return elbValidation("The IP address '" + asked.id + "' is not a valid IPv4 address", path);
    }
    if (!isPrivate(*address)) {
      return Error{"InvalidTarget",
                   "The IP address '" + asked.id +
                       "' is not within a CIDR that targets may have: that of the VPC, RFC 1918 "
                       "or RFC 6598. Public addresses are refused",
                   path};
    }
    target.ip = *address;
    target.task = taskAt(call.state, *address);
    return target;
  }
  const bool fits =
      type == TargetType::lambda ? asked.id.starts_with("arn:aws:lambda:") : isInstanceId(asked.id);
  if (!fits) {
    return elbValidation(type == TargetType::lambda
                             ? "'" + asked.id + "' is not the ARN of a function"
                             : "Instance ID '" + asked.id + "' is not valid",
                         path);
  }
  return target;
}

}  // namespace

Result<ApiAnswer> registerTargets(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  const TargetGroup& group = call.state.balancing.targetGroups[index.value().value];
  const Result<std::vector<AskedTarget>> asked = askedTargets(call, group);
  if (!asked) return asked.error();
  std::vector<Target> targets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < asked.value().size(); ++i) {
    const AskedTarget& one = asked.value()[i];
    Result<Target> target = newTarget(call, index.value(), one, i);
    if (!target) return target.error();
    if (findTarget(call.state, group, one).valid()) continue;  // it stays as it is
    targets.push_back(target.value());
    names.push_back(group.type == TargetType::ip ? "" : one.id);
  }
  const std::size_t most = group.type == TargetType::lambda ? 1 : kMostTargetsPerGroup;
  if (group.targets.size() + targets.size() > most) {
    return Error{"TooManyTargets",
                 "The maximum number of targets of a target group has been reached (" +
                     std::to_string(most) + ")",
                 "/Targets"};
  }
  const EventId cause = call.begin(group.name);
  Simulation& sim = call.simulation();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i].name = sim.keepText(names[i]);
    registerTarget(sim, targets[i], cause);
  }
  return ApiAnswer();
}

Result<ApiAnswer> deregisterTargets(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  const TargetGroup& group = call.state.balancing.targetGroups[index.value().value];
  const Result<std::vector<AskedTarget>> asked = askedTargets(call, group);
  if (!asked) return asked.error();
  std::vector<TargetIndex> leaving;
  for (std::size_t i = 0; i < asked.value().size(); ++i) {
    const TargetIndex target = findTarget(call.state, group, asked.value()[i]);
    if (!target.valid()) return noSuchTarget(asked.value()[i], i);
    if (std::find(leaving.begin(), leaving.end(), target) == leaving.end()) {
      leaving.push_back(target);
    }
  }
  const EventId cause = call.begin(group.name);
  Simulation& sim = call.simulation();
  for (const TargetIndex target : leaving) deregisterTarget(sim, target, cause);
  return ApiAnswer();
}

Result<ApiAnswer> describeTargetHealth(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  const TargetGroup& group = call.state.balancing.targetGroups[index.value().value];
  const Result<std::vector<AskedTarget>> asked = askedTargets(call, group);
  if (!asked) return asked.error();
  JsonValue list = JsonValue::array();
  for (const AskedTarget& one : asked.value()) {
    const TargetIndex target = findTarget(call.state, group, one);
    if (target.valid()) {
      list.push(targetHealthJson(call.state, call.state.balancing.targets[target.value]));
      continue;
    }
    list.push(JsonValue::object(
        {{"Target", JsonValue::object({{"Id", one.id}, {"Port", one.port}})},
         {"TargetHealth",
          JsonValue::object({{"State", "unused"},
                             {"Reason", "Target.NotRegistered"},
                             {"Description", "Target is not registered to the target group"}})}}));
  }
  if (asked.value().empty()) {
    for (const TargetIndex target : group.targets) {
      list.push(targetHealthJson(call.state, call.state.balancing.targets[target.value]));
    }
  }
  ApiAnswer answer;
  answer.output.set("TargetHealthDescriptions", std::move(list));
  return answer;
}

}  // namespace taskyard
