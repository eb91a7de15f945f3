#include "learn/exam.h"

#include <algorithm>
#include <array>

#include "base/draw.h"
#include "base/hash.h"
#include "learn/tags.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
// Model choice: one question in six has values of the learner's own.
constexpr std::size_t kOneGeneratedIn = 6;
constexpr std::uint64_t kSeedsMost = 1'000'000'000;

Error timeIsUp() { return {"TimeIsUp", "The time is over; nothing can be changed any more."}; }

std::uint64_t keyFor(std::uint64_t seed, std::string_view what) {
  Fingerprint key;
  key.add(seed);
  key.add(what);
  return key.value();
}

// How many of `count` questions each domain gets: by weight, the largest remainders rounded up.
std::array<std::size_t, 4> sharesOf(std::size_t count) {
  std::array<std::size_t, 4> shares{};
  std::array<std::size_t, 4> remainders{};
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::size_t weighted = count * static_cast<std::size_t>(examDomains()[i].weightPercent);
    shares[i] = weighted / 100;
    remainders[i] = weighted % 100;
    given += shares[i];
  }
  for (; given < count; ++given) {
    const auto most = std::max_element(remainders.begin(), remainders.end());
    ++shares[static_cast<std::size_t>(most - remainders.begin())];
    *most = 0;
  }
  return shares;
}

void shuffle(std::vector<std::string>& list, std::uint64_t key) {
  for (std::size_t i = list.size(); i > 1; --i) {
    const std::int64_t other =
        drawBetween({key, Purpose::Workload, 0, i}, 0, static_cast<std::int64_t>(i) - 1);
    std::swap(list[i - 1], list[static_cast<std::size_t>(other)]);
  }
}

std::vector<std::string> writtenIn(const Content& content, int domain) {
  std::vector<std::string> ids;
  for (const Question& question : content.questions) {
    if (findTaskStatement(question.taskStatement) == nullptr) continue;
    if (domainOf(question.taskStatement).number == domain) ids.push_back(question.id);
  }
  return ids;
}

std::vector<std::string> familiesIn(int domain) {
  std::vector<std::string> ids;
  for (const GeneratorFamily& family : generatorFamilies()) {
    if (domainOf(family.taskStatement).number == domain) ids.emplace_back(family.id);
  }
  return ids;
}

void drawDomain(const Content& content, int domain, std::size_t count, std::uint64_t seed,
                std::vector<std::string>& drawn) {
  std::vector<std::string> written = writtenIn(content, domain);
  std::vector<std::string> families = familiesIn(domain);
  const std::uint64_t key = keyFor(seed, "domain" + std::to_string(domain));
  shuffle(written, key);
  shuffle(families, key + 1);
  std::size_t generated = std::min(count / kOneGeneratedIn, families.size());
  if (written.size() + generated < count) generated = count - written.size();
  if (families.empty()) generated = 0;
  for (std::size_t i = 0; i < generated; ++i) {
    const std::string& family = families[i % families.size()];
    drawn.push_back(generatedId(family, keyFor(seed, family + std::to_string(i)) % kSeedsMost));
  }
  for (std::size_t i = 0; i < written.size() && i + generated < count; ++i) {
    drawn.push_back(written[i]);
  }
}

bool areChoices(const std::vector<std::size_t>& positions, std::size_t count) {
  return std::is_sorted(positions.begin(), positions.end()) &&
         std::adjacent_find(positions.begin(), positions.end()) == positions.end() &&
         (positions.empty() || positions.back() < count);
}

}  // namespace

std::size_t questionsOf(ExamForm form) {
  TY_ASSERT(form != ExamForm::Set);
  return form == ExamForm::Full ? 65 : 20;
}

const char* nameOf(ExamForm form) {
  switch (form) {
    case ExamForm::Full: return "full";
    case ExamForm::Short: return "short";
    case ExamForm::Set: return "set";
  }
  return "";
}

std::int64_t durationMsOf(std::size_t questions) {
  return static_cast<std::int64_t>(questions) * 2 * kMinuteMs;
}

