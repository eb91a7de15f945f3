#pragma once
// at(...), rate(...) and cron(...): when a schedule is due next. Integer calendar arithmetic, UTC.
// Sources: EventBridge Scheduler User Guide, "Schedule types"; Application Auto Scaling User Guide,
// "Schedule recurring scaling actions using cron expressions".

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace taskyard {

// Whether the text is an expression:
//   at(yyyy-mm-ddThh:mm:ss)
//   rate(<1 or more> minute|minutes|hour|hours|day|days)
//   cron(minutes hours day-of-month month day-of-week year), with * ? , - / L W # and names such as
//   JAN and MON; exactly one of the two days is "?".
// Errors: ValidationException, with what is wrong.
Result<Done> checkSchedule(std::string_view expression);

// The first moment after `after` (both since the start of the run; may be negative) at which the
// expression is due; nothing when there is none any more. anchor: where a rate begins; it is due at
// anchor, anchor + rate, and so on. REQUIRES: checkSchedule() accepts the expression.
std::optional<TimeMs> nextScheduleTime(std::string_view expression, TimeMs after, TimeMs anchor);

}  // namespace taskyard
