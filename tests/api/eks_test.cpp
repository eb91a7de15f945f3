// Goal: EKS costs what it costs, refuses what Fargate cannot do for it, and says what is not here.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "support/world.h"

namespace taskyard {

namespace {

void createCluster(World& world) {
  world.must("eks:CreateCluster", R"({"name":"k8s","roleArn":"r","resourcesVpcConfig":)"
                                  R"({"subnetIds":["subnet-0a11","subnet-0b22"]}})");
}

}  // namespace

TEST_CASE("eks: a control plane costs ten cents an hour, nodes come on top") {
  World world;
  createCluster(world);
  world.advance(10 * kHour);
  CHECK(totalCostMicroUsd(world.state()) == 1'000'000);
  world.must("eks:CreateNodegroup",
             R"({"clusterName":"k8s","nodegroupName":"n","subnets":["subnet-0a11"],)"
             R"("nodeRole":"r","instanceTypes":["m5.large"],)"
             R"("scalingConfig":{"minSize":1,"maxSize":3,"desiredSize":3}})");
  world.advance(10 * kHour);
  CHECK(totalCostMicroUsd(world.state()) == 2'000'000 + 3 * 960'000);
  CHECK(world.refused("eks:DeleteCluster", R"({"name":"k8s"})") ==
        "ResourceInUseException: Cluster has nodegroups attached");
  world.must("eks:DeleteNodegroup", R"({"clusterName":"k8s","nodegroupName":"n"})");
  world.must("eks:DeleteCluster", R"({"name":"k8s"})");
  const std::int64_t after = totalCostMicroUsd(world.state());
  world.advance(kHour);
  CHECK(totalCostMicroUsd(world.state()) == after);
  CHECK(costBreakdown(world.state()).nanoUsdPerMonth == 0);
}

TEST_CASE("eks: refusals in EKS's words") {
  World world;
  CHECK(world.refused("eks:DescribeCluster", R"({"name":"k8s"})") ==
        "ResourceNotFoundException: No cluster found for name: k8s.");
  CHECK(world
            .refused("eks:CreateCluster",
                     R"({"name":"k8s","roleArn":"r","resourcesVpcConfig":{"subnetIds":["a"]}})")
            .ends_with("must be in at least two different AZs"));
  createCluster(world);
  CHECK(world.refused("eks:CreateCluster", R"({"name":"k8s","roleArn":"r","resourcesVpcConfig":)"
                                           R"({"subnetIds":["subnet-0a11","subnet-0b22"]}})") ==
        "ResourceInUseException: Cluster already exists with name: k8s");
  CHECK(world.refused("eks:CreateAddon", R"({"clusterName":"k8s"})")
            .starts_with("SimNotModelled: CreateAddon needs a Kubernetes control plane"));
}

TEST_CASE("eks: Fargate has no Spot, no ARM, no GPU and no DaemonSet for pods") {
  World world;
  createCluster(world);
  world.must("eks:CreateFargateProfile",
             R"({"clusterName":"k8s","fargateProfileName":"p","podExecutionRoleArn":"r"})");
  for (const char* member : {"spot", "arm", "gpu", "daemonSet"}) {
    CAPTURE(member);
    CHECK(world
              .refused("SimRunPods", std::string(R"({"cluster":"k8s","fargateProfile":"p",")") +
                                         member + R"(":true})")
              .starts_with("SimInvalidRequest: "));
  }
  CHECK(world.refused("SimRunPods", R"({"cluster":"k8s","fargateProfile":"p"})")
            .starts_with("SimNotModelled: Pods are not run here"));
}

}  // namespace taskyard
