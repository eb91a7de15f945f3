#pragma once
// The fixed ids that content is tagged with: exam signals, traps (misconceptions) and the task
// statements of the SAA-C03 exam guide that containers touch. Content may name no other.
// Source of the task statements: AWS Certified Solutions Architect - Associate (SAA-C03) exam
// guide, copy of 2026-04.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taskyard {

// words: what a question says, or what a learner wrongly believes.
// answer: what the signal points to, or what is true instead.
struct Tag {
  std::string_view id;  // "signal.no-servers", "trap.single-az"
  std::string_view words;
  std::string_view answer;
};

std::span<const Tag> signalTags();
std::span<const Tag> trapTags();
// nullptr when there is none.
const Tag* findTag(std::string_view id);
// Whether the id is among these.
[[nodiscard]] inline bool hasId(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}
[[nodiscard]] inline bool isTrap(std::string_view id) { return id.substr(0, 5) == "trap."; }

struct TaskStatement {
  std::string_view id;  // "2.2"; the digit before the point is the domain
  std::string_view title;
};
struct ExamDomain {
  int number = 0;  // 1 to 4
  std::string_view title;
  int weightPercent = 0;
};

std::span<const TaskStatement> taskStatements();
std::span<const ExamDomain> examDomains();
const TaskStatement* findTaskStatement(std::string_view id);
// REQUIRES: an id of taskStatements().
const ExamDomain& domainOf(std::string_view taskStatement);

}  // namespace taskyard
