#include "model/prices.h"

#include <iterator>

#include "base/assert.h"

namespace taskyard {

namespace {

using enum PriceId;
using enum PriceUnit;
using enum PriceCertainty;

// In the order of PriceId. Windows: AWS prints per-second prices, times 3,600.
constexpr Price kCatalog[] = {
    {FargateVcpuX86, "Fargate Linux/x86 vCPU", VcpuHour, 40'480'000, "FPRICE", "2026", Published},
    {FargateGibX86, "Fargate Linux/x86 memory", GibHour, 4'445'000, "FPRICE", "2026", Published},
    {FargateVcpuArm, "Fargate Linux/ARM vCPU", VcpuHour, 32'380'000, "FPRICE", "2026", Published},
    {FargateGibArm, "Fargate Linux/ARM memory", GibHour, 3'560'000, "FPRICE", "2026", Published},
    {FargateVcpuWindows, "Fargate Windows vCPU", VcpuHour, 91'500'120, "FPRICE", "2026", Published},
    {FargateOsWindows, "Fargate Windows licence", VcpuHour, 46'000'080, "FPRICE", "2026",
     Published},
    {FargateGibWindows, "Fargate Windows memory", GibHour, 10'000'080, "FPRICE", "2026", Published},
    {FargateStorageGib, "Fargate storage above 20 GB", GibHour, 111'000, "FPRICE", "2026",
     Published},

    {T2Micro, "t2.micro", Hour, 11'600'000, "INFRA", "2025-07", Published},
    {T3Nano, "t3.nano", Hour, 5'200'000, "INFRA", "2025-07", Published},
    {T3Micro, "t3.micro", Hour, 10'400'000, "INFRA", "2025-07", Published},
    {T3Small, "t3.small", Hour, 20'800'000, "INFRA", "2025-07", Published},
    {T3Medium, "t3.medium", Hour, 41'600'000, "INFRA", "2025-07", Published},
    {T3Large, "t3.large", Hour, 83'200'000, "INFRA", "2025-07", Published},
    {T3Xlarge, "t3.xlarge", Hour, 166'400'000, "memory (2 x t3.large)", "2026-11", FromMemory},
    {T4gMedium, "t4g.medium", Hour, 33'600'000, "memory", "2026-11", FromMemory},
    {M5Large, "m5.large", Hour, 96'000'000, "INFRA", "2025-07", Published},
    {M5Xlarge, "m5.xlarge", Hour, 192'000'000, "INFRA", "2025-07", Published},
    {M52xlarge, "m5.2xlarge", Hour, 384'000'000, "INFRA", "2025-07", Published},
    {M54xlarge, "m5.4xlarge", Hour, 768'000'000, "INFRA", "2025-07", Published},
    {M6iLarge, "m6i.large", Hour, 96'000'000, "INFRA", "2025-07", Published},
    {M6iXlarge, "m6i.xlarge", Hour, 192'000'000, "memory", "2026-11", FromMemory},
    {M7gLarge, "m7g.large", Hour, 81'600'000, "LPRICE (half of m7g.xlarge)", "2026", Derived},
    {M7gXlarge, "m7g.xlarge", Hour, 163'200'000, "LPRICE", "2026", Published},
    {C5Large, "c5.large", Hour, 85'000'000, "memory", "2026-11", FromMemory},
    {C5Xlarge, "c5.xlarge", Hour, 170'000'000, "memory", "2026-11", FromMemory},
    {C7gLarge, "c7g.large", Hour, 72'500'000, "memory", "2026-11", FromMemory},
    {R5Large, "r5.large", Hour, 126'000'000, "memory", "2026-11", FromMemory},
    {T32xlarge, "t3.2xlarge", Hour, 332'800'000, "memory (4 x t3.large)", "2026-11", FromMemory},
    {M4Large, "m4.large", Hour, 100'000'000, "memory", "2026-11", FromMemory},
    {C4Large, "c4.large", Hour, 100'000'000, "memory", "2026-11", FromMemory},
    {C44xlarge, "c4.4xlarge", Hour, 796'000'000, "memory", "2026-11", FromMemory},
    {C52xlarge, "c5.2xlarge", Hour, 340'000'000, "memory", "2026-11", FromMemory},
    {M6gLarge, "m6g.large", Hour, 77'000'000, "memory", "2026-11", FromMemory},
    {M7gMedium, "m7g.medium", Hour, 40'800'000, "LPRICE (quarter of m7g.xlarge)", "2026", Derived},
    {M7g2xlarge, "m7g.2xlarge", Hour, 326'400'000, "LPRICE (2 x m7g.xlarge)", "2026", Derived},
    {G4dnXlarge, "g4dn.xlarge", Hour, 526'000'000, "memory", "2026-11", FromMemory},
    {EbsGp3, "EBS gp3 volume", GibMonth, 80'000'000, "INFRA", "2025-07", Published},

    {PublicIpv4, "Public IPv4 address, used or idle", Hour, 5'000'000, "IPV4, INFRA", "2025-07",
     Published},
    {NatGatewayHour, "NAT gateway", Hour, 45'000'000, "INFRA", "2025-07", Published},
    {NatGatewayGib, "NAT gateway, data processed", Gib, 45'000'000, "INFRA", "2025-07", Published},
    {InterfaceEndpointHour, "Interface endpoint in one zone", Hour, 10'000'000, "INFRA", "2025-07",
     Published},
    {InterfaceEndpointGib, "Interface endpoint, data processed", Gib, 10'000'000, "INFRA",
     "2025-07", Published},
    {GatewayEndpoint, "Gateway endpoint (S3, DynamoDB)", Hour, 0, "memory", "2026-11", FromMemory},
    {DataOut, "Data out to the internet, from 100 GB to 10 TB", Gib, 90'000'000, "memory",
     "2026-11", FromMemory},
    {CrossZone, "Traffic between zones, each direction", Gib, 10'000'000, "INFRA", "2025-07",
     Published},

    {AlbHour, "Application Load Balancer", Hour, 22'500'000, "INFRA", "2025-07", Published},
    {AlbLcu, "Application Load Balancer, capacity units", LcuHour, 8'000'000, "INFRA", "2025-07",
     Published},
    {NlbHour, "Network Load Balancer", Hour, 22'500'000, "INFRA", "2025-07", Published},
    {NlbNlcu, "Network Load Balancer, capacity units", LcuHour, 6'000'000, "INFRA", "2025-07",
     Published},

    {LogsIngestion, "CloudWatch Logs, ingested", Gib, 500'000'000, "INFRA", "2025-07", Published},
    {LogsStorage, "CloudWatch Logs, stored", GibMonth, 30'000'000, "INFRA", "2025-07", Published},
    {LogsInsights, "Logs Insights, scanned", Gib, 5'000'000, "INFRA", "2025-07", Published},
    {CustomMetric, "CloudWatch custom metric, first 10,000", Month, 300'000'000, "memory",
     "2026-11", FromMemory},
    {StandardAlarm, "CloudWatch alarm", Month, 100'000'000, "INFRA", "2025-07", Published},
    {HighResolutionAlarm, "CloudWatch high-resolution alarm", Month, 300'000'000, "INFRA",
     "2025-07", Published},

    {EcrStorage, "ECR private storage", GibMonth, 100'000'000, "INFRA", "2025-07", Published},
    {SecretMonth, "Secrets Manager secret", Month, 400'000'000, "INFRA", "2025-07", Published},
    {SecretCalls, "Secrets Manager API calls", TenThousandCalls, 50'000'000, "INFRA", "2025-07",
     Published},
    {SsmStandardParameter, "SSM standard parameter", Month, 0, "memory", "2026-11", FromMemory},
    {SqsStandard, "SQS standard queue", MillionRequests, 400'000'000, "INFRA", "2025-07",
     Published},
    {SqsFifo, "SQS FIFO queue", MillionRequests, 500'000'000, "INFRA", "2025-07", Published},
    {ApiGatewayRest, "API Gateway REST API", MillionRequests, 3'500'000'000, "INFRA", "2025-07",
     Published},
    {ApiGatewayHttp, "API Gateway HTTP API", MillionRequests, 1'000'000'000, "memory", "2026-11",
     FromMemory},
    {RdsHour, "RDS instance, Single-AZ (db.t3.medium stands for all)", Hour, 68'000'000, "memory",
     "2026-11", FromMemory},
    {DynamoDbWrites, "DynamoDB on-demand writes", MillionRequests, 625'000'000, "memory", "2026-11",
     FromMemory},
    {DynamoDbReads, "DynamoDB on-demand reads", MillionRequests, 125'000'000, "memory", "2026-11",
     FromMemory},

    {LambdaRequests, "Lambda requests", MillionRequests, 200'000'000, "LPRICE", "2026", Published},
    {LambdaGibSecondX86, "Lambda duration, x86", ThousandGibSeconds, 16'666'700, "LPRICE", "2026",
     Published},
    {LambdaGibSecondArm, "Lambda duration, ARM", ThousandGibSeconds, 13'333'400, "LPRICE", "2026",
     Published},
    {EksCluster, "EKS control plane", Hour, 100'000'000, "INFRA", "2025-07", Published},
    {EksClusterExtended, "EKS control plane, extended support", Hour, 600'000'000, "INFRA",
     "2025-07", Published},
    {EcsControlPlane, "ECS control plane", Hour, 0, "FPRICE (lists no such charge)", "2026",
     Published},
};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < std::size(kCatalog); ++i) {
    if (static_cast<std::size_t>(kCatalog[i].id) != i) return false;
  }
  return true;
}
static_assert(std::size(kCatalog) == kPriceCount && inOrder(), "one row per PriceId, in order");

