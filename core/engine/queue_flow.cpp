#include "engine/queue_flow.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/load_pattern.h"
#include "engine/queue_pollers.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

constexpr DurationMs kAgeStep = 10 * kSecond;

bool visibleAt(const MessageCohort& cohort, TimeMs now) { return cohort.visibleAt <= now; }

std::int64_t visibleIn(const Queue& queue, TimeMs now, bool poison) {
  std::int64_t sum = 0;
  for (const MessageCohort& cohort : queue.cohorts) {
    if (visibleAt(cohort, now) && cohort.poison == poison) sum += cohort.count;
  }
  return sum;
}

void expire(Queue& queue, TimeMs now) {
  for (MessageCohort& cohort : queue.cohorts) {
    if (cohort.sentAt + queue.retentionMs > now) continue;
    queue.sums.expired += cohort.count;
    cohort.count = 0;
  }
  std::erase_if(queue.cohorts, [](const MessageCohort& c) { return c.count == 0; });
}

void produce(Queue& queue, TimeMs from, TimeMs now) {
  const std::int64_t all = queue.arriving * (now - from);
  if (all == 0) return;
  queue.sums.sent += all;
  MessageCohort cohort;
  cohort.sentAt = from;
  cohort.visibleAt = from + queue.delayMs;
  const std::int64_t poison = mulDiv(all, queue.poisonPerMillion, 1'000'000);
  cohort.count = all - poison;
  addMessages(queue, cohort);
  cohort.count = poison;
  cohort.poison = true;
  addMessages(queue, cohort);
}

// Calls act(consumer) for every worker (TaskWork) and every Lambda mapping (QueuePoller) of the
// queue.
template <class Act>
void forConsumers(Work& work, QueueIndex queue, Act&& act) {
  for (const TaskIndex t : work.workers) {
    if (work.tasks[t.value].queue == queue) act(work.tasks[t.value]);
  }
  for (QueuePoller& poller : work.pollers) {
    if (poller.queue == queue) act(poller);
  }
}

// How the consumers of a queue deal with what they take.
struct Handling {
  bool tooSlow = false;              // nobody finishes a message before it is too late
  std::int64_t spoiledByPoison = 0;  // good messages that come back with each poison one
};

struct Taken {
  std::int64_t all = 0;
  std::int64_t good = 0;  // will be deleted
};

// Takes up to `wanted` from what is visible, oldest first. Poison, what was in a batch with it, and
// what nobody finishes come back after the visibility timeout.
Taken take(Work& work, Queue& queue, std::int64_t wanted, const Handling& how, TimeMs now) {
  Taken sum;
  std::int64_t poison = 0;
  std::vector<MessageCohort> received;
  for (MessageCohort& cohort : queue.cohorts) {
    if (wanted == 0) break;
    if (!visibleAt(cohort, now)) continue;
    const std::int64_t part = std::min(wanted, cohort.count);
    MessageCohort taken = cohort;
    taken.count = part;
    cohort.count -= part;
    wanted -= part;
    if (moveIfDead(work, queue, taken, now)) continue;
    sum.all += part;
    if (taken.poison) poison += part;
    received.push_back(std::move(taken));
  }
  std::erase_if(queue.cohorts, [](const MessageCohort& c) { return c.count == 0; });
  std::int64_t spoiled = how.tooSlow ? sum.all : poison * how.spoiledByPoison;
  for (MessageCohort& cohort : received) {
    const std::int64_t returns = cohort.poison ? cohort.count : std::min(spoiled, cohort.count);
    if (!cohort.poison) {
      spoiled -= returns;
      sum.good += cohort.count - returns;
    }
    cohort.count = returns;
    cohort.taken = true;
    cohort.visibleAt = now + queue.visibilityMs;
    addMessages(queue, std::move(cohort));
  }
  return sum;
}

Handling handlingOf(const Queue& queue, const TaskWork& worker) {
  const bool dies = queue.maxReceiveCount > 0 &&
                    receivesNeeded(queue, worker.waitUs / 1000) > queue.maxReceiveCount;
  return {dies, 0};
}

