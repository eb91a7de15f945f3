// Goal: the advisor's page shows each finding with the commands that put it right, and they do.

#include "pages/advisor_page.h"

#include <doctest/doctest.h>

#include "engine/advisor.h"
#include "support/world.h"

namespace taskyard {

TEST_CASE("advisor page: a finding has its reason and its commands") {
  World world;
  world.createWeb(1);
  world.advance(3 * kMinute);
  const std::string html = advisorPage(world.run(), "").str();
  const std::vector<Finding> findings = adviseOn(world.state());
  REQUIRE_FALSE(findings.empty());
  for (const Finding& finding : findings) {
    CAPTURE(finding.name);
    CHECK(html.find(escapeHtml(finding.seen)) != std::string::npos);
    CHECK(html.find(escapeHtml(finding.cure)) != std::string::npos);
  }
  CHECK(html.find("data-action=\"run-command\"") != std::string::npos);
}

TEST_CASE("advisor page: an empty account has nothing to be said about") {
  World world;
  CHECK(advisorPage(world.run(), "").str().find("Nothing to say") != std::string::npos);
}

}  // namespace taskyard
