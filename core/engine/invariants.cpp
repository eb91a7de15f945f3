#include "engine/invariants.h"

#include <algorithm>
#include "engine/balancing_invariants.h"
#include "engine/metrics.h"
#include "engine/placement.h"
#include "engine/task_protection.h"

namespace taskyard {

namespace {

void checkTask(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Task& task = state.tasks[index];
  const std::string name = "task " + std::to_string(task.ordinal);
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    if (task.stopCode == TaskStopCode::None) broken.push_back(name + " stops without a stopCode");
    if (task.stopReason == StopReason::None) broken.push_back(name + " stops without a reason");
    if (task.countsAsHealthy) broken.push_back(name + " stops and counts as healthy");
  } else if (task.lastStatus > TaskStatus::RUNNING) {
    broken.push_back(name + " is on its way down without being told to stop");
  }
  if (!task.service.valid() && isProtected(state, task)) {
    broken.push_back(name + " is protected and belongs to no service");
  }
  if (task.lastEvent == kNoEvent) broken.push_back(name + " has no event");
  const auto& definitions = state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  std::size_t containers = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (container.definition != containers) broken.push_back(name + ": containers out of order");
    if (container.lastStatus == ContainerStatus::RUNNING &&
        (task.lastStatus < TaskStatus::ACTIVATING || task.lastStatus > TaskStatus::STOPPING)) {
      broken.push_back(name + ": a container runs while the task is " + nameOf(task.lastStatus));
    }
    if (++containers > definitions.size()) break;
  }
  if (containers != definitions.size()) broken.push_back(name + ": wrong number of containers");
}

void countTask(const Task& task, std::vector<TaskCounts>& counts) {
  if (!task.deployment.valid() || task.lastStatus >= TaskStatus::STOPPED) return;
  TaskCounts& sum = counts[task.deployment.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    ++sum.stopping;
    return;
  }
  ++sum.live;
  const bool running = task.lastStatus == TaskStatus::RUNNING;
  ++(running ? sum.running : sum.pending);
  if (running && isReplaced(task)) ++sum.unhealthy;
  if (task.countsAsHealthy) ++sum.healthy;
}

// Every STOPPED record waits once to be forgotten, in the order in which they stopped.
void checkStoppedTasks(const State& state, std::vector<std::string>& broken) {
  std::int64_t waiting = 0;
  for (const Task& task : state.tasks) {
    if (task.inUse && task.lastStatus == TaskStatus::STOPPED) ++waiting;
  }
  TaskIndex last;
  for (TaskIndex t = state.oldestStopped; t.valid() && waiting >= 0; --waiting) {
    const Task& task = state.tasks[t.value];
    if (last.valid() && state.tasks[last.value].stoppedAt() > task.stoppedAt()) {
      broken.emplace_back("the stopped tasks are out of order");
    }
    last = t;
    t = task.next;
  }
  if (waiting != 0 || last != state.newestStopped) {
    broken.emplace_back("the list of stopped tasks is torn");
  }
}

void checkService(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Service& service = state.services[index];
  const std::string name = "service " + service.serviceName;
  std::size_t listed = 0;
  TaskIndex previous;
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.service != ServiceIndex(index)) broken.push_back(name + " lists another's task");
    if (task.previous != previous) broken.push_back(name + ": the task list is torn");
    previous = t;
    if (++listed > state.tasks.size()) {
      broken.push_back(name + ": the task list is a ring");
      return;
    }
  }
  std::size_t own = 0;
  for (const Task& task : state.tasks) {
    if (task.inUse && task.service == ServiceIndex(index) &&
        task.lastStatus < TaskStatus::STOPPED) {
      ++own;
    }
  }
  if (own != listed) broken.push_back(name + ": the task list misses tasks");
  if (service.deployments.empty()) {
    broken.push_back(name + " has no deployment");
    return;
  }
  for (std::size_t i = 0; i < service.deployments.size(); ++i) {
    const DeploymentStatus status = state.deployments[service.deployments[i].value].status;
    if ((status == DeploymentStatus::PRIMARY) != (i == 0)) {
      broken.push_back(name + ": not exactly the newest deployment is PRIMARY");
    }
  }
}

