#pragma once
// The handlers of the contrasts: Lambda (lambda_functions.cpp, lambda_mappings.cpp,
// lambda_load.cpp), EKS (eks_clusters.cpp), and containers started by hand (sim_docker.cpp).

#include "api/handlers.h"

namespace taskyard {

Result<ApiAnswer> lambdaCreateFunction(const ApiCall& call);
Result<ApiAnswer> lambdaGetFunction(const ApiCall& call);
Result<ApiAnswer> lambdaListFunctions(const ApiCall& call);
Result<ApiAnswer> lambdaUpdateFunctionConfiguration(const ApiCall& call);
Result<ApiAnswer> lambdaDeleteFunction(const ApiCall& call);
Result<ApiAnswer> lambdaPutFunctionConcurrency(const ApiCall& call);
Result<ApiAnswer> lambdaDeleteFunctionConcurrency(const ApiCall& call);
Result<ApiAnswer> lambdaCreateEventSourceMapping(const ApiCall& call);
Result<ApiAnswer> lambdaGetEventSourceMapping(const ApiCall& call);
Result<ApiAnswer> lambdaListEventSourceMappings(const ApiCall& call);
Result<ApiAnswer> lambdaUpdateEventSourceMapping(const ApiCall& call);
Result<ApiAnswer> lambdaDeleteEventSourceMapping(const ApiCall& call);
Result<ApiAnswer> lambdaInvoke(const ApiCall& call);
Result<ApiAnswer> simSetFunctionWork(const ApiCall& call);
Result<ApiAnswer> simSetInvocations(const ApiCall& call);
Result<ApiAnswer> simDescribeFunction(const ApiCall& call);

Result<ApiAnswer> eksCreateCluster(const ApiCall& call);
Result<ApiAnswer> eksDescribeCluster(const ApiCall& call);
Result<ApiAnswer> eksListClusters(const ApiCall& call);
Result<ApiAnswer> eksDeleteCluster(const ApiCall& call);
Result<ApiAnswer> eksCreateNodegroup(const ApiCall& call);
Result<ApiAnswer> eksDeleteNodegroup(const ApiCall& call);
Result<ApiAnswer> eksCreateFargateProfile(const ApiCall& call);
Result<ApiAnswer> eksDeleteFargateProfile(const ApiCall& call);
// What needs Kubernetes itself.
Result<ApiAnswer> eksNotModelled(const ApiCall& call);
Result<ApiAnswer> simRunPods(const ApiCall& call);

Result<ApiAnswer> simLaunchHost(const ApiCall& call);
Result<ApiAnswer> simDockerRun(const ApiCall& call);
Result<ApiAnswer> simDockerPs(const ApiCall& call);
Result<ApiAnswer> simDockerStop(const ApiCall& call);
Result<ApiAnswer> dockerHostLostFault(const ApiCall& call);

// The function a request names (name or ARN). Errors: ResourceNotFoundException.
Result<FunctionIndex> functionOf(const ApiCall& call, std::string_view member);
std::string functionArn(const Function& function);

}  // namespace taskyard
