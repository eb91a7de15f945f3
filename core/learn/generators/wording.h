#pragma once
// How generated questions word numbers, and the sources that several families share.

#include <cstdint>
#include <string>

#include "base/milli.h"
#include "learn/generators/generator.h"

namespace taskyard {

// a / b, rounded up. REQUIRES: a >= 0, b > 0.
[[nodiscard]] constexpr std::int64_t ceilOf(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}
// a / b to the nearest whole number, the half upwards.
[[nodiscard]] constexpr std::int64_t nearestOf(std::int64_t a, std::int64_t b) {
  return (2 * a + b) / (2 * b);
}

// "1 task", "1,024 tasks".
std::string tasksText(std::int64_t count);
std::string instancesText(std::int64_t count);
std::string secondsText(std::int64_t count);
// Whole dollars: "$1,024".
std::string usdText(std::int64_t nanoUsd);

inline Source ecsGuide(std::string title, const std::string& page) {
  return {std::move(title),
          "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/" + page + ".html",
          "2026-11"};
}
inline Source ecsApi(std::string title, const std::string& page) {
  return {std::move(title),
          "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/" + page + ".html", "2026-11"};
}
inline Source scalingGuide(std::string title, const std::string& page) {
  return {std::move(title),
          "https://docs.aws.amazon.com/autoscaling/application/userguide/" + page + ".html",
          "2026-11"};
}

}  // namespace taskyard
