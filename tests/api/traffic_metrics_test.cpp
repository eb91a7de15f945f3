// Goal: queues show up in CloudWatch once something watches.

#include <doctest/doctest.h>

#include "engine/alarms.h"
#include "support/world.h"

namespace taskyard {

TEST_CASE("cloudwatch: a queue's backlog, and its age are measured") {
  World world;
  world.must("sqs:CreateQueue", R"({"QueueName":"jobs"})");
  const std::string url = world.must("sqs:GetQueueUrl", R"({"QueueName":"jobs"})").text("QueueUrl");
  world.must("cloudwatch:PutMetricAlarm", R"({"AlarmName":"backlog","Namespace":"AWS/SQS",
    "MetricName":"ApproximateNumberOfMessagesVisible","Statistic":"Maximum","Period":60,
    "Dimensions":[{"Name":"QueueName","Value":"jobs"}],"EvaluationPeriods":1,"Threshold":2,
    "ComparisonOperator":"GreaterThanOrEqualToThreshold"})");
  world.advance(kMinute);
  CHECK((alarmState(world.state(), "backlog") == AlarmState::OK));
  for (int i = 0; i < 3; ++i) {
    world.must("sqs:SendMessage", R"({"QueueUrl":")" + url + R"(","MessageBody":"work"})");
  }
  world.advance(2 * kMinute);
  CHECK((alarmState(world.state(), "backlog") == AlarmState::ALARM));
  const auto read = [&](const std::string& name, const std::string& statistic) {
    const JsonValue answer = world.must(
        "cloudwatch:GetMetricStatistics",
        R"({"Namespace":"AWS/SQS","MetricName":")" + name +
            R"(","Dimensions":[{"Name":"QueueName","Value":"jobs"}],"Period":60,"Statistics":[")" +
            statistic +
            R"("],"StartTime":"2026-01-05T08:00:00Z","EndTime":"2026-01-05T08:03:00Z"})");
    std::vector<std::int64_t> values;
    for (const JsonValue& point : answer.find("Datapoints")->items()) {
      values.push_back(point.find(statistic)->integer());
    }
    return values;
  };
  CHECK(read("ApproximateNumberOfMessagesVisible", "Average") ==
        std::vector<std::int64_t>{0, 3, 3});
  CHECK(read("ApproximateAgeOfOldestMessage", "Maximum") == std::vector<std::int64_t>{0, 60, 120});
}

}  // namespace taskyard
