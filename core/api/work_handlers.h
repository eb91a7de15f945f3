#pragma once
// Handlers and helpers for traffic, programs, queues and databases.

#include "api/handlers.h"

namespace taskyard {

// A whole or fractional number of at least 0, in thousandths ("0.25" is 250; further digits are
// cut); nothing when it is negative, above 1,000,000 or written with an exponent.
std::optional<std::int64_t> milliOf(const JsonValue& value);
// "12.5" for 12,500; no trailing zeros.
JsonValue milliJson(std::int64_t milli);

// SimPutImage's members of a program's behaviour (sim_image.cpp). Errors: SimInvalidRequest.
Result<Done> readBehaviour(const ApiCall& call, ImageBehaviour& behaviour);
void printBehaviour(const ImageBehaviour& behaviour, JsonValue& json);
// Errors: SimInvalidRequest at /pattern/...
Result<LoadPattern> readPattern(const ApiCall& call);

// Traffic (sim_work.cpp, sim_describe_load.cpp).
Result<ApiAnswer> simSetTraffic(const ApiCall& call);
Result<ApiAnswer> simRemoveTraffic(const ApiCall& call);
Result<ApiAnswer> simSetQueueLoad(const ApiCall& call);
Result<ApiAnswer> simDescribeLoad(const ApiCall& call);
// Faults (sim_work_faults.cpp).
Result<ApiAnswer> memoryLeakFault(const ApiCall& call);
Result<ApiAnswer> clearMemoryLeak(const ApiCall& call);
Result<ApiAnswer> hangFault(const ApiCall& call);
Result<ApiAnswer> slowStartFault(const ApiCall& call);
Result<ApiAnswer> clearSlowStart(const ApiCall& call);
Result<ApiAnswer> slowResponsesFault(const ApiCall& call);
Result<ApiAnswer> clearSlowResponses(const ApiCall& call);
Result<ApiAnswer> dependencyDownFault(const ApiCall& call);
Result<ApiAnswer> clearDependencyDown(const ApiCall& call);
Result<ApiAnswer> apiThrottledFault(const ApiCall& call);
Result<ApiAnswer> clearApiThrottled(const ApiCall& call);

// Amazon SQS (sqs_queues.cpp, sqs_messages.cpp).
// The queue of a name, URL or ARN; not valid: there is none.
QueueIndex queueNamed(const State& state, std::string_view nameUrlOrArn);
std::string queueUrl(const Queue& queue);
// The queue under "QueueUrl". Errors: QueueDoesNotExist.
Result<QueueIndex> queueOf(const ApiCall& call);
Result<ApiAnswer> createQueue(const ApiCall& call);
Result<ApiAnswer> deleteQueue(const ApiCall& call);
Result<ApiAnswer> getQueueUrl(const ApiCall& call);
Result<ApiAnswer> getQueueAttributes(const ApiCall& call);
Result<ApiAnswer> setQueueAttributes(const ApiCall& call);
Result<ApiAnswer> listQueues(const ApiCall& call);
Result<ApiAnswer> sendMessage(const ApiCall& call);
Result<ApiAnswer> sendMessageBatch(const ApiCall& call);
Result<ApiAnswer> receiveMessage(const ApiCall& call);
Result<ApiAnswer> deleteMessage(const ApiCall& call);
Result<ApiAnswer> purgeQueue(const ApiCall& call);

// Amazon RDS and DynamoDB (rds_databases.cpp, dynamodb_tables.cpp).
// Subnet groups (rds_subnet_groups.cpp).
Result<ApiAnswer> createDBSubnetGroup(const ApiCall& call);
Result<ApiAnswer> describeDBSubnetGroups(const ApiCall& call);
Result<ApiAnswer> deleteDBSubnetGroup(const ApiCall& call);
JsonValue subnetGroupJson(const State& state, const DatabaseSubnetGroup& group);
// nullptr: there is none.
const DatabaseSubnetGroup* findSubnetGroup(const State& state, std::string_view name);
Result<ApiAnswer> createDBInstance(const ApiCall& call);
Result<ApiAnswer> describeDBInstances(const ApiCall& call);
Result<ApiAnswer> deleteDBInstance(const ApiCall& call);
Result<ApiAnswer> rebootDBInstance(const ApiCall& call);
Result<ApiAnswer> createTable(const ApiCall& call);
Result<ApiAnswer> describeTable(const ApiCall& call);
Result<ApiAnswer> updateTable(const ApiCall& call);
Result<ApiAnswer> deleteTable(const ApiCall& call);

}  // namespace taskyard
