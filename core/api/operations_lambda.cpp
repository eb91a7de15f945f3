#include "api/functions_handlers.h"
#include "api/operations.h"
#include "api/shapes_functions.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"lambda", "CreateFunction", "Makes a function.", kChanges, &kLambdaCreateFunctionInput},
     lambdaCreateFunction},
    {{"lambda", "GetFunction", "Shows a function.", kReads, &kLambdaFunctionNameInput},
     lambdaGetFunction},
    {{"lambda", "ListFunctions", "Lists the functions.", kReads, &kLambdaListFunctionsInput},
     lambdaListFunctions},
    {{"lambda", "UpdateFunctionConfiguration", "Changes memory, timeout and other settings.",
      kChanges, &kLambdaUpdateFunctionConfigurationInput},
     lambdaUpdateFunctionConfiguration},
    {{"lambda", "DeleteFunction", "Deletes a function.", kChanges, &kLambdaFunctionNameInput},
     lambdaDeleteFunction},
    {{"lambda", "PutFunctionConcurrency", "Reserves concurrency for a function.", kChanges,
      &kLambdaPutFunctionConcurrencyInput},
     lambdaPutFunctionConcurrency},
    {{"lambda", "DeleteFunctionConcurrency", "Ends the reservation.", kChanges,
      &kLambdaFunctionNameInput},
     lambdaDeleteFunctionConcurrency},
    {{"lambda", "CreateEventSourceMapping", "Lets a function poll a queue.", kChanges,
      &kLambdaCreateEventSourceMappingInput},
     lambdaCreateEventSourceMapping},
    {{"lambda", "GetEventSourceMapping", "Shows a mapping from a queue.", kReads,
      &kLambdaMappingIdInput},
     lambdaGetEventSourceMapping},
    {{"lambda", "ListEventSourceMappings", "Lists the mappings from queues.", kReads,
      &kLambdaListEventSourceMappingsInput},
     lambdaListEventSourceMappings},
    {{"lambda", "UpdateEventSourceMapping", "Changes how a queue is polled.", kChanges,
      &kLambdaUpdateEventSourceMappingInput},
     lambdaUpdateEventSourceMapping},
    {{"lambda", "DeleteEventSourceMapping", "Ends the polling of a queue.", kChanges,
      &kLambdaMappingIdInput},
     lambdaDeleteEventSourceMapping},
    {{"lambda", "Invoke", "Runs a function once.", kChanges, &kLambdaInvokeInput}, lambdaInvoke},
};

}  // namespace

std::span<const Operation> lambda() { return kOperations; }

}  // namespace taskyard::operations
