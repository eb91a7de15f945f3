// The registration rules on typed fields. Texts are AWS's, as quoted, the limits
// those of the API Reference; each case changes one thing of a definition that is accepted.
#include "model/validate_task_definition.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>

using namespace taskyard;

namespace {

TaskDefinition fargateTask() {
  TaskDefinition definition;
  definition.family = "web";
  definition.networkMode = NetworkMode::awsvpc;
  definition.requiresCompatibilities = {"FARGATE"};
  definition.cpu = 256;
  definition.memory = 512;
  ContainerDefinition container;
  container.name = "web";
  container.image = "nginx:1.27";
  container.portMappings.push_back({.containerPort = 80, .hostPort = 80});
  definition.containerDefinitions.push_back(container);
  return definition;
}

TaskDefinition ec2Task() {
  TaskDefinition definition = fargateTask();
  definition.networkMode = NetworkMode::bridge;
  definition.requiresCompatibilities = {"EC2"};
  definition.cpu.reset();
  definition.memory.reset();
  definition.containerDefinitions[0].memory = 128;
  definition.containerDefinitions[0].portMappings[0].hostPort.reset();
  return definition;
}

struct Case {
  const char* what;
  std::function<void(TaskDefinition&)> change;
  std::string message;  // the start of it; "" = accepted
  std::string path;
};

void check(const TaskDefinition& good, const std::vector<Case>& cases) {
  CHECK(validateTaskDefinition(good).empty());
  for (const Case& example : cases) {
    CAPTURE(example.what);
    TaskDefinition definition = good;
    example.change(definition);
    const Problems problems = validateTaskDefinition(definition);
    if (example.message.empty()) {
      CHECK(problems.empty());
      continue;
    }
    REQUIRE(problems.size() >= 1);
    bool found = false;
    for (const Error& error : problems) {
      CHECK(error.code == "ClientException");
      found = found || (error.message.starts_with(example.message) && error.path == example.path);
    }
    CAPTURE(problems[0].message);
    CAPTURE(problems[0].path);
    CHECK(found);
  }
}

using Def = TaskDefinition;
ContainerDefinition& first(Def& definition) { return definition.containerDefinitions[0]; }

}  // namespace

TEST_CASE("validate_task_definition: rejects cpu 300 on Fargate") {
  TaskDefinition definition = fargateTask();
  definition.cpu = 300;
  const Problems problems = validateTaskDefinition(definition);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0] == Error{"ClientException", "Invalid 'cpu' setting for task.", "/cpu"});
}

TEST_CASE("validate_task_definition: Fargate sizes") {
  const auto size = [](std::int32_t cpu, std::int32_t memory) {
    return [cpu, memory](Def& d) {
      d.cpu = cpu;
      d.memory = memory;
    };
  };
  const std::string noPair = "No Fargate configuration exists for given values.";
  check(fargateTask(),
        {
            {"#49", size(256, 512), "", ""},
            {"#50", size(256, 4096), noPair, "/memory"},
            {"#51", size(300, 512), "Invalid 'cpu' setting for task.", "/cpu"},
            {"#52", size(1024, 1024), noPair, "/memory"},
            {"#53", size(8192, 18432), noPair, "/memory"},
            {"#54", size(16384, 122880), "", ""},
            {"#55", size(32768, 122880), "", ""},
            {"no cpu", [](Def& d) { d.cpu.reset(); },
             "Fargate requires that 'cpu' be defined at the task level.", "/cpu"},
            {"no memory", [](Def& d) { d.memory.reset(); },
             "Fargate requires that 'memory' be defined at the task level.", "/memory"},
            {"#56", [](Def& d) { d.networkMode = NetworkMode::bridge; },
             "Fargate only supports network mode 'awsvpc'.", "/networkMode"},
            {"#59", [](Def& d) { d.ephemeralStorageGiB = 20; }, "The size of ephemeralStorage",
             "/ephemeralStorage/sizeInGiB"},
            {"21 GiB", [](Def& d) { d.ephemeralStorageGiB = 21; }, "", ""},
            {"200 GiB", [](Def& d) { d.ephemeralStorageGiB = 200; }, "", ""},
            {"201 GiB", [](Def& d) { d.ephemeralStorageGiB = 201; }, "The size of ephemeralStorage",
             "/ephemeralStorage/sizeInGiB"},
        });
}

