#pragma once
// Prices in us-east-1, in 10^-9 US dollars so that they are whole numbers.
// Source: aws.amazon.com/fargate/pricing, copy of 2026 (hourly figures; per-second ones follow).

#include <cstdint>

namespace taskyard::prices {

inline constexpr std::int64_t kFargateVcpuHourNanoUsd = 40'480'000;     // Linux/x86
inline constexpr std::int64_t kFargateGibHourNanoUsd = 4'445'000;       // Linux/x86
inline constexpr std::int64_t kFargateStorageGibHourNanoUsd = 111'000;  // above the free 20 GiB
inline constexpr std::int32_t kFargateFreeStorageGib = 20;
inline constexpr std::int64_t kFargateMinimumSeconds = 60;  // Linux
inline constexpr std::int64_t kPublicIpv4HourNanoUsd = 5'000'000;

}  // namespace taskyard::prices
