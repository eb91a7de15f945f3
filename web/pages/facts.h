#pragma once
// The whole screen's facts as text: what the picture shows, for those who read instead of look, for
// searching and copying, and for a page without WebGL. Text and HTML are made from the same lines.

#include <string>
#include <vector>

#include "api/run.h"
#include "pages/html.h"

namespace taskyard {

struct FactLine {
  int level = 0;  // 0: a heading; 1, 2, 3: a fact, one that belongs to it, ...
  std::string text;
};

// Model choice: beyond this, tasks of a service are summed up by state, and older events left out.
inline constexpr std::size_t kFactTasksMost = 40;
inline constexpr std::size_t kFactEventsMost = 30;

std::vector<FactLine> factsOf(const Run& run);

// One line each, indented by two spaces per level.
std::string factsText(const std::vector<FactLine>& facts);
// Headings and nested lists.
Html factsHtml(const std::vector<FactLine>& facts);

// A sentence for those who listen, "" when the event is not worth an interruption.
std::string announcementOf(const Run& run, EventId event);

// "$0.0123".
std::string dollarText(std::int64_t microUsd);
// "0.25 vCPU, 512 MiB".
std::string sizeText(std::int32_t cpu, std::int32_t memory);

}  // namespace taskyard
