#include "api/shell_words.h"

#include <algorithm>

namespace taskyard {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Where the bytes at `at` are a character of UTF-8, its length; 0 where they are none.
std::size_t utf8Length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(at + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool beyond = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

// A word processor's quote, where a straight one was meant.
bool startsCurlyQuote(std::string_view text) {
  return text.starts_with("\xE2\x80\x98") || text.starts_with("\xE2\x80\x99") ||
         text.starts_with("\xE2\x80\x9C") || text.starts_with("\xE2\x80\x9D");
}

// What to say about an unquoted character that a shell would act on; "" for all others.
std::string_view shellOperatorAdvice(std::string_view rest) {
  if (rest.starts_with("$(") || rest.starts_with("`")) {
    return "command substitution is not available here: type the value itself";
  }
  if (rest.starts_with("&&") || rest.starts_with("||") || rest[0] == ';') {
    return "only one command per line here: put the next one on a line of its own";
  }
  switch (rest[0]) {
    case '|': return "pipes are not available here: one command per line, its whole answer is JSON";
    case '&': return "there are no background jobs here: one command per line";
    case '<':
    case '>': return "files cannot be read or written here: leave the redirection out";
    case '(':
    case ')': return "subshells are not available here: put the value in quotes";
    case '$':
      return "variables are not known here: type the value itself, or put it in single quotes";
    default: return "";
  }
}

// A "$" that a shell would leave alone: nothing follows that could be a name.
bool startsVariable(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '$') return false;
  const char next = rest[1];
  return next == '_' || next == '{' || next == '?' || next == '$' || next == '@' || next == '*' ||
         next == '#' || next == '!' || (next >= '0' && next <= '9') ||
         (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  Result<std::vector<ShellWord>> read() {
    if (text_.size() > kCommandBytesMost) {
      return Error{"TooLarge",
                   "the command is " + std::to_string(text_.size()) + " bytes long; at most " +
                       std::to_string(kCommandBytesMost) + " are read",
                   "", 1};
    }
    if (!checkCharacters()) return error_;
    while (skipToWord()) {
      if (!readWord()) return error_;
    }
    if (!error_.code.empty()) return error_;
    return std::move(words_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] bool atContinuation() const {
    return rest().starts_with("\\\n") || rest().starts_with("\\\r\n");
  }
  void skipContinuation() { at_ += text_[at_ + 1] == '\r' ? 3 : 2; }

  bool fail(std::size_t offset, std::string message) {
    const TextPlace place = placeOf(text_, offset);
    error_ = {"ShellSyntaxError", std::move(message) + " (" + describePlace(place) + ")", "",
              place.line};
    return false;
  }

  bool checkCharacters() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      if (byte == 0) return fail(i, "a NUL character cannot stand in a command; remove it");
      if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
        return fail(i, "a control character (code " + std::to_string(byte) +
                           ") cannot stand in a command; remove it");
      }
      const std::size_t length = utf8Length(text_, i);
      if (length == 0) return fail(i, "this is not valid UTF-8 text; type or paste it again");
      i += length;
    }
    return true;
  }

  // Stops at the first character of the next word. False at the end and on an error.
  bool skipToWord() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (isBlank(c)) {
        ++at_;
      } else if (atContinuation()) {
        skipContinuation();
      } else if (c == '\n') {
        ended_ = !words_.empty();
        ++at_;
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (ended_) {
        return fail(at_,
                    "a second command starts here: one command at a time; to go on with the "
                    "same one, end the line before with a backslash");
      } else {
        return true;
      }
    }
    return false;
  }

  bool readWord() {
    ShellWord word;
    word.offset = at_;
    bool openBrace = false;
    bool braceComma = false;
    while (at_ < text_.size() && !isBlank(text_[at_]) && text_[at_] != '\n') {
      const char c = text_[at_];
      if (c == '\'') {
        if (!readSingleQuoted(word)) return false;
      } else if (c == '"') {
        if (!readDoubleQuoted(word)) return false;
      } else if (atContinuation()) {
        skipContinuation();
      } else if (c == '\\') {
        if (!readEscape(word)) return false;
      } else {
        if (!readBare(word)) return false;
        if (c == '{') openBrace = true;
        if (c == ',' && openBrace) braceComma = true;
        if (c == '}' && braceComma) word.bareBraces = true;
      }
    }
    words_.push_back(std::move(word));
    return true;
  }

  bool readBare(ShellWord& word) {
    if (startsCurlyQuote(rest())) {
      return fail(at_,
                  "this is a typographic quote, which a shell does not know; type a straight "
                  "one (' or \")");
    }
    const char c = text_[at_];
    if (c != '$' || rest().starts_with("$(") || startsVariable(rest())) {
      const std::string_view advice = shellOperatorAdvice(rest());
      if (!advice.empty()) return fail(at_, std::string(advice));
    }
    word.text += c;
    ++at_;
    return true;
  }

  bool readEscape(ShellWord& word) {
    if (at_ + 1 >= text_.size()) {
      return fail(at_, "the line ends after a backslash; remove it, or go on with the next line");
    }
    word.text += text_[at_ + 1];
    at_ += 2;
    return true;
  }

  bool readSingleQuoted(ShellWord& word) {
    const std::size_t close = text_.find('\'', at_ + 1);
    if (close == std::string_view::npos) {
      return fail(at_, "the single quote that starts here is never closed; add another '");
    }
    word.quoted = true;
    word.text += text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return true;
  }

  bool readDoubleQuoted(ShellWord& word) {
    const std::size_t start = at_++;
    word.quoted = true;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_];
      if (c == '`' || rest().starts_with("$(") || startsVariable(rest())) {
        return fail(at_, std::string(shellOperatorAdvice(rest())));
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        if (atContinuation()) {
          skipContinuation();
          continue;
        }
        const char next = text_[at_ + 1];
        // Inside double quotes a backslash is itself unless it keeps one of these from acting.
        if (next != '"' && next != '\\' && next != '$' && next != '`') word.text += c;
        word.text += next;
        at_ += 2;
        continue;
      }
      word.text += c;
      ++at_;
    }
    if (at_ >= text_.size()) {
      return fail(start, "the double quote that starts here is never closed; add another \"");
    }
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ended_ = false;  // a line break after the command has been passed
  std::vector<ShellWord> words_;
  Error error_;
};

}  // namespace

