#pragma once
// A world with the role that functions of tests run with.

#include "support/world.h"

namespace taskyard {

// Makes role "fn", which Lambda may take.
inline void makeFunctionRole(World& world) {
  world.must("iam:CreateRole",
             R"j({"RoleName":"fn","AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",)j"
             R"j(\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":)j"
             R"j(\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"})j");
}

class FunctionWorld : public World {
 public:
  FunctionWorld() { makeFunctionRole(*this); }
};

}  // namespace taskyard
