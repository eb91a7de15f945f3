#include "cli/files.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace taskyard::cli {

namespace {

bool isFolder(const std::string& path) {
  struct stat facts {};
  return stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

bool isFile(const std::string& path) {
  struct stat facts {};
  return stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
}

Error unreadable(const std::string& path, const char* reason) {
  return {"Unreadable", "cannot read " + path + ": " + reason};
}

// "" when neither the folder nor one above it has lessons/index.json.
std::string lessonsAbove(std::string folder) {
  while (true) {
    if (isFile(folder + "/lessons/index.json")) return folder + "/lessons";
    const std::size_t slash = folder.rfind('/');
    if (slash == std::string::npos) return "";
    folder.resize(slash);
  }
}

std::string workingFolder() {
  char buffer[4096];
  const char* folder = getcwd(buffer, sizeof buffer);
  return folder == nullptr ? "." : folder;
}

// Appends the names of .json files under folder/inner, relative to folder.
Result<Done> listJson(const std::string& folder, const std::string& inner, int depth,
                      std::vector<std::string>& names) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return unreadable(folder + inner, "folders are nested too deeply");
  DIR* open = opendir((folder + inner).c_str());
  if (open == nullptr) return unreadable(folder + inner, std::strerror(errno));
  std::vector<std::string> entries;
  while (const dirent* entry = readdir(open)) {
    if (entry->d_name[0] != '.') entries.emplace_back(entry->d_name);
  }
  closedir(open);
  std::sort(entries.begin(), entries.end());
  for (const std::string& entry : entries) {
    const std::string name = inner + "/" + entry;
    if (isFolder(folder + name)) {
      Result<Done> listed = listJson(folder, name, depth + 1, names);
      if (!listed) return listed;
    } else if (entry.size() > 5 && entry.substr(entry.size() - 5) == ".json") {
      names.push_back(name);
    }
  }
  return Done{};
}

Result<std::string> readAll(std::FILE* input, const std::string& path) {
  std::string text;
  char buffer[1 << 16];
  std::size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof buffer, input)) > 0) {
    text.append(buffer, count);
    if (text.size() > kLargestFile) return Error{"TooLarge", path + " has more than 64 MiB"};
  }
  if (std::ferror(input) != 0) return unreadable(path, std::strerror(errno));
  return text;
}

}  // namespace

Result<std::string> readFile(const std::string& path) {
  if (path == "-") return readAll(stdin, "standard input");
  if (isFolder(path)) return unreadable(path, "it is a folder");
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return unreadable(path, std::strerror(errno));
  Result<std::string> text = readAll(file, path);
  std::fclose(file);
  return text;
}

Result<Done> writeFile(const std::string& path, const std::string& text) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    // What cannot be made shows when the file is opened.
    if (!isFolder(path.substr(0, slash))) (void)mkdir(path.substr(0, slash).c_str(), 0777);
  }
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool written =
      file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed) {
    return Error{"Unwritable", "cannot write " + path + ": " + std::strerror(errno)};
  }
  return Done{};
}

Result<std::string> findLessons(const std::string& given, const std::string& program) {
  if (!given.empty()) {
    if (!isFolder(given)) return unreadable(given, "there is no such folder");
    return given.back() == '/' ? given.substr(0, given.size() - 1) : given;
  }
  std::string found = lessonsAbove(workingFolder());
  if (found.empty()) {
    const std::string absolute =
        program.substr(0, 1) == "/" ? program : workingFolder() + "/" + program;
    found = lessonsAbove(absolute);
  }
  if (found.empty()) {
    return Error{"Unreadable",
                 "there is no lessons/index.json here or above; say where with --lessons DIR"};
  }
  return found;
}

Result<ContentFiles> readContentFiles(const std::string& folder) {
  std::vector<std::string> names;
  const Result<Done> listed = listJson(folder, "", 0, names);
  if (!listed) return listed.error();
  std::sort(names.begin(), names.end());
  ContentFiles files;
  for (const std::string& name : names) {
    Result<std::string> text = readFile(folder + name);
    if (!text) return text.error();
    files.push_back({"lessons" + name, std::move(text.value())});
  }
  return files;
}

bool readLine(std::FILE* input, std::string& line) {
  line.clear();
  char buffer[1 << 12];
  while (std::fgets(buffer, sizeof buffer, input) != nullptr) {
    line += buffer;
    if (!line.empty() && line.back() == '\n') {
      line.pop_back();
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return true;
    }
    if (line.size() > kLargestFile) return true;
  }
  return !line.empty();
}

}  // namespace taskyard::cli
