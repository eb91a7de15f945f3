#pragma once
// The model card: what is simulated, how sure that is, and where it stands. One row per behaviour,
// one file per system: lessons/model-card/<system>.json, an array of
//   {"id", "behaviour", "certainty": "documented|simplified|assumed", "source", "date", "code"}

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"

namespace taskyard {

enum class ModelCertainty : std::uint8_t {
  Documented,  // as AWS's own text says
  Simplified,  // AWS does more than the model
  Assumed,     // AWS does not say; the value or rule is chosen
};

struct ModelCardRow {
  std::string id;      // unique over all files
  std::string system;  // "tasks" of lessons/model-card/tasks.json
  std::string behaviour;
  ModelCertainty certainty = ModelCertainty::Assumed;
  std::string source;
  std::string date;  // of the copy that was read: "2026", "2026-11" or "2026-11-20"
  std::string code;  // header and symbol: "core/engine/routing.h#sharesOf"
  std::string file;

  // The two halves of `code`.
  [[nodiscard]] std::string header() const { return code.substr(0, code.find('#')); }
  [[nodiscard]] std::string symbol() const { return code.substr(code.find('#') + 1); }
};

const char* nameOf(ModelCertainty certainty);  // "documented"

// Problems: unknown members and certainty words, empty texts, a date or a code of another form.
std::vector<ModelCardRow> readModelCard(const JsonValue& value, std::string_view system,
                                        Problems& problems);

}  // namespace taskyard
