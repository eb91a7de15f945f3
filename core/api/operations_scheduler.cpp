#include "api/operations.h"
#include "api/scheduler_handlers.h"
#include "api/shapes_scheduler.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"scheduler", "CreateSchedule", "Runs tasks at given times.", kChanges, &kCreateScheduleInput},
     createSchedule},
    {{"scheduler", "UpdateSchedule", "Replaces a schedule, all of it.", kChanges,
      &kUpdateScheduleInput},
     updateSchedule},
    {{"scheduler", "DeleteSchedule", "Deletes a schedule.", kChanges, &kDeleteScheduleInput},
     deleteSchedule},
    {{"scheduler", "GetSchedule", "Shows a schedule.", kReads, &kGetScheduleInput}, getSchedule},
    {{"scheduler", "ListSchedules", "Lists schedules.", kReads, &kListSchedulesInput},
     listSchedules},
};

}  // namespace

std::span<const Operation> scheduler() { return kOperations; }

}  // namespace taskyard::operations
