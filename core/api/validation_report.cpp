#include "api/validation_report.h"

namespace taskyard {

namespace {

JsonValue problemsJson(const Problems& problems) {
  JsonValue list = JsonValue::array();
  for (const Error& problem : problems) {
    JsonValue item = JsonValue::object();
    item.set("code", problem.code).set("message", problem.message).set("path", problem.path);
    if (problem.line > 0) item.set("line", problem.line);
    list.push(std::move(item));
  }
  return list;
}

}  // namespace

JsonValue reportJson(const ValidationReport& report) {
  JsonValue notModelled = JsonValue::array();
  for (const std::string& pointer : report.notModelled) notModelled.push(pointer);
  JsonValue json = JsonValue::object();
  json.set("accepted", report.accepted);
  json.set("errors", problemsJson(report.errors));
  json.set("warnings", problemsJson(report.warnings));
  json.set("notModelled", std::move(notModelled));
  return json;
}

}  // namespace taskyard
