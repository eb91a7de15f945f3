// Where tasks are: public addresses, zones, and how many there are.

#include <algorithm>
#include <array>

#include "engine/advisor_parts.h"
#include "engine/reachability.h"

namespace taskyard {

namespace {

constexpr std::uint8_t kNewSubnetPrefix = 24;  // 251 addresses. Model choice

// The subnets of the VPC that are (or are not) public, in the order they were made.
std::vector<SubnetIndex> subnetsOf(const State& state, VpcIndex vpc, bool isPublic) {
  std::vector<SubnetIndex> found;
  for (std::size_t i = 0; i < state.subnets.size(); ++i) {
    const Subnet& subnet = state.subnets[i];
    if (subnet.deleted || subnet.vpc != vpc) continue;
    if (isPublicSubnet(state, subnet) == isPublic) found.push_back(SubnetIndex(i));
  }
  return found;
}

// Those from which a task without a public address gets out.
std::vector<SubnetIndex> withWayOut(const State& state, const std::vector<SubnetIndex>& subnets,
                                    const AwsvpcConfiguration& configuration) {
  std::vector<SubnetIndex> found;
  for (const SubnetIndex subnet : subnets) {
    const NetworkEnd end = networkEndIn(state, subnet, configuration.securityGroups);
    if (pathToInternet(state, end, 443) == PathProblem::None) found.push_back(subnet);
  }
  return found;
}

// CreateSubnet with the VPC's next free block; nothing when it is full.
void addSubnet(const State& state, VpcIndex vpc, std::uint8_t zone, const std::string& name,
               Finding& finding) {
  const Vpc& record = state.network.vpcs[vpc.value];
  const std::uint32_t step = 1u << (32 - kNewSubnetPrefix);
  for (std::uint32_t at = record.block.address; record.block.contains(Cidr{at, kNewSubnetPrefix});
       at += step) {
    const Cidr block{at, kNewSubnetPrefix};
    const bool taken =
        std::any_of(state.subnets.begin(), state.subnets.end(), [&](const Subnet& subnet) {
          return !subnet.deleted && subnet.vpc == vpc && subnet.block().overlaps(block);
        });
    if (taken) continue;
    JsonValue tag = JsonValue::object({{"Key", "Name"}, {"Value", name}});
    JsonValue tags = JsonValue::object(
        {{"ResourceType", "subnet"}, {"Tags", JsonValue::array({std::move(tag)})}});
    finding.steps.push_back(
        {"ec2", "CreateSubnet",
         JsonValue::object({{"VpcId", record.vpcId},
                            {"CidrBlock", cidrText(block)},
                            {"AvailabilityZone", zoneName(zone)},
                            {"TagSpecifications", JsonValue::array({std::move(tags)})}})});
    return;
  }
}

VpcIndex vpcOf(const State& state, const AwsvpcConfiguration& configuration) {
  return state.subnets[configuration.subnets.front().value].vpc;
}

using ZoneSet = std::array<bool, kZoneCount>;

// Where tasks of the service can be: its subnets, or its cluster's instances.
ZoneSet zonesOf(const State& state, const Service& service) {
  ZoneSet zones{};
  for (const SubnetIndex subnet : service.awsvpcConfiguration.subnets) {
    zones[state.subnets[subnet.value].zone] = true;
  }
  if (!service.awsvpcConfiguration.subnets.empty()) return zones;
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.cluster != service.cluster) continue;
    if (instance.status != ContainerInstanceStatus::ACTIVE) continue;
    zones[state.subnets[instance.subnet.value].zone] = true;
  }
  return zones;
}

// One subnet of the same kind for each zone that is missing; how many zones there are then.
std::int64_t addZones(const State& state, ZoneSet zones, AwsvpcConfiguration& configuration) {
  const bool isPublic = isPublicSubnet(state, state.subnets[configuration.subnets.front().value]);
  for (const SubnetIndex other : subnetsOf(state, vpcOf(state, configuration), isPublic)) {
    bool& there = zones[state.subnets[other.value].zone];
    if (!there) configuration.subnets.push_back(other);
    there = true;
  }
  return std::count(zones.begin(), zones.end(), true);
}

}  // namespace