TextPlace placeOf(std::string_view text, std::size_t offset) {
  TextPlace place;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

std::string describePlace(TextPlace place) {
  const std::string column = "column " + std::to_string(place.column);
  return place.line == 1 ? column : "line " + std::to_string(place.line) + ", " + column;
}

Result<std::vector<ShellWord>> shellWords(std::string_view line) { return WordReader(line).read(); }

std::vector<CommandText> splitCommands(std::string_view text) {
  std::vector<CommandText> commands;
  int line = 1;
  int startLine = 1;
  std::size_t start = 0;
  char quote = '\0';
  bool comment = false;
  bool content = false;
  const auto finish = [&](std::size_t end) {
    if (content) commands.push_back({text.substr(start, end - start), startLine});
    start = end + 1;
    startLine = line;
    comment = content = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (comment) {
      if (c == '\n') finish(i);
    } else if (quote != '\0') {
      if (c == '\\' && quote == '"' && i + 1 < text.size()) {
        if (text[++i] == '\n') ++line;
      } else if (c == quote) {
        quote = '\0';
      }
    } else if (c == '\n') {
      finish(i);
    } else if (c == '\\' && i + 1 < text.size()) {
      const std::size_t skip = text.substr(i).starts_with("\\\r\n") ? 2 : 1;
      content = content || (skip == 1 && text[i + 1] != '\n');
      i += skip;
      if (text[i] == '\n') ++line;
    } else if (c == '#' && (i == start || isBlank(text[i - 1]) || text[i - 1] == '\n')) {
      comment = true;
    } else if (!isBlank(c)) {
      content = true;
      if (c == '\'' || c == '"') quote = c;
    }
  }
  finish(text.size());
  return commands;
}

PartialLine partialLine(std::string_view line) {
  PartialLine result;
  bool inWord = false;
  const auto begin = [&](std::size_t at) {
    if (!inWord) result.lastOffset = at;
    inWord = true;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (result.openQuote != '\0') {
      if (c == result.openQuote) {
        result.openQuote = '\0';
      } else if (c == '\\' && result.openQuote == '"' && i + 1 < line.size()) {
        const char next = line[++i];
        if (next != '"' && next != '\\') result.last += c;
        result.last += next;
      } else {
        result.last += c;
      }
    } else if (isBlank(c) || c == '\n') {
      if (inWord) result.words.push_back(std::move(result.last));
      result.last.clear();
      inWord = false;
    } else if (c == '\\' && i + 1 < line.size() && (line[i + 1] == '\n' || line[i + 1] == '\r')) {
      ++i;
    } else {
      begin(i);
      if (c == '\'' || c == '"') {
        result.openQuote = c;
      } else if (c == '\\' && i + 1 < line.size()) {
        result.last += line[++i];
      } else {
        result.last += c;
      }
    }
  }
  if (!inWord) result.lastOffset = line.size();
  return result;
}

std::string quoteForShell(std::string_view word) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,@%+";
  if (!word.empty() && word.find_first_not_of(kSafe) == std::string_view::npos) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char c : word) {
    // A single quote cannot stand in single quotes: close them, escape it, open them again.
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace taskyard
