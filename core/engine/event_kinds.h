#pragma once
// What each kind of event is about, how grave it is, and why it happens: one row per kind, so that
// the log, the timeline, the text view and the checks agree.

#include <cstdint>
#include <span>
#include <string_view>

#include "model/event.h"

namespace taskyard {

// Whose index Event::subject is.
enum class EventTopic : std::uint8_t {
  Root,            // none: a request or a fault
  Task,            // a task's ordinal
  Service,         // a service; for the simulation's own reader only
  ServiceMessage,  // a service; ECS itself writes it to the service's event list
  System           // whatever its system says
};
enum class EventTone : std::uint8_t { Neutral, Command, Good, Warning, Bad };

struct EventKindFacts {
  EventKind kind{};
  const char* name = "";  // "TaskStatusChanged"
  EventTopic topic = EventTopic::System;
  EventTone tone = EventTone::Neutral;
  // Why events of this kind happen, in one or two plain sentences; empty where event_text.cpp makes
  // them from the event's numbers.
  std::string_view why;
};

std::span<const EventKindFacts> eventKinds();
const EventKindFacts& factsOf(EventKind kind);
// True for the messages that ECS itself writes to a service's event list.
bool isServiceMessage(EventKind kind);
// A short machine name ("TaskStatusChanged"); "" for a number that is no kind.
const char* nameOf(EventKind kind);

}  // namespace taskyard
