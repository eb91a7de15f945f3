#pragma once
// What a Lambda function does under load: duration by memory, the timeout, environments, throttles.
// Load is a flow, never objects: a rate in thousandths per second times milliseconds gives
// millionths of an invocation, exactly. Nothing ticks: figures follow from the rates since they
// were last settled. Source: Lambda Developer Guide, "Lambda quotas", "Understanding function
// scaling" (2026).
//
// Model choice: a function takes as many environments as rate x duration asks for at once, up to
// 1,000 more each 10 s; what is above is throttled. Functions without reserved concurrency do not
// take it from one another. A cold start delays an invocation but is not billed here.

#include <cstdint>

#include "model/state.h"

namespace taskyard {

inline constexpr std::int32_t kMegabytesPerVcpu = 1769;
inline constexpr std::int64_t kNewEnvironmentsPerStep = 1000;
inline constexpr DurationMs kEnvironmentStepMs = 10 * kSecond;
inline constexpr std::int64_t kUnreservedLeast = 100;
// An invocation of type Event that failed is tried twice more.
inline constexpr std::int64_t kAsynchronousTries = 3;

// How long one invocation would run, without cold start: its work by the share of a vCPU that its
// memory gives (at most `threads` vCPUs), and its waits.
[[nodiscard]] DurationMs neededMs(const Function& function);
// What it gets: at most its timeout.
[[nodiscard]] DurationMs durationMs(const Function& function);
[[nodiscard]] bool timesOut(const Function& function);

// The most environments at once: its reservation, or what the account has left.
[[nodiscard]] std::int64_t concurrencyLimit(const Functions& functions, const Function& function);
// What the current rate asks for, before any limit.
[[nodiscard]] std::int64_t neededConcurrency(const Function& function, std::int64_t perSecondMilli);

// Environments that its load keeps busy at `now`.
[[nodiscard]] std::int64_t busyEnvironments(const Functions& functions, const Function& function,
                                            TimeMs now);

// All invocations up to `now`.
struct InvocationTotals {
  InvocationFigures figures;
  std::int64_t megabyteMs = 0;    // billed
  std::int64_t environments = 0;  // warm at `now`
};
// Adds what `more` has counted.
void addFigures(InvocationFigures& sum, const InvocationFigures& more);
[[nodiscard]] InvocationTotals invocationsUntil(const Functions& functions,
                                                const Function& function, TimeMs now);

}  // namespace taskyard
