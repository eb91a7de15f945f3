#pragma once
// The typed positions of records in State's arrays (see base/id.h).

#include "base/id.h"

namespace taskyard {

using ClusterIndex = Index<struct ClusterTag>;
using ContainerIndex = Index<struct ContainerTag>;
using DeploymentIndex = Index<struct DeploymentTag>;
using FamilyIndex = Index<struct FamilyTag>;
using ImageIndex = Index<struct ImageTag>;
using ServiceDeploymentIndex = Index<struct ServiceDeploymentTag>;
using ServiceIndex = Index<struct ServiceTag>;
using SubnetIndex = Index<struct SubnetTag>;
using TaskDefinitionIndex = Index<struct TaskDefinitionTag>;
using TaskIndex = Index<struct TaskTag>;
using TextIndex = Index<struct TextTag>;

// Position of an event in the whole history of a run, from 0; never reused.
using EventId = std::uint32_t;
inline constexpr EventId kNoEvent = 0xFFFFFFFFu;

}  // namespace taskyard
