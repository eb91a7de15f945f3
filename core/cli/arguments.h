#pragma once
// What stands behind the program's name: a command, its words and its options.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace taskyard::cli {

// An option a command takes. value: what stands for its value in the usage ("N"), "" for a switch.
struct OptionFacts {
  std::string_view name;  // "--seed"
  std::string_view value;
  std::string_view help;
};

class Arguments {
 public:
  // "--name value", "--name=value" and "--switch" may stand anywhere; "--" ends options; "-" is a
  // word. Errors: "UsageError" for an unknown option, a missing value, an option given twice.
  static Result<Arguments> parse(const std::vector<std::string>& words,
                                 const std::vector<OptionFacts>& options);

  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
  [[nodiscard]] bool has(std::string_view option) const;
  // The option's value, "" when it is absent.
  [[nodiscard]] std::string value(std::string_view option) const;

 private:
  std::vector<std::string> words_;
  std::vector<std::pair<std::string, std::string>> options_;
};

// "45s", "30m", "2h", "1d", "1h30m" or a number of seconds; at most 30 days.
// Errors: "UsageError" with what would be right.
Result<DurationMs> parseDuration(std::string_view text);
// A whole number from low to high. what: for the message ("--seed").
Result<std::int64_t> parseNumber(std::string_view text, std::string_view what, std::int64_t low,
                                 std::int64_t high);

// "1..20", both ends included, at most 1,000,000 seeds.
struct SeedRange {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
};
Result<SeedRange> parseSeedRange(std::string_view text);

}  // namespace taskyard::cli
