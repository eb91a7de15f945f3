#include "engine/traffic.h"

#include "support/work_world.h"

namespace taskyard {

TEST_CASE("utilisation law: CPU in use is rate times CPU per request") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":20)");
  world.serve(2);
  world.constant(10);
  world.advance(5 * kMinute);
  // 10 per second x 20 ms = 200 of 500 milli-vCPU.
  CHECK(serviceUtilisation(world.state(), ServiceIndex(0u)).cpuMilliPercent == 40'000);
  // M/M/1 at 40 %, 80 ms of service on a quarter vCPU: 80 / 0.6 = 133 ms.
  CHECK(std::abs(meanResponseUs(world.rate()) - 133'333) < 200);
  // Little's law: 5 per second x 0.133 s in flight in each task.
  CHECK(std::abs(world.inFlight() - 1'333'333) < 5000);
}

TEST_CASE("without a line, every request takes what the image says") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":5)");
  world.serve(2);
  world.constant(1);
  world.advance(5 * kMinute);
  // 5 ms of CPU on a quarter vCPU are 20 ms.
  CHECK(std::abs(meanResponseUs(world.rate()) - 20'000) < 500);
  CHECK(percentileMs(world.rate(), 50) == 20);
  CHECK(percentileMs(world.rate(), 99) <= 21);
  const JsonValue load = world.must("SimDescribeLoad");
  CHECK(load.find("traffics")->items().front().find("p50Ms")->integer() == 20);
}

TEST_CASE("arrived = answered + failed + in flight, always") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":20)");
  world.serve(3);
  world.traffic(R"("kind":"flashCrowd","ratePerSecond":5,"peakPerSecond":60,"riseSeconds":30,)"
                R"("holdSeconds":120,"fallSeconds":30,"noisePercent":20)");
  for (int i = 0; i < 100; ++i) {
    world.advance(7 * kSecond + 13);
    CHECK(inFlightOf(world.total()) == world.inFlight());
    CHECK(world.inFlight() >= 0);
  }
  CHECK(world.total().failed[static_cast<std::size_t>(Failure::Gateway503)] == 0);
}

TEST_CASE("constant load with nothing changing costs nothing per second") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":20)");
  world.serve(2);
  world.constant(10);
  world.advance(5 * kMinute);
  const std::uint64_t before = world.state().timersRun;
  world.advance(kHour);
  CHECK(world.state().timersRun == before);
  const Work work = workNow(world.state());
  const FlowStats* flow = findFlow(work, FlowSubject::Traffic, 0);
  REQUIRE(flow != nullptr);
  const FlowFigures* minute = figuresOfMinute(*flow, world.state().now / kMinute - 1);
  REQUIRE(minute != nullptr);
  CHECK(minute->arrived == 600 * kOneMicro);
  CHECK(minute->answered == 600 * kOneMicro);
}

TEST_CASE("too much load: CPU is full, requests wait, then time out; less load: it recovers") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":50)");
  world.serve(1);
  world.constant(10);  // one quarter vCPU answers 5 per second
  world.advance(30 * kSecond);
  CHECK(serviceUtilisation(world.state(), ServiceIndex(0u)).cpuMilliPercent == 100'000);
  CHECK(probeTask(world.state(), *world.tasks().front(), 0, 5 * kSecond).kind ==
        ProbeAnswer::Kind::Timeout);
  CHECK(world.count(EventKind::LoadExceedsCapacity) == 1);
  CHECK(world.textOf(EventKind::LoadExceedsCapacity).find("web") != std::string::npos);
  world.advance(5 * kMinute);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Gateway504)] == 5000);
  CHECK(world.rate().answered == 5000);
  const JsonValue load = world.must("SimDescribeLoad", R"({"service":"web"})");
  CHECK(load.find("services")->items().front().text("bottleneck").starts_with("CPU"));
  world.constant(2);
  world.advance(5 * kMinute);
  CHECK(world.rate().answered == 2000);
  CHECK(failuresOf(world.rate()) == 0);
  CHECK(probeTask(world.state(), *world.tasks().front(), 0, 5 * kSecond).kind ==
        ProbeAnswer::Kind::Status);
  CHECK(world.count(EventKind::LoadRecovered) >= 1);
}

