#pragma once
// Resources as AWS describes them: State to the JSON of the Describe calls.

#include "base/json.h"
#include "engine/event_log.h"
#include "model/state.h"

namespace taskyard {

JsonValue networkJson(const State& state, const AwsvpcConfiguration& configuration);
JsonValue clusterJson(const State& state, ClusterIndex cluster);
// With the newest 100 service messages.
JsonValue serviceJson(const State& state, const EventLog& log, ServiceIndex service);
JsonValue taskJson(const State& state, const Task& task);
// {"id", "atMs", "time", "kind", "text", "cause"}: an event as the command line program prints it.
JsonValue eventJson(const State& state, const EventLog& log, EventId id);

}  // namespace taskyard
