#include "api/client_token.h"

#include <algorithm>

#include "base/hash.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

constexpr DurationMs kTokenCountsMs = kDay;

// What the token has started and is still known; empty when it counts no more.
std::vector<TaskIndex> tasksOf(const State& state, const RunTaskToken& token) {
  std::vector<TaskIndex> tasks;
  if (state.now - token.usedAt >= kTokenCountsMs) return tasks;
  for (const std::uint32_t ordinal : token.tasks) {
    const TaskIndex task = findTaskByOrdinal(state, ordinal);
    if (task.valid()) tasks.push_back(task);
  }
  return tasks;
}

}  // namespace

std::optional<Error> clientTokenRefused(const ApiCall& call) {
  const std::string& token = call.text("clientToken");
  if (std::all_of(token.begin(), token.end(), [](char c) { return c >= 33 && c <= 126; })) {
    return std::nullopt;
  }
  // Our text.
  return invalidParameter("clientToken can only have ASCII characters in the range of 33 to 126.",
                          "/clientToken");
}

std::uint64_t requestFingerprint(const JsonValue& value) {
  if (value.isArray()) {
    std::uint64_t all = mix64(value.items().size());
    for (const JsonValue& item : value.items()) all = combine64(all, requestFingerprint(item));
    return all;
  }
  if (!value.isObject()) return hashOf(dumpJson(value));
  // A sum: the order of members does not matter.
  std::uint64_t all = 0;
  for (const auto& [name, member] : value.members()) {
    all += combine64(hashOf(name), requestFingerprint(member));
  }
  return mix64(all);
}

Result<std::vector<TaskIndex>> tasksOfToken(const ApiCall& call, ClusterIndex cluster) {
  const std::string& given = call.text("clientToken");
  if (given.empty()) return std::vector<TaskIndex>();
  for (const RunTaskToken& token : call.state.clusters[cluster.value].runTaskTokens) {
    if (token.clientToken != given) continue;
    const std::vector<TaskIndex> tasks = tasksOf(call.state, token);
    if (tasks.empty()) continue;
    if (token.request == requestFingerprint(call.input)) return tasks;
    std::string resourceIds;
    for (const TaskIndex task : tasks) {
      resourceIds += (resourceIds.empty() ? "" : ", ");
      resourceIds += taskArn(call.state, call.state.tasks[task.value]);
    }
    return Error{"ConflictException",
                 "The RunTask request could not be processed due to conflicts. The provided "
                 "clientToken is already in use with a different RunTask request. resourceIds: " +
                     resourceIds,
                 "/clientToken"};
  }
  return std::vector<TaskIndex>();
}

void keepRunTaskToken(const ApiCall& call, ClusterIndex cluster,
                      const std::vector<TaskIndex>& tasks) {
  if (call.text("clientToken").empty() || tasks.empty()) return;
  State& state = call.simulation().state();
  RunTaskToken token;
  token.clientToken = call.text("clientToken");
  token.request = requestFingerprint(call.input);
  token.usedAt = state.now;
  for (const TaskIndex task : tasks) token.tasks.push_back(state.tasks[task.value].ordinal);
  std::vector<RunTaskToken>& known = state.clusters[cluster.value].runTaskTokens;
  std::erase_if(known, [&](const RunTaskToken& old) { return tasksOf(state, old).empty(); });
  known.push_back(std::move(token));
}

}  // namespace taskyard
