#include "learn/content.h"

#include <algorithm>

#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::string_view kRoot = "lessons/";

enum class FileKind { Index, Glossary, Scenario, Question, Lesson, ModelCard, Ignored, Unknown };

FileKind kindOf(std::string_view path) {
  if (path.substr(0, kRoot.size()) != kRoot) return FileKind::Unknown;
  path.remove_prefix(kRoot.size());
  if (path == "index.json") return FileKind::Index;
  if (path == "glossary.json") return FileKind::Glossary;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return FileKind::Unknown;
  const std::string_view folder = path.substr(0, slash);
  if (path.find('/', slash + 1) != std::string_view::npos) return FileKind::Unknown;
  if (folder == "schema") return FileKind::Ignored;
  if (folder == "scenarios") return FileKind::Scenario;
  if (folder == "quiz") return FileKind::Question;
  if (folder == "model-card") return FileKind::ModelCard;
  return FileKind::Lesson;
}

// "desired-count" of "lessons/services/desired-count.json".
std::string stemOf(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

// "services" of "lessons/services/desired-count.json".
std::string folderOf(std::string_view path) {
  path = path.substr(0, path.rfind('/'));
  return std::string(path.substr(path.rfind('/') + 1));
}

std::vector<Topic> readIndex(const JsonValue& value, Problems& problems) {
  ObjectReader reader(value, "", problems);
  std::vector<Topic> topics;
  readSome(reader, "topics", [&](const JsonValue& item, const std::string& path) {
    ObjectReader entry(item, path, problems);
    Topic topic;
    topic.id = entry.requiredString("id");
    topic.title = entry.requiredString("title");
    entry.requiredArray("lessons");
    topic.lessons = entry.strings("lessons");
    entry.rejectUnknownKeys();
    topics.push_back(std::move(topic));
  });
  reader.rejectUnknownKeys();
  return topics;
}

void checkId(const std::string& id, const std::string& path, Problems& problems) {
  if (id.empty() || id == stemOf(path)) return;
  problems.push_back({"BadValue",
                      "the id \"" + id + "\" and the file name \"" + stemOf(path) + "\" differ",
                      "/id", 0});
}

void readFile(FileKind kind, const std::string& path, const JsonValue& value, Content& content,
              Problems& problems) {
  const auto keep = [&](auto record, auto& list) {
    checkId(record.id, path, problems);
    record.file = path;
    if (problems.empty()) list.push_back(std::move(record));
  };
  switch (kind) {
    case FileKind::Index: content.topics = readIndex(value, problems); break;
    case FileKind::Glossary: content.glossary = readGlossary(value, problems); break;
    case FileKind::Scenario: keep(readScenario(value, problems), content.scenarios); break;
    case FileKind::Question: keep(readQuestion(value, problems), content.questions); break;
    case FileKind::Lesson: {
      Lesson lesson = readLesson(value, problems);
      lesson.topic = folderOf(path);
      keep(std::move(lesson), content.lessons);
      break;
    }
    case FileKind::ModelCard:
      for (ModelCardRow& row : readModelCard(value, stemOf(path), problems)) {
        row.file = path;
        content.modelCard.push_back(std::move(row));
      }
      break;
    case FileKind::Ignored:
    case FileKind::Unknown: break;
  }
}

// Lessons in the order of the index; those it does not name come last.
void orderLessons(Content& content) {
  std::vector<std::string> order;
  for (const Topic& topic : content.topics) {
    order.insert(order.end(), topic.lessons.begin(), topic.lessons.end());
  }
  const auto place = [&order](const Lesson& lesson) {
    return std::find(order.begin(), order.end(), lesson.id) - order.begin();
  };
  std::stable_sort(content.lessons.begin(), content.lessons.end(),
                   [&](const Lesson& a, const Lesson& b) { return place(a) < place(b); });
}

template <class T>
const T* findById(const std::vector<T>& list, std::string_view id) {
  for (const T& item : list) {
    if (item.id == id) return &item;
  }
  return nullptr;
}

}  // namespace

std::string describe(const ContentProblem& problem) {
  std::string text = problem.file;
  if (problem.error.line > 0) text += ":" + std::to_string(problem.error.line);
  if (!problem.error.path.empty()) text += ": " + problem.error.path;
  return text + ": " + problem.error.message;
}

const Lesson* Content::findLesson(std::string_view id) const { return findById(lessons, id); }
const Scenario* Content::findScenario(std::string_view id) const { return findById(scenarios, id); }
const Question* Content::findQuestion(std::string_view id) const { return findById(questions, id); }
const GlossaryTerm* Content::findTerm(std::string_view id) const { return findById(glossary, id); }

LoadedContent loadContent(const ContentFiles& files) {
  LoadedContent loaded;
  for (const ContentFile& file : files) {
    const FileKind kind = kindOf(file.path);
    Problems problems;
    if (kind == FileKind::Unknown) {
      problems.push_back({"UnknownFile",
                          "no place for content; there are index.json, glossary.json, "
                          "scenarios/<id>.json, quiz/<id>.json, model-card/<system>.json and "
                          "<topic>/<lesson>.json"});
    } else if (kind != FileKind::Ignored) {
      const Result<JsonValue> value = parseJson(file.text);
      if (value) {
        readFile(kind, file.path, value.value(), loaded.content, problems);
      } else {
        problems.push_back(value.error());
      }
    }
    for (Error& problem : problems) loaded.problems.push_back({file.path, std::move(problem)});
  }
  orderLessons(loaded.content);
  Content& content = loaded.content;
  std::sort(content.glossary.begin(), content.glossary.end(),
            [](const GlossaryTerm& a, const GlossaryTerm& b) { return a.term < b.term; });
  return loaded;
}

Result<ContentFiles> readBundle(std::string_view text) {
  constexpr std::size_t kMostBytes = 64u << 20;
  const Result<JsonValue> value = parseJson(text, {.bytes = kMostBytes});
  if (!value) return value.error();
  Problems problems;
  ObjectReader reader(value.value(), "", problems);
  ContentFiles files;
  if (const JsonValue* list = reader.requiredObject("files")) {
    for (const auto& [path, content] : list->members()) {
      if (content.isString()) {
        files.push_back({path, content.string()});
      } else {
        problems.push_back({"WrongType", "expected the file's text", pointerTo("/files", path)});
      }
    }
  }
  reader.rejectUnknownKeys();
  if (!problems.empty()) return problems.front();
  return files;
}

}  // namespace taskyard
