// Goal: an HTTP API is another front door: its routes choose, its VPC link reaches the private load
// balancer or does not, and it refuses what AWS refuses.

#include "engine/api_gateway.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "engine/cost.h"
#include "engine/traffic.h"
#include "support/balancers.h"

namespace taskyard {

namespace {

class GatewayWorld : public BalancedWorld {
 public:
  // An internal ALB "web" before two tasks, a VPC link "shop" and an API "shop" with one
  // integration.
  void createShop(const std::string& groups = "[]") {
    must("elbv2:CreateLoadBalancer", R"({"Name":"web","Scheme":"internal",)" + subnets() + "}");
    createGroup("web", R"(,"HealthCheckIntervalSeconds":10)");
    must("elbv2:CreateListener", R"({"LoadBalancerArn":")" + balancerArn() +
                                     R"(","Protocol":"HTTP","Port":80,"DefaultActions":)" +
                                     forwardTo("web") + "}");
    must("CreateCluster");
    registerApp();
    createService(2, "," + balancers());
    must("apigatewayv2:CreateVpcLink",
         R"({"Name":"shop","SubnetIds":["subnet-0a11","subnet-0b22"],"SecurityGroupIds":)" +
             groups + "}");
    must("apigatewayv2:CreateApi", R"({"Name":"shop","ProtocolType":"HTTP"})");
    must("apigatewayv2:CreateIntegration", integration());
    advance(4 * kMinute);
  }
  static std::string integration(const std::string& more = "") {
    return R"({"ApiId":")" + httpApiIdOf("shop") +
           R"(","IntegrationType":"HTTP_PROXY","IntegrationMethod":"ANY","ConnectionType":)"
           R"("VPC_LINK","ConnectionId":")" +
           vpcLinkIdOf("shop") + R"(","IntegrationUri":")" + listenerArn() + "\"" + more + "}";
  }
  void route(const std::string& key) {
    must("apigatewayv2:CreateRoute", R"({"ApiId":")" + httpApiIdOf("shop") + R"(","RouteKey":")" +
                                         key + R"(","Target":"integrations/)" +
                                         integrationIdOf("shop", 1) + "\"}");
  }
  void deploy() {
    must("apigatewayv2:CreateStage",
         R"({"ApiId":")" + httpApiIdOf("shop") + R"(","StageName":"$default","AutoDeploy":true})");
  }
  JsonValue ask(const std::string& more = "") {
    return must("SimSendRequest", R"({"api":"shop")" + more + "}");
  }
};

}  // namespace

TEST_CASE("api gateway: the most specific route wins") {
  CHECK(routeFit("$default", "GET", "/a") == 1);
  CHECK(routeFit("GET /orders", "GET", "/orders") > routeFit("ANY /orders", "GET", "/orders"));
  CHECK(routeFit("ANY /orders", "GET", "/orders") > routeFit("GET /{id}", "GET", "/orders"));
  CHECK(routeFit("GET /{id}", "GET", "/orders") > routeFit("GET /{proxy+}", "GET", "/orders"));
  CHECK(routeFit("ANY /{proxy+}", "GET", "/orders") > routeFit("$default", "GET", "/orders"));
  CHECK(routeFit("GET /orders", "POST", "/orders") == 0);
  CHECK(routeFit("GET /orders", "GET", "/orders/7") == 0);
  CHECK(routeFit("GET /orders/{id}", "GET", "/orders/7") > 0);
  CHECK(routeFit("GET /orders/{id}", "GET", "/orders/") == 0);
  CHECK(routeFit("ANY /shop/{proxy+}", "PUT", "/shop/a/b") > 0);
  CHECK(routeFit("ANY /shop/{proxy+}", "PUT", "/shop") == 0);
}

TEST_CASE("api gateway: requests reach private tasks through the VPC link") {
  GatewayWorld world;
  world.createShop();
  CHECK(world.ask().find("status")->integer() == 404);  // no stage
  world.deploy();
  CHECK(world.ask().find("status")->integer() == 404);  // no route
  world.route("GET /orders");
  CHECK(world.ask(R"(,"path":"/orders")").find("status")->integer() == 200);
  CHECK(world.ask(R"(,"path":"/orders")").text("routeKey") == "GET /orders");
  CHECK(world.ask(R"(,"path":"/orders","method":"POST")").find("status")->integer() == 404);
  world.route("$default");
  CHECK(world.ask(R"(,"path":"/any")").text("answeredBy") == "target");
  CHECK(world.must("apigatewayv2:GetRoutes", R"({"ApiId":")" + httpApiIdOf("shop") + "\"}")
            .find("Items")
            ->items()
            .size() == 2);
}

