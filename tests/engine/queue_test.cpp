#include "support/work_world.h"

namespace taskyard {

namespace {

class QueueWorld : public WorkWorld {
 public:
  void makeQueue(const std::string& name, const std::string& attributes = "") {
    must("sqs:CreateQueue", R"({"QueueName":")" + name + R"(","Attributes":{)" + attributes + "}}");
  }
  void workers(int tasks, const std::string& worker, bool role = true) {
    program(R"("cpuMsPerRequest":1,"worker":{"queue":"jobs",)" + worker + "}");
    if (role) createRole();
    serve(tasks, role ? kRole : "");
  }
  void load(const std::string& pattern, const std::string& more = "") {
    must("SimSetQueueLoad", R"({"queue":"jobs","pattern":{)" + pattern + "}" + more + "}");
  }
  // sent = deleted + visible + in flight + dead + expired + purged.
  void checkSums(std::size_t index = 0) const {
    const Work work = workNow(state());
    const Queue& queue = work.queues[index];
    const QueueCounts counts = countsOf(queue, state().now);
    CHECK(queue.sums.sent == queue.sums.deleted + counts.visible + counts.notVisible +
                                 counts.delayed + queue.sums.dead + queue.sums.expired +
                                 queue.sums.purged);
  }
  std::string attribute(const std::string& queue, const std::string& name) {
    const JsonValue answer = must("sqs:GetQueueAttributes", R"({"QueueUrl":")" + url(queue) +
                                                                R"(","AttributeNames":["All"]})");
    return answer.find("Attributes")->text(name);
  }
  static std::string url(const std::string& queue) {
    return "https://sqs.us-east-1.amazonaws.com/123456789012/" + queue;
  }
};

}  // namespace

TEST_CASE("workers keep up: nothing waits, what is held is rate times time, no timers") {
  QueueWorld world;
  world.makeQueue("jobs");
  world.workers(2, R"("secondsPerMessage":2,"concurrency":5)");
  world.load(R"("kind":"constant","ratePerSecond":3)");
  world.advance(5 * kMinute);
  CHECK(world.queue().visible == 0);
  CHECK(std::abs(world.queue().notVisible - 6 * kOneMicro) < kOneMicro / 50);
  world.checkSums();
  const std::uint64_t before = world.state().timersRun;
  world.advance(kHour);
  CHECK(world.state().timersRun == before);
  CHECK(world.queue().visible == 0);
  world.checkSums();
}

TEST_CASE("worked example 84: 10 workers of 0.1 s eat a backlog of 1,500 in 15 s") {
  QueueWorld world;
  world.makeQueue("jobs");
  world.load(R"("kind":"constant","ratePerSecond":1500)");
  world.advance(kSecond);
  world.load(R"("kind":"constant","ratePerSecond":0)");
  world.advance(kSecond);
  // Messages flow for 100 ms longer than told: a change is felt that late.
  CHECK(std::abs(world.queue().visible - 1500 * kOneMicro) < 160 * kOneMicro);
  world.workers(10, R"("secondsPerMessage":0.1)");
  const JsonValue load = world.must("SimDescribeLoad");
  CHECK(load.find("queues")->items().front().find("workersPerSecond")->integer() == 100);
  world.advance(kMinute);
  CHECK(world.queue().visible == 0);
  world.checkSums();
}

TEST_CASE("worked example 85: 4 workers of 2 s finish 2 messages a second, 1,000 take 500 s") {
  QueueWorld world;
  world.makeQueue("jobs");
  world.workers(4, R"("secondsPerMessage":2)");
  world.load(R"("kind":"recorded","points":[{"atSeconds":1,"ratePerSecond":100},)"
             R"({"atSeconds":11,"ratePerSecond":0}])");
  world.advance(11 * kSecond);
  const std::int64_t backlog = world.queue().visible;
  CHECK(backlog > 970 * kOneMicro);
  world.advance(100 * kSecond);
  CHECK(std::abs(backlog - world.queue().visible - 200 * kOneMicro) < 2 * kOneMicro);
  CHECK(oldestMessageAge(world.state(), QueueIndex(0u)) > 90 * kSecond);
  world.checkSums();
  world.advance(410 * kSecond);
  CHECK(world.queue().visible == 0);
}

