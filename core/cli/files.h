#pragma once
// Files: the only place of the program that reads and writes them.

#include <cstdio>
#include <string>
#include <vector>

#include "base/result.h"
#include "learn/content.h"

namespace taskyard::cli {

inline constexpr std::size_t kLargestFile = 64u << 20;

// path "-": standard input. Errors: "Unreadable", "TooLarge".
Result<std::string> readFile(const std::string& path);
// Makes folders as needed. Errors: "Unwritable".
Result<Done> writeFile(const std::string& path, const std::string& text);

// The folder to read lessons from: `given`, or lessons/ in the working folder or above it, or above
// the program itself. Errors: "Unreadable".
Result<std::string> findLessons(const std::string& given, const std::string& program);
// Every .json file under the folder, named "lessons/...", in order of name.
Result<ContentFiles> readContentFiles(const std::string& folder);

// The next line without its end, of any length up to kLargestFile; false at the end of the input.
bool readLine(std::FILE* input, std::string& line);

}  // namespace taskyard::cli
