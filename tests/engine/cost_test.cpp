// Goal: the running bill agrees with the closed forms, adds up, never falls, names the decision
// behind every line, and does not depend on how time is cut.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "engine/cost_formulas.h"
#include "engine/invariants.h"
#include "model/state_hash.h"
#include "support/world.h"

namespace taskyard {

namespace {

void registerSize(World& world, const std::string& cpu, const std::string& memory,
                  const std::string& more = "") {
  world.must("RegisterTaskDefinition",
             R"({"family":"job","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":")" +
                 cpu + R"(","memory":")" + memory + "\"" + more +
                 R"(,"containerDefinitions":[{"name":"app","image":"app:1"}]})");
}

void runJobs(World& world, int count, const std::string& publicIp = "DISABLED") {
  world.must("RunTask", R"({"taskDefinition":"job","launchType":"FARGATE","count":)" +
                            std::to_string(count) + "," + World::network(publicIp) + "}");
}

// The whole bill, as the API tells it; its parts must add up to its total.
JsonValue billOf(World& world) {
  const JsonValue bill = world.must("SimDescribeCost");
  for (const char* list : {"resources", "decisions"}) {
    std::int64_t sum = 0;
    for (const JsonValue& row : bill.find(list)->items()) sum += row.find("microUsd")->integer();
    CAPTURE(list);
    CHECK(sum == bill.find("totalMicroUsd")->integer());
  }
  CHECK(bill.find("totalMicroUsd")->integer() == totalCostMicroUsd(world.state()));
  return bill;
}

std::int64_t totalOf(World& world) { return billOf(world).find("totalMicroUsd")->integer(); }

}  // namespace

TEST_CASE("cost: a task's bill equals the closed form for its seconds") {
  struct Row {
    const char* cpu;
    const char* memory;
    const char* more;
    FargateUse use;
  };
  const Row rows[] = {
      {"1024", "2048", "", {FargatePlatform::LinuxX86, false, 1024, 2048, 20}},
      {"256", "512", "", {FargatePlatform::LinuxX86, false, 256, 512, 20}},
      {"1024",
       "2048",
       R"(,"ephemeralStorage":{"sizeInGiB":30})",
       {FargatePlatform::LinuxX86, false, 1024, 2048, 30}},
      {"1024",
       "2048",
       R"(,"runtimePlatform":{"cpuArchitecture":"ARM64","operatingSystemFamily":"LINUX"})",
       {FargatePlatform::LinuxArm64, false, 1024, 2048, 20}},
      {"1024",
       "2048",
       R"(,"runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2022_CORE"})",
       {FargatePlatform::Windows, false, 1024, 2048, 20}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.more);
    World world;
    world.must("CreateCluster");
    registerSize(world, row.cpu, row.memory, row.more);
    runJobs(world, 1, "ENABLED");
    world.advance(2 * kHour);
    const Task& task = *world.tasks()[0];
    const std::int64_t seconds =
        billedSeconds(row.use.platform, world.state().now - task.pullStartedAt());
    const TaskCost cost =
        taskCost(world.state().taskDefinitions[task.taskDefinition.value], task, world.state().now);
    CHECK(cost.task == fargateLines(row.use, seconds).total());
    CHECK(cost.publicIpv4 == 5'000'000 * seconds / 3600);
    CHECK(totalOf(world) == roundedMicroUsd(cost.task + cost.publicIpv4));
  }
}

TEST_CASE("cost: nothing before the image pull, and what is over stays on the bill") {
  World world;
  world.must("CreateCluster");
  registerSize(world, "1024", "2048");
  runJobs(world, 1, "ENABLED");
  world.advance(kSecond);
  CHECK(totalOf(world) == 0);
  world.advance(10 * kMinute);
  world.must("StopTask", R"({"task":")" + world.idOf(*world.tasks()[0]) + "\"}");
  world.advance(2 * kMinute);
  const std::int64_t after = totalOf(world);
  CHECK(after > 0);
  world.advance(2 * kHour);  // its record is gone by now
  CHECK(world.tasks().empty());
  const JsonValue bill = billOf(world);
  CHECK(bill.find("totalMicroUsd")->integer() == after);
  CHECK(bill.find("microUsdPerMonth")->integer() == 0);
  const JsonValue& row = bill.find("resources")->items()[0];
  CHECK(row.text("name") == "standalone tasks, tasks that are over");
  CHECK(row.text("kind") == "FargateTask");
}

TEST_CASE("cost: each task goes back to the decision that sized its service") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  world.must("UpdateService", R"({"service":"web","desiredCount":5})");
  world.advance(5 * kMinute);
  const JsonValue bill = billOf(world);
  const auto& decisions = bill.find("decisions")->items();
  REQUIRE(decisions.size() == 2);
  CHECK(decisions[0].text("text") == "CreateService web");
  CHECK(decisions[1].text("text") == "UpdateService web desiredCount=5");
  // Two and three tasks of 9.01 and 3.65 dollars a month.
  CHECK((decisions[0].find("microUsdPerMonth")->integer() + 5000) / 10'000 == 2532);
  CHECK((decisions[1].find("microUsdPerMonth")->integer() + 5000) / 10'000 == 3798);
  // A replacement is no new decision.
  world.must("SimInjectFault", R"({"type":"ContainerExit","exitCode":1,"task":")" +
                                   world.idOf(*world.tasksIn(TaskStatus::RUNNING)[0]) + "\"}");
  world.advance(5 * kMinute);
  CHECK(billOf(world).find("decisions")->items().size() == 2);
}

