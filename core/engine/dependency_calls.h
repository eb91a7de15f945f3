#pragma once
// What a program needs while it works: databases, tables, queues, other services. Whether its task
// may use them (task role), reaches them (network), and what they can bear.

#include <cstdint>
#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// Why calls fail; the worst of all calls of a program.
enum class CallProblem : std::uint8_t {
  None,
  AccessDenied,        // the task role has no such permission, or there is no task role
  NoPath,              // no route, or a security group in between
  NotThere,            // no such table, database, queue or service
  TooManyConnections,  // the database has no connection left
  Throttled,           // more than the table's capacity, or the API's rate
  LoginRejected,       // the password that the task was given has been rotated since
  Down,                // a fault, a reboot, or no task of the service answers
};

// What one request of a program meets. Times in microseconds.
struct CallsOutcome {
  std::int64_t latencyUs = 0;       // all calls one after the other
  std::int64_t failPerMillion = 0;  // requests with at least one failed call
  CallProblem problem = CallProblem::None;
  std::uint8_t call = 0;  // position of the call the problem is with
};

CallsOutcome callsOutcome(const State& state, const Task& task, const ImageBehaviour& program);

// A worker's own queue: receiving and deleting. None when it works.
CallProblem queueProblem(const State& state, const Task& task, const Queue& queue);

// One sentence for people, and the line the program itself would log.
std::string problemText(const State& state, const Task& task, const ImageCall& call,
                        CallProblem problem);

// Whether a dynamodb call needs write capacity: PutItem, UpdateItem, DeleteItem and their batches.
bool writesTable(const ImageCall& call);

// The IAM action a call needs: its own, or the kind's usual one ("" for kinds that need none).
std::string_view actionOf(const ImageCall& call);
std::string resourceArnOf(const ImageCall& call);
std::string queueArn(const Queue& queue);
const char* nameOf(DependencyKind kind);

// Positions by name; not valid when there is none (deleted ones do not count).
QueueIndex findQueue(const State& state, std::string_view name);
DatabaseIndex findDatabase(const State& state, std::string_view identifier);
TableIndex findTable(const State& state, std::string_view name);
// Where databases of the subnet group may be: its subnets, or for "default" those of the default
// VPC.
std::vector<SubnetIndex> databaseSubnets(const State& state, std::string_view subnetGroup);
// The next zone in which the database's subnet group has a subnet. Model choice: there the standby
// of a Multi-AZ instance waits.
std::uint8_t standbyZone(const State& state, const Database& database);

// How long a program waits for a connection that nobody answers. Model choice.
inline constexpr std::int64_t kConnectTimeoutUs = 5'000'000;

}  // namespace taskyard
