#pragma once
// The sums of cost questions in closed form: what a fixed use costs for a fixed time. The running
// bill (cost.h) must agree with them. All amounts in nano-USD (10^-9 dollars), rounded down once at
// the end of each line; a month is 730 hours. Prices: model/prices.h.

#include <cstdint>

#include "base/time.h"
#include "model/prices.h"
#include "model/task_definition.h"

namespace taskyard {

// quantity x price / per, without leaving 64 bits. REQUIRES: all >= 0, per > 0.
[[nodiscard]] std::int64_t scaledPrice(std::int64_t quantity, std::int64_t price, std::int64_t per);
// To whole cents, the half upwards, as AWS prints a line of a bill. 1,264,000,000 -> 126.
[[nodiscard]] std::int64_t roundedCents(std::int64_t nanoUsd);
// To 10^-6 dollars, the half upwards.
[[nodiscard]] std::int64_t roundedMicroUsd(std::int64_t nanoUsd);

// ---- Fargate

struct FargateUse {
  FargatePlatform platform = FargatePlatform::LinuxX86;
  bool spot = false;
  std::int32_t cpu = 0;     // CPU units, 1024 = 1 vCPU
  std::int32_t memory = 0;  // MiB
  std::int32_t storageGiB = kFargateFreeStorageGib;
};

// From the start of the image download to the end of the task: rounded up to a second, at least a
// minute, for Windows five. Source: aws.amazon.com/fargate/pricing (2026).
[[nodiscard]] std::int64_t billedSeconds(FargatePlatform platform, DurationMs duration);

struct FargateLines {
  std::int64_t vcpu = 0;
  std::int64_t memory = 0;
  std::int64_t storage = 0;          // above 20 GB
  std::int64_t operatingSystem = 0;  // Windows only

  [[nodiscard]] std::int64_t total() const { return vcpu + memory + storage + operatingSystem; }
  // Each line rounded to cents before they are added, as AWS's examples do.
  [[nodiscard]] std::int64_t totalCents() const;
};

// taskSeconds: billed seconds, added up over all tasks of this size.
[[nodiscard]] FargateLines fargateLines(const FargateUse& use, std::int64_t taskSeconds);
[[nodiscard]] PriceId vcpuPriceOf(FargatePlatform platform);
[[nodiscard]] std::int64_t fargatePerHour(const FargateUse& use);
[[nodiscard]] std::int64_t fargateMonthly(const FargateUse& use, std::int64_t tasks);

// ---- Load balancer

// Capacity units in millionths: the largest of the four dimensions.
// Source: "LCU" of the Elastic Load Balancing pricing page, as quoted in public code.
struct LcuUse {
  std::int64_t newConnectionsPerSecondMilli = 0;
  std::int64_t activeConnections = 0;  // in a minute
  std::int64_t bytesPerHour = 0;       // 10^9 are one unit
  std::int64_t requestsPerSecondMilli = 0;
  std::int64_t rules = 0;  // the first ten are free
};
[[nodiscard]] std::int64_t lcuMicro(const LcuUse& use);
[[nodiscard]] std::int64_t albPerHour(std::int64_t lcuMicro);

// ---- Network

[[nodiscard]] std::int64_t natMonthly(std::int64_t gateways, std::int64_t gib);
[[nodiscard]] std::int64_t endpointsMonthly(std::int64_t endpoints, std::int64_t zones,
                                            std::int64_t gib);
[[nodiscard]] std::int64_t publicIpv4Monthly(std::int64_t addresses);

// ---- Lambda, EC2, logs

struct LambdaUse {
  std::int64_t requests = 0;
  std::int64_t durationMs = 0;  // of each
  std::int32_t memory = 128;    // MB
  bool arm = false;
};
struct LambdaLines {
  std::int64_t requests = 0;
  std::int64_t duration = 0;

  [[nodiscard]] std::int64_t total() const { return requests + duration; }
};
// After the free 1,000,000 requests and 400,000 GB-seconds.
[[nodiscard]] LambdaLines lambdaMonthly(const LambdaUse& use);

// type: in the catalog (REQUIRES). volumeGib: gp3 of each instance.
[[nodiscard]] std::int64_t ec2Monthly(std::string_view type, std::int64_t instances,
                                      std::int64_t volumeGib);

struct LogLines {
  std::int64_t ingestion = 0;
  std::int64_t storage = 0;  // of what came in during this month, as if it had been there all along
};
[[nodiscard]] LogLines logsMonthly(std::int64_t gib);

// ---- Savings Plan

// One hour under a Compute Savings Plan: the commitment is paid whatever is used; it covers use at
// the discounted rate until it is spent; the rest is on demand.
struct SavingsHour {
  std::int64_t paid = 0;     // commitment and what it does not cover
  std::int64_t covered = 0;  // on-demand value of what it covers
};
// onDemand: the hour's eligible use at on-demand prices. percentOff: 1 to 99.
[[nodiscard]] SavingsHour savingsPlanHour(std::int64_t onDemand, std::int64_t commitment,
                                          std::int32_t percentOff);

}  // namespace taskyard
