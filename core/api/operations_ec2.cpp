#include "api/capacity_handlers.h"
#include "api/operations.h"
#include "api/shapes_capacity.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    // Instances.
    {{"ec2", "RunInstances", "Launches EC2 instances.", kChanges, &kRunInstancesInput}, runInstances},
    {{"ec2", "TerminateInstances", "Ends EC2 instances.", kChanges, &kTerminateInstancesInput}, terminateInstances},
    {{"ec2", "DescribeInstances", "Shows EC2 instances.", kReads, &kInstanceIdsInput}, describeInstances},
    {{"ec2", "DescribeInstanceTypes", "Shows what instance types offer.", kReads, &kDescribeInstanceTypesInput}, describeInstanceTypes},
    {{"ec2", "CreateLaunchTemplate", "Keeps what instances are launched with.", kChanges, &kCreateLaunchTemplateInput}, createLaunchTemplate},
};

}  // namespace

std::span<const Operation> ec2() { return kOperations; }

}  // namespace taskyard::operations