TEST_CASE("a limit of concurrent requests holds back a program that mostly waits") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":1,"maxConcurrentRequests":4)");
  world.serve(1);
  world.must("SimInjectFault", R"({"type":"SlowResponses","image":"app","extraMilliseconds":996})");
  world.constant(10);
  world.advance(2 * kMinute);
  CHECK(world.rate().answered == 4000);  // four at a time, one second each
  CHECK(serviceUtilisation(world.state(), ServiceIndex(0u)).cpuMilliPercent < 10'000);
}

TEST_CASE("no task: 503; a crash: 502 for what was in flight") {
  WorkWorld world;
  world.program(R"("cpuMsPerRequest":100)");
  world.serve(1);
  world.constant(2);
  world.advance(kMinute);
  const std::int64_t inFlight = world.inFlight();
  CHECK(inFlight > kOneMicro);
  world.must("SimInjectFault",
             R"({"type":"ContainerExit","task":")" + world.idOf(*world.tasks().front()) + "\"}");
  world.advance(2 * kSecond);
  const FlowFigures total = world.total();
  CHECK(total.failed[static_cast<std::size_t>(Failure::Gateway502)] >= inFlight);
  CHECK(total.failed[static_cast<std::size_t>(Failure::Gateway503)] > 0);
  CHECK(world.count(EventKind::RequestsFail) == 1);
  CHECK(world.textOf(EventKind::RequestsFail).find("no running task") != std::string::npos);
}

TEST_CASE("a shutdown with time to finish loses nobody, one that cuts long answers short does") {
  const auto lost = [](const std::string& behaviour, int slowMs) {
    WorkWorld world;
    world.program(R"("cpuMsPerRequest":20,)" + behaviour);
    world.serve(4);
    if (slowMs > 0) {
      world.must("SimInjectFault", R"({"type":"SlowResponses","image":"app","extraMilliseconds":)" +
                                       std::to_string(slowMs) + "}");
    }
    world.constant(12);
    world.advance(3 * kMinute);
    world.must("UpdateService", R"({"service":"web","desiredCount":2})");
    world.advance(3 * kMinute);
    return failuresOf(world.total());
  };
  CHECK(lost(R"("shutdownSeconds":5)", 0) == 0);
  CHECK(lost(R"("shutdownSeconds":5)", 20'000) > 60 * kOneMicro);
  CHECK(lost(R"("ignoresSigterm":true)", 0) == 0);
}

TEST_CASE("a hung task turns its requests into 504 after a minute") {
  WorkWorld world;
  world.serve(1);
  world.constant(10);
  world.advance(kMinute);
  world.must("SimInjectFault",
             R"({"type":"Hang","task":")" + world.idOf(*world.tasks().front()) + "\"}");
  world.advance(10 * kMinute);
  CHECK(world.rate().answered == 0);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Gateway504)] >= 9'990);
}

TEST_CASE("worked example 68: without a task role the task runs and its calls are denied") {
  WorkWorld world;
  world.program(R"("calls":[{"kind":"s3","name":"photos"}])");
  world.serve(1);
  world.constant(10);
  world.advance(kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  CHECK(world.rate().failed[static_cast<std::size_t>(Failure::Target500)] == 10'000);
  CHECK(world.textOf(EventKind::RequestsFail).find("AccessDenied: s3:GetObject") !=
        std::string::npos);
  CHECK(world.textOf(EventKind::RequestsFail).find("no task role") != std::string::npos);
}

TEST_CASE("a refused call is in the log at once, and then once a minute with its number") {
  WorkWorld world;
  world.must("logs:CreateLogGroup", R"({"logGroupName":"/app"})");
  world.program(R"("calls":[{"kind":"s3","name":"photos"}])");
  world.serve(1, R"(,"executionRoleArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole")",
              R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/app",)"
              R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"app"}})");
  world.constant(10);
  world.advance(5 * kMinute + kSecond);
  const JsonValue events = world.must(
      "logs:FilterLogEvents", R"({"logGroupName":"/app","filterPattern":"AccessDeniedException"})");
  std::vector<std::string> lines;
  for (const JsonValue& event : events.find("events")->items()) {
    lines.push_back(event.text("message"));
  }
  REQUIRE(lines.size() == 6);
  CHECK(lines[0].find("(1 times)") != std::string::npos);
  CHECK(lines[5].find("(600 times)") != std::string::npos);
}

