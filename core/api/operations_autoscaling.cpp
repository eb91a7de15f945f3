#include "api/capacity_handlers.h"
#include "api/operations.h"
#include "api/shapes_capacity.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"autoscaling", "CreateAutoScalingGroup", "Keeps a number of EC2 instances running.", kChanges,
      &kCreateAutoScalingGroupInput},
     createAutoScalingGroup},
    {{"autoscaling", "UpdateAutoScalingGroup", "Changes the bounds or the template of a group.",
      kChanges, &kUpdateAutoScalingGroupInput},
     updateAutoScalingGroup},
    {{"autoscaling", "SetDesiredCapacity", "Says how many instances a group should have.", kChanges,
      &kSetDesiredCapacityInput},
     setDesiredCapacity},
    {{"autoscaling", "DeleteAutoScalingGroup", "Ends a group.", kChanges,
      &kDeleteAutoScalingGroupInput},
     deleteAutoScalingGroup},
    {{"autoscaling", "DescribeAutoScalingGroups", "Shows groups with their instances.", kReads,
      &kDescribeAutoScalingGroupsInput},
     describeAutoScalingGroups},
};

}  // namespace

std::span<const Operation> autoscaling() { return kOperations; }

}  // namespace taskyard::operations
