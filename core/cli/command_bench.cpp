// bench: a fixed workload through the real engine.
//
// N services of D tasks each. Tasks live 30 minutes on average (their container exits by itself),
// are checked every 10 s with one failure in 50 checks, and are replaced after three failures in a
// row; every service's desiredCount goes up and down between 80 % and 120 % of D once a minute,
// each at its own second. Everything is asked for through the API, as a learner would; the history
// is dropped as it grows, because nobody reads it. The size "quota" adds container instances, as
// many as a cluster may have, each with a task of a daemon service. Events counted: timers run by
// the engine + health checks evaluated. Most checks need no timer of their own; those of containers
// still running at the end are settled into the count.

#ifdef __EMSCRIPTEN__
#include <emscripten/heap.h>
#else
#include <sys/resource.h>
#endif

#include <algorithm>
#include <chrono>

#include "api/api.h"
#include "base/hash.h"
#include "cli/command.h"
#include "engine/simulation.h"
#include "model/state_hash.h"

namespace taskyard::cli {

namespace {

struct BenchSize {
  std::string_view name;
  std::int32_t services;
  std::int32_t tasks;
  std::int32_t containerInstances;  // each with a task of a daemon service
};
constexpr BenchSize kSizes[] = {{"small", 10, 10, 0},
                                {"medium", 100, 50, 0},
                                {"large", 1000, 100, 0},
                                {"quota", 25, 4000, 5000}};

constexpr DurationMs kScalingEveryMs = kMinute;
constexpr std::int64_t kCheckIntervalSeconds = 10;

// The demand of the workload: a triangle wave of 20 minutes between 80 % and 120 %.
std::int64_t desiredAt(TimeMs now, std::int64_t service, std::int64_t tasks) {
  const std::int64_t phase = (now + 60000 * service) % 1200000;
  const std::int64_t q = std::min(phase, 1200000 - phase);
  const std::int64_t low = tasks - tasks / 5;
  const std::int64_t high = tasks + tasks / 5;
  return low + (high - low) * q / 600000;
}

// 100,000 tasks need more addresses than the largest VPC (65,536) has.
constexpr std::int64_t kVpcs = 3;
constexpr std::int64_t kZones = 3;

std::string nameOfVpc(std::int64_t vpc) { return "bench-" + std::to_string(vpc); }
std::string nameOfSubnet(std::int64_t vpc, std::int64_t zone) {
  return nameOfVpc(vpc) + "-" + std::to_string(zone);
}

JsonValue nameTag(const char* type, const std::string& name) {
  JsonValue tag = JsonValue::object({{"Key", "Name"}, {"Value", name}});
  JsonValue tags =
      JsonValue::object({{"ResourceType", type}, {"Tags", JsonValue::array({std::move(tag)})}});
  return JsonValue::array({std::move(tags)});
}

std::string nameOfService(std::int64_t service) { return "service-" + std::to_string(service); }

class Bench {
 public:
  Bench(const BenchSize& size, std::uint64_t seed) : size_(size), state_(newAccount(seed)) {}

  Result<Done> run(DurationMs duration) {
    const Result<Done> ready = prepare();
    if (!ready) return ready;
    // Each service scales at its own moment of the minute; a wave is in order of those.
    std::vector<std::pair<TimeMs, std::int64_t>> wave;
    for (std::int64_t s = 0; s < size_.services; ++s) wave.emplace_back(1 + 977 * s % 60000, s);
    std::sort(wave.begin(), wave.end());
    for (TimeMs minute = 0; minute < duration; minute += kScalingEveryMs) {
      for (const auto& [offset, service] : wave) {
        if (minute + offset > duration) break;
        advanceTo(minute + offset);
        const Result<Done> scaled = scale(service);
        if (!scaled) return scaled;
      }
    }
    advanceTo(duration);
    return Done{};
  }

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] std::int64_t tasksRunning() const {
    return std::count_if(state_.tasks.begin(), state_.tasks.end(), [](const Task& task) {
      return task.inUse && task.lastStatus == TaskStatus::RUNNING;
    });
  }
  [[nodiscard]] std::int64_t containerInstances() const {
    return std::count_if(state_.capacity.instances.begin(), state_.capacity.instances.end(),
                         [](const ContainerInstance& instance) { return instance.agentConnected; });
  }
  [[nodiscard]] std::uint64_t events() const {
    return state_.timersRun + state_.healthChecksRun + checksNotSettled();
  }

 private:
  Result<Done> call(const char* service, const char* operation, JsonValue input) {
    return applyRequest(state_, log_, {service, operation, std::move(input)});
  }

  void advanceTo(TimeMs at) {
    Simulation(state_, log_).advanceTo(at);
    log_.dropAll();
  }

