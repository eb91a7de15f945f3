#include "pages/lesson_about.h"

#include <string>

#include "base/text.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

void addObjectives(Html& html, const Lesson& lesson, const PageMode& mode) {
  if (lesson.objectives.empty()) return;
  html.element("p", "Afterwards you can:").open("ul");
  for (const std::string& objective : lesson.objectives) {
    html.open("li");
    addInlineMarkdown(html, objective, mode);
    html.close("li");
  }
  html.close("ul");
}

void addPrerequisites(Html& html, const Content& content, const Lesson& lesson,
                      const PageMode& mode) {
  bool any = false;
  for (const std::string& id : lesson.prerequisites) {
    const Lesson* before = content.findLesson(id);
    if (before == nullptr) continue;
    if (!any) html.open("p").element("strong", "Best after: ");
    if (any) html.text(", ");
    html.element("a", before->title, {{"href", lessonHref(*before, mode)}});
    any = true;
  }
  if (any) html.close("p");
}

void addTags(Html& html, const std::vector<std::string>& ids, const char* heading) {
  if (ids.empty()) return;
  html.open("p").element("strong", heading).close("p").open("ul");
  for (const std::string& id : ids) {
    const Tag* tag = findTag(id);
    if (tag == nullptr) continue;
    html.element("li",
                 std::string(tag->words) + (isTrap(id) ? "" : " → " + std::string(tag->answer)));
  }
  html.close("ul");
}

void addExam(Html& html, const Lesson& lesson) {
  if (lesson.taskStatements.empty()) return;
  html.open("p").element("strong", "Task statements of the SAA-C03 exam:").close("p").open("ul");
  for (const std::string& id : lesson.taskStatements) {
    const TaskStatement* statement = findTaskStatement(id);
    if (statement == nullptr) continue;
    html.element("li", id + " " + std::string(statement->title));
  }
  html.close("ul");
}

}  // namespace

void addLessonAbout(Html& html, const Content& content, const Lesson& lesson,
                    const PageMode& mode) {
  if (mode.live) {
    html.open("details", {{"class", "about"}});
    html.element("summary", "About this lesson: " + std::to_string(lesson.minutes) +
                                " minutes, objectives, exam");
  } else {
    html.open("section", {{"class", "about"}});
  }
  addObjectives(html, lesson, mode);
  addPrerequisites(html, content, lesson, mode);
  addTags(html, lesson.signals, "Signals in exam questions:");
  addTags(html, lesson.traps, "Traps, which are wrong:");
  addExam(html, lesson);
  html.close();
}

std::string lessonHref(const Lesson& lesson, const PageMode& mode) {
  return mode.live ? "#lesson=" + lesson.id
                   : std::string(mode.base) + "lessons/" + lesson.id + ".html";
}

std::string examText(const Lesson& lesson) {
  return lesson.taskStatements.empty() ? "" : "SAA-C03 " + joinWords(lesson.taskStatements);
}

}  // namespace taskyard
