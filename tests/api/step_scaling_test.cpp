// Goal: step scaling and scheduled actions, end to end. Metrics are fed by SimSetMetric.

#include <doctest/doctest.h>

#include "support/scaling.h"

namespace taskyard {

TEST_CASE("worked example 86: the step policy of the documents goes 10, 11, 14, 13, 10") {
  World world;
  scalableWeb(world, 10);
  const std::string out = stepPolicy(world, "out", "PercentChangeInCapacity",
                                     R"({"MetricIntervalLowerBound":0,"MetricIntervalUpperBound":10,
                     "ScalingAdjustment":0},
                    {"MetricIntervalLowerBound":10,"MetricIntervalUpperBound":20,
                     "ScalingAdjustment":10},
                    {"MetricIntervalLowerBound":20,"ScalingAdjustment":30})",
                                     R"(,"Cooldown":120)");
  const std::string in = stepPolicy(world, "in", "PercentChangeInCapacity",
                                    R"({"MetricIntervalLowerBound":-10,"MetricIntervalUpperBound":0,
                     "ScalingAdjustment":0},
                    {"MetricIntervalLowerBound":-20,"MetricIntervalUpperBound":-10,
                     "ScalingAdjustment":-10},
                    {"MetricIntervalUpperBound":-20,"ScalingAdjustment":-30})",
                                    R"(,"Cooldown":120)");
  stepAlarm(world, "high", "GreaterThanThreshold", out);
  stepAlarm(world, "low", "LessThanThreshold", in);
  std::vector<int> path;
  for (const char* metric : {"60", "70", "40", "30"}) {
    setLoad(world, std::string(R"({"value":)") + metric + R"(,"minutes":1},{"value":50})");
    world.advance(5 * kMinute);
    path.push_back(desired(world));
  }
  CHECK(path == std::vector{11, 14, 13, 10});
}

TEST_CASE("worked example 89: during the cooldown a larger step adds the difference only") {
  World world;
  scalableWeb(world, 10);
  const std::string out = stepPolicy(
      world, "out", "ChangeInCapacity",
      R"({"MetricIntervalLowerBound":0,"MetricIntervalUpperBound":20,"ScalingAdjustment":2},
         {"MetricIntervalLowerBound":20,"ScalingAdjustment":3})");
  stepAlarm(world, "high", "GreaterThanThreshold", out);
  setLoad(world, R"({"value":60,"minutes":3},{"value":80,"minutes":3},{"value":10})");
  world.advance(3 * kMinute);
  CHECK(desired(world) == 12);
  world.advance(3 * kMinute);
  CHECK(desired(world) == 13);
}

TEST_CASE("scaling: scheduled actions move the limits at their time, cooldown or not") {
  World world;
  scalableWeb(world, 2, 1, 10);
  world.must("application-autoscaling:PutScheduledAction",
             "{" + kTarget + R"j(,"ScheduledActionName":"morning","Schedule":"cron(30 8 * * ? *)",
    "ScalableTargetAction":{"MinCapacity":5}})j");
  world.must("application-autoscaling:PutScheduledAction",
             "{" + kTarget + R"j(,"ScheduledActionName":"once",
    "Schedule":"at(2026-01-05T09:00:00)","ScalableTargetAction":{"MinCapacity":1,"MaxCapacity":3}})j");
  world.advance(24 * kMinute);
  CHECK(desired(world) == 2);
  world.advance(2 * kMinute);
  CHECK(desired(world) == 5);
  CHECK(world.state().scaling.targets[0].activities.back().cause ==
        "minimum capacity was set to 5");
  world.advance(kHour);
  CHECK(desired(world) == 3);
  CHECK(world.state().scaling.targets[0].maxCapacity == 3);
  const JsonValue listed = world.must("application-autoscaling:DescribeScheduledActions",
                                      R"({"ServiceNamespace":"ecs"})");
  CHECK(listed.find("ScheduledActions")->items().size() == 2);
  world.must("application-autoscaling:DeleteScheduledAction",
             "{" + kTarget + R"(,"ScheduledActionName":"morning"})");
  world.advance(kDay);
  CHECK(desired(world) == 3);
}

}  // namespace taskyard
