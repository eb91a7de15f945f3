#pragma once
// The one place that changes State: this class and the systems beside it (*_system.h), which are
// free functions that take a Simulation&. Nothing else holds a State& it may write to.
//
// A Simulation is a pair of hands on a State and its EventLog; it keeps nothing of its own that
// matters, so making one is free. Requests come in already checked (api/ does that, in AWS's
// words); time passes only through advanceTo(). Decisions are made by the pure functions beside
// this file (service_scheduler.h, task_timing.h, health_checks.h, reachability.h) and carried out
// here.
//
// Advancing ten seconds once equals advancing one second ten times.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/event_log.h"
#include "engine/placement.h"
#include "engine/service_scheduler.h"
#include "model/state.h"

namespace taskyard {

struct StartProblem;

// A new account: the default VPC with a public subnet in each of three zones, nothing else.
State newAccount(std::uint64_t seed);

struct RunTaskOrder {
  ClusterIndex cluster;
  TaskDefinitionIndex taskDefinition;
  std::int32_t count = 1;  // 1 to 10
  LaunchType launchType = LaunchType::FARGATE;
  CapacityProviderStrategy capacityProviderStrategy;  // not empty: instead of launchType
  std::vector<PlacementConstraint> placementConstraints;
  std::vector<PlacementStrategyItem> placementStrategy;
  AwsvpcConfiguration awsvpcConfiguration;
  std::string group;      // "" for AWS's default, "family:<family>"
  std::string startedBy;  // "" for none
  bool enableExecuteCommand = false;
};

// Why a task of RunTask was not started. instance: on which one it failed, when that is the reason.
struct RunTaskFailure {
  NoPlace why = NoPlace::None;
  ContainerInstanceIndex instance;
  Unfit unfit = Unfit::None;
};

// What UpdateService changes; absent members stay as they are.
struct ServiceChange {
  std::optional<std::int32_t> desiredCount;
  std::optional<TaskDefinitionIndex> taskDefinition;
  std::optional<DeploymentConfiguration> deploymentConfiguration;
  std::optional<AwsvpcConfiguration> awsvpcConfiguration;
  std::optional<std::vector<ServiceLoadBalancer>> loadBalancers;
  std::optional<std::int32_t> healthCheckGracePeriodSeconds;
  std::optional<bool> availabilityZoneRebalancing;
  std::optional<bool> enableExecuteCommand;
  std::optional<bool> enableECSManagedTags;
  std::optional<PropagateTags> propagateTags;
  std::optional<std::string> otherJson;
  // A member that is kept without being simulated has changed, and it starts a deployment.
  bool otherRevision = false;
  std::optional<CapacityProviderStrategy> capacityProviderStrategy;
  LaunchType launchType = LaunchType::FARGATE;  // of the strategy's providers
  std::optional<std::vector<PlacementConstraint>> placementConstraints;
  std::optional<std::vector<PlacementStrategyItem>> placementStrategy;
  bool forceNewDeployment = false;
};

class Simulation {
 public:
  Simulation(State& state, EventLog& log) : state_(state), log_(log) {}

  // ---- Roots: what everything else is caused by. `text` is shown to people.
  EventId beginRequest(std::string text) { return begin(EventKind::Request, std::move(text)); }
  EventId beginFault(std::string text) { return begin(EventKind::Fault, std::move(text)); }

  // ---- Requests. Each REQUIRES valid indices and values already checked.
  ClusterIndex createCluster(std::string name, EventId cause);
  void deleteCluster(ClusterIndex cluster);
  // Sets family's next revision, status and registeredAt; everything else is the caller's.
  TaskDefinitionIndex registerTaskDefinition(TaskDefinition definition);
  void deregisterTaskDefinition(TaskDefinitionIndex definition);
  // REQUIRES: INACTIVE. It is gone when nothing uses it any more (task_definition_use.h).
  void deleteTaskDefinition(TaskDefinitionIndex definition);
  // `service` holds what was asked for; counts and deployments are made here.
  ServiceIndex createService(Service service, EventId cause);
  void updateService(ServiceIndex service, const ServiceChange& change, EventId cause);
  // Scales to 0, then INACTIVE.
  void deleteService(ServiceIndex service, EventId cause);
  // failures: when not nullptr, one entry per task or instance that could not be used.
  std::vector<TaskIndex> runTask(const RunTaskOrder& order, EventId cause,
                                 std::vector<RunTaskFailure>* failures = nullptr);
  // reason: the caller's words, "" for AWS's default.
  void stopTask(TaskIndex task, const std::string& reason, EventId cause);

  // ---- What AWS does not have.
  // Replaces the record of image.reference or adds it; running containers follow at once.
  ImageIndex putImage(const SimImage& image);
  // The main process of a RUNNING container ends with exitCode (0 to 255).
  void exitContainer(TaskIndex task, std::size_t container, std::int32_t exitCode, EventId cause);
  // A RUNNING container's program answers nothing any more, until the container starts again.
  void hangContainer(TaskIndex task, ContainerIndex container);
  // The host under a task is gone, without a warning.
  void loseTask(TaskIndex task, EventId cause);
  // Pulls of the image take `percent` of their normal time for durationMs (0: until changed).
  void slowPulls(ImageIndex image, std::int32_t percent, DurationMs durationMs);

