#pragma once
// What a teacher shows with one key: things that go wrong, as the commands they are, made for the
// world that is there.

#include <string>
#include <vector>

#include "api/run.h"

namespace taskyard {

// command: one or more lines, as one would type them; "" when the world has nothing to do it to,
// and then `why` says what is missing.
struct SetPiece {
  std::string title;
  std::string why;
  std::string command;
};

// In a fixed order, so that a key always means the same: lose a zone, ship a bad image, flash
// crowd, crash a task.
std::vector<SetPiece> setPiecesFor(const Run& run);

}  // namespace taskyard
