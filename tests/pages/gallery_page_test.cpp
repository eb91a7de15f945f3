// Goal: every scenario has a picture that shows what its data says, and a card with its story.

#include "pages/gallery_page.h"

#include <doctest/doctest.h>

#include "pages/scenario_picture.h"
#include "support/lessons.h"

namespace taskyard {

namespace {

PictureFacts factsOf(const Content& content, const char* id) {
  const Scenario* scenario = content.findScenario(id);
  REQUIRE(scenario != nullptr);
  return pictureFacts(*scenario);
}

}  // namespace

TEST_CASE("gallery: every scenario is there with its story and one thing to do") {
  const Content content = realContent();
  const std::string html = galleryPage(content, "zone-outage", {.live = true}).str();
  for (const Scenario& scenario : content.scenarios) {
    CAPTURE(scenario.id);
    CHECK(html.find(escapeHtml(scenario.title)) != std::string::npos);
    CHECK(html.find(escapeHtml(scenario.story)) != std::string::npos);
    CHECK(html.find("#scenario=" + scenario.id) != std::string::npos);
    CHECK(scenarioPicture(scenario).str().find("<svg") == 0);
  }
  CHECK(html.find("Go on with: A whole Availability Zone fails") != std::string::npos);
}

TEST_CASE("gallery: pictures say what the data says") {
  const Content content = realContent();
  const PictureFacts zone = factsOf(content, "zone-outage");
  CHECK(zone.zoneLost);
  CHECK(zone.balancer);
  const PictureFacts workers = factsOf(content, "sqs-workers");
  CHECK(workers.queue);
  CHECK(workers.storm);
  CHECK(factsOf(content, "public-web").privateTasks);
  CHECK(factsOf(content, "flash-crowd").storm);
  CHECK(factsOf(content, "docker-run-by-hand").byHand);
  CHECK(factsOf(content, "ec2-capacity").instances > 0);
  CHECK(factsOf(content, "lambda-or-ecs").lambdas == 2);
  const PictureFacts healing = factsOf(content, "self-healing");
  CHECK(healing.zones == 3);
  CHECK(healing.tasks == 3);
}

}  // namespace taskyard
