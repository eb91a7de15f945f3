#pragma once
// EventBridge Scheduler's handlers. Only api/ includes this.

#include "api/handlers.h"

namespace taskyard {

Result<ApiAnswer> createSchedule(const ApiCall& call);
Result<ApiAnswer> updateSchedule(const ApiCall& call);
Result<ApiAnswer> deleteSchedule(const ApiCall& call);
Result<ApiAnswer> getSchedule(const ApiCall& call);
Result<ApiAnswer> listSchedules(const ApiCall& call);

}  // namespace taskyard