Handling handlingOf(const Queue&, const QueuePoller& poller) {
  return {poller.capacity > 0 && poller.timesOut,
          poller.reportsItemFailures ? 0 : poller.perBatch - 1};
}

void note(TaskWork&, std::int64_t, std::int64_t) {}
void note(QueuePoller& poller, std::int64_t all, std::int64_t good) {
  countInvocations(poller, all, good);
}

// What a consumer holds goes towards rate times time (meanUs). True: it is not there yet.
template <class Consumer>
bool planDeleting(Consumer& consumer) {
  const std::int64_t aim = mulDiv(consumer.taking, consumer.meanUs, 1000);
  const DurationMs over = std::max<DurationMs>(kSecond, consumer.meanUs / 1000);
  if (std::abs(consumer.held - aim) <= std::max<std::int64_t>(1000, aim / 1000)) {
    consumer.deleting = consumer.taking;
    return false;
  }
  consumer.deleting = std::clamp<std::int64_t>(consumer.taking + (consumer.held - aim) / over, 0,
                                               consumer.taking + consumer.held / kSecond);
  return true;
}

void workOn(Work& work, QueueIndex index, DurationMs duration, TimeMs now) {
  std::int64_t rates = 0;
  Handling how;
  forConsumers(work, index, [&](const auto& consumer) {
    rates += consumer.taking;
    const Handling own = handlingOf(work.queues[index.value], consumer);
    how.tooSlow = how.tooSlow || own.tooSlow;
    how.spoiledByPoison = std::max(how.spoiledByPoison, own.spoiledByPoison);
  });
  Queue& queue = work.queues[index.value];
  if (rates > 0) {
    Taken left = take(work, queue, rates * duration, how, now);
    std::int64_t ratesLeft = rates;
    forConsumers(work, index, [&](auto& consumer) {
      if (consumer.taking == 0) return;
      const std::int64_t all = mulDiv(left.all, consumer.taking, ratesLeft);
      const std::int64_t good = mulDiv(left.good, consumer.taking, ratesLeft);
      left.all -= all;
      left.good -= good;
      ratesLeft -= consumer.taking;
      consumer.held += good;
      queue.held += good;
      note(consumer, all, good);
    });
  }
  forConsumers(work, index, [&](auto& consumer) {
    const std::int64_t done = std::min(consumer.held, consumer.deleting * duration);
    consumer.held -= done;
    queue.held -= done;
    queue.sums.deleted += done;
  });
}

}  // namespace

std::int64_t receivesNeeded(const Queue& queue, DurationMs messageMs) {
  if (queue.visibilityMs <= 0) return 1;
  return std::max<std::int64_t>(1, (messageMs + queue.visibilityMs - 1) / queue.visibilityMs);
}

bool moveIfDead(Work& work, Queue& queue, MessageCohort& cohort, TimeMs now) {
  if (queue.maxReceiveCount > 0 && cohort.receiveCount >= queue.maxReceiveCount &&
      queue.deadLetterQueue.valid() && !work.queues[queue.deadLetterQueue.value].deleted) {
    queue.sums.dead += cohort.count;
    Queue& dead = work.queues[queue.deadLetterQueue.value];
    dead.sums.sent += cohort.count;
    cohort.visibleAt = now;
    cohort.taken = false;
    addMessages(dead, cohort);
    return true;
  }
  ++cohort.receiveCount;
  return false;
}

void addMessages(Queue& queue, MessageCohort cohort) {
  if (cohort.count == 0) return;
  if (cohort.number == 0) {
    for (MessageCohort& known : queue.cohorts) {
      if (known.number != 0 || known.poison != cohort.poison || known.taken != cohort.taken ||
          known.receiveCount != cohort.receiveCount ||
          known.sentAt / kAgeStep != cohort.sentAt / kAgeStep ||
          known.visibleAt / kSecond != cohort.visibleAt / kSecond) {
        continue;
      }
      known.count += cohort.count;
      known.visibleAt = std::max(known.visibleAt, cohort.visibleAt);
      return;
    }
  }
  const auto after =
      std::find_if(queue.cohorts.begin(), queue.cohorts.end(),
                   [&cohort](const MessageCohort& known) { return known.sentAt > cohort.sentAt; });
  queue.cohorts.insert(after, std::move(cohort));
}

