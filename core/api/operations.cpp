#include "api/operations.h"

namespace taskyard {

namespace {

using Table = std::span<const Operation> (*)();

// Related services together, in the order people meet them.
constexpr Table kTables[] = {
    operations::ecs,
    operations::ec2,
    operations::elbv2,
    operations::apigatewayv2,
    operations::iam,
    operations::secretsmanager,
    operations::ssm,
    operations::ecr,
    operations::logs,
    operations::cloudwatch,
    operations::applicationAutoScaling,
    operations::autoscaling,
    operations::scheduler,
    operations::servicediscovery,
    operations::sqs,
    operations::rds,
    operations::dynamodb,
    operations::lambda,
    operations::eks,
    operations::sim,
};

}  // namespace

const std::vector<OperationShape>& operationShapes() {
  static const std::vector<OperationShape> kShapes = [] {
    std::vector<OperationShape> shapes;
    for (const Table table : kTables) {
      for (const Operation& operation : table()) shapes.push_back(operation.shape);
    }
    return shapes;
  }();
  return kShapes;
}

const OperationShape* findOperation(std::string_view service, std::string_view operation) {
  const Operation* found = findHandledOperation(service, operation);
  return found == nullptr ? nullptr : &found->shape;
}

const Operation* findHandledOperation(std::string_view service, std::string_view operation) {
  for (const Table table : kTables) {
    for (const Operation& candidate : table()) {
      if (candidate.shape.service != service) break;  // a table holds one service
      if (candidate.shape.operation == operation) return &candidate;
    }
  }
  return nullptr;
}

}  // namespace taskyard
