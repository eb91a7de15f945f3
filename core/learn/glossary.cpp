#include "learn/glossary.h"

#include "learn/read_list.h"

namespace taskyard {

std::vector<GlossaryTerm> readGlossary(const JsonValue& value, Problems& problems) {
  ObjectReader reader(value, "", problems);
  std::vector<GlossaryTerm> terms;
  readSome(reader, "terms", [&](const JsonValue& item, const std::string& path) {
    ObjectReader entry(item, path, problems);
    GlossaryTerm term;
    term.id = entry.requiredString("id");
    term.term = entry.requiredString("term");
    term.text = entry.requiredString("text");
    term.see = entry.string("see").value_or("");
    entry.requiredArray("sources");
    const std::vector<Source> sources = readSources(entry, "sources", problems);
    if (sources.empty()) {
      entry.problem("sources", "Empty", "a term has a source");
    } else {
      term.source = sources.front();
    }
    entry.rejectUnknownKeys();
    terms.push_back(std::move(term));
  });
  reader.rejectUnknownKeys();
  return terms;
}

}  // namespace taskyard
