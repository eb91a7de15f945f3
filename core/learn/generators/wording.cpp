#include "learn/generators/wording.h"

#include "model/prices.h"

namespace taskyard {

namespace {

std::string countedText(std::int64_t count, const char* one, const char* many) {
  return grouped(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string tasksText(std::int64_t count) { return countedText(count, "task", "tasks"); }
std::string instancesText(std::int64_t count) {
  return countedText(count, "instance", "instances");
}
std::string secondsText(std::int64_t count) { return countedText(count, "second", "seconds"); }
std::string usdText(std::int64_t nanoUsd) { return "$" + grouped(nearestOf(nanoUsd, kNanoPerUsd)); }

}  // namespace taskyard
