#include "engine/queue_flow.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/load_pattern.h"
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

// Takes up to `wanted` from what is visible, oldest first. Returns how many good ones; poison comes
// back after the visibility timeout.
// tooSlow: no worker finishes one before it has been received too often.
std::int64_t take(Work& work, Queue& queue, std::int64_t wanted, bool tooSlow, TimeMs now) {
  std::int64_t good = 0;
  std::vector<MessageCohort> back;
  for (MessageCohort& cohort : queue.cohorts) {
    if (wanted == 0) break;
    if (!visibleAt(cohort, now)) continue;
    const std::int64_t part = std::min(wanted, cohort.count);
    MessageCohort taken = cohort;
    taken.count = part;
    cohort.count -= part;
    wanted -= part;
    if (moveIfDead(work, queue, taken, now)) continue;
    if (!cohort.poison && !tooSlow) {
      good += part;
      continue;
    }
    taken.taken = true;
    taken.visibleAt = now + queue.visibilityMs;
    back.push_back(taken);
  }
  std::erase_if(queue.cohorts, [](const MessageCohort& c) { return c.count == 0; });
  for (MessageCohort& cohort : back) addMessages(queue, cohort);
  return good;
}

void workOn(Work& work, QueueIndex index, DurationMs duration, TimeMs now) {
  std::int64_t rates = 0;
  bool tooSlow = false;
  for (const TaskIndex t : work.workers) {
    const TaskWork& task = work.tasks[t.value];
    if (task.queue != index) continue;
    rates += task.taking;
    const Queue& queue = work.queues[index.value];
    if (queue.maxReceiveCount > 0 &&
        receivesNeeded(queue, task.waitUs / 1000) > queue.maxReceiveCount) {
      tooSlow = true;
    }
  }
  if (rates > 0) {
    Queue& queue = work.queues[index.value];
    const std::int64_t good = take(work, queue, rates * duration, tooSlow, now);
    std::int64_t left = good;
    std::int64_t ratesLeft = rates;
    for (const TaskIndex t : work.workers) {
      TaskWork& task = work.tasks[t.value];
      if (task.queue != index || task.taking == 0) continue;
      const std::int64_t part = mulDiv(left, task.taking, ratesLeft);
      left -= part;
      ratesLeft -= task.taking;
      task.held += part;
      queue.held += part;
    }
  }
  Queue& queue = work.queues[index.value];
  for (const TaskIndex t : work.workers) {
    TaskWork& task = work.tasks[t.value];
    if (task.queue != index) continue;
    const std::int64_t done = std::min(task.held, task.deleting * duration);
    task.held -= done;
    queue.held -= done;
    queue.sums.deleted += done;
  }
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
    for (const TaskIndex t : work.workers) {
      if (work.tasks[t.value].queue == QueueIndex(i)) capacity += work.tasks[t.value].capacity;
    }
    const bool backlog = counts.visible > 0;
    std::int64_t wantedLeft = backlog ? capacity : std::min(queue.arriving, capacity);
    std::int64_t capacityLeft = capacity;
    bool moving = false;
    for (const TaskIndex t : work.workers) {
      TaskWork& task = work.tasks[t.value];
      if (task.queue != QueueIndex(i)) continue;
      task.taking = capacityLeft == 0 ? 0 : mulDiv(wantedLeft, task.capacity, capacityLeft);
      wantedLeft -= task.taking;
      capacityLeft -= task.capacity;
      // meanUs is the time per message: held messages go towards rate times time.
      const std::int64_t aim = mulDiv(task.taking, task.meanUs, 1000);
      const DurationMs over = std::max<DurationMs>(kSecond, task.meanUs / 1000);
      if (std::abs(task.held - aim) <= std::max<std::int64_t>(1000, aim / 1000)) {
        task.deleting = task.taking;
      } else {
        task.deleting = std::clamp<std::int64_t>(task.taking + (task.held - aim) / over, 0,
                                                 task.taking + task.held / kSecond);
        moving = true;
      }
    }
    const bool poison = queue.poisonPerMillion > 0 || visibleIn(queue, state.now, true) > 0;
    const bool coming = counts.delayed > 0 || counts.notVisible > queue.held;
    const bool moves = moving || backlog || poison || coming || queue.arriving > capacity ||
                       (queue.arriving > 0 && queue.delayMs > 0);
    if (capacity > 0 && moves) next = std::min(next, state.now + kSecond);
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
