// Goal: the review page says what is due, which traps catch the learner and where the cure is.

#include "pages/review_page.h"

#include "pages/hostile.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;
constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

Progress withAnswer(std::int64_t at, Certainty certainty) {
  Answer answer;
  answer.choices = {1};
  answer.certainty = certainty;
  Progress progress;
  progress.questions["q"].attempts.push_back({at, answer, 0, {"trap.docker-run-by-hand"}});
  return progress;
}

}  // namespace

TEST_CASE("review page: nothing answered yet") {
  const Content content = loadContent(questionFiles()).content;
  const std::string html = reviewPage(content, {}, kNow).str();
  CHECK(has(html, "Answer some questions first"));
  CHECK_FALSE(has(html, "start-review"));
  CHECK(has(html, "not met yet"));
  CHECK(countIn(html, "no answers yet") == 3);
}

TEST_CASE("review page: what is due, confident mistakes, the trap and its cure") {
  Content content = loadContent(questionFiles()).content;
  content.scenarios.front().traps = {"trap.docker-run-by-hand"};
  const std::string html =
      reviewPage(content, withAnswer(kNow - kDayMs, Certainty::Sure), kNow).str();
  CHECK(has(html, "1 question is due now."));
  CHECK(has(html, "First come 1 answer that you were sure of"));
  CHECK(has(html, "start-review"));
  CHECK(has(html, "1 of 1, sure 1"));
  CHECK(has(html, "href=\"#scenario=small\""));
  CHECK(has(html, "data-tag=\"trap.docker-run-by-hand\""));
  CHECK(has(html, "When sure: 0 of 1 right (0 %)"));
}

TEST_CASE("review page: nothing is due, and when it will be") {
  const Content content = loadContent(questionFiles()).content;
  const std::string html = reviewPage(content, withAnswer(kNow, Certainty::Guess), kNow).str();
  CHECK(has(html, "Nothing is due. The next question comes back within 1 day."));
  CHECK_FALSE(has(html, "start-review"));
}

TEST_CASE("review page: hostile names of lessons and scenarios stay text") {
  Content content = loadContent(questionFiles()).content;
  content.scenarios.front().title = kHostile;
  content.scenarios.front().id = "s\"><img src=x>";
  content.scenarios.front().traps = {"trap.docker-run-by-hand"};
  checkHarmless(reviewPage(content, withAnswer(kNow - kDayMs, Certainty::Sure), kNow).str());
}
