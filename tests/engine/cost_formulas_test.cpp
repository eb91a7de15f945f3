// The worked examples about cost, by number. Expected values come from AWS's
// pages and price list, not from our output.

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "engine/cost_formulas.h"

namespace taskyard {

namespace {

FargateUse size(std::int32_t cpu, std::int32_t memory,
                FargatePlatform platform = FargatePlatform::LinuxX86) {
  FargateUse use;
  use.platform = platform;
  use.cpu = cpu;
  use.memory = memory;
  return use;
}

}  // namespace

TEST_CASE("cost: worked example 92: five tasks, ten minutes a day, 30 GB storage") {
  FargateUse use = size(1024, 2048);
  use.storageGiB = 30;
  const FargateLines lines = fargateLines(use, 5 * 600 * 30);
  CHECK(roundedCents(lines.vcpu) == 101);
  CHECK(roundedCents(lines.memory) == 22);
  CHECK(roundedCents(lines.storage) == 3);
  CHECK(lines.totalCents() == 126);
}

TEST_CASE("cost: worked example 93: the same on ARM") {
  FargateUse use = size(1024, 2048, FargatePlatform::LinuxArm64);
  use.storageGiB = 30;
  const FargateLines lines = fargateLines(use, 5 * 600 * 30);
  CHECK(roundedCents(lines.vcpu) == 81);
  CHECK(roundedCents(lines.memory) == 18);
  CHECK(lines.totalCents() == 102);
}

TEST_CASE("cost: worked example 94: ten EKS pods on Fargate") {
  const FargateLines lines = fargateLines(size(256, 1024), 10LL * 3600 * 30);
  CHECK(roundedCents(lines.vcpu) == 304);
  CHECK(roundedCents(lines.memory) == 133);
  CHECK(lines.totalCents() == 437);
}

TEST_CASE("cost: worked example 95: ten Windows tasks") {
  const FargateLines lines =
      fargateLines(size(1024, 2048, FargatePlatform::Windows), 10LL * 3600 * 30);
  CHECK(roundedCents(lines.vcpu) == 2745);
  CHECK(roundedCents(lines.memory) == 600);
  CHECK(roundedCents(lines.operatingSystem) == 1380);
  CHECK(lines.totalCents() == 4725);
  CHECK(roundedMicroUsd(lines.vcpu) == 27'450'036);
}

TEST_CASE("cost: worked example 96: one task of 1 vCPU and 2 GB for a month") {
  CHECK(roundedCents(fargateMonthly(size(1024, 2048), 1)) == 3604);
}

TEST_CASE("cost: worked examples 97 and 98: a minute at least, then whole seconds") {
  CHECK(billedSeconds(FargatePlatform::LinuxX86, 45'000) == 60);
  CHECK(billedSeconds(FargatePlatform::LinuxX86, 61'200) == 62);
  CHECK(billedSeconds(FargatePlatform::Windows, 61'200) == 300);
  CHECK(roundedMicroUsd(fargateLines(size(1024, 2048), 60).total()) == 823);
  CHECK(roundedMicroUsd(fargateLines(size(1024, 2048), 62).total()) == 850);
}

TEST_CASE("cost: worked example 99: Fargate Spot at 70 % off") {
  FargateUse use = size(256, 512);
  use.spot = true;
  CHECK(roundedMicroUsd(fargatePerHour(use)) == 3703);
}

TEST_CASE("cost: worked example 100: capacity units of a load balancer") {
  LcuUse use;
  use.newConnectionsPerSecondMilli = 1000;
  CHECK(lcuMicro(use) == 40'000);
  use.activeConnections = 120;
  use.newConnectionsPerSecondMilli = 0;
  CHECK(lcuMicro(use) == 40'000);
  use.requestsPerSecondMilli = 5000;
  use.rules = 60;
  CHECK(lcuMicro(use) == 250'000);
  use.rules = 10;
  CHECK(lcuMicro(use) == 40'000);
  use.rules = 60;
  use.bytesPerHour = 1'080'000'000;
  CHECK(lcuMicro(use) == 1'080'000);
  CHECK(roundedMicroUsd(albPerHour(1'080'000)) == 31'140);
  CHECK(roundedCents(albPerHour(1'080'000) * 24 * 30) == 2242);
}

TEST_CASE("cost: worked example 101: a NAT gateway and 100 GB") {
  CHECK(roundedCents(natMonthly(1, 100)) == 3735);
  CHECK(roundedCents(natMonthly(2, 0)) == 6570);
  // Endpoints for four services in two zones beat two NAT gateways, but not one.
  CHECK(roundedCents(endpointsMonthly(4, 2, 0)) == 5840);
}

TEST_CASE("cost: worked example 102: three million Lambda requests") {
  const LambdaLines lines = lambdaMonthly({3'000'000, 120, 1536, false});
  CHECK(roundedCents(lines.duration) == 233);
  CHECK(roundedCents(lines.requests) == 40);
  CHECK(roundedCents(lines.total()) == 273);
  CHECK(lambdaMonthly({1'000'000, 100, 512, false}).total() == 0);
}

TEST_CASE("cost: worked example 103: two public addresses") {
  CHECK(roundedCents(publicIpv4Monthly(2)) == 730);
}

TEST_CASE("cost: worked example 104: ten GB of logs") {
  CHECK(roundedCents(logsMonthly(10).ingestion) == 500);
  CHECK(roundedCents(logsMonthly(10).storage) == 30);
}

TEST_CASE("cost: the table of monthly Fargate sizes") {
  struct Row {
    std::int32_t cpu, memory;
    std::int64_t x86, arm;  // cents
  };
  for (const Row row :
       {Row{256, 512, 901, 721}, Row{512, 1024, 1802, 1442}, Row{1024, 2048, 3604, 2884},
        Row{1024, 4096, 4253, 3403}, Row{2048, 4096, 7208, 5767}, Row{4096, 8192, 14416, 11534},
        Row{4096, 16384, 17012, 13613}, Row{8192, 16384, 28832, 23068},
        Row{16384, 32768, 57664, 46136}}) {
    CAPTURE(row.cpu);
    CHECK(roundedCents(fargateMonthly(size(row.cpu, row.memory), 1)) == row.x86);
    CHECK(roundedCents(fargateMonthly(size(row.cpu, row.memory, FargatePlatform::LinuxArm64), 1)) ==
          row.arm);
  }
  // Ten tasks on demand; three on demand and seven on Spot.
  FargateUse spot = size(512, 1024);
  spot.spot = true;
  CHECK(roundedCents(fargateMonthly(size(512, 1024), 10)) == 18020);
  CHECK(roundedCents(fargateMonthly(size(512, 1024), 3) + fargateMonthly(spot, 7)) == 9190);
}

TEST_CASE("cost: an instance for a month, with its volume") {
  CHECK(roundedCents(ec2Monthly("m5.large", 1, 30)) == 7248);  // 70.08 + 2.40
}

TEST_CASE("cost: a Savings Plan is paid always and covers use at the discounted rate") {
  const std::int64_t usd = kNanoPerUsd;
  // A dollar at 20 % off covers 1.25 dollars of use.
  CHECK(savingsPlanHour(2 * usd, usd, 20).covered == 1'250'000'000);
  CHECK(savingsPlanHour(2 * usd, usd, 20).paid == 1'750'000'000);
  CHECK(savingsPlanHour(usd, usd, 20).paid == usd);
  CHECK(savingsPlanHour(0, usd, 20).paid == usd);  // unused, and paid all the same
}

TEST_CASE("prices: every row has words, a source and a date") {
  std::set<std::string> names;
  for (const Price& price : priceCatalog()) {
    CAPTURE(price.what);
    CHECK(names.insert(price.what).second);
    CHECK(price.nanoUsd >= 0);
    CHECK(std::string(price.source).size() >= 5);
    CHECK(std::string(price.date).starts_with("202"));
    CHECK(std::string(nameOf(price.unit)).size() > 1);
    // What nobody has looked up does not pass as published.
    const bool memory = std::string(price.source).starts_with("memory");
    CHECK(memory == (price.certainty == PriceCertainty::FromMemory));
  }
  CHECK(ec2Price("m5.large")->nanoUsd == 96'000'000);
  CHECK(ec2Price("EBS gp3 volume") == nullptr);
  CHECK(ec2Price("m5.metal") == nullptr);
}

}  // namespace taskyard
