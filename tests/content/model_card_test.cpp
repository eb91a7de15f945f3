// The model card against the engine: every row names code that exists, every decision has a row,
// and what is a choice of ours is not sold as AWS's. The reader is tested with broken rows.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "learn/lint.h"
#include "pages/model_page.h"
#include "support/source_root.h"

using namespace taskyard;

namespace {

std::string textOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

ContentFiles cardFiles() {
  ContentFiles files;
  const std::string folder = sourceRoot() + "/lessons/model-card";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(
        {"lessons/model-card/" + entry.path().filename().string(), textOf(entry.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const ContentFile& a, const ContentFile& b) { return a.path < b.path; });
  return files;
}

const std::vector<ModelCardRow>& rows() {
  static const std::vector<ModelCardRow> kRows = loadContent(cardFiles()).content.modelCard;
  return kRows;
}

bool isWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool hasWord(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !isWordPart(text[at - 1])) && (end == text.size() || !isWordPart(text[end]))) {
      return true;
    }
  }
  return false;
}

// "core/engine/cost.h", for every header of the folders.
std::vector<std::string> headersOf(std::initializer_list<const char*> folders) {
  std::vector<std::string> headers;
  for (const std::string folder : folders) {
    for (const auto& entry : std::filesystem::directory_iterator(sourceRoot() + "/" + folder)) {
      if (entry.path().extension() == ".h") {
        headers.push_back(folder + "/" + entry.path().filename().string());
      }
    }
  }
  std::sort(headers.begin(), headers.end());
  return headers;
}

bool anyRow(const std::string& header, bool ours) {
  return std::any_of(rows().begin(), rows().end(), [&](const ModelCardRow& row) {
    return row.header() == header && (!ours || row.certainty != ModelCertainty::Documented);
  });
}

// Headers of core/engine that decide nothing about how AWS behaves.
const std::set<std::string> kNoDecision = {
    "core/engine/balancing_invariants.h",  // tests of the State itself
    "core/engine/event_kinds.h",           // names
    "core/engine/event_log.h",             // storage
    "core/engine/event_text.h",            // words
    "core/engine/identity.h",              // names
    "core/engine/image_reference.h",       // parts of a name
    "core/engine/instance_identity.h",     // names
    "core/engine/invariants.h",            // tests of the State itself
    "core/engine/network_records.h",       // storage and names
    "core/engine/simulation.h",            // carries decisions out
    "core/engine/uuid.h",                  // names
};
// Choices of ours that are no behaviour of AWS: how long an input may be.
const std::set<std::string> kNoBehaviour = {
    "core/api/shell_words.h",
    "core/api/shorthand.h",
    "core/base/json.h",
};

ContentProblems problemsOf(const std::string& text) {
  return loadContent({{"lessons/model-card/x.json", text}}).problems;
}

std::string rowWith(const std::string& member, const std::string& value) {
  std::vector<std::pair<std::string, std::string>> members = {
      {"id", "a"},        {"behaviour", "It does."}, {"certainty", "documented"},
      {"source", "Here"}, {"date", "2026-11"},       {"code", "core/engine/cost.h#costOf"}};
  std::string text;
  for (const auto& [name, usual] : members) {
    text += (text.empty() ? "" : ",") + ("\"" + name + "\":\"") + (name == member ? value : usual) +
            "\"";
  }
  return "[{" + text + "}]";
}

}  // namespace

TEST_CASE("model card: its files can be read, and every id is there once") {
  const LoadedContent loaded = loadContent(cardFiles());
  for (const ContentProblem& problem : loaded.problems) FAIL_CHECK(describe(problem));
  for (const ContentProblem& problem : lintLoaded(loaded.content)) FAIL_CHECK(describe(problem));
  CHECK(loaded.content.modelCard.size() > 20);
}

TEST_CASE("model card: every row names a header and a symbol in it") {
  for (const ModelCardRow& row : rows()) {
    CAPTURE(row.file);
    CAPTURE(row.id);
    CAPTURE(row.code);
    const bool exists = std::filesystem::exists(sourceRoot() + "/" + row.header());
    CHECK(exists);
    if (exists) CHECK(hasWord(textOf(sourceRoot() + "/" + row.header()), row.symbol()));
  }
}

TEST_CASE("model card: every header that decides something has a row") {
  for (const std::string& header : headersOf({"core/engine"})) {
    // Systems carry out what the decisions beside them say.
    if (kNoDecision.contains(header) || header.ends_with("_system.h")) continue;
    if (!anyRow(header, false)) {
      FAIL_CHECK(header << ": no row of lessons/model-card/*.json has \"code\": \"" << header
                        << "#...\"");
    }
  }
  for (const std::string& header : kNoDecision) {
    CAPTURE(header);
    CHECK(std::filesystem::exists(sourceRoot() + "/" + header));
  }
}

TEST_CASE("model card: every header with a model choice has a row that says so") {
  for (const std::string& header :
       headersOf({"core/api", "core/base", "core/engine", "core/model"})) {
    if (kNoBehaviour.contains(header)) continue;
    if (textOf(sourceRoot() + "/" + header).find("Model choice") == std::string::npos) continue;
    if (!anyRow(header, true)) {
      FAIL_CHECK(header << " says \"Model choice\", but no row of lessons/model-card/*.json that "
                           "names it is simplified or assumed");
    }
  }
}

TEST_CASE("model card: broken rows are refused with their place") {
  CHECK(problemsOf(rowWith("", "")).empty());
  struct Row {
    const char* member;
    const char* value;
  };
  for (const Row row : {Row{"certainty", "sure"}, Row{"source", " "}, Row{"date", "last year"},
                        Row{"date", ""}, Row{"id", ""}, Row{"behaviour", ""}, Row{"code", "cost.h"},
                        Row{"code", "core/engine/cost.cpp#costOf"}, Row{"code", "core/a.h#"}}) {
    CAPTURE(row.member);
    const ContentProblems problems = problemsOf(rowWith(row.member, row.value));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].error.path == std::string("/0/") + row.member);
  }
  CHECK(problemsOf(R"([{"id":"a","more":1}])").size() == 6);
  CHECK(problemsOf(R"({"rows":[]})")[0].error.message ==
        "expected an array of rows, found an object");
  CHECK(problemsOf("[3]").size() >= 1);
  const std::string row = rowWith("", "");
  const ContentProblems twice =
      lintContent({{"lessons/model-card/x.json", row}, {"lessons/model-card/y.json", row}});
  REQUIRE(twice.size() >= 1);
  bool said = false;
  for (const ContentProblem& problem : twice) {
    if (problem.error.message == "the id a also stands in lessons/model-card/x.json") said = true;
  }
  CHECK(said);
}

TEST_CASE("model card: the page has a table per system") {
  const std::string page = modelPage(loadContent(cardFiles()).content).str();
  CHECK(page.find("<h2 id=\"services\">Services</h2>") != std::string::npos);
  CHECK(page.find("minimumHealthyPercent of desiredCount is rounded up") != std::string::npos);
  CHECK(page.find("<code>core/engine/rolling_update.h#taskCountBounds</code>") !=
        std::string::npos);
  CHECK(page.find("nothing is dropped silently") != std::string::npos);
}
