#include "engine/deployment_alarms.h"

namespace taskyard {

void onAlarm(Simulation&, AlarmIndex) {}

}  // namespace taskyard