  Result<Done> prepare() {
    const Result<JsonValue> definition = parseJson(R"({
      "family": "bench", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
      "cpu": "256", "memory": "512", "containerDefinitions": [{
        "name": "app", "image": "bench:1", "healthCheck": {
          "command": ["CMD-SHELL", "true"], "interval": 10, "timeout": 5, "retries": 3}}]})");
    Result<Done> done = call("sim", "SimPutImage",
                             JsonValue::object({{"image", "bench:1"},
                                                {"sizeMiB", 200},
                                                {"meanLifetimeSeconds", 1800},
                                                {"healthCheckFailuresPerMillion", 20000}}));
    for (std::int64_t v = 0; done && v < kVpcs; ++v) done = createVpc(v);
    if (done) done = call("ecs", "CreateCluster", JsonValue::object({{"clusterName", "bench"}}));
    if (done) done = call("ecs", "RegisterTaskDefinition", definition.value());
    for (std::int64_t s = 0; done && s < size_.services; ++s) done = createService(s);
    if (done && size_.containerInstances > 0) done = createContainerInstances();
    return done;
  }

  Result<Done> createContainerInstances() {
    const Result<JsonValue> launchTemplate = parseJson(R"({
      "LaunchTemplateName": "nodes", "LaunchTemplateData": {
        "InstanceType": "m5.large", "IamInstanceProfile": {"Name": "ecsInstanceRole"},
        "UserData": "IyEvYmluL2Jhc2gKZWNobyBFQ1NfQ0xVU1RFUj1iZW5jaCA+PiAvZXRjL2Vjcy9lY3MuY29uZmlnCg=="}})");
    const Result<JsonValue> definition = parseJson(R"({
      "family": "watcher", "requiresCompatibilities": ["EC2"], "networkMode": "bridge",
      "containerDefinitions": [{"name": "watcher", "image": "watcher:1", "cpu": 128,
                                "memory": 256}]})");
    JsonValue group =
        JsonValue::object({{"AutoScalingGroupName", "nodes"},
                           {"LaunchTemplate", JsonValue::object({{"LaunchTemplateName", "nodes"}})},
                           {"MinSize", 0},
                           {"MaxSize", size_.containerInstances},
                           {"DesiredCapacity", size_.containerInstances},
                           {"VPCZoneIdentifier", namedId("subnet", nameOfSubnet(0, 0)) + "," +
                                                     namedId("subnet", nameOfSubnet(1, 1)) + "," +
                                                     namedId("subnet", nameOfSubnet(2, 2))}});
    Result<Done> done = call("ec2", "CreateLaunchTemplate", launchTemplate.value());
    if (done) done = call("autoscaling", "CreateAutoScalingGroup", std::move(group));
    if (done) done = call("ecs", "RegisterTaskDefinition", definition.value());
    if (!done) return done;
    return call("ecs", "CreateService",
                JsonValue::object({{"cluster", "bench"},
                                   {"serviceName", "watcher"},
                                   {"taskDefinition", "watcher"},
                                   {"launchType", "EC2"},
                                   {"schedulingStrategy", "DAEMON"}}));
  }

  // A VPC as large as AWS makes them, with a public subnet of 16,379 addresses in each zone.
  Result<Done> createVpc(std::int64_t vpc) {
    const std::string name = nameOfVpc(vpc);
    const std::string block = "10." + std::to_string(vpc) + ".";
    const std::string id = namedId("vpc", name);
    const std::string gateway = namedId("igw", name);
    Result<Done> done = call("ec2", "CreateVpc",
                             JsonValue::object({{"CidrBlock", block + "0.0/16"},
                                                {"TagSpecifications", nameTag("vpc", name)}}));
    for (std::int64_t zone = 0; done && zone < kZones; ++zone) {
      done = call(
          "ec2", "CreateSubnet",
          JsonValue::object({{"VpcId", id},
                             {"CidrBlock", block + std::to_string(zone * 64) + ".0/18"},
                             {"AvailabilityZone", zoneName(static_cast<std::uint8_t>(zone))},
                             {"TagSpecifications", nameTag("subnet", nameOfSubnet(vpc, zone))}}));
    }
    if (done) {
      done = call("ec2", "CreateInternetGateway",
                  JsonValue::object({{"TagSpecifications", nameTag("internet-gateway", name)}}));
    }
    if (done) {
      done = call("ec2", "AttachInternetGateway",
                  JsonValue::object({{"InternetGatewayId", gateway}, {"VpcId", id}}));
    }
    if (!done) return done;
    return call("ec2", "CreateRoute",
                JsonValue::object({{"RouteTableId", namedId("rtb", name + "-main")},
                                   {"DestinationCidrBlock", "0.0.0.0/0"},
                                   {"GatewayId", gateway}}));
  }

  Result<Done> createService(std::int64_t service) {
    JsonValue subnets = JsonValue::array();
    for (std::int64_t zone = 0; zone < kZones; ++zone) {
      subnets.push(namedId("subnet", nameOfSubnet(service % kVpcs, zone)));
    }
    JsonValue network = JsonValue::object();
    network.set("subnets", std::move(subnets));
    network.set("assignPublicIp", "ENABLED");
    JsonValue input = JsonValue::object({{"cluster", "bench"},
                                         {"serviceName", nameOfService(service)},
                                         {"taskDefinition", "bench"},
                                         {"launchType", "FARGATE"},
                                         {"desiredCount", size_.tasks}});
    input.set("networkConfiguration",
              JsonValue::object({{"awsvpcConfiguration", std::move(network)}}));
    return call("ecs", "CreateService", std::move(input));
  }

  Result<Done> scale(std::int64_t service) {
    return call("ecs", "UpdateService",
                JsonValue::object({{"cluster", "bench"},
                                   {"service", nameOfService(service)},
                                   {"desiredCount", desiredAt(state_.now, service, size_.tasks)}}));
  }

  // Checks that have passed by but that the engine has not had to look at.
  [[nodiscard]] std::uint64_t checksNotSettled() const {
    std::uint64_t count = 0;
    for (const Task& task : state_.tasks) {
      if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) continue;
      const Container& container = state_.containers[task.firstContainer.value];
      const std::int64_t passed =
          (state_.now - container.startedAt) / (kCheckIntervalSeconds * kSecond);
      if (passed > container.healthChecksDone) {
        count += static_cast<std::uint64_t>(passed) - container.healthChecksDone;
      }
    }
    return count;
  }

  BenchSize size_;
  State state_;
  EventLog log_;
};

