#include "app/files.h"

#include <utility>

#include "api/aws_cli.h"
#include "api/shapes.h"
#include "app/app.h"
#include "engine/reachability.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr int kSaveVersion = 1;
constexpr JsonLimits kSaveLimits{.bytes = 16u << 20, .depth = 96};
constexpr int kServiceTasks = 3;

Error inside(Error error, std::string_view place) {
  error.path = std::string(place) + error.path;
  return error;
}

// What RegisterTaskDefinition takes of the file: without the wrapper and without the members that
// only ECS writes.
JsonValue registrationBody(const JsonValue& file) {
  const JsonValue* wrapped = file.find("taskDefinition");
  const JsonValue& source = wrapped != nullptr && wrapped->isObject() ? *wrapped : file;
  const OperationShape* operation = findOperation("ecs", "RegisterTaskDefinition");
  JsonValue body = JsonValue::object();
  if (!source.isObject()) return body;
  for (const auto& [key, value] : source.members()) {
    if (operation->input->find(key) != nullptr) body.set(key, value);
  }
  const JsonValue* tags = file.find("tags");
  if (wrapped != nullptr && tags != nullptr && tags->isArray() && !tags->items().empty()) {
    body.set("tags", *tags);
  }
  return body;
}

Result<Run> loadRun(const Study& study, const JsonValue& file) {
  const std::string& id = file.text("scenario");
  RunStart start;
  if (!id.empty()) {
    const Scenario* scenario = study.content.findScenario(id);
    if (scenario == nullptr) {
      return Error{"UnknownScenario",
                   "The file belongs to a scenario that is not here: \"" + id + "\".", "/scenario",
                   0};
    }
    start = startOf(*scenario);
  }
  const JsonValue* seed = file.find("seed");
  if (seed != nullptr && seed->isInteger())
    start.seed = static_cast<std::uint64_t>(seed->integer());
  return Run::load(file, std::move(start));
}

struct LoadedLesson {
  std::string id;
  std::size_t step = 0;
  std::optional<Run> run;
};

Result<LoadedLesson> loadLesson(const Study& study, const JsonValue& file) {
  LoadedLesson loaded;
  loaded.id = file.text("id");
  const Lesson* lesson = study.content.findLesson(loaded.id);
  const JsonValue* run = file.find("run");
  // A lesson that has left the content is no reason to refuse the rest.
  if (lesson == nullptr || run == nullptr) return LoadedLesson{};
  for (std::size_t i = 0; i < lesson->steps.size(); ++i) {
    if (lesson->steps[i].id == file.text("step")) loaded.step = i;
  }
  Result<Run> result = loadRun(study, *run);
  if (!result) return inside(result.error(), "/run");
  loaded.run = std::move(result.value());
  return loaded;
}

// A service name that is free in the cluster: the family, or the family with a number.
std::string freeServiceName(const State& state, const std::string& family) {
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? family : family + "-" + std::to_string(number);
    bool taken = false;
    for (const Service& service : state.services) {
      taken = taken || (service.serviceName == name && service.status != ServiceStatus::INACTIVE);
    }
    if (!taken) return name;
  }
}

std::string firstCluster(const State& state) {
  for (const Cluster& cluster : state.clusters) {
    if (cluster.status == ClusterStatus::ACTIVE) return cluster.clusterName;
  }
  return "";
}

JsonValue publicSubnets(const State& state) {
  JsonValue subnets = JsonValue::array();
  for (const Subnet& subnet : state.subnets) {
    if (isPublicSubnet(state, subnet)) subnets.push(subnet.subnetId);
  }
  return subnets;
}

JsonValue serviceInput(const State& state, const std::string& cluster, const std::string& name,
                       const std::string& definition) {
  JsonValue awsvpc = JsonValue::object();
  awsvpc.set("subnets", publicSubnets(state)).set("assignPublicIp", "ENABLED");
  JsonValue input = JsonValue::object();
  input.set("cluster", cluster)
      .set("serviceName", name)
      .set("taskDefinition", definition)
      .set("desiredCount", kServiceTasks)
      .set("launchType", "FARGATE")
      .set("networkConfiguration", JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}}));
  return input;
}

}  // namespace

FileKind kindOf(std::string_view text) {
  const Result<JsonValue> json = parseJson(text, kSaveLimits);
  if (!json || !json.value().isObject()) return FileKind::TaskDefinition;
  for (const char* key : {"taskyardSave", "taskyard", "taskyardProgress"}) {
    if (json.value().find(key) != nullptr) return FileKind::Save;
  }
  return FileKind::TaskDefinition;
}

DroppedFile readDropped(std::string name, std::string_view text) {
  DroppedFile file;
  file.name = std::move(name);
  file.report = validateTaskDefinitionText(text);
  if (text.size() > kMostTaskDefinitionFileBytes) return file;
  const Result<JsonValue> json = parseJson(text);
  if (!json || !json.value().isObject()) return file;
  TaskDefinitionReading reading = readTaskDefinition(json.value());
  file.readable = true;
  file.definition = std::move(reading.definition);
  file.body = registrationBody(json.value());
  if (file.report.accepted && !requiresCompatibility(file.definition, "FARGATE")) {
    file.fargateProblems = validateForFargate(file.definition);
  }
  return file;
}