constexpr DiscountRow kDiscounts[] = {
    // "Up to 70 %"; the current Spot price is in no source we have.
    {Discount::FargateSpot, "Fargate Spot", 70, "FPRICE (\"up to\")", "2026", Derived},
    {Discount::SavingsFargateOneYear, "Compute Savings Plan, Fargate, 1 year", 20, "vantage.sh",
     "2026", Derived},
    {Discount::SavingsFargateThreeYears, "Compute Savings Plan, Fargate, 3 years", 45, "vantage.sh",
     "2026", Derived},
    {Discount::SavingsEc2OneYear, "Compute Savings Plan, EC2, 1 year", 27, "memory", "2026-11",
     FromMemory},
    {Discount::SavingsEc2ThreeYears, "Compute Savings Plan, EC2, 3 years", 50, "memory", "2026-11",
     FromMemory},
    {Discount::SavingsLambda, "Compute Savings Plan, Lambda", 17,
     "AWS text (\"up to\") quoted on public pages", "2026", Derived},
    {Discount::Ec2Spot, "EC2 Spot, at best", 90, "memory", "2026-11", FromMemory},
};

}  // namespace

std::span<const Price> priceCatalog() { return kCatalog; }

const Price& priceOf(PriceId id) { return kCatalog[static_cast<std::size_t>(id)]; }

