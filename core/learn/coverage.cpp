#include "learn/coverage.h"

#include <algorithm>

#include "base/text.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

bool has(const std::vector<Choice>& choices, std::string_view id) {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const Choice& choice) { return hasId(choice.ids, id); });
}

bool has(const Question& question, std::string_view id) {
  return hasId(question.signals, id) || hasId(question.traps, id) ||
         std::any_of(question.options.begin(), question.options.end(),
                     [&](const Option& option) { return hasId(option.choice.ids, id); });
}

CoverageLine lineFor(const Content& content, std::string_view id) {
  CoverageLine line;
  line.id = id;
  for (const Lesson& lesson : content.lessons) {
    if (hasId(lesson.signals, id) || hasId(lesson.traps, id)) ++line.lessons;
    for (const Step& step : lesson.steps) {
      const auto bots = std::count_if(step.misconceptions.begin(), step.misconceptions.end(),
                                      [&](const Misconception& m) { return m.id == id; });
      line.bots += static_cast<int>(bots);
      if (bots > 0 || (step.ask && has(step.ask->choices, id))) ++line.steps;
    }
  }
  for (const Question& question : content.questions) line.questions += has(question, id) ? 1 : 0;
  for (const Scenario& scenario : content.scenarios) {
    line.scenarios += hasId(scenario.signals, id) || hasId(scenario.traps, id) ? 1 : 0;
  }
  return line;
}

void addMissing(const CoverageLine& line, std::vector<std::string>& missing) {
  std::vector<std::string> lacks;
  if (line.lessons < kLessonsPerTag) lacks.push_back("no lesson");
  if (isTrap(line.id) && line.bots < kBotsPerTrap) lacks.push_back("no bot");
  if (line.questions < kQuestionsPerTag) {
    lacks.push_back(std::to_string(line.questions) + " of " + std::to_string(kQuestionsPerTag) +
                    " questions");
  }
  if (!lacks.empty()) missing.push_back(std::string(line.id) + ": " + joinWords(lacks));
}

std::vector<DomainLine> domainLines(const Content& content) {
  std::vector<DomainLine> lines;
  for (const ExamDomain& domain : examDomains()) {
    lines.push_back({domain.number, domain.title, 0, 0});
  }
  for (const Question& question : content.questions) {
    if (findTaskStatement(question.taskStatement) == nullptr) continue;
    DomainLine& line = lines[static_cast<std::size_t>(domainOf(question.taskStatement).number - 1)];
    ++line.questions;
    line.runnable += question.runnable() ? 1 : 0;
  }
  return lines;
}

std::vector<TopicLine> topicLines(const Content& content) {
  std::vector<TopicLine> lines;
  for (const Topic& topic : content.topics) {
    TopicLine& line = lines.emplace_back(TopicLine{topic.id, 0, 0});
    for (const Question& question : content.questions) {
      if (!hasId(topic.lessons, question.lesson)) continue;
      ++line.questions;
      line.runnable += question.runnable() ? 1 : 0;
    }
  }
  return lines;
}

std::vector<StatementLine> statementLines(const Content& content) {
  std::vector<StatementLine> lines;
  for (const TaskStatement& statement : taskStatements()) {
    StatementLine line{statement.id, statement.title, {}, 0};
    for (const Lesson& lesson : content.lessons) {
      if (hasId(lesson.taskStatements, statement.id)) line.lessons.push_back(lesson.id);
    }
    for (const Question& question : content.questions) {
      line.questions += question.taskStatement == statement.id ? 1 : 0;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

JsonValue topicsJson(const std::vector<TopicLine>& lines) {
  JsonValue json = JsonValue::object();
  for (const TopicLine& line : lines) {
    json.set(line.id,
             JsonValue::object({{"questions", line.questions}, {"runnable", line.runnable}}));
  }
  return json;
}

JsonValue statementsJson(const std::vector<StatementLine>& lines) {
  JsonValue json = JsonValue::object();
  for (const StatementLine& line : lines) {
    JsonValue lessons = JsonValue::array();
    for (const std::string& id : line.lessons) lessons.push(id);
    json.set(line.id, JsonValue::object({{"title", line.title},
                                         {"lessons", std::move(lessons)},
                                         {"questions", line.questions}}));
  }
  return json;
}

JsonValue domainsJson(const std::vector<DomainLine>& lines) {
  JsonValue json = JsonValue::object();
  for (const DomainLine& line : lines) {
    json.set(std::to_string(line.number), JsonValue::object({{"title", line.title},
                                                             {"questions", line.questions},
                                                             {"runnable", line.runnable}}));
  }
  return json;
}

JsonValue linesJson(const std::vector<CoverageLine>& lines, bool bots) {
  JsonValue json = JsonValue::object();
  for (const CoverageLine& line : lines) {
    JsonValue counts = JsonValue::object({{"lessons", line.lessons},
                                          {"steps", line.steps},
                                          {"questions", line.questions},
                                          {"scenarios", line.scenarios}});
    if (bots) counts.set("bots", line.bots);
    json.set(line.id, std::move(counts));
  }
  return json;
}

}  // namespace

Coverage coverageOf(const Content& content) {
  Coverage coverage;
  for (const Tag& tag : signalTags()) coverage.signals.push_back(lineFor(content, tag.id));
  for (const Tag& tag : trapTags()) coverage.traps.push_back(lineFor(content, tag.id));
  for (const CoverageLine& line : coverage.signals) addMissing(line, coverage.missing);
  for (const CoverageLine& line : coverage.traps) addMissing(line, coverage.missing);
  coverage.domains = domainLines(content);
  coverage.topics = topicLines(content);
  coverage.statements = statementLines(content);
  for (const DomainLine& line : coverage.domains) {
    if (line.questions >= kQuestionsPerDomain) continue;
    coverage.missing.push_back("domain " + std::to_string(line.number) + ": " +
                               std::to_string(line.questions) + " of " +
                               std::to_string(kQuestionsPerDomain) + " questions");
  }
  return coverage;
}

JsonValue toJson(const Coverage& coverage) {
  JsonValue missing = JsonValue::array();
  for (const std::string& text : coverage.missing) missing.push(text);
  return JsonValue::object({{"signals", linesJson(coverage.signals, false)},
                            {"traps", linesJson(coverage.traps, true)},
                            {"domains", domainsJson(coverage.domains)},
                            {"topics", topicsJson(coverage.topics)},
                            {"taskStatements", statementsJson(coverage.statements)},
                            {"missing", std::move(missing)}});
}

}  // namespace taskyard
