// Goal: expressions mean what the developer guide says, and nonsense is refused with its place.

#include "engine/cluster_query.h"

#include <doctest/doctest.h>

namespace taskyard {

namespace {

class Fixed : public QuerySubjects {
 public:
  [[nodiscard]] std::optional<std::string> valueOf(std::string_view subject) const override {
    if (subject == "attribute:ecs.instance-type") return "g4dn.xlarge";
    if (subject == "attribute:ecs.availability-zone") return "us-east-1a";
    if (subject == "attribute:stack") return "production";
    if (subject == "runningTasksCount") return "9";
    if (subject == "agentConnected") return "true";
    return std::nullopt;
  }
};

bool holds(const std::string& expression) {
  const Result<bool> value = evaluateQuery(expression, Fixed());
  INFO(expression);
  REQUIRE(value.ok());
  return value.value();
}

}  // namespace

TEST_CASE("cluster query: operators") {
  struct Row {
    const char* expression;
    bool value;
  };
  const Row rows[] = {
      {"attribute:ecs.instance-type == g4dn.xlarge", true},
      {"attribute:ecs.instance-type != g4dn.xlarge", false},
      {"attribute:ecs.instance-type =~ g4.*", true},
      {"attribute:ecs.instance-type =~ g4", false},
      {"attribute:ecs.instance-type !~ t2.*", true},
      {"attribute:ecs.instance-type matches (g4dn|p3).*", true},
      {"attribute:stack exists", true},
      {"attribute:missing exists", false},
      {"attribute:missing !exists", true},
      {"attribute:missing not_exists", true},
      {"attribute:missing != anything", true},
      {"attribute:missing == anything", false},
      {"attribute:ecs.availability-zone in [us-east-1a, us-east-1b]", true},
      {"attribute:ecs.availability-zone !in [us-east-1a, us-east-1b]", false},
      {"attribute:ecs.availability-zone not_in [us-east-1c]", true},
      {"runningTasksCount > 10", false},
      {"runningTasksCount < 10", true},
      {"runningTasksCount >= 9", true},
      {"runningTasksCount <= 8", false},
      {"runningTasksCount greater_than 8", true},
      {"agentConnected == true", true},
      {"attribute:stack equals \"production\"", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(holds(row.expression) == row.value);
  }
}

TEST_CASE("cluster query: and binds tighter than or, not binds tightest") {
  CHECK(holds("attribute:stack == x or attribute:stack == production and runningTasksCount == 9"));
  CHECK(holds("not attribute:stack == x"));
  CHECK(holds("!(attribute:stack == x) && agentConnected == true"));
  CHECK_FALSE(
      holds("(attribute:stack == production || agentConnected == true) and not "
            "runningTasksCount == 9"));
  CHECK(holds("(attribute:ecs.instance-type =~ (g4|p3).* and attribute:stack =~ prod.+)"));
}

TEST_CASE("cluster query: what cannot be read is refused") {
  for (const char* bad :
       {"", "attribute:stack", "attribute:stack ==", "attribute:stack = production",
        "(attribute:stack exists", "attribute:stack in production", "attribute:stack in [a",
        "attribute:stack exists attribute:stack exists", "and", "attribute:stack ! == x", "()"}) {
    CAPTURE(bad);
    const Result<bool> value = evaluateQuery(bad, Fixed());
    REQUIRE_FALSE(value.ok());
    CHECK(value.error().code == "InvalidExpression");
    CHECK(value.error().message.starts_with("expected "));
  }
  CHECK_FALSE(evaluateQuery(std::string(2000, '('), Fixed()).ok());
}

TEST_CASE("patterns: the usual signs, and an end to hopeless ones") {
  CHECK(matchesExpression("m5\\..*", "m5.large"));
  CHECK_FALSE(matchesExpression("m5\\..*", "m52large"));
  CHECK(matchesExpression("[a-c]\\d+", "b42"));
  CHECK_FALSE(matchesExpression("[^a-c]x", "bx"));
  CHECK(matchesExpression("(ab|a)b?c", "abc"));
  CHECK(matchesExpression("a|b|", ""));
  CHECK(matchesExpression("colou?r", "color"));
  CHECK(matchesExpression("(ab)+", "ababab"));
  CHECK_FALSE(matchesExpression("(ab)+", "aba"));
  CHECK_FALSE(matchesExpression("(a*)*b", std::string(60, 'a')));
  CHECK_FALSE(matchesExpression("[", "x"));
  CHECK_FALSE(matchesExpression("(", "x"));
  (void)matchesExpression("\\", "x");
}

}  // namespace taskyard
