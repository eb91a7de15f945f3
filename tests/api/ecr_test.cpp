// Goal: ECR as a registry behaves: tags move, digests do not, deployments stay on their digest,
// scans find what was pushed before a weakness became known.

#include <doctest/doctest.h>

#include "engine/image_reference.h"
#include "engine/registry.h"
#include "support/startup_world.h"

namespace taskyard {

namespace {

std::string put(const std::string& more = "") {
  return std::string(R"({"image":")") + kEcrImage + "\"" + more + "}";
}

TaskPlan webPlan() {
  TaskPlan plan;
  plan.image = kEcrImage;
  return plan;
}

void createService(StartupWorld& world, int desiredCount) {
  world.must("CreateService", R"({"serviceName":"web","taskDefinition":"app",)"
                              R"("launchType":"FARGATE","desiredCount":)" +
                                  std::to_string(desiredCount) + "," + World::network() + "}");
  world.advance(10 * kMinute);
}

std::string digestOf(StartupWorld& world, const std::string& tag) {
  const JsonValue output = world.must(
      "ecr:DescribeImages", R"({"repositoryName":"web","imageIds":[{"imageTag":")" + tag + "\"}]}");
  return output.find("imageDetails")->items()[0].text("imageDigest");
}

// The digests that the tasks RUNNING now were started from.
std::vector<std::string> runningDigests(const StartupWorld& world) {
  std::vector<std::string> digests;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    const Container& container = world.state().containers[task->firstContainer.value];
    digests.push_back(
        parseImageReference(world.state().images[container.image.value].reference).digest);
  }
  return digests;
}

std::int64_t findings(StartupWorld& world) {
  const JsonValue output = world.must("ecr:DescribeImageScanFindings",
                                      R"({"repositoryName":"web","imageId":{"imageTag":"1"}})");
  return static_cast<std::int64_t>(
      output.find("imageScanFindings")->find("findings")->items().size());
}

}  // namespace

