#include "panels/event_subject.h"

#include "engine/event_text.h"

namespace taskyard {

Selection subjectOf(const Event& event) {
  switch (event.kind) {
    case EventKind::Request:
    case EventKind::Fault: return {};
    case EventKind::TaskCreated:
    case EventKind::TaskStatusChanged:
    case EventKind::TaskStopRequested:
    case EventKind::TaskHealthChanged:
    case EventKind::ImagePullFailed:
    case EventKind::ContainerExited:
    case EventKind::ContainerRestarted: return {Selection::Kind::Task, event.subject};
    default: return {Selection::Kind::Service, event.subject};
  }
}

void selectSubject(const Canvas& canvas, EventId event) {
  const Selection subject = subjectOf(canvas.events().at(event));
  if (subject.kind == Selection::Kind::None) {
    canvas.askWhy(event);
    return;
  }
  canvas.select(subject.kind, subject.id);
  canvas.memory.yard.scrollToSelection = subject.kind == Selection::Kind::Task;
}

}  // namespace taskyard