void checkMetrics(const State& state, std::vector<std::string>& broken) {
  for (const Metric& metric : state.monitoring.metrics) {
    const std::string name = "metric " + metric.key.nameSpace + " " + metric.key.name;
    for (std::size_t i = 1; i < metric.points.size(); ++i) {
      if (pointOf(metric, i - 1).minute >= pointOf(metric, i).minute) {
        broken.push_back(name + ": its datapoints are out of order");
      }
    }
    if (metric.points.size() > kWatchedPointsKept) broken.push_back(name + " keeps too much");
    if (!metric.percentiles.empty() && metric.percentiles.size() != metric.points.size()) {
      broken.push_back(name + ": percentiles without points");
    }
  }
  const auto& byKey = state.monitoring.byKey;
  for (std::size_t i = 1; i < byKey.size(); ++i) {
    if (!(state.monitoring.metrics[byKey[i - 1].value].key <
          state.monitoring.metrics[byKey[i].value].key)) {
      broken.emplace_back("metrics are out of order");
    }
  }
}

// A tag stands for one image, and every image has its record.
void checkRegistry(const State& state, std::vector<std::string>& broken) {
  for (const Repository& repository : state.registry.repositories) {
    std::vector<std::string> tags;
    for (const EcrImage& image : repository.images) {
      if (image.image.value >= state.images.size()) {
        broken.push_back("repository " + repository.repositoryName + ": an image without a record");
      }
      if (!image.deleted) tags.insert(tags.end(), image.tags.begin(), image.tags.end());
    }
    std::sort(tags.begin(), tags.end());
    if (std::adjacent_find(tags.begin(), tags.end()) != tags.end()) {
      broken.push_back("repository " + repository.repositoryName + ": a tag on two images");
    }
  }
}

void checkScaling(const State& state, std::vector<std::string>& broken) {
  for (const ScalableTarget& target : state.scaling.targets) {
    if (target.minCapacity > target.maxCapacity) {
      broken.emplace_back("a scalable target has a minimum above its maximum");
    }
    const ScalingDecision& change = target.lastChange;
    if (change.at == kNever) continue;
    if (change.decided < change.minCapacity || change.decided > change.maxCapacity) {
      broken.emplace_back("a scaling decision left minCapacity and maxCapacity");
    }
  }
}

void checkInstance(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const ContainerInstance& instance = state.capacity.instances[index];
  const std::string name = "instance " + std::to_string(index);
  InstanceResources sum = instance.remaining;
  for (const TaskIndex t : instance.tasks) {
    const Task& task = state.tasks[t.value];
    if (!task.inUse || task.containerInstance != ContainerInstanceIndex(index) ||
        task.lastStatus >= TaskStatus::STOPPED) {
      broken.push_back(name + " lists a task that is not there");
      continue;
    }
    const InstanceResources needs = needsOf(state, task.taskDefinition, {}).resources;
    sum.cpu += needs.cpu;
    sum.memory += needs.memory;
    sum.interfaces += needs.interfaces;
    sum.gpus += needs.gpus;
  }
  if (sum != instance.registered) broken.push_back(name + ": what is left does not add up");
  const InstanceResources& left = instance.remaining;
  if (left.cpu < 0 || left.memory < 0 || left.interfaces < 0 || left.gpus < 0) {
    broken.push_back(name + " is over-committed");
  }
  for (std::size_t i = 0; i < instance.ports.size(); ++i) {
    for (std::size_t k = i + 1; k < instance.ports.size(); ++k) {
      if (instance.ports[i].port == instance.ports[k].port &&
          instance.ports[i].udp == instance.ports[k].udp) {
        broken.push_back(name + ": two tasks have the same port");
      }
    }
  }
}

