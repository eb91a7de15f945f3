// Goal: a question gives nothing away before it is answered and everything afterwards; a wrong
// answer that can be run offers to be watched; text from outside stays text.

#include "pages/question_page.h"

#include "pages/hostile.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

QuestionPageInput inputFor(const Content& content) {
  QuestionPageInput input;
  input.content = &content;
  input.question = &content.questions.front();
  return input;
}

Answer answerOf(std::size_t choice, bool correct) {
  Answer answer;
  answer.choices = {choice};
  answer.correct = correct;
  answer.certainty = Certainty::Sure;
  return answer;
}

}  // namespace

TEST_CASE("question page: before the answer there is a form and nothing else") {
  const Content content = loadContent(questionFiles()).content;
  QuestionPageInput input = inputFor(content);
  input.notice = "Choose an answer first.";
  const std::string html = questionPage(input).str();
  CHECK(countIn(html, "type=\"radio\" name=\"choice\"") == 4);
  CHECK(countIn(html, "name=\"certainty\"") == 3);
  CHECK(has(html, "role=\"alert\""));
  for (const char* secret : {"It comes back", "Nobody replaces", "Right", "Wrong", "Trap",
                             "run-option", "deciding words", "docs.aws"}) {
    CAPTURE(secret);
    CHECK_FALSE(has(html, secret));
  }
  // Another seed, another order; the values stay those of the options.
  input.notice.clear();
  bool other = false;
  const std::string first = questionPage(input).str();
  for (std::uint64_t seed = 2; seed < 8; ++seed) {
    input.orderSeed = seed;
    other = other || questionPage(input).str() != first;
  }
  CHECK(other);
}

TEST_CASE("question page: several answers are boxes") {
  Content content = loadContent(questionFiles()).content;
  content.questions.front().choose = 2;
  const std::string html = questionPage(inputFor(content)).str();
  CHECK(countIn(html, "type=\"checkbox\" name=\"choice\"") == 4);
  CHECK(has(html, "Choose 2."));
  content.questions.front().stem.back() += " (Choose TWO.)";
  CHECK_FALSE(has(questionPage(inputFor(content)).str(), "Choose 2."));  // not twice
}

TEST_CASE("question page: a wrong answer offers to watch it fail, the others to be run") {
  const Content content = loadContent(questionFiles()).content;
  QuestionPageInput input = inputFor(content);
  const Answer wrong = answerOf(1, false);
  input.answer = &wrong;
  std::string html = questionPage(input).str();
  CHECK(countIn(html, "Watch it fail") == 1);
  CHECK(countIn(html, "Run this option") == 3);
  CHECK(has(html, "Not this time. You were sure."));
  CHECK(has(html, "Wrong, your answer"));
  CHECK(countIn(html, "Nobody replaces it.") == 3);
  CHECK(has(html, "Trap: "));
  CHECK(has(html, "“without anyone acting”"));
  const Answer right = answerOf(0, true);
  input.answer = &right;
  html = questionPage(input).str();
  CHECK_FALSE(has(html, "Watch it fail"));
  CHECK(has(html, "Right, your answer"));
  input.hasNext = false;
  CHECK_FALSE(has(questionPage(input).str(), "next-question"));
}

TEST_CASE("question page: a run says what holds, what broke and what was refused") {
  const Content content = loadContent(questionFiles()).content;
  QuestionPageInput input = inputFor(content);
  const Answer wrong = answerOf(1, false);
  input.answer = &wrong;
  TrialView view;
  view.option = 1;
  view.endsAt = 300 * kSecond;
  view.requirements = {{"replaced", "It runs again", false},
                       {"service", "There is a service", true}};
  input.trial = view;
  CHECK(has(questionPage(input).str(), "Not yet: "));
  CHECK(countIn(questionPage(input).str(), "role=\"status\"") == 1);  // the verdict's, no clock's
  input.trial->finished = true;
  input.trial->refused = kHostile;
  const std::string html = questionPage(input).str();
  CHECK(has(html, "it broke 1 requirement."));
  CHECK(has(html, "Broken: "));
  CHECK(has(html, "Holds: "));
  CHECK(has(html, "A command of this option was refused"));
  checkHarmless(html);
  input.trial->refused.clear();
  input.trial->requirements[0].holds = true;
  CHECK(has(questionPage(input).str(), "every requirement held"));
}

TEST_CASE("question page: hostile text stays text, before and after, in lists and for reading") {
  const Content content = hostileContent();
  QuestionPageInput input = inputFor(content);
  input.notice = kHostile;
  checkHarmless(questionPage(input).str());
  const Answer wrong = answerOf(1, false);
  input.answer = &wrong;
  input.trial = TrialView{.option = 1, .requirements = {{"a", kHostile, false}}};
  checkHarmless(questionPage(input).str());
  checkHarmless(practiceIndexPage(content, {}).str());
  for (const bool keys : {false, true}) {
    checkHarmless(questionReadingPage(content, content.questions.front(), keys, {}).str());
  }
}

TEST_CASE("practice page: states of questions, the drill and sets; an empty bank says so") {
  const Content content = loadContent(questionFiles()).content;
  Progress progress;
  std::string html = practiceIndexPage(content, progress).str();
  CHECK(has(html, "Options can be run"));
  CHECK(has(html, "href=\"#exam\">Practice exam<"));
  for (const char* part : {"start-drill", "open-set", "make-set", "trap.docker-run-by-hand",
                           "signal.", "name=\"domain\"", "name=\"topic\""}) {
    CAPTURE(part);
    CHECK(has(html, part));
  }
  progress.questions["q"].attempts.push_back({1, answerOf(1, false), 0, {}});
  progress.exams.push_back(beginExam(content, ExamForm::Short, 1, 1000));
  html = practiceIndexPage(content, progress).str();
  CHECK(has(html, "✕ Not right, answered 1 time"));
  CHECK(has(html, "Go on with the exam"));
  CHECK(has(practiceIndexPage({}, {}).str(), "There are no questions here yet."));
}
