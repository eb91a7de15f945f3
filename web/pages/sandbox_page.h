#pragma once
// The Sandbox tab: what runs, and what one could try next, each as the command it is.

#include <string>
#include <vector>

#include "api/run.h"
#include "learn/content.h"
#include "pages/html.h"

namespace taskyard {

// Something worth trying with what is there now.
struct Suggestion {
  std::string title;
  std::string why;      // what there is to see
  std::string command;  // one or more lines, as one would type them
};
std::vector<Suggestion> suggestionsFor(const State& state);

// startCommands: what "Start a task now" runs.
Html sandboxPage(const Run& run, const Content& content,
                 const std::vector<std::string>& startCommands);

}  // namespace taskyard
