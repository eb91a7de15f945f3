// The registration rules and the advice on JSON parts. Texts are AWS's where it
// publishes them; each case adds members to a definition that is accepted without a warning.
#include "api/task_definition_rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "api/task_definition_advice.h"
#include "api/task_definition_json.h"

using namespace taskyard;

namespace {

constexpr const char* kLogs =
    R"("logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/web",)"
    R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"web"}},)";
constexpr const char* kRole = R"("executionRoleArn":"arn:aws:iam::111122223333:role/x",)";

struct Input {
  std::string task = kRole;
  std::string container = kLogs;
  std::string more;  // further containers, each preceded by a comma
  bool fargate = true;

  [[nodiscard]] std::string text() const {
    return std::string(R"({"family":"web",)") +
           (fargate ? R"("networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
                      R"("cpu":"256","memory":"512",)"
                    : R"("requiresCompatibilities":["EC2"],"memory":"512",)") +
           task + R"("containerDefinitions":[{)" + container +
           R"("name":"web","image":"nginx:1.27"})" + more + "]}";
  }
};

const std::string kWeb = "/containerDefinitions/0";
const std::string kHelper = "/containerDefinitions/1";

TaskDefinitionReading read(const Input& input) {
  const Result<JsonValue> parsed = parseJson(input.text());
  REQUIRE(parsed.ok());
  return readTaskDefinition(parsed.value());
}

bool has(const Problems& problems, const std::string& path, const std::string& start) {
  return std::any_of(problems.begin(), problems.end(), [&](const Error& error) {
    return error.path == path && error.message.starts_with(start);
  });
}

void accepts(const Input& input) {
  CAPTURE(input.text());
  const TaskDefinitionReading reading = read(input);
  if (!reading.errors.empty()) CAPTURE(reading.errors[0].message);
  CHECK(reading.errors.empty());
}

void rejects(const Input& input, const std::string& path, const std::string& message) {
  CAPTURE(input.text());
  const TaskDefinitionReading reading = read(input);
  REQUIRE_FALSE(reading.errors.empty());
  CAPTURE(reading.errors[0].message);
  CAPTURE(reading.errors[0].path);
  CHECK(has(reading.errors, path, message));
}

void warns(const Input& input, const std::string& path, const std::string& code) {
  CAPTURE(input.text());
  const Problems warnings = read(input).warnings;
  CHECK(std::any_of(warnings.begin(), warnings.end(), [&](const Error& warning) {
    return warning.path == path && warning.code == code;
  }));
}

std::string helper(const std::string& members) {
  return std::string(",{") + kLogs + members + R"("name":"helper","image":"busybox:1"})";
}

}  // namespace

TEST_CASE("task_definition_rules: log drivers") {
  accepts({});
  // #63
  rejects({.task = ""}, "/executionRoleArn",
          "Fargate requires task definition to have execution role ARN to support log driver "
          "awslogs.");
  accepts({.task = "", .fargate = false});
  rejects({.container = R"("logConfiguration":{"logDriver":"json-file"},)"},
          kWeb + "/logConfiguration/logDriver",
          "json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]");
  accepts({.container = R"("logConfiguration":{"logDriver":"json-file"},)", .fargate = false});
  const std::string options = kWeb + "/logConfiguration/options";
  const std::string missing = "Log driver awslogs requires options: awslogs-region, awslogs-group";
  rejects({.container = R"("logConfiguration":{"logDriver":"awslogs"},)"}, options, missing);
  rejects({.container = R"("logConfiguration":{"logDriver":"awslogs",)"
                        R"("options":{"awslogs-group":"g"}},)",
           .fargate = false},
          options, missing);
  rejects({.container = R"("logConfiguration":{"logDriver":"awslogs",)"
                        R"("options":{"awslogs-group":"g","awslogs-region":"r"}},)"},
          options, "Log driver awslogs requires options: awslogs-stream-prefix");
}

