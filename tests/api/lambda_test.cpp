// Goal: a Lambda function is limited, scaled, throttled, timed out and billed as its documentation
// says, so that a comparison with ECS is fair.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "support/function_role.h"

namespace taskyard {

namespace {

std::string creation(const std::string& more = "") {
  return R"({"FunctionName":"resize","Runtime":"python3.13","Handler":"app.handler",)"
         R"("Role":"arn:aws:iam::123456789012:role/fn","Code":{"ZipFile":"UEsDBA=="})" +
         more + "}";
}

void create(World& world, const std::string& more = "") {
  world.must("lambda:CreateFunction", creation(more));
}

std::int64_t figure(World& world, const char* name) {
  return world.must("SimDescribeFunction", R"({"function":"resize"})").find(name)->integer();
}

}  // namespace

TEST_CASE("lambda: creates, describes, changes and deletes a function") {
  FunctionWorld world;
  create(world);
  const JsonValue got = world.must("lambda:GetFunction", R"({"FunctionName":"resize"})");
  const JsonValue& configuration = *got.find("Configuration");
  CHECK(configuration.find("Timeout")->integer() == 3);
  CHECK(configuration.find("MemorySize")->integer() == 128);
  CHECK(configuration.text("FunctionArn") ==
        "arn:aws:lambda:us-east-1:123456789012:function:resize");
  world.must("lambda:UpdateFunctionConfiguration",
             R"({"FunctionName":"resize","Timeout":900,"MemorySize":1769})");
  CHECK(world.state().functions.functions[0].timeout == 900);
  CHECK(world.must("lambda:ListFunctions").find("Functions")->items().size() == 1);
  world.must("lambda:DeleteFunction", R"({"FunctionName":"resize"})");
  CHECK(world.must("lambda:ListFunctions").find("Functions")->items().empty());
  CHECK(world.refused("lambda:GetFunction", R"({"FunctionName":"resize"})") ==
        "ResourceNotFoundException: Function not found: "
        "arn:aws:lambda:us-east-1:123456789012:function:resize");
}

TEST_CASE("lambda: names and architectures there are") {
  FunctionWorld world;
  const auto refused = [&](const std::string& name, const std::string& more) {
    return world.refused(
        "lambda:CreateFunction",
        R"({"FunctionName":")" + name +
            R"(","Role":"arn:aws:iam::123456789012:role/fn","Runtime":"python3.12",)"
            R"("Handler":"a.b","Code":{"ZipFile":"eA=="})" +
            more + "}");
  };
  CHECK(refused("a b", "").starts_with(
      "ValidationException: 1 validation error detected: Value 'a b' at 'functionName'"));
  CHECK(refused(std::string(65, 'a'), "").starts_with("ValidationException"));
  CHECK(refused("a", R"(,"Architectures":["arm"])") ==
        "ValidationException: 1 validation error detected: Value '[arm]' at 'architectures' failed "
        "to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value "
        "set: [x86_64, arm64]]");
  CHECK(refused(std::string(64, 'a'), R"(,"Architectures":["arm64"])") == "accepted");
}

