#include "learn/lint.h"

#include <algorithm>
#include <array>
#include <map>

#include "api/shapes.h"
#include "learn/lint_parts.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

// What a link in a text can point to: [words](ui://yard), ui://service/<name>, glossary://<id>,
// lesson://<id>, scenario://<id>, question://<id>, https://...
constexpr std::array<std::string_view, 21> kUiTargets = {
    "yard",       "transport", "timeline",        "events", "inspector", "console", "service",
    "task",       "cluster",   "task-definition", "subnet", "metrics",   "cost",    "targets",
    "deployment", "capacity",  "scaling",         "path",   "logs",      "images",  "roles"};

std::string_view takeScheme(std::string_view& target) {
  const std::size_t end = target.find("://");
  if (end == std::string_view::npos) return {};
  const std::string_view scheme = target.substr(0, end);
  target.remove_prefix(end + 3);
  return scheme;
}

// The line of a pointer in a parsed file: that of the deepest member that exists.
int lineOf(const JsonValue& root, std::string_view pointer) {
  const JsonValue* value = &root;
  int line = root.line();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string key(pointer.substr(0, end));
    pointer.remove_prefix(end);
    const JsonValue* next = value->find(key);
    if (value->isArray()) {
      const std::size_t position = static_cast<std::size_t>(std::atoi(key.c_str()));
      if (position < value->items().size()) next = &value->items()[position];
    }
    if (next == nullptr) break;
    value = next;
    if (value->line() > 0) line = value->line();
  }
  return line;
}

void addLines(const ContentFiles& files, ContentProblems& problems) {
  std::map<std::string, JsonValue> parsed;
  for (ContentProblem& problem : problems) {
    if (problem.error.line > 0) continue;
    if (parsed.count(problem.file) == 0) {
      for (const ContentFile& file : files) {
        if (file.path != problem.file) continue;
        const Result<JsonValue> value = parseJson(file.text);
        if (value) parsed[problem.file] = value.value();
      }
    }
    problem.error.line = lineOf(parsed[problem.file], problem.error.path);
  }
}

}  // namespace

ContentProblems lintContent(const ContentFiles& files) {
  LoadedContent loaded = loadContent(files);
  ContentProblems problems = std::move(loaded.problems);
  // What could not be read would be missed by what refers to it; one thing after the other.
  if (problems.empty()) problems = lintLoaded(loaded.content);
  addLines(files, problems);
  std::stable_sort(
      problems.begin(), problems.end(),
      [](const ContentProblem& a, const ContentProblem& b) { return a.file < b.file; });
  return problems;
}

ContentProblems lintLoaded(const Content& content) {
  ContentProblems problems;
  Lint lint(content, problems);
  lint.index();
  lint.glossary();
  lint.modelCard();
  for (const Scenario& scenario : content.scenarios) lint.scenario(scenario);
  for (const Lesson& lesson : content.lessons) lint.lesson(lesson);
  for (const Question& question : content.questions) lint.question(question);
  lint.questionBank();
  return problems;
}

// ---- Shared checks

void Lint::text(const std::string& file, const std::string& pointer, std::string_view markdown) {
  std::size_t at = 0;
  while ((at = markdown.find("](", at)) != std::string_view::npos) {
    const std::size_t end = markdown.find(')', at);
    if (end == std::string_view::npos) {
      say(file, pointer, "a link is not closed");
      return;
    }
    link(file, pointer, markdown.substr(at + 2, end - at - 2));
    at = end;
  }
}

void Lint::link(const std::string& file, const std::string& pointer, std::string_view target) {
  const std::string whole(target);
  const std::string_view scheme = takeScheme(target);
  const std::string_view head = target.substr(0, target.find('/'));
  bool known = false;
  if (scheme == "https") known = true;
  if (scheme == "ui") {
    known = std::find(kUiTargets.begin(), kUiTargets.end(), head) != kUiTargets.end();
  }
  if (scheme == "glossary") known = content_.findTerm(target) != nullptr;
  if (scheme == "lesson") known = content_.findLesson(target) != nullptr;
  if (scheme == "scenario") known = content_.findScenario(target) != nullptr;
  if (scheme == "question") known = content_.findQuestion(target) != nullptr;
  if (!known) say(file, pointer, "the link \"" + whole + "\" leads nowhere");
}

void Lint::texts(const std::string& file, const std::string& pointer,
                 const std::vector<std::string>& paragraphs) {
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    text(file, pointerTo(pointer, i), paragraphs[i]);
  }
}

void Lint::tags(const std::string& file, const std::string& pointer,
                const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (findTag(ids[i]) == nullptr) {
      say(file, pointerTo(pointer, i), "\"" + ids[i] + "\" is no signal or trap");
    }
  }
}

