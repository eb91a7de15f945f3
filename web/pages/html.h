#pragma once
// Writes HTML so that text from outside can never become markup: there is no way to put a string
// into the output except escaped. Tag and attribute names are ours, and asserted to be plain.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace taskyard {

// An attribute; without a value it is written as its name alone (`checked`). Empty names are
// skipped, so `attrIf(...)` can stand in a list.
struct Attr {
  std::string_view name;
  std::string_view value = {};
  bool hasValue = true;

  Attr(std::string_view attributeName, std::string_view attributeValue)
      : name(attributeName), value(attributeValue) {}
  explicit Attr(std::string_view attributeName) : name(attributeName), hasValue(false) {}
};
inline Attr attrIf(bool condition, std::string_view name) {
  return Attr(condition ? name : std::string_view());
}
inline Attr attrIf(bool condition, std::string_view name, std::string_view value) {
  return condition ? Attr(name, value) : Attr(std::string_view());
}

using Attrs = std::initializer_list<Attr>;

// &, <, >, ", ' escaped; control characters and broken UTF-8 replaced by U+FFFD.
std::string escapeHtml(std::string_view text);

// True for addresses a link may have: https, a fragment, or a plain relative path. Everything else
// (javascript:, data:, //host, ...) is refused, whatever case or blanks it hides behind.
bool isSafeHref(std::string_view href);

class Html {
 public:
  // An href that is not safe is left out.
  Html& open(std::string_view tag, Attrs attrs = {});
  // Closes the innermost open tag; with a name it REQUIRES that to be the one.
  Html& close(std::string_view tag = {});
  Html& text(std::string_view text);
  // <tag ...>text</tag>
  Html& element(std::string_view tag, std::string_view text, Attrs attrs = {});
  // Tags without content: input, br, hr, img.
  Html& single(std::string_view tag, Attrs attrs = {});
  // What another Html wrote.
  Html& add(const Html& other);
  // A command or other code inside a line. Words with hyphens (--launch-type) are not broken there;
  // long ones, such as ARNs, are broken where the line ends.
  Html& code(std::string_view text);
  // A line break in the source, for files people read.
  Html& newline();

  [[nodiscard]] bool complete() const { return open_.empty(); }
  // REQUIRES: complete().
  [[nodiscard]] const std::string& str() const;

 private:
  void start(std::string_view tag, Attrs attrs);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace taskyard
