#pragma once
// What an event is about, as something that can be selected.

#include "panels/canvas.h"

namespace taskyard {

// None for events about nothing that can be shown.
Selection subjectOf(const Event& event);
// Selects what the event is about, or the event itself.
void selectSubject(const Canvas& canvas, EventId event);

}  // namespace taskyard
