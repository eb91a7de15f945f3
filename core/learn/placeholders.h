#pragma once
// {{...}} in scripts: ids of tasks that are only known when the command's time comes, and ids of
// parts of the network, which follow from their names (script.h).

// The ARNs of load balancing follow from names and are known at any time: {{tg:web}}, {{lb:web}},
// {{nlb:web}}, {{listener:web:80}}, {{nlb-listener:web:80}}, {{rule:web:80}} for the listener's
// default rule, {{rule:web:80:10}} for the one made with priority 10. So do the ids of API Gateway:
// {{api:shop}}, {{vpclink:shop}}, {{integration:shop:1}} for an API's first integration.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "model/state.h"

namespace taskyard {

// rank: from 1, the oldest first. name: of the service or family, "" for Launched.
// Definition: the task definition that a service names now, "web:3".
// For Network: "{{subnet:private-a}}" and so on; see namedId in model/network.h.
struct Placeholder {
  enum class Kind : std::uint8_t { ServiceTask, StandaloneTask, Launched, Definition, Network };
  Kind kind{};
  std::string name;
  std::uint32_t rank = 1;
  std::string thing;  // Network: "subnet"
};

using PlaceholderFinder = std::function<Result<std::string>(const Placeholder&)>;

// The text with every placeholder replaced; find is asked for all but Network ones. Errors:
// "BadPlaceholder" for one that cannot be read, and those of find.
Result<std::string> fillPlaceholders(std::string_view text, const PlaceholderFinder& find);
// The same in every string of a value.
Result<JsonValue> fillPlaceholders(const JsonValue& value, const PlaceholderFinder& find);

// Any id at all, to see whether a command can be read.
PlaceholderFinder standIns();
// Task ids as of now. Errors: "NoSuchTask".
PlaceholderFinder tasksIn(const State& state);
// Only {{launched:n}}, known from the seed alone.
PlaceholderFinder launchedWith(std::uint64_t seed);

}  // namespace taskyard
