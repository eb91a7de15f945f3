#include "api/task_definition_advice.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "api/task_definition_rules.h"
#include "base/text.h"
#include "model/fargate_catalog.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostChecked = 50;  // containers, and variables of each

std::string containerPath(std::size_t index, std::string_view member = "") {
  const std::string path = pointerTo("/containerDefinitions", index);
  return member.empty() ? path : pointerTo(path, member);
}

std::string quoted(std::string_view text) { return "'" + shownText(text) + "'"; }

void warn(Problems& warnings, const char* code, std::string path, std::string message) {
  warnings.push_back({code, std::move(message), std::move(path)});
}

std::string upperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// "${IMAGE}", "{{ image }}", "<IMAGE>": none of these can be part of a real value here.
bool looksLikeTemplate(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("{{") != std::string_view::npos ||
         (text.find('<') != std::string_view::npos && text.find('>') != std::string_view::npos);
}

void warnOfTemplate(Problems& warnings, std::string path, const std::string& text) {
  if (!looksLikeTemplate(text)) return;
  warn(warnings, "TemplatePlaceholder", std::move(path),
       quoted(text) + " looks like a placeholder of a template; fill it in before registering.");
}

void warnOfTemplates(const TaskDefinition& definition, Problems& warnings) {
  warnOfTemplate(warnings, "/family", definition.family);
  warnOfTemplate(warnings, "/taskRoleArn", definition.taskRoleArn);
  warnOfTemplate(warnings, "/executionRoleArn", definition.executionRoleArn);
  for (std::size_t i = 0; i < std::min(definition.containerDefinitions.size(), kMostChecked); ++i) {
    warnOfTemplate(warnings, containerPath(i, "name"), definition.containerDefinitions[i].name);
    warnOfTemplate(warnings, containerPath(i, "image"), definition.containerDefinitions[i].image);
  }
}

// "scheme://user:password@host"
bool hasPasswordInUrl(std::string_view value) {
  const std::size_t scheme = value.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = value.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::size_t colon = authority.find(':');
  return colon < at && colon + 1 < at;
}

void warnOfSecrets(const ContainerDefinition& container, std::size_t index, Problems& warnings) {
  const std::size_t count = std::min(container.environment.size(), kMostChecked);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [name, value] = container.environment[i];
    if (value.empty() || value.starts_with("arn:") || looksLikeTemplate(value)) continue;
    if (!soundsSecret(name) && !hasPasswordInUrl(value)) continue;
    const bool awsKey = name == "AWS_SECRET_ACCESS_KEY" || name == "AWS_ACCESS_KEY_ID";
    warn(warnings, "PlainTextSecret",
         pointerTo(pointerTo(containerPath(index, "environment"), i), "value"),
         "The value of " + quoted(name) +
             " is readable by everyone who may describe the task definition. " +
             (awsKey ? "Give the task a taskRoleArn instead of access keys."
                     : "Keep it in Secrets Manager or Parameter Store and name it under "
                       "'secrets'."));
  }
}

void warnOfTag(const ContainerDefinition& container, std::size_t index, Problems& warnings) {
  const std::string& image = container.image;
  if (image.empty() || image.find('@') != std::string::npos || looksLikeTemplate(image)) return;
  const std::size_t slash = image.rfind('/');
  const std::size_t colon = image.rfind(':');
  const bool hasTag = colon != std::string::npos && (slash == std::string::npos || colon > slash);
  if (hasTag && image.substr(colon + 1) != "latest") return;
  warn(warnings, "MutableImageTag", containerPath(index, "image"),
       quoted(image) + (hasTag ? " is tagged latest" : " has no tag, which means latest") +
           ": the next deployment may run something else, and a rollback cannot bring the old "
           "image back. Use a version tag or a digest.");
}

