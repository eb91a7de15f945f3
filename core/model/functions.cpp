#include "model/functions.h"

namespace taskyard {

const char* nameOf(PackageType type) { return type == PackageType::Zip ? "Zip" : "Image"; }

const char* nameOf(FunctionArchitecture architecture) {
  return architecture == FunctionArchitecture::arm64 ? "arm64" : "x86_64";
}

const char* nameOf(DockerStatus status) {
  switch (status) {
    case DockerStatus::Pulling: return "pulling";
    case DockerStatus::Running: return "running";
    case DockerStatus::Restarting: return "restarting";
    case DockerStatus::Exited: return "exited";
    case DockerStatus::Lost: return "lost";
  }
  return "";
}

const char* nameOf(DockerRestart restart) {
  switch (restart) {
    case DockerRestart::no: return "no";
    case DockerRestart::onFailure: return "on-failure";
    case DockerRestart::always: return "always";
    case DockerRestart::unlessStopped: return "unless-stopped";
  }
  return "";
}

}  // namespace taskyard
