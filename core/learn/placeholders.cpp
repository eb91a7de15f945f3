#include "learn/placeholders.h"

#include <algorithm>
#include <vector>

#include "engine/api_gateway.h"
#include "engine/balancer_identity.h"
#include "engine/identity.h"
#include "learn/measures.h"
#include "model/network.h"

namespace taskyard {

namespace {

std::vector<std::string> splitAtColons(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t colon = text.find(':');
    parts.emplace_back(text.substr(0, colon));
    if (colon == std::string_view::npos) return parts;
    text.remove_prefix(colon + 1);
  }
}

// 1 to 9999, or 0 for anything else.
std::uint32_t readRank(std::string_view text) {
  if (text.empty() || text.size() > 4) return 0;
  std::uint32_t rank = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    rank = rank * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return rank;
}

// The ids of API Gateway, which follow from names.
std::optional<std::string> gatewayId(std::string_view inside) {
  const std::vector<std::string> parts = splitAtColons(inside);
  if (parts.size() < 2 || parts[1].empty()) return std::nullopt;
  if (parts[0] == "api" && parts.size() == 2) return httpApiIdOf(parts[1]);
  if (parts[0] == "vpclink" && parts.size() == 2) return vpcLinkIdOf(parts[1]);
  if (parts[0] != "integration" || parts.size() != 3) return std::nullopt;
  const std::uint32_t number = readRank(parts[2]);
  if (number == 0) return std::nullopt;
  return integrationIdOf(parts[1], number);
}

// The ARNs of load balancing, which follow from names.
std::optional<std::string> balancingArn(std::string_view inside) {
  const std::vector<std::string> parts = splitAtColons(inside);
  if (parts.size() < 2 || parts[1].empty()) return std::nullopt;
  const bool network = parts[0] == "nlb" || parts[0] == "nlb-listener";
  const LoadBalancerType type = network ? LoadBalancerType::network : LoadBalancerType::application;
  if (parts[0] == "tg" && parts.size() == 2) return targetGroupArnOf(parts[1]);
  if ((parts[0] == "lb" || parts[0] == "nlb") && parts.size() == 2) {
    return loadBalancerArnOf(type, parts[1]);
  }
  std::vector<std::int32_t> numbers;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    std::int32_t number = 0;
    for (const char c : parts[i]) {
      if (c < '0' || c > '9' || number > 65535) return std::nullopt;
      number = number * 10 + (c - '0');
    }
    numbers.push_back(number);
  }
  if ((parts[0] == "listener" || parts[0] == "nlb-listener") && numbers.size() == 1) {
    return listenerArnOf(type, parts[1], numbers[0]);
  }
  if (parts[0] != "rule" || numbers.empty() || numbers.size() > 2) return std::nullopt;
  return ruleArnOf(type, parts[1], numbers[0], numbers.size() == 2 ? numbers[1] : kDefaultRule);
}

// The kinds of things whose id follows from their name.
constexpr std::string_view kNetworkThings[] = {"vpc", "subnet",   "sg",   "rtb", "igw",
                                               "nat", "eipalloc", "vpce", "ns",  "srv"};

bool isNetworkThing(std::string_view word) {
  return std::find(std::begin(kNetworkThings), std::end(kNetworkThings), word) !=
         std::end(kNetworkThings);
}

Result<Placeholder> readPlaceholder(std::string_view inside) {
  const std::vector<std::string> parts = splitAtColons(inside);
  Placeholder placeholder;
  if (isNetworkThing(parts[0]) && parts.size() == 2 && !parts[1].empty()) {
    placeholder.kind = Placeholder::Kind::Network;
    placeholder.thing = parts[0];
    placeholder.name = parts[1];
    return placeholder;
  }
  std::size_t rankAt = 2;
  bool known = true;
  if (parts[0] == "task") {
    placeholder.kind = Placeholder::Kind::ServiceTask;
  } else if (parts[0] == "standalone") {
    placeholder.kind = Placeholder::Kind::StandaloneTask;
  } else if (parts[0] == "definition") {
    placeholder.kind = Placeholder::Kind::Definition;
    known = parts.size() == 2;
  } else if (parts[0] == "launched") {
    placeholder.kind = Placeholder::Kind::Launched;
    rankAt = 1;
  } else {
    known = false;
  }
  if (known && rankAt == 2 && parts.size() > 1) placeholder.name = parts[1];
  if (known && parts.size() > rankAt) placeholder.rank = readRank(parts[rankAt]);
  const bool complete = rankAt == 2 ? !placeholder.name.empty() : parts.size() == 2;
  if (!known || !complete || placeholder.rank == 0 || parts.size() > rankAt + 1) {
    return Error{
        "BadPlaceholder",
        "\"{{" + std::string(inside) +
            "}}\" is no placeholder; there are {{task:<service>}}, "
            "{{standalone:<family>}}, both with an optional \":<n>\", {{launched:<n>}}, "
            "{{definition:<service>}}, and by name "
            "{{vpc:<name>}}, {{subnet:...}}, {{sg:...}}, {{rtb:...}}, {{igw:...}}, {{nat:...}}, "
            "{{eipalloc:...}}, {{vpce:...}}, {{ns:...}}, {{srv:...}}"};
  }
  return placeholder;
}

