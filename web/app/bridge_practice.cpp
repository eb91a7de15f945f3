// Drill, review and the practice exam, as the page asks for them. Clocks are the page's: "now" is
// ms since 1970.

#include <algorithm>
#include <utility>

#include "app/bridge_call.h"
#include "learn/exam_report.h"
#include "learn/question_set.h"
#include "learn/review.h"
#include "pages/exam_page.h"
#include "pages/review_page.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMostOptions = 100;

JsonValue html(const Html& page) { return fine().set("html", page.str()); }
JsonValue outcome(const Result<Done>& result) {
  return result.ok() ? fine() : refusal(result.error());
}
Error noExam() { return {"NoExam", "No exam is going on.", "", 0}; }

std::vector<std::size_t> readPositions(BridgeCall& call, std::string_view key) {
  std::vector<std::size_t> positions;
  const JsonValue* list = call.in.array(key);
  if (list == nullptr) return positions;
  for (const JsonValue& item : list->items()) {
    if (!item.isInteger() || item.integer() < 0 || item.integer() >= kMostOptions) {
      call.in.problem(key, "WrongValue", "these are positions of options");
      return {};
    }
    positions.push_back(static_cast<std::size_t>(item.integer()));
  }
  std::sort(positions.begin(), positions.end());
  return positions;
}

// Its position in Progress::exams, by which its report is asked for.
std::int64_t numberOf(const Study& study, const Exam& exam) {
  return &exam - study.progress.exams.data();
}

// The answers of an exam that has just ended become part of what is reviewed.
void afterChange(Study& study, Exam& exam) {
  if (exam.finished()) keepExamAnswers(study.progress, exam, study.questions);
}

// {"now", "overview"?}: the open exam's question, or all of them at a glance, or where to begin.
JsonValue examPage(BridgeCall& call) {
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  const bool overview = call.in.boolean("overview").value_or(false);
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  Exam* exam = study.progress.openExam();
  if (exam != nullptr) {
    tickExam(*exam, now, 0);
    afterChange(study, *exam);
  }
  if (exam == nullptr || exam->finished()) return html(examStartPage(study.progress));
  if (overview) return html(examOverviewPage(*exam, study.questions));
  const Question* question = study.questions.find(exam->items[exam->current].question);
  return html(examItemPage(*exam, question, study.notice));
}

// {"form": "full" | "short", "seed", "now"}.
JsonValue startExam(BridgeCall& call) {
  const std::string form = call.in.requiredString("form");
  const std::int64_t seed = call.in.requiredInteger("seed", {1, INT64_MAX});
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (form != "full" && form != "short") {
    call.in.problem("form", "WrongValue", "expected full or short");
  }
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  if (study.progress.openExam() != nullptr) {
    return refusal(examIsOpen());
  }
  study.notice.clear();
  study.progress.exams.push_back(beginExam(study.content,
                                           form == "full" ? ExamForm::Full : ExamForm::Short,
                                           static_cast<std::uint64_t>(seed), now));
  call.app.touch();
  return fine();
}

// {"item", "choices", "eliminated", "flagged", "certainty"?, "now"}.
JsonValue changeItem(BridgeCall& call) {
  ExamChange change;
  change.item = static_cast<std::size_t>(call.in.requiredInteger("item", {0, 1000}));
  change.choices = readPositions(call, "choices");
  change.eliminated = readPositions(call, "eliminated");
  change.flagged = call.in.boolean("flagged").value_or(false);
  const Result<Certainty> certainty = readCertainty(call.in.string("certainty"));
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  if (!certainty) return refusal(certainty.error());
  change.certainty = certainty.value();
  Study& study = call.app.study();
  Exam* exam = study.progress.openExam();
  if (exam == nullptr) return refusal(noExam());
  const Result<Done> changed = changeExam(*exam, study.questions, std::move(change), now);
  study.notice = changed.ok() ? "" : changed.error().message;
  afterChange(study, *exam);
  call.app.touch();
  return outcome(changed);
}

// {"item", "now"}.
JsonValue goToQuestion(BridgeCall& call) {
  const std::int64_t item = call.in.requiredInteger("item", {0, 1000});
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  Exam* exam = study.progress.openExam();
  if (exam == nullptr) return refusal(noExam());
  study.notice.clear();
  const Result<Done> gone = goToItem(*exam, static_cast<std::size_t>(item), now);
  afterChange(study, *exam);
  call.app.touch();
  return outcome(gone);
}

// {"now", "elapsedMs"} -> {"open", "remaining": text, "answered", "count", "exam"?}.
JsonValue tick(BridgeCall& call) {
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  const std::int64_t elapsed = call.in.requiredInteger("elapsedMs", {0, kDay});
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  Exam* exam = study.progress.openExam();
  if (exam == nullptr) return fine().set("open", false);
  tickExam(*exam, now, elapsed);
  if (exam->finished()) {
    afterChange(study, *exam);
    call.app.touch();
  }
  return fine()
      .set("open", !exam->finished())
      .set("remaining", countdownText(exam->remainingMs()))
      .set("answered", static_cast<std::int64_t>(exam->answeredCount()))
      .set("count", static_cast<std::int64_t>(exam->items.size()))
      .set("exam", numberOf(study, *exam));
}

