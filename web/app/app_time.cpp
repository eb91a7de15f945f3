// Branches, comparison and "would it have happened without this?": what App does with its
// TimeStudy.

#include <algorithm>
#include <utility>

#include "api/aws_cli.h"
#include "app/app.h"
#include "engine/event_text.h"

namespace taskyard {

namespace {

Error noSuchBranch() { return {"UnknownBranch", "There is no such branch (any more).", "", 0}; }

}  // namespace

Result<std::string> App::branchHere() {
  if (time_.branches.size() >= kBranchesMost) {
    return Error{"TooManyBranches", "There is no room for more branches; remove one first.", "", 0};
  }
  std::string name = "Branch " + std::to_string(++time_.made) + ", from " + clockText(run().now());
  time_.branches.push_back({name, run()});
  touch();
  return name;
}

Result<Done> App::compareWith(std::size_t index) {
  if (index >= time_.branches.size()) return noSuchBranch();
  setPlaying(false);
  const Branch& branch = time_.branches[index];
  // Whoever is behind catches up, on a copy: both are looked at in the same moment.
  Run left = run();
  Run right = branch.run;
  const TimeMs at = std::max(left.now(), right.now());
  if (left.now() < at) left.goTo(at);
  if (right.now() < at) right.goTo(at);
  time_.comparison = ComparisonView{"This run", branch.name, compareRuns(left, right)};
  touch();
  return Done{};
}

Result<Done> App::takeBranch(std::size_t index) {
  if (index >= time_.branches.size()) return noSuchBranch();
  // The sandbox and the branch change places, so nothing is lost.
  Branch& branch = time_.branches[index];
  std::swap(sandbox_, branch.run);
  branch.name = "Left at " + clockText(branch.run.now());
  place_ = Place::Sandbox;
  runReplaced();
  return Done{};
}

Result<Done> App::dropBranch(std::size_t index) {
  if (index >= time_.branches.size()) return noSuchBranch();
  time_.branches.erase(time_.branches.begin() + static_cast<std::ptrdiff_t>(index));
  touch();
  return Done{};
}

Result<Done> App::askWhy(EventId event) {
  if (!run().events().holds(event)) {
    return Error{"UnknownEvent", "There is no such event (any more).", "", 0};
  }
  time_.why = event;
  time_.whatIf.reset();
  touch();
  return Done{};
}

Result<Done> App::askWithout(EventId event) {
  const Result<Done> known = askWhy(event);
  if (!known) return known;
  const std::optional<RequestPlace> place = run().requestBehind(event);
  if (!place) {
    return Error{"NoRequest", "This goes back to no command or fault that could be left out.", "",
                 0};
  }
  setPlaying(false);
  WhatIfView view;
  view.event = event;
  view.request = toCommandLine(run().requestAt(*place).request);
  Result<Run> other = run().without(*place);
  if (!other) {
    view.refused = other.error().message;
  } else {
    view.answer = lookFor(run(), event, other.value());
    const EventLog& log = other.value().events();
    if (view.answer.event != kNoEvent && log.holds(view.answer.event)) {
      view.answerText = eventText(other.value().state(), log, log.at(view.answer.event));
    }
    if (time_.branches.size() < kBranchesMost) {
      ++time_.made;
      time_.branches.push_back({"Without " + run().requestAt(*place).request.operation + " at " +
                                    clockText(run().requestAt(*place).at),
                                std::move(other.value())});
    }
  }
  time_.whatIf = std::move(view);
  touch();
  return Done{};
}

}  // namespace taskyard
