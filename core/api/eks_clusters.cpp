// EKS as a cost with limits: control planes, groups of nodes, Fargate profiles. There is no
// Kubernetes inside, and what would need one says so.

#include "api/functions_handlers.h"
#include "base/time.h"
#include "model/prices.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kSubnetsLeast = 2;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestNodegroupName = 63;

Error notFound(std::string message, std::string path) {
  return {"ResourceNotFoundException", std::move(message), std::move(path)};
}

Error inUse(std::string message, std::string path) {
  return {"ResourceInUseException", std::move(message), std::move(path)};
}

// Sources: EKS API Reference, CreateCluster: 1 to 100 characters; User Guide, "Create a managed
// node group": 63. AWS's sentence, as users report it (2024); Model choice: the same for each
// member, and the words about the length.
std::optional<Error> nameRefused(const ApiCall& call, std::string_view member,
                                 std::size_t longest) {
  const std::string& name = call.text(member);
  const std::string path = "/" + std::string(member);
  if (!isEcsName(name) || name.front() == '-' || name.front() == '_') {
    return Error{
        "InvalidParameterException",
        "The parameter " + std::string(member) +
            " contains invalid characters. It should conform to the regular expression "
            "\"^[0-9A-Za-z][A-Za-z0-9-_]*\". In other words, it should start with a number "
            "or letter, and can contain numbers, letters, dashes, and underscores.",
        path};
  }
  if (name.size() <= longest) return std::nullopt;
  return Error{"InvalidParameterException",
               "The parameter " + std::string(member) + " can have at most " +
                   std::to_string(longest) + " characters.",
               path};
}

// Position of the living cluster.
Result<std::size_t> clusterNamed(const ApiCall& call, std::string_view member) {
  const std::string& name = call.text(member);
  const auto& clusters = call.state.functions.clusters;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (clusters[i].deletedAt == kNever && clusters[i].name == name) return i;
  }
  return notFound("No cluster found for name: " + name + ".", "/" + std::string(member));
}

std::string clusterArnOf(const std::string& name) {
  return std::string("arn:aws:eks:") + kRegion + ":" + kAccountId + ":cluster/" + name;
}

// Model choice: everything is ACTIVE at once; in AWS a control plane takes about ten minutes.
JsonValue clusterJsonOf(const EksCluster& cluster, const char* status) {
  JsonValue subnets = JsonValue::array();
  for (const std::string& id : cluster.subnetIds) subnets.push(id);
  JsonValue json = JsonValue::object();
  json.set("name", cluster.name);
  json.set("arn", clusterArnOf(cluster.name));
  json.set("createdAt", isoTimestamp(cluster.createdAt));
  json.set("version", cluster.version);
  json.set("roleArn", cluster.roleArn);
  json.set("resourcesVpcConfig", JsonValue::object({{"subnetIds", std::move(subnets)}}));
  json.set("status", status);
  return json;
}

JsonValue nodegroupJson(const EksCluster& cluster, const Nodegroup& group, const char* status) {
  return JsonValue::object(
      {{"nodegroupName", group.nodegroupName},
       {"clusterName", cluster.name},
       {"createdAt", isoTimestamp(group.createdAt)},
       {"status", status},
       {"capacityType", "ON_DEMAND"},
       {"instanceTypes", JsonValue::array({group.instanceType})},
       {"scalingConfig", JsonValue::object({{"minSize", group.minSize},
                                            {"maxSize", group.maxSize},
                                            {"desiredSize", group.desiredSize}})}});
}

JsonValue profileJson(const EksCluster& cluster, const EksFargateProfile& profile,
                      const char* status) {
  return JsonValue::object({{"fargateProfileName", profile.fargateProfileName},
                            {"clusterName", cluster.name},
                            {"podExecutionRoleArn", profile.podExecutionRoleArn},
                            {"status", status}});
}

Nodegroup* livingGroup(EksCluster& cluster, const std::string& name) {
  for (Nodegroup& group : cluster.nodegroups) {
    if (group.deletedAt == kNever && group.nodegroupName == name) return &group;
  }
  return nullptr;
}

// Position of the profile, or how many there are.
std::size_t livingProfile(const EksCluster& cluster, const std::string& name) {
  std::size_t i = 0;
  for (; i < cluster.fargateProfiles.size(); ++i) {
    const EksFargateProfile& profile = cluster.fargateProfiles[i];
    if (!profile.deleted && profile.fargateProfileName == name) break;
  }
  return i;
}

std::int32_t sizeOf(const JsonValue* scaling, std::string_view member, std::int32_t fallback) {
  const JsonValue* value = scaling == nullptr ? nullptr : scaling->find(member);
  return value == nullptr ? fallback : static_cast<std::int32_t>(value->integer());
}

}  // namespace

