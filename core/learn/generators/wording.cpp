#include "learn/generators/wording.h"

#include "model/prices.h"

namespace taskyard {

namespace {

std::string countedText(std::int64_t count, const char* one, const char* many) {
  return grouped(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return (value < 0 ? "-" : "") + digits;
}

std::string tasksText(std::int64_t count) { return countedText(count, "task", "tasks"); }
std::string instancesText(std::int64_t count) {
  return countedText(count, "instance", "instances");
}
std::string secondsText(std::int64_t count) { return countedText(count, "second", "seconds"); }
std::string usdText(std::int64_t nanoUsd) { return "$" + grouped(nearestOf(nanoUsd, kNanoPerUsd)); }

}  // namespace taskyard
