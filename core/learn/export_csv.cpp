// Keys and results as CSV (RFC 4180).

#include "base/text.h"
#include "learn/question_set.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

constexpr const char* kCertainty[] = {"", "guess", "unsure", "sure"};

// Quoted when it must be; a leading sign that a spreadsheet would take for a formula is disarmed.
std::string cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + "\"";
}

std::string line(const std::vector<std::string>& cells) {
  std::vector<std::string> written;
  for (const std::string& text : cells) written.push_back(cell(text));
  return joinWords(written, ",") + "\r\n";
}

std::string domainText(const Question& question) {
  return std::to_string(domainOf(question.taskStatement).number);
}

}  // namespace

std::string keyCsv(const QuestionSet& set) {
  std::string text = line({"number", "question", "domain", "key"});
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    const SetQuestion& item = set.items[i];
    text += line(
        {std::to_string(i + 1), item.question->id, domainText(*item.question), keyLetters(item)});
  }
  return text;
}

std::string examCsv(const Exam& exam, QuestionSource& questions) {
  std::string text =
      line({"number", "question", "domain", "chosen", "right", "certainty", "flagged", "set"});
  for (std::size_t i = 0; i < exam.items.size(); ++i) {
    const ExamItem& item = exam.items[i];
    const Question* question = questions.find(item.question);
    if (question == nullptr) continue;
    std::vector<std::string> chosen;
    for (const std::size_t choice : item.choices) {
      if (choice < question->options.size())
        chosen.push_back(question->options[choice].choice.text);
    }
    text += line({std::to_string(i + 1), item.question, domainText(*question),
                  joinWords(chosen, " | "), item.choices == question->key() ? "yes" : "no",
                  kCertainty[static_cast<std::size_t>(item.certainty)], item.flagged ? "yes" : "no",
                  exam.code});
  }
  return text;
}

}  // namespace taskyard
