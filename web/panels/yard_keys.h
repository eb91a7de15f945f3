#pragma once
// Going from tile to tile with the arrow keys.

#include "panels/canvas.h"

namespace taskyard {

// Where on the canvas is what is selected? False: nowhere in the Yard.
bool boxOfSelection(const Canvas& canvas, Box& box);
// Reads the keys of this frame; Enter on a tile asks why it is as it is.
void moveYardSelection(const Canvas& canvas);

}  // namespace taskyard
