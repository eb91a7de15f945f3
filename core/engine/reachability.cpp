#include "engine/reachability.h"

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

NetworkEnd networkEndOf(const State& state, const Task& task) {
  NetworkEnd end;
  end.subnet = task.subnet;
  end.publicIp = task.assignPublicIp;
  end.privateIp = task.privateIp;
  for (const SecurityGroupIndex group : securityGroupsOf(state, task)) {
    end.securityGroups.push_back(state.network.securityGroups[group.value].groupId);
  }
  return end;
}

NetworkEnd agentEndOf(const State& state, const Task& task) {
  if (!task.containerInstance.valid()) return networkEndOf(state, task);
  const ContainerInstance& instance = state.capacity.instances[task.containerInstance.value];
  NetworkEnd end;
  end.subnet = instance.subnet;
  end.publicIp = isPublicSubnet(state, state.subnets[instance.subnet.value]);
  end.privateIp = instance.privateIp;
  return end;
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
  return PathWalk(state).toInternet(sideOf(state, from), port);
}

PathProblem pathToAws(const State& state, const NetworkEnd& from, AwsService service) {
  return PathWalk(state).toAws(sideOf(state, from), service);
}

PathProblem pathToRegistry(const State& state, const Task& task, std::string_view image) {
  const PathSide from = sideOf(state, agentEndOf(state, task));
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
  return PathWalk(state).between(sideOf(state, from), sideOf(state, to), port);
}

PathProblem pathFromInternet(const State& state, const NetworkEnd& to, std::int32_t port) {
  return PathWalk(state).fromInternet(sideOf(state, to), port);
}

}  // namespace taskyard
