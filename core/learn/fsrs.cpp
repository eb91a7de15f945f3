#include "learn/fsrs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace taskyard {

namespace {

// The default parameters of FSRS-6, w0 to w20.
constexpr std::array<double, 21> kW = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                       0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                       1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
constexpr double kRetention = 0.9;
constexpr double kStabilityLeast = 0.001;
constexpr double kDaysMost = 36500;

// To eight decimals, as the reference does after every step.
double rounded(double value) {
  constexpr double kScale = 1e8;
  return std::floor(value * kScale + 0.5) / kScale;
}

double numberOf(Grade grade) { return static_cast<double>(grade); }

double firstDifficulty(Grade grade) {
  return rounded(kW[4] - std::exp((numberOf(grade) - 1) * kW[5]) + 1);
}

double nextDifficulty(double difficulty, Grade grade) {
  const double change = -kW[6] * (numberOf(grade) - 3);
  const double damped = difficulty + rounded(change * (10 - difficulty) / 9);
  const double reverted = kW[7] * firstDifficulty(Grade::Easy) + (1 - kW[7]) * damped;
  return std::clamp(rounded(reverted), 1.0, 10.0);
}

double afterSameDay(double stability, Grade grade) {
  double factor = std::pow(stability, -kW[19]) * std::exp(kW[17] * (numberOf(grade) - 3 + kW[18]));
  if (grade >= Grade::Hard) factor = std::max(factor, 1.0);
  return rounded(std::clamp(stability * factor, kStabilityLeast, kDaysMost));
}

double afterForgetting(const Memory& memory, double chance) {
  const double forgotten = kW[11] * std::pow(memory.difficulty, -kW[12]) *
                           (std::pow(memory.stability + 1, kW[13]) - 1) *
                           std::exp((1 - chance) * kW[14]);
  const double most = rounded(std::clamp(forgotten, kStabilityLeast, kDaysMost));
  const double least = rounded(memory.stability / std::exp(kW[17] * kW[18]));
  return std::min(std::max(least, kStabilityLeast), most);
}

double afterRecall(const Memory& memory, double chance, Grade grade) {
  const double penalty = grade == Grade::Hard ? kW[15] : 1;
  const double bonus = grade == Grade::Easy ? kW[16] : 1;
  const double growth = std::exp(kW[8]) * (11 - memory.difficulty) *
                        std::pow(memory.stability, -kW[9]) * (std::exp((1 - chance) * kW[10]) - 1) *
                        penalty * bonus;
  return rounded(std::clamp(memory.stability * (1 + growth), kStabilityLeast, kDaysMost));
}

}  // namespace

double retrievability(const Memory& memory, std::int64_t days) {
  const double decay = -kW[20];
  const double factor = rounded(std::exp(std::log(kRetention) / decay) - 1);
  return rounded(std::pow(1 + factor * static_cast<double>(days) / memory.stability, decay));
}

Memory nextMemory(const std::optional<Memory>& before, std::int64_t days, Grade grade) {
  if (!before) {
    return {std::max(kW[static_cast<std::size_t>(grade) - 1], 0.1),
            std::clamp(firstDifficulty(grade), 1.0, 10.0)};
  }
  Memory after;
  after.difficulty = nextDifficulty(before->difficulty, grade);
  if (days == 0) {
    after.stability = afterSameDay(before->stability, grade);
  } else if (grade == Grade::Again) {
    after.stability = afterForgetting(*before, retrievability(*before, days));
  } else {
    after.stability = afterRecall(*before, retrievability(*before, days), grade);
  }
  return after;
}

std::int64_t nextIntervalDays(const Memory& memory) {
  const double days = std::floor(memory.stability + 0.5);  // retention is 0.9, the factor is 1
  return static_cast<std::int64_t>(std::clamp(days, 1.0, kDaysMost));
}

}  // namespace taskyard
