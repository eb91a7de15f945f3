#pragma once
// The rates of everything that flows, worked out anew from what tasks can do at this moment.
//
// One task is an M/M/c station (queueing.h). In flight it has, in the long run, rate times mean
// response time (Little's law); after a change it gets there within a second, or within one
// response time when that is longer. Above 98 % of what it can do the line grows by what is too
// much, and a request that waits longer than the traffic's timeout is a 504. Model choice: the two
// constants, and that a request given up costs the program nothing.

#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// Something worth an event, found while planning.
struct WorkFinding {
  enum class Kind : std::uint8_t {
    Overloaded,      // subject: service
    Recovered,       // subject: service
    TrafficFails,    // subject: traffic
    TrafficAnswers,  // subject: traffic
    WorkerFails,     // subject: task slot
    Condition,       // subject: task slot; a probe would meet something else now
  };
  Kind kind{};
  std::uint32_t subject = 0;
  std::string text;
};

struct WorkPlan {
  TimeMs nextStep = 0;  // kForever: the rates hold until something changes
  std::vector<WorkFinding> findings;
};

// Sets every rate in `work`, which is state.work. REQUIRES: settled up to state.now.
WorkPlan planWork(const State& state, Work& work);

}  // namespace taskyard
