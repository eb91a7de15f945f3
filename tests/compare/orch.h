// The workload "orch" (README.md, next to this file) for a kernel in C++: the seven events, what
// they draw and what is counted. A kernel is a class with
//
//   std::int64_t now() const                 the simulated time, in milliseconds
//   Timer after(std::int64_t ms, callable)   calls it then; what is due at the same time runs in
//   the
//                                            order in which it was asked for
//   void cancel(Timer&)                      of a timer that has not run yet
//   void run(std::int64_t endMs)             runs all that is due before endMs
//
// main() of a kernel's program is compare::runOrch<Kernel>(argc, argv).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cinttypes>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <string_view>
#include <vector>

namespace compare {

inline std::uint32_t mix(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x21f0aaadU;
  x ^= x >> 15;
  x *= 0x735a2d97U;
  x ^= x >> 15;
  return x;
}

struct Draws {
  std::uint32_t state;

  std::uint32_t next() { return mix(state += 0x9E3779B9U); }
  std::int64_t uniform(std::int64_t lo, std::int64_t hi) {
    return lo + ((static_cast<std::int64_t>(next()) * (hi - lo)) >> 32);
  }
  std::int64_t exponential(double mean) {
    const double share = (static_cast<double>(next()) + 1.0) / 4294967296.0;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(-mean * std::log(share)));
  }
};

struct Size {
  std::string_view name;
  std::int64_t services;
  std::int64_t tasks;  // of each service
};
constexpr Size kSizes[] = {{"small", 10, 10}, {"medium", 100, 50}, {"large", 1000, 100}};
constexpr std::int64_t kEndMs = 3'600'000;
constexpr std::uint32_t kTwoPercent = 85899346;  // of 2^32

// The order is the one of the workload's table: what is summed depends on it.
enum Kind { kProvisioned, kPulled, kHealth, kStop, kStopped, kReconcile, kAutoscale, kKinds };

template <class Kernel>
class Orch {
 public:
  Orch(Kernel& kernel, const Size& size) : kernel_(kernel), size_(size) {}

  void run() {
    services_.resize(static_cast<std::size_t>(size_.services));
    for (std::int64_t s = 0; s < size_.services; ++s) {
      Service& service = services_[static_cast<std::size_t>(s)];
      service.number = s;
      service.desired = size_.tasks;
      requestReconcile(service, 0);
      kernel_.after(1 + 977 * s % 60000, [this, &service] { autoscale(service); });
    }
    kernel_.run(kEndMs);
  }

  [[nodiscard]] const std::array<std::int64_t, kKinds>& counts() const { return counts_; }
  [[nodiscard]] std::int64_t sum() const { return sum_; }

 private:
  using Timer = typename Kernel::Timer;

  struct Service {
    std::int64_t number = 0;
    std::int64_t desired = 0;
    std::int64_t active = 0;  // tasks that are not stopping
    std::int64_t running = 0;
    std::uint32_t launches = 0;
    bool reconcilePending = false;
  };
  struct Task {
    Service* service = nullptr;
    Draws draws{};
    int failures = 0;  // in a row
    Timer health{};
    Timer stop{};
  };

  void count(Kind kind) {
    ++counts_[kind];
    sum_ += kernel_.now() * (kind + 1);
  }

  void requestReconcile(Service& service, std::int64_t delay) {
    if (service.reconcilePending) return;
    service.reconcilePending = true;
    kernel_.after(delay, [this, &service] { reconcile(service); });
  }

  void reconcile(Service& service) {
    count(kReconcile);
    service.reconcilePending = false;
    while (service.active < service.desired) launch(service);
  }

  void launch(Service& service) {
    const auto number = static_cast<std::uint32_t>(service.number);
    const std::uint32_t k = service.launches++;
    ++service.active;
    Task& task = freshTask();
    task.service = &service;
    task.draws.state = mix(mix(number * 0x9E3779B1U + 0x1234567U) + k * 0x85EBCA77U);
    kernel_.after(task.draws.uniform(10000, 30000), [this, &task] { provisioned(task); });
  }

  void provisioned(Task& task) {
    count(kProvisioned);
    kernel_.after(task.draws.uniform(5000, 15000), [this, &task] { pulled(task); });
  }

  void pulled(Task& task) {
    count(kPulled);
    ++task.service->running;
    task.stop = kernel_.after(task.draws.exponential(1'800'000), [this, &task] {
      count(kStop);
      kernel_.cancel(task.health);
      stopTask(task);
    });
    checkLater(task);
  }

  void checkLater(Task& task) {
    task.health = kernel_.after(10000, [this, &task] { health(task); });
  }

  void health(Task& task) {
    count(kHealth);
    task.failures = task.draws.next() < kTwoPercent ? task.failures + 1 : 0;
    if (task.failures < 3) {
      checkLater(task);
    } else {
      kernel_.cancel(task.stop);
      stopTask(task);
    }
  }

  void stopTask(Task& task) {
    --task.service->running;
    --task.service->active;
    kernel_.after(task.draws.uniform(2000, 8000), [this, &task] {
      count(kStopped);
      free_.push_back(&task);
    });
    requestReconcile(*task.service, 1000);
  }

  void autoscale(Service& service) {
    count(kAutoscale);
    const std::int64_t phase = (kernel_.now() + 60000 * service.number) % 1'200'000;
    const std::int64_t q = std::min(phase, 1'200'000 - phase);
    const std::int64_t lo = size_.tasks - size_.tasks / 5;
    const std::int64_t hi = size_.tasks + size_.tasks / 5;
    service.desired = lo + (hi - lo) * q / 600'000;
    if (service.active < service.desired) requestReconcile(service, 1000);
    kernel_.after(60000, [this, &service] { autoscale(service); });
  }

  Task& freshTask() {
    if (free_.empty()) return tasks_.emplace_back();
    Task& task = *free_.back();
    free_.pop_back();
    task = Task{};
    return task;
  }

  Kernel& kernel_;
  Size size_;
  std::vector<Service> services_;
  std::deque<Task> tasks_;  // stay where they are; records of freed ones are used again
  std::vector<Task*> free_;
  std::array<std::int64_t, kKinds> counts_{};
  std::int64_t sum_ = 0;
};

// Plays the size that argv[1] names and prints what is counted as one line of JSON.
template <class Kernel>
int runOrch(int argc, char** argv) {
  const auto* size = std::find_if(std::begin(kSizes), std::end(kSizes), [&](const Size& each) {
    return argc == 2 && each.name == argv[1];
  });
  if (size == std::end(kSizes)) {
    std::fprintf(stderr, "usage: %s small|medium|large\n", argv[0]);
    return 2;
  }
  Kernel kernel;
  Orch<Kernel> orch(kernel, *size);
  const auto start = std::chrono::steady_clock::now();
  orch.run();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::printf("{\"counts\":[");
  for (int kind = 0; kind < kKinds; ++kind) {
    std::printf("%s%" PRId64, kind == 0 ? "" : ",", orch.counts()[static_cast<unsigned>(kind)]);
  }
  std::printf("],\"sum\":%" PRId64 ",\"seconds\":%.6f}\n", orch.sum(), taken.count());
  return 0;
}

}  // namespace compare
