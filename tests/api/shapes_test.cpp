// Goal: the table of input shapes is well formed and says what AWS's model says, and checkInput
// answers in botocore's words. Method: rules over the whole table; counts and lines taken from
// AWS's model and from the messages of a real client (botocore 1.43.11), not from our output.

#include "api/shapes.h"

#include <doctest/doctest.h>

#include <set>

#include "api/aws_cli_arguments.h"
#include "api/aws_cli_names.h"
#include "base/json.h"

namespace taskyard {
namespace {

JsonValue json(std::string_view text) {
  Result<JsonValue> parsed = parseJson(text);
  REQUIRE_MESSAGE(parsed.ok(), text);
  return parsed.value();
}

std::vector<std::string> messages(const char* operation, std::string_view input) {
  const OperationShape* shape = findOperation("ecs", operation);
  if (shape == nullptr) shape = findOperation("sim", operation);
  REQUIRE(shape != nullptr);
  std::vector<std::string> found;
  for (const Error& problem : checkInput(*shape, json(input))) {
    CHECK(problem.code == "ParamValidationError");
    found.push_back(problem.message);
  }
  return found;
}

void checkShape(const Shape& shape, int depth) {
  REQUIRE(depth < 20);
  std::set<std::string_view> names;
  for (const ShapeMember& member : shape.members) {
    CAPTURE(member.name);
    CHECK(names.insert(member.name).second);
    CHECK(member.help.ends_with('.'));
    CHECK(member.help.size() <= 90);
    REQUIRE(member.shape != nullptr);
    CHECK(member.range.low <= member.range.high);
    checkShape(*member.shape, depth + 1);
  }
  const bool hasElement = shape.kind == ShapeKind::List || shape.kind == ShapeKind::Map;
  CHECK((shape.element != nullptr) == hasElement);
  if (shape.element != nullptr) checkShape(*shape.element, depth + 1);
  if (shape.kind != ShapeKind::Structure) CHECK(shape.members.empty());
  if (!shape.enumValues.empty()) CHECK(shape.kind == ShapeKind::String);
}

}  // namespace

TEST_CASE("shapes: the table is well formed") {
  std::set<std::string> commands;
  for (const OperationShape& operation : operationShapes()) {
    CAPTURE(operation.operation);
    const OperationShape* found = findOperation(operation.service, operation.operation);
    REQUIRE(found != nullptr);
    CHECK(found->input == operation.input);
    CHECK(commands.insert(std::string(operation.service) + " " + commandName(operation)).second);
    CHECK(operation.help.ends_with('.'));
    REQUIRE(operation.input != nullptr);
    CHECK(operation.input->kind == ShapeKind::Structure);
    checkShape(*operation.input, 0);
    // iam has SimulatePrincipalPolicy.
    CHECK((operation.service == "sim") ==
          (operation.operation.starts_with("Sim") && !operation.operation.starts_with("Simulate")));
  }
  CHECK(findOperation("ecs", "createService") == nullptr);
  CHECK(findOperation("sim", "CreateService") == nullptr);
}

TEST_CASE("shapes: options are unambiguous on the command line") {
  for (const OperationShape& operation : operationShapes()) {
    std::set<std::string> options;
    for (const ShapeMember& member : operation.input->members) {
      const std::string option = optionName(member);
      CAPTURE(option);
      CHECK(options.insert(option).second);
      if (member.shape->kind == ShapeKind::Boolean) {
        CHECK(options.insert(negativeOptionName(member)).second);
      }
      CHECK_FALSE(isGlobalOption(option));
      CHECK(option != "--cli-input-json");
      CHECK(matchOption(*operation.input, option).member == &member);
      CHECK_FALSE(matchOption(*operation.input, option).negative);
    }
  }
}

TEST_CASE("shapes: operations have the members of AWS's model") {
  const struct {
    const char* operation;
    std::size_t members;
    bool mutating;
  } kRows[] = {
      {"CreateCluster", 7, true},
      {"DescribeClusters", 2, false},
      {"ListClusters", 2, false},
      {"DeleteCluster", 1, true},
      {"RegisterTaskDefinition", 18, true},
      {"DeregisterTaskDefinition", 1, true},
      {"DescribeTaskDefinition", 2, false},
      {"ListTaskDefinitions", 5, false},
      {"ListTaskDefinitionFamilies", 4, false},
      {"CreateService", 26, true},
      {"UpdateService", 22, true},
      {"DeleteService", 3, true},
      {"DescribeServices", 3, false},
      {"ListServices", 6, false},
      {"RunTask", 19, true},
      {"StopTask", 3, true},
      {"DescribeTasks", 3, false},
      {"ListTasks", 10, false},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.operation);
    const OperationShape* operation = findOperation("ecs", row.operation);
    REQUIRE(operation != nullptr);
    CHECK(operation->input->members.size() == row.members);
    CHECK(operation->mutating == row.mutating);
  }
}

TEST_CASE("shapes: names are spelled in kebab case as the AWS CLI does") {
  CHECK(kebabCase("serviceName") == "service-name");
  CHECK(kebabCase("enableECSManagedTags") == "enable-ecs-managed-tags");
  CHECK(kebabCase("healthCheckGracePeriodSeconds") == "health-check-grace-period-seconds");
  CHECK(kebabCase("vpcLatticeConfigurations") == "vpc-lattice-configurations");
  CHECK(kebabCase("ListTaskDefinitionFamilies") == "list-task-definition-families");
  CHECK(kebabCase("sizeMiB") == "size-mib");
  CHECK(kebabCase("") == "");
  CHECK(kebabCase("A") == "a");
}

