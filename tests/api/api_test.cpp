// Goal: the operations answer and refuse as AWS does. Method: requests and expected codes and
// texts.

#include <doctest/doctest.h>

#include <span>

#include "support/world.h"

namespace taskyard {

namespace {

struct Refusal {
  const char* operation;
  std::string input;
  std::string expected;
};

void checkRefusals(World& world, std::span<const Refusal> rows) {
  const std::uint64_t before = world.run().hash();
  for (const Refusal& row : rows) {
    CAPTURE(row.operation);
    CAPTURE(row.input);
    CHECK(world.refused(row.operation, row.input) == row.expected);
  }
  CHECK(world.run().hash() == before);  // refusals change nothing
}

}  // namespace

TEST_CASE("api: CreateCluster is idempotent and defaults to \"default\"") {
  World world;
  const JsonValue first = world.must("CreateCluster");
  CHECK(first.find("cluster")->text("clusterArn") ==
        "arn:aws:ecs:us-east-1:123456789012:cluster/default");
  world.must("CreateCluster");
  CHECK(world.must("ListClusters").find("clusterArns")->items().size() == 1);
}

TEST_CASE("api: refusals in AWS's words") {
  World world;
  CHECK(world.refused("DescribeServices", R"({"services":["web"]})") ==
        "ClusterNotFoundException: Cluster not found.");
  world.createWeb(1);
  const std::string launch = R"("launchType":"FARGATE",)" + World::network() + "}";
  const Refusal rows[] = {
      {"CreateService", R"({"serviceName":"web","taskDefinition":"web","desiredCount":1,)" + launch,
       "InvalidParameterException: Creation of service was not idempotent."},
      {"CreateService", R"({"serviceName":"b","taskDefinition":"nope","desiredCount":1,)" + launch,
       "ClientException: TaskDefinition not found."},
      {"CreateService", R"({"serviceName":"b","desiredCount":1,)" + launch,
       "InvalidParameterException: TaskDefinition cannot be blank."},
      {"CreateService",
       R"({"serviceName":"b","taskDefinition":"web","desiredCount":1,"launchType":"FARGATE"})",
       "InvalidParameterException: Network Configuration must be provided when networkMode "
       "'awsvpc' "
       "is specified."},
      {"CreateService",
       R"({"serviceName":"b","taskDefinition":"web","desiredCount":1,"capacityProviderStrategy":)"
       R"([{"capacityProvider":"FARGATE","weight":1}],)" +
           launch,
       "InvalidParameterException: Specify either Launch Type or Capacity Provider Strategy, but "
       "not "
       "both."},
      {"UpdateService", R"({"service":"nope"})", "ServiceNotFoundException: Service not found."},
      {"DeleteService", R"({"service":"web"})",
       "InvalidParameterException: The service cannot be stopped while it is scaled above 0."},
      {"StopTask", R"({"task":"0123"})",
       "InvalidParameterException: The referenced task was not found."},
      {"DescribeTaskDefinition", R"({"taskDefinition":"nope"})",
       "ClientException: Unable to describe task definition."},
      {"DeleteCluster", R"({"cluster":"default"})",
       "ClusterContainsServicesException: The Cluster cannot be deleted while Services are "
       "active."},
      // Worked example 108.
      {"RunTask", R"({"taskDefinition":"web","count":11,)" + launch,
       "InvalidParameterException: count must be between 1 and 10."},
      {"UpdateService", R"({"service":"web","desiredCount":"3"})",
       "ParamValidationError: Invalid type for parameter desiredCount, value: 3, type: <class "
       "'str'>, "
       "valid types: <class 'int'>"},
      {"UpdateService", R"({"service":"web","desiredCount":5001})",
       "InvalidParameterException: desiredCount must be between 0 and 5000, the quota of tasks per "
       "service."},
      {"UpdateService", R"({"service":"web","desiredCount":-1})",
       "InvalidParameterException: desiredCount must be between 0 and 5000, the quota of tasks per "
       "service."},
  };
  checkRefusals(world, rows);
}

// Members that say neither where nor how many: sources are the API Reference's pages of the
// operations; the override's and the platform version's texts are reported by users.
TEST_CASE("api: values that no member has are refused, and change nothing") {
  World world;
  world.createWeb(1);
  world.registerWeb();
  const std::string launch = R"("taskDefinition":"web","launchType":"FARGATE",)";
  const auto run = [&](const std::string& member) {
    return "{" + launch + member + "," + World::network() + "}";
  };
  const auto service = [&](const std::string& member) {
    return run(R"("serviceName":"b","desiredCount":1,)" + member);
  };
  const std::uint64_t before = world.run().hash();
  const std::string grace =
      "InvalidParameterException: healthCheckGracePeriodSeconds must be between 0 and 2147483647.";
  const std::string noPlatform =
      "PlatformUnknownException: The specified platform version does not exist.";
  const Refusal rows[] = {
      {"UpdateService", R"({"service":"web","healthCheckGracePeriodSeconds":-1})", grace},
      {"UpdateService", R"({"service":"web","healthCheckGracePeriodSeconds":2147483648})", grace},
      {"UpdateService", R"({"service":"web","platformVersion":"2.0.0"})", noPlatform},
      {"RunTask", run(R"("platformVersion":"1.5.0")"), noPlatform},
      {"RunTask", run(R"("overrides":{"containerOverrides":[{"name":"app"},{"name":"nope"}]})"),
       "InvalidParameterException: Override for container named nope is not a container in the "
       "TaskDefinition."},
      {"RunTask", run(R"("startedBy":")" + std::string(129, 'x') + "\""),
       "InvalidParameterException: startedBy can have at most 128 characters."},
      {"RunTask",
       R"({"taskDefinition":"web","launchType":"EC2","platformVersion":"1.4.0",)" +
           World::network("DISABLED") + "}",
       "InvalidParameterException: The platform version must be null when specifying an EC2 launch "
       "type."},
      {"RunTask", run(R"("propagateTags":"SERVICE")"),
       "InvalidParameterException: propagateTags should be one of [TASK_DEFINITION,NONE] for "
       "RunTask"},
  };
  checkRefusals(world, rows);
  CHECK(world.refused("CreateService", service(R"("schedulingStrategy":"SPREAD")")) ==
        "InvalidParameterException: schedulingStrategy should be one of [REPLICA,DAEMON]");
  CHECK(world.refused("CreateService", service(R"("healthCheckGracePeriodSeconds":-1)")) == grace);
  CHECK(world.run().hash() == before);
}