void warnOfMissingLogs(const TaskDefinition& definition, const std::vector<JsonValue>& containers,
                       Problems& warnings) {
  std::vector<std::string> names;
  std::size_t first = 0;
  for (std::size_t i = 0; i < std::min(containers.size(), kMostChecked); ++i) {
    if (!containers[i].isObject() || containers[i].find("logConfiguration") != nullptr) continue;
    if (names.empty()) first = i;
    names.push_back(quoted(definition.containerDefinitions[i].name));
  }
  if (names.empty()) return;
  const bool fargate = requiresCompatibility(definition, "FARGATE");
  warn(warnings, "NoLogConfiguration", containerPath(first),
       "No logConfiguration for " + joinWords(names) +
           (fargate ? ": on Fargate the output is lost. The awslogs driver sends it to CloudWatch "
                      "Logs."
                    : ": the output stays on the instance. The awslogs driver sends it to "
                      "CloudWatch Logs."));
}

void warnOfSidecar(const TaskDefinition& definition, std::size_t index, Problems& warnings) {
  // Helpers that an application works without. Not the FireLens router: AWS recommends to keep it
  // essential, because without it log lines are lost.
  static const std::vector<std::string> kHelpers = {
      "xray-daemon",   "cloudwatch-agent",        "aws-otel-collector",
      "datadog/agent", "opentelemetry-collector", "newrelic/nri-ecs",
      "node-exporter", "statsd-exporter"};
  const ContainerDefinition& container = definition.containerDefinitions[index];
  if (!container.essential || definition.containerDefinitions.size() < 2) return;
  const bool helper = std::any_of(kHelpers.begin(), kHelpers.end(), [&](const std::string& name) {
    return container.image.find(name) != std::string::npos;
  });
  if (!helper) return;
  warn(warnings, "EssentialSidecar", containerPath(index, "essential"),
       "Container " + quoted(container.name) +
           " is essential: when this helper stops, the whole task stops. Set \"essential\": false "
           "unless the application cannot do without it.");
}

void warnOfPorts(const TaskDefinition& definition, Problems& warnings) {
  const bool shared = definition.networkMode == NetworkMode::awsvpc;
  const bool bridge = definition.networkMode == NetworkMode::bridge &&
                      !requiresCompatibility(definition, "FARGATE");
  std::vector<std::pair<std::int32_t, std::string>> taken;
  for (std::size_t i = 0; i < std::min(definition.containerDefinitions.size(), kMostChecked); ++i) {
    const std::vector<PortMapping>& mappings = definition.containerDefinitions[i].portMappings;
    for (std::size_t j = 0; j < std::min(mappings.size(), kMostChecked); ++j) {
      if (!mappings[j].containerPortRange.empty()) continue;
      const std::string path = pointerTo(containerPath(i, "portMappings"), j);
      if (bridge && mappings[j].hostPort) {
        warn(warnings, "FixedHostPort", pointerTo(path, "hostPort"),
             "With the fixed host port " + std::to_string(*mappings[j].hostPort) +
                 " only one copy of the task fits on an instance. Leave hostPort out, or use 0, "
                 "for a dynamic port.");
      }
      const std::pair<std::int32_t, std::string> port = {mappings[j].containerPort,
                                                         mappings[j].protocol};
      if (shared && std::find(taken.begin(), taken.end(), port) != taken.end()) {
        warn(warnings, "PortClash", pointerTo(path, "containerPort"),
             "Port " + std::to_string(port.first) +
                 " is used twice. The containers of a task share one network interface in awsvpc "
                 "mode, so the second one cannot listen on it.");
      }
      taken.push_back(port);
    }
  }
}

// ECS says that a size does not exist, but not which ones do.
void nameFargateSizes(const TaskDefinition& definition, Problems& warnings) {
  if (!definition.cpu) return;
  if (!isFargateCpu(*definition.cpu)) {
    std::vector<std::string> sizes;
    for (const std::int32_t cpu : fargateCpuSizes()) sizes.push_back(std::to_string(cpu));
    warn(warnings, "FargateSizes", "/cpu",
         "Fargate has " + joinWords(sizes) + " CPU units (1024 = 1 vCPU).");
  } else if (!definition.memory || !isFargatePair(*definition.cpu, *definition.memory)) {
    warn(warnings, "FargateSizes", "/memory",
         "With " + std::to_string(*definition.cpu) + " CPU units (" + vcpuText(*definition.cpu) +
             ") Fargate offers " + fargateMemoryChoicesText(*definition.cpu) + ".");
  }
}

