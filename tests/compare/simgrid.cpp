// SimGrid's kernel timers (simgrid/kernel/Timer.hpp): what its actors' sleeps and timeouts are made
// of, without actors. One of SimGrid's seconds stands for a millisecond, which keeps its dates
// whole numbers. Timers of the same date run in an order of SimGrid's own (a Fibonacci heap's).
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u/Engine.hpp>
#include <simgrid/s4u/NetZone.hpp>

#include "orch.h"

namespace {

class Kernel {
 public:
  using Timer = simgrid::kernel::timer::Timer*;

  [[nodiscard]] std::int64_t now() const {
    return static_cast<std::int64_t>(simgrid::s4u::Engine::get_clock());
  }

  template <class Callback>
  Timer after(std::int64_t ms, const Callback& callback) {
    const auto at = static_cast<double>(now() + ms);
    return simgrid::kernel::timer::Timer::set(at, callback);
  }

  void cancel(Timer timer) { timer->remove(); }

  void run(std::int64_t endMs) {
    simgrid::s4u::create_empty_zone("world");  // it does not run without a platform
    engine_.run_until(static_cast<double>(endMs) - 0.5);
  }

 private:
  simgrid::s4u::Engine engine_{"compare"};
};

}  // namespace

int main(int argc, char** argv) { return compare::runOrch<Kernel>(argc, argv); }
