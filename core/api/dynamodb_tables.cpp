// Amazon DynamoDB: tables as something with a capacity. One call of a program is one unit (Model
// choice: items up to 1 KB written, up to 4 KB read consistently).
// Source: DynamoDB API Reference, CreateTable, UpdateTable (2026-08).

#include <algorithm>
#include <iterator>

#include "api/constraint_error.h"
#include "api/work_handlers.h"
#include "base/text.h"
#include "engine/dependency_calls.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

Error validation(std::string message, std::string path) {
  return {"ValidationException", std::move(message), std::move(path)};
}

bool isTableName(const std::string& name) {
  return name.size() >= 3 && name.size() <= 255 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '_' || c == '-' || c == '.';
         });
}

JsonValue tableJson(const DynamoTable& table) {
  JsonValue json = JsonValue::object();
  if (!table.schemaJson.empty()) {
    const Result<JsonValue> schema = parseJson(table.schemaJson);
    for (const auto& [name, value] : schema.value().members()) json.set(name, value);
  }
  json.set("TableName", table.name);
  json.set("TableStatus", table.deleted ? "DELETING" : "ACTIVE");
  json.set("CreationDateTime", isoTimestamp(table.createdAt));
  json.set("ProvisionedThroughput", JsonValue::object({{"ReadCapacityUnits", table.readUnits},
                                                       {"WriteCapacityUnits", table.writeUnits}}));
  if (table.onDemand) {
    json.set("BillingModeSummary", JsonValue::object({{"BillingMode", "PAY_PER_REQUEST"}}));
  }
  json.set("ItemCount", 0);
  json.set("TableArn",
           std::string("arn:aws:dynamodb:") + kRegion + ":" + kAccountId + ":table/" + table.name);
  return json;
}

ApiAnswer answerWith(const char* member, const DynamoTable& table) {
  ApiAnswer answer;
  answer.output.set(member, tableJson(table));
  return answer;
}

// "[id, sort]".
std::string namesIn(const JsonValue& list) {
  std::vector<std::string> names;
  for (const JsonValue& item : list.items()) names.push_back(item.text("AttributeName"));
  return "[" + joinWords(names) + "]";
}

// A hash key, perhaps a range key, and an attribute for each. The sentences are those that
// emulators of DynamoDB give as AWS's.
std::optional<Error> schemaRefused(const ApiCall& call, const JsonValue& keys,
                                   const JsonValue& attributes) {
  constexpr const char* kTypes[] = {"HASH", "RANGE"};
  constexpr const char* kPlaces[] = {"first", "second"};
  if (keys.items().size() > std::size(kTypes)) {
    return validation("Too many KeySchema attributes: a table has one or two", "/KeySchema");
  }
  for (std::size_t i = 0; i < keys.items().size(); ++i) {
    if (keys.items()[i].text("KeyType") != kTypes[i]) {
      return validation(std::string("Invalid KeySchema: The ") + kPlaces[i] +
                            " KeySchemaElement is not a " + kTypes[i] + " key type",
                        pointerTo("/KeySchema", i));
    }
    const std::string& name = keys.items()[i].text("AttributeName");
    if (std::any_of(attributes.items().begin(), attributes.items().end(),
                    [&](const JsonValue& item) { return item.text("AttributeName") == name; })) {
      continue;
    }
    return validation(
        "One or more parameter values were invalid: Some index key attributes are not defined in "
        "AttributeDefinitions. Keys: " +
            namesIn(keys) + ", AttributeDefinitions: " + namesIn(attributes),
        pointerTo("/KeySchema", i));
  }
  const bool indexed = call.input.find("GlobalSecondaryIndexes") != nullptr ||
                       call.input.find("LocalSecondaryIndexes") != nullptr;
  if (indexed || attributes.items().size() == keys.items().size()) return std::nullopt;
  return validation(
      "One or more parameter values were invalid: Number of attributes in KeySchema does not "
      "exactly match number of attributes defined in AttributeDefinitions",
      "/AttributeDefinitions");
}