TEST_CASE("a worker that dies gives its messages back after the visibility timeout") {
  QueueWorld world;
  world.makeQueue("jobs", R"("VisibilityTimeout":"300")");
  world.workers(1, R"("secondsPerMessage":60,"concurrency":10)");
  world.load(R"("kind":"recorded","points":[{"atSeconds":1,"ratePerSecond":10},)"
             R"({"atSeconds":2,"ratePerSecond":0}])");
  world.advance(30 * kSecond);
  const std::int64_t held = world.queue().notVisible;
  CHECK(held > 3 * kOneMicro);
  world.must("StopTask", R"({"task":")" + world.idOf(*world.tasks().front()) + "\"}");
  world.advance(kMinute + 30 * kSecond);
  CHECK(world.queue().notVisible > 0);
  world.checkSums();
  world.advance(20 * kMinute);
  CHECK(world.queue().notVisible < kOneMicro / 10);
  world.checkSums();
}

TEST_CASE("poison messages end in the dead-letter queue after maxReceiveCount") {
  QueueWorld world;
  world.makeQueue("dead");
  world.makeQueue("jobs", R"("VisibilityTimeout":"10","RedrivePolicy":"{\"deadLetterTargetArn\":)"
                          R"(\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":3}")");
  world.workers(1, R"("secondsPerMessage":0.5,"concurrency":10)");
  world.load(R"("kind":"constant","ratePerSecond":10)", R"(,"poisonPerMillion":100000)");
  world.advance(30 * kMinute);
  // One of ten: 1 per second.
  const std::int64_t dead = world.queue(0).visible;
  CHECK(dead > 1700 * kOneMicro);
  CHECK(dead < 1800 * kOneMicro);
  CHECK(world.queue(1).visible < 2 * kOneMicro);
  CHECK(world.count(EventKind::MessagesDeadLettered) == 1);
  world.checkSums(0);
  world.checkSums(1);
}

TEST_CASE("worked example 68: a worker without permission runs and takes nothing") {
  QueueWorld world;
  world.makeQueue("jobs");
  world.workers(1, R"("secondsPerMessage":1)", false);
  world.load(R"("kind":"constant","ratePerSecond":1)");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  CHECK(world.queue().visible > 299 * kOneMicro);
  CHECK(world.count(EventKind::WorkerFails) == 1);
  CHECK(world.textOf(EventKind::WorkerFails).find("AccessDenied") != std::string::npos);
  const JsonValue load = world.must("SimDescribeLoad");
  CHECK(load.find("queues")->items().front().text("bottleneck").find("cannot use") !=
        std::string::npos);
}

TEST_CASE("messages older than MessageRetentionPeriod are gone") {
  QueueWorld world;
  world.makeQueue("jobs", R"("MessageRetentionPeriod":"60")");
  world.load(R"("kind":"constant","ratePerSecond":2)");
  world.advance(20 * kMinute);
  CHECK(world.queue().visible <= 2 * 72 * kOneMicro);
  CHECK(world.queue().visible >= 2 * 50 * kOneMicro);
  world.checkSums();
}

TEST_CASE("a message by hand: send, receive, reappear, receive again, delete") {
  QueueWorld world;
  world.makeQueue("jobs", R"("VisibilityTimeout":"30")");
  const std::string url = R"({"QueueUrl":")" + QueueWorld::url("jobs") + "\"";
  const JsonValue sent = world.must("sqs:SendMessage", url + R"(,"MessageBody":"hello"})");
  CHECK(sent.text("MessageId").size() == 36);
  CHECK(world.attribute("jobs", "ApproximateNumberOfMessages") == "1");
  const JsonValue first = world.must("sqs:ReceiveMessage", url + "}");
  CHECK(first.find("Messages")->items().front().text("Body") == "hello");
  CHECK(world.attribute("jobs", "ApproximateNumberOfMessages") == "0");
  CHECK(world.attribute("jobs", "ApproximateNumberOfMessagesNotVisible") == "1");
  CHECK(world.must("sqs:ReceiveMessage", url + "}").find("Messages") == nullptr);
  world.advance(31 * kSecond);
  CHECK(world.attribute("jobs", "ApproximateNumberOfMessages") == "1");
  const JsonValue again = world.must("sqs:ReceiveMessage", url + "}");
  const JsonValue& message = again.find("Messages")->items().front();
  CHECK(message.text("MessageId") == sent.text("MessageId"));
  CHECK(message.find("Attributes")->text("ApproximateReceiveCount") == "2");
  world.must("sqs:DeleteMessage",
             url + R"(,"ReceiptHandle":")" + message.text("ReceiptHandle") + "\"}");
  world.advance(kMinute);
  CHECK(world.attribute("jobs", "ApproximateNumberOfMessages") == "0");
  world.checkSums();
}

