#pragma once
// The inputs of capacity: providers, container instances, Auto Scaling groups, EC2 instances.
// Names and nesting: botocore's models "ecs" (2014-11-13), "autoscaling" (2011-01-01), "ec2"
// (2016-11-15), as far as they are simulated.

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kCreateCapacityProviderInput;
extern const Shape kUpdateCapacityProviderInput;
extern const Shape kDeleteCapacityProviderInput;
extern const Shape kDescribeCapacityProvidersInput;
extern const Shape kPutClusterCapacityProvidersInput;
extern const Shape kDescribeContainerInstancesInput;
extern const Shape kListContainerInstancesInput;
extern const Shape kUpdateContainerInstancesStateInput;
extern const Shape kDeregisterContainerInstanceInput;
extern const Shape kPutAttributesInput;
extern const Shape kListAttributesInput;
extern const Shape kPutAccountSettingInput;
extern const Shape kCreateAutoScalingGroupInput;
extern const Shape kUpdateAutoScalingGroupInput;
extern const Shape kSetDesiredCapacityInput;
extern const Shape kDeleteAutoScalingGroupInput;
extern const Shape kDescribeAutoScalingGroupsInput;
extern const Shape kRunInstancesInput;
extern const Shape kInstanceIdsInput;
extern const Shape kTerminateInstancesInput;
extern const Shape kDescribeInstanceTypesInput;
extern const Shape kCreateLaunchTemplateInput;
extern const Shape kSimSetQuotaInput;
extern const Shape kSimDescribePlacementInput;

}  // namespace taskyard::shapes
