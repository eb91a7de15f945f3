#include "engine/dependency_calls.h"

#include "base/json.h"
#include "base/mul_div.h"
#include "engine/permissions.h"
#include "engine/reachability.h"
#include "engine/secret_values.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

constexpr std::int64_t kAll = 1'000'000;

struct One {
  std::int64_t failPerMillion = 0;
  CallProblem problem = CallProblem::None;
  std::int64_t latencyUs = 0;
};

const DependencyFault* faultOf(const State& state, const ImageCall& call) {
  for (const DependencyFault& fault : state.work.faults) {
    if (fault.kind == call.kind && (fault.name.empty() || fault.name == call.name)) return &fault;
  }
  return nullptr;
}

One fails(CallProblem problem, std::int64_t latencyUs) { return {kAll, problem, latencyUs}; }

// What lies over a share: the rest of the demand is refused.
std::int64_t refusedShare(std::int64_t wanted, std::int64_t available) {
  if (wanted <= available || wanted <= 0) return 0;
  return kAll - mulDiv(available, kAll, wanted);
}

// Secrets Manager's form for database credentials names the instance.
// Source: Secrets Manager User Guide, "JSON structure of AWS Secrets Manager database credential
// secrets".
bool isLoginOf(const Database& database, const Secret& secret) {
  if (secret.store != SecretStore::SecretsManager || secret.deleted) return false;
  if (!database.secretArn.empty()) return secret.arn == database.secretArn;
  const Result<JsonValue> value = parseJson(secret.versions.back().value);
  return value.ok() && value.value().text("dbInstanceIdentifier") == database.identifier;
}

// The task was given a password at its start that the database no longer takes. A program that was
// given none fetches it each time, as far as this model knows.
bool isRejected(const State& state, const Task& task, const Database& database) {
  for (const Secret& secret : state.secrets.secrets) {
    if (!isLoginOf(database, secret)) continue;
    const SecretVersion* given = injectedVersion(state, task, secret.arn);
    if (given != nullptr && given->revokedAt != kNever && given->revokedAt <= state.now) {
      return true;
    }
  }
  return false;
}

One callDatabase(const State& state, const Task& task, const ImageCall& call, One one) {
  const DatabaseIndex index = findDatabase(state, call.name);
  if (!index.valid()) return fails(CallProblem::NotThere, one.latencyUs);
  const Database& database = state.work.databases[index.value];
  const NetworkEnd end = networkEndIn(state, database.subnet, database.securityGroups);
  if (pathBetween(state, networkEndOf(state, task), end, database.port) != PathProblem::None) {
    return fails(CallProblem::NoPath, kConnectTimeoutUs);
  }
  if (database.status != DatabaseStatus::available) {
    return fails(CallProblem::Down, one.latencyUs);
  }
  if (isRejected(state, task, database)) {
    return fails(CallProblem::LoginRejected, one.latencyUs);
  }
  one.failPerMillion = refusedShare(database.connections, database.maxConnections);
  if (one.failPerMillion > 0) one.problem = CallProblem::TooManyConnections;
  return one;
}

One callTable(const State& state, const ImageCall& call, One one) {
  const TableIndex index = findTable(state, call.name);
  if (!index.valid()) return fails(CallProblem::NotThere, one.latencyUs);
  const DynamoTable& table = state.work.tables[index.value];
  if (table.onDemand) return one;
  const bool writes = writesTable(call);
  one.failPerMillion = writes ? refusedShare(table.writing, table.writeUnits * 1000)
                              : refusedShare(table.reading, table.readUnits * 1000);
  if (one.failPerMillion > 0) one.problem = CallProblem::Throttled;
  return one;
}

One callService(const State& state, const ImageCall& call, One one) {
  std::int64_t running = 0;
  std::int64_t answering = 0;
  std::int64_t meanUs = 0;
  for (const Service& service : state.services) {
    if (service.serviceName != call.name || service.status == ServiceStatus::INACTIVE) continue;
    for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
      const Task& callee = state.tasks[t.value];
      if (callee.lastStatus != TaskStatus::RUNNING) continue;
      ++running;
      if (probeTask(state, callee, 0, kSecond * 5).kind != ProbeAnswer::Kind::Status) continue;
      ++answering;
      meanUs += taskLoad(state, callee).responseTimeUs;
    }
  }
  if (running == 0) return fails(CallProblem::NotThere, one.latencyUs);
  if (answering < running) {
    one.failPerMillion = kAll - mulDiv(answering, kAll, running);
    one.problem = CallProblem::Down;
  }
  if (answering > 0) one.latencyUs += meanUs / answering;
  return one;
}

