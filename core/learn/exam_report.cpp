#include "learn/exam_report.h"

#include <algorithm>

namespace taskyard {

namespace {

void count(Tally& tally, bool right) {
  ++tally.asked;
  tally.right += right ? 1 : 0;
}

void addCaught(std::vector<TagTally>& traps, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const Tag* tag = findTag(id);
    if (tag == nullptr || !isTrap(id)) continue;
    const auto known = std::find_if(traps.begin(), traps.end(),
                                    [&](const TagTally& tally) { return tally.tag == tag; });
    if (known == traps.end()) {
      traps.push_back({tag, 1});
    } else {
      ++known->caught;
    }
  }
}

}  // namespace

int scaledScore(int right, int asked) {
  if (asked == 0) return kScoreLeast;
  return kScoreLeast + ((kScoreMost - kScoreLeast) * right * 2 + asked) / (2 * asked);
}

ExamReport reportOf(const Exam& exam, QuestionSource& questions) {
  TY_ASSERT(exam.finished());
  ExamReport report;
  for (const ExamDomain& domain : examDomains()) {
    DomainTally tally;
    tally.domain = &domain;
    report.domains.push_back(tally);
  }
  for (std::size_t i = 0; i < exam.items.size(); ++i) {
    const ExamItem& item = exam.items[i];
    const Question* question = questions.find(item.question);
    const bool right = question != nullptr && item.choices == question->key();
    report.right.push_back(right);
    count(report.all, right);
    if (item.choices.empty()) ++report.unanswered;
    if (question == nullptr) continue;
    const int domain = domainOf(question->taskStatement).number;
    count(report.domains[static_cast<std::size_t>(domain) - 1], right);
    addCaught(report.traps, caughtBy(*question, item.choices));
    if (item.choices.empty()) continue;
    count(report.certainty[static_cast<std::size_t>(item.certainty)], right);
    if (!right && item.certainty == Certainty::Sure) report.confidentMistakes.push_back(i);
  }
  std::stable_sort(report.traps.begin(), report.traps.end(),
                   [](const TagTally& a, const TagTally& b) { return a.caught > b.caught; });
  report.score = scaledScore(report.all.right, report.all.asked);
  return report;
}

}  // namespace taskyard