// BillingMode and ProvisionedThroughput onto the table.
Result<Done> readCapacity(const ApiCall& call, DynamoTable& table) {
  const std::string& mode = call.text("BillingMode");
  if (auto refused = enumRefused(call, "BillingMode", "ValidationException")) return *refused;
  const JsonValue* throughput = call.input.find("ProvisionedThroughput");
  if (!mode.empty()) table.onDemand = mode == "PAY_PER_REQUEST";
  if (table.onDemand && throughput != nullptr) {
    return validation(
        "One or more parameter values were invalid: Neither ReadCapacityUnits nor "
        "WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
        "/ProvisionedThroughput");
  }
  if (table.onDemand) {
    table.readUnits = table.writeUnits = 0;
  } else if (throughput != nullptr) {
    table.readUnits = throughput->find("ReadCapacityUnits")->integer();
    table.writeUnits = throughput->find("WriteCapacityUnits")->integer();
  } else if (table.readUnits == 0) {
    return validation(
        "One or more parameter values were invalid: ReadCapacityUnits and "
        "WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
        "/ProvisionedThroughput");
  }
  return Done{};
}

Result<TableIndex> tableOf(const ApiCall& call) {
  const std::string& name = call.text("TableName");
  const TableIndex index = findTable(call.state, name);
  if (!index.valid()) {
    return Error{"ResourceNotFoundException",
                 "Requested resource not found: Table: " + name + " not found", "/TableName"};
  }
  return index;
}

}  // namespace

Result<ApiAnswer> createTable(const ApiCall& call) {
  DynamoTable table;
  table.name = call.text("TableName");
  if (!isTableName(table.name)) {
    return validation(
        "Invalid table/index name. Table/index names must be between 3 and 255 "
        "characters long, and may contain only the characters a-z, A-Z, 0-9, '_', "
        "'-', and '.'",
        "/TableName");
  }
  if (findTable(call.state, table.name).valid()) {
    return Error{"ResourceInUseException", "Table already exists: " + table.name, "/TableName"};
  }
  const JsonValue* keys = call.input.find("KeySchema");
  const JsonValue* attributes = call.input.find("AttributeDefinitions");
  if (keys == nullptr || attributes == nullptr || keys->items().empty()) {
    return validation("No KeySchema or AttributeDefinitions defined", "/KeySchema");
  }
  if (auto refused = schemaRefused(call, *keys, *attributes)) return *refused;
  if (const Result<Done> read = readCapacity(call, table); !read) return read.error();
  table.schemaJson =
      dumpJson(JsonValue::object({{"AttributeDefinitions", *attributes}, {"KeySchema", *keys}}));
  table.createdAt = call.state.now;
  const EventId cause = call.begin(table.name);
  ApiAnswer answer = answerWith("TableDescription", table);
  Simulation& sim = call.simulation();
  sim.state().work.tables.push_back(std::move(table));
  workChanged(sim, cause);
  answer.notModelled = call.notModelled(
      {"TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "ProvisionedThroughput"});
  return answer;
}

Result<ApiAnswer> describeTable(const ApiCall& call) {
  const Result<TableIndex> index = tableOf(call);
  if (!index) return index.error();
  return answerWith("Table", call.state.work.tables[index.value().value]);
}

Result<ApiAnswer> updateTable(const ApiCall& call) {
  const Result<TableIndex> index = tableOf(call);
  if (!index) return index.error();
  DynamoTable changed = call.state.work.tables[index.value().value];
  if (const Result<Done> read = readCapacity(call, changed); !read) return read.error();
  const EventId cause = call.begin(changed.name);
  Simulation& sim = call.simulation();
  sim.state().work.tables[index.value().value] = changed;
  workChanged(sim, cause);
  return answerWith("TableDescription", changed);
}

Result<ApiAnswer> deleteTable(const ApiCall& call) {
  const Result<TableIndex> index = tableOf(call);
  if (!index) return index.error();
  const EventId cause = call.begin(call.text("TableName"));
  Simulation& sim = call.simulation();
  DynamoTable& table = sim.state().work.tables[index.value().value];
  table.deleted = true;
  workChanged(sim, cause);
  return answerWith("TableDescription", table);
}

}  // namespace taskyard
