#include "api/aws_cli_help.h"

#include <algorithm>

#include "api/aws_cli_names.h"

namespace taskyard {

namespace {

// "  name   text", with the names in one column.
void appendEntry(std::string& out, const std::string& name, std::string_view text,
                 std::size_t width) {
  out += "  " + name;
  out.append(name.size() < width ? width - name.size() : 0, ' ');
  out += "  ";
  out += text;
  out += '\n';
}

std::string callOf(std::string_view service) {
  return service == "sim" ? "sim" : "aws " + std::string(service);
}

std::string rangeWords(const ShapeMember& member) {
  const ShapeRange& range = member.range;
  if (!range.hasLow() || !range.hasHigh() || range.high == INT64_MAX) return "";
  const std::string span = std::to_string(range.low) + " to " + std::to_string(range.high);
  if (member.shape->kind == ShapeKind::String) return span + " characters";
  return member.shape->kind == ShapeKind::List ? span + " items" : span;
}

std::string typeLine(const ShapeMember& member) {
  std::string line = "(" + shapeWords(*member.shape);
  if (member.required) line += ", required";
  const std::string range = rangeWords(member);
  if (!range.empty()) line += ", " + range;
  return line + ")";
}

std::string enumWords(const Shape& shape) {
  const Shape& scalar = shape.kind == ShapeKind::List ? *shape.element : shape;
  std::string words;
  for (const std::string_view value : scalar.enumValues) {
    if (!words.empty()) words += " | ";
    words += value;
  }
  return words;
}

// The members of nested structures, indented; AWS's inputs nest at most 7 deep.
void appendMembers(std::string& out, const Shape& shape, std::size_t indent) {
  const Shape& inner =
      shape.kind == ShapeKind::List || shape.kind == ShapeKind::Map ? *shape.element : shape;
  for (const ShapeMember& member : inner.members) {
    out.append(indent, ' ');
    out += std::string(member.name) + " " + typeLine(member) + ": " + std::string(member.help);
    const std::string values = enumWords(*member.shape);
    if (!values.empty()) out += " " + values;
    out += '\n';
    appendMembers(out, *member.shape, indent + 2);
  }
}

void appendOption(std::string& out, const ShapeMember& member) {
  const std::string option = optionName(member);
  out += "  " + option;
  if (member.shape->kind == ShapeKind::Boolean) out += " | " + negativeOptionName(member);
  out += " " + typeLine(member) + "\n      " + std::string(member.help) + "\n";
  const std::string values = enumWords(*member.shape);
  if (!values.empty()) out += "      " + values + "\n";
  appendMembers(out, *member.shape, 6);
}

}  // namespace

std::string shapeWords(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::String: return "string";
    case ShapeKind::Integer: return "integer";
    case ShapeKind::Number: return "number";
    case ShapeKind::Boolean: return "boolean";
    case ShapeKind::Timestamp: return "timestamp";
    case ShapeKind::Structure: return "structure";
    case ShapeKind::Map: return "map";
    case ShapeKind::Document: return "any JSON";
    case ShapeKind::List: return "list of " + shapeWords(*shape.element) + "s";
  }
  return "";
}

std::string programHelp() {
  std::string services;
  std::size_t width = 0;
  for (const CommandService& service : commandServices()) {
    width = std::max(width, service.name.size());
  }
  for (const CommandService& service : commandServices()) {
    appendEntry(services, std::string(service.name), service.what, width);
  }
  return "Usage: aws <service> <operation> [options], or: sim <operation> [options]\n\n"
         "Services\n" +
         services +
         "\nMore\n"
         "  aws ecs help                  all operations of a service\n"
         "  aws ecs create-service help   all options of an operation\n\n"
         "One command per line; a backslash at the end continues it. The region is us-east-1 and\n"
         "answers are JSON. Structures can be typed as shorthand (key=value,list=[a,b]) or as "
         "JSON\n"
         "in single quotes, whole inputs as --cli-input-json '{...}'.\n";
}

std::string serviceHelp(std::string_view service) {
  std::string out = "Usage: " + callOf(service) + " <operation> [options]\n\nOperations\n";
  std::size_t width = 0;
  for (const OperationShape& operation : operationShapes()) {
    if (operation.service == service) width = std::max(width, commandName(operation).size());
  }
  for (const OperationShape& operation : operationShapes()) {
    if (operation.service == service) {
      appendEntry(out, commandName(operation), operation.help, width);
    }
  }
  return out + "\n" + callOf(service) + " <operation> help shows its options.\n";
}

std::string operationHelp(const OperationShape& operation) {
  const std::string call = callOf(operation.service) + " " + commandName(operation);
  std::string usage = "Usage: " + call;
  std::string options;
  for (const bool required : {true, false}) {
    for (const ShapeMember& member : operation.input->members) {
      if (member.required != required) continue;
      if (required) usage += " " + optionName(member) + " <value>";
      appendOption(options, member);
    }
  }
  if (options.empty()) return usage + "\n\n" + std::string(operation.help) + "\n\nNo options.\n";
  return usage + " [options]\n\n" + std::string(operation.help) + "\n\nOptions\n" + options +
         "  --cli-input-json (string)\n      The whole input as JSON; options given besides it "
         "win.\n";
}

}  // namespace taskyard
