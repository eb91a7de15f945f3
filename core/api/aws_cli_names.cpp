#include "api/aws_cli_names.h"

#include "base/text.h"

namespace taskyard {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

bool startsUnit(std::string_view rest) {
  return rest.starts_with("MiB") || rest.starts_with("GiB");
}

constexpr CommandService kServices[] = {
    {"ecs", "Amazon ECS."},
    {"ec2", "VPCs, subnets, security groups, instances."},
    {"elbv2", "Load balancers and target groups."},
    {"apigatewayv2", "HTTP APIs."},
    {"iam", "Roles and policies."},
    {"secretsmanager", "Secrets."},
    {"ssm", "Parameters."},
    {"ecr", "Images."},
    {"logs", "CloudWatch Logs."},
    {"cloudwatch", "Metrics and alarms."},
    {"application-autoscaling", "Scaling of services."},
    {"autoscaling", "Auto Scaling groups of instances."},
    {"scheduler", "EventBridge Scheduler."},
    {"servicediscovery", "Cloud Map."},
    {"sqs", "Queues."},
    {"rds", "Databases."},
    {"dynamodb", "Tables."},
    {"lambda", "Functions."},
    {"eks", "Kubernetes clusters."},
    {"sim", "What AWS does not have: time, faults, images."},
};

bool hasOperations(std::string_view service) {
  for (const OperationShape& operation : operationShapes()) {
    if (operation.service == service) return true;
  }
  return false;
}

}  // namespace

const std::vector<CommandService>& commandServices() {
  static const std::vector<CommandService> kWithOperations = [] {
    std::vector<CommandService> services;
    for (const CommandService& service : kServices) {
      if (hasOperations(service.name)) services.push_back(service);
    }
    return services;
  }();
  return kWithOperations;
}

std::string kebabCase(std::string_view name) {
  std::string kebab;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (startsUnit(name.substr(i))) {
      if (i > 0) kebab += '-';
      for (const char c : name.substr(i, 3)) kebab += lowerOf(c);
      i += 2;
      continue;
    }
    const bool afterSmall = i > 0 && !isUpper(name[i - 1]);
    const bool beforeSmall = i + 1 < name.size() && !isUpper(name[i + 1]);
    if (i > 0 && isUpper(name[i]) && (afterSmall || beforeSmall)) kebab += '-';
    kebab += lowerOf(name[i]);
  }
  return kebab;
}

std::string optionName(const ShapeMember& member) { return "--" + kebabCase(member.name); }

std::string commandName(const OperationShape& operation) {
  std::string_view name = operation.operation;
  if (operation.service == "sim") name.remove_prefix(3);
  return kebabCase(name);
}

const OperationShape* findCommand(std::string_view service, std::string_view command) {
  for (const OperationShape& operation : operationShapes()) {
    if (operation.service == service && commandName(operation) == command) return &operation;
  }
  return nullptr;
}

std::string negativeOptionName(const ShapeMember& member) {
  // The one boolean that the AWS CLI renames.
  if (member.name == "enableExecuteCommand") return "--disable-execute-command";
  return "--no-" + kebabCase(member.name);
}

OptionMatch matchOption(const Shape& input, std::string_view option) {
  for (const ShapeMember& member : input.members) {
    const std::string name = optionName(member);
    if (name == option) return {&member, false};
    if (member.shape->kind != ShapeKind::Boolean) continue;
    if (negativeOptionName(member) == option || "--no-" + name.substr(2) == option) {
      return {&member, true};
    }
  }
  return {};
}

}  // namespace taskyard