TEST_CASE("api: a list asked for by values that no member has is refused") {
  World world;
  world.createWeb(1);
  const Refusal rows[] = {
      {"DescribeServices", R"({"services":["web"],"include":["TAGS","tags"]})",
       "InvalidParameterException: include should be one of [TAGS]"},
      {"ListContainerInstances", R"({"status":"STOPPED"})",
       "InvalidParameterException: status should be one of "
       "[ACTIVE,DRAINING,REGISTERING,DEREGISTERING,REGISTRATION_FAILED]"},
      {"ListContainerInstances", R"({"filter":"attribute:x =="})",
       "InvalidParameterException: Unable to parse expression 'attribute:x ==': expected a value "
       "at position 15."},
      {"ListServices", R"({"schedulingStrategy":"SPREAD"})",
       "InvalidParameterException: schedulingStrategy should be one of [REPLICA,DAEMON]"},
      {"ListServices", R"({"launchType":"fargate"})",
       "InvalidParameterException: launchType should be one of "
       "[EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]"},
      {"ListTasks", R"({"launchType":"SPOT"})",
       "InvalidParameterException: launchType should be one of "
       "[EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]"},
      {"ListTaskDefinitions", R"({"status":"DELETED"})",
       "InvalidParameterException: status should be one of [ACTIVE,INACTIVE,DELETE_IN_PROGRESS]"},
      {"ListTaskDefinitions", R"({"sort":"UP"})",
       "InvalidParameterException: sort should be one of [ASC,DESC]"},
      {"ListTaskDefinitionFamilies", R"({"status":"OLD"})",
       "InvalidParameterException: status should be one of [ACTIVE,INACTIVE,ALL]"},
      {"CreateCluster", R"({"clusterName":"c","settings":[{"name":"insights","value":"enabled"}]})",
       "InvalidParameterException: name should be one of [containerInsights]"},
      {"UpdateClusterSettings",
       R"({"cluster":"default","settings":[{"name":"containerInsights","value":"on"}]})",
       "InvalidParameterException: value should be one of [enabled,disabled,enhanced]"},
  };
  checkRefusals(world, rows);
}

