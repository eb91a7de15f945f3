#pragma once
// The handlers of service "logs" and the shapes of their inputs (logs_groups.cpp, shapes_logs.cpp).
// Only api/ includes this.

#include "api/handlers.h"
#include "api/shapes.h"

namespace taskyard {

Result<ApiAnswer> createLogGroup(const ApiCall& call);
Result<ApiAnswer> deleteLogGroup(const ApiCall& call);
Result<ApiAnswer> describeLogGroups(const ApiCall& call);
Result<ApiAnswer> putRetentionPolicy(const ApiCall& call);
Result<ApiAnswer> deleteRetentionPolicy(const ApiCall& call);
Result<ApiAnswer> describeLogStreams(const ApiCall& call);
Result<ApiAnswer> getLogEvents(const ApiCall& call);
Result<ApiAnswer> filterLogEvents(const ApiCall& call);

namespace shapes {

extern const Shape kCreateLogGroupInput;
extern const Shape kLogGroupNameInput;
extern const Shape kDescribeLogGroupsInput;
extern const Shape kPutRetentionPolicyInput;
extern const Shape kDescribeLogStreamsInput;
extern const Shape kGetLogEventsInput;
extern const Shape kFilterLogEventsInput;

}  // namespace shapes

}  // namespace taskyard
