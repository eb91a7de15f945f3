#include "pages/transcript_page.h"

#include <algorithm>

namespace taskyard {

namespace {

// Model choice: longer answers of buttons and lessons start folded, so the command stays in view.
constexpr std::ptrdiff_t kOpenLinesMost = 14;

std::ptrdiff_t lineCount(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n') + 1;
}

void addOutput(Html& html, const TranscriptEntry& line) {
  const bool folded = !line.typed || lineCount(line.output) > kOpenLinesMost * 4;
  if (!folded) {
    html.element("pre", line.output, {{"class", "out"}, {"tabindex", "0"}});
    return;
  }
  html.open("details", {{"class", "out-fold"}});
  html.element("summary", "Answer, " + std::to_string(lineCount(line.output)) + " lines");
  html.element("pre", line.output, {{"class", "out"}, {"tabindex", "0"}});
  html.close("details");
}

}  // namespace

Html transcriptEntryHtml(const TranscriptEntry& line) {
  Html html;
  html.open("div", {{"class", line.ok ? "entry" : "entry failed"},
                    {"id", "entry-" + std::to_string(line.id)},
                    {"role", "group"}});
  html.open("div", {{"class", "entry-head"}});
  html.element("span", clockText(line.at), {{"class", "at"}, {"title", "simulated time"}});
  html.open("code", {{"class", "cmd"}}).code(line.command).close("code");
  html.open("button", {{"type", "button"},
                       {"class", "icon"},
                       {"data-action", "copy-command"},
                       {"data-command", line.command},
                       {"aria-label", "Copy this command"}});
  html.text("Copy").close("button");
  html.close("div");
  if (!line.error.empty()) {
    html.open("p", {{"class", "err"}}).element("strong", "Refused. ").text(line.error).close();
  }
  if (!line.output.empty()) {
    addOutput(html, line);
  } else if (line.ok && line.error.empty() && line.typed) {
    html.element("p", "Done.", {{"class", "note"}});
  }
  for (const std::string& note : line.notes) html.element("p", note, {{"class", "note"}});
  html.close("div");
  return html;
}

std::string shellScript(const std::vector<TranscriptEntry>& lines) {
  std::string script = "#!/bin/sh\n# Made with Taskyard. Simulated times are in the comments.\n";
  for (const TranscriptEntry& line : lines) {
    if (!line.ok) continue;
    script += "# " + clockText(line.at) + "\n";
    if (line.command.starts_with("sim ")) {
      std::string comment = line.command;
      for (std::size_t at = comment.find('\n'); at != std::string::npos;
           at = comment.find('\n', at + 3)) {
        comment.replace(at, 1, "\n# ");
      }
      script += "# (simulation only) " + comment + "\n";
    } else {
      script += line.command + "\n";
    }
  }
  return script;
}

}  // namespace taskyard
