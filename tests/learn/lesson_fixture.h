#pragma once
// A lesson of four steps in the small scenario, and ways to spoil it.

#include <string>

#include "learn/fixtures.h"

namespace taskyard::fixtures {

inline std::string command(int at, const std::string& line) {
  return "{\"atSeconds\": " + std::to_string(at) + ", \"aws\": " + str(line) + "}";
}

struct LessonParts {
  std::string goal = R"({"all": [{"service": "web", "desiredCount": 3, "steady": true},
    {"never": {"service": "web", "desiredCount": {"atLeast": 9}}}]})";
  std::string solution = command(0, kCreate);
  std::string alternative;  // "" for the solution
  std::string allowed;
  std::string world;
  std::string taught = R"("CreateService")";
  std::string botGoal =
      R"({"tasks": {"standalone": true, "lastStatus": "RUNNING", "count": {"atLeast": 1}}})";
  std::string bot = command(0, kRunTask);
  std::string corrected = command(0, kCreate);
  std::string limit = "240";
};

inline std::string lessonText(const LessonParts& parts = {}) {
  return R"({"id": "tiny", "title": "Tiny", "summary": "A lesson for tests.", "minutes": 3,
"objectives": ["Test"], "traps": ["trap.docker-run-by-hand"], "taskStatements": ["2.2"],
"sources": [{"title": "Docs", "url": "https://docs.aws.amazon.com/", "checked": "2026-11"}],
"scenario": "small",
"steps": [
 {"id": "read", "kind": "read", "title": "Read", "text": ["A [service](glossary://service)."]},
 {"id": "guess", "kind": "predict", "title": "Guess", "text": ["Well?"], "ask": {"text": "Which?",
   "choices": [{"text": "This", "correct": true, "why": "Yes."},
               {"text": "That", "why": "No.", "ids": ["trap.single-az"]}]}},
 {"id": "make", "kind": "do", "title": "Make", "text": ["Make it."], "goal": )" +
         parts.goal + R"(, "hints": ["One", "Two", "Three"], "taught": [)" + parts.taught +
         R"(], "solution": [)" + parts.solution +
         R"(], "alternatives": [{"title": "Another way", "commands": [)" +
         (parts.alternative.empty() ? parts.solution : parts.alternative) +
         R"(]}], "limitSeconds": )" + parts.limit +
         (parts.allowed.empty() ? "" : ", \"allowedOperations\": [" + parts.allowed + "]") +
         (parts.world.empty() ? "" : ", \"world\": [" + parts.world + "]") +
         R"(, "misconceptions": [{"id": "trap.docker-run-by-hand", "belief": "By hand.", "when": )" +
         parts.botGoal + R"(, "feedback": "Not by hand.", "bot": [)" + parts.bot +
         R"(], "corrected": [)" + parts.corrected + R"(]}]},
 {"id": "say", "kind": "explain", "title": "Say", "text": ["So?"], "ask": {"text": "How many?",
   "number": {"value": 3, "tolerance": 1, "unit": "tasks", "why": "Three."}}}
]})";
}

inline Lesson lesson(const LessonParts& parts = {}) {
  Problems problems;
  Lesson read = readLesson(json(lessonText(parts)), problems);
  for (const Error& problem : problems) FAIL(problem.path << ": " << problem.message);
  return read;
}

// The same as files, as the program reads them.
inline ContentFiles lessonFiles(const LessonParts& parts = {}) {
  return {{"lessons/glossary.json",
           R"({"terms": [{"id": "service", "term": "service", "text": "Keeps tasks.",
     "sources": [{"title": "Docs", "url": "https://docs.aws.amazon.com/", "checked": "2026-11"}]}]})"},
          {"lessons/index.json",
           R"({"topics": [{"id": "basics", "title": "Basics", "lessons": ["tiny"]}]})"},
          {"lessons/basics/tiny.json", lessonText(parts)},
          {"lessons/scenarios/small.json", kScenario}};
}

}  // namespace taskyard::fixtures
