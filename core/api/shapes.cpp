#include "api/shapes.h"

namespace taskyard {

const ShapeMember* Shape::find(std::string_view name) const {
  for (const ShapeMember& member : members) {
    if (member.name == name) return &member;
  }
  return nullptr;
}

}  // namespace taskyard
