#include "engine/reachability.h"

namespace taskyard {

NetworkEnd networkEndOf(const State&, const Task& task) {
  return {task.subnet, {}, task.assignPublicIp};
}

PathProblem pathToInternet(const State& state, const NetworkEnd& from, std::int32_t) {
  if (!state.subnets[from.subnet.value].internetGateway) return PathProblem::NoRoute;
  return from.publicIp ? PathProblem::None : PathProblem::NoPublicIp;
}

PathProblem pathToAws(const State& state, const NetworkEnd& from, AwsService) {
  return pathToInternet(state, from, 443);
}

bool reachesRegistry(const State& state, const Task& task) {
  return pathToInternet(state, networkEndOf(state, task), 443) == PathProblem::None;
}

PathProblem pathBetween(const State&, const NetworkEnd&, const NetworkEnd&, std::int32_t) {
  return PathProblem::None;
}

}  // namespace taskyard