  // ---- For the systems.
  State& state() { return state_; }
  [[nodiscard]] const EventLog& log() const { return log_; }
  // REQUIRES: delayMs >= 0.
  void schedule(DurationMs delayMs, const Timer& timer);
  // Logs an event that carries its words (Event::text). A service message is written without its
  // "(service <name>) ".
  EventId say(EventKind kind, std::uint32_t subject, std::string text, EventId cause,
              std::int32_t number = 0);
  void requestReconcile(ServiceIndex service, EventId cause, DurationMs delayMs);
  void requestStop(TaskIndex task, TaskStopCode code, StopReason reason, EventId cause);
  // The position of these words in State::texts; not valid for "".
  TextIndex keepText(const std::string& text);
  // A verdict on the task's health has changed, or its grace period is over: what the service
  // scheduler makes of it (service_health.h).
  void judgeTask(TaskIndex task, EventId cause);
  // One of the task's targets, which ECS had registered, has left its group.
  void targetGone(TaskIndex task, EventId cause);

  // A service message in the kind's own words.
  EventId logService(ServiceIndex service, EventKind kind, EventId cause, std::int32_t number = 0,
                     std::uint8_t detail = 0);
  // The service's rollout has failed; rolls back where that is asked for and possible. Does nothing
  // when it is over already, or is a rollback itself.
  void failDeployment(ServiceIndex service, DeploymentFailure failure, EventId cause);
  // Changes what a task counts as: see changeTask.
  void setRetiring(TaskIndex task);
  // ---- For capacity (simulation_waiting.cpp, simulation_spot.cpp).
  // A task that waited for an instance goes to this one, which has room.
  void placeWaitingTask(TaskIndex task, ContainerInstanceIndex instance, EventId cause);
  // Fargate Spot takes a task's capacity back: SIGTERM now, the end within two minutes.
  void interruptSpotTask(TaskIndex task, EventId cause);
  // Room may have appeared: blocked services and waiting tasks try again a second later.
  void requestPlacementRetry(EventId cause);

  // ---- Time. REQUIRES: atMs >= state.now.
  void advanceTo(TimeMs atMs);
  // To the moment of the next logged event, at most to limitMs. True when there was one.
  bool advanceToNextEvent(TimeMs limitMs);

 private:
  struct LaunchOrder {
    ServiceIndex service;
    DeploymentIndex deployment;
    TaskDefinitionIndex taskDefinition;
    SubnetIndex subnet;
    GroupSetIndex securityGroups;
    LaunchType launchType = LaunchType::FARGATE;
    bool assignPublicIp = false;
    bool execEnabled = false;
    bool waits = false;  // for an instance of its capacity provider
    CostDecisionIndex costDecision;
    CapacityProviderIndex capacityProvider;
    ContainerInstanceIndex containerInstance;
  };

  EventId begin(EventKind kind, std::string text);

  // The loop (simulation_timers.cpp).
  void run(const Timer& timer);
  [[nodiscard]] bool isVoid(const Timer& timer) const;
  EventId logTask(TaskIndex task, EventKind kind, EventId cause, std::uint8_t detail,
                  std::int32_t number = 0);
  // Every change of what a task counts as goes through here, so the counts always add up.
  template <class Change>
  void changeTask(TaskIndex task, Change&& change);
  void count(const Task& task, std::int32_t sign);

  // Tasks (simulation_tasks.cpp).
  TaskIndex launch(const LaunchOrder& order);
  TaskIndex takeTaskSlot();
  ContainerIndex takeContainerSlot();
  void scheduleTask(TaskIndex task, TimerKind kind, DurationMs delayMs);
  void setStatus(TaskIndex task, TaskStatus status, EventId cause);
  void stepTask(TaskIndex task);
  void startPull(TaskIndex task);
  void finishPull(TaskIndex task);
  void failStart(TaskIndex task, const StartProblem& problem);
  void becomeRunning(TaskIndex task);
  void countAsHealthy(TaskIndex task);

  // Their end (simulation_task_end.cpp).
  void signalContainers(TaskIndex task);
  void killContainers(TaskIndex task);
  void finishTask(TaskIndex task);
  void keepUntilForgotten(TaskIndex stopped);
  void forgetTasks();
  void freeRecords(TaskIndex forgotten);

