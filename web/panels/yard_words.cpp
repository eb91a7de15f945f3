#include "panels/yard_words.h"

#include <cstdio>
#include <cstdlib>

#include "widgets/paint.h"

namespace taskyard {

namespace {

template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

}  // namespace

std::string rateText(std::int64_t perSecondMilli) {
  const double rate = static_cast<double>(perSecondMilli) / 1000.0;
  if (rate >= 10000.0) return printed("%.1fk/s", rate / 1000.0);
  if (rate >= 10.0 || perSecondMilli % 1000 == 0) return printed("%.0f/s", rate);
  return printed("%.1f/s", rate);
}

std::string countText(std::int64_t count, const char* one, const char* many) {
  return std::string(shortNumber(count).text) + " " + (count == 1 ? one : many);
}

std::string bytesText(std::int64_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (bytes < 1000) return printed("%d B", static_cast<int>(bytes));
  if (bytes < 1'000'000) return printed("%.1f KB", value / 1e3);
  if (bytes < 1'000'000'000) return printed("%.1f MB", value / 1e6);
  return printed("%.1f GB", value / 1e9);
}

std::string nanoDollars(std::int64_t nanoUsd) {
  const double usd = static_cast<double>(nanoUsd) / 1e9;
  if (nanoUsd == 0) return "$0";
  if (std::llabs(nanoUsd) < 100'000'000) return printed("$%.4f", usd);
  if (std::llabs(nanoUsd) < 1000ll * 1'000'000'000) return printed("$%.2f", usd);
  const auto whole = static_cast<long long>(usd + 0.5);
  if (whole < 1'000'000) return printed("$%lld,%03lld", whole / 1000, whole % 1000);
  return printed("$%lld,%03lld,%03lld", whole / 1'000'000, whole / 1000 % 1000, whole % 1000);
}

std::string percentText(double share) { return printed("%.0f %%", share * 100.0); }

std::string roughDuration(DurationMs duration) {
  if (duration < kMinute) return printed("%d s", static_cast<int>(duration / kSecond));
  if (duration < kHour) return printed("%d min", static_cast<int>(duration / kMinute));
  return printed("%.1f h", static_cast<double>(duration) / static_cast<double>(kHour));
}

}  // namespace taskyard
