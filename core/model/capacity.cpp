#include "model/capacity.h"

namespace taskyard {

Capacity::Capacity() {
  providers.resize(2);
  providers[0].name = "FARGATE";
  providers[1].name = "FARGATE_SPOT";
}

const char* nameOf(ContainerInstanceStatus status) {
  switch (status) {
    case ContainerInstanceStatus::REGISTERING: return "REGISTERING";
    case ContainerInstanceStatus::ACTIVE: return "ACTIVE";
    case ContainerInstanceStatus::DRAINING: return "DRAINING";
    case ContainerInstanceStatus::DEREGISTERING: return "DEREGISTERING";
    case ContainerInstanceStatus::INACTIVE: return "INACTIVE";
  }
  return "";
}

const char* nameOf(InstanceState state) {
  switch (state) {
    case InstanceState::pending: return "pending";
    case InstanceState::running: return "running";
    case InstanceState::terminated: return "terminated";
  }
  return "";
}

const char* nameOf(Unfit unfit) {
  switch (unfit) {
    case Unfit::None: return "FITS";
    case Unfit::Agent: return "AGENT";
    case Unfit::NotActive: return "INACTIVE";
    case Unfit::Location: return "LOCATION";
    case Unfit::Attribute: return "ATTRIBUTE";
    case Unfit::Cpu: return "RESOURCE:CPU";
    case Unfit::Memory: return "RESOURCE:MEMORY";
    case Unfit::Ports: return "RESOURCE:PORTS";
    case Unfit::Interfaces: return "RESOURCE:ENI";
    case Unfit::Gpu: return "RESOURCE:GPU";
    case Unfit::MemberOf: return "MemberOf placement constraint unsatisfied";
    case Unfit::Distinct: return "DistinctInstance placement constraint unsatisfied";
  }
  return "";
}

const char* nameOf(PlacementConstraintType type) {
  return type == PlacementConstraintType::memberOf ? "memberOf" : "distinctInstance";
}

const char* nameOf(PlacementStrategyType type) {
  switch (type) {
    case PlacementStrategyType::random: return "random";
    case PlacementStrategyType::spread: return "spread";
    case PlacementStrategyType::binpack: return "binpack";
  }
  return "";
}

}  // namespace taskyard
