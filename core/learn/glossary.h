#pragma once
// The terms that lessons use, each in one sentence. File: lessons/glossary.json.

#include <string>
#include <vector>

#include "base/json_reader.h"
#include "learn/source.h"

namespace taskyard {

// see: where the Yard shows it, as a ui:// link, or "".
struct GlossaryTerm {
  std::string id;  // "desired-count"
  std::string term;
  std::string text;
  std::string see;
  Source source;
};

std::vector<GlossaryTerm> readGlossary(const JsonValue& value, Problems& problems);

}  // namespace taskyard
