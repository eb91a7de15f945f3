#pragma once
// The one fixed layout of the canvas: transport and timeline on top, the Yard in the middle, the
// event log below, the inspector from the right (on a narrow canvas: from below, over the rest).

#include "widgets/paint.h"

namespace taskyard {

struct ScreenLayout {
  Box transport;
  Box timeline;
  Box yard;
  Box dock;       // of height 0 where there is no room for it
  Box inspector;  // where it is drawn now
};

// inspectorSlide: 0 out of sight, 1 in place.
ScreenLayout layScreenOut(ImVec2 size, const Theme& theme, float inspectorSlide);

}  // namespace taskyard