Result<ApiAnswer> eksCreateCluster(const ApiCall& call) {
  if (auto refused = nameRefused(call, "name", kLongestName)) return *refused;
  const std::string& name = call.text("name");
  if (clusterNamed(call, "name").ok()) {
    return inUse("Cluster already exists with name: " + name, "/name");
  }
  EksCluster cluster;
  cluster.name = name;
  const JsonValue& network = *call.input.find("resourcesVpcConfig");
  if (const JsonValue* subnets = network.find("subnetIds"); subnets != nullptr) {
    for (const JsonValue& id : subnets->items()) cluster.subnetIds.push_back(id.string());
  }
  if (cluster.subnetIds.size() < kSubnetsLeast) {
    return Error{"InvalidParameterException",
                 "Subnets specified must be in at least two different AZs",
                 "/resourcesVpcConfig/subnetIds"};
  }
  cluster.version = call.text("version").empty() ? "1.34" : call.text("version");
  cluster.roleArn = call.text("roleArn");
  cluster.createdAt = call.state.now;
  cluster.createdBy = call.begin(name);
  ApiAnswer answer;
  answer.output.set("cluster", clusterJsonOf(cluster, "ACTIVE"));
  answer.notModelled = call.notModelled({"name", "version", "roleArn", "resourcesVpcConfig"});
  call.simulation().state().functions.clusters.push_back(std::move(cluster));
  return answer;
}

Result<ApiAnswer> eksDescribeCluster(const ApiCall& call) {
  const Result<std::size_t> index = clusterNamed(call, "name");
  if (!index) return index.error();
  ApiAnswer answer;
  answer.output.set("cluster",
                    clusterJsonOf(call.state.functions.clusters[index.value()], "ACTIVE"));
  return answer;
}

Result<ApiAnswer> eksListClusters(const ApiCall& call) {
  JsonValue names = JsonValue::array();
  for (const EksCluster& cluster : call.state.functions.clusters) {
    if (cluster.deletedAt == kNever) names.push(cluster.name);
  }
  ApiAnswer answer;
  answer.output.set("clusters", std::move(names));
  return answer;
}

Result<ApiAnswer> eksDeleteCluster(const ApiCall& call) {
  const Result<std::size_t> index = clusterNamed(call, "name");
  if (!index) return index.error();
  const EksCluster& known = call.state.functions.clusters[index.value()];
  for (const Nodegroup& group : known.nodegroups) {
    if (group.deletedAt == kNever) return inUse("Cluster has nodegroups attached", "/name");
  }
  for (const EksFargateProfile& profile : known.fargateProfiles) {
    if (!profile.deleted) return inUse("Cluster has Fargate profiles attached", "/name");
  }
  (void)call.begin(known.name);
  EksCluster& cluster = call.simulation().state().functions.clusters[index.value()];
  cluster.deletedAt = call.state.now;
  ApiAnswer answer;
  answer.output.set("cluster", clusterJsonOf(cluster, "DELETING"));
  return answer;
}

Result<ApiAnswer> eksCreateNodegroup(const ApiCall& call) {
  if (auto refused = nameRefused(call, "nodegroupName", kLongestNodegroupName)) return *refused;
  const Result<std::size_t> index = clusterNamed(call, "clusterName");
  if (!index) return index.error();
  EksCluster& cluster = call.simulation().state().functions.clusters[index.value()];
  const std::string& name = call.text("nodegroupName");
  if (livingGroup(cluster, name) != nullptr) {
    return inUse("NodeGroup already exists with name " + name + " and cluster name " + cluster.name,
                 "/nodegroupName");
  }
  Nodegroup group;
  group.nodegroupName = name;
  const std::vector<std::string> types = call.strings("instanceTypes");
  if (!types.empty()) group.instanceType = types.front();
  if (ec2Price(group.instanceType) == nullptr) {
    return Error{"SimNotModelled",
                 "There is no price for instance type " + group.instanceType + " here.",
                 "/instanceTypes/0"};
  }
  const JsonValue* scaling = call.input.find("scalingConfig");
  group.minSize = sizeOf(scaling, "minSize", 1);
  group.maxSize = sizeOf(scaling, "maxSize", 2);
  group.desiredSize = sizeOf(scaling, "desiredSize", 2);
  if (group.desiredSize < group.minSize || group.desiredSize > group.maxSize) {
    return Error{"InvalidParameterException",
                 "Minimum capacity " + std::to_string(group.minSize) + " and maximum capacity " +
                     std::to_string(group.maxSize) + " must enclose the desired capacity " +
                     std::to_string(group.desiredSize),
                 "/scalingConfig/desiredSize"};
  }
  group.createdAt = call.state.now;
  group.createdBy = call.begin(name);
  ApiAnswer answer;
  answer.output.set("nodegroup", nodegroupJson(cluster, group, "ACTIVE"));
  answer.notModelled =
      call.notModelled({"clusterName", "nodegroupName", "scalingConfig", "instanceTypes"});
  cluster.nodegroups.push_back(std::move(group));
  return answer;
}

