// Goal: a code names the same set for everybody and other values for each student; the exports
// carry every option with its truth.

#include "learn/question_set.h"

#include <doctest/doctest.h>

#include "learn/question_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

SetCode codeOf(const std::string& text) {
  const Result<SetCode> code = readSetCode(text);
  if (!code) FAIL(code.error().message);
  return code.value();
}

Content bank() {
  Content content = loadContent(questionFiles()).content;
  for (int i = 0; i < 8; ++i) {
    content.questions.push_back(content.questions.front());
    content.questions.back().id = "q" + std::to_string(i);
  }
  return content;
}

}  // namespace

TEST_CASE("sets: codes are read and written") {
  for (const char* text : {"20-7KQ3X2", "1-000000", "65-ZZZZZZ-9999"}) {
    CHECK(setCodeText(codeOf(text)) == text);
  }
  CHECK(codeOf("5-abc123") == codeOf("5-ABC123"));
  for (const char* text : {"", "20", "0-7KQ3X2", "66-7KQ3X2", "20-7KQ3X", "20-7KQ3XI", "x-7KQ3X2",
                           "20-7KQ3X2-", "20-7KQ3X2-0", "20-7KQ3X2-12345", "20-7KQ3X2-1-1"}) {
    CAPTURE(text);
    CHECK(readSetCode(text).error().code == "BadCode");
  }
}

TEST_CASE("sets: the same for a class, other values and another order for each student") {
  const Content content = bank();
  QuestionSource questions(content);
  const QuestionSet all = drawSet(questions, codeOf("10-7KQ3X2"));
  const QuestionSet again = drawSet(questions, codeOf("10-7KQ3X2"));
  const QuestionSet one = drawSet(questions, codeOf("10-7KQ3X2-1"));
  const QuestionSet two = drawSet(questions, codeOf("10-7KQ3X2-2"));
  REQUIRE(all.items.size() == 10);
  int otherValues = 0;
  int otherOrders = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(all.items[i].question == again.items[i].question);
    CHECK(all.items[i].order == again.items[i].order);
    CHECK(progressKeyOf(one.items[i].question->id) == progressKeyOf(two.items[i].question->id));
    otherValues += one.items[i].question->id != two.items[i].question->id ? 1 : 0;
    otherOrders += one.items[i].order != two.items[i].order ? 1 : 0;
  }
  CHECK(otherValues >= 1);
  CHECK(otherOrders >= 1);
}

TEST_CASE("sets: taken on the page they are what is on paper, with two minutes a question") {
  const Content content = bank();
  QuestionSource questions(content);
  const QuestionSet set = drawSet(questions, codeOf("10-7KQ3X2-3"));
  const Exam exam = beginSet(questions, codeOf("10-7KQ3X2-3"), 5000);
  CHECK(exam.code == "10-7KQ3X2-3");
  CHECK(exam.durationMs() == 20 * 60'000);
  REQUIRE(exam.items.size() == set.items.size());
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    CHECK(exam.items[i].question == set.items[i].question->id);
    CHECK(optionOrder(*set.items[i].question, exam.seed) == set.items[i].order);
  }
  // Taken twice it is two exams.
  CHECK(isSameExam(exam, exam));
  CHECK_FALSE(isSameExam(exam, beginSet(questions, codeOf("10-7KQ3X2-3"), 6000)));
}

TEST_CASE("sets: GIFT and CSV escape what would mean something") {
  Content content = loadContent(questionFiles()).content;
  Question& question = content.questions.front();
  question.stem = {"Is a = b {c}: ~50 #1?"};
  question.options[0].choice.text = "=SUM(1), \"quoted\"";
  QuestionSource questions(content);
  QuestionSet set;
  set.items.push_back({&question, {1, 0, 2, 3}});
  const std::string gift = giftText(set);
  CHECK(gift.find("::q::Is a \\= b \\{c\\}\\: \\~50 \\#1? {\n") != std::string::npos);
  CHECK(gift.find("  =\\=SUM(1), \"quoted\"#It comes back.") != std::string::npos);
  CHECK(keyCsv(set) == "number,question,domain,key\r\n1,q,2,B\r\n");
  Exam exam;
  exam.items.push_back({.question = "q", .choices = {0}});
  CHECK(examCsv(exam, questions).find("1,q,2,\"'=SUM(1), \"\"quoted\"\"\",yes,,no,\r\n") !=
        std::string::npos);
}

TEST_CASE("sets: QTI has an item per question, a test and a manifest") {
  const Content content = bank();
  QuestionSource questions(content);
  const std::vector<ExportFile> files = qtiFiles(drawSet(questions, codeOf("3-7KQ3X2")));
  REQUIRE(files.size() == 5);
  CHECK(files[0].path == "imsmanifest.xml");
  CHECK(files[1].text.find("href=\"item3.xml\"") != std::string::npos);
  CHECK(files[2].text.find("<value>choice1</value>") != std::string::npos);
}
