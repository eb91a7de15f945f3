#pragma once
// Every operation: its input's shape and who answers it. One table per AWS service, each in a file
// of its own (operations_<service>.cpp). Only api/ includes this.

#include <span>
#include <string_view>

#include "api/api.h"
#include "api/shapes.h"

namespace taskyard {

struct ApiCall;

struct Operation {
  OperationShape shape;
  Result<ApiAnswer> (*handle)(const ApiCall&) = nullptr;  // SimAdvance has none: see Run
};

namespace operations {

inline constexpr bool kReads = false;
inline constexpr bool kChanges = true;

std::span<const Operation> ecs();
std::span<const Operation> ec2();
std::span<const Operation> elbv2();
std::span<const Operation> apigatewayv2();
std::span<const Operation> iam();
std::span<const Operation> secretsmanager();
std::span<const Operation> ssm();
std::span<const Operation> ecr();
std::span<const Operation> logs();
std::span<const Operation> cloudwatch();
std::span<const Operation> applicationAutoScaling();
std::span<const Operation> autoscaling();
std::span<const Operation> scheduler();
std::span<const Operation> servicediscovery();
std::span<const Operation> sqs();
std::span<const Operation> rds();
std::span<const Operation> dynamodb();
std::span<const Operation> lambda();
std::span<const Operation> eks();
std::span<const Operation> sim();

}  // namespace operations

// nullptr when there is none; names are case-sensitive, as AWS's are.
const Operation* findHandledOperation(std::string_view service, std::string_view operation);

}  // namespace taskyard
