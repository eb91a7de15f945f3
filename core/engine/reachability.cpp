#include "engine/reachability.h"

#include "engine/network_system.h"
#include "engine/path_walk.h"
#include "model/validate_task_definition.h"

namespace taskyard {

const char* endpointNameOf(AwsService service) {
  switch (service) {
    case AwsService::EcrApi: return "ecr.api";
    case AwsService::EcrDkr: return "ecr.dkr";
    case AwsService::S3: return "s3";
    case AwsService::Logs: return "logs";
    case AwsService::SecretsManager: return "secretsmanager";
    case AwsService::Ssm: return "ssm";
    case AwsService::Kms: return "kms";
    case AwsService::SsmMessages: return "ssmmessages";
    case AwsService::Sqs: return "sqs";
    case AwsService::DynamoDb: return "dynamodb";
    case AwsService::Ecs: return "ecs";
    case AwsService::EcsAgent: return "ecs-agent";
    case AwsService::EcsTelemetry: return "ecs-telemetry";
  }
  return "";
}

const char* nameOf(PathProblem problem) {
  switch (problem) {
    case PathProblem::None: return "None";
    case PathProblem::NoRoute: return "NoRoute";
    case PathProblem::NoPublicIp: return "NoPublicIp";
    case PathProblem::EgressDenied: return "EgressDenied";
    case PathProblem::IngressDenied: return "IngressDenied";
    case PathProblem::EndpointDenied: return "EndpointDenied";
    case PathProblem::NatFailed: return "NatFailed";
  }
  return "";
}

namespace {

SecurityGroupIndex defaultGroupOf(const State& state, SubnetIndex subnet) {
  return state.network.vpcs[state.subnets[subnet.value].vpc.value].defaultGroup;
}

Cidr addressOf(const State& state, SubnetIndex subnet, std::uint32_t privateIp) {
  return privateIp != 0 ? hostBlock(privateIp) : state.subnets[subnet.value].block();
}

}  // namespace

std::vector<SecurityGroupIndex> securityGroupsOf(const State& state, const Task& task) {
  if (task.securityGroups.valid()) return state.network.groupSets[task.securityGroups.value].groups;
  return {defaultGroupOf(state, task.subnet)};
}

NetworkEnd networkEndOf(const State& state, const Task& task) {
  return {task.subnet, securityGroupsOf(state, task), task.assignPublicIp,
          addressOf(state, task.subnet, task.privateIp)};
}

NetworkEnd networkEndIn(const State& state, SubnetIndex subnet,
                        const std::vector<std::string>& securityGroups) {
  NetworkEnd end;
  end.subnet = subnet;
  end.address = state.subnets[subnet.value].block();
  for (const std::string& id : securityGroups) {
    if (const SecurityGroupIndex group = findSecurityGroup(state, id); group.valid()) {
      end.securityGroups.push_back(group);
    }
  }
  if (securityGroups.empty()) end.securityGroups.push_back(defaultGroupOf(state, subnet));
  return end;
}

NetworkEnd agentEndOf(const State& state, const Task& task) {
  if (!task.containerInstance.valid()) return networkEndOf(state, task);
  const ContainerInstance& instance = state.capacity.instances[task.containerInstance.value];
  return {instance.subnet,
          {defaultGroupOf(state, instance.subnet)},
          isPublicSubnet(state, state.subnets[instance.subnet.value]),
          addressOf(state, instance.subnet, instance.privateIp)};
}

bool isPublicSubnet(const State& state, const Subnet& subnet) {
  if (subnet.deleted) return false;
  const RouteTable& table = state.network.routeTables[routeTableOf(state, subnet).value];
  const std::size_t position = bestRoute(table, kInternetAddress, PrefixList::None);
  return position < table.routes.size() &&
         table.routes[position].target == RouteTarget::InternetGateway &&
         routeWorks(state, table, table.routes[position]);
}

PathProblem pathToInternet(const State& state, const NetworkEnd& from, std::int32_t port) {
  return PathWalk(state).toInternet(from, port);
}

PathProblem pathToAws(const State& state, const NetworkEnd& from, AwsService service) {
  return PathWalk(state).toAws(from, service);
}

PathProblem pathToRegistry(const State& state, const Task& task, std::string_view image) {
  const NetworkEnd from = agentEndOf(state, task);
  if (!isPrivateEcrImage(image)) return PathWalk(state).toInternet(from, kHttpsPort);
  for (const AwsService service : {AwsService::EcrApi, AwsService::EcrDkr, AwsService::S3}) {
    const PathProblem problem = PathWalk(state).toAws(from, service);
    if (problem != PathProblem::None) return problem;
  }
  return PathProblem::None;
}

bool reachesRegistry(const State& state, const Task& task) {
  for (const ContainerDefinition& container :
       state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
    if (pathToRegistry(state, task, container.image) != PathProblem::None) return false;
  }
  return true;
}

PathProblem pathBetween(const State& state, const NetworkEnd& from, const NetworkEnd& to,
                        std::int32_t port) {
  return PathWalk(state).between(from, to, port);
}

PathProblem pathFromInternet(const State& state, const NetworkEnd& to, std::int32_t port) {
  return PathWalk(state).fromInternet(to, port);
}

}  // namespace taskyard
