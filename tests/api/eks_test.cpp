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

TEST_CASE("eks: names of clusters, node groups and profiles") {
  World world;
  const auto cluster = [&](const std::string& name) {
    return world.refused("eks:CreateCluster",
                         R"({"name":")" + name +
                             R"(","roleArn":"r","resourcesVpcConfig":)"
                             R"({"subnetIds":["subnet-0a11","subnet-0b22"]}})");
  };
  const auto text = [](const std::string& member) {
    return "InvalidParameterException: The parameter " + member +
           R"( contains invalid characters. It should conform to the regular expression )"
           R"("^[0-9A-Za-z][A-Za-z0-9-_]*". In other words, it should start with a number or )"
           R"(letter, and can contain numbers, letters, dashes, and underscores.)";
  };
  for (const char* name : {"-k8s", "_k8s", "k8s.prod", "my cluster"}) {
    CAPTURE(name);
    CHECK(cluster(name) == text("name"));
  }
  CHECK(cluster(std::string(101, 'k')) ==
        "InvalidParameterException: The parameter name can have at most 100 characters.");
  CHECK(cluster(std::string(100, 'k')) == "accepted");
  createCluster(world);
  CHECK(world.refused("eks:CreateNodegroup",
                      R"({"clusterName":"k8s","nodegroupName":"a b","subnets":["subnet-0a11"],)"
                      R"("nodeRole":"r"})") == text("nodegroupName"));
  CHECK(world
            .refused("eks:CreateNodegroup", R"({"clusterName":"k8s","nodegroupName":")" +
                                                std::string(64, 'n') +
                                                R"(","subnets":["subnet-0a11"],"nodeRole":"r"})")
            .ends_with("nodegroupName can have at most 63 characters."));
  CHECK(world.refused(
            "eks:CreateFargateProfile",
            R"({"clusterName":"k8s","fargateProfileName":"-p","podExecutionRoleArn":"r"})") ==
        text("fargateProfileName"));
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
