// The smallest task size of Fargate that holds an application.

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"
#include "model/fargate_catalog.h"

namespace taskyard {

namespace {

// In words of the guide: what memory goes with a CPU size (MiB). Written apart from the catalog.
bool offered(std::int64_t cpu, std::int64_t memory) {
  if (cpu == 256) return memory == 512 || memory == 1024 || memory == 2048;
  if (memory % 1024 != 0) return false;
  const std::int64_t gib = memory / 1024;
  if (cpu == 512) return gib >= 1 && gib <= 4;
  if (cpu == 1024) return gib >= 2 && gib <= 8;
  if (cpu == 2048) return gib >= 4 && gib <= 16;
  if (cpu == 4096) return gib >= 8 && gib <= 30;
  return false;
}

std::string sizeText(std::int64_t cpu, std::int64_t memory) {
  return vcpuText(static_cast<std::int32_t>(cpu)) + " and " +
         memoryText(static_cast<std::int32_t>(memory));
}

bool acceptedInModel(ModelWorld& world, std::int64_t cpu, std::int64_t memory) {
  return world.accepts(
      "ecs", "RegisterTaskDefinition",
      R"({"family":"size","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],"cpu":")" +
          std::to_string(cpu) + R"(","memory":")" + std::to_string(memory) +
          R"(","containerDefinitions":[{"name":"a","image":"a:1"}]})");
}

}  // namespace

Result<Draft> makeFargateSize(Values& values) {
  constexpr std::int64_t kCpus[] = {256, 512, 1024, 2048};
  const std::int64_t cpu = values.pick(kCpus);
  const std::int64_t gib = values.between(1, cpu == 256 ? 2 : cpu == 512 ? 4 : 6);
  const std::int64_t memory = gib * 1024;
  ModelWorld world(values.runSeed());
  Draft draft;
  if (!offered(cpu, memory)) return draft;  // other values, please
  draft.stem = {
      "An application is moved to Amazon ECS with AWS Fargate. Measurements show that "
      "each task needs " +
          vcpuText(static_cast<std::int32_t>(cpu)) + " and " +
          memoryText(static_cast<std::int32_t>(memory)) +
          " of memory at its peak. The company does not want to pay for more than that.",
      "Which task size can be registered and meets these requirements?"};
  draft.decidingWords = {"does not want to pay for more"};
  const auto add = [&](std::int64_t c, std::int64_t m, const char* why) {
    const bool valid = offered(c, m);
    const bool enough = c >= cpu && m >= memory;
    const bool exact = c == cpu && m == memory;
    if (exact || (valid && enough && c == cpu)) return;
    const std::string text = sizeText(c, m);
    std::string words = why;
    if (!valid) words = "Fargate has no such pair of CPU and memory.";
    draft.mistakes.push_back({text, words, {"trap.wrong-size"}});
    if (acceptedInModel(world, c, m) != valid) {
      draft.closedForm = text + (valid ? " is refused" : " is accepted");
    }
  };
  add(cpu, memory + 512, "It costs more than is needed.");
  add(cpu / 2 < 256 ? 512 : cpu / 2, memory,
      cpu == 256 ? "Twice the CPU that is needed is paid for."
                 : "The task gets half of the CPU it needs.");
  add(cpu * 2, memory, "Twice the CPU that is needed is paid for.");
  add(cpu * 4, memory, "Four times the CPU that is needed is paid for.");
  add(cpu, memory / 2, "The container is killed when it needs more memory than this.");
  const bool accepted = acceptedInModel(world, cpu, memory);
  draft.modelKey = sizeText(cpu, memory);
  if (!accepted) draft.closedForm = draft.modelKey + " is refused";
  if (!draft.closedForm) draft.closedForm = draft.modelKey;
  draft.keyWhy = "Fargate offers this pair, and it is just what is needed.";
  draft.explanation =
      "Fargate offers memory in ranges that go with the CPU size: 0.25 vCPU with 0.5, 1 or 2 GB, "
      "0.5 vCPU with 1 to 4 GB, 1 vCPU with 2 to 8 GB, 2 vCPU with 4 to 16 GB, in whole GB.";
  draft.sources = {
      ecsGuide("Amazon ECS task definition parameters for Fargate", "task_definition_parameters")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
