#pragma once
// The handlers behind callApi(), one per operation, and what they share. Only api/ includes this.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.h"
#include "engine/simulation.h"

namespace taskyard {

// One request in the making. `input` has passed checkInput(): its members have the right types.
struct ApiCall {
  const State& state;
  const EventLog& log;
  const Request& request;
  const JsonValue& input;
  Simulation* hands = nullptr;  // nullptr for operations that only read
  bool outputWanted = true;     // false: nobody reads the answer, so it need not be described

  // REQUIRES: the operation is declared as one that changes something.
  [[nodiscard]] Simulation& simulation() const {
    TY_ASSERT(hands != nullptr);
    return *hands;
  }
  // Logs the request as the root of what it causes. `subject`: what it is about.
  [[nodiscard]] EventId begin(const std::string& subject) const;

  [[nodiscard]] const std::string& text(std::string_view member) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view member) const;
  [[nodiscard]] bool flag(std::string_view member) const;
  [[nodiscard]] std::vector<std::string> strings(std::string_view member) const;
  // Pointers of given members that are not among `acted`.
  [[nodiscard]] std::vector<std::string> notModelled(
      std::initializer_list<std::string_view> acted) const;
};

Error invalidParameter(std::string message, std::string path = "");

// The ACTIVE cluster that the member names ("default" when absent).
// Errors: ClusterNotFoundException.
Result<ClusterIndex> clusterOf(const ApiCall& call);
// The revision a launch asks for. Errors: ClientException when missing or INACTIVE.
Result<TaskDefinitionIndex> launchableDefinition(const ApiCall& call);
// networkConfiguration.awsvpcConfiguration. Errors: InvalidParameterException.
Result<AwsvpcConfiguration> networkOf(const ApiCall& call);

// The position that a token of pageFrom names in a list of `count` items; "" is the beginning, and
// nothing is a text that is no such token.
std::optional<std::size_t> pageStart(const std::string& token, std::size_t count);
// At most `most` items of `all` from there on, and the token of the rest.
ApiAnswer pageFrom(std::string_view member, const JsonValue& all, std::size_t from,
                   std::size_t most, std::string_view tokenMember = "nextToken");
// A page of a list: `names` from nextToken on, at most maxResults; the rest under nextToken.
// Errors: InvalidParameterException for a token that is none.
Result<ApiAnswer> pageOf(const ApiCall& call, std::string_view member,
                         const std::vector<std::string>& names);
// {"arn": ..., "reason": "MISSING"}
JsonValue missing(const std::string& arn);

// Clusters and task definitions (ecs_clusters.cpp, ecs_task_definitions.cpp).
Result<ApiAnswer> createCluster(const ApiCall& call);
Result<ApiAnswer> updateClusterSettings(const ApiCall& call);
Result<ApiAnswer> deleteCluster(const ApiCall& call);
Result<ApiAnswer> describeClusters(const ApiCall& call);
Result<ApiAnswer> listClusters(const ApiCall& call);
Result<ApiAnswer> registerTaskDefinition(const ApiCall& call);
Result<ApiAnswer> deregisterTaskDefinition(const ApiCall& call);
Result<ApiAnswer> describeTaskDefinition(const ApiCall& call);
Result<ApiAnswer> listTaskDefinitions(const ApiCall& call);
Result<ApiAnswer> listTaskDefinitionFamilies(const ApiCall& call);
// Services (ecs_create_service.cpp, ecs_update_service.cpp, ecs_services.cpp).
Result<ApiAnswer> createService(const ApiCall& call);
Result<ApiAnswer> updateService(const ApiCall& call);
Result<ApiAnswer> deleteService(const ApiCall& call);
Result<ApiAnswer> describeServices(const ApiCall& call);
Result<ApiAnswer> listServices(const ApiCall& call);
// Tasks (ecs_tasks.cpp).
Result<ApiAnswer> runTask(const ApiCall& call);
Result<ApiAnswer> stopTask(const ApiCall& call);
Result<ApiAnswer> describeTasks(const ApiCall& call);
Result<ApiAnswer> listTasks(const ApiCall& call);
// What AWS does not have (sim_operations.cpp, sim_faults.cpp).
Result<ApiAnswer> simPutImage(const ApiCall& call);
Result<ApiAnswer> simInjectFault(const ApiCall& call);
Result<ApiAnswer> simClearFault(const ApiCall& call);
Result<ApiAnswer> simDescribe(const ApiCall& call);
Result<ApiAnswer> simListEvents(const ApiCall& call);
Result<ApiAnswer> simExplain(const ApiCall& call);

}  // namespace taskyard
