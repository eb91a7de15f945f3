#include "pages/markdown.h"

#include <md4c.h>

#include <string>
#include <vector>

namespace taskyard {

namespace {

struct Writer {
  Html& html;
  const PageMode& mode;
  bool inlineOnly = false;
  bool inFirstBlock = true;        // of inline text: what comes after it is dropped
  std::vector<std::string> links;  // the tag that closes each open link, "" for none
  bool inCode = false;
  std::string code;  // of the code block that is open
};

std::string_view viewOf(const MD_ATTRIBUTE& attribute) {
  return {attribute.text == nullptr ? "" : attribute.text, attribute.size};
}

bool isSlug(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/' ||
                       c == '.' || c == '_' || (c >= 'A' && c <= 'Z');
    if (!plain) return false;
  }
  return true;
}

const char* headingTag(const Writer& writer, unsigned level) {
  static constexpr const char* kTags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  const int shifted = static_cast<int>(level) + writer.mode.headingShift;
  return kTags[(shifted > 6 ? 6 : shifted) - 1];
}

const char* plainBlockTag(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_QUOTE: return "blockquote";
    case MD_BLOCK_UL: return "ul";
    case MD_BLOCK_OL: return "ol";
    case MD_BLOCK_LI: return "li";
    case MD_BLOCK_TABLE: return "table";
    case MD_BLOCK_THEAD: return "thead";
    case MD_BLOCK_TBODY: return "tbody";
    case MD_BLOCK_TR: return "tr";
    case MD_BLOCK_TD: return "td";
    default: return "";
  }
}

void openList(Writer& writer, MD_BLOCKTYPE type, const void* detail) {
  if (type == MD_BLOCK_UL) {
    writer.html.open("ul");
    return;
  }
  const unsigned start = static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start;
  const std::string number = std::to_string(start);
  writer.html.open("ol", {attrIf(start != 1, "start", number)});
}

int enterBlock(MD_BLOCKTYPE type, void* detail, void* user) {
  Writer& writer = *static_cast<Writer*>(user);
  if (writer.inlineOnly) return 0;
  Html& html = writer.html;
  switch (type) {
    case MD_BLOCK_DOC: break;
    case MD_BLOCK_HTML: break;  // switched off
    case MD_BLOCK_HR: html.single("hr"); break;
    case MD_BLOCK_P: html.open("p"); break;
    case MD_BLOCK_H:
      html.open(headingTag(writer, static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      writer.inCode = true;
      writer.code.clear();
      html.open("div", {{"class", "code"}}).open("pre", {{"tabindex", "0"}}).open("code");
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: openList(writer, type, detail); break;
    case MD_BLOCK_TH: html.open("th", {{"scope", "col"}}); break;
    case MD_BLOCK_TABLE:
      html.open("div", {{"class", "table-scroll"}, {"tabindex", "0"}}).open("table");
      break;
    default: html.open(plainBlockTag(type)); break;
  }
  return 0;
}

bool isCommand(std::string_view code) {
  return code.starts_with("aws ") || code.starts_with("sim ");
}

void closeCode(Writer& writer) {
  writer.inCode = false;
  writer.html.close("code").close("pre");
  if (writer.mode.live && isCommand(writer.code)) {
    writer.html.element("button", "Put into the command line",
                        {{"type", "button"},
                         {"class", "quiet"},
                         {"data-action", "use-command"},
                         {"data-command", writer.code}});
  }
  writer.html.close("div");
}

int leaveBlock(MD_BLOCKTYPE type, void* detail, void* user) {
  Writer& writer = *static_cast<Writer*>(user);
  (void)detail;
  if (writer.inlineOnly) {
    if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_CODE) {
      writer.inFirstBlock = false;
    }
    return 0;
  }
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_HR: break;
    case MD_BLOCK_CODE: closeCode(writer); break;
    case MD_BLOCK_TABLE: writer.html.close("table").close("div"); break;
    default: writer.html.close(); break;
  }
  return 0;
}