TEST_CASE("shapes: checkInput answers as botocore does") {
  const struct {
    const char* operation;
    const char* input;
    const char* message;
  } kRows[] = {
      {"CreateService", R"({"serviceName":5})",
       "Invalid type for parameter serviceName, value: 5, type: <class 'int'>, valid types: "
       "<class 'str'>"},
      {"CreateService", R"({})", "Missing required parameter in input: \"serviceName\""},
      {"DeleteService", R"({"service":"a","x":1})",
       "Unknown parameter in input: \"x\", must be one of: cluster, service, force"},
      {"CreateService", R"({"serviceName":"a","networkConfiguration":{"x":1}})",
       "Unknown parameter in networkConfiguration: \"x\", must be one of: awsvpcConfiguration"},
      {"CreateService",
       R"({"serviceName":"a","networkConfiguration":{"awsvpcConfiguration":{"subnets":"a"}}})",
       "Invalid type for parameter networkConfiguration.awsvpcConfiguration.subnets, value: a, "
       "type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>"},
      {"CreateService", R"({"serviceName":"a","deploymentConfiguration":{"maximumPercent":1.5}})",
       "Invalid type for parameter deploymentConfiguration.maximumPercent, value: 1.5, type: "
       "<class 'float'>, valid types: <class 'int'>"},
      {"CreateService", R"({"serviceName":"a","tags":{}})",
       "Invalid type for parameter tags, value: {}, type: <class 'dict'>, valid types: "
       "<class 'list'>, <class 'tuple'>"},
      {"CreateService", R"({"serviceName":"a","enableECSManagedTags":"x"})",
       "Invalid type for parameter enableECSManagedTags, value: x, type: <class 'str'>, valid "
       "types: <class 'bool'>"},
      {"CreateService", R"({"serviceName":null})",
       "Invalid type for parameter serviceName, value: None, type: <class 'NoneType'>, valid "
       "types: <class 'str'>"},
      {"CreateService", R"({"serviceName":"a","tags":[{"key":""}]})",
       "Invalid length for parameter tags[0].key, value: 0, valid min length: 1"},
      {"CreateService",
       R"({"serviceName":"a","capacityProviderStrategy":)"
       R"([{"capacityProvider":"FARGATE","weight":-1}]})",
       "Invalid value for parameter capacityProviderStrategy[0].weight, value: -1, valid min "
       "value: 0"},
      {"RunTask", R"({"taskDefinition":"a","count":true})",
       "Invalid type for parameter count, value: True, type: <class 'bool'>, valid types: "
       "<class 'int'>"},
      {"SimPutImage", R"({"image":"a","sizeMiB":20481})",
       "Invalid value for parameter sizeMiB, value: 20481, valid max value: 20480"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.input);
    CHECK(messages(row.operation, row.input) == std::vector<std::string>{row.message});
  }
}

TEST_CASE("shapes: checkInput hints at the name that was meant") {
  CHECK(messages("DescribeServices", R"({"services":["a"],"clusters":"x"})") ==
        std::vector<std::string>{"Unknown parameter in input: \"clusters\", must be one of: "
                                 "cluster, services, include. Did you mean \"cluster\"?"});
  CHECK(messages("StopTask", R"({"tasks":"x"})") ==
        std::vector<std::string>{"Missing required parameter in input: \"task\"",
                                 "Unknown parameter in input: \"tasks\", must be one of: cluster, "
                                 "task, reason. Did you mean \"task\"?"});
}

TEST_CASE("shapes: checkInput points at the place") {
  const OperationShape* operation = findOperation("ecs", "RegisterTaskDefinition");
  const JsonValue input = json(
      "{\"family\":\"web\",\n \"containerDefinitions\":[\n  {\"name\":\"app\",\"cpu\":\"256\",\n"
      "   \"dockerLabels\":{\"a/b\":1}}]}");
  const Problems problems = checkInput(*operation, input);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].path == "/containerDefinitions/0/cpu");
  CHECK(problems[0].line == 3);
  CHECK(problems[1].path == "/containerDefinitions/0/dockerLabels/a~1b");
  CHECK(problems[1].line == 4);
}

TEST_CASE("shapes: enum values and documented ranges are left to the service") {
  CHECK(messages("CreateService", R"({"serviceName":"a","launchType":"FARGAT"})").empty());
  CHECK(messages("RunTask", R"({"taskDefinition":"a","count":11})").empty());
  CHECK(messages("CreateService",
                 R"({"serviceName":"a","deploymentConfiguration":{"lifecycleHooks":
                    [{"hookDetails":{"any":["thing",1,null]}}],
                    "canaryConfiguration":{"canaryPercent":0.5}}})")
            .empty());
}

TEST_CASE("shapes: checkInput of hostile input stays short") {
  CHECK(messages("CreateService", "[]").size() == 1);
  CHECK(messages("CreateService", "null").size() == 1);
  JsonValue input = JsonValue::object({{"serviceName", "a"}});
  for (int i = 0; i < 5000; ++i) {
    input.members().emplace_back("unknown" + std::to_string(i), JsonValue(i));
  }
  CHECK(checkInput(*findOperation("ecs", "CreateService"), input).size() == kInputProblemsMost);
  const std::string longText(100000, 'x');
  JsonValue wrong =
      JsonValue::object({{"serviceName", "a"}, {"desiredCount", JsonValue(longText)}});
  const Problems problems = checkInput(*findOperation("ecs", "CreateService"), wrong);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.size() < 300);
}

}  // namespace taskyard
