#pragma once
// What the Yard shows of a State, before anything has a place or a colour: which tasks of which
// service are in which subnets, whether they start, run or stop, and what stands around them.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/ui_state.h"
#include "model/state.h"
#include "widgets/icons.h"
#include "widgets/paint.h"

namespace taskyard {

enum class YardLane : std::uint8_t { Starting, Running, Stopping };
inline constexpr std::size_t kLaneCount = 3;
inline constexpr std::size_t kStatusCount = 8;  // PROVISIONING to STOPPED

// STOPPED tasks stay in sight this long, fading. Model choice: long enough to be clicked on.
inline constexpr DurationMs kStoppedInSightMs = 30 * kSecond;
// Above this many, tasks are counted and not listed: a heat map shows them.
inline constexpr std::size_t kMostListedTasks = 2500;
// Above this many, instances are counted and not drawn one by one.
inline constexpr std::size_t kMostListedInstances = 240;
inline constexpr std::size_t kMostBands = 6;

// The public, or the private, subnets of a VPC: a band across the zones.
struct YardBand {
  VpcIndex vpc;
  bool isPublic = false;
  std::array<std::vector<SubnetIndex>, kZoneCount> subnets;
};

// What is wrong with a service, in one sentence.
struct YardProblem {
  std::string words;         // "": nothing
  EventId event = kNoEvent;  // that Why? is asked about
  bool grave = false;
  Selection at;  // the thing where the path ends, when a path ends
};

struct YardSection {
  ServiceIndex service;  // not valid: tasks that belong to no service
  std::uint8_t band = 0;
  std::array<std::array<std::int32_t, kStatusCount>, kZoneCount> counts{};
  std::array<std::array<std::int32_t, kZoneCount>, kLaneCount> inLane{};  // not on an instance
  std::int32_t unhealthy = 0;
  std::int32_t total = 0;
  std::int32_t onInstances = 0;  // of those, drawn in an instance
  YardProblem problem;
};

inline constexpr std::uint16_t kNoInstance = 0xFFFF;

struct YardTask {
  std::uint32_t slot = 0;  // in State::tasks
  std::uint16_t section = 0;
  YardLane lane{};
  std::uint8_t zone = 0;
  std::uint16_t place = 0;               // in its section, lane and zone, from 0, older tasks first
  std::uint16_t instance = kNoInstance;  // position in YardModel::instances
  float from = 0.0f;   // on an instance: the share of it that lies before the task
  float share = 0.0f;  // ... and that it takes, 0 to 1: of CPU or memory, whichever is more
};

struct YardInstance {
  ContainerInstanceIndex index;
  std::uint8_t band = 0;
  std::uint8_t zone = 0;
  std::uint16_t place = 0;  // in its band and zone
  float used = 0.0f;
};

// Everything that is neither a task nor an instance: who asks, what passes it on, what is used.
enum class YardPlace : std::uint8_t { Top, Rail, Span, Cell };
struct YardNode {
  YardPlace place = YardPlace::Rail;
  Selection what;
  Icon icon = Icon::Info;
  std::string title;
  std::string detail;
  tokens::Colour tone = tokens::kMuted;  // of the detail
  std::uint8_t band = 0;                 // Span, Cell
  std::uint8_t zone = 0;                 // Cell; Span: the first
  std::uint8_t lastZone = 0;             // Span
  Box box;  // Top, Rail: on the screen; Span, Cell: in content coordinates. Set by the layout
};

// Something that goes from one thing to another, all the time.
struct YardFlow {
  Selection from;
  Selection to;
  std::int64_t perSecondMilli = 0;
  bool fails = false;
};

struct YardModel {
  std::array<bool, kZoneCount> zones{};  // with a subnet that is shown
  std::vector<YardBand> bands;
  std::vector<YardSection> sections;  // by band
  std::vector<YardTask> tasks;        // empty when there are more than kMostListedTasks
  std::vector<YardInstance> instances;
  std::vector<YardNode> nodes;
  std::vector<YardFlow> flows;
  std::int32_t total = 0;  // tasks in sight
};

YardLane laneOf(TaskStatus status);
bool inSight(const Task& task, TimeMs now);

// Fills `model` anew; its memory is used again.
void fillYardModel(const State& state, YardModel& model);
// The parts of it, in this order.
void fillYardBands(const State& state, YardModel& model);
void fillYardNodes(const State& state, YardModel& model);
void fillYardFlows(const State& state, YardModel& model);
void findYardProblems(const State& state, YardModel& model);

// The band of a subnet; the number of bands when it is not shown.
std::size_t bandOf(const YardModel& model, SubnetIndex subnet);
const YardNode* nodeOf(const YardModel& model, const Selection& what);

// How far a task is through its present state, 0 to 1; below 0 when nobody can say: RUNNING, or
// held up before its start.
float taskProgress(const State& state, const Task& task);

}  // namespace taskyard
