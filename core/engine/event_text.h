#pragma once
// The sentences people read, made from events on demand.

#include <string>
#include <vector>

#include "engine/event_kinds.h"
#include "engine/event_log.h"
#include "model/state.h"

namespace taskyard {

// A service message in ECS's own words ("(service web) has reached a steady state.").
// REQUIRES: isServiceMessage(event.kind).
// Source: Developer Guide, "Amazon ECS service event messages", and published real logs (2026-09).
std::string serviceMessage(const State& state, const EventLog& log, const Event& event);

// One line for the event log: what happened, in AWS's terms.
std::string eventText(const State& state, const EventLog& log, const Event& event);

// One or two sentences: why events of this kind happen, in plain words and with this event's
// numbers. Says only what the model does.
std::string whyText(const State& state, const Event& event);

// The event and what caused it, and what caused that, to the root; newest first.
// REQUIRES: log.holds(event).
std::vector<EventId> causeChain(const EventLog& log, EventId event);

}  // namespace taskyard
