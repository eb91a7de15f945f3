#include "engine/cost_formulas.h"

#include <algorithm>

#include "base/assert.h"

namespace taskyard {

namespace {

constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kMebi = 1024;  // CPU units of a vCPU, MiB of a GiB

std::int64_t monthly(PriceId price, std::int64_t count) {
  return count * kHoursPerMonth * priceOf(price).nanoUsd;
}

struct FargatePrices {
  PriceId vcpu;
  PriceId gib;
};

FargatePrices pricesFor(FargatePlatform platform) {
  switch (platform) {
    case FargatePlatform::LinuxX86: return {PriceId::FargateVcpuX86, PriceId::FargateGibX86};
    case FargatePlatform::LinuxArm64: return {PriceId::FargateVcpuArm, PriceId::FargateGibArm};
    case FargatePlatform::Windows: return {PriceId::FargateVcpuWindows, PriceId::FargateGibWindows};
  }
  return {PriceId::FargateVcpuX86, PriceId::FargateGibX86};
}

std::int64_t roundedTo(std::int64_t nanoUsd, std::int64_t step) {
  return (nanoUsd + step / 2) / step;
}

}  // namespace

std::int64_t scaledPrice(std::int64_t quantity, std::int64_t price, std::int64_t per) {
  TY_ASSERT(quantity >= 0 && price >= 0 && per > 0);
  const std::int64_t rest = quantity % per;
  // rest x price may be too long for 64 bits when `per` is large: split the price as well.
  return quantity / per * price + rest * (price / per) + rest * (price % per) / per;
}

std::int64_t roundedCents(std::int64_t nanoUsd) { return roundedTo(nanoUsd, kNanoPerUsd / 100); }

std::int64_t roundedMicroUsd(std::int64_t nanoUsd) { return roundedTo(nanoUsd, 1000); }

// ---- Fargate

std::int64_t billedSeconds(FargatePlatform platform, DurationMs duration) {
  const std::int64_t least =
      platform == FargatePlatform::Windows ? kFargateWindowsMinimumSeconds : kFargateMinimumSeconds;
  return std::max(least, (duration + kSecond - 1) / kSecond);
}

std::int64_t FargateLines::totalCents() const {
  return roundedCents(vcpu) + roundedCents(memory) + roundedCents(storage) +
         roundedCents(operatingSystem);
}

FargateLines fargateLines(const FargateUse& use, std::int64_t taskSeconds) {
  const FargatePrices prices = pricesFor(use.platform);
  const std::int64_t paidPercent = use.spot ? 100 - percentOff(Discount::FargateSpot) : 100;
  const auto line = [&](PriceId price, std::int64_t amount, std::int64_t per) {
    return scaledPrice(amount * taskSeconds, priceOf(price).nanoUsd * paidPercent / 100,
                       per * kSecondsPerHour);
  };
  FargateLines lines;
  lines.vcpu = line(prices.vcpu, use.cpu, kMebi);
  lines.memory = line(prices.gib, use.memory, kMebi);
  lines.storage =
      line(PriceId::FargateStorageGib, std::max(0, use.storageGiB - kFargateFreeStorageGib), 1);
  if (use.platform == FargatePlatform::Windows) {
    lines.operatingSystem = line(PriceId::FargateOsWindows, use.cpu, kMebi);
  }
  return lines;
}

PriceId vcpuPriceOf(FargatePlatform platform) { return pricesFor(platform).vcpu; }

std::int64_t fargatePerHour(const FargateUse& use) {
  return fargateLines(use, kSecondsPerHour).total();
}

std::int64_t fargateMonthly(const FargateUse& use, std::int64_t tasks) {
  return fargateLines(use, tasks * kHoursPerMonth * kSecondsPerHour).total();
}

// ---- Load balancer

std::int64_t lcuMicro(const LcuUse& use) {
  constexpr std::int64_t kFreeRules = 10;
  const std::int64_t evaluationsMilli =
      use.requestsPerSecondMilli * std::max<std::int64_t>(0, use.rules - kFreeRules);
  return std::max({use.newConnectionsPerSecondMilli * 1000 / 25,
                   scaledPrice(use.activeConnections, kMillion, 3000), use.bytesPerHour / 1000,
                   evaluationsMilli});
}

std::int64_t albPerHour(std::int64_t lcuMicro) {
  return priceOf(PriceId::AlbHour).nanoUsd +
         scaledPrice(lcuMicro, priceOf(PriceId::AlbLcu).nanoUsd, kMillion);
}

// ---- Network

std::int64_t natMonthly(std::int64_t gateways, std::int64_t gib) {
  return monthly(PriceId::NatGatewayHour, gateways) + gib * priceOf(PriceId::NatGatewayGib).nanoUsd;
}

std::int64_t endpointsMonthly(std::int64_t endpoints, std::int64_t zones, std::int64_t gib) {
  return monthly(PriceId::InterfaceEndpointHour, endpoints * zones) +
         gib * priceOf(PriceId::InterfaceEndpointGib).nanoUsd;
}

std::int64_t publicIpv4Monthly(std::int64_t addresses) {
  return monthly(PriceId::PublicIpv4, addresses);
}

// ---- Lambda, EC2, logs

LambdaLines lambdaMonthly(const LambdaUse& use) {
  // In MB-milliseconds: 1,024,000 of them are a GB-second.
  constexpr std::int64_t kPerGibSecond = 1024 * 1000;
  const std::int64_t used = use.requests * use.durationMs * use.memory;
  const std::int64_t paid = std::max<std::int64_t>(0, used - kLambdaFreeGibSeconds * kPerGibSecond);
  LambdaLines lines;
  lines.requests = scaledPrice(std::max<std::int64_t>(0, use.requests - kLambdaFreeRequests),
                               priceOf(PriceId::LambdaRequests).nanoUsd, kMillion);
  const PriceId price = use.arm ? PriceId::LambdaGibSecondArm : PriceId::LambdaGibSecondX86;
  lines.duration = scaledPrice(paid, priceOf(price).nanoUsd, 1000 * kPerGibSecond);
  return lines;
}

std::int64_t ec2Monthly(std::string_view type, std::int64_t instances, std::int64_t volumeGib) {
  const Price* price = ec2Price(type);
  TY_ASSERT(price != nullptr);
  return instances *
         (kHoursPerMonth * price->nanoUsd + volumeGib * priceOf(PriceId::EbsGp3).nanoUsd);
}

LogLines logsMonthly(std::int64_t gib) {
  return {gib * priceOf(PriceId::LogsIngestion).nanoUsd,
          gib * priceOf(PriceId::LogsStorage).nanoUsd};
}

// ---- Savings Plan

SavingsHour savingsPlanHour(std::int64_t onDemand, std::int64_t commitment,
                            std::int32_t percentOff) {
  TY_ASSERT(percentOff > 0 && percentOff < 100);
  const std::int64_t covered = std::min(onDemand, scaledPrice(commitment, 100, 100 - percentOff));
  return {commitment + onDemand - covered, covered};
}

}  // namespace taskyard
