// The kernel everybody writes first: a std::priority_queue of times and std::functions. A cancelled
// event stays in the queue and is dropped when its turn comes.
#include <functional>
#include <queue>
#include <unordered_set>

#include "orch.h"

namespace {

class Kernel {
 public:
  using Timer = std::uint64_t;

  [[nodiscard]] std::int64_t now() const { return now_; }

  Timer after(std::int64_t ms, std::function<void()> callback) {
    queue_.push({now_ + ms, ++scheduled_, std::move(callback)});
    return scheduled_;
  }

  void cancel(Timer timer) { cancelled_.insert(timer); }

  void run(std::int64_t endMs) {
    while (!queue_.empty() && queue_.top().time < endMs) {
      const Event event = queue_.top();
      queue_.pop();
      if (!cancelled_.empty() && cancelled_.erase(event.order) > 0) continue;
      now_ = event.time;
      event.callback();
    }
  }

 private:
  struct Event {
    std::int64_t time;
    std::uint64_t order;
    std::function<void()> callback;

    bool operator<(const Event& other) const {  // the greatest is on top
      return time != other.time ? time > other.time : order > other.order;
    }
  };

  std::int64_t now_ = 0;
  std::uint64_t scheduled_ = 0;
  std::priority_queue<Event> queue_;
  std::unordered_set<Timer> cancelled_;
};

}  // namespace

int main(int argc, char** argv) { return compare::runOrch<Kernel>(argc, argv); }