Result<ApiAnswer> eksDeleteNodegroup(const ApiCall& call) {
  const Result<std::size_t> index = clusterNamed(call, "clusterName");
  if (!index) return index.error();
  EksCluster& cluster = call.simulation().state().functions.clusters[index.value()];
  Nodegroup* group = livingGroup(cluster, call.text("nodegroupName"));
  if (group == nullptr) {
    return notFound("No node group found for name: " + call.text("nodegroupName") + ".",
                    "/nodegroupName");
  }
  (void)call.begin(group->nodegroupName);
  group->deletedAt = call.state.now;
  ApiAnswer answer;
  answer.output.set("nodegroup", nodegroupJson(cluster, *group, "DELETING"));
  return answer;
}

Result<ApiAnswer> eksCreateFargateProfile(const ApiCall& call) {
  if (auto refused = nameRefused(call, "fargateProfileName", kLongestName)) return *refused;
  const Result<std::size_t> index = clusterNamed(call, "clusterName");
  if (!index) return index.error();
  EksCluster& cluster = call.simulation().state().functions.clusters[index.value()];
  const std::string& name = call.text("fargateProfileName");
  if (livingProfile(cluster, name) < cluster.fargateProfiles.size()) {
    return inUse("Fargate Profile already exists with name: " + name, "/fargateProfileName");
  }
  (void)call.begin(name);
  cluster.fargateProfiles.push_back({name, call.text("podExecutionRoleArn"), false});
  ApiAnswer answer;
  answer.output.set("fargateProfile",
                    profileJson(cluster, cluster.fargateProfiles.back(), "ACTIVE"));
  answer.notModelled =
      call.notModelled({"clusterName", "fargateProfileName", "podExecutionRoleArn"});
  return answer;
}

Result<ApiAnswer> eksDeleteFargateProfile(const ApiCall& call) {
  const Result<std::size_t> index = clusterNamed(call, "clusterName");
  if (!index) return index.error();
  EksCluster& cluster = call.simulation().state().functions.clusters[index.value()];
  const std::size_t position = livingProfile(cluster, call.text("fargateProfileName"));
  if (position == cluster.fargateProfiles.size()) {
    return notFound("No Fargate Profile found with name: " + call.text("fargateProfileName") + ".",
                    "/fargateProfileName");
  }
  EksFargateProfile& profile = cluster.fargateProfiles[position];
  (void)call.begin(profile.fargateProfileName);
  profile.deleted = true;
  ApiAnswer answer;
  answer.output.set("fargateProfile", profileJson(cluster, profile, "DELETING"));
  return answer;
}

Result<ApiAnswer> eksNotModelled(const ApiCall& call) {
  return Error{"SimNotModelled",
               call.request.operation +
                   " needs a Kubernetes control plane, and there is none inside: EKS is here as a "
                   "price and a list of limits, to compare it with ECS.",
               ""};
}

Result<ApiAnswer> simRunPods(const ApiCall& call) {
  const Result<std::size_t> index = clusterNamed(call, "cluster");
  if (!index) return index.error();
  if (!call.text("fargateProfile").empty()) {
    const EksCluster& cluster = call.state.functions.clusters[index.value()];
    if (livingProfile(cluster, call.text("fargateProfile")) == cluster.fargateProfiles.size()) {
      return notFound("No Fargate Profile found with name: " + call.text("fargateProfile") + ".",
                      "/fargateProfile");
    }
    struct Limit {
      const char* member;
      const char* why;
    };
    for (const Limit limit :
         {Limit{"spot", "EKS on Fargate has no Spot; ECS has FARGATE_SPOT."},
          Limit{"arm", "EKS on Fargate runs x86 only; ECS on Fargate runs ARM as well."},
          Limit{"gpu", "Fargate has no GPUs; use a node group of GPU instances."},
          Limit{"daemonSet",
                "On Fargate each pod has a machine to itself, so there is no node for a "
                "DaemonSet to share; use a sidecar or a node group."}}) {
      if (call.flag(limit.member)) {
        return Error{"SimInvalidRequest", limit.why, std::string("/") + limit.member};
      }
    }
  }
  return Error{"SimNotModelled",
               "Pods are not run here: there is no Kubernetes inside. On Fargate each would cost "
               "what an ECS task of its size costs, beside 0.10 dollars an hour for the cluster.",
               ""};
}

}  // namespace taskyard
