// What ECS says of port mappings.

#include <algorithm>
#include <set>
#include <utility>

#include "model/broken_rules.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// The container shares the network interface of its task or of its host.
bool sharesInterface(const TaskDefinition& definition) {
  return definition.networkMode == NetworkMode::awsvpc ||
         definition.networkMode == NetworkMode::host;
}

constexpr std::int32_t kLastPort = 65535;

// "8000-8010": two ports, the first not above the second.
bool isPortRange(const std::string& text) {
  constexpr std::size_t kMostDigits = 5;
  std::int32_t ports[2] = {};
  std::size_t digits = 0;
  int which = 0;
  for (const char c : text) {
    if (c == '-' && which == 0 && digits > 0) {
      which = 1;
      digits = 0;
    } else if (c >= '0' && c <= '9' && digits < kMostDigits) {
      ports[which] = ports[which] * 10 + (c - '0');
      ++digits;
    } else {
      return false;
    }
  }
  return which == 1 && digits > 0 && ports[0] >= 1 && ports[0] <= ports[1] && ports[1] <= kLastPort;
}

// Source: API Reference, PortMapping. Our texts.
void checkPortRange(const TaskDefinition& definition, const PortMapping& mapping,
                    const std::string& path, BrokenRules& rules) {
  const std::string rangePath = pointerTo(path, "containerPortRange");
  if (mapping.containerPort != 0 || mapping.hostPort) {
    rules.reject(rangePath,
                 "A port mapping with a containerPortRange has neither containerPort nor "
                 "hostPort.");
  }
  if (!isPortRange(mapping.containerPortRange)) {
    rules.reject(rangePath, "Invalid value '" + shownText(mapping.containerPortRange) +
                                "' for containerPortRange. It must be two ports from 1 to 65535, "
                                "the first not above the second, such as 8000-8010.");
  }
  if (definition.networkMode == NetworkMode::host) {
    rules.reject(rangePath, "A containerPortRange needs networkMode bridge or awsvpc, not host.");
  }
}

void checkPort(const TaskDefinition& definition, const PortMapping& mapping,
               const std::string& path, BrokenRules& rules) {
  if (mapping.protocol != "tcp" && mapping.protocol != "udp") {
    // Our text.
    rules.reject(pointerTo(path, "protocol"), "Invalid value '" + shownText(mapping.protocol) +
                                                  "' for protocol. Must be one of [tcp, udp]");
  }
  const std::string hostPath = pointerTo(path, "hostPort");
  if (!mapping.containerPortRange.empty()) {
    checkPortRange(definition, mapping, path, rules);
    return;
  }
  rules.checkRange(pointerTo(path, "containerPort"), "containerPort", mapping.containerPort,
                   {1, kLastPort});
  if (!mapping.hostPort) return;
  rules.checkRange(hostPath, "hostPort", *mapping.hostPort, {0, kLastPort});
  if (sharesInterface(definition) && *mapping.hostPort != mapping.containerPort) {
    rules.reject(hostPath, std::string("When networkMode=") + nameOf(definition.networkMode) +
                               ", the host ports and container ports in port mappings must "
                               "match.");
  }
}

}  // namespace

void checkPorts(const TaskDefinition& definition, std::size_t index, BrokenRules& rules) {
  const ContainerDefinition& container = definition.containerDefinitions[index];
  const std::string list = containerPath(index, "portMappings");
  if (definition.networkMode == NetworkMode::none && !container.portMappings.empty()) {
    // Our text.
    rules.reject(list, "When networkMode=none, port mappings are not allowed.");
  }
  for (std::size_t i = 0; i < container.portMappings.size(); ++i) {
    checkPort(definition, container.portMappings[i], pointerTo(list, i), rules);
  }
}

// The sentence is AWS's, as users report it (amazon-ecs-agent issue 1220).
void checkHostPorts(const TaskDefinition& definition, BrokenRules& rules) {
  std::set<std::pair<bool, std::int32_t>> taken;  // udp, port
  const std::size_t checked =
      std::min(definition.containerDefinitions.size(), kMostContainersChecked);
  for (std::size_t i = 0; i < checked; ++i) {
    const auto& mappings = definition.containerDefinitions[i].portMappings;
    for (std::size_t j = 0; j < mappings.size(); ++j) {
      std::int32_t port = mappings[j].hostPort.value_or(0);
      if (port == 0 && sharesInterface(definition)) port = mappings[j].containerPort;
      // In bridge mode 0 asks for a free one.
      if (port <= 0 || !mappings[j].containerPortRange.empty()) continue;
      const bool udp = mappings[j].protocol == "udp";
      if (taken.emplace(udp, port).second) continue;
      rules.reject(pointerTo(containerPath(i, "portMappings"), j),
                   std::string(udp ? "UDP" : "TCP") + " host port '" + std::to_string(port) +
                       "' is mapped multiple times in task.");
    }
  }
}

}  // namespace taskyard
