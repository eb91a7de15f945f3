// Goal: what stands around tasks is on the bill from the request that makes it to the one that ends
// it, at the price of the catalog, and goes back to that request.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "support/balancers.h"
#include "support/work_world.h"

namespace taskyard {

namespace {

// What all rows of a kind have cost, in cents, and that each of them says who caused it.
std::int64_t centsOf(World& world, BillKind kind) {
  std::int64_t nano = 0;
  for (const CostRow& row : costBreakdown(world.state()).rows) {
    if (row.kind != kind) continue;
    nano += row.nanoUsd;
    CAPTURE(row.name);
    CHECK(row.decision != kNoEvent);
    CHECK(world.run().events().at(row.decision).cause == kNoEvent);
  }
  return roundedCents(nano);
}

std::int64_t monthlyCents(const World& world, BillKind kind) {
  std::int64_t nano = 0;
  for (const CostRow& row : costBreakdown(world.state()).rows) {
    if (row.kind == kind) nano += row.nanoUsdPerMonth;
  }
  return roundedCents(nano);
}

}  // namespace

TEST_CASE("cost: a NAT gateway and its address, by the hour until they are deleted") {
  World world;
  const std::string allocation = world.must("ec2:AllocateAddress").text("AllocationId");
  world.advance(10 * kHour);
  CHECK(centsOf(world, BillKind::PublicIpv4) == 5);  // idle, and paid all the same
  const JsonValue made = world.must(
      "ec2:CreateNatGateway", R"({"SubnetId":"subnet-0a11","AllocationId":")" + allocation + "\"}");
  const std::string nat = made.find("NatGateway")->text("NatGatewayId");
  CHECK(monthlyCents(world, BillKind::NatGateway) == 3285);
  CHECK(monthlyCents(world, BillKind::PublicIpv4) == 365);
  world.advance(100 * kHour);
  CHECK(centsOf(world, BillKind::NatGateway) == 450);
  world.must("ec2:DeleteNatGateway", R"({"NatGatewayId":")" + nat + "\"}");
  world.must("ec2:ReleaseAddress", R"({"AllocationId":")" + allocation + "\"}");
  world.advance(100 * kHour);
  CHECK(centsOf(world, BillKind::NatGateway) == 450);
  CHECK(centsOf(world, BillKind::PublicIpv4) == 55);
  CHECK(costBreakdown(world.state()).nanoUsdPerMonth == 0);
}

TEST_CASE("cost: load balancers, secrets, alarms, databases") {
  World world;
  world.must("elbv2:CreateLoadBalancer",
             R"({"Name":"front","Subnets":["subnet-0a11","subnet-0b22"]})");
  world.must("secretsmanager:CreateSecret", R"({"Name":"db","SecretString":"x"})");
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":"a","MetricName":"load","Namespace":"My","Statistic":"Average",)"
             R"("Period":60,"EvaluationPeriods":1,"Threshold":50,)"
             R"("ComparisonOperator":"GreaterThanThreshold"})");
  world.must("rds:CreateDBInstance",
             R"({"DBInstanceIdentifier":"orders","DBInstanceClass":"db.t3.micro",)"
             R"("Engine":"mysql","AllocatedStorage":20,"MasterUsername":"a",)"
             R"("MasterUserPassword":"passwordpassword"})");
  world.advance(730 * kHour);
  CHECK(centsOf(world, BillKind::LoadBalancer) == 1643);
  CHECK(centsOf(world, BillKind::Secret) == 40);
  CHECK(centsOf(world, BillKind::Alarm) == 10);
  CHECK(centsOf(world, BillKind::RdsInstance) == 4964);
}

TEST_CASE("cost: an EC2 instance and its volume, from launch to termination") {
  World world;
  world.must("CreateCluster");
  const JsonValue answer =
      world.must("ec2:RunInstances", R"({"InstanceType":"m5.large","MinCount":1,"MaxCount":1})");
  world.advance(100 * kHour);
  CHECK(centsOf(world, BillKind::Ec2Instance) == 960);
  CHECK(monthlyCents(world, BillKind::EbsVolume) == 240);
  const std::string id = answer.find("Instances")->items()[0].text("InstanceId");
  world.must("ec2:TerminateInstances", R"({"InstanceIds":[")" + id + "\"]}");
  world.advance(100 * kHour);
  CHECK(centsOf(world, BillKind::Ec2Instance) == 960);
  CHECK(costBreakdown(world.state()).nanoUsdPerMonth == 0);
}

