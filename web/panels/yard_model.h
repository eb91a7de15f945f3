#pragma once
// What the Yard shows of a State, before anything has a place or a colour: which tasks of which
// service are in which Availability Zone, and whether they start, run or stop.

#include <array>
#include <cstdint>
#include <vector>

#include "model/state.h"

namespace taskyard {

enum class YardLane : std::uint8_t { Starting, Running, Stopping };
inline constexpr std::size_t kLaneCount = 3;
inline constexpr std::size_t kStatusCount = 8;  // PROVISIONING to STOPPED

// STOPPED tasks stay in sight this long, fading. Model choice: long enough to be clicked on.
inline constexpr DurationMs kStoppedInSightMs = 30 * kSecond;
// Above this many, tasks are counted and not listed: a heat map shows them.
inline constexpr std::size_t kMostListedTasks = 2500;

struct YardSection {
  ServiceIndex service;  // not valid: tasks that belong to no service
  std::array<std::array<std::int32_t, kStatusCount>, kZoneCount> counts{};
  std::array<std::array<std::int32_t, kZoneCount>, kLaneCount> inLane{};
  std::int32_t unhealthy = 0;
  std::int32_t total = 0;
};

struct YardTask {
  std::uint32_t slot = 0;  // in State::tasks
  std::uint16_t section = 0;
  YardLane lane{};
  std::uint8_t zone = 0;
  std::uint16_t place = 0;  // in its section, lane and zone, from 0, older tasks first
};

struct YardModel {
  std::vector<YardSection> sections;
  std::vector<YardTask> tasks;  // empty when there are more than kMostListedTasks
  std::int32_t total = 0;       // tasks in sight
};

YardLane laneOf(TaskStatus status);
bool inSight(const Task& task, TimeMs now);

// Fills `model` anew; its memory is used again.
void fillYardModel(const State& state, YardModel& model);

// How far a task is through its present state, 0 to 1; below 0 when nobody can say (RUNNING).
float taskProgress(const State& state, const Task& task);

}  // namespace taskyard
