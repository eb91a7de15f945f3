// Goal: CapacityProviderReservation and the group's size as AWS computes them.

#include "engine/managed_scaling.h"

#include <doctest/doctest.h>

namespace taskyard {

TEST_CASE("worked examples 34 to 39: reservation and the size it leads to") {
  struct Row {
    int number;
    std::int32_t running, needed, target;
    std::int64_t reservation;
    std::int32_t size;
  };
  const Row rows[] = {
      {34, 0, 0, 100, 100'000, 0}, {35, 0, 3, 100, 200'000, 2}, {36, 3, 2, 100, 66'666, 2},
      {37, 3, 2, 50, 66'666, 4},   {38, 4, 5, 100, 125'000, 5}, {39, 2, 5, 100, 250'000, 5},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CHECK(reservationMilli(row.running, row.needed) == row.reservation);
    CHECK(aimedSize(row.running, row.needed, row.target) == row.size);
  }
  CHECK(aimedSize(9, 9, 90) == 10);
}

TEST_CASE("worked examples 38 and 39: the step sizes limit what is added") {
  ManagedScaling settings;
  settings.maximumScalingStepSize = 1;
  CHECK(neededInstances({4, 4, 2, true}, settings) == 5);
  settings = {};
  settings.minimumScalingStepSize = 3;
  CHECK(neededInstances({2, 2, 1, true}, settings) == 5);
  settings = {};
  CHECK(neededInstances({3, 2, 0, false}, settings) == 2);
}

TEST_CASE("managed scaling: shrinks by at least one and at most half per minute") {
  CHECK(scaleInStep(10, 1) == 5);
  CHECK(scaleInStep(3, 2) == 2);
  CHECK(scaleInStep(1, 0) == 0);
}

TEST_CASE("worked example 48: reservation of a cluster, rounded down") {
  CHECK(reservedPercent(10 * 1024, 16384 + 2048) == 55);
  CHECK(reservedPercent(10 * 2048, 30158 + 3768) == 60);
  CHECK(reservedPercent(0, 0) == 0);
}

}  // namespace taskyard
