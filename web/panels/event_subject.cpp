#include "panels/event_subject.h"

namespace taskyard {

Selection subjectOf(const Event& event) {
  switch (factsOf(event.kind).topic) {
    case EventTopic::Task: return {Selection::Kind::Task, event.subject};
    case EventTopic::Service:
    case EventTopic::ServiceMessage: return {Selection::Kind::Service, event.subject};
    case EventTopic::Root:
    case EventTopic::System: break;
  }
  return {};
}

void selectSubject(const Canvas& canvas, EventId event) {
  const Selection subject = subjectOf(canvas.events().at(event));
  if (subject.kind == Selection::Kind::None) {
    canvas.askWhy(event);
    return;
  }
  canvas.select(subject.kind, subject.id);
  canvas.memory.yard.revealSelection = true;
}

}  // namespace taskyard
