#include "engine/uuid.h"

#include "base/hash.h"

namespace taskyard {

std::string drawnUuid(const DrawKey& key) {
  const std::string a = hex64(draw(key));
  const std::string b = hex64(draw({key.seed, key.purpose, key.entity, key.count + 1}));
  return a.substr(0, 8) + "-" + a.substr(8, 4) + "-4" + a.substr(13, 3) + "-a" + b.substr(1, 3) +
         "-" + b.substr(4, 12);
}

}  // namespace taskyard