TEST_CASE("validate_task_definition: Fargate containers") {
  const std::string stop =
      "Tasks using the Fargate launch type must have a container stop timeout of ";
  const std::string stopPath = "/containerDefinitions/0/stopTimeout";
  const char* ecr = "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1";
  check(fargateTask(),
        {
            {"stop 120", [](Def& d) { first(d).stopTimeout = 120; }, "", ""},
            {"#60", [](Def& d) { first(d).stopTimeout = 121; }, stop + "less than 120 seconds.",
             stopPath},
            {"stop 2", [](Def& d) { first(d).stopTimeout = 2; }, "", ""},
            {"stop 1", [](Def& d) { first(d).stopTimeout = 1; }, stop + "at least 2 seconds.",
             stopPath},
            {"ECR, no role", [&](Def& d) { first(d).image = ecr; },
             "Fargate requires task definition to have execution role ARN to support ECR images.",
             "/executionRoleArn"},
            {"ECR, role",
             [&](Def& d) {
               first(d).image = ecr;
               d.executionRoleArn = "arn:aws:iam::111122223333:role/x";
             },
             "", ""},
            {"public ECR", [](Def& d) { first(d).image = "public.ecr.aws/nginx/nginx:1.27"; }, "",
             ""},
            {"other host port", [](Def& d) { first(d).portMappings[0].hostPort = 8080; },
             "When networkMode=awsvpc, the host ports and container ports in port mappings must "
             "match.",
             "/containerDefinitions/0/portMappings/0/hostPort"},
        });
}

TEST_CASE("validate_task_definition: names and images") {
  check(fargateTask(),
        {
            {"empty family", [](Def& d) { d.family = ""; }, "Family should not be null or empty.",
             "/family"},
            {"blank in family", [](Def& d) { d.family = "my app"; },
             "Family contains invalid characters.", "/family"},
            {"255 characters", [](Def& d) { d.family = std::string(255, 'a'); }, "", ""},
            {"256 characters", [](Def& d) { d.family = std::string(256, 'a'); },
             "Family must be at most", "/family"},
            {"no name", [](Def& d) { first(d).name = ""; },
             "Container.name should not be null or empty.", "/containerDefinitions/0/name"},
            {"bad name", [](Def& d) { first(d).name = "web.1"; },
             "Container.name contains invalid characters.", "/containerDefinitions/0/name"},
            {"no image", [](Def& d) { first(d).image = ""; },
             "Container.image should not be null or empty.", "/containerDefinitions/0/image"},
            {"blank in image", [](Def& d) { first(d).image = "my image"; },
             "Container.image contains invalid characters.", "/containerDefinitions/0/image"},
            {"256 of image", [](Def& d) { first(d).image = std::string(256, 'a'); },
             "Container.image must be at most", "/containerDefinitions/0/image"},
            {"long digest",
             [](Def& d) {
               first(d).image = std::string(250, 'a') + "@sha256:" + std::string(64, '0');
             },
             "", ""},
            {"twice the same name",
             [](Def& d) { d.containerDefinitions.push_back(d.containerDefinitions[0]); },
             "Container names must be unique", "/containerDefinitions/1/name"},
        });
}

TEST_CASE("validate_task_definition: the list of containers") {
  const auto containers = [](int count) {
    return [count](Def& d) {
      d.containerDefinitions.resize(1);
      first(d).portMappings.clear();
      for (int i = 1; i < count; ++i) {
        d.containerDefinitions.push_back(first(d));
        d.containerDefinitions.back().name = "c" + std::to_string(i);
      }
    };
  };
  check(fargateTask(),
        {
            {"none", [](Def& d) { d.containerDefinitions.clear(); },
             "Container list cannot be empty.", "/containerDefinitions"},
            {"10", containers(10), "", ""},
            {"11", containers(11), "A task definition has at most 10 containers",
             "/containerDefinitions"},
            {"#58", [](Def& d) { first(d).essential = false; },
             "Task definition doesn't have any essential container.", "/containerDefinitions"},
            {"unknown compatibility", [](Def& d) { d.requiresCompatibilities.push_back("LAMBDA"); },
             "Invalid value 'LAMBDA' for requiresCompatibilities.", "/requiresCompatibilities/1"},
        });
}

