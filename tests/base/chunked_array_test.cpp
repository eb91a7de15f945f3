// Goal: copies hold what was there when they were made, whatever is written afterwards to any of
// them, and share what nobody has changed. Method: a random walk of writes and copies against
// std::vector.

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "base/chunked_array.h"
#include "base/draw.h"

namespace taskyard {

namespace {

struct Record {
  std::int64_t value = 7;
  std::uint32_t other = 0;
};

std::vector<std::int64_t> valuesOf(const ChunkedArray<Record>& array) {
  std::vector<std::int64_t> values;
  for (const Record& record : array) values.push_back(record.value);
  return values;
}

}  // namespace

TEST_CASE("chunked_array: it grows, and its records begin as the type says") {
  ChunkedArray<Record> array;
  CHECK(array.empty());
  for (int i = 0; i < 10'000; ++i) {
    Record& added = array.emplace_back();
    CHECK(added.value == 7);
    added.value = i;
  }
  CHECK(array.size() == 10'000);
  CHECK(array[9'999].value == 9'999);
  CHECK(array[0].value == 0);
}

TEST_CASE("chunked_array: growing moves nothing") {
  ChunkedArray<Record> array;
  Record& first = array.emplace_back();
  for (int i = 0; i < 10'000; ++i) array.emplace_back();
  first.value = 99;
  CHECK(array[0].value == 99);
}

TEST_CASE("chunked_array: a copy shares its records until one side changes them") {
  ChunkedArray<Record> array;
  for (int i = 0; i < 10'000; ++i) array.emplace_back().value = i;
  const ChunkedArray<Record> copy = array;
  const ChunkedArray<Record>& reading = array;
  CHECK(&reading[5] == &copy[5]);
  array[5].value = -1;
  CHECK(copy[5].value == 5);
  CHECK(reading[5].value == -1);
  CHECK(&reading[5] != &copy[5]);
  CHECK(&reading[9'999] == &copy[9'999]);
}

TEST_CASE("chunked_array: the last owner of a chunk changes it in place") {
  ChunkedArray<Record> array;
  array.emplace_back();
  { const ChunkedArray<Record> copy = array; }
  const Record* const before = &std::as_const(array)[0];
  array[0].value = 3;
  CHECK(&std::as_const(array)[0] == before);
}

TEST_CASE("chunked_array: copies, moves and writes in any order") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::uint64_t draws = 0;
    const auto pick = [&](std::int64_t low, std::int64_t high) {
      return drawBetween({seed, Purpose::RandomWalk, 2, draws++}, low, high);
    };
    std::vector<ChunkedArray<Record>> arrays(4);
    std::vector<std::vector<std::int64_t>> expected(4);
    for (int i = 0; i < 20'000; ++i) {
      const auto at = static_cast<std::size_t>(pick(0, 3));
      const auto from = static_cast<std::size_t>(pick(0, 3));
      const std::int64_t what = pick(0, 999);
      if (what == 0) {
        arrays[at] = arrays[from];
        expected[at] = expected[from];
      } else if (what == 1 && at != from) {
        arrays[at] = std::move(arrays[from]);
        expected[at] = std::move(expected[from]);
        CHECK(arrays[from].empty());
        expected[from].clear();
      } else if (what < 600 || expected[at].empty()) {
        arrays[at].emplace_back().value = i;
        expected[at].push_back(i);
      } else {
        const auto place =
            static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(expected[at].size()) - 1));
        arrays[at][place].value = i;
        expected[at][place] = i;
      }
    }
    for (std::size_t i = 0; i < arrays.size(); ++i) CHECK(valuesOf(arrays[i]) == expected[i]);
  }
}

}  // namespace taskyard
