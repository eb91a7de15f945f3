#pragma once
// What a deployment does when one of its alarms goes to ALARM.
// Source: Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures".

#include "engine/simulation.h"

namespace taskyard {

// Called once, at the moment the alarm goes to ALARM; its event is the alarm's lastEvent.
void onAlarm(Simulation& sim, AlarmIndex alarm);

}  // namespace taskyard