  // Containers (simulation_containers.cpp).
  void startReadyContainers(TaskIndex task);
  void startContainer(TaskIndex task, ContainerIndex container);
  void onStartTimeout(TaskIndex task, ContainerIndex container);
  void failDependency(TaskIndex task, const Container& container);
  void scheduleExit(TaskIndex task, ContainerIndex container);
  void scheduleHealthCheck(TaskIndex task, ContainerIndex container);
  void onHealthCheck(TaskIndex task, ContainerIndex container);
  void settleHealthChecks(TaskIndex task, ContainerIndex container);
  void refreshTaskHealth(TaskIndex task);
  EventId sayHealthChecksFailed(TaskIndex task, bool byTarget, EventId cause);
  void containerEnds(TaskIndex task, ContainerIndex container, std::int32_t exitCode,
                     EventId cause);
  bool restarts(TaskIndex task, ContainerIndex container) const;
  std::int32_t ownExitCode(TaskIndex task, ContainerIndex container) const;
  void endByItself(TaskIndex task, ContainerIndex container);

  // Rollouts (simulation_deployments.cpp, simulation_stages.cpp).
  // Returns the event that says so.
  EventId startDeployment(ServiceIndex service, EventId cause);
  void becomePrimary(ServiceIndex service, DeploymentIndex deployment);
  void noteFailure(DeploymentIndex deployment, EventId cause);
  void noteHealthyTask(DeploymentIndex deployment);
  // What the counts say about the rollout. Returns the event of its end, or else cause.
  EventId advanceRollout(ServiceIndex service, const ServicePlan& plan, EventId cause);
  EventId completeDeployment(ServiceIndex service, EventId cause);
  void endRollout(ServiceIndex service, ServiceDeploymentStatus status);
  void retireDeployments(ServiceIndex service);
  EventId sayRollout(ServiceDeploymentIndex rollout, const std::string& what, EventId cause);
  void onRolloutTimer(ServiceDeploymentIndex rollout);
  void enterStage(ServiceDeploymentIndex rollout, LifecycleStage stage, EventId cause);
  void leaveStage(ServiceDeploymentIndex rollout);

  // Services (simulation_services.cpp).
  void reconcile(ServiceIndex service);
  void reportProgress(ServiceIndex service, const ServicePlan& plan, EventId cause);
  void becomeSteady(ServiceIndex service, EventId cause);
  void saySteadyAgain(ServiceIndex service);
  void rebalance(ServiceIndex service, EventId cause);

  // Scaling in (simulation_scale_in.cpp).
  void stopTasks(ServiceIndex service, const ServicePlan& plan, EventId cause);
  void chooseTasksToStop(ServiceIndex service, const ServicePlan& plan, EventId cause);
  template <class Belongs>
  void chooseVictims(ServiceIndex service, std::int32_t count, Belongs&& belongs);
  EventId sayTasksStop(ServiceIndex service, EventId cause);

  // Starting the tasks of a service (simulation_launches.cpp).
  struct StartMessage {
    EventKind kind = EventKind::ServiceStartedTasks;
    std::int32_t number = 0;
  };
  void startTasks(DeploymentIndex deployment, std::int32_t count, StartMessage said, EventId cause);
  std::int32_t launchesAllowed(DeploymentIndex deployment, std::int32_t count);
  void launchAll(DeploymentIndex deployment, std::int32_t count, LaunchOrder& order, EventId cause);
  void launchByStrategy(DeploymentIndex deployment, std::int32_t count, LaunchOrder& order,
                        EventId cause);
  void noteNoPlace(ServiceIndex service, NoPlace why, EventId cause);
  void noteFailedStart(TaskIndex task);

  // Places (simulation_placement.cpp). Each NoPlace function fills in `order` or says why not.
  SubnetIndex chooseSubnet(const Deployment& deployment) const;
  NoPlace placeOnFargate(const Deployment& deployment, LaunchOrder& order);
  NoPlace admitToFargate(const LaunchOrder& order);
  NoPlace placeOnInstance(const PlacementRequest& request, const AwsvpcConfiguration& network,
                          LaunchOrder& order);
  NoPlace placeStandalone(const RunTaskOrder& order, std::int32_t number, LaunchOrder& launchOrder,
                          std::vector<RunTaskFailure>* failures);
  NoPlace placeForService(const Deployment& deployment, LaunchOrder& order);
  void recordPlacement(ServiceIndex service, const PlacementTable& table);

  // What tasks take and leave (simulation_occupancy.cpp).
  void takePlace(TaskIndex task);
  void leavePlace(TaskIndex task);
  void cacheImages(TaskIndex task);

  // Waiting for an instance (simulation_waiting.cpp).
  void sendOff(TaskIndex task, bool waits, EventId cause);
  void giveUpWaiting(TaskIndex task);
  void retryPlacements();

  State& state_;
  EventLog& log_;
  // Working space of startTasks and stopTasks, kept so that the event loop does not allocate.
  std::vector<TaskIndex> chosen_;
  std::vector<std::uint32_t> ordinals_;
  std::array<std::array<std::vector<TaskIndex>, kZoneCount>, 3> victims_;  // by rank and zone
};

template <class Change>
void Simulation::changeTask(TaskIndex task, Change&& change) {
  Task& record = state_.tasks[task.value];
  count(record, -1);
  change(record);
  count(record, +1);
}

}  // namespace taskyard