TEST_CASE("a worker takes a message sent by hand") {
  QueueWorld world;
  world.makeQueue("jobs");
  world.workers(1, R"("secondsPerMessage":1)");
  world.must("sqs:SendMessage",
             R"({"QueueUrl":")" + QueueWorld::url("jobs") + R"(","MessageBody":"x"})");
  world.advance(kMinute);
  CHECK(world.state().work.queues[0].sums.deleted > kOneMicro * 99 / 100);
  world.checkSums();
}

TEST_CASE(
    "SQS: a queue is purged once a minute, and its name is free a minute after its deletion") {
  QueueWorld world;
  world.makeQueue("jobs");
  const std::string queue = R"({"QueueUrl":")" + QueueWorld::url("jobs") + "\"}";
  world.must("sqs:PurgeQueue", queue);
  world.advance(59 * kSecond);
  CHECK(world.refused("sqs:PurgeQueue", queue) ==
        "PurgeQueueInProgress: Only one PurgeQueue operation on jobs is allowed every 60 seconds.");
  world.advance(kSecond);
  world.must("sqs:PurgeQueue", queue);
  world.must("sqs:DeleteQueue", queue);
  const std::string create = R"({"QueueName":"jobs"})";
  CHECK(world.refused("sqs:CreateQueue", create) ==
        "QueueDeletedRecently: You must wait 60 seconds after deleting a queue before you can "
        "create another with the same name.");
  world.must("sqs:CreateQueue", R"({"QueueName":"others"})");
  world.advance(kMinute);
  world.must("sqs:CreateQueue", create);
  world.must("sqs:PurgeQueue", queue);
}

TEST_CASE("SQS: attributes have known names, and a change leaves its time") {
  QueueWorld world;
  world.makeQueue("jobs");
  const std::string queue = R"({"QueueUrl":")" + QueueWorld::url("jobs") + "\"";
  CHECK(world.refused("sqs:GetQueueAttributes",
                      queue + R"(,"AttributeNames":["QueueArn","Depth"]})") ==
        "InvalidAttributeName: Unknown Attribute Depth.");
  const JsonValue answer = world.must(
      "sqs:GetQueueAttributes", queue + R"(,"AttributeNames":["RedrivePolicy","DelaySeconds"]})");
  CHECK(dumpJson(*answer.find("Attributes")) == R"({"DelaySeconds":"0"})");
  world.advance(kMinute);
  const std::string created = world.attribute("jobs", "CreatedTimestamp");
  CHECK(world.attribute("jobs", "LastModifiedTimestamp") == created);
  world.must("sqs:SetQueueAttributes", queue + R"(,"Attributes":{"DelaySeconds":"5"}})");
  CHECK(std::stoll(world.attribute("jobs", "LastModifiedTimestamp")) == std::stoll(created) + 60);
}

