#include "engine/load_pattern.h"

#include <algorithm>
#include <array>

#include "base/draw.h"

namespace taskyard {

namespace {

// (1 - cos(2 pi i / 24)) / 2 in millionths, i = 0 to 24.
constexpr std::array<std::int64_t, 25> kDay24 = {
    0,      17037,  66987,  146447,  250000, 370590, 500000, 629410, 750000,
    853553, 933013, 982963, 1000000, 982963, 933013, 853553, 750000, 629410,
    500000, 370590, 250000, 146447,  66987,  17037,  0};

std::int64_t between(std::int64_t from, std::int64_t to, std::int64_t part, std::int64_t whole) {
  if (whole <= 0 || part >= whole) return to;
  return from + (to - from) * part / whole;
}

std::int64_t dailyRate(const LoadPattern& pattern, DurationMs since) {
  const DurationMs period = std::max<DurationMs>(pattern.riseMs, 24);
  const std::int64_t position = since % period * 24;
  const auto piece = static_cast<std::size_t>(position / period);
  const std::int64_t height = between(kDay24[piece], kDay24[piece + 1], position % period, period);
  return pattern.rateMilli + (pattern.peakMilli - pattern.rateMilli) * height / 1'000'000;
}

}  // namespace

std::int64_t rateAt(const LoadPattern& pattern, TimeMs now) {
  const DurationMs since = now - pattern.startAt;
  if (since < 0) return pattern.rateMilli;
  switch (pattern.kind) {
    case PatternKind::constant: return pattern.rateMilli;
    case PatternKind::ramp:
      return between(pattern.rateMilli, pattern.peakMilli, since, pattern.riseMs);
    case PatternKind::daily: return dailyRate(pattern, since);
    case PatternKind::flashCrowd: {
      if (since < pattern.riseMs) {
        return between(pattern.rateMilli, pattern.peakMilli, since, pattern.riseMs);
      }
      const DurationMs falling = since - pattern.riseMs - pattern.holdMs;
      if (falling < 0) return pattern.peakMilli;
      return between(pattern.peakMilli, pattern.rateMilli, falling, pattern.fallMs);
    }
    case PatternKind::recorded: {
      std::int64_t rate = pattern.rateMilli;
      for (const RatePoint& point : pattern.points) {
        if (point.at <= since) rate = point.rateMilli;
      }
      return rate;
    }
  }
  return 0;
}

std::int64_t noisyRateAt(const LoadPattern& pattern, std::uint64_t seed, std::uint64_t entity,
                         TimeMs now) {
  const std::int64_t rate = rateAt(pattern, now);
  if (pattern.noisePercent == 0 || rate == 0) return rate;
  const auto second = static_cast<std::uint64_t>(now / kSecond);
  const std::int64_t off = drawBetween({seed, Purpose::TrafficNoise, entity, second},
                                       -10 * pattern.noisePercent, 10 * pattern.noisePercent);
  return rate + rate * off / 1000;
}

TimeMs steadyUntil(const LoadPattern& pattern, TimeMs now) {
  if (pattern.noisePercent > 0) return now;
  const DurationMs since = now - pattern.startAt;
  if (pattern.kind == PatternKind::constant) return kForever;
  if (since < 0) return pattern.startAt;
  switch (pattern.kind) {
    case PatternKind::constant: return kForever;
    case PatternKind::ramp: return since < pattern.riseMs ? now : kForever;
    case PatternKind::daily: return now;
    case PatternKind::flashCrowd: {
      if (since < pattern.riseMs) return now;
      const DurationMs fallsAt = pattern.riseMs + pattern.holdMs;
      if (since < fallsAt) return pattern.startAt + fallsAt;
      return since < fallsAt + pattern.fallMs ? now : kForever;
    }
    case PatternKind::recorded:
      for (const RatePoint& point : pattern.points) {
        if (point.at > since) return pattern.startAt + point.at;
      }
      return kForever;
  }
  return kForever;
}

}  // namespace taskyard
