#pragma once
// Bytes that AWS bills by the gigabyte: what answers carry out to the internet, and what crosses
// from one Availability Zone to another.
//
// Model choice: an answer has the image's responseKiB, and what a call to another service or a
// database brings back is as large; requests themselves weigh nothing. A traffic that goes straight
// to tasks comes from inside the VPC and leaves nothing. A byte that crosses is billed in both
// directions. An ALB's own crossing is free, an NLB's is not (ELB pricing, from memory).

#include "model/state.h"

namespace taskyard {

// Adds the rates of what the stream's answers move to `bytes`. `stream` is planned.
void countBytes(const State& state, const Stream& stream, BilledBytes& bytes);

}  // namespace taskyard
