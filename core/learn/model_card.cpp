#include "learn/model_card.h"

#include "learn/source.h"

namespace taskyard {

namespace {

constexpr ModelCertainty kCertainties[] = {ModelCertainty::Documented, ModelCertainty::Simplified,
                                           ModelCertainty::Assumed};

bool isYear(std::string_view text) { return isDate(std::string(text) + "-01"); }

// "core/<folder>/<name>.h#<symbol>".
bool namesCode(std::string_view code) {
  const std::size_t hash = code.find('#');
  if (hash == std::string_view::npos || hash + 1 == code.size()) return false;
  const std::string_view header = code.substr(0, hash);
  return header.starts_with("core/") && header.ends_with(".h") &&
         header.find("..") == std::string_view::npos &&
         code.find_first_of(" ()", hash) == std::string_view::npos;
}

ModelCertainty readCertainty(ObjectReader& reader) {
  const std::string word = reader.requiredString("certainty");
  for (const ModelCertainty certainty : kCertainties) {
    if (word == nameOf(certainty)) return certainty;
  }
  if (!word.empty()) {
    reader.problem("certainty", "BadValue", "one of documented, simplified, assumed");
  }
  return ModelCertainty::Assumed;
}

ModelCardRow readRow(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  ModelCardRow row;
  const auto words = [&](std::string_view key) {
    std::string text = reader.requiredString(key);
    if (value.find(key) != nullptr && text.find_first_not_of(' ') == std::string::npos) {
      reader.problem(key, "Empty", "must not be empty");
    }
    return text;
  };
  row.id = words("id");
  row.behaviour = words("behaviour");
  row.certainty = readCertainty(reader);
  row.source = words("source");
  row.date = words("date");
  if (!row.date.empty() && !isDate(row.date) && !isYear(row.date)) {
    reader.problem("date", "BadValue", "expected \"2026\", \"2026-11\" or \"2026-11-20\"");
  }
  row.code = words("code");
  if (!row.code.empty() && !namesCode(row.code)) {
    reader.problem("code", "BadValue",
                   "expected a header and a symbol, like \"core/engine/routing.h#sharesOf\"");
  }
  reader.rejectUnknownKeys();
  return row;
}

}  // namespace

const char* nameOf(ModelCertainty certainty) {
  switch (certainty) {
    case ModelCertainty::Documented: return "documented";
    case ModelCertainty::Simplified: return "simplified";
    case ModelCertainty::Assumed: return "assumed";
  }
  return "";
}

std::vector<ModelCardRow> readModelCard(const JsonValue& value, std::string_view system,
                                        Problems& problems) {
  std::vector<ModelCardRow> rows;
  if (!value.isArray()) {
    problems.push_back(
        {"WrongType", "expected an array of rows, found " + std::string(value.kindName())});
    return rows;
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    rows.push_back(readRow(value.items()[i], pointerTo("", i), problems));
    rows.back().system = system;
  }
  return rows;
}

}  // namespace taskyard
