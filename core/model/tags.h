#pragma once
// Tags of ECS resources: labels that change nothing but what people find and what a bill is split
// by.

#include <string>
#include <tuple>
#include <vector>

namespace taskyard {

struct ResourceTag {
  std::string key;    // 1 to 128 characters
  std::string value;  // at most 256

  auto fields() const { return std::tie(key, value); }
  bool operator==(const ResourceTag&) const = default;
};

struct ResourceTags {
  std::string arn;
  std::vector<ResourceTag> tags;  // at most 50

  auto fields() const { return std::tie(arn, tags); }
};

}  // namespace taskyard
