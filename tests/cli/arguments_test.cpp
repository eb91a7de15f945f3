// The program's arguments: words, options, durations, numbers, and what is refused.

#include <doctest/doctest.h>

#include "cli/arguments.cpp"  // the program's own; it is no library

using namespace taskyard;
using namespace taskyard::cli;

namespace {

const std::vector<OptionFacts> kOptions = {{"--seed", "N", ""}, {"--json", "", ""}};

std::string refusal(const std::vector<std::string>& words) {
  const Result<Arguments> arguments = Arguments::parse(words, kOptions);
  return arguments ? "" : arguments.error().message;
}

}  // namespace

TEST_CASE("arguments: options anywhere, values after a blank or an equals sign") {
  const Result<Arguments> read =
      Arguments::parse({"--seed", "7", "a", "--json", "-", "--", "--b"}, kOptions);
  REQUIRE(read.ok());
  CHECK(read.value().words() == std::vector<std::string>{"a", "-", "--b"});
  CHECK(read.value().value("--seed") == "7");
  CHECK(read.value().has("--json"));
  CHECK(Arguments::parse({"--seed=9"}, kOptions).value().value("--seed") == "9");
  CHECK(Arguments::parse({"--seed="}, kOptions).value().value("--seed") == "");
}

TEST_CASE("arguments: what is refused") {
  CHECK(refusal({"--sed", "7"}) == "unknown option --sed; did you mean --seed?");
  CHECK(refusal({"--zzz"}) == "unknown option --zzz");
  CHECK(refusal({"--seed"}) == "--seed needs a value: --seed N");
  CHECK(refusal({"--json=1"}) == "--json takes no value");
  CHECK(refusal({"--json", "--json"}) == "--json is given twice");
}

TEST_CASE("arguments: durations") {
  CHECK(parseDuration("45s").value() == 45 * kSecond);
  CHECK(parseDuration("30m").value() == 30 * kMinute);
  CHECK(parseDuration("2h").value() == 2 * kHour);
  CHECK(parseDuration("1h30m").value() == 90 * kMinute);
  CHECK(parseDuration("90").value() == 90 * kSecond);
  CHECK(parseDuration("30d").value() == 30 * kDay);
  CHECK(parseDuration("0").value() == 0);
  for (const char* bad :
       {"", "m", "10x", "-5", "1h30", "31d", "99999999999999999999", "5 m", "1.5h"}) {
    CAPTURE(bad);
    CHECK_FALSE(parseDuration(bad).ok());
  }
}

TEST_CASE("arguments: numbers and ranges of seeds") {
  CHECK(parseNumber("20", "--seeds", 1, 20).value() == 20);
  for (const char* bad : {"", "0", "21", "-1", "x", "1e3", "9999999999999999999"}) {
    CAPTURE(bad);
    CHECK_FALSE(parseNumber(bad, "--seeds", 1, 20).ok());
  }
  CHECK(parseSeedRange("3..5").value().first == 3);
  CHECK(parseSeedRange("3..5").value().last == 5);
  CHECK(parseSeedRange("4..4").value().last == 4);
  for (const char* bad : {"", "3", "5..3", "..", "1..", "1..2..3", "1..2000000"}) {
    CAPTURE(bad);
    CHECK_FALSE(parseSeedRange(bad).ok());
  }
}