TEST_CASE("api gateway: a link that cannot connect is a 503 with its reason") {
  GatewayWorld world;
  world.must("ec2:CreateSecurityGroup",
             R"({"GroupName":"link","Description":"d","VpcId":"vpc-0a1b2c3d4e5f60718"})");
  // The ALB has the VPC's default group, which admits itself only.
  world.createShop("[\"" + namedId("sg", "link") + "\"]");
  world.deploy();
  world.route("$default");
  const JsonValue answer = world.ask();
  CHECK(answer.find("status")->integer() == 503);
  CHECK(answer.text("answeredBy") == "apiGateway");
  CHECK(answer.text("reason").find("cannot connect to load balancer web on port 80") !=
        std::string::npos);
  world.must("ec2:AuthorizeSecurityGroupIngress",
             R"({"GroupId":"sg-0d1e2f3a4b5c60718","IpPermissions":[{"IpProtocol":"tcp",)"
             R"("FromPort":80,"ToPort":80,"UserIdGroupPairs":[{"GroupId":")" +
                 namedId("sg", "link") + "\"}]}]}");
  CHECK(world.ask().find("status")->integer() == 200);
}

TEST_CASE("api gateway: traffic goes through, is billed, and gives up before the client does") {
  GatewayWorld world;
  world.createShop();
  world.deploy();
  world.route("$default");
  world.must("SimSetTraffic", R"({"name":"users","target":{"api":"shop"},"pattern":)"
                              R"({"kind":"constant","ratePerSecond":10}})");
  world.advance(10 * kMinute);
  const FlowFigures total = totalOf(world.state(), FlowSubject::Traffic, 0);
  CHECK(total.arrived / kOneMicro >= 5990);
  CHECK(total.failed == std::array<std::int64_t, kFailureKinds>{});
  const JsonValue cost = world.must("SimDescribeCost", R"({"kind":"ApiRequests"})");
  REQUIRE(cost.find("resources")->items().size() == 1);
  CHECK(cost.find("resources")->items()[0].text("name") == "API shop");
  CHECK(cost.find("resources")->items()[0].find("microUsd")->integer() >= 5990);
  // Two tasks hang: API Gateway waits 30 seconds, the clients would have waited 60.
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    world.must("SimInjectFault", R"({"type":"Hang","task":")" + world.idOf(*task) + "\"}");
  }
  world.advance(45 * kSecond);
  CHECK(totalOf(world.state(), FlowSubject::Traffic, 0)
            .failed[static_cast<std::size_t>(Failure::Gateway504)] > 0);
  world.must("SimSetTraffic", R"({"name":"users","target":{"api":"shop"},"pattern":)"
                              R"({"kind":"constant","ratePerSecond":0}})");
}

TEST_CASE("api gateway: deletes in use and bad input are refused in AWS's words") {
  GatewayWorld world;
  world.createShop();
  world.route("$default");
  const std::string api = R"({"ApiId":")" + httpApiIdOf("shop") + "\"";
  CHECK(
      world.refused("apigatewayv2:DeleteVpcLink", R"({"VpcLinkId":")" + vpcLinkIdOf("shop") + "\"}")
          .starts_with("BadRequestException: Cannot delete vpc link."));
  CHECK(world
            .refused("apigatewayv2:DeleteIntegration",
                     api + R"(,"IntegrationId":")" + integrationIdOf("shop", 1) + "\"}")
            .starts_with("ConflictException: Cannot delete Integration"));
  CHECK(world.refused("apigatewayv2:CreateRoute", api + R"(,"RouteKey":"$default"})") ==
        "ConflictException: Route with key $default already exists for this API");
  CHECK(world.refused("apigatewayv2:CreateRoute", api + R"(,"RouteKey":"FETCH /a"})")
            .starts_with("BadRequestException: The provided route key is not formatted properly"));
  CHECK(world.refused("apigatewayv2:CreateRoute", api + R"(,"RouteKey":"GET /a","Target":"x"})")
            .starts_with("BadRequestException: Target x is no integration of the API"));
  CHECK(world.refused("apigatewayv2:CreateRoute", R"({"ApiId":"gone","RouteKey":"GET /"})") ==
        "NotFoundException: Invalid API identifier specified 123456789012:gone");
  CHECK(world.refused("apigatewayv2:CreateIntegration",
                      GatewayWorld::integration(R"(,"TimeoutInMillis":31000)")) ==
        "BadRequestException: Timeout should be between 50 ms and 30000 ms");
  CHECK(world.refused("apigatewayv2:CreateApi", R"({"Name":"w","ProtocolType":"WEBSOCKET"})")
            .starts_with("SimNotModelled: "));
  CHECK(world.refused("apigatewayv2:CreateVpcLink", R"({"Name":"x","SubnetIds":["subnet-9"]})") ==
        "BadRequestException: Subnet subnet-9 does not exist.");
  CHECK(world.refused("apigatewayv2:CreateStage", api + R"(,"StageName":"prod"})")
            .starts_with("SimNotModelled: "));
  CHECK(world.refused("SimSendRequest", R"({"api":"shop","loadBalancer":"web"})") ==
        "SimInvalidRequest: say exactly one of loadBalancer and api");
  CHECK(world.refused("SimSetTraffic", R"({"name":"t","target":{"api":"gone"},"pattern":)"
                                       R"({"kind":"constant","ratePerSecond":1}})") ==
        "SimInvalidRequest: there is no such API; aws apigatewayv2 get-apis shows those that are");
}

