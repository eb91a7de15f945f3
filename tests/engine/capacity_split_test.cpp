// Goal: strategies share tasks as AWS's examples do, and give them back in reverse.

#include "engine/capacity_split.h"

#include <doctest/doctest.h>

namespace taskyard {

namespace {

CapacityProviderStrategyItem item(std::uint32_t provider, std::int32_t weight,
                                  std::int32_t base = 0) {
  return {CapacityProviderIndex(provider), weight, base};
}

}  // namespace

TEST_CASE("worked examples 28 to 30, and the other rows of the table: how tasks are split") {
  struct Row {
    std::int32_t total;
    CapacityProviderStrategy strategy;
    std::vector<std::int32_t> shares;
  };
  const Row rows[] = {
      {10, {item(0, 1, 2), item(1, 3)}, {4, 6}}, {10, {item(0, 1), item(1, 1)}, {5, 5}},
      {5, {item(0, 1), item(1, 4)}, {1, 4}},     {10, {item(0, 1, 1), item(1, 4)}, {3, 7}},
      {1, {item(0, 1, 1), item(1, 3)}, {1, 0}},  {4, {item(0, 0), item(1, 1)}, {0, 4}},
      {3, {item(0, 0, 5), item(1, 1)}, {3, 0}},  {0, {item(0, 1)}, {0}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.total);
    CHECK(splitTasks(row.strategy, row.total) == row.shares);
  }
}

TEST_CASE("capacity split: scaling in takes the base last and ends where scaling out began") {
  const CapacityProviderStrategy strategy = {item(0, 1, 2), item(1, 3)};
  for (std::int32_t total = 40; total > 0; --total) {
    std::vector<std::int32_t> counts = splitTasks(strategy, total);
    --counts[nextToShrink(strategy, counts)];
    CHECK(counts == splitTasks(strategy, total - 1));
  }
  CHECK(nextToShrink(strategy, std::vector<std::int32_t>{0, 0}) == kNoShare);
}

TEST_CASE("capacity split: a provider that lost its tasks is filled up again, no other one") {
  const CapacityProviderStrategy strategy = {item(0, 1, 2), item(1, 3)};
  std::vector<std::int32_t> counts = {4, 3};  // three of six Spot tasks were reclaimed
  for (int i = 0; i < 3; ++i) {
    const std::size_t turn = nextToGrow(strategy, counts);
    CHECK(turn == 1);
    ++counts[turn];
  }
}

TEST_CASE("capacity split: all weights 0 leave nobody after the base") {
  CHECK(nextToGrow({item(0, 0), item(1, 0)}, std::vector<std::int32_t>{0, 0}) == kNoShare);
}

}  // namespace taskyard
