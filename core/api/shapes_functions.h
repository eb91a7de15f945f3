#pragma once
// The inputs of Lambda, EKS and of what stands beside them in service "sim".

#include "api/shapes_parts.h"

namespace taskyard::shapes {

extern const Shape kLambdaCreateFunctionInput;
extern const Shape kLambdaFunctionNameInput;
extern const Shape kLambdaListFunctionsInput;
extern const Shape kLambdaUpdateFunctionConfigurationInput;
extern const Shape kLambdaPutFunctionConcurrencyInput;
extern const Shape kLambdaCreateEventSourceMappingInput;
extern const Shape kLambdaUpdateEventSourceMappingInput;
extern const Shape kLambdaMappingIdInput;
extern const Shape kLambdaListEventSourceMappingsInput;
extern const Shape kLambdaInvokeInput;
extern const Shape kSimSetFunctionWorkInput;
extern const Shape kSimSetInvocationsInput;
extern const Shape kSimDescribeFunctionInput;

extern const Shape kEksCreateClusterInput;
extern const Shape kEksNameInput;
extern const Shape kEksListClustersInput;
extern const Shape kEksCreateNodegroupInput;
extern const Shape kEksDeleteNodegroupInput;
extern const Shape kEksCreateFargateProfileInput;
extern const Shape kEksDeleteFargateProfileInput;
extern const Shape kEksOtherInput;
extern const Shape kSimRunPodsInput;

extern const Shape kSimLaunchHostInput;
extern const Shape kSimDockerRunInput;
extern const Shape kSimDockerPsInput;
extern const Shape kSimDockerStopInput;

}  // namespace taskyard::shapes
