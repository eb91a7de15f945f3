#include "learn/plain_text.h"

namespace taskyard {

std::string plainText(const std::string& markdown) {
  std::string words;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const char c = markdown[i];
    if (c == '*' || c == '`' || c == '[') continue;
    if (c == ']' && i + 1 < markdown.size() && markdown[i + 1] == '(') {
      const std::size_t end = markdown.find(')', i);
      if (end == std::string::npos) break;
      i = end;
      continue;
    }
    words += c;
  }
  return words;
}

}  // namespace taskyard
