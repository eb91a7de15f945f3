#pragma once
// Load balancers for tests: an ALB "web" with a listener on port 80 and a target group "web", and a
// service behind them.

#include "engine/balancer_identity.h"
#include "engine/target_health.h"
#include "support/world.h"

namespace taskyard {

class BalancedWorld : public World {
 public:
  using World::World;

  static std::string groupArn(const std::string& name = "web") { return targetGroupArnOf(name); }
  static std::string balancerArn(const std::string& name = "web") {
    return loadBalancerArnOf(LoadBalancerType::application, name);
  }
  static std::string listenerArn(int port = 80) {
    return listenerArnOf(LoadBalancerType::application, "web", port);
  }
  static std::string subnets() {
    return R"("Subnets":["subnet-0a11","subnet-0b22","subnet-0c33"])";
  }

  void createGroup(const std::string& name = "web", const std::string& more = "") {
    must("elbv2:CreateTargetGroup",
         R"({"Name":")" + name +
             R"(","Protocol":"HTTP","Port":80,"VpcId":"vpc-0a1b2c3d4e5f60718","TargetType":"ip")" +
             more + "}");
  }
  static std::string forwardTo(const std::string& name) {
    return R"([{"Type":"forward","TargetGroupArn":")" + groupArn(name) + R"("}])";
  }
  void createBalancer(const std::string& groupMore = "") {
    must("elbv2:CreateLoadBalancer", R"({"Name":"web",)" + subnets() + "}");
    createGroup("web", groupMore);
    must("elbv2:CreateListener", R"({"LoadBalancerArn":")" + balancerArn() +
                                     R"(","Protocol":"HTTP","Port":80,"DefaultActions":)" +
                                     forwardTo("web") + "}");
  }
  void setDelay(int seconds, const std::string& name = "web") {
    setAttribute("deregistration_delay.timeout_seconds", std::to_string(seconds), name);
  }
  void setAttribute(const std::string& key, const std::string& value,
                    const std::string& name = "web") {
    must("elbv2:ModifyTargetGroupAttributes", R"({"TargetGroupArn":")" + groupArn(name) +
                                                  R"(","Attributes":[{"Key":")" + key +
                                                  R"(","Value":")" + value + R"("}]})");
  }
  static std::string balancers(const std::string& group = "web") {
    return R"("loadBalancers":[{"targetGroupArn":")" + groupArn(group) +
           R"(","containerName":"app","containerPort":80}])";
  }
  void registerApp(const std::string& image = kImage, const std::string& more = "") {
    registerWeb(image, R"(,"portMappings":[{"containerPort":80}])" + more);
  }
  // Balancer, cluster, task definition and service.
  void createBalancedWeb(int desiredCount, const std::string& more = "",
                         const std::string& groupMore = "") {
    createBalancer(groupMore);
    must("CreateCluster");
    registerApp();
    createService(desiredCount, "," + balancers() + more);
  }

  const TargetGroup& group(std::size_t index = 0) const {
    return state().balancing.targetGroups[index];
  }
  const Target* targetOf(const Task& task) const {
    for (const Target& target : state().balancing.targets) {
      if (target.inUse && target.task.valid() && &state().tasks[target.task.value] == &task) {
        return &target;
      }
    }
    return nullptr;
  }
  JsonValue send(const std::string& more = "") {
    return must("SimSendRequest", R"({"loadBalancer":"web")" + more + "}");
  }
  // The messages that contain the words, and when each was written.
  struct Said {
    TimeMs at;
    std::string text;
  };
  std::vector<Said> said(const std::string& words) {
    std::vector<Said> found;
    const EventLog& log = run().events();
    for (EventId id = log.firstId(); id < log.nextId(); ++id) {
      const Event& event = log.at(id);
      if (!isServiceMessage(event.kind)) continue;
      const std::string text = serviceMessage(state(), log, event);
      if (text.find(words) != std::string::npos) found.push_back({event.at, text});
    }
    return found;
  }

  static constexpr const char* kImage = "public.ecr.aws/docker/library/httpd:2.4";
};

}  // namespace taskyard