// The element a link becomes; returns the tag that closes it, "" for none.
std::string openLink(Html& html, const PageMode& mode, std::string_view href) {
  const std::size_t colon = href.find("://");
  if (colon == std::string_view::npos) return "";
  const std::string_view scheme = href.substr(0, colon);
  const std::string rest(href.substr(colon + 3));
  if (scheme == "https") {
    if (!isSafeHref(href)) return "";
    html.open("a", {{"href", href}, {"rel", "noopener noreferrer"}, {"target", "_blank"}});
    return "a";
  }
  if (!isSlug(rest)) return "";
  const std::string base(mode.base);
  if (scheme == "ui") {
    if (!mode.live) {
      html.open("span", {{"class", "ui-name"}});
      return "span";
    }
    html.open(
        "button",
        {{"type", "button"}, {"class", "ui-link"}, {"data-action", "show"}, {"data-target", rest}});
    return "button";
  }
  if (scheme == "glossary") {
    html.open("a", {{"class", "term"},
                    {"href", mode.live ? "#term=" + rest : base + "glossary.html#" + rest}});
    return "a";
  }
  if (scheme == "lesson" || scheme == "question") {
    const std::string kind(scheme);
    html.open(
        "a", {{"href", mode.live ? "#" + kind + "=" + rest : base + kind + "s/" + rest + ".html"}});
    return "a";
  }
  if (scheme == "scenario") {
    html.open("a", {{"href", (mode.live ? "" : base + "../index.html") + "#scenario=" + rest}});
    return "a";
  }
  return "";
}

const char* spanTag(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM: return "em";
    case MD_SPAN_STRONG: return "strong";
    case MD_SPAN_CODE: return "code";
    case MD_SPAN_DEL: return "del";
    default: return "";
  }
}

int enterSpan(MD_SPANTYPE type, void* detail, void* user) {
  Writer& writer = *static_cast<Writer*>(user);
  if (!writer.inFirstBlock) return 0;
  if (type == MD_SPAN_A) {
    const std::string_view href = viewOf(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href);
    writer.links.push_back(openLink(writer.html, writer.mode, href));
  } else if (const char* tag = spanTag(type); *tag != '\0') {
    writer.html.open(tag);
  }
  return 0;
}

int leaveSpan(MD_SPANTYPE type, void* detail, void* user) {
  Writer& writer = *static_cast<Writer*>(user);
  (void)detail;
  if (!writer.inFirstBlock) return 0;
  if (type == MD_SPAN_A) {
    if (!writer.links.back().empty()) writer.html.close(writer.links.back());
    writer.links.pop_back();
  } else if (const char* tag = spanTag(type); *tag != '\0') {
    writer.html.close(tag);
  }
  return 0;
}

// The few entities that people write by hand; any other stays as it was typed.
std::string entityText(std::string_view entity) {
  if (entity == "&amp;") return "&";
  if (entity == "&lt;") return "<";
  if (entity == "&gt;") return ">";
  if (entity == "&quot;") return "\"";
  if (entity == "&nbsp;") return "\xC2\xA0";
  return std::string(entity);
}

int writeText(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  Writer& writer = *static_cast<Writer*>(user);
  if (!writer.inFirstBlock) return 0;
  switch (type) {
    case MD_TEXT_BR: writer.html.single("br"); break;
    case MD_TEXT_SOFTBR: writer.html.text("\n"); break;
    case MD_TEXT_NULLCHAR: writer.html.text("\xEF\xBF\xBD"); break;
    case MD_TEXT_ENTITY: writer.html.text(entityText({text, size})); break;
    case MD_TEXT_CODE:
      if (writer.inCode) writer.code.append(text, size);
      writer.html.code({text, size});
      break;
    default: writer.html.text({text, size}); break;
  }
  return 0;
}

void parse(Writer& writer, std::string_view markdown) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = enterBlock;
  parser.leave_block = leaveBlock;
  parser.enter_span = enterSpan;
  parser.leave_span = leaveSpan;
  parser.text = writeText;
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &writer);
}

}  // namespace

void addMarkdown(Html& html, std::string_view markdown, const PageMode& mode) {
  Writer writer{html, mode};
  parse(writer, markdown);
}

void addInlineMarkdown(Html& html, std::string_view markdown, const PageMode& mode) {
  Writer writer{html, mode};
  writer.inlineOnly = true;
  parse(writer, markdown);
}

}  // namespace taskyard