// Texts: amazon-ecs-agent issue 872 and tflint-ruleset-aws issue 348; mode: API Reference,
// LogConfiguration.
TEST_CASE("task_definition_rules: options of awslogs") {
  const std::string options = kWeb + "/logConfiguration/options/";
  const auto option = [](const std::string& json) {
    return Input{.container = R"("logConfiguration":{"logDriver":"awslogs","options":{)"
                              R"("awslogs-group":"/ecs/web","awslogs-region":"us-east-1",)"
                              R"("awslogs-stream-prefix":"web",)" +
                              json + "}},"};
  };
  rejects(option(R"("log_key":"log")"), options + "log_key",
          "Log driver awslogs disallows options: log_key");
  rejects(
      option(R"("awslogs-create-group":"false")"), options + "awslogs-create-group",
      "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit "
      "option.");
  accepts(option(R"("awslogs-create-group":"true")"));
  rejects(option(R"("mode":"lossy")"), options + "mode", "Invalid value 'lossy' for mode.");
  accepts(option(R"("mode":"non-blocking","max-buffer-size":"25m")"));
  accepts(option(R"("awslogs-multiline-pattern":"^x","awslogs-datetime-format":"%Y")"));
}

TEST_CASE("task_definition_rules: dependsOn") {
  const auto needs = [](const char* name, const char* condition) {
    return std::string(kLogs) + R"("dependsOn":[{"containerName":")" + name + R"(","condition":")" +
           condition + R"("}],)";
  };
  const std::string condition = kWeb + "/dependsOn/0/condition";
  const std::string essential =
      "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
  accepts({.container = needs("helper", "START"), .more = helper("")});
  rejects({.container = needs("helper", "SUCCESS"), .more = helper("")}, condition, essential);
  rejects({.container = needs("helper", "COMPLETE"), .more = helper("")}, condition, essential);
  accepts({.container = needs("helper", "SUCCESS"), .more = helper(R"("essential":false,)")});
  rejects({.container = needs("helper", "HEALTHY"), .more = helper("")}, condition,
          "A dependency container with HEALTHY condition must have health check configured");
  accepts({.container = needs("helper", "HEALTHY"),
           .more = helper(R"("healthCheck":{"command":["CMD","x"]},)")});
  rejects({.container = needs("db", "START")}, kWeb + "/dependsOn/0/containerName",
          "Cannot depend on container + 'db' because it does not exist");
  rejects({.container = needs("helper", "STARTED"), .more = helper("")}, condition,
          "Invalid value 'STARTED'");
  rejects({.container = needs("web", "START")}, kWeb + "/dependsOn",
          "Container dependencies must not form a cycle: web -> web.");
  rejects({.container = needs("helper", "START"),
           .more = helper(R"("dependsOn":[{"containerName":"web","condition":"START"}],)")},
          kWeb + "/dependsOn",
          "Container dependencies must not form a cycle: web -> helper -> web.");
}

TEST_CASE("task_definition_rules: secrets") {
  const std::string secret = std::string(kLogs) + R"("secrets":[{"name":"A","valueFrom":"/a"}],)";
  accepts({.container = secret});
  rejects({.task = "", .container = secret, .fargate = false}, kWeb + "/secrets",
          "When you are specifying container secrets, you must also specify a value for "
          "'executionRoleArn'.");
  rejects({.container = secret + R"("environment":[{"name":"A","value":"1"}],)"},
          kWeb + "/secrets/0/name", "The secret name must be unique");
  rejects({.container = std::string(kLogs) + R"("secrets":[{"name":"A","valueFrom":"/a"},)" +
                        R"({"name":"A","valueFrom":"/b"}],)"},
          kWeb + "/secrets/1/name", "The secret name must be unique");
  rejects({.container = std::string(kLogs) + R"("secrets":[{"name":"A"}],)"}, kWeb + "/secrets/0",
          "Missing required parameter in containerDefinitions[0].secrets[0]");
}

