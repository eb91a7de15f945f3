// Goal: command lines as people type and paste them become the right request, or a sentence that
// names the mistake and its column. Method: tables of lines. Expected requests were compared with
// what aws-cli 1.45.11 sends for the same line.

#include "api/aws_cli.h"

#include <doctest/doctest.h>

#include "api/shell_words.h"

namespace taskyard {
namespace {

// "ecs:CreateService {...}", or "code: message" of the error, or "help".
std::string outcome(std::string_view line) {
  const Result<CliResult> result = parseCommandLine(line);
  if (!result) return result.error().code + ": " + result.error().message;
  if (!result.value().request) return result.value().help.empty() ? "nothing" : "help";
  const Request& request = *result.value().request;
  return request.service + ":" + request.operation + " " + dumpJson(request.input);
}

std::vector<std::string> notes(std::string_view line) {
  const Result<CliResult> result = parseCommandLine(line);
  REQUIRE_MESSAGE(result.ok(), line);
  return result.value().notes;
}

struct Row {
  const char* line;
  const char* expected;
};

template <std::size_t N>
void checkRows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(outcome(row.line) == row.expected);
  }
}

}  // namespace

TEST_CASE("aws_cli: reads commands") {
  const Row kRows[] = {
      {"aws ecs list-clusters", "ecs:ListClusters {}"},
      {"ecs list-clusters", "ecs:ListClusters {}"},
      {"  $ aws ecs list-clusters  # all of them", "ecs:ListClusters {}"},
      {"aws ecs create-service --cluster demo --service-name web --task-definition web:1 "
       "--desired-count 3 --launch-type FARGATE --network-configuration "
       "\"awsvpcConfiguration={subnets=[subnet-a,subnet-b],assignPublicIp=ENABLED}\"",
       R"(ecs:CreateService {"cluster":"demo","serviceName":"web","taskDefinition":"web:1",)"
       R"("desiredCount":3,"launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":)"
       R"({"subnets":["subnet-a","subnet-b"],"assignPublicIp":"ENABLED"}}})"},
      {"aws ecs describe-services --services web api --cluster demo",
       R"(ecs:DescribeServices {"services":["web","api"],"cluster":"demo"})"},
      {"aws ecs describe-tasks --tasks '[\"a\",\"b\"]'",
       R"(ecs:DescribeTasks {"tasks":["a","b"]})"},
      {"aws ecs update-service --service=web --desired-count=0",
       R"(ecs:UpdateService {"service":"web","desiredCount":0})"},
      {"aws ecs update-service --service web --force-new-deployment --disable-execute-command",
       R"(ecs:UpdateService {"service":"web","forceNewDeployment":true,)"
       R"("enableExecuteCommand":false})"},
      {"aws ecs delete-service --service web --force",
       R"(ecs:DeleteService {"service":"web","force":true})"},
      {"aws ecs delete-service --service web --no-force",
       R"(ecs:DeleteService {"service":"web","force":false})"},
      {"aws ecs update-service --service web --desired-count -1",
       R"(ecs:UpdateService {"service":"web","desiredCount":-1})"},
      {"aws ecs stop-task --task abc --reason \"it's \\\"done\\\"\"",
       R"(ecs:StopTask {"task":"abc","reason":"it's \"done\""})"},
      {"aws ecs stop-task --task abc --reason 'a \"b\" \\'c\\ d",
       R"(ecs:StopTask {"task":"abc","reason":"a \"b\" \\c d"})"},
      {"aws ecs stop-task --task abc --reason ''", R"(ecs:StopTask {"task":"abc","reason":""})"},
      {"aws ecs stop-task --task abc --reason=--now",
       R"(ecs:StopTask {"task":"abc","reason":"--now"})"},
      {"aws ecs stop-task --task abc --reason '- because'",
       R"(ecs:StopTask {"task":"abc","reason":"- because"})"},
      {"aws ecs stop-task \\\n  --task \\\r\n  abc\n", R"(ecs:StopTask {"task":"abc"})"},
      {"aws ecs list-tasks --cluster a#b", R"(ecs:ListTasks {"cluster":"a#b"})"},
      {"aws ecs describe-services --services '[]'", R"(ecs:DescribeServices {"services":[]})"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: reads shorthand structures") {
  const Row kRows[] = {
      {"aws ecs run-task --task-definition w --tags key=a,value=b key=c,value='d e'",
       R"(ecs:RunTask {"taskDefinition":"w","tags":[{"key":"a","value":"b"},)"
       R"({"key":"c","value":"d e"}]})"},
      {"aws ecs run-task --task-definition w --tags key=a,value=x=y",
       R"(ecs:RunTask {"taskDefinition":"w","tags":[{"key":"a","value":"x=y"}]})"},
      {"aws ecs run-task --task-definition w --tags key=a,value=",
       R"(ecs:RunTask {"taskDefinition":"w","tags":[{"key":"a","value":""}]})"},
      {"aws ecs run-task --task-definition w --tags 'key=a\\,b,value=\"c,d\"'",
       R"(ecs:RunTask {"taskDefinition":"w","tags":[{"key":"a,b","value":"c,d"}]})"},
      {"aws ecs run-task --task-definition w --tags \"key='it\\\\'s',value=b\"",
       R"(ecs:RunTask {"taskDefinition":"w","tags":[{"key":"it's","value":"b"}]})"},
      {"aws ecs run-task --task-definition w --network-configuration "
       "'awsvpcConfiguration={subnets=a,securityGroups=[ sg-1 , sg-2 ]}'",
       R"(ecs:RunTask {"taskDefinition":"w","networkConfiguration":{"awsvpcConfiguration":)"
       R"({"subnets":["a"],"securityGroups":["sg-1","sg-2"]}}})"},
      {"aws ecs update-service --service w --deployment-configuration "
       "'deploymentCircuitBreaker={enable=true,rollback=false},maximumPercent=150'",
       R"(ecs:UpdateService {"service":"w","deploymentConfiguration":{"deploymentCircuitBreaker":)"
       R"({"enable":true,"rollback":false},"maximumPercent":150}})"},
      {"aws ecs update-service --service w --deployment-configuration "
       "'strategy=CANARY,canaryConfiguration={canaryPercent=0.5,canaryBakeTimeInMinutes=3}'",
       R"(ecs:UpdateService {"service":"w","deploymentConfiguration":{"strategy":"CANARY",)"
       R"("canaryConfiguration":{"canaryPercent":0.5,"canaryBakeTimeInMinutes":3}}})"},
      {"aws ecs create-service --service-name w --load-balancers "
       "targetGroupArn=arn:aws:x/y,containerName=web,containerPort=80",
       R"(ecs:CreateService {"serviceName":"w","loadBalancers":[{"targetGroupArn":"arn:aws:x/y",)"
       R"("containerName":"web","containerPort":80}]})"},
      {"aws ecs register-task-definition --family w --container-definitions "
       "'name=app,image=nginx:1,command=a,b,essential=true,environment=[{name=A,value=1}]'",
       R"(ecs:RegisterTaskDefinition {"family":"w","containerDefinitions":[{"name":"app",)"
       R"("image":"nginx:1","command":["a","b"],"essential":true,)"
       R"("environment":[{"name":"A","value":"1"}]}]})"},
      {"aws ecs register-task-definition --family w --cpu 256 --container-definitions "
       "'{\"name\":\"a\"}' '{\"name\":\"b\"}'",
       R"(ecs:RegisterTaskDefinition {"family":"w","cpu":"256","containerDefinitions":)"
       R"([{"name":"a"},{"name":"b"}]})"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: reads whole inputs as JSON, options win") {
  const Row kRows[] = {
      {R"(aws ecs run-task --cli-input-json '{"taskDefinition":"w","count":2}' --count 3)",
       R"(ecs:RunTask {"taskDefinition":"w","count":3})"},
      {R"(aws ecs run-task --count 3 --cli-input-json '{"taskDefinition":"w","count":2}')",
       R"(ecs:RunTask {"taskDefinition":"w","count":3})"},
      {R"(aws ecs run-task --cli-input-json='{}')",
       "ParamValidationError: Parameter validation failed:\nMissing required parameter in input: "
       "\"taskDefinition\" (column 18)"},
      {R"(aws ecs run-task --cli-input-json '[]')",
       "ParamError: Error parsing parameter '--cli-input-json': expected an object, received an "
       "array (column 35)"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: reads sim commands") {
  const Row kRows[] = {
      {"sim inject-fault --type ContainerExit --exit-code 1",
       R"(sim:SimInjectFault {"type":"ContainerExit","exitCode":1})"},
      {"sim put-image --image nginx:1 --size-mib 60 --no-exists --ignores-sigterm",
       R"(sim:SimPutImage {"image":"nginx:1","sizeMiB":60,"exists":false,"ignoresSigterm":true})"},
      {"sim advance --seconds 90", R"(sim:SimAdvance {"seconds":90})"},
      {"sim describe", "sim:SimDescribe {}"},
      {"aws sim explain --event 7", R"(sim:SimExplain {"event":7})"},
      {"sim inject-falt",
       "UsageError: sim: error: argument operation: Invalid choice: 'inject-falt', maybe you "
       "meant: inject-fault (column 5)"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: errors read as the AWS CLI's and say the column") {
  const Row kRows[] = {
      {"",
       "UsageError: aws: error: the following arguments are required: command; try: aws help "
       "(column 1)"},
      {"aws ecs",
       "UsageError: aws: error: the following arguments are required: operation; try: "
       "aws ecs help (column 8)"},
      {"aws ecz list-clusters",
       "UsageError: aws: error: argument command: Invalid choice: 'ecz', "
       "maybe you meant: ecs (column 5)"},
      {"create-service",
       "UsageError: aws: error: argument command: Invalid choice: "
       "'create-service', maybe you meant: ecs create-service (column 1)"},
      {"aws ecs create-servic",
       "UsageError: aws: error: argument operation: Invalid choice: "
       "'create-servic', maybe you meant: create-service (column 9)"},
      {"aws ecs wait services-stable",
       "UsageError: aws: error: argument operation: Invalid choice: 'wait', there are no waiters "
       "here: let time pass with sim advance --seconds 60 (column 9)"},
      {"aws ecs create-service --cluster demo",
       "UsageError: aws: error: the following arguments are required: --service-name (column 38)"},
      {"aws ecs create-service --service-name a --desird-count 3",
       "UsageError: aws: error: Unknown options: --desird-count, did you mean --desired-count? "
       "(column 41)"},
      {"aws ecs stop-task --task a b c",
       "UsageError: aws: error: Unknown options: b, c; options start with --, and a value with "
       "blanks needs quotes (column 28)"},
      {"aws ecs list-tasks --max-items 5",
       "UsageError: aws: error: Unknown options: --max-items, which is the AWS CLI's own paging: "
       "use --max-results here (column 20)"},
      {"aws ecs stop-task --task",
       "UsageError: aws: error: argument --task: expected one argument (column 19)"},
      {"aws ecs describe-tasks --tasks --cluster a",
       "UsageError: aws: error: argument --tasks: expected at least one argument (column 24)"},
      {"aws ecs delete-service --force true --service a",
       "UsageError: aws: error: argument --force: expected no value: write --force or --no-force "
       "(column 24)"},
      {"aws ecs run-task --task-definition w --count x",
       "ParamError: argument --count: invalid literal for int() with base 10: 'x'; a whole number "
       "belongs here, such as 3 (column 46)"},
      {"aws ecs run-task --task-definition w --count 99999999999999999999",
       "ParamError: argument --count: invalid literal for int() with base 10: "
       "'99999999999999999999'; a whole number belongs here, such as 3 (column 46)"},
      {"aws ecs register-task-definition --cli-input-json file://td.json",
       "ParamError: Error parsing parameter '--cli-input-json': files on your disk cannot be read "
       "from here: paste the JSON itself in single quotes, or drop the file on the page (column "
       "51)"},
      {"aws ecs list-tasks --region eu-west-1",
       "UsageError: aws: error: argument --region: only us-east-1 exists here, not 'eu-west-1' "
       "(column 29)"},
      {"aws ecs list-tasks --output table",
       "UsageError: aws: error: argument --output: Invalid choice: 'table', answers are always "
       "whole JSON here (column 29)"},
      {"aws ecs list-tasks --query 'taskArns[0]'",
       "UsageError: aws: error: argument --query: not available here, answers are always whole "
       "JSON; leave it out (column 28)"},
      {"aws ecs run-task --task-definition w --network-configuration "
       "'awsvpcConfiguration={subnetz=[a]}'",
       "ParamValidationError: Parameter validation failed:\nMissing required parameter in "
       "networkConfiguration.awsvpcConfiguration: \"subnets\"\nUnknown parameter in "
       "networkConfiguration.awsvpcConfiguration: \"subnetz\", must be one of: subnets, "
       "securityGroups, assignPublicIp. Did you mean \"subnets\"? (column 38)"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: shorthand errors point into the text") {
  const Row kRows[] = {
      {"aws ecs run-task --task-definition w --network-configuration "
       "'awsvpcConfiguration={subnets=[a'",
       "ParamError: Error parsing parameter '--network-configuration': Expected: ',', received: "
       "'EOF', after 'onfiguration={subnets=[a' (column 94)"},
      {"aws ecs run-task --task-definition w --tags key",
       "ParamError: Error parsing parameter '--tags': Expected: '=', received: 'EOF', after 'key' "
       "(column 48)"},
      {"aws ecs run-task --task-definition w --tags key=a,key=b",
       "ParamError: Error parsing parameter '--tags': Second instance of key \"key\" encountered; "
       "a "
       "space, not a comma, separates the items of a list, after 'key=a,' (column 51)"},
      {"aws ecs run-task --task-definition w --tags key=a,",
       "ParamError: Error parsing parameter '--tags': the text ends after a comma; remove it or "
       "add what is missing, after 'key=a,' (column 51)"},
      {"aws ecs run-task --task-definition w --tags key==a",
       "ParamError: Error parsing parameter '--tags': Expected: ',', received: '=', after 'key=' "
       "(column 49)"},
      {"aws ecs run-task --task-definition w --tags key=a,[b,value=c",
       "ParamError: Error parsing parameter '--tags': Expected: '=', received: '[', after 'key=a,' "
       "(column 51)"},
      {"aws ecs update-service --service w --deployment-configuration 'alarms={enable=}'",
       "ParamError: Error parsing parameter '--deployment-configuration': a value is missing here; "
       "an empty text is written '', after 'alarms={enable=' (column 79)"},
  };
  checkRows(kRows);
}

TEST_CASE("aws_cli: JSON that lost its quotes is explained") {
  const std::string text =
      outcome(R"(aws ecs run-task --task-definition w --overrides {"containerOverrides":[]})");
  CHECK(text.starts_with("ParamError: Error parsing parameter '--overrides': Invalid JSON: "));
  CHECK(text.find("stands in single quotes") != std::string::npos);
}

TEST_CASE("aws_cli: what only a shell can do is refused") {
  const struct {
    const char* line;
    const char* part;
    int lineNumber;
  } kRows[] = {
      {"aws ecs list-tasks | jq .", "pipes are not available here", 1},
      {"aws ecs list-tasks; ls", "only one command per line", 1},
      {"aws ecs list-tasks && ls", "only one command per line", 1},
      {"aws ecs list-tasks &", "background", 1},
      {"aws ecs list-tasks > a.json", "leave the redirection out", 1},
      {"aws ecs list-tasks --cluster $(cat x)", "command substitution", 1},
      {"aws ecs list-tasks --cluster \"`cat x`\"", "command substitution", 1},
      {"aws ecs list-tasks --cluster $CLUSTER", "variables are not known here", 1},
      {"aws ecs list-tasks --cluster \"${CLUSTER}\"", "variables are not known here", 1},
      {"aws ecs list-tasks (x)", "subshells", 1},
      {"aws ecs list-tasks --cluster 'x", "column 30", 1},
      {"aws ecs list-tasks \\\n --cluster \"x", "line 2, column 12", 2},
      {"aws ecs list-tasks \\", "ends after a backslash", 1},
      {"aws ecs list-tasks\naws ecs list-clusters", "a second command starts here", 2},
      {"aws ecs list-tasks --cluster \xE2\x80\x9Cx\xE2\x80\x9D", "typographic quote", 1},
      {"aws ecs list-tasks \xE2\x80\x93\xE2\x80\x93"
       "cluster x",
       "type two hyphens", 1},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.line);
    const Result<CliResult> result = parseCommandLine(row.line);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().message.find(row.part) != std::string::npos);
    CHECK(result.error().line == row.lineNumber);
  }
}

TEST_CASE("aws_cli: columns count characters") {
  CHECK(outcome("aws ecs stop-task --reason '\xC3\xA4\xC3\xB6' --tsk x") ==
        "UsageError: aws: error: Unknown options: --tsk, did you mean --task? (column 33)");
}

TEST_CASE("aws_cli: notes say what was ignored or differs in a shell") {
  CHECK(notes("aws ecs list-tasks").empty());
  CHECK(notes("aws --region us-east-1 ecs list-tasks --no-cli-pager --output json") ==
        std::vector<std::string>{"--region us-east-1: read, and without effect here",
                                 "--no-cli-pager: read, and without effect here",
                                 "--output json: read, and without effect here"});
  CHECK(notes("aws ecs describe-services --services web,api") ==
        std::vector<std::string>{"\"web,api\" is one item of --services: blanks, not commas, "
                                 "separate items"});
  CHECK(notes("aws ecs list-tasks --cluster a --cluster b") ==
        std::vector<std::string>{"--cluster is given more than once; the last one counts"});
  CHECK(notes("aws ecs run-task --task-definition w --network-configuration "
              "awsvpcConfiguration={subnets=[a],assignPublicIp=ENABLED}")
            .size() == 1);
  CHECK(notes("aws sim describe").size() == 1);
  CHECK(notes("aws ecs update-service --service w --no-enable-execute-command") ==
        std::vector<std::string>{"the AWS CLI spells --no-enable-execute-command as "
                                 "--disable-execute-command"});
}

TEST_CASE("aws_cli: help") {
  for (const char* line : {"aws help", "help", "aws ecs help", "sim help", "aws --help",
                           "aws ecs create-service help", "aws ecs create-service --help",
                           "sim describe help", "aws ecs create-service --cluster x help"}) {
    CAPTURE(line);
    CHECK(outcome(line) == "help");
  }
  const std::string text = parseCommandLine("aws ecs stop-task help").value().help;
  CHECK(text.starts_with("Usage: aws ecs stop-task --task <value> [options]\n"));
  CHECK(text.find("--reason (string, 0 to 255 characters)") != std::string::npos);
  // "help" as a value is a value.
  CHECK(outcome("aws ecs stop-task --task help") == R"(ecs:StopTask {"task":"help"})");
}

TEST_CASE("aws_cli: hostile lines are answered") {
  const std::string long1 = "aws ecs stop-task --task " + std::string(1000000, 'a');
  CHECK(parseCommandLine(long1).ok());
  CHECK(parseCommandLine(long1 + std::string(100000, 'a')).error().code == "TooLarge");

  std::string deep = "aws ecs run-task --task-definition w --overrides 'a=";
  for (int i = 0; i < 100000; ++i) deep += "{a=";
  CHECK(outcome(deep + "'").find("nested more than 32 levels") != std::string::npos);
  deep = "aws ecs run-task --task-definition w --overrides 'a=" + std::string(400000, '[') + "'";
  CHECK(outcome(deep).find("nested more than 32 levels") != std::string::npos);
  deep = "aws ecs run-task --task-definition w --overrides '" + std::string(400000, '[') + "'";
  CHECK(outcome(deep).find("Invalid JSON") != std::string::npos);

  std::string many = "aws ecs run-task --task-definition w --overrides 'a=b";
  for (int i = 0; i < 100000; ++i) many += ",k" + std::to_string(i) + "=b";
  CHECK(outcome(many + "'").size() < 30000);
  std::string commas = "aws ecs run-task --task-definition w --overrides 'a=";
  for (int i = 0; i < 400000; ++i) commas += "b,";
  CHECK(outcome(commas + "'").starts_with("ParamError"));
  std::string flags = "aws ecs delete-service --service a";
  for (int i = 0; i < 100000; ++i) flags += " --force";
  CHECK(notes(flags).size() <= 20);
  std::string unknown = "aws ecs delete-service --service a";
  for (int i = 0; i < 100000; ++i) unknown += " --x";
  CHECK(outcome(unknown).size() < 300);

  using namespace std::string_view_literals;
  CHECK(outcome("aws ecs\0 list-tasks"sv).starts_with("ShellSyntaxError: a NUL character"));
  CHECK(outcome("aws ecs \x1B[0m list-tasks").starts_with("ShellSyntaxError: a control character"));
  for (const char* bad :
       {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    CAPTURE(bad);
    CHECK(outcome("aws ecs stop-task --task '" + std::string(bad) + "'").find("not valid UTF-8") !=
          std::string::npos);
  }
}

TEST_CASE("shell_words: splits a text into commands") {
  const std::string text =
      "# set up\n"
      "aws ecs create-cluster --cluster-name demo   # first\n"
      "\n"
      "aws ecs stop-task \\\n  --task a\r\n"
      "aws ecs stop-task --task b --reason 'two\nlines'\n"
      "   \n"
      "sim describe";
  const std::vector<CommandText> commands = splitCommands(text);
  REQUIRE(commands.size() == 4);
  CHECK(commands[0].line == 2);
  CHECK(commands[1].line == 4);
  CHECK(commands[2].line == 6);
  CHECK(commands[3].line == 9);
  CHECK(outcome(commands[0].text) == R"(ecs:CreateCluster {"clusterName":"demo"})");
  CHECK(outcome(commands[1].text) == R"(ecs:StopTask {"task":"a"})");
  CHECK(outcome(commands[2].text) == R"(ecs:StopTask {"task":"b","reason":"two\nlines"})");
  CHECK(outcome(commands[3].text) == "sim:SimDescribe {}");
  CHECK(splitCommands("").empty());
  CHECK(splitCommands("\n \n# x").empty());
}

}  // namespace taskyard