TEST_CASE("lambda: runtimes there are, and roles that Lambda can take") {
  FunctionWorld world;
  const auto refused = [&](const std::string& role, const std::string& runtime) {
    return world.refused("lambda:CreateFunction",
                         R"({"FunctionName":"f","Handler":"a.b","Code":{"ZipFile":"eA=="},)"
                         R"("Role":")" +
                             role + R"(","Runtime":")" + runtime + "\"}");
  };
  const std::string roles = "arn:aws:iam::123456789012:role/";
  const std::string cannot =
      "InvalidParameterValueException: The role defined for the function cannot be assumed by "
      "Lambda.";
  CHECK(refused(roles + "nobody", "python3.13") == cannot);
  CHECK(refused(roles + "ecsTaskExecutionRole", "python3.13") == cannot);
  for (const char* role :
       {"fn", "arn:aws:iam::12345:role/fn", "arn:aws:iam::123456789012:user/fn",
        "arn:aws:iam::123456789012:role/", "arn:aws:iam::123456789012:role/a b"}) {
    CAPTURE(role);
    CHECK(refused(role, "python3.13") ==
          std::string("ValidationException: 1 validation error detected: Value '") + role +
              R"(' at 'role' failed to satisfy constraint: Member must satisfy regular expression )"
              R"(pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+)");
  }
  CHECK(refused(roles + "fn", "python4")
            .starts_with("InvalidParameterValueException: Value python4 at 'runtime' failed to "
                         "satisfy constraint: Member must satisfy enum value set: [nodejs18.x, "));
  CHECK(refused(roles + "fn", "nodejs16.x") ==
        "InvalidParameterValueException: The runtime parameter of nodejs16.x is no longer "
        "supported for creating or updating AWS Lambda functions. We recommend you use the new "
        "runtime (nodejs22.x) while creating or updating functions.");
  CHECK(world.state().functions.functions.empty());
  CHECK(refused(roles + "fn", "provided.al2023") == "accepted");
  const auto changed = [&](const std::string& more) {
    return world.refused("lambda:UpdateFunctionConfiguration",
                         R"({"FunctionName":"f",)" + more + "}");
  };
  CHECK(changed(R"("Role":")" + roles + "nobody\"") == cannot);
  CHECK(changed(R"("Runtime":"go1.x")").starts_with("InvalidParameterValueException"));
  CHECK(world.state().functions.functions[0].runtime == "provided.al2023");
  world.must("lambda:CreateFunction",
             R"({"FunctionName":"boxed","PackageType":"Image","Role":")" + roles +
                 R"(fn","Code":{"ImageUri":"123456789012.dkr.ecr.us-east-1.amazonaws.com/f:1"}})");
  CHECK(world.refused("lambda:UpdateFunctionConfiguration",
                      R"({"FunctionName":"boxed","Runtime":"python3.13"})") ==
        "InvalidParameterValueException: Runtime and Handler are not supported for functions "
        "created with container images.");
}

TEST_CASE("lambda: fifteen minutes and 10,240 MB are the end") {
  FunctionWorld world;
  CHECK(world.refused("lambda:CreateFunction", creation(R"(,"Timeout":901)")) ==
        "ValidationException: 1 validation error detected: Value '901' at 'timeout' failed to "
        "satisfy constraint: Member must have value less than or equal to 900");
  CHECK(world.refused("lambda:CreateFunction", creation(R"(,"MemorySize":10241)"))
            .ends_with("Member must have value less than or equal to 10240"));
  CHECK(world.refused("lambda:CreateFunction", creation(R"(,"MemorySize":64)"))
            .ends_with("Member must have value greater than or equal to 128"));
  CHECK(
      world
          .refused(
              "lambda:CreateFunction",
              R"({"FunctionName":"x","Role":"arn:aws:iam::123456789012:role/fn","Code":{"ZipFile":"UEsDBA=="}})")
          .starts_with("InvalidParameterValueException: Runtime and Handler are mandatory"));
  CHECK(
      world
          .refused(
              "lambda:CreateFunction",
              R"({"FunctionName":"x","Role":"arn:aws:iam::123456789012:role/fn","PackageType":"Image","Code":{}})")
          .starts_with("InvalidParameterValueException: "));
  CHECK(world.state().functions.functions.empty());
  CHECK(world.state().eventsSoFar == 1);  // the role
  create(world);
  CHECK(world.refused("lambda:CreateFunction", creation()) ==
        "ResourceConflictException: Function already exist: resize");
  CHECK(world
            .refused("lambda:UpdateFunctionConfiguration",
                     R"({"FunctionName":"resize","Timeout":1000})")
            .starts_with("ValidationException: "));
}

TEST_CASE("lambda: more memory is more CPU, until the work has no more threads") {
  FunctionWorld world;
  create(world, R"(,"Timeout":900)");
  const auto durationWith = [&](int memory) {
    world.must("lambda:UpdateFunctionConfiguration",
               R"({"FunctionName":"resize","MemorySize":)" + std::to_string(memory) + "}");
    return figure(world, "durationMs");
  };
  world.must("SimSetFunctionWork", R"({"function":"resize","workMs":1000})");
  CHECK(durationWith(1769) == 1000);
  CHECK(durationWith(884) == 2002);
  CHECK(durationWith(3538) == 1000);
  world.must("SimSetFunctionWork", R"({"function":"resize","threads":2,"waitMs":100})");
  CHECK(durationWith(3538) == 600);
}

