// Images: what tasks run, from where, how large, and what scans found in it.

#include "base/time.h"
#include "panels/dock_parts.h"

namespace taskyard {

namespace {

int usedBy(const State& state, ImageIndex image) {
  int count = 0;
  for (const TaskDefinition& definition : state.taskDefinitions) {
    if (definition.status != TaskDefinitionStatus::ACTIVE) continue;
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      if (container.imageIndex == image) ++count;
    }
  }
  return count;
}

void drawReferences(DockPen& pen) {
  const State& state = pen.canvas.state();
  constexpr DockColumn kColumns[] = {
      {"Image", 4.0f}, {"Size", 0.9f, true}, {"In definitions", 1.0f, true, true}, {"State", 1.4f}};
  DockTable table(pen, "references", kColumns);
  for (std::size_t i = 0; i < state.images.size(); ++i) {
    const SimImage& image = state.images[i];
    const int used = usedBy(state, ImageIndex(i));
    if (used == 0) continue;
    const bool slow = image.slowPullPercent > 100;
    const DockCell cells[] = {{image.reference},
                              {image.exists ? std::to_string(image.sizeMiB) + " MiB" : ""},
                              {std::to_string(used), tokens::kMuted},
                              {!image.exists ? "not found"
                               : slow        ? "pulls slowly"
                                             : "can be pulled",
                               !image.exists ? tokens::kBad
                               : slow        ? tokens::kWarn
                                             : tokens::kOk,
                               false, static_cast<int>(image.exists ? Icon::Check : Icon::Cross)}};
    const bool known = pen.canvas.events().holds(image.missingBecause);
    if (table.row(cells, false, known)) pen.canvas.askWhy(image.missingBecause);
  }
  pen.y += pen.theme().px(12.0f);
}

std::string findingsText(const State& state, const EcrImage& image) {
  if (image.scannedAt == kNever) return "not scanned";
  if (image.findings.empty()) return "nothing found";
  std::string text;
  for (std::size_t i = 0; i < image.findings.size() && i < 3; ++i) {
    text += (text.empty() ? "" : ", ") + state.registry.cves[image.findings[i]].name;
  }
  if (image.findings.size() > 3)
    text += " and " + std::to_string(image.findings.size() - 3) + " more";
  return text;
}

void drawRepository(DockPen& pen, std::size_t index) {
  const State& state = pen.canvas.state();
  const Repository& repository = state.registry.repositories[index];
  dockHeading(pen, "ECR " + repository.repositoryName + "   tags " +
                       (repository.tagsImmutable ? "immutable" : "mutable") + ", scan on push " +
                       (repository.scanOnPush ? "on" : "off"));
  constexpr DockColumn kColumns[] = {
      {"Tag", 1.4f}, {"Digest", 1.6f, false, true}, {"Pushed", 0.9f}, {"Scan", 3.0f}};
  const std::string id = "repository" + std::to_string(index);
  DockTable table(pen, id.c_str(), kColumns);
  for (auto image = repository.images.rbegin(); image != repository.images.rend(); ++image) {
    if (image->deleted) continue;
    const bool found = !image->findings.empty();
    const DockCell cells[] = {{image->tags.empty() ? "untagged" : image->tags.front()},
                              {image->digest.substr(0, 19), tokens::kMuted},
                              {clockText(image->pushedAt), tokens::kMuted},
                              {findingsText(state, *image), found ? tokens::kBad : tokens::kMuted,
                               false, found ? static_cast<int>(Icon::Warning) : -1}};
    if (table.row(cells)) {
      pen.canvas.select(Selection::Kind::Repository, static_cast<std::uint32_t>(index));
    }
  }
  pen.y += pen.theme().px(12.0f);
}

}  // namespace

void drawImages(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  if (state.taskDefinitions.empty() && state.registry.repositories.empty()) {
    drawDockEmpty(canvas, box,
                  {"No images in use",
                   "The images of task definitions and of your ECR repositories are listed here. "
                   "First: aws ecr create-repository, or register a task definition."});
    return;
  }
  DockPen pen = beginDock(canvas, "images", box);
  if (!state.taskDefinitions.empty()) drawReferences(pen);
  for (std::size_t i = 0; i < state.registry.repositories.size(); ++i) {
    if (!state.registry.repositories[i].deleted) drawRepository(pen, i);
  }
  endDock(pen);
}

}  // namespace taskyard
