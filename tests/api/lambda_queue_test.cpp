// Goal: Lambda drains a queue as its guide says: five batches first, 300 more a minute, whole
// batches come back, and the bill counts invocations. Source: Lambda Developer Guide, "Using Lambda
// with Amazon SQS"; prices: model/prices.h.

#include "engine/cost.h"
#include "engine/invariants.h"
#include "engine/queue_pollers.h"
#include "support/function_role.h"
#include "support/work_world.h"

namespace taskyard {

namespace {

class PolledWorld : public WorkWorld {
 public:
  // Function resize: one message takes this long; 1,769 MB, so one vCPU.
  explicit PolledWorld(int messageMs, int timeout = 30, const std::string& queue = "") {
    makeFunctionRole(*this);
    must("lambda:CreateFunction",
         R"({"FunctionName":"resize","Runtime":"python3.13","Handler":"app.handler",)"
         R"("Role":"arn:aws:iam::123456789012:role/fn","Code":{"ZipFile":"UEsDBA=="},)"
         R"("MemorySize":1769,"Timeout":)" +
             std::to_string(timeout) + "}");
    must("SimSetFunctionWork",
         R"({"function":"resize","workMs":0,"waitMs":)" + std::to_string(messageMs) + "}");
    must("sqs:CreateQueue", R"({"QueueName":"dead"})");
    must("sqs:CreateQueue",
         R"({"QueueName":"jobs","Attributes":{"VisibilityTimeout":"180")" + queue + "}}");
  }
  static std::string redrive(int receives) {
    return R"(,"RedrivePolicy":"{\"deadLetterTargetArn\":)"
           R"(\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":)" +
           std::to_string(receives) + R"(}")";
  }
  static std::string mapping(const std::string& more = "") {
    return R"({"FunctionName":"resize","EventSourceArn":)"
           R"("arn:aws:sqs:us-east-1:123456789012:jobs")" +
           more + "}";
  }
  std::string map(const std::string& more = "") {
    return must("lambda:CreateEventSourceMapping", mapping(more)).text("UUID");
  }
  void load(const std::string& pattern, const std::string& more = "") {
    must("SimSetQueueLoad", R"({"queue":"jobs","pattern":{)" + pattern + "}" + more + "}");
  }
  // Messages all at once: this many within one second.
  void burst(int messages) {
    load(R"("kind":"recorded","points":[{"atSeconds":0,"ratePerSecond":)" +
         std::to_string(messages) + R"(},{"atSeconds":1,"ratePerSecond":0}])");
  }
  std::int64_t figure(const char* name) {
    return must("SimDescribeFunction", R"({"function":"resize"})").find(name)->integer();
  }
  MessageSums sums(std::size_t queue) const { return workNow(state()).queues[queue].sums; }
  static constexpr std::size_t kJobs = 1;
};

}  // namespace