bool matches(const State& state, const Task& task, const Placeholder& wanted) {
  if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) return false;
  if (task.desiredStatus != TaskDesiredStatus::RUNNING) return false;
  if (wanted.kind == Placeholder::Kind::ServiceTask) {
    return task.service.valid() && state.services[task.service.value].serviceName == wanted.name;
  }
  return !task.service.valid() &&
         state.taskDefinitions[task.taskDefinition.value].family == wanted.name;
}

Result<std::string> findNow(const State& state, const Placeholder& wanted) {
  if (wanted.kind == Placeholder::Kind::Launched) {
    if (wanted.rank > state.tasksLaunched) {
      return Error{"NoSuchTask", "Only " + std::to_string(state.tasksLaunched) +
                                     " tasks have been launched so far."};
    }
    return taskId(state.seed, wanted.rank - 1);
  }
  if (wanted.kind == Placeholder::Kind::Definition) {
    const ServiceIndex service = findLiveService(state, wanted.name, "");
    if (!service.valid()) return Error{"NoSuchService", "There is no service " + wanted.name + "."};
    return familyRevision(
        state.taskDefinitions[state.services[service.value].taskDefinition.value]);
  }
  std::vector<std::uint32_t> ordinals;
  for (const Task& task : state.tasks) {
    if (matches(state, task, wanted)) ordinals.push_back(task.ordinal);
  }
  if (ordinals.size() < wanted.rank) {
    const bool ofService = wanted.kind == Placeholder::Kind::ServiceTask;
    return Error{"NoSuchTask", std::string(ofService ? "The service " : "The family ") +
                                   wanted.name + " has " + std::to_string(ordinals.size()) +
                                   (ofService ? "" : " standalone") +
                                   " tasks that are RUNNING; number " +
                                   std::to_string(wanted.rank) + " was asked for."};
  }
  std::sort(ordinals.begin(), ordinals.end());
  return taskId(state.seed, ordinals[wanted.rank - 1]);
}

}  // namespace

Result<std::string> fillPlaceholders(std::string_view text, const PlaceholderFinder& find) {
  std::string filled;
  while (true) {
    const std::size_t open = text.find("{{");
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) {
      return Error{"BadPlaceholder", "\"{{\" without \"}}\""};
    }
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    const auto gateway = gatewayId(inside);
    if (const auto known = gateway ? gateway : balancingArn(inside)) {
      filled += *known;
      text.remove_prefix(close + 2);
      continue;
    }
    const Result<Placeholder> placeholder = readPlaceholder(inside);
    if (!placeholder) return placeholder.error();
    const Placeholder& wanted = placeholder.value();
    const Result<std::string> found = wanted.kind == Placeholder::Kind::Network
                                          ? Result<std::string>(namedId(wanted.thing, wanted.name))
                                          : find(wanted);
    if (!found) return found.error();
    filled += found.value();
    text.remove_prefix(close + 2);
  }
}

Result<JsonValue> fillPlaceholders(const JsonValue& value, const PlaceholderFinder& find) {
  JsonValue copy = value;
  if (value.isString()) {
    Result<std::string> filled = fillPlaceholders(std::string_view(value.string()), find);
    if (!filled) return filled.error();
    copy = JsonValue(std::move(filled.value()));
    copy.setLine(value.line());
  }
  if (value.isArray()) {
    for (JsonValue& item : copy.items()) {
      Result<JsonValue> filled = fillPlaceholders(item, find);
      if (!filled) return filled.error();
      item = std::move(filled.value());
    }
  }
  if (value.isObject()) {
    for (JsonValue::Member& member : copy.members()) {
      Result<JsonValue> filled = fillPlaceholders(member.second, find);
      if (!filled) return filled.error();
      member.second = std::move(filled.value());
    }
  }
  return copy;
}

PlaceholderFinder standIns() {
  return [](const Placeholder&) -> Result<std::string> { return std::string(32, '0'); };
}

PlaceholderFinder tasksIn(const State& state) {
  return [&state](const Placeholder& wanted) { return findNow(state, wanted); };
}

PlaceholderFinder launchedWith(std::uint64_t seed) {
  return [seed](const Placeholder& wanted) -> Result<std::string> {
    if (wanted.kind != Placeholder::Kind::Launched) {
      return Error{"BadPlaceholder",
                   "a timeline is fixed before the run begins: only {{launched:<n>}} is known"};
    }
    return taskId(seed, wanted.rank - 1);
  };
}

}  // namespace taskyard