std::int64_t peakRssKb() {
#ifdef __EMSCRIPTEN__
  return static_cast<std::int64_t>(emscripten_get_heap_size() / 1024);  // never shrinks
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return usage.ru_maxrss / 1024;
#else
  return usage.ru_maxrss;
#endif
#endif
}

// "1.234" from microseconds.
JsonValue seconds(std::int64_t microseconds) {
  std::string fraction = std::to_string(microseconds % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return JsonValue::real(std::to_string(microseconds / 1'000'000) + "." + fraction);
}

const BenchSize* findSize(std::string_view name) {
  for (const BenchSize& size : kSizes) {
    if (size.name == name) return &size;
  }
  return nullptr;
}

std::int64_t microsecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start)
      .count();
}

// What a snapshot or a branch costs.
std::int64_t copyMicroseconds(const State& state) {
  const auto start = std::chrono::steady_clock::now();
  const State copy = state;
  const std::int64_t taken = microsecondsSince(start);
  TY_ASSERT(copy.now == state.now);
  return taken;
}

JsonValue reportJson(const BenchSize& size, DurationMs duration, const Bench& bench,
                     std::int64_t wallMicroseconds) {
  const std::int64_t wall = std::max<std::int64_t>(wallMicroseconds, 1);
  const auto events = static_cast<std::int64_t>(bench.events());
  JsonValue json = JsonValue::object();
  json.set("size", size.name);
  json.set("services", size.services);
  json.set("tasks", static_cast<std::int64_t>(size.services) * size.tasks);
  json.set("simulatedSeconds", duration / kSecond);
  json.set("events", events);
  json.set("wallSeconds", seconds(wall));
  json.set("eventsPerSecond", events * 1'000'000 / wall);
  json.set("simulatedSecondsPerSecond", duration * 1000 / wall);
  json.set("stateCopySeconds", seconds(copyMicroseconds(bench.state())));
  json.set("peakRssKb", peakRssKb());
  json.set("stateHash", hex64(stateHash(bench.state())));
  json.set("timersRun", static_cast<std::int64_t>(bench.state().timersRun));
  json.set("healthChecks", events - static_cast<std::int64_t>(bench.state().timersRun));
  json.set("tasksLaunched", bench.state().tasksLaunched);
  json.set("tasksRunning", bench.tasksRunning());
  json.set("containerInstances", bench.containerInstances());
  json.set("seed", static_cast<std::int64_t>(bench.state().seed));
  return json;
}

}  // namespace

int benchCommand(const Invocation& invocation) {
  const std::vector<std::string>& words = invocation.arguments.words();
  const std::string name = words.empty() ? "small" : words[0];
  const BenchSize* size = findSize(name);
  if (size == nullptr) {
    return refuse(invocation,
                  Error{"UsageError", "\"" + name +
                                          "\" is no size; there are small, medium, large and "
                                          "quota"});
  }
  const Result<std::optional<std::uint64_t>> seed = seedOf(invocation);
  if (!seed) return refuse(invocation, seed.error());
  Result<DurationMs> duration = kHour;
  if (invocation.arguments.has("--for")) {
    duration = parseDuration(invocation.arguments.value("--for"));
  }
  if (!duration) return refuse(invocation, duration.error());

  Bench bench(*size, seed.value().value_or(1));
  const auto start = std::chrono::steady_clock::now();
  const Result<Done> done = bench.run(duration.value());
  const std::int64_t wall = microsecondsSince(start);
  if (!done) return refuse(invocation, done.error());
  const JsonValue report = reportJson(*size, duration.value(), bench, wall);
  if (invocation.json()) {
    printJson(report);
    return kGood;
  }
  for (const auto& [key, value] : report.members()) {
    print(key + ": " + (value.isInteger() ? std::to_string(value.integer()) : value.string()));
  }
  return kGood;
}

}  // namespace taskyard::cli
