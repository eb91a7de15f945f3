// ns-3's own kernel: ns3::Simulator with the scheduler that it comes with (a std::map of times).
#include <ns3/nstime.h>
#include <ns3/simulator.h>

#include "orch.h"

namespace {

class Kernel {
 public:
  using Timer = ns3::EventId;

  [[nodiscard]] std::int64_t now() const { return ns3::Simulator::Now().GetMilliSeconds(); }

  template <class Callback>
  Timer after(std::int64_t ms, const Callback& callback) {
    return ns3::Simulator::Schedule(ns3::MilliSeconds(static_cast<std::uint64_t>(ms)), callback);
  }

  void cancel(const Timer& timer) { ns3::Simulator::Cancel(timer); }

  // Asked for at time 0 but after the workload's first events, Stop() still is the first of endMs:
  // nothing else is asked for so early that is due so late.
  void run(std::int64_t endMs) {
    ns3::Simulator::Stop(ns3::MilliSeconds(static_cast<std::uint64_t>(endMs)));
    ns3::Simulator::Run();
  }
};

}  // namespace

int main(int argc, char** argv) { return compare::runOrch<Kernel>(argc, argv); }