void checkCapacity(const State& state, std::vector<std::string>& broken) {
  std::int64_t onDemand = 0;
  std::int64_t spot = 0;
  std::int32_t spotTasks = 0;
  std::size_t placed = 0;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus >= TaskStatus::STOPPED) continue;
    if (task.containerInstance.valid()) ++placed;
    if (task.launchType != LaunchType::FARGATE) continue;
    const bool onSpot = task.capacityProvider == kFargateSpotProvider;
    (onSpot ? spot : onDemand) += taskCpu(state, task);
    if (onSpot) ++spotTasks;
  }
  if (onDemand != state.capacity.onDemandCpu || spot != state.capacity.spotCpu ||
      spotTasks != state.capacity.spotTasks) {
    broken.emplace_back("Fargate capacity in use does not add up");
  }
  std::int32_t draining = 0;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    checkInstance(state, i, broken);
    placed -= state.capacity.instances[i].tasks.size();
    if (state.capacity.instances[i].status == ContainerInstanceStatus::DRAINING) ++draining;
  }
  if (placed != 0) broken.emplace_back("a placed task is on no instance's list");
  if (draining != state.capacity.drainingInstances) {
    broken.emplace_back("the number of DRAINING instances does not add up");
  }
}

void checkLogs(const State& state, std::vector<std::string>& broken) {
  for (const LogStream& stream : state.logs.streams) {
    if (!stream.inUse) continue;
    if (stream.lines.size() > kLinesPerStreamMost ||
        stream.group.value >= state.logs.groups.size()) {
      broken.push_back("log stream " + stream.logStreamName + " is torn");
    }
  }
  for (const Task& task : state.tasks) {
    if (!task.inUse) continue;
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
      const LogStreamIndex stream = state.containers[c.value].logStream;
      if (stream.valid() && state.logs.streams[stream.value].ended) {
        broken.push_back("task " + std::to_string(task.ordinal) + " writes to a closed log stream");
      }
    }
  }
}

void checkWork(const State& state, std::vector<std::string>& broken) {
  const Work& work = state.work;
  std::vector<std::int64_t> held(work.queues.size(), 0);
  for (const TaskWork& task : work.tasks) {
    if (task.held < 0) broken.emplace_back("a worker holds less than no messages");
    if (task.queue.valid()) held[task.queue.value] += task.held;
  }
  for (const QueuePoller& poller : work.pollers) {
    if (poller.held < 0) broken.emplace_back("a mapping holds less than no messages");
    held[poller.queue.value] += poller.held;
  }
  for (std::size_t i = 0; i < work.queues.size(); ++i) {
    const Queue& queue = work.queues[i];
    const MessageSums& sums = queue.sums;
    std::int64_t there = queue.held;
    for (const MessageCohort& cohort : queue.cohorts) {
      if (cohort.count <= 0) broken.push_back("queue " + queue.name + " has an empty cohort");
      there += cohort.count;
    }
    if (held[i] != queue.held) broken.push_back("queue " + queue.name + ": held does not add up");
    if (sums.sent != sums.deleted + sums.dead + sums.expired + sums.purged + there) {
      broken.push_back("queue " + queue.name + " lost messages");
    }
  }
  std::vector<std::int64_t> inFlight(work.traffics.size(), 0);
  for (const Stream& stream : work.streams) {
    if (stream.inFlight < 0) broken.emplace_back("less than no requests in flight");
    inFlight[stream.traffic.value] += stream.inFlight;
  }
  for (const FlowStats& flow : work.flows) {
    std::int64_t open = flow.total.arrived - flow.total.answered;
    for (const std::int64_t failed : flow.total.failed) open -= failed;
    if (flow.subject == FlowSubject::Traffic && flow.settledAt == work.settledAt &&
        open != inFlight[flow.index]) {
      broken.push_back("traffic " + work.traffics[flow.index].name + " lost requests");
    }
  }
}

