// `docker run` on one EC2 instance: what ECS does for you, not done.

#include "api/functions_handlers.h"
#include "api/sim_common.h"
#include "base/time.h"
#include "engine/functions_system.h"
#include "engine/identity.h"
#include "model/prices.h"

namespace taskyard {

namespace {

constexpr std::uint32_t kNoContainer = 0xFFFFFFFFu;

HostIndex hostNamed(const State& state, const std::string& name) {
  const auto& hosts = state.functions.hosts;
  for (std::size_t i = hosts.size(); i-- > 0;) {
    if (hosts[i].name == name) return HostIndex(i);
  }
  return {};
}

// A host that is there.
Result<HostIndex> hostOf(const ApiCall& call) {
  const HostIndex host = hostNamed(call.state, call.text("instance"));
  if (!host.valid()) {
    return simError("there is no such instance; SimLaunchHost makes one", "/instance");
  }
  if (call.state.functions.hosts[host.value].lostAt != kNever) {
    return simError("the instance is gone, and everything on it", "/instance");
  }
  return host;
}

bool ended(const DockerContainer& container) {
  return container.status == DockerStatus::Exited || container.status == DockerStatus::Lost;
}

// The newest of this name on the host.
std::uint32_t containerNamed(const State& state, HostIndex host, const std::string& name) {
  const auto& containers = state.functions.containers;
  for (std::size_t i = containers.size(); i-- > 0;) {
    if (containers[i].host == host && containers[i].name == name) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return kNoContainer;
}

JsonValue containerJson(const State& state, const DockerContainer& container) {
  JsonValue json = JsonValue::object();
  json.set("name", container.name);
  json.set("image", state.images[container.image.value].reference);
  json.set("status", nameOf(container.status));
  json.set("restart", nameOf(container.restart));
  json.set("restartCount", container.restartCount);
  if (ended(container)) json.set("exitCode", container.exitCode);
  if (container.startedAt != kNever) json.set("startedAt", isoTimestamp(container.startedAt));
  return json;
}

DockerRestart restartOf(const std::string& word) {
  for (const DockerRestart restart :
       {DockerRestart::onFailure, DockerRestart::always, DockerRestart::unlessStopped}) {
    if (word == nameOf(restart)) return restart;
  }
  return DockerRestart::no;
}

}  // namespace

Result<ApiAnswer> simLaunchHost(const ApiCall& call) {
  const std::string& name = call.text("name");
  const HostIndex known = hostNamed(call.state, name);
  if (known.valid() && call.state.functions.hosts[known.value].lostAt == kNever) {
    return simError("there is an instance of this name", "/name");
  }
  SimHost host;
  host.name = name;
  if (!call.text("instanceType").empty()) host.instanceType = call.text("instanceType");
  if (ec2Price(host.instanceType) == nullptr) {
    return simError("the price catalog has no such instance type", "/instanceType");
  }
  host.launchedAt = call.state.now;
  host.createdBy = call.begin(name);
  call.simulation().state().functions.hosts.push_back(std::move(host));
  return ApiAnswer{};
}

Result<ApiAnswer> simDockerRun(const ApiCall& call) {
  const Result<HostIndex> host = hostOf(call);
  if (!host) return host.error();
  const std::string& name = call.text("name");
  const std::string& restart = call.text("restart");
  if (!restart.empty() && restart != nameOf(restartOf(restart))) {
    return simError("restart is no, on-failure, always or unless-stopped", "/restart");
  }
  const std::uint32_t same = containerNamed(call.state, host.value(), name);
  if (same != kNoContainer && !ended(call.state.functions.containers[same])) {
    return simError("Conflict. The container name \"/" + name + "\" is already in use", "/name");
  }
  const EventId cause = call.begin(name);
  Simulation& simulation = call.simulation();
  ImageIndex image = findImage(call.state, call.text("image"));
  if (!image.valid()) {
    SimImage unknown;
    unknown.reference = call.text("image");
    image = simulation.putImage(unknown);
  }
  dockerRun(simulation, host.value(), name, image, restartOf(restart), cause);
  ApiAnswer answer;
  answer.output.set("container", containerJson(call.state, call.state.functions.containers.back()));
  return answer;
}

Result<ApiAnswer> simDockerPs(const ApiCall& call) {
  const Result<HostIndex> host = hostOf(call);
  if (!host) return host.error();
  JsonValue list = JsonValue::array();
  for (const DockerContainer& container : call.state.functions.containers) {
    if (container.host != host.value() || (ended(container) && !call.flag("all"))) continue;
    list.push(containerJson(call.state, container));
  }
  ApiAnswer answer;
  answer.output.set("containers", std::move(list));
  return answer;
}

Result<ApiAnswer> simDockerStop(const ApiCall& call) {
  const Result<HostIndex> host = hostOf(call);
  if (!host) return host.error();
  const std::uint32_t index = containerNamed(call.state, host.value(), call.text("name"));
  if (index == kNoContainer) {
    return simError("Error response from daemon: No such container: " + call.text("name"), "/name");
  }
  if (ended(call.state.functions.containers[index])) {
    return simError("the container has ended already", "/name");
  }
  const EventId cause = call.begin(call.text("name"));
  dockerStop(call.simulation(), index, cause);
  ApiAnswer answer;
  answer.output.set("container", containerJson(call.state, call.state.functions.containers[index]));
  return answer;
}

Result<ApiAnswer> dockerHostLostFault(const ApiCall& call) {
  const Result<HostIndex> host = hostOf(call);
  if (!host) return host.error();
  Simulation& simulation = call.simulation();
  const EventId cause = simulation.beginFault(
      "Fault: instance " + call.state.functions.hosts[host.value().value].name + " breaks");
  loseHost(simulation, host.value(), cause);
  return ApiAnswer{};
}

}  // namespace taskyard
