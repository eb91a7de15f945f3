#include "pages/html.h"

#include <algorithm>
#include <cstddef>

#include "base/assert.h"

namespace taskyard {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isPlainName(std::string_view name) {
  if (name.empty()) return false;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (!plain) return false;
  }
  return true;
}

// Length of the well-formed UTF-8 sequence at `at`, 0 when there is none.
std::size_t sequenceLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> unsigned {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0u;
  };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80u) return 1;
  if (first >= 0xC2u && first <= 0xDFu) return continues(1) ? 2 : 0;
  if (first >= 0xE0u && first <= 0xEFu) {
    if (!continues(1) || !continues(2)) return 0;
    if (first == 0xE0u && byte(1) < 0xA0u) return 0;   // overlong
    if (first == 0xEDu && byte(1) >= 0xA0u) return 0;  // surrogate
    return 3;
  }
  if (first >= 0xF0u && first <= 0xF4u) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xF0u && byte(1) < 0x90u) return 0;
    if (first == 0xF4u && byte(1) >= 0x90u) return 0;
    return 4;
  }
  return 0;
}

void appendEscaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequenceLength(text, at);
    if (length == 0) {
      out += kReplacement;
      ++at;
      continue;
    }
    const char c = text[at];
    if (length > 1) {
      out.append(text.substr(at, length));
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F') {
      out += kReplacement;
    } else {
      out += c;
    }
    at += length;
  }
}

bool isPathCharacter(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || std::string_view("-._~/%?=&#+,;@!$*()").find(c) != std::string_view::npos;
}

}  // namespace

std::string escapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  appendEscaped(out, text);
  return out;
}

bool isSafeHref(std::string_view href) {
  constexpr std::string_view kHttps = "https://";
  if (href.starts_with(kHttps)) {
    const std::string_view rest = href.substr(kHttps.size());
    if (rest.empty() || rest.front() == '/') return false;
    for (const char c : rest) {
      if (!isPathCharacter(c) && c != ':') return false;
    }
    return true;
  }
  if (href.empty() || href.starts_with("//")) return false;
  // A colon could start a scheme; our own paths and fragments have none.
  for (const char c : href) {
    if (!isPathCharacter(c)) return false;
  }
  return true;
}

void Html::start(std::string_view tag, Attrs attrs) {
  TY_ASSERT(isPlainName(tag));
  out_ += '<';
  out_ += tag;
  for (const Attr& attr : attrs) {
    if (attr.name.empty()) continue;
    TY_ASSERT(isPlainName(attr.name));
    // Handlers would be code; the policy forbids them and so do we.
    TY_ASSERT(!attr.name.starts_with("on") && attr.name != "style" && attr.name != "srcdoc");
    if ((attr.name == "href" || attr.name == "src") && !isSafeHref(attr.value)) continue;
    out_ += ' ';
    out_ += attr.name;
    if (!attr.hasValue) continue;
    out_ += "=\"";
    appendEscaped(out_, attr.value);
    out_ += '"';
  }
  out_ += '>';
}

Html& Html::open(std::string_view tag, Attrs attrs) {
  start(tag, attrs);
  open_.emplace_back(tag);
  return *this;
}

Html& Html::close(std::string_view tag) {
  TY_ASSERT(!open_.empty());
  TY_ASSERT(tag.empty() || open_.back() == tag);
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

Html& Html::text(std::string_view text) {
  appendEscaped(out_, text);
  return *this;
}

Html& Html::element(std::string_view tag, std::string_view content, Attrs attrs) {
  open(tag, attrs);
  text(content);
  return close();
}

Html& Html::single(std::string_view tag, Attrs attrs) {
  start(tag, attrs);
  return *this;
}

Html& Html::add(const Html& other) {
  out_ += other.str();
  return *this;
}

Html& Html::code(std::string_view code) {
  constexpr std::size_t kWholeMost = 30;  // Model choice: fits into the narrowest column
  constexpr std::size_t kIdSize = 32;     // of a task: no room is saved by breaking it
  std::size_t written = 0;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = std::min(code.find_first_of(" \n", at), code.size());
    const std::string_view word = code.substr(at, end - at);
    const bool isLong = word.size() > kIdSize;
    const bool breaks = word.size() <= kWholeMost && word.find('-') != std::string_view::npos;
    if (isLong || breaks) {
      text(code.substr(written, at - written));
      element("span", word, {{"class", isLong ? "long" : "whole"}});
      written = end;
    }
    at = end + 1;
  }
  return text(code.substr(written));
}

Html& Html::newline() {
  out_ += '\n';
  return *this;
}

const std::string& Html::str() const {
  TY_ASSERT(complete());
  return out_;
}

}  // namespace taskyard
