#include "learn/proof.h"

#include <algorithm>

#include "base/text.h"
#include "learn/generators/generator.h"
#include "learn/proof_lesson.h"
#include "learn/proof_scenario.h"

namespace taskyard {

namespace {

std::string howLesson(const Lesson& lesson, int seeds) {
  std::int64_t goals = 0;
  std::int64_t bots = 0;
  for (const Step& step : lesson.steps) {
    goals += step.goal ? 1 : 0;
    bots += static_cast<std::int64_t>(step.misconceptions.size());
  }
  return countOf(goals, "step", "steps") + " with a goal and " + countOf(bots, "bot", "bots") +
         " played over " + countOf(seeds, "seed", "seeds");
}

std::string cureWords(const Scenario& scenario) {
  if (scenario.cures.empty()) return "";
  return " and " + countOf(static_cast<std::int64_t>(scenario.cures.size()), "cure", "cures");
}

ProofItem questionItem(const Content& content, const Question& question, int seeds,
                       ProofReport& report) {
  ProofItem item;
  item.id = question.id;
  if (!question.runnable()) {
    item.citationOnly = true;
    item.how = "by citation: " + question.citation;
    return item;
  }
  item.proved = proveQuestion(content, question, seeds, report);
  item.how = countOf(static_cast<std::int64_t>(question.options.size()), "option", "options") +
             " run over " + countOf(seeds, "seed", "seeds");
  return item;
}

ProofItem familyItem(const GeneratorFamily& family, int seeds, ProofReport& report) {
  ProofItem item;
  item.id = std::string(family.id);
  item.proved = true;
  for (int seed = 1; seed <= seeds; ++seed) {
    const Result<Question> question = generateQuestion(family, static_cast<std::uint64_t>(seed));
    ++report.generated;
    if (question) continue;
    item.proved = false;
    report.exceptions.push_back(
        {"generator " + item.id, question.error().message, static_cast<std::uint64_t>(seed)});
  }
  item.how = countOf(seeds, "question", "questions") + " made, each keyed by the model";
  return item;
}

JsonValue itemsJson(const std::vector<ProofItem>& items) {
  JsonValue json = JsonValue::array();
  for (const ProofItem& item : items) {
    json.push(JsonValue::object({{"id", item.id},
                                 {"proved", item.proved},
                                 {"citationOnly", item.citationOnly},
                                 {"how", item.how}}));
  }
  return json;
}

std::int64_t countIf(const std::vector<ProofItem>& items, bool ProofItem::*member) {
  return std::count_if(items.begin(), items.end(),
                       [member](const ProofItem& item) { return item.*member; });
}

}  // namespace

ProofReport prove(const Content& content, const ProofOptions& options,
                  const std::function<void(const std::string&)>& progress) {
  ProofReport report;
  const bool all = options.lesson.empty() && options.question.empty() && options.scenario.empty();
  for (const Scenario& scenario : content.scenarios) {
    if (!all && scenario.id != options.scenario) continue;
    if (progress) progress("scenario " + scenario.id);
    ProofItem item;
    item.id = scenario.id;
    item.proved = proveScenario(scenario, options.scenarioSeeds, report);
    item.how = "its story" + cureWords(scenario) + " played over " +
               countOf(options.scenarioSeeds, "seed", "seeds");
    report.scenarios.push_back(std::move(item));
  }
  for (const Lesson& lesson : content.lessons) {
    if (!all && lesson.id != options.lesson) continue;
    if (progress) progress("lesson " + lesson.id);
    ProofItem item;
    item.id = lesson.id;
    item.proved = proveLesson(content, lesson, options.lessonSeeds, report);
    item.how = howLesson(lesson, options.lessonSeeds);
    report.lessons.push_back(std::move(item));
  }
  for (const Question& question : content.questions) {
    if (!all && question.id != options.question) continue;
    if (progress) progress("question " + question.id);
    report.questions.push_back(questionItem(content, question, options.questionSeeds, report));
  }
  for (const GeneratorFamily& family : generatorFamilies()) {
    if (!all) break;
    if (progress) progress("generator " + std::string(family.id));
    report.generators.push_back(familyItem(family, options.generatorSeeds, report));
  }
  return report;
}

JsonValue toJson(const ProofReport& report) {
  const auto size = [](const std::vector<ProofItem>& items) {
    return static_cast<std::int64_t>(items.size());
  };
  const std::int64_t cited = countIf(report.questions, &ProofItem::citationOnly);
  JsonValue exceptions = JsonValue::array();
  for (const ProofException& exception : report.exceptions) {
    exceptions.push(JsonValue::object({{"where", exception.where},
                                       {"what", exception.what},
                                       {"seed", static_cast<std::int64_t>(exception.seed)}}));
  }
  JsonValue json = JsonValue::object();
  json.set("scenarios",
           JsonValue::object({{"total", size(report.scenarios)},
                              {"proved", countIf(report.scenarios, &ProofItem::proved)}}));
  json.set("lessons", JsonValue::object({{"total", size(report.lessons)},
                                         {"proved", countIf(report.lessons, &ProofItem::proved)}}));
  json.set("bots",
           JsonValue::object({{"total", report.botsTotal}, {"defeated", report.botsDefeated}}));
  json.set("questions",
           JsonValue::object({{"total", size(report.questions)},
                              {"runnable", size(report.questions) - cited},
                              {"proved", countIf(report.questions, &ProofItem::proved)},
                              {"citationOnly", cited}}));
  json.set("generators", JsonValue::object({{"families", size(report.generators)},
                                            {"checked", report.generated}}));
  json.set("exceptions", std::move(exceptions));
  json.set("runs", static_cast<std::int64_t>(report.runs));
  json.set("details", JsonValue::object({{"scenarios", itemsJson(report.scenarios)},
                                         {"lessons", itemsJson(report.lessons)},
                                         {"questions", itemsJson(report.questions)},
                                         {"generators", itemsJson(report.generators)}}));
  return json;
}

}  // namespace taskyard