TEST_CASE("task_definition_rules: what Fargate does not take") {
  const std::string no = "Tasks using the Fargate launch type do not support '";
  const auto member = [](const std::string& json) { return std::string(kLogs) + json + ","; };
  struct Row {
    std::string json, path;
  };
  const Row rows[] = {
      {R"("privileged":true)", "privileged"},
      {R"("disableNetworking":true)", "disableNetworking"},
      {R"("dnsServers":["10.0.0.2"])", "dnsServers"},
      {R"("dnsSearchDomains":["x"])", "dnsSearchDomains"},
      {R"("dockerSecurityOptions":["x"])", "dockerSecurityOptions"},
      {R"("resourceRequirements":[{"type":"GPU","value":"1"}])", "resourceRequirements"},
      {R"("linuxParameters":{"maxSwap":5})", "linuxParameters/maxSwap"},
      {R"("linuxParameters":{"swappiness":5})", "linuxParameters/swappiness"},
      {R"("linuxParameters":{"sharedMemorySize":5})", "linuxParameters/sharedMemorySize"},
      {R"("linuxParameters":{"tmpfs":[{"containerPath":"/t","size":1}]})", "linuxParameters/tmpfs"},
      {R"("linuxParameters":{"devices":[{"hostPath":"/d"}]})", "linuxParameters/devices"},
      {R"("linuxParameters":{"capabilities":{"add":["NET_ADMIN"]}})",
       "linuxParameters/capabilities/add/0"},
  };
  for (const Row& row : rows) {
    rejects({.container = member(row.json)}, kWeb + "/" + row.path, no.substr(0, no.size() - 1));
    accepts({.container = member(row.json), .fargate = false});
  }
  accepts({.container = member(R"("privileged":false)")});
  rejects({.container = member(R"("links":["web"])")}, kWeb + "/links", "Links are not supported");
  rejects({.container = member(R"("hostname":"x")")}, kWeb + "/hostname", "A hostname is not");
  rejects({.container = member(R"("extraHosts":[{"hostname":"x","ipAddress":"10.0.0.1"}])")},
          kWeb + "/extraHosts", "Extra hosts are not supported");
  rejects({.container = member(R"("startTimeout":121)")}, kWeb + "/startTimeout",
          "Tasks using the Fargate launch type must have a container start timeout");
  accepts({.container = member(R"("startTimeout":120)")});
  const std::string role = kRole;
  rejects({.task = role + R"("pidMode":"host",)"}, "/pidMode",
          "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value "
          "for pidMode is 'task'.");
  accepts({.task = role + R"("pidMode":"task",)"});
  rejects({.task = role + R"("ipcMode":"task",)"}, "/ipcMode", no + "ipcMode'.");
  rejects({.task = role + R"("placementConstraints":[{"type":"memberOf","expression":"x"}],)"},
          "/placementConstraints", no);
  rejects({.task = role + R"("volumes":[{"name":"v","host":{"sourcePath":"/x"}}],)"},
          "/volumes/0/host/sourcePath", no);
  rejects({.task = role + R"("volumes":[{"name":"v","dockerVolumeConfiguration":{}}],)"},
          "/volumes/0/dockerVolumeConfiguration", no);
  accepts({.task = role + R"("volumes":[{"name":"v"},{"name":"w","host":{}}],)"});
  rejects({.task = role + R"("runtimePlatform":{"operatingSystemFamily":)"
                          R"("WINDOWS_SERVER_2022_CORE"},)"},
          "/cpu", "Windows containers on Fargate need 1, 2 or 4 vCPU");
}

TEST_CASE("task_definition_rules: volumes, limits and size") {
  const std::string logs = kLogs;
  const auto mount = [&](const char* volume) {
    return logs + R"("mountPoints":[{"sourceVolume":")" + volume + R"(","containerPath":"/v"}],)";
  };
  const std::string volume = std::string(kRole) + R"("volumes":[{"name":"v"}],)";
  accepts({.task = volume, .container = mount("v")});
  rejects({.task = volume, .container = mount("w")}, kWeb + "/mountPoints/0/sourceVolume",
          "Unknown volume 'w'.");
  rejects({.container = logs + R"("volumesFrom":[{"sourceContainer":"x"}],)"},
          kWeb + "/volumesFrom/0/sourceContainer", "Unknown container 'x'");
  rejects({.task = std::string(kRole) + R"("volumes":[{"name":"v"},{"name":"v"}],)"},
          "/volumes/1/name", "Volume names must be unique");
  rejects({.container = logs + R"("ulimits":[{"name":"nofile","softLimit":2,"hardLimit":1}],)"},
          kWeb + "/ulimits/0/softLimit", "The softLimit of ulimit 'nofile'");
  rejects({.container = logs + R"("ulimits":[{"name":"nofiles","softLimit":1,"hardLimit":1}],)"},
          kWeb + "/ulimits/0/name", "Invalid value 'nofiles'");
  rejects({.container = logs + R"("environmentFiles":[{"type":"s3","value":"arn:aws:s3:::b/x"}],)"},
          kWeb + "/environmentFiles/0/value", "An environment file must have the extension .env");
  const std::string big(65536, 'x');
  rejects({.container = logs + R"("environment":[{"name":"A","value":")" + big + R"("}],)"}, "",
          "Actual length: '");
}

