#pragma once
// Going from tile to tile with the arrow keys.

#include "panels/canvas.h"

namespace taskyard {

// Reads the keys of this frame; Enter on a tile asks why it is as it is.
void moveYardSelection(const Canvas& canvas);

}  // namespace taskyard
