#pragma once
// What each signal and trap has: lessons, steps, questions, scenarios, bots; and what each domain
// and task statement of the exam and each topic has.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "learn/content.h"

namespace taskyard {

struct CoverageLine {
  std::string_view id;
  int lessons = 0;
  int steps = 0;
  int questions = 0;
  int scenarios = 0;
  int bots = 0;  // traps only
};

// One domain of the exam. runnable: those of the questions that have options to run.
struct DomainLine {
  int number = 0;  // 1 to 4
  std::string_view title;
  int questions = 0;
  int runnable = 0;
};

// One topic of the index, by the lessons that its questions name.
struct TopicLine {
  std::string id;
  int questions = 0;
  int runnable = 0;
};

// One task statement of the exam: the lessons that serve it, in the index's order.
struct StatementLine {
  std::string_view id;  // "2.2"
  std::string_view title;
  std::vector<std::string> lessons;  // ids
  int questions = 0;
};

struct Coverage {
  std::vector<CoverageLine> signals;
  std::vector<CoverageLine> traps;
  std::vector<DomainLine> domains;
  std::vector<TopicLine> topics;
  std::vector<StatementLine> statements;
  std::vector<std::string> missing;  // "trap.single-az: no bot"
};

// What every id should have; for traps also a bot.
inline constexpr int kLessonsPerTag = 1;
inline constexpr int kBotsPerTrap = 1;
inline constexpr int kQuestionsPerTag = 2;
inline constexpr int kQuestionsPerDomain = 10;

Coverage coverageOf(const Content& content);
JsonValue toJson(const Coverage& coverage);

}  // namespace taskyard