TEST_CASE("validate_task_definition: memory and cpu of containers") {
  const std::string setting = "Invalid setting for container 'web'. ";
  const std::string path = "/containerDefinitions/0/memory";
  check(ec2Task(),
        {
            {"none at all", [](Def& d) { first(d).memory.reset(); },
             setting + "At least one of 'memory' or 'memoryReservation' must be specified.", path},
            {"reservation only",
             [](Def& d) {
               first(d).memory.reset();
               first(d).memoryReservation = 64;
             },
             "", ""},
            {"task memory only",
             [](Def& d) {
               first(d).memory.reset();
               d.memory = 64;
             },
             "", ""},
            {"reservation above memory", [](Def& d) { first(d).memoryReservation = 129; },
             setting + "'memory' must be greater than or equal to 'memoryReservation'.", path},
            {"reservation equal", [](Def& d) { first(d).memoryReservation = 128; }, "", ""},
            {"5 MiB", [](Def& d) { first(d).memory = 5; },
             setting + "'memory' must be at least 6 MiB.", path},
            {"above the task's", [](Def& d) { d.memory = 127; }, setting + "'memory' (128 MiB)",
             path},
            {"negative cpu", [](Def& d) { first(d).cpu = -1; }, setting + "'cpu' must be between",
             "/containerDefinitions/0/cpu"},
            {"cpu sum",
             [](Def& d) {
               d.cpu = 256;
               first(d).cpu = 257;
             },
             "The containers ask for 257 CPU units", "/cpu"},
            {"127 units", [](Def& d) { d.cpu = 127; }, "Invalid 'cpu' setting for task.", "/cpu"},
            {"192 vCPU", [](Def& d) { d.cpu = 196608; }, "", ""},
            {"more than 192 vCPU", [](Def& d) { d.cpu = 196609; },
             "Invalid 'cpu' setting for task.", "/cpu"},
        });
  TaskDefinition two = fargateTask();
  two.containerDefinitions.push_back(two.containerDefinitions[0]);
  two.containerDefinitions[1].name = "helper";
  two.containerDefinitions[1].portMappings.clear();
  two.containerDefinitions[0].memory = 512;
  CHECK(validateTaskDefinition(two).empty());
  two.containerDefinitions[1].memoryReservation = 6;
  REQUIRE(validateTaskDefinition(two).size() == 1);
  CHECK(validateTaskDefinition(two)[0].path == "/memory");
}

TEST_CASE("validate_task_definition: ports") {
  const std::string mapping = "/containerDefinitions/0/portMappings/0/";
  const auto ports = [](std::int32_t container, std::int32_t host) {
    return [=](Def& d) {
      first(d).portMappings[0].containerPort = container;
      first(d).portMappings[0].hostPort = host;
    };
  };
  const auto range = [](const char* text) {
    return [=](Def& d) {
      first(d).portMappings[0] = {};
      first(d).portMappings[0].containerPortRange = text;
    };
  };
  check(
      ec2Task(),
      {
          {"1", ports(1, 1), "", ""},
          {"65535", ports(65535, 65535), "", ""},
          {"dynamic", ports(80, 0), "", ""},
          {"0", ports(0, 80), "containerPort must be between 1 and 65535",
           mapping + "containerPort"},
          {"65536", ports(80, 65536), "hostPort must be between 0 and 65535", mapping + "hostPort"},
          {"sctp", [](Def& d) { first(d).portMappings[0].protocol = "sctp"; },
           "Invalid value 'sctp' for protocol.", mapping + "protocol"},
          {"none", [](Def& d) { d.networkMode = NetworkMode::none; },
           "When networkMode=none, port mappings are not allowed.",
           "/containerDefinitions/0/portMappings"},
          {"host",
           [](Def& d) {
             d.networkMode = NetworkMode::host;
             first(d).portMappings[0].hostPort = 81;
           },
           "When networkMode=host, the host ports and container ports", mapping + "hostPort"},
          {"range", range("8000-8010"), "", ""},
          {"range and hostPort",
           [](Def& d) {
             first(d).portMappings[0] = {};
             first(d).portMappings[0].hostPort = 8000;
             first(d).portMappings[0].containerPortRange = "8000-8010";
           },
           "A port mapping with a containerPortRange has neither", mapping + "containerPortRange"},
          {"range backwards", range("8010-8000"),
           "Invalid value '8010-8000' for containerPortRange.", mapping + "containerPortRange"},
          {"range from zero", range("0-80"), "Invalid value '0-80' for containerPortRange.",
           mapping + "containerPortRange"},
          {"range beyond the last", range("1-65536"),
           "Invalid value '1-65536' for containerPortRange.", mapping + "containerPortRange"},
          {"range of all", range("1-65535"), "", ""},
          {"range on the host",
           [&](Def& d) {
             d.networkMode = NetworkMode::host;
             range("8000-8010")(d);
           },
           "A containerPortRange needs networkMode bridge or awsvpc, not host.",
           mapping + "containerPortRange"},
          {"range of words", range("8000-"), "Invalid value '8000-' for containerPortRange.",
           mapping + "containerPortRange"},
          {"range of three", range("1-2-3"), "Invalid value '1-2-3' for containerPortRange.",
           mapping + "containerPortRange"},
      });
}

