// Conditions as sentences, for those whose author wrote none.

#include "base/text.h"
#include "engine/event_text.h"
#include "learn/measures.h"
#include "model/network.h"

namespace taskyard {

namespace {

std::string boundText(const Bound& bound) {
  if (bound.low == bound.high) return std::to_string(bound.low);
  std::vector<std::string> parts;
  if (bound.low != INT64_MIN) parts.push_back("at least " + std::to_string(bound.low));
  if (bound.high != INT64_MAX) parts.push_back("at most " + std::to_string(bound.high));
  return joinWords(parts, " and ");
}

std::string measureText(const MeasureBound& wanted) {
  const MeasureFacts& facts = factsOf(wanted.measure);
  const std::string shown(facts.shown);
  switch (facts.kind) {
    case MeasureFacts::Kind::Flag: return wanted.bound.holds(1) ? shown : "not: " + shown;
    case MeasureFacts::Kind::Words:
      return shown + " " + facts.words[static_cast<std::size_t>(wanted.bound.low)];
    case MeasureFacts::Kind::Count: break;
  }
  return boundText(wanted.bound) + " " + shown;
}

std::string serviceText(const Condition& condition) {
  std::vector<std::string> parts;
  for (const MeasureBound& wanted : condition.measures) parts.push_back(measureText(wanted));
  const std::string who = condition.service == "*" ? "a service" : "service " + condition.service;
  return who + ": " + joinWords(parts);
}

std::string tasksText(const Condition& condition) {
  const TaskFilter& filter = condition.tasks;
  std::string text = boundText(condition.count);
  if (filter.standalone) text += *filter.standalone ? " standalone" : " service";
  text += " tasks";
  if (filter.service) text += " of service " + *filter.service;
  if (filter.family) text += " of family " + *filter.family;
  if (filter.lastStatus) text += std::string(" that are ") + nameOf(*filter.lastStatus);
  if (filter.desiredStatus) text += std::string(" that should be ") + nameOf(*filter.desiredStatus);
  if (filter.stopCode) text += std::string(" with stopCode ") + nameOf(*filter.stopCode);
  if (filter.publicIp) text += *filter.publicIp ? " with a public IP" : " without a public IP";
  if (filter.zone) text += " in " + zoneName(*filter.zone);
  if (filter.launchType) text += std::string(" of launch type ") + nameOf(*filter.launchType);
  if (filter.capacityProvider) text += " on capacity provider " + *filter.capacityProvider;
  if (filter.startedSince) text += " started in this step";
  return text;
}

std::string eventsText(const Condition& condition) {
  const EventFilter& filter = condition.events;
  std::string text = std::string(nameOf(filter.kind)) + " " + boundText(condition.count) + " times";
  if (filter.service) text += " for service " + *filter.service;
  if (filter.standalone) text += *filter.standalone ? " for a standalone task" : "";
  if (filter.stopCode) text += std::string(" with stopCode ") + nameOf(*filter.stopCode);
  if (filter.exitCode) text += " with exit code " + std::to_string(*filter.exitCode);
  return text;
}

std::string answerText(const Condition& condition) {
  const AnswerQuery& query = condition.answer;
  std::string text = query.request.operation + " shows " + joinWords(query.at, "/");
  switch (query.is.kind) {
    case AnswerTest::Kind::Anything: break;
    case AnswerTest::Kind::Flag: text += query.is.bound.low == 1 ? " true" : " false"; break;
    case AnswerTest::Kind::Number: text += " " + boundText(query.is.bound); break;
    case AnswerTest::Kind::Word: text += " " + query.is.word; break;
    case AnswerTest::Kind::Contains: text += " with the words \"" + query.is.word + "\""; break;
  }
  const Bound once = {1, INT64_MAX};
  if (!(condition.count == once)) text += ", " + boundText(condition.count) + " times";
  return text;
}

std::string partsText(const Condition& condition, std::string_view separator) {
  std::vector<std::string> parts;
  for (const Condition& part : condition.parts) parts.push_back(describe(part));
  return joinWords(parts, separator);
}

}  // namespace

std::string describe(const Condition& condition) {
  using Kind = Condition::Kind;
  if (!condition.words.empty()) return condition.words;
  switch (condition.kind) {
    case Kind::All: return partsText(condition, "; and ");
    case Kind::Any: return partsText(condition, "; or ");
    case Kind::Not: return "not: " + partsText(condition, "");
    case Kind::Ever: return "at some moment: " + partsText(condition, "");
    case Kind::Never: return "never: " + partsText(condition, "");
    case Kind::HeldFor:
      return "for " + durationText(condition.duration) + ": " + partsText(condition, "");
    case Kind::InOrder: return partsText(condition, "; then ");
    case Kind::Service: return serviceText(condition);
    case Kind::Tasks: return tasksText(condition);
    case Kind::Events: return eventsText(condition);
    case Kind::Cluster:
      return "cluster " + condition.cluster +
             (condition.count.holds(1) ? " exists" : " does not exist");
    case Kind::Answer: return answerText(condition);
    case Kind::Cost: return "cost " + boundText(condition.count) + " millionths of a dollar";
    case Kind::Elapsed: return boundText(condition.count) + " seconds have passed";
  }
  return "";
}

}  // namespace taskyard