void releaseHeld(Work& work, TaskWork& task, TimeMs now) {
  if (!task.queue.valid()) return;
  Queue& queue = work.queues[task.queue.value];
  queue.held -= task.held;
  MessageCohort cohort;
  cohort.count = task.held;
  cohort.sentAt = now;
  cohort.visibleAt = now + queue.visibilityMs;
  cohort.taken = true;
  cohort.receiveCount = 1;
  addMessages(queue, cohort);
  task.held = 0;
  task.taking = 0;
  task.deleting = 0;
  task.queue = {};
}

QueueCounts countsOf(const Queue& queue, TimeMs now) {
  QueueCounts counts;
  counts.notVisible = queue.held;
  for (const MessageCohort& cohort : queue.cohorts) {
    if (visibleAt(cohort, now)) {
      counts.visible += cohort.count;
    } else {
      (cohort.taken ? counts.notVisible : counts.delayed) += cohort.count;
    }
    if (counts.oldestSentAt == kNever) counts.oldestSentAt = cohort.sentAt;
  }
  return counts;
}

void settleQueues(Work& work, TimeMs now) {
  for (std::size_t i = 0; i < work.queues.size(); ++i) {
    if (work.queues[i].deleted) continue;
    produce(work.queues[i], work.settledAt, now);
    workOn(work, QueueIndex(i), now - work.settledAt, now);
    expire(work.queues[i], now);
  }
}

TimeMs planQueues(const State& state, Work& work) {
  TimeMs next = kForever;
  for (std::size_t i = 0; i < work.queues.size(); ++i) {
    Queue& queue = work.queues[i];
    if (queue.deleted) continue;
    queue.arriving =
        queue.loaded ? noisyRateAt(queue.load, state.seed, i + (1u << 20), state.now) : 0;
    const QueueCounts counts = countsOf(queue, state.now);
    std::int64_t capacity = 0;
    forConsumers(work, QueueIndex(i), [&](auto& consumer) { capacity += consumer.capacity; });
    const bool backlog = counts.visible > 0;
    std::int64_t wantedLeft = backlog ? capacity : std::min(queue.arriving, capacity);
    std::int64_t capacityLeft = capacity;
    bool moving = false;
    forConsumers(work, QueueIndex(i), [&](auto& consumer) {
      consumer.taking = capacityLeft == 0 ? 0 : mulDiv(wantedLeft, consumer.capacity, capacityLeft);
      wantedLeft -= consumer.taking;
      capacityLeft -= consumer.capacity;
      if (planDeleting(consumer)) moving = true;
    });
    const bool poison = queue.poisonPerMillion > 0 || visibleIn(queue, state.now, true) > 0;
    const bool coming = counts.delayed > 0 || counts.notVisible > queue.held;
    const bool moves = moving || backlog || poison || coming || queue.arriving > capacity ||
                       (queue.arriving > 0 && queue.delayMs > 0);
    if ((capacity > 0 || moving) && moves) next = std::min(next, state.now + kSecond);
    // Nobody takes anything: only ages matter.
    if (capacity == 0 && (queue.arriving > 0 || coming)) {
      next = std::min(next, state.now + kAgeStep);
    }
    if (counts.oldestSentAt != kNever) {
      next = std::min(next, std::max(state.now + 1, counts.oldestSentAt + queue.retentionMs));
    }
    if (queue.loaded) {
      const TimeMs until = steadyUntil(queue.load, state.now);
      next = std::min(next, until <= state.now ? state.now + kSecond : until);
    }
  }
  return next;
}

}  // namespace taskyard
