#pragma once
// What the checks of a task definition share: the list of broken rules, and the checks that have a
// file of their own. Only validate_*.cpp include this.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/validate_task_definition.h"

namespace taskyard {

// Beyond a few dozen containers nothing new is learnt from one more broken one.
inline constexpr std::size_t kMostContainersChecked = 50;

class BrokenRules {
 public:
  void reject(std::string path, std::string message) {
    if (problems_.size() == kMostProblems) return;
    problems_.push_back({"ClientException", std::move(message), std::move(path)});
  }
  // Our text.
  void checkRange(std::string path, const std::string& what, std::int64_t value,
                  IntegerRange range) {
    if (value >= range.low && value <= range.high) return;
    reject(std::move(path), what + " must be between " + std::to_string(range.low) + " and " +
                                std::to_string(range.high) + ", not " + std::to_string(value) +
                                ".");
  }
  Problems take() { return std::move(problems_); }

 private:
  static constexpr std::size_t kMostProblems = 200;
  Problems problems_;
};

inline std::string containerPath(std::size_t index, std::string_view member = "") {
  const std::string path = pointerTo("/containerDefinitions", index);
  return member.empty() ? path : pointerTo(path, member);
}

// The port mappings of one container (validate_ports.cpp).
void checkPorts(const TaskDefinition& definition, std::size_t index, BrokenRules& rules);
// Two mappings of a task on one port of the host.
void checkHostPorts(const TaskDefinition& definition, BrokenRules& rules);

}  // namespace taskyard
