// Save files: what stays of a session.
//   {"taskyardSave": 2, "sandbox": {...}, "lesson"?: {"id", "step", "run"},
//    "branches": [{"name", "run"}], "branchesMade": n, "progress": {...}}
// Version 1 had no branches.

#include <utility>

#include "app/app.h"
#include "app/files.h"

namespace taskyard {

namespace {

constexpr int kSaveVersion = 2;
constexpr int kVersionWithoutBranches = 1;
constexpr JsonLimits kSaveLimits{.bytes = 16u << 20, .depth = 96};
constexpr std::int64_t kBranchNumberMost = 1'000'000;

Error inside(Error error, std::string_view place) {
  error.path = std::string(place) + error.path;
  return error;
}

Error notASave() {
  return {"NotASave",
          "This is no save file of Taskyard. Choose one that the button Save has written.", "", 0};
}

Error otherVersion(std::int64_t version) {
  return {"NewerVersion",
          "This file has version " + std::to_string(version) + "; this page reads versions " +
              std::to_string(kVersionWithoutBranches) + " to " + std::to_string(kSaveVersion) +
              ". Reload the page to get its newest version, then load the file again.",
          "/taskyardSave", 0};
}

Result<Run> loadRun(const Study& study, const JsonValue& file) {
  const std::string& id = file.text("scenario");
  RunStart start;
  if (!id.empty()) {
    const Scenario* scenario = study.content.findScenario(id);
    if (scenario == nullptr) {
      return Error{"UnknownScenario",
                   "The file belongs to a scenario that is not here: \"" + id +
                       "\". Load it where it was saved.",
                   "/scenario", 0};
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

struct LoadedBranches {
  std::vector<Branch> branches;
  std::int64_t made = 0;
  Problems leftOut;  // branches that cannot be played here (any more), with their places
};

// Errors: a list that is no list of branches. What one of them needs may have left the content,
// which is no reason to refuse the rest.
Result<LoadedBranches> loadBranches(const Study& study, const JsonValue& list, std::int64_t made) {
  LoadedBranches loaded;
  loaded.made = made;
  const std::size_t count = list.items().size();
  if (count > kBranchesMost) {
    return Error{"TooManyBranches",
                 "The file has " + std::to_string(count) + " branches, and there is room for " +
                     std::to_string(kBranchesMost) + ". Remove some of them from the file.",
                 "", 0};
  }
  for (std::size_t i = 0; i < count; ++i) {
    Problems problems;
    const std::string place = pointerTo("", i);
    ObjectReader reader(list.items()[i], place, problems);
    std::string name = reader.requiredString("name");
    const JsonValue* file = reader.requiredObject("run");
    reader.rejectUnknownKeys();
    if (!problems.empty()) {
      Error error = problems.front();
      error.message += ". Put it right or remove this branch from the file.";
      return error;
    }
    Result<Run> run = loadRun(study, *file);
    if (!run) {
      Error error = inside(run.error(), place + "/run");
      error.message += " The branch \"" + name + "\" is left out";
      loaded.leftOut.push_back(std::move(error));
      continue;
    }
    loaded.branches.push_back({std::move(name), std::move(run.value())});
  }
  return loaded;
}

JsonValue savedBranches(const TimeStudy& time) {
  JsonValue list = JsonValue::array();
  for (const Branch& branch : time.branches) {
    JsonValue entry = JsonValue::object({{"name", branch.name}});
    entry.set("run", branch.run.save());
    list.push(std::move(entry));
  }
  return list;
}

// The parts of a file that may hold them, nullptr for what is not there.
struct SaveParts {
  const JsonValue* sandbox = nullptr;
  const JsonValue* lesson = nullptr;
  const JsonValue* branches = nullptr;
  const JsonValue* progress = nullptr;
  std::int64_t made = 0;
  bool whole = false;  // not a run or a progress alone

  // Where a part stands in the file.
  [[nodiscard]] std::string_view place(std::string_view part) const {
    return whole ? part : std::string_view();
  }
};

Result<SaveParts> partsOf(const JsonValue& file) {
  SaveParts parts;
  if (!file.isObject()) return notASave();
  if (file.find("taskyardSave") == nullptr) {
    if (file.find("taskyardProgress") != nullptr) {
      parts.progress = &file;
    } else if (file.find("taskyard") != nullptr) {
      parts.sandbox = &file;
    } else {
      return notASave();
    }
    return parts;
  }
  parts.whole = true;
  Problems problems;
  ObjectReader reader(file, "", problems);
  const std::int64_t version = reader.requiredInteger("taskyardSave");
  if (!problems.empty()) return problems.front();
  if (version < kVersionWithoutBranches || version > kSaveVersion) return otherVersion(version);
  parts.sandbox = reader.object("sandbox");
  parts.lesson = reader.object("lesson");
  parts.progress = reader.object("progress");
  if (version > kVersionWithoutBranches) {
    parts.branches = reader.array("branches");
    parts.made = reader.integer("branchesMade", {0, kBranchNumberMost}).value_or(0);
  }
  reader.rejectUnknownKeys();
  if (!problems.empty()) return problems.front();
  return parts;
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
  file.set("branches", savedBranches(app.timeStudy()));
  file.set("branchesMade", static_cast<std::int64_t>(app.timeStudy().made));
  const Result<JsonValue> progress = parseJson(writeProgress(study.progress), kSaveLimits);
  if (progress) file.set("progress", progress.value());
  return file;
}

Result<Done> loadSaveFile(App& app, std::string_view text) {
  const Result<JsonValue> parsed = parseJson(text, kSaveLimits);
  if (!parsed) return parsed.error();
  const Result<SaveParts> found = partsOf(parsed.value());
  if (!found) return found.error();
  const SaveParts& parts = found.value();
  Study& study = app.study();

  // Everything is read before anything is changed.
  std::optional<Run> run;
  if (parts.sandbox != nullptr) {
    Result<Run> loaded = loadRun(study, *parts.sandbox);
    if (!loaded) return inside(loaded.error(), parts.place("/sandbox"));
    run = std::move(loaded.value());
  }
  LoadedLesson lesson;
  if (parts.lesson != nullptr) {
    Result<LoadedLesson> loaded = loadLesson(study, *parts.lesson);
    if (!loaded) return inside(loaded.error(), "/lesson");
    lesson = std::move(loaded.value());
  }
  LoadedBranches branches;
  if (parts.branches != nullptr) {
    Result<LoadedBranches> loaded = loadBranches(study, *parts.branches, parts.made);
    if (!loaded) return inside(loaded.error(), "/branches");
    branches = std::move(loaded.value());
  }
  Problems refused;
  if (parts.progress != nullptr) {
    const Result<ReadProgress> read = readProgress(dumpJson(*parts.progress));
    if (!read) return inside(read.error(), parts.place("/progress"));
    study.progress = mergeProgress(study.progress, read.value().progress);
    refused = read.value().refused;
  }
  for (Error& error : branches.leftOut) refused.push_back(inside(std::move(error), "/branches"));
  study.refused = std::move(refused);
  if (run) app.replaceSandbox(std::move(*run));
  if (parts.branches != nullptr) {
    TimeStudy& time = app.timeStudy();
    time.branches = std::move(branches.branches);
    time.made = static_cast<std::uint32_t>(branches.made);
    time.comparison.reset();
    app.touch();
  }
  if (lesson.run) return app.resumeLesson(lesson.id, lesson.step, std::move(*lesson.run));
  return Done{};
}

}  // namespace taskyard
