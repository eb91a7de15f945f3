#include "engine/dependency_demand.h"

#include <algorithm>

#include "engine/dependency_calls.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

// rate: requests to the task per second, in the units of Work.
void countCall(const State& state, Work& work, const ImageCall& call, std::int64_t rate) {
  if (call.kind == DependencyKind::rds) {
    const DatabaseIndex index = findDatabase(state, call.name);
    if (index.valid()) work.databases[index.value].connections += call.connections;
  }
  if (call.kind == DependencyKind::dynamodb) {
    const TableIndex index = findTable(state, call.name);
    if (!index.valid()) return;
    DynamoTable& table = work.tables[index.value];
    (writesTable(call) ? table.writing : table.reading) += rate;
  }
}

}  // namespace

void countDemand(const State& state, Work& work) {
  if (work.databases.empty() && work.tables.empty()) return;
  for (Database& database : work.databases) database.connections = 0;
  for (DynamoTable& table : work.tables) table.reading = table.writing = 0;
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) continue;
    const ContainerIndex c = workingContainer(state, task, 0);
    if (!c.valid()) continue;
    const TaskWork& load = work.tasks[i];
    const std::int64_t rate =
        load.ordinal == task.ordinal ? std::min(load.arriving, load.capacity) : 0;
    for (const ImageCall& call : imageOf(state, task, state.containers[c.value]).behaviour.calls) {
      countCall(state, work, call, rate);
    }
  }
}

std::vector<std::int64_t> demandOf(const Work& work) {
  std::vector<std::int64_t> rates;
  for (const DynamoTable& table : work.tables) {
    rates.push_back(table.reading);
    rates.push_back(table.writing);
  }
  return rates;
}

}  // namespace taskyard
