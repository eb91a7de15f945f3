// Goal: every family makes sound questions: a key that the model gives and the formula agrees with,
// three other options, and the same question for the same seed.

#include "learn/generators/generator.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "learn/lint.h"
#include "learn/tags.h"

using namespace taskyard;

namespace {

Question made(std::string_view family, std::uint64_t seed) {
  const GeneratorFamily* found = findFamily(family);
  if (found == nullptr) FAIL("no family " << family);
  Result<Question> question = generateQuestion(*found, seed);
  if (!question) FAIL(question.error().message);
  return std::move(question.value());
}

}  // namespace

TEST_CASE("generators: every family gives questions that lint accepts") {
  CHECK(generatorFamilies().size() >= 15);
  for (const GeneratorFamily& family : generatorFamilies()) {
    CAPTURE(family.id);
    CHECK(findTaskStatement(family.taskStatement) != nullptr);
    std::set<std::vector<std::string>> stems;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Question question = made(family.id, seed);
      CHECK(question.options.size() == 4);
      CHECK(question.key() == std::vector<std::size_t>{0});
      stems.insert(question.stem);
      Content content;
      content.questions.push_back(question);
      for (const ContentProblem& problem : lintLoaded(content)) {
        // Families may tag all options or none.
        if (problem.error.message.find("no option names") != std::string::npos) continue;
        FAIL_CHECK(problem.error.path << ": " << problem.error.message);
      }
    }
    CHECK(stems.size() >= 2);
  }
}

TEST_CASE("generators: the same seed gives the same question, in every process") {
  const Question once = made("base-weight", 7);
  const Question again = made("base-weight", 7);
  CHECK(once.stem == again.stem);
  CHECK(once.options[0].choice.text == again.options[0].choice.text);
  CHECK(once.id == "generated.base-weight.7");
}

TEST_CASE("generators: ids are read back, and strange ones are not") {
  const std::optional<GeneratedId> read = readGeneratedId("generated.base-weight.7");
  REQUIRE(read.has_value());
  CHECK(read->family->id == "base-weight");
  CHECK(read->seed == 7);
  for (const char* id :
       {"base-weight", "generated.", "generated.base-weight", "generated.base-weight.",
        "generated.base-weight.x", "generated.base-weight.-1", "generated.nothing.1",
        "generated.base-weight.99999999999999999999", "self-healing-two-zones"}) {
    CAPTURE(id);
    CHECK_FALSE(readGeneratedId(id).has_value());
  }
}
