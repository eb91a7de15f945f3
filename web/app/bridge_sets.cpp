// Sets of questions by code, as the page asks for them.

#include "app/bridge_call.h"
#include "learn/question_set.h"
#include "pages/handout_page.h"
#include "pages/set_page.h"

namespace taskyard {

namespace {

JsonValue html(const Html& page) { return fine().set("html", page.str()); }

// {"count", "seed"} -> {"code"}.
JsonValue newSet(BridgeCall& call) {
  SetCode code;
  code.count = static_cast<std::size_t>(
      call.in.requiredInteger("count", {1, static_cast<std::int64_t>(kSetQuestionsMost)}));
  code.seed = static_cast<std::uint64_t>(
      call.in.requiredInteger("seed", {0, static_cast<std::int64_t>(kSetSeedMost)}));
  if (call.broken()) return call.refuse();
  return fine().set("code", setCodeText(code));
}

// {"code", "student"?} -> {"code"}: as it is written properly, with the student's number in it.
JsonValue setCode(BridgeCall& call) {
  const std::string text = call.in.requiredString("code");
  const std::optional<std::int64_t> student =
      call.in.integer("student", {1, static_cast<std::int64_t>(kSetStudentsMost)});
  if (call.broken()) return call.refuse();
  Result<SetCode> code = readSetCode(text);
  if (!code) return refusal(code.error());
  const std::uint64_t number = static_cast<std::uint64_t>(student.value_or(0));
  if (number != 0 && code.value().student != 0 && code.value().student != number) {
    return refusal({"TwoNumbers",
                    "This code is that of number " + std::to_string(code.value().student) +
                        " already; leave the number out, or take the code without its last part.",
                    "", 0});
  }
  if (number != 0) code.value().student = number;
  return fine().set("code", setCodeText(code.value()));
}

// {"code"}.
JsonValue setPageFor(BridgeCall& call) {
  const std::string text = call.in.requiredString("code");
  if (call.broken()) return call.refuse();
  const Result<SetCode> code = readSetCode(text);
  if (!code) return refusal(code.error());
  return html(setPage(code.value(), call.app.study().progress));
}

// {"code", "paper": "handout" | "key"}.
JsonValue setPaper(BridgeCall& call) {
  const std::string text = call.in.requiredString("code");
  const std::string paper = call.in.requiredString("paper");
  if (paper != "handout" && paper != "key") {
    call.in.problem("paper", "WrongValue", "expected handout or key");
  }
  if (call.broken()) return call.refuse();
  const Result<SetCode> code = readSetCode(text);
  if (!code) return refusal(code.error());
  return html(setPaperPage(drawSet(call.app.study().questions, code.value()), paper == "key"));
}

// {"code", "now"}: from then on it is the exam that goes on.
JsonValue startSet(BridgeCall& call) {
  const std::string text = call.in.requiredString("code");
  const std::int64_t now = call.in.requiredInteger("now", kMoments);
  if (call.broken()) return call.refuse();
  const Result<SetCode> code = readSetCode(text);
  if (!code) return refusal(code.error());
  Study& study = call.app.study();
  if (study.progress.openExam() != nullptr) return refusal(examIsOpen());
  study.notice.clear();
  study.progress.exams.push_back(beginSet(study.questions, code.value(), now));
  call.app.touch();
  return fine();
}

std::vector<ExportFile> filesOf(const QuestionSet& set, const std::string& file) {
  const std::string code = setCodeText(set.code);
  if (file == "handout") return {{"set-" + code + ".html", handoutPage(set)}};
  if (file == "key") return {{"key-" + code + ".html", handoutKeyPage(set)}};
  if (file == "csv") return {{"key-" + code + ".csv", keyCsv(set)}};
  if (file == "gift") return {{"set-" + code + ".gift", giftText(set)}};
  return qtiFiles(set);
}

// {"code", "file": "handout" | "key" | "csv" | "gift" | "qti"} -> {"code", "files": [{"path",
// "text"}]}. QTI is several files, for one archive.
JsonValue setFile(BridgeCall& call) {
  const std::string text = call.in.requiredString("code");
  const std::string file = call.in.requiredString("file");
  if (file != "handout" && file != "key" && file != "csv" && file != "gift" && file != "qti") {
    call.in.problem("file", "WrongValue", "expected handout, key, csv, gift or qti");
  }
  if (call.broken()) return call.refuse();
  const Result<SetCode> code = readSetCode(text);
  if (!code) return refusal(code.error());
  JsonValue files = JsonValue::array();
  for (ExportFile& each : filesOf(drawSet(call.app.study().questions, code.value()), file)) {
    files.push(JsonValue::object({{"path", each.path}, {"text", std::move(each.text)}}));
  }
  return fine().set("code", setCodeText(code.value())).set("files", std::move(files));
}

constexpr BridgeEntry kEntries[] = {
    {"newSet", newSet},     {"setCode", setCode},   {"setPage", setPageFor},
    {"setPaper", setPaper}, {"beginSet", startSet}, {"setFile", setFile},
};

}  // namespace

BridgeHandler findSetHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