TEST_CASE("SQS: what a FIFO queue asks of a message, and a queue's own largest message") {
  QueueWorld world;
  world.must("sqs:CreateQueue", R"({"QueueName":"a.fifo","Attributes":{"FifoQueue":"true"}})");
  world.must("sqs:CreateQueue", R"({"QueueName":"b.fifo","Attributes":{"FifoQueue":"true",)"
                                R"("ContentBasedDeduplication":"true"}})");
  const auto send = [&](const std::string& queue, const std::string& more) {
    return world.refused("sqs:SendMessage", R"({"QueueUrl":")" + QueueWorld::url(queue) +
                                                R"(","MessageBody":"hello")" + more + "}");
  };
  CHECK(send("a.fifo", "") ==
        "MissingParameter: The request must contain the parameter MessageGroupId.");
  CHECK(send("a.fifo", R"(,"MessageGroupId":"g")") ==
        "InvalidParameterValue: The queue should either have ContentBasedDeduplication enabled or "
        "MessageDeduplicationId provided explicitly");
  CHECK(send("a.fifo", R"(,"MessageGroupId":"g","MessageDeduplicationId":"1")") == "accepted");
  CHECK(send("b.fifo", R"(,"MessageGroupId":"g")") == "accepted");
  CHECK(send("b.fifo", R"(,"MessageGroupId":"g","DelaySeconds":5)") ==
        "InvalidParameterValue: Value 5 for parameter DelaySeconds is invalid. Reason: The request "
        "include parameter that is not valid for this queue type.");
  world.makeQueue("small", R"("MaximumMessageSize":"1024")");
  const std::string big(1100, 'x');
  CHECK(world.refused("sqs:SendMessage", R"({"QueueUrl":")" + QueueWorld::url("small") +
                                             R"(","MessageBody":")" + big + "\"}") ==
        "InvalidParameterValue: One or more parameters are invalid. Reason: Message must be "
        "shorter than 1024 bytes.");
}

TEST_CASE("SQS refuses as AWS does") {
  QueueWorld world;
  CHECK(world.refused("sqs:GetQueueUrl", R"({"QueueName":"none"})") ==
        "QueueDoesNotExist: The specified queue does not exist.");
  CHECK(world.refused("sqs:CreateQueue", R"({"QueueName":"a b"})")
            .starts_with("InvalidParameterValue: Can only include alphanumeric"));
  CHECK(world.refused("sqs:CreateQueue",
                      R"({"QueueName":"a","Attributes":{"VisibilityTimeout":"50000"}})") ==
        "InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.");
  CHECK(world.refused("sqs:CreateQueue", R"({"QueueName":"a","Attributes":{"Colour":"red"}})") ==
        "InvalidAttributeName: Unknown Attribute Colour.");
  world.makeQueue("a");
  CHECK(world
            .refused("sqs:CreateQueue",
                     R"({"QueueName":"a","Attributes":{"VisibilityTimeout":"50"}})")
            .starts_with("QueueNameExists"));
  CHECK(world.refused("sqs:CreateQueue", R"({"QueueName":"a"})") == "accepted");
  const std::string url = R"({"QueueUrl":")" + QueueWorld::url("a") + "\"";
  CHECK(world.refused("sqs:DeleteMessage", url + R"(,"ReceiptHandle":"x"})") ==
        "ReceiptHandleIsInvalid: The input receipt handle is invalid.");
  CHECK(world.refused("sqs:ReceiveMessage", url + R"(,"MaxNumberOfMessages":11})")
            .starts_with("InvalidParameterValue"));
  CHECK(
      world.refused("sqs:ReceiveMessage", url + R"(,"VisibilityTimeout":43201})") ==
      "InvalidParameterValue: Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must "
      "be between 0 and 43200, if provided.");
  CHECK(world.refused("sqs:ReceiveMessage", url + R"(,"WaitTimeSeconds":21})") ==
        "InvalidParameterValue: Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be "
        ">= 0 and <= 20, if provided.");
  // Source: SQS API Reference, SetQueueAttributes, MaximumMessageSize (2026-08): 1 MiB.
  const std::string mebibyte(1'048'576, 'x');
  world.must("sqs:SendMessage", url + R"(,"MessageBody":")" + mebibyte + "\"}");
  CHECK(world.refused("sqs:SendMessage", url + R"(,"MessageBody":"x)" + mebibyte + "\"}")
            .starts_with("InvalidParameterValue: One or more parameters are invalid."));
  CHECK(world.refused("sqs:SendMessageBatch", url + R"(,"Entries":[]})")
            .starts_with("EmptyBatchRequest"));
  CHECK(world
            .refused("SimSetQueueLoad",
                     R"({"queue":"b","pattern":{"kind":"constant","ratePerSecond":1}})")
            .find("no such queue") != std::string::npos);
}

}  // namespace taskyard
