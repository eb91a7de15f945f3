#pragma once
// The typed positions of records in State's arrays (see base/id.h).

#include "base/id.h"

namespace taskyard {

using AlarmIndex = Index<struct AlarmTag>;
using AutoScalingGroupIndex = Index<struct AutoScalingGroupTag>;
using CapacityProviderIndex = Index<struct CapacityProviderTag>;
using ClusterIndex = Index<struct ClusterTag>;
using ContainerIndex = Index<struct ContainerTag>;
using ContainerInstanceIndex = Index<struct ContainerInstanceTag>;
using CostDecisionIndex = Index<struct CostDecisionTag>;
using DeploymentIndex = Index<struct DeploymentTag>;
using ImageIndex = Index<struct ImageTag>;
using ServiceDeploymentIndex = Index<struct ServiceDeploymentTag>;
using MetricIndex = Index<struct MetricTag>;
using ScalableTargetIndex = Index<struct ScalableTargetTag>;
using ScalingPolicyIndex = Index<struct ScalingPolicyTag>;
using LogGroupIndex = Index<struct LogGroupTag>;
using LogStreamIndex = Index<struct LogStreamTag>;
using RepositoryIndex = Index<struct RepositoryTag>;
using ListenerIndex = Index<struct ListenerTag>;
using ListenerRuleIndex = Index<struct ListenerRuleTag>;
using LoadBalancerIndex = Index<struct LoadBalancerTag>;
using ServiceIndex = Index<struct ServiceTag>;
using SubnetIndex = Index<struct SubnetTag>;
using TargetGroupIndex = Index<struct TargetGroupTag>;
using TargetIndex = Index<struct TargetTag>;
using VpcIndex = Index<struct VpcTag>;
using RouteTableIndex = Index<struct RouteTableTag>;
using InternetGatewayIndex = Index<struct InternetGatewayTag>;
using ElasticIpIndex = Index<struct ElasticIpTag>;
using NatGatewayIndex = Index<struct NatGatewayTag>;
using VpcEndpointIndex = Index<struct VpcEndpointTag>;
using SecurityGroupIndex = Index<struct SecurityGroupTag>;
using GroupSetIndex = Index<struct GroupSetTag>;
using TaskDefinitionIndex = Index<struct TaskDefinitionTag>;
using TaskIndex = Index<struct TaskTag>;
using TextIndex = Index<struct TextTag>;

// Position of an event in the whole history of a run, from 0; never reused.
using EventId = std::uint32_t;
inline constexpr EventId kNoEvent = 0xFFFFFFFFu;

}  // namespace taskyard
