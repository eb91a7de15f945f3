#pragma once
// The input of every operation, as one table of data. The command line, its completion and help,
// the forms of the page and the first check of a request all read it, so they cannot disagree.
//
// Names, nesting, required members and enum values are those of AWS's public API model (botocore
// 1.43.11, service "ecs", 2014-11-13, read 2026-08); ranges are from the API Reference's text.
// The one-line helps are ours. The table is constant data: it costs no start-up time.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_reader.h"

namespace taskyard {

enum class ShapeKind : std::uint8_t {
  String,
  Integer,
  Number,  // whole or fractional ("double" in AWS's model)
  Boolean,
  Timestamp,  // ISO 8601 text or epoch seconds
  List,
  Structure,
  Map,      // string keys; `element` is the shape of the values
  Document  // any JSON
};

// What a string names, so that completion and forms can offer what exists.
enum class NameKind : std::uint8_t {
  None,
  Cluster,
  Service,
  Task,
  Family,
  TaskDefinition,  // family:revision
  Container,
  Image,
  Subnet,
  SecurityGroup,
  TargetGroup
};

// The documented range of a whole number, or of the length of a string or list.
// checked: None = the service's own rule, listed here for help only. Minimum = the AWS client
// refuses what is below `low` before sending it. Both = ours ("sim"), refused on either side.
struct ShapeRange {
  enum class Checked : std::uint8_t { None, Minimum, Both };
  std::int64_t low = INT64_MIN;
  std::int64_t high = INT64_MAX;
  Checked checked = Checked::None;

  [[nodiscard]] constexpr bool hasLow() const { return low != INT64_MIN; }
  [[nodiscard]] constexpr bool hasHigh() const { return high != INT64_MAX; }
};

struct Shape;

struct ShapeMember {
  std::string_view name;
  const Shape* shape = nullptr;
  std::string_view help;  // one sentence
  bool required = false;
  ShapeRange range = {};
  NameKind names = NameKind::None;

  [[nodiscard]] constexpr ShapeMember between(std::int64_t low, std::int64_t high) const {
    return withRange({low, high, ShapeRange::Checked::None});
  }
  [[nodiscard]] constexpr ShapeMember clientBetween(std::int64_t low, std::int64_t high) const {
    return withRange({low, high, ShapeRange::Checked::Minimum});
  }
  [[nodiscard]] constexpr ShapeMember strictlyBetween(std::int64_t low, std::int64_t high) const {
    return withRange({low, high, ShapeRange::Checked::Both});
  }
  [[nodiscard]] constexpr ShapeMember naming(NameKind kind) const {
    ShapeMember copy = *this;
    copy.names = kind;
    return copy;
  }

 private:
  [[nodiscard]] constexpr ShapeMember withRange(ShapeRange newRange) const {
    ShapeMember copy = *this;
    copy.range = newRange;
    return copy;
  }
};

struct Shape {
  ShapeKind kind = ShapeKind::String;
  std::span<const ShapeMember> members = {};          // Structure, in AWS's order
  const Shape* element = nullptr;                     // List and Map
  std::span<const std::string_view> enumValues = {};  // String: what the service accepts

  // nullptr when this is no structure or has no such member.
  [[nodiscard]] const ShapeMember* find(std::string_view name) const;
};

struct OperationShape {
  std::string_view service;      // "ecs", "elbv2", ..., "sim"
  std::string_view operation;    // "CreateService"
  std::string_view help;         // one sentence
  bool mutating = false;         // false: only reads
  const Shape* input = nullptr;  // a structure
};

// All of them: ecs first, related operations together.
const std::vector<OperationShape>& operationShapes();
// nullptr when there is none; names are case-sensitive, as AWS's are.
const OperationShape* findOperation(std::string_view service, std::string_view operation);

// The check an AWS client makes before it sends anything, in botocore's words: unknown, missing and
// mistyped parameters, and the few minimums that AWS's model carries. Enum values and all other
// rules are the service's. Empty: nothing to complain of. Each problem: code
// "ParamValidationError", path a JSON Pointer into the input. At most kInputProblemsMost are
// reported. Stricter than botocore in one point: true and false are no whole numbers.
inline constexpr std::size_t kInputProblemsMost = 50;
Problems checkInput(const OperationShape& operation, const JsonValue& input);
// The same for any shape, such as that of a file.
Problems checkInput(const Shape& shape, const JsonValue& input);

}  // namespace taskyard