// Every address in use belongs to one interface, and every interface has one.
void checkAddresses(const State& state, std::vector<std::string>& broken) {
  std::vector<std::vector<std::uint32_t>> inUse(state.subnets.size());
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.privateIp == 0 || task.lastStatus >= TaskStatus::STOPPED) continue;
    if (!hasOwnInterface(state.taskDefinitions[task.taskDefinition.value])) continue;
    inUse[task.subnet.value].push_back(task.privateIp);
  }
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.state == InstanceState::terminated || instance.privateIp == 0) continue;
    inUse[instance.subnet.value].push_back(instance.privateIp);
  }
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.state == NatGatewayState::deleted) continue;
    inUse[gateway.subnet.value].push_back(gateway.privateIp);
  }
  for (const VpcEndpoint& endpoint : state.network.endpoints) {
    for (std::size_t i = 0; i < endpoint.privateIps.size(); ++i) {
      inUse[endpoint.subnets[i].value].push_back(endpoint.privateIps[i]);
    }
  }
  for (std::size_t i = 0; i < inUse.size(); ++i) {
    const Subnet& subnet = state.subnets[i];
    std::vector<std::uint32_t>& addresses = inUse[i];
    std::sort(addresses.begin(), addresses.end());
    if (std::adjacent_find(addresses.begin(), addresses.end()) != addresses.end()) {
      broken.push_back(subnet.subnetId + ": two interfaces have one address");
    }
    if (static_cast<std::size_t>(subnet.addressesInUse) != addresses.size()) {
      broken.push_back(subnet.subnetId + ": the addresses in use do not add up");
    }
    if (freeAddresses(subnet) < 0) broken.push_back(subnet.subnetId + " is overfull");
    if (subnet.deleted && !addresses.empty()) {
      broken.push_back(subnet.subnetId + " is deleted and in use");
    }
  }
}

// Rollouts: a service has at most one that is not over, and it is the newest.
void checkRollouts(const State& state, std::vector<std::string>& broken) {
  for (std::size_t i = 0; i < state.serviceDeployments.size(); ++i) {
    const ServiceDeployment& rollout = state.serviceDeployments[i];
    const std::string name = "service deployment " + std::to_string(i);
    const bool open = rollout.status == ServiceDeploymentStatus::IN_PROGRESS ||
                      rollout.status == ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS;
    if (open != (rollout.finishedAt == kNever)) broken.push_back(name + ": open or not?");
    if (rollout.trafficPermille < 0 || rollout.trafficPermille > 1000) {
      broken.push_back(name + ": more than all of the traffic");
    }
    if (!open) {
      if (rollout.lifecycleStage != LifecycleStage::None || rollout.baking) {
        broken.push_back(name + " is over and has a stage");
      }
      continue;
    }
    const Service& service = state.services[rollout.service.value];
    if (service.serviceDeployment != ServiceDeploymentIndex(i)) {
      broken.push_back(name + " is open, but there is a newer one");
    }
    if (state.deployments[service.deployments.front().value].rolloutState !=
        DeploymentRolloutState::IN_PROGRESS) {
      broken.push_back(name + " is open, but its service has nothing in progress");
    }
  }
}

}  // namespace

std::vector<std::string> brokenInvariants(const State& state) {
  std::vector<std::string> broken;
  std::vector<TaskCounts> counts(state.deployments.size());
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    if (!state.tasks[i].inUse) continue;
    checkTask(state, i, broken);
    countTask(state.tasks[i], counts);
  }
  checkStoppedTasks(state, broken);
  for (std::size_t i = 0; i < state.services.size(); ++i) checkService(state, i, broken);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != state.deployments[i].counts) {
      broken.push_back("deployment " + std::to_string(i) + ": the counts do not add up");
    }
  }
  std::int64_t settled = 0;
  for (const SettledCost& cost : state.bill.settled) settled += cost.nanoUsd;
  if (settled != state.settledCostNanoUsd) {
    broken.emplace_back("the bill's settled lines do not add up to what was settled");
  }
  checkMetrics(state, broken);
  checkScaling(state, broken);
  checkCapacity(state, broken);
  checkRegistry(state, broken);
  checkLogs(state, broken);
  checkBalancing(state, broken);
  checkWork(state, broken);
  checkAddresses(state, broken);
  checkRollouts(state, broken);
  if (state.timers.now() > state.now) broken.emplace_back("a timer ran ahead of time");
  return broken;
}

}  // namespace taskyard
