#include "learn/source.h"

#include "learn/read_list.h"

namespace taskyard {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool isDate(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  if (text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPattern[i] == 'd' ? !isDigit(text[i]) : text[i] != '-') return false;
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  return month >= 1 && month <= 12;
}

std::vector<Source> readSources(ObjectReader& reader, std::string_view key, Problems& problems) {
  std::vector<Source> sources;
  readEach(reader, key, [&](const JsonValue& item, const std::string& path) {
    ObjectReader entry(item, path, problems);
    Source source;
    source.title = entry.requiredString("title");
    source.url = entry.requiredString("url");
    source.checked = entry.requiredString("checked");
    if (!source.url.empty() && source.url.rfind("https://", 0) != 0) {
      entry.problem("url", "BadValue", "a source's url starts with https://");
    }
    if (!source.checked.empty() && !isDate(source.checked)) {
      entry.problem("checked", "BadValue", "expected a date like \"2026-11\" or \"2026-11-20\"");
    }
    entry.rejectUnknownKeys();
    sources.push_back(std::move(source));
  });
  return sources;
}

}  // namespace taskyard
