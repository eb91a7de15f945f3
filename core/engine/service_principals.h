#pragma once
// The names under which AWS services take roles, as trust policies give them.

#include <string_view>

namespace taskyard {

// "ecs-tasks.amazonaws.com", or with the Region in it: "logs.us-east-1.amazonaws.com".
// Model choice: the services that somebody around ECS meets; AWS has more.
[[nodiscard]] bool isServicePrincipal(std::string_view name);

}  // namespace taskyard
