#include "cli/arguments.h"

#include <algorithm>

#include "base/text.h"

namespace taskyard::cli {

namespace {

constexpr DurationMs kLongest = 30 * kDay;

Error usageError(std::string message) { return {"UsageError", std::move(message)}; }

const OptionFacts* findOption(const std::vector<OptionFacts>& options, std::string_view name) {
  for (const OptionFacts& option : options) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

Error unknownOption(const std::vector<OptionFacts>& options, std::string_view name) {
  std::vector<std::string> known;
  for (const OptionFacts& option : options) known.emplace_back(option.name);
  const std::string nearest = closestWord(name, known);
  return usageError("unknown option " + std::string(name) +
                    (nearest.empty() ? "" : "; did you mean " + nearest + "?"));
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

DurationMs unitMs(char unit) {
  switch (unit) {
    case 's': return kSecond;
    case 'm': return kMinute;
    case 'h': return kHour;
    case 'd': return kDay;
    default: return 0;
  }
}

}  // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string>& words,
                                   const std::vector<OptionFacts>& options) {
  Arguments arguments;
  bool onlyWords = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (onlyWords || word.size() < 2 || word[0] != '-') {
      arguments.words_.push_back(word);
      continue;
    }
    if (word == "--") {
      onlyWords = true;
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const OptionFacts* option = findOption(options, name);
    if (option == nullptr) return unknownOption(options, name);
    if (arguments.has(name)) return usageError(name + " is given twice");
    std::string value;
    if (equals != std::string::npos) {
      if (option->value.empty()) return usageError(name + " takes no value");
      value = word.substr(equals + 1);
    } else if (!option->value.empty()) {
      if (i + 1 == words.size()) {
        return usageError(name + " needs a value: " + name + " " + std::string(option->value));
      }
      value = words[++i];
    }
    arguments.options_.emplace_back(name, std::move(value));
  }
  return arguments;
}

bool Arguments::has(std::string_view option) const {
  return std::any_of(options_.begin(), options_.end(),
                     [option](const auto& given) { return given.first == option; });
}

std::string Arguments::value(std::string_view option) const {
  for (const auto& [name, value] : options_) {
    if (name == option) return value;
  }
  return "";
}

Result<DurationMs> parseDuration(std::string_view text) {
  const Error error = usageError("\"" + std::string(text) +
                                 "\" is no duration; write 45s, 30m, 2h, 1h30m or seconds, at most "
                                 "30 days");
  DurationMs total = 0;
  std::string_view rest = text;
  if (rest.empty()) return error;
  while (!rest.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    while (digits < rest.size() && isDigit(rest[digits])) {
      number = number * 10 + (rest[digits++] - '0');
      if (number > kLongest) return error;
    }
    if (digits == 0) return error;
    rest.remove_prefix(digits);
    // A bare number is seconds, when nothing else stands there.
    const DurationMs unit = rest.empty() ? (digits == text.size() ? kSecond : 0) : unitMs(rest[0]);
    if (unit == 0) return error;
    if (!rest.empty()) rest.remove_prefix(1);
    total += number * unit;
    if (total > kLongest) return error;
  }
  return total;
}

Result<std::int64_t> parseNumber(std::string_view text, std::string_view what, std::int64_t low,
                                 std::int64_t high) {
  const Error error =
      usageError(std::string(what) + " takes a whole number from " + std::to_string(low) + " to " +
                 std::to_string(high) + ", not \"" + std::string(text) + "\"");
  std::int64_t number = 0;
  if (text.empty() || text.size() > 18) return error;
  for (const char c : text) {
    if (!isDigit(c)) return error;
    number = number * 10 + (c - '0');
  }
  if (number < low || number > high) return error;
  return number;
}

Result<SeedRange> parseSeedRange(std::string_view text) {
  constexpr std::int64_t kMostSeeds = 1'000'000;
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    return usageError("--seeds takes a range like 1..20, not \"" + std::string(text) + "\"");
  }
  constexpr std::int64_t kHighest = 999'999'999'999'999'999;
  const Result<std::int64_t> first = parseNumber(text.substr(0, dots), "--seeds", 0, kHighest);
  if (!first) return first.error();
  const Result<std::int64_t> last = parseNumber(text.substr(dots + 2), "--seeds", 0, kHighest);
  if (!last) return last.error();
  if (last.value() < first.value() || last.value() - first.value() >= kMostSeeds) {
    return usageError("--seeds goes upwards and has at most 1000000 seeds");
  }
  return SeedRange{static_cast<std::uint64_t>(first.value()),
                   static_cast<std::uint64_t>(last.value())};
}

}  // namespace taskyard::cli
