#include "support/source_root.h"

namespace taskyard {

std::string sourceRoot() { return TASKYARD_ROOT; }

}  // namespace taskyard
