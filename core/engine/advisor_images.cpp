// Images: known weaknesses, and whether anybody looks for them.

#include <algorithm>

#include "base/text.h"
#include "engine/advisor_parts.h"
#include "engine/identity.h"
#include "engine/registry.h"

namespace taskyard {

namespace {

struct WeakImage {
  TaskDefinitionIndex definition;
  std::uint8_t container = 0;
  CveSeverity worst = CveSeverity::INFORMATIONAL;
  std::int32_t findings = 0;
  std::int32_t tasks = 0;
};

// By task definition and container, in the order of the tasks.
std::vector<WeakImage> weakImages(const State& state) {
  std::vector<WeakImage> images;
  for (const VulnerableTask& weak : vulnerableTasks(state)) {
    const TaskDefinitionIndex definition = state.tasks[weak.task.value].taskDefinition;
    auto known = std::find_if(images.begin(), images.end(), [&](const WeakImage& image) {
      return image.definition == definition && image.container == weak.container;
    });
    if (known == images.end()) {
      known = images.insert(images.end(), {definition, weak.container, weak.worst, 0, 0});
    }
    known->worst = std::max(known->worst, weak.worst);
    known->findings = std::max(known->findings, weak.findings);
    ++known->tasks;
  }
  return images;
}

// A push of the rebuilt image, and a deployment that fetches it.
void rebuild(const State& state, const WeakImage& weak, const ContainerDefinition& container,
             Finding& finding) {
  const ImageReference reference = parseImageReference(container.image);
  const RepositoryIndex index = findRepository(state, reference.repository);
  const bool movable = index.valid() && !state.registry.repositories[index.value].tagsImmutable &&
                       !reference.tag.empty();
  const std::string host = container.image.substr(0, container.image.find('/'));
  const std::string image = movable ? container.image
                                    : host + "/" + reference.repository + ":" +
                                          (reference.tag.empty() ? "" : reference.tag + "-") +
                                          "patched";
  finding.steps.push_back({"sim", "SimPutImage", JsonValue::object({{"image", image}})});
  DefinitionInUse use{weak.definition, {}};
  for (const DefinitionInUse& other : definitionsInUse(state)) {
    if (other.definition == weak.definition) use = other;
  }
  if (!movable) {
    redefine(state, use, containerChange(container, JsonValue::object({{"image", image}})),
             finding);
    return;
  }
  for (const ServiceIndex service : use.services) {
    finding.steps.push_back(
        updateService(state, service, JsonValue::object({{"forceNewDeployment", true}})));
  }
}

}  // namespace

void adviseUnpatchedImages(const State& state, Findings& findings) {
  for (const WeakImage& weak : weakImages(state)) {
    const TaskDefinition& definition = state.taskDefinitions[weak.definition.value];
    const ContainerDefinition& container = definition.containerDefinitions[weak.container];
    Finding finding = findingAt(AdviceRule::UnpatchedImage, taskDefinitionArn(definition),
                                familyRevision(definition));
    finding.seen = countOf(weak.tasks, "task", "tasks") + " of " + familyRevision(definition) +
                   " run " + container.image + ", in which a scan found " +
                   countOf(weak.findings, "weakness", "weaknesses") + ", the worst of severity " +
                   nameOf(weak.worst) + ".";
    finding.cure =
        "Build the image again on a mended base, push it (docker push; here sim put-image) and "
        "deploy: a running task keeps the image it was started with.";
    rebuild(state, weak, container, finding);
    findings.push_back(std::move(finding));
  }
}

void adviseUnscanned(const State& state, Findings& findings) {
  if (state.registry.enhancedScanning) return;
  std::vector<RepositoryIndex> told;
  for (const DefinitionInUse& use : definitionsInUse(state)) {
    const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      if (!isOwnEcr(container.image)) continue;
      const RepositoryIndex index =
          findRepository(state, parseImageReference(container.image).repository);
      if (!index.valid() || state.registry.repositories[index.value].scanOnPush) continue;
      if (std::find(told.begin(), told.end(), index) != told.end()) continue;
      told.push_back(index);
      const std::string& name = state.registry.repositories[index.value].repositoryName;
      Finding finding = findingAt(AdviceRule::UnscannedImage, repositoryArn(name), name);
      finding.seen = "Images of repository " + name +
                     " are not scanned when they are pushed, so a known weakness stays unseen.";
      finding.cure = "Switch scan on push on, or enhanced scanning for the whole registry.";
      JsonValue scanning = JsonValue::object({{"scanOnPush", true}});
      finding.steps.push_back(
          {"ecr", "PutImageScanningConfiguration",
           JsonValue::object(
               {{"repositoryName", name}, {"imageScanningConfiguration", std::move(scanning)}})});
      findings.push_back(std::move(finding));
    }
  }
}

void adviseCredentialsInside(const State& state, Findings& findings) {
  for (const DefinitionInUse& use : definitionsInUse(state)) {
    const TaskDefinition& definition = state.taskDefinitions[use.definition.value];
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      const ImageIndex image = findImage(state, container.image);
      if (!image.valid() || !state.images[image.value].hasCredentials) continue;
      Finding finding = findingAt(state, AdviceRule::CredentialsInImage, use);
      finding.seen = "Image " + container.image + " of container " + container.name +
                     " carries a password or an access key in one of its layers. Whoever can pull "
                     "it can read it, and nothing rotates it.";
      finding.cure =
          "Build the image without it and deploy; replace the credential, because it is known now. "
          "Calls to AWS take the task role, other passwords come from Secrets Manager at the "
          "start.";
      finding.steps.push_back(
          {"sim", "SimPutImage",
           JsonValue::object({{"image", container.image}, {"credentialsInside", false}})});
      for (const ServiceIndex service : use.services) {
        finding.steps.push_back(
            updateService(state, service, JsonValue::object({{"forceNewDeployment", true}})));
      }
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace taskyard