TEST_CASE("cost: never falls, and does not depend on how time is cut") {
  World whole;
  World parts;
  for (World* world : {&whole, &parts}) {
    world->createWeb(3);
    world->must("SimSetSavingsPlan", R"({"kind":"Compute","hourlyCommitmentMicroUsd":20000})");
    world->must("SimPutImage",
                R"({"image":"public.ecr.aws/docker/library/httpd:2.4","meanLifetimeSeconds":900})");
  }
  whole.advance(5 * kHour);
  std::int64_t last = 0;
  for (int i = 0; i < 300; ++i) {
    parts.advance(kMinute);
    const std::int64_t total = totalCostMicroUsd(parts.state());
    CHECK(total >= last);
    last = total;
    if (i % 60 == 0) CHECK(brokenInvariants(parts.state()).empty());
  }
  CHECK(stateHash(whole.state()) == stateHash(parts.state()));
  CHECK(totalOf(whole) == totalOf(parts));
}

TEST_CASE("cost: a Savings Plan that is too large costs its commitment, one that is small saves") {
  const auto costOfThreeHours = [](const std::string& plan) {
    World world;
    world.must("CreateCluster");
    registerSize(world, "1024", "2048");
    if (!plan.empty()) world.must("SimSetSavingsPlan", plan);
    runJobs(world, 10, "ENABLED");
    world.advance(3 * kHour - 1);
    return totalOf(world);
  };
  const std::int64_t onDemand = costOfThreeHours("");
  CHECK(onDemand > 1'400'000);
  // Ten tasks of 0.04937 an hour: at 20 % off, 0.39 covers nearly all of them.
  const std::int64_t fitting =
      costOfThreeHours(R"({"kind":"Compute","hourlyCommitmentMicroUsd":390000})");
  CHECK(fitting < onDemand);
  CHECK(fitting >= onDemand * 79 / 100);
  const std::int64_t threeYears = costOfThreeHours(
      R"({"kind":"Compute","hourlyCommitmentMicroUsd":270000,"term":"THREE_YEARS"})");
  CHECK(threeYears < fitting);
  const std::int64_t tooLarge =
      costOfThreeHours(R"({"kind":"Compute","hourlyCommitmentMicroUsd":1000000})");
  CHECK(tooLarge > 3'000'000);
  CHECK(tooLarge < 3'160'000);  // the addresses are not covered
}

TEST_CASE("cost: the figure of a month counts a plan's promise and what it covers") {
  const auto perMonth = [](const std::string& plan) {
    World world;
    world.must("CreateCluster");
    registerSize(world, "1024", "2048");
    if (!plan.empty()) world.must("SimSetSavingsPlan", plan);
    runJobs(world, 10, "DISABLED");
    world.advance(kMinute);
    return costBreakdown(world.state()).nanoUsdPerMonth;
  };
  // Ten tasks of 0.04937 an hour at 20 % off are 0.39496 an hour.
  const std::int64_t onDemand = perMonth("");
  const std::int64_t fitting = perMonth(R"({"kind":"Compute","hourlyCommitmentMicroUsd":394960})");
  CHECK((fitting - onDemand * 80 / 100) / 1'000'000 == 0);
}

TEST_CASE("cost: refusals change nothing") {
  World world;
  CHECK(world.refused("SimSetSavingsPlan", R"({"kind":"EC2","hourlyCommitmentMicroUsd":1})") ==
        "SimInvalidRequest: only Compute Savings Plans are simulated");
  CHECK(world.refused("SimSetSavingsPlan", R"({"kind":"Compute","hourlyCommitmentMicroUsd":0})")
            .starts_with("ParamValidationError: "));
  CHECK(world.refused("SimSetSavingsPlan",
                      R"({"kind":"Compute","hourlyCommitmentMicroUsd":1,"term":"MONTH"})") ==
        "SimInvalidRequest: term is ONE_YEAR or THREE_YEARS");
  CHECK_FALSE(world.state().bill.savingsPlan.active);
  CHECK(world.state().eventsSoFar == 0);
  world.must("SimSetSavingsPlan", R"({"kind":"Compute","hourlyCommitmentMicroUsd":1000})");
  CHECK(world.refused("SimSetSavingsPlan", R"({"kind":"Compute","hourlyCommitmentMicroUsd":1000})")
            .ends_with("it is a promise for its whole term and cannot be cancelled or lowered"));
  CHECK(world.must("SimListPrices", R"({"what":"NAT"})").find("prices")->items().size() == 2);
}

TEST_CASE("cost: the platform is kept and printed back") {
  World world;
  const JsonValue answer =
      world.must("RegisterTaskDefinition",
                 R"({"family":"arm","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
                 R"("cpu":"256","memory":"512","runtimePlatform":{"cpuArchitecture":"ARM64"},)"
                 R"("containerDefinitions":[{"name":"app","image":"app:1"}]})");
  CHECK(answer.find("taskDefinition")->find("runtimePlatform")->text("cpuArchitecture") == "ARM64");
}

}  // namespace taskyard
