#pragma once
// The inputs of EventBridge Scheduler (shapes_scheduler.cpp).

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kCreateScheduleInput;
extern const Shape kUpdateScheduleInput;
extern const Shape kDeleteScheduleInput;
extern const Shape kGetScheduleInput;
extern const Shape kListSchedulesInput;

}  // namespace taskyard::shapes