std::vector<Request> serviceRequests(const State& state, const JsonValue& body) {
  std::vector<Request> requests;
  std::string cluster = firstCluster(state);
  if (cluster.empty()) {
    cluster = "demo";
    requests.push_back({"ecs", "CreateCluster", JsonValue::object({{"clusterName", cluster}})});
  }
  requests.push_back({"ecs", "RegisterTaskDefinition", body});
  const std::string& family = body.text("family");
  // A family alone means its newest revision.
  requests.push_back({"ecs", "CreateService",
                      serviceInput(state, cluster, freeServiceName(state, family), family)});
  return requests;
}

std::vector<std::string> serviceCommands(const State& state, const JsonValue& body) {
  std::vector<std::string> lines;
  for (const Request& request : serviceRequests(state, body)) {
    lines.push_back(toCommandLine(request));
  }
  return lines;
}

Result<std::string> runAsService(App& app, const JsonValue& body) {
  app.setPlace(Place::Sandbox);
  const std::vector<Request> requests = serviceRequests(app.run().state(), body);
  for (const Request& request : requests) {
    const Result<ApiAnswer> answer = app.call(request);
    if (!answer) return answer.error();
  }
  return requests.back().input.text("serviceName");
}

JsonValue demoTaskDefinition() {
  JsonValue port = JsonValue::object({{"containerPort", 80}, {"protocol", "tcp"}});
  JsonValue container = JsonValue::object(
      {{"name", "web"}, {"image", "public.ecr.aws/nginx/nginx:1.27"}, {"essential", true}});
  container.set("portMappings", JsonValue::array({std::move(port)}));
  JsonValue body = JsonValue::object({{"family", "web"}, {"networkMode", "awsvpc"}});
  body.set("requiresCompatibilities", JsonValue::array({JsonValue("FARGATE")}))
      .set("cpu", "256")
      .set("memory", "512")
      .set("containerDefinitions", JsonValue::array({std::move(container)}));
  return body;
}

JsonValue saveFile(const App& app) {
  JsonValue file = JsonValue::object({{"taskyardSave", kSaveVersion}});
  file.set("sandbox", app.sandbox().save());
  const Study& study = app.study();
  if (const std::optional<LessonRun>& own = app.ownLesson()) {
    JsonValue lesson =
        JsonValue::object({{"id", own->session.lesson().id}, {"step", own->session.step().id}});
    lesson.set("run", own->run.save());
    file.set("lesson", std::move(lesson));
  }
  const Result<JsonValue> progress = parseJson(writeProgress(study.progress), kSaveLimits);
  if (progress) file.set("progress", progress.value());
  return file;
}

Result<Done> loadSaveFile(App& app, std::string_view text) {
  const Result<JsonValue> parsed = parseJson(text, kSaveLimits);
  if (!parsed) return parsed.error();
  const JsonValue& file = parsed.value();
  if (!file.isObject()) {
    return Error{"NotASave", "This is no save file of Taskyard.", "", 0};
  }
  const Study& study = app.study();
  const bool whole = file.find("taskyardSave") != nullptr;
  const JsonValue* sandbox = whole ? file.find("sandbox") : nullptr;
  const JsonValue* lesson = whole ? file.find("lesson") : nullptr;
  const JsonValue* progress = whole ? file.find("progress") : nullptr;
  if (whole) {
    Problems problems;
    ObjectReader reader(file, "", problems);
    if (reader.requiredInteger("taskyardSave") != kSaveVersion && problems.empty()) {
      return Error{"NewerVersion", "This file was saved by another version of Taskyard.",
                   "/taskyardSave", 0};
    }
    sandbox = reader.object("sandbox");
    lesson = reader.object("lesson");
    progress = reader.object("progress");
    reader.rejectUnknownKeys();
    if (!problems.empty()) return problems.front();
  } else if (file.find("taskyardProgress") != nullptr) {
    progress = &file;
  } else if (file.find("taskyard") != nullptr) {
    sandbox = &file;
  } else {
    return Error{"NotASave", "This is no save file of Taskyard.", "", 0};
  }

  // Everything is read before anything is changed.
  std::optional<Run> run;
  if (sandbox != nullptr) {
    Result<Run> loaded = loadRun(study, *sandbox);
    if (!loaded) return inside(loaded.error(), whole ? "/sandbox" : "");
    run = std::move(loaded.value());
  }
  LoadedLesson loadedLesson;
  if (lesson != nullptr) {
    Result<LoadedLesson> loaded = loadLesson(study, *lesson);
    if (!loaded) return inside(loaded.error(), "/lesson");
    loadedLesson = std::move(loaded.value());
  }
  if (progress != nullptr) {
    const Result<ReadProgress> read = readProgress(dumpJson(*progress));
    if (!read) return inside(read.error(), whole ? "/progress" : "");
    app.study().progress = mergeProgress(study.progress, read.value().progress);
    app.study().refusedProgress = read.value().refused;
  }
  if (run) app.replaceSandbox(std::move(*run));
  if (loadedLesson.run) {
    return app.resumeLesson(loadedLesson.id, loadedLesson.step, std::move(*loadedLesson.run));
  }
  return Done{};
}

}  // namespace taskyard
