// lint, prove, coverage and render: what is done with the lessons as a whole.

#include "base/text.h"
#include "cli/command.h"
#include "cli/files.h"
#include "learn/coverage.h"
#include "learn/lint.h"
#include "learn/proof.h"
#include "pages/site.h"

namespace taskyard::cli {

namespace {

JsonValue problemsJson(const ContentProblems& problems) {
  JsonValue json = JsonValue::array();
  for (const ContentProblem& problem : problems) {
    json.push(JsonValue::object({{"file", problem.file},
                                 {"line", problem.error.line},
                                 {"path", problem.error.path},
                                 {"code", problem.error.code},
                                 {"message", problem.error.message}}));
  }
  return json;
}

// The lessons, all of which could be read; says what is wrong otherwise.
std::optional<Content> readableLessons(const Invocation& invocation) {
  Result<LoadedContent> loaded = loadLessons(invocation);
  if (!loaded) {
    complain(loaded.error().message);
    return std::nullopt;
  }
  if (!loaded.value().problems.empty()) {
    complain(loaded.value().problems);
    return std::nullopt;
  }
  return std::move(loaded.value().content);
}

Result<ProofOptions> proofOptionsOf(const Invocation& invocation, const Content& content) {
  constexpr std::int64_t kMostSeeds = 100'000;
  ProofOptions options;
  options.lesson = invocation.arguments.value("--lesson");
  options.question = invocation.arguments.value("--question");
  options.scenario = invocation.arguments.value("--scenario");
  if (invocation.arguments.has("--seeds")) {
    const Result<std::int64_t> seeds =
        parseNumber(invocation.arguments.value("--seeds"), "--seeds", 1, kMostSeeds);
    if (!seeds) return seeds.error();
    options.lessonSeeds = static_cast<int>(seeds.value());
    options.questionSeeds = static_cast<int>(seeds.value());
    options.scenarioSeeds = static_cast<int>(seeds.value());
    options.generatorSeeds = static_cast<int>(seeds.value());
  }
  if (invocation.arguments.has("--lesson") && content.findLesson(options.lesson) == nullptr) {
    return Error{"UsageError", "there is no lesson \"" + options.lesson + "\""};
  }
  if (invocation.arguments.has("--question") && content.findQuestion(options.question) == nullptr) {
    return Error{"UsageError", "there is no question \"" + options.question + "\""};
  }
  if (invocation.arguments.has("--scenario") && content.findScenario(options.scenario) == nullptr) {
    return Error{"UsageError", "there is no scenario \"" + options.scenario + "\""};
  }
  return options;
}

void printProof(const ProofReport& report) {
  const auto printItems = [](const char* kind, const std::vector<ProofItem>& items) {
    for (const ProofItem& item : items) {
      const char* word = item.citationOnly ? "cited " : item.proved ? "proved" : "FAILED";
      print(std::string(word) + " " + kind + " " + item.id + " (" + item.how + ")");
    }
  };
  printItems("scenario", report.scenarios);
  printItems("lesson", report.lessons);
  printItems("question", report.questions);
  printItems("generator", report.generators);
  for (const ProofException& exception : report.exceptions) {
    std::string text = "FAILED " + exception.where + ": " + exception.what;
    if (exception.seed != 0) text += " (seed " + std::to_string(exception.seed) + ")";
    print(text);
  }
  std::string sum;
  if (report.botsTotal > 0) {  // bots belong to lessons; scenarios and questions have none
    sum = std::to_string(report.botsDefeated) + " of " + countOf(report.botsTotal, "bot", "bots") +
          " defeated; ";
  }
  print(sum + countOf(static_cast<std::int64_t>(report.runs), "run", "runs") + "; " +
        countOf(static_cast<std::int64_t>(report.exceptions.size()), "exception", "exceptions"));
}

}  // namespace

int lintCommand(const Invocation& invocation) {
  const Result<std::string> folder =
      findLessons(invocation.arguments.value("--lessons"), invocation.program);
  if (!folder) return refuse(invocation, folder.error());
  const Result<ContentFiles> files = readContentFiles(folder.value());
  if (!files) return refuse(invocation, files.error());
  const ContentProblems problems = lintContent(files.value());
  const auto count = static_cast<std::int64_t>(files.value().size());
  if (invocation.json()) {
    printJson(JsonValue::object({{"files", count}, {"problems", problemsJson(problems)}}));
  } else {
    for (const ContentProblem& problem : problems) print(describe(problem));
    print(countOf(count, "file", "files") + ", " +
          countOf(static_cast<std::int64_t>(problems.size()), "problem", "problems"));
  }
  return problems.empty() ? kGood : kNegative;
}

int proveCommand(const Invocation& invocation) {
  const std::optional<Content> content = readableLessons(invocation);
  if (!content) return kBadUsage;
  const Result<ProofOptions> options = proofOptionsOf(invocation, *content);
  if (!options) return refuse(invocation, options.error());
  const ProofReport report = prove(*content, options.value(), [](const std::string& what) {
    std::fprintf(stderr, "proving %s\n", what.c_str());
  });
  if (invocation.json()) {
    printJson(toJson(report));
  } else {
    printProof(report);
  }
  return report.holds() ? kGood : kNegative;
}

int coverageCommand(const Invocation& invocation) {
  const std::optional<Content> content = readableLessons(invocation);
  if (!content) return kBadUsage;
  const Coverage coverage = coverageOf(*content);
  if (invocation.json()) {
    printJson(toJson(coverage));
  } else {
    for (const auto* lines : {&coverage.signals, &coverage.traps}) {
      for (const CoverageLine& line : *lines) {
        std::string text = std::string(line.id) + ": lessons " + std::to_string(line.lessons) +
                           ", steps " + std::to_string(line.steps) + ", questions " +
                           std::to_string(line.questions) + ", scenarios " +
                           std::to_string(line.scenarios);
        if (lines == &coverage.traps) text += ", bots " + std::to_string(line.bots);
        print(text);
      }
    }
    for (const DomainLine& line : coverage.domains) {
      print("domain " + std::to_string(line.number) + ", " + std::string(line.title) +
            ": questions " + std::to_string(line.questions) + ", runnable " +
            std::to_string(line.runnable));
    }
    for (const TopicLine& line : coverage.topics) {
      print("topic " + line.id + ": questions " + std::to_string(line.questions) + ", runnable " +
            std::to_string(line.runnable));
    }
    for (const StatementLine& line : coverage.statements) {
      print("task statement " + std::string(line.id) + ", " + std::string(line.title) +
            ": questions " + std::to_string(line.questions) + ", lessons " +
            (line.lessons.empty() ? "none" : joinWords(line.lessons)));
    }
    for (const std::string& text : coverage.missing) print("missing: " + text);
  }
  return coverage.missing.empty() ? kGood : kNegative;
}

int renderCommand(const Invocation& invocation) {
  const std::optional<Content> content = readableLessons(invocation);
  if (!content) return kBadUsage;
  const std::string folder = invocation.arguments.words()[0];
  const std::vector<PageFile> pages = renderSite(*content, invocation.arguments.has("--keys"));
  JsonValue written = JsonValue::array();
  for (const PageFile& page : pages) {
    const Result<Done> done = writeFile(folder + "/" + page.path, page.text);
    if (!done) return refuse(invocation, done.error());
    written.push(page.path);
  }
  if (invocation.arguments.has("--shell")) {
    const std::string file = invocation.arguments.value("--shell");
    const Result<Done> done = writeFile(file, renderShellText(*content));
    if (!done) return refuse(invocation, done.error());
  }
  if (invocation.json()) {
    printJson(JsonValue::object({{"folder", folder}, {"pages", std::move(written)}}));
  } else {
    print(countOf(static_cast<std::int64_t>(pages.size()), "file", "files") + " written to " +
          folder);
  }
  return kGood;
}

}  // namespace taskyard::cli
