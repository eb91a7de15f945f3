#pragma once
// A question that runs in the small scenario, and ways to spoil it.

#include <string>

#include "learn/lesson_fixture.h"

namespace taskyard::fixtures {

struct QuestionParts {
  std::string key = command(0, kCreate);
  std::string distractor = command(0, kRunTask);
  std::string violates = R"("replaced", "service")";
  std::string text = "Create a service that keeps one task";  // of the key
  std::string deciding = "without anyone acting";
  std::string choose = "1";
};

inline std::string questionText(const QuestionParts& parts = {}) {
  const std::string crash =
      ", " + command(120, "sim inject-fault --type ContainerExit --task {{launched:1}}");
  const auto wrong = [&](const std::string& text, const std::string& id) {
    return ", {\"text\": \"" + text + "\", \"why\": \"Nobody replaces it.\", \"ids\": [\"" + id +
           "\"], \"run\": [" + parts.distractor + crash + "], \"violates\": [" + parts.violates +
           "]}";
  };
  return R"({"id": "q", "taskStatement": "2.2", "difficulty": "easy",
"stem": ["A program crashes. It must come back without anyone acting.", "What helps?"],
"choose": )" +
         parts.choose + R"(, "options": [{"text": ")" + parts.text +
         R"(", "correct": true, "why": "It comes back.", "run": [)" + parts.key + crash + "]}" +
         wrong("Run one task with the RunTask API", "trap.docker-run-by-hand") +
         wrong("Run a task by hand, then another", "trap.docker-run-by-hand") +
         wrong("Run a task in another subnet again", "trap.single-az") +
         R"(], "decidingWords": [")" + parts.deciding + R"("],
"sources": [{"title": "Docs", "url": "https://docs.aws.amazon.com/", "checked": "2026-11"}],
"explanation": "A service.", "scenario": "small", "runForSeconds": 300,
"requirements": [
 {"id": "replaced", "text": "It runs again",
  "must": {"inOrder": [{"events": {"kind": "ContainerExited"}}, {"service": "*", "steady": true}]}},
 {"id": "service", "text": "There is a service", "must": {"service": "*", "exists": true}}]})";
}

inline ContentFiles questionFiles(const QuestionParts& parts = {}) {
  return {
      {"lessons/index.json", R"({"topics": [{"id": "basics", "title": "Basics", "lessons": []}]})"},
      {"lessons/quiz/q.json", questionText(parts)},
      {"lessons/scenarios/small.json", kScenario}};
}

}  // namespace taskyard::fixtures
