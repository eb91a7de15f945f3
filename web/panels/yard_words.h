#pragma once
// Short words for numbers that stand on the canvas.

#include <cstdint>
#include <string>

#include "base/time.h"

namespace taskyard {

// "40/s", "0.5/s", "1.2k/s" for thousandths per second.
std::string rateText(std::int64_t perSecondMilli);
// "1 task", "3 tasks".
std::string countText(std::int64_t count, const char* one, const char* many);
// "12 B", "3.4 KB", "1.2 MB".
std::string bytesText(std::int64_t bytes);
// "$0.0123", "$12.34", "$1,234".
std::string nanoDollars(std::int64_t nanoUsd);
// Of a share of 1: "12 %".
std::string percentText(double share);
// "5 s", "2 min", "1 h": one unit, cut off.
std::string roughDuration(DurationMs duration);

}  // namespace taskyard
