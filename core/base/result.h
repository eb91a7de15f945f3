#pragma once
// A value, or the error that stands in its place. Errors are values: nothing in the core throws.

#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"

namespace taskyard {

// code: AWS's error name ("ClientException", "ServiceNotFoundException", ...) or, where AWS has
//   none, ours ("InvalidJson", "UnknownKey", ...).
// message: one or more sentences for the person who made the mistake.
// path: JSON Pointer (RFC 6901) to the place in the input, "" for the whole of it.
// line: 1-based line in the source text, 0 when there is none.
struct Error {
  std::string code;
  std::string message;
  std::string path;
  int line = 0;

  bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  [[nodiscard]] const T& value() const {
    TY_ASSERT(ok());
    return *std::get_if<T>(&content_);
  }
  [[nodiscard]] T& value() {
    TY_ASSERT(ok());
    return *std::get_if<T>(&content_);
  }
  // REQUIRES: !ok().
  [[nodiscard]] const Error& error() const {
    TY_ASSERT(!ok());
    return *std::get_if<Error>(&content_);
  }

 private:
  std::variant<T, Error> content_;
};

// What a Result holds when success carries nothing else.
struct Done {
  bool operator==(const Done&) const = default;
};

}  // namespace taskyard
