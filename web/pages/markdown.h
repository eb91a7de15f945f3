#pragma once
// Markdown of lessons and questions as HTML. CommonMark with tables; raw HTML stays text.
//
// Links: https opens in a new tab. `ui://yard` points at a part of the screen, `glossary://service`
// at a term, `lesson://id`, `question://id` and `scenario://id` at more content; all of them stay
// useful on a plain page. Any other address is dropped and its words stay.
// Images are not used by our content: their description stands in their place.

#include <string>
#include <string_view>

#include "pages/html.h"

namespace taskyard {

// Where a page is shown.
// live: in the app, where buttons work. Otherwise a plain page for reading and printing.
// base: from the page to the root of the plain pages, "" or "../".
// headingShift: 2 makes "#" an <h3>.
struct PageMode {
  bool live = false;
  std::string_view base = {};
  int headingShift = 2;
};

// Blocks: paragraphs, lists, code, tables. A code block that holds a command gets a button that
// puts it into the command line (live only).
void addMarkdown(Html& html, std::string_view markdown, const PageMode& mode = {});
// The first paragraph's content without its <p>: for labels and table cells.
void addInlineMarkdown(Html& html, std::string_view markdown, const PageMode& mode = {});
// Several paragraphs of Markdown, one after the other.
template <class Paragraphs>
void addParagraphs(Html& html, const Paragraphs& paragraphs, const PageMode& mode = {}) {
  for (const auto& paragraph : paragraphs) addMarkdown(html, paragraph, mode);
}

}  // namespace taskyard
