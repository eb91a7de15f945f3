#pragma once
// Notices resources with a price per hour as they come and go, so that the bill knows which request
// made them and when they went. Nothing of their own systems needs to know about money.

#include "engine/simulation.h"

namespace taskyard {

// An EC2 instance of the account with its root volume: they come and go without requests.
void openInstance(Simulation& simulation, ContainerInstanceIndex instance, EventId decision);
void closeInstance(Simulation& simulation, ContainerInstanceIndex instance);

// Looks through the systems' lists after a request. decision: the request.
void followThings(Simulation& simulation, EventId decision);

}  // namespace taskyard