TEST_CASE("cost: tasks on Fargate Spot cost 30 % of those on demand") {
  const auto costWith = [](const std::string& provider) {
    World world;
    world.must("CreateCluster", R"({"capacityProviders":["FARGATE","FARGATE_SPOT"]})");
    world.registerWeb();
    world.must("CreateService", R"({"serviceName":"web","taskDefinition":"web","desiredCount":1,)"
                                R"("capacityProviderStrategy":[{"capacityProvider":")" +
                                    provider + R"(","weight":1}],)" + World::network("ENABLED") +
                                    "}");
    world.advance(kHour);
    return monthlyCents(world,
                        provider == "FARGATE" ? BillKind::FargateTask : BillKind::FargateSpotTask);
  };
  CHECK(costWith("FARGATE") == 901);
  CHECK(costWith("FARGATE_SPOT") == 270);
}

TEST_CASE("cost: an internet-facing load balancer has a public address in each zone") {
  World world;
  world.must("elbv2:CreateLoadBalancer",
             R"({"Name":"front","Subnets":["subnet-0a11","subnet-0b22"]})");
  world.must("elbv2:CreateLoadBalancer", R"({"Name":"inside","Scheme":"internal",)"
                                         R"("Subnets":["subnet-0a11","subnet-0b22"]})");
  // Worked example 103: two addresses, 730 hours.
  CHECK(monthlyCents(world, BillKind::PublicIpv4) == 730);
  world.advance(730 * kHour);
  CHECK(centsOf(world, BillKind::PublicIpv4) == 730);
}

TEST_CASE("cost: answers leave for the internet, 100 GB free, then 0.09 a GB") {
  const auto spent = [](const char* scheme) {
    BalancedWorld world;
    world.must("SimPutImage",
               std::string(R"({"image":")") + BalancedWorld::kImage + R"(","responseKiB":1024})");
    world.must("elbv2:CreateLoadBalancer", std::string(R"({"Name":"web","Scheme":")") + scheme +
                                               "\"," + BalancedWorld::subnets() + "}");
    world.createGroup();
    world.must("elbv2:CreateListener", R"({"LoadBalancerArn":")" + BalancedWorld::balancerArn() +
                                           R"(","Protocol":"HTTP","Port":80,"DefaultActions":)" +
                                           BalancedWorld::forwardTo("web") + "}");
    world.must("CreateCluster");
    world.registerApp();
    world.createService(2, "," + BalancedWorld::balancers());
    world.advance(5 * kMinute);
    world.must("SimSetTraffic", R"({"name":"users","target":{"loadBalancer":"web"},"pattern":)"
                                R"({"kind":"constant","ratePerSecond":10}})");
    // 10 MiB a second: 200 GiB in 20,480 s, 100 of them to be paid.
    world.advance(20'480 * kSecond);
    return centsOf(world, BillKind::DataOut);
  };
  const std::int64_t cents = spent("internet-facing");
  CHECK(cents >= 895);
  CHECK(cents <= 905);
  CHECK(spent("internal") == 0);
}

TEST_CASE("cost: calls of a database in another zone cross, billed in both directions") {
  WorkWorld world;
  world.must("rds:CreateDBInstance",
             R"({"DBInstanceIdentifier":"orders","DBInstanceClass":"db.t3.micro",)"
             R"("Engine":"mysql","AllocatedStorage":20})");
  world.advance(6 * kMinute);
  world.program(R"("responseKiB":1024,"calls":[{"kind":"rds","name":"orders"}])");
  world.serve(3);  // one in each zone: two of them across
  world.constant(3);
  world.advance(51'200 * kSecond);
  // 2 MiB a second cross: 100 GiB at 0.02.
  const std::int64_t cents = centsOf(world, BillKind::DataBetweenZones);
  CHECK(cents >= 198);
  CHECK(cents <= 202);
}

}  // namespace taskyard
