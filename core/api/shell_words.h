#pragma once
// A command line cut into words as a POSIX shell would: blanks, single and double quotes,
// backslash, backslash-newline, comments. What a shell does beyond that (pipes, variables,
// substitution, redirection) is refused with a sentence, because here one line is one request.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace taskyard {

// A line and a column, both from 1. Columns count characters (code points), not bytes.
struct TextPlace {
  int line = 1;
  int column = 1;
};
// REQUIRES: offset <= text.size().
TextPlace placeOf(std::string_view text, std::size_t offset);
// "column 7", or "line 2, column 7" when it is not the first line.
std::string describePlace(TextPlace place);

struct ShellWord {
  std::string text;         // with quotes and backslashes resolved
  std::size_t offset = 0;   // byte offset of its first character in the line
  bool quoted = false;      // some of it stood in quotes
  bool bareBraces = false;  // an unquoted "{...,...}", which bash would expand
};

// Model choice: the longest line read; a task definition may be 64 KiB.
inline constexpr std::size_t kCommandBytesMost = 1u << 20;

// The words of one command. An unquoted line break ends it; more after that is an error.
// Errors: "ShellSyntaxError" (path "", line set, the message names the column), "TooLarge".
Result<std::vector<ShellWord>> shellWords(std::string_view line);

// One command of a text of several lines.
struct CommandText {
  std::string_view text;
  int line = 1;  // the line of the text it starts on
};
// Cuts at line breaks that are neither quoted nor escaped; leaves out empty and comment lines.
std::vector<CommandText> splitCommands(std::string_view text);

// What stands at the end of a line that is still being typed. Never fails.
struct PartialLine {
  std::vector<std::string> words;  // those finished by a blank
  std::string last;                // the unfinished one, quotes resolved; "" after a blank
  std::size_t lastOffset = 0;      // where the unfinished one starts, its quote included
  char openQuote = '\0';           // the quote that is still open in it, or 0
};
PartialLine partialLine(std::string_view line);

// The word as one would type it: bare when that is safe, else in single quotes.
std::string quoteForShell(std::string_view word);

}  // namespace taskyard
