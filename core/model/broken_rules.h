#pragma once
// What the checks of a task definition share. Only validate_*.cpp include this.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_reader.h"
#include "model/task_definition.h"

namespace taskyard {

// Beyond a few dozen containers nothing new is learnt from one more broken one.
inline constexpr std::size_t kMostContainersChecked = 50;
inline constexpr std::size_t kLongestName = 255;          // families, containers
inline constexpr std::int32_t kLeastContainerMemory = 6;  // MiB, Docker 20.10 and later

// Collects broken rules, at most kMostProblems.
class BrokenRules {
 public:
  static constexpr std::size_t kMostProblems = 200;

  void reject(std::string path, std::string message) {
    if (problems_.size() == kMostProblems) return;
    problems_.push_back({"ClientException", std::move(message), std::move(path)});
  }
  // Our text. what: with its unit.
  void checkRange(std::string path, const std::string& what, std::int64_t value,
                  IntegerRange range) {
    if (value >= range.low && value <= range.high) return;
    reject(std::move(path), what + " must be between " + std::to_string(range.low) + " and " +
                                std::to_string(range.high) + ", not " + std::to_string(value) +
                                ".");
  }
  Problems take() { return std::move(problems_); }

 private:
  Problems problems_;
};

inline bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// "/containerDefinitions/0/image".
std::string containerPath(std::size_t index, std::string_view member = "");

// What ECS says of a container, whatever launches it.
void checkContainer(const TaskDefinition& definition, std::size_t index, BrokenRules& rules);

// Its port mappings (validate_ports.cpp).
void checkPorts(const TaskDefinition& definition, std::size_t index, BrokenRules& rules);
// Two mappings of a task on one port of the host.
void checkHostPorts(const TaskDefinition& definition, BrokenRules& rules);

}  // namespace taskyard