TEST_CASE("api gateway: what stood behind the integration is gone") {
  GatewayWorld world;
  world.createShop();
  world.deploy();
  world.route("$default");
  world.must("elbv2:DeleteListener", R"({"ListenerArn":")" + GatewayWorld::listenerArn() + "\"}");
  CHECK(world.ask().find("status")->integer() == 503);
  CHECK(world.ask().text("reason").find("listener") != std::string::npos);
}

TEST_CASE("api gateway: CloudWatch counts its requests, errors and latencies") {
  GatewayWorld world;
  world.createShop();
  world.deploy();
  world.route("GET /orders");
  world.must("cloudwatch:PutMetricAlarm", R"({"AlarmName":"errors","Namespace":"AWS/ApiGateway",
    "MetricName":"5xx","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"Threshold":1,
    "Dimensions":[{"Name":"ApiId","Value":")" +
                                              httpApiIdOf("shop") +
                                              R"("}],"TreatMissingData":"notBreaching",
    "ComparisonOperator":"GreaterThanOrEqualToThreshold"})");
  const auto send = [&](const char* name, const char* path, int rate) {
    world.must("SimSetTraffic", std::string(R"({"name":")") + name +
                                    R"(","target":{"api":"shop","path":")" + path +
                                    R"("},"pattern":{"kind":"constant","ratePerSecond":)" +
                                    std::to_string(rate) + "}}");
  };
  send("users", "/orders", 10);
  send("lost", "/nowhere", 1);
  world.advance(5 * kMinute);
  const auto newest = [&](const std::string& name, const std::string& statistic) {
    const JsonValue answer = world.must(
        "cloudwatch:GetMetricStatistics",
        R"({"Namespace":"AWS/ApiGateway","MetricName":")" + name +
            R"(","Dimensions":[{"Name":"ApiId","Value":")" + httpApiIdOf("shop") +
            R"("}],"Period":60,"Statistics":[")" + statistic +
            R"("],"StartTime":"2026-01-05T08:00:00Z","EndTime":"2026-01-05T09:00:00Z"})");
    const auto& points = answer.find("Datapoints")->items();
    REQUIRE(!points.empty());
    const JsonValue& value = *points.back().find(statistic);
    return value.isInteger() ? value.integer() : std::atoll(value.string().c_str());
  };
  CHECK(newest("Count", "Sum") == 660);
  CHECK(newest("4xx", "Sum") == 60);
  CHECK(newest("5xx", "Sum") == 0);
  CHECK(newest("Latency", "Minimum") >= 1);
  CHECK(newest("IntegrationLatency", "Minimum") <= newest("Latency", "Minimum"));
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    world.must("SimInjectFault", R"({"type":"Hang","task":")" + world.idOf(*task) + "\"}");
  }
  world.advance(3 * kMinute);
  CHECK(newest("5xx", "Sum") > 0);
}

TEST_CASE("send request: what the image calls decides the answer") {
  BalancedWorld world;
  world.must("SimPutImage", std::string(R"({"image":")") + BalancedWorld::kImage +
                                R"(","calls":[{"kind":"s3","name":"photos"}]})");
  world.createBalancedWeb(1);
  world.advance(5 * kMinute);
  // Without a task role the call is denied, so the program answers 500.
  const JsonValue denied = world.send();
  CHECK(denied.find("status")->integer() == 500);
  CHECK(denied.text("answeredBy") == "target");
  CHECK(denied.text("reason").find("AccessDenied") != std::string::npos);
  world.must("SimPutImage",
             std::string(R"({"image":")") + BalancedWorld::kImage + R"(","calls":[]})");
  CHECK(world.send().find("status")->integer() == 200);
}

TEST_CASE("put image: members that are given replace what was, the others stay") {
  World world;
  world.must("SimPutImage",
             R"({"image":"app","sizeMiB":300,"readySeconds":20,"calls":[{"kind":"s3","name":"a"},)"
             R"({"kind":"s3","name":"b"}]})");
  world.must("SimInjectFault", R"({"type":"SlowResponses","image":"app","extraMilliseconds":100})");
  const JsonValue image = *world
                               .must("SimPutImage", R"({"image":"app","readySeconds":5,)"
                                                    R"("calls":[{"kind":"s3","name":"c"}]})")
                               .find("image");
  CHECK(image.find("sizeMiB")->integer() == 300);
  CHECK(image.find("readySeconds")->integer() == 5);
  REQUIRE(image.find("calls")->items().size() == 1);
  CHECK(image.find("calls")->items()[0].text("name") == "c");
  CHECK(world.state().images[0].faults.responseMs == 100);  // a fault lasts until it is cleared
}

}  // namespace taskyard