void Lint::taskStatement(const std::string& file, const std::string& pointer,
                         const std::string& id) {
  if (findTaskStatement(id) != nullptr) return;
  say(file, pointer, "\"" + id + "\" is no SAA-C03 task statement");
}

void Lint::sources(const std::string& file, const std::vector<Source>& sources) {
  if (sources.empty()) say(file, "/sources", "there must be a dated source");
}

void Lint::operations(const std::string& file, const std::string& pointer,
                      const std::vector<std::string>& names) {
  const std::vector<OperationShape>& known = operationShapes();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto named = [&](const OperationShape& shape) { return shape.operation == names[i]; };
    if (std::any_of(known.begin(), known.end(), named)) continue;
    say(file, pointerTo(pointer, i), "there is no operation \"" + names[i] + "\"");
  }
}

void Lint::request(const std::string& file, const std::string& pointer, const Request& request) {
  const OperationShape* shape = findOperation(request.service, request.operation);
  if (shape == nullptr) {
    say(file, pointer,
        "there is no operation \"" + request.operation + "\" of service \"" + request.service +
            "\"");
    return;
  }
  for (const Error& problem : checkInput(*shape, request.input)) {
    say(file, pointer + "/input" + problem.path, problem.message);
  }
}

void Lint::script(const std::string& file, const std::string& pointer, const Script& script) {
  for (std::size_t i = 0; i < script.size(); ++i) {
    request(file, pointerTo(pointer, i), script[i].request);
  }
}

void Lint::choices(const std::string& file, const std::string& pointer,
                   const std::vector<Choice>& choices) {
  constexpr std::size_t kShortText = 40;  // below this, lengths give nothing away
  std::size_t shortest = SIZE_MAX;
  std::size_t longest = 0;
  std::size_t correct = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice& choice = choices[i];
    const std::string here = pointerTo(pointer, i);
    shortest = std::min(shortest, choice.text.size());
    longest = std::max(longest, choice.text.size());
    correct += choice.correct ? 1 : 0;
    if (choice.why.empty()) say(file, here, "an option without a why");
    if (refersToOtherOptions(choice.text)) {
      say(file, here, "\"all of the above\" and its kin give the key away");
    }
    tags(file, here + "/ids", choice.ids);
    text(file, here + "/why", choice.why);
    for (std::size_t j = 0; j < i; ++j) {
      if (choices[j].text == choice.text) say(file, here, "two options are the same");
    }
  }
  if (choices.size() < 2) say(file, pointer, "at least two options");
  if (correct == 0 || correct == choices.size()) {
    say(file, pointer, "some options must be right and some wrong");
  }
  if (longest > kShortText && longest > 2 * shortest) {
    say(file, pointer,
        "options of similar length: the shortest has " + std::to_string(shortest) +
            " letters, the longest " + std::to_string(longest));
  }
}

// ---- Files that there is one of

void Lint::index() {
  const std::string file = "lessons/index.json";
  std::vector<std::string> named;
  for (std::size_t t = 0; t < content_.topics.size(); ++t) {
    const Topic& topic = content_.topics[t];
    const std::string pointer = pointerTo("/topics", t) + "/lessons";
    for (std::size_t i = 0; i < topic.lessons.size(); ++i) {
      const Lesson* lesson = content_.findLesson(topic.lessons[i]);
      const std::string here = pointerTo(pointer, i);
      if (lesson == nullptr) say(file, here, "there is no lesson " + topic.lessons[i]);
      if (lesson != nullptr && lesson->topic != topic.id) {
        say(file, here, "this lesson is in the folder " + lesson->topic);
      }
      if (std::find(named.begin(), named.end(), topic.lessons[i]) != named.end()) {
        say(file, here, "a lesson stands in the index once");
      }
      named.push_back(topic.lessons[i]);
    }
  }
  for (const Lesson& lesson : content_.lessons) {
    if (std::find(named.begin(), named.end(), lesson.id) == named.end()) {
      say(lesson.file, "/id", "the lesson is not in lessons/index.json");
    }
  }
}

void Lint::glossary() {
  const std::string file = "lessons/glossary.json";
  for (std::size_t i = 0; i < content_.glossary.size(); ++i) {
    const GlossaryTerm& term = content_.glossary[i];
    if (content_.findTerm(term.id) != &term) {
      say(file, "/terms", "the id " + term.id + " occurs twice");
    }
    text(file, "/terms", term.text);
    if (!term.see.empty()) link(file, "/terms", term.see);
  }
}

void Lint::modelCard() {
  std::map<std::string, const ModelCardRow*> rows;
  for (const ModelCardRow& row : content_.modelCard) {
    const auto [known, fresh] = rows.emplace(row.id, &row);
    if (!fresh) say(row.file, "", "the id " + row.id + " also stands in " + known->second->file);
  }
}

}  // namespace taskyard
