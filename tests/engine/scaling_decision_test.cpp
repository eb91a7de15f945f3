// Goal: the pure decisions give AWS's numbers: the worked examples of Application Auto Scaling's
// documents as tables.

#include "engine/scaling_decision.h"

#include <doctest/doctest.h>

#include "base/calendar.h"
#include "engine/schedule_expression.h"

namespace taskyard {

namespace {

TargetTrackingSituation situation(std::int32_t running, std::int64_t metric, std::int64_t target,
                                  bool high, bool low) {
  return {running, running, metric * 1000, target * 1000, high, low};
}

StepAdjustment step(std::optional<std::int64_t> low, std::optional<std::int64_t> high,
                    std::int32_t adjustment) {
  const auto milli = [](std::optional<std::int64_t> value) {
    return value ? std::optional(*value * 1000) : value;
  };
  return {milli(low), milli(high), adjustment};
}

constexpr auto kPercent = AdjustmentType::PercentChangeInCapacity;
constexpr auto kChange = AdjustmentType::ChangeInCapacity;

}  // namespace

TEST_CASE("worked example 79: CPU target 50, 4 running, CPU 80 asks for 7") {
  CHECK(targetTrackingDecision(situation(4, 80, 50, true, false)) ==
        TargetTrackingWish{ScalingDirection::Out, 7});
}

TEST_CASE("worked example 80: CPU 46 with target 50 is above the low alarm: nothing happens") {
  CHECK(targetTrackingDecision(situation(10, 46, 50, false, false)).direction ==
        ScalingDirection::None);
}

TEST_CASE("worked example 81: CPU 20 with target 50 goes from 10 to 4 in steps") {
  std::int32_t running = 10;
  CHECK(targetTrackingCapacity(running, 20000, 50000) == 4);
  // The load stays: as tasks go, the rest work harder.
  std::vector<std::int32_t> path;
  for (int i = 0; i < 5; ++i) {
    const std::int64_t cpu = 10 * 20000 / running;
    const TargetTrackingWish wish =
        targetTrackingDecision({running, running, cpu, 50000, false, cpu < 45000});
    if (wish.direction != ScalingDirection::In) break;
    running = wish.capacity;
    path.push_back(running);
  }
  CHECK(path == std::vector<std::int32_t>{7, 5, 4});
}

TEST_CASE("worked example 82: from 2 tasks at 44 none can go, one alone would be at 88") {
  CHECK(targetTrackingDecision(situation(2, 44, 50, false, true)).direction ==
        ScalingDirection::None);
}

TEST_CASE("worked example 83: needing 1.5 more tasks adds 2") {
  CHECK(targetTrackingCapacity(3, 75000, 50000) == 5);  // 4.5
}

TEST_CASE("worked example 84: backlog of 150 per task with target 100 adds 5 to 10 tasks") {
  CHECK(targetTrackingCapacity(10, 150000, 100000) == 15);
}

TEST_CASE("worked example 85: 1,000 messages, 4 tasks, target 30 gives 34") {
  CHECK(targetTrackingCapacity(4, 250000, 30000) == 34);
}

TEST_CASE("worked example 86: 30 per cent of 11 is 3") {
  const std::vector steps = {step(0, 10, 0), step(10, 20, 10), step(20, {}, 30)};
  CHECK(stepAdjustment(steps, kPercent, 0, 10, 10000) == 11);  // metric 60
  CHECK(stepAdjustment(steps, kPercent, 0, 11, 20000) == 14);  // metric 70
  const std::vector in = {step(-10, 0, 0), step(-20, -10, -10), step({}, -20, -30)};
  CHECK(stepAdjustment(in, kPercent, 0, 14, -10000) == 13);  // metric 40
  CHECK(stepAdjustment(in, kPercent, 0, 13, -20000) == 10);  // metric 30
}

TEST_CASE("worked example 87: 25 per cent of 4 with a magnitude of at least 2 is 2") {
  const std::vector steps = {step(0, {}, 25)};
  CHECK(stepAdjustment(steps, kPercent, 2, 4, 1000) == 6);
  CHECK(stepAdjustment(steps, kPercent, 0, 4, 1000) == 5);
  CHECK(stepAdjustment(std::vector{step({}, 0, -25)}, kPercent, 2, 4, -1000) == 2);
}

TEST_CASE("worked example 88: how percentages are rounded") {
  CHECK(percentRounding(670) == 1);
  CHECK(percentRounding(-580) == -1);
  CHECK(percentRounding(12700) == 12);
  CHECK(percentRounding(-6670) == -6);
  CHECK(percentRounding(0) == 0);
  CHECK(percentRounding(1000) == 1);
}

TEST_CASE("worked example 89: in a cooldown a larger step adds the difference only") {
  const std::vector steps = {step(0, 10, 2), step(10, {}, 3)};
  // The step is asked from the 10 tasks before the first scale-out, and 12 are there already.
  const std::int32_t first = *stepAdjustment(steps, kChange, 0, 10, 5000);
  const std::int32_t second = *stepAdjustment(steps, kChange, 0, 10, 15000);
  CHECK(first == 12);
  CHECK(second - first == 1);
}

TEST_CASE(
    "worked example 91: without tasks there is no CPU metric, and nothing wakes the service") {
  CHECK(targetTrackingDecision({0, 0, std::nullopt, 50000, false, false}).direction ==
        ScalingDirection::None);
}

TEST_CASE("scaling: from 0 tasks one datapoint is enough to add one") {
  CHECK(targetTrackingDecision({0, 0, 300000, 100000, false, false}) ==
        TargetTrackingWish{ScalingDirection::Out, 1});
  CHECK(targetTrackingDecision({0, 0, 0, 100000, false, false}).direction ==
        ScalingDirection::None);
  CHECK(targetTrackingDecision({0, 1, 300000, 100000, false, false}).direction ==
        ScalingDirection::None);
}

TEST_CASE("scaling: step bounds belong to the side that is nearer to the threshold") {
  const std::vector steps = {step({}, -10, -2), step(-10, 0, -1), step(0, 10, 1), step(10, {}, 2)};
  struct Row {
    std::int64_t distance;
    std::int32_t capacity;
  };
  for (const Row& row : {Row{0, 11}, Row{9999, 11}, Row{10000, 12}, Row{-1, 9}, Row{-9999, 9},
                         Row{-10000, 8}, Row{-90000, 8}}) {
    CAPTURE(row.distance);
    CHECK(stepAdjustment(steps, kChange, 0, 10, row.distance) == row.capacity);
  }
  CHECK(stepAdjustment(std::vector{step(0, {}, 5)}, AdjustmentType::ExactCapacity, 0, 10, 1) == 5);
  CHECK(!stepAdjustment(std::vector{step(0, {}, 5)}, kChange, 0, 10, -1));
}

TEST_CASE("scaling: limits clamp, and move a count that is outside of them first") {
  using Direction = ScalingDirection;
  CHECK(limitedCapacity(Direction::Out, 30, {10, 2, 20}) == 20);
  CHECK(limitedCapacity(Direction::In, 1, {10, 2, 20}) == 2);
  CHECK(limitedCapacity(Direction::Out, 2, {1, 5, 20}) == 5);
  CHECK(limitedCapacity(Direction::In, 0, {1, 5, 20}) == 1);
  CHECK(limitedCapacity(Direction::In, 24, {25, 5, 20}) == 20);
  CHECK(limitedCapacity(Direction::Out, 30, {25, 5, 20}) == 25);
  CHECK(limitedCapacity(Direction::None, 30, {10, 2, 20}) == 10);
}

}  // namespace taskyard
