// Goal: `taskyard validate service`: everything that is wrong with a CreateService file at once,
// and what only an account could tell as a warning.

#include <doctest/doctest.h>

#include <algorithm>

#include "api/service_report.h"

namespace taskyard {

namespace {

std::string file(const std::string& more) {
  return R"({"cluster":"prod","serviceName":"web","taskDefinition":"web:12","launchType":"FARGATE",)"
         R"("desiredCount":2,"networkConfiguration":{"awsvpcConfiguration":{)"
         R"("subnets":["subnet-1","subnet-2"],"assignPublicIp":"ENABLED"}})" +
         more + "}";
}

}  // namespace

TEST_CASE("service report: a good file is accepted, its references are warnings") {
  const ValidationReport report = validateServiceText(file(""));
  CHECK(report.accepted);
  CHECK(report.errors.empty());
  REQUIRE(report.warnings.size() == 3);
  CHECK(report.warnings[0].path == "/cluster");
  CHECK(report.warnings[1].path == "/taskDefinition");
  CHECK(report.warnings[2].path == "/networkConfiguration/awsvpcConfiguration/subnets");
  CHECK(report.warnings[1].message == "Only your account can tell whether this fits: web:12.");
}

TEST_CASE("service report: all rules that are broken, not only the first") {
  const ValidationReport report = validateServiceText(
      file(R"(,"deploymentConfiguration":{"minimumHealthyPercent":101,"maximumPercent":0},)"
           R"("availabilityZoneRebalancing":"MAYBE")"));
  CHECK_FALSE(report.accepted);
  REQUIRE(report.errors.size() == 3);
  CHECK(report.errors[0].path == "/deploymentConfiguration/minimumHealthyPercent");
  CHECK(report.errors[1].path == "/deploymentConfiguration/maximumPercent");
  CHECK(report.errors[2].path == "/availabilityZoneRebalancing");
}

TEST_CASE("service report: what the client refuses, with its line") {
  const ValidationReport report = validateServiceText("{\n\"desiredCount\": \"two\"\n}");
  CHECK_FALSE(report.accepted);
  REQUIRE(report.errors.size() >= 2);
  for (const Error& error : report.errors) CHECK(error.code == "ParamValidationError");
}

TEST_CASE("service report: no JSON, and nothing at all") {
  CHECK_FALSE(validateServiceText("{").accepted);
  CHECK_FALSE(validateServiceText("[]").accepted);
}

TEST_CASE("service report: what is not simulated is said, not refused") {
  const ValidationReport report = validateServiceText(
      file(R"(,"deploymentController":{"type":"CODE_DEPLOY"},"platformVersion":"1.4.0")"));
  CHECK(report.accepted);
  CHECK(std::find(report.notModelled.begin(), report.notModelled.end(),
                  "/deploymentController/type") != report.notModelled.end());
}

}  // namespace taskyard
