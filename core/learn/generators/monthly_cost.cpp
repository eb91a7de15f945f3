// Fargate tasks against EC2 instances that hold the same tasks.

#include "engine/cost_formulas.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"
#include "model/fargate_catalog.h"
#include "model/prices.h"

namespace taskyard {

namespace {

// "Fargate, by about $12 a month".
std::string verdict(std::int64_t fargate, std::int64_t ec2) {
  const std::int64_t less = fargate < ec2 ? ec2 - fargate : fargate - ec2;
  return std::string(fargate < ec2 ? "Fargate" : "EC2") + ", by about " + usdText(less);
}

// "$0.04048": without the zeros at the end.
std::string priceText(std::int64_t nanoUsd) {
  std::string digits = std::to_string(kNanoPerUsd + nanoUsd % kNanoPerUsd).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return "$" + std::to_string(nanoUsd / kNanoPerUsd) + (digits.empty() ? "" : "." + digits);
}

}  // namespace

Result<Draft> makeMonthlyCost(Values& values) {
  struct Size {
    std::int32_t cpu;
    std::int32_t memory;
  };
  constexpr Size kSizes[] = {{256, 512}, {512, 1024}, {512, 2048}, {1024, 2048}, {1024, 4096}};
  constexpr const char* kTypes[] = {"m5.large", "c5.large", "t3.medium"};
  const Size& size = values.pick(kSizes);
  const std::int64_t tasks = values.between(2, 16);
  const std::int64_t instances = values.between(2, 6);
  const std::string type = values.pick(kTypes);
  const Price* hour = ec2Price(type);
  if (hour == nullptr) return Error{"Generator", "monthly-cost: no price of " + type};
  const std::int64_t vcpu = priceOf(PriceId::FargateVcpuX86).nanoUsd;
  const std::int64_t gib = priceOf(PriceId::FargateGibX86).nanoUsd;
  // By hand, in nano-USD: exact, because 1,024 divides each product.
  const std::int64_t taskHour = vcpu * size.cpu / 1024 + gib * size.memory / 1024;
  const std::int64_t fargateByHand = taskHour * tasks * kHoursPerMonth;
  const std::int64_t ec2ByHand = hour->nanoUsd * instances * kHoursPerMonth;
  const std::int64_t fargate = fargateMonthly({.cpu = size.cpu, .memory = size.memory}, tasks);
  const std::int64_t ec2 = ec2Monthly(type, instances, 0);
  Draft draft;
  draft.stem = {
      "A company compares two designs in us-east-1 for a month of 730 hours. Design one: " +
          tasksText(tasks) + " on AWS Fargate with " + vcpuText(size.cpu) + " and " +
          memoryText(size.memory) + " each, at " + priceText(vcpu) + " per vCPU-hour and " +
          priceText(gib) + " per GB-hour. Design two: " + instancesText(instances) + " of type " +
          type + " on Amazon EC2 at " + priceText(hour->nanoUsd) +
          " per hour, which hold the same tasks. Storage and traffic are left out.",
      "Which design costs less, and by how much a month?"};
  draft.decidingWords = {"a month of 730 hours"};
  draft.modelKey = verdict(fargate, ec2);
  draft.closedForm = verdict(fargateByHand, ec2ByHand);
  draft.keyWhy = "Fargate: " + usdText(fargate) + " a month. EC2: " + usdText(ec2) + " a month.";
  draft.mistakes = {
      {verdict(ec2, fargate), "The right amount, with the designs mixed up.", {}},
      {verdict(vcpu * size.cpu / 1024 * tasks * kHoursPerMonth, ec2),
       "The memory of the tasks was forgotten.",
       {}},
      {verdict(taskHour * kHoursPerMonth, ec2), "That is the price of one task.", {}},
      {verdict(fargate, hour->nanoUsd * kHoursPerMonth), "That is the price of one instance.", {}},
      {verdict((vcpu * size.cpu / 1024 + gib * size.cpu / 1024) * tasks * kHoursPerMonth, ec2),
       "CPU and memory were taken for the same number.",
       {}}};
  draft.explanation =
      "Fargate bills the size of every task; EC2 bills instances, full or empty. Prices of "
      "us-east-1 as of 2026; they change.";
  draft.sources = {
      {"AWS Fargate Pricing", "https://aws.amazon.com/fargate/pricing/", "2026-11"},
      {"Amazon EC2 On-Demand Pricing", "https://aws.amazon.com/ec2/pricing/on-demand/", "2026-11"}};
  return draft;
}

}  // namespace taskyard