TEST_CASE("image references") {
  struct Row {
    const char* text;
    const char* host;
    const char* repository;
    const char* tag;
    const char* digest;
  };
  constexpr Row kRows[] = {
      {"nginx", "docker.io", "library/nginx", "latest", ""},
      {"nginx:1.2", "docker.io", "library/nginx", "1.2", ""},
      {"me/app:1", "docker.io", "me/app", "1", ""},
      {"public.ecr.aws/x/y/z:2.4", "public.ecr.aws", "x/y/z", "2.4", ""},
      {"localhost:5000/a", "localhost:5000", "a", "latest", ""},
      {"h.io/a@sha256:12", "h.io", "a", "", "sha256:12"},
      {"h.io/a:1@sha256:12", "h.io", "a", "1", "sha256:12"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const ImageReference parts = parseImageReference(row.text);
    CHECK(parts.host == row.host);
    CHECK(parts.repository == row.repository);
    CHECK(parts.tag == row.tag);
    CHECK(parts.digest == row.digest);
  }
}

TEST_CASE("ecr: a push needs the repository, and tags can be immutable") {
  StartupWorld world;
  CHECK(world.refused("SimPutImage", put()) ==
        "RepositoryNotFoundException: name unknown: The repository with name 'web' does not exist "
        "in the registry with id '123456789012'");
  world.must("ecr:CreateRepository",
             R"({"repositoryName":"web","imageTagMutability":"IMMUTABLE"})");
  CHECK(world.refused("ecr:CreateRepository", R"({"repositoryName":"web"})")
            .starts_with("RepositoryAlreadyExistsException: "));
  CHECK(world
            .refused("ecr:PutImage",
                     R"({"repositoryName":"web","imageManifest":"{}","imageTag":"a b"})")
            .starts_with("InvalidParameterException: Invalid parameter at 'imageTag' failed to "));
  CHECK(world.refused("ecr:CreateRepository", R"({"repositoryName":"Web"})")
            .starts_with("InvalidParameterException: "));
  world.must("SimPutImage", put());
  CHECK(world.refused("SimPutImage", put()) ==
        "ImageTagAlreadyExistsException: The image tag '1' already exists in the 'web' repository "
        "and cannot be overwritten because the repository is immutable.");
  world.must("ecr:PutImageTagMutability",
             R"({"repositoryName":"web","imageTagMutability":"MUTABLE"})");
  const std::string first = digestOf(world, "1");
  world.must("SimPutImage", put());
  CHECK(digestOf(world, "1") != first);
  // The first image lost its tag and stays.
  const JsonValue untagged =
      world.must("ecr:ListImages", R"({"repositoryName":"web","filter":{"tagStatus":"UNTAGGED"}})");
  REQUIRE(untagged.find("imageIds")->items().size() == 1);
  CHECK(untagged.find("imageIds")->items()[0].text("imageDigest") == first);
  CHECK(world.refused("ecr:DeleteRepository", R"({"repositoryName":"web"})")
            .starts_with("RepositoryNotEmptyException: "));
  world.must("ecr:DeleteRepository", R"({"repositoryName":"web","force":true})");
  CHECK(world.refused("ecr:ListImages", R"({"repositoryName":"web"})")
            .starts_with("RepositoryNotFoundException: "));
}

TEST_CASE("ecr: nothing was pushed: failed to resolve ref") {
  StartupWorld world;
  world.must("ecr:CreateRepository", R"({"repositoryName":"web"})");
  CHECK(world.failureOf(webPlan()).starts_with(
      std::string("CannotPullContainerError: pull image manifest has been retried 5 time(s): "
                  "failed to resolve ref ") +
      kEcrImage));
  world.must("SimPutImage", put());
  CHECK(world.failure(world.runApp()).empty());
}

TEST_CASE("ecr: a deployment stays on its digest until a new one is forced") {
  StartupWorld world;
  world.pushWeb();
  world.registerPlan(webPlan());
  createService(world, 2);
  const std::string first = digestOf(world, "1");
  CHECK(runningDigests(world) == std::vector<std::string>{first, first});
  world.must("SimPutImage", put());
  const std::string second = digestOf(world, "1");
  world.must("UpdateService", R"({"service":"web","desiredCount":3})");
  world.advance(10 * kMinute);
  CHECK(runningDigests(world) == std::vector<std::string>{first, first, first});
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(20 * kMinute);
  CHECK(runningDigests(world) == std::vector<std::string>{second, second, second});
}

TEST_CASE("ecr: a pinned digest that was deleted cannot be pulled, although its tag lives on") {
  StartupWorld world;
  world.pushWeb();
  world.registerPlan(webPlan());
  createService(world, 1);
  const std::string first = digestOf(world, "1");
  world.must("SimPutImage", put());
  world.must("ecr:BatchDeleteImage",
             R"({"repositoryName":"web","imageIds":[{"imageDigest":")" + first + "\"}]}");
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  world.must("UpdateService", R"({"service":"web","desiredCount":2})");
  world.advance(2 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  bool failed = false;
  for (const Task* task : world.tasksIn(TaskStatus::STOPPED)) {
    failed = true;
    CHECK(stoppedReason(world.state(), *task).find("failed to resolve ref") != std::string::npos);
    CHECK(world.rootOf(*task) == "BatchDeleteImage web");
  }
  CHECK(failed);
}

TEST_CASE("ecr: versionConsistency disabled takes what the tag says") {
  StartupWorld world;
  world.pushWeb();
  TaskPlan plan = webPlan();
  plan.container = R"(,"versionConsistency":"disabled")";
  world.registerPlan(plan);
  createService(world, 1);
  world.must("SimPutImage", put());
  world.must("UpdateService", R"({"service":"web","desiredCount":2})");
  world.advance(10 * kMinute);
  const auto digests = runningDigests(world);
  REQUIRE(digests.size() == 2);
  CHECK(digests[0] != digests[1]);
}

TEST_CASE("ecr: what a push changes in behaviour reaches new deployments only") {
  StartupWorld world;
  world.pushWeb();
  world.registerPlan(webPlan());
  createService(world, 1);
  world.must("SimPutImage", put(R"(,"exitAfterSeconds":10)"));
  world.advance(10 * kMinute);
  CHECK(world.count(EventKind::ContainerExited) == 0);
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(10 * kMinute);
  CHECK(world.count(EventKind::ContainerExited) > 0);
}

TEST_CASE("ecr: lifecycle rules, within a day") {
  StartupWorld world;
  world.pushWeb();
  const std::string rule =
      R"({"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged",)"
      R"("countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]})";
  for (int i = 0; i < 3; ++i) world.must("SimPutImage", put());
  world.must(
      "ecr:PutLifecyclePolicy",
      dumpJson(JsonValue::object({{"repositoryName", "web"}, {"lifecyclePolicyText", rule}})));
  const auto count = [&] {
    return world.must("ecr:ListImages", R"({"repositoryName":"web"})")
        .find("imageIds")
        ->items()
        .size();
  };
  CHECK(count() == 4);
  world.advance(kDay + kMinute);
  CHECK(count() == 2);  // the tagged one and the newest untagged one
  // Source: ECR User Guide, "Lifecycle policy parameters", tagStatus.
  const auto ruleOf = [](int priority, const char* status) {
    return R"({"rulePriority":)" + std::to_string(priority) + R"(,"selection":{"tagStatus":")" +
           status +
           R"(","countType":"imageCountMoreThan","countNumber":1},)"
           R"("action":{"type":"expire"}})";
  };
  const auto policy = [&](int any, int untagged) {
    return dumpJson(
        JsonValue::object({{"repositoryName", "web"},
                           {"lifecyclePolicyText", R"({"rules":[)" + ruleOf(any, "any") + "," +
                                                       ruleOf(untagged, "untagged") + "]}"}}));
  };
  CHECK(world.refused("ecr:PutLifecyclePolicy", policy(1, 2))
            .find("a rule with tagStatus any must have the highest rulePriority") !=
        std::string::npos);
  CHECK(world.refused("ecr:PutLifecyclePolicy", policy(2, 1)) == "accepted");
  CHECK(world
            .refused("ecr:PutLifecyclePolicy",
                     R"({"repositoryName":"web","lifecyclePolicyText":"{}"})")
            .starts_with("InvalidParameterException: "));
}

