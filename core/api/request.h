#pragma once
// What changes or reads the world: one operation of a service with its input, as AWS names them.

#include <string>

#include "base/json.h"

namespace taskyard {

// service: as the AWS CLI names it ("ecs", "elbv2"), or "sim" for what AWS does not have.
// operation: AWS's name ("CreateService"); those of "sim" start with Sim ("SimAdvance").
// input: an object in the operation's JSON shape (shapes.h).
struct Request {
  std::string service;
  std::string operation;
  JsonValue input = JsonValue::object();

  bool operator==(const Request&) const = default;
};

}  // namespace taskyard
