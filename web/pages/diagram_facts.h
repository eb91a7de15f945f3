#pragma once
// What a diagram of an account shows: VPCs with their subnets and what stands in them, the regional
// services that are used, and what goes from where to where. Words and counts only; diagram.h draws
// them.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// Names one thing of a diagram, for its flows. Rows without flows may share one.
using DiagramId = std::size_t;

enum class DiagramSort : std::uint8_t {
  Traffic,
  Balancer,
  Service,
  Database,
  Queue,
  Table,
  Function,
  Repository,
  LogGroup,
  Other,
};
inline constexpr std::size_t kDiagramSorts = 10;
// index: the position in State's array.
constexpr DiagramId diagramId(DiagramSort sort, std::size_t index) {
  return index * kDiagramSorts + static_cast<std::size_t>(sort);
}

// Something in the subnets of a VPC, a row of its own.
struct DiagramRow {
  enum class Kind : std::uint8_t { Balancer, Cells, Tasks, Database };
  Kind kind = Kind::Tasks;
  DiagramId id = 0;
  std::string title;                                // "Service web"
  std::string detail;                               // "3 of 3 tasks, Fargate"
  std::array<bool, kZoneCount> zones{};             // where it stands
  std::array<std::int32_t, kZoneCount> tasks{};     // Tasks: RUNNING
  std::array<std::int32_t, kZoneCount> starting{};  // Tasks: on their way to RUNNING
  std::array<std::string, kZoneCount> cells;        // Cells: "NAT gateway"
};

// The public, or the private, subnets of a VPC.
struct DiagramBand {
  bool isPublic = false;
  std::array<std::string, kZoneCount> subnets;  // their names, "" where there is none
  std::vector<DiagramRow> rows;
};

struct DiagramVpc {
  std::string title;  // "VPC shop, 10.0.0.0/16"
  std::vector<DiagramBand> bands;
};

// Outside of the VPCs: who sends requests, and regional services.
struct DiagramThing {
  DiagramId id = 0;
  std::string title;
  std::string detail;
};

// words: "sends requests to", "forwards to", "hands messages to", "calls", "logs to".
struct DiagramFlow {
  DiagramId from = 0;
  DiagramId to = 0;
  std::string words;
};

struct DiagramFacts {
  std::array<bool, kZoneCount> zones{};  // with a subnet that is shown
  std::vector<DiagramThing> callers;
  std::vector<DiagramVpc> vpcs;
  std::vector<DiagramThing> regional;
  std::vector<DiagramFlow> flows;
};

// The title of what has that id; nullptr when it is not in the picture.
const std::string* titleOf(const DiagramFacts& facts, DiagramId id);

// Of a kind of which there are many, the first few; tasks as of now.
DiagramFacts diagramFacts(const State& state);
// A part of it: who sends requests, and what flows between the things that `facts` has.
void addDiagramFlows(const State& state, DiagramFacts& facts);

}  // namespace taskyard
