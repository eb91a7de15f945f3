#pragma once
// Can a task reach what it needs over the network?

#include "model/state.h"

namespace taskyard {

// Whether a task's network interface can reach the internet, and with it every registry: its
// subnet's route table must lead to an internet gateway, and the interface needs a public address,
// because an internet gateway serves no others.
// Source: Developer Guide, "Cannot pull container image"; fact table "Can the task reach ECR?".
[[nodiscard]] bool reachesInternet(const Subnet& subnet, bool publicIp);

}  // namespace taskyard
