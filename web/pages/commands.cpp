#include "pages/commands.h"

#include "base/text.h"

namespace taskyard {

void addCommands(Html& html, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  html.open("details", {{"class", "cures"}});
  html.element("summary", countOf(static_cast<std::int64_t>(lines.size()), "command", "commands"));
  html.open("pre", {{"tabindex", "0"}}).element("code", joinWords(lines, "\n"));
  html.close("pre").close("details");
}

}  // namespace taskyard
