// What can go wrong with registries and images, for SimInjectFault.

#include "api/ecr_handlers.h"
#include "api/enum_names.h"
#include "api/sim_common.h"
#include "engine/registry_system.h"

namespace taskyard {

namespace {

// registry: "docker.io", "public.ecr.aws", "ecr" for the account's own; absent for all.
std::string hostOf(const ApiCall& call) {
  const std::string& registry = call.text("registry");
  return registry == "ecr" ? ownRegistryHost() : registry;
}

Result<ApiAnswer> beginTrouble(const ApiCall& call, RegistryTrouble trouble,
                               const std::string& words, std::int32_t percent = 100,
                               const std::string& usualHost = "") {
  RegistryFault fault;
  fault.trouble = trouble;
  fault.percent = percent;
  fault.host = hostOf(call).empty() ? usualHost : hostOf(call);
  fault.because = call.simulation().beginFault(
      "Fault: " + (fault.host.empty() ? "every registry" : "registry " + fault.host) + words);
  Simulation& sim = call.simulation();
  beginRegistryFault(sim, std::move(fault), call.integer("durationSeconds").value_or(0) * kSecond);
  return ApiAnswer{};
}

Result<ApiAnswer> endTrouble(const ApiCall& call, RegistryTrouble trouble) {
  (void)call.begin(call.text("type"));
  Simulation& sim = call.simulation();
  endRegistryFaults(sim, trouble, hostOf(call));
  return ApiAnswer{};
}

}  // namespace

Result<ApiAnswer> registryDownFault(const ApiCall& call) {
  return beginTrouble(call, RegistryTrouble::Down, " does not answer");
}

Result<ApiAnswer> registrySlowFault(const ApiCall& call) {
  const auto percent = static_cast<std::int32_t>(call.integer("factorPercent").value_or(400));
  return beginTrouble(call, RegistryTrouble::Slow,
                      " is slow: pulls take " + std::to_string(percent) + " % of the usual time",
                      percent);
}

Result<ApiAnswer> registryRateLimitedFault(const ApiCall& call) {
  return beginTrouble(call, RegistryTrouble::RateLimited, " refuses further pulls for now", 100,
                      "docker.io");
}

Result<ApiAnswer> clearRegistryDown(const ApiCall& call) {
  return endTrouble(call, RegistryTrouble::Down);
}
Result<ApiAnswer> clearRegistrySlow(const ApiCall& call) {
  return endTrouble(call, RegistryTrouble::Slow);
}
Result<ApiAnswer> clearRegistryRateLimited(const ApiCall& call) {
  return endTrouble(call, RegistryTrouble::RateLimited);
}

Result<ApiAnswer> cvePublishedFault(const ApiCall& call) {
  Cve cve;
  cve.package = call.text("package");
  const std::string& image = call.text("image");
  if (image.empty() == cve.package.empty()) {
    return simError("say either which package, or which image of ECR", "/package");
  }
  if (!image.empty()) {
    if (!isOwnEcr(image)) return simError("only images in ECR are scanned", "/image");
    cve.repository = parseImageReference(image).repository;
    if (!findRepository(call.state, cve.repository).valid()) {
      return noSuch("repository", "aws ecr describe-repositories", "/image");
    }
  }
  const std::string& severity = call.text("severity");
  const auto known = enumOf(severity, CveSeverity::CRITICAL);
  if (!known && !severity.empty()) {
    return simError("severity is one of INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL", "/severity");
  }
  cve.severity = known.value_or(cve.severity);
  cve.name = "CVE-2026-" + std::to_string(10001 + call.state.registry.cves.size());
  cve.publishedBy = call.simulation().beginFault(
      "Fault: " + cve.name + " (" + nameOf(cve.severity) + ") becomes known in " +
      (cve.package.empty() ? "images of repository " + cve.repository : "package " + cve.package));
  Simulation& sim = call.simulation();
  publishCve(sim, std::move(cve));
  return ApiAnswer{};
}

}  // namespace taskyard