AwsService awsServiceOf(DependencyKind kind) {
  switch (kind) {
    case DependencyKind::dynamodb: return AwsService::DynamoDb;
    case DependencyKind::s3: return AwsService::S3;
    case DependencyKind::sqs: return AwsService::Sqs;
    case DependencyKind::secret: return AwsService::SecretsManager;
    case DependencyKind::rds:
    case DependencyKind::service: break;
  }
  return AwsService::S3;
}

One callOf(const State& state, const Task& task, const ImageCall& call) {
  One one;
  one.latencyUs = call.latencyMs * 1000LL;
  const bool isAws = call.kind != DependencyKind::rds && call.kind != DependencyKind::service;
  if (isAws) {
    const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
    if (pathToAws(state, networkEndOf(state, task), awsServiceOf(call.kind)) != PathProblem::None) {
      return fails(CallProblem::NoPath, kConnectTimeoutUs);
    }
    if (!isAllowed(state, definition.taskRoleArn, actionOf(call), resourceArnOf(call))) {
      return fails(CallProblem::AccessDenied, one.latencyUs);
    }
  }
  if (call.kind == DependencyKind::rds) one = callDatabase(state, task, call, one);
  if (call.kind == DependencyKind::dynamodb) one = callTable(state, call, one);
  if (call.kind == DependencyKind::service) one = callService(state, call, one);
  if (call.kind == DependencyKind::sqs && !findQueue(state, call.name).valid()) {
    return fails(CallProblem::NotThere, one.latencyUs);
  }
  if (const DependencyFault* fault = faultOf(state, call);
      fault != nullptr && fault->failPerMillion > one.failPerMillion) {
    one.failPerMillion = fault->failPerMillion;
    one.problem = fault->failPerMillion == kAll ? CallProblem::Down : CallProblem::Throttled;
  }
  return one;
}

std::string baseArn(std::string_view service) {
  return "arn:aws:" + std::string(service) + ":" + kRegion + ":" + kAccountId + ":";
}

}  // namespace

CallsOutcome callsOutcome(const State& state, const Task& task, const ImageBehaviour& program) {
  CallsOutcome outcome;
  std::int64_t passing = kAll;
  std::int64_t worst = 0;
  for (std::size_t i = 0; i < program.calls.size(); ++i) {
    const One one = callOf(state, task, program.calls[i]);
    outcome.latencyUs += one.latencyUs;
    passing = mulDiv(passing, kAll - one.failPerMillion, kAll);
    if (one.failPerMillion <= worst) continue;
    worst = one.failPerMillion;
    outcome.problem = one.problem;
    outcome.call = static_cast<std::uint8_t>(i);
  }
  outcome.failPerMillion = kAll - passing;
  return outcome;
}

CallProblem queueProblem(const State& state, const Task& task, const Queue& queue) {
  const std::string& role = state.taskDefinitions[task.taskDefinition.value].taskRoleArn;
  const std::string arn = queueArn(queue);
  if (pathToAws(state, networkEndOf(state, task), AwsService::Sqs) != PathProblem::None) {
    return CallProblem::NoPath;
  }
  if (!isAllowed(state, role, "sqs:ReceiveMessage", arn) ||
      !isAllowed(state, role, "sqs:DeleteMessage", arn)) {
    return CallProblem::AccessDenied;
  }
  for (const DependencyFault& fault : state.work.faults) {
    if (fault.kind != DependencyKind::sqs || fault.failPerMillion < kAll) continue;
    if (fault.name.empty() || fault.name == queue.name) return CallProblem::Down;
  }
  return CallProblem::None;
}

bool writesTable(const ImageCall& call) {
  const std::string_view action = actionOf(call);
  return action.find("Put") != action.npos || action.find("Update") != action.npos ||
         action.find("Delete") != action.npos || action.find("Write") != action.npos;
}

std::string_view actionOf(const ImageCall& call) {
  if (!call.action.empty()) return call.action;
  switch (call.kind) {
    case DependencyKind::dynamodb: return "dynamodb:GetItem";
    case DependencyKind::s3: return "s3:GetObject";
    case DependencyKind::sqs: return "sqs:SendMessage";
    case DependencyKind::secret: return "secretsmanager:GetSecretValue";
    case DependencyKind::rds:
    case DependencyKind::service: break;
  }
  return "";
}