// {"now"} -> {"exam"}: the number of its report.
JsonValue handIn(BridgeCall& call) {
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  Exam* exam = study.progress.openExam();
  if (exam == nullptr) return refusal(noExam());
  finishExam(*exam, now);
  afterChange(study, *exam);
  call.app.touch();
  return fine().set("exam", numberOf(study, *exam));
}

// The finished exam of that number; nullptr when there is none.
const Exam* finishedExam(const Study& study, std::int64_t number) {
  const auto position = static_cast<std::size_t>(number);
  if (position >= study.progress.exams.size()) return nullptr;
  const Exam& exam = study.progress.exams[position];
  return exam.finished() ? &exam : nullptr;
}

// {"exam"}: its number.
JsonValue report(BridgeCall& call) {
  const std::int64_t number = call.in.requiredInteger("exam", {0, 1000});
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  const Exam* exam = finishedExam(study, number);
  if (exam == nullptr) return refusal({"NoReport", "There is no report of this exam.", "", 0});
  return html(examReportPage(*exam, reportOf(*exam, study.questions), study.questions,
                             static_cast<std::size_t>(number)));
}

// {"exam"} -> {"text", "name"}: name for the file.
JsonValue resultsCsv(BridgeCall& call) {
  const std::int64_t number = call.in.requiredInteger("exam", {0, 1000});
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  const Exam* exam = finishedExam(study, number);
  if (exam == nullptr) return refusal({"NoReport", "There is no report of this exam.", "", 0});
  const std::string name = exam->code.empty() ? "results" : "results-" + exam->code;
  return fine()
      .set("text", examCsv(*exam, study.questions))
      .set("name", "taskyard-" + name + ".csv");
}

// {"now"}.
JsonValue review(BridgeCall& call) {
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  const Study& study = call.app.study();
  return html(reviewPage(study.content, study.progress, now));
}

// {"domain"?: 0 to 4, "topic"?, "tag"?} -> {"id"}: the first question, "" when none matches.
JsonValue startDrill(BridgeCall& call) {
  DrillFilter filter;
  filter.domain = static_cast<int>(call.in.integer("domain", {0, 4}).value_or(0));
  filter.topic = call.in.string("topic").value_or("");
  filter.tag = call.in.string("tag").value_or("");
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  study.drill = filter;
  study.reviewing = false;
  return fine().set("id", nextInDrill(study.content, study.progress, filter, ""));
}

// {"now"} -> {"id"}: what is due first, "" when nothing is.
JsonValue startReview(BridgeCall& call) {
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  study.reviewing = true;
  const std::vector<ReviewItem> due = dueItems(study.progress, study.content, now);
  return fine().set("id", due.empty() ? "" : questionFor(due.front(), study.progress));
}

// {"last", "now"} -> {"id"}: the next question of the drill or the review, "" at the end of it.
JsonValue nextQuestion(BridgeCall& call) {
  const std::string last = call.in.requiredString("last");
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  Study& study = call.app.study();
  if (!study.reviewing) {
    return fine().set("id", nextInDrill(study.content, study.progress, study.drill, last));
  }
  const std::string lastKey = progressKeyOf(last);
  for (const ReviewItem& item : dueItems(study.progress, study.content, now)) {
    if (item.key != lastKey) return fine().set("id", questionFor(item, study.progress));
  }
  return fine().set("id", "");
}

// {"text"}: what another tab has kept. Its answers are added to those here.
JsonValue mergeKept(BridgeCall& call) {
  const std::string text = call.in.requiredString("text");
  if (call.broken()) return call.refuse();
  const Result<JsonValue> file = parseJson(text, {.bytes = 24u << 20, .depth = 96});
  if (!file) return refusal(file.error());
  const JsonValue* progress = file.value().find("progress");
  if (progress == nullptr) return fine();
  const Result<ReadProgress> read = readProgress(dumpJson(*progress));
  if (!read) return refusal(read.error());
  Study& study = call.app.study();
  const std::string before = writeProgress(study.progress);
  study.progress = mergeProgress(study.progress, read.value().progress);
  if (writeProgress(study.progress) != before) call.app.touch();
  return fine();
}

constexpr BridgeEntry kEntries[] = {
    {"exam", examPage},         {"beginExam", startExam},     {"changeExam", changeItem},
    {"examGo", goToQuestion},   {"examTick", tick},           {"finishExam", handIn},
    {"examReport", report},     {"examCsv", resultsCsv},      {"review", review},
    {"startDrill", startDrill}, {"startReview", startReview}, {"nextQuestion", nextQuestion},
    {"mergeKept", mergeKept},
};

}  // namespace

Error examIsOpen() { return {"ExamIsOpen", "An exam is going on; hand it in first.", "", 0}; }

BridgeHandler findPracticeHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
