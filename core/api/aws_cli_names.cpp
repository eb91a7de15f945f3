#include "api/aws_cli_names.h"

#include <algorithm>

namespace taskyard {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool startsUnit(std::string_view rest) {
  return rest.starts_with("MiB") || rest.starts_with("GiB");
}

}  // namespace

std::string kebabCase(std::string_view name) {
  std::string kebab;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (startsUnit(name.substr(i))) {
      if (i > 0) kebab += '-';
      for (const char c : name.substr(i, 3)) kebab += lower(c);
      i += 2;
      continue;
    }
    const bool afterSmall = i > 0 && !isUpper(name[i - 1]);
    const bool beforeSmall = i + 1 < name.size() && !isUpper(name[i + 1]);
    if (i > 0 && isUpper(name[i]) && (afterSmall || beforeSmall)) kebab += '-';
    kebab += lower(name[i]);
  }
  return kebab;
}

std::string optionName(const ShapeMember& member) { return "--" + kebabCase(member.name); }

std::string commandName(const OperationShape& operation) {
  std::string_view name = operation.operation;
  if (operation.service == "sim") name.remove_prefix(3);
  return kebabCase(name);
}

const std::vector<std::string>& commandServices() {
  static const std::vector<std::string> kServices = [] {
    std::vector<std::string> services;
    for (const OperationShape& operation : operationShapes()) {
      if (std::find(services.begin(), services.end(), operation.service) == services.end()) {
        services.emplace_back(operation.service);
      }
    }
    return services;
  }();
  return kServices;
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
