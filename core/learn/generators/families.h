#pragma once
// Every family's make function; the table is in families.cpp. One file each.

#include "learn/generators/generator.h"

namespace taskyard {

Result<Draft> makeRollingMinimum(Values& values);
Result<Draft> makeRollingMaximum(Values& values);
Result<Draft> makeRollingDeadlock(Values& values);
Result<Draft> makeCircuitBreaker(Values& values);
Result<Draft> makeBaseWeight(Values& values);
Result<Draft> makeFargateSize(Values& values);
Result<Draft> makeBacklogPerTask(Values& values);
Result<Draft> makeTargetTracking(Values& values);
Result<Draft> makeStepScaling(Values& values);
Result<Draft> makeReservation(Values& values);
Result<Draft> makeGroupSize(Values& values);
Result<Draft> makeBinPacking(Values& values);
Result<Draft> makeInterfaceLimit(Values& values);
Result<Draft> makeEndpointSet(Values& values);
Result<Draft> makeShutdownTime(Values& values);
Result<Draft> makeZoneLoss(Values& values);
Result<Draft> makeMonthlyCost(Values& values);
Result<Draft> makeNatOrEndpoints(Values& values);
Result<Draft> makeBilledTime(Values& values);

}  // namespace taskyard
