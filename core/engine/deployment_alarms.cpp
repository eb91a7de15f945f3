#include "engine/deployment_alarms.h"

#include <algorithm>

#include "engine/alarms.h"

namespace taskyard {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> alarmsFiring(const State& state,
                                      const DeploymentConfiguration& configuration) {
  std::vector<std::string> firing;
  if (!configuration.alarms.enable) return firing;
  for (const std::string& name : configuration.alarms.alarmNames) {
    if (alarmState(state, name) == AlarmState::ALARM) firing.push_back(name);
  }
  return firing;
}

bool watchesAlarm(const State& state, const Service& service, const std::string& alarmName) {
  const DeploymentAlarms& alarms = service.deploymentConfiguration.alarms;
  if (!alarms.enable || !contains(alarms.alarmNames, alarmName)) return false;
  if (service.status != ServiceStatus::ACTIVE || !service.serviceDeployment.valid()) return false;
  const ServiceDeployment& record = state.serviceDeployments[service.serviceDeployment.value];
  return record.status == ServiceDeploymentStatus::IN_PROGRESS &&
         !contains(record.ignoredAlarms, alarmName);
}

DurationMs rollingBakeMs(const State& state, const DeploymentConfiguration& configuration) {
  if (!configuration.alarms.enable || !configuration.alarms.rollback) return 0;
  if (configuration.earlySuccessCriteria.enable) return 0;
  if (configuration.bakeTimeInMinutes) return *configuration.bakeTimeInMinutes * kMinute;
  DurationMs longest = kMinute;
  for (const std::string& name : configuration.alarms.alarmNames) {
    const AlarmIndex index = findAlarm(state, name);
    if (!index.valid()) continue;
    const Alarm& alarm = state.monitoring.alarms[index.value];
    for (const MetricQuery& query : alarm.queries) {
      if (!query.metric.valid()) continue;
      longest =
          std::max<DurationMs>(longest, alarm.evaluationPeriods * query.periodMinutes * kMinute);
    }
  }
  return std::min(longest, kLongestDefaultBakeMs);
}

void alarmFired(Simulation& sim, const std::string& alarmName, EventId cause) {
  for (std::size_t i = 0; i < sim.state().services.size(); ++i) {
    const Service& service = sim.state().services[i];
    if (!watchesAlarm(sim.state(), service, alarmName)) continue;
    sim.state().serviceDeployments[service.serviceDeployment.value].triggeredAlarm = alarmName;
    sim.failDeployment(ServiceIndex(i), DeploymentFailure::AlarmDetected, cause);
  }
}

}  // namespace taskyard