TEST_CASE("ecr: images age: basic scanning finds it when asked, a rebuilt image has it no more") {
  StartupWorld world;
  world.must("ecr:CreateRepository",
             R"({"repositoryName":"web","imageScanningConfiguration":{"scanOnPush":true}})");
  const std::string packages = R"(,"packages":["openssl","npm:lodash"])";
  world.must("SimPutImage", put(packages));
  world.registerPlan(webPlan());
  createService(world, 2);
  CHECK(findings(world) == 0);
  world.advance(kMinute);
  world.must("SimInjectFault",
             R"({"type":"CvePublished","package":"openssl","severity":"CRITICAL"})");
  world.must("SimInjectFault", R"({"type":"CvePublished","package":"npm:lodash"})");
  CHECK(findings(world) == 0);
  const std::string scan = R"({"repositoryName":"web","imageId":{"imageTag":"1"}})";
  CHECK(world.refused("ecr:StartImageScan", scan).starts_with("LimitExceededException: "));
  world.advance(kDay);
  world.must("ecr:StartImageScan", scan);
  CHECK(findings(world) == 1);  // not the language package
  auto tasks = vulnerableTasks(world.state());
  REQUIRE(tasks.size() == 2);
  CHECK(tasks[0].worst == CveSeverity::CRITICAL);
  world.must("SimPutImage", put(packages));
  CHECK(findings(world) == 0);
  CHECK(vulnerableTasks(world.state()).size() == 2);  // they run the old digest
  world.must("UpdateService", R"({"service":"web","forceNewDeployment":true})");
  world.advance(20 * kMinute);
  CHECK(vulnerableTasks(world.state()).empty());
}

TEST_CASE("ecr: enhanced scanning finds at once, language packages as well") {
  StartupWorld world;
  world.must("ecr:CreateRepository", R"({"repositoryName":"web"})");
  world.must("ecr:PutRegistryScanningConfiguration", R"({"scanType":"ENHANCED"})");
  world.must("SimPutImage", put(R"(,"packages":["npm:lodash"])"));
  world.must("SimInjectFault", R"({"type":"CvePublished","package":"npm:lodash"})");
  CHECK(findings(world) == 1);
  CHECK(
      world.refused("ecr:StartImageScan", R"({"repositoryName":"web","imageId":{"imageTag":"1"}})")
          .starts_with("ValidationException: "));
}

TEST_CASE("ecr: PutImage adds a tag to a manifest that is there") {
  StartupWorld world;
  world.must("ecr:CreateRepository", R"({"repositoryName":"web"})");
  const std::string first = R"({"repositoryName":"web","imageManifest":"{}","imageTag":"1"})";
  world.must("ecr:PutImage", first);
  CHECK(world.refused("ecr:PutImage", first).starts_with("ImageAlreadyExistsException: "));
  world.must("ecr:PutImage", R"({"repositoryName":"web","imageManifest":"{}","imageTag":"2"})");
  CHECK(digestOf(world, "1") == digestOf(world, "2"));
  const JsonValue gone =
      world.must("ecr:BatchDeleteImage",
                 R"({"repositoryName":"web","imageIds":[{"imageTag":"2"},{"imageTag":"3"}]})");
  CHECK(gone.find("imageIds")->items().size() == 1);
  CHECK(gone.find("failures")->items()[0].text("failureCode") == "ImageNotFound");
  CHECK_FALSE(digestOf(world, "1").empty());
}

}  // namespace taskyard
