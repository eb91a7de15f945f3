// set: the questions of a code, for paper and for learning platforms.

#include "cli/command.h"
#include "cli/files.h"
#include "learn/question_set.h"
#include "pages/handout_page.h"

namespace taskyard::cli {

namespace {

std::vector<ExportFile> filesOf(const QuestionSet& set) {
  std::vector<ExportFile> files = {{"handout.html", handoutPage(set)},
                                   {"key.html", handoutKeyPage(set)},
                                   {"key.csv", keyCsv(set)},
                                   {"questions.gift", giftText(set)}};
  for (ExportFile& file : qtiFiles(set)) {
    files.push_back({"qti/" + file.path, std::move(file.text)});
  }
  return files;
}

}  // namespace

int setCommand(const Invocation& invocation) {
  const Result<SetCode> code = readSetCode(invocation.arguments.words()[0]);
  if (!code) return refuse(invocation, code.error());
  Result<LoadedContent> loaded = loadLessons(invocation);
  if (!loaded) return refuse(invocation, loaded.error());
  if (!loaded.value().problems.empty()) return complain(loaded.value().problems);
  QuestionSource questions(loaded.value().content);
  const QuestionSet set = drawSet(questions, code.value());
  const std::string folder = invocation.arguments.words()[1];
  const std::vector<ExportFile> files = filesOf(set);
  JsonValue written = JsonValue::array();
  for (const ExportFile& file : files) {
    const Result<Done> done = writeFile(folder + "/" + file.path, file.text);
    if (!done) return refuse(invocation, done.error());
    written.push(file.path);
  }
  const auto count = static_cast<std::int64_t>(set.items.size());
  if (invocation.json()) {
    printJson(JsonValue::object({{"code", setCodeText(set.code)},
                                 {"questions", count},
                                 {"folder", folder},
                                 {"files", std::move(written)}}));
  } else {
    print("set " + setCodeText(set.code) + ": " + std::to_string(count) + " questions, " +
          std::to_string(files.size()) + " files written to " + folder);
  }
  return kGood;
}

}  // namespace taskyard::cli
