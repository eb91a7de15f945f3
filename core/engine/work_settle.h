#pragma once
// Flows from their last step up to a moment: sums grow by rate times time, nothing else. Pure
// arithmetic on the record, so that a reader can do it on a copy.

#include <optional>

#include "model/state.h"

namespace taskyard {

// Brings everything in `work` up to `now`: streams, flows, queues.
void settleWork(Work& work, TimeMs now);
void addFigures(FlowFigures& sum, const FlowFigures& more);
void settleFlow(FlowStats& flow, TimeMs now);
// One whole or running minute since the start of the run, in millionths; nullptr when nothing came
// or it is older than kMinutesKept.
const FlowFigures* figuresOfMinute(const FlowStats& flow, std::int64_t minute);

// nullptr: this subject never had any requests.
const FlowStats* findFlow(const Work& work, FlowSubject subject, std::uint32_t index);
// Adds it when there is none.
FlowStats& flowOf(Work& work, FlowSubject subject, std::uint32_t index, TimeMs now);

// The target is gone: what its stream has in flight fails at once. No target has answered these, so
// the 5XX is the load balancer's: HTTPCode_ELB_502_Count.
// Source: ALB User Guide, troubleshooting ("HTTP 502: Bad gateway").
void loseInFlight(Work& work, Stream& stream, ServiceIndex service);

}  // namespace taskyard