TEST_CASE("lambda: a job of twenty minutes is cut off after fifteen") {
  FunctionWorld world;
  create(world, R"(,"Timeout":900,"MemorySize":1769)");
  world.must("SimSetFunctionWork", R"({"function":"resize","workMs":1200000})");
  const JsonValue answer = world.must("lambda:Invoke", R"({"FunctionName":"resize"})");
  CHECK(answer.text("FunctionError") == "Unhandled");
  CHECK(answer.find("Payload")
            ->text("errorMessage")
            .ends_with(" Task timed out after 900.00 seconds"));
  CHECK(answer.find("SimDurationMs")->integer() == 900'000);
  CHECK(figure(world, "timedOut") == 1);
  CHECK(figure(world, "succeeded") == 0);
  CHECK(figure(world, "gigabyteSeconds") == 1554);  // 1769 MB for 900 s: paid, though it failed
}

TEST_CASE("lambda: what is above the concurrency limit is throttled") {
  FunctionWorld world;
  create(world, R"(,"MemorySize":1769)");
  world.must("SimSetFunctionWork", R"({"function":"resize","workMs":1000})");
  // 1,500 a second of a second each asks for 1,500 environments; the account has 1,000.
  world.must("SimSetInvocations", R"({"function":"resize","perSecond":1500})");
  world.advance(100 * kSecond);
  CHECK(figure(world, "invocations") == 150'000);
  CHECK(figure(world, "succeeded") == 100'000);
  CHECK(figure(world, "throttled") == 50'000);
  CHECK(figure(world, "environments") == 1000);
  CHECK(figure(world, "coldStarts") == 1000);
  CHECK(world.refused("lambda:Invoke", R"({"FunctionName":"resize"})") ==
        "TooManyRequestsException: Rate Exceeded.");
  world.must("lambda:PutFunctionConcurrency",
             R"({"FunctionName":"resize","ReservedConcurrentExecutions":100})");
  world.advance(100 * kSecond);
  CHECK(figure(world, "succeeded") == 110'000);
  CHECK(world
            .refused("lambda:PutFunctionConcurrency",
                     R"({"FunctionName":"resize","ReservedConcurrentExecutions":950})")
            .starts_with("InvalidParameterValueException: Specified ReservedConcurrentExecutions"));
}

TEST_CASE("lambda: load follows a pattern, and what is cut does not matter") {
  FunctionWorld whole;
  FunctionWorld parts;
  for (FunctionWorld* world : {&whole, &parts}) {
    create(*world);
    world->must("SimSetInvocations",
                R"({"function":"resize","pattern":[{"seconds":60,"perSecond":10},)"
                R"({"seconds":30,"perSecond":100}]})");
  }
  whole.advance(kHour);
  for (int i = 0; i < 3600; ++i) parts.advance(kSecond);
  CHECK(figure(whole, "invocations") == 600 + 3000);
  CHECK(figure(parts, "invocations") == 600 + 3000);
  CHECK(whole.run().hash() == parts.run().hash());
}

TEST_CASE("lambda: an event that fails is tried twice more") {
  FunctionWorld world;
  create(world, R"(,"Timeout":1,"MemorySize":1769)");
  world.must("SimSetFunctionWork", R"({"function":"resize","workMs":5000})");
  world.must("SimSetInvocations",
             R"({"function":"resize","perSecond":2,"invocationType":"Event"})");
  world.advance(10 * kSecond);
  CHECK(figure(world, "timedOut") == 60);
}

TEST_CASE("lambda: worked example 102: three million requests on the running bill") {
  FunctionWorld world;
  create(world, R"(,"MemorySize":1536)");
  world.must("SimSetFunctionWork", R"({"function":"resize","workMs":0,"waitMs":120})");
  world.must("SimSetInvocations",
             R"({"function":"resize","pattern":[{"seconds":30000,"perSecond":100}]})");
  world.advance(40'000 * kSecond);
  CHECK(figure(world, "invocations") == 3'000'000);
  CHECK((totalCostMicroUsd(world.state()) + 5000) / 10'000 == 273);
}

TEST_CASE("lambda: a queue can be mapped, other sources are not modelled") {
  FunctionWorld world;
  create(world);
  world.must("sqs:CreateQueue", R"({"QueueName":"jobs"})");
  const JsonValue mapping = world.must(
      "lambda:CreateEventSourceMapping",
      R"({"FunctionName":"resize","EventSourceArn":"arn:aws:sqs:us-east-1:123456789012:jobs"})");
  CHECK(mapping.find("BatchSize")->integer() == 10);
  CHECK(world
            .refused("lambda:CreateEventSourceMapping",
                     R"({"FunctionName":"resize","EventSourceArn":"arn:aws:kinesis:x"})")
            .starts_with("SimNotModelled: "));
  CHECK(world.refused("SimSetInvocations", R"({"function":"resize"})")
            .starts_with("SimInvalidRequest: give either"));
  CHECK(world.refused("SimSetFunctionWork", R"({"function":"gone"})")
            .starts_with("ResourceNotFoundException: "));
}

}  // namespace taskyard