std::string resourceArnOf(const ImageCall& call) {
  switch (call.kind) {
    case DependencyKind::dynamodb: return baseArn("dynamodb") + "table/" + call.name;
    case DependencyKind::s3: return "arn:aws:s3:::" + call.name + "/*";
    case DependencyKind::sqs: return baseArn("sqs") + call.name;
    case DependencyKind::secret: return baseArn("secretsmanager") + "secret:" + call.name;
    case DependencyKind::rds: return baseArn("rds") + "db:" + call.name;
    case DependencyKind::service: return call.name;
  }
  return "";
}

std::string queueArn(const Queue& queue) { return baseArn("sqs") + queue.name; }

std::string problemText(const State& state, const Task& task, const ImageCall& call,
                        CallProblem problem) {
  const std::string what = std::string(nameOf(call.kind)) + " " + call.name;
  switch (problem) {
    case CallProblem::None: return "";
    case CallProblem::AccessDenied: {
      const std::string& role = state.taskDefinitions[task.taskDefinition.value].taskRoleArn;
      if (role.empty()) {
        return "AccessDenied: " + std::string(actionOf(call)) + " on " + what +
               ": the task definition has no task role, so the program has no credentials";
      }
      return "AccessDenied: the task role " + role + " may not do " + std::string(actionOf(call)) +
             " on " + resourceArnOf(call);
    }
    case CallProblem::NoPath:
      return "connect timeout: no network path from the task to " + what +
             " (route, gateway, endpoint or security group)";
    case CallProblem::NotThere: return what + " does not exist or has no running task";
    case CallProblem::TooManyConnections:
      return "too many connections: the tasks want more than max_connections of " + what;
    case CallProblem::LoginRejected:
      return "access denied for user: the password that the task was started with has been "
             "rotated; "
             "a new deployment fetches the current one";
    case CallProblem::Throttled:
      return "throttled: more calls than " + what + " admits (ProvisionedThroughputExceeded)";
    case CallProblem::Down: return what + " does not answer";
  }
  return "";
}

const char* nameOf(DependencyKind kind) {
  constexpr const char* kNames[] = {"dynamodb", "rds", "s3", "sqs", "secret", "service"};
  return kNames[static_cast<std::size_t>(kind)];
}

QueueIndex findQueue(const State& state, std::string_view name) {
  for (std::size_t i = 0; i < state.work.queues.size(); ++i) {
    if (!state.work.queues[i].deleted && state.work.queues[i].name == name) return QueueIndex(i);
  }
  return {};
}

DatabaseIndex findDatabase(const State& state, std::string_view identifier) {
  for (std::size_t i = 0; i < state.work.databases.size(); ++i) {
    const Database& database = state.work.databases[i];
    if (database.status != DatabaseStatus::deleted && database.identifier == identifier) {
      return DatabaseIndex(i);
    }
  }
  return {};
}

TableIndex findTable(const State& state, std::string_view name) {
  for (std::size_t i = 0; i < state.work.tables.size(); ++i) {
    if (!state.work.tables[i].deleted && state.work.tables[i].name == name) return TableIndex(i);
  }
  return {};
}

std::vector<SubnetIndex> databaseSubnets(const State& state, std::string_view subnetGroup) {
  for (const DatabaseSubnetGroup& group : state.work.databaseSubnetGroups) {
    if (!group.deleted && group.name == subnetGroup) return group.subnets;
  }
  std::vector<SubnetIndex> subnets;
  for (std::size_t i = 0; i < state.subnets.size(); ++i) {
    const Subnet& subnet = state.subnets[i];
    if (!subnet.deleted && state.network.vpcs[subnet.vpc.value].isDefault) {
      subnets.push_back(SubnetIndex(i));
    }
  }
  return subnets;
}

std::uint8_t standbyZone(const State& state, const Database& database) {
  for (std::size_t step = 1; step < kZoneCount; ++step) {
    const auto zone = static_cast<std::uint8_t>((database.zone + step) % kZoneCount);
    for (const SubnetIndex subnet : databaseSubnets(state, database.subnetGroup)) {
      if (state.subnets[subnet.value].zone == zone) return zone;
    }
  }
  return database.zone;
}

}  // namespace taskyard
