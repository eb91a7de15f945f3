#include "api/sim_common.h"

#include <utility>

#include "engine/identity.h"

namespace taskyard {

Error simError(std::string message, std::string path) {
  return {"SimInvalidRequest", std::move(message), std::move(path)};
}

Error noSuch(std::string_view what, std::string_view command, std::string path) {
  return simError("there is no such " + std::string(what) + "; " + std::string(command) +
                      " shows those that are",
                  std::move(path));
}

TaskIndex taskAnywhere(const State& state, std::string_view idOrArn) {
  for (std::size_t cluster = 0; cluster < state.clusters.size(); ++cluster) {
    const TaskIndex task = findTask(state, ClusterIndex(cluster), idOrArn);
    if (task.valid()) return task;
  }
  return {};
}

}  // namespace taskyard