TEST_CASE("task_definition_rules: a port of the host is mapped once in a task") {
  const auto ports = [](const std::string& list) {
    return std::string(kLogs) + R"("portMappings":[)" + list + "],";
  };
  const std::string other = R"(,{"name":"b","image":"redis:7","essential":false,"portMappings":[)";
  const std::string twice = "TCP host port '3000' is mapped multiple times in task.";
  // On one interface a container's port is the host's.
  rejects({.container = ports(R"({"containerPort":3000})"),
           .more = other + R"({"containerPort":3000}]})"},
          kHelper + "/portMappings/0", twice);
  accepts({.container = ports(R"({"containerPort":3000})"),
           .more = other + R"({"containerPort":3000,"protocol":"udp"}]})"});
  // In bridge mode only a port that is named can be taken.
  Input bridge{.task = "",
               .container = R"("portMappings":[{"containerPort":3000},)"
                            R"({"containerPort":3000,"hostPort":0},)"
                            R"({"containerPort":80,"hostPort":3000}],)",
               .fargate = false};
  accepts(bridge);
  bridge.more = other + R"({"containerPort":3000,"hostPort":3000}]})";
  rejects(bridge, kHelper + "/portMappings/0", twice);
}

TEST_CASE("task_definition_rules: placement constraints can be read") {
  const auto constraint = [](const std::string& text) {
    return Input{
        .task = R"("placementConstraints":[{)" + text + "}],", .container = "", .fargate = false};
  };
  const std::string at = "/placementConstraints/0";
  accepts(constraint(R"("type":"memberOf","expression":"attribute:ecs.os-type == linux")"));
  rejects(constraint(R"("type":"memberOf","expression":"attribute:zone ==")"), at + "/expression",
          "Unable to parse expression 'attribute:zone =='");
  rejects(constraint(R"("type":"memberOf")"), at + "/expression", "Unable to parse expression ''");
  rejects(constraint(R"("type":"distinctInstance")"), at + "/type",
          "constraint.type 'distinctInstance' is not supported.");
}

TEST_CASE("task_definition_rules: a role is a name or an ARN") {
  const auto role = [](const std::string& text) {
    return Input{.task = std::string(kRole) + R"("taskRoleArn":")" + text + "\","};
  };
  accepts(role("arn:aws:iam::111122223333:role/service-role/app"));
  accepts(role("app"));
  rejects(role("my role"), "/taskRoleArn", "Role is not valid");
  rejects(role("arn:aws:iam::111122223333:user/app"), "/taskRoleArn", "Role is not valid");
}

TEST_CASE("task_definition_rules: of the ulimits, Fargate takes nofile") {
  const auto ulimit = [](const std::string& name, const std::string& hard) {
    return std::string(kLogs) + R"("ulimits":[{"name":")" + name +
           R"(","softLimit":1024,"hardLimit":)" + hard + "}],";
  };
  accepts({.container = ulimit("nofile", "1048576")});
  rejects({.container = ulimit("nofile", "1048577")}, kWeb + "/ulimits/0/hardLimit",
          "Tasks using the Fargate launch type must have a hardLimit of ulimit 'nofile'");
  rejects({.container = ulimit("memlock", "2048")}, kWeb + "/ulimits/0/name",
          "Tasks using the Fargate launch type do not support ulimit 'memlock'.");
  accepts({.task = "", .container = ulimit("memlock", "2048"), .fargate = false});
}

TEST_CASE("task_definition_rules: FireLens needs a router and a sender") {
  const std::string sender = R"("logConfiguration":{"logDriver":"awsfirelens"},)";
  const std::string router = R"("firelensConfiguration":{"type":"fluentbit"},)";
  accepts({.container = sender, .more = helper(router)});
  rejects({.container = sender}, kWeb + "/logConfiguration", "A container with the awsfirelens");
  rejects({.more = helper(router)}, kHelper + "/firelensConfiguration",
          "When a firelensConfiguration object is specified, at least one container has to be "
          "configured with the awsfirelens log driver.");
}

