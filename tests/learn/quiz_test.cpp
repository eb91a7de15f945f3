// Questions: reading, the order of options, and one option run as the page runs it.

#include "learn/quiz.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "learn/question_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

Question question() {
  Problems problems;
  Question read = readQuestion(json(questionText()), problems);
  for (const Error& problem : problems) FAIL(problem.path << ": " << problem.message);
  return read;
}

}  // namespace

TEST_CASE("quiz: a question is read whole") {
  const Question read = question();
  CHECK(read.options.size() == 4);
  CHECK(read.key() == std::vector<std::size_t>{0});
  CHECK(read.runnable());
  CHECK(read.runFor == 5 * kMinute);
  CHECK(read.options[1].violates == std::vector<std::string>{"replaced", "service"});
}

TEST_CASE("quiz: broken questions say where") {
  Problems problems;
  (void)readQuestion(
      json(R"({"id": "q", "difficulty": "tricky", "stem": "text", "options": [{"text": 3}]})"),
      problems);
  std::string all;
  for (const Error& problem : problems) all += problem.path + ": " + problem.message + "\n";
  CHECK(all.find(": the key \"taskStatement\" is missing") != std::string::npos);
  CHECK(all.find("/difficulty: unknown word \"tricky\"; known: easy, medium, hard") !=
        std::string::npos);
  CHECK(all.find("/stem: expected an array, found a string") != std::string::npos);
  CHECK(all.find("/options/0/text: expected a string, found a whole number") != std::string::npos);
  CHECK(all.find("/options/0: the key \"why\" is missing") != std::string::npos);
  CHECK(all.find(": the key \"explanation\" is missing") != std::string::npos);
}

TEST_CASE("quiz: the order of options is fixed by the seed, and every position occurs") {
  const Question read = question();
  CHECK(optionOrder(read, 3) == optionOrder(read, 3));
  std::vector<int> firsts(read.options.size());
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::vector<std::size_t> order = optionOrder(read, seed);
    ++firsts[order.front()];
    std::sort(order.begin(), order.end());
    CHECK(order == std::vector<std::size_t>{0, 1, 2, 3});
  }
  for (const int count : firsts) CHECK(count > 25);
}

TEST_CASE("quiz: an option runs in pieces as it does at once") {
  const Question read = question();
  const Scenario world = scenario();
  std::vector<std::uint64_t> hashes;
  for (const DurationMs frame : {DurationMs{33}, 10 * kMinute}) {
    Result<OptionTrial> trial = OptionTrial::begin(world, read, 0, 4);
    REQUIRE(trial.ok());
    CHECK_FALSE(trial.value().requirements()[0].holds);
    while (!trial.value().finished()) trial.value().advance(frame);
    CHECK(trial.value().run().now() == 5 * kMinute);
    CHECK(trial.value().refused().empty());
    CHECK(trial.value().requirements()[0].holds);
    CHECK(trial.value().requirements()[1].id == "service");
    hashes.push_back(trial.value().run().hash());
  }
  CHECK(hashes[0] == hashes[1]);
}
