#pragma once
// Queues as cohorts of messages: who takes how many, what comes back, what dies.
// Source: Amazon SQS Developer Guide, "visibility timeout", "dead-letter queues",
// "message retention".
//
// Model choice: a worker that needs longer for a message than VisibilityTimeout does it again each
// time it reappears, so its rate falls to one part in ceil(seconds / VisibilityTimeout). Ages are
// kept to 10 seconds; messages of a worker that dies come back as if they had been sent then.

#include "model/state.h"

namespace taskyard {

struct QueueCounts {  // millionths
  std::int64_t visible = 0;
  std::int64_t notVisible = 0;  // received, not deleted
  std::int64_t delayed = 0;
  TimeMs oldestSentAt = kNever;  // of all that are not deleted
};
QueueCounts countsOf(const Queue& queue, TimeMs now);

// Brings all queues from work.settledAt to `now`.
void settleQueues(Work& work, TimeMs now);

// Rates anew: what comes, and what each worker takes and finishes. Returns when they must be worked
// out again; kForever: they hold until something changes.
// `work` is state.work.
TimeMs planQueues(const State& state, Work& work);

// Adds `count` millionths, all alike.
void addMessages(Queue& queue, MessageCohort cohort);
// The task's messages come back when their visibility timeout is over.
void releaseHeld(Work& work, TaskWork& task, TimeMs now);
// Counts one receive; moves the cohort to the dead-letter queue instead when it has had
// maxReceiveCount of them. True: it was moved.
bool moveIfDead(Work& work, Queue& queue, MessageCohort& cohort, TimeMs now);

// How many times a message is received until it is finished.
std::int64_t receivesNeeded(const Queue& queue, DurationMs messageMs);

}  // namespace taskyard
