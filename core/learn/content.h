#pragma once
// Everything under lessons/, read from texts that somebody else has fetched: the program from a
// folder, the page from one bundled file.
//   lessons/index.json            topics in their order, each with its lessons in their order
//   lessons/<topic>/<slug>.json   lesson.h
//   lessons/scenarios/<id>.json   scenario.h
//   lessons/quiz/<id>.json        quiz.h
//   lessons/glossary.json         glossary.h
//   lessons/model-card/<id>.json  model_card.h
//   lessons/schema/               for editors; not read

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "learn/glossary.h"
#include "learn/lesson.h"
#include "learn/model_card.h"
#include "learn/quiz.h"
#include "learn/scenario.h"

namespace taskyard {

struct ContentFile {
  std::string path;  // "lessons/index.json"
  std::string text;
};
using ContentFiles = std::vector<ContentFile>;

// error.path: JSON Pointer in the file; error.line: 1-based, 0 for the whole file.
struct ContentProblem {
  std::string file;
  Error error;
};
using ContentProblems = std::vector<ContentProblem>;
// "lessons/quiz/x.json:12: /stem: expected an array, found a string".
std::string describe(const ContentProblem& problem);

struct Topic {
  std::string id;
  std::string title;
  std::vector<std::string> lessons;  // ids
};

struct Content {
  std::vector<Topic> topics;
  std::vector<Lesson> lessons;          // in the order of the index
  std::vector<Scenario> scenarios;      // by id
  std::vector<Question> questions;      // by id
  std::vector<GlossaryTerm> glossary;   // by term
  std::vector<ModelCardRow> modelCard;  // by file, in its order

  // nullptr when there is none.
  [[nodiscard]] const Lesson* findLesson(std::string_view id) const;
  [[nodiscard]] const Scenario* findScenario(std::string_view id) const;
  [[nodiscard]] const Question* findQuestion(std::string_view id) const;
  [[nodiscard]] const GlossaryTerm* findTerm(std::string_view id) const;
};

// content: what could be read; a file with problems is left out of it. problems: empty when all is
// well; references between files are lint's business (lint.h).
struct LoadedContent {
  Content content;
  ContentProblems problems;
};
LoadedContent loadContent(const ContentFiles& files);

// The page's bundle, {"files": {path: text}}. Errors: what is wrong with it.
Result<ContentFiles> readBundle(std::string_view text);

}  // namespace taskyard
