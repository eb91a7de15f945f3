#pragma once
// The inputs of what applications do and what users throw at them.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

// A program's behaviour (SimPutImage) and how much comes when (SimSetTraffic, SimSetQueueLoad).
extern const Shape kImageCalls;
extern const Shape kImageWorker;
extern const Shape kImageJob;
extern const Shape kLoadPattern;

extern const Shape kSimSetTrafficInput;  // shapes_work.cpp
extern const Shape kSimRemoveTrafficInput;
extern const Shape kSimSetQueueLoadInput;
extern const Shape kSimDescribeLoadInput;

extern const Shape kCreateQueueInput;  // shapes_sqs.cpp
extern const Shape kDeleteQueueInput;
extern const Shape kGetQueueUrlInput;
extern const Shape kGetQueueAttributesInput;
extern const Shape kSetQueueAttributesInput;
extern const Shape kListQueuesInput;
extern const Shape kSendMessageInput;
extern const Shape kSendMessageBatchInput;
extern const Shape kReceiveMessageInput;
extern const Shape kDeleteMessageInput;
extern const Shape kPurgeQueueInput;

extern const Shape kCreateDBInstanceInput;  // shapes_databases.cpp
extern const Shape kDescribeDBInstancesInput;
extern const Shape kCreateDBSubnetGroupInput;
extern const Shape kDescribeDBSubnetGroupsInput;
extern const Shape kDeleteDBSubnetGroupInput;
extern const Shape kDeleteDBInstanceInput;
extern const Shape kRebootDBInstanceInput;
extern const Shape kCreateTableInput;
extern const Shape kDescribeTableInput;
extern const Shape kUpdateTableInput;
extern const Shape kDeleteTableInput;

}  // namespace taskyard::shapes
