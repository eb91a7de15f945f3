// Goal: the end of a lesson says what happened: the goals, the commands that were refused, the
// wrong turns, the time and the cost.

#include "pages/lesson_page.h"

#include "learn/lesson_fixture.h"
#include "pages/hostile.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

// A session at its last step, with every step done.
struct Finished {
  Content content = loadContent(lessonFiles()).content;
  const Lesson& lesson = content.lessons.front();
  Run run = begin();
  LessonSession session{lesson};

  explicit Finished(std::size_t refused) {
    for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
      StepRecord record;
      record.done = true;
      record.solvedAlone = true;
      if (lesson.steps[i].kind == StepKind::Do) record.refused = refused;
      session.restoreRecord(i, record);
    }
    session.enter(lesson.steps.size() - 1, run);
  }
  [[nodiscard]] std::string html() const {
    return lessonStepPage({&content, &session, &run, ""}).str();
  }
};

}  // namespace

TEST_CASE("lesson page: the debrief counts the commands that were refused") {
  const std::string html = Finished(3).html();
  CHECK(has(html, "Lesson finished"));
  CHECK(has(html, "Solved on your own: 1 of 1 exercise"));
  CHECK(has(html, "Commands that were refused: 3"));
  CHECK(has(html, "Simulated time: "));
  CHECK(has(Finished(0).html(), "Commands that were refused: none"));
}

TEST_CASE("lesson page: a goal that is reached is marked") {
  Finished finished(0);
  finished.session.enter(2, finished.run);
  CHECK(has(finished.html(), "class=\"goal reached\""));
  finished.session.restoreRecord(2, {});
  CHECK(has(finished.html(), "class=\"goal\""));
}