std::int64_t Exam::remainingMs() const { return std::max<std::int64_t>(0, durationMs() - usedMs); }

std::size_t Exam::answeredCount() const {
  return static_cast<std::size_t>(std::count_if(
      items.begin(), items.end(), [](const ExamItem& item) { return !item.choices.empty(); }));
}

std::vector<std::string> drawQuestions(const Content& content, std::size_t count,
                                       std::uint64_t seed) {
  std::vector<std::string> drawn;
  const std::array<std::size_t, 4> shares = sharesOf(count);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    drawDomain(content, static_cast<int>(i) + 1, shares[i], seed, drawn);
  }
  shuffle(drawn, keyFor(seed, "order"));
  return drawn;
}

Exam beginExam(const Content& content, ExamForm form, std::uint64_t seed, std::int64_t now) {
  Exam exam;
  exam.form = form;
  exam.seed = seed;
  exam.beganAt = now;
  for (std::string& id : drawQuestions(content, questionsOf(form), seed)) {
    exam.items.push_back({.question = std::move(id)});
  }
  return exam;
}

void tickExam(Exam& exam, std::int64_t now, std::int64_t elapsedMs) {
  if (exam.finished()) return;
  const std::int64_t most = exam.durationMs();
  const std::int64_t counted = exam.usedMs + std::clamp<std::int64_t>(elapsedMs, 0, most);
  exam.usedMs = std::clamp<std::int64_t>(std::max(counted, now - exam.beganAt), exam.usedMs, most);
  if (exam.usedMs >= most) exam.finishedAt = exam.deadline();
}

Result<Done> changeExam(Exam& exam, QuestionSource& questions, ExamChange change,
                        std::int64_t now) {
  tickExam(exam, now, 0);
  if (exam.finished()) return timeIsUp();
  if (change.item >= exam.items.size())
    return Error{"NoSuchItem", "The exam has no such question."};
  ExamItem& item = exam.items[change.item];
  const Question* question = questions.find(item.question);
  const std::size_t options = question == nullptr ? 0 : question->options.size();
  const std::size_t choose = question == nullptr ? 0 : question->choose;
  if (!areChoices(change.choices, options) || !areChoices(change.eliminated, options)) {
    return Error{"WrongChoice", "These are no positions of options."};
  }
  if (change.choices.size() > choose) {
    return Error{"WrongChoice", "Choose " + std::to_string(choose) + " at most; take one back."};
  }
  item.choices = std::move(change.choices);
  item.eliminated = std::move(change.eliminated);
  item.flagged = change.flagged;
  item.certainty = change.certainty;
  item.at = now;
  return Done{};
}

Result<Done> goToItem(Exam& exam, std::size_t item, std::int64_t now) {
  tickExam(exam, now, 0);
  if (exam.finished()) return timeIsUp();
  if (item >= exam.items.size()) return Error{"NoSuchItem", "The exam has no such question."};
  exam.current = item;
  return Done{};
}

void finishExam(Exam& exam, std::int64_t now) {
  tickExam(exam, now, 0);
  if (!exam.finished()) exam.finishedAt = exam.beganAt + std::max<std::int64_t>(exam.usedMs, 1);
}

bool isSameExam(const Exam& a, const Exam& b) {
  return a.form == b.form && a.code == b.code && a.seed == b.seed && a.beganAt == b.beganAt;
}

Exam mergeExams(const Exam& a, const Exam& b) {
  TY_ASSERT(isSameExam(a, b));
  Exam merged = a;
  // Once one of them was handed in, what the other one still took down does not count.
  if (a.finished() != b.finished()) return a.finished() ? a : b;
  for (std::size_t i = 0; i < std::min(a.items.size(), b.items.size()); ++i) {
    if (b.items[i].at > a.items[i].at && b.items[i].question == a.items[i].question) {
      merged.items[i] = b.items[i];
    }
  }
  merged.usedMs = std::max(a.usedMs, b.usedMs);
  return merged;
}

}  // namespace taskyard
