#include "api/operations.h"
#include "api/secrets_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"ssm", "PutParameter", "Keeps a value in Parameter Store.", kChanges, &kPutParameterInput},
     putParameter},
    {{"ssm", "GetParameter", "Shows one parameter.", kReads, &kGetParameterInput}, getParameter},
    {{"ssm", "GetParameters", "Shows several parameters.", kReads, &kGetParametersInput},
     getParameters},
    {{"ssm", "DeleteParameter", "Removes a parameter.", kChanges, &kDeleteParameterInput},
     deleteParameter},
};

}  // namespace

std::span<const Operation> ssm() { return kOperations; }

}  // namespace taskyard::operations