TEST_CASE("api: tags and lists that are too long are refused, and change nothing") {
  World world;
  world.createWeb(1);
  const std::uint64_t before = world.run().hash();
  const std::string tag =
      R"({"resourceArn":"arn:aws:ecs:us-east-1:123456789012:service/default/web",)"
      R"("tags":[{"key":")";
  const std::string tooLong =
      "InvalidParameterException: A tag's key has at most 128 characters, its value at most 256.";
  CHECK(world.refused("TagResource", tag + std::string(129, 'k') + R"("}]})") == tooLong);
  CHECK(world.refused("TagResource", tag + R"(k","value":")" + std::string(257, 'v') + R"("}]})") ==
        tooLong);
  CHECK(world.refused("RegisterTaskDefinition",
                      R"({"family":"a","tags":[{"key":"aws:x","value":"y"}],)"
                      R"("containerDefinitions":[{"name":"a","image":"b:1","memory":64}]})") ==
        "InvalidParameterException: Tag keys that begin with aws: are reserved for AWS.");
  CHECK(world.run().hash() == before);
  std::string hundred = R"({"clusters":["c")";
  for (int i = 0; i < 100; ++i) hundred += R"(,"c")";
  CHECK(world.refused("DescribeClusters", hundred + "]}") ==
        "InvalidParameterException: Clusters can have at most 100 items.");
}

TEST_CASE("api: a stop's reason has up to 255 characters, not bytes") {
  World world;
  world.createWeb(1);
  world.advance(2 * kMinute);
  const std::string task = R"({"task":")" + world.idOf(*world.tasks()[0]) + R"(","reason":")";
  std::string reason;
  for (int i = 0; i < 255; ++i) reason += "\xC3\xA9";
  CHECK(world.refused("StopTask", task + reason + "e\"}") ==
        "InvalidParameterException: reason can have at most 255 characters.");
  CHECK(world.must("StopTask", task + reason + "\"}").find("task")->text("stoppedReason") ==
        reason);
}

TEST_CASE("api: a task that stops already keeps its first reason") {
  World world;
  world.createWeb(1);
  world.advance(2 * kMinute);
  const std::string task = R"({"task":")" + world.idOf(*world.tasks()[0]) + '"';
  const auto reasonAfter = [&](const std::string& more) {
    return world.must("StopTask", task + more + "}").find("task")->text("stoppedReason");
  };
  CHECK(reasonAfter(R"(,"reason":"too slow")") == "too slow");
  CHECK(reasonAfter(R"(,"reason":"too late")") == "too slow");
  CHECK(reasonAfter("") == "too slow");
}

TEST_CASE("api: an unknown operation says what exists") {
  World world;
  const Result<ApiAnswer> answer = world.call("CreateServise");
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().code == "UnknownOperationException");
  CHECK(answer.error().message.find("did you mean ecs:CreateService?") != std::string::npos);
}

TEST_CASE("api: revisions count up and are never reused (worked example 61)") {
  World world;
  for (int i = 0; i < 3; ++i) world.registerWeb();
  world.must("DeregisterTaskDefinition", R"({"taskDefinition":"web:3"})");
  world.registerWeb();
  const JsonValue found = world.must("DescribeTaskDefinition", R"({"taskDefinition":"web"})");
  CHECK(found.find("taskDefinition")->find("revision")->integer() == 4);
  CHECK(world.must("ListTaskDefinitions").find("taskDefinitionArns")->items().size() == 3);
}

TEST_CASE("api: an INACTIVE revision keeps running but starts nothing new") {
  World world;
  world.createWeb(2);
  world.advance(5 * kMinute);
  world.must("DeregisterTaskDefinition", R"({"taskDefinition":"web:1"})");
  CHECK(world.refused("RunTask", R"({"taskDefinition":"web:1","launchType":"FARGATE",)" +
                                     World::network() + "}") ==
        "ClientException: TaskDefinition is inactive");
  world.must("UpdateService", R"({"service":"web","desiredCount":4})");
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 4);
}