void advisePublicTasks(const State& state, Findings& findings) {
  forServices(state, [&](ServiceIndex index, const Service& service) {
    AwsvpcConfiguration configuration = service.awsvpcConfiguration;
    if (!configuration.assignPublicIp || configuration.subnets.empty()) return;
    Finding finding = findingAt(state, AdviceRule::PublicTasks, index);
    finding.seen = "Every task of " + service.serviceName +
                   " gets a public IP address: it can be reached from the internet as far as its "
                   "security group allows, and each address costs money.";
    const VpcIndex vpc = vpcOf(state, configuration);
    const std::vector<SubnetIndex> hidden = subnetsOf(state, vpc, false);
    const std::vector<SubnetIndex> good = withWayOut(state, hidden, configuration);
    if (good.empty()) {
      finding.cure =
          "Make private subnets with a way out (a NAT gateway, or VPC endpoints for ecr.api, "
          "ecr.dkr, S3 and logs), move the service there and turn assignPublicIp off. What serves "
          "the public is a load balancer in the public subnets.";
      if (hidden.empty()) addSubnet(state, vpc, 0, service.serviceName + "-private-a", finding);
    } else {
      finding.cure =
          "Move the service to the private subnets and turn assignPublicIp off. What serves the "
          "public is a load balancer in the public subnets.";
      configuration.subnets = good;
      configuration.assignPublicIp = false;
      finding.steps.push_back(updateService(
          state, index,
          JsonValue::object({{"networkConfiguration", networkInput(state, configuration)}})));
    }
    findings.push_back(std::move(finding));
  });
}

void adviseSingleZone(const State& state, Findings& findings) {
  forServices(state, [&](ServiceIndex index, const Service& service) {
    const ZoneSet zones = zonesOf(state, service);
    if (service.desiredCount == 0 || std::count(zones.begin(), zones.end(), true) != 1) return;
    const auto only =
        static_cast<std::uint8_t>(std::find(zones.begin(), zones.end(), true) - zones.begin());
    Finding finding = findingAt(state, AdviceRule::SingleZone, index);
    finding.seen = "All tasks of " + service.serviceName + " are in " + zoneName(only) +
                   ". When that Availability Zone fails, the service is gone.";
    AwsvpcConfiguration configuration = service.awsvpcConfiguration;
    if (configuration.subnets.empty()) {
      finding.cure = "Let the Auto Scaling group launch instances in subnets of several zones.";
    } else if (addZones(state, zones, configuration) > 1) {
      finding.cure = "Give the service subnets in several Availability Zones.";
      finding.steps.push_back(updateService(
          state, index,
          JsonValue::object({{"networkConfiguration", networkInput(state, configuration)}})));
    } else {
      finding.cure =
          "Make a subnet of the same kind in another Availability Zone, with a route table like "
          "that of the first, and give it to the service.";
      addSubnet(state, vpcOf(state, configuration),
                static_cast<std::uint8_t>((only + 1) % kZoneCount),
                service.serviceName + "-second-zone", finding);
    }
    findings.push_back(std::move(finding));
  });
}

void adviseSingleTask(const State& state, Findings& findings) {
  forServices(state, [&](ServiceIndex index, const Service& service) {
    if (service.desiredCount != 1 || service.schedulingStrategy == SchedulingStrategy::DAEMON) {
      return;
    }
    if (workerOf(state, state.taskDefinitions[service.taskDefinition.value]) != nullptr) return;
    Finding finding = findingAt(state, AdviceRule::SingleTask, index);
    finding.seen = service.serviceName +
                   " is one task. While it is replaced, after a crash or with its host, nobody "
                   "answers.";
    finding.cure = "Run at least two tasks; ECS spreads them over the zones of the subnets.";
    for (const ScalableTarget& target : state.scaling.targets) {
      if (target.deleted || target.service != index || target.minCapacity >= 2) continue;
      finding.steps.push_back(
          {"application-autoscaling", "RegisterScalableTarget",
           JsonValue::object(
               {{"ServiceNamespace", "ecs"},
                {"ResourceId", "service/" + state.clusters[service.cluster.value].clusterName +
                                   "/" + service.serviceName},
                {"ScalableDimension", "ecs:service:DesiredCount"},
                {"MinCapacity", 2},
                {"MaxCapacity", std::max(2, target.maxCapacity)}})});
    }
    finding.steps.push_back(updateService(state, index, JsonValue::object({{"desiredCount", 2}})));
    findings.push_back(std::move(finding));
  });
}

}  // namespace taskyard