TEST_CASE("validate_task_definition: health checks and restart policies") {
  TaskDefinition good = fargateTask();
  first(good).healthCheck = HealthCheck{.command = {"CMD-SHELL", "true"}};
  first(good).restartPolicy = ContainerRestartPolicy{.enabled = true};
  const std::string check0 = "/containerDefinitions/0/healthCheck/";
  const std::string policy = "/containerDefinitions/0/restartPolicy/";
  std::vector<Case> cases = {
      {"no prefix",
       [](Def& d) {
         first(d).healthCheck->command = {"curl", "x"};
       },
       "The health check command must start with CMD or CMD-SHELL", check0 + "command"},
      {"nothing to run", [](Def& d) { first(d).healthCheck->command = {"CMD"}; },
       "The health check command has nothing to run", check0 + "command"},
      {"empty", [](Def& d) { first(d).healthCheck->command.clear(); },
       "The health check command must not be empty", check0 + "command"},
      {"51 exit codes", [](Def& d) { first(d).restartPolicy->ignoredExitCodes.assign(51, 1); },
       "A restart policy ignores at most 50 exit codes", policy + "ignoredExitCodes"},
      {"50 exit codes", [](Def& d) { first(d).restartPolicy->ignoredExitCodes.assign(50, 1); }, "",
       ""},
  };
  struct Range {
    const char* name;
    std::int32_t HealthCheck::*field;
    std::int32_t low, high;
  };
  for (const Range& range : {Range{"interval", &HealthCheck::interval, 5, 300},
                             Range{"timeout", &HealthCheck::timeout, 2, 60},
                             Range{"retries", &HealthCheck::retries, 1, 10},
                             Range{"startPeriod", &HealthCheck::startPeriod, 0, 300}}) {
    const auto set = [range](std::int32_t value) {
      return [range, value](Def& d) { (*first(d).healthCheck).*range.field = value; };
    };
    cases.push_back({range.name, set(range.low), "", ""});
    cases.push_back({range.name, set(range.high), "", ""});
    cases.push_back({range.name, set(range.low - 1), "The ", check0 + range.name});
    cases.push_back({range.name, set(range.high + 1), "The ", check0 + range.name});
  }
  for (const auto& [period, ok] : {std::pair{59, false}, {60, true}, {1800, true}, {1801, false}}) {
    const std::int32_t seconds = period;
    cases.push_back({"period",
                     [seconds](Def& d) { first(d).restartPolicy->restartAttemptPeriod = seconds; },
                     ok ? "" : "restartAttemptPeriod", ok ? "" : policy + "restartAttemptPeriod"});
  }
  check(good, cases);
}

TEST_CASE("validate_task_definition: lists every broken rule, also for thousands of containers") {
  TaskDefinition definition = fargateTask();
  definition.family = "";
  definition.cpu = 300;
  first(definition).essential = false;
  CHECK(validateTaskDefinition(definition).size() == 3);
  definition.containerDefinitions.resize(5000);
  CHECK(validateTaskDefinition(definition).size() <= 400);
}

TEST_CASE("validate_task_definition: shown text is short and whole") {
  CHECK(shownText("abc") == "abc");
  CHECK(shownText("a\nb") == "a?b");
  const std::string shown = shownText(std::string(59, 'a') + "\xC3\xA9" + "tail");
  CHECK(shown == std::string(59, 'a') + "...");
}
