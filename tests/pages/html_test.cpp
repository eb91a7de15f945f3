// Goal: no text from outside ever becomes markup. Method: hostile strings through every way in.
#include <doctest/doctest.h>

#include <string>

#include "pages/html.h"
#include "pages/markdown.h"

using namespace taskyard;

namespace {

std::string markdown(const char* text, const PageMode& mode = {}) {
  Html html;
  addMarkdown(html, text, mode);
  return html.str();
}

}  // namespace

TEST_CASE("html: text and attributes are escaped") {
  Html html;
  html.open("p", {{"title", "a\"b'<img onerror=x>"}}).text("<img src=x onerror=alert(1)> & \"q\"");
  html.close("p");
  CHECK(html.str() ==
        "<p title=\"a&quot;b&#39;&lt;img onerror=x&gt;\">&lt;img src=x onerror=alert(1)&gt; &amp; "
        "&quot;q&quot;</p>");
}

TEST_CASE("html: words of code are kept whole, and its text stays the same") {
  Html html;
  html.open("code").code("aws ecs list-tasks --cluster <demo>\n-x").close("code");
  CHECK(html.str() ==
        "<code>aws ecs <span class=\"whole\">list-tasks</span> <span "
        "class=\"whole\">--cluster</span> &lt;demo&gt;\n<span class=\"whole\">-x</span></code>");
  Html arn;
  arn.code("arn:aws:ecs:us-east-1:123456789012:task/demo/0123456789abcdef");
  CHECK(
      arn.str() ==
      "<span class=\"long\">arn:aws:ecs:us-east-1:123456789012:task/demo/0123456789abcdef</span>");
  Html none;
  CHECK(none.code("").str().empty());
}

TEST_CASE("html: broken UTF-8 and control characters are replaced") {
  CHECK(escapeHtml("a\xFF"
                   "b") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(escapeHtml(std::string("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(escapeHtml("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // overlong
  CHECK(escapeHtml("\xE2\x82") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // cut off
  CHECK(escapeHtml("\xE2\x82\xAC") == "\xE2\x82\xAC");
  CHECK(escapeHtml("line\n\ttab") == "line\n\ttab");
}

TEST_CASE("html: only harmless addresses become links") {
  for (const char* good :
       {"https://docs.aws.amazon.com/x?y=1#z", "#lesson=a", "lessons/a.html", "../index.html"}) {
    CAPTURE(good);
    CHECK(isSafeHref(good));
  }
  for (const char* bad : {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
                          "java\nscript:x", "data:text/html,x", "//evil.example", "https:///x",
                          "https://", "http://plain.example", "", "vbscript:x", "https://a b"}) {
    CAPTURE(bad);
    CHECK_FALSE(isSafeHref(bad));
  }
  Html html;
  html.element("a", "x", {{"href", "javascript:alert(1)"}});
  CHECK(html.str() == "<a>x</a>");
}

TEST_CASE("markdown: raw HTML stays text") {
  CHECK(markdown("<img src=x onerror=alert(1)>") == "<p>&lt;img src=x onerror=alert(1)&gt;</p>");
  CHECK(markdown("a <b>bold</b>") == "<p>a &lt;b&gt;bold&lt;/b&gt;</p>");
  CHECK(markdown("<script>\nalert(1)\n</script>").find("<script") == std::string::npos);
  CHECK(markdown("![alt <x>](https://a.example/b.png)") == "<p>alt &lt;x&gt;</p>");
}

TEST_CASE("markdown: links by scheme") {
  CHECK(markdown("[x](javascript:alert(1))") == "<p>x</p>");
  CHECK(markdown("[x](data:text/html;base64,AA)") == "<p>x</p>");
  CHECK(markdown("<javascript:alert(1)>") == "<p>javascript:alert(1)</p>");
  CHECK(markdown("[x](https://docs.aws.amazon.com/)") ==
        "<p><a href=\"https://docs.aws.amazon.com/\" rel=\"noopener noreferrer\" "
        "target=\"_blank\">x</a></p>");
  CHECK(markdown("[x](ui://yard)") == "<p><span class=\"ui-name\">x</span></p>");
  CHECK(markdown("[x](ui://yard)", {.live = true}) ==
        "<p><button type=\"button\" class=\"ui-link\" data-action=\"show\" "
        "data-target=\"yard\">x</button></p>");
  CHECK(markdown("[x](ui://\"onload=)") == "<p>x</p>");
  CHECK(markdown("[x](glossary://task)", {.live = false, .base = "../"}) ==
        "<p><a class=\"term\" href=\"../glossary.html#task\">x</a></p>");
  CHECK(markdown("[x](lesson://a-b)", {.live = true}) == "<p><a href=\"#lesson=a-b\">x</a></p>");
}

TEST_CASE("markdown: blocks") {
  CHECK(markdown("# T") == "<h3>T</h3>");
  CHECK(markdown("* a\n* b") == "<ul><li>a</li><li>b</li></ul>");
  CHECK(markdown("| a | b |\n|---|---|\n| 1 | 2 |").find("<th scope=\"col\">a</th>") !=
        std::string::npos);
  CHECK(markdown("`a<b` **c** *d*") == "<p><code>a&lt;b</code> <strong>c</strong> <em>d</em></p>");
  const std::string code = markdown("```\naws ecs list-clusters\n```", {.live = true});
  CHECK(code.find("data-command=\"aws ecs list-clusters\n\"") != std::string::npos);
  CHECK(markdown("```\naws ecs x\n```").find("<button") == std::string::npos);
}

TEST_CASE("markdown: inline text is the first paragraph without its tags") {
  Html html;
  addInlineMarkdown(html, "one **two**\n\nthree <b>");
  CHECK(html.str() == "one <strong>two</strong>");
}
