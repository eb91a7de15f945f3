// GIFT, the text format that Moodle imports. Source: docs.moodle.org, "GIFT format".

#include "learn/plain_text.h"
#include "learn/question_set.h"

namespace taskyard {

namespace {

// ~ = # { } : mean something in GIFT, and a backslash takes their meaning away.
std::string escaped(const std::string& markdown) {
  std::string text;
  for (const char c : plainText(markdown)) {
    if (std::string_view("~=#{}:\\").find(c) != std::string_view::npos) text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text;
}

// Shares of several right answers add up to 100; GIFT knows these to five decimals.
std::string share(std::size_t count) {
  switch (count) {
    case 2: return "50";
    case 3: return "33.33333";
    case 4: return "25";
    case 5: return "20";
    default: return "100";
  }
}

std::string answerMark(const Choice& choice, std::size_t right, std::size_t wrong) {
  if (right == 1) return choice.correct ? "=" : "~";
  return choice.correct ? "~%" + share(right) + "%" : "~%-" + share(wrong) + "%";
}

std::string itemText(const SetQuestion& item) {
  const Question& question = *item.question;
  std::string text = "::" + escaped(question.id) + "::";
  for (std::size_t i = 0; i < question.stem.size(); ++i) {
    text += (i == 0 ? "" : " ") + escaped(question.stem[i]);
  }
  text += " {\n";
  const std::size_t right = question.key().size();
  for (const std::size_t position : item.order) {
    const Choice& choice = question.options[position].choice;
    text += "  " + answerMark(choice, right, question.options.size() - right) +
            escaped(choice.text) + "#" + escaped(choice.why) + "\n";
  }
  return text + "}\n";
}

}  // namespace

std::string giftText(const QuestionSet& set) {
  std::string text = "// Taskyard, set " + setCodeText(set.code) + "\n";
  for (const SetQuestion& item : set.items) text += "\n" + itemText(item);
  return text;
}

}  // namespace taskyard