TEST_CASE("lambda and sqs: a steady trickle is one message an invocation, and paid so") {
  PolledWorld world(100);
  world.map();
  world.load(R"("kind":"constant","ratePerSecond":10)");
  world.advance(1000 * kSecond);
  CHECK(world.queue(PolledWorld::kJobs).visible == 0);
  CHECK(std::abs(world.sums(PolledWorld::kJobs).deleted / kOneMicro - 10'000) <= 20);
  CHECK(std::abs(world.figure("succeeded") - 10'000) <= 20);
  // 10,000 x 0.1 s x 1769/1024 GB.
  CHECK(std::abs(world.figure("gigabyteSeconds") - 1727) <= 5);
  // Constant load costs no timer.
  const std::uint64_t before = world.state().timersRun;
  world.advance(kHour);
  CHECK(world.state().timersRun == before);
}

TEST_CASE("lambda and sqs: three million messages cost what worked example 102 says") {
  PolledWorld world(120);
  world.must("lambda:UpdateFunctionConfiguration",
             R"({"FunctionName":"resize","MemorySize":1536})");
  world.map();
  world.load(R"("kind":"constant","ratePerSecond":100)");
  world.advance(30'000 * kSecond);
  std::int64_t nano = 0;
  for (const CostRow& row : costBreakdown(world.state()).rows) {
    if (row.kind == BillKind::LambdaRequests || row.kind == BillKind::LambdaDuration) {
      nano += row.nanoUsd;
    }
  }
  CHECK(roundedCents(nano) == 273);
}

TEST_CASE("lambda and sqs: five batches at first, 300 more each minute, never above the limits") {
  // 10 messages of a second each make a batch of 10 s: five batches are 5 messages a second.
  const auto batchesAfter = [](const std::string& settings, DurationMs wait) {
    PolledWorld world(1000);
    world.map(settings);
    world.burst(1'000'000);
    world.advance(wait);
    return world.state().work.pollers[0].concurrency;
  };
  CHECK(batchesAfter("", 3 * kSecond) <= 5 + 300 * 3 / 60 + 5);
  const std::int64_t later = batchesAfter("", kMinute);
  CHECK(later >= 290);
  CHECK(later <= 310);
  CHECK(batchesAfter("", 5 * kMinute) == kMostBatches);
  PolledWorld world(1000);
  world.map(R"(,"ScalingConfig":{"MaximumConcurrency":2})");
  world.burst(10'000);
  world.advance(101 * kSecond);
  // Two batches at a time: 2 messages a second.
  const std::int64_t deleted = world.sums(PolledWorld::kJobs).deleted / kOneMicro;
  CHECK(deleted >= 160);
  CHECK(deleted <= 205);
  // Reserved concurrency 0 stops it.
  world.must("lambda:PutFunctionConcurrency",
             R"({"FunctionName":"resize","ReservedConcurrentExecutions":0})");
  world.advance(kMinute);
  const std::int64_t stopped = world.sums(PolledWorld::kJobs).deleted;
  world.advance(kMinute);
  CHECK(world.sums(PolledWorld::kJobs).deleted - stopped < kOneMicro);
}

TEST_CASE("lambda and sqs: a batch that takes longer than the timeout comes back as a whole") {
  // 10 messages of 4 s each need 40 s; the function has 30.
  PolledWorld world(4000, 30, PolledWorld::redrive(2));
  const std::string uuid = world.map();
  world.burst(100);
  world.advance(20 * kMinute);
  // Only the few that came before there was a backlog were alone in their batch.
  CHECK(world.figure("succeeded") <= 15);
  CHECK(world.figure("timedOut") > 0);
  CHECK(world.sums(PolledWorld::kJobs).dead > 80 * kOneMicro);
  CHECK(world.count(EventKind::MessagesDeadLettered) == 1);
  // Smaller batches end in time.
  world.must("lambda:UpdateEventSourceMapping", R"({"UUID":")" + uuid + R"(","BatchSize":5})");
  world.burst(100);
  world.advance(20 * kMinute);
  CHECK(world.figure("succeeded") >= 15);
  CHECK(world.sums(PolledWorld::kJobs).deleted > 90 * kOneMicro);
}

TEST_CASE("lambda and sqs: a poison message spoils its batch, unless its item is reported") {
  const auto received = [](const std::string& settings) {
    PolledWorld world(10, 30, PolledWorld::redrive(3));
    world.map(settings);
    world.load(R"("kind":"recorded","points":[{"atSeconds":0,"ratePerSecond":1000},)"
               R"({"atSeconds":1,"ratePerSecond":0}])",
               R"(,"poisonPerMillion":20000)");
    world.advance(30 * kMinute);
    CHECK(world.queue(PolledWorld::kJobs).visible == 0);
    const MessageSums sums = world.sums(PolledWorld::kJobs);
    return std::pair(sums.dead - sums.sent / 50, world.figure("failed"));
  };
  const auto [deadItems, failedItems] =
      received(R"(,"FunctionResponseTypes":["ReportBatchItemFailures"])");
  CHECK(std::abs(deadItems) < kOneMicro);  // the poison and nothing else
  CHECK(failedItems == 0);
  const auto [dead, failed] = received("");
  // Good neighbours of a poison message are received again, and some of them too often.
  CHECK(dead > kOneMicro);
  CHECK(failed > 0);
}

TEST_CASE("lambda and sqs: mappings are created, shown, changed and deleted in Lambda's words") {
  PolledWorld world(100);
  const std::string uuid = world.map(R"(,"BatchSize":100,"MaximumBatchingWindowInSeconds":5)");
  const JsonValue shown = world.must("lambda:GetEventSourceMapping", R"({"UUID":")" + uuid + "\"}");
  CHECK(shown.find("BatchSize")->integer() == 100);
  CHECK(shown.text("State") == "Enabled");
  CHECK(world.refused("lambda:CreateEventSourceMapping", PolledWorld::mapping())
            .starts_with("ResourceConflictException: An event source mapping with SQS arn"));
  CHECK(world.refused("lambda:UpdateEventSourceMapping",
                      R"({"UUID":")" + uuid + R"(","MaximumBatchingWindowInSeconds":0})") ==
        "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if "
        "maximum batch size is greater than 10");
  world.must("lambda:UpdateEventSourceMapping", R"({"UUID":")" + uuid + R"(","Enabled":false})");
  world.load(R"("kind":"constant","ratePerSecond":1)");
  world.advance(kMinute);
  CHECK(world.sums(PolledWorld::kJobs).deleted == 0);
  CHECK(world.must("lambda:ListEventSourceMappings", R"({"FunctionName":"resize"})")
            .find("EventSourceMappings")
            ->items()
            .size() == 1);
  CHECK(
      world.must("lambda:DeleteEventSourceMapping", R"({"UUID":")" + uuid + "\"}").text("State") ==
      "Deleting");
  CHECK(world.refused("lambda:GetEventSourceMapping", R"({"UUID":")" + uuid + "\"}")
            .starts_with("ResourceNotFoundException: "));
  CHECK(world
            .refused("lambda:CreateEventSourceMapping",
                     R"({"FunctionName":"resize","EventSourceArn":)"
                     R"("arn:aws:sqs:us-east-1:123456789012:gone"})")
            .starts_with("InvalidParameterValueException: Error occurred while ReceiveMessage."));
  world.must("lambda:UpdateFunctionConfiguration", R"({"FunctionName":"resize","Timeout":200})");
  CHECK(world.refused("lambda:CreateEventSourceMapping", PolledWorld::mapping()) ==
        "InvalidParameterValueException: Queue visibility timeout: 180 seconds is less than "
        "Function timeout: 200 seconds");
}

TEST_CASE("lambda and sqs: the same run in any steps, and no message is lost") {
  PolledWorld whole(300, 30, PolledWorld::redrive(3));
  PolledWorld parts(300, 30, PolledWorld::redrive(3));
  for (PolledWorld* world : {&whole, &parts}) {
    world->map();
    world->load(R"("kind":"flashCrowd","ratePerSecond":5,"peakPerSecond":200,"riseSeconds":10,)"
                R"("holdSeconds":60,"fallSeconds":10)",
                R"(,"poisonPerMillion":5000)");
  }
  whole.advance(10 * kMinute);
  for (int i = 0; i < 600; ++i) parts.advance(kSecond);
  CHECK(whole.run().hash() == parts.run().hash());
  CHECK(brokenInvariants(whole.state()).empty());
  const Work work = workNow(whole.state());
  const Queue& queue = work.queues[PolledWorld::kJobs];
  const QueueCounts counts = countsOf(queue, whole.state().now);
  CHECK(queue.sums.sent == queue.sums.deleted + counts.visible + counts.notVisible +
                               counts.delayed + queue.sums.dead + queue.sums.expired);
}

}  // namespace taskyard
