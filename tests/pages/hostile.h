#pragma once
// A question whose every text tries to become markup, and how to see that none did.

#include <doctest/doctest.h>

#include <string>

#include "learn/question_fixture.h"

namespace taskyard::fixtures {

inline const std::string kHostile =
    "<img src=x onerror=alert(1)>\"'& <script>alert(2)</script> [x](javascript:alert(3))";

inline Content hostileContent() {
  Content content = loadContent(questionFiles()).content;
  Question& question = content.questions.front();
  question.id = "q\"><img src=x>";
  question.stem = {kHostile, kHostile};
  question.explanation = kHostile;
  question.citation = kHostile;
  question.decidingWords = {kHostile};
  question.sources[0] = {kHostile, "javascript:alert(4)", kHostile};
  for (Option& option : question.options) {
    option.choice.text = kHostile;
    option.choice.why = kHostile;
  }
  for (Requirement& requirement : question.requirements) requirement.text = kHostile;
  return content;
}

inline bool has(const std::string& html, const std::string& words) {
  return html.find(words) != std::string::npos;
}
inline int countIn(const std::string& html, const std::string& words) {
  int count = 0;
  for (std::size_t at = html.find(words); at != std::string::npos; at = html.find(words, at + 1)) {
    ++count;
  }
  return count;
}

inline void checkHarmless(const std::string& html) {
  CHECK(has(html, "&lt;img src=x"));
  CHECK_FALSE(has(html, "<img"));
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "=\"javascript:"));
  CHECK_FALSE(has(html,
                  "\"><"
                  "img"));
}

}  // namespace taskyard::fixtures