TEST_CASE("task_definition_advice: warns of what a reviewer would stop") {
  CHECK(read({}).warnings.empty());
  const auto variable = [](const char* name, const char* value) {
    return std::string(kLogs) + R"("environment":[{"name":")" + name + R"(","value":")" + value +
           R"("}],)";
  };
  const std::string value = kWeb + "/environment/0/value";
  warns({.container = variable("DB_PASSWORD", "x")}, value, "PlainTextSecret");
  warns({.container = variable("DATABASE_URL", "postgres://app:pw@db/x")}, value,
        "PlainTextSecret");
  CHECK(read({.container = variable("DB_PASSWORD_ARN", "x")}).warnings.empty());
  CHECK(read({.container = variable("DB_PASSWORD", "arn:aws:secretsmanager:x")}).warnings.empty());
  CHECK(read({.container = variable("URL", "https://example.com:443/a@b")}).warnings.empty());
  warns({.container = ""}, kWeb, "NoLogConfiguration");
  warns({.more = helper(R"("portMappings":[{"containerPort":80},{"containerPort":80}],)")},
        kHelper + "/portMappings/1/containerPort", "PortClash");
  warns({.container = R"("portMappings":[{"containerPort":80,"hostPort":80}],)", .fargate = false},
        kWeb + "/portMappings/0/hostPort", "FixedHostPort");
  warns({.more = std::string(",{") + kLogs +
                 R"("name":"x","image":"public.ecr.aws/xray/aws-xray-daemon:3"})"},
        kHelper + "/essential", "EssentialSidecar");
}

TEST_CASE("task_definition_advice: tags, new sizes and unchecked definitions") {
  const auto image = [](const char* name) {
    return Input{.more = std::string(",{") + kLogs + R"("name":"x","image":")" + name + R"("})"};
  };
  for (const char* name : {"nginx", "nginx:latest", "host:5000/nginx", "a/b:latest"}) {
    warns(image(name), kHelper + "/image", "MutableImageTag");
  }
  for (const char* name : {"nginx:1", "host:5000/nginx:1", "nginx@sha256:0123"}) {
    CAPTURE(name);
    CHECK(read(image(name)).warnings.empty());
  }
  const std::string containers = R"("containerDefinitions":[{"name":"a","image":"b:1"}]})";
  const auto codes = [](const std::string& text) {
    const Result<JsonValue> parsed = parseJson(text);
    REQUIRE(parsed.ok());
    std::string all;
    for (const Error& warning : readTaskDefinition(parsed.value()).warnings) {
      all += warning.code + " ";
    }
    return all;
  };
  CHECK(codes(R"({"family":"a","networkMode":"awsvpc","cpu":"256","memory":"512",)" + containers) ==
        "NoLogConfiguration NoRequiresCompatibilities ");
  CHECK(codes(R"({"family":"a","networkMode":"awsvpc","cpu":"32768","memory":"122880",)"
              R"("requiresCompatibilities":["FARGATE"],)" +
              containers) == "NoLogConfiguration NewerThanExams ");
  // What ECS leaves out of its error.
  const std::string fargate = R"({"family":"a","networkMode":"awsvpc",)"
                              R"("requiresCompatibilities":["FARGATE"],)";
  CHECK(codes(fargate + R"("cpu":"256","memory":"4096",)" + containers) ==
        "NoLogConfiguration FargateSizes ");
  CHECK(codes(fargate + R"("cpu":"300","memory":"512",)" + containers) ==
        "NoLogConfiguration FargateSizes ");
}

TEST_CASE("task_definition_advice: tells secrets from what is only about them") {
  for (const char* name : {"PASSWORD", "db_password", "API_KEY", "SECRET", "GITHUB_TOKEN",
                           "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "SESSION_KEY"}) {
    CAPTURE(name);
    CHECK(soundsSecret(name));
  }
  for (const char* name : {"PORT", "MONKEY", "KEYBOARD", "PUBLIC_KEY", "MAX_TOKENS", "TOKEN_TTL",
                           "SECRET_NAME", "PASSWORD_FILE", "KEYSPACE"}) {
    CAPTURE(name);
    CHECK_FALSE(soundsSecret(name));
  }
}
