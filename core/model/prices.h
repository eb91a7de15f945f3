#pragma once
// What things cost in us-east-1: one table of data, every row with its source. Amounts are whole
// numbers, in 10^-9 US dollars (nano-USD) per unit, so that sums are exact.
//
// Sources, in the table's short words:
//   FPRICE  aws.amazon.com/fargate/pricing (stored copy of 2026, exact day unknown); hourly figures
//           where AWS prints only seconds: vantage.sh
//   LPRICE  aws.amazon.com/lambda/pricing (stored copy of 2026)
//   INFRA   price test vectors of infracost (computed from the AWS Price List, 2024-07 to 2025-07)
//   IPV4    price-list line quoted in public bills
//   memory  from memory, not verified

#include <cstdint>
#include <span>
#include <string_view>

namespace taskyard {

// A month is 730 hours, as AWS's calculator has it.
inline constexpr std::int64_t kHoursPerMonth = 730;
inline constexpr std::int64_t kNanoPerUsd = 1'000'000'000;

enum class PriceId : std::uint8_t {
  // Fargate.
  FargateVcpuX86,
  FargateGibX86,
  FargateVcpuArm,
  FargateGibArm,
  FargateVcpuWindows,
  FargateOsWindows,
  FargateGibWindows,
  FargateStorageGib,
  // EC2 on-demand, Linux.
  T2Micro,
  T3Nano,
  T3Micro,
  T3Small,
  T3Medium,
  T3Large,
  T3Xlarge,
  T4gMedium,
  M5Large,
  M5Xlarge,
  M52xlarge,
  M54xlarge,
  M6iLarge,
  M6iXlarge,
  M7gLarge,
  M7gXlarge,
  C5Large,
  C5Xlarge,
  C7gLarge,
  R5Large,
  T32xlarge,
  M4Large,
  C4Large,
  C44xlarge,
  C52xlarge,
  M6gLarge,
  M7gMedium,
  M7g2xlarge,
  G4dnXlarge,
  EbsGp3,
  // Network.
  PublicIpv4,
  NatGatewayHour,
  NatGatewayGib,
  InterfaceEndpointHour,
  InterfaceEndpointGib,
  GatewayEndpoint,
  DataOut,
  CrossZone,
  // Load balancing.
  AlbHour,
  AlbLcu,
  NlbHour,
  NlbNlcu,
  // Logs and metrics.
  LogsIngestion,
  LogsStorage,
  LogsInsights,
  CustomMetric,
  StandardAlarm,
  HighResolutionAlarm,
  // Around tasks.
  EcrStorage,
  SecretMonth,
  SecretCalls,
  SsmStandardParameter,
  SqsStandard,
  SqsFifo,
  ApiGatewayRest,
  ApiGatewayHttp,
  RdsHour,
  DynamoDbWrites,
  DynamoDbReads,
  // The contrasts.
  LambdaRequests,
  LambdaGibSecondX86,
  LambdaGibSecondArm,
  EksCluster,
  EksClusterExtended,
  EcsControlPlane,
};
inline constexpr std::size_t kPriceCount = static_cast<std::size_t>(PriceId::EcsControlPlane) + 1;

enum class PriceUnit : std::uint8_t {
  Hour,
  VcpuHour,
  GibHour,
  GibMonth,
  Month,
  Gib,
  LcuHour,
  MillionRequests,
  TenThousandCalls,
  ThousandGibSeconds,
};

enum class PriceCertainty : std::uint8_t {
  Published,   // on a page or in a price list of AWS, or computed by others from it
  Derived,     // arithmetic on published values
  FromMemory,  // not verified
};

struct Price {
  PriceId id{};
  const char* what = "";  // "Fargate Linux/x86 vCPU"; for EC2 the instance type
  PriceUnit unit{};
  std::int64_t nanoUsd = 0;
  const char* source = "";
  const char* date = "";
  PriceCertainty certainty{};
};

std::span<const Price> priceCatalog();
const Price& priceOf(PriceId id);
// nullptr when the type is not in the catalog. type: "m5.large".
const Price* ec2Price(std::string_view type);
const char* nameOf(PriceUnit unit);            // "vCPU-hour"
const char* nameOf(PriceCertainty certainty);  // "published"

// ---- Discounts, in whole per cent off the on-demand price.

enum class Discount : std::uint8_t {
  FargateSpot,
  SavingsFargateOneYear,
  SavingsFargateThreeYears,
  SavingsEc2OneYear,
  SavingsEc2ThreeYears,
  SavingsLambda,
  Ec2Spot,
};

struct DiscountRow {
  Discount id{};
  const char* what = "";
  std::int32_t percentOff = 0;
  const char* source = "";
  const char* date = "";
  PriceCertainty certainty{};
};

std::span<const DiscountRow> discounts();
std::int32_t percentOff(Discount discount);

// ---- Quantities that are not charged, or at least charged.

inline constexpr std::int32_t kFargateFreeStorageGib = 20;
inline constexpr std::int64_t kFargateMinimumSeconds = 60;  // Linux; source: FPRICE
inline constexpr std::int64_t kFargateWindowsMinimumSeconds = 300;
inline constexpr std::int64_t kEc2MinimumSeconds = 60;          // Linux; from memory
inline constexpr std::int64_t kLambdaFreeRequests = 1'000'000;  // a month; source: LPRICE
inline constexpr std::int64_t kLambdaFreeGibSeconds = 400'000;  // a month; source: LPRICE
inline constexpr std::int64_t kSqsFreeRequests = 1'000'000;     // a month; from memory
inline constexpr std::int64_t kDataOutFreeGib = 100;            // a month; from memory

}  // namespace taskyard
