#pragma once
// How the command line spells what the API calls CreateService and serviceName.

#include <string>
#include <string_view>
#include <vector>

#include "api/shapes.h"

namespace taskyard {

// "enableECSManagedTags" -> "enable-ecs-managed-tags": a hyphen before each capital that starts a
// word, also after a run of capitals. "MiB" and "GiB" are one word.
std::string kebabCase(std::string_view name);

struct CommandService {
  std::string_view name;  // "ecs"
  std::string_view what;  // "Amazon ECS."
};
// Those that have operations; ecs first, sim last.
const std::vector<CommandService>& commandServices();

// "--service-name".
std::string optionName(const ShapeMember& member);
// "create-service"; for sim the name without its prefix: "inject-fault".
std::string commandName(const OperationShape& operation);
// nullptr when the service has no such command.
const OperationShape* findCommand(std::string_view service, std::string_view command);
// How false is said of a boolean: "--no-force".
std::string negativeOptionName(const ShapeMember& member);

// member: the one an option is about, or nullptr. negative: the option says false.
struct OptionMatch {
  const ShapeMember* member = nullptr;
  bool negative = false;
};
// option: "--service-name", "--no-force".
OptionMatch matchOption(const Shape& input, std::string_view option);

}  // namespace taskyard
