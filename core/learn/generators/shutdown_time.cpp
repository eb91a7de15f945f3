// Deregistration delay, then SIGTERM, then SIGKILL.

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

void createWeb(ModelWorld& world, std::int64_t delay, std::int64_t stopTimeout) {
  world.call("sim", "SimPutImage",
             R"({"image":"public.ecr.aws/docker/library/httpd:2.4","ignoresSigterm":true})");
  world.call("elbv2", "CreateLoadBalancer",
             R"({"Name":"app","Subnets":["subnet-0a11","subnet-0b22","subnet-0c33"]})");
  world.call("elbv2", "CreateTargetGroup",
             R"({"Name":"app","Protocol":"HTTP","Port":80,"VpcId":"{{vpc:default}}",)"
             R"("TargetType":"ip"})");
  world.call("elbv2", "ModifyTargetGroupAttributes",
             R"({"TargetGroupArn":"{{tg:app}}","Attributes":[)"
             R"({"Key":"deregistration_delay.timeout_seconds","Value":")" +
                 std::to_string(delay) + "\"}]}");
  world.call("elbv2", "CreateListener",
             R"({"LoadBalancerArn":"{{lb:app}}","Protocol":"HTTP","Port":80,)"
             R"("DefaultActions":[{"Type":"forward","TargetGroupArn":"{{tg:app}}"}]})");
  world.registerApp(R"(,"portMappings":[{"containerPort":80}],"stopTimeout":)" +
                    std::to_string(stopTimeout));
  world.createApp(2, R"("launchType":"FARGATE","loadBalancers":[{"targetGroupArn":"{{tg:app}}",)"
                     R"("containerName":"app","containerPort":80}])");
  world.advance(8 * kMinute);
}

// From the beginning of the drain to the end of the container, in whole seconds; -1: not seen.
std::int64_t secondsInModel(ModelWorld& world, std::int64_t delay, std::int64_t stopTimeout) {
  createWeb(world, delay, stopTimeout);
  world.call("ecs", "UpdateService", R"({"cluster":"demo","service":"app","desiredCount":1})");
  world.advance(15 * kMinute);
  const EventLog& log = world.run().events();
  TimeMs began = kNever;
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    const Event& event = log.at(id);
    if (event.kind == EventKind::ServiceDeregisteredTargets) began = event.at;
    if (event.kind == EventKind::ContainerExited && began != kNever) {
      return nearestOf(event.at - began, kSecond);
    }
  }
  return -1;
}

}  // namespace

Result<Draft> makeShutdownTime(Values& values) {
  constexpr std::int64_t kDelays[] = {20, 30, 60, 90, 120, 300};
  constexpr std::int64_t kStops[] = {10, 15, 30, 45, 90};
  const std::int64_t delay = values.pick(kDelays);
  const std::int64_t stop = values.pick(kStops);
  if (delay == stop) return Draft{};
  ModelWorld world(values.runSeed());
  Draft draft;
  draft.stem = {
      "A task of an Amazon ECS service is stopped in a scale-in. It is registered with an "
      "Application Load Balancer whose target group has a deregistration delay of " +
          secondsText(delay) + ". The container definition has a stopTimeout of " +
          secondsText(stop) + ", and the application ignores SIGTERM.",
      "How long after its deregistration began is the container killed?"};
  draft.decidingWords = {"deregistration delay of " + secondsText(delay), "ignores SIGTERM"};
  draft.modelKey = secondsText(secondsInModel(world, delay, stop));
  draft.closedForm = secondsText(delay + stop);
  draft.keyWhy =
      "First the target drains for the whole delay, then SIGTERM is sent, and after stopTimeout "
      "SIGKILL.";
  draft.mistakes = {
      {secondsText(delay), "SIGTERM is sent at that moment; the application ignores it.", {}},
      {secondsText(stop), "The drain comes before SIGTERM.", {}},
      {secondsText(delay > stop ? delay - stop : stop - delay),
       "The two follow each other; one is not part of the other.",
       {}},
      {secondsText(delay + 30), "That is the default stopTimeout of 30 seconds.", {}},
      {secondsText(300 + stop), "That is the default delay of 300 seconds.", {}}};
  draft.explanation =
      "DEACTIVATING (deregister and drain) comes before STOPPING (SIGTERM, then SIGKILL after "
      "stopTimeout).";
  draft.sources = {ecsGuide("Amazon ECS task lifecycle", "task-lifecycle-explanation")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
