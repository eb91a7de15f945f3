#pragma once
// The task definition files under tests/fixtures/task_definitions.

#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "support/source_root.h"

namespace taskyard {

inline std::string fixtureText(const std::string& name) {
  std::ifstream file(sourceRoot() + "/tests/fixtures/task_definitions/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace taskyard