TEST_CASE("api: describe shows counts, events and what is not simulated as it was given") {
  World world;
  world.must("CreateCluster");
  world.must("iam:CreateRole",
             R"({"RoleName":"app","AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",)"
             R"(\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":)"
             R"(\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"})");
  world.must("RegisterTaskDefinition",
             R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"256","memory":"512","taskRoleArn":"arn:aws:iam::123456789012:role/app",)"
             R"("containerDefinitions":[{"name":"app","image":"nginx:1.27"}]})");
  const Result<ApiAnswer> created =
      world.call("CreateService",
                 R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                 R"("desiredCount":2,"enableExecuteCommand":true,"platformVersion":"1.3.0",)" +
                     World::network() + "}");
  REQUIRE(created.ok());
  CHECK(created.value().notModelled == std::vector<std::string>{"/platformVersion"});
  world.advance(5 * kMinute);
  const JsonValue service = world.must("DescribeServices", R"({"services":["web","nope"]})");
  const JsonValue& web = service.find("services")->items()[0];
  CHECK(web.find("runningCount")->integer() == 2);
  CHECK(web.find("enableExecuteCommand")->boolean());
  CHECK(web.find("events")->items().size() == 3);
  CHECK(web.find("deployments")->items()[0].text("rolloutState") == "COMPLETED");
  CHECK(service.find("failures")->items()[0].text("reason") == "MISSING");
}

TEST_CASE("api: list calls page through everything") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  world.createService(25);
  world.advance(5 * kMinute);
  std::size_t found = 0;
  std::string token;
  int pages = 0;
  do {
    const JsonValue page = world.must(
        "ListTasks",
        R"({"maxResults":10)" + (token.empty() ? "" : R"(,"nextToken":")" + token + "\"") + "}");
    found += page.find("taskArns")->items().size();
    token = page.text("nextToken");
    ++pages;
  } while (!token.empty());
  CHECK(found == 25);
  CHECK(pages == 3);
  CHECK(world.refused("ListTasks", R"({"nextToken":"x"})") ==
        "InvalidParameterException: Invalid token");
}

TEST_CASE("api: faults say what they need") {
  World world;
  world.createWeb(1);
  CHECK(world.refused("SimInjectFault", R"({"type":"ContainerExit"})") ==
        "SimInvalidRequest: say which task: its id or ARN");
  CHECK(world.refused("SimInjectFault", R"({"type":"ContainerExit","task":"feed"})") ==
        "SimInvalidRequest: there is no such task; aws ecs list-tasks shows those that are");
  CHECK(
      world.refused("SimInjectFault", R"({"type":"Nonsense"})")
          .starts_with(
              "SimInvalidRequest: type is one of ContainerExit, TaskLost, ImageMissing, SlowPull"));
  world.advance(2 * kSecond);
  CHECK(world.refused("SimInjectFault", R"({"type":"ContainerExit","task":")" +
                                            world.idOf(*world.tasks()[0]) + "\"}") ==
        "SimInvalidRequest: the container is not RUNNING, so it cannot exit");
}

TEST_CASE("api: a slow pull takes as much longer as it says, until it ends") {
  DurationMs pull[3];
  for (int i = 0; i < 3; ++i) {
    World world;
    world.must("CreateCluster");
    world.registerWeb("app:1");
    if (i > 0) {
      world.must("SimInjectFault",
                 i == 1 ? R"({"type":"SlowPull","image":"app:1","factorPercent":1000})"
                        : R"({"type":"SlowPull","image":"app:1","durationSeconds":1})");
    }
    world.createService(1);
    world.advance(5 * kMinute);
    pull[i] = world.tasks()[0]->pullStoppedAt() - world.tasks()[0]->pullStartedAt();
  }
  CHECK(pull[1] > 5 * pull[0]);
  CHECK(pull[2] == pull[0]);
}

TEST_CASE("api: SimExplain gives the chain in plain words") {
  World world;
  world.createWeb(1);
  world.advance(2 * kMinute);
  const JsonValue events = world.must("SimListEvents", R"({"subject":"RUNNING"})");
  REQUIRE_FALSE(events.find("events")->items().empty());
  const std::int64_t id = events.find("events")->items()[0].find("id")->integer();
  const JsonValue chain = world.must("SimExplain", R"({"event":)" + std::to_string(id) + "}");
  CHECK(chain.find("chain")->items().size() >= 5);
  CHECK(chain.find("chain")->items().back().text("kind") == "Request");
  CHECK_FALSE(chain.find("chain")->items()[0].text("why").empty());
}

}  // namespace taskyard