const Price* ec2Price(std::string_view type) {
  for (auto id = static_cast<std::size_t>(T2Micro); id <= static_cast<std::size_t>(G4dnXlarge);
       ++id) {
    if (type == kCatalog[id].what) return &kCatalog[id];
  }
  return nullptr;
}

const char* nameOf(PriceUnit unit) {
  switch (unit) {
    case Hour: return "hour";
    case VcpuHour: return "vCPU-hour";
    case GibHour: return "GB-hour";
    case GibMonth: return "GB-month";
    case Month: return "month";
    case Gib: return "GB";
    case LcuHour: return "LCU-hour";
    case MillionRequests: return "1,000,000 requests";
    case TenThousandCalls: return "10,000 calls";
    case ThousandGibSeconds: return "1,000 GB-seconds";
  }
  return "";
}

const char* nameOf(PriceCertainty certainty) {
  switch (certainty) {
    case Published: return "published";
    case Derived: return "derived";
    case FromMemory: return "from memory";
  }
  return "";
}

std::span<const DiscountRow> discounts() { return kDiscounts; }

std::int32_t percentOff(Discount discount) {
  for (const DiscountRow& row : kDiscounts) {
    if (row.id == discount) return row.percentOff;
  }
  TY_ASSERT(false);
  return 0;
}

}  // namespace taskyard
