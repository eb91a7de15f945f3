#pragma once
// Everything that can be read, as a folder of plain HTML pages: no script, printable, usable before
// (or without) the simulation.

#include <string>
#include <vector>

#include "learn/content.h"

namespace taskyard {

struct PageFile {
  std::string path;  // "lessons/desired-count.html"
  std::string text;
};

// index.html, lessons/<id>.html, questions/<id>.html, glossary.html, coverage.html, model.html,
// read.css.
// keys: with right answers, solutions and notes for teachers.
std::vector<PageFile> renderSite(const Content& content, bool keys);

// What stands in the app's page until the simulation has loaded, and for search: the list of
// lessons and the first lesson, without what is for paper. It has no heading of its own; links are
// those of a page beside the folder "read" that holds renderSite()'s files.
std::string renderShellText(const Content& content);

}  // namespace taskyard
