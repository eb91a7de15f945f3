#include "engine/permissions.h"

namespace taskyard {

bool isAllowed(const State&, std::string_view roleArn, std::string_view, std::string_view) {
  return !roleArn.empty();
}

}  // namespace taskyard
