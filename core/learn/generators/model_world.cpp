#include "learn/generators/model_world.h"

#include "learn/placeholders.h"

namespace taskyard {

namespace {

constexpr const char* kSubnets = R"("subnets":["subnet-0a11","subnet-0b22","subnet-0c33"])";

Run bareRun(std::uint64_t seed) {
  Result<Run> run = Run::begin(RunStart{.scenario = "", .seed = seed});
  TY_ASSERT(run.ok());  // an account without a script refuses nothing
  return std::move(run.value());
}

Result<Request> requestOf(const std::string& service, const std::string& operation,
                          const std::string& input) {
  const Result<JsonValue> parsed = parseJson(input);
  if (!parsed) return parsed.error();
  Result<JsonValue> filled = fillPlaceholders(parsed.value(), standIns());
  if (!filled) return filled.error();
  return Request{service, operation, std::move(filled.value())};
}

std::int64_t countTasks(const State& state, bool onlyRunning) {
  std::int64_t count = 0;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
    count += !onlyRunning || task.lastStatus == TaskStatus::RUNNING ? 1 : 0;
  }
  return count;
}

}  // namespace

ModelWorld::ModelWorld(std::uint64_t seed) : run_(bareRun(seed)) {
  call("ecs", "CreateCluster", R"({"clusterName":"demo"})");
}

void ModelWorld::call(const std::string& service, const std::string& operation,
                      const std::string& input) {
  if (!error_.empty()) return;
  const Result<Request> request = requestOf(service, operation, input);
  const Result<ApiAnswer> answer =
      request ? run_.call(request.value()) : Result<ApiAnswer>(request.error());
  if (!answer) error_ = operation + ": " + answer.error().message;
}

bool ModelWorld::accepts(const std::string& service, const std::string& operation,
                         const std::string& input) {
  const Result<Request> request = requestOf(service, operation, input);
  return request && run_.call(request.value()).ok();
}

void ModelWorld::advance(DurationMs duration) {
  if (error_.empty()) run_.advance(duration);
}

void ModelWorld::watch(DurationMs duration, const std::function<void(const State&)>& look) {
  const TimeMs end = run_.now() + duration;
  while (error_.empty() && run_.now() < end) {
    run_.advanceToNextEvent(end - run_.now());
    look(run_.state());
  }
}

void ModelWorld::registerApp(const std::string& more) {
  call("ecs", "RegisterTaskDefinition",
       R"({"family":"app","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
       R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app",)"
       R"("image":"public.ecr.aws/docker/library/httpd:2.4")" +
           more + "}]}");
}

void ModelWorld::createApp(std::int64_t desired, const std::string& more) {
  call("ecs", "CreateService",
       R"({"cluster":"demo","serviceName":"app","taskDefinition":"app","desiredCount":)" +
           std::to_string(desired) + R"(,"networkConfiguration":{"awsvpcConfiguration":{)" +
           kSubnets + R"(,"assignPublicIp":"ENABLED"}},)" + more + "}");
}

void ModelWorld::addInstances(const std::string& type, std::int64_t count) {
  constexpr DurationMs kBoot = 5 * kMinute;  // longer than any instance here takes
  // echo ECS_CLUSTER=demo >> /etc/ecs/ecs.config
  call("ec2", "CreateLaunchTemplate",
       R"({"LaunchTemplateName":"nodes","LaunchTemplateData":{"InstanceType":")" + type +
           R"(","IamInstanceProfile":{"Name":"ecsInstanceRole"},"UserData":)"
           R"("IyEvYmluL2Jhc2gKZWNobyBFQ1NfQ0xVU1RFUj1kZW1vID4+IC9ldGMvZWNzL2Vjcy5jb25maWcK"}})");
  call("autoscaling", "CreateAutoScalingGroup",
       R"({"AutoScalingGroupName":"nodes","LaunchTemplate":{"LaunchTemplateName":"nodes"},)"
       R"("MinSize":0,"DesiredCapacity":)" +
           std::to_string(count) + R"(,"MaxSize":)" + std::to_string(count) +
           R"(,"VPCZoneIdentifier":"subnet-0a11,subnet-0b22,subnet-0c33"})");
  advance(kBoot);
}

void ModelWorld::createJob(const std::string& networkMode, std::int64_t cpu, std::int64_t memory,
                           std::int64_t desired, const std::string& more) {
  call("ecs", "RegisterTaskDefinition",
       R"({"family":"job","networkMode":")" + networkMode +
           R"(","containerDefinitions":[{"name":"job",)"
           R"("image":"public.ecr.aws/docker/library/httpd:2.4","cpu":)" +
           std::to_string(cpu) + R"(,"memory":)" + std::to_string(memory) + "}]}");
  std::string network;
  if (networkMode == "awsvpc") {
    network = std::string(R"(,"networkConfiguration":{"awsvpcConfiguration":{)") + kSubnets + "}}";
  }
  call("ecs", "CreateService",
       R"({"cluster":"demo","serviceName":"job","taskDefinition":"job","launchType":"EC2",)"
       R"("desiredCount":)" +
           std::to_string(desired) + network + more + "}");
}

std::int64_t ModelWorld::running() const { return runningTasks(state()); }
std::int64_t ModelWorld::live() const { return liveTasks(state()); }

std::int64_t runningTasks(const State& state) { return countTasks(state, true); }
std::int64_t liveTasks(const State& state) { return countTasks(state, false); }

Result<Draft> draftOr(const ModelWorld& world, Draft draft) {
  if (!world.error().empty()) return Error{"Generator", world.error()};
  return draft;
}

}  // namespace taskyard
