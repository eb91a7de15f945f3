#include "engine/reachability.h"

namespace taskyard {

bool reachesInternet(const Subnet& subnet, bool publicIp) {
  return subnet.internetGateway && publicIp;
}

}  // namespace taskyard