void warnOfTaskLevel(const TaskDefinition& definition, Problems& warnings) {
  const bool fargate = requiresCompatibility(definition, "FARGATE");
  if (definition.requiresCompatibilities.empty() && definition.cpu && definition.memory &&
      definition.networkMode == NetworkMode::awsvpc) {
    warn(warnings, "NoRequiresCompatibilities", "/requiresCompatibilities",
         "Without \"requiresCompatibilities\": [\"FARGATE\"] ECS does not check the definition "
         "for Fargate when it is registered; mistakes show up when a task is started.");
  }
  if (definition.ephemeralStorageGiB && !fargate && !definition.requiresCompatibilities.empty()) {
    warn(warnings, "FargateOnlyMember", "/ephemeralStorage",
         "ephemeralStorage sets the size of the disk on Fargate only; on EC2 the task uses the "
         "instance's.");
  }
  if (fargate) nameFargateSizes(definition, warnings);
  if (fargate && definition.cpu && isNewerThanExamMaterial(*definition.cpu)) {
    warn(warnings, "NewerThanExams", "/cpu",
         vcpuText(*definition.cpu) +
             " is a new Fargate size: most exam questions and older tools stop at 16 vCPU and "
             "120 GB.");
  }
}

}  // namespace

bool soundsSecret(std::string_view variableName) {
  const std::string name = upperCase(variableName);
  // Says where a secret is, how it is used or how long it lives, not what it is.
  static constexpr std::string_view kHarmlessEndings[] = {
      "_ARN",     "_NAME",   "_FILE",     "_PATH",    "_URL",        "_URI",       "_ENDPOINT",
      "_TTL",     "_ID",     "_EXPIRY",   "_SECONDS", "_MINUTES",    "_LENGTH",    "_HEADER",
      "_ENABLED", "_TYPE",   "_HOST",     "_PORT",    "_EXPIRES_IN", "_ALGORITHM", "_ISSUER",
      "_LIMIT",   "_LIMITS", "_DURATION", "_POLICY",  "_REGION",     "_PREFIX",    "_VERSION"};
  if (name == "AWS_ACCESS_KEY_ID") return true;
  for (const std::string_view ending : kHarmlessEndings) {
    if (name.ends_with(ending)) return false;
  }
  static constexpr std::string_view kTelling[] = {"PASSWORD",   "PASSWD",     "PASSPHRASE",
                                                  "SECRET",     "TOKEN",      "APIKEY",
                                                  "ACCESS_KEY", "CREDENTIAL", "PRIVATE_KEY"};
  for (const std::string_view part : kTelling) {
    // MAX_TOKENS and the like count tokens.
    if (part == "TOKEN" && name.ends_with("TOKENS")) continue;
    if (name.find(part) != std::string::npos) return true;
  }
  return name == "KEY" || (name.ends_with("_KEY") && !name.ends_with("PUBLIC_KEY"));
}

Problems adviseTaskDefinition(const TaskDefinition& definition, const JsonValue& body) {
  Problems warnings;
  warnOfTemplates(definition, warnings);
  for (std::size_t i = 0; i < std::min(definition.containerDefinitions.size(), kMostChecked); ++i) {
    warnOfSecrets(definition.containerDefinitions[i], i, warnings);
    warnOfTag(definition.containerDefinitions[i], i, warnings);
    warnOfSidecar(definition, i, warnings);
  }
  warnOfMissingLogs(definition, itemsOf(body, "containerDefinitions"), warnings);
  warnOfPorts(definition, warnings);
  warnOfTaskLevel(definition, warnings);
  return warnings;
}

}  // namespace taskyard
