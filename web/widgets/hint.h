#pragma once
// What a thing on the canvas does, in words, while the mouse is over it: on top of everything, next
// to the thing and inside the canvas. Nothing that matters is said here alone; fingers have no
// mouse.

#include <string_view>

#include "widgets/paint.h"

namespace taskyard {

// words: one line. command: what pressing it runs, broken into lines; "" for nothing.
void paintHint(const Theme& theme, const Box& thing, std::string_view words,
               std::string_view command = {});

}  // namespace taskyard
