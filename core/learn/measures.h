#pragma once
// What conditions can measure on a service: names, kinds, words and values.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "learn/condition.h"

namespace taskyard {

struct MeasureFacts {
  enum class Kind : std::uint8_t { Count, Flag, Words };
  ServiceMeasure measure{};
  std::string_view name;   // as in the JSON
  std::string_view shown;  // "running tasks"
  Kind kind = Kind::Count;
  std::vector<std::string> words;  // Words: AWS's names in the order of their values
};

const std::vector<MeasureFacts>& measureTable();
const MeasureFacts& factsOf(ServiceMeasure measure);

// REQUIRES: the service's status is not INACTIVE. Flags: 0 or 1; Words: position in words.
std::int64_t measure(const State& state, ServiceIndex service, ServiceMeasure measure);

// The newest service of that name that is not INACTIVE; cluster "" for any.
ServiceIndex findLiveService(const State& state, std::string_view name, std::string_view cluster);

}  // namespace taskyard
