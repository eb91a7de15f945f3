#include "learn/question_set.h"

#include "base/hash.h"
#include "base/text.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::size_t kSeedDigits = 6;
constexpr std::uint64_t kSeedsMost = 1'000'000'000;

Error badCode(std::string_view text) {
  return {"BadCode", "\"" + std::string(text.substr(0, 40)) +
                         "\" is no code of a set; one looks like 20-7KQ3X2 (20 questions), with a "
                         "student's number 20-7KQ3X2-17"};
}

// -1 when it is no number up to `most`.
std::int64_t numberIn(const std::string& digits, std::int64_t most) {
  if (digits.empty() || digits.size() > 4) return -1;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value > most ? -1 : value;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t student, std::string_view what) {
  Fingerprint key;
  key.add(seed);
  key.add(student);
  key.add(what);
  return key.value() % kSeedsMost;
}

std::uint64_t orderSeedOf(const SetCode& code) { return mixed(code.seed, code.student, "order"); }

// A generated question with this student's own values; others as they are.
std::string forStudent(const std::string& id, const SetCode& code, std::size_t number) {
  const std::optional<GeneratedId> generated = readGeneratedId(id);
  if (!generated || code.student == 0) return id;
  return generatedId(generated->family->id,
                     mixed(generated->seed, code.student, std::to_string(number)));
}

}  // namespace

Result<SetCode> readSetCode(std::string_view text) {
  const std::vector<std::string> parts = splitAt(text, '-');
  if (parts.size() < 2 || parts.size() > 3 || parts[1].size() != kSeedDigits) return badCode(text);
  SetCode code;
  const std::int64_t count = numberIn(parts[0], kSetQuestionsMost);
  if (count < 1) return badCode(text);
  code.count = static_cast<std::size_t>(count);
  for (const char c : parts[1]) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const std::size_t digit = kDigits.find(upper);
    if (digit == std::string_view::npos) return badCode(text);
    code.seed = code.seed * kDigits.size() + digit;
  }
  if (parts.size() == 3) {
    const std::int64_t student = numberIn(parts[2], kSetStudentsMost);
    if (student < 1) return badCode(text);
    code.student = static_cast<std::uint64_t>(student);
  }
  return code;
}

std::string setCodeText(const SetCode& code) {
  std::string digits(kSeedDigits, '0');
  std::uint64_t rest = code.seed;
  for (std::size_t i = kSeedDigits; i > 0; --i) {
    digits[i - 1] = kDigits[rest % kDigits.size()];
    rest /= kDigits.size();
  }
  std::string text = std::to_string(code.count) + "-" + digits;
  if (code.student != 0) text += "-" + std::to_string(code.student);
  return text;
}

QuestionSet drawSet(QuestionSource& questions, const SetCode& code) {
  QuestionSet set;
  set.code = code;
  const std::vector<std::string> ids = drawQuestions(questions.content(), code.count, code.seed);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Question* question = questions.find(forStudent(ids[i], code, i));
    if (question == nullptr) continue;
    set.items.push_back({question, optionOrder(*question, orderSeedOf(code))});
  }
  return set;
}

Exam beginSet(QuestionSource& questions, const SetCode& code, std::int64_t now) {
  Exam exam;
  exam.form = ExamForm::Set;
  exam.code = setCodeText(code);
  exam.seed = orderSeedOf(code);
  exam.beganAt = now;
  for (const SetQuestion& item : drawSet(questions, code).items) {
    exam.items.push_back({.question = item.question->id});
  }
  return exam;
}

std::string keyLetters(const SetQuestion& item) {
  std::vector<std::string> letters;
  for (std::size_t shown = 0; shown < item.order.size(); ++shown) {
    if (!item.question->options[item.order[shown]].choice.correct) continue;
    letters.emplace_back(1, static_cast<char>('A' + shown));
  }
  return joinWords(letters, " ");
}

}  // namespace taskyard
