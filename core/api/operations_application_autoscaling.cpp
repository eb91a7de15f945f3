#include "api/application_autoscaling_handlers.h"
#include "api/operations.h"
#include "api/shapes_application_autoscaling.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr const char* kService = "application-autoscaling";

constexpr Operation kOperations[] = {
    {{kService, "RegisterScalableTarget", "Says between which task counts a service may be scaled.",
      kChanges, &kRegisterScalableTargetInput},
     registerScalableTarget},
    {{kService, "DeregisterScalableTarget", "Ends the scaling of a service.", kChanges,
      &kDeregisterScalableTargetInput},
     deregisterScalableTarget},
    {{kService, "DescribeScalableTargets", "Shows which services may be scaled.", kReads,
      &kDescribeScalableTargetsInput},
     describeScalableTargets},
    {{kService, "PutScalingPolicy", "Creates a scaling policy, or changes it.", kChanges,
      &kPutScalingPolicyInput},
     putScalingPolicy},
    {{kService, "DeleteScalingPolicy", "Deletes a scaling policy and its alarms.", kChanges,
      &kDeleteScalingPolicyInput},
     deleteScalingPolicy},
    {{kService, "DescribeScalingPolicies", "Shows scaling policies.", kReads,
      &kDescribeScalingPoliciesInput},
     describeScalingPolicies},
    {{kService, "DescribeScalingActivities", "Lists what was scaled, newest first.", kReads,
      &kDescribeScalingActivitiesInput},
     describeScalingActivities},
    {{kService, "PutScheduledAction", "Sets minimum and maximum at given times.", kChanges,
      &kPutScheduledActionInput},
     putScheduledAction},
    {{kService, "DeleteScheduledAction", "Deletes a scheduled action.", kChanges,
      &kDeleteScheduledActionInput},
     deleteScheduledAction},
    {{kService, "DescribeScheduledActions", "Shows scheduled actions.", kReads,
      &kDescribeScheduledActionsInput},
     describeScheduledActions},
};

}  // namespace

std::span<const Operation> applicationAutoScaling() { return kOperations; }

}  // namespace taskyard::operations