TEST_CASE(
    "requests in flight when a task is killed are the load balancer's 502, not the target's") {
  for (const bool told : {false, true}) {
    CAPTURE(told);
    WorkWorld world;
    world.program(R"("cpuMsPerRequest":1,"shutdownSeconds":0)");
    world.serve(2);
    world.must("SimInjectFault",
               R"({"type":"SlowResponses","image":"app","extraMilliseconds":5000})");
    world.constant(20);
    world.advance(2 * kMinute);
    const std::string task = world.idOf(*world.tasks().front());
    if (told) {
      world.must("StopTask", R"({"task":")" + task + R"("})");
    } else {
      world.must("SimInjectFault", R"({"type":"ContainerExit","task":")" + task + R"("})");
    }
    world.advance(kMinute);
    const FlowFigures total = world.total();
    CHECK(total.failed[static_cast<std::size_t>(Failure::Target500)] == 0);
    CHECK(total.failed[static_cast<std::size_t>(Failure::Gateway502)] > 40 * kOneMicro);
  }
}

TEST_CASE("the same run in any steps") {
  const auto play = [](DurationMs step) {
    WorkWorld world;
    world.program(
        R"("cpuMsPerRequest":30,"memoryBaseMiB":100,"memoryPerConcurrentRequestKiB":4096)");
    world.serve(2);
    world.traffic(R"("kind":"ramp","ratePerSecond":5,"peakPerSecond":40,"riseSeconds":200,)"
                  R"("noisePercent":10)");
    for (DurationMs done = 0; done < 10 * kMinute; done += step) {
      world.advance(step);
      (void)world.must("SimDescribeLoad", R"({"tasks":true})");
    }
    return world.run().hash();
  };
  const std::uint64_t whole = play(10 * kMinute);
  CHECK(play(kSecond) == whole);
  CHECK(play(300) == whole);
}

TEST_CASE("SimDescribeLoad: what is not here is answered with what is, or with how to get one") {
  WorkWorld world;
  const auto refused = [&](const std::string& input) {
    return world.refused("SimDescribeLoad", input);
  };
  CHECK(refused(R"({"service":"nobody"})") ==
        "SimInvalidRequest: there is no such service, nor any other; "
        "aws ecs create-service makes one");
  world.serve(1);
  CHECK(refused(R"({"service":"nobody"})") ==
        "SimInvalidRequest: there is no such service; there is web");
  CHECK(refused(R"({"traffic":"nobody"})").find("sim set-traffic makes one") != std::string::npos);
}

TEST_CASE("SimSetTraffic refuses what makes no sense") {
  WorkWorld world;
  world.serve(1);
  const auto refused = [&](const std::string& target, const std::string& pattern) {
    return world.refused("SimSetTraffic", R"({"name":"x","target":{)" + target +
                                              R"(},"pattern":{)" + pattern + "}}");
  };
  const std::string web = R"("service":"web")";
  const std::string one = R"("kind":"constant","ratePerSecond":1)";
  CHECK(refused("", one).find("exactly one") != std::string::npos);
  CHECK(refused(R"("service":"nobody")", one).find("no such service") != std::string::npos);
  CHECK(refused(R"("loadBalancer":"lb")", one).find("no such load balancer") != std::string::npos);
  CHECK(refused(web, R"("kind":"sometimes")").find("kind is one of") != std::string::npos);
  CHECK(refused(web, R"("kind":"constant","ratePerSecond":-1)").find("a rate") !=
        std::string::npos);
  CHECK(refused(web, R"("kind":"ramp","ratePerSecond":1)").find("peakPerSecond") !=
        std::string::npos);
  CHECK(refused(web, R"("kind":"recorded","points":[])").find("needs points") != std::string::npos);
  CHECK(refused(web, one) == "accepted");
  CHECK(world.refused("SimRemoveTraffic", R"({"name":"y"})").find("no such traffic") !=
        std::string::npos);
  CHECK(world.refused("SimRemoveTraffic", R"({"name":"x"})") == "accepted");
}

}  // namespace taskyard
