// Goal: every rule of the advisor speaks of a bad design and is silent about a good one, and the
// requests it offers as the cure are accepted and make the finding go away.

#include "engine/advisor.h"

#include <doctest/doctest.h>

#include "engine/advisor_rules.h"
#include "support/advised_world.h"

namespace taskyard {

namespace {

// A queue "jobs" and a service "web" of workers, scaled on CPU.
void createScaledWorkers(AdvisedWorld& world) {
  world.createRole();
  world.must("sqs:CreateQueue", R"({"QueueName":"jobs"})");
  world.program(R"("worker":{"queue":"jobs","secondsPerMessage":2},"cpuMsPerRequest":1)");
  world.serve(1, WorkWorld::kRole);
  world.must("application-autoscaling:RegisterScalableTarget",
             R"({"ServiceNamespace":"ecs","ResourceId":"service/default/web",)"
             R"("ScalableDimension":"ecs:service:DesiredCount","MinCapacity":1,"MaxCapacity":5})");
  world.must(
      "application-autoscaling:PutScalingPolicy",
      R"({"PolicyName":"cpu","ServiceNamespace":"ecs","ResourceId":"service/default/web",)"
      R"("ScalableDimension":"ecs:service:DesiredCount","PolicyType":"TargetTrackingScaling",)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":60,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":)"
      R"("ECSServiceAverageCPUUtilization"}}})");
}

}  // namespace

TEST_CASE("advisor: an empty account and a sound design leave nothing to say") {
  AdvisedWorld empty;
  CHECK(adviseOn(empty.state()).empty());
  AdvisedWorld sound;
  sound.createSound();
  for (const Finding& finding : adviseOn(sound.state())) FAIL_CHECK(finding.seen);
}

TEST_CASE("advisor: the table of rules is in order and complete") {
  for (std::size_t i = 0; i < adviceRules().size(); ++i) {
    const AdviceRuleFacts& facts = adviceRules()[i];
    CHECK(static_cast<std::size_t>(facts.rule) == i);
    CHECK(!facts.id.empty());
    CHECK(!facts.source.empty());
    CHECK(!facts.date.empty());
  }
}

TEST_CASE("advisor: public addresses on tasks") {
  AdvisedWorld world;
  world.createWeb(2);
  world.advance(3 * kMinute);
  // Without a private subnet there is nowhere to go: the first step is to make one.
  CHECK(world.one(AdviceRule::PublicTasks).steps[0].operation == "CreateSubnet");
  world.soundNetwork();
  world.cure(AdviceRule::PublicTasks);
  CHECK(world.count(AdviceRule::PublicTasks) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) CHECK(!task->assignPublicIp);
}

TEST_CASE("advisor: one zone, one task") {
  AdvisedWorld world;
  world.createSound(1, false);
  CHECK(world.one(AdviceRule::SingleZone).seen.find("us-east-1a") != std::string::npos);
  world.cure(AdviceRule::SingleZone);
  world.cure(AdviceRule::SingleTask);
  CHECK(world.count(AdviceRule::SingleZone) == 0);
  CHECK(world.count(AdviceRule::SingleTask) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("advisor: one task is enough where a queue keeps what waits") {
  AdvisedWorld world;
  createScaledWorkers(world);
  CHECK(world.count(AdviceRule::SingleTask) == 0);
}

TEST_CASE("advisor: one task stays two when a target allows less") {
  AdvisedWorld world;
  world.createWeb(1);
  world.must("application-autoscaling:RegisterScalableTarget",
             R"({"ServiceNamespace":"ecs","ResourceId":"service/default/web",)"
             R"("ScalableDimension":"ecs:service:DesiredCount","MinCapacity":1,"MaxCapacity":1})");
  world.cure(AdviceRule::SingleTask);
  CHECK(world.state().scaling.targets[0].minCapacity == 2);
  CHECK(world.count(AdviceRule::SingleTask) == 0);
}

TEST_CASE("advisor: no logs") {
  AdvisedWorld world;
  world.createWeb(2);
  world.advance(3 * kMinute);
  CHECK(world.one(AdviceRule::NoLogs).name == "web:1");
  world.cure(AdviceRule::NoLogs);
  CHECK(world.count(AdviceRule::NoLogs) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(!world.state().logs.streams.empty());
}

TEST_CASE("advisor: what looks like a credential") {
  CHECK(looksLikeCredential("DB_PASSWORD", "x"));
  CHECK(looksLikeCredential("apiKey_token", "x"));
  CHECK(looksLikeCredential("Stripe-Api-Key", "x"));
  CHECK(looksLikeCredential("KEY", "AKIAIOSFODNN7EXAMPLE"));
  CHECK(looksLikeCredential("DATABASE_URL", "postgres://shop:pw@db:5432/shop"));
  CHECK(looksLikeCredential("PEM", "-----BEGIN PRIVATE KEY-----"));
  CHECK(!looksLikeCredential("DB_PASSWORD", ""));
  CHECK(!looksLikeCredential("DB_PASSWORD_FILE", "/run/secrets/db"));
  CHECK(!looksLikeCredential("DB_SECRET_ARN", "arn:aws:secretsmanager:us-east-1:1:secret:db"));
  CHECK(!looksLikeCredential("DATABASE_URL", "postgres://db:5432/shop"));
  CHECK(!looksLikeCredential("SITE", "https://example.com:8443/a@b"));
  CHECK(!looksLikeCredential("MODE", "live"));
  CHECK(!looksLikeCredential("KEYBOARD", "AKIA"));
}

TEST_CASE("advisor: secrets in plain text") {
  AdvisedWorld world;
  world.must("CreateCluster");
  world.registerWeb("nginx", R"(,"environment":[{"name":"MODE","value":"live"},)"
                             R"({"name":"DB_PASSWORD","value":"hunter2"}])");
  world.createService(2);
  world.advance(3 * kMinute);
  const Finding& finding = world.one(AdviceRule::PlainTextSecret);
  CHECK(finding.seen.find("DB_PASSWORD") != std::string::npos);
  CHECK(finding.seen.find("hunter2") == std::string::npos);
  world.cure(AdviceRule::PlainTextSecret);
  CHECK(world.count(AdviceRule::PlainTextSecret) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  const auto& newest = world.state().taskDefinitions.back().containerDefinitions[0];
  CHECK(newest.environment.size() == 1);
  CHECK(newest.secrets.size() == 1);
  CHECK(world.count(AdviceRule::BroadExecutionRole) == 0);
}

TEST_CASE("advisor: an execution role with the program's rights") {
  AdvisedWorld world;
  world.createSound();
  CHECK(world.count(AdviceRule::BroadExecutionRole) == 0);
  world.must("iam:AttachRolePolicy", R"({"RoleName":"ecsTaskExecutionRole","PolicyArn":)"
                                     R"("arn:aws:iam::aws:policy/AdministratorAccess"})");
  world.must("iam:PutRolePolicy",
             R"({"RoleName":"ecsTaskExecutionRole","PolicyName":"orders","PolicyDocument":)"
             R"("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":)"
             R"(\"dynamodb:PutItem\",\"Resource\":\"arn:aws:dynamodb:us-east-1:123456789012:)"
             R"(table/orders\"}}"})");
  const Finding& finding = world.one(AdviceRule::BroadExecutionRole);
  CHECK(finding.seen.find("AdministratorAccess") != std::string::npos);
  CHECK(finding.seen.find("dynamodb:PutItem") != std::string::npos);
  world.cure(AdviceRule::BroadExecutionRole);
  CHECK(world.count(AdviceRule::BroadExecutionRole) == 0);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(10 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("advisor: a task role that allows everything") {
  AdvisedWorld world;
  world.createRole();
  world.must("dynamodb:CreateTable",
             R"({"TableName":"orders","BillingMode":"PAY_PER_REQUEST","KeySchema":[)"
             R"({"AttributeName":"id","KeyType":"HASH"}],"AttributeDefinitions":[)"
             R"({"AttributeName":"id","AttributeType":"S"}]})");
  world.program(R"("calls":[{"kind":"dynamodb","name":"orders","action":"dynamodb:PutItem"}])");
  world.serve(2, WorkWorld::kRole);
  world.constant(10);
  world.advance(kMinute);
  world.cure(AdviceRule::BroadTaskRole);
  CHECK(world.count(AdviceRule::BroadTaskRole) == 0);
  const FlowFigures before = world.total();
  world.advance(kMinute);
  CHECK(world.total().failed == before.failed);  // it may still do what it does
}

TEST_CASE("advisor: no circuit breaker") {
  AdvisedWorld world;
  world.createWeb(2, R"(,"deploymentConfiguration":{"minimumHealthyPercent":50})");
  world.advance(3 * kMinute);
  world.cure(AdviceRule::NoCircuitBreaker);
  CHECK(world.count(AdviceRule::NoCircuitBreaker) == 0);
  CHECK(world.state().services[0].deploymentConfiguration.minimumHealthyPercent == 50);
  CHECK(world.state().services[0].deploymentConfiguration.deploymentCircuitBreaker.rollback);
}

TEST_CASE("advisor: workers scaled on CPU") {
  AdvisedWorld world;
  createScaledWorkers(world);
  world.must("SimSetQueueLoad",
             R"({"queue":"jobs","pattern":{"kind":"constant","ratePerSecond":1.2}})");
  world.advance(30 * kMinute);
  CHECK(world.state().services[0].desiredCount == 1);  // the trap: the CPU is idle
  world.cure(AdviceRule::WrongScalingMetric);
  CHECK(world.count(AdviceRule::WrongScalingMetric) == 0);
  world.advance(30 * kMinute);
  CHECK(world.state().services[0].desiredCount >= 3);
}

TEST_CASE("advisor: tasks that are too small, by CPU and by memory") {
  AdvisedWorld busy;
  busy.program(R"("cpuMsPerRequest":50)");
  busy.serve(2);
  busy.constant(10);  // of 5 + 5 that they can do
  busy.advance(5 * kMinute);
  CHECK(busy.count(AdviceRule::TooLarge) == 0);
  busy.cure(AdviceRule::TooSmall);
  CHECK(busy.count(AdviceRule::TooSmall) == 0);

  AdvisedWorld killed;
  killed.program(R"("memoryBaseMiB":100,"memoryLeakMiBPerMinute":100)");
  killed.serve(2);
  killed.constant(1);
  killed.advance(6 * kMinute);
  CHECK(killed.one(AdviceRule::TooSmall).seen.find("137") != std::string::npos);
}

TEST_CASE("advisor: tasks that are too large, by what CloudWatch measured") {
  AdvisedWorld world;
  world.program(R"("cpuMsPerRequest":10)");
  world.must("CreateCluster", R"({"settings":[{"name":"containerInsights","value":"enabled"}]})");
  world.must("RegisterTaskDefinition",
             R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"2048","memory":"8192","containerDefinitions":[{"name":"app","image":"app",)"
             R"("memory":4096}]})");
  world.createService(2);
  world.advance(3 * kMinute);
  world.constant(10);
  world.advance(5 * kMinute);
  CHECK(world.count(AdviceRule::TooLarge) == 0);  // too few datapoints to say
  world.advance(30 * kMinute);
  CHECK(world.one(AdviceRule::TooLarge).seen.find("minutes") != std::string::npos);
  world.cure(AdviceRule::TooLarge);
  const TaskDefinition& newest = world.state().taskDefinitions.back();
  CHECK(*newest.cpu == 256);
  CHECK(*newest.memory < 8192);
  CHECK(*newest.containerDefinitions[0].memory * 2 == *newest.memory);
  world.advance(70 * kMinute);
  CHECK(world.count(AdviceRule::TooLarge) == 0);
  CHECK(world.count(AdviceRule::TooSmall) == 0);
}

TEST_CASE("advisor: an idle service without load says nothing about its size") {
  AdvisedWorld world;
  world.createSound();
  CHECK(world.count(AdviceRule::TooLarge) == 0);
}

TEST_CASE("advisor: images with known weaknesses, and repositories nobody scans") {
  for (const std::string mutability : {"MUTABLE", "IMMUTABLE"}) {
    CAPTURE(mutability);
    AdvisedWorld world;
    world.must("CreateCluster");
    world.must("ecr:CreateRepository",
               R"({"repositoryName":"shop","imageTagMutability":")" + mutability + "\"}");
    const std::string image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";
    world.must("SimPutImage", R"({"image":")" + image + R"(","packages":["openssl"]})");
    world.must("RegisterTaskDefinition",
               R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
               R"("executionRoleArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole",)"
               R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":")" +
                   image + "\"}]}");
    world.createService(2);
    world.advance(3 * kMinute);
    CHECK(world.count(AdviceRule::UnpatchedImage) == 0);
    world.cure(AdviceRule::UnscannedImage);
    CHECK(world.count(AdviceRule::UnscannedImage) == 0);
    world.must("SimInjectFault", R"({"type":"CvePublished","package":"openssl"})");
    world.must("ecr:StartImageScan", R"({"repositoryName":"shop","imageId":{"imageTag":"1"}})");
    world.advance(kMinute);
    CHECK(world.one(AdviceRule::UnpatchedImage).seen.starts_with("2 tasks of web:1 run "));
    world.cure(AdviceRule::UnpatchedImage);
    CHECK(world.count(AdviceRule::UnpatchedImage) == 0);
    CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  }
}

TEST_CASE("advisor: credentials in an image") {
  AdvisedWorld world;
  world.program(R"("sizeMiB":50)");
  world.serve(2);
  CHECK(world.count(AdviceRule::CredentialsInImage) == 0);
  world.program(R"("credentialsInside":true)");
  CHECK(world.one(AdviceRule::CredentialsInImage).seen.starts_with("Image app of container app "));
  CHECK(adviceRules()[static_cast<std::size_t>(AdviceRule::CredentialsInImage)].trap ==
        "trap.credentials-in-image");
  world.cure(AdviceRule::CredentialsInImage);
  CHECK(world.count(AdviceRule::CredentialsInImage) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("advisor: quotas") {
  AdvisedWorld world;
  world.createWeb(8);
  world.advance(3 * kMinute);
  CHECK(world.count(AdviceRule::QuotaNear) == 0);
  world.must("SimSetQuota", R"({"quota":"FargateOnDemandVcpu","value":2})");
  CHECK(world.one(AdviceRule::QuotaNear).seen.starts_with("Tasks use 2 of 2 "));
  world.cure(AdviceRule::QuotaNear);
  CHECK(world.count(AdviceRule::QuotaNear) == 0);
  world.must("UpdateService", R"({"service":"web","desiredCount":4000})");
  CHECK(world.one(AdviceRule::QuotaNear).steps.empty());
}

TEST_CASE("advisor: a standalone task that does a service's job") {
  AdvisedWorld world;
  world.must("CreateCluster");
  world.registerWeb();
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  world.program(R"("job":{"workSeconds":100000})");
  world.must(
      "RegisterTaskDefinition",
      R"({"family":"job","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
      R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"app"}]})");
  world.must("RunTask",
             R"({"taskDefinition":"job","launchType":"FARGATE",)" + World::network() + "}");
  world.advance(10 * kMinute);
  CHECK(world.count(AdviceRule::TaskWithoutService) == 0);  // it may be over soon
  world.advance(10 * kMinute);
  CHECK(world.one(AdviceRule::TaskWithoutService).name == "web:1");
  world.cure(AdviceRule::TaskWithoutService);
  CHECK(world.count(AdviceRule::TaskWithoutService) == 0);
  CHECK(world.state().services[0].desiredCount == 2);
}

TEST_CASE("advisor: docker run by hand") {
  AdvisedWorld world;
  world.must("SimLaunchHost", R"({"name":"box"})");
  world.must("SimDockerRun", R"({"instance":"box","name":"shop","image":"nginx"})");
  world.advance(3 * kMinute);
  CHECK(world.one(AdviceRule::DockerByHand).resource == "box");
  world.cure(AdviceRule::DockerByHand);
  CHECK(world.count(AdviceRule::DockerByHand) == 0);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("advisor: SimListFindings tells the whole of it, and filters") {
  AdvisedWorld world;
  world.createWeb(1);
  const JsonValue all = world.must("SimListFindings");
  CHECK(all.find("findings")->items().size() == 4);  // public, one task, no logs, no breaker
  const JsonValue some = world.must("SimListFindings", R"({"trap":"trap.forgotten-logs"})");
  REQUIRE(some.find("findings")->items().size() == 1);
  const JsonValue& finding = some.find("findings")->items()[0];
  CHECK(finding.text("rule") == "no-logs");
  CHECK(finding.text("pillar") == "Operational Excellence");
  CHECK(finding.text("basis") == "documented");
  const JsonValue& steps = *finding.find("cure")->find("steps");
  CHECK(steps.items()[0].text("command") == "aws logs create-log-group --log-group-name /ecs/web");
  CHECK(world.must("SimListFindings", R"({"rule":"single-task","resource":"web"})")
            .find("findings")
            ->items()
            .size() == 1);
  CHECK(world.refused("SimListFindings", R"({"rule":"single-tsk"})") ==
        "SimInvalidRequest: there is no rule \"single-tsk\" here; did you mean single-task?");
  CHECK(world.refused("SimListFindings", R"({"trap":"?"})")
            .starts_with("SimInvalidRequest: there is no trap \"?\" here; there are "));
}

}  // namespace taskyard
