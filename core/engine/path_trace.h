#pragma once
// A path hop by hop, in words a learner can act on: where a connection goes, where it ends, and
// what would cure that. The rules are those of reachability.h.

#include <string>
#include <vector>

#include "engine/reachability.h"

namespace taskyard {

// at: the id of the thing that decides here, "" for the connection as a whole.
struct PathHop {
  std::string at;
  std::string words;
  bool passes = true;
};

// why, cure: one plain sentence each; "" when the connection is made.
struct PathTrace {
  PathProblem problem = PathProblem::None;
  std::vector<PathHop> hops;
  std::string why;
  std::string cure;
};

PathTrace tracePathToInternet(const State& state, const NetworkEnd& from, std::int32_t port);
PathTrace tracePathToAws(const State& state, const NetworkEnd& from, AwsService service);
PathTrace tracePathBetween(const State& state, const NetworkEnd& from, const NetworkEnd& to,
                           std::int32_t port);
PathTrace tracePathFromInternet(const State& state, const NetworkEnd& to, std::int32_t port);

// "tcp 443 from sg-...", "all traffic to 0.0.0.0/0".
std::string ruleText(const State& state, const SecurityGroupRule& rule, bool outward);

}  // namespace taskyard
