// Service discovery: names, who answers to them, and when.

#include <doctest/doctest.h>

#include "engine/discovery.h"
#include "support/vpc_world.h"

namespace taskyard {

namespace {

class NamedWorld : public VpcWorld {
 public:
  NamedWorld() {
    must("servicediscovery:CreatePrivateDnsNamespace",
         R"({"Name":"shop.local","Vpc":")" + id("vpc", "main") + "\"}");
    must("servicediscovery:CreateService",
         R"({"Name":"orders","NamespaceId":")" + id("ns", "shop.local") +
             R"(","DnsConfig":{"DnsRecords":[{"Type":"A","TTL":10}]}})");
    registerWeb();
  }
  std::string arn() const {
    return "arn:aws:servicediscovery:us-east-1:123456789012:service/" + id("srv", "orders");
  }
  std::string service(int desiredCount, const std::string& registryArn) {
    return R"({"serviceName":"orders","taskDefinition":"web","launchType":"FARGATE",)"
           R"("desiredCount":)" +
           std::to_string(desiredCount) + R"(,"serviceRegistries":[{"registryArn":")" +
           registryArn + "\"}]," + in("public", true) + "}";
  }
  std::size_t answers(std::uint64_t count = 0) const {
    return resolve(state(), VpcIndex(1u), "orders.shop.local", count).size();
  }
};

}  // namespace

TEST_CASE("discovery: tasks answer to the name while they are RUNNING") {
  NamedWorld world;
  world.must("CreateService", world.service(3, world.arn()));
  CHECK(world.answers() == 0);
  world.advance(2 * kMinute);
  CHECK(world.answers() == 3);
  CHECK(resolve(world.state(), VpcIndex(0u), "orders.shop.local", 0).empty());  // another VPC
  CHECK(resolve(world.state(), VpcIndex(1u), "order.shop.local", 0).empty());
  const JsonValue found = world.must("servicediscovery:DiscoverInstances",
                                     R"({"NamespaceName":"shop.local","ServiceName":"orders"})");
  CHECK(found.find("Instances")->items().size() == 3);
  world.must("StopTask", R"({"task":")" + world.idOf(*world.tasks()[0]) + "\"}");
  CHECK(world.answers() == 2);
  const JsonValue services = world.must("DescribeServices", R"({"services":["orders"]})");
  CHECK(services.find("services")
            ->items()[0]
            .find("serviceRegistries")
            ->items()[0]
            .text("registryArn") == world.arn());
}

TEST_CASE("discovery: what has no effect is said") {
  NamedWorld world;
  world.must("CreateService", world.service(1, world.arn()));
  const Result<ApiAnswer> answer =
      world.call("UpdateService", R"({"service":"orders","serviceRegistries":[{"registryArn":")" +
                                      world.arn() + "\"}]}");
  REQUIRE(answer.ok());
  CHECK(answer.value().notModelled == std::vector<std::string>{"/serviceRegistries"});
}

TEST_CASE("discovery: a lookup returns at most eight of many") {
  NamedWorld world;
  world.must("CreateService", world.service(12, world.arn()));
  world.advance(3 * kMinute);
  CHECK(instancesOf(world.state(), 0).size() == 12);
  CHECK(world.answers() == 8);
  const auto one = resolve(world.state(), VpcIndex(1u), "orders.shop.local", 1);
  CHECK(one != resolve(world.state(), VpcIndex(1u), "orders.shop.local", 2));
  CHECK(one == resolve(world.state(), VpcIndex(1u), "orders.shop.local", 1));
}

TEST_CASE("discovery: bad requests are refused") {
  NamedWorld world;
  CHECK(world.refused("CreateService", world.service(1, world.arn() + "x"))
            .starts_with("InvalidParameterException: Service registry"));
  CHECK(world.refused("CreateService", world.service(1001, world.arn()))
            .starts_with("InvalidParameterException:"));
  CHECK(world
            .refused("servicediscovery:CreatePrivateDnsNamespace",
                     R"({"Name":"shop.local","Vpc":")" + world.id("vpc", "main") + "\"}")
            .starts_with("NamespaceAlreadyExists"));
  CHECK(world
            .refused("servicediscovery:CreatePrivateDnsNamespace",
                     R"({"Name":"shop..local","Vpc":")" + world.id("vpc", "main") + "\"}")
            .starts_with("InvalidInput"));
  CHECK(world.refused("servicediscovery:CreateService", R"({"Name":"a","NamespaceId":"ns-1"})") ==
        "NamespaceNotFound: There is no such namespace.");
  CHECK(world
            .refused("servicediscovery:DeleteNamespace",
                     R"({"Id":")" + world.id("ns", "shop.local") + "\"}")
            .starts_with("ResourceInUse"));
  world.must("servicediscovery:DeleteService", R"({"Id":")" + world.id("srv", "orders") + "\"}");
  world.must("servicediscovery:DeleteNamespace",
             R"({"Id":")" + world.id("ns", "shop.local") + "\"}");
}

}  // namespace taskyard
