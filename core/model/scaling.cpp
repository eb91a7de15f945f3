#include "model/scaling.h"

namespace taskyard {

const char* nameOf(ScalingPolicyType type) {
  switch (type) {
    case ScalingPolicyType::TargetTrackingScaling: return "TargetTrackingScaling";
    case ScalingPolicyType::StepScaling: return "StepScaling";
  }
  return "";
}

const char* nameOf(AdjustmentType type) {
  switch (type) {
    case AdjustmentType::ChangeInCapacity: return "ChangeInCapacity";
    case AdjustmentType::PercentChangeInCapacity: return "PercentChangeInCapacity";
    case AdjustmentType::ExactCapacity: return "ExactCapacity";
  }
  return "";
}

const char* nameOf(ScalingBlock block) {
  switch (block) {
    case ScalingBlock::None: return "None";
    case ScalingBlock::NoData: return "NoData";
    case ScalingBlock::NoChange: return "NoChange";
    case ScalingBlock::ScaleInDisabled: return "ScaleInDisabled";
    case ScalingBlock::Suspended: return "Suspended";
    case ScalingBlock::Deployment: return "Deployment";
    case ScalingBlock::ScaleOutCooldown: return "ScaleOutCooldown";
    case ScalingBlock::ScaleInCooldown: return "ScaleInCooldown";
    case ScalingBlock::OtherPolicy: return "OtherPolicy";
    case ScalingBlock::AtMinimum: return "AtMinimum";
    case ScalingBlock::AtMaximum: return "AtMaximum";
  }
  return "";
}

}  // namespace taskyard
