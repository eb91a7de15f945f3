// Goal: what was typed and answered is shown as it was, never as markup, and can be taken along.
#include <doctest/doctest.h>

#include "pages/transcript_page.h"

using namespace taskyard;

TEST_CASE("transcript: hostile text stays text") {
  TranscriptEntry entry;
  entry.id = 3;
  entry.typed = true;
  entry.ok = false;
  entry.command = "aws ecs create-cluster --cluster-name '<img src=x onerror=alert(1)>'";
  entry.error = "<script>alert(1)</script>";
  entry.output = "\"</pre><b>\"";
  entry.notes = {"<i>"};
  const std::string html = transcriptEntryHtml(entry).str();
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<b>") == std::string::npos);
  CHECK(html.find("<i>") == std::string::npos);
  CHECK(html.find("&lt;img src=x onerror=alert(1)&gt;") != std::string::npos);
}

TEST_CASE("transcript: as a shell script, what was refused is left out") {
  TranscriptEntry good;
  good.command = "aws ecs list-clusters";
  TranscriptEntry refused = good;
  refused.command = "aws ecs oops";
  refused.ok = false;
  TranscriptEntry ours = good;
  ours.command = "sim inject-fault \\\n  --type x";
  const std::string script = shellScript({good, refused, ours});
  CHECK(script.find("\naws ecs list-clusters\n") != std::string::npos);
  CHECK(script.find("oops") == std::string::npos);
  CHECK(script.find("\n# (simulation only) sim inject-fault \\\n#   --type x\n") !=
        std::string::npos);
}
